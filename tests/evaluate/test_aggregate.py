"""Parts give the whole as the indicator declares, with coverage, and never out of thin air."""

from __future__ import annotations

from decimal import Decimal

import pytest
from figure_world import PROVINCE, measure, saw

from thuocdo.errors import Text
from thuocdo.evaluate.aggregate import (
    Part,
    aggregate_areas,
    aggregate_years,
    mean_rate,
    mean_rate_interval,
    weakest_stage,
)
from thuocdo.evaluate.model import Evidence
from thuocdo.facts.model import Stage
from thuocdo.periods import parse_period
from thuocdo.plan.model import Missing, OverAreas, OverTime
from thuocdo.quantities import UNITS, Interval, printed_interval, quantise

COMMUNE = Text("xã", "communes")
D = Decimal


def figure(value, unit="%", stage=Stage.OFFICIAL, reason="", period="2025", key="x"):
    number = None if value is None else D(value)
    decimals = 0 if number is None else max(0, -int(number.as_tuple().exponent))
    return Evidence(
        key,
        PROVINCE,
        parse_period(period),
        UNITS.parse(unit),
        number,
        interval=None if number is None else printed_interval(number, decimals),
        stage=None if number is None else stage,
        inputs=() if number is None else (saw(key, period, value, unit),),
        reason=Text(reason, reason),
    )


def parts_of(*values, unit="%", weights=None, weight_unit="người"):
    return [
        Part(
            f"phần {number}",
            figure(value, unit),
            None if weights is None else figure(weights[number - 1], weight_unit),
        )
        for number, value in enumerate(values, start=1)
    ]


def over_time(how, *values, unit="%", decimals=2, missing=Missing.REQUIRE_ALL, weights=None):
    indicator = measure("x", unit, decimals, over_time=how, missing=missing, name="Chỉ tiêu x")
    return aggregate_years(
        indicator, figure(None, unit, period="2021-2025"), parts_of(*values, unit=unit, weights=weights)
    )


def over_areas(
    how,
    *values,
    unit="%",
    decimals=2,
    missing=Missing.REQUIRE_ALL,
    weights=None,
    weight_unit="người",
    part_unit=None,
):
    indicator = measure("x", unit, decimals, over_areas=how, missing=missing, name="Chỉ tiêu x")
    parts = parts_of(*values, unit=part_unit or unit, weights=weights, weight_unit=weight_unit)
    return aggregate_areas(indicator, figure(None, unit), parts, COMMUNE)


def test_mean_growth_of_the_draft_is_written_with_its_root():
    found = over_time(OverTime.GEOMETRIC_MEAN, "8.52", "19.30", "14.99", "13.85", "13.60")
    assert quantise(found.value, 2) == D("14.00")
    assert found.steps[-1].text.vi.endswith("⁵√(1,0852 × 1,1930 × 1,1499 × 1,1385 × 1,1360) − 1 = 14,00%")
    assert found.steps[-1].text.en.endswith("⁵√(1.0852 × 1.1930 × 1.1499 × 1.1385 × 1.1360) − 1 = 14.00%")


def test_geometric_mean_is_not_the_arithmetic_one():
    geometric = over_time(OverTime.GEOMETRIC_MEAN, "0", "44")
    arithmetic = over_time(OverTime.MEAN, "0", "44")
    assert (geometric.value, arithmetic.value) == (D(20), D(22))


def test_square_and_single_roots_are_written_as_people_write_them():
    assert "= √(1,0000 × 1,4400) − 1 =" in over_time(OverTime.GEOMETRIC_MEAN, "0", "44").steps[-1].text.vi
    assert "= 1,4400 − 1 =" in over_time(OverTime.GEOMETRIC_MEAN, "44").steps[-1].text.vi


def test_fall_of_more_than_everything_is_no_growth_rate():
    found = over_time(OverTime.GEOMETRIC_MEAN, "5", "-120")
    assert found.value is None
    assert "giảm quá 100" in found.reason.vi
    assert mean_rate([D(-100), D(3)]) == D(-100)


