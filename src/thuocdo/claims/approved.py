"""Does a figure of the text agree with the approved facts of a plan pack, as of a date?

One comparison serves all rules of the family SL; each rule reports its own outcome.

| outcome | when |
|---|---|
| AGREES | what the print can stand for meets what the fact's print can stand for |
| OUT_OF_SCALE | a power of thousand away from every figure of the series |
| OUTDATED | not the current release, but an earlier one |
| DISPUTED | not the current release, but a value that the facts hold as disputed |
| DIFFERS | none of these: another value than the approved one |
| NEWER | the facts end before the figure's period |
| MISSING | the facts have the indicator, but not for this period |
| UNKNOWN | bound to no indicator, or nothing in the facts can be held against it |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from thuocdo.claims.context.words import folded
from thuocdo.claims.model import Figure, FigureKind, Reading, Role
from thuocdo.claims.passages import is_aim
from thuocdo.claims.rule import RuleContext
from thuocdo.quantities import Interval, ScaledUnit, UnitRegistry, divide

if TYPE_CHECKING:
    from thuocdo.facts.model import Observation
    from thuocdo.facts.store import FactStore
    from thuocdo.periods import Period
    from thuocdo.plan.model import Indicator, Pack

TOTAL = "_T"
_STATEMENT = re.compile(r"[;.(]")
_BRANCH = re.compile(r"\b(?:toàn |của |từng |nội bộ )?ngành\b")
_HUNDRED = Decimal(100)
_LEVEL_ROLES = frozenset({Role.LEVEL, Role.FROM, Role.TO, Role.TOTAL, Role.PART, Role.OTHER})
_NO_LEVEL = frozenset(
    {FigureKind.BLANK, FigureKind.DELTA_ABS, FigureKind.DELTA_PCT, FigureKind.FOLD, FigureKind.RANGE}
)
_CODES = {
    "fdi": "FDI",
    "ddi": "DDI",
    "nhà nước": "STATE",
    "ngoài nhà nước": "NON_STATE",
    "nông thôn": "R",
    "thành thị": "U",
    "dtts": "DTTSMN",
    "đbkk": "DBKK",
    "cấp tỉnh": "PROVINCE",
    "cấp huyện": "DISTRICT",
    "cấp xã": "COMMUNE",
    "nhà trẻ": "NURSERY",
    "mẫu giáo": "KINDERGARTEN",
    "tiểu học": "PRIMARY",
    "thcs": "LOWER_SECONDARY",
    "thpt": "UPPER_SECONDARY",
}
"""SDMX codes of the parts of a whole that the text names."""


class Outcome(StrEnum):
    """What a comparison with the approved facts says."""

    AGREES = "agrees"
    OUT_OF_SCALE = "out_of_scale"
    OUTDATED = "outdated"
    DISPUTED = "disputed"
    DIFFERS = "differs"
    NEWER = "newer"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure held against the facts.

    Attributes:
        figure: The figure.
        outcome: See `Outcome`.
        fact: Current fact it was held against (the nearest of the series for OUT_OF_SCALE), or None.
        older: Earlier or disputed release that it equals, or None.
        power: Power of ten that brings an OUT_OF_SCALE figure back to its series, negative for too large.
    """

    figure: Figure
    outcome: Outcome
    fact: Observation | None = None
    older: Observation | None = None
    power: int = 0
    is_near: bool = True
    """The figure is within half and twice the fact."""


def compare_with_facts(reading: Reading, context: RuleContext) -> tuple[Comparison, ...]:
    """Return a comparison for every figure that is bound to an indicator of the pack."""
    if context.pack is None or context.facts is None or context.as_of is None:
        return ()
    key = ("approved", id(reading))
    if key not in context._made:
        desk = _Desk(context.pack, context.facts, context.as_of)
        context._made[key] = tuple(desk.compare(figure) for figure in reading.figures if figure.indicator)
    made: tuple[Comparison, ...] = context._made[key]
    return made


