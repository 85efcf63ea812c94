"""Growth of the whole follows from the growth of its sectors and their shares in the base year."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS, grow
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
    expected = whole.yearly(whole.rule)
    ranges = [whole.yearly_range(rule) for rule in RESIDUALS]
    low, high = min(one[0] for one in ranges), max(one[1] for one in ranges)
    factor = whole.factor(whole.shares, whole.rates, whole.rule)
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
        _say_range(low, high),
    ]
    if whole.has_rest:
        steps.append(_say_variants(whole))
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
                *whole.assumptions(),
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


def _say_range(low: Decimal, high: Decimal) -> Text:
    return fill(
        "kể cả làm tròn tỷ trọng và các khoảng đã ghi, cách nào cũng chỉ từ {low} đến {high}",
        "with the rounding of shares and the ranges stated, however taken: {low} to {high}",
        low=say_percent(low),
        high=say_percent(high),
    )


def _say_variants(whole: Whole) -> Text:
    return fill(
        "{name} không tăng: {zero}; tăng bằng tốc độ tính ra: {total}; tăng bằng khu vực nhanh nhất: {fast}",
        "{name} not growing: {zero}; growing as the total worked out: {total}; as the fastest sector: {fast}",
        name=whole.residual_name,
        zero=say_percent(whole.yearly(ZERO_GROWTH)),
        total=say_percent(whole.yearly(AS_TOTAL)),
        fast=say_percent(whole.yearly(FASTEST)),
    )


def _needed_of_largest(whole: Whole) -> Text | None:
    """Say how fast the largest sector would have to grow for the stated total, all else as it is."""
    largest = max(whole.sectors, key=lambda sector: sector.share.value)
    others = whole.factor(whole.shares, whole.rates, whole.rule) * HUNDRED - largest.share.value * grow(
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
