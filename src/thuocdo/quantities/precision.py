"""To how many digits do we compute? Decimal throughout, wide enough that rounding never shows.

34 digits are those of IEEE 754 decimal128: a nation's budget in đồng takes 16 of them.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN)
"""For every product, quotient and sum of figures."""

DOWNWARD = Context(prec=34, rounding=ROUND_FLOOR)
"""For the lower end of an interval: the interval may grow by a hair, never lose a point."""

UPWARD = Context(prec=34, rounding=ROUND_CEILING)
"""For the upper end of an interval."""

_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


def divide(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Return the quotient to 34 digits.

    Raises:
        ZeroDivisionError: The divisor is zero (also for 0 / 0).
    """
    if not divisor:
        raise ZeroDivisionError("division by a figure that is zero")
    return CONTEXT.divide(dividend, divisor)


def quantise(value: Decimal, decimals: int) -> Decimal:
    """Return `value` rounded to `decimals` places, halves away from zero (làm tròn số học).

    Negative `decimals` round to tens, hundreds …
    """
    exponent = Decimal(1).scaleb(-decimals)
    return value.quantize(
        exponent, rounding=ROUND_HALF_UP, context=Context(prec=max(60, value.adjusted() + 60))
    )


def root(value: Decimal, n: int) -> Decimal:
    """Return the n-th root to 34 digits, exact where the root is exact: `root(8, 3) == 2`.

    Raises:
        ValueError: `value` is negative or `n` is not a positive whole number.
    """
    if n < 1:
        raise ValueError(f"no {n}-th root: n must be 1 or more")
    if value < 0:
        raise ValueError(f"no root of the negative number {value}")
    if not value or n == 1:
        return value
    # 60 digits first: the error of 1/n lies far behind the 34th digit and rounding takes it away.
    return CONTEXT.plus(_WIDE.power(value, _WIDE.divide(Decimal(1), Decimal(n))))
