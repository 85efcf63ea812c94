from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.errors import Text
from thuocdo.evaluate.model import Evidence
from thuocdo.evaluate.restate import Restated, restate
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.periods import Period, half, year
from thuocdo.plan.areas import Area, AreaChange, AreaRegistry, ChangeKind, Level, UnknownArea
from thuocdo.plan.model import Aggregation, Direction, Indicator, Missing, OverAreas
from thuocdo.quantities import UNITS, Interval

OLD, NEW = date(2024, 1, 1), date(2025, 7, 1)
Y2023 = year(2023)


def make_area(area_id: str, since: date | None = None, until: date | None = None) -> Area:
    name = Text(area_id.upper(), area_id.upper())
    return Area(area_id, "2004", area_id, name, "xã", Level.COMMUNE, "p", since, until)


def make_change(
    from_id: str,
    to_id: str | None,
    share: str | None = "1",
    kind: ChangeKind = ChangeKind.MERGE,
    basis: str = "",
    on: date = NEW,
) -> AreaChange:
    return AreaChange(on, kind, from_id, to_id, None if share is None else Decimal(share), basis, "nq-1")


MERGER = AreaRegistry(
    [make_area("a", until=NEW), make_area("b", until=NEW), make_area("c", until=NEW), make_area("ab", since=NEW),
     make_area("c2", since=NEW)],
    [make_change("a", "ab"), make_change("b", "ab"), make_change("c", "c2", kind=ChangeKind.RENAME)],
)  # fmt: skip

SPLIT = AreaRegistry(
    [
        make_area("a", until=NEW),
        make_area("b", until=NEW),
        make_area("a2", since=NEW),
        make_area("b2", since=NEW),
    ],
    [
        make_change("a", "a2", "0.8", ChangeKind.SPLIT, "population"),
        make_change("a", "b2", "0.2", ChangeKind.SPLIT, "population"),
        make_change("a", "a2", "0.5", ChangeKind.SPLIT, "area"),
        make_change("a", "b2", "0.5", ChangeKind.SPLIT, "area"),
        make_change("b", "b2"),
    ],
)


def make_indicator(
    over_areas: OverAreas = OverAreas.SUM,
    unit: str = "người",
    indicator_id: str = "x",
    missing: Missing = Missing.REQUIRE_ALL,
    weight: str = "",
    rank_of: dict[date, int] | None = None,
) -> Indicator:
    rule = Aggregation(over_areas, weight=weight, numerator="n", denominator="d", missing=missing)
    return Indicator(
        indicator_id, Text("chỉ tiêu x", "indicator x"), UNITS.parse(unit), 1, Direction.ASCENDING, rule,
        rank_of=rank_of or {},
    )  # fmt: skip


SUM = make_indicator()
RATE = make_indicator(OverAreas.WEIGHTED, "%", weight="w")
RATIO = make_indicator(OverAreas.RATIO, "%")
SCORE = make_indicator(OverAreas.NONE, "điểm")
RANK = make_indicator(OverAreas.NONE, "hạng")


def figure(
    area: str,
    value: str | None,
    indicator: str = "x",
    unit: str = "người",
    period: Period = Y2023,
    breakdown: str = "_T",
    status: ObsStatus = ObsStatus.NORMAL,
) -> Evidence:
    number = None if value is None else Decimal(value)
    seen = Observation(
        indicator, area, period, Stage.OFFICIAL, number, UNITS.parse(unit), datetime(2024, 2, 1), breakdown,
        status=status,
    )  # fmt: skip
    half_step = Decimal("0.5")
    return Evidence(
        indicator=indicator,
        area=area,
        period=period,
        unit=UNITS.parse(unit),
        value=number,
        breakdown=breakdown,
        interval=None if number is None else Interval(number - half_step, number + half_step),
        stage=Stage.OFFICIAL,
        inputs=(seen,),
        reason=Text("nguồn để trống", "blank in the source") if number is None else Text("", ""),
    )


def values(restated: Iterable[Restated]) -> dict[str, Decimal | None]:
    return {item.area.id: item.figure.value for item in restated}


def only(restated: list[Restated]) -> Restated:
    assert len(restated) == 1
    return restated[0]


def said(item: Restated, lang: str = "vi") -> str:
    return "\n".join(step.text.say("vi" if lang == "vi" else "en") for step in item.figure.steps)


# -- sums ------------------------------------------------------------------------------------------


