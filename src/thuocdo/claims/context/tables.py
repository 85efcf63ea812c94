"""What is a figure in a table of? Its row's name, its column's time, the unit that either gives.

A row is named by its first cell of words, a column by the header cells above it; where no cell is marked as
a header, the first row is one. Numbers of rows (`TT`) and years in headers are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thuocdo.claims.context.periods import Scope, find_mentions
from thuocdo.claims.context.phrases import tidy
from thuocdo.claims.context.subsets import find_subset
from thuocdo.claims.context.units import dimension_of
from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, FigureKind
from thuocdo.documents import Block, BlockKind, Document
from thuocdo.quantities import UNITS, UnknownUnit

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?: ?[-–] ?((?:19|20)\d\d))?(?!\d)")
_UNIT_HEAD = re.compile(r"(?:đvt|đơn vị(?: tính)?|dvt)$")
_NUMBER_HEAD = re.compile(r"(?:tt|stt|số tt|số thứ tự|#)$")
_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_TARGET = re.compile(r"(?:kế hoạch|mục tiêu|chỉ tiêu|kh|dự toán|nghị quyết|nq)\b")
_ESTIMATE = re.compile(r"(?:ước|ƯTH|dự kiến)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SCALES = re.compile(r"^(?:nghìn tỷ|ngàn tỷ|triệu tỷ|nghìn|ngàn|vạn|triệu|tr\.?|tỷ|tỉ)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    block: Block


class Tables:
    """The tables of a document by the number of their table.

    Args:
        document: Its blocks of kind CELL know table, row and column.
    """

    def __init__(self, document: Document) -> None:
        self._cells: dict[int, list[_Cell]] = {}
        for block in document.blocks:
            if block.kind is BlockKind.CELL and block.table is not None:
                table, row, column = block.table
                self._cells.setdefault(table, []).append(_Cell(row, column, block))
        self._heads: dict[tuple[int, int], str] = {}
        self._names: dict[tuple[int, int], str] = {}
        self._units: dict[tuple[int, int], str] = {}
        self._head_rows: dict[int, int] = {}
        for table, cells in self._cells.items():
            self._read(table, cells)

    def _read(self, table: int, cells: Sequence[_Cell]) -> None:
        marked = {cell.row for cell in cells if cell.block.is_header}
        last = 0
        while last + 1 in marked and self._is_head(cells, last + 1):
            last += 1
        self._head_rows[table] = last
        for cell in cells:
            if cell.row <= last:
                head = f"{self._heads.get((table, cell.column), '')} {cell.block.text}".strip()
                self._heads[table, cell.column] = head
        unit_column = self._column(table, _UNIT_HEAD)
        for cell in cells:
            if cell.row > last and cell.column == unit_column:
                self._units[table, cell.row] = cell.block.text.strip()
            elif cell.row > last and _WORDS.search(cell.block.text):
                self._names.setdefault((table, cell.row), " ".join(cell.block.text.split()))

    @staticmethod
    def _is_head(cells: Sequence[_Cell], row: int) -> bool:
        """Whether every cell of a row is a header: a header column alone does not make one."""
        return all(cell.block.is_header for cell in cells if cell.row == row)

    def _column(self, table: int, pattern: re.Pattern[str]) -> int | None:
        for (number, column), head in self._heads.items():
            if number == table and pattern.match(head.lower().strip(" ():.")):
                return column
        return None

    def is_figure(self, figure: Figure) -> bool:
        """Whether what stands in a cell says something: no number of a row, no year of a header."""
        if figure.block.table is None:
            return True
        table, row, column = figure.block.table
        if row <= self._head_rows.get(table, 0) and not figure.unit:
            return not _YEAR.fullmatch(figure.text.strip())
        return self._column(table, _NUMBER_HEAD) != column or row <= self._head_rows.get(table, 0)

    def fill(self, figure: Figure, period: str) -> Figure:
        """Return a figure of a cell with name, time, unit, part and stage.

        Args:
            figure: The figure.
            period: Time that holds where the header names none.
        """
        table, row, column = figure.block.table or (0, 0, 0)
        head = self._heads.get((table, column), "") if row > self._head_rows.get(table, 0) else ""
        name = self._names.get((table, row), "")
        small = lowered(head)
        subject = tidy(_IN_BRACKETS.sub("", name)) or figure.block.text
        if not _YEAR.search(head) and _WORDS.search(head) and not _TARGET.match(small):
            measure = tidy(_IN_BRACKETS.sub("", head))
            subject = tidy(f"{measure} {subject}") if _is_measure(measure) else subject
        stage = figure.stage
        if stage == "actual":
            stage = "target" if _TARGET.match(small) else "estimate" if _ESTIMATE.search(head) else stage
        figure = replace(
            figure,
            subject=subject,
            period=figure.period or _period_of(head) or _period_of(name) or period,
            subset=find_subset(f"{subject} {head}"),
            stage=stage,
        )
        return figure if figure.unit else _with_unit(figure, self._unit(table, row, head, name))

    def _unit(self, table: int, row: int, head: str, name: str) -> str:
        if (table, row) in self._units:
            return self._units[table, row]
        for text in (head, name):
            for found in _IN_BRACKETS.finditer(text):
                if _parse(found[1]) is not None:
                    return found[1]
        return ""


def _is_measure(head: str) -> bool:
    """Whether a column's head names a measure and not only how or when it was taken."""
    small = head.lower()
    return not re.match(
        r"(?:thực hiện|kết quả|ước|số liệu|năm|giá trị|số lượng|tổng số|cộng|ghi chú|so sánh|%)", small
    )


def _period_of(text: str) -> str:
    small = lowered(text)
    for mention in find_mentions(small):
        if mention.scope is Scope.FIGURES and mention.period[:1].isdecimal():
            return mention.period
    found = _YEAR.search(small)
    if found is None:
        return ""
    return f"{found[1]}-{found[2]}" if found[2] and found[2] > found[1] else found[1]


def _parse(unit: str) -> int | None:
    """Return the power of ten of a unit, None where it is none."""
    try:
        return UNITS.parse(unit).multiplier
    except UnknownUnit:
        return None


def _with_unit(figure: Figure, unit: str) -> Figure:
    """Return a figure with the unit that its table gives."""
    multiplier = _parse(unit) if unit else None
    if multiplier is None:
        return replace(figure, unit=unit) if unit else figure
    kind = figure.kind
    if unit.startswith("%") and kind in (FigureKind.LEVEL, FigureKind.COUNT):
        kind = FigureKind.SHARE
    elif kind is FigureKind.COUNT and dimension_of(unit) != "count":
        kind = FigureKind.RATE if "/" in unit else FigureKind.LEVEL
    plain = _SCALES.sub("", unit) if multiplier else unit
    return replace(figure, unit=plain, scale=figure.scale or multiplier, kind=kind)
