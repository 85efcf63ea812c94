from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from judge_world import (
    AFTER_THE_TERM,
    INSIDE_THE_TERM,
    judged,
    known,
    make_component,
    make_indicator,
    seen,
)

from thuocdo.errors import Text
from thuocdo.evaluate.gaps import signed_gap
from thuocdo.evaluate.model import Verdict
from thuocdo.facts.model import ObsStatus, Stage
from thuocdo.periods import parse_period
from thuocdo.plan.areas import Area
from thuocdo.plan.lineage import Level
from thuocdo.plan.model import (
    Comparator,
    Definition,
    Direction,
    Missing,
    OverAreas,
    OverTime,
    Statistic,
)
from thuocdo.quantities import Approximation

DOWN = Direction.DESCENDING


def test_a_figure_below_the_number_is_missed_with_its_gap_in_points() -> None:
    judgement = judged(make_component("75"), make_indicator(), [seen("74.7")])

    assert judgement.verdict is Verdict.MISSED
    assert judgement.gap == Decimal("-0.3")
    assert judgement.gap_unit == Text("điểm phần trăm", "percentage points")
    assert judgement.gap_percent == Decimal("-0.40")
    assert signed_gap(judgement).vi == "−0,3 điểm phần trăm"


def test_money_is_judged_in_the_unit_of_the_target_with_gap_and_completion() -> None:
    component = make_component("470", statistic=Statistic.TOTAL, period="2021-2025", unit="nghìn tỷ đồng")
    indicator = make_indicator("nghìn tỷ đồng", 1, over_time=OverTime.SUM)

    judgement = judged(component, indicator, [seen("366300", "2021-2025", unit="tỷ đồng")])

    assert judgement.verdict is Verdict.MISSED
    assert judgement.gap == Decimal("-103.7")
    assert judgement.completion == Decimal("77.9")
    assert judgement.gap_percent == Decimal("-22.06")


def test_mean_growth_is_the_geometric_mean_of_the_yearly_rates() -> None:
    component = replace(
        make_component("14", Comparator.RANGE, Statistic.MEAN_GROWTH, "2021-2025", "%/năm"),
        value_to=Decimal(15),
    )
    indicator = make_indicator("%/năm", 2, over_time=OverTime.GEOMETRIC_MEAN)
    rates = ["8.52", "19.30", "14.99", "13.85", "13.60"]
    rows = [seen(rate, str(year), unit="%") for year, rate in enumerate(rates, start=2021)]

    judgement = judged(component, indicator, rows)

    assert judgement.verdict is Verdict.MET
    assert judgement.actual.value is not None
    assert round(judgement.actual.value, 2) == Decimal("14.00")
    assert any("√" in step.text.vi for step in judgement.steps)


def test_a_blank_is_never_judged_even_when_a_figure_is_there() -> None:
    judgement = judged(make_component(None, blank=True), make_indicator(), [seen("1")])

    assert judgement.verdict is Verdict.UNDEFINED_TARGET
    assert judgement.gap is None
    assert "để trống" in judgement.note.vi


def test_a_number_that_the_sources_do_not_print_is_told_apart_from_a_blank() -> None:
    judgement = judged(make_component(None), make_indicator(), [seen("1")])

    assert judgement.verdict is Verdict.UNDEFINED_TARGET
    assert "nguồn" in judgement.note.vi


def test_an_estimate_of_the_whole_period_is_judged_and_keeps_its_stage() -> None:
    as_of = known("2025-03-25")

    judgement = judged(
        make_component("10"), make_indicator(), [seen("12", stage=Stage.ESTIMATE_1)], as_of=as_of
    )

    assert judgement.verdict is Verdict.EXCEEDED
    assert judgement.actual.stage is Stage.ESTIMATE_1


def test_after_the_end_without_a_figure_there_is_no_data() -> None:
    assert judged(make_component("10"), make_indicator()).verdict is Verdict.NO_DATA


def test_a_withdrawn_figure_stays_withdrawn() -> None:
    rows = [
        seen("12", known_from="2024-01-01"),
        seen(None, known_from="2025-01-01", status=ObsStatus.WITHDRAWN),
    ]

    assert judged(make_component("10"), make_indicator(), rows).verdict is Verdict.NO_DATA
    assert (
        judged(make_component("10"), make_indicator(), rows, as_of=INSIDE_THE_TERM).verdict
        is Verdict.EXCEEDED
    )


