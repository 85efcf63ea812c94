"""Which promise of the plan does a figure of the text speak of?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from thuocdo.claims.approved import TOTAL, find_area, names_other_whole, read_periods, unit_of
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
        is_exact: The text names the very period of the promise.
    """

    component: Component
    indicator: Indicator
    figure: Figure
    unit: ScaledUnit
    is_exact: bool = True

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


def find_promises(figure: Figure, pack: Pack, as_of: datetime | None = None) -> Sequence[Promise]:
    """Return the components of the pack's own plans for a figure's indicator, area, part and period.

    Those of exactly the figure's period come first; a figure of a term's last year also fits what is
    promised over the term (`is_exact` is False then), and one without a period the only promise of the
    plan in force at `as_of`.
    """
    indicator = pack.indicators.get(figure.indicator)
    periods = read_periods(figure.period)
    if indicator is None or figure.value is None or len(periods) > 1 or find_area(figure, pack) != pack.area:
        return ()
    unit = unit_of(figure, indicator, pack.units)
    breakdown = _breakdown(figure, indicator)
    if unit is None or not breakdown or names_other_whole(figure, indicator):
        return ()
    components = [
        (plan, component)
        for plan in pack.plans.values()
        if plan.area == pack.area
        for component in plan.components
        if component.indicator == indicator.id
        and component.area == pack.area
        and component.breakdown == breakdown
    ]
    if not periods:
        now = [c for plan, c in components if as_of and plan.term.contains(as_of.date())]
        return [Promise(now[0], indicator, figure, unit, is_exact=False)] if len(now) == 1 else ()
    wanted = periods[0]
    exact = [c for _, c in components if c.period.sdmx == wanted.sdmx]
    over_term = [c for _, c in components if c.period.sdmx != wanted.sdmx and c.period.end == wanted.end]
    return [
        *(Promise(component, indicator, figure, unit) for component in exact),
        *(Promise(component, indicator, figure, unit, is_exact=False) for component in over_term),
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
