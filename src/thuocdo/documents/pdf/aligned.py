"""Tables without lines, or with too few: figures that stand in columns make the rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from thuocdo.documents.pdf.columns import Row, make_rows
from thuocdo.documents.pdf.page import Word
from thuocdo.documents.pdf.tables import Cell, Table

CHUNK_GAP = 1.0
"""White between two cells, in sizes; between words of a spread line it is hardly ever as wide."""
FEWEST_ROWS = 3
FARTHEST_ROW = 3.0
"""Sizes between the base lines of two rows of one table."""
WRAP = 1.6
"""Sizes between the base lines of two lines of one cell."""
MOST_COLUMNS = 40
MOST_WRAPS = 3
"""Lines of a label that may stand between two rows with figures."""
_FIGURE = re.compile(r"[-–+(]?\d[\d.,]*(?:\s?[-–/]\s?\d[\d.,]*)?\s?%?\)?")
_COUNT = re.compile(r"[(]?(?:\d{1,3}|[IVX]{1,5}|[a-zđ])(?:\.\d{1,2})*[.)]?|[-+•]")
_NO_FIGURE = re.compile(r"[-–—x…]|\.{2,}|…+")


@dataclass(slots=True)
class _Chunk:
    x0: float
    x1: float
    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None or _NO_FIGURE.fullmatch(self.text) is not None


@dataclass(slots=True)
class _Line:
    base: float
    chunks: list[_Chunk]

    @property
    def is_tabular(self) -> bool:
        return len(self.chunks) > 1 and any(chunk.is_figure for chunk in self.chunks[1:])


def find_aligned_tables(words: Sequence[Word], page: int) -> list[Table]:
    """Return the tables of one column of text that stand without lines around them."""
    if not words:
        return []
    size = median(word.size for word in words)
    lines = [_make_line(row, size) for row in make_rows(words)]
    tables = []
    at = 0
    while at < len(lines):
        end = _run_end(lines, at, size) if lines[at].is_tabular else at
        if sum(line.is_tabular for line in lines[at:end]) >= FEWEST_ROWS:
            columns = _columns(lines[at:end])
            if columns:
                start = _first_header(lines, at, columns, size)
                tables.append(_make_table(lines[start:end], columns, page, size))
        at = max(end, at + 1)
    return tables


def _make_line(row: Row, size: float) -> _Line:
    chunks: list[_Chunk] = []
    for word in row.items:
        if not isinstance(word, Word):
            continue
        if chunks and word.x0 - chunks[-1].x1 < CHUNK_GAP * size:
            chunks[-1].words.append(word)
            chunks[-1].x1 = max(chunks[-1].x1, word.x1)
        else:
            chunks.append(_Chunk(word.x0, word.x1, [word]))
    return _Line(row.base, chunks)


def _run_end(lines: list[_Line], start: int, size: float) -> int:
    """Return the line after the last one of the table that begins at `start`."""
    end = start + 1
    wraps = 0
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.base - lines[at - 1].base > FARTHEST_ROW * size:
            break
        if line.is_tabular:
            end, wraps = at + 1, 0
            continue
        wraps += 1
        if wraps > MOST_WRAPS or (len(line.chunks) > 1 and not _is_below(lines[at - 1], line, size)):
            break
    # The label of the last row may go on below it.
    row = lines[end - 1]
    while end < len(lines) and _is_tail(row, lines[end - 1], lines[end], size):
        end += 1
    return end


def _is_below(last: _Line, line: _Line, size: float) -> bool:
    """Whether all of a line stands close below cells of the line before."""
    return line.base - last.base < WRAP * size and all(_above(last, chunk, size) for chunk in line.chunks)


def _above(last: _Line, chunk: _Chunk, size: float) -> _Chunk | None:
    """Return the cell of a line that a chunk of the next one could go on with."""
    for other in last.chunks:
        if abs(other.x0 - chunk.x0) < 2 * size and not chunk.is_figure:
            return other
    return None


def _is_tail(row: _Line, last: _Line, line: _Line, size: float) -> bool:
    """Whether a line below the last row with figures goes on with a cell of it and ends before the next."""
    if line.is_tabular or not _is_below(last, line, size):
        return False
    first = line.chunks[0]
    label = _above(row, first, size)
    if label is None or label is row.chunks[-1]:
        return False
    following = row.chunks[row.chunks.index(label) + 1]
    is_first = label is row.chunks[0]
    return first.x1 < following.x0 and (not is_first or first.text[:1].islower())


def _columns(lines: list[_Line]) -> list[tuple[float, float]]:
    """Return the columns as (left, right), or none where the figures do not stand below one another."""
    spans = sorted((c.x0, c.x1) for line in lines if line.is_tabular for c in line.chunks)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return []
    figures: Counter[int] = Counter()
    entries: Counter[int] = Counter()
    for line in lines:
        for chunk in line.chunks if line.is_tabular else ():
            at = _column_of(chunk, columns)
            entries[at] += 1
            figures[at] += chunk.is_figure
    good = any(entries[at] >= FEWEST_ROWS and figures[at] >= 0.6 * entries[at] for at in entries if at)
    return columns if good else []


def _column_of(chunk: _Chunk, columns: list[tuple[float, float]]) -> int:
    def distance(at: int) -> tuple[float, float]:
        left, right = columns[at]
        outside = max(left - chunk.x1, chunk.x0 - right, 0)
        return outside, abs((left + right) / 2 - (chunk.x0 + chunk.x1) / 2)

    return min(range(len(columns)), key=distance)


def _first_header(lines: list[_Line], start: int, columns: list[tuple[float, float]], size: float) -> int:
    """Return the first of the lines above that head the columns."""
    first = start
    while first and start - first < 3:
        line = lines[first - 1]
        is_near = lines[first].base - line.base <= FARTHEST_ROW * size
        places = {_column_of(chunk, columns) for chunk in line.chunks}
        if not is_near or len(line.chunks) < 2 or len(places) < len(line.chunks):
            break
        first -= 1
    return first


def _make_table(lines: list[_Line], columns: list[tuple[float, float]], page: int, size: float) -> Table:
    cells: dict[tuple[int, int], Cell] = {}
    is_counted = _is_counted(lines, columns)
    row = -1
    label: list[Word] = []
    for at, line in enumerate(lines):
        places = [_column_of(chunk, columns) for chunk in line.chunks]
        if row >= 0 and not label and _goes_on(lines, at, places, is_counted, size):
            for column, chunk in zip(places, line.chunks, strict=True):
                cells.setdefault((row, column), Cell(row, column)).words.extend(chunk.words)
            continue
        if places == [0]:
            label.extend(line.chunks[0].words)
            if at + 1 < len(lines) and _column_of(lines[at + 1].chunks[0], columns) > 0:
                continue
        row += 1
        if label:
            cells[row, 0] = Cell(row, 0, label)
        if places != [0]:
            for column, chunk in zip(places, line.chunks, strict=True):
                cells.setdefault((row, column), Cell(row, column)).words.extend(chunk.words)
        label = []
    words = [word for cell in cells.values() for word in cell.words]
    return Table(
        page, min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words),
        max(w.bottom for w in words), min(w.base for w in words), size,
        [left for left, _ in columns], [cells[place] for place in sorted(cells)],
    )  # fmt: skip


def _is_counted(lines: list[_Line], columns: list[tuple[float, float]]) -> bool:
    """Whether the first column only counts the rows."""
    rows = [line for line in lines if line.is_tabular]
    counted = [line for line in rows if _COUNT.fullmatch(line.chunks[0].text)]
    return len(counted) >= 0.6 * len(rows) and all(
        _column_of(line.chunks[0], columns) == 0 for line in counted
    )


def _goes_on(lines: list[_Line], at: int, places: list[int], is_counted: bool, size: float) -> bool:
    """Whether a line without figures belongs to the row above it."""
    line, last = lines[at], lines[at - 1]
    if line.is_tabular or not _is_below(last, line, size):
        return False
    if is_counted:
        return 0 not in places
    first = line.chunks[0]
    label = _above(last, first, size)
    if places[0] or label is None:
        return label is not None
    follows = at + 1 < len(lines) and lines[at + 1].is_tabular and lines[at + 1].chunks[0].x0 > first.x1
    widest = max(chunk.x1 for other in lines for chunk in other.chunks if abs(chunk.x0 - first.x0) < 2 * size)
    was_full = label.x1 + (first.words[0].x1 - first.words[0].x0) + 0.2 * size > widest
    return not follows and (first.text[:1].islower() or was_full)


def split_rows(table: Table) -> None:
    """Split rows of a ruled table that hold several rows of figures with no line between them."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
    cells: list[Cell] = []
    shift = 0
    for number in sorted(rows):
        bases = _figure_bases(rows[number])
        for cell in rows[number]:
            if len(bases) < 2:
                cells.append(Cell(cell.row + shift, cell.column, cell.words))
                continue
            parts: dict[int, list[Word]] = defaultdict(list)
            for word in cell.words:
                at = min(range(len(bases)), key=lambda n: (abs(bases[n] - word.base), n))
                parts[at].append(word)
            cells.extend(Cell(cell.row + shift + at, cell.column, parts[at]) for at in sorted(parts))
        shift += max(len(bases) - 1, 0)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    table.cells[:] = cells


def _figure_bases(cells: Sequence[Cell]) -> list[float]:
    """Return the base lines of figures that two columns at least agree on; none for a single row."""
    found: list[list[float]] = []
    for cell in cells:
        lines = make_rows(cell.words)
        texts = [" ".join(word.text for word in line.items if isinstance(word, Word)) for line in lines]
        if len(lines) > 1 and all(_FIGURE.fullmatch(text) or _NO_FIGURE.fullmatch(text) for text in texts):
            found.append([line.base for line in lines])
    for bases in found:
        same = sum(
            len(other) == len(bases) and all(abs(a - b) < 2 for a, b in zip(bases, other, strict=True))
            for other in found
        )
        if same >= 2:
            return bases
    return []
