"""What a printed figure can stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from figure_blocks import figures_in

from thuocdo.quantities import Interval


def _interval(text: str) -> Interval:
    (figure,) = figures_in(text)
    assert figure.interval is not None
    return figure.interval


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("đạt 14%", "13.5", "14.5"),
        ("đạt 366,3 nghìn tỷ đồng", "366250000000000", "366350000000000"),
        ("có 590 xã", "590", "590"),
        ("có 92.000 đảng viên", "91500", "92500"),
        ("trồng 2.725,01 ha", "2725.005", "2725.015"),
        ("đạt 14-15%", "13.5", "15.5"),
        ("đạt 161/182 xã", "161", "161"),
        ("xếp thứ 04/63", "4", "4"),
        ("khoảng 900 nghìn con", "800000", "1000000"),
        ("đạt 36,4/10.000 dân", "36.35", "36.45"),
    ],
)
def test_the_interval_follows_from_printed_precision(text: str, low: str, high: str) -> None:
    assert _interval(text) == Interval(Decimal(low), Decimal(high))


def test_nearly_is_below_and_above_is_from_the_number_on() -> None:
    assert _interval("gần 92.000 đảng viên") == Interval(
        Decimal(91000), Decimal(92000), low_open=True, high_open=True
    )
    assert _interval("trên 2.200 nhà") == Interval(Decimal(2200), Decimal(2300), high_open=True)


def test_at_least_and_at_most_have_one_end() -> None:
    assert _interval("đạt từ 84% trở lên") == Interval(Decimal(84), None)
    assert _interval("không quá 20%") == Interval(None, Decimal(20))
