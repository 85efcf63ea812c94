from decimal import Decimal

import pytest
from judge_world import judged, make_component, make_indicator, seen

from thuocdo.errors import Text
from thuocdo.evaluate.gaps import gap_unit, printed_places, signed_gap
from thuocdo.plan.model import Comparator, Statistic
from thuocdo.quantities import UNITS


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", "điểm phần trăm"),
        ("%/năm", "điểm phần trăm"),
        ("hạng", "bậc"),
        ("nghìn tỷ đồng", "nghìn tỷ đồng"),
        ("huyện", "huyện"),
    ],
)
def test_percentages_differ_by_points_and_ranks_by_places(unit: str, expected: str) -> None:
    assert gap_unit(UNITS.parse(unit)).vi == expected


def test_no_gap_is_said_as_nothing_and_equality_as_zero() -> None:
    unjudged = judged(make_component(None), make_indicator())
    equal = judged(make_component("10"), make_indicator(), [seen("10")])

    assert signed_gap(unjudged) == Text("", "")
    assert signed_gap(equal) == Text("0", "0")


def test_the_gap_is_said_with_its_sign_in_both_languages() -> None:
    judgement = judged(make_component("10"), make_indicator(), [seen("12.5")])

    assert signed_gap(judgement) == Text("+2,5 điểm phần trăm", "+2.5 percentage points")


def test_a_figure_taken_as_printed_keeps_its_own_decimals() -> None:
    indicator = make_indicator("nghìn tỷ đồng", 2)
    printed = judged(
        make_component("470", unit="nghìn tỷ đồng"), indicator, [seen("366.3", unit="nghìn tỷ đồng")]
    )
    larger = judged(make_component("470", unit="nghìn tỷ đồng"), indicator, [seen("366300", unit="tỷ đồng")])

    assert printed_places(printed, indicator) == 1
    assert printed_places(larger, indicator) == 0 + 12 - 9


def test_a_figure_worked_out_has_the_indicators_decimals() -> None:
    indicator = make_indicator("huyện", 0)
    component = make_component("1", statistic=Statistic.INCREASE, unit="huyện")

    assert printed_places(judged(component, indicator), indicator) == 0


def test_completion_is_a_share_of_a_positive_target_only() -> None:
    positive = judged(make_component("8"), make_indicator(), [seen("10")])
    zero = judged(make_component("0"), make_indicator(), [seen("10")])
    rank = judged(
        make_component("8", Comparator.RANK_WITHIN, unit="hạng"),
        make_indicator("hạng", 0),
        [seen("8", unit="hạng")],
    )

    assert (positive.completion, zero.completion, rank.completion) == (Decimal("125.0"), None, None)
