"""A rank target is set and judged among the same number of ranked units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.case import Case, place_of
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_number, say_percent
from thuocdo.plan.model import Comparator, Component

_RANKS = (Comparator.RANK_AT, Comparator.RANK_WITHIN)
_PLACES = Text("bậc", "places")


def check(case: Case) -> list[Outcome]:
    """Compare the number of ranked units on the day the plan was set and on the target's last day."""
    set_on = case.day("set_on")
    ranked = [
        one for one in case.components("components") if one.comparator in _RANKS and one.value is not None
    ]
    outcomes = [outcome for one in ranked if (outcome := _check_one(case, one, set_on)) is not None]
    if outcomes:
        return outcomes
    return [
        Outcome(
            (), None, reason=Text("không có chỉ tiêu thứ hạng nào có mẫu số", "no rank with a denominator")
        )
    ]


def _check_one(case: Case, component: Component, set_on: date) -> Outcome | None:
    indicator = case.indicator_of(component)
    # A change that nobody knew of on the day asked about is none.
    last_known = min(component.period.end, max(case.today, set_on))
    before, after = indicator.ranked_among(set_on), indicator.ranked_among(last_known)
    if before is None or after is None or component.value is None:
        return None
    then, later = Decimal(before), Decimal(after)
    place = component.value
    same = place * later / then
    return Outcome(
        steps=(
            fill(
                "lúc đặt: {place}/{then} = {share_then} đầu bảng; cuối kỳ: {place}/{later} = {share_later}",
                "set: {place}/{then} = top {share_then}; at the end: {place}/{later} = top {share_later}",
                place=say_number(place, 0),
                then=say_number(then, 0),
                later=say_number(later, 0),
                share_then=say_percent(place / then * 100, 1),
                share_later=say_percent(place / later * 100, 1),
            ),
            fill(
                "giữ nguyên mức phấn đấu thì phải đứng trong {place} × {later}/{then} = {same}",
                "the same ambition would be within {place} × {later}/{then} = {same}",
                place=say_number(place, 0),
                later=say_number(later, 0),
                then=say_number(then, 0),
                same=say_number(same, 1),
            ),
        ),
        holds=then == later,
        expected=same,
        stated=place,
        unit=_PLACES,
        decimals=1,
        part=component.id,
        title=component.name,
        places=(place_of(component),),
    )


KIND = Kind(
    id="rank_denominator",
    title=Text("Thứ hạng và số đơn vị được xếp hạng", "Ranks and how many are ranked"),
    about=Text(
        "Chỉ tiêu thứ hạng phải được đặt và đánh giá trên cùng số đơn vị được xếp hạng.",
        "A rank must be set and judged among the same number of ranked units.",
    ),
    parameters=(
        Parameter("set_on", Shape.DATE, Text("ngày đặt chỉ tiêu", "day the targets were set")),
        Parameter(
            "components",
            Shape.COMPONENTS,
            Text("các chỉ tiêu; bỏ trống là mọi thứ hạng", "the targets; every rank when left out"),
            required=False,
        ),
    ),
    check=check,
)
