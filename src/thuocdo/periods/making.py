"""How is a period made? One function for each name that plans and reports use."""

from __future__ import annotations

from datetime import date

from thuocdo.errors import Text
from thuocdo.periods.months import number_month
from thuocdo.periods.period import AdminPeriod, CalendarPeriod, admin_of_months, calendar_of_months
from thuocdo.periods.problems import impossible


def year(year: int) -> CalendarPeriod:
    """Return the calendar year: 1/1–31/12."""
    return calendar_of_months(*_year(year))


def half(year: int, half: int) -> CalendarPeriod:
    """Return the first (1) or second (2) half of the calendar year."""
    return calendar_of_months(*_part(year, half, 2))


def quarter(year: int, quarter: int) -> CalendarPeriod:
    """Return the calendar quarter 1 to 4."""
    return calendar_of_months(*_part(year, quarter, 4))


def first_months(year: int, count: int) -> CalendarPeriod:
    """Return the first `count` months of the calendar year (9 tháng)."""
    return calendar_of_months(*_first_months(year, count))


def month(year: int, month: int) -> CalendarPeriod:
    """Return the calendar month."""
    return calendar_of_months(number_month(year, month), 1)


def term(first_year: int, last_year: int) -> CalendarPeriod:
    """Return the calendar years from `first_year` to `last_year` (giai đoạn)."""
    return calendar_of_months(*_term(first_year, last_year))


def day(day: date) -> CalendarPeriod:
    """Return the single day, for figures as of a day."""
    return CalendarPeriod(day, day)


def span(start: date, end: date) -> CalendarPeriod:
    """Return the days from `start` to `end`, both inside."""
    return CalendarPeriod(start, end)


def admin_year(year: int) -> AdminPeriod:
    """Return the reporting year: 15/12 of the year before to 14/12."""
    return admin_of_months(*_year(year))


def admin_half(year: int, half: int) -> AdminPeriod:
    """Return the reporting half-year: 15/12–14/6 or 15/6–14/12."""
    return admin_of_months(*_part(year, half, 2))


def admin_quarter(year: int, quarter: int) -> AdminPeriod:
    """Return the reporting quarter, e.g. the second: 15/3–14/6."""
    return admin_of_months(*_part(year, quarter, 4))


def admin_first_months(year: int, count: int) -> AdminPeriod:
    """Return the first `count` reporting months, e.g. nine: 15/12 of the year before to 14/9."""
    return admin_of_months(*_first_months(year, count))


def admin_month(year: int, month: int) -> AdminPeriod:
    """Return the reporting month, e.g. June: 15/5–14/6."""
    return admin_of_months(number_month(year, month), 1)


def admin_term(first_year: int, last_year: int) -> AdminPeriod:
    """Return the reporting years from `first_year` to `last_year`."""
    return admin_of_months(*_term(first_year, last_year))


def _year(year: int) -> tuple[int, int]:
    return number_month(year, 1), 12


def _part(year: int, number: int, parts: int) -> tuple[int, int]:
    """Return first month and length of part `number` of a year cut in `parts`."""
    if not 1 <= number <= parts:
        name = Text("quý", "quarter") if parts == 4 else Text("nửa năm thứ", "half-year")
        raise impossible(
            Text(f"không có {name.vi} {number}", f"there is no {name.en} {number}"),
            Text(f"số từ 1 đến {parts}", f"numbers go from 1 to {parts}"),
        )
    length = 12 // parts
    return number_month(year, (number - 1) * length + 1), length


def _first_months(year: int, count: int) -> tuple[int, int]:
    if not 1 <= count <= 12:
        raise impossible(
            Text(f"một năm không có {count} tháng", f"a year has no {count} months"),
            Text("số tháng từ 1 đến 12", "between 1 and 12 months"),
        )
    return number_month(year, 1), count


def _term(first_year: int, last_year: int) -> tuple[int, int]:
    first, last = number_month(first_year, 1), number_month(last_year, 12)
    if last < first:
        raise impossible(
            Text(
                f"năm cuối {last_year} trước năm đầu {first_year}",
                f"the last year {last_year} is before the first year {first_year}",
            ),
            Text("đổi chỗ hai năm", "swap the two years"),
        )
    return first, last - first + 1
