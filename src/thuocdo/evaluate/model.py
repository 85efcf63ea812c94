"""Was it met: evidence, verdicts and the derivation that carries them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thuocdo.errors import Text
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.periods import Period
from thuocdo.plan.model import Component
from thuocdo.quantities import Interval, ScaledUnit


class Verdict(StrEnum):
    """Kết quả đánh giá."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"
    LIKELY_EXCEEDED = "likely_exceeded"
    LIKELY_MET = "likely_met"
    AT_RISK = "at_risk"
    NO_DATA = "no_data"
    UNDEFINED_TARGET = "undefined_target"
    NO_SUBJECT = "no_subject"
    NOT_COMPARABLE = "not_comparable"

    @property
    def label(self) -> Text:
        """Words of the screen and the report."""
        return _VERDICT_LABELS[self]

    @property
    def likely(self) -> Verdict:
        """The same verdict as it is given before the end; only for exceeded, met and missed."""
        return _LIKELY[self]

    @property
    def sign(self) -> str:
        """One character beside the words, so that no meaning hangs on colour alone."""
        return _VERDICT_SIGNS[self]


_LIKELY = {
    Verdict.EXCEEDED: Verdict.LIKELY_EXCEEDED,
    Verdict.MET: Verdict.LIKELY_MET,
    Verdict.MISSED: Verdict.AT_RISK,
}

_VERDICT_SIGNS = {
    Verdict.EXCEEDED: "▲",
    Verdict.MET: "●",
    Verdict.MISSED: "▼",
    Verdict.LIKELY_EXCEEDED: "△",
    Verdict.LIKELY_MET: "○",
    Verdict.AT_RISK: "▽",
    Verdict.NO_DATA: "–",
    Verdict.UNDEFINED_TARGET: "…",
    Verdict.NO_SUBJECT: "∅",
    Verdict.NOT_COMPARABLE: "≠",
}

