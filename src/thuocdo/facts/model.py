"""What was seen, and when was it known: one observation in one release.

An observation row carries the interval in which it was what we knew,
`known_from <= t < superseded_at`. As of *t* is that filter and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from thuocdo.errors import Text
from thuocdo.periods import Period
from thuocdo.quantities import Approximation, ScaledUnit

TOTAL = "_T"


class Stage(StrEnum):
    """The release a figure belongs to (lần công bố), in rising order of authority.

    Order after the practice of Decrees 94/2022, 62/2024 and 13/2026 for GDP and GRDP:
    kịch bản < ước lần 1 < ước lần 2 < sơ bộ < chính thức < điều chỉnh.
    """

    SCENARIO = "scenario"
    ESTIMATE_1 = "estimate_1"
    ESTIMATE_2 = "estimate_2"
    PRELIMINARY = "preliminary"
    OFFICIAL = "official"
    REVISED = "revised"

    @property
    def order(self) -> int:
        """Rank of authority, 0 for a scenario."""
        return list(Stage).index(self)

    @property
    def label(self) -> Text:
        """Label as printed beside a figure."""
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    Stage.SCENARIO: Text("kịch bản", "scenario"),
    Stage.ESTIMATE_1: Text("ước", "estimate"),
    Stage.ESTIMATE_2: Text("ước lần 2", "second estimate"),
    Stage.PRELIMINARY: Text("sơ bộ", "preliminary"),
    Stage.OFFICIAL: Text("chính thức", "official"),
    Stage.REVISED: Text("điều chỉnh", "revised"),
}


class ObsStatus(StrEnum):
    """SDMX CL_OBS_STATUS v2.2, the codes this field uses."""

    NORMAL = "A"
    BREAK = "B"
    ESTIMATED = "E"
    FORECAST = "F"
    NOT_COLLECTED = "L"
    """The figure should exist but the source leaves it blank."""
    CANNOT_EXIST = "M"
    """There is no such figure (e.g. the province was not ranked that year)."""
    WITHDRAWN = "O"
    """The source took the figure back: from then on there is none."""
    PROVISIONAL = "P"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from.

    Attributes:
        document: Id of the document in the pack.
        place: Line, page or cell in it (e.g. `L254`).
        url: Address of a public page.
        agency: Agency that reported it.
        entered_by, approved_by: Persons or roles, where the value came through collection.
    """

    document: str = ""
    place: str = ""
    url: str = ""
    agency: str = ""
    entered_by: str = ""
    approved_by: str = ""

    def say(self) -> str:
        """Return e.g. `du-thao-2025-03 L254`, or the address."""
        return " ".join(part for part in (self.document, self.place) if part) or self.url


class SeriesKey(NamedTuple):
    """What a figure is of: everything but the release."""

    indicator: str
    area: str
    period: str
    """SDMX spelling, so that keys sort and travel."""
    breakdown: str = TOTAL


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one indicator for an area and a period, in one release.

    Attributes:
        indicator: Indicator id.
        area: Area id.
        period: Period measured.
        breakdown: `_T` or e.g. `URBANISATION=U`.
        stage: See `Stage`.
        value: As printed, in `unit`; None when `status` says why there is none.
        unit: Unit as printed, with its multiplier (e.g. `nghìn tỷ đồng`).
        decimals: Decimals as printed.
        approximation: "gần", "trên", "khoảng" … as printed.
        status: SDMX observation status.
        known_from: When it became known (inclusive); aware or naive consistently: naive local time.
        superseded_at: When it stopped being what we knew (exclusive); None while it is.
        source: See `Source`.
        disputed: The same source gives another value for the same thing: kept, shown, never used.
        definition: Version of the indicator's definition, or empty.
        correction: Id of the correction that made this row, or empty.
        note: Free text.
    """

    indicator: str
    area: str
    period: Period
    stage: Stage
    value: Decimal | None
    unit: ScaledUnit
    known_from: datetime
    breakdown: str = TOTAL
    decimals: int = 0
    approximation: Approximation = Approximation.EXACT
    status: ObsStatus = ObsStatus.NORMAL
    superseded_at: datetime | None = None
    source: Source = field(default_factory=Source)
    disputed: bool = False
    definition: str = ""
    correction: str = ""
    note: str = ""

    @property
    def key(self) -> SeriesKey:
        """What the figure is of, without the release."""
        return SeriesKey(self.indicator, self.area, self.period.sdmx, self.breakdown)

    @property
    def canonical(self) -> Decimal | None:
        """Value in the base of its unit (đồng, người, m² …), or None."""
        return None if self.value is None else self.value * self.unit.factor

    def is_current(self, at: datetime) -> bool:
        """Whether this row was what we knew at `at`."""
        return self.known_from <= at and (self.superseded_at is None or at < self.superseded_at)
