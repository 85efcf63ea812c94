"""Which unit does a number without one share? `từ 73,4 lên 74,7 tuổi`, `8,52%; 19,30 và 14,99%`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thuocdo.claims.figures.mention import Form, Mention

_JOINT = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:[,;]|và|hoặc|lên|xuống|đến|tới|còn|sang|[-–]|,\s*và)?\s*"
    r"(?:và|lên|xuống|đến|tới|còn|chỉ còn|xuống còn|lên đến|lên tới|lên mức|xuống mức)?\s*"
    r"(?:gần|trên|hơn|khoảng)?\s*"
)
_YEARED_JOINT = re.compile(
    r"\s*(?:\(?(?:(?:vào |đầu |cuối )?năm \d{4}|đầu nhiệm kỳ|\d{4})\)?)?\s*(?:lên|xuống|xuống còn|lên đến|lên tới)\s*(?:gần|trên|hơn|khoảng)?\s*"
)
_NAMED_RATE = re.compile(
    r"(?:số|tỷ lệ|tỉ lệ|tỷ suất|bình quân)\s+((?:[^\W\d_]+ ){0,3}[^\W\d_]+\s?/\s?(?:(?:\d[\d.]*|vạn|nghìn|một vạn)\s)?[^\W\d_]+(?: dân| sống)?)"
)
_PER_PHRASE = re.compile(
    r"\b(?:bình quân|giá trị|thu nhập|lợi nhuận|doanh thu|năng suất)[^;.]{0,60}?\btrên (?:0?1|một|mỗi) (ha|héc ta|người|hộ|lao động|sào|con|công)\b"
)


def share_units(lower: str, mentions: Sequence[Mention]) -> None:
    """Give bare numbers the unit of the figure they are coordinated with."""
    for left, right in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        if _can_take(left) and _is_giver(right) and right.lead - left.end <= 44:
            between = lower[left.end : right.lead]
            if _JOINT.fullmatch(between) or _YEARED_JOINT.fullmatch(between):
                left.unit, left.is_measure, left.is_known = right.unit, right.is_measure, right.is_known
                left.is_rate = right.is_rate
                if not left.scale:
                    left.scale = right.scale
    if "/" in lower:
        _name_rates(lower, mentions)
    if " trên " in lower:
        _divide(lower, mentions)


def _can_take(mention: Mention) -> bool:
    return mention.form is Form.NUMBER and not mention.unit


def _is_giver(mention: Mention) -> bool:
    return mention.form in (Form.NUMBER, Form.RANGE) and bool(mention.unit) and mention.is_known


def _name_rates(lower: str, mentions: Sequence[Mention]) -> None:
    """Give bare numbers the unit that the sentence names: `số bác sĩ/10.000 dân tăng từ 10,1 lên 13,2`."""
    for mention in mentions:
        if mention.form is not Form.NUMBER or (
            mention.unit and mention.is_known and not mention.unit.startswith("/")
        ):
            continue
        begin = lower.rfind(". ", 0, mention.digits) + 1
        head = lower[max(begin, mention.digits - 160) : mention.digits]
        if mention.unit.startswith("/"):
            if noun := re.search(
                r"\bsố ((?:[^\W\d_]+ )?[^\W\d_]+?) (?:đạt|là|còn|ước|tăng|khoảng|đạt khoảng)\b", head
            ):
                mention.unit = f"{noun[1]}{mention.unit}"
            continue
        named = None
        for named in _NAMED_RATE.finditer(head):
            pass
        if named is not None and mention.unit and not named[1].startswith(mention.unit.casefold()[:3]):
            continue
        if named is not None and "/" in named[1]:
            mention.unit, mention.is_rate, mention.is_known = named[1].strip(), True, True


def _divide(lower: str, mentions: Sequence[Mention]) -> None:
    """Make `giá trị bình quân trên 01 ha … đạt 140 triệu đồng` a rate per hectare."""
    for mention in mentions:
        if mention.is_rate or not mention.is_measure or mention.unit.startswith("%"):
            continue
        head = lower[max(0, mention.digits - 140) : mention.digits]
        found = None
        for found in _PER_PHRASE.finditer(head):
            pass
        if found is not None and mention.unit in ("đồng", "USD", "VNĐ", "tấn", "tạ"):
            mention.unit, mention.is_rate = f"{mention.unit}/{found[1]}", True
