"""A small nation of made figures, and its scorecard worked out the long way round.

The long way shares nothing with the query: rows from the store in memory, sums in `Fraction`, one promise
at a time; only the wording's test is the judge's own (`evaluate.compare`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from thuocdo.errors import Text
from thuocdo.evaluate.columnar import BulkScorecard, Frequency, Way
from thuocdo.evaluate.columnar.promises import Promise, Reduction, find_way
from thuocdo.evaluate.compare import compare
from thuocdo.evaluate.model import Verdict
from thuocdo.facts.lake import ParquetFacts
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.periods import Period, month, parse_period, quarter, year
from thuocdo.plan.model import (
    Aggregation,
    Comparator,
    Component,
    Direction,
    Indicator,
    Missing,
    OverAreas,
    OverTime,
    Statistic,
)
from thuocdo.quantities import UNITS, root

YEARS = range(2021, 2026)
AS_OF = datetime(2026, 6, 30)
START = datetime(2021, 2, 1)


def make_indicator(
    id_: str,
    unit: str,
    decimals: int,
    areas: OverAreas,
    time: OverTime,
    missing: Missing = Missing.AVAILABLE,
    direction: Direction = Direction.ASCENDING,
    **rule: str,
) -> Indicator:
    return Indicator(
        id_,
        Text(id_, id_),
        UNITS.parse(unit),
        decimals,
        direction,
        Aggregation(areas, time, missing=missing, **rule),  # type: ignore[arg-type]
    )


def make_indicators() -> dict[str, Indicator]:
    sums, last, mean = OverTime.SUM, OverTime.LAST, OverTime.MEAN
    add, weigh, share, alone = OverAreas.SUM, OverAreas.WEIGHTED, OverAreas.RATIO, OverAreas.NONE
    falling, zero, full = Direction.DESCENDING, Missing.AS_ZERO, Missing.REQUIRE_ALL
    made = [
        make_indicator("investment", "tỷ đồng", 1, add, sums),
        make_indicator("investment.full", "tỷ đồng", 0, add, sums, full),
        make_indicator("loss", "tỷ đồng", 1, add, sums, zero, falling),
        make_indicator("stay", "người", 0, add, mean),
        make_indicator("population", "nghìn người", 2, add, last),
        make_indicator("population.full", "người", 0, add, last, full),
        make_indicator("poverty.rate", "%", 2, weigh, last, direction=falling, weight="population"),
        make_indicator("coverage.rate", "%", 1, weigh, mean, weight="population"),
        make_indicator("per_head", "triệu đồng/người", 2, share, last,
                       numerator="investment", denominator="population"),
        make_indicator("loss.share", "%", 1, share, OverTime.NONE, direction=falling,
                       numerator="loss", denominator="investment"),
        make_indicator("stay.share", "%", 2, share, last, numerator="stay", denominator="population"),
        make_indicator("growth", "%", 1, alone, OverTime.GEOMETRIC_MEAN),
        make_indicator("score", "điểm", 2, alone, last, direction=Direction.NEUTRAL),
    ]  # fmt: skip
    return {indicator.id: indicator for indicator in made}


SPELLINGS = {
    "investment": ("tỷ đồng", "triệu đồng"),
    "investment.full": ("tỷ đồng",),
    "loss": ("tỷ đồng",),
    "stay": ("người",),
    "population": ("người", "nghìn người"),
    "population.full": ("người",),
    "poverty.rate": ("%",),
    "coverage.rate": ("%",),
    "growth": ("%",),
    "score": ("điểm",),
}


@dataclass(frozen=True)
class World:
    indicators: Mapping[str, Indicator]
    parts: Mapping[str, tuple[str, ...]]
    observations: tuple[Observation, ...]
    components: tuple[Component, ...]
    frequency: Frequency

    def memory(self) -> MemoryFacts:
        return MemoryFacts(self.observations)

    def fill(self, facts: ParquetFacts) -> ParquetFacts:
        facts.add(self.observations)
        return facts

    def scorecard(self, facts: ParquetFacts) -> BulkScorecard:
        return BulkScorecard.over(
            facts, self.indicators, self.components, self.parts, frequency=self.frequency
        )


def make_world(
    seed: int, frequency: Frequency = Frequency.MONTHLY, parts: int = 3, *, is_complete: bool = False
) -> World:
    chance = random.Random(seed)  # noqa: S311 - made data
    indicators = make_indicators()
    areas = {f"tinh-{w}": tuple(f"2025:{w}{p}" for p in range(parts)) for w in range(3)}
    rows = [
        row
        for name in SPELLINGS
        for area, period in _places(name, areas, frequency)
        for row in _releases(chance, name, area, period, is_complete)
    ]
    rows += _statements(chance, areas, is_complete)
    components = [
        component
        for number in range(40)
        for whole in areas
        for component in [_component(chance, indicators, whole, number)]
    ]
    return World(indicators, areas, tuple(rows), tuple(components), frequency)


def _places(
    name: str, areas: Mapping[str, Sequence[str]], frequency: Frequency
) -> Iterable[tuple[str, Period]]:
    if name in ("growth", "score"):
        return [(whole, year(y)) for whole in areas for y in YEARS]
    names = [part for parts in areas.values() for part in parts]
    if frequency is Frequency.YEARLY:
        return [(area, year(y)) for area in names for y in YEARS]
    if frequency is Frequency.QUARTERLY:
        return [(area, quarter(y, q)) for area in names for y in YEARS for q in range(1, 5)]
    return [(area, month(y, m)) for area in names for y in YEARS for m in range(1, 13)]


def _releases(
    chance: random.Random, name: str, area: str, period: Period, is_complete: bool
) -> Iterable[Observation]:
    if chance.random() < 0.004 and not is_complete:
        return
    known = START + timedelta(days=chance.randrange(1900 if is_complete else 2100))
    for stage in (Stage.ESTIMATE_1, Stage.PRELIMINARY, Stage.OFFICIAL):
        unit = chance.choice(SPELLINGS[name])
        is_withdrawn = stage is Stage.OFFICIAL and chance.random() < 0.1 and not is_complete
        value = None if is_withdrawn else _value(chance, name)
        yield Observation(
            indicator=name,
            area=area,
            period=period,
            stage=stage,
            value=value,
            unit=UNITS.parse(unit),
            known_from=known,
            decimals=0 if value is None else max(0, -int(value.as_tuple().exponent)),
            status=ObsStatus.WITHDRAWN if is_withdrawn else ObsStatus.NORMAL,
        )
        if chance.random() < 0.9:
            return
        known += timedelta(days=chance.randrange(1, 400))


def _value(chance: random.Random, name: str) -> Decimal:
    if name == "growth":
        return Decimal(chance.randrange(-500, 2500)).scaleb(-2)
    if name in ("loss", "stay"):
        return Decimal(chance.randrange(-60, 60)).scaleb(-1)
    if name == "score":
        return Decimal(chance.randrange(0, 400)).scaleb(-2)
    if name.endswith("rate"):
        return Decimal(chance.randrange(0, 10000)).scaleb(-2)
    return Decimal(chance.randrange(1, 500)).scaleb(-chance.randrange(0, 3))


def _statements(chance: random.Random, areas: Iterable[str], is_complete: bool) -> Iterable[Observation]:
    """Figures stated for a whole and a year: they come before anything worked out."""
    for whole in areas:
        for name, unit in (
            ("investment", "tỷ đồng"),
            ("per_head", "triệu đồng/người"),
            ("poverty.rate", "%"),
        ):
            status = chance.choice([ObsStatus.NORMAL, ObsStatus.NOT_COLLECTED, ObsStatus.WITHDRAWN])
            status = ObsStatus.NORMAL if is_complete else status
            yield Observation(
                indicator=name,
                area=whole,
                period=year(chance.choice(YEARS)),
                stage=Stage.OFFICIAL,
                value=Decimal(chance.randrange(100)) if status is ObsStatus.NORMAL else None,
                unit=UNITS.parse(unit),
                known_from=START,
                status=status,
            )


def _component(
    chance: random.Random, indicators: Mapping[str, Indicator], whole: str, number: int
) -> Component:
    name = list(indicators)[number % len(indicators)]
    indicator = indicators[name]
    decimals = chance.randrange(0, 3)
    statistic = chance.choice([Statistic.VALUE, Statistic.TOTAL, Statistic.EVERY_YEAR, Statistic.INCREASE])
    value: Decimal | None = Decimal(chance.randrange(-100, 3000)).scaleb(-decimals)
    comparator = chance.choice(list(Comparator))
    if comparator is Comparator.YES_NO or chance.random() < 0.03:
        value = None
    unit = indicator.unit
    if name in ("investment", "investment.full", "loss") and chance.random() < 0.3:
        unit = UNITS.parse("triệu đồng")
    is_range = comparator is Comparator.RANGE and value is not None
    return Component(
        id=f"{number}",
        plan=whole,
        target=f"{number}",
        name=Text("", ""),
        indicator=name,
        area=whole,
        period=parse_period("2021-2025")
        if statistic in (Statistic.TOTAL, Statistic.EVERY_YEAR)
        else year(2025),
        wording="",
        comparator=comparator,
        statistic=statistic,
        value=value,
        value_to=value + 20 if is_range and value is not None else None,
        unit=unit,
        decimals=decimals,
        blank=value is None and comparator is not Comparator.YES_NO,
        base=year(2022) if statistic is Statistic.INCREASE else None,
        missing=chance.choice([Missing.REQUIRE_ALL, Missing.AVAILABLE]),
    )


# -- the long way -----------------------------------------------------------------------------------


class LongWay:
    """Verdicts of a world as of an instant, one promise after the other."""

    def __init__(self, world: World, as_of: datetime) -> None:
        self.world = world
        self.rows = {(row.indicator, row.area, row.period.sdmx): row for row in world.memory().current(as_of)}
        self.known: dict[tuple[str, str, int], Fraction | None] = {}

    def judge(self, promise: Promise) -> tuple[Verdict, Decimal | None]:
        component = promise.component
        if component.value is None and component.comparator is not Comparator.YES_NO:
            return Verdict.UNDEFINED_TARGET, None
        if promise.reduction is Reduction.EVERY:
            return self._every(promise)
        number = self._number(promise)
        if number is None:
            return Verdict.NO_DATA, None
        return self._compare(promise, number)

    def _compare(self, promise: Promise, number: Fraction) -> tuple[Verdict, Decimal]:
        component, indicator = promise.component, self.world.indicators[promise.component.indicator]
        actual = round_half_up(number / Fraction(component.unit.factor), promise.places)
        outcome = compare(
            component,
            actual,
            decimals=indicator.decimals + component.unit.multiplier - indicator.unit.multiplier,
            direction=indicator.direction,
        )
        assert outcome.value == actual
        return outcome.verdict, actual

    def _every(self, promise: Promise) -> tuple[Verdict, Decimal | None]:
        component = promise.component
        figures = [self.figure(component.indicator, component.area, y) for y in component.period.years()]
        found = [self._compare(promise, figure) for figure in figures if figure is not None]
        if not found:
            return Verdict.NO_DATA, None
        falling = self.world.indicators[component.indicator].direction is Direction.DESCENDING
        actual = (max if falling else min)(number for _, number in found)
        verdicts = {verdict for verdict, _ in found}
        if Verdict.MISSED in verdicts:
            return Verdict.MISSED, actual
        if len(found) < len(figures) and component.missing is not Missing.AVAILABLE:
            return Verdict.NO_DATA, actual
        return Verdict.MET if Verdict.MET in verdicts else Verdict.EXCEEDED, actual

    def _number(self, promise: Promise) -> Fraction | None:
        component = promise.component
        indicator = self.world.indicators[component.indicator]

        def figure(of: int) -> Fraction | None:
            return self.figure(component.indicator, component.area, of)

        years = component.period.years()
        if component.statistic is Statistic.INCREASE:
            assert component.base is not None
            end, start = figure(years[-1]), figure(component.base.years()[0])
            return None if end is None or start is None else end - start
        time, missing = indicator.aggregation.over_time, indicator.aggregation.missing
        if len(years) == 1 or time is OverTime.LAST:
            return figure(years[-1])
        present = [number for number in map(figure, years) if number is not None]
        if not present or (missing is Missing.REQUIRE_ALL and len(present) < len(years)):
            return None
        if time is OverTime.GEOMETRIC_MEAN:
            product = Decimal(1)
            for rate in present:
                product *= 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
            return Fraction(root(product, len(present))) - 1
        count = len(years) if missing is Missing.AS_ZERO else len(present)
        return sum(present) / (count if time is OverTime.MEAN else 1)

    def figure(self, name: str, whole: str, of: int) -> Fraction | None:
        key = (name, whole, of)
        if key not in self.known:
            self.known[key] = self._figure(name, whole, of)
        return self.known[key]

    def _amount(self, name: str, area: str, period: Period) -> Fraction | None:
        row = self.rows.get((name, area, period.sdmx))
        canonical = None if row is None else row.canonical
        return None if canonical is None else Fraction(canonical)

    def _figure(self, name: str, whole: str, of: int) -> Fraction | None:
        stated = self.rows.get((name, whole, year(of).sdmx))
        if stated is not None and (stated.value is not None or stated.status is ObsStatus.WITHDRAWN):
            return None if stated.canonical is None else Fraction(stated.canonical)
        indicator = self.world.indicators[name]
        rule, way = indicator.aggregation, find_way(indicator, self.world.frequency)
        if way is Way.RATIO:
            above = self.figure(rule.numerator, whole, of)
            below = self.figure(rule.denominator, whole, of)
            return None if above is None or not below else above / below
        if way is Way.STATED:
            return None
        periods = self._periods(of)
        if way in (Way.END, Way.WEIGHTED_END):
            periods = periods[-1:]
        weight = rule.weight if way in (Way.WEIGHTED_END, Way.WEIGHTED_MEAN) else None
        totals = [self._total(name, weight, whole, period, rule.missing) for period in periods]
        if any(total is None for total in totals):
            return None
        total = sum(total for total in totals if total is not None)
        return total / len(totals) if rule.over_time is OverTime.MEAN else total

    def _total(
        self, name: str, weight: str | None, whole: str, period: Period, missing: Missing
    ) -> Fraction | None:
        pairs = []
        for part in self.world.parts[whole]:
            amount = self._amount(name, part, period)
            weighs = Fraction(1) if weight is None else self._amount(weight, part, period)
            if amount is not None and weighs is not None:
                pairs.append((amount, weighs))
        if not pairs or (missing is Missing.REQUIRE_ALL and len(pairs) < len(self.world.parts[whole])):
            return None
        total = sum(amount * weighs for amount, weighs in pairs)
        return total if weight is None else total / sum(weighs for _, weighs in pairs)

    def _periods(self, of: int) -> list[Period]:
        if self.world.frequency is Frequency.YEARLY:
            return [year(of)]
        if self.world.frequency is Frequency.QUARTERLY:
            return [quarter(of, q) for q in range(1, 5)]
        return [month(of, m) for m in range(1, 13)]


def round_half_up(number: Fraction, places: int) -> Decimal:
    steps = number * Fraction(10) ** places
    whole = (2 * abs(steps.numerator) + steps.denominator) // (2 * steps.denominator)
    return Decimal(whole if steps >= 0 else -whole).scaleb(-places)
