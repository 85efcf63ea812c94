"""Which promises can be judged in one query, and what does the query have to know of each?

Every number becomes whole here: targets are counted in the steps of the last printed place, units become
a factor above and a factor below the line. What the query cannot do as the judge does is left out, with
the reason; `thuocdo score` judges it one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction

from thuocdo.errors import Text
from thuocdo.facts.lake_manifest import Manifest
from thuocdo.periods import CalendarPeriod, year
from thuocdo.plan.model import (
    TOTAL,
    Comparator,
    Component,
    Indicator,
    Missing,
    OverAreas,
    OverTime,
    Statistic,
)
from thuocdo.quantities import UnitRegistry

_MOST_DIGITS = 18
_PERCENT = Fraction(1, 100)

RATE_PLACES = 12
"""Decimals of a yearly growth factor (1,0852 is kept as 1085200000000)."""

_MOST_RATE_PLACES = 4


class Frequency(IntEnum):
    """How often the parts report; the value is the number of periods in a year."""

    YEARLY = 1
    QUARTERLY = 4
    MONTHLY = 12


class Way(StrEnum):
    """How the yearly figure of a whole is worked out from the figures of its parts.

    | member | over areas | over time | from |
    |---|---|---|---|
    | SUM | sum | sum, mean | all periods of the year |
    | END | sum | last | the last period of the year |
    | WEIGHTED_END | weighted | last | the last period, values and weights |
    | WEIGHTED_MEAN | weighted | mean | every period weighted by itself, then the mean |
    | RATIO | ratio | any | the yearly figures of numerator and denominator |
    | STATED | – | – | only what is stated for the whole and the year |

    Where parts report by the year there is one period, which is also the last.
    """

    SUM = "sum"
    END = "end"
    WEIGHTED_END = "weighted_end"
    WEIGHTED_MEAN = "weighted_mean"
    RATIO = "ratio"
    STATED = "stated"


class Reduction(StrEnum):
    """How the number tested follows from yearly figures."""

    SINGLE = "single"
    SUM = "sum"
    MEAN = "mean"
    GEOMETRIC = "geometric"
    INCREASE = "increase"
    EVERY = "every"


def find_way(indicator: Indicator, frequency: Frequency) -> Way:
    """Return how the yearly figures of an indicator are worked out."""
    areas, time = indicator.aggregation.over_areas, indicator.aggregation.over_time
    if areas is OverAreas.RATIO:
        return Way.RATIO
    is_yearly = frequency is Frequency.YEARLY
    if areas is OverAreas.SUM:
        if is_yearly or time is OverTime.LAST:
            return Way.END
        return Way.SUM if time in (OverTime.SUM, OverTime.MEAN) else Way.STATED
    if areas is OverAreas.WEIGHTED:
        if is_yearly or time is OverTime.LAST:
            return Way.WEIGHTED_END
        return Way.WEIGHTED_MEAN if time is OverTime.MEAN else Way.STATED
    return Way.STATED


@dataclass(frozen=True, slots=True)
class Promise:
    """One component as the query sees it.

    Attributes:
        component: What was promised.
        reduction: See `Reduction`.
        first_year, last_year: Years it is about; for INCREASE the base year and the year.
        places: Decimals at which figure and target are compared, in the component's unit.
        up, down: The figure in steps of `places` is amount × up ÷ down.
        low, high: Target in steps (1 for yes); None where the document leaves it blank.
        step: One printed step of the target.
        half_rate: For GEOMETRIC half a step as a growth factor, in 10^-12; `up` and `down` then give the
            yearly rate in 10^-12.
        needs_all: Every year must have a figure.
        counts_absent: Absent years count as zero.
    """

    component: Component
    reduction: Reduction
    first_year: int
    last_year: int
    places: int
    up: int
    down: int
    low: int | None
    high: int | None
    step: int
    half_rate: int
    needs_all: bool
    counts_absent: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A component that the query does not judge, and why."""

    component: Component
    reason: Text


