from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_world import make_component

from thuocdo.errors import Text
from thuocdo.evaluate.compare import compare, say_target
from thuocdo.evaluate.model import Verdict
from thuocdo.plan.model import Comparator, Direction
from thuocdo.quantities import UNITS, Approximation, printed_interval

UP, DOWN, NEITHER = Direction.ASCENDING, Direction.DESCENDING, Direction.NEUTRAL
EXCEEDED, MET, MISSED = Verdict.EXCEEDED, Verdict.MET, Verdict.MISSED


@pytest.mark.parametrize(
    ("comparator", "target", "figure", "direction", "expected"),
    [
        (Comparator.AT_LEAST, "32.4", "57.1", UP, EXCEEDED),
        (Comparator.AT_LEAST, "140", "140", UP, MET),
        (Comparator.AT_LEAST, "75", "74.7", UP, MISSED),
        (Comparator.ABOVE, "55", "55.1", UP, MET),
        (Comparator.ABOVE, "55", "90", UP, MET),
        (Comparator.ABOVE, "55", "55", UP, MISSED),
        (Comparator.AT_MOST, "2", "2", DOWN, MET),
        (Comparator.AT_MOST, "2", "1.9", DOWN, EXCEEDED),
        (Comparator.AT_MOST, "2", "2.1", DOWN, MISSED),
        (Comparator.BELOW, "10", "10", DOWN, MISSED),
        (Comparator.BELOW, "10", "9.4", DOWN, MET),
        (Comparator.BELOW, "10", "9", DOWN, MET),
        (Comparator.BELOW, "10", "8.9", DOWN, EXCEEDED),
        (Comparator.RANK_WITHIN, "10", "4", DOWN, MET),
        (Comparator.RANK_WITHIN, "10", "10", DOWN, MET),
        (Comparator.RANK_WITHIN, "10", "11", DOWN, MISSED),
        (Comparator.RANK_AT, "15", "12", DOWN, EXCEEDED),
        (Comparator.RANK_AT, "15", "15", DOWN, MET),
        (Comparator.RANK_AT, "15", "16", DOWN, MISSED),
        (Comparator.ABOUT, "1.0", "1.0", UP, MET),
        (Comparator.ABOUT, "1.0", "1.04", UP, MET),
        (Comparator.ABOUT, "1.0", "1.2", UP, EXCEEDED),
        (Comparator.ABOUT, "1.0", "1.2", NEITHER, MISSED),
        (Comparator.ABOUT, "1.0", "0.8", DOWN, EXCEEDED),
        (Comparator.AT_LEAST, "0", "0", UP, MET),
        (Comparator.AT_MOST, "0", "0", DOWN, MET),
    ],
)
def test_the_wording_decides(
    comparator: Comparator, target: str, figure: str, direction: Direction, expected: Verdict
) -> None:
    outcome = compare(make_component(target, comparator), Decimal(figure), decimals=2, direction=direction)

    assert outcome.verdict is expected


@pytest.mark.parametrize(
    ("figure", "direction", "expected", "gap"),
    [
        ("14.00", UP, MET, "0"),
        ("15", UP, MET, "0"),
        ("15.2", UP, EXCEEDED, "0.2"),
        ("13.9", UP, MISSED, "-0.1"),
        ("13.9", DOWN, EXCEEDED, "-0.1"),
        ("15.2", DOWN, MISSED, "0.2"),
        ("15.2", NEITHER, MISSED, "0.2"),
    ],
)
def test_a_range_is_met_at_its_lower_end_and_exceeded_only_beyond_the_better_one(
    figure: str, direction: Direction, expected: Verdict, gap: str
) -> None:
    component = replace(make_component("14", Comparator.RANGE), value_to=Decimal(15))

    outcome = compare(component, Decimal(figure), decimals=2, direction=direction)

    assert (outcome.verdict, outcome.gap) == (expected, Decimal(gap))


def test_yes_no_reads_one_as_yes_and_is_never_exceeded() -> None:
    component = make_component(None, Comparator.YES_NO)

    assert compare(component, Decimal(1), decimals=0).verdict is MET
    assert compare(component, Decimal(0), decimals=0).verdict is MISSED
    assert compare(component, Decimal(1), decimals=0).text == Text("có", "yes")
    assert compare(component, Decimal(0), decimals=0).text == Text("chưa", "not yet")


def test_comparison_happens_at_the_printed_precision() -> None:
    component = make_component("14", Comparator.AT_LEAST)

    assert compare(component, Decimal("13.996"), decimals=2).verdict is MET
    assert compare(component, Decimal("13.994"), decimals=2).verdict is MISSED
    assert compare(component, Decimal("13.5"), decimals=0).verdict is MET


def test_a_target_printed_more_finely_than_the_indicator_is_not_blurred() -> None:
    assert compare(make_component("88.46"), Decimal("88.45"), decimals=0).verdict is MISSED


