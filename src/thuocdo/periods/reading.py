"""Which period does this text name? SDMX (`2025-Q2`, `2021-01-01/P5Y`) and Vietnamese (`quý II/2025`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

from thuocdo.errors import Problem, Text
from thuocdo.periods import making
from thuocdo.periods.months import check_year, month_of, move_day
from thuocdo.periods.period import CalendarPeriod, Period, admin_of_months, calendar_of_months
from thuocdo.periods.problems import UnreadablePeriod, impossible

VIETNAM_TIME = timezone(timedelta(hours=7))
"""All of Vietnam, all year: there is no summer time."""

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMBER_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_MAX_MONTHS = 1200

_Y = r"([0-9]{4})"
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:t00:00:00)?"
_VN_DAY = r"([0-9]{1,2})\s?[/.-]\s?([0-9]{1,2})\s?[/.-]\s?([0-9]{4})"
_OF = r"(?:\s?/\s?|\s?-\s?|\s(?:của )?(?:năm )?)"
_TO = r"\s?(?:-|đến|tới)\s?"

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Period]]


def _vn_day(day: str, month: str, year: str) -> date:
    return date(int(year), int(month), int(day))


def _duration(match: re.Match[str]) -> Period:
    """Return the period of `start/duration`; months from a 15th are administrative."""
    start = date.fromisoformat(match[1])
    years, months, days = (int(part or 0) for part in match.groups()[1:])
    months += 12 * years
    if bool(months) == bool(days) or months > _MAX_MONTHS or days > 31 * _MAX_MONTHS:
        raise ValueError
    if days:
        return CalendarPeriod(start, start + timedelta(days=days - 1))
    if start.day == 15:
        return admin_of_months(month_of(start) + 1, months)
    if start.day == 1:
        return calendar_of_months(month_of(start), months)
    return CalendarPeriod(start, move_day(start, months) - timedelta(days=1))


def _months(match: re.Match[str]) -> Period:
    """Return `n tháng [đầu|cuối] năm`: the last six are the second half, others count from January."""
    count, end, year = _count(match[1]), match[2], int(match[3])
    months = making.first_months(year, count)
    return months.shift(12 - count) if end == "cuối" else months


def _count(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _NUMBER_WORDS.index(word) + 1


def _between_months(match: re.Match[str]) -> Period:
    first_month, first_year, last_month, last_year = match.groups()
    first = making.month(int(first_year or last_year), int(first_month))
    last = making.month(int(last_year), int(last_month))
    return CalendarPeriod(first.start, last.end)


def _ints(make: Callable[..., Period]) -> Callable[[re.Match[str]], Period]:
    return lambda match: make(*map(int, match.groups()))


_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        # SDMX and ISO 8601
        (rf"{_Y}(?:-a1)?", _ints(making.year)),
        (rf"{_Y}-[sh]([0-9])", _ints(making.half)),
        (rf"{_Y}-q([0-9])", _ints(making.quarter)),
        (rf"{_Y}-m?([0-9][0-9])", _ints(making.month)),
        (rf"{_DAY}", lambda match: making.day(date.fromisoformat(match[1]))),
        (
            rf"{_DAY}/{_DAY}",
            lambda match: making.span(date.fromisoformat(match[1]), date.fromisoformat(match[2])),
        ),
        (rf"{_DAY}/p(?:([0-9]{{1,3}})y)?(?:([0-9]{{1,4}})m)?(?:([0-9]{{1,5}})d)?", _duration),
        # Vietnamese
        (
            rf"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|kế hoạch|các năm|5 năm|từ năm|từ) )*{_Y}{_TO}(?:năm )?{_Y}",
            _ints(making.term),
        ),
        (rf"(?:cả )?năm {_Y}", _ints(making.year)),
        (rf"(?:quý|q)\s?(iv|i{{1,3}}|[0-9]){_OF}{_Y}", lambda m: making.quarter(int(m[2]), _quarter(m[1]))),
        (rf"([0-9]{{1,2}}|[^\W\d]+) tháng(?: (đầu|cuối))?{_OF}{_Y}", _months),
        (rf"nửa (đầu|cuối){_OF}{_Y}", lambda m: making.half(int(m[2]), 1 if m[1] == "đầu" else 2)),
        (rf"(?:tháng )?([0-9]{{1,2}}){_OF}{_Y}", lambda m: making.month(int(m[2]), int(m[1]))),
        (
            rf"(?:từ )?tháng ([0-9]{{1,2}})(?:{_OF}{_Y})?{_TO}(?:tháng )?([0-9]{{1,2}}){_OF}{_Y}",
            _between_months,
        ),
        (rf"(?:ngày )?{_VN_DAY}", lambda m: making.day(_vn_day(*m.groups()))),
        (
            rf"ngày ([0-9]{{1,2}}) tháng ([0-9]{{1,2}}) năm {_Y}",
            lambda m: making.day(_vn_day(*m.groups())),
        ),
        (
            rf"(?:từ )?(?:ngày )?{_VN_DAY}{_TO}(?:ngày )?{_VN_DAY}",
            lambda m: making.span(_vn_day(*m.groups()[:3]), _vn_day(*m.groups()[3:])),
        ),
    )
)

_WITH_DAYS = re.compile(rf"(.*) \({_VN_DAY}\s?-\s?{_VN_DAY}\)")


def _quarter(word: str) -> int:
    return _QUARTERS.get(word, int(word) if word.isdecimal() else 0)


def parse_period(text: str) -> Period:
    """Return the period that `text` names.

    | text | period |
    |---|---|
    | `2025`, `năm 2025` | the year |
    | `2025-S1`, `2025-H1`, `6 tháng đầu năm 2025` | the half-year |
    | `2025-Q2`, `quý II/2025`, `quý 2 năm 2025` | the quarter |
    | `2025-01-01/P9M`, `9 tháng năm 2025` | the first nine months |
    | `2025-06`, `tháng 6/2025` | the month |
    | `2021-01-01/P5Y`, `2021-2025`, `giai đoạn 2021-2025`, `nhiệm kỳ 2020-2025` | the years |
    | `2025-07-01`, `01/7/2025` | the day |
    | `2021-01-01/2025-03-25` | the days |
    | `2024-12-15/P1Y`, `năm 2025 (15/12/2024–14/12/2025)` | the administrative year |

    `start/duration` in months or years from a 15th is administrative; all else is of the calendar.

    Raises:
        UnreadablePeriod: The text names no period, or one that does not exist.
    """
    plain = _tidy(text)
    try:
        if match := _WITH_DAYS.fullmatch(plain):
            return _administrative(match)
        for pattern, make in _RULES:
            if match := pattern.fullmatch(plain):
                return make(match)
    except ValueError as error:
        raise _unreadable(text) from error
    raise _unreadable(text)


def parse_as_of(text: str) -> datetime:
    """Return the instant that `text` names, in Vietnamese time without zone.

    A day (`2025-03-25`, `25/3/2025`) means its end, 23:59:59.999999, so that everything published on it
    is known. A time with a zone is turned to Vietnamese time.

    Raises:
        UnreadablePeriod: The text is neither a day nor a time.
    """
    plain = _tidy(text)
    try:
        if match := re.fullmatch(rf"(?:ngày )?{_VN_DAY}", plain):
            instant = datetime.combine(_vn_day(*match.groups()), time.max)
        elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain):
            instant = datetime.combine(date.fromisoformat(plain), time.max)
        elif re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}", plain):
            instant = datetime.fromisoformat(plain.upper())
        else:
            raise ValueError
        check_year(instant.year)
    except ValueError as error:
        raise UnreadablePeriod(
            Problem(
                "KY004",
                Text(
                    f"không đọc được thời điểm “{text.strip()}”", f"cannot read the instant “{text.strip()}”"
                ),
                Text("viết như 2025-03-25 hoặc 2025-03-25T17:00", "write 2025-03-25 or 2025-03-25T17:00"),
            )
        ) from error
    return instant.astimezone(VIETNAM_TIME).replace(tzinfo=None) if instant.tzinfo else instant


def _administrative(match: re.Match[str]) -> Period:
    """Return the administrative period of a label; its name and its days must agree."""
    named = parse_period(match[1])
    days = match.groups()[1:]
    start, end = _vn_day(*days[:3]), _vn_day(*days[3:])
    if not isinstance(named, CalendarPeriod) or (named.start, named.end) == (start, end):
        return named
    period = named.admin
    if (period.start, period.end) != (start, end):
        raise impossible(
            Text(f"{named.label.vi} không phải các ngày ghi kèm", f"{named.label.en} is not the days given"),
            Text(f"kỳ hành chính: {period.label.vi}", f"administrative period: {period.label.en}"),
        )
    return period


def _tidy(text: str) -> str:
    """Return `text` in NFC, lower case, with plain hyphens and single spaces."""
    plain = unicodedata.normalize("NFC", text).translate(dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"))
    plain = " ".join(plain.split()).lower().rstrip(".,;")
    return plain.replace("quí ", "quý ").replace("kì ", "kỳ ")


def _unreadable(text: str) -> UnreadablePeriod:
    shown = " ".join(text.split())
    return UnreadablePeriod(
        Problem(
            "KY001",
            Text(f"không đọc được kỳ “{shown}”", f"cannot read the period “{shown}”"),
            Text(
                "viết như 2025, 2025-Q2, 2025-06, 2021-2025, hoặc quý II/2025",
                "write 2025, 2025-Q2, 2025-06, 2021-2025, or quý II/2025",
            ),
        )
    )