def build_promise(
    component: Component,
    indicators: Mapping[str, Indicator],
    manifest: Manifest,
    frequency: Frequency,
    units: UnitRegistry,
) -> Promise | LeftOut:
    """Return what the query needs for a component, or why it cannot judge it."""
    indicator = indicators.get(component.indicator)
    if indicator is None:
        return LeftOut(component, Text("không có chỉ tiêu thống kê này", "the indicator is not known"))
    reason = _refuse_wording(component, indicator) or _refuse_indicator(
        indicator, indicators, manifest, frequency, units
    )
    if reason is not None:
        return LeftOut(component, reason)
    years = component.period.years()
    reduction = _reduction(component, indicator)
    if isinstance(reduction, Text):
        return LeftOut(component, reason=reduction)
    base = component.base.years()[0] if component.base is not None else years[0]
    single = reduction is Reduction.SINGLE
    promise = _count_in_steps(component, indicator, manifest)
    if isinstance(promise, Text):
        return LeftOut(component, promise)
    places, factor, low, high, step = promise
    half_rate = 0
    if reduction is Reduction.GEOMETRIC:
        if places > _MOST_RATE_PLACES:
            return LeftOut(component, Text("tốc độ tăng có quá nhiều số lẻ", "a rate of too many decimals"))
        # From steps of the last place in per cent to 10^-12 of the whole.
        half_rate = 5 * 10 ** (RATE_PLACES - 3 - places)
        factor *= 2 * half_rate
    absent = indicator.aggregation.missing
    missing = component.missing if reduction is Reduction.EVERY else absent
    return Promise(
        component=component,
        reduction=reduction,
        first_year=years[-1] if single else base if reduction is Reduction.INCREASE else years[0],
        last_year=years[-1],
        places=places,
        up=factor.numerator,
        down=factor.denominator,
        low=low,
        high=high,
        step=step,
        half_rate=half_rate,
        needs_all=missing is Missing.REQUIRE_ALL
        or (reduction is Reduction.EVERY and missing is not Missing.AVAILABLE),
        counts_absent=absent is Missing.AS_ZERO,
    )


def dependencies(indicator: Indicator) -> tuple[str, ...]:
    """Return the other indicators that its figures are worked out from."""
    rule = indicator.aggregation
    if rule.over_areas is OverAreas.WEIGHTED:
        return (rule.weight,)
    return (rule.numerator, rule.denominator) if rule.over_areas is OverAreas.RATIO else ()


def _refuse_wording(component: Component, indicator: Indicator) -> Text | None:
    if component.statistic is Statistic.EVERY_EDITION:
        return Text("“duy trì” xét từng kỳ công bố", "every published edition counts")
    if component.breakdown != TOTAL:
        return Text("chỉ tiêu có phân tổ", "the target is of a breakdown")
    if not _is_years(component.period) or (component.base is not None and not _is_years(component.base)):
        return Text("kỳ không gồm các năm trọn", "the period is not whole calendar years")
    if component.statistic is Statistic.INCREASE and (
        component.base is None or len(component.base.years()) > 1 or len(component.period.years()) > 1
    ):
        return Text("mức tăng không so hai năm", "the increase is not between two years")
    if not component.unit.is_compatible(indicator.unit):
        return Text("đơn vị khác với chỉ tiêu thống kê", "the target is in another unit than the indicator")
    if indicator.formula:
        return Text("chỉ tiêu tính theo công thức", "the indicator is worked out by a formula")
    if indicator.definitions or indicator.subject or indicator.rank_of:
        return Text("phải xét định nghĩa có đổi không", "what it means may have changed")
    return None


def _is_years(period: object) -> bool:
    if not isinstance(period, CalendarPeriod):
        return False
    years = period.years()
    return period.start == year(years[0]).start and period.end == year(years[-1]).end


