"""Periods: every spelling is read back, neighbours touch, the two types never meet."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.errors import ThuocdoError
from thuocdo.periods import (
    AdminPeriod,
    CalendarPeriod,
    MixedPeriods,
    Period,
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

YEARS = st.integers(1990, 2100)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
TERMS = st.tuples(YEARS, st.integers(0, 20)).map(lambda ends: (ends[0], ends[0] + ends[1]))

MONTH_MADE = (
    st.builds(year, YEARS)
    | st.builds(half, YEARS, st.integers(1, 2))
    | st.builds(quarter, YEARS, st.integers(1, 4))
    | st.builds(month, YEARS, st.integers(1, 12))
    | st.builds(first_months, YEARS, st.integers(1, 12))
    | TERMS.map(lambda ends: term(*ends))
)
CALENDAR = (
    MONTH_MADE | st.builds(day, DAYS) | st.tuples(DAYS, DAYS).map(lambda ends: span(min(ends), max(ends)))
)
ADMIN = (
    st.builds(admin_year, YEARS)
    | st.builds(admin_half, YEARS, st.integers(1, 2))
    | st.builds(admin_quarter, YEARS, st.integers(1, 4))
    | st.builds(admin_month, YEARS, st.integers(1, 12))
    | st.builds(admin_first_months, YEARS, st.integers(1, 12))
    | TERMS.map(lambda ends: admin_term(*ends))
)


@given(CALENDAR | ADMIN)
def test_sdmx_spelling_is_read_back(period: Period) -> None:
    assert parse_period(period.sdmx) == period


@given(CALENDAR | ADMIN)
def test_vietnamese_name_is_read_back(period: Period) -> None:
    assert parse_period(period.label.vi) == period


@given(CALENDAR | ADMIN, CALENDAR | ADMIN)
def test_two_periods_share_a_spelling_only_when_equal(one: Period, other: Period) -> None:
    assert (one.sdmx == other.sdmx) == (one == other)


@given(CALENDAR | ADMIN, st.integers(-200, 200))
def test_whole_months_moved_there_and_back_are_the_same(period: Period, months: int) -> None:
    moved = period.shift(months)

    assert type(moved) is type(period)
    assert moved.months == period.months
    if period.months is not None:
        assert moved.shift(-months) == period


@given(
    st.builds(quarter, YEARS, st.integers(1, 4))
    | st.builds(day, DAYS)
    | st.builds(admin_half, YEARS, st.integers(1, 2))
)
def test_previous_period_ends_the_day_before(period: Period) -> None:
    assert period.previous().end + timedelta(days=1) == period.start


@given(MONTH_MADE)
def test_administrative_period_begins_and_ends_half_a_month_earlier(period: CalendarPeriod) -> None:
    admin = period.admin

    assert (admin.start.day, admin.end.day) == (15, 14)
    assert timedelta(days=14) <= period.start - admin.start <= timedelta(days=17)
    assert timedelta(days=14) <= period.end - admin.end <= timedelta(days=17)
    assert admin.calendar == period
    assert admin.years() == period.years()
    assert admin.kind == period.kind


@given(YEARS)
def test_parts_tile_the_year_in_both_types(number: int) -> None:
    for whole, parts in [
        (year(number), [quarter(number, part) for part in range(1, 5)]),
        (year(number), [month(number, part) for part in range(1, 13)]),
        (admin_year(number), [admin_half(number, part) for part in range(1, 3)]),
        (admin_year(number), [admin_month(number, part) for part in range(1, 13)]),
    ]:
        assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
        assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(parts))
        assert all(whole.contains(part) for part in parts)


@given(CALENDAR, CALENDAR)
def test_containing_means_sharing_every_day(one: Period, other: Period) -> None:
    assert one.contains(other) == (one.contains(other.start) and one.contains(other.end))
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.contains(other) or one.overlaps(other)
    assert (one < other) + (one == other) + (one > other) == 1


@given(CALENDAR, ADMIN)
def test_the_two_types_never_mix(calendar: CalendarPeriod, admin: AdminPeriod) -> None:
    assert calendar != admin
    with pytest.raises(MixedPeriods):
        calendar.contains(admin)
    with pytest.raises(MixedPeriods):
        sorted([admin, calendar])


@given(DAYS)
def test_as_of_a_day_is_its_last_instant(on: date) -> None:
    instant = parse_as_of(on.isoformat())

    assert instant.date() == on
    assert (instant + timedelta(microseconds=1)).date() == on + timedelta(days=1)


@given(st.text(max_size=40) | st.text(alphabet="0123456789-/QSPMYDTquýthángnăm ()–", max_size=30))
def test_no_text_crashes_the_readers(text: str) -> None:
    for read in (parse_period, parse_as_of):
        try:
            found = read(text)
        except ThuocdoError:
            continue
        assert not isinstance(found, Period) or parse_period(found.sdmx) == found
