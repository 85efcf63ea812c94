"""Do a target's columns say what its wording says? Every disagreement, with both sides.

Where the wording is silent the declared column stands; where it is loose (`đạt 1%` of an indicator
that should fall) the stricter reading is not forced on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thuocdo.errors import Severity, Text
from thuocdo.plan.model import (
    Comparator,
    Component,
    Direction,
    Indicator,
    OverTime,
    Statistic,
)
from thuocdo.plan.problems import quote
from thuocdo.plan.wording import WordingReading, WordingValue
from thuocdo.quantities import ScaledUnit, write_number

_RANKS = {Comparator.RANK_AT, Comparator.RANK_WITHIN}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One column that says something else than the wording.

    Attributes:
        code: Problem code (GK080 to GK086).
        column: Column of targets.csv.
        wording: What the wording says.
        declared: What the column says.
        severity: A deadline is told as a warning: the period columns may be meant otherwise.
    """

    code: str
    column: str
    wording: Text
    declared: Text
    severity: Severity = Severity.ERROR


def compare_wording(
    reading: WordingReading, component: Component, indicator: Indicator | None
) -> Iterator[Disagreement]:
    """Yield every disagreement between the wording and the declared columns."""
    yield from _compare_statistic(reading, component, indicator)
    yield from _compare_period(reading, component)
    if not reading.values:
        yield from _compare_silent(reading, component)
        return
    value = _nearest(reading, component)
    if value is None:
        told = "; ".join(quote(item.text) for item in reading.values)
        yield Disagreement("GK081", "value", Text(told, told), _declared_value(component))
        return
    yield from _compare_blank(value, component)
    yield from _compare_comparator(value, component, indicator)
    yield from _compare_unit(value, component)
    yield from _compare_value(value, component)


def _compare_silent(reading: WordingReading, component: Component) -> Iterator[Disagreement]:
    if component.blank:
        yield Disagreement(
            "GK084",
            "blank",
            Text("không có chỗ bỏ trống", "no blank in it"),
            Text("blank = yes", "blank = yes"),
        )
    is_deed = reading.comparator is Comparator.YES_NO
    if is_deed and (component.value is not None or component.comparator is not Comparator.YES_NO):
        declared = Text(component.comparator.value, component.comparator.value)
        yield Disagreement(
            "GK080",
            "comparator",
            Text("việc có hoặc không, không có con số", "yes or no, without a number"),
            declared if component.value is None else _declared_value(component),
        )


def _nearest(reading: WordingReading, component: Component) -> WordingValue | None:
    """Return the value of the wording that the columns mean, None where none of several fits."""
    if len(reading.values) == 1:
        return reading.values[0]
    for value in reading.values:
        if value.is_blank and component.blank:
            return value
        if not value.is_blank and value.value == component.value and value.value_to == component.value_to:
            return value
    return reading.values[0] if component.value is None and not component.blank else None


def _compare_blank(value: WordingValue, component: Component) -> Iterator[Disagreement]:
    if value.is_blank and not component.blank:
        yield Disagreement(
            "GK084",
            "blank",
            Text(f"bỏ trống: {quote(value.text)}", f"a blank: {quote(value.text)}"),
            Text("blank = no", "blank = no"),
        )
    if not value.is_blank and component.blank:
        yield Disagreement(
            "GK084",
            "blank",
            Text(f"có con số: {quote(value.text)}", f"a number: {quote(value.text)}"),
            Text("blank = yes", "blank = yes"),
        )


def _compare_comparator(
    value: WordingValue, component: Component, indicator: Indicator | None
) -> Iterator[Disagreement]:
    said, declared = value.comparator, component.comparator
    if said is None:
        if declared is Comparator.YES_NO and value.value is not None:
            yield _comparator_problem(value, Text("một con số", "a number"), declared)
        elif value.value_to is None and value.value is not None and declared is Comparator.RANGE:
            yield _comparator_problem(value, Text("chỉ một con số", "one number only"), declared)
        return
    if said is declared:
        return
    falls = indicator is not None and indicator.direction is not Direction.ASCENDING
    # "đạt 17,1%" of a share without a better end, "đạt 1%" of something that should fall.
    if value.is_weak and falls and declared in {Comparator.AT_MOST, Comparator.ABOUT}:
        return
    # "tăng thêm 2 bậc", "lên hạng": a count of places is no place.
    if value.is_weak and declared in _RANKS:
        return
    yield _comparator_problem(value, Text(said.value, said.value), declared)


def _comparator_problem(value: WordingValue, said: Text, declared: Comparator) -> Disagreement:
    text = quote(value.text)
    return Disagreement(
        "GK080",
        "comparator",
        Text(f"{said.vi} ({text})", f"{said.en} ({text})"),
        Text(declared.value, declared.value),
    )


