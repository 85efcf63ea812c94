"""Which days does a run of months cover? Months are numbered through, so that arithmetic is addition."""

from __future__ import annotations

from datetime import date, timedelta

from thuocdo.errors import Text
from thuocdo.periods.problems import impossible

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years a plan can speak of; anything else is a slip of the keyboard."""

FIRST_DAY = date(FIRST_YEAR - 1, 12, 15)
"""The reporting year 1900 begins in 1899."""


def number_month(year: int, month: int) -> int:
    """Return the running number of a month.

    Raises:
        UnreadablePeriod: There is no such year or month.
    """
    check_year(year)
    if not 1 <= month <= 12:
        raise impossible(
            Text(f"không có tháng {month}", f"there is no month {month}"),
            Text("tháng từ 1 đến 12", "months go from 1 to 12"),
        )
    return year * 12 + month - 1


def check_year(year: int) -> None:
    """Refuse years outside 1900–2199.

    Raises:
        UnreadablePeriod: The year is outside.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise impossible(
            Text(f"năm {year} ngoài khoảng có thể", f"the year {year} is out of range"),
            Text(f"năm từ {FIRST_YEAR} đến {LAST_YEAR}", f"years go from {FIRST_YEAR} to {LAST_YEAR}"),
        )


def month_of(day: date) -> int:
    """Return the running number of the calendar month of `day`."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of the month with the running number `month`."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of that month."""
    return first_day(month + 1) - ONE_DAY


def move_day(day: date, months: int) -> date:
    """Return the same day `months` later; 29, 30, 31 become the last day of a shorter month."""
    month = month_of(day) + months
    return min(first_day(month) + (day.day - 1) * ONE_DAY, last_day(month))
