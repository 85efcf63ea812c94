"""Every value that a printed figure can stand for."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.claims.model import Figure, FigureKind
from thuocdo.quantities import Approximation, Interval, printed_interval

_MEASURED = frozenset(
    " ".join(
        (
            "% ‰ đồng vnđ vnd đ usd eur ha km km2 m m2 m3 kg g tấn tạ lít tuổi lần điểm",
            "kwh mwh gwh kw mw gw kv kva mva",
        )
    ).split()
)
"""Units that have fractions: a whole number of them is rounded, a whole number of communes is exact."""

_ROUND_THOUSAND = Decimal(1000)


def interval_of(figure: Figure) -> Interval | None:
    """Return the interval of `figure`, its scale word applied; None for a blank.

    A printed number stands for ± half a unit of its last place, an approximation word widens it (see
    `Approximation`). Things counted one by one are exact, unless the number ends in three zeros. A range
    runs from the low end of its first number to the high end of its second; of a ratio or a rank the
    interval is that of the first number.
    """
    if figure.value is None:
        return None
    factor = Decimal(1).scaleb(figure.scale)
    if figure.kind is FigureKind.RANGE and figure.value2 is not None:
        ends = sorted((figure.value, figure.value2))
        low, high = (printed_interval(end, figure.decimals) for end in ends)
        return low.hull(high).scaled(factor)
    if figure.kind in (FigureKind.RANK, FigureKind.RATIO):
        return Interval.point(figure.value)
    if figure.approximation is Approximation.EXACT and _is_exact_count(figure):
        if figure.value and not figure.value % _ROUND_THOUSAND:
            return printed_interval(figure.value, -3)
        return Interval.point(figure.value)
    return printed_interval(figure.value, figure.decimals, figure.approximation).scaled(factor)


def _is_exact_count(figure: Figure) -> bool:
    """Whether the figure counts whole things, digit by digit."""
    return (
        not figure.decimals
        and not figure.scale
        and bool(figure.unit)
        and figure.unit.casefold() not in _MEASURED
        and "/" not in figure.unit
        and not figure.unit.casefold().startswith(("điểm ", "phần "))
    )
