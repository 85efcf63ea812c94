"""One row of facts/*.csv and the observation it stands for, in both directions.

Cells are read strictly: decimal point, no thousands marks, ISO dates, SDMX periods. The decimals of the
value text are the decimals of the figure, so `13.60` and `13.6` are two ways of knowing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from thuocdo.errors import Problem, Text, ThuocdoError, Where
from thuocdo.facts.model import TOTAL, Observation, ObsStatus, Source, Stage
from thuocdo.facts.problems import make_problem
from thuocdo.periods import Period, parse_period
from thuocdo.plan.problems import NOTHING, quote, suggest
from thuocdo.plan.tables import Row
from thuocdo.quantities import Approximation, ScaledUnit, UnitRegistry

VIETNAM_UTC_OFFSET = timedelta(hours=7)
"""Instants with an offset are turned into local time; Vietnam has had no other since 1975."""

MAX_DIGITS = 40
"""A longer number is a slip of the keyboard, and would cost time to compute with."""

DEFAULT_STATUS = {
    Stage.SCENARIO: ObsStatus.FORECAST,
    Stage.ESTIMATE_1: ObsStatus.ESTIMATED,
    Stage.ESTIMATE_2: ObsStatus.ESTIMATED,
    Stage.PRELIMINARY: ObsStatus.PROVISIONAL,
    Stage.OFFICIAL: ObsStatus.NORMAL,
    Stage.REVISED: ObsStatus.NORMAL,
}
"""Status of a value whose row leaves it empty."""

STATUSES_WITHOUT_VALUE = frozenset({ObsStatus.NOT_COLLECTED, ObsStatus.CANNOT_EXIST, ObsStatus.WITHDRAWN})

MATCHED_COLUMNS = (
    "indicator",
    "area",
    "period",
    "breakdown",
    "stage",
    "known_from",
    "document",
    "place",
    "url",
    "agency",
)
"""Columns by which a row can be pointed at."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})

_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
_Word = TypeVar("_Word", bound=StrEnum)


class RowReader:
    """Turns rows of one file into observations and collects what is wrong with them.

    Attributes:
        problems: Every fault found so far.
    """

    def __init__(self, label: str, units: UnitRegistry, names: Mapping[str, str] = NO_NAMES) -> None:
        """Take the file's name as the user knows it, the units a row may use, and other names of columns."""
        self.problems: list[Problem] = []
        self._label = label
        self._names = names
        self._units = units
        # Ten thousand rows repeat a few dozen periods, units and days: each is read once.
        self._periods: dict[str, Period | None] = {}
        self._scaled: dict[str, ScaledUnit | None] = {}
        self._instants: dict[str, datetime | None] = {}

    def read(self, row: Row) -> Observation | None:
        """Return the observation of a row, or None with the reasons in `problems`."""
        before = len(self.problems)
        period = self._period(row)
        unit = self._unit(row)
        known_from = self._instant(row)
        stage = self._word(row, "stage", Stage)
        approximation = self._word(row, "approx", Approximation) if row["approx"] else Approximation.EXACT
        given = self._word(row, "status", ObsStatus) if row["status"] else None
        disputed = self._yes_no(row, "disputed")
        value = self._value(row)
        if len(self.problems) > before:
            return None
        # Nothing was complained of, so everything that is needed is there.
        if period is None or unit is None or known_from is None or stage is None or approximation is None:
            raise AssertionError("a cell that cannot be read must be told")
        status = given or DEFAULT_STATUS[stage]
        if not self._agree(row, value, status):
            return None
        return Observation(
            indicator=row["indicator"],
            area=row["area"],
            period=period,
            breakdown=row["breakdown"] or TOTAL,
            stage=stage,
            value=value,
            unit=unit,
            decimals=count_decimals(value),
            approximation=approximation,
            status=status,
            known_from=known_from,
            source=Source(row["document"], row["place"], row["url"], row["agency"]),
            disputed=disputed,
            definition=row["definition"],
            note=row["note"],
        )

    def _complain(self, code: str, row: Row, column: str, what: Text, hint: Text = NOTHING) -> None:
        where = Where(self._label, row.line, self._names.get(column, column))
        self.problems.append(make_problem(code, where, what, hint))

    def _period(self, row: Row) -> Period | None:
        text = row["period"]
        if text not in self._periods:
            try:
                self._periods[text] = parse_period(text)
            except ThuocdoError:
                self._periods[text] = None
        if self._periods[text] is None:
            hint = Text(
                "viết 2025, 2025-Q2, 2025-S1, 2025-06, 2021-2025 hoặc 2025-01-01/P9M",
                "write 2025, 2025-Q2, 2025-S1, 2025-06, 2021-2025 or 2025-01-01/P9M",
            )
            self._complain("SL006", row, "period", Text(quote(text), quote(text)), hint)
        return self._periods[text]

    def _unit(self, row: Row) -> ScaledUnit | None:
        text = row["unit"]
        if text not in self._scaled:
            try:
                self._scaled[text] = self._units.parse(text)
            except ThuocdoError as error:
                self._scaled[text] = None
                hint = error.problems[0].hint
                if not hint.vi:
                    hint = Text("viết đơn vị như in, hoặc thêm nó vào units.yaml", "add it to units.yaml")
                self._complain("SL007", row, "unit", Text(quote(text), quote(text)), hint)
                return None
        elif self._scaled[text] is None:
            same = Text(f"{quote(text)}, như trên", f"{quote(text)}, as above")
            self._complain("SL007", row, "unit", same)
        return self._scaled[text]

    def _instant(self, row: Row) -> datetime | None:
        text = row["known_from"]
        if text not in self._instants:
            self._instants[text] = parse_instant(text)
        if self._instants[text] is None:
            hint = Text("viết năm-tháng-ngày, ví dụ 2025-03-25", "write year-month-day, e.g. 2025-03-25")
            self._complain("SL010", row, "known_from", Text(quote(text), quote(text)), hint)
        return self._instants[text]

    def _word(self, row: Row, column: str, kind: type[_Word]) -> _Word | None:
        text = row[column]
        try:
            return kind(text)
        except ValueError:
            words = [word.value for word in kind if word.value]
            listed = ", ".join(words)
            near = suggest(text, words)
            hint = near if near.vi else Text(f"chọn một trong: {listed}", f"use one of: {listed}")
            self._complain("SL011", row, column, Text(quote(text), quote(text)), hint)
            return None

    def _yes_no(self, row: Row, column: str) -> bool:
        text = row[column]
        if text not in ("", "yes", "no"):
            hint = Text("viết yes hoặc no", "write yes or no")
            self._complain("SL011", row, column, Text(quote(text), quote(text)), hint)
        return text == "yes"

    def _value(self, row: Row) -> Decimal | None:
        text = row["value"]
        if not text:
            return None
        if _NUMBER.fullmatch(text) and len(text) <= MAX_DIGITS:
            return Decimal(text)
        shown = Text(quote(text), quote(text))
        mended = _mend_number(text)
        if mended:
            self._complain("SL008", row, "value", shown, Text(f"viết {mended}", f"write {mended}"))
        else:
            hint = Text(
                "chỉ viết chữ số và dấu chấm thập phân, ví dụ 366.3; đơn vị và từ ước lượng có cột riêng",
                "write digits and a decimal point only, e.g. 366.3; unit and approximation have columns",
            )
            self._complain("SL009", row, "value", shown, hint)
        return None

    def _agree(self, row: Row, value: Decimal | None, status: ObsStatus) -> bool:
        """Check that a value is there exactly when the status does not say why there is none."""
        if value is None and status not in STATUSES_WITHOUT_VALUE:
            hint = Text(
                "điền giá trị, hoặc ghi status L (nguồn bỏ trống), M (không thể có) hay O (nguồn đã rút)",
                "fill in the value, or set status L (left blank), M (cannot exist) or O (withdrawn)",
            )
            self._complain("SL020", row, "value", NOTHING, hint)
            return False
        if value is not None and status in STATUSES_WITHOUT_VALUE:
            what = Text(
                f"{row['value']} với status {status.value}", f"{row['value']} with status {status.value}"
            )
            hint = Text("xóa giá trị hoặc sửa status", "remove the value or mend the status")
            self._complain("SL021", row, "status", what, hint)
            return False
        return True