def _refuse_indicator(
    indicator: Indicator,
    indicators: Mapping[str, Indicator],
    manifest: Manifest,
    frequency: Frequency,
    units: UnitRegistry,
) -> Text | None:
    way = find_way(indicator, frequency)
    if way in (Way.WEIGHTED_END, Way.WEIGHTED_MEAN) and (indicator.aggregation.missing is Missing.AS_ZERO):
        return Text("bình quân gia quyền coi phần thiếu là 0", "a weighted mean that counts absence as 0")
    chain: list[Indicator] = [indicator]
    for name in dependencies(indicator):
        other = indicators.get(name)
        if other is None or other.formula or find_way(other, frequency) is Way.RATIO:
            return Text(f"“{name}” lại phải tính", f"“{name}” has to be worked out itself")
        chain.append(other)
    for member in chain:
        if member.id in manifest.long:
            return Text(f"“{member.id}” có số quá 18 chữ số", f"“{member.id}” has figures of over 18 digits")
        dimension = member.unit.unit.comparable_dimension
        texts = manifest.units_of.get(member.id, ())
        if any(units.parse(text).unit.comparable_dimension != dimension for text in texts):
            return Text(f"“{member.id}” có đơn vị phải quy đổi", f"“{member.id}” needs a conversion")
    return None


def _reduction(component: Component, indicator: Indicator) -> Reduction | Text:
    if component.statistic is Statistic.EVERY_YEAR:
        return Reduction.EVERY
    if component.statistic is Statistic.INCREASE:
        return Reduction.INCREASE
    over_time = indicator.aggregation.over_time
    if len(component.period.years()) == 1 or over_time is OverTime.LAST:
        return Reduction.SINGLE
    if over_time is OverTime.SUM:
        return Reduction.SUM
    if over_time is OverTime.MEAN:
        return Reduction.MEAN
    if over_time is OverTime.GEOMETRIC_MEAN:
        is_percent = Fraction(indicator.unit.factor) == Fraction(component.unit.factor) == _PERCENT
        if is_percent and indicator.aggregation.missing is not Missing.AS_ZERO:
            return Reduction.GEOMETRIC
        return Text("tốc độ tăng không tính bằng %", "the growth rate is not in per cent")
    return Text("chỉ tiêu không cộng dồn theo năm", "the indicator does not add up over years")


def _count_in_steps(
    component: Component, indicator: Indicator, manifest: Manifest
) -> tuple[int, Fraction, int | None, int | None, int] | Text:
    own = indicator.decimals_in(component.unit)
    places = max(own, component.decimals)
    step = Fraction(10) ** (places - component.decimals)
    factor = Fraction(10) ** (places - figure_scale(indicator, manifest)) / Fraction(component.unit.factor)
    # Evidence says yes by the number 1.
    promised = Decimal(1) if component.comparator is Comparator.YES_NO else component.value
    ends = [_in_steps(value, places) for value in (promised, component.value_to)]
    whole = [end.numerator for end in ends if end is not None and end.denominator == 1]
    if len(whole) != sum(end is not None for end in ends):
        return Text("con số mục tiêu dài hơn số lẻ đã in", "the target has more decimals than printed")
    if max(factor.numerator, factor.denominator, *map(abs, whole), 0) >= 10**_MOST_DIGITS:
        return Text("đơn vị quá chênh nhau", "the units are too far apart")
    low = whole[0] if promised is not None else None
    high = whole[-1] if promised is not None else None
    return places, factor, low, high, step.numerator


def figure_scale(indicator: Indicator, manifest: Manifest) -> int:
    """Return s such that a yearly figure of the query times 10^-s is in the base of the unit."""
    rule = indicator.aggregation
    if rule.over_areas is OverAreas.RATIO:
        return manifest.scales.get(rule.numerator, 0) - manifest.scales.get(rule.denominator, 0)
    return manifest.scales.get(indicator.id, 0)


def _in_steps(value: Decimal | None, places: int) -> Fraction | None:
    return None if value is None else Fraction(value) * Fraction(10) ** places


def comparators(promises: Collection[Promise]) -> list[Comparator]:
    """Return the comparators in use, in the order of their declaration."""
    used = {promise.component.comparator for promise in promises}
    return [comparator for comparator in Comparator if comparator in used]
