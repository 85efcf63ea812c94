"""One promise on the bench: the component, where its figures come from, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thuocdo.evaluate.model import Evidence
from thuocdo.evaluate.resolve import Resolver
from thuocdo.periods import Period
from thuocdo.plan.model import Component, Indicator


@dataclass(frozen=True, slots=True)
class Case:
    """One component with what is needed to judge it."""

    component: Component
    resolver: Resolver
    as_of: datetime

    @property
    def indicator(self) -> Indicator:
        """What the promise is measured by."""
        return self.resolver.pack.indicators[self.component.indicator]

    @property
    def today(self) -> date:
        """The day as of which it is judged."""
        return self.as_of.date()

    @property
    def is_over(self) -> bool:
        """Whether the target's period has ended."""
        return self.component.period.is_over(self.today)

    def figure(self, period: Period) -> Evidence:
        """Return the component's figure of `period`."""
        component = self.component
        return self.resolver.figure(component.indicator, component.area, period, component.breakdown)

    @property
    def decimals(self) -> int:
        """Places of the indicator, moved where the target is printed in a larger or smaller unit."""
        return self.indicator.decimals_in(self.component.unit)

    def in_target_unit(self, value: Decimal) -> Decimal:
        """Convert from the indicator's unit to the one the target is printed in."""
        return self.indicator.value_in(self.component.unit, value)
