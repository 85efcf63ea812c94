"""How fast must it go, how fast has it gone, and how fast did it ever go?

| figures | pace |
|---|---|
| shares | points a year |
| ranks | places a year (below zero is upwards, towards first) |
| amounts and counts above zero | percent a year, compounded |
| amounts with a zero or a negative end | the amount a year |
| yearly growth ("bình quân hằng năm") | the rate itself: needed in each year left, and reached so far |
| sums over a term ("giai đoạn") | the amount a year: needed in each year left, and reached so far |

A zero start needs no special number: it is measured by amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from thuocdo.errors import Text
from thuocdo.evaluate.projection.aim import Aim, mean_growth
from thuocdo.evaluate.projection.methods import FigureKind, Point
from thuocdo.plan.model import Statistic
from thuocdo.quantities import ScaledUnit, root

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Pace:
    """Yearly paces, all in `unit`.

    Attributes:
        required: Needed in each year left; zero when nothing more is needed, None when no growth rate could
            bring back what was lost.
        achieved: Reached so far; None with one figure.
        best: Best single step on record, in the direction that is needed.
        multiple: Required over achieved; zero when nothing is needed, None when it cannot be made up by
            going faster (it stands still or moves away).
    """

    required: Decimal | None
    achieved: Decimal | None
    best: Decimal | None
    unit: Text

    @property
    def multiple(self) -> Decimal | None:
        """Required over achieved pace."""
        if self.required is None:
            return None
        if self.required == 0:
            return _ZERO
        if not self.achieved or (self.achieved > 0) != (self.required > 0):
            return None
        return self.required / self.achieved


def measure_pace(aim: Aim, kind: FigureKind, points: Sequence[Point], unit: ScaledUnit) -> Pace:
    """Return the paces of a series towards its aim: at least two points, all before the aim's last year."""
    if aim.statistic is Statistic.MEAN_GROWTH:
        return _pace_of_rates(aim, points)
    if aim.statistic is Statistic.TOTAL:
        return _pace_of_sum(aim, points, unit)
    return _pace_of_level(aim, kind, points, unit)


def _in_term(aim: Aim, points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.year in aim.years]


def _pace_of_rates(aim: Aim, points: Sequence[Point]) -> Pace:
    inside = _in_term(aim, points)
    left = len(aim.years) - len(inside)
    best = max(point.value for point in points) if aim.sign > 0 else min(point.value for point in points)
    achieved = mean_growth([point.value for point in inside or points])
    unit = Text("%/năm", "% a year")
    wanted = (1 + aim.bound / _HUNDRED) ** len(aim.years)
    had = _grown([point.value for point in inside])
    if wanted <= 0 or had <= 0:
        return Pace(None, achieved, best, unit)
    return Pace((root(wanted / had, left) - 1) * _HUNDRED, achieved, best, unit)


def _grown(rates: Sequence[Decimal]) -> Decimal:
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / _HUNDRED
    return product


def _pace_of_sum(aim: Aim, points: Sequence[Point], unit: ScaledUnit) -> Pace:
    inside = _in_term(aim, points)
    left = len(aim.years) - len(inside)
    used = inside or list(points)
    achieved = sum((point.value for point in used), _ZERO) / len(used)
    best = max(point.value for point in points) if aim.sign > 0 else min(point.value for point in points)
    label = _per_year(unit)
    missing = aim.bound - sum((point.value for point in inside), _ZERO)
    return Pace(max(missing, _ZERO) / left if aim.sign > 0 else missing / left, achieved, best, label)


def _pace_of_level(aim: Aim, kind: FigureKind, points: Sequence[Point], unit: ScaledUnit) -> Pace:
    """Pace of a number that must stand somewhere at the end of the term."""
    last = points[-1]
    needed = aim.bound if aim.base is None else aim.bound + aim.base
    in_percent = kind is FigureKind.LEVEL and needed > 0 and all(point.value > 0 for point in points)
    steps = [_step(a, b, in_percent) for a, b in pairwise(points)]
    best = max(steps) if aim.sign > 0 else min(steps)
    achieved = _step(points[0], last, in_percent)
    label = _level_unit(kind, unit, in_percent)
    is_there = (last.value - needed) * aim.sign >= 0
    required = _ZERO if is_there else _step(last, Point(aim.last_year, needed), in_percent)
    return Pace(required, achieved, best, label)


def _step(start: Point, end: Point, in_percent: bool) -> Decimal:
    years = end.year - start.year
    if in_percent:
        return (root(end.value / start.value, years) - 1) * _HUNDRED
    return (end.value - start.value) / years


def _level_unit(kind: FigureKind, unit: ScaledUnit, in_percent: bool) -> Text:
    if in_percent:
        return Text("%/năm", "% a year")
    if unit.unit.id.startswith("percent"):
        return Text("điểm %/năm", "points a year")
    if kind is FigureKind.RANK or unit.unit.id == "rank":
        return Text("bậc/năm", "places a year")
    return _per_year(unit)


def _per_year(unit: ScaledUnit) -> Text:
    return Text(f"{unit.label('vi')}/năm", f"{unit.label('en')} a year")
