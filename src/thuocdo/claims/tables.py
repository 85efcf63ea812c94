"""Which cells of a table must add up, and which are quotients of others?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from thuocdo.claims.model import FigurePlace, Reading
from thuocdo.documents import Block, BlockKind
from thuocdo.quantities import Interval, parse_decimal, printed_interval
from thuocdo.quantities.problems import AmbiguousNumber, UnreadableQuantity

_TOTAL = re.compile(
    r"^(?:\W|\d|[ivx]+\b\.?)*\s*(?:tổng(?: cộng| số)?|cộng|toàn tỉnh|toàn huyện|toàn thành phố|toàn "
    r"xã)\b\s*[:.]?\s*(?:\(.*\))?$"
)
_SUBTOTAL = re.compile(r"\b(?:tổng|cộng)\b")
_SOME = re.compile(r"trong đó|tr\.?\s*đó|riêng|bình quân|tỷ lệ|tỉ lệ|so với")
_PERCENT = re.compile(r"%|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|cơ cấu")
_NO_SUM = re.compile(
    r"%|tỷ lệ|tỉ lệ|tỷ trọng|bình quân|tốc độ|năng suất|giá\b|thứ hạng|xếp hạng|stt|^tt$|chỉ số|điểm|mật độ|/"
)
_SHARE = re.compile(r"tỷ trọng|tỉ trọng|cơ cấu|tỷ lệ\s*\(?%\)?$|^\(?%\)?$|tỉ lệ\s*\(?%\)?$")
_COMPLETION = re.compile(
    r"th\s*/\s*kh|(?:tỷ lệ |% |mức độ )?(?:hoàn thành|thực hiện)\s*(?:so với\s*)?(?:kh|kế hoạch|dự "
    r"toán)?\s*\(?%\)?|so (?:với )?(?:kh|kế hoạch|dự toán)"
)
_PLANNED = re.compile(r"^(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|kh)\b")
_DONE = re.compile(r"^(?:thực hiện|kết quả|ước thực hiện|ước th|th|đạt)\b")
_TOP = re.compile(r"^\s*(?:[IVX]+|[A-Z])[.\s)]*$")
_NUMBER = re.compile(r"[-−]?\d[\d.,]*(?:\s\d{3})*")


@dataclass(frozen=True)
class Cell:
    """A cell that holds one number and nothing else.

    Attributes:
        block: The cell.
        row, column: Its place.
        value: The number.
        decimals: As printed.
        text: As printed.
    """

    block: Block
    row: int
    column: int
    value: Decimal
    decimals: int
    text: str

    @property
    def interval(self) -> Interval:
        """A whole number is a count; decimals are rounded."""
        if not self.decimals:
            return Interval.point(self.value)
        return printed_interval(self.value, self.decimals)

    def place(self, reading: Reading) -> FigurePlace:
        """Return the place of the cell, with its figure where one was found there."""
        for figure in reading.by_block.get(self.block.index, ()):
            if figure.value == self.value:
                return FigurePlace(self.block, figure.start, figure.end, figure)
        return FigurePlace(self.block, 0, len(self.block.text))


@dataclass(frozen=True)
class Table:
    """A table by rows and columns.

    Attributes:
        cells: Every cell by (row, column).
        numbers: Cells that hold a number.
        body: First row below the header.
    """

    cells: dict[tuple[int, int], Block]
    numbers: dict[tuple[int, int], Cell]
    body: int

    @cached_property
    def rows(self) -> list[int]:
        """Rows of the body."""
        return sorted({row for row, _ in self.cells if row >= self.body})

    @cached_property
    def columns(self) -> list[int]:
        """All columns."""
        return sorted({column for _, column in self.cells})

    def header(self, column: int) -> str:
        """Return the words above a column."""
        words = [
            self.cells[row, column].text.strip() for row in range(self.body) if (row, column) in self.cells
        ]
        return " ".join(dict.fromkeys(words))

    def label(self, row: int) -> str:
        """Return the words of a row: its first cell that is no number."""
        for column in self.columns:
            block = self.cells.get((row, column))
            if block is not None and re.search(r"[^\W\d_]{2}", block.text):
                return block.text.strip()
        return ""

    @cached_property
    def is_plain(self) -> bool:
        """Whether the rows form one flat list: no groups, no `trong đó`, one total."""
        labels = [self.label(row).lower() for row in self.rows]
        totals = sum(bool(_SUBTOTAL.search(label)) for label in labels)
        marked = any(_SOME.search(label) or label.startswith(("-", "+", "–")) for label in labels)
        return totals == 1 and not marked and not self._has_groups

    @cached_property
    def _has_groups(self) -> bool:
        firsts = [
            self.cells[row, self.columns[0]].text for row in self.rows if (row, self.columns[0]) in self.cells
        ]
        tops = sum(bool(_TOP.match(first)) for first in firsts)
        return 0 < tops < len([first for first in firsts if first.strip()])

    @cached_property
    def additive_columns(self) -> list[int]:
        """Columns of amounts that add up over the rows."""
        return [
            column
            for column in self.columns
            if not _NO_SUM.search(self.header(column).lower()) and self._count_numbers(column) > 2
        ]

    def _count_numbers(self, column: int) -> int:
        return sum((row, column) in self.numbers for row in self.rows)

    @cached_property
    def total_rows(self) -> list[int]:
        """Rows that give the total of the table."""
        return [row for row in self.rows if _TOTAL.match(self.label(row).lower())]

    def sums(self, column: int) -> Iterator[tuple[Cell, list[Cell]]]:
        """Yield the total of a column with the cells it must be the sum of."""
        if len(self.total_rows) != 1:
            return
        whole = self.numbers.get((self.total_rows[0], column))
        rows = [row for row in self.rows if row != self.total_rows[0] and not self._is_detail(row)]
        if whole is None or whole.row not in (self.rows[0], self.rows[-1]):
            return
        parts = [self.numbers[row, column] for row in rows if (row, column) in self.numbers]
        empty = [row for row in rows if (row, column) not in self.numbers and not self._is_dash(row, column)]
        if len(parts) > 1 and not empty:
            yield whole, parts

    def _is_detail(self, row: int) -> bool:
        """Whether a row speaks of part of the row above: `Trong đó: …`, `- …` under rows without a dash."""
        label = self.label(row).lower()
        if _SOME.search(label):
            return True
        return label.startswith(("-", "+", "–")) and not self._all_dashed

    @cached_property
    def _all_dashed(self) -> bool:
        labels = [self.label(row) for row in self.rows if row not in self.total_rows]
        return all(label.startswith(("-", "+", "–")) for label in labels if label)

    def _is_dash(self, row: int, column: int) -> bool:
        block = self.cells.get((row, column))
        return block is not None and block.text.strip() in ("", "-", "–", "0")

    def top_level(self, parts: Sequence[Cell]) -> list[Cell]:
        """Return the parts of rows numbered I, II, III or A, B where the table has such groups."""
        if not self._has_groups:
            return []
        first = self.columns[0]
        return [
            part
            for part in parts
            if (part.row, first) in self.cells and _TOP.match(self.cells[part.row, first].text)
        ]

    def shares(self) -> Iterator[tuple[Cell, Cell, Cell]]:
        """Yield (share, part, whole) of percentage columns whose total row says 100."""
        if len(self.total_rows) != 1:
            return
        last = self.total_rows[0]
        for column in self.columns:
            top = self.numbers.get((last, column))
            if top is None or top.value != 100 or not _SHARE.search(self.header(column).lower()):
                continue
            whole = self.numbers.get((last, column - 1))
            if whole is None or not whole.value or (column - 1) not in self.additive_columns:
                continue
            for row in self.rows:
                share, part = self.numbers.get((row, column)), self.numbers.get((row, column - 1))
                if row != last and share is not None and part is not None:
                    yield share, part, whole

    def completions(self) -> Iterator[tuple[Cell, Cell, Cell]]:
        """Yield (percentage, done, planned) of rows, where the three columns are named."""
        heads = {
            column: self.header(column).lower() for column in self.columns if self._count_numbers(column)
        }
        planned = [column for column, head in heads.items() if _PLANNED.search(head) and "%" not in head]
        done = [column for column, head in heads.items() if _DONE.search(head) and not _PERCENT.search(head)]
        rate = [
            column
            for column, head in heads.items()
            if _COMPLETION.search(head) and column not in (*planned, *done)
        ]
        rate = [column for column in rate if _PERCENT.search(heads[column])]
        if len(planned) != 1 or len(done) != 1 or len(rate) != 1:
            return
        for row in self.rows:
            cells = [self.numbers.get((row, column)) for column in (rate[0], done[0], planned[0])]
            share, part, whole = cells
            if share is not None and part is not None and whole is not None and whole.value:
                yield share, part, whole


def tables_of(reading: Reading) -> tuple[Table, ...]:
    """Return every table of at least three rows and two columns."""
    blocks: dict[int, list[Block]] = defaultdict(list)
    for block in reading.document.blocks:
        if block.kind is BlockKind.CELL and block.table is not None:
            blocks[block.table[0]].append(block)
    return tuple(table for cells in blocks.values() if (table := _table(cells)) is not None)


def _table(blocks: Sequence[Block]) -> Table | None:
    cells: dict[tuple[int, int], Block] = {}
    for block in blocks:
        if block.table is not None:
            cells[block.table[1], block.table[2]] = block
    numbers = {place: cell for place, block in cells.items() if (cell := _cell(block)) is not None}
    rows = sorted({row for row, _ in cells})
    heads = [row for row in rows if _is_head(row, cells, numbers)]
    body = 0
    for row in rows:
        if row not in heads:
            break
        body = row + 1
    if len([row for row in rows if row >= body]) < 2 or len({column for _, column in cells}) < 2:
        return None
    return Table(cells, {place: cell for place, cell in numbers.items() if place[0] >= body}, body)


def _is_head(row: int, cells: dict[tuple[int, int], Block], numbers: dict[tuple[int, int], Cell]) -> bool:
    mine = [block for (r, _), block in cells.items() if r == row]
    if all(block.is_header for block in mine):
        return True
    values = [cell for (r, _), cell in numbers.items() if r == row]
    years = [
        cell for cell in values if 1990 <= cell.value <= 2050 and not cell.decimals and "." not in cell.text
    ]
    return len(years) == len(values) and row < 3


def _cell(block: Block) -> Cell | None:
    text = block.text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text) or block.table is None:
        return None
    try:
        value, decimals = parse_decimal(text, is_vietnamese=True)
    except (AmbiguousNumber, UnreadableQuantity):
        return None
    return Cell(block, block.table[1], block.table[2], value, decimals, block.text.strip())
