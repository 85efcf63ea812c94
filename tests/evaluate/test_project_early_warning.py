"""The order of early warning: by what can still be saved."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

from judge_world import make_component

from thuocdo.errors import Text
from thuocdo.evaluate.model import Evidence, Judgement, Projection, Verdict
from thuocdo.evaluate.project import Hope, early_warning
from thuocdo.periods import parse_period
from thuocdo.quantities import UNITS

D = Decimal


def projection(
    required: str | None = "2",
    achieved: str | None = "1",
    best: str | None = "3",
    time_left: str = "3",
    gap_share: str | None = "0.2",
    multiple: str | None = "2",
    is_lost: bool = False,
    worst_passes: bool | None = False,
) -> Projection:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else D(text)

    return Projection(
        year=2030,
        points=((2025, D(1)), (2026, D(2))),
        method="straight_line",
        label=Text("đường thẳng", "line"),
        value=D(1),
        pace_unit=Text("%", "%"),
        years_left=3,
        time_left=D(time_left),
        passes=False,
        required_pace=number(required),
        achieved_pace=number(achieved),
        best_pace=number(best),
        multiple=number(multiple),
        gap_share=number(gap_share),
        worst_passes=worst_passes,
        is_lost=is_lost,
    )


def judgement(name: str, made: Projection | None, verdict: Verdict = Verdict.AT_RISK) -> Judgement:
    component = make_component("90", period="2030", id=name)
    actual = Evidence("x", "tinh", parse_period("2026"), UNITS.parse("%"), D(1))
    return Judgement(component, verdict, actual, projection=made)


def order(*judgements: Judgement) -> list[str]:
    return [one.judgement.component.id for one in early_warning(judgements)]


def test_targets_that_can_be_saved_come_first_and_lost_ones_last() -> None:
    saved = judgement("can", projection())
    record = judgement("record", projection(required="9", multiple="1.5"))
    unsure = judgement("unsure", projection(multiple="0.1"), Verdict.LIKELY_MET)
    lost = judgement("lost", projection(is_lost=True, multiple="1.1"))

    for mixed in permutations([lost, unsure, record, saved]):
        assert order(*mixed) == ["can", "record", "unsure", "lost"]


def test_smaller_multiple_comes_first() -> None:
    near = judgement("near", projection(multiple="1.2"))
    far = judgement("far", projection(multiple="2.5"))

    assert order(far, near) == ["near", "far"]


def test_standing_still_comes_after_every_multiple() -> None:
    still = judgement("still", projection(multiple=None, achieved="0"))
    far = judgement("far", projection(multiple="50"))

    assert order(still, far) == ["far", "still"]


def test_of_equal_multiples_the_less_time_left_comes_first() -> None:
    soon = judgement("soon", projection(time_left="1"))
    later = judgement("later", projection(time_left="4"))

    assert order(later, soon) == ["soon", "later"]


def test_then_the_smaller_gap_share_comes_first() -> None:
    small = judgement("small", projection(gap_share="0.1"))
    large = judgement("large", projection(gap_share="0.4"))
    unknown = judgement("unknown", projection(gap_share=None))

    assert order(unknown, large, small) == ["small", "large", "unknown"]


def test_then_the_id_decides_so_the_order_is_the_same_every_time() -> None:
    assert order(judgement("b", projection()), judgement("a", projection())) == ["a", "b"]


def test_no_time_left_is_lost() -> None:
    found = early_warning([judgement("x", projection(time_left="0"))])

    assert [one.hope for one in found] == [Hope.LOST]


def test_falling_target_needs_a_record_when_it_must_fall_faster_than_ever() -> None:
    slow = projection(required="-2", achieved="-1", best="-1.5")
    fine = projection(required="-2", achieved="-1", best="-3")

    found = early_warning([judgement("slow", slow), judgement("fine", fine)])

    assert [(one.judgement.component.id, one.hope) for one in found] == [
        ("fine", Hope.CAN_BE_SAVED),
        ("slow", Hope.NEEDS_A_RECORD),
    ]


def test_unknown_or_zero_pace_needs_no_record() -> None:
    found = early_warning(
        [
            judgement("none", projection(required=None, multiple=None)),
            judgement("zero", projection(required="0", multiple="0")),
            judgement("unknown", projection(best=None)),
        ]
    )

    assert {one.hope for one in found} == {Hope.CAN_BE_SAVED}


def test_safe_and_unprojected_targets_are_not_listed() -> None:
    safe = judgement("safe", projection(worst_passes=True), Verdict.LIKELY_MET)
    unknown_interval = judgement("two points", projection(worst_passes=None), Verdict.LIKELY_EXCEEDED)
    judged = judgement("over", None, Verdict.MISSED)

    assert order(safe, unknown_interval, judged) == []


def test_verdict_that_is_already_final_is_not_a_warning() -> None:
    assert order(judgement("x", projection(), Verdict.NOT_COMPARABLE)) == []


def test_reason_says_the_order_in_one_line() -> None:
    [one] = early_warning([judgement("x", projection(multiple="1.5", time_left="2.75", gap_share="0.125"))])

    assert one.reason == Text(
        "còn cứu được: cần nhanh gấp 1,50 lần; còn 2,8 năm; dự báo hụt 13% quãng đường",
        "can be saved: must go 1.50 times as fast; 2.8 years left; projected to fall 13% of the way short",
    )


def test_reason_says_what_stands_still_and_what_is_there() -> None:
    still, there = early_warning(
        [judgement("still", projection(multiple=None)), judgement("there", projection(multiple="0"))]
    )[::-1]

    assert "đứng yên" in still.reason.vi
    assert "đã ở mức" in there.reason.vi


def test_every_hope_has_words() -> None:
    assert all(hope.label.vi and hope.label.en for hope in Hope)
