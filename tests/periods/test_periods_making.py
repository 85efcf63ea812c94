"""Which days each period covers, in the calendar and in administrative reporting."""

from collections.abc import Callable
from datetime import date

import pytest

from thuocdo.periods import (
    AdminPeriod,
    CalendarPeriod,
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
    quarter,
    span,
    term,
    year,
)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (year(2025), "2025-01-01", "2025-12-31"),
        (half(2025, 1), "2025-01-01", "2025-06-30"),
        (half(2025, 2), "2025-07-01", "2025-12-31"),
        (quarter(2025, 1), "2025-01-01", "2025-03-31"),
        (quarter(2025, 4), "2025-10-01", "2025-12-31"),
        (first_months(2025, 9), "2025-01-01", "2025-09-30"),
        (month(2024, 2), "2024-02-01", "2024-02-29"),
        (month(2025, 12), "2025-12-01", "2025-12-31"),
        (term(2021, 2025), "2021-01-01", "2025-12-31"),
        (day(date(2025, 7, 1)), "2025-07-01", "2025-07-01"),
        (span(date(2021, 1, 1), date(2025, 3, 25)), "2021-01-01", "2025-03-25"),
    ],
)
def test_calendar_period_covers_its_days(period: Period, start: str, end: str) -> None:
    assert isinstance(period, CalendarPeriod)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (admin_month(2025, 6), "2025-05-15", "2025-06-14"),
        (admin_month(2025, 1), "2024-12-15", "2025-01-14"),
        (admin_quarter(2025, 1), "2024-12-15", "2025-03-14"),
        (admin_quarter(2025, 2), "2025-03-15", "2025-06-14"),
        (admin_quarter(2025, 4), "2025-09-15", "2025-12-14"),
        (admin_half(2025, 1), "2024-12-15", "2025-06-14"),
        (admin_half(2025, 2), "2025-06-15", "2025-12-14"),
        (admin_first_months(2025, 9), "2024-12-15", "2025-09-14"),
        (admin_year(2025), "2024-12-15", "2025-12-14"),
        (admin_term(2021, 2025), "2020-12-15", "2025-12-14"),
    ],
)
def test_administrative_period_follows_article_12_of_decree_09_2019(
    period: Period, start: str, end: str
) -> None:
    assert isinstance(period, AdminPeriod)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_first_and_last_year_that_a_plan_can_speak_of_are_whole() -> None:
    assert admin_year(1900).start == date(1899, 12, 15)
    assert month(2199, 12).end == date(2199, 12, 31)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (half(2025, 1), first_months(2025, 6)),
        (quarter(2025, 1), first_months(2025, 3)),
        (month(2025, 1), first_months(2025, 1)),
        (year(2025), first_months(2025, 12)),
        (year(2025), term(2025, 2025)),
        (month(2025, 2), span(date(2025, 2, 1), date(2025, 2, 28))),
        (admin_half(2025, 1), admin_first_months(2025, 6)),
    ],
)
def test_same_days_are_the_same_period_whatever_made_it(one: Period, other: Period) -> None:
    assert one == other
    assert hash(one) == hash(other)


def test_calendar_and_administrative_period_of_the_same_days_differ() -> None:
    calendar = span(date(2025, 5, 15), date(2025, 6, 14))

    assert calendar != admin_month(2025, 6)
    assert calendar.sdmx != admin_month(2025, 6).sdmx


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: quarter(2025, 5), "không có quý 5"),
        (lambda: quarter(2025, 0), "không có quý 0"),
        (lambda: half(2025, 3), "không có nửa năm thứ 3"),
        (lambda: admin_half(2025, 0), "không có nửa năm thứ 0"),
        (lambda: month(2025, 13), "không có tháng 13"),
        (lambda: admin_month(2025, 0), "không có tháng 0"),
        (lambda: first_months(2025, 13), "một năm không có 13 tháng"),
        (lambda: first_months(2025, 0), "một năm không có 0 tháng"),
        (lambda: term(2025, 2021), "năm cuối 2021 trước năm đầu 2025"),
        (lambda: year(25), "năm 25 ngoài khoảng có thể"),
        (lambda: admin_year(1900).previous(), "năm 1899 ngoài khoảng có thể"),
        (lambda: span(date(1898, 1, 1), date(1950, 1, 1)), "năm 1898 ngoài khoảng có thể"),
        (lambda: year(2199).shift(12), "năm 2200 ngoài khoảng có thể"),
        (lambda: year(2200), "năm 2200 ngoài khoảng có thể"),
        (lambda: span(date(2025, 2, 1), date(2025, 1, 5)), "ngày cuối 05/01/2025 trước ngày đầu 01/02/2025"),
        (
            lambda: AdminPeriod(date(2025, 5, 15), date(2025, 6, 15)),
            "kỳ hành chính phải từ ngày 15 đến ngày 14, không phải 15/5/2025–15/6/2025",
        ),
        (
            lambda: AdminPeriod(date(2025, 5, 14), date(2025, 6, 14)),
            "kỳ hành chính phải từ ngày 15 đến ngày 14, không phải 14/5/2025–14/6/2025",
        ),
        (
            lambda: AdminPeriod(date(2025, 6, 15), date(2025, 5, 14)),
            "ngày cuối 14/5/2025 trước ngày đầu 15/6/2025",
        ),
    ],
)
def test_impossible_period_is_refused_in_words(make: Callable[[], Period], message: str) -> None:
    with pytest.raises(UnreadablePeriod) as error:
        make()

    problem = error.value.problems[0]
    assert (problem.code, problem.text.vi) == ("KY003", message)
    assert problem.hint.vi != ""
