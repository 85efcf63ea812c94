"""How much? A printed figure with its unit, its precision and what it can stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeGuard

from thuocdo.errors import Text
from thuocdo.quantities.algebra import (
    exchange_hint,
    exchange_power,
    mismatch,
    multiply_units,
    unit_of_sum,
)
from thuocdo.quantities.interval import Approximation, Interval, printed_interval
from thuocdo.quantities.precision import CONTEXT, divide, quantise
from thuocdo.quantities.registry import UNITS
from thuocdo.quantities.unit import ONE, SCALES, ScaledUnit, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed, or worked out from printed ones.

    Sums, products and quotients are exact to 34 digits and carry the interval of everything they can
    stand for; `decimals` then says how far it makes sense to print them.

    Attributes:
        value: As printed, in `unit` (366.3 for `366,3 nghìn tỷ đồng`).
        unit: With its power of ten.
        decimals: Decimals as printed.
        approximation: `gần`, `trên` … as printed.
        span: Interval of a figure worked out from others; None for a printed one, whose interval follows
            from its decimals. Does not count when two are compared.
    """

    value: Decimal
    unit: ScaledUnit
    decimals: int = 0
    approximation: Approximation = Approximation.EXACT
    span: Interval | None = field(default=None, compare=False, repr=False)

    @property
    def amount(self) -> Decimal:
        """Value without the power of ten: 366300000000000 đồng."""
        return self.value.scaleb(self.unit.multiplier, CONTEXT)

    @property
    def canonical(self) -> Decimal:
        """Value in the base units of its dimension (đồng, người, m² …; 0.15 for 15 %)."""
        return CONTEXT.multiply(self.value, self.unit.factor)

    @property
    def interval(self) -> Interval:
        """Every number it can stand for, in its printed unit."""
        if self.span is not None:
            return self.span
        return printed_interval(self.value, self.decimals, self.approximation)

    @property
    def canonical_interval(self) -> Interval:
        """Every number it can stand for, in base units."""
        return self.interval.scaled(self.unit.factor)

    @property
    def significant_digits(self) -> int:
        """How many digits are printed, leading zeros apart: 4 for `366,3`, 3 for `0,713`."""
        return max(1, self.value.adjusted() + 1 + self.decimals) if self.value else 1 + self.decimals

    def rounded(self, decimals: int) -> Quantity:
        """Return the figure as it is printed with `decimals` places (halves away from zero)."""
        return Quantity(quantise(self.value, decimals), self.unit, max(0, decimals), self.approximation)

    def to(self, unit: ScaledUnit | Unit, rate: Quantity | Decimal | None = None) -> Quantity:
        """Return the same figure in another unit of its dimension, or across VND and USD with a rate.

        Args:
            unit: Unit wanted.
            rate: VND for one USD: a `đồng/USD` quantity, whose printed precision then counts, or a plain
                number taken as exact.

        Raises:
            UnitMismatch: The units measure different things, or only a rate could join them.
        """
        target = unit if isinstance(unit, ScaledUnit) else ScaledUnit(unit)
        if self.unit.is_compatible(target):
            value = divide(self.canonical, target.factor)
            span = self.interval.scaled(self.unit.factor) / Interval.point(target.factor)
            decimals = _moved_decimals(self, divide(self.unit.factor, target.factor), value)
            return Quantity(value, target, decimals, self.approximation, span)
        power = exchange_power(self.unit.unit, target.unit)
        if power is None or rate is None:
            raise mismatch(
                Text(
                    f"không đổi được {self.unit.label()} sang {target.label()}",
                    f"cannot convert {self.unit.label('en')} to {target.label('en')}",
                ),
                exchange_hint(self.unit.unit, target.unit),
            )
        number, spread = _rate(rate)
        value, span = self.canonical, self.canonical_interval
        for _ in range(abs(power)):
            value = CONTEXT.multiply(value, number) if power > 0 else divide(value, number)
            span = span * spread if power > 0 else span / spread
        value = divide(value, target.factor)
        return Quantity(
            value,
            target,
            _decimals_for(self.significant_digits, value),
            span=span / Interval.point(target.factor),
        )

    def __neg__(self) -> Quantity:
        return Quantity(CONTEXT.minus(self.value), self.unit, self.decimals, span=-self.interval)

    def __abs__(self) -> Quantity:
        return -self if self.value < 0 else self

    def __add__(self, other: object) -> Quantity:
        return self._sum(other, 1) if isinstance(other, Quantity) else NotImplemented

    def __sub__(self, other: object) -> Quantity:
        return self._sum(other, -1) if isinstance(other, Quantity) else NotImplemented

    def __mul__(self, other: object) -> Quantity:
        if isinstance(other, Quantity):
            return self._product(other, 1)
        return self._times(Decimal(other), 1) if _is_number(other) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Quantity:
        """Divide.

        Raises:
            ZeroDivisionError: The divisor is zero.
        """
        if isinstance(other, Quantity):
            return self._product(other, -1)
        return self._times(Decimal(other), -1) if _is_number(other) else NotImplemented

    def _sum(self, other: Quantity, sign: int) -> Quantity:
        unit = unit_of_sum(self.unit.unit, other.unit.unit, sign)
        # Points plus percent is a percent: the unit is the right one's, the scale stays the left one's.
        target = self.unit if unit == self.unit.unit else ScaledUnit(unit, self.unit.multiplier)
        ratio = divide(other.unit.factor, self.unit.factor)
        moved = CONTEXT.multiply(other.value, ratio)
        span = other.interval.scaled(other.unit.factor) / Interval.point(self.unit.factor)
        decimals = max(self.decimals, _moved_decimals(other, ratio, moved))
        if sign < 0:
            return Quantity(CONTEXT.subtract(self.value, moved), target, decimals, span=self.interval - span)
        return Quantity(CONTEXT.add(self.value, moved), target, decimals, span=self.interval + span)

    def _product(self, other: Quantity, sign: int) -> Quantity:
        unit, number = multiply_units(self.unit.unit, other.unit.unit, sign)
        multiplier = self.unit.multiplier + sign * other.unit.multiplier
        scale = max(power for power in SCALES if power <= max(multiplier, 0))
        number = CONTEXT.multiply(number, Decimal(1).scaleb(multiplier - scale))
        if sign > 0:
            value = CONTEXT.multiply(self.value, other.value)
            span = self.interval * other.interval
        else:
            value = divide(self.value, other.value)
            span = self.interval / other.interval
        value = CONTEXT.multiply(value, number)
        digits = min(self.significant_digits, other.significant_digits)
        return Quantity(
            value, ScaledUnit(unit, scale), _decimals_for(digits, value), span=span.scaled(number)
        )

    def _times(self, number: Decimal, sign: int) -> Quantity:
        exact = Interval.point(number)
        if sign > 0:
            value, span = CONTEXT.multiply(self.value, number), self.interval * exact
        else:
            value, span = divide(self.value, number), self.interval / exact
        return Quantity(value, self.unit, _decimals_for(self.significant_digits, value), span=span)


