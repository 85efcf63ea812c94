"""One row of facts/*.csv and the observation it stands for, in both directions.

Cells are read strictly: decimal point, no thousands marks, ISO dates, SDMX periods. The decimals of the
value text are the decimals of the figure, so `13.60` and `13.6` are two ways of knowing.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

from thuocdo.errors import NO_TEXT, Problem, Text
from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.facts.problems import make_problem
from thuocdo.plan.cells import CellReader
from thuocdo.plan.problems import quote, same
from thuocdo.plan.tables import Row
from thuocdo.quantities import Approximation

VIETNAM_UTC_OFFSET = timedelta(hours=7)
"""Instants with an offset are turned into local time; Vietnam has had no other since 1975."""

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

_ID_COLUMNS = ("indicator", "area", "document", "agency")
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)


class RowReader:
    """Turns rows of one file into observations and collects what is wrong with them."""

    def __init__(self, cells: CellReader) -> None:
        """Take the reader of the file's cells, which also keeps the problems."""
        self._cells = cells
        self._instants: dict[str, datetime | None] = {}

    @property
    def problems(self) -> list[Problem]:
        """Every fault found so far."""
        return self._cells.problems

    def read(self, row: Row) -> Observation | None:
        """Return the observation of a row, or None with the reasons in `problems`."""
        cells = self._cells
        period = cells.read_period(row, "period")
        unit = cells.read_unit(row, "unit")
        known_from = self._read_instant(row)
        breakdown = cells.read_breakdown(row, "breakdown")
        words = [cells.read_choice(row, column) for column in ("stage", "approx", "status", "disputed")]
        stage, approximation, status, disputed = words
        ids = [cells.read_id(row, column) for column in ("indicator", "area", "document", "agency")]
        given = cells.read_number(row, "value")
        whole = all(bool(row[column]) == bool(id_) for column, id_ in zip(_ID_COLUMNS, ids, strict=True))
        if row["value"] and given is None:
            return None
        if period is None or unit is None or known_from is None or not stage or None in words or not whole:
            return None
        observed = ObsStatus(status) if status else DEFAULT_STATUS[Stage(stage)]
        value = None if given is None else given.value
        if not self._agree(row, value, observed):
            return None
        indicator, area, document, agency = ids
        return Observation(
            indicator=indicator,
            area=area,
            period=period,
            breakdown=breakdown,
            stage=Stage(stage),
            value=value,
            unit=unit,
            decimals=0 if given is None else given.decimals,
            approximation=Approximation(approximation or ""),
            status=observed,
            known_from=known_from,
            source=Source(document, row["place"], row["url"], agency),
            disputed=disputed == "yes",
            definition=row["definition"],
            note=row["note"],
        )

    def _read_instant(self, row: Row) -> datetime | None:
        text = row["known_from"]
        if text not in self._instants:
            self._instants[text] = parse_instant(text)
        if self._instants[text] is None:
            hint = Text("viết 2025-03-25 hoặc 2025-03-25T08:30:00", "write 2025-03-25 or 2025-03-25T08:30:00")
            self._cells.add("GK031", row, "known_from", same(quote(text)), hint)
        return self._instants[text]

    def _agree(self, row: Row, value: Decimal | None, status: ObsStatus) -> bool:
        """Check that a value is there exactly when the status does not say why there is none."""
        if value is None and status not in STATUSES_WITHOUT_VALUE:
            hint = Text(
                "điền giá trị, hoặc ghi status L (nguồn bỏ trống), M (không thể có) hay O (nguồn đã rút)",
                "fill in the value, or set status L (left blank), M (cannot exist) or O (withdrawn)",
            )
            self.problems.append(make_problem("QS020", self._cells.where(row, "value"), NO_TEXT, hint))
            return False
        if value is not None and status in STATUSES_WITHOUT_VALUE:
            what = same(f"value {row['value']}, status {status.value}")
            hint = Text("xóa giá trị hoặc sửa status", "remove the value or mend the status")
            self.problems.append(make_problem("QS021", self._cells.where(row, "status"), what, hint))
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
