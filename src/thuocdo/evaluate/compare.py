"""Does this number pass that wording? The one place where a figure meets a target.

The rules are those of Vietnamese resolutions as they are applied at the end of a term (a range is met
at its lower end, "tiệm cận" is a miss, a better rank exceeds); docs/judging.md sets them out with
examples. Comparison happens at the printed precision, so that a verdict never rests on a digit
nobody can see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.errors import NO_TEXT, Text
from thuocdo.evaluate.model import Verdict
from thuocdo.evaluate.say import round_to, say_amount, say_number, say_unit
from thuocdo.plan.model import Comparator, Component, Direction
from thuocdo.quantities import Interval


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one comparison.

    Attributes:
        verdict: EXCEEDED, MET or MISSED.
        value: The figure as compared, rounded to `decimals`.
        decimals: Places at which figure and target were compared; negative means tens, hundreds …
        gap: `value` minus the bound it was held against; 0 inside a range.
        text: The comparison with its numbers, e.g. `366,3 < 470 nghìn tỷ đồng`.
        is_certain: False where the figure is printed as an approximation ("gần 5") that leaves both
            answers open; the verdict then follows the printed number.
    """

    verdict: Verdict
    value: Decimal
    decimals: int
    gap: Decimal
    text: Text
    is_certain: bool = True


def compare(
    component: Component,
    value: Decimal,
    *,
    decimals: int,
    direction: Direction = Direction.NEUTRAL,
    approximate: Interval | None = None,
) -> Outcome:
    """Compare `value` (in the component's unit) with the target's wording.

    Args:
        component: The promise; its `value` must be set (YES_NO reads 1 as yes).
        value: The figure, unrounded, in the component's unit.
        decimals: Printed places of the figure in the component's unit; the finer of this and the
            target's own places is used.
        direction: Which way is better; decides the better end of a range and of "khoảng".
        approximate: Values the figure can stand for when it is printed as an approximation.
    """
    places = max(decimals, component.decimals)
    rounded = round_to(value, places)
    verdict = _verdict(component, rounded, direction)
    return Outcome(
        verdict=verdict,
        value=rounded,
        decimals=places,
        gap=_gap(component, rounded),
        text=_say(component, rounded, places),
        is_certain=_is_certain(component, approximate, direction, places),
    )


def _verdict(component: Component, value: Decimal, direction: Direction) -> Verdict:
    if component.comparator is Comparator.YES_NO:
        return Verdict.MET if value == 1 else Verdict.MISSED
    low = component.value
    if low is None:
        raise ValueError(f"component {component.key} has no number to compare with")
    high = component.value_to if component.value_to is not None else low
    return _TESTS[component.comparator](value, low, high, _step(component), direction)


def _step(component: Component) -> Decimal:
    return Decimal(1).scaleb(-component.decimals)


_Test = Callable[[Decimal, Decimal, Decimal, Decimal, Direction], Verdict]


def _at_least(value: Decimal, low: Decimal, _high: Decimal, _step: Decimal, _way: Direction) -> Verdict:
    if value < low:
        return Verdict.MISSED
    return Verdict.EXCEEDED if value > low else Verdict.MET


def _above(value: Decimal, low: Decimal, _high: Decimal, _step: Decimal, _way: Direction) -> Verdict:
    return Verdict.MET if value > low else Verdict.MISSED


def _at_most(value: Decimal, low: Decimal, _high: Decimal, _step: Decimal, _way: Direction) -> Verdict:
    if value > low:
        return Verdict.MISSED
    return Verdict.EXCEEDED if value < low else Verdict.MET


def _below(value: Decimal, low: Decimal, _high: Decimal, step: Decimal, _way: Direction) -> Verdict:
    # "Dưới X" is already kept one printed step below X; more than that is clearly below.
    if value >= low:
        return Verdict.MISSED
    return Verdict.EXCEEDED if value < low - step else Verdict.MET


def _range(value: Decimal, low: Decimal, high: Decimal, _step: Decimal, way: Direction) -> Verdict:
    if low <= value <= high:
        return Verdict.MET
    is_better = (value > high and way is Direction.ASCENDING) or (value < low and way is Direction.DESCENDING)
    return Verdict.EXCEEDED if is_better else Verdict.MISSED


