"""What a period knows: name, spelling, neighbours, order, and never the other type."""

import operator
from collections.abc import Callable
from datetime import date

import pytest

from thuocdo.periods import (
    Kind,
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
    quarter,
    span,
    term,
    write_day,
    year,
)

APRIL_TO_AUGUST = span(date(2025, 4, 1), date(2025, 8, 31))
OVER_NEW_YEAR = span(date(2024, 7, 1), date(2025, 6, 30))
ODD_DAYS = span(date(2025, 1, 10), date(2025, 3, 25))


@pytest.mark.parametrize(
    ("period", "sdmx", "kind"),
    [
        (year(2025), "2025", Kind.YEAR),
        (half(2025, 1), "2025-S1", Kind.HALF),
        (half(2025, 2), "2025-S2", Kind.HALF),
        (quarter(2025, 2), "2025-Q2", Kind.QUARTER),
        (quarter(2025, 4), "2025-Q4", Kind.QUARTER),
        (month(2025, 6), "2025-06", Kind.MONTH),
        (first_months(2025, 9), "2025-01-01/P9M", Kind.MONTHS),
        (first_months(2025, 2), "2025-01-01/P2M", Kind.MONTHS),
        (term(2021, 2025), "2021-01-01/P5Y", Kind.TERM),
        (day(date(2025, 7, 1)), "2025-07-01", Kind.DAY),
        (APRIL_TO_AUGUST, "2025-04-01/P5M", Kind.SPAN),
        (OVER_NEW_YEAR, "2024-07-01/P1Y", Kind.SPAN),
        (span(date(2024, 12, 1), date(2025, 2, 28)), "2024-12-01/P3M", Kind.SPAN),
        (span(date(2025, 1, 1), date(2026, 6, 30)), "2025-01-01/P18M", Kind.SPAN),
        (ODD_DAYS, "2025-01-10/2025-03-25", Kind.SPAN),
        (span(date(2025, 1, 1), date(2025, 3, 25)), "2025-01-01/2025-03-25", Kind.SPAN),
        (admin_year(2025), "2024-12-15/P1Y", Kind.YEAR),
        (admin_half(2025, 2), "2025-06-15/P6M", Kind.HALF),
        (admin_quarter(2025, 1), "2024-12-15/P3M", Kind.QUARTER),
        (admin_month(2025, 6), "2025-05-15/P1M", Kind.MONTH),
        (admin_first_months(2025, 9), "2024-12-15/P9M", Kind.MONTHS),
        (admin_term(2021, 2025), "2020-12-15/P5Y", Kind.TERM),
    ],
)
def test_period_has_one_sdmx_spelling(period: Period, sdmx: str, kind: Kind) -> None:
    assert (period.sdmx, str(period), period.kind) == (sdmx, sdmx, kind)


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (year(2025), "năm 2025", "2025"),
        (half(2025, 1), "6 tháng đầu năm 2025", "first half of 2025"),
        (half(2025, 2), "6 tháng cuối năm 2025", "second half of 2025"),
        (quarter(2025, 2), "quý II/2025", "Q2 2025"),
        (first_months(2025, 9), "9 tháng năm 2025", "first 9 months of 2025"),
        (month(2025, 6), "tháng 6/2025", "June 2025"),
        (term(2021, 2025), "giai đoạn 2021-2025", "2021–2025"),
        (day(date(2025, 7, 1)), "ngày 01/7/2025", "1 July 2025"),
        (ODD_DAYS, "từ 10/01/2025 đến 25/3/2025", "10 January 2025 to 25 March 2025"),
        (APRIL_TO_AUGUST, "từ tháng 4/2025 đến tháng 8/2025", "April 2025 to August 2025"),
        (
            admin_quarter(2025, 2),
            "quý II/2025 (15/3/2025–14/6/2025)",
            "Q2 2025 (15 March 2025 to 14 June 2025)",
        ),
    ],
)
def test_period_is_named_as_reports_name_it(period: Period, vi: str, en: str) -> None:
    assert period.label == (vi, en)


