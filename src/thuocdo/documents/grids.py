"""Which lines of a text are rows of a table? Cells between bars or tab stops."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thuocdo.documents.lines import Line

_RULER = re.compile(r"[\s|:+=-]+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where it stands in the table, and NFC offsets of its text."""

    table: int
    row: int
    column: int
    start: int
    end: int
    is_header: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table made of lines `first` to `last` (not included)."""

    first: int
    last: int
    cells: tuple[Cell, ...]


def find_grids(lines: list[Line], text: str, first_table: int = 0) -> list[Grid]:
    """Return the tables; two rows or more with the same number of cells make one."""
    if "\t" not in text and "|" not in text:
        return []
    grids: list[Grid] = []
    run: list[Line] = []
    kind = ""
    for line in [*lines, None]:
        found = "" if line is None else _kind(line.text)
        if line is None or found != kind or (kind and not _same_shape(run, line, kind)):
            if kind and (grid := make_grid(run, kind, text, first_table + len(grids))):
                grids.append(grid)
            run, kind = [], found
        if found and line is not None:
            run.append(line)
    return grids


def _kind(text: str) -> str:
    if text.startswith("|") or text.count("|") >= 2:
        return "|"
    return "\t" if "\t" in text else ""


def _same_shape(run: list[Line], line: Line, kind: str) -> bool:
    return kind == "|" or not run or abs(line.text.count(kind) - run[-1].text.count(kind)) <= 1


def make_grid(run: list[Line], kind: str, text: str, table: int) -> Grid | None:
    """Return the table of rows whose cells are set off by `kind` ("|" or a tab), or None for a single row."""
    rows: list[list[tuple[int, int, int]]] = []
    has_ruler = False
    for line in run:
        if kind == "|" and _RULER.fullmatch(line.text):
            has_ruler = has_ruler or len(rows) == 1
            continue
        rows.append(_split(line, kind, text))
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    head_row = has_ruler or all(_LETTER.search(text, start, end) for _, start, end in rows[0])
    cells = [
        Cell(table, row, column, start, end, _is_header(row, column, text[start:end], head_row))
        for row, found in enumerate(rows)
        for column, start, end in found
    ]
    return Grid(run[0].number, run[-1].number + 1, tuple(cells))


def _is_header(row: int, column: int, text: str, head_row: bool) -> bool:
    return (row == 0 and head_row) or (column == 0 and _LETTER.search(text) is not None)


def _split(line: Line, kind: str, text: str) -> list[tuple[int, int, int]]:
    """Cells of a line as (column, start, end); empty cells keep their column and are left out."""
    begin = line.start - line.indent if kind == "\t" else line.start + line.text.startswith("|")
    cells: list[tuple[int, int, int]] = []
    for column, (start, end) in enumerate(_pieces(text, begin, line.end, kind)):
        inner = text[start:end]
        bare = inner.strip()
        if bare:
            start += len(inner) - len(inner.lstrip())
            cells.append((column, start, start + len(bare)))
    return cells


def _pieces(text: str, begin: int, end: int, kind: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = text.find(kind, begin, end)
    while at >= 0:
        if text[at - 1] != "\\":
            pieces.append((begin, at))
            begin = at + 1
        at = text.find(kind, at + 1, end)
    pieces.append((begin, end))
    return pieces
