"""What stands in a column, from top to bottom: lines, tables, and the notes at its foot."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thuocdo.documents.pdf.aligned import find_aligned_tables, split_rows
from thuocdo.documents.pdf.columns import Item, order_regions
from thuocdo.documents.pdf.lines import Line, make_lines
from thuocdo.documents.pdf.page import Page, Word
from thuocdo.documents.pdf.tables import Table

Element = Line | Table

NOTE_SIZE = 0.93
"""Letters of a note are at most this part of the size of the body."""
_NOTE_START = re.compile(r"[(\[]?(\d{1,3})[)\]]?[.:]?(?=\s|[^\W\d_]|[“\"(])")
_SENTENCE_END = re.compile(r"[.!?;:…][)”\"’»]*$")


@dataclass(slots=True)
class Column:
    """One column of one page in reading order.

    Attributes:
        page: 1-based.
        left, right: Where its lines begin and end.
        leading: Usual distance of two base lines.
        body: Lines and tables from top to bottom.
        notes: Lines of footnotes at its foot.
    """

    page: int
    left: float
    right: float
    leading: float
    body: list[Element] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


def read_columns(page: Page, tables: Sequence[Table]) -> list[Column]:
    """Return the columns of a page in reading order, notes still among the lines."""
    inside = {id(word) for table in tables for cell in table.cells for word in cell.words}
    items: list[Item] = [word for word in page.words if id(word) not in inside]
    for table in tables:
        split_rows(table)
    items.extend(tables)
    return [_make_column(page, region) for region in order_regions(items)]


def _make_column(page: Page, region: list[Item]) -> Column:
    tables = [item for item in region if isinstance(item, Table)]
    words = [item for item in region if isinstance(item, Word)]
    aligned = find_aligned_tables(words, page.number)
    inside = {id(word) for table in aligned for cell in table.cells for word in cell.words}
    lines = make_lines([word for word in words if id(word) not in inside], page.number)
    body: list[Element] = sorted([*lines, *tables, *aligned], key=lambda element: element.base)
    column = Column(page.number, min(i.x0 for i in region), max(i.x1 for i in region), 0, body)
    column.leading = usual_leading(lines)
    return column


def usual_leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of base lines, or 0 where there are too few lines."""
    steps = [
        b.base - a.base
        for a, b in itertools.pairwise(lines)
        if abs(a.size - b.size) < 0.1 * a.size and b.base - a.base < 3 * a.size
    ]
    # Less than the median: in a short column the white between paragraphs is every second step.
    return sorted(steps)[len(steps) // 3] if steps else 0


def body_size(columns: Iterable[Column]) -> float:
    """Return the size of most letters of the document."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for element in column.body:
            if isinstance(element, Line):
                sizes[round(element.size * 2) / 2] += len(element.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def part_notes(columns: Sequence[Column], pages: Sequence[Page], size: float) -> None:
    """Move the footnotes at the foot of every column from its body to its notes.

    A note is known by its place (nothing but notes and white below it), its smaller letters or a rule above
    it, and the number it begins with. Lines without a number at the top of such a block go on with the last
    note of the column before when that broke off, or when a rule stands above them.
    """
    by_number = {page.number: page for page in pages}
    is_open = False
    latest = 0
    for column in columns:
        tail = _small_tail(column, size)
        if not tail:
            tail = _tail_below_rule(column, by_number[column.page], is_open)
        marks = {
            n for e in column.body if isinstance(e, Line) and e not in tail for p in e.pieces for n in p.marks
        }
        first = next(
            (at for at, line in enumerate(tail) if note_number(line, latest, marks) is not None), None
        )
        goes_on = bool(tail) and (is_open or _has_rule_above(by_number[column.page], tail[0]))
        if latest and goes_on and first != 0:
            first = 0
        if first is None:
            continue
        column.notes = tail[first:]
        column.body = column.body[: len(column.body) - len(column.notes)]
        for line in column.notes:
            latest = note_number(line, latest, marks) or latest
        is_open = not _SENTENCE_END.search(column.notes[-1].text)


def note_number(line: Line, latest: int, marks: set[int]) -> int | None:
    """Return the number of the note that begins with a line, or None.

    A raised number is enough; a number of usual size must be the next one, or have a marker above it.
    """
    if line.pieces and line.pieces[0].marks:
        return line.pieces[0].marks[0]
    match = _NOTE_START.match(line.text)
    if match is None:
        return None
    number = int(match[1])
    return number if number in marks or (number == latest + 1 and not marks) else None


def note_mark_end(line: Line) -> int:
    """Return the number of letters, blank included, that the number of a note takes in its first line."""
    text = line.text
    first = line.pieces[0]
    match = _NOTE_START.match(text)
    end = len(first.text) if first.marks else match.end() if match else 0
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _small_tail(column: Column, size: float) -> list[Line]:
    tail: list[Line] = []
    for element in reversed(column.body):
        if not isinstance(element, Line) or element.size > NOTE_SIZE * size:
            break
        tail.append(element)
    return tail[::-1]


def _tail_below_rule(column: Column, page: Page, is_open: bool) -> list[Line]:
    """Return the lines below a short rule when a note begins there or the last one breaks off before it."""
    width = column.right - column.left
    heights = [
        y
        for x0, y, x1, _ in page.across
        if y > 0.15 * page.height
        and abs(x0 - column.left) < 0.25 * width + 20
        and 20 < x1 - x0 < max(0.6 * width, 200)
    ]
    for height in sorted(heights, reverse=True):
        tail = [e for e in column.body if e.base > height]
        if tail and all(isinstance(e, Line) for e in tail) and len(tail) < len(column.body):
            lines = [e for e in tail if isinstance(e, Line)]
            if is_open or _NOTE_START.match(lines[0].text) or any(line.pieces[0].marks for line in lines):
                return lines
    return []


def _has_rule_above(page: Page, line: Line) -> bool:
    return any(
        -0.3 * line.size < line.top - y < 2.2 * line.size and x0 < line.x1 and x1 > line.x0 - line.size
        for x0, y, x1, _ in page.across
    )