_VERDICT_LABELS = {
    Verdict.EXCEEDED: Text("vượt", "exceeded"),
    Verdict.MET: Text("đạt", "met"),
    Verdict.MISSED: Text("không đạt", "missed"),
    Verdict.LIKELY_EXCEEDED: Text("có khả năng vượt", "likely to exceed"),
    Verdict.LIKELY_MET: Text("có khả năng đạt", "likely to be met"),
    Verdict.AT_RISK: Text("khó đạt", "at risk"),
    Verdict.NO_DATA: Text("chưa có số liệu", "no data"),
    Verdict.UNDEFINED_TARGET: Text("chưa xác định chỉ tiêu", "target left blank"),
    Verdict.NO_SUBJECT: Text("không còn đối tượng", "no longer exists"),
    Verdict.NOT_COMPARABLE: Text("không so sánh được", "not comparable"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation: the sentence a person can follow with a pocket calculator.

    Attributes:
        text: The formula with its numbers in it, e.g. `366,3 − 470 = −103,7 nghìn tỷ đồng`.
        inputs: Observations read in this step.
    """

    text: Text
    inputs: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the expected parts had a figure (e.g. 97 of 99 communes)."""

    present: int
    expected: int
    unit: Text = Text("", "")
    missing: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        return self.present >= self.expected


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure found or worked out, with everything it rests on.

    Attributes:
        indicator, area, period, breakdown: What it is of. `period` is what the figure really covers
            and may be shorter than what was asked for (a figure up to March asked for the year).
        value: In `unit`, unrounded; None when there is none, and `reason` says why.
        interval: Every value the printed figure can stand for, in `unit`.
        unit: The indicator's unit.
        stage: Weakest stage among the inputs.
        steps: How it came about, in order.
        inputs: Every observation it rests on.
        coverage: For aggregates, how much of the whole was there.
        reason: Why there is no value.
        is_partial: The figure does not reach to the end of the period asked for.
    """

    indicator: str
    area: str
    period: Period
    unit: ScaledUnit
    value: Decimal | None
    breakdown: str = "_T"
    interval: Interval | None = None
    stage: Stage | None = None
    steps: tuple[Step, ...] = ()
    inputs: tuple[Observation, ...] = ()
    coverage: Coverage | None = None
    reason: Text = Text("", "")
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class BackTestError:
    """One forecast of a year whose figure is known, made from the years before it only.

    Attributes:
        origin: Last year the method was allowed to see.
        year: Year it forecast.
        forecast, actual: What it said and what came, in the indicator's unit.
        term: Id of the past plan whose last year this is, or empty.
    """

    origin: int
    year: int
    forecast: Decimal
    actual: Decimal
    term: str = ""

    @property
    def error(self) -> Decimal:
        """Forecast minus actual."""
        return self.forecast - self.actual

    @property
    def error_per_year(self) -> Decimal:
        """Absolute error divided by the years looked ahead."""
        return abs(self.error) / (self.year - self.origin)


@dataclass(frozen=True, slots=True)
class BackTest:
    """How one method would have done on the years already known.

    Attributes:
        method: Id of the method (e.g. `straight_line`).
        label: Its name as printed.
        errors: Every forecast that could be tried; empty with fewer than three points.
    """

    method: str
    label: Text
    errors: tuple[BackTestError, ...] = ()

    @property
    def mean_absolute_error(self) -> Decimal | None:
        """Mean of the absolute errors in the indicator's unit; None when nothing could be tried."""
        if not self.errors:
            return None
        return sum((abs(one.error) for one in self.errors), Decimal(0)) / len(self.errors)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where a target is heading, from three to five yearly figures. A forecast, never a fact.

    Attributes:
        year: Year the target must hold (the last of its term).
        points: The yearly figures it rests on, oldest first, in the indicator's unit.
        method, label: Method that did best in the back-test, id and name.
        value: The number that would be put to the test at the end of the term.
        low, high: `value` moved by the largest back-test error per year ahead, times the years ahead;
            None when there was nothing to back-test. Not a probability.
        status: Always F.
        required_pace, achieved_pace, best_pace: Change per year still needed, change per year so far, and
            the best single year on record, all in `pace_unit`; None where it cannot be said.
        pace_unit: Points for shares and rates, percent for levels, places for ranks …
        multiple: Required over achieved pace: how many times faster it must go from now on. Zero when
            nothing more is needed; None when it stands still or moves the wrong way.
        years_left: Years from the last figure to `year`.
        time_left: Years from the as-of day to the end of the target's period, two decimals.
        gap_share: Projected shortfall as a share of the way from the first figure to the target; of the
            target itself for means, sums and increases, and where there is no way to go; zero when none.
        passes: Whether `value` would pass.
        worst_passes: Whether even the worse end of the interval would; None without an interval.
        is_lost: No later figure can save it (e.g. a "hằng năm" target failed one year).
        back_tests: One per method tried, simplest first.
        steps: The derivation.
        notes: Clamping, breaks, thin data.
    """

    year: int
    points: tuple[tuple[int, Decimal], ...]
    method: str
    label: Text
    value: Decimal
    pace_unit: Text
    years_left: int
    time_left: Decimal
    passes: bool
    low: Decimal | None = None
    high: Decimal | None = None
    status: ObsStatus = ObsStatus.FORECAST
    required_pace: Decimal | None = None
    achieved_pace: Decimal | None = None
    best_pace: Decimal | None = None
    multiple: Decimal | None = None
    gap_share: Decimal | None = None
    worst_passes: bool | None = None
    is_lost: bool = False
    back_tests: tuple[BackTest, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its derivation.

    Attributes:
        component: What was promised.
        verdict: See `Verdict`.
        actual: Evidence the verdict rests on; value None where there is none.
        gap: Actual minus target, in `gap_unit` (points for shares and rates; sign as computed).
        gap_percent: Gap as percent of the target value, None where the target is zero.
        completion: Percent of the way done, with the base where the target falls; None if undefined.
        steps: The whole derivation, evidence first, verdict last.
        note: What a reader must know (definition changed, plan closed …).
        projection: Where it is heading, for targets whose period is not over.
    """

    component: Component
    verdict: Verdict
    actual: Evidence
    gap: Decimal | None = None
    gap_unit: Text = Text("", "")
    gap_percent: Decimal | None = None
    completion: Decimal | None = None
    steps: tuple[Step, ...] = ()
    note: Text = Text("", "")
    projection: Projection | None = field(default=None, compare=False)

    @property
    def claim(self) -> Verdict | None:
        """What a report says of the target, or None where it says nothing."""
        return Verdict(self.component.claim) if self.component.claim else None

    @property
    def contradicts_claim(self) -> bool:
        """Whether a report says one thing and its own figures another."""
        computed = {Verdict.EXCEEDED, Verdict.MET, Verdict.MISSED}
        return self.claim is not None and self.verdict in computed and self.verdict is not self.claim