def test_inside_the_term_history_gives_a_likely_verdict() -> None:
    rising = [seen(str(value), str(year)) for year, value in ((2020, 70), (2021, 72), (2022, 74), (2023, 76))]

    assert judged(make_component("79"), make_indicator(), rising, as_of=INSIDE_THE_TERM).verdict is (
        Verdict.LIKELY_EXCEEDED
    )
    assert (
        judged(make_component("95"), make_indicator(), rising, as_of=INSIDE_THE_TERM).verdict
        is Verdict.AT_RISK
    )


def test_a_stock_seen_part_of_the_year_is_likely_before_the_end_and_final_after_it() -> None:
    row = seen("94.7", "2025-03", known_from="2025-03-25")
    before = judged(make_component("90"), make_indicator(), [row], as_of=datetime(2025, 4, 1))
    after = judged(make_component("90"), make_indicator(), [row])

    assert before.verdict is Verdict.LIKELY_EXCEEDED
    assert after.verdict is Verdict.EXCEEDED
    assert "số liệu mới đến" in after.note.vi


def test_every_year_must_pass_and_one_bad_year_is_a_miss() -> None:
    component = make_component("84", statistic=Statistic.EVERY_YEAR, period="2021-2025")
    good = [seen("90", str(year)) for year in range(2021, 2026)]
    bad = [*good[:2], seen("83.9", "2023"), *good[3:]]

    assert judged(component, make_indicator(), good).verdict is Verdict.EXCEEDED
    judgement = judged(component, make_indicator(), bad)

    assert judgement.verdict is Verdict.MISSED
    assert judgement.actual.value == Decimal("83.9")
    assert sum("năm 20" in step.text.vi for step in judgement.steps) >= 5


def test_a_bad_year_misses_a_yearly_target_long_before_the_end() -> None:
    component = make_component("84", statistic=Statistic.EVERY_YEAR, period="2021-2025")

    judgement = judged(component, make_indicator(), [seen("80", "2021")], as_of=INSIDE_THE_TERM)

    assert judgement.verdict is Verdict.MISSED


def test_good_years_so_far_make_a_yearly_target_only_likely() -> None:
    component = make_component("84", statistic=Statistic.EVERY_YEAR, period="2021-2025")

    judgement = judged(component, make_indicator(), [seen("84", "2021")], as_of=INSIDE_THE_TERM)

    assert judgement.verdict is Verdict.LIKELY_MET


def test_an_absent_year_leaves_a_yearly_target_open_unless_the_plan_tolerates_it() -> None:
    rows = [seen("90", str(year), approximation=Approximation.ABOVE) for year in range(2021, 2025)]
    strict = make_component("84", statistic=Statistic.EVERY_YEAR, period="2021-2025")
    lenient = replace(strict, missing=Missing.AVAILABLE)

    assert judged(strict, make_indicator(), rows).verdict is Verdict.NO_DATA
    judgement = judged(lenient, make_indicator(), rows)

    assert judgement.verdict is Verdict.EXCEEDED
    assert "4/5 năm" in judgement.note.vi


def test_maintaining_a_group_is_tested_on_each_published_edition() -> None:
    component = make_component(
        "10", Comparator.RANK_WITHIN, Statistic.EVERY_EDITION, "2021-2025", unit="hạng"
    )
    indicator = make_indicator("hạng", 0, DOWN)
    editions = [seen("9", "2022", unit="hạng"), seen("10", "2023", unit="hạng")]

    assert judged(component, indicator, editions).verdict is Verdict.MET
    assert (
        judged(component, indicator, [*editions, seen("11", "2024", unit="hạng")]).verdict is Verdict.MISSED
    )
    assert judged(component, indicator).verdict is Verdict.NO_DATA


def test_a_better_rank_exceeds_and_the_gap_is_in_places() -> None:
    component = make_component("15", Comparator.RANK_AT, unit="hạng")

    judgement = judged(component, make_indicator("hạng", 0, DOWN), [seen("12", unit="hạng")])

    assert judgement.verdict is Verdict.EXCEEDED
    assert (judgement.gap, judgement.gap_unit.vi) == (Decimal(-3), "bậc")
    assert judgement.completion is None


def test_a_rank_printed_with_its_denominator_is_not_held_against_another_field() -> None:
    component = make_component("15", Comparator.RANK_AT, unit="hạng/63")
    indicator = make_indicator("hạng", 0, DOWN, rank_of={date(2008, 8, 1): 63, date(2025, 7, 1): 34})

    judgement = judged(component, indicator, [seen("12", unit="hạng")])

    assert judgement.verdict is Verdict.NOT_COMPARABLE
    assert "63" in judgement.note.vi
    assert "34" in judgement.note.vi


