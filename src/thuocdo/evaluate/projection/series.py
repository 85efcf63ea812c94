"""Which yearly figures may a projection rest on?

Whole calendar years only, known by the as-of day, of one definition, not from a plan's own scenario (a
plan cannot be its own evidence), and from before the target's last year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from thuocdo.errors import Text
from thuocdo.evaluate.model import Evidence
from thuocdo.evaluate.projection.methods import Point
from thuocdo.facts.model import Stage
from thuocdo.periods import Period
from thuocdo.plan.model import TOTAL, Component, Indicator, Pack

LOOK_BACK = 10
"""Years before the as-of day that are looked at: two terms."""


class Figures(Protocol):
    """What a projection and a coherence check ask of the resolver."""

    @property
    def pack(self) -> Pack:
        """The pack the figures belong to."""
        ...

    @property
    def as_of(self) -> datetime:
        """The instant as of which they are known."""
        ...

    def figure(self, indicator: str, area: str, period: Period, breakdown: str = TOTAL) -> Evidence:
        """Return the figure of exactly that period, or evidence without a value and the reason."""
        ...

    def yearly(
        self, indicator: str, area: str, years: Iterable[int], breakdown: str = TOTAL
    ) -> dict[int, Evidence]:
        """Return the figure of each year."""
        ...


@dataclass(frozen=True, slots=True)
class Series:
    """The yearly figures of one indicator that count.

    Attributes:
        points: Oldest first.
        evidence: The same figures with their sources, by year.
        notes: What was left out and why.
    """

    points: tuple[Point, ...]
    evidence: Mapping[int, Evidence]
    notes: tuple[Text, ...] = ()


def collect_series(figures: Figures, component: Component, as_of: date) -> Series:
    """Return the yearly figures behind `component` as known on `as_of`."""
    indicator = figures.pack.indicators[component.indicator]
    years = range(as_of.year - LOOK_BACK, as_of.year + 1)
    found = figures.yearly(component.indicator, component.area, years, component.breakdown)
    notes: list[Text] = []
    kept: dict[int, Evidence] = {}
    for year in sorted(found):
        evidence = found[year]
        if evidence.value is None or evidence.stage is Stage.SCENARIO:
            continue
        if evidence.is_partial:
            notes.append(
                Text(
                    f"số {year} mới đến {evidence.period.label.vi}: không dùng để dự báo",
                    f"the {year} figure only reaches {evidence.period.label.en}: not used",
                )
            )
            continue
        kept[year] = evidence
    same, dropped = _of_one_definition(indicator, kept)
    if dropped:
        listed = ", ".join(str(year) for year in dropped)
        notes.append(
            Text(
                f"bỏ số các năm {listed}: theo định nghĩa khác",
                f"figures of {listed} left out: they follow another definition",
            )
        )
    points = tuple(Point(year, value) for year, one in same.items() if (value := one.value) is not None)
    return Series(points, same, tuple(notes))


def _of_one_definition(
    indicator: Indicator, found: Mapping[int, Evidence]
) -> tuple[dict[int, Evidence], list[int]]:
    """Keep the years that follow the definition of the latest one."""
    versions = {year: _definition_of(indicator, evidence, year) for year, evidence in found.items()}
    if not versions:
        return {}, []
    latest = versions[max(versions)]
    same = {year: evidence for year, evidence in found.items() if versions[year] == latest}
    return same, [year for year in found if year not in same]


def _definition_of(indicator: Indicator, evidence: Evidence, year: int) -> str:
    named = sorted({one.definition for one in evidence.inputs if one.definition})
    if named:
        return "+".join(named)
    definition = indicator.definition_on(date(year, 12, 31))
    return definition.version if definition else ""
