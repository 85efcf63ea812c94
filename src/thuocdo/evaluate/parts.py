"""Which shorter periods make up a longer one?"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thuocdo.periods import (
    AdminPeriod,
    Period,
    admin_first_months,
    admin_half,
    admin_month,
    admin_quarter,
    admin_year,
    first_months,
    half,
    month,
    quarter,
    year,
)


def is_same_kind(one: Period, other: Period) -> bool:
    """Whether both are calendar periods, or both run from the 15th to the 14th."""
    return isinstance(one, AdminPeriod) == isinstance(other, AdminPeriod)


def split_years(period: Period) -> tuple[Period, ...]:
    """Return the years of a period of two or more whole years, in order; else ()."""
    one_year = admin_year if isinstance(period, AdminPeriod) else year
    years = tuple(one_year(number) for number in period.years())
    return years if len(years) > 1 and _tiles(years, period) else ()


def find_tilings(period: Period) -> list[tuple[Period, ...]]:
    """Return the ways to lay halves, quarters or months end to end over a period of at most a year.

    The coarsest comes first; a period longer than a year has none (see `split_years`).
    """
    tilings = []
    for make, most in _makers(period)[:3]:
        pieces = [make(number, place) for number in period.years() for place in range(1, most + 1)]
        inside = tuple(piece for piece in pieces if period.contains(piece))
        if 1 < len(inside) <= most and _tiles(inside, period):
            tilings.append(inside)
    return tilings


def previous_year(period: Period) -> Period | None:
    """Return the same stretch one year earlier (2024 for 2025, 2024-Q2 for 2025-Q2).

    None for a period longer than a year ("the year before" a term is not one period), and for a
    stretch that is no year, half, quarter, month or run of first months.
    """
    if len(period.years()) != 1:
        return None
    number = period.years()[0]
    admin = isinstance(period, AdminPeriod)
    if period == (admin_year if admin else year)(number):
        return (admin_year if admin else year)(number - 1)
    for make, most in _makers(period):
        for place in range(1, most + 1):
            if make(number, place) == period:
                return make(number - 1, place)
    return None


def _makers(period: Period) -> tuple[tuple[Callable[[int, int], Period], int], ...]:
    if isinstance(period, AdminPeriod):
        return ((admin_half, 2), (admin_quarter, 4), (admin_month, 12), (admin_first_months, 12))
    return ((half, 2), (quarter, 4), (month, 12), (first_months, 12))


def _tiles(pieces: Iterable[Period], period: Period) -> bool:
    days = sum((piece.end - piece.start).days + 1 for piece in pieces)
    return days == (period.end - period.start).days + 1
