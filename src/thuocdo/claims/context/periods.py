"""Which period does a sentence speak of? Every mention of a time, as SDMX text, with its place.

| words | period |
|---|---|
| năm 2025, đến năm 2025, hết năm 2025, 31/12/2025 | `2025` |
| năm 2022, 2023 | `2022,2023` |
| giai đoạn 2021-2025, nhiệm kỳ 2020-2025 | `2021-2025`, `2020-2025` |
| 6 tháng đầu năm 2025, 9 tháng năm 2025 | `2025-S1`, `2025-01-01/P9M` |
| quý II/2025, tháng 6/2025, ngày 01/7/2025 | `2025-Q2`, `2025-06`, `2025-07-01` |
| từ đầu năm 2021 đến hết tháng 9/2025 | `2021-01-01/2025-09-30` |
| trước ngày 11/6/2020, từ ngày 11/6/2020 đến nay | `../2020-06-11`, `2020-06-11/..` (ISO 8601-2) |
| 9 tháng đầu năm, quý III, cả năm | `@-01-01/P9M`, `@-Q3`, `@`, with the year of the text around |
| từ đầu nhiệm kỳ, trong 5 năm qua | the term of the document |
| hiện nay, đến nay | none, and none is inherited either |
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

TERM, START, NEXT, BEFORE, SAME, PREVIOUS = "TERM", "START", "NEXT", "BEFORE", "SAME", "PREVIOUS"
"""Times that only the document can fill: its term, its start, the next term, the one before; the same time
last year; the month or quarter before."""
THIS_YEAR = "@"
"""Stands in a period for the year of the text around it (`9 tháng đầu năm` is `@-01-01/P9M`)."""

_Y = r"(?:19|20)\d\d"
_NUMBERS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_N = r"\d{1,2}|" + "|".join(_NUMBERS)
_DAY = rf"(\d{{1,2}})(?:[/.-]| tháng )(\d{{1,2}})(?:[/.-]| năm )({_Y})"
_LEAD = r"(?:(?:tính )?(?:đến|tới|vào|trong|từ) (?:thời điểm )?)?(?:hết |cuối |cả |đầu )?"
_ALTERNATIVES = (
    (
        "from_to",
        rf"từ (?:đầu )?(?:năm )?({_Y}) (?:đến|tới) (?:hết |cuối |tháng )*(\d{{1,2}})[/-]({_Y})(?!\d)",
    ),
    ("year_on", rf"từ (?:đầu )?năm ({_Y}) (?:đến|tới) nay"),
    ("years_to", rf"từ (?:đầu )?năm ({_Y}) (?:đến|tới) (?:hết |cuối )?(?:năm )?({_Y})"),
    ("open", rf"(trước|từ)(?: thời điểm| sau)?(?: ngày)? {_DAY}(?: đến nay)?"),
    (
        "run",
        (
            rf"(?:(?:giai đoạn|thời k[ỳì]|nhiệm k[ỳì]|các năm|trong năm|từ năm"
            rf"|năm) )?({_Y}) ?[-–—] ?(?:năm )?({_Y})"
            r"(?![\d/])"
        ),
    ),
    ("months", rf"{_LEAD}({_N}) tháng (đầu |cuối )?(?:của )?(?:năm )?({_Y})"),
    ("quarter", rf"{_LEAD}qu[ýí] (iv|i{{1,3}}|[1-4])(?: ?/ ?|-| năm | )({_Y})"),
    ("day", rf"{_LEAD}(?:ngày )?{_DAY}(?!\d)"),
    ("month", rf"{_LEAD}tháng (\d{{1,2}})(?:[/.-]| năm | )({_Y})"),
    ("years", rf"{_LEAD}(?:các )?năm ({_Y}(?:(?:, | và |, năm | và năm ){_Y}(?![\d/%]))*)(?![\d/%])"),
    (
        "bare_months",
        rf"{_LEAD}({_N}) tháng (đầu|cuối) năm(?! ?\d)|(?:lũy|luỹ) kế ({_N}) tháng(?! đầu| cuối| năm)",
    ),
    ("bare_quarter", r"qu[ýí] (iv|i{1,3}|[1-4])(?! ?[/-] ?\d| năm \d)"),
    ("bare_month", r"(?<!\d )tháng (\d{1,2})(?![\d/.,-]| năm \d)"),
    (
        "bare_year",
        r"(?:cả|hết|trong) năm(?! ?\d| qua| tới| trước| ngoái| năm| nay| học)|(?:trong |cả )?năm nay",
    ),
    ("previous", r"(?:tháng|quý|quí) trước(?! đó)"),
    ("since", r"từ đầu nhiệm k[ỳì](?: đến nay)?"),
    ("start", r"đầu nhiệm k[ỳì]"),
    (
        "term",
        (
            r"(?:trong |cả |suốt )?nhiệm k[ỳì](?: vừa)? qua|(?:trong |cả |suốt )nhiệm k[ỳì](?! [x\d])"
            r"|(?:trong )?(?:5|05|năm) năm (?:vừa )?qua"
        ),
    ),
    ("next", r"(?:trong )?(?:5|05|năm) năm tới|nhiệm k[ỳì] tới"),
    ("before", r"(?:nhiệm k[ỳì]|giai đoạn) trước"),
    ("same", r"cùng k[ỳì](?: năm (?:trước|ngoái))?(?! (?:năm )?\d)|năm (?:trước|ngoái)"),
    (
        "now",
        (
            r"hiện nay|hiện tại|hiện có|(?<!thực )(?<!phát )(?<!thể )(?<!xuất )hiện(?= (?:chiếm|đạt|còn|đang"
            r"|toàn))|(?:lũy kế |luỹ kế |tính )?đến nay"
            r"|(?:tính )?đến thời điểm (?:này|hiện tại)"
        ),
    ),
)
_MENTION = re.compile(
    r"(?<!\w)(?=[thcđvgnsbmqkl\d])(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALTERNATIVES)
    + r")(?!\w)"
)
_TRIGGER = re.compile(
    rf"{_Y}|tháng (?:đầu|cuối|trước|\d)|kế \S+ tháng|qu[ýí] (?:[iv1-4]|trước)|(?:cả|hết|trong) năm|năm nay"
    r"|nhiệm k|hiện|đến nay|thời điểm|cùng k|năm (?:qua|vừa|tới|trước|ngoái)|giai đoạn trước"
)
"""Every time holds one of these: only around them is the long pattern tried."""
_REACH_BACK, _REACH_ON = 44, 40
_COMPARED = (
    r"(?: (?:so|với|của|và|cùng k[ỳì]|thời điểm|cuối|đầu|mức|bình quân|trung bình|kết quả|thực hiện"
    r"|chung|cả|kế hoạch"
    r"|năm|giai đoạn))*"
)
_BASE = re.compile(
    rf"(?:\bso{_COMPARED}|\blần{_COMPARED}|\b(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn{_COMPARED}"
    rf"|\b(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn [^;,()]{{0,24}}(?:bình quân|mức|so với|của)"
    rf"|\bbằng [^;()]{{0,30}}(?:%|lần){_COMPARED})\s*$"
)
_AGAINST = re.compile(r"\bso với (?:(?!mục tiêu|chỉ tiêu|kế hoạch|dự toán)[^;,.()]){0,50}$")
_NAMED = re.compile(
    r"\b(?:luật|nghị định|thông tư|nghị quyết|quyết định|chỉ thị|đề án|chương trình|quy hoạch|chuẩn|tiêu chí"
    r"|chiến lược|đại biểu|khóa|khoá|quy định)\b[^;.()]*$"
)
_NAMED_BY_YEAR = re.compile(r"\b(?:luật|nghị định|thông tư|chuẩn nghèo|quyết định|bộ luật)\b[^;.,()]*$")


class Scope(StrEnum):
    """What a mention gives the time of."""

    FIGURES = "figures"
    """The figures around it."""
    BASE = "base"
    """What a figure is compared with."""
    NAME = "name"
    """A programme, a law, a poverty line: part of a name, so the time of a figure only where no other is."""
    NOW = "now"
    """The day of the document."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A time named at `text[start:end]`.

    Attributes:
        start, end: Offsets in the block's text.
        period: SDMX text; several years parted by commas; one of `TERM` …; `@` for the year around it;
            empty for the present.
        scope: See `Scope`.
    """

    start: int
    end: int
    period: str
    scope: Scope


def find_mentions(small: str) -> list[Mention]:
    """Return every time named in `small` (a text in small letters), in order.

    A day, month or run of years that does not exist (tháng 13) is no time.
    """
    mentions = []
    for found in _matches(small):
        name = found.lastgroup or ""
        if name == "now":
            mentions.append(Mention(found.start(), found.end(), "", Scope.NOW))
            continue
        parts = [part for part in found.groups()[_FIRST_GROUP[name] :] if part is not None]
        period = _READERS[name](parts)
        if period:
            mentions.append(Mention(found.start(), found.end(), period, _scope(small, found.start(), name)))
    return mentions


def _matches(small: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the long pattern, looked for near its triggers only."""
    low, high = -1, -1
    for trigger in _TRIGGER.finditer(small):
        start, end = max(0, trigger.start() - _REACH_BACK), trigger.end() + _REACH_ON
        if low >= 0 and start > high:
            yield from _MENTION.finditer(small, low, high)
            low = start
        low, high = (start if low < 0 else low), end
    if low >= 0:
        yield from _MENTION.finditer(small, low, high)