class _Desk:
    """The pack, the facts and the date that figures are held against."""

    def __init__(self, pack: Pack, facts: FactStore, as_of: datetime) -> None:
        self.pack = pack
        self.facts = facts
        self.as_of = as_of
        self._series: dict[tuple[str, str, str], list[Observation]] = {}
        self._breakdowns: dict[tuple[str, str], set[str]] = {}
        for series in facts.keys():  # noqa: SIM118 - a store is no mapping
            self._breakdowns.setdefault((series.indicator, series.area), set()).add(series.breakdown)

    def compare(self, figure: Figure) -> Comparison:
        indicator = self.pack.indicators.get(figure.indicator)
        if indicator is None or not is_comparable(figure):
            return Comparison(figure, Outcome.UNKNOWN)
        unit = unit_of(figure, indicator, self.pack.units)
        area = find_area(figure, self.pack)
        breakdown = self._breakdown(figure, indicator, area)
        if unit is None or not area or not breakdown or names_other_whole(figure, indicator):
            return Comparison(figure, Outcome.UNKNOWN)
        series = [row for row in self._rows(indicator.id, area, breakdown) if row.value is not None]
        slip = _scale_slip(figure, unit, series)
        if slip is not None:
            return slip
        return self._compare_with_period(figure, unit, series)

    def _compare_with_period(
        self, figure: Figure, unit: ScaledUnit, series: Sequence[Observation]
    ) -> Comparison:
        periods = read_periods(figure.period)
        current = [row for row in series if row.period.sdmx in {period.sdmx for period in periods}]
        if not periods:
            # Without a period only agreement can be told, not a difference.
            same = next((row for row in series if _meets(figure, unit, row)), None)
            return Comparison(figure, Outcome.AGREES if same else Outcome.UNKNOWN, same)
        if not current:
            return self._without_fact(figure, unit, series, periods)
        wrong = next((row for row in current if not _meets(figure, unit, row)), None)
        if wrong is None:
            disputed = self._equal_release(figure, unit, current[0], is_disputed=True)
            return Comparison(figure, Outcome.AGREES, current[0], disputed)
        if len(periods) > 1:
            return Comparison(figure, Outcome.UNKNOWN, wrong)
        for is_disputed, outcome in ((False, Outcome.OUTDATED), (True, Outcome.DISPUTED)):
            older = self._equal_release(figure, unit, wrong, is_disputed=is_disputed)
            if older is not None:
                return Comparison(figure, outcome, wrong, older)
        return Comparison(figure, Outcome.DIFFERS, wrong, is_near=_is_near(figure, unit, wrong))

    def _without_fact(
        self, figure: Figure, unit: ScaledUnit, series: Sequence[Observation], periods: Sequence[Period]
    ) -> Comparison:
        """Tell a figure of a day or a part of the year from one that the facts do not reach."""
        inside = [row for row in series if any(_is_stock_of(row.period, period) for period in periods)]
        same = next((row for row in inside if _meets(figure, unit, row)), None)
        if same is not None:
            return Comparison(figure, Outcome.AGREES, same)
        if not series or inside:
            # Only parts of the whole are known, or a part of the period: nothing to hold it against.
            return Comparison(figure, Outcome.UNKNOWN)
        last = max(row.period.end for row in series)
        is_newer = all(period.end > last for period in periods)
        return Comparison(figure, Outcome.NEWER if is_newer else Outcome.MISSING)

    def _rows(self, indicator: str, area: str, breakdown: str) -> list[Observation]:
        key = (indicator, area, breakdown)
        if key not in self._series:
            self._series[key] = self.facts.current(
                self.as_of, indicators=[indicator], areas=[area], breakdowns=[breakdown]
            )
        return self._series[key]

    def _equal_release(
        self, figure: Figure, unit: ScaledUnit, current: Observation, *, is_disputed: bool
    ) -> Observation | None:
        """Return a release of the same figure, known by now and not current, that the text repeats."""
        for row in reversed(self.facts.history(current.key)):
            is_other = row.value is not None and row.canonical != current.canonical
            if is_other and row.disputed is is_disputed and row.known_from <= self.as_of:
                spread = _interval(figure, unit)
                if spread is not None and _is_same_print(figure, unit, row):
                    return row
        return None

    def _breakdown(self, figure: Figure, indicator: Indicator, area: str) -> str:
        """Return the SDMX breakdown of the part that the text names; empty where it cannot be told."""
        known = self._breakdowns.get((indicator.id, area), set())
        if not figure.subset:
            return TOTAL
        names = folded(" ".join((indicator.name.vi, *indicator.aliases)))
        for part in figure.subset.split(";"):
            word = part.strip().casefold()
            code = _CODES.get(word, "")
            for breakdown in sorted(known):
                if code and breakdown.partition("=")[2] == code:
                    return breakdown
            if folded(word) not in names:
                return ""
        return TOTAL


def is_comparable(figure: Figure) -> bool:
    """Whether a figure states a level that facts may hold: no change, target, gap or blank."""
    return (
        figure.value is not None
        and figure.role in _LEVEL_ROLES
        and figure.kind not in _NO_LEVEL
        and not is_aim(figure)
        and not figure.is_ambiguous
    )


