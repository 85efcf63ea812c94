"""Was it met? From a promise and the evidence to a verdict with its derivation.

The order of the questions is fixed: was a number promised at all; is there a figure for the period;
does the thing counted still exist; does it still mean the same; does the figure pass the wording;
and, before the end, where is it heading. docs/judging.md tells the same for readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from thuocdo.errors import NO_TEXT, Text
from thuocdo.evaluate.case import Case
from thuocdo.evaluate.changes import abolished_subject, changed_meaning, closed_note
from thuocdo.evaluate.compare import Outcome, compare, say_target
from thuocdo.evaluate.gaps import completion_of, gap_percent, gap_unit
from thuocdo.evaluate.model import Coverage, Evidence, Judgement, Projection, Step, Verdict
from thuocdo.evaluate.project import attempt_projection, classify, project
from thuocdo.evaluate.resolve import Resolver
from thuocdo.evaluate.say import join_texts, say_amount, say_number, say_period
from thuocdo.periods import Period
from thuocdo.plan.model import Comparator, Component, Direction, Missing, Statistic
from thuocdo.quantities import Approximation, Interval


def judge(component: Component, resolver: Resolver, *, as_of: datetime) -> Judgement:
    """Judge one component as of an instant.

    Args:
        component: What was promised.
        resolver: Finds and works out figures as of the same instant.
        as_of: "Now": decides whether the period is over and which changes of law are known.
    """
    case = Case(component, resolver, as_of)
    evidence, results = _gather(case)
    if component.value is None and component.comparator is not Comparator.YES_NO:
        return _undefined(case, evidence)
    if not results:
        return _without_figure(case, evidence)
    changed = changed_meaning(case, evidence)
    if changed is not None:
        return _unjudged(case, Verdict.NOT_COMPARABLE, evidence, changed)
    return _with_figure(case, evidence, results)


@dataclass(frozen=True, slots=True)
class _Result:
    """One figure held against the target: the year or edition it is of, and the outcome."""

    period: Period
    evidence: Evidence
    outcome: Outcome


# --- gathering the figure ------------------------------------------------------------------------


def _gather(case: Case) -> tuple[Evidence, Sequence[_Result]]:
    statistic = case.component.statistic
    if statistic in (Statistic.EVERY_YEAR, Statistic.EVERY_EDITION):
        return _gather_every(case)
    evidence = (
        _gather_increase(case) if statistic is Statistic.INCREASE else case.figure(case.component.period)
    )
    if evidence.value is None or not _can_compare(case.component):
        return evidence, ()
    return evidence, (_Result(evidence.period, evidence, _hold_against(case, evidence)),)


def _can_compare(component: Component) -> bool:
    return component.value is not None or component.comparator is Comparator.YES_NO


def _hold_against(case: Case, evidence: Evidence) -> Outcome:
    if evidence.value is None:
        raise ValueError("only evidence with a value can be compared")
    return compare(
        case.component,
        case.in_target_unit(evidence.value),
        decimals=case.decimals,
        direction=case.indicator.direction,
        approximate=_approximate_interval(case, evidence),
    )


def _approximate_interval(case: Case, evidence: Evidence) -> Interval | None:
    is_printed_approximately = len(evidence.inputs) == 1 and (
        evidence.inputs[0].approximation is not Approximation.EXACT
    )
    if not is_printed_approximately or evidence.interval is None:
        return None
    return evidence.interval.scaled(case.indicator.unit.factor / case.component.unit.factor)


def _gather_every(case: Case) -> tuple[Evidence, Sequence[_Result]]:
    component = case.component
    if component.statistic is Statistic.EVERY_YEAR:
        years = component.period.years()
        by_year = case.resolver.yearly(component.indicator, component.area, years, component.breakdown)
        found = [by_year[year] for year in years]
        expected = len(years)
    else:
        found = case.resolver.editions(
            component.indicator, component.area, component.period, component.breakdown
        )
        expected = len(found)
    present = [evidence for evidence in found if evidence.value is not None]
    absent = [evidence for evidence in found if evidence.value is None]
    if not present:
        reason = absent[0].reason if absent else Text("không có kỳ công bố nào", "no edition published")
        empty = Evidence(
            component.indicator, component.area, component.period, case.indicator.unit, None,
            component.breakdown, reason=reason,
        )  # fmt: skip
        return empty, ()
    unit = Text("năm", "years") if component.statistic is Statistic.EVERY_YEAR else Text("kỳ", "editions")
    coverage = Coverage(
        len(present), expected, unit, tuple(say_period(evidence.period).vi for evidence in absent)
    )
    if not _can_compare(component):
        return replace(present[-1], coverage=coverage), ()
    results = [_Result(evidence.period, evidence, _hold_against(case, evidence)) for evidence in present]
    worst = max(results, key=lambda result: _badness(case, result.outcome))
    whole = replace(
        worst.evidence,
        inputs=tuple(row for result in results for row in result.evidence.inputs),
        steps=tuple(step for result in results for step in result.evidence.steps),
        coverage=coverage,
    )
    return whole, results


_ORDER = (Verdict.EXCEEDED, Verdict.MET, Verdict.MISSED)


def _badness(case: Case, outcome: Outcome) -> tuple[int, Decimal]:
    falling = case.indicator.direction is Direction.DESCENDING
    return _ORDER.index(outcome.verdict), outcome.gap if falling else -outcome.gap


def _gather_increase(case: Case) -> Evidence:
    component = case.component
    end = case.figure(component.period)
    if component.base is None:
        return replace(end, value=None, reason=Text("chỉ tiêu không nêu gốc so sánh", "no base period given"))
    start = case.figure(component.base)
    if end.value is None or start.value is None:
        return end if end.value is None else replace(end, value=None, reason=start.reason)
    difference = end.value - start.value
    unit = Text(case.indicator.unit.label("vi"), case.indicator.unit.label("en"))
    numbers = [say_number(value, case.indicator.decimals) for value in (end.value, start.value)]
    total = say_amount(difference, case.indicator.decimals, unit)
    step = Step(
        Text(
            f"{numbers[0].vi} − {numbers[1].vi} = {total.vi}",
            f"{numbers[0].en} − {numbers[1].en} = {total.en}",
        )
    )
    return replace(
        end,
        value=difference,
        interval=None,
        inputs=start.inputs + end.inputs,
        steps=(*start.steps, *end.steps, step),
    )


# --- verdicts --------------------------------------------------------------------------------------


def _undefined(case: Case, evidence: Evidence) -> Judgement:
    reason = (
        Text("văn bản để trống con số; chưa thể đánh giá", "the document leaves the number blank")
        if case.component.blank
        else Text(
            "con số mục tiêu không có trong các nguồn của gói",
            "the promised number is not in the sources of this pack",
        )
    )
    return _unjudged(case, Verdict.UNDEFINED_TARGET, evidence, reason)


def _without_figure(case: Case, evidence: Evidence) -> Judgement:
    gone = abolished_subject(case)
    if gone is not None:
        return _unjudged(case, Verdict.NO_SUBJECT, evidence, gone)
    changed = changed_meaning(case, None)
    if changed is not None:
        return _unjudged(case, Verdict.NOT_COMPARABLE, evidence, changed)
    if case.is_over or case.component.comparator is Comparator.YES_NO:
        return _unjudged(case, Verdict.NO_DATA, evidence, evidence.reason)
    return _projected(case, evidence)


def _projected(case: Case, evidence: Evidence) -> Judgement:
    attempt = attempt_projection(case.resolver, case.component, case.as_of)
    projection = attempt.projection
    if projection is None:
        return _unjudged(case, Verdict.NO_DATA, evidence, join_texts([evidence.reason, attempt.reason]))
    outcome = _hold_number_against(case, projection.value)
    verdict = _heading(case, projection)
    step = Step(
        Text(
            f"dự báo: {outcome.text.vi} → {verdict.label.vi}",
            f"projected: {outcome.text.en} → {verdict.label.en}",
        )
    )
    return Judgement(
        component=case.component,
        verdict=verdict,
        actual=evidence,
        gap=outcome.gap,
        gap_unit=gap_unit(case.component.unit),
        gap_percent=gap_percent(outcome.gap, case.component.value),
        steps=(*evidence.steps, *projection.steps, step),
        note=closed_note(case),
        projection=projection,
    )


def _with_figure(case: Case, evidence: Evidence, results: Sequence[_Result]) -> Judgement:
    worst = max(results, key=lambda result: _badness(case, result.outcome))
    outcome = worst.outcome
    verdict, completeness = _settle(case, evidence, outcome)
    if verdict is None:
        return _unjudged(case, Verdict.NO_DATA, evidence, completeness)
    projection: Projection | None = None
    if verdict is Verdict.AT_RISK:
        # A figure short of the end that still fails may yet arrive: ask where it is heading.
        projection = project(case.resolver, case.component, case.as_of)
        verdict = verdict if projection is None else _heading(case, projection)
    final = Step(Text(f"{outcome.text.vi} → {verdict.label.vi}", f"{outcome.text.en} → {verdict.label.en}"))
    checks = [_each(result) for result in results] if len(results) > 1 else []
    heading = projection.steps if projection is not None else ()
    return Judgement(
        component=case.component,
        verdict=verdict,
        actual=evidence,
        gap=outcome.gap,
        gap_unit=gap_unit(case.component.unit),
        gap_percent=gap_percent(outcome.gap, case.component.value),
        completion=completion_of(case, outcome.value),
        steps=(*evidence.steps, *checks, *heading, final),
        note=join_texts([completeness, _uncertain(results), _about(case), closed_note(case)]),
        projection=projection,
    )


def _heading(case: Case, projection: Projection) -> Verdict:
    return classify(projection, lambda value: _hold_number_against(case, value).verdict)


def _hold_number_against(case: Case, value: Decimal) -> Outcome:
    """Compare a number in the indicator's unit that no observation stands behind."""
    return compare(
        case.component,
        case.in_target_unit(value),
        decimals=case.decimals,
        direction=case.indicator.direction,
    )


