"""Was it met: evidence, verdicts and the derivation that carries them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thuocdo.errors import Text
from thuocdo.facts.model import Observation, Stage
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
    projection: object | None = field(default=None, compare=False)