def test_figures_of_merged_units_are_added() -> None:
    item = only(restate(SUM, [figure("a", "100"), figure("b", "23")], MERGER, NEW))
    assert item.area.id == "ab"
    assert item.figure.area == "ab"
    assert item.figure.value == 123
    assert item.figure.interval == Interval(Decimal(122), Decimal(124))


def test_a_restated_figure_is_marked_as_a_break_and_keeps_its_sources() -> None:
    a, b = figure("a", "100"), figure("b", "23")
    item = only(restate(SUM, [a, b], MERGER, NEW))
    assert item.status is ObsStatus.BREAK
    assert item.parts == (a, b)
    assert item.figure.inputs == (*a.inputs, *b.inputs)
    assert item.figure.stage is Stage.OFFICIAL
    assert not item.is_untouched


def test_the_derivation_shows_the_arithmetic_and_the_map() -> None:
    item = only(restate(SUM, [figure("a", "100"), figure("b", "23")], MERGER, NEW))
    assert "100 + 23" in said(item).replace(",0", "")
    assert "01/07/2025" in said(item)
    assert "2025-07-01" in said(item, "en")


def test_the_changes_in_between_travel_along() -> None:
    item = only(restate(SUM, [figure("a", "100"), figure("b", "23")], MERGER, NEW))
    assert [(change.from_id, change.to_id) for change in item.changes] == [("a", "ab"), ("b", "ab")]


def test_coverage_says_how_many_of_the_old_units_had_a_figure() -> None:
    item = only(restate(SUM, [figure("a", "100")], MERGER, NEW))
    assert item.figure.value is None
    assert item.figure.coverage is not None
    assert (item.figure.coverage.present, item.figure.coverage.expected) == (1, 2)
    assert item.figure.coverage.missing == ("xã B",)
    assert "1/2" in item.figure.reason.vi


def test_a_gap_is_left_out_or_taken_as_zero_only_if_the_indicator_says_so() -> None:
    for missing in (Missing.AVAILABLE, Missing.AS_ZERO):
        indicator = make_indicator(missing=missing)
        assert values(restate(indicator, [figure("a", "100")], MERGER, NEW)) == {"ab": Decimal(100)}


def test_a_blank_in_the_source_is_a_gap() -> None:
    item = only(restate(SUM, [figure("a", "100"), figure("b", None)], MERGER, NEW))
    assert item.figure.value is None
    assert "1/2" in item.figure.reason.vi
    assert len(item.parts) == 2


def test_periods_and_breakdowns_are_kept_apart() -> None:
    series = [
        figure("a", "1", period=year(2024)), figure("b", "2", period=year(2024)),
        figure("a", "3"), figure("b", "4"),
        figure("a", "5", breakdown="URBANISATION=U"), figure("b", "6", breakdown="URBANISATION=U"),
    ]  # fmt: skip
    found = restate(SUM, series, MERGER, NEW)
    assert [(item.figure.period.sdmx, item.figure.breakdown, item.figure.value) for item in found] == [
        ("2023", "URBANISATION=U", Decimal(11)),
        ("2023", "_T", Decimal(7)),
        ("2024", "_T", Decimal(3)),
    ]


def test_an_unknown_area_is_refused_at_once() -> None:
    with pytest.raises(UnknownArea):
        restate(SUM, [figure("zz", "1")], MERGER, NEW)


# -- as then ---------------------------------------------------------------------------------------


def test_on_the_map_of_its_own_day_a_series_is_untouched() -> None:
    series = [figure("a", "100"), figure("b", "23")]
    found = restate(SUM, series, MERGER, date(2025, 6, 30))
    assert [item.figure for item in found] == series
    assert {item.status for item in found} == {ObsStatus.NORMAL}
    assert all(item.is_untouched for item in found)


def test_an_untouched_figure_keeps_the_status_of_its_source() -> None:
    item = only(restate(SUM, [figure("a", "1", status=ObsStatus.ESTIMATED)], MERGER, OLD))
    assert item.status is ObsStatus.ESTIMATED


def test_a_figure_without_a_source_passes_as_normal() -> None:
    bare = Evidence("x", "a", Y2023, UNITS.parse("người"), Decimal(1))
    assert only(restate(SUM, [bare], MERGER, OLD)).status is ObsStatus.NORMAL