def _about(value: Decimal, low: Decimal, _high: Decimal, step: Decimal, way: Direction) -> Verdict:
    # Nothing in the rules says how wide "khoảng" is: the band is zero at the target's own precision,
    # and the judgement carries a warning.
    return _range(round_to(value, -int(step.adjusted())), low, low, step, way)


def _rank_within(value: Decimal, low: Decimal, _high: Decimal, _step: Decimal, _way: Direction) -> Verdict:
    return Verdict.MET if value <= low else Verdict.MISSED


_TESTS: dict[Comparator, _Test] = {
    Comparator.AT_LEAST: _at_least,
    Comparator.ABOVE: _above,
    Comparator.AT_MOST: _at_most,
    Comparator.BELOW: _below,
    Comparator.RANGE: _range,
    Comparator.ABOUT: _about,
    Comparator.RANK_WITHIN: _rank_within,
    Comparator.RANK_AT: _at_most,
}


def _gap(component: Component, value: Decimal) -> Decimal:
    if component.value is None:
        return Decimal(0)
    high = component.value_to if component.value_to is not None else component.value
    if value < component.value:
        return value - component.value
    return value - high if value > high else Decimal(0)


def _is_certain(
    component: Component, approximate: Interval | None, direction: Direction, places: int
) -> bool:
    if approximate is None:
        return True
    step = Decimal(1).scaleb(-places)
    ends = []
    if approximate.low is not None:
        ends.append(approximate.low + step if approximate.low_open else approximate.low)
    if approximate.high is not None:
        ends.append(approximate.high - step if approximate.high_open else approximate.high)
    passes = {_verdict(component, end, direction) is not Verdict.MISSED for end in ends}
    return len(passes) == 1


def say_target(component: Component) -> Text:
    """Write the number promised with its unit: `14–15%/năm`, `trên 55%`, or the blank."""
    if component.comparator is Comparator.YES_NO:
        return Text("có", "yes")
    if component.value is None:
        return Text("…", "…")
    unit = NO_TEXT if component.comparator in _RANKS else say_unit(component.unit)
    text = say_amount(component.value, component.decimals, unit)
    if component.value_to is not None:
        start = say_number(component.value, component.decimals)
        end = say_amount(component.value_to, component.decimals, unit)
        text = Text(f"{start.vi}–{end.vi}", f"{start.en}–{end.en}")
    lead = _LEADS.get(component.comparator)
    if component.comparator is Comparator.ABOUT and not _says_about(component):
        lead = None
    return Text(f"{lead.vi} {text.vi}", f"{lead.en} {text.en}") if lead else text


def _says_about(component: Component) -> bool:
    """Whether the wording itself hedges; a bare share of a structure is printed as it stands."""
    return any(word in component.wording.casefold() for word in ("khoảng", "xấp xỉ"))


_RANKS = (Comparator.RANK_AT, Comparator.RANK_WITHIN)

_LEADS = {
    Comparator.ABOVE: Text("trên", "above"),
    Comparator.AT_MOST: Text("không quá", "at most"),
    Comparator.BELOW: Text("dưới", "below"),
    Comparator.ABOUT: Text("khoảng", "about"),
    Comparator.RANK_WITHIN: Text("nhóm", "top"),
    Comparator.RANK_AT: Text("thứ", "place"),
}


def _say(component: Component, value: Decimal, places: int) -> Text:
    if component.comparator is Comparator.YES_NO:
        return Text("có", "yes") if value == 1 else Text("chưa", "not yet")
    unit = NO_TEXT if component.comparator in _RANKS else say_unit(component.unit)
    shown = say_number(value, places)
    bound = component.value or Decimal(0)
    if component.value_to is not None and value >= bound:
        inside = value <= component.value_to
        end = say_amount(component.value_to, component.decimals, unit)
        if not inside:
            return Text(f"{shown.vi} > {end.vi}", f"{shown.en} > {end.en}")
        start = say_number(bound, component.decimals)
        return Text(f"{start.vi} ≤ {shown.vi} ≤ {end.vi}", f"{start.en} ≤ {shown.en} ≤ {end.en}")
    sign = "=" if value == bound else ("<" if value < bound else ">")
    target = say_amount(bound, component.decimals, unit)
    return Text(f"{shown.vi} {sign} {target.vi}", f"{shown.en} {sign} {target.en}")