def test_growth_interval_runs_from_the_lowest_to_the_highest_reading():
    found = over_time(OverTime.GEOMETRIC_MEAN, "10", "10")
    assert (found.interval.low, found.interval.high) == (D("9.5"), D("10.5"))
    assert mean_rate_interval([Interval(None, D(3))]) is None
    assert mean_rate_interval([None]) is None
    assert mean_rate_interval([Interval(D(-200), D(3))]) is None


def test_sum_is_exact_and_shows_its_terms():
    found = over_time(OverTime.SUM, "0.1", "0.2", "-0.3", unit="tỷ đồng", decimals=1)
    assert found.value == 0
    assert (
        found.steps[-1].text.vi
        == "Chỉ tiêu x " + found.period.label.vi + " = 0,1 + 0,2 + (−0,3) = 0,0 tỷ đồng"
    )
    assert (found.interval.low, found.interval.high) == (D("-0.15"), D("0.15"))


def test_mean_divides_by_the_number_of_parts():
    found = over_time(OverTime.MEAN, "1", "2", unit="giường", decimals=1)
    assert found.value == D("1.5")
    assert found.interval == Interval(D("1.0"), D("2.0"))
    assert "(1,0 + 2,0) ÷ 2 = 1,5 giường" in found.steps[-1].text.vi


def test_last_takes_the_last_part_there_is():
    assert over_time(OverTime.LAST, "1", "2").value == 2
    assert over_time(OverTime.LAST, "1", None, missing=Missing.AVAILABLE).value == 1


def test_ratio_over_time_divides_sums_not_averages():
    found = over_time(OverTime.RATIO, "1", "1", unit="%", weights=["2", "8"])
    assert found.value == D("0.2")


def test_none_over_time_is_refused_with_the_reason():
    found = over_time(OverTime.NONE, "1", "2")
    assert (found.value, found.reason.vi) == (None, "chỉ tiêu này không cộng dồn được theo thời gian")


def test_none_over_areas_is_refused_with_the_reason():
    found = over_areas(OverAreas.NONE, "1", "2")
    assert found.value is None
    assert "không tổng hợp được từ các địa bàn" in found.reason.vi


def test_weighted_mean_over_areas():
    found = over_areas(OverAreas.WEIGHTED, "10", "20", weights=["300", "100"])
    assert found.value == D("12.5")
    assert "(10,00 × 300 + 20,00 × 100) ÷ 400 = 12,50%" in found.steps[-1].text.vi
    assert found.interval == Interval(D(12), D(13))


def test_weights_that_add_up_to_nothing_give_a_reason():
    found = over_areas(OverAreas.WEIGHTED, "10", "20", weights=["0", "0"])
    assert (found.value, found.reason.vi) == (None, "tổng quyền số bằng 0")


def test_negative_weight_leaves_the_interval_unknown():
    assert over_areas(OverAreas.WEIGHTED, "10", "20", weights=["-1", "3"]).interval is None


def test_ratio_over_areas_is_recomputed_from_numerator_and_denominator():
    found = over_areas(OverAreas.RATIO, "1", "9", weights=["10", "10"], part_unit="xã", weight_unit="xã")
    assert found.value == 50
    assert "10 xã ÷ 20 xã = 50,00%" in found.steps[-1].text.vi
    assert found.interval.contains(D(50))
    assert (quantise(found.interval.low, 2), quantise(found.interval.high, 2)) == (D("42.86"), D("57.89"))


def test_ratio_minds_the_scale_of_its_units():
    found = over_areas(
        OverAreas.RATIO,
        "36",
        weights=["10"],
        unit="giường/10.000 dân",
        part_unit="giường",
        weight_unit="nghìn người",
    )
    assert found.value == 36


def test_ratio_without_denominator_gives_a_reason():
    found = over_areas(OverAreas.RATIO, "1", weights=["0"], part_unit="xã", weight_unit="xã")
    assert (found.value, found.reason.vi) == (None, "mẫu số bằng 0")


