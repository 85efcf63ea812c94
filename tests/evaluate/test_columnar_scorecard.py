"""What the bulk scorecard judges, what it leaves out and says so, and when it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pytest
from columnar_world import AS_OF, START, World, make_indicator, make_world
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thuocdo.errors import Text
from thuocdo.evaluate.columnar import BulkScorecard, Frequency, parts_of
from thuocdo.evaluate.columnar.whole import half_up
from thuocdo.evaluate.judge import judge
from thuocdo.evaluate.model import Verdict
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.lake import ParquetFacts
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.facts.problems import FactsError
from thuocdo.periods import admin_year, first_months, month, parse_period
from thuocdo.plan.areas import Area, AreaRegistry
from thuocdo.plan.lineage import Level
from thuocdo.plan.model import (
    Comparator,
    Component,
    Definition,
    Direction,
    Missing,
    OverAreas,
    OverTime,
    Pack,
    Plan,
    PlanStatus,
    Statistic,
    Target,
)
from thuocdo.quantities import UNITS

PROVINCE, COMMUNES = "tinh-0", ("2025:00", "2025:01")


def promise(
    indicator: str,
    value: str | None = "10",
    comparator: Comparator = Comparator.AT_LEAST,
    statistic: Statistic = Statistic.VALUE,
    period: str = "2025",
    **more: object,
) -> Component:
    number = None if value is None else Decimal(value)
    component = Component(
        id="1",
        plan="p",
        target="1",
        name=Text("", ""),
        indicator=indicator,
        area=PROVINCE,
        period=parse_period(period),
        wording="",
        comparator=comparator,
        statistic=statistic,
        value=number,
        unit=UNITS.parse("%"),
        decimals=0 if number is None else max(0, -int(number.as_tuple().exponent)),
    )
    return replace(component, **more)  # type: ignore[arg-type]


def seen(
    indicator: str, value: str | None, area: str, period: str, unit: str = "%", known: int = 0
) -> Observation:
    return Observation(
        indicator=indicator,
        area=area,
        period=parse_period(period),
        stage=Stage.OFFICIAL,
        value=None if value is None else Decimal(value),
        unit=UNITS.parse(unit),
        known_from=START + timedelta(days=known),
        status=ObsStatus.WITHDRAWN if value is None else ObsStatus.NORMAL,
    )


def judge_growth(
    folder: Path, rates: list[str], component: Component, **more: object
) -> tuple[Verdict, Decimal | None]:
    growth = make_indicator("growth", "%", 1, OverAreas.NONE, OverTime.GEOMETRIC_MEAN, **more)  # type: ignore[arg-type]
    facts = ParquetFacts(folder)
    facts.add(seen("growth", rate, PROVINCE, str(2021 + n)) for n, rate in enumerate(rates))
    scorecard = BulkScorecard.over(facts, {"growth": growth}, [component], {PROVINCE: COMMUNES})
    (result,) = scorecard.judge(facts, AS_OF)
    return result.verdict, result.actual


# -- rounding --------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
def test_half_up_rounds_halves_away_from_zero(above: int, below: int) -> None:
    import duckdb

    text = half_up(f"{above}::HUGEINT", f"{below}::HUGEINT")
    found = duckdb.sql(f"SELECT {text}").fetchall()[0][0]

    exact = Fraction(abs(above), below) + Fraction(1, 2)
    assert found == (exact.numerator // exact.denominator) * (1 if above >= 0 else -1)


@pytest.mark.parametrize(
    ("rates", "target", "expected"),
    [
        (["8.05"] * 5, "8.1", (Verdict.MET, Decimal("8.1"))),
        (["8.0499"] * 5, "8.1", (Verdict.MISSED, Decimal("8.0"))),
        (["-8.05"] * 5, "-8.1", (Verdict.MET, Decimal("-8.1"))),
        (["-8.0499"] * 5, "-8.1", (Verdict.EXCEEDED, Decimal("-8.0"))),
        (["21", "0", "10", "10", "10"], "10", (Verdict.MET, Decimal("10.0"))),
        (["8.52", "19.30", "14.99", "13.85", "13.60"], "14", (Verdict.MET, Decimal("14.0"))),
        (["-100", "5", "5", "5", "5"], "0", (Verdict.MISSED, Decimal("-100.0"))),
        (["-101", "5", "5", "5", "5"], "0", (Verdict.NO_DATA, None)),
        (["900"] * 5, "900", (Verdict.MET, Decimal("900.0"))),
        (["0.05", "-0.05", "0", "0", "0"], "0", (Verdict.MET, Decimal("0.0"))),
    ],
)  # fmt: skip
def test_mean_growth_is_rounded_at_the_printed_place(
    tmp_path: Path, rates: list[str], target: str, expected: tuple[Verdict, Decimal | None]
) -> None:
    component = promise("growth", target, statistic=Statistic.MEAN_GROWTH, period="2021-2025")

    assert judge_growth(tmp_path, rates, component) == expected


def test_missing_year_leaves_mean_growth_without_data_unless_tolerated(tmp_path: Path) -> None:
    component = promise("growth", "8", statistic=Statistic.MEAN_GROWTH, period="2021-2025")
    rates = ["8", "8", "8", "8"]

    strict = judge_growth(tmp_path / "a", rates, component, missing=Missing.REQUIRE_ALL)
    assert strict == (Verdict.NO_DATA, None)
    assert judge_growth(tmp_path / "b", rates, component) == (Verdict.MET, Decimal("8.0"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-3000, 3000), min_size=5, max_size=5))
def test_mean_growth_is_that_of_the_judge(
    tmp_path_factory: pytest.TempPathFactory, hundredths: list[int]
) -> None:
    rates = [str(Decimal(rate).scaleb(-2)) for rate in hundredths]
    component = promise("growth", "5", statistic=Statistic.MEAN_GROWTH, period="2021-2025")
    growth = make_indicator("growth", "%", 1, OverAreas.NONE, OverTime.GEOMETRIC_MEAN)
    rows = [seen("growth", rate, PROVINCE, str(2021 + n)) for n, rate in enumerate(rates)]
    pack = make_pack({"growth": growth}, component)
    judged = judge(component, Resolver(pack, MemoryFacts(rows), AS_OF), as_of=AS_OF)

    verdict, actual = judge_growth(tmp_path_factory.mktemp("kho"), rates, component)
    assert verdict is judged.verdict
    assert judged.gap is not None
    assert actual == judged.gap + 5


# -- the same verdicts as the judge ----------------------------------------------------------------


def make_pack(indicators: dict[str, object], *components: Component) -> Pack:
    province = Area(PROVINCE, "2025", "24", Text("Tỉnh", ""), "tỉnh", Level.PROVINCE, None, None, None, "")
    communes = [
        Area(code, "2025", code, Text(code, ""), "xã", Level.COMMUNE, PROVINCE, None, None, "")
        for code in COMMUNES
    ]
    plan = Plan(
        "p", Text("", ""), parse_period("2021-2025"), PROVINCE, PlanStatus.IN_FORCE,
        (Target("1", "p", components),),
    )  # fmt: skip
    return Pack(
        Path(), "g", Text("", ""), PROVINCE, {"p": plan}, indicators, {}, {},  # type: ignore[arg-type]
        AreaRegistry([province, *communes], []), UNITS,
    )  # fmt: skip


def pack_of(world: World) -> Pack:
    def area(name: str, level: Level, parent: str | None) -> Area:
        return Area(name, "2025", name, Text(name, ""), level.value, level, parent, None, None, "")

    plans = {
        whole: Plan(whole, Text("", ""), parse_period("2021-2025"), whole, PlanStatus.IN_FORCE, ())
        for whole in world.parts
    }
    wholes = [area(whole, Level.PROVINCE, None) for whole in world.parts]
    parts = [area(part, Level.COMMUNE, whole) for whole, below in world.parts.items() for part in below]
    pack = make_pack(dict(world.indicators))
    return replace(pack, plans=plans, areas=AreaRegistry([*wholes, *parts], []))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("frequency", list(Frequency))
def test_verdicts_are_the_judges_where_parts_are_complete(
    tmp_path: Path, seed: int, frequency: Frequency
) -> None:
    world = make_world(seed, frequency, is_complete=True)
    facts = world.fill(ParquetFacts(tmp_path))
    pack = pack_of(world)
    parts = parts_of(pack.areas, world.parts, date(2025, 12, 31))
    scorecard = BulkScorecard.over(facts, world.indicators, world.components, parts, frequency=frequency)
    resolver = Resolver(pack, world.memory(), AS_OF)

    different = [
        (result.component.indicator, result.component.statistic, result, judged.verdict, judged.gap)
        for result in scorecard.judge(facts, AS_OF)
        # Weighted by each period's own weights, and not the year's mean by the year's weights.
        if result.component.indicator != "coverage.rate" or frequency is Frequency.YEARLY
        for judged in [judge(result.component, resolver, as_of=AS_OF)]
        if judged.verdict is not result.verdict
    ]
    assert different == []
    assert parts == world.parts


# -- withdrawn -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("known", "verdict"), [(0, Verdict.MET), (9, Verdict.MET), (10, Verdict.NO_DATA)])
def test_withdrawn_figure_does_not_come_back_from_the_dead(
    tmp_path: Path, known: int, verdict: Verdict
) -> None:
    growth = make_indicator("growth", "%", 1, OverAreas.NONE, OverTime.LAST)
    facts = ParquetFacts(tmp_path)
    facts.add([seen("growth", "10", PROVINCE, "2025"), seen("growth", None, PROVINCE, "2025", known=10)])
    scorecard = BulkScorecard.over(facts, {"growth": growth}, [promise("growth")], {PROVINCE: COMMUNES})

    assert [r.verdict for r in scorecard.judge(facts, START + timedelta(days=known))] == [verdict]


def test_withdrawn_part_is_an_absent_part(tmp_path: Path) -> None:
    stock = make_indicator("stock", "%", 0, OverAreas.SUM, OverTime.LAST, Missing.REQUIRE_ALL)
    facts = ParquetFacts(tmp_path)
    facts.add([seen("stock", "5", area, "2025") for area in COMMUNES])
    facts.add([seen("stock", None, COMMUNES[0], "2025", known=10)])
    parts = {PROVINCE: COMMUNES}
    strict = BulkScorecard.over(
        facts, {"stock": stock}, [promise("stock")], parts, frequency=Frequency.YEARLY
    )
    easy = replace(stock, aggregation=replace(stock.aggregation, missing=Missing.AVAILABLE))
    tolerant = BulkScorecard.over(
        facts, {"stock": easy}, [promise("stock")], parts, frequency=Frequency.YEARLY
    )

    assert [r.actual for r in strict.judge(facts, START)] == [Decimal(10)]
    assert [r.actual for r in strict.judge(facts, AS_OF)] == [None]
    assert [r.actual for r in tolerant.judge(facts, AS_OF)] == [Decimal(5)]


def test_year_with_a_month_nobody_reported_is_no_year(tmp_path: Path) -> None:
    flow = make_indicator("flow", "%", 0, OverAreas.SUM, OverTime.SUM)
    facts = ParquetFacts(tmp_path)
    facts.add(seen("flow", "1", area, month(2025, m).sdmx) for m in range(1, 12) for area in COMMUNES)
    scorecard = BulkScorecard.over(facts, {"flow": flow}, [promise("flow")], {PROVINCE: COMMUNES})
    before = scorecard.judge(facts, AS_OF)
    facts.add([seen("flow", "1", COMMUNES[1], "2025-12")])

    assert [r.actual for r in before] == [None]
    assert [r.actual for r in scorecard.judge(facts, AS_OF)] == [Decimal(23)]


# -- incremental -----------------------------------------------------------------------------------


def test_part_of_a_scorecard_says_what_the_whole_says(tmp_path: Path) -> None:
    world = make_world(3)
    facts = world.fill(ParquetFacts(tmp_path))
    scorecard = world.scorecard(facts)
    whole = {id(r.component): (r.verdict, r.actual) for r in scorecard.judge(facts, AS_OF)}

    for names, areas in (
        ({"investment"}, None),
        ({"population"}, ["2025:11"]),
        ({"stay", "loss"}, ["tinh-2"]),
    ):
        for result in scorecard.affected(names, areas).judge(facts, AS_OF):
            assert whole[id(result.component)] == (result.verdict, result.actual)


def test_affected_follows_weights_and_ratios(tmp_path: Path) -> None:
    world = make_world(3)
    scorecard = world.scorecard(world.fill(ParquetFacts(tmp_path)))
    narrow = scorecard.affected({"population"}, ["2025:11"])

    assert {p.component.indicator for p in narrow.promises} == {
        "population", "poverty.rate", "coverage.rate", "per_head", "stay.share"
    }  # fmt: skip
    assert {p.component.area for p in narrow.promises} == {"tinh-1"}


def test_new_values_flip_the_verdicts_they_touch(tmp_path: Path) -> None:
    stock = make_indicator("stock", "%", 0, OverAreas.SUM, OverTime.LAST)
    facts = ParquetFacts(tmp_path)
    facts.add([seen("stock", "5", area, "2025") for area in COMMUNES])
    scorecard = BulkScorecard.over(
        facts, {"stock": stock}, [promise("stock", "11")], {PROVINCE: COMMUNES}, frequency=Frequency.YEARLY
    )
    before = scorecard.judge(facts, AS_OF)
    facts.add([seen("stock", "6", COMMUNES[0], "2025", known=5)])

    after = scorecard.affected(["stock"], [COMMUNES[0]]).judge(facts, AS_OF)
    assert [r.verdict for r in before + after] == [Verdict.MISSED, Verdict.MET]


def test_stale_scorecard_refuses(tmp_path: Path) -> None:
    world = make_world(3)
    facts = world.fill(ParquetFacts(tmp_path))
    scorecard = world.scorecard(facts)
    facts.add([seen("new.one", "1", PROVINCE, "2025")])

    with pytest.raises(FactsError) as caught:
        scorecard.judge(facts, AS_OF)
    assert [p.code for p in caught.value.problems] == ["QS104"]
    assert scorecard.is_stale(facts.manifest())
    assert world.scorecard(facts).judge(facts, AS_OF) != []


def test_scorecard_of_nothing_is_empty(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path / "none")
    stock = make_indicator("stock", "%", 0, OverAreas.SUM, OverTime.LAST)
    scorecard = BulkScorecard.over(facts, {"stock": stock}, [promise("stock")], {PROVINCE: COMMUNES})

    assert [r.verdict for r in scorecard.judge(facts, AS_OF)] == [Verdict.NO_DATA]
    assert scorecard.affected(["no.such"]).judge(facts, AS_OF) == []


# -- left out --------------------------------------------------------------------------------------

RATE = make_indicator("x", "%", 1, OverAreas.SUM, OverTime.LAST)


@pytest.mark.parametrize(
    ("change", "component", "words"),
    [
        ({}, promise("y"), "is not known"),
        ({}, replace(promise("x"), area="nowhere"), "no parts"),
        ({}, promise("x", statistic=Statistic.EVERY_EDITION, period="2021-2025"), "edition"),
        ({}, promise("x", breakdown="SEX=F"), "breakdown"),
        ({}, promise("x", period="2025-06"), "calendar years"),
        ({}, replace(promise("x"), period=admin_year(2025)), "calendar years"),
        ({}, promise("x", statistic=Statistic.INCREASE), "two years"),
        ({}, promise("x", statistic=Statistic.INCREASE, base=first_months(2024, 9)), "calendar years"),
        ({"formula": "a / b"}, promise("x"), "formula"),
        ({"definitions": (Definition("1"),)}, promise("x"), "may have changed"),
        ({"subject": "huyện"}, promise("x"), "may have changed"),
        ({"rank_of": {date(2008, 1, 1): 63}}, promise("x"), "may have changed"),
        ({}, promise("x", "1.25", decimals=1), "more decimals"),
        ({"decimals": 15}, promise("x", "12345"), "too far apart"),
        ({}, promise("x", unit=UNITS.parse("tỷ đồng")), "another unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_left_out_with_the_reason(
    tmp_path: Path, change: dict[str, object], component: Component, words: str
) -> None:
    indicator = replace(RATE, **change)  # type: ignore[arg-type]
    scorecard = BulkScorecard.over(
        ParquetFacts(tmp_path), {"x": indicator}, [component], {PROVINCE: COMMUNES}
    )

    (left,) = scorecard.left_out
    assert left.component is component
    assert words in left.reason.en
    assert left.reason.vi
    assert scorecard.promises == ()


def ratio_of(numerator: str, denominator: str) -> object:
    return make_indicator(
        "x", "%", 1, OverAreas.RATIO, OverTime.RATIO, numerator=numerator, denominator=denominator
    )


@pytest.mark.parametrize(
    ("indicators", "component", "words"),
    [
        ([ratio_of("a", "b")], promise("x"), "worked out itself"),
        ([ratio_of("x", "x")], promise("x"), "worked out itself"),
        (
            [make_indicator("x", "%", 1, OverAreas.NONE, OverTime.NONE)],
            promise("x", period="2021-2025"), "add up over years",
        ),
        (
            [make_indicator("x", "lần", 1, OverAreas.NONE, OverTime.GEOMETRIC_MEAN)],
            promise("x", period="2021-2025"), "per cent",
        ),
        (
            [make_indicator("x", "%", 5, OverAreas.NONE, OverTime.GEOMETRIC_MEAN)],
            promise("x", period="2021-2025"), "too many decimals",
        ),
        (
            [make_indicator("x", "%", 1, OverAreas.WEIGHTED, OverTime.LAST, Missing.AS_ZERO, weight="x")],
            promise("x"), "absence as 0",
        ),
    ],
)  # fmt: skip
def test_indicators_beyond_the_query_are_left_out(
    tmp_path: Path, indicators: list[object], component: Component, words: str
) -> None:
    known = {"x": indicators[0]}
    scorecard = BulkScorecard.over(ParquetFacts(tmp_path), known, [component], {PROVINCE: COMMUNES})  # type: ignore[arg-type]

    assert [words in left.reason.en for left in scorecard.left_out] == [True]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (seen("x", "5", COMMUNES[0], "2025", unit="USD"), "conversion"),
        (seen("x", "12345678901234567890.5", COMMUNES[0], "2025"), "18 digits"),
    ],
)
def test_indicator_with_rows_the_query_cannot_add_is_left_out(
    tmp_path: Path, row: Observation, words: str
) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row])
    scorecard = BulkScorecard.over(facts, {"x": RATE}, [promise("x")], {PROVINCE: COMMUNES})

    assert [words in left.reason.en for left in scorecard.left_out] == [True]


def test_a_world_leaves_nothing_out_but_what_it_must(tmp_path: Path) -> None:
    world = make_world(2)
    reasons = {left.reason.en for left in world.scorecard(world.fill(ParquetFacts(tmp_path))).left_out}

    assert reasons <= {
        "the indicator does not add up over years",
        "the target has more decimals than printed",
    }


def test_direction_decides_beyond_a_range(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([seen("x", "30", PROVINCE, "2025")])
    component = promise("x", "14", Comparator.RANGE, value_to=Decimal(15))

    def verdict(way: Direction) -> Verdict:
        indicator = replace(RATE, direction=way)
        scorecard = BulkScorecard.over(facts, {"x": indicator}, [component], {PROVINCE: COMMUNES})
        return scorecard.judge(facts, AS_OF)[0].verdict

    assert [verdict(way) for way in Direction] == [Verdict.EXCEEDED, Verdict.MISSED, Verdict.MISSED]


def test_result_table_is_exact(tmp_path: Path) -> None:
    world = make_world(0)
    facts = world.fill(ParquetFacts(tmp_path))

    assert world.scorecard(facts).run(facts, AS_OF).schema.field("actual").type == pa.decimal128(38, 0)