def _compare_unit(value: WordingValue, component: Component) -> Iterator[Disagreement]:
    if value.unit is None or value.comparator in _RANKS:
        return
    if _same_unit(value.unit, component.unit):
        return
    yield Disagreement(
        "GK082",
        "unit",
        Text(quote(value.unit_text), quote(value.unit_text)),
        Text(quote(str(component.unit)), quote(str(component.unit))),
    )


def _same_unit(said: ScaledUnit, declared: ScaledUnit) -> bool:
    """Whether the wording's unit is the declared one, or its upper part.

    A phrase leaves out what the target's name says: `GRDP/người/năm đạt 8.000 USD`,
    `Số giường bệnh/10.000 dân đạt 42,7 giường bệnh`.
    """
    if said.multiplier != declared.multiplier:
        return False
    if said.is_compatible(declared):
        return said.unit.factor == declared.unit.factor
    numerators = [part.unit for part in declared.unit.parts if part.exponent > 0]
    if len(numerators) == 1 and (said.unit == numerators[0] or said.unit.is_compatible(numerators[0])):
        return True
    # "có thêm 5 xã" of a count declared in units without a name, and the reverse.
    return said.unit.id == "one" or (said.unit.label == declared.unit.label)


def _compare_value(value: WordingValue, component: Component) -> Iterator[Disagreement]:
    if value.is_blank or component.blank or value.value is None:
        return
    if (value.value, value.value_to) != (component.value, component.value_to):
        text = quote(value.text)
        yield Disagreement("GK081", "value", Text(text, text), _declared_value(component))
        return
    if value.decimals is not None and value.decimals != component.decimals:
        yield Disagreement(
            "GK083",
            "value",
            Text(
                f"{value.decimals} chữ số thập phân ({quote(value.text)})",
                f"{value.decimals} decimals ({quote(value.text)})",
            ),
            Text(f"{component.decimals} chữ số", f"{component.decimals} decimals"),
        )


def _declared_value(component: Component) -> Text:
    if component.value is None:
        return Text("để trống", "empty")
    told = write_number(component.value, component.decimals)
    if component.value_to is not None:
        told += f" đến {write_number(component.value_to, component.decimals)}"
    return Text(told, told.replace(" đến ", " to "))


def _compare_statistic(
    reading: WordingReading, component: Component, indicator: Indicator | None
) -> Iterator[Disagreement]:
    said, declared = reading.statistic, component.statistic
    if said is None or said is declared or component.comparator is Comparator.YES_NO:
        return
    if _may_stand_for(said, declared, component, indicator):
        return
    yield Disagreement(
        "GK085",
        "statistic",
        Text(f"{said.value} ({quote(component.wording)})", f"{said.value} ({quote(component.wording)})"),
        Text(declared.value, declared.value),
    )


def _may_stand_for(
    said: Statistic, declared: Statistic, component: Component, indicator: Indicator | None
) -> bool:
    """Whether the declared statistic is one of the things the words can mean."""
    if said is Statistic.VALUE:
        # "đến năm 2030" names the day of reckoning of sums and increases as well.
        return declared not in {Statistic.EVERY_YEAR, Statistic.MEAN_GROWTH}
    if said is Statistic.EVERY_EDITION:
        # "duy trì" asks for every edition, of a yearly figure for every year; of a single year for that one.
        return declared is Statistic.EVERY_YEAR or len(component.period.years()) == 1
    if said is Statistic.MEAN_GROWTH:
        # A mean of rates that are no growth, or of points, is taken as the indicator says.
        over_time = indicator.aggregation.over_time if indicator else None
        return declared is Statistic.VALUE and (
            over_time in {OverTime.MEAN, OverTime.RATIO} or component.unit.unit.is_difference
        )
    if said is Statistic.EVERY_YEAR:
        return len(component.period.years()) == 1
    return False


def _compare_period(reading: WordingReading, component: Component) -> Iterator[Disagreement]:
    said, declared = reading.period, component.period
    if (said is not None and said.end != declared.end) or (
        said is not None and len(said.years()) > 1 and declared.start < said.start
    ):
        yield Disagreement(
            "GK086", "period", Text(said.label.vi, said.label.en), Text(declared.label.vi, declared.label.en)
        )
    if reading.deadline is not None and declared.start.year >= reading.deadline:
        yield Disagreement(
            "GK086",
            "period",
            Text(f"trước năm {reading.deadline}", f"before {reading.deadline}"),
            Text(declared.label.vi, declared.label.en),
            Severity.WARNING,
        )