def test_missing_part_stops_a_sum_that_requires_all():
    found = over_areas(OverAreas.SUM, "1", None, "3", unit="xã")
    assert found.value is None
    assert found.reason == Text(
        "mới có 2/3 xã; còn thiếu: phần 2", "only 2 of 3 communes so far; missing: phần 2"
    )
    assert (found.coverage.present, found.coverage.expected, found.coverage.missing) == (2, 3, ("phần 2",))


@pytest.mark.parametrize(
    ("strategy", "told"),
    [(Missing.AVAILABLE, "phần thiếu không được tính"), (Missing.AS_ZERO, "phần thiếu tính bằng 0")],
)
def test_missing_part_is_told_when_the_sum_goes_on_without_it(strategy, told):
    found = over_areas(OverAreas.SUM, "1", None, "3", unit="xã", missing=strategy)
    assert found.value == 4
    assert told in found.steps[-1].text.vi
    assert not found.coverage.is_full


def test_available_and_as_zero_differ_in_a_mean():
    assert over_time(OverTime.MEAN, "2", None, "4", missing=Missing.AVAILABLE).value == 3
    assert over_time(OverTime.MEAN, "2", None, "4", missing=Missing.AS_ZERO).value == 2


@pytest.mark.parametrize("strategy", Missing)
def test_nothing_at_all_is_never_zero(strategy):
    found = over_areas(OverAreas.SUM, None, None, unit="xã", missing=strategy)
    assert (found.value, found.reason.vi) == (None, "chưa xã nào có số liệu")
    assert found.reason.en == "none of the communes has a figure yet"


def test_part_without_weight_is_missing_and_never_weighs_zero():
    found = over_areas(OverAreas.WEIGHTED, "10", "20", weights=["1", None], missing=Missing.AS_ZERO)
    assert found.value == 10
    assert found.coverage.missing == ("phần 2",)


def test_missing_value_weighs_as_zero_where_declared():
    found = over_areas(OverAreas.WEIGHTED, "10", None, weights=["1", "1"], missing=Missing.AS_ZERO)
    assert found.value == 5


def test_many_missing_names_are_shortened():
    found = over_areas(OverAreas.SUM, "1", *[None] * 7, unit="xã")
    assert found.reason.vi.endswith("phần 2, phần 3, phần 4, phần 5, phần 6 và 2 nơi khác")


def test_sum_of_a_hundred_communes_is_told_by_number():
    found = over_areas(OverAreas.SUM, *["1"] * 100, unit="xã", decimals=0)
    assert found.steps[-1].text.vi.endswith("= tổng 100 số = 100 xã")
    assert len(found.steps) == 1
    weighted = over_areas(OverAreas.WEIGHTED, *["1"] * 13, weights=["2"] * 13)
    assert "bình quân gia quyền của 13 số" in weighted.steps[-1].text.vi


def test_whole_is_as_firm_as_its_weakest_part():
    figures = [figure("1", stage=Stage.OFFICIAL), figure("2", stage=Stage.ESTIMATE_1), figure(None)]
    assert weakest_stage(figures) is Stage.ESTIMATE_1
    assert weakest_stage([figure(None)]) is None


def test_unknown_interval_of_a_part_leaves_the_whole_without_one():
    bare = Evidence("x", PROVINCE, parse_period("2025"), UNITS.parse("xã"), D(1))
    for how in (OverAreas.SUM, OverAreas.WEIGHTED, OverAreas.RATIO):
        indicator = measure("x", "lần" if how is OverAreas.RATIO else "xã", over_areas=how)
        weight = None if how is OverAreas.SUM else bare
        found = aggregate_areas(indicator, figure(None, "xã"), [Part("a", bare, weight)], COMMUNE)
        assert (found.value, found.interval) == (D(1), None)
    mean = aggregate_years(measure("x", "xã", over_time=OverTime.MEAN), figure(None, "xã"), [Part("a", bare)])
    assert (mean.value, mean.interval) == (D(1), None)


def test_inputs_are_listed_once():
    part = Part("a", figure("1", "xã"))
    found = aggregate_areas(
        measure("x", "xã", over_areas=OverAreas.SUM), figure(None, "xã"), [part, part], COMMUNE
    )
    assert (found.value, len(found.inputs)) == (2, 1)
