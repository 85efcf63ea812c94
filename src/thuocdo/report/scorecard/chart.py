"""A small chart of yearly figures against their target, as SVG that prints and needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

WIDTH, HEIGHT = 300, 96
_LEFT, _RIGHT, _TOP, _BOTTOM = 10, 54, 16, 20
_NEAR_THE_EDGE = 40


@dataclass(frozen=True, slots=True)
class Point:
    """One year's figure.

    Attributes:
        year: Calendar year.
        value: In the unit of the chart.
        label: The figure as printed.
        is_firm: False for an estimate or a projection: drawn hollow.
    """

    year: int
    value: Decimal
    label: str
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """The promised number or band, and the year it is due."""

    year: int
    low: Decimal
    high: Decimal
    label: str


def draw_chart(
    points: Sequence[Point],
    goal: Goal | None,
    title: str,
    *,
    is_ranking: bool = False,
    projection: Point | None = None,
) -> str:
    """Return an SVG of the points joined by a line, with the target as a dashed line or band.

    Empty when there is nothing to draw. `title` is read out by screen readers. In a ranking the first
    place is at the top. A projection hangs on the last point by a dotted line.
    """
    if not points:
        return ""
    ahead = [projection] if projection is not None else []
    scale = _Scale([*points, *ahead], goal, is_ranking)
    spoken = escape(title, quote=True)
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{spoken}">',
        f"<title>{spoken}</title>",
    ]
    if goal is not None:
        parts += _draw_goal(scale, goal)
    path = " ".join(f"{scale.x(point.year)},{scale.y(point.value)}" for point in points)
    parts.append(f'<polyline class="line" points="{path}"/>')
    for point in ahead:
        x1, y1 = scale.x(points[-1].year), scale.y(points[-1].value)
        x2, y2 = scale.x(point.year), scale.y(point.value)
        parts.append(f'<line class="ahead" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
        parts += _draw_point(scale, point, is_last=True)
    for position, point in enumerate(points):
        parts += _draw_point(scale, point, is_last=position == len(points) - 1)
    parts += [_year(scale, year) for year in dict.fromkeys((scale.first, scale.last))]
    parts.append("</svg>")
    return "".join(parts)


class _Scale:
    """Maps years and values to the drawing."""

    def __init__(self, points: Sequence[Point], goal: Goal | None, is_ranking: bool) -> None:
        years = [point.year for point in points] + ([goal.year] if goal else [])
        values = [point.value for point in points] + ([goal.low, goal.high] if goal else [])
        self.first, self.last = min(years), max(years)
        low, high = min(values), max(values)
        room = (high - low) / 10 or abs(high) / 10 or Decimal(1)
        self.low, self.high = low - room, high + room
        self.is_ranking = is_ranking

    def x(self, year: int) -> str:
        span = max(self.last - self.first, 1)
        return _coordinate(_LEFT + Decimal(year - self.first) * (WIDTH - _LEFT - _RIGHT) / span)

    def y(self, value: Decimal) -> str:
        share = (value - self.low) / (self.high - self.low)
        share = 1 - share if self.is_ranking else share
        return _coordinate(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM))


def _coordinate(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1")))


def _draw_goal(scale: _Scale, goal: Goal) -> list[str]:
    low, high = scale.y(goal.low), scale.y(goal.high)
    right = WIDTH - _RIGHT + 4
    parts = []
    if goal.low != goal.high:
        top, height = min(Decimal(low), Decimal(high)), abs(Decimal(low) - Decimal(high))
        parts.append(f'<rect class="band" x="{_LEFT}" y="{top}" width="{right - _LEFT}" height="{height}"/>')
    parts += [
        f'<line class="goal" x1="{_LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
        for y in dict.fromkeys((low, high))
    ]
    parts.append(
        f'<text class="goal-label" x="{right + 3}" y="{Decimal(low) + 4}">{escape(goal.label)}</text>'
    )
    return parts


def _draw_point(scale: _Scale, point: Point, *, is_last: bool) -> list[str]:
    kind = "firm" if point.is_firm else "soft"
    x, y = scale.x(point.year), scale.y(point.value)
    tip = f"{point.year}: {point.label}"
    parts = [f'<circle class="{kind}" cx="{x}" cy="{y}" r="3.4"><title>{escape(tip)}</title></circle>']
    if is_last:
        above = Decimal(y) - 7
        anchor = "start" if Decimal(x) < _NEAR_THE_EDGE else "middle"
        top = max(above, Decimal(10))
        parts.append(
            f'<text class="value" x="{x}" y="{top}" text-anchor="{anchor}">{escape(point.label)}</text>'
        )
    return parts


def _year(scale: _Scale, year: int) -> str:
    anchor = "start" if year == scale.first else "middle"
    return f'<text class="year" x="{scale.x(year)}" y="{HEIGHT - 5}" text-anchor="{anchor}">{year}</text>'