def _scope(small: str, start: int, name: str) -> Scope:
    before = small[max(0, start - 80) : start]
    if name in ("same", "before", "previous") or _BASE.search(before) or _AGAINST.search(before):
        return Scope.BASE
    if name == "run" and _NAMED.search(before):
        return Scope.NAME
    if name == "years" and _NAMED_BY_YEAR.search(before):
        return Scope.NAME
    return Scope.FIGURES


def _exact_day(day: str, month: str, year: str) -> str:
    d, m, y = int(day), int(month), int(year)
    return f"{y}-{m:02}-{d:02}" if 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1] else ""


def _day(parts: list[str]) -> str:
    """Return the day; the last of December is the end of the year and counts as the year."""
    exact = _exact_day(*parts)
    return exact[:4] if exact.endswith("-12-31") else exact


def _from_to(parts: list[str]) -> str:
    first, month, year = parts[0], int(parts[1]), int(parts[2])
    if not 1 <= month <= 12:
        return ""
    return f"{first}-01-01/{year}-{month:02}-{monthrange(year, month)[1]}"


def _open(parts: list[str]) -> str:
    day = _exact_day(*parts[1:])
    if not day:
        return ""
    return f"../{day}" if parts[0] == "trước" else f"{day}/.."


def _run(parts: list[str]) -> str:
    return f"{parts[0]}-{parts[1]}" if parts[0] < parts[1] else ""