@pytest.mark.parametrize(
    ("period", "years"),
    [
        (year(2025), (2025,)),
        (month(2025, 1), (2025,)),
        (term(2021, 2025), (2021, 2022, 2023, 2024, 2025)),
        (span(date(2024, 12, 31), date(2025, 1, 1)), (2024, 2025)),
        (admin_year(2025), (2025,)),
        (admin_month(2025, 1), (2025,)),
        (admin_half(2025, 1), (2025,)),
        (admin_term(2021, 2023), (2021, 2022, 2023)),
    ],
)
def test_period_touches_its_plan_years(period: Period, years: tuple[int, ...]) -> None:
    assert period.years() == years


@pytest.mark.parametrize(
    ("period", "previous"),
    [
        (year(2025), year(2024)),
        (half(2025, 1), half(2024, 2)),
        (quarter(2025, 1), quarter(2024, 4)),
        (quarter(2025, 3), quarter(2025, 2)),
        (month(2025, 1), month(2024, 12)),
        (month(2024, 3), month(2024, 2)),
        (term(2021, 2025), term(2016, 2020)),
        (first_months(2025, 9), first_months(2024, 9)),
        (span(date(2025, 1, 1), date(2026, 6, 30)), span(date(2023, 1, 1), date(2024, 6, 30))),
        (day(date(2025, 3, 1)), day(date(2025, 2, 28))),
        (span(date(2025, 3, 3), date(2025, 3, 9)), span(date(2025, 2, 24), date(2025, 3, 2))),
        (admin_year(2025), admin_year(2024)),
        (admin_quarter(2025, 1), admin_quarter(2024, 4)),
        (admin_month(2025, 1), admin_month(2024, 12)),
        (admin_first_months(2025, 9), admin_first_months(2024, 9)),
    ],
)
def test_previous_period_is_the_one_to_compare_with(period: Period, previous: Period) -> None:
    assert period.previous() == previous


@pytest.mark.parametrize(
    ("period", "last_year"),
    [
        (year(2025), year(2024)),
        (quarter(2025, 2), quarter(2024, 2)),
        (month(2024, 2), month(2023, 2)),
        (month(2025, 2), month(2024, 2)),
        (day(date(2024, 2, 29)), day(date(2023, 2, 28))),
        (ODD_DAYS, span(date(2024, 1, 10), date(2024, 3, 25))),
        (admin_half(2025, 1), admin_half(2024, 1)),
    ],
)
def test_same_period_last_year_keeps_whole_months_whole(period: Period, last_year: Period) -> None:
    assert period.same_period_last_year() == last_year


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        (year(2025), quarter(2025, 2), True),
        (year(2025), year(2025), True),
        (term(2021, 2025), month(2025, 12), True),
        (quarter(2025, 2), year(2025), False),
        (year(2025), span(date(2024, 12, 31), date(2025, 1, 1)), False),
        (year(2025), date(2025, 12, 31), True),
        (year(2025), date(2026, 1, 1), False),
        (admin_year(2025), admin_month(2025, 12), True),
        (admin_year(2025), date(2024, 12, 15), True),
        (admin_year(2025), date(2025, 12, 15), False),
    ],
)
def test_period_contains_what_lies_wholly_inside(outer: Period, inner: Period | date, inside: bool) -> None:
    assert outer.contains(inner) is inside


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (half(2025, 1), quarter(2025, 2), True),
        (half(2025, 1), half(2025, 2), False),
        (half(2025, 2), half(2025, 1), False),
        (admin_month(2025, 6), admin_quarter(2025, 2), True),
    ],
)
def test_periods_overlap_when_they_share_a_day(one: Period, other: Period, meet: bool) -> None:
    assert one.overlaps(other) is meet


@pytest.mark.parametrize(
    ("on", "over"), [(date(2025, 12, 30), False), (date(2025, 12, 31), True), (date(2026, 1, 1), True)]
)
def test_period_is_over_on_the_evening_of_its_last_day(on: date, over: bool) -> None:
    assert year(2025).is_over(on) is over