def parse_instant(text: str) -> datetime | None:
    """Return the local time of an ISO date (its first moment) or date and time, or None if it is neither."""
    if not _INSTANT.fullmatch(text):
        return None
    try:
        instant = datetime.fromisoformat(text)
        return localise(instant)
    except (ValueError, OverflowError):
        return None


def localise(instant: datetime) -> datetime:
    """Return an instant as naive local time of Vietnam; one without an offset is local already."""
    offset = instant.utcoffset()
    if offset is None:
        return instant
    return instant.replace(tzinfo=None) - offset + VIETNAM_UTC_OFFSET


def count_decimals(value: Decimal | None) -> int:
    """Return how many decimals a value read from text was written with."""
    if value is None:
        return 0
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def write_row(row: Observation) -> dict[str, str]:
    """Return the cells of an observation by column."""
    return {
        "indicator": row.indicator,
        "area": row.area,
        "period": row.period.sdmx,
        "breakdown": row.breakdown,
        "stage": row.stage.value,
        "value": write_value(row.value, row.decimals),
        "unit": row.unit.text,
        "approx": row.approximation.value,
        "status": row.status.value,
        "known_from": write_instant(row.known_from),
        "document": row.source.document,
        "place": row.source.place,
        "url": row.source.url,
        "agency": row.source.agency,
        "definition": row.definition,
        "disputed": "yes" if row.disputed else "",
        "note": row.note,
    }


def write_value(value: Decimal | None, decimals: int) -> str:
    """Return the number with at least `decimals` decimals and never fewer than it has."""
    if value is None:
        return ""
    return format(value, f".{max(decimals, count_decimals(value))}f")


def write_instant(instant: datetime) -> str:
    """Return the date alone where the instant is its first moment, else date and time."""
    midnight = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    return instant.date().isoformat() if instant == midnight else instant.isoformat()


def _mend_number(text: str) -> str:
    """Return how a number with a decimal comma is to be written, or "" where that cannot be told."""
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d+", text, re.ASCII):
        return text.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d{1,3}(?:[. ]\d{3}){2,}", text, re.ASCII):
        return re.sub(r"[. ]", "", text)
    return ""