def _months(parts: list[str]) -> str:
    count, year = _NUMBERS.get(parts[0]) or int(parts[0]), parts[-1]
    is_last = len(parts) == 3 and parts[1].startswith("cuối")
    if not 1 <= count <= 12 or (is_last and count not in (3, 6)):
        return ""
    if is_last and count == 3:
        return f"{year}-Q4"
    if count == 6:
        return f"{year}-S{2 if is_last else 1}"
    return year if count == 12 else f"{year}-Q1" if count == 3 else f"{year}-01-01/P{count}M"


def _quarter(parts: list[str]) -> str:
    number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(parts[0]) or int(parts[0])
    return f"{parts[1]}-Q{number}"


def _month(parts: list[str]) -> str:
    return f"{parts[1]}-{int(parts[0]):02}" if 1 <= int(parts[0]) <= 12 else ""


_READERS: dict[str, Callable[[list[str]], str]] = {
    "from_to": _from_to,
    "year_on": lambda parts: f"{parts[0]}-01-01/..",
    "years_to": _run,
    "open": _open,
    "run": _run,
    "months": _months,
    "quarter": _quarter,
    "day": _day,
    "month": _month,
    "years": lambda parts: ",".join(re.findall(_Y, parts[0])),
    "bare_months": lambda parts: _months([parts[0], *parts[1:2], THIS_YEAR]),
    "bare_quarter": lambda parts: _quarter([parts[0], THIS_YEAR]),
    "bare_month": lambda parts: _month([parts[0], THIS_YEAR]),
    "bare_year": lambda _: THIS_YEAR,
    "previous": lambda _: PREVIOUS,
    "since": lambda _: TERM,
    "start": lambda _: START,
    "term": lambda _: TERM,
    "next": lambda _: NEXT,
    "before": lambda _: BEFORE,
    "same": lambda _: SAME,
}
_FIRST_GROUP = {name: _MENTION.groupindex[name] for name, _ in _ALTERNATIVES}
"""Index in `groups()` of the first group inside an alternative: the alternative's own group counts one."""