def names_other_whole(figure: Figure, indicator: Indicator) -> bool:
    """Whether the words before a figure name a branch that its indicator is not of: `GRDP toàn ngành`."""
    before = figure.block.text[max(0, figure.start - 60) : figure.start].casefold()
    found = _BRANCH.search(_STATEMENT.split(before)[-1])
    names = " ".join((indicator.name.vi, *indicator.aliases)).casefold()
    return found is not None and not _BRANCH.search(names)


def unit_of(figure: Figure, indicator: Indicator, units: UnitRegistry) -> ScaledUnit | None:
    """Return the unit of a figure if it measures what the indicator measures, else None.

    A count noun that the registry does not know (`đồng chí`) is the indicator's own unit where that
    is a count too.
    """
    own = indicator.unit
    words = " ".join(figure.unit.split())
    if figure.kind is FigureKind.RANK:
        return own if not own.unit.is_additive or own.unit.is_difference else None
    unit = units.find(words) if words else None
    if unit is None:
        is_count = own.unit.factor == 1 and not own.multiplier and "%" not in words and "/" not in words
        return ScaledUnit(own.unit) if is_count and words else None
    return unit if unit.is_compatible(own) else None


def find_area(figure: Figure, pack: Pack) -> str:
    """Return the area id that a figure is of; empty where its words name none of the pack."""
    if not figure.area:
        return pack.area
    wanted = folded(figure.area)
    for area in pack.areas:
        if wanted in (folded(area.id), folded(area.name.vi), folded(f"{area.kind} {area.name.vi}")):
            return area.id
    return ""


def read_periods(text: str) -> tuple[Period, ...]:
    """Return the periods of a figure; none where it has none or an open one."""
    from thuocdo.periods import UnreadablePeriod, parse_period

    try:
        return tuple(parse_period(part) for part in text.split(",") if part.strip())
    except UnreadablePeriod:
        return ()


def say_fact(row: Observation) -> str:
    """Write a fact: `239.163 tỷ đồng`."""
    from thuocdo.quantities import Quantity, write_quantity

    if row.value is None:
        return "…"
    return write_quantity(Quantity(row.value, row.unit, row.decimals, row.approximation))


def _interval(figure: Figure, unit: ScaledUnit) -> Interval | None:
    spread = figure.interval
    return None if spread is None else spread.scaled(unit.factor)


def _fact_interval(row: Observation) -> Interval:
    from thuocdo.quantities import Quantity

    value = row.value if row.value is not None else Decimal(0)
    return Quantity(value, row.unit, row.decimals, row.approximation).canonical_interval


def _meets(figure: Figure, unit: ScaledUnit, row: Observation) -> bool:
    spread = _interval(figure, unit)
    return spread is not None and spread.intersects(_fact_interval(row))


def _is_same_print(figure: Figure, unit: ScaledUnit, row: Observation) -> bool:
    """Whether the text prints the very number of a release."""
    amount = figure.amount
    return amount is not None and amount * unit.factor == row.canonical


def _is_near(figure: Figure, unit: ScaledUnit, row: Observation) -> bool:
    """Whether figure and fact are of one size: within half and twice each other."""
    if not figure.amount or not row.canonical:
        return False
    ratio = abs(divide(figure.amount * unit.factor, row.canonical))
    return Decimal("0.5") <= ratio <= 2


def _is_stock_of(row: Period, period: Period) -> bool:
    """Whether a fact of a day or a shorter time inside `period` may be what the text gives for it."""
    return row != period and period.start <= row.end <= period.end


def _scale_slip(figure: Figure, unit: ScaledUnit, series: Sequence[Observation]) -> Comparison | None:
    """Return the comparison if the figure is a power of thousand away from every figure of the series."""
    if figure.amount is None or not figure.amount or not series or not _can_slip(figure):
        return None
    amount = abs(figure.amount * unit.factor)
    values = [(abs(row.canonical), row) for row in series if row.canonical]
    if not values or not all(amount >= _HUNDRED * value or amount * _HUNDRED <= value for value, _ in values):
        return None
    for power in _powers(amount, [value for value, _ in values]):
        corrected = amount.scaleb(power)
        near = [(max(corrected / value, value / corrected), row) for value, row in values]
        ratio, row = min(near, key=lambda pair: pair[0])
        if ratio <= 5:
            return Comparison(figure, Outcome.OUT_OF_SCALE, row, power=power)
    return None


def _powers(amount: Decimal, values: Sequence[Decimal]) -> Iterator[int]:
    is_too_large = all(amount >= value for value in values)
    is_too_small = all(amount <= value for value in values)
    for power in (3, 6, 9):
        if is_too_large:
            yield -power
        if is_too_small:
            yield power


def _can_slip(figure: Figure) -> bool:
    return figure.kind in (FigureKind.LEVEL, FigureKind.COUNT, FigureKind.RATE) and "%" not in figure.unit
