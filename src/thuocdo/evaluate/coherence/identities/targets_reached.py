"""Every target of the plan is better than its own indicator already is."""

from __future__ import annotations

from dataclasses import replace

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.case import Case, place_of, read_figure, read_target
from thuocdo.evaluate.coherence.identities.already_reached import DOWN, UP, compare_with_reached
from thuocdo.evaluate.coherence.model import CannotCompute, Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join
from thuocdo.periods import parse_period
from thuocdo.plan.model import Comparator, Component, Direction, Statistic

_FALLING = (Comparator.AT_MOST, Comparator.BELOW, Comparator.RANK_AT, Comparator.RANK_WITHIN)


def check(case: Case) -> list[Outcome]:
    """Return one finding for each target that asks for less than is there, and one for all the others."""
    base = parse_period(str(case.whole("base_year")))
    outcomes: list[Outcome] = []
    good: list[str] = []
    unknown: list[str] = []
    for component in case.components("components"):
        indicator = case.indicator_of(component)
        better = _better(component, indicator.direction)
        if component.statistic is not Statistic.VALUE or component.value is None or not better:
            continue
        try:
            reached = read_figure(case.figure(component, base), indicator)
        except CannotCompute:
            unknown.append(component.id)
            continue
        outcome = compare_with_reached(read_target(component), reached, better, component.id)
        if outcome.holds:
            good.append(component.id)
        else:
            outcomes.append(
                replace(outcome, title=component.name, places=(place_of(component), reached.place))
            )
    return [*outcomes, _summary(good, unknown, holds=not outcomes)]


def _better(component: Component, direction: Direction) -> str:
    """Say which way is better, or nothing where neither is (shares of an economy, "khoảng")."""
    if component.comparator in _FALLING or direction is Direction.DESCENDING:
        return DOWN
    return "" if direction is Direction.NEUTRAL or component.comparator is Comparator.ABOUT else UP


def _summary(good: list[str], unknown: list[str], *, holds: bool) -> Outcome:
    lines = []
    for ids, vi, en in (
        (good, "bằng hoặc tốt hơn mức đã đạt", "at or above what is reached"),
        (unknown, "chưa có số để so", "no figure to compare with"),
    ):
        if ids:
            listed = join([Text(one, one) for one in ids], ", ")
            lines.append(
                fill(
                    "{what} ({count}): {listed}",
                    "{what} ({count}): {listed}",
                    what=Text(vi, en),
                    count=len(ids),
                    listed=listed,
                )
            )
    if not good:
        reason = Text("không có chỉ tiêu nào so được", "no target can be compared")
        return Outcome(tuple(lines), holds=None if holds else True, reason=reason, part="rest")
    return Outcome(
        tuple(lines), holds=True, part="rest", title=Text("các chỉ tiêu còn lại", "the other targets")
    )


KIND = Kind(
    id="targets_reached",
    title=Text("Mọi chỉ tiêu và mức đã đạt", "Every target and what is reached already"),
    about=Text(
        "Quét mọi chỉ tiêu lấy giá trị cuối kỳ: không chỉ tiêu nào được kém số năm gốc của chính nó.",
        "Scans every end-of-term target: none may be worse than its own figure of the base year.",
    ),
    parameters=(
        Parameter("base_year", Shape.WHOLE, Text("năm gốc", "base year")),
        Parameter(
            "components",
            Shape.COMPONENTS,
            Text("các chỉ tiêu; bỏ trống là tất cả", "the targets; all when left out"),
            required=False,
        ),
    ),
    check=check,
)