def _settle(case: Case, evidence: Evidence, outcome: Outcome) -> tuple[Verdict | None, Text]:
    """Decide between final, likely and none, and say what is incomplete."""
    coverage = evidence.coverage
    is_every = case.component.statistic in (Statistic.EVERY_YEAR, Statistic.EVERY_EDITION)
    if is_every and outcome.verdict is Verdict.MISSED:
        return Verdict.MISSED, NO_TEXT
    if is_every and not case.is_over:
        return outcome.verdict.likely, NO_TEXT
    if is_every and coverage is not None and not coverage.is_full:
        missing = ", ".join(coverage.missing)
        text = Text(
            f"mới có {coverage.present}/{coverage.expected} {coverage.unit.vi} (thiếu {missing})",
            f"only {coverage.present} of {coverage.expected} {coverage.unit.en} (missing {missing})",
        )
        return (outcome.verdict if case.component.missing is Missing.AVAILABLE else None), text
    if evidence.is_partial:
        shown = say_period(evidence.period)
        text = Text(f"số liệu mới đến {shown.vi}", f"figure only up to {shown.en}")
        return (outcome.verdict if case.is_over else outcome.verdict.likely), text
    return outcome.verdict, NO_TEXT


def _each(result: _Result) -> Step:
    period, label = say_period(result.period), result.outcome.verdict.label
    text = result.outcome.text
    return Step(Text(f"{period.vi}: {text.vi} ({label.vi})", f"{period.en}: {text.en} ({label.en})"))


def _unjudged(case: Case, verdict: Verdict, evidence: Evidence, reason: Text) -> Judgement:
    step = Step(
        Text(f"{verdict.label.vi}: {reason.vi}", f"{verdict.label.en}: {reason.en}")
        if reason.vi
        else verdict.label
    )
    return Judgement(
        component=case.component,
        verdict=verdict,
        actual=evidence,
        steps=(*evidence.steps, step),
        note=join_texts([reason, closed_note(case)]),
    )


def _uncertain(results: Iterable[_Result]) -> Text:
    if all(result.outcome.is_certain for result in results):
        return NO_TEXT
    return Text(
        "số liệu in gần đúng, chưa đủ để khẳng định", "printed as an approximation that leaves both open"
    )


def _about(case: Case) -> Text:
    if case.component.comparator is not Comparator.ABOUT:
        return NO_TEXT
    shown = say_target(case.component)
    return Text(
        f"“{shown.vi}” không nêu biên độ: so với đúng con số in",
        f"“{shown.en}” gives no band: held against the printed number",
    )
