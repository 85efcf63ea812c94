"""By how much: the gap, its unit, its share of the target, and how much of the way is done."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import NO_TEXT, Text
from thuocdo.evaluate.case import Case
from thuocdo.evaluate.model import Judgement
from thuocdo.evaluate.say import round_to, say_signed
from thuocdo.facts.model import Observation
from thuocdo.plan.model import Comparator, Indicator
from thuocdo.quantities import ScaledUnit


def gap_unit(unit: ScaledUnit) -> Text:
    """Return the unit a gap is told in: percentages differ by points, ranks by places."""
    label = unit.label("vi")
    if label.startswith("%"):
        return Text("điểm phần trăm", "percentage points")
    if unit.text.casefold().startswith(("hạng", "thứ")):
        return Text("bậc", "places")
    return Text(label, unit.label("en"))


def gap_percent(gap: Decimal, target: Decimal | None) -> Decimal | None:
    """Return the gap as percent of the target, two decimals; None for a target of zero."""
    if target is None or target == 0:
        return None
    return round_to(gap / abs(target) * 100, 2)


def completion_of(case: Case, value: Decimal) -> Decimal | None:
    """Percent of the way done; a falling target has none without a base (domain practice: none)."""
    component = case.component
    target = component.value
    if target is None or component.comparator in (Comparator.RANK_AT, Comparator.RANK_WITHIN):
        return None
    if component.comparator in (Comparator.AT_MOST, Comparator.BELOW):
        base = _base_value(case)
        if base is None or base == target:
            return None
        return round_to((base - value) / (base - target) * 100, 1)
    return round_to(value / target * 100, 1) if target > 0 else None


def _base_value(case: Case) -> Decimal | None:
    if case.component.base is None:
        return None
    value = case.figure(case.component.base).value
    return None if value is None else case.in_target_unit(value)


def printed_places(judgement: Judgement, indicator: Indicator) -> int:
    """Return the decimals at which the figure is shown, in the target's unit.

    A figure taken over as it was printed keeps its own decimals ("366,3", not "366,30"); one worked out
    has the indicator's.
    """
    unit = judgement.component.unit
    inputs = judgement.actual.inputs
    if len(inputs) == 1 and inputs[0].value is not None and _is_as_printed(judgement, inputs[0], indicator):
        return max(0, inputs[0].decimals + unit.multiplier - inputs[0].unit.multiplier)
    return max(0, indicator.decimals_in(unit))


def _is_as_printed(judgement: Judgement, row: Observation, indicator: Indicator) -> bool:
    value = judgement.actual.value
    return value is not None and row.canonical == value * indicator.unit.factor


def signed_gap(judgement: Judgement) -> Text:
    """Say the gap with sign and unit, e.g. `−103,7 nghìn tỷ đồng`; empty where there is none."""
    if judgement.gap is None:
        return NO_TEXT
    if judgement.gap == 0:
        return Text("0", "0")
    places = max(0, -int(judgement.gap.normalize().as_tuple().exponent))
    number, unit = say_signed(judgement.gap, places), judgement.gap_unit
    return Text(f"{number.vi} {unit.vi}".strip(), f"{number.en} {unit.en}".strip())