def test_the_units_own_figure_is_never_replaced_by_a_computed_one() -> None:
    own = figure("ab", "120")
    item = only(restate(SUM, [figure("a", "100"), own, figure("b", "23")], MERGER, NEW))
    assert item.figure == own
    assert item.is_untouched
    assert [part.area for part in item.parts] == ["ab", "a", "b"]


# -- renames ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", [SUM, RATE, RATIO, SCORE, RANK])
def test_a_rename_changes_nothing_whatever_the_indicator(indicator: Indicator) -> None:
    item = only(restate(indicator, [figure("c", "7")], MERGER, NEW))
    assert item.area.id == "c2"
    assert item.figure.value == 7
    assert item.status is ObsStatus.NORMAL
    assert "cùng một địa giới" in said(item)
    assert [change.kind for change in item.changes] == [ChangeKind.RENAME]


def test_a_rename_can_be_read_backwards_too() -> None:
    item = only(restate(SCORE, [figure("c2", "7")], MERGER, OLD))
    assert item.area.id == "c"
    assert item.figure.value == 7
    assert [(change.from_id, change.to_id) for change in item.changes] == [("c", "c2")]


def test_a_figure_of_the_unit_itself_goes_before_one_of_its_later_name() -> None:
    item = only(restate(SCORE, [figure("c2", "7"), figure("c", "6")], MERGER, OLD))
    assert item.figure.value == 6


def test_a_blank_is_passed_on_as_a_blank() -> None:
    item = only(restate(SCORE, [figure("c", None)], MERGER, NEW))
    assert item.figure.value is None
    assert item.figure.reason.vi == "nguồn để trống"


# -- splits ----------------------------------------------------------------------------------------


def test_a_split_unit_brings_its_share_to_each_part() -> None:
    found = restate(SUM, [figure("a", "100"), figure("b", "7")], SPLIT, NEW)
    assert values(found) == {"a2": Decimal("80.0"), "b2": Decimal("27.0")}
    assert {item.status for item in found} == {ObsStatus.BREAK}


def test_the_basis_of_the_shares_can_be_chosen() -> None:
    found = restate(SUM, [figure("a", "100"), figure("b", "7")], SPLIT, NEW, basis="area")
    assert values(found) == {"a2": Decimal("50.0"), "b2": Decimal("57.0")}
    assert "diện tích" in said(found[0])
    assert "nq-1" in said(found[0])


def test_the_derivation_of_a_split_names_share_and_basis() -> None:
    found = restate(SUM, [figure("a", "100"), figure("b", "7")], SPLIT, NEW)
    assert "dân số" in said(found[0])
    assert "population" in said(found[0], "en")
    assert "× 0,8" in said(found[0])


def test_a_split_does_not_pretend_to_more_precision_than_the_figure_had() -> None:
    found = restate(SUM, [figure("a", "100"), figure("b", "7")], SPLIT, NEW)
    assert found[0].figure.interval == Interval(Decimal("79.60"), Decimal("80.40"))


def test_a_figure_without_a_span_has_none_after_a_split_either() -> None:
    bare = Evidence("x", "a", Y2023, UNITS.parse("người"), Decimal(100))
    found = restate(SUM, [bare, figure("b", "7")], SPLIT, NEW)
    assert found[0].figure.interval is None
    assert found[0].figure.value == 80


def test_a_split_without_stated_shares_is_refused_and_says_so() -> None:
    registry = AreaRegistry(
        [make_area("a", until=NEW), make_area("a2", since=NEW), make_area("b2", since=NEW)],
        [make_change("a", "a2", None, ChangeKind.SPLIT), make_change("a", "b2", None, ChangeKind.SPLIT)],
    )
    found = restate(SUM, [figure("a", "100")], registry, NEW)
    assert [item.figure.value for item in found] == [None, None]
    assert all("không nguồn nào nêu tỷ lệ" in item.figure.reason.vi for item in found)
    assert all("no source states" in item.figure.reason.en for item in found)


def test_changes_in_a_row_are_followed_to_the_end() -> None:
    registry = AreaRegistry(
        [make_area("a", until=OLD), make_area("b", OLD, NEW), make_area("c", OLD, NEW), make_area("d", NEW),
         make_area("e", NEW), make_area("f", until=NEW)],
        [
            make_change("a", "b", "0.6", ChangeKind.SPLIT, "population", OLD),
            make_change("a", "c", "0.4", ChangeKind.SPLIT, "population", OLD),
            make_change("b", "d", "0.5", ChangeKind.SPLIT, "population"),
            make_change("b", "e", "0.5", ChangeKind.SPLIT, "population"),
            make_change("c", "e"),
            make_change("f", "e"),
        ],
    )  # fmt: skip
    found = restate(SUM, [figure("a", "100"), figure("f", "1")], registry, NEW)
    assert values(found) == {"d": Decimal("30.00"), "e": Decimal("71.00")}
    assert "0,3" in said(found[0])


