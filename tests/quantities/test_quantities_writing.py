"""Figures as printed, in Vietnamese administrative style and in English."""

import pytest

from thuocdo.quantities import UNITS, Rank, Ratio, parse_quantity, write_quantity


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("366,3 ngàn tỉ đồng", "366,3 nghìn tỷ đồng", "366.3 trillion VND"),
        ("8.125 tỷ USD", "8.125 tỷ USD", "8,125 billion USD"),
        ("98,6 %", "98,6%", "98.6%"),
        ("14 % / năm", "14%/năm", "14%/year"),
        ("24,7 điểm %", "24,7 điểm phần trăm", "24.7 percentage points"),
        ("36,4/vạn dân", "36,4/10.000 dân", "36.4/10,000 residents"),
        ("36,4 giường/vạn dân", "36,4 giường/10.000 dân", "36.4 beds/10,000 residents"),
        ("2,5‰", "2,5‰", "2.5‰"),
        ("12 nghìn", "12 nghìn", "12 thousand"),
        ("5", "5", "5"),
        ("-4,4%", "−4,4%", "−4.4%"),
        ("19,30%", "19,30%", "19.30%"),
        ("hơn 24%", "trên 24%", "over 24%"),
        ("84% trở lên", "ít nhất 84%", "at least 84%"),
        ("từ 8 - 10%", "8-10%", "8-10%"),
        ("khoảng 8-10%", "khoảng 8-10%", "about 8-10%"),
        ("từ -2% đến 3%", "từ −2% đến 3%", "from −2% to 3%"),
        (
            "900 tỷ - 1,2 nghìn tỷ đồng",
            "từ 900 tỷ đồng đến 1,2 nghìn tỷ đồng",
            "from 900 billion VND to 1.2 trillion VND",
        ),
        ("161/182 xã", "161/182 xã", "161/182 communes"),
        ("1.075/4.477 chi bộ", "1.075/4.477 chi bộ", "1,075/4,477 Party cells"),
        ("04/63", "4/63", "4/63"),
        ("đứng thứ 04/63", "thứ 4/63", "4th of 63"),
        ("thứ hai", "thứ 2", "2nd"),
    ],
)
def test_figure_is_printed_in_both_styles(text: str, vi: str, en: str) -> None:
    figure = parse_quantity(text)

    assert (write_quantity(figure), write_quantity(figure, style="en")) == (vi, en)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 chỉ tiêu", "03 chỉ tiêu"),
        ("12 chỉ tiêu", "12 chỉ tiêu"),
        ("4,5%", "4,5%"),
        ("8-10%", "08-10%"),
        ("4/63", "04/63"),
        ("thứ 4/63", "thứ 04/63"),
    ],
)
def test_leading_zero_is_the_habit_of_reports(text: str, expected: str) -> None:
    actual = write_quantity(parse_quantity(text), leading_zero=True)

    assert actual == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_english_ordinals(place: int, expected: str) -> None:
    assert write_quantity(Rank(place), style="en") == expected


def test_computed_figure_is_printed_at_its_decimals() -> None:
    share = Ratio(139, 19493, UNITS.get("turn")).share

    assert write_quantity(share) == "0,71%"
