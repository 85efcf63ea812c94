"""Which unit does a number take from its neighbours? `từ 73,4 lên 74,7 tuổi`, `bác sĩ/10.000 dân … 13,2`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.units import read_unit

_TOWARDS = r"(?:chỉ còn|xuống còn|lên đến|lên tới|lên mức|xuống mức|lên|xuống|đến|tới|còn|sang)"
_WHEN = r"(?:\(?(?:(?:vào |đầu |cuối )?năm \d{4}|đầu nhiệm kỳ|(?:19|20)\d\d)\)?)"
_JOINT = re.compile(
    rf"\s*(?:\([^()]{{0,30}}\)\s*)?(?:[,;]\s*và|[,;]|và|hoặc|[-–]|{_WHEN}?\s*{_TOWARDS})?\s*"
    rf"(?:và|{_TOWARDS})?\s*(?:gần|trên|hơn|khoảng)?\s*"
)
_MAX_JOINT = 44

_NAMED_RATE = re.compile(
    r"(?:số|tỷ lệ|tỉ lệ|tỷ suất|tỉ suất|bình quân)\s+"
    r"((?:[^\W\d_]+ ){0,3}[^\W\d_]+\s?/\s?(?:(?:\d[\d.]*|vạn|nghìn|một vạn)\s)?[^\W\d_]+(?: dân| sống)?)"
)
_COUNTED = re.compile(
    r"\b(?:tỷ lệ|tỉ lệ|số) ((?:[^\W\d_]+ )?[^\W\d_]+?) (?:đạt|là|còn|ước|tăng|khoảng|bình quân)\b"
)
_COUNT_OF = re.compile(r"\b(?<!dân )(?<!chỉ )(?<!hệ )(?<!tổng )số (?:lượng )?(?=[^\W\d_])")
_PARTS = re.compile(r"\A\s*\(|\b(?:trong đó|gồm|cụ thể|chia ra)\b")
_LONGEST_LIST = 400
_REACH = 160
_PER_PHRASE = re.compile(
    r"\b(?:bình quân|giá trị|thu nhập|lợi nhuận|doanh thu|năng suất)[^;.]{0,60}?"
    r"\b(?:trên|mỗi|cho) (?:(?:0?1|một) )?(ha|héc ta|người|hộ|lao động|sào|con|công)\b"
)
_DIVISIBLE = frozenset(("đồng", "usd", "vnđ", "vnd", "tấn", "tạ", "kg"))


def share_units(lower: str, mentions: Sequence[Mention]) -> None:
    """Give bare numbers the unit of the figure they are coordinated with, or the one their sentence names."""
    for left, right in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        is_near = _is_bare(left) and _has_unit(right) and right.lead - left.end <= _MAX_JOINT
        if is_near and _JOINT.fullmatch(lower, left.end, right.lead):
            _take_unit(left, right)
    if "/" in lower:
        for mention in mentions:
            if mention.form is Form.NUMBER:
                _name_rate(lower, mention)
    if "số " in lower:
        for mention in mentions:
            is_ratio = mention.form is Form.RATIO and not mention.unit
            if is_ratio or (_is_bare(mention) and not mention.decimals):
                _name_thing(lower, mention)
    _share_total(lower, mentions)
    if _PER_PHRASE.search(lower):
        for mention in mentions:
            _divide(lower, mention)


def _is_bare(mention: Mention) -> bool:
    return mention.form is Form.NUMBER and not mention.unit and not mention.scale


def _has_unit(mention: Mention) -> bool:
    return mention.form in (Form.NUMBER, Form.RANGE) and bool(mention.unit) and mention.is_known


def _take_unit(left: Mention, right: Mention) -> None:
    left.unit, left.scale = right.unit, right.scale
    left.is_measure, left.is_known, left.is_rate = right.is_measure, right.is_known, right.is_rate


def _name_rate(lower: str, mention: Mention) -> None:
    """Read the unit of a bare number, or of a broken number of things, from the name of the indicator."""
    is_broken_count = mention.decimals and not (mention.is_measure or mention.scale or mention.is_rate)
    is_open = mention.unit.startswith("/")
    if mention.unit and not is_broken_count and not is_open:
        return
    head = _sentence_before(lower, mention.digits, _REACH, (". ",))
    if is_open:
        if counted := _COUNTED.search(head):
            mention.unit = f"{counted[1]}{mention.unit}"
        return
    named = _last(_NAMED_RATE, head)
    if named is not None and named[1].startswith(mention.unit.casefold().split(" ")[0]):
        mention.unit, mention.is_rate, mention.is_known = named[1].strip(), True, True


def _name_thing(lower: str, mention: Mention) -> None:
    """Read what a bare number counts from the subject of its clause: `số vụ giảm từ 120 xuống 95`."""
    head = _sentence_before(lower, mention.digits, _REACH // 2, (";", ". ", "("))
    named = _last(_COUNT_OF, head)
    if named is None:
        return
    unit = read_unit(lower, mention.digits - len(head) + named.end())
    if unit.is_known and not (unit.is_measure or unit.scale or unit.is_rate):
        mention.unit, mention.is_known = unit.unit, True


def _share_total(lower: str, mentions: Sequence[Mention]) -> None:
    """Give bare parts the unit of their total: `233 lượt; trong đó: bổ nhiệm 44`, `125 người (nữ 40)`."""
    total: Mention | None = None
    for mention in mentions:
        if _is_bare(mention) and not mention.decimals:
            if total is not None and _opens_parts(lower, total.end, mention.digits):
                mention.unit, mention.is_known = total.unit, True
        elif mention.form is Form.NUMBER and mention.is_known and not (mention.is_measure or mention.is_rate):
            total = mention


def _opens_parts(lower: str, start: int, end: int) -> bool:
    """Whether the words between a total and a number say that its parts follow."""
    if end - start > _LONGEST_LIST or lower.find(". ", start, end) >= 0:
        return False
    return _PARTS.search(lower[start:end]) is not None


def _divide(lower: str, mention: Mention) -> None:
    """Make `giá trị bình quân trên 01 ha … đạt 140 triệu đồng` a rate per hectare."""
    if mention.is_rate or mention.unit.casefold() not in _DIVISIBLE or mention.form is Form.BLANK:
        return
    head = lower[max(0, mention.digits - _REACH) : mention.digits]
    if found := _last(_PER_PHRASE, head):
        mention.unit, mention.is_rate = f"{mention.unit}/{found[1]}", True


def _sentence_before(lower: str, at: int, reach: int, marks: tuple[str, ...]) -> str:
    """Return the words from the last of the marks to `at`, at most `reach` characters."""
    begin = max(0, at - reach)
    return lower[max(begin, *(lower.rfind(mark, begin, at) + 1 for mark in marks)) : at]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the match nearest to the end of `text`."""
    last = None
    for match in pattern.finditer(text):
        last = match
    return last
