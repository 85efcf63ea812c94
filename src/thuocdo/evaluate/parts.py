"""Which shorter periods make up a longer one?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from thuocdo.periods import (
    AdminPeriod,
    Period,
    admin_half,
    admin_month,
    admin_quarter,
    admin_year,
    half,
    month,
    quarter,
    year,
)


def is_same_kind(one: Period, other: Period) -> bool:
    """Whether both are calendar periods, or both run from the 15th to the 14th."""
    return type(one) is type(other)


@cache
def split_years(period: Period) -> tuple[Period, ...]:
    """Return the years of a period of two or more whole years, in order; else ()."""
    one_year = admin_year if isinstance(period, AdminPeriod) else year
    years = tuple(one_year(number) for number in period.years())
    return years if len(years) > 1 and _tiles(years, period) else ()


@cache
def find_tilings(period: Period) -> tuple[tuple[Period, ...], ...]:
    """Return the ways to lay halves, quarters or months end to end over a period of at most a year.

    The coarsest comes first; a period longer than a year has none (see `split_years`).
    """
    tilings = []
    for make, most in _makers(period):
        pieces = [make(number, place) for number in period.years() for place in range(1, most + 1)]
        inside = tuple(piece for piece in pieces if period.contains(piece))
        if 1 < len(inside) <= most and _tiles(inside, period):
            tilings.append(inside)
    return tuple(tilings)


def _makers(period: Period) -> tuple[tuple[Callable[[int, int], Period], int], ...]:
    if isinstance(period, AdminPeriod):
        return ((admin_half, 2), (admin_quarter, 4), (admin_month, 12))
    return ((half, 2), (quarter, 4), (month, 12))


def _tiles(pieces: Iterable[Period], period: Period) -> bool:
    return sum(piece.days for piece in pieces) == period.days
