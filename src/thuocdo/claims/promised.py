"""Which promise of the plan does a figure of the text speak of?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from thuocdo.claims.approved import TOTAL, find_area, read_periods, unit_of
from thuocdo.claims.context.words import folded
from thuocdo.claims.model import Figure
from thuocdo.quantities import Interval, ScaledUnit

if TYPE_CHECKING:
    from thuocdo.plan.model import Component, Indicator, Pack

_BREAKDOWNS = {"nông thôn": "URBANISATION=R", "thành thị": "URBANISATION=U"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A component of a plan and the figure of the text that speaks of it.

    Attributes:
        component: What was promised.
        indicator: Its indicator.
        figure: The figure.
        unit: The figure's unit, its scale word apart.
    """

    component: Component
    indicator: Indicator
    figure: Figure
    unit: ScaledUnit

    @property
    def value(self) -> Decimal:
        """The printed number in the component's unit."""
        return _moved(self.figure.amount or Decimal(0), self.unit, self.component.unit)

    @property
    def value_to(self) -> Decimal | None:
        """The second number of a range in the component's unit."""
        if self.figure.value2 is None:
            return None
        return _moved(self.figure.value2.scaleb(self.figure.scale), self.unit, self.component.unit)

    @property
    def interval(self) -> Interval:
        """Everything the print can stand for, in the component's unit."""
        spread = self.figure.interval or Interval.point(Decimal(0))
        return spread.scaled(self.unit.factor) / Interval.point(self.component.unit.factor)

    @property
    def decimals(self) -> int:
        """Places of the print in the component's unit; negative for tens, hundreds …"""
        return self.figure.decimals + self.component.unit.multiplier - self.figure.scale


def find_promises(figure: Figure, pack: Pack) -> Sequence[Promise]:
    """Return the components of the pack's own plans for a figure's indicator, area, part and period.

    A figure of a year fits a component of that year, one of a term the component of the term; a figure
    without a period fits nothing.
    """
    indicator = pack.indicators.get(figure.indicator)
    area = find_area(figure, pack)
    periods = read_periods(figure.period)
    if indicator is None or area != pack.area or len(periods) != 1 or figure.value is None:
        return ()
    unit = unit_of(figure, indicator, pack.units)
    breakdown = _breakdown(figure, indicator)
    if unit is None or not breakdown:
        return ()
    wanted = periods[0].sdmx
    return [
        Promise(component, indicator, figure, unit)
        for plan in pack.plans.values()
        if plan.area == pack.area
        for component in plan.components
        if component.indicator == indicator.id
        and component.area == area
        and component.breakdown == breakdown
        and component.period.sdmx == wanted
    ]


def _breakdown(figure: Figure, indicator: Indicator) -> str:
    if not figure.subset:
        return TOTAL
    words = [part.strip().casefold() for part in figure.subset.split(";")]
    names = folded(" ".join((indicator.name.vi, *indicator.aliases)))
    rest = [word for word in words if folded(word) not in names]
    if not rest:
        return TOTAL
    return _BREAKDOWNS.get(rest[0], "") if len(rest) == 1 else ""


def _moved(amount: Decimal, unit: ScaledUnit, target: ScaledUnit) -> Decimal:
    from thuocdo.quantities import CONTEXT, divide

    return divide(CONTEXT.multiply(amount, unit.factor), target.factor)