@dataclass(frozen=True, slots=True)
class QuantityRange:
    """From one figure to another: `8-10%`, `từ 900 tỷ đồng đến 1,2 nghìn tỷ đồng`.

    Attributes:
        low, high: The ends, each with its unit as printed (or shared from the right end).

    Raises:
        UnitMismatch: The ends measure different things.
        ValueError: The low end is above the high end.
    """

    low: Quantity
    high: Quantity

    def __post_init__(self) -> None:
        if not self.low.unit.is_compatible(self.high.unit):
            raise mismatch(
                Text(
                    f"hai đầu khoảng khác đơn vị: {self.low.unit.label()} và {self.high.unit.label()}",
                    f"the ends differ in unit: {self.low.unit.label('en')} and {self.high.unit.label('en')}",
                )
            )
        if self.low.canonical > self.high.canonical:
            raise ValueError(f"a range needs low <= high, not {self.low.value} and {self.high.value}")

    @property
    def unit(self) -> ScaledUnit:
        """Unit of the high end, in which the range is spoken of."""
        return self.high.unit

    @property
    def interval(self) -> Interval:
        """Every number from what the low end can stand for to what the high end can, in `unit`."""
        return self.low.to(self.unit).interval.hull(self.high.interval)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many out of so many: `161/182 xã`.

    Attributes:
        numerator, denominator: Whole numbers; the denominator is not zero.
        unit: What is counted; None where the text names nothing (`04/63`).
    """

    numerator: int
    denominator: int
    unit: Unit | None = None

    def __post_init__(self) -> None:
        if self.denominator < 1 or self.numerator < 0:
            raise ValueError(f"no share: {self.numerator} of {self.denominator}")

    @property
    def share(self) -> Quantity:
        """The share in percent, to 34 digits and exact as to its interval: counts have no rounding."""
        value = divide(Decimal(self.numerator * 100), Decimal(self.denominator))
        return Quantity(value, ScaledUnit(UNITS.get("percent")), 2, span=Interval.point(value))

    def as_rank(self) -> Rank:
        """Return the place in a ranking, for `04/63` after a word of ranking that the text does not hold.

        Raises:
            ValueError: The numbers cannot be a place.
        """
        return Rank(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a ranking: `thứ 04/63`.

    Attributes:
        place: 1 is the best.
        of: How many are ranked; None where the text does not say.
    """

    place: int
    of: int | None = None

    def __post_init__(self) -> None:
        if self.place < 1 or (self.of is not None and self.place > self.of):
            raise ValueError(f"no place {self.place} of {self.of}")


def _is_number(other: object) -> TypeGuard[Decimal | int]:
    """Whether `other` is an exact number; binary fractions and truth values are none."""
    return isinstance(other, Decimal | int) and not isinstance(other, bool)


def _rate(rate: Quantity | Decimal) -> tuple[Decimal, Interval]:
    """Return VND for one USD and its interval.

    Raises:
        UnitMismatch: A quantity that is no VND per USD.
    """
    if not isinstance(rate, Quantity):
        return rate, Interval.point(rate)
    if rate.unit.unit.dimension != (("USD", -1), ("VND", 1)):
        raise mismatch(
            Text(
                f"tỷ giá phải tính bằng đồng/USD, không phải {rate.unit.label()}",
                f"a rate must be in VND/USD, not {rate.unit.label('en')}",
            )
        )
    return rate.canonical, rate.canonical_interval


def _decimals_for(digits: int, value: Decimal) -> int:
    """Return the decimals that show `digits` significant digits of `value`."""
    return max(0, digits - 1 - value.adjusted()) if value else 0


def _moved_decimals(source: Quantity, ratio: Decimal, value: Decimal) -> int:
    """Return the decimals after multiplying by `ratio`: the point moves with powers of ten."""
    power = ratio.adjusted()
    if ratio == Decimal(1).scaleb(power):
        return max(0, source.decimals - power)
    return _decimals_for(source.significant_digits, value)


NO_UNIT = ScaledUnit(ONE)
"""The unit of a bare number."""