def test_half_is_rounded_up_and_not_to_even() -> None:
    assert compare(make_component("26.8"), Decimal("26.75"), decimals=1).verdict is MET


def test_the_order_of_a_sum_cannot_flip_a_verdict_at_its_threshold() -> None:
    component = make_component("26.759", Comparator.AT_MOST)
    parts = [Decimal("0.1")] * 267 + [Decimal("0.059")]

    assert sum(parts) == sum(reversed(parts))
    assert compare(component, sum(parts, Decimal(0)), decimals=3).verdict is MET


def test_a_figure_in_a_larger_unit_is_compared_at_its_own_coarse_precision() -> None:
    component = make_component("641000", unit="tỷ đồng")

    outcome = compare(component, Decimal("640970"), decimals=-2)

    assert outcome.verdict is MISSED  # the target is printed to the unit, so the figure is not blurred
    assert outcome.value == Decimal(640970)


@pytest.mark.parametrize(
    ("approximation", "printed", "is_certain"),
    [
        (Approximation.ABOVE, "90", True),
        (Approximation.NEARLY, "90", True),
        (Approximation.ABOUT, "90", False),
        (Approximation.ABOUT, "50", True),
    ],
)
def test_an_approximate_figure_is_certain_only_when_its_whole_interval_agrees(
    approximation: Approximation, printed: str, is_certain: bool
) -> None:
    interval = printed_interval(Decimal(printed), 0, approximation)

    outcome = compare(make_component("90"), Decimal(printed), decimals=0, approximate=interval)

    assert outcome.is_certain is is_certain


def test_a_missing_number_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="no number"):
        compare(make_component(None), Decimal(1), decimals=0)


@pytest.mark.parametrize(
    ("comparator", "value", "unit", "expected"),
    [
        (Comparator.AT_LEAST, "15", "%", Text("15%", "15%")),
        (Comparator.ABOVE, "99.7", "%", Text("trên 99,7%", "above 99.7%")),
        (Comparator.AT_MOST, "2", "%", Text("không quá 2%", "at most 2%")),
        (Comparator.BELOW, "1", "%", Text("dưới 1%", "below 1%")),
        (Comparator.ABOUT, "1.0", "%", Text("khoảng 1,0%", "about 1.0%")),
        (Comparator.AT_LEAST, None, "%", Text("…", "…")),
        (Comparator.YES_NO, None, "%", Text("có", "yes")),
    ],
)
def test_the_promise_is_said_with_its_own_precision(
    comparator: Comparator, value: str | None, unit: str, expected: Text
) -> None:
    assert say_target(make_component(value, comparator, unit=unit, wording="đạt khoảng")) == expected


def test_a_bare_number_is_not_said_to_be_about() -> None:
    assert say_target(make_component("17.1", Comparator.ABOUT, wording="17,1%")).vi == "17,1%"


def test_ranks_are_said_without_a_unit() -> None:
    assert say_target(make_component("15", Comparator.RANK_AT, unit="hạng")).vi == "thứ 15"
    assert say_target(make_component("10", Comparator.RANK_WITHIN, unit="hạng")).vi == "nhóm 10"


def test_a_range_is_said_with_both_ends_and_one_unit() -> None:
    component = replace(make_component("14", Comparator.RANGE, unit="%"), value_to=Decimal(15))

    assert say_target(component) == Text("14–15%", "14–15%")
    assert compare(component, Decimal(14), decimals=0).text.vi == "14 ≤ 14 ≤ 15%"
    assert compare(component, Decimal(16), decimals=0).text.vi == "16 > 15%"
    assert compare(component, Decimal(13), decimals=0).text.vi == "13 < 14%"


numbers = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(target=numbers, figure=numbers)
def test_a_better_figure_never_gets_a_worse_verdict(target: Decimal, figure: Decimal) -> None:
    order = [MISSED, MET, EXCEEDED]
    for comparator, step in (
        (Comparator.AT_LEAST, 1),
        (Comparator.ABOVE, 1),
        (Comparator.AT_MOST, -1),
        (Comparator.BELOW, -1),
    ):
        component = make_component(str(target), comparator)
        now = compare(component, figure, decimals=2).verdict
        better = compare(component, figure + step, decimals=2).verdict

        assert order.index(better) >= order.index(now)


@given(value=numbers, unit=st.sampled_from(["%", "tỷ đồng", "người"]))
def test_equality_meets_every_inclusive_wording(value: Decimal, unit: str) -> None:
    assert UNITS.parse(unit)
    for comparator in (
        Comparator.AT_LEAST,
        Comparator.AT_MOST,
        Comparator.ABOUT,
        Comparator.RANK_AT,
        Comparator.RANK_WITHIN,
    ):
        component = make_component(str(value), comparator, unit=unit)

        assert compare(component, value, decimals=2, direction=UP).verdict is MET
