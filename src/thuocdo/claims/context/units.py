"""What kind of quantity does a unit measure? The part of a figure's key that units decide."""

from __future__ import annotations

from functools import lru_cache

from thuocdo.claims.context.words import folded
from thuocdo.quantities import UNITS

_MEASURES = ("VND", "USD", "metre", "year", "gram", "joule", "watt", "second", "byte", "rank", "age_year")


@lru_cache(maxsize=2048)
def dimension_of(unit: str) -> str:
    """Return `%`, `count` for things counted one by one, or the dimension of a measure (`VND·person^-1`).

    A year in the denominator is left out: a figure's period carries it.
    """
    if not unit:
        return ""
    if unit.startswith("%") or folded(unit) in ("pp", "điểm %", "điểm phần trăm"):
        return "%"
    known = UNITS.find(unit)
    if known is None:
        return "count" if "/" not in unit else folded(unit)
    dimension = known.unit.comparable_dimension
    if not dimension:
        return ""
    parts = [name if power == 1 else f"{name}^{power}" for name, power in dimension]
    if len(parts) == 1 and dimension[0][1] == 1 and dimension[0][0] not in _MEASURES:
        return "count"
    return "·".join(parts)