def test_administrative_year_is_over_before_the_calendar_year() -> None:
    on = date(2025, 12, 14)

    assert (admin_year(2025).is_over(on), year(2025).is_over(on)) == (True, False)


def test_periods_are_ordered_by_first_day_then_last() -> None:
    periods = [term(2021, 2025), year(2025), quarter(2025, 2), month(2025, 1), year(2021)]

    assert sorted(periods) == [year(2021), term(2021, 2025), month(2025, 1), year(2025), quarter(2025, 2)]


@pytest.mark.parametrize(
    ("compare", "expected"),
    [
        (operator.lt, (True, False, False)),
        (operator.le, (True, True, False)),
        (operator.gt, (False, False, True)),
        (operator.ge, (False, True, True)),
    ],
)
def test_every_comparison_agrees(
    compare: Callable[[Period, Period], bool], expected: tuple[bool, bool, bool]
) -> None:
    earlier, later = year(2024), year(2025)

    actual = (compare(earlier, later), compare(later, later), compare(later, earlier))

    assert actual == expected


@pytest.mark.parametrize(
    "compare",
    [
        operator.lt,
        operator.le,
        operator.gt,
        operator.ge,
        lambda one, other: one.contains(other),
        lambda one, other: one.overlaps(other),
    ],
)
@pytest.mark.parametrize(
    ("one", "other"), [(year(2025), admin_month(2025, 6)), (admin_month(2025, 6), year(2025))]
)
def test_calendar_and_administrative_periods_never_mix(
    compare: Callable[[Period, Period], bool], one: Period, other: Period
) -> None:
    with pytest.raises(MixedPeriods) as error:
        compare(one, other)

    problem = error.value.problems[0]
    assert problem.code == "KY002"
    assert problem.hint.vi == "chọn một loại kỳ; đổi rõ ràng bằng .calendar hoặc .admin"


def test_calendar_and_administrative_periods_are_never_equal() -> None:
    assert year(2025) != admin_year(2025)
    assert len({year(2025), admin_year(2025), admin_year(2025).calendar}) == 2


@pytest.mark.parametrize(
    ("calendar", "admin"),
    [
        (year(2025), admin_year(2025)),
        (half(2025, 1), admin_half(2025, 1)),
        (quarter(2025, 1), admin_quarter(2025, 1)),
        (month(2025, 1), admin_month(2025, 1)),
        (first_months(2025, 9), admin_first_months(2025, 9)),
        (term(2021, 2025), admin_term(2021, 2025)),
    ],
)
def test_type_of_period_changes_only_openly(calendar: Period, admin: Period) -> None:
    assert calendar.admin == admin  # type: ignore[attr-defined]
    assert admin.calendar == calendar  # type: ignore[attr-defined]


def test_days_that_are_no_whole_months_have_no_administrative_period() -> None:
    with pytest.raises(UnreadablePeriod) as error:
        ODD_DAYS.admin  # noqa: B018

    assert error.value.problems[0].text.vi == "từ 10/01/2025 đến 25/3/2025 không gồm các tháng trọn"


@pytest.mark.parametrize(
    ("period", "months", "days"),
    [
        (year(2024), 12, 366),
        (quarter(2025, 1), 3, 90),
        (day(date(2025, 7, 1)), None, 1),
        (admin_year(2025), 12, 365),
        (admin_month(2025, 3), 1, 28),
    ],
)
def test_period_counts_its_months_and_days(period: Period, months: int | None, days: int) -> None:
    assert (period.months, period.days) == (months, days)


def test_period_moves_by_months() -> None:
    moved = [quarter(2025, 4).shift(3), admin_month(2025, 12).shift(1), day(date(2025, 1, 31)).shift(1)]

    assert moved == [quarter(2026, 1), admin_month(2026, 1), day(date(2025, 2, 28))]


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2025, 1, 1), "01/01/2025"),
        (date(2025, 2, 19), "19/02/2025"),
        (date(2025, 3, 9), "09/3/2025"),
        (date(2025, 12, 15), "15/12/2025"),
    ],
)
def test_day_is_written_as_decree_30_2020_writes_it(on: date, text: str) -> None:
    assert write_day(on) == text
