"""Which lines make a table, and what stands in its cells?"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thuocdo.documents.pdf.page import Box, Page, Word

NEAR = 3.0
"""Points within which two lines meet or are one line."""
MAX_NEIGHBOURS = 300
"""Lines before a line that are held against it: more lie that close only in a drawing."""
MAX_CROSSINGS = 400_000
"""Pairs of lines looked at on a page; beyond that it is a drawing."""


@dataclass(slots=True)
class Cell:
    """A cell of a table, with the words in it in no order."""

    row: int
    column: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A ruled table of one page; it takes part in the cutting of the page like one large word.

    Attributes:
        page: 1-based.
        x0, top, x1, bottom: Its outer edges.
        base: Where it stands among the rows of the page.
        size: Size of most letters in it.
        columns: Left edges of its columns.
        cells: Row by row; a merged cell stands where it begins.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    columns: list[float]
    cells: list[Cell]


def find_ruled_tables(page: Page) -> list[Table]:
    """Return the tables that lines enclose, at least two rows by two columns, with their words."""
    across = _merge([(y, x0, x1) for x0, y, x1, _ in page.across])
    down = _merge([(x, y0, y1) for x, y0, _, y1 in page.down])
    if len(across) < 2 or len(down) < 1 or len(across) * len(down) > MAX_CROSSINGS:
        return []
    tables = []
    for own_across, own_down in _components(across, down):
        table = _make_table(page, own_across, own_down)
        if table:
            tables.append(table)
    return tables


Ruled = tuple[float, float, float]
"""(position, from, to)."""


def _merge(lines: list[Ruled]) -> list[Ruled]:
    """Join lines that lie on each other or touch end to end."""
    merged: list[list[float]] = []
    for position, start, end in sorted(lines):
        for other in merged[: -MAX_NEIGHBOURS - 1 : -1]:
            if position - other[0] > NEAR / 2:
                continue
            if start <= other[2] + NEAR and end >= other[1] - NEAR:
                other[1], other[2] = min(start, other[1]), max(end, other[2])
                break
            if position - other[0] > NEAR:
                break
        else:
            merged.append([position, start, end])
    return [(line[0], line[1], line[2]) for line in merged]


def _components(across: list[Ruled], down: list[Ruled]) -> list[tuple[list[Ruled], list[Ruled]]]:
    """Group the lines that cross one another."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - NEAR <= x <= x1 + NEAR and y0 - NEAR <= y <= y1 + NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruled], list[Ruled]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate(across):
        groups[root(i)][0].append(line)
    for j, line in enumerate(down):
        groups[root(len(across) + j)][1].append(line)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _positions(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept


def _make_table(page: Page, across: list[Ruled], down: list[Ruled]) -> Table | None:
    # Tables open at the sides end where their level lines end.
    xs = _positions([x for x, _, _ in down] + [min(a for _, a, _ in across), max(b for _, _, b in across)])
    ys = _positions([y for y, _, _ in across] + [min(a for _, a, _ in down), max(b for _, _, b in down)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 2 or columns > 60 or rows > 400:
        return None
    box = (xs[0], ys[0], xs[-1], ys[-1])
    inside = [word for word in page.words if _centre_in(word, box)]
    if len(inside) < 2:
        return None
    roots = _merged_cells(xs, ys, across, down)
    cells: dict[tuple[int, int], Cell] = {}
    for word in inside:
        column = min(bisect_right(xs, (word.x0 + word.x1) / 2) - 1, columns - 1)
        row = min(bisect_right(ys, (word.top + word.bottom) / 2) - 1, rows - 1)
        at = roots[max(row, 0), max(column, 0)]
        cells.setdefault(at, Cell(*at)).words.append(word)
    if len(cells) < 3 or len({at[1] for at in cells}) < 2 or len({at[0] for at in cells}) < 2:
        return None
    sizes = Counter(round(word.size, 1) for word in inside)
    ordered = [cells[at] for at in sorted(cells)]
    return Table(page.number, *box, ys[0] + 1, sizes.most_common(1)[0][0], xs[:-1], ordered)


def _centre_in(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]


def _merged_cells(
    xs: Sequence[float], ys: Sequence[float], across: list[Ruled], down: list[Ruled]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for each field of the grid, the field where the cell that covers it begins."""
    walls = _by_position(xs, down)
    floors = _by_position(ys, across)
    roots: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle_y = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            middle_x = (xs[column] + xs[column + 1]) / 2
            at = (row, column)
            roots[at] = at
            if row and not _covers(floors[row], middle_x):
                roots[at] = roots[row - 1, column]
            elif column and not _covers(walls[column], middle_y):
                roots[at] = roots[row, column - 1]
    return roots


def _by_position(positions: Sequence[float], lines: list[Ruled]) -> list[list[Ruled]]:
    found: list[list[Ruled]] = [[] for _ in positions]
    for line in lines:
        at = min(range(len(positions)), key=lambda n: abs(positions[n] - line[0]))
        found[at].append(line)
    return found


def _covers(lines: list[Ruled], at: float) -> bool:
    return any(start - NEAR <= at <= end + NEAR for _, start, end in lines)


_FIGURE = re.compile(r"[-–+]?\d[\d.,]*\s?%?")
_ORDINAL = re.compile(r"[(]?(?:\d{1,3}|[IVX]{1,5}|[a-zA-ZĐđ])(?:\.\d{1,2})*[.)]?|[-+•]")
_YEAR = re.compile(r"(?:19|20)\d\d")


def header_rows(table: Table) -> set[int]:
    """Return the rows at the top that hold no figure: years, units and the numbers of columns are none."""
    heads: set[int] = set()
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row in sorted(rows):
        if len(heads) >= 4 or any(_is_figure(cell) for cell in rows[row] if cell.column):
            numbered = all(cell.words and cell.words[0].text.strip("()").isdigit() for cell in rows[row])
            if not (heads and numbered and _counts(rows[row])):
                break
        heads.add(row)
    return heads if len(heads) < len(rows) else set()


def _is_figure(cell: Cell) -> bool:
    text = " ".join(word.text for word in cell.words)
    return _FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _counts(cells: Sequence[Cell]) -> bool:
    """Whether cells number the columns: (1) (2) (3) …"""
    numbers = [int(cell.words[0].text.strip("()")) for cell in cells]
    return len(numbers) > 1 and all(b - a == 1 for a, b in itertools.pairwise(numbers))


def label_columns(table: Table) -> set[int]:
    """Return the columns that name a row: the first, and the second where the first only counts."""
    firsts = [cell for cell in table.cells if cell.column == 0 and cell.row]
    counted = [cell for cell in firsts if _ORDINAL.fullmatch(" ".join(word.text for word in cell.words))]
    return {0, 1} if len(table.columns) > 2 and counted and len(counted) >= 0.6 * len(firsts) else {0}
