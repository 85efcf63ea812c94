"""What was promised: the things a plan pack holds, as plain immutable values.

Names follow the field: `ascending` and `aggregation` are IATI's words, the six descriptive fields of
`Indicator` are those that Decree 94/2022/NĐ-CP requires of every statistical indicator (concept,
method, breakdowns, release, data source, responsible agency).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from thuocdo.errors import Text
from thuocdo.periods import Period
from thuocdo.plan.areas import AreaRegistry
from thuocdo.quantities import ScaledUnit, UnitRegistry

TOTAL = "_T"
"""SDMX code for "all of it": the breakdown of a figure that is not broken down."""


class Direction(StrEnum):
    """Which way is better (IATI: `ascending`)."""

    ASCENDING = "ascending"
    DESCENDING = "descending"
    NEUTRAL = "neutral"


class OverAreas(StrEnum):
    """How the figure of a whole follows from its areas."""

    SUM = "sum"
    WEIGHTED = "weighted"
    RATIO = "ratio"
    NONE = "none"


class OverTime(StrEnum):
    """How the figure of a longer period follows from its parts.

    `GEOMETRIC_MEAN` is for yearly growth rates: Vietnamese plans write "bình quân hằng năm" and the
    statistics office compounds.
    """

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    GEOMETRIC_MEAN = "geometric_mean"
    RATIO = "ratio"
    NONE = "none"


class Missing(StrEnum):
    """What to do when some of the parts have no figure (DHIS2's three strategies)."""

    REQUIRE_ALL = "require_all"
    AVAILABLE = "available"
    AS_ZERO = "as_zero"


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How an indicator adds up.

    Attributes:
        over_areas: See `OverAreas`.
        over_time: See `OverTime`.
        weight: Indicator that weighs areas (`weighted`), e.g. `population.total`.
        numerator: Indicator summed above the line (`ratio`), e.g. `ntm.communes_met`.
        denominator: Indicator summed below the line (`ratio`).
        missing: See `Missing`.
    """

    over_areas: OverAreas = OverAreas.NONE
    over_time: OverTime = OverTime.LAST
    weight: str = ""
    numerator: str = ""
    denominator: str = ""
    missing: Missing = Missing.REQUIRE_ALL


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of what an indicator means; comparing across versions is comparing two things.

    Attributes:
        version: Short name (e.g. `2021-2025`).
        valid_from: First day it applies, or None for always.
        valid_to: Last day it applies (inclusive), or None for still.
        document: Id of the legal document that sets it.
        text: What changed or how it counts.
    """

    version: str
    valid_from: date | None = None
    valid_to: date | None = None
    document: str = ""
    text: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured.

    Attributes:
        id: Dotted ASCII id, also the file name (e.g. `grdp.growth`).
        name: Name as the plan and the statistics yearbook print it.
        unit: Unit in which it is shown (e.g. `nghìn tỷ đồng`).
        decimals: Decimals at which it is printed and compared.
        direction: Which way is better.
        aggregation: How it adds up over areas and time.
        formula: Expression over other indicators (e.g. `grdp.current / population.mean`), or empty.
        definitions: Versions, oldest first; empty when it never changed.
        subject: Kind of unit it counts, where that kind can be abolished (e.g. `huyện`), or empty.
        rank_of: For ranks: number of ranked units by first day of validity, e.g. {1/1/2008: 63}.
        agency: Id of the agency that owes the figure.
        aliases: Other names found in texts.
        concept, method, breakdowns, release, data_source: the rest of Decree 94/2022's six fields.
    """

    id: str
    name: Text
    unit: ScaledUnit
    decimals: int
    direction: Direction
    aggregation: Aggregation = Aggregation()
    formula: str = ""
    definitions: tuple[Definition, ...] = ()
    subject: str = ""
    rank_of: Mapping[date, int] = field(default_factory=dict)
    agency: str = ""
    aliases: tuple[str, ...] = ()
    concept: Text = Text("", "")
    method: Text = Text("", "")
    breakdowns: tuple[str, ...] = ()
    release: Text = Text("", "")
    data_source: Text = Text("", "")

    def value_in(self, unit: ScaledUnit, value: Decimal) -> Decimal:
        """Convert `value` from the indicator's unit to `unit`, one of the same dimension."""
        return value * self.unit.factor / unit.factor

    def decimals_in(self, unit: ScaledUnit) -> int:
        """Places of the indicator, moved where `unit` is larger or smaller; negative for tens and more."""
        return self.decimals + unit.multiplier - self.unit.multiplier

    def definition_on(self, day: date) -> Definition | None:
        """Return the definition in force on `day`, or None where none is declared for it."""
        for definition in self.definitions:
            after_start = definition.valid_from is None or definition.valid_from <= day
            before_end = definition.valid_to is None or day <= definition.valid_to
            if after_start and before_end:
                return definition
        return None

    def ranked_among(self, day: date) -> int | None:
        """Return among how many units this indicator ranks on `day`, or None where it does not say."""
        known = [(since, of) for since, of in self.rank_of.items() if since <= day]
        return max(known)[1] if known else None


class Comparator(StrEnum):
    """The test that the wording sets; the rules are in docs/judging.md.

    | member | wording | met | exceeded |
    |---|---|---|---|
    | AT_LEAST | đạt X; từ X trở lên | v ≥ X | v > X |
    | ABOVE | trên X | v > X | never |
    | AT_MOST | còn X; không quá X | v ≤ X | v < X |
    | BELOW | dưới X | v < X | v below X by more than one printed step |
    | RANGE | A–B | A ≤ v ≤ B | beyond the better end |
    | ABOUT | khoảng X | v = X at the printed precision or better | beyond |
    | RANK_WITHIN | trong nhóm N | place ≤ N | never |
    | RANK_AT | đứng thứ N | place ≤ N | place < N |
    | YES_NO | tự cân đối; hoàn thành trước … | evidence says yes | never |
    """

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    RANGE = "range"
    ABOUT = "about"
    RANK_WITHIN = "rank_within"
    RANK_AT = "rank_at"
    YES_NO = "yes_no"


class Statistic(StrEnum):
    """Which number of the indicator is put to the test.

    | member | wording | number tested |
    |---|---|---|
    | VALUE | (none), năm 2030, đến năm 2030 | the figure of the target's period |
    | MEAN_GROWTH | bình quân hằng năm | geometric mean of the yearly rates of the term |
    | TOTAL | giai đoạn, cả nhiệm kỳ | sum over the term |
    | EVERY_YEAR | hằng năm | each year of the term by itself |
    | EVERY_EDITION | duy trì | each published edition of the term by itself |
    | INCREASE | có thêm n | figure at the end minus figure of the base period |
    """

    VALUE = "value"
    MEAN_GROWTH = "mean_growth"
    TOTAL = "total"
    EVERY_YEAR = "every_year"
    EVERY_EDITION = "every_edition"
    INCREASE = "increase"


class Role(StrEnum):
    """Whether failing this part fails the whole main target, or is counted beside it."""

    MAIN = "main"
    COMPONENT = "component"


@dataclass(frozen=True, slots=True)
class Component:
    """One promise that can be judged: an indicator, an area, a period, a wording and a number.

    Attributes:
        id: Id inside its plan (e.g. `1a`; `2` for a target with one part).
        plan: Id of the plan.
        target: Number of the main target (e.g. `1`).
        name: What is promised, as printed.
        indicator: Id of the indicator it is measured by.
        area: Area id.
        breakdown: `_T` or e.g. `URBANISATION=U`.
        period: Period in which it must hold.
        wording: Operative phrase of the document, verbatim (e.g. `bình quân hằng năm đạt 15%`).
        comparator, statistic: What the wording tests.
        value: Number promised, in `unit`; None for a blank and for yes/no.
        value_to: Upper end of a range.
        unit: Unit as printed (e.g. `tỷ đồng`).
        decimals: Decimals as printed.
        blank: The document leaves the number open ("……"): never judged, blocks approval.
        role: See `Role`.
        counted: False for a mere aspiration ("phấn đấu" outside the numbered list): reported apart.
        base: Period of the baseline, for INCREASE and for completion of a falling target.
        missing: Whether absent years of an EVERY_… test are tolerated.
        document: Id of the legal document; `place` is the line or page in it.
        authority: Who set it (e.g. `Đại hội Đảng bộ tỉnh`).
        agency: Agency that answers for it; empty means the indicator's.
        claim: What a report says of it, `exceeded`, `met` or `missed`; empty where it says nothing. Kept
            apart from the computed verdict: the two may differ.
        claim_place: Document and line of the claim.
        note: Anything a reader must know (e.g. "mục tiêu suy ra từ …").
        line: Line of targets.csv, for messages.
    """

    id: str
    plan: str
    target: str
    name: Text
    indicator: str
    area: str
    period: Period
    wording: str
    comparator: Comparator
    statistic: Statistic
    value: Decimal | None
    unit: ScaledUnit
    value_to: Decimal | None = None
    decimals: int = 0
    breakdown: str = TOTAL
    blank: bool = False
    role: Role = Role.MAIN
    counted: bool = True
    base: Period | None = None
    missing: Missing = Missing.REQUIRE_ALL
    document: str = ""
    place: str = ""
    authority: str = ""
    agency: str = ""
    claim: str = ""
    claim_place: str = ""
    note: str = ""
    line: int | None = None

    @property
    def key(self) -> str:
        """Id that is unique in the pack (e.g. `xx/1a`)."""
        return f"{self.plan}/{self.id}"


@dataclass(frozen=True, slots=True)
class Target:
    """A numbered main target: what the document counts as one ("chỉ tiêu chính")."""

    number: str
    plan: str
    components: tuple[Component, ...]


class PlanStatus(StrEnum):
    """Where a plan stands in its life."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    CLOSED = "closed"
    """Ended before its time, e.g. because the province was merged away; see `Plan.superseded_by`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One resolution's set of targets for a term.

    Attributes:
        id: Short id (e.g. `xix`).
        name: Name (e.g. `Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX`).
        term: Years it covers.
        area: Area id.
        status: See `PlanStatus`.
        document: Id of the legal document.
        closed_on: Day it was closed, if it was.
        superseded_by: Id of the plan that replaced it, if any.
        closing_document: Id of the document that closed it.
        targets: In the document's order.
    """

    id: str
    name: Text
    term: Period
    area: str
    status: PlanStatus
    targets: tuple[Target, ...]
    document: str = ""
    closed_on: date | None = None
    superseded_by: str = ""
    closing_document: str = ""
    note: Text = Text("", "")

    @property
    def components(self) -> tuple[Component, ...]:
        """Every component of every target, in order."""
        return tuple(component for target in self.targets for component in target.components)


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A resolution, decree, report or page that figures and targets come from.

    Attributes:
        id: Short id (e.g. `draft-2025-03`).
        title: As printed.
        number: Number and symbol (e.g. `202/2025/QH15`), if it has one.
        issuer: Who issued it.
        issued: Day of issue.
        url: Address, if public.
    """

    id: str
    title: Text
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    url: str = ""

    @property
    def known_by(self) -> date | None:
        """The day by which it was out: its own, or the end of the year in its number (`351/2025/NĐ-CP`)."""
        year = re.search(r"/((?:19|20)\d\d)/", self.number)
        return self.issued or (date(int(year.group(1)), 12, 31) if year else None)


@dataclass(frozen=True, slots=True)
class Agency:
    """Who owes figures or tasks (cơ quan, đơn vị)."""

    id: str
    name: Text
    area: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """VND for one USD over a period, with its source; never assumed, always declared."""

    period: Period
    vnd_per_usd: Decimal
    source: str
    note: str = ""


@dataclass(frozen=True)
class Pack:
    """A plan pack: everything a plan folder promises. Facts are read by the `facts` room.

    Attributes:
        root: The folder.
        id, title: From plan.yaml.
        area: Area id the pack is about; plans of other areas are there as context.
        plans: By id, in file order.
        indicators, agencies, documents: By id.
        areas: Every area version with its lineage.
        units: Built-in units and those of units.yaml.
        exchange_rates: Declared rates, in order of period.
    """

    root: Path
    id: str
    title: Text
    area: str
    plans: Mapping[str, Plan]
    indicators: Mapping[str, Indicator]
    agencies: Mapping[str, Agency]
    documents: Mapping[str, LegalDocument]
    areas: AreaRegistry
    units: UnitRegistry
    exchange_rates: tuple[ExchangeRate, ...] = ()
