"""What value does a cell hold? Turns cells into values by the declared columns, fault by fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where
from thuocdo.periods import Period, parse_period
from thuocdo.plan.columns import Column
from thuocdo.plan.problems import make_problem, quote, same
from thuocdo.plan.tables import Row
from thuocdo.quantities import UNITS, ScaledUnit, UnitRegistry

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@-]{0,79}")
"""Ids of documents, agencies, areas, plans and components."""

_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,15})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BREAKDOWN = re.compile(r"_T|[A-Z][A-Z0-9_]*=[A-Z0-9_.-]+(?:;[A-Z][A-Z0-9_]*=[A-Z0-9_.-]+)*")


class Printed(NamedTuple):
    """A number with the decimals it is written with."""

    value: Decimal
    decimals: int


class CellReader:
    """Reads the cells of one table and collects what is wrong with them.

    An empty cell gives None (or an empty text, or the column's default), never a problem: whether it
    may be empty is said by `Column.required` and checked by `read_table`.
    """

    def __init__(self, label: str, columns: Sequence[Column], units: UnitRegistry = UNITS) -> None:
        """Take the file's name as the user knows it, its columns, and the pack's units."""
        self.label = label
        self.problems: list[Problem] = []
        self._columns = {column.name: column for column in columns}
        self._units = units
        self._periods: dict[str, Period | Problem] = {}
        self._known_units: dict[str, ScaledUnit | Problem] = {}

    def where(self, row: Row, column: str) -> Where:
        """Return the place of a cell."""
        return Where(self.label, row.line, column)

    def add(
        self,
        code: str,
        row: Row,
        column: str,
        what: Text,
        hint: Text = NO_TEXT,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem of a cell."""
        self.problems.append(make_problem(code, self.where(row, column), what, hint, severity))

    def read_id(self, row: Row, column: str) -> str:
        """Return the id, empty for an empty or malformed cell."""
        cell = row[column]
        if not cell or ID.fullmatch(cell):
            return cell
        hint = Text(
            "chỉ dùng chữ không dấu, chữ số và . _ - : @, bắt đầu bằng chữ hoặc số, tối đa 80 ký tự",
            "use plain letters, digits and . _ - : @ only, starting with a letter or digit, at most 80",
        )
        self.add("GK035", row, column, same(quote(cell)), hint)
        return ""

    def read_breakdown(self, row: Row, column: str) -> str:
        """Return the breakdown, `_T` for an empty cell."""
        cell = row[column] or "_T"
        if _BREAKDOWN.fullmatch(cell):
            return cell
        hint = Text(
            "viết CHIỀU=MÃ bằng chữ hoa không dấu, ví dụ URBANISATION=U; toàn bộ là _T",
            "write DIMENSION=CODE in plain capitals, e.g. URBANISATION=U; the total is _T",
        )
        self.add("GK035", row, column, same(quote(cell)), hint)
        return "_T"

    def read_choice(self, row: Row, column: str) -> str | None:
        """Return the word, the column's default for an empty cell, None for an unknown word."""
        declared = self._columns[column]
        cell = row[column] or declared.default
        if not cell or cell in declared.choices:
            return cell
        words = ", ".join(declared.choices)
        hint = Text(f"một trong: {words}", f"one of: {words}")
        self.add("GK034", row, column, same(quote(cell)), hint)
        return None

    def read_flag(self, row: Row, column: str) -> bool:
        """Return whether the cell says yes."""
        return self.read_choice(row, column) == "yes"

    def read_number(self, row: Row, column: str) -> Printed | None:
        """Return the number with its decimals, or None."""
        cell = row[column]
        if not cell:
            return None
        if not _DECIMAL.fullmatch(cell):
            self.add("GK030", row, column, same(quote(cell)), _number_hint(cell))
            return None
        decimals = len(cell.partition(".")[2])
        if re.fullmatch(r"-?[1-9][0-9]{0,2}\.000", cell):
            plain = cell.replace(".", "")
            what = Text(f"{quote(cell)} được đọc là {cell[:-4]}", f"{quote(cell)} is read as {cell[:-4]}")
            hint = Text(f"nếu là {plain} thì viết {plain}", f"write {plain} if that is meant")
            self.add("GK036", row, column, what, hint, Severity.WARNING)
        return Printed(Decimal(cell), decimals)

    def read_date(self, row: Row, column: str) -> date | None:
        """Return the day, or None."""
        cell = row[column]
        if not cell:
            return None
        if _DATE.fullmatch(cell):
            try:
                return date.fromisoformat(cell)
            except ValueError:
                pass
        hint = Text("viết năm-tháng-ngày, ví dụ 2025-07-01", "write year-month-day, e.g. 2025-07-01")
        self.add("GK031", row, column, same(quote(cell)), hint)
        return None

    def read_period(self, row: Row, column: str) -> Period | None:
        """Return the period, or None."""
        cell = row[column]
        if not cell:
            return None
        if cell not in self._periods:
            self._periods[cell] = read_period_text(cell)
        found = self._periods[cell]
        if isinstance(found, Problem):
            self.add("GK032", row, column, same(quote(cell)), found.hint)
            return None
        return found

    def read_unit(self, row: Row, column: str) -> ScaledUnit | None:
        """Return the unit with its scale, or None."""
        cell = row[column]
        if not cell:
            return None
        if cell not in self._known_units:
            self._known_units[cell] = read_unit_text(cell, self._units)
        found = self._known_units[cell]
        if isinstance(found, Problem):
            self.add("GK033", row, column, same(quote(cell)), found.hint)
            return None
        return found


_PERIOD_HINT = Text(
    "viết 2025, 2025-S1, 2025-Q2, 2025-06, 2021-2025 hoặc 2025-01-01/P9M",
    "write 2025, 2025-S1, 2025-Q2, 2025-06, 2021-2025 or 2025-01-01/P9M",
)


def read_period_text(text: str) -> Period | Problem:
    """Return the period that `text` names, or a problem whose hint says how to write it."""
    try:
        return parse_period(text)
    except (ThuocdoError, ValueError, OverflowError):
        return Problem("GK032", Text(quote(text), quote(text)), _PERIOD_HINT)


def read_unit_text(text: str, units: UnitRegistry) -> ScaledUnit | Problem:
    """Return the unit that `text` names, or the registry's problem with its suggestions."""
    try:
        return units.parse(text)
    except ThuocdoError as error:
        return error.problems[0]


def _number_hint(cell: str) -> Text:
    if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]+", cell):
        plain = cell.replace(".", "").replace(",", ".")
        return Text(f"dùng dấu chấm thập phân: {plain}", f"use a decimal point: {plain}")
    if re.fullmatch(r"-?[0-9]{1,3}(?:[. ][0-9]{3})+", cell):
        plain = cell.replace(".", "").replace(" ", "")
        return Text(f"bỏ dấu phân cách hàng nghìn: {plain}", f"drop the thousands marks: {plain}")
    return Text(
        "chỉ ghi chữ số và dấu chấm thập phân; đơn vị ghi ở cột unit",
        "write digits and a decimal point only; the unit has its own column",
    )
