"""Period text and instants: SDMX, Vietnamese, and what is refused."""

import unicodedata
from datetime import date, datetime

import pytest

from thuocdo.periods import (
    MixedPeriods,
    Period,
    UnreadablePeriod,
    admin_first_months,
    admin_half,
    admin_month,
    admin_quarter,
    admin_term,
    admin_year,
    day,
    first_months,
    half,
    month,
    parse_as_of,
    parse_period,
    quarter,
    span,
    term,
    year,
)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025", year(2025)),
        ("2025-A1", year(2025)),
        ("2025-S1", half(2025, 1)),
        ("2025-H2", half(2025, 2)),
        ("2025-Q2", quarter(2025, 2)),
        ("2025-q2", quarter(2025, 2)),
        ("2025-06", month(2025, 6)),
        ("2025-M06", month(2025, 6)),
        ("2021-2025", term(2021, 2025)),
        ("2021–2025", term(2021, 2025)),
        ("2021-01-01/P5Y", term(2021, 2025)),
        ("2021-01-01/P60M", term(2021, 2025)),
        ("2021-01-01T00:00:00/P5Y", term(2021, 2025)),
        ("2025-01-01/P9M", first_months(2025, 9)),
        ("2025-01-01/P1Y6M", span(date(2025, 1, 1), date(2026, 6, 30))),
        ("2025-01-10/P1M", span(date(2025, 1, 10), date(2025, 2, 9))),
        ("2025-01-31/P1M", span(date(2025, 1, 31), date(2025, 2, 27))),
        ("2025-03-03/P7D", span(date(2025, 3, 3), date(2025, 3, 9))),
        ("2025-07-01", day(date(2025, 7, 1))),
        ("2021-01-01/2025-03-25", span(date(2021, 1, 1), date(2025, 3, 25))),
        ("2025-01-01/2025-12-31", year(2025)),
    ],
)
def test_sdmx_spelling_is_read(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-12-15/P1Y", admin_year(2025)),
        ("2024-12-15/P6M", admin_half(2025, 1)),
        ("2025-03-15/P3M", admin_quarter(2025, 2)),
        ("2025-05-15/P1M", admin_month(2025, 6)),
        ("2024-12-15/P9M", admin_first_months(2025, 9)),
        ("2020-12-15/P5Y", admin_term(2021, 2025)),
        ("năm 2025 (15/12/2024–14/12/2025)", admin_year(2025)),
        ("Quý II/2025 (15/3/2025 - 14/6/2025)", admin_quarter(2025, 2)),
    ],
)
def test_time_range_from_a_fifteenth_is_administrative(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025-05-15/2025-06-14", span(date(2025, 5, 15), date(2025, 6, 14))),
        ("2025-05-15/P7D", span(date(2025, 5, 15), date(2025, 5, 21))),
        ("năm 2025 (01/01/2025–31/12/2025)", year(2025)),
    ],
)
def test_days_given_by_themselves_are_of_the_calendar(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("năm 2025", year(2025)),
        ("cả năm 2025", year(2025)),
        ("quý II/2025", quarter(2025, 2)),
        ("Quý IV năm 2025", quarter(2025, 4)),
        ("quý 2/2025", quarter(2025, 2)),
        ("quí I-2025", quarter(2025, 1)),
        ("Q3/2025", quarter(2025, 3)),
        ("6 tháng đầu năm 2025", half(2025, 1)),
        ("06 tháng đầu năm 2025", half(2025, 1)),
        ("sáu tháng cuối năm 2025", half(2025, 2)),
        ("6 tháng năm 2025", half(2025, 1)),
        ("6 tháng/2025", half(2025, 1)),
        ("nửa đầu năm 2025", half(2025, 1)),
        ("nửa cuối năm 2025", half(2025, 2)),
        ("9 tháng năm 2025", first_months(2025, 9)),
        ("chín tháng đầu năm 2025", first_months(2025, 9)),
        ("3 tháng cuối năm 2025", quarter(2025, 4)),
        ("tháng 6/2025", month(2025, 6)),
        ("tháng 06 năm 2025", month(2025, 6)),
        ("6/2025", month(2025, 6)),
        ("giai đoạn 2021-2025", term(2021, 2025)),
        ("Giai đoạn 2021 – 2025", term(2021, 2025)),
        ("giai đoạn từ năm 2021 đến năm 2025", term(2021, 2025)),
        ("kế hoạch 5 năm 2021-2025", term(2021, 2025)),
        ("nhiệm kỳ 2020-2025", term(2020, 2025)),
        ("nhiệm kì 2020-2025", term(2020, 2025)),
        ("ngày 01/7/2025", day(date(2025, 7, 1))),
        ("1/7/2025", day(date(2025, 7, 1))),
        ("ngày 01 tháng 7 năm 2025", day(date(2025, 7, 1))),
        ("từ 01/01/2021 đến 25/3/2025", span(date(2021, 1, 1), date(2025, 3, 25))),
        ("từ ngày 01/01/2021 đến ngày 25/3/2025", span(date(2021, 1, 1), date(2025, 3, 25))),
        ("từ tháng 4 đến tháng 8/2025", span(date(2025, 4, 1), date(2025, 8, 31))),
        ("tháng 11/2024 - tháng 2/2025", span(date(2024, 11, 1), date(2025, 2, 28))),
        ("  năm\u00a02025. ", year(2025)),
    ],
)
def test_vietnamese_name_is_read(text: str, period: Period) -> None:
    assert parse_period(text) == period
    assert parse_period(unicodedata.normalize("NFD", text)) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xyz",
        "25",
        "2025-1",
        "2025-02-30",
        "30/02/2025",
        "2020-21",
        "2025/2026/2027",
        "tháng 6",
        "quý V/2025",
        "mười một tháng năm 2025",
        "vài tháng năm 2025",
        "2025-01-01/P",
        "2025-01-01/P0M",
        "2025-01-01/P1M5D",
        "2025-01-01/P9999M",
        "2025-01-01/P99999D",
        "2025-01-01/P1W",
        "٢٠٢٥",
        "² tháng năm 2025",
        "9" * 5000,
        "\x00",
        "năm 2025 (31/02/2025–14/12/2025)",
    ],
)
def test_text_that_names_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnreadablePeriod) as error:
        parse_period(text)

    assert error.value.problems[0].code in ("KY001", "KY003")
    assert error.value.problems[0].hint.vi != ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-13", "không có tháng 13"),
        ("2025-00", "không có tháng 0"),
        ("2025-Q5", "không có quý 5"),
        ("2025-S3", "không có nửa năm thứ 3"),
        ("quý 5/2025", "không có quý 5"),
        ("13 tháng năm 2025", "một năm không có 13 tháng"),
        ("13 tháng cuối năm 2025", "một năm không có 13 tháng"),
        ("0 tháng cuối năm 2025", "một năm không có 0 tháng"),
        ("2025-2021", "năm cuối 2021 trước năm đầu 2025"),
        ("1025", "năm 1025 ngoài khoảng có thể"),
        ("1025-01-01", "năm 1025 ngoài khoảng có thể"),
        ("01/01/1025", "năm 1025 ngoài khoảng có thể"),
        ("2025-03-25/2021-01-01", "ngày cuối 01/01/2021 trước ngày đầu 25/3/2025"),
        ("2190-01-01/P50Y", "năm 2239 ngoài khoảng có thể"),
        ("2199-01-01/P2000D", "năm 2204 ngoài khoảng có thể"),
        ("quý II/2025 (15/3/2025–14/7/2025)", "quý II/2025 không phải các ngày ghi kèm"),
    ],
)
def test_impossible_period_says_what_is_impossible(text: str, message: str) -> None:
    with pytest.raises(UnreadablePeriod) as error:
        parse_period(text)

    assert (error.value.problems[0].code, error.value.problems[0].text.vi) == ("KY003", message)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-03-25", datetime(2025, 3, 25, 23, 59, 59, 999999)),
        ("25/3/2025", datetime(2025, 3, 25, 23, 59, 59, 999999)),
        ("ngày 25/03/2025", datetime(2025, 3, 25, 23, 59, 59, 999999)),
        ("2025-03-25T17:00", datetime(2025, 3, 25, 17, 0)),
        ("2025-03-25 17:00:30.5", datetime(2025, 3, 25, 17, 0, 30, 500000)),
        ("2025-03-25T10:00:00Z", datetime(2025, 3, 25, 17, 0)),
        ("2025-03-25T23:00:00+09:00", datetime(2025, 3, 25, 21, 0)),
    ],
)
def test_as_of_is_an_instant_in_vietnamese_time(text: str, instant: datetime) -> None:
    actual = parse_as_of(text)

    assert actual == instant
    assert actual.tzinfo is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "2025-03",
        "hôm nay",
        "2025-02-30",
        "30/2/2025",
        "2025-03-25T25:00",
        "20250325",
        "1025-03-25",
    ],
)
def test_as_of_that_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePeriod) as error:
        parse_as_of(text)

    assert error.value.problems[0].code in ("KY003", "KY004")


def test_mixed_periods_error_names_both() -> None:
    with pytest.raises(MixedPeriods) as error:
        year(2025).contains(admin_month(2025, 6))

    assert error.value.problems[0].text.vi == (
        "không so kỳ lịch với kỳ báo cáo hành chính: năm 2025 và tháng 6/2025 (15/5/2025–14/6/2025)"
    )