def test_the_nearest_figure_on_the_way_is_used_and_nothing_is_counted_twice() -> None:
    registry = AreaRegistry(
        [make_area("a", until=OLD), make_area("b", OLD, NEW), make_area("c", until=NEW), make_area("d", NEW)],
        [make_change("a", "b", on=OLD), make_change("b", "d"), make_change("c", "d")],
    )
    series = [figure("a", "100"), figure("b", "90"), figure("c", "5")]
    assert values(restate(SUM, series, registry, NEW)) == {"d": Decimal(95)}


# -- rates, ratios, ranks --------------------------------------------------------------------------


def test_rates_are_weighted_and_labelled_as_such() -> None:
    series = [figure("a", "14", unit="%"), figure("b", "9", unit="%")]
    weights = [figure("a", "300", "w", "tỷ đồng"), figure("b", "100", "w", "tỷ đồng")]
    item = only(restate(RATE, series, MERGER, NEW, companions=weights))
    assert item.figure.value == Decimal("12.75")
    assert "bình quân gia quyền theo w" in said(item)
    assert "không phải số công bố" in said(item)
    assert "not a published figure" in said(item, "en")


def test_rates_without_weights_are_refused() -> None:
    series = [figure("a", "14", unit="%"), figure("b", "9", unit="%")]
    item = only(restate(RATE, series, MERGER, NEW))
    assert item.figure.value is None
    assert "không cộng được" in item.figure.reason.vi
    assert "quyền số w" in item.figure.reason.vi
    assert "the weight w of each area is needed" in item.figure.reason.en


def test_an_indicator_that_declares_no_weight_is_told_apart() -> None:
    indicator = make_indicator(OverAreas.WEIGHTED, "%")
    item = only(restate(indicator, [figure("a", "14", unit="%"), figure("b", "9", unit="%")], MERGER, NEW))
    assert "chưa khai báo quyền số" in item.figure.reason.vi
    assert "no weight is declared" in item.figure.reason.en


def test_one_missing_weight_is_a_gap() -> None:
    series = [figure("a", "14", unit="%"), figure("b", "9", unit="%")]
    item = only(restate(RATE, series, MERGER, NEW, companions=[figure("a", "300", "w", "tỷ đồng")]))
    assert item.figure.value is None
    assert "1/2" in item.figure.reason.vi


def test_a_rate_that_was_not_reported_is_a_gap() -> None:
    weights = [figure("a", "300", "w", "tỷ đồng"), figure("b", "100", "w", "tỷ đồng")]
    item = only(restate(RATE, [figure("a", "14", unit="%")], MERGER, NEW, companions=weights))
    assert item.figure.value is None


def test_a_weight_of_another_period_is_used_when_it_is_the_only_one_and_is_named() -> None:
    first_half = half(2025, 1)
    series = [figure("a", "14", unit="%", period=first_half), figure("b", "9", unit="%", period=first_half)]
    base = year(2024)
    weights = [
        figure("a", "300", "w", "tỷ đồng", period=base),
        figure("b", "100", "w", "tỷ đồng", period=base),
    ]
    item = only(restate(RATE, series, MERGER, NEW, companions=weights))
    assert item.figure.value == Decimal("12.75")
    assert "2024" in said(item).splitlines()[-2]


def test_of_several_weights_only_that_of_the_period_will_do() -> None:
    series = [figure("a", "14", unit="%"), figure("b", "9", unit="%")]
    weights = [
        figure(area, value, "w", "tỷ đồng", period=year(number))
        for area, value in (("a", "300"), ("b", "100"))
        for number in (2021, 2022)
    ]
    assert only(restate(RATE, series, MERGER, NEW, companions=weights)).figure.value is None
    weights += [figure("a", "1", "w", "tỷ đồng"), figure("b", "1", "w", "tỷ đồng")]
    assert only(restate(RATE, series, MERGER, NEW, companions=weights)).figure.value == Decimal("11.5")


