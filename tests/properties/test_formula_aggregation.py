"""What holds for every aggregation, and a second opinion: Polars adds up the same parts.

Polars knows nothing of this code; its sums are of 128-bit integers, so equal means equal to the last digit.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal, localcontext

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.errors import Text
from thuocdo.evaluate.aggregate import Part, aggregate_areas, aggregate_years, mean_rate
from thuocdo.evaluate.model import Evidence
from thuocdo.facts.model import Observation, Stage
from thuocdo.periods import year
from thuocdo.plan.model import Aggregation, Direction, Indicator, Missing, OverAreas, OverTime
from thuocdo.quantities import UNITS, printed_interval, quantise

PLACES = 3
SCALE = 10**PLACES
PERCENT, PERSON = UNITS.parse("%"), UNITS.parse("người")
AREAS = Text("xã", "communes")

amounts = st.integers(-(10**12), 10**12).map(lambda number: Decimal(number).scaleb(-PLACES))
shares = st.integers(0, 100_000).map(lambda number: Decimal(number).scaleb(-PLACES))
weights = st.integers(1, 10**7).map(Decimal)
rates = st.integers(-99_000, 300_000).map(lambda number: Decimal(number).scaleb(-PLACES))
maybe = st.one_of(st.none(), amounts)


def indicator(over_areas=OverAreas.NONE, over_time=OverTime.NONE, missing=Missing.AVAILABLE, unit=PERCENT):
    rule = Aggregation(over_areas, over_time, missing=missing)
    return Indicator("x", Text("x", "x"), unit, PLACES, Direction.ASCENDING, rule)


def evidence(value, unit=PERCENT):
    whole = Evidence("x", "tinh", year(2025), unit, value)
    if value is None:
        return whole
    row = Observation("x", "tinh", year(2025), Stage.OFFICIAL, value, unit, datetime(2025, 1, 1))
    return replace(whole, interval=printed_interval(value, PLACES), stage=Stage.OFFICIAL, inputs=(row,))


def parts_of(values, weighing=None, unit=PERCENT):
    weighing = weighing or [None] * len(values)
    return [
        Part(str(number), evidence(value, unit), None if weight is None else evidence(weight, PERSON))
        for number, (value, weight) in enumerate(zip(values, weighing, strict=True))
    ]


def over_areas(how, parts, missing=Missing.AVAILABLE, unit=PERCENT):
    return aggregate_areas(indicator(how, missing=missing, unit=unit), evidence(None, unit), parts, AREAS)


def over_time(how, parts, missing=Missing.AVAILABLE):
    return aggregate_years(indicator(over_time=how, missing=missing), evidence(None), parts)


@given(st.data(), st.lists(amounts, min_size=1, max_size=20))
def test_sum_over_any_partition_is_the_sum_of_the_whole(data, values):
    groups = data.draw(st.lists(st.integers(0, 4), min_size=len(values), max_size=len(values)))
    districts = [
        over_areas(OverAreas.SUM, parts_of([v for v, g in zip(values, groups, strict=True) if g == group]))
        for group in sorted(set(groups))
    ]
    province = over_areas(OverAreas.SUM, [Part(str(n), district) for n, district in enumerate(districts)])
    whole = over_areas(OverAreas.SUM, parts_of(values))
    assert province.value == whole.value
    assert province.interval == whole.interval
    assert set(province.inputs) == set(whole.inputs)


@given(st.lists(st.tuples(shares, weights), min_size=1, max_size=20))
def test_weighted_mean_lies_between_the_least_and_the_greatest(pairs):
    values = [value for value, _ in pairs]
    found = over_areas(OverAreas.WEIGHTED, parts_of(values, [weight for _, weight in pairs]))
    assert min(values) <= found.value <= max(values)
    assert found.interval.contains(found.value)


@given(st.lists(st.tuples(weights, weights), min_size=1, max_size=20))
def test_ratio_lies_between_the_least_and_the_greatest_ratio_of_the_parts(pairs):
    parts = parts_of([above for above, _ in pairs], [below for _, below in pairs], PERSON)
    found = aggregate_areas(indicator(OverAreas.RATIO), evidence(None), parts, AREAS)
    with localcontext() as context:
        context.prec = 60
        each = [above / below * 100 for above, below in pairs]
    assert quantise(min(each), 20) <= quantise(found.value, 20) <= quantise(max(each), 20)


@given(rates, st.integers(1, 12))
def test_mean_of_equal_rates_is_that_rate(rate, count):
    assert mean_rate([rate] * count) == rate


@given(st.lists(rates, min_size=1, max_size=10))
def test_mean_rate_lies_between_the_least_and_the_greatest(values):
    assert min(values) <= quantise(mean_rate(values), 20) <= max(values)


@given(
    st.lists(st.tuples(rates, weights), min_size=1, max_size=10).flatmap(
        lambda x: st.tuples(st.just(x), st.permutations(x))
    )
)
def test_order_of_the_parts_never_matters(orders):
    for how in (OverTime.SUM, OverTime.MEAN, OverTime.GEOMETRIC_MEAN, OverTime.RATIO):
        one, other = (
            over_time(how, parts_of([v for v, _ in pairs], [w for _, w in pairs])) for pairs in orders
        )
        assert (one.value, one.interval, one.stage) == (other.value, other.interval, other.stage)
    for how in (OverAreas.SUM, OverAreas.WEIGHTED, OverAreas.RATIO):
        one, other = (
            over_areas(how, parts_of([v for v, _ in pairs], [w for _, w in pairs])) for pairs in orders
        )
        assert one.value == other.value


@given(st.lists(maybe, min_size=1, max_size=15))
def test_present_and_missing_make_up_the_expected(values):
    found = over_areas(OverAreas.SUM, parts_of(values))
    assert found.coverage.present + len(found.coverage.missing) == found.coverage.expected == len(values)
    assert (found.value is None) == all(value is None for value in values)


@given(st.lists(maybe, min_size=1, max_size=15))
def test_strategies_agree_where_nothing_is_missing_and_on_sums(values):
    by_strategy = {how: over_areas(OverAreas.SUM, parts_of(values), how).value for how in Missing}
    assert by_strategy[Missing.AVAILABLE] == by_strategy[Missing.AS_ZERO]
    full = None not in values
    assert by_strategy[Missing.REQUIRE_ALL] == (by_strategy[Missing.AVAILABLE] if full else None)


# -- the second opinion ------------------------------------------------------------------------------


def frame_of(rows):
    return pl.DataFrame(
        {
            "area": [area for area, _, _ in rows],
            "value": [None if value is None else int(value * SCALE) for _, value, _ in rows],
            "weight": [int(weight) for _, _, weight in rows],
        },
        schema={"area": pl.Int64, "value": pl.Int64, "weight": pl.Int64},
    )


def exact(numerator, denominator=1):
    with localcontext() as context:
        context.prec = 60
        return Decimal(numerator) / Decimal(denominator)


rows = st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), amounts), weights), min_size=1, max_size=60)


@given(rows)
def test_polars_adds_up_the_same(rows):
    found = over_areas(OverAreas.SUM, parts_of([value for _, value, _ in rows]))
    frame = frame_of(rows)
    total = frame.select(pl.col("value").sum()).item()
    assert found.coverage.present == frame.select(pl.col("value").count()).item()
    assert found.value == (exact(total, SCALE) if found.coverage.present else None)


@given(rows)
def test_polars_adds_up_each_district_the_same(rows):
    by_area = frame_of(rows).drop_nulls("value").group_by("area").agg(pl.col("value").sum()).rows()
    expected = {area: exact(total, SCALE) for area, total in by_area}
    found = {}
    for area in {area for area, _, _ in rows}:
        whole = over_areas(OverAreas.SUM, parts_of([value for there, value, _ in rows if there == area]))
        if whole.value is not None:
            found[area] = whole.value
    assert found == expected


@given(rows)
def test_polars_weighs_the_same(rows):
    parts = parts_of([value for _, value, _ in rows], [weight for _, _, weight in rows])
    found = over_areas(OverAreas.WEIGHTED, parts)
    kept = frame_of(rows).drop_nulls("value").with_columns(pl.col("value", "weight").cast(pl.Int128))
    above = kept.select((pl.col("value") * pl.col("weight")).sum()).item()
    below = kept.select(pl.col("weight").sum()).item()
    if below:
        assert quantise(found.value, 20) == quantise(exact(exact(above, SCALE), below), 20)
    else:
        assert found.value is None


@given(rows)
def test_polars_divides_the_same_sums(rows):
    parts = parts_of([value for _, value, _ in rows], [weight for _, _, weight in rows], PERSON)
    found = aggregate_areas(indicator(OverAreas.RATIO), evidence(None), parts, AREAS)
    above, below = (
        frame_of(rows).drop_nulls("value").select(pl.col("value").sum(), pl.col("weight").sum()).row(0)
    )
    if below:
        assert quantise(found.value, 15) == quantise(exact(above * 100, below * SCALE), 15)
    else:
        assert found.value is None


@given(st.lists(rates, min_size=1, max_size=8))
def test_polars_compounds_nearly_the_same(values):
    log_mean = pl.Series([str(1 + value / 100) for value in values]).cast(pl.Float64).log().mean()
    with_floats = (pl.Series([log_mean]).exp().item() - 1) * 100
    assert abs(mean_rate(values) - Decimal(with_floats)) < Decimal("0.000001")
