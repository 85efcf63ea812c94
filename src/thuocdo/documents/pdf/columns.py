"""In what order is a page read? Columns are found by the white between them.

The order of the content stream says little: many programs write the first line of every column, then the
second. A gutter is a strip of white that goes on through several rows with running text on both sides; the
widest such run cuts the page into what stands above it, left of it, right of it and below it, and each part
is cut again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from thuocdo.documents.pdf.page import Word
from thuocdo.documents.pdf.tables import Table

Item = Word | Table

GUTTER = 0.8
"""Narrowest gutter, in sizes of the letters; newspapers come close to it."""
CLEAR_GUTTER = 1.2
"""From this width on three rows make columns; below it takes four."""
WIDE_GUTTER = 2.5
"""From this width on two rows make columns: letter heads, signatures."""
MAX_CUTS = 40
"""Depth of cutting: no page has more columns, bands and boxes than that."""
MAX_STRIPS = 48
"""Gaps of one row, and strips of white followed at once: no page of text has as many."""


@dataclass(slots=True)
class Row:
    """Words whose base lines nearly agree, from left to right; a table is a row of its own."""

    base: float
    items: list[Item]


def order_regions(items: Sequence[Item]) -> list[list[Item]]:
    """Return the parts of a page, each of one column, in reading order."""
    regions: list[list[Item]] = []
    _cut(list(items), regions, 0)
    return regions


def make_rows(items: Sequence[Item]) -> list[Row]:
    """Group words into rows from top to bottom."""
    rows: list[Row] = []
    for item in sorted(items, key=lambda item: item.base):
        if isinstance(item, Table):
            rows.append(Row(item.base, [item]))
            continue
        row = rows[-1] if rows else None
        if row and isinstance(row.items[0], Word) and item.base - row.base <= 0.5 * item.size:
            row.items.append(item)
        else:
            rows.append(Row(item.base, [item]))
    for row in rows:
        row.items.sort(key=lambda item: item.x0)
    return rows


def _cut(items: list[Item], regions: list[list[Item]], depth: int) -> None:
    if not items:
        return
    rows = make_rows(items)
    found = _find_gutter(rows) if depth < MAX_CUTS and len(rows) > 1 else None
    if found is None:
        regions.append(items)
        return
    first, last, at = found
    last = _end_of_columns(rows, first, last, at)
    above = [item for row in rows[:first] for item in row.items]
    below = [item for row in rows[last:] for item in row.items]
    middle = [item for row in rows[first:last] for item in row.items]
    _cut(above, regions, depth + 1)
    _cut([item for item in middle if item.x0 < at], regions, depth + 1)
    _cut([item for item in middle if item.x0 >= at], regions, depth + 1)
    _cut(below, regions, depth + 1)


def _end_of_columns(rows: list[Row], first: int, last: int, at: float) -> int:
    """Leave out what stands on one side only, below columns that ended side by side: it comes after both."""
    ends = {True: 0.0, False: 0.0}
    for number in range(first, last):
        items = rows[number].items
        sides = {item.x0 < at for item in items}
        size = items[0].size
        white = min(item.top for item in items) - max(ends.values())
        is_apart = white > 2 * size or (isinstance(items[0], Table) and white > 0)
        is_level = abs(ends[True] - ends[False]) < 2.5 * size
        if min(ends.values()) > 0 and is_apart and is_level and _is_one_sided(rows[number:last], at):
            return number
        for side in sides:
            ends[side] = max(ends[side], *(item.bottom for item in items if (item.x0 < at) is side))
    return last


def _is_one_sided(rows: list[Row], at: float) -> bool:
    return len({item.x0 < at for row in rows for item in row.items}) == 1


def _find_gutter(rows: list[Row]) -> tuple[int, int, float] | None:
    """Return (first row, row after the last, x) of the longest gutter with text on both sides."""
    sizes = [item.size for row in rows for item in row.items]
    size = median(sizes)
    free = [_free_strips(row, GUTTER * size) for row in rows]
    best: tuple[float, int, int, float] | None = None
    for strip, start, end in _runs(free, GUTTER * size):
        first = start
        while first and any(a <= strip[0] and b >= strip[1] for a, b in free[first - 1]):
            first -= 1
        at = (strip[0] + strip[1]) / 2
        if not _is_between_texts(rows[first:end], at, strip[1] - strip[0], size):
            continue
        score = end - first + min(strip[1] - strip[0], 3 * size) / (10 * size)
        if best is None or score > best[0]:
            best = (score, first, end, at)
    return best[1:] if best else None


Strip = tuple[float, float]


def _free_strips(row: Row, least: float) -> list[Strip]:
    """White of a row: left of it, right of it, and between its words where wide enough."""
    strips: list[Strip] = []
    first = row.items[0].x0
    reach = row.items[0].x1
    for item in row.items[1:]:
        if item.x0 - reach >= least:
            strips.append((reach, item.x0))
        reach = max(reach, item.x1)
    if len(strips) > MAX_STRIPS:
        strips = sorted(sorted(strips, key=lambda strip: strip[0] - strip[1])[:MAX_STRIPS])
    return [(-1e9, first), *strips, (reach, 1e9)]


def _runs(free: list[list[Strip]], least: float) -> list[tuple[Strip, int, int]]:
    """Return the strips that stay white through several rows, each with its first row and the one after."""
    runs: list[tuple[Strip, int, int]] = []
    active: dict[Strip, int] = {}
    for number, strips in enumerate([*free, []]):
        going: dict[Strip, int] = {}
        for (left, right), start in active.items():
            goes_on = False
            for a, b in strips:
                low, high = max(left, a), min(right, b)
                if high - low >= least:
                    going[low, high] = min(start, going.get((low, high), start))
                    goes_on = goes_on or (low, high) == (left, right)
            if not goes_on:
                runs.append(((left, right), start, number))
        for strip in strips[1:-1]:
            going.setdefault(strip, number)
        if len(going) > MAX_STRIPS:
            going = dict(sorted(going.items(), key=lambda pair: pair[1])[:MAX_STRIPS])
        active = going
    return runs


def _is_between_texts(rows: list[Row], at: float, width: float, size: float) -> bool:
    """Whether both sides of a strip are running text, not the columns of a table."""
    needed = 2 if width >= WIDE_GUTTER * size else 3 if width >= CLEAR_GUTTER * size else 4
    for is_left in (True, False):
        sides = [[i for i in row.items if (i.x0 < at) is is_left] for row in rows]
        sides = [side for side in sides if side]
        words = [item for side in sides for item in side if isinstance(item, Word)]
        if any(isinstance(item, Table) for side in sides for item in side):
            continue
        if len(sides) < needed:
            return False
        low, high = min(w.x0 for w in words), max(w.x1 for w in words)
        if high - low < 6 * size or len(words) < 2 * len(sides):
            return False
        inked = sum(w.x1 - w.x0 for w in words)
        if width < WIDE_GUTTER * size and inked < 0.5 * (high - low) * len(sides):
            return False
        if sum(any(c.isalpha() for c in w.text) for w in words) < 0.55 * len(words):
            return False
    return True