def test_the_weight_of_all_stands_in_for_that_of_a_breakdown() -> None:
    series = [figure("a", "14", unit="%", breakdown="SEX=F"), figure("b", "10", unit="%", breakdown="SEX=F")]
    weights = [figure("a", "1", "w", "tỷ đồng"), figure("b", "1", "w", "tỷ đồng")]
    assert only(restate(RATE, series, MERGER, NEW, companions=weights)).figure.value == 12


def test_a_split_divides_the_weight_of_a_rate_and_not_the_rate() -> None:
    series = [figure("a", "10", unit="%"), figure("b", "20", unit="%")]
    weights = [figure("a", "100", "w", "tỷ đồng"), figure("b", "20", "w", "tỷ đồng")]
    found = restate(RATE, series, SPLIT, NEW, companions=weights)
    assert values(found) == {"a2": Decimal(10), "b2": Decimal(15)}


def test_a_ratio_is_worked_out_again_from_its_sums() -> None:
    companions = [
        figure("a", "1", "n"), figure("a", "10", "d"), figure("b", "8", "n"), figure("b", "20", "d"),
    ]  # fmt: skip
    series = [figure("a", "10", unit="%"), figure("b", "40", unit="%")]
    item = only(restate(RATIO, series, MERGER, NEW, companions=companions))
    assert item.figure.value == Decimal(30)
    assert item.parts == tuple(series)


def test_a_ratio_can_be_had_from_its_sums_even_if_it_was_never_reported() -> None:
    companions = [
        figure("a", "1", "n"), figure("a", "10", "d"), figure("b", "8", "n"), figure("b", "20", "d"),
    ]  # fmt: skip
    item = only(restate(RATIO, [], MERGER, NEW, companions=companions))
    assert item.figure.value == Decimal(30)
    assert item.parts == ()


def test_a_ratio_of_unchanged_land_worked_out_from_its_sums_is_no_break() -> None:
    item = only(restate(RATIO, [], MERGER, NEW, companions=[figure("c", "1", "n"), figure("c", "4", "d")]))
    assert item.figure.value == Decimal(25)
    assert item.status is ObsStatus.NORMAL


def test_a_ratio_without_its_denominator_is_a_gap() -> None:
    companions = [figure("a", "1", "n"), figure("b", "8", "n"), figure("b", "20", "d")]
    item = only(restate(RATIO, [], MERGER, NEW, companions=companions))
    assert item.figure.value is None
    assert item.figure.coverage is not None
    assert item.figure.coverage.missing == ("xã A",)


def test_ranks_are_refused_in_words() -> None:
    item = only(restate(RANK, [figure("a", "3"), figure("b", "5")], MERGER, NEW))
    assert item.figure.value is None
    assert item.figure.reason.vi.startswith("thứ hạng không cộng được")
    assert item.figure.reason.en.startswith("ranks cannot be added")
    assert [part.value for part in item.parts] == [Decimal(3), Decimal(5)]


def test_an_indicator_with_a_number_of_ranked_units_is_a_rank_whatever_its_unit() -> None:
    indicator = make_indicator(OverAreas.NONE, "điểm", rank_of={date(2008, 1, 1): 63})
    item = only(restate(indicator, [figure("a", "3"), figure("b", "5")], MERGER, NEW))
    assert item.figure.reason.vi.startswith("thứ hạng")


def test_scores_are_refused_in_words() -> None:
    item = only(restate(SCORE, [figure("a", "71.24"), figure("b", "70")], MERGER, NEW))
    assert "điểm số, chỉ số" in item.figure.reason.vi
    assert "a score, an index" in item.figure.reason.en


def test_a_share_that_declares_no_way_to_add_up_says_what_is_not_declared() -> None:
    indicator = make_indicator(OverAreas.NONE, "%")
    item = only(restate(indicator, [figure("a", "14", unit="%"), figure("b", "9", unit="%")], MERGER, NEW))
    assert item.figure.value is None
    assert "tốc độ và tỷ lệ không cộng được" in item.figure.reason.vi
    assert "neither a weight nor a numerator" in item.figure.reason.en


# -- what finds no place -----------------------------------------------------------------------------


def test_a_figure_of_an_abolished_unit_says_why_it_has_no_place() -> None:
    registry = AreaRegistry([make_area("d", until=NEW)], [make_change("d", None, kind=ChangeKind.ABOLISH)])
    item = only(restate(SUM, [figure("d", "100")], registry, NEW))
    assert item.area.id == "d"
    assert item.figure.value is None
    assert "01/07/2025" in item.figure.reason.vi
    assert "without a successor" in item.figure.reason.en
    assert item.parts[0].value == 100
    assert [change.kind for change in item.changes] == [ChangeKind.ABOLISH]


