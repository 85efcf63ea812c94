"""What can a printed number stand for? Intervals from printed precision and from approximation words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from thuocdo.errors import Text
from thuocdo.quantities.precision import CONTEXT, DOWNWARD, UPWARD

_INFINITY = Decimal("Infinity")
_End = tuple[Decimal, bool]
"""An end of an interval: its place (may be infinite) and whether it is left out."""


class Approximation(StrEnum):
    """The word that widens a printed number, and the interval it gives (x as printed).

    s is the place of the last digit printed that is not zero: 100 for 2.200, 0,01 for 1,06.

    | member | words | interval |
    |---|---|---|
    | EXACT | (none) | [x − h, x + h], h half a unit of the last printed place |
    | NEARLY | gần | (x − s, x) |
    | ABOVE | trên, hơn | [x, x + s) |
    | ABOUT | khoảng, xấp xỉ | [x − s, x + s] |
    | BELOW | dưới | (−∞, x) |
    | AT_MOST | không quá, tối đa | (−∞, x] |
    | AT_LEAST | tối thiểu, ít nhất, trở lên | [x, +∞) |
    """

    EXACT = ""
    NEARLY = "nearly"
    ABOVE = "above"
    ABOUT = "about"
    BELOW = "below"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"

    @property
    def label(self) -> Text:
        """The word as printed before a number; empty for EXACT."""
        return _WORDS[self]


_WORDS = {
    Approximation.EXACT: Text("", ""),
    Approximation.NEARLY: Text("gần", "nearly"),
    Approximation.ABOVE: Text("trên", "over"),
    Approximation.ABOUT: Text("khoảng", "about"),
    Approximation.BELOW: Text("dưới", "below"),
    Approximation.AT_MOST: Text("không quá", "at most"),
    Approximation.AT_LEAST: Text("ít nhất", "at least"),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends.

    Sums, differences, products and quotients hold every result of two numbers out of the two intervals.
    Ends are rounded outwards at the 34th digit, so a point may be gained there but none is lost.

    Attributes:
        low, high: The ends; None where there is none.
        low_open, high_open: Whether the end itself is left out. An end that is None is always open.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if self.low is not None and self.high is not None:
            empty = self.low == self.high and (self.low_open or self.high_open)
            if self.low > self.high or empty:
                raise ValueError(f"an interval needs low <= high, not {self.low} and {self.high}")

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """Return the interval that holds `value` alone."""
        return cls(value, value)

    def contains(self, value: Decimal) -> bool:
        """Whether `value` lies inside."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def intersects(self, other: Interval) -> bool:
        """Whether at least one number lies in both."""
        return not (self._is_left_of(other) or other._is_left_of(self))

    def scaled(self, factor: Decimal) -> Interval:
        """Return the interval with every number multiplied by `factor`."""
        return self * Interval.point(factor)

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        low = min(self._low, other._low)
        high = max(self._high, other._high, key=lambda end: (end[0], not end[1]))
        return _interval(low, high)

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else self.high.copy_negate(),
            None if self.low is None else self.low.copy_negate(),
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        return _interval(_sum(self._low, other._low, DOWNWARD), _sum(self._high, other._high, UPWARD))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        return _product(self, other)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; zero inside the divisor makes the quotient unbounded.

        Raises:
            ZeroDivisionError: The divisor is zero and nothing else.
        """
        if other.low == 0 == other.high:
            raise ZeroDivisionError("division by an interval that is zero")
        if other._low[0] < 0 < other._high[0]:
            return Interval(None, None)
        return self * other._reciprocal()

    @property
    def _low(self) -> _End:
        return (-_INFINITY if self.low is None else self.low, self.low_open)

    @property
    def _high(self) -> _End:
        return (_INFINITY if self.high is None else self.high, self.high_open)

    def _is_left_of(self, other: Interval) -> bool:
        end, start = self._high, other._low
        return end[0] < start[0] or (end[0] == start[0] and (end[1] or start[1]))

    def _reciprocal(self) -> Interval:
        """Return 1/x for an interval with zero at most at one end; that end goes to infinity."""
        low, high = self._low, self._high
        if not high[0]:
            return -((-self)._reciprocal())
        bottom = Decimal(0) if high[0].is_infinite() else DOWNWARD.divide(Decimal(1), high[0])
        top = _INFINITY if not low[0] else UPWARD.divide(Decimal(1), low[0])
        if low[0].is_infinite():
            top = Decimal(0)
        return _interval((bottom, high[1]), (top, low[1]))


def _sum(left: _End, right: _End, context: Context) -> _End:
    return context.add(left[0], right[0]), left[1] or right[1]


def _product(a: Interval, b: Interval) -> Interval:
    """Return the product of two intervals: its ends lie at products of their ends."""

    def corner(left: _End, right: _End, context: Context) -> _End:
        if not left[0] or not right[0]:
            # Zero times anything is zero, also times an end that lies at infinity; a zero that belongs
            # to its interval is reached whatever the other number is.
            reached = (not left[0] and not left[1]) or (not right[0] and not right[1])
            return Decimal(0), not reached
        return context.multiply(left[0], right[0]), left[1] or right[1]

    pairs = [(left, right) for left in (a._low, a._high) for right in (b._low, b._high)]
    low = min(corner(left, right, DOWNWARD) for left, right in pairs)
    high = max((corner(left, right, UPWARD) for left, right in pairs), key=lambda end: (end[0], not end[1]))
    return _interval(low, high)


def _interval(low: _End, high: _End) -> Interval:
    return Interval(
        None if low[0].is_infinite() else low[0],
        None if high[0].is_infinite() else high[0],
        low[1],
        high[1],
    )


def last_place(value: Decimal, decimals: int) -> Decimal:
    """Return the place of the last digit printed that is not zero: 1000 for 92.000, 0.01 for 1,06.

    For zero it is the last printed place.
    """
    if not value:
        return Decimal(1).scaleb(-decimals)
    exponent = value.normalize(CONTEXT).as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def printed_interval(
    value: Decimal, decimals: int, approximation: Approximation = Approximation.EXACT
) -> Interval:
    """Return every number that `value`, printed with `decimals` places, can stand for.

    The rule for approximation words is in `Approximation`. Of a negative number `gần` is the side
    towards zero, as of a positive one.
    """
    if approximation is Approximation.EXACT:
        half = Decimal(5).scaleb(-decimals - 1)
        return Interval(DOWNWARD.subtract(value, half), UPWARD.add(value, half))
    step = last_place(value, decimals)
    below, above = DOWNWARD.subtract(value, step), UPWARD.add(value, step)
    match approximation:
        case Approximation.NEARLY if value < 0:
            return Interval(value, above, low_open=True, high_open=True)
        case Approximation.NEARLY:
            return Interval(below, value, low_open=True, high_open=True)
        case Approximation.ABOVE:
            return Interval(value, above, high_open=True)
        case Approximation.ABOUT:
            return Interval(below, above)
        case Approximation.BELOW:
            return Interval(None, value, high_open=True)
        case Approximation.AT_MOST:
            return Interval(None, value)
        case _:
            return Interval(value, None)
