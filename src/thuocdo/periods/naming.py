"""What is a period called, in Vietnamese, in English and in SDMX?"""

from __future__ import annotations

from datetime import date

from thuocdo.errors import Text

_ROMAN = ("I", "II", "III", "IV")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def write_day(day: date) -> str:
    """Return the day as Decree 30/2020/NĐ-CP prints it: a zero before days under 10 and months 1 and 2."""
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02}/{month}/{day.year}"


def write_english_day(day: date) -> str:
    """Return the day in English: `1 July 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_duration(months: int) -> str:
    """Return the ISO 8601 duration of whole months: `P9M`, `P5Y`."""
    return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"


def name_months(first: int, count: int) -> Text:
    """Return the name of `count` months from the running number `first`: `quý II/2025`."""
    year, within = divmod(first, 12)
    last_year, last_within = divmod(first + count - 1, 12)
    if count % 12 == 0 and within == 0:
        if count == 12:
            return Text(f"năm {year}", f"{year}")
        return Text(f"giai đoạn {year}-{last_year}", f"{year}–{last_year}")
    if count == 6 and within in (0, 6):
        half = Text("đầu", "first") if within == 0 else Text("cuối", "second")
        return Text(f"6 tháng {half.vi} năm {year}", f"{half.en} half of {year}")
    if count == 3 and within % 3 == 0:
        return Text(f"quý {_ROMAN[within // 3]}/{year}", f"Q{within // 3 + 1} {year}")
    if count == 1:
        return Text(f"tháng {within + 1}/{year}", f"{_MONTHS[within]} {year}")
    if within == 0 and count < 12:
        return Text(f"{count} tháng năm {year}", f"first {count} months of {year}")
    return Text(
        f"từ tháng {within + 1}/{year} đến tháng {last_within + 1}/{last_year}",
        f"{_MONTHS[within]} {year} to {_MONTHS[last_within]} {last_year}",
    )
