"""How is arithmetic in whole numbers written, the same for every engine?"""

from __future__ import annotations

GUARD = 6
"""Places beyond the printed one that yearly figures keep while they are added or averaged."""

PRODUCT_PLACES = 15
"""Decimals of a product of yearly growth factors."""


def widen(number: str | int) -> str:
    """Write a number as one of 128 bits."""
    return f"CAST({number} AS HUGEINT)"


def half_up(dividend: str, divisor: str) -> str:
    """Write a quotient rounded to a whole number, halves away from zero; the divisor is above zero."""
    above, below = f"({dividend})", f"({divisor})"
    return f"(CASE WHEN {above} < 0 THEN -1 ELSE 1 END * ((2 * ABS({above}) + {below}) // (2 * {below})))"
