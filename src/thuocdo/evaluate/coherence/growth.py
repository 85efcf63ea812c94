"""What becomes of a whole when its sectors grow at their own rates? Shared by two kinds of identity.

A share and a rate make a new amount: share × (1 + rate)^years. The part that no sector covers (product
tax less subsidies, in a provincial GRDP) has a share of its own, the rest to 100, but hardly ever a growth
target; how it grows is an assumption that is printed and varied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, ZERO, find_range, grow, yearly_rate
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import CannotCompute, Number, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_percent

AS_STATED = "as_stated_total"
AS_TOTAL = "as_total"
ZERO_GROWTH = "zero"
FASTEST = "as_fastest"
RESIDUALS = (AS_STATED, AS_TOTAL, ZERO_GROWTH, FASTEST)

SECTOR_KEYS = (
    Parameter("name", Shape.NAME, Text("tên khu vực", "name of the sector")),
    Parameter("growth", Shape.PERCENT, Text("tốc độ tăng mỗi năm, %", "yearly growth, %")),
    Parameter("base_share", Shape.PERCENT, Text("tỷ trọng năm gốc, %", "share in the base year, %")),
)
TOTAL_KEYS = (
    Parameter("total", Shape.PERCENT, Text("tốc độ tăng chung đã ghi, %", "stated growth of the whole, %")),
    Parameter("years", Shape.WHOLE, Text("số năm", "number of years")),
    Parameter("residual_name", Shape.NAME, Text("tên phần còn lại", "name of the rest"), required=False),
    Parameter(
        "residual_growth",
        Shape.CHOICE,
        Text("phần còn lại tăng thế nào", "how the rest grows"),
        required=False,
        choices=RESIDUALS,
    ),
)


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of the whole with its growth and its share in the base year."""

    name: Text
    growth: Number
    share: Number


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole made of sectors and a rest.

    Attributes:
        sectors: As declared.
        total: Growth of the whole as stated.
        years: Years of growth.
        residual_name: Name of the rest.
        rule: How the rest grows, one of `RESIDUALS`.
    """

    sectors: tuple[Sector, ...]
    total: Number
    years: int
    residual_name: Text
    rule: str

    @property
    def shares(self) -> list[Decimal]:
        """Base-year shares of the sectors as printed."""
        return [sector.share.value for sector in self.sectors]

    def residual_share(self, shares: Sequence[Decimal]) -> Decimal:
        """Share of the rest."""
        return HUNDRED - sum(shares, ZERO)

    def rate_of_rest(self, rule: str) -> Decimal | None:
        """Return the yearly growth of the rest, or None where it grows as the result."""
        rates = {
            AS_STATED: self.total.value,
            ZERO_GROWTH: ZERO,
            FASTEST: max(sector.growth.value for sector in self.sectors),
        }
        return rates.get(rule)

    @property
    def rates(self) -> list[Decimal]:
        """Yearly growth of the sectors; of a range its lower end."""
        return [sector.growth.value for sector in self.sectors]

    def factor(self, shares: Sequence[Decimal], rates: Sequence[Decimal], rule: str) -> Decimal:
        """Return by how much the whole grows over all years.

        Where the rest grows as the whole, factor = Σ share × growth / Σ share: the rest drops out.
        """
        grown = sum((one * grow(rate, self.years) for one, rate in zip(shares, rates, strict=True)), ZERO)
        rest, rate = self.residual_share(shares), self.rate_of_rest(rule)
        if rate is None:
            return grown / (HUNDRED - rest)
        return (grown + rest * grow(rate, self.years)) / HUNDRED

    def yearly(self, rule: str) -> Decimal:
        """Return the yearly growth of the whole in percent, from the numbers as printed."""
        return yearly_rate(self.factor(self.shares, self.rates, rule), self.years)

    def yearly_range(self, rule: str) -> tuple[Decimal, Decimal]:
        """Return the lowest and highest yearly growth over the rounding of shares and ranges of growth."""
        count = len(self.sectors)
        numbers = [*(sector.share for sector in self.sectors), *(sector.growth for sector in self.sectors)]
        low, high = find_range(lambda one: self.factor(one[:count], one[count:], rule), numbers)
        return yearly_rate(low, self.years), yearly_rate(high, self.years)

    def amounts(self) -> list[Decimal]:
        """Return what each sector and then the rest have become, where the whole began at 100."""
        grown = [sector.share.value * grow(sector.growth.value, self.years) for sector in self.sectors]
        rate = self.rate_of_rest(self.rule)
        rest = self.residual_share(self.shares)
        factor = self.factor(self.shares, self.rates, self.rule) if rate is None else grow(rate, self.years)
        return [*grown, rest * factor]

    @property
    def has_rest(self) -> bool:
        """Whether the sectors leave anything over."""
        return self.residual_share(self.shares) != 0

    def assumptions(self) -> tuple[Text, ...]:
        """Say how the rest was taken to grow, if there is one."""
        return (self._assumption(),) if self.has_rest else ()

    def _assumption(self) -> Text:
        share = say_percent(self.residual_share(self.shares), 1)
        rate = self.rate_of_rest(self.rule)
        how = (
            Text("tăng bằng tốc độ chung tính ra", "grows as the total worked out")
            if rate is None
            else fill("tăng {rate}/năm", "grows {rate} a year", rate=say_percent(rate, 1))
        )
        return fill(
            "{name} là phần còn lại đến 100% ({share}) và {how}",
            "{name} is the rest to 100% ({share}) and {how}",
            name=self.residual_name,
            share=share,
            how=how,
        )

    def steps(self) -> list[Text]:
        """Return one line per sector and one for the rest: share × growth^years = amount."""
        lines = []
        amounts = self.amounts()
        for sector, amount in zip(self.sectors, amounts[:-1], strict=True):
            lines.append(self._line(sector.name, sector.share.value, sector.growth.value, amount))
        rest = self.residual_share(self.shares)
        if rest:
            rate = self.rate_of_rest(self.rule)
            rate = self.yearly(self.rule) if rate is None else rate
            lines.append(self._line(self.residual_name, rest, rate, amounts[-1]))
        return lines

    def _line(self, name: Text, share: Decimal, rate: Decimal, amount: Decimal) -> Text:
        return fill(
            "{name}: {share} × (1 + {rate})^{years} = {amount}",
            "{name}: {share} × (1 + {rate})^{years} = {amount}",
            name=name,
            share=say_percent(share, 1),
            rate=say_percent(rate, 1),
            years=self.years,
            amount=say_percent(amount),
        )


def read_whole(case: Case) -> Whole:
    """Read the sectors and the stated growth of a case.

    Raises:
        CannotCompute: a figure is missing, or the shares leave less than nothing for the rest.
    """
    sectors = tuple(
        Sector(row.name("name"), row.number("growth"), row.number("base_share"))
        for row in case.rows("sectors")
    )
    default = Text("phần còn lại", "the rest")
    whole = Whole(
        sectors=sectors,
        total=case.number("total"),
        years=case.whole("years"),
        residual_name=case.name("residual_name") if case.has("residual_name") else default,
        rule=case.choice("residual_growth", AS_STATED),
    )
    rest = whole.residual_share(whole.shares)
    if rest < 0 or rest >= HUNDRED:
        raise CannotCompute(
            fill(
                "tổng tỷ trọng năm gốc là {sum}: không thể có phần còn lại",
                "base-year shares sum to {sum}: no rest is possible",
                sum=say_percent(HUNDRED - rest),
            )
        )
    return whole
