"""How can three to five yearly figures be carried on? Six plain methods, each one function.

A short series cannot tell a model's parameters apart, so none is estimated here: every method uses the
ends, the middle or the slopes of the figures themselves. The damped trend is the one exception with a
constant; φ = 0.8 is the usual lower bound in practice (Gardner 2006, "Exponential smoothing: the state
of the art, part II"; Hyndman & Athanasopoulos, "Forecasting: principles and practice", section 8.2).

A method takes the known points, oldest first (at least two, years rising), and a later year, and returns
the figure of that year in the unit of the points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from thuocdo.errors import Text
from thuocdo.quantities import root

DAMPING = Decimal("0.8")


class Point(NamedTuple):
    """One yearly figure."""

    year: int
    value: Decimal


def carry_forward(points: Sequence[Point], _year: int) -> Decimal:
    """Return the last figure unchanged."""
    return points[-1].value


def median_level(points: Sequence[Point], _year: int) -> Decimal:
    """Return the median of the figures: one odd year does not move it."""
    return median([point.value for point in points])


def mean_level(points: Sequence[Point], _year: int) -> Decimal:
    """Return the mean of the figures; for yearly growth rates, which have no trend of their own."""
    return sum((point.value for point in points), Decimal(0)) / len(points)


def straight_line(points: Sequence[Point], year: int) -> Decimal:
    """Return the line through the first and the last figure: the mean yearly change goes on."""
    return points[-1].value + yearly_change(points) * (year - points[-1].year)


def median_slope(points: Sequence[Point], year: int) -> Decimal:
    """Return the Theil-Sen line: median of all pairwise slopes, median intercept (Sen 1968)."""
    slope = median([(b.value - a.value) / (b.year - a.year) for a, b in combinations(points, 2)])
    start = points[0].year
    return median([point.value - slope * (point.year - start) for point in points]) + slope * (year - start)


def damped_trend(points: Sequence[Point], year: int) -> Decimal:
    """Return the mean yearly change going on, each year 0.8 of the year before."""
    reach = sum((DAMPING**step for step in range(1, year - points[-1].year + 1)), Decimal(0))
    return points[-1].value + yearly_change(points) * reach


def compound_growth(points: Sequence[Point], year: int) -> Decimal:
    """Return the mean yearly percent growth going on; every figure must be above zero."""
    factor = root(points[-1].value / points[0].value, points[-1].year - points[0].year)
    return points[-1].value * factor ** (year - points[-1].year)


def yearly_change(points: Sequence[Point]) -> Decimal:
    """Return the mean change per year between the first and the last figure."""
    return (points[-1].value - points[0].value) / (points[-1].year - points[0].year)


def median(values: Sequence[Decimal]) -> Decimal:
    """Return the median; the mean of the middle two for an even number."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


@dataclass(frozen=True, slots=True)
class Method:
    """A way to carry a series on.

    Attributes:
        id: Name of its function.
        label: Name as printed.
        run: The function.
        needs_positive: Only for figures above zero.
    """

    id: str
    label: Text
    run: Callable[[Sequence[Point], int], Decimal]
    needs_positive: bool = False


CARRY_FORWARD = Method("carry_forward", Text("giữ số cuối", "last figure kept"), carry_forward)
MEDIAN_LEVEL = Method("median_level", Text("trung vị", "median"), median_level)
MEAN_LEVEL = Method("mean_level", Text("trung bình các năm", "mean of the years"), mean_level)
STRAIGHT_LINE = Method(
    "straight_line", Text("đường thẳng qua hai đầu", "line through both ends"), straight_line
)
MEDIAN_SLOPE = Method(
    "median_slope", Text("độ dốc trung vị (Theil–Sen)", "median slope (Theil–Sen)"), median_slope
)
DAMPED_TREND = Method(
    "damped_trend", Text("xu thế giảm dần (φ = 0,8)", "damped trend (φ = 0.8)"), damped_trend
)
COMPOUND_GROWTH = Method(
    "compound_growth", Text("tăng trưởng kép", "compound growth"), compound_growth, needs_positive=True
)


class FigureKind(StrEnum):
    """What sort of number it is: decides the methods and how pace is measured.

    | member | figures | methods, simplest first | pace |
    |---|---|---|---|
    | HOLD | "duy trì" and targets equal to their start | carry, median | as the figure |
    | RANK | places | carry, median | places |
    | RATE | yearly growth rates | carry, mean, median, damped | percent a year |
    | SHARE | percent of a whole | carry, line, median slope, damped | points |
    | LEVEL | amounts and counts | carry, line, median slope, damped, compound | percent |
    """

    HOLD = "hold"
    RANK = "rank"
    RATE = "rate"
    SHARE = "share"
    LEVEL = "level"


METHODS: dict[FigureKind, tuple[Method, ...]] = {
    FigureKind.HOLD: (CARRY_FORWARD, MEDIAN_LEVEL),
    FigureKind.RANK: (CARRY_FORWARD, MEDIAN_LEVEL),
    FigureKind.RATE: (CARRY_FORWARD, MEAN_LEVEL, MEDIAN_LEVEL, DAMPED_TREND),
    FigureKind.SHARE: (CARRY_FORWARD, STRAIGHT_LINE, MEDIAN_SLOPE, DAMPED_TREND),
    FigureKind.LEVEL: (CARRY_FORWARD, STRAIGHT_LINE, MEDIAN_SLOPE, DAMPED_TREND, COMPOUND_GROWTH),
}

WITHOUT_BACK_TEST: dict[FigureKind, Method] = {
    FigureKind.HOLD: CARRY_FORWARD,
    FigureKind.RANK: CARRY_FORWARD,
    FigureKind.RATE: MEAN_LEVEL,
    FigureKind.SHARE: STRAIGHT_LINE,
    FigureKind.LEVEL: STRAIGHT_LINE,
}
"""With two points nothing can be tried out: the plainest method that answers the question is used."""


def usable_methods(kind: FigureKind, points: Sequence[Point]) -> tuple[Method, ...]:
    """Return the methods for `kind` that these points allow, simplest first."""
    all_positive = all(point.value > 0 for point in points)
    return tuple(method for method in METHODS[kind] if all_positive or not method.needs_positive)