def test_a_figure_of_a_unit_that_nobody_followed_says_so() -> None:
    item = only(restate(SUM, [figure("d", "100")], AreaRegistry([make_area("d", until=NEW)]), NEW))
    assert item.figure.reason.vi.startswith("không rõ")
    assert item.figure.reason.en.startswith("nothing says")


def test_the_figure_of_a_whole_is_not_divided_backwards() -> None:
    item = only(restate(SUM, [figure("ab", "120")], MERGER, OLD))
    assert item.area.id == "ab"
    assert item.figure.value is None
    assert "không cho biết phần của từng đơn vị cũ" in item.figure.reason.vi
    assert "does not tell those of its parts" in item.figure.reason.en


def test_a_part_of_a_split_unit_is_not_the_unit_of_before() -> None:
    item = only(restate(SUM, [figure("a2", "80")], SPLIT, OLD))
    assert item.figure.value is None


def test_figures_with_and_without_a_place_come_out_together() -> None:
    registry = AreaRegistry(
        [make_area("a", until=NEW), make_area("d", until=NEW), make_area("a2", since=NEW)],
        [make_change("a", "a2"), make_change("d", None, kind=ChangeKind.ABOLISH)],
    )
    found = restate(SUM, [figure("d", "1"), figure("a", "2")], registry, NEW)
    assert values(found) == {"a2": Decimal(2), "d": None}


# -- properties --------------------------------------------------------------------------------------


@st.composite
def worlds(draw: st.DrawFn) -> tuple[AreaRegistry, list[Evidence]]:
    """A map on which every old unit was merged, renamed or split among the new ones, with figures."""
    old = [f"o{n}" for n in range(draw(st.integers(1, 6)))]
    new = [f"n{n}" for n in range(draw(st.integers(1, 4)))]
    areas = [*(make_area(name, until=NEW) for name in old), *(make_area(name, since=NEW) for name in new)]
    changes: list[AreaChange] = []
    for name in old:
        targets = draw(st.lists(st.sampled_from(new), min_size=1, max_size=len(new), unique=True))
        cuts = [Decimal(draw(st.integers(1, 99))) / 1000 for _ in targets[1:]]
        shares = [1 - sum(cuts, Decimal(0)), *cuts]
        kind = ChangeKind.SPLIT if len(targets) > 1 else ChangeKind.MERGE
        changes += [
            make_change(name, target, str(share), kind) for target, share in zip(targets, shares, strict=True)
        ]
    numbers = st.decimals(-(10**9), 10**9, places=3, allow_nan=False)
    return AreaRegistry(areas, changes), [figure(name, str(draw(numbers))) for name in old]


@given(worlds())
def test_the_sum_over_all_units_is_the_same_on_every_map(world: tuple[AreaRegistry, list[Evidence]]) -> None:
    registry, series = world
    found = restate(SUM, series, registry, NEW)
    assert sum(item.figure.value or Decimal(0) for item in found) == sum(
        item.value for item in series if item.value is not None
    )


@given(worlds())
def test_every_restated_figure_lies_in_its_own_span(world: tuple[AreaRegistry, list[Evidence]]) -> None:
    registry, series = world
    for item in restate(SUM, series, registry, NEW):
        assert item.figure.interval is not None
        assert item.figure.value is not None
        assert item.figure.interval.contains(item.figure.value)


@given(st.integers(1, 5), st.decimals(-(10**6), 10**6, places=2, allow_nan=False))
def test_any_number_of_renames_changes_nothing(times: int, value: Decimal) -> None:
    days = [date(2020 + step, 1, 1) for step in range(times)]
    names = [f"r{step}" for step in range(times + 1)]
    areas = [
        make_area(name, days[step - 1] if step else None, days[step] if step < times else None)
        for step, name in enumerate(names)
    ]
    changes = [
        make_change(names[step], names[step + 1], kind=ChangeKind.RENAME, on=day)
        for step, day in enumerate(days)
    ]
    item = only(restate(SCORE, [figure("r0", str(value))], AreaRegistry(areas, changes), NEW))
    assert item.area.id == names[-1]
    assert item.figure.value == value
    assert item.is_untouched
    assert len(item.changes) == times
