"""Growth of the whole follows from the growth of its sectors and their shares in the base year."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS, find_range, grow
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.growth import (
    AS_TOTAL,
    FASTEST,
    RESIDUALS,
    SECTOR_KEYS,
    TOTAL_KEYS,
    ZERO_GROWTH,
    Whole,
    read_whole,
)
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_percent
from thuocdo.evaluate.say import say_signed
from thuocdo.quantities import root


def check(case: Case) -> list[Outcome]:
    """Compound every sector, add, take the root; vary the rest and the rounding of the shares."""
    whole = read_whole(case)
    expected = whole.yearly(whole.shares, whole.rule)
    shares = [sector.share for sector in whole.sectors]
    ranges = [find_range(partial(whole.yearly, rule=rule), shares) for rule in RESIDUALS]
    low, high = min(one[0] for one in ranges), max(one[1] for one in ranges)
    factor = whole.factor(whole.shares, whole.rule)
    steps = [
        *whole.steps(),
        fill(
            "cộng: {sum} sau {years} năm; bình quân ({sum} / 100%)^(1/{years}) − 1 = {rate}/năm",
            "sum: {sum} after {years} years; mean ({sum} / 100%)^(1/{years}) − 1 = {rate} a year",
            sum=say_percent(factor * HUNDRED),
            years=whole.years,
            rate=say_percent(expected),
        ),
        _say_stated(whole, expected),
        _say_variants(whole, low, high),
    ]
    needed = _needed_of_largest(whole)
    if needed is not None:
        steps.append(needed)
    return [
        Outcome(
            steps=tuple(steps),
            holds=low <= whole.total.high and whole.total.low <= high,
            expected=expected,
            stated=whole.total.value,
            unit=POINTS,
            assumptions=(
                whole.assumption(),
                Text(
                    "tỷ trọng theo giá hiện hành dùng làm quyền số cho tăng trưởng theo giá so sánh",
                    "shares at current prices weigh growth at constant prices",
                ),
            ),
        )
    ]


def _say_stated(whole: Whole, expected: Decimal) -> Text:
    gap = whole.total.value - expected
    return fill(
        "kế hoạch ghi {stated}/năm; chênh {gap} điểm phần trăm mỗi năm",
        "the plan states {stated} a year; a gap of {gap} points every year",
        stated=say_percent(whole.total.value, whole.total.decimals),
        gap=say_signed(gap, 2),
    )


def _say_variants(whole: Whole, low: Decimal, high: Decimal) -> Text:
    def variant(rule: str) -> Text:
        return say_percent(whole.yearly(whole.shares, rule))

    return fill(
        "{name} không tăng: {zero}; tăng bằng tốc độ tính ra: {total}; tăng bằng khu vực nhanh nhất: {fast};"
        " kể cả làm tròn tỷ trọng: từ {low} đến {high}",
        "with {name} not growing: {zero}; growing as the total worked out: {total}; growing as the fastest"
        " sector: {fast}; with the rounding of the shares: {low} to {high}",
        name=whole.residual_name,
        zero=variant(ZERO_GROWTH),
        total=variant(AS_TOTAL),
        fast=variant(FASTEST),
        low=say_percent(low),
        high=say_percent(high),
    )


def _needed_of_largest(whole: Whole) -> Text | None:
    """Say how fast the largest sector would have to grow for the stated total, all else as it is."""
    largest = max(whole.sectors, key=lambda sector: sector.share.value)
    others = whole.factor(whole.shares, whole.rule) * HUNDRED - largest.share.value * grow(
        largest.growth.value, whole.years
    )
    wanted = grow(whole.total.value, whole.years) * HUNDRED - others
    if whole.rule == AS_TOTAL or wanted <= 0 or not largest.share.value:
        return None
    rate = (root(wanted / largest.share.value, whole.years) - 1) * HUNDRED
    return fill(
        "muốn đạt {stated}, {name} phải tăng {rate}/năm",
        "for {stated}, {name} would have to grow {rate} a year",
        stated=say_percent(whole.total.value, whole.total.decimals),
        name=largest.name,
        rate=say_percent(rate),
    )


KIND = Kind(
    id="sector_growth",
    title=Text("Tăng trưởng các khu vực và tăng trưởng chung", "Sector growth and total growth"),
    about=Text(
        "Tăng trưởng chung phải bằng tăng trưởng các khu vực, tính kép và lấy tỷ trọng năm gốc làm quyền số.",
        "Growth of the whole must equal the growth of the sectors, compounded, weighted by base-year shares.",
    ),
    parameters=(
        Parameter("sectors", Shape.ROWS, Text("các khu vực", "the sectors"), rows=SECTOR_KEYS),
        *TOTAL_KEYS,
    ),
    check=check,
)
