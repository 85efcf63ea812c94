"""What does a figure say? Its kind, from its form, its unit and the verb before it."""

from __future__ import annotations

import re

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.model import FigureKind

_CHANGE = re.compile(
    r"\b(tăng|giảm|bớt|vượt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|lớn hơn|nhỏ hơn|sớm hơn|muộn hơn|chậm hơn"
    r"|nhanh hơn|kém|rút ngắn|sụt|cắt giảm|tụt|nâng)"
    r"((?:\s+(?:thêm|được|khoảng|bình quân|trung bình|hằng năm|hàng năm|mỗi năm|trên|gần|hơn|ước|là|tương ứng"
    r"|so với (?:năm \d{4}|năm trước|cùng kỳ(?: năm (?:trước|\d{4}))?|đầu nhiệm kỳ)|cùng kỳ|bằng|chỉ|tiêu"
    r"|kế|hoạch"
    r"|mạnh|cao|nhẹ|khá|chung|tối thiểu|ít nhất|tương đương|lần lượt|trưởng|mục|dự|toán|đạt|tổng số))*)\s*$"
)
_SIGNS = {"+": "tăng", "-": "giảm", "−": "giảm", "–": "giảm"}
DECREASES = frozenset(
    ("giảm", "bớt", "hụt", "thấp hơn", "ít hơn", "nhỏ hơn", "kém", "rút ngắn", "sụt", "cắt giảm", "tụt")
)
"""Verbs that make a change negative."""

_LESS = frozenset(("giảm", "bớt", "cắt giảm", "rút ngắn", "sụt"))
_BESIDES = frozenset(
    ("vượt", "hụt", "cao hơn", "thấp hơn", "nhiều hơn", "ít hơn", "lớn hơn", "nhỏ hơn", "kém", "nâng")
)
_RATE_WORDS = re.compile(
    r"bình quân|hằng năm|hàng năm|mỗi năm|grdp|gdp|tốc độ|tăng trưởng|\biip\b|chỉ số sản xuất"
)
_GROWTH_LEVEL = re.compile(r"tốc độ (?:tăng|phát triển)|tăng trưởng|mức tăng|nhịp độ tăng")
_NO_GROWTH = re.compile(r"chiếm|tỷ trọng|tỉ trọng|đóng góp|mục tiêu\s*$")
_FOLD_BEFORE = re.compile(r"\b(?:gấp|bằng|tăng|cao hơn|lớn hơn|nhiều hơn|hơn|giảm|vượt|lên)\b[^,;.]{0,24}$")
_POINTS = ("điểm phần trăm", "điểm %", "điểm%", "đpt", "bậc")

_CONTINUED = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:[,;]|và|,\s*và|;\s*và)?\s*(?:và\s+)?"
    r"(?:(?:quý|tháng|năm|các năm)?\s*[\divx/, -]*)?\s*(?:ước|dự kiến|ước tính)?\s*(?:đạt|là|còn|tăng)?\s*"
)
"""What may stand between two figures of one series: `năm 2021 đạt 8,52%; năm 2022 đạt 19,30%`."""

_ASIDE = re.compile(
    r",?\s*(?:đứng|xếp)(?: \w+){1,3}(?:/\d+)?(?: (?:cả nước|toàn quốc|vùng|khu vực))?(?=[,;])"
    r"|\s(?:đứng|xếp) thứ \d+ (?:cả nước|toàn quốc)"
)
_LONGEST_JOINT = 80

_BY_FORM = {
    Form.RANGE: FigureKind.RANGE,
    Form.RATIO: FigureKind.RATIO,
    Form.RANK: FigureKind.RANK,
    Form.BLANK: FigureKind.BLANK,
}


def clause_before(lower: str, at: int, width: int = 90) -> str:
    """Return the words from the start of the clause to `at`."""
    begin = max(0, at - width)
    for mark in (";", "(", ". ", ":"):
        begin = max(begin, lower.rfind(mark, begin, at) + 1)
    return lower[begin:at]


def change_verb(before: str) -> str:
    """Return the verb of change that governs a number right after `before`, or nothing."""
    if before[-1:] in _SIGNS:
        return _SIGNS[before[-1:]]
    match = _CHANGE.search(before)
    if match is None or (match[1] == "tăng" and "trưởng" in match[2]):
        return ""
    return match[1]


def continues_series(lower: str, start: int, end: int) -> bool:
    """Whether the words between two percentages name no new subject."""
    if end - start > _LONGEST_JOINT:
        return False
    return _CONTINUED.fullmatch(_ASIDE.sub("", lower[start:end])) is not None


def kind_of(mention: Mention, lower: str, before: str, verb: str) -> FigureKind:
    """Return the kind of a mention.

    Args:
        mention: With its unit settled.
        lower: The block's text in lower case.
        before: The clause before the number, approximation words left out.
        verb: The verb of change before it, if any.
    """
    if mention.form is not Form.NUMBER:
        return _BY_FORM[mention.form]
    unit = mention.unit.casefold()
    if unit.startswith(("%", "phần trăm")):
        return _percent_kind(unit, before, verb)
    if unit.startswith("lần") and not mention.is_rate:
        is_fold = verb or lower.startswith("gấp", mention.start) or _FOLD_BEFORE.search(before)
        return FigureKind.FOLD if is_fold else FigureKind.COUNT
    if unit.startswith(_POINTS):
        return FigureKind.DELTA_ABS if verb or unit == "bậc" else FigureKind.LEVEL
    if mention.is_rate:
        return FigureKind.RATE
    if verb:
        return FigureKind.DELTA_ABS
    is_level = mention.is_measure or (mention.decimals and not unit)
    return FigureKind.LEVEL if is_level else FigureKind.COUNT


def _percent_kind(unit: str, before: str, verb: str) -> FigureKind:
    if verb in _LESS and not _GROWTH_LEVEL.search(before):
        return FigureKind.DELTA_PCT
    if "/" in unit:
        return FigureKind.RATE if "lãi suất" in before else FigureKind.GROWTH_RATE
    if verb in _BESIDES:
        return FigureKind.DELTA_PCT
    if verb:
        is_rate = _RATE_WORDS.search(before, before.rfind(",") + 1)
        return FigureKind.GROWTH_RATE if is_rate else FigureKind.DELTA_PCT
    is_growth = _GROWTH_LEVEL.search(before) and not _NO_GROWTH.search(before)
    return FigureKind.GROWTH_RATE if is_growth else FigureKind.SHARE
