"""Can printed figures stand together? Arithmetic on everything that their print can mean.

All functions take and return intervals of `quantities`; a relation is broken only where no number of one
side is a number of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil, floor

from thuocdo.claims.intervals import interval_of
from thuocdo.claims.model import Figure
from thuocdo.quantities import CONTEXT, Approximation, Interval, divide, quantise, root

HUNDRED = Interval.point(Decimal(100))
ONE = Interval.point(Decimal(1))
COUNT_LIMIT = 100_000
"""Whole-number tests stop here: beyond it every percentage can be reached."""
_ROUNDED_FROM = Decimal(10_000)


def spread(figure: Figure) -> Interval:
    """Return every amount the figure can stand for.

    Raises:
        ValueError: The figure is a blank.
    """
    interval = interval_of(figure)
    if interval is None:
        raise ValueError(f"a blank has no value: {figure.text}")
    return interval


def exact_spread(figure: Figure) -> Interval:
    """Return the amount of a count as a point, else its spread.

    `139 lượt` is 139 and nothing else: people and projects do not come in halves. From ten thousand on a
    count that ends in three zeros may be rounded.
    """
    if is_whole_count(figure) and (amount(figure) < _ROUNDED_FROM or amount(figure) % 1000):
        return Interval.point(amount(figure))
    return spread(figure)


def target_spread(target: Figure) -> Interval:
    """Return a target as a point where it is a count or a round number: nobody rounds what he sets."""
    if target.approximation is not Approximation.EXACT or target.value is None or target.value2 is not None:
        return spread(target)
    is_round = not target.decimals and len(target.value.normalize().as_tuple().digits) < 3
    return Interval.point(amount(target)) if is_round or is_whole_count(target) else spread(target)


def is_whole_count(figure: Figure) -> bool:
    """Whether the figure is a plain whole number of things."""
    return (
        figure.value is not None
        and figure.value2 is None
        and not figure.decimals
        and not figure.scale
        and figure.approximation is Approximation.EXACT
        and not is_percent(figure)
        and figure.unit.casefold() not in _MEASURES
    )


_MEASURES = frozenset(
    {"đồng", "vnđ", "vnd", "đ", "usd", "ha", "km", "m", "m2", "m3", "km2", "tấn", "tạ", "kg", "kwh", "mw"}
    | {"lít", "giờ", "ngày", "tháng", "năm", "tuổi", "lần", "độ", "triệu", "tỷ"}
)
"""Units that are measured, not counted: their print is rounded."""


def is_percent(figure: Figure) -> bool:
    """Whether the figure is printed in percent (also `%/năm`), not in points."""
    return figure.unit.lstrip().startswith("%")


def is_points(figure: Figure) -> bool:
    """Whether the figure is printed in percentage points."""
    unit = figure.unit.casefold()
    return unit.startswith(("điểm %", "điểm phần trăm")) or unit in ("pp", "đpt", "đ%")


def is_per_year(figure: Figure) -> bool:
    """Whether the figure is a rate per year."""
    return "năm" in figure.unit.casefold().partition("/")[2]


def amount(figure: Figure) -> Decimal:
    """Return the amount of a figure that is no blank."""
    if figure.amount is None:
        raise ValueError(f"a blank has no value: {figure.text}")
    return figure.amount


def percent_of(part: Interval, whole: Interval) -> Interval:
    """Return part / whole × 100."""
    return part / whole * HUNDRED


def total(parts: Iterable[Interval]) -> Interval:
    """Return the sum."""
    result = Interval.point(Decimal(0))
    for part in parts:
        result = result + part
    return result


def growth(new: Interval, old: Interval) -> Interval:
    """Return (new / old − 1) × 100."""
    return (new / old - ONE) * HUNDRED


def power_root(ratio: Interval, years: int) -> Interval:
    """Return the `years`-th root of an interval of positive numbers."""
    return Interval(
        None if ratio.low is None else root(max(ratio.low, Decimal(0)), years),
        None if ratio.high is None else root(ratio.high, years),
        ratio.low_open,
        ratio.high_open,
    )


def yearly_growth(new: Interval, old: Interval, years: int) -> Interval:
    """Return the geometric mean growth in percent per year."""
    return (power_root(new / old, years) - ONE) * HUNDRED


def compound(rates: Sequence[Interval]) -> Interval:
    """Return the product of (1 + rate / 100)."""
    product = ONE
    for rate in rates:
        product = product * (ONE + rate / HUNDRED)
    return product


def geometric_mean(rates: Sequence[Interval]) -> Interval:
    """Return the one yearly rate in percent that gives the same product as `rates`."""
    return (power_root(compound(rates), len(rates)) - ONE) * HUNDRED


def arithmetic_mean(rates: Sequence[Interval]) -> Interval:
    """Return the plain mean."""
    return total(rates) / Interval.point(Decimal(len(rates)))


def admissible_totals(count: int, share: Interval) -> range:
    """Return every whole total of which `count` is a percentage inside `share`.

    Empty where no total fits: then count and percentage cannot both be right. Totals stop at
    `COUNT_LIMIT`.
    """
    if share.high is None or share.low is None or share.high <= 0 or count <= 0:
        return range(0)
    scaled = Decimal(100 * count)
    first = max(count, ceil(divide(scaled, share.high)))
    last = COUNT_LIMIT if share.low <= 0 else min(COUNT_LIMIT, floor(divide(scaled, share.low)))
    return range(first, last + 1)


def is_reachable(share: Interval, whole: int) -> bool:
    """Whether some whole number of `whole` things is a percentage inside `share` (the GRIM test)."""
    if share.low is None or share.high is None:
        return True
    low = ceil(divide(share.low * whole, Decimal(100)))
    return low * Decimal(100) <= share.high * whole


def middle(interval: Interval) -> Decimal:
    """Return the middle of a bounded interval, the finite end of a half-bounded one."""
    if interval.low is None or interval.high is None:
        return interval.low if interval.low is not None else interval.high or Decimal(0)
    return CONTEXT.divide(CONTEXT.add(interval.low, interval.high), Decimal(2))


def significant(value: Decimal, digits: int = 4) -> Decimal:
    """Return `value` rounded to so many leading digits, never coarser than a whole number."""
    if not value:
        return Decimal(0)
    return quantise(value, max(0, digits - 1 - value.adjusted()))
