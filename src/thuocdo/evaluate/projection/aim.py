"""What exactly must be reached, and what number will be put to the test?

An `Aim` turns a component into arithmetic: the bound in the indicator's unit, which side is good, and how
the figures of the remaining years combine into the number that the wording tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thuocdo.evaluate.projection.methods import FigureKind, Point
from thuocdo.plan.model import Comparator, Component, Direction, Indicator, OverTime, Statistic
from thuocdo.quantities import ScaledUnit, root

_RANKS: Final = (Comparator.RANK_AT, Comparator.RANK_WITHIN)
_FALLING: Final = (Comparator.AT_MOST, Comparator.BELOW, *_RANKS)
_EVERY: Final = (Statistic.EVERY_YEAR, Statistic.EVERY_EDITION)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Aim:
    """The number to reach.

    Attributes:
        bound: The nearest number that passes (for strict wordings: must be passed), indicator's unit.
        sign: +1 where higher is better, −1 where lower is better.
        is_strict: Whether reaching the bound itself is not enough ("trên", "dưới").
        statistic: See `Statistic`.
        years: Years of the target's period.
        base: Figure of the base period, for INCREASE.
    """

    bound: Decimal
    sign: int
    is_strict: bool
    statistic: Statistic
    years: tuple[int, ...]
    base: Decimal | None = None

    @property
    def last_year(self) -> int:
        """Year in which the number must hold."""
        return self.years[-1]

    def passes(self, value: Decimal) -> bool:
        """Whether a tested number passes; no rounding here, the judge rounds."""
        distance = (value - self.bound) * self.sign
        return distance > 0 or (distance == 0 and not self.is_strict)

    def worse(self, one: Decimal, other: Decimal) -> Decimal:
        """Return the worse of two numbers."""
        return min(one, other) if self.sign > 0 else max(one, other)

    def tested_number(self, by_year: Mapping[int, Decimal]) -> Decimal:
        """Return the number the wording tests, from known and forecast years together.

        `by_year` must hold every year of the term for means, totals and every-year tests, and the last
        year otherwise.
        """
        if self.statistic is Statistic.MEAN_GROWTH:
            return mean_growth([by_year[year] for year in self.years])
        if self.statistic is Statistic.TOTAL:
            return sum((by_year[year] for year in self.years), Decimal(0))
        if self.statistic in _EVERY:
            values = [by_year[year] for year in self.years if year in by_year]
            return min(values) if self.sign > 0 else max(values)
        if self.base is not None:
            return by_year[self.last_year] - self.base
        return by_year[self.last_year]

    def years_to_forecast(self, known: Mapping[int, Decimal], last_known: int) -> tuple[int, ...]:
        """Return the years without a figure that the test needs."""
        if self.statistic in (Statistic.MEAN_GROWTH, Statistic.TOTAL):
            return tuple(year for year in self.years if year not in known)
        if self.statistic in _EVERY:
            return tuple(year for year in self.years if year > last_known)
        return (self.last_year,)


def mean_growth(rates: list[Decimal]) -> Decimal:
    """Return the geometric mean of yearly growth rates in percent; −100 when one year lost everything."""
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / _HUNDRED
    if product <= 0:
        return -_HUNDRED
    return (root(product, len(rates)) - 1) * _HUNDRED


def make_aim(component: Component, indicator: Indicator, base: Decimal | None) -> Aim | None:
    """Return the aim, or None for blanks and yes/no wordings, which have no number to reach."""
    if component.blank or component.value is None or component.comparator is Comparator.YES_NO:
        return None
    low = in_unit(component.value, component.unit, indicator.unit)
    high = low if component.value_to is None else in_unit(component.value_to, component.unit, indicator.unit)
    sign = -1 if component.comparator in _FALLING or _falls(component, indicator) else 1
    return Aim(
        bound=low if sign > 0 else high,
        sign=sign,
        is_strict=component.comparator in (Comparator.ABOVE, Comparator.BELOW),
        statistic=component.statistic,
        years=component.period.years(),
        base=base if component.statistic is Statistic.INCREASE else None,
    )


def _falls(component: Component, indicator: Indicator) -> bool:
    open_wording = component.comparator in (Comparator.RANGE, Comparator.ABOUT)
    return open_wording and indicator.direction is Direction.DESCENDING


def in_unit(value: Decimal, unit: ScaledUnit, wanted: ScaledUnit) -> Decimal:
    """Convert between scales of one unit; the pack check has made sure that they are of one kind."""
    return value if unit == wanted else value * unit.factor / wanted.factor


def kind_of(component: Component, indicator: Indicator, aim: Aim, points: tuple[Point, ...]) -> FigureKind:
    """Say what sort of number this is (see `FigureKind`)."""
    if component.statistic in _EVERY or _is_maintained(aim, points):
        return FigureKind.HOLD
    if component.comparator in _RANKS or indicator.unit.unit.id == "rank":
        return FigureKind.RANK
    compounds = indicator.aggregation.over_time is OverTime.GEOMETRIC_MEAN
    if component.statistic is Statistic.MEAN_GROWTH or compounds:
        return FigureKind.RATE
    if indicator.unit.unit.id.startswith("percent"):
        return FigureKind.SHARE
    return FigureKind.LEVEL


def _is_maintained(aim: Aim, points: tuple[Point, ...]) -> bool:
    """Whether the target only asks to keep what the series began with and still has."""
    return aim.statistic is Statistic.VALUE and points[0].value == aim.bound == points[-1].value
