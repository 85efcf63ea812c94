"""Where a target is heading: paces, projections, intervals and the words around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from judge_world import make_component, make_indicator, make_pack, seen

from thuocdo.errors import Text
from thuocdo.evaluate.compare import compare
from thuocdo.evaluate.model import Projection, Verdict
from thuocdo.evaluate.project import Attempt, attempt_projection, classify, is_firm, project
from thuocdo.evaluate.projection.aim import mean_growth
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.periods import parse_period
from thuocdo.plan.model import (
    Comparator,
    Component,
    Definition,
    Direction,
    Indicator,
    OverTime,
    Statistic,
)

D = Decimal
MID_2027 = date(2027, 6, 30)


def history(*values: str, start: int = 2025, unit: str = "%") -> list[Observation]:
    return [seen(value, str(start + index), unit=unit) for index, value in enumerate(values)]


def attempt(
    component: Component,
    observations: list[Observation],
    indicator: Indicator | None = None,
    as_of: date | datetime = MID_2027,
) -> Attempt:
    pack = make_pack(component, indicator or make_indicator())
    store = MemoryFacts()
    store.add(observations)
    moment = as_of if isinstance(as_of, datetime) else datetime(as_of.year, as_of.month, as_of.day, 23)
    return attempt_projection(Resolver(pack, store, moment), component, as_of)


def projected(
    component: Component,
    observations: list[Observation],
    indicator: Indicator | None = None,
    as_of: date | datetime = MID_2027,
) -> Projection:
    made = attempt(component, observations, indicator, as_of).projection
    assert made is not None
    return made


def verdict_of(made: Projection, component: Component, direction: Direction = Direction.ASCENDING) -> Verdict:
    return classify(made, lambda value: compare(component, value, decimals=1, direction=direction).verdict)


def words(made: Projection) -> str:
    return "\n".join(step.text.vi for step in made.steps)


# --- the pace ------------------------------------------------------------------------------------------


def test_share_moves_in_points_a_year() -> None:
    target = make_component("90", period="2030")

    made = projected(target, history("80", "81", "82"))

    assert (made.required_pace, made.achieved_pace, made.best_pace) == (D(8) / 3, D(1), D(1))
    assert made.pace_unit == Text("điểm %/năm", "points a year")
    assert made.multiple == D(8) / 3


def test_amount_moves_in_percent_a_year() -> None:
    target = make_component("16", period="2029", unit="tỷ đồng")
    indicator = make_indicator("tỷ đồng", over_time=OverTime.SUM)

    made = projected(target, history("1", "2", "4", unit="tỷ đồng"), indicator)

    assert round(made.required_pace or D(0), 10) == D(100)
    assert round(made.achieved_pace or D(0), 10) == D(100)
    assert made.pace_unit.en == "% a year"
    assert round(made.value, 10) == D(16)


def test_amount_from_zero_moves_by_amounts() -> None:
    target = make_component("100", period="2030", unit="km")
    indicator = make_indicator("km", decimals=0)

    made = projected(target, history("0", "2", "5", unit="km"), indicator)

    assert made.pace_unit == Text("km/năm", "km a year")
    assert (made.achieved_pace, made.required_pace) == (D("2.5"), D(95) / 3)
    assert verdict_of(made, target) is Verdict.AT_RISK


def test_rank_moves_in_places_and_stays_whole() -> None:
    target = make_component("10", Comparator.RANK_WITHIN, period="2030", unit="hạng")
    indicator = make_indicator("hạng", decimals=0, direction=Direction.DESCENDING)

    made = projected(target, history("14", "11", "12", unit="hạng"), indicator)

    assert made.pace_unit == Text("bậc/năm", "places a year")
    assert made.value == made.value.to_integral_value()
    assert made.low is not None
    assert made.low >= 1
    assert made.required_pace == D(-2) / 3


def test_reached_level_needs_no_pace() -> None:
    made = projected(make_component("41.1", period="2030"), history("50", "55", "57.1"))

    assert (made.required_pace, made.multiple, made.gap_share) == (D(0), D(0), D(0))


def test_standing_still_has_no_multiple() -> None:
    made = projected(make_component("90", period="2030"), history("80", "80", "80"))

    assert made.required_pace == D(10) / 3
    assert made.achieved_pace == 0
    assert made.multiple is None


def test_moving_away_has_no_multiple() -> None:
    made = projected(make_component("90", period="2030"), history("82", "81", "80"))

    assert made.multiple is None


def test_falling_target_on_its_line_needs_exactly_its_pace() -> None:
    target = make_component("0", Comparator.AT_MOST, period="2030")
    poverty = make_indicator(direction=Direction.DESCENDING)

    made = projected(target, history("5", "4", "3"), poverty)

    assert (made.required_pace, made.achieved_pace, made.multiple) == (D(-1), D(-1), D(1))
    assert made.value == 0
    assert verdict_of(made, target, Direction.DESCENDING) is Verdict.LIKELY_MET


def test_falling_range_is_aimed_at_its_upper_end() -> None:
    target = make_component("2", Comparator.RANGE, period="2030", value_to=D(3))
    indicator = make_indicator(direction=Direction.DESCENDING)

    made = projected(target, history("9", "8", "7"), indicator)

    assert made.required_pace == D(-4) / 3


def test_rising_range_is_aimed_at_its_lower_end() -> None:
    target = make_component("82", Comparator.RANGE, period="2030", value_to=D(85))

    made = projected(target, history("70", "72", "73"))

    assert made.required_pace == D(3)


def test_target_in_a_larger_unit_is_converted() -> None:
    target = make_component("16", period="2029", unit="tỷ đồng")
    indicator = make_indicator("triệu đồng", decimals=0, over_time=OverTime.SUM)

    made = projected(target, history("1000", "2000", "4000", unit="triệu đồng"), indicator)

    assert round(made.required_pace or D(0), 10) == D(100)


# --- what is put to the test -----------------------------------------------------------------------------


def test_mean_growth_combines_known_and_forecast_years() -> None:
    target = make_component("15", statistic=Statistic.MEAN_GROWTH, period="2026-2030")
    rates = make_indicator(decimals=2, over_time=OverTime.GEOMETRIC_MEAN)

    made = projected(target, history("10", "10", "10", start=2025), rates)

    assert made.value == pytest.approx(D(10), abs=D("1e-20"))
    assert round(made.required_pace or D(0), 2) == D("18.46")
    assert made.pace_unit.vi == "%/năm"


def test_mean_growth_with_no_year_of_the_term_known_needs_the_target_itself() -> None:
    target = make_component("15", statistic=Statistic.MEAN_GROWTH, period="2026-2030")
    rates = make_indicator(decimals=2, over_time=OverTime.GEOMETRIC_MEAN)

    made = projected(target, history("8.52", "19.30", "14.99", "13.85", start=2021), rates, date(2025, 3, 25))

    assert round(made.required_pace or D(0), 10) == D(15)
    assert verdict_of(made, target) is Verdict.AT_RISK


def test_mean_growth_that_lost_everything_is_minus_a_hundred() -> None:
    assert mean_growth([D(10), D(-100)]) == D(-100)


def test_mean_growth_that_cannot_be_made_up_has_no_required_pace() -> None:
    target = make_component("15", statistic=Statistic.MEAN_GROWTH, period="2026-2030")
    rates = make_indicator(decimals=2, over_time=OverTime.GEOMETRIC_MEAN)

    made = projected(target, history("5", "-100", start=2026), rates, date(2028, 3, 1))

    assert made.required_pace is None
    assert made.multiple is None


def test_falling_growth_takes_the_lowest_year_as_best() -> None:
    target = make_component("2", Comparator.AT_MOST, Statistic.MEAN_GROWTH, "2026-2030")
    rates = make_indicator(decimals=2, direction=Direction.DESCENDING, over_time=OverTime.GEOMETRIC_MEAN)

    made = projected(target, history("5", "3", "4", start=2025), rates)

    assert made.best_pace == D(3)


def test_total_adds_known_and_forecast_years() -> None:
    target = make_component("641", statistic=Statistic.TOTAL, period="2026-2030", unit="tỷ đồng")
    indicator = make_indicator("tỷ đồng", over_time=OverTime.SUM)

    made = projected(target, history("100", "100", "100", start=2025, unit="tỷ đồng"), indicator)

    assert made.value == D(500)
    assert made.required_pace == D(441) / 3
    assert made.achieved_pace == D(100)
    assert made.pace_unit.vi == "tỷ đồng/năm"


def test_total_from_the_term_before_needs_its_share_each_year() -> None:
    target = make_component("500", statistic=Statistic.TOTAL, period="2026-2030", unit="tỷ đồng")
    indicator = make_indicator("tỷ đồng", over_time=OverTime.SUM)

    made = projected(target, history("60", "70", start=2024, unit="tỷ đồng"), indicator, date(2026, 1, 31))

    assert (made.required_pace, made.achieved_pace) == (D(100), D(65))


def test_total_already_passed_needs_nothing() -> None:
    target = make_component("150", statistic=Statistic.TOTAL, period="2026-2030", unit="tỷ đồng")
    indicator = make_indicator("tỷ đồng", over_time=OverTime.SUM)

    made = projected(target, history("100", "100", start=2026, unit="tỷ đồng"), indicator, date(2028, 3, 1))

    assert made.required_pace == 0


def test_total_that_must_stay_low_counts_what_is_left_of_it() -> None:
    target = make_component("50", Comparator.AT_MOST, Statistic.TOTAL, "2026-2030", "tỷ đồng")
    indicator = make_indicator("tỷ đồng", over_time=OverTime.SUM, direction=Direction.DESCENDING)

    made = projected(target, history("30", "5", start=2026, unit="tỷ đồng"), indicator, date(2028, 3, 1))

    assert (made.required_pace, made.best_pace) == (D(5), D(5))


def test_every_year_is_lost_once_one_year_fails() -> None:
    target = make_component("90", statistic=Statistic.EVERY_YEAR, period="2026-2030")

    made = projected(target, history("95", "89", "95", start=2025))

    assert made.is_lost
    assert made.value == D(89)
    assert verdict_of(made, target) is Verdict.AT_RISK


def test_every_year_that_held_is_held() -> None:
    target = make_component("90", statistic=Statistic.EVERY_YEAR, period="2026-2030")

    made = projected(target, history("92", "92", "92", start=2025))

    assert not made.is_lost
    assert made.method == "carry_forward"
    assert verdict_of(made, target) is Verdict.LIKELY_EXCEEDED


def test_every_edition_takes_the_worst_rank() -> None:
    target = make_component("10", Comparator.RANK_WITHIN, Statistic.EVERY_EDITION, "2026-2030", "hạng")
    indicator = make_indicator("hạng", decimals=0, direction=Direction.DESCENDING)

    made = projected(target, history("9", "8", "9", start=2025, unit="hạng"), indicator)

    assert made.value == D(9)
    assert verdict_of(made, target, Direction.DESCENDING) is Verdict.LIKELY_MET


def test_increase_is_counted_from_the_base() -> None:
    target = make_component(
        "1", statistic=Statistic.INCREASE, period="2030", unit="huyện", base=parse_period("2025")
    )
    indicator = make_indicator("huyện", decimals=0)

    made = projected(target, history("6", "6", "6", unit="huyện"), indicator)

    assert made.value == 0
    assert made.gap_share == 1  # nothing of the one that is promised
    assert verdict_of(made, target) is Verdict.AT_RISK


def test_increase_without_a_base_has_no_projection() -> None:
    without = make_component("1", statistic=Statistic.INCREASE, period="2030")
    unknown = replace(without, base=parse_period("2010"))

    for target in (without, unknown):
        assert attempt(target, history("6", "7")).reason.en == "the base period has no figure"


def test_maintained_target_is_held_without_dividing_by_zero() -> None:
    target = make_component("99.5", period="2030")

    made = projected(target, history("99.5", "99.4", "99.5"))

    assert made.required_pace == 0
    assert made.method in {"carry_forward", "median_level"}
    assert verdict_of(made, target) is Verdict.LIKELY_MET


def test_maintained_zero_is_held() -> None:
    target = make_component("0", Comparator.AT_MOST, period="2030")
    indicator = make_indicator(direction=Direction.DESCENDING)

    made = projected(target, history("0", "0", "0"), indicator)

    assert (made.required_pace, made.gap_share, made.value) == (D(0), D(0), D(0))


# --- bounds, interval, notes -------------------------------------------------------------------------------


def test_share_is_cut_at_a_hundred_and_says_so() -> None:
    made = projected(make_component("100", period="2030"), history("80", "88", "96"))

    assert made.value == D(100)
    assert any("giới hạn" in note.vi for note in made.notes)


def test_share_that_was_above_a_hundred_before_is_not_cut() -> None:
    made = projected(make_component("130", period="2030"), history("100", "104", "108"))

    assert made.value == D(120)


def test_count_does_not_fall_below_zero() -> None:
    target = make_component("0", Comparator.AT_MOST, period="2030")

    made = projected(target, history("9", "5", "1"), make_indicator(direction=Direction.DESCENDING))

    assert made.value == 0


def test_growth_rate_may_be_negative() -> None:
    target = make_component("2", statistic=Statistic.MEAN_GROWTH, period="2026-2030")
    rates = make_indicator(decimals=2, over_time=OverTime.GEOMETRIC_MEAN)

    made = projected(target, history("-3", "-3", "-3"), rates)

    assert round(made.value, 10) == D(-3)


def test_balance_below_zero_is_not_cut() -> None:
    target = make_component("5", period="2030", unit="tỷ đồng")

    made = projected(target, history("-8", "-6", "-4", unit="tỷ đồng"), make_indicator("tỷ đồng"))

    assert made.value == D(2)
    assert made.pace_unit.vi == "tỷ đồng/năm"


def test_interval_grows_with_the_years_ahead() -> None:
    made = projected(make_component("90", period="2030"), history("80", "82", "85"))

    # The straight line saw 80, 82 and said 84: off by one, one year ahead. Three years ahead: three.
    assert made.method == "straight_line"
    assert (made.low, made.value, made.high) == (D("89.5"), D("92.5"), D("95.5"))
    assert (made.passes, made.worst_passes) == (True, False)


def test_two_points_give_no_interval_and_say_so() -> None:
    made = projected(make_component("90", period="2030"), history("80", "82", start=2025))

    assert (made.low, made.high, made.worst_passes) == (None, None, None)
    assert any("chỉ có 2 số năm" in note.vi for note in made.notes)
    assert not is_firm(made, lambda _: Verdict.MET)


def test_interval_from_one_trial_is_called_the_narrowest() -> None:
    few = projected(make_component("90", period="2030"), history("80", "82", "85"))
    more = projected(make_component("90", period="2030"), history("80", "82", "85", "86", start=2024))

    assert any("1 lần kiểm tra ngược" in note.vi for note in few.notes)
    assert not any("lần kiểm tra ngược: coi" in note.vi for note in more.notes)


def test_result_is_a_forecast() -> None:
    assert projected(make_component("90", period="2030"), history("80", "82")).status is ObsStatus.FORECAST


def test_errors_that_chose_the_method_are_printed() -> None:
    made = projected(make_component("90", period="2030"), history("80", "82", "85"))

    assert (
        "kiểm tra ngược, đường thẳng qua hai đầu: sai số tuyệt đối trung bình 1,000 (2026→2027: −1,00)"
        in (words(made))
    )
    assert "không phải xác suất" in words(made)
    assert made.steps[0].inputs


def test_only_the_latest_term_carries_the_series_on() -> None:
    target = make_component("90", period="2030")

    made = projected(target, history("0", "0", "1", "2", "3", "4", "5", start=2021))

    assert made.value == D(8)
    assert any("5 số gần nhất" in note.vi for note in made.notes)


def test_end_of_a_past_term_is_marked_in_the_back_test() -> None:
    made = projected(
        make_component("90", period="2030"), history("80", "81", "82", start=2023), as_of=date(2026, 3, 1)
    )

    assert made.back_tests[0].errors[0].term == "p"


def test_partial_figure_is_left_out_and_said() -> None:
    months = [seen("90", "2027-03")]

    made = projected(make_component("95", period="2030"), [*history("80", "82", start=2025), *months])

    assert [year for year, _ in made.points] == [2025, 2026]
    assert any("2027" in note.vi for note in made.notes)


def test_scenario_is_no_evidence() -> None:
    plan = seen("99", "2027", stage=Stage.SCENARIO, status=ObsStatus.FORECAST)

    made = projected(make_component("95", period="2030"), [*history("80", "82", start=2025), plan])

    assert [year for year, _ in made.points] == [2025, 2026]


def test_years_of_an_older_definition_are_left_out() -> None:
    indicator = make_indicator(
        definitions=(
            Definition("cũ", None, date(2024, 12, 31)),
            Definition("mới", date(2025, 1, 1), None),
        )
    )

    made = projected(make_component("95", period="2030"), history("10", "80", "82", start=2024), indicator)

    assert [year for year, _ in made.points] == [2025, 2026]
    assert any("2024" in note.vi for note in made.notes)


def test_definition_of_the_observation_counts_first() -> None:
    rows = [
        seen("10", "2024", definition="a"),
        seen("80", "2025", definition="b"),
        seen("82", "2026", definition="b"),
    ]

    made = projected(make_component("95", period="2030"), rows)

    assert [year for year, _ in made.points] == [2025, 2026]


def test_time_left_is_counted_from_the_day() -> None:
    made = projected(
        make_component("90", period="2030"), history("80", "82"), as_of=datetime(2027, 12, 31, 12)
    )

    assert made.time_left == D("3.00")
    assert made.years_left == 4


def test_nothing_to_go_and_nothing_to_lose_has_no_share() -> None:
    target = make_component("0", Comparator.BELOW, period="2030")

    made = projected(target, history("0", "0", "1"), make_indicator(direction=Direction.DESCENDING))

    assert not made.passes
    assert made.gap_share is None


# --- no projection --------------------------------------------------------------------------------------------


def test_one_point_is_not_enough() -> None:
    tried = attempt(make_component("90", period="2030"), history("80"))

    assert tried.projection is None
    assert tried.reason == Text("mới có 1 số năm, cần ít nhất 2", "only 1 yearly figures, 2 are needed")


def test_years_left_out_are_named_when_too_few_remain() -> None:
    indicator = make_indicator(
        definitions=(Definition("cũ", None, date(2025, 12, 31)), Definition("mới", date(2026, 1, 1), None))
    )

    tried = attempt(make_component("90", period="2030"), history("10", "80"), indicator)

    assert tried.reason.vi == "mới có 1 số năm, cần ít nhất 2; bỏ số các năm 2025: theo định nghĩa khác"


def test_no_figure_at_all_is_not_enough() -> None:
    assert attempt(make_component("90", period="2030"), []).reason.vi.startswith("mới có 0 số năm")


def test_blank_and_yes_no_have_nothing_to_reach() -> None:
    blank = make_component(None, period="2030", blank=True)
    yes_no = make_component("1", Comparator.YES_NO, period="2030")

    for target in (blank, yes_no):
        assert attempt(target, history("80", "82")).reason.en == "the target has no number to reach"


def test_period_that_is_over_is_judged_not_projected() -> None:
    tried = attempt(make_component("90", period="2026"), history("80", "82"))

    assert tried.reason.en == "the target's period is over"


def test_estimate_of_the_last_year_is_no_projection() -> None:
    tried = attempt(make_component("90", period="2027"), history("80", "82", "84"))

    assert tried.reason.vi == "đã có số của năm cuối kỳ"


def test_project_is_the_short_way() -> None:
    target = make_component("90", period="2030")
    store = MemoryFacts()
    resolver = Resolver(make_pack(target, make_indicator()), store, datetime(2027, 6, 30))

    assert project(resolver, target, datetime(2027, 6, 30)) is None


# --- the class ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "likely"),
    [
        (Verdict.EXCEEDED, Verdict.LIKELY_EXCEEDED),
        (Verdict.MET, Verdict.LIKELY_MET),
        (Verdict.MISSED, Verdict.AT_RISK),
    ],
)
def test_class_is_the_judges_own_test_of_the_forecast(verdict: Verdict, likely: Verdict) -> None:
    made = projected(make_component("90", period="2030"), history("80", "82"))

    assert classify(made, lambda _: verdict) is likely


def test_firm_means_both_ends_say_the_same() -> None:
    made = projected(make_component("90", period="2030"), history("80", "82", "85"))

    assert not is_firm(made, lambda value: Verdict.MET if value >= 90 else Verdict.MISSED)
    assert is_firm(made, lambda value: Verdict.MET if value >= 89 else Verdict.MISSED)