def test_the_denominator_of_a_rank_is_the_one_of_its_day() -> None:
    indicator = make_indicator(rank_of={date(2008, 8, 1): 63, date(2025, 7, 1): 34})

    assert indicator.ranked_among(date(2024, 12, 31)) == 63
    assert indicator.ranked_among(date(2025, 7, 1)) == 34
    assert indicator.ranked_among(date(2000, 1, 1)) is None


def test_an_increment_is_counted_from_its_named_base() -> None:
    component = make_component("1", statistic=Statistic.INCREASE, unit="huyện", base=parse_period("2020"))
    indicator = make_indicator("huyện", 0)
    rows = [seen("5", "2020", unit="huyện"), seen("6", "2025", unit="huyện")]

    judgement = judged(component, indicator, rows)

    assert judgement.verdict is Verdict.MET
    assert any("6 − 5 = 1 huyện" in step.text.vi for step in judgement.steps)
    assert judged(component, indicator, rows[1:]).verdict is Verdict.NO_DATA
    assert judged(replace(component, base=None), indicator, rows).verdict is Verdict.NO_DATA


def test_an_abolished_unit_leaves_no_subject_but_only_from_the_day_it_is_abolished() -> None:
    district = Area(
        "h", "2004", "213", Text("Huyện", ""), "huyện", "district", "tinh", None, date(2025, 7, 1), ""
    )
    component = make_component("1", unit="huyện", period="2030")
    indicator = make_indicator("huyện", 0, subject="huyện")

    after = judged(component, indicator, areas=[district])
    before = judged(component, indicator, areas=[district], as_of=datetime(2025, 3, 25))

    assert after.verdict is Verdict.NO_SUBJECT
    assert "01/07/2025" in after.note.vi
    assert before.verdict is Verdict.NO_DATA


def test_a_subject_that_still_exists_somewhere_is_no_reason() -> None:
    ended = Area(
        "h", "2004", "213", Text("Huyện A", ""), "huyện", "district", "tinh", None, date(2025, 7, 1), ""
    )
    lasting = Area("k", "2004", "214", Text("Huyện B", ""), "huyện", "district", "tinh", None, None, "")
    indicator = make_indicator("huyện", 0, subject="huyện")

    judgement = judged(make_component("1", unit="huyện", period="2030"), indicator, areas=[ended, lasting])

    assert judgement.verdict is Verdict.NO_DATA


OLD = Definition("2021-2025", None, date(2026, 2, 14))
NEW = Definition("2026-2030", date(2026, 2, 15), None, text=Text("bộ tiêu chí mới", "new criteria"))


def test_a_replaced_definition_makes_a_target_incomparable_from_the_day_it_is_replaced() -> None:
    component = make_component("90.9", period="2030")
    indicator = make_indicator(decimals=2, definitions=(OLD, NEW))
    rows = [seen(str(80 + 2 * n), str(2020 + n)) for n in range(6)]

    assert judged(component, indicator, rows, as_of=datetime(2026, 2, 14)).verdict is (
        Verdict.LIKELY_EXCEEDED
    )
    assert judged(component, indicator, rows, as_of=datetime(2026, 3, 1)).verdict is Verdict.NOT_COMPARABLE


def test_a_figure_still_counted_by_the_old_definition_stays_comparable() -> None:
    component = make_component("90.9", period="2030")
    indicator = make_indicator(decimals=2, definitions=(OLD, NEW))
    end = datetime(2031, 6, 1)
    new = seen("95", "2030", known_from="2031-01-10")
    old = seen("95", "2030", known_from="2031-01-10", definition="2021-2025")

    assert judged(component, indicator, [new], as_of=end).verdict is Verdict.NOT_COMPARABLE
    assert judged(component, indicator, [old], as_of=end).verdict is Verdict.EXCEEDED


def test_completion_of_a_falling_target_needs_a_base() -> None:
    component = make_component("1", Comparator.AT_MOST, base=parse_period("2020"))
    indicator = make_indicator(direction=DOWN)
    rows = [seen("5", "2020"), seen("3", "2025")]

    assert judged(component, indicator, rows).completion == Decimal("50.0")
    assert judged(replace(component, base=None), indicator, rows).completion is None
    assert judged(component, indicator, rows[1:]).completion is None
    assert judged(replace(component, value=Decimal(5)), indicator, rows).completion is None


