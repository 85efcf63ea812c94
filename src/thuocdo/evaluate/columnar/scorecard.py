"""A scorecard of the whole nation: every promise of every province judged in one query.

For one plan in one province `evaluate.scorecard` is the way: it shows every step. This one answers for 500
indicators and thousands of communes at once, with the same verdicts and nothing beside them. It knows the
four final verdicts and the blank; forecasts and changed definitions are the judge's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

import pyarrow as pa

from thuocdo.errors import Text, Where
from thuocdo.evaluate.columnar.promises import (
    Frequency,
    LeftOut,
    Promise,
    Reduction,
    Way,
    build_promise,
    comparators,
    dependencies,
    figure_scale,
    find_way,
)
from thuocdo.evaluate.columnar.query import write_query
from thuocdo.evaluate.columnar.shape import Rows, Shape
from thuocdo.evaluate.model import Verdict
from thuocdo.facts.lake import ParquetFacts, Source
from thuocdo.facts.lake_manifest import Manifest
from thuocdo.facts.problems import FactsError, make_problem
from thuocdo.plan.areas import AreaRegistry
from thuocdo.plan.model import Component, Direction, Indicator, Missing, OverTime


@dataclass(frozen=True, slots=True)
class Result:
    """One promise judged in bulk.

    Attributes:
        component: What was promised.
        verdict: EXCEEDED, MET, MISSED, NO_DATA or UNDEFINED_TARGET.
        actual: The number tested, in the component's unit and rounded to the place it is compared at
            (for EVERY_YEAR the worst year's); None where there is none.
    """

    component: Component
    verdict: Verdict
    actual: Decimal | None


def parts_of(areas: AreaRegistry, wholes: Iterable[str], day: date) -> dict[str, tuple[str, ...]]:
    """Return the areas next below each whole on `day`: a whole is added up on one day's map."""
    found = {}
    for whole in wholes:
        level = areas.get(whole).level.order
        below = areas.children(whole, day)
        found[whole] = tuple(area.id for area in below if area.level.order > level)
    return found


@dataclass(frozen=True, eq=False)
class BulkScorecard:
    """Promises ready to be judged over one lake, as often as figures arrive; made by `over`.

    Attributes:
        manifest: State of the lake whose codes and scales are used; see `is_stale`.
        indicators: By id, with those that weigh others.
        parts: The parts of every whole; a part belongs to one whole.
        frequency: How often the parts report.
        promises: What is judged, in order.
        left_out: What is not, and why.
    """

    manifest: Manifest
    indicators: Mapping[str, Indicator]
    parts: Mapping[str, Sequence[str]]
    frequency: Frequency
    promises: tuple[Promise, ...]
    left_out: tuple[LeftOut, ...]

    @classmethod
    def over(
        cls,
        facts: ParquetFacts,
        indicators: Mapping[str, Indicator],
        components: Iterable[Component],
        parts: Mapping[str, Sequence[str]],
        *,
        frequency: Frequency = Frequency.MONTHLY,
    ) -> BulkScorecard:
        """Make the scorecard of `components` for a lake as it is now; each component's area is a whole."""
        manifest = facts.manifest()
        built = [
            build_promise(component, indicators, manifest, frequency, facts.units)
            if component.area in parts
            else LeftOut(component, Text("địa bàn không có phần", "the area has no parts listed"))
            for component in components
        ]
        promises = tuple(entry for entry in built if isinstance(entry, Promise))
        left_out = tuple(entry for entry in built if isinstance(entry, LeftOut))
        return cls(manifest, indicators, parts, frequency, promises, left_out)

    def is_stale(self, manifest: Manifest) -> bool:
        """Whether the lake has meanwhile taken in codes, scales or units this scorecard does not know.

        A stale scorecard refuses to judge: make it anew.
        """
        mine = self.manifest
        return any(
            getattr(mine, name) != getattr(manifest, name)
            for name in ("indicators", "areas", "scales", "long", "units_of")
        )

    def affected(self, indicators: Collection[str], areas: Collection[str] | None = None) -> BulkScorecard:
        """Return the part of this scorecard that new values of `indicators` can change.

        Args:
            indicators: Ids of the indicators with new values; those worked out from them follow.
            areas: Ids of the areas with new values; None for any.
        """
        touched = {
            indicator.id
            for indicator in self.indicators.values()
            if indicator.id in indicators or set(dependencies(indicator)) & set(indicators)
        }
        wholes = set(self.parts)
        if areas is not None:
            named = set(areas)
            wholes = {whole for whole, below in self.parts.items() if whole in named or named & set(below)}
        promises = tuple(
            promise
            for indicator in sorted(touched)
            for promise in self._by_indicator.get(indicator, ())
            if promise.component.area in wholes
        )
        parts = {whole: below for whole, below in self.parts.items() if whole in wholes}
        return replace(self, parts=parts, promises=promises, left_out=())

    def judge(self, facts: ParquetFacts, as_of: datetime) -> list[Result]:
        """Return the verdict of every promise as of `as_of`, in order.

        Raises:
            FactsError: QS104 the scorecard is stale.
        """
        return self.read(self.run(facts, as_of))

    def run(self, facts: ParquetFacts, as_of: datetime) -> pa.Table:
        """Run the query and return its columns: `promise`, `verdict`, `actual` in steps of the last place."""
        if not self.promises:
            return _table({"promise": pa.int32(), "verdict": pa.string(), "actual": pa.decimal128(38, 0)}, [])
        # A filter on most of the indicators costs more than the rows it spares.
        names = None if self.shape.reads_most else [indicator.id for indicator in self._read]

        def build(source: Source) -> str:
            if self.is_stale(source.manifest):
                hint = Text("lập lại bảng chấm", "make the scorecard anew")
                raise FactsError(make_problem("QS104", Where(str(source.folder)), Text("", ""), hint))
            return write_query(self.shape, lambda columns: source(columns, names), as_of)

        return facts.query(build, tables=self.tables, is_heavy=self.shape.reads_most)

    def read(self, table: pa.Table) -> list[Result]:
        """Return the results of a table that `run`, or another engine, made."""
        columns = (table.column(name).to_pylist() for name in ("promise", "verdict", "actual"))
        rows = sorted(zip(*columns, strict=True), key=lambda row: int(row[0]))
        return [self._result(self.promises[int(number)], verdict, actual) for number, verdict, actual in rows]

    @staticmethod
    def _result(promise: Promise, verdict: str, actual: int | Decimal | None) -> Result:
        number = None if actual is None else Decimal(int(actual)).scaleb(-promise.places)
        return Result(promise.component, Verdict(verdict), number)

    def write(self, rows: Rows, as_of: datetime) -> str:
        """Return the query in DuckDB's dialect over another source of rows; `tables` go with it."""
        return write_query(self.shape, rows, as_of)

    # -- what the query needs ---------------------------------------------------------------------

    @cached_property
    def _by_indicator(self) -> Mapping[str, Sequence[Promise]]:
        found: dict[str, list[Promise]] = {}
        for promise in self.promises:
            found.setdefault(promise.component.indicator, []).append(promise)
        return found

    @cached_property
    def _needed(self) -> tuple[Indicator, ...]:
        """Every indicator whose yearly figures are wanted, in order of id."""
        wanted = set(self._by_indicator)
        for name in list(wanted):
            if find_way(self.indicators[name], self.frequency) is Way.RATIO:
                wanted.update(dependencies(self.indicators[name]))
        return tuple(self.indicators[name] for name in sorted(wanted))

    @cached_property
    def _weights(self) -> frozenset[str]:
        return frozenset(
            indicator.aggregation.weight
            for indicator in self._needed
            if find_way(indicator, self.frequency) in (Way.WEIGHTED_END, Way.WEIGHTED_MEAN)
        )

    @cached_property
    def _read(self) -> tuple[Indicator, ...]:
        """Every indicator whose rows are read: those needed, and what weighs them."""
        needed = {indicator.id for indicator in self._needed}
        return (*self._needed, *(self.indicators[name] for name in sorted(self._weights - needed)))

    @cached_property
    def shape(self) -> Shape:
        """What decides the text of the query."""
        ways = {indicator.id: find_way(indicator, self.frequency) for indicator in self._needed}
        tolerant = [
            name
            for name, way in ways.items()
            if way is Way.SUM and self.indicators[name].aggregation.missing is not Missing.REQUIRE_ALL
        ]
        terms = [p.last_year - p.first_year + 1 for p in self.promises if p.reduction is Reduction.GEOMETRIC]
        reductions = {promise.reduction for promise in self.promises}
        return Shape(
            frequency=self.frequency,
            ways=tuple(way for way in Way if way in ways.values()),
            reads_most=2 * sum(way is Way.SUM for way in ways.values()) > len(self.manifest.indicators),
            has_statements=any(whole in self.manifest.areas for whole in self.parts),
            is_tolerant=bool(tolerant),
            reductions=tuple(reduction for reduction in Reduction if reduction in reductions),
            comparators=tuple(comparators(self.promises)),
            most_years=max(terms, default=0),
        )

    @cached_property
    def tables(self) -> Mapping[str, pa.Table]:
        """Tables the query reads beside the observations, by name; see `query.TABLES`."""
        numbers = {whole: number for number, whole in enumerate(self.parts)}
        areas = self.manifest.areas
        mapped = [
            (areas[part], numbers[whole])
            for whole, parts in self.parts.items()
            for part in parts
            if part in areas
        ]
        return {
            "areas": _table({"area_code": pa.int32(), "whole": pa.int16()}, mapped),
            "wholes": _table(
                {"area_code": pa.int32(), "whole": pa.int16(), "parts": pa.int32()},
                [(areas.get(whole), numbers[whole], len(self.parts[whole])) for whole in self.parts],
            ),
            "measures": _table(_MEASURES, [self._measure(indicator) for indicator in self._read]),
            "promises": _table(
                _PROMISES,
                [self._row(number, promise, numbers) for number, promise in enumerate(self.promises)],
            ),
        }

    @cached_property
    def _codes(self) -> Mapping[str, int]:
        """The lake's numbers of the indicators, and numbers below zero for those it has no rows of."""
        known = self.manifest.indicators
        without = sorted(self.indicators.keys() - known.keys())
        return {**known, **{name: -1 - number for number, name in enumerate(without)}}

    def _measure(self, indicator: Indicator) -> tuple[object, ...]:
        rule, way = indicator.aggregation, find_way(indicator, self.frequency)
        # Stated amounts are counted in the indicator's own scale, worked-out ones in that of the figures.
        shift = figure_scale(indicator, self.manifest) - self.manifest.scales.get(indicator.id, 0)
        return (
            self._codes[indicator.id],
            way.value,
            rule.missing is Missing.REQUIRE_ALL,
            rule.over_time is OverTime.MEAN,
            way in (Way.END, Way.WEIGHTED_END) or indicator.id in self._weights,
            self._codes.get(rule.weight),
            self._codes.get(rule.numerator),
            self._codes.get(rule.denominator),
            10 ** max(shift, 0),
            10 ** max(-shift, 0),
        )

    def _row(self, number: int, promise: Promise, numbers: Mapping[str, int]) -> tuple[object, ...]:
        component = promise.component
        direction = self.indicators[component.indicator].direction
        return (
            number,
            self._codes[component.indicator],
            numbers[component.area],
            promise.reduction.value,
            component.comparator.value,
            direction is Direction.ASCENDING,
            direction is Direction.DESCENDING,
            promise.first_year,
            promise.last_year,
            promise.up,
            promise.down,
            promise.low,
            promise.high,
            promise.step,
            promise.half_rate,
            promise.needs_all,
            promise.counts_absent,
        )


_MEASURES = {
    "indicator_code": pa.int16(),
    "way": pa.string(),
    "needs_all": pa.bool_(),
    "is_mean": pa.bool_(),
    "is_at_end": pa.bool_(),
    "weight_code": pa.int16(),
    "above_code": pa.int16(),
    "below_code": pa.int16(),
    "stated_up": pa.int64(),
    "stated_down": pa.int64(),
}
_PROMISES = {
    "promise": pa.int32(),
    "indicator_code": pa.int16(),
    "whole": pa.int16(),
    "reduction": pa.string(),
    "comparator": pa.string(),
    "is_rising": pa.bool_(),
    "is_falling": pa.bool_(),
    "first_year": pa.int16(),
    "last_year": pa.int16(),
    "up": pa.int64(),
    "down": pa.int64(),
    "low": pa.int64(),
    "high": pa.int64(),
    "step": pa.int64(),
    "half_rate": pa.int64(),
    "needs_all": pa.bool_(),
    "counts_absent": pa.bool_(),
}


def _table(types: Mapping[str, pa.DataType], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in types)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)]
    return pa.Table.from_arrays(arrays, names=list(types))
