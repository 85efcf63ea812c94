"""Small sums that several kinds of identity share; all of them in Decimal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.model import CannotCompute, Number
from thuocdo.quantities import root

HUNDRED = Decimal(100)
ONE = Decimal(1)
ZERO = Decimal(0)
POINTS = Text("điểm phần trăm", "percentage points")

_MOST_CORNERS = 10


def grow(rate: Decimal, years: int) -> Decimal:
    """Return the factor of `years` years at `rate` percent a year."""
    return (1 + rate / HUNDRED) ** years


def yearly_rate(factor: Decimal, years: int) -> Decimal:
    """Return the yearly percent growth that gives `factor` after `years` years.

    Raises:
        CannotCompute: the factor is not above zero.
    """
    if factor <= 0:
        raise CannotCompute(
            Text(
                "tỷ số không dương: không có tốc độ tăng bình quân",
                "the ratio is not above zero: there is no mean growth",
            )
        )
    return (root(factor, years) - 1) * HUNDRED


def divide(above: Decimal, below: Decimal, what: Text) -> Decimal:
    """Divide, or say that `what` is zero.

    Raises:
        CannotCompute: `below` is zero.
    """
    if below == 0:
        raise CannotCompute(Text(f"{what.vi} bằng 0: không chia được", f"{what.en} is zero: cannot divide"))
    return above / below


def scale_between(one: Number, other: Number) -> Decimal:
    """Return by what a value in the unit of `one` is multiplied to be in the unit of `other`.

    Raises:
        CannotCompute: the units measure different things.
    """
    if not one.unit.is_compatible(other.unit):
        first, second = one.unit.label("vi"), other.unit.label("vi")
        raise CannotCompute(
            Text(
                f"{one.name.vi} tính bằng {first}, {other.name.vi} tính bằng {second}: không so được",
                f"{one.name.en} is in {one.unit.label('en')}, {other.name.en} in {other.unit.label('en')}:"
                " they cannot be compared",
            )
        )
    return one.unit.factor / other.unit.factor


def find_range(
    function: Callable[[Sequence[Decimal]], Decimal], numbers: Sequence[Number]
) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest result over everything that `numbers` can stand for.

    The function must be monotone in each number by itself (sums, products, ratios, growth), so that the
    extremes lie at corners. Beyond ten numbers with an interval the rest keep their printed value.
    """
    ends: list[tuple[Decimal, ...]] = []
    for number in numbers:
        wide = number.low != number.high and sum(len(end) == 2 for end in ends) < _MOST_CORNERS
        ends.append((number.low, number.high) if wide else (number.value,))
    results = [function(corner) for corner in product(*ends)]
    return min(results), max(results)


def is_within(number: Number, low: Decimal, high: Decimal) -> bool:
    """Whether some value that `number` can stand for lies between `low` and `high`."""
    return number.low <= high and low <= number.high