def test_a_zero_target_has_no_percent_and_a_zero_baseline_breaks_nothing() -> None:
    component = make_component("0", Comparator.AT_MOST, base=parse_period("2020"))
    indicator = make_indicator(direction=DOWN)

    judgement = judged(component, indicator, [seen("0", "2020"), seen("3", "2025")])

    assert judgement.verdict is Verdict.MISSED
    assert judgement.gap_percent is None
    assert judgement.completion is None


def test_about_is_held_against_the_printed_number_and_says_so() -> None:
    judgement = judged(make_component("1.0", Comparator.ABOUT), make_indicator(), [seen("1.0")])

    assert judgement.verdict is Verdict.MET
    assert "biên độ" in judgement.note.vi


def test_an_approximate_figure_that_leaves_both_answers_open_says_so() -> None:
    row = seen("90", approximation=Approximation.ABOUT)

    assert "gần đúng" in judged(make_component("90"), make_indicator(decimals=0), [row]).note.vi


def test_yes_no_targets_wait_for_evidence() -> None:
    component = make_component(None, Comparator.YES_NO)

    assert judged(component, make_indicator(decimals=0), [seen("1")]).verdict is Verdict.MET
    assert judged(component, make_indicator(decimals=0), [seen("0")]).verdict is Verdict.MISSED
    assert judged(component, make_indicator(decimals=0), as_of=INSIDE_THE_TERM).verdict is Verdict.NO_DATA


@pytest.mark.parametrize(("as_of", "is_told"), [(AFTER_THE_TERM, True), (datetime(2025, 3, 1), False)])
def test_a_closed_plan_says_so_from_the_day_it_is_closed(as_of: datetime, is_told: bool) -> None:
    component = make_component("10", period="2025")

    judgement = judged(component, make_indicator(), [seen("12")], as_of=as_of, closed_on=date(2025, 7, 1))

    assert ("kế hoạch kết thúc" in judgement.note.vi) is is_told


def test_the_last_step_of_every_derivation_is_the_verdict() -> None:
    judgement = judged(make_component("10"), make_indicator(), [seen("12")])

    assert judgement.steps[-1].text == Text("12,0 > 10% → vượt", "12.0 > 10% → exceeded")
    assert judgement.actual.inputs == (judgement.actual.inputs[0],)


def test_a_flow_counted_from_the_first_day_is_shown_as_partial_and_a_later_stretch_is_not() -> None:
    component = make_component("100", statistic=Statistic.TOTAL, period="2021-2025", unit="lao động")
    indicator = make_indicator("lao động", 0, over_time=OverTime.SUM)
    from_start = seen("120", "2021-01-01/2025-03-25", unit="lao động", known_from="2025-03-25")
    later = seen("120", "2022-01-01/2025-03-25", unit="lao động", known_from="2025-03-25")

    assert judged(component, indicator, [from_start]).verdict is Verdict.EXCEEDED
    assert judged(component, indicator, [from_start], as_of=datetime(2025, 4, 1)).verdict is (
        Verdict.LIKELY_EXCEEDED
    )
    assert judged(component, indicator, [later]).verdict is Verdict.NO_DATA


def test_a_claim_is_kept_apart_from_the_computed_verdict() -> None:
    missed = judged(make_component("75", claim="met"), make_indicator(), [seen("74.7")])
    agreed = judged(make_component("75", claim="missed"), make_indicator(), [seen("74.7")])
    open_ = judged(make_component(None, claim="exceeded"), make_indicator(), [seen("74.7")])

    assert (missed.verdict, missed.claim, missed.contradicts_claim) == (Verdict.MISSED, Verdict.MET, True)
    assert not agreed.contradicts_claim
    assert (open_.claim, open_.contradicts_claim) == (Verdict.EXCEEDED, False)


def test_a_stock_withdrawn_in_the_last_year_has_no_figure_for_the_term_either() -> None:
    child = Area("c", "2004", "c", Text("Huyện", ""), "huyện", Level.DISTRICT, "tinh", None, None, "")
    indicator = make_indicator("huyện", 0)
    indicator = replace(indicator, aggregation=replace(indicator.aggregation, over_areas=OverAreas.SUM))
    component = make_component("1", unit="huyện", period="2021-2025")
    rows = [
        seen("5", "2025", unit="huyện", known_from="2025-03-01"),
        seen(None, "2025", unit="huyện", known_from="2025-06-01", status=ObsStatus.WITHDRAWN),
        replace(seen("3", "2025", unit="huyện", known_from="2025-03-01"), area="c"),
    ]

    assert judged(component, indicator, rows, areas=[child]).verdict is Verdict.NO_DATA
