"""What does a figure say? Its kind, from its form, its unit and the verb before it."""

from __future__ import annotations

import re

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.model import FigureKind

_CHANGE = re.compile(
    r"\b(tăng|giảm|bớt|vượt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|lớn hơn|nhỏ hơn|sớm hơn|muộn hơn|chậm hơn|nhanh hơn|kém|rút ngắn|sụt|cắt giảm|tụt|nâng)"
    r"((?:\s+(?:thêm|được|khoảng|bình quân|trung bình|hằng năm|hàng năm|mỗi năm|trên|gần|hơn|ước|là|tương ứng|mạnh|cao|nhẹ|khá|chung"
    r"|tối thiểu|ít nhất|tương đương|lần lượt|trưởng|so với [^,;.()]{1,40}|cùng kỳ|bằng|chỉ|tiêu|kế|hoạch|mục|dự|toán|đạt|tổng số))*)\s*$"
)
_GROWTH = re.compile(
    r"tốc độ|tăng trưởng|bình quân|hằng năm|hàng năm|mỗi năm|grdp|gdp|\biip\b|chỉ số sản xuất|\bcpi\b|kim ngạch|trung bình"
)
_SHARE_WORDS = re.compile(r"tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chiếm|độ che phủ|phủ")
_GROWTH_LEVEL = re.compile(r"tốc độ (?:tăng|phát triển)|tăng trưởng|mức tăng|nhịp độ tăng")
_CONTINUED = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:[,;]|và|,\s*và|;\s*và)?\s*(?:và\s+)?(?:(?:quý|tháng|năm|các năm)?\s*[\divx/, -]*)?"
    r"\s*(?:ước|dự kiến|ước tính)?\s*(?:đạt|là|còn|tăng)?\s*"
)
"""What may stand between two figures of one series: `năm 2021 đạt 8,52%; năm 2022 đạt 19,30%`."""
_ASIDE = re.compile(
    r",?\s*(?:đứng|xếp)(?: \w+){1,3}(?:/\d+)?(?: (?:cả nước|toàn quốc|vùng|khu vực))?(?=[,;])"
    r"|\s(?:đứng|xếp) thứ \d+(?: (?:cả nước|toàn quốc))"
)
_FOLD_BEFORE = re.compile(r"\b(?:gấp|bằng|tăng|cao hơn|lớn hơn|nhiều hơn|hơn|giảm|vượt|lên)\b[^,;.]{0,24}$")
_SIGNS = {"+": "tăng", "-": "giảm", "−": "giảm", "–": "giảm"}
_DELTA_UNITS = ("điểm phần trăm", "điểm %", "điểm%", "bậc")


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
    if match is None or "trưởng" in match[2] and match[1] == "tăng":
        return ""
    return match[1]


def continues_series(between: str) -> bool:
    """Whether the words between two percentages name no new subject."""
    return len(between) < 80 and bool(_CONTINUED.fullmatch(_ASIDE.sub("", between)))


def kind_of(mention: Mention, lower: str, before: str, verb: str) -> FigureKind:
    """Return the kind of a mention.

    Args:
        mention: With its unit settled.
        lower: The block's text in lower case.
        before: The clause before the number, approximation words left out.
        verb: The verb of change before it, if any.
    """
    if mention.form is not Form.NUMBER:
        return _KINDS_BY_FORM[mention.form]
    unit = mention.unit.casefold()
    if unit.startswith(("%", "phần trăm")):
        return _percent_kind(unit, lower, mention, before, verb)
    if unit.startswith("lần") and not mention.is_rate:
        return FigureKind.FOLD if verb or _FOLD_BEFORE.search(before) else FigureKind.COUNT
    if unit.startswith(_DELTA_UNITS):
        return FigureKind.DELTA_ABS if verb or unit == "bậc" else FigureKind.LEVEL
    if mention.is_rate:
        return FigureKind.RATE
    if verb:
        return FigureKind.DELTA_ABS
    if mention.is_measure:
        return FigureKind.LEVEL
    if not unit and mention.decimals:
        return FigureKind.LEVEL
    return FigureKind.COUNT


_KINDS_BY_FORM = {
    Form.RANGE: FigureKind.RANGE,
    Form.RATIO: FigureKind.RATIO,
    Form.RANK: FigureKind.RANK,
    Form.BLANK: FigureKind.BLANK,
}


def _percent_kind(unit: str, lower: str, mention: Mention, before: str, verb: str) -> FigureKind:
    is_yearly = "/" in unit
    if verb in ("giảm", "bớt", "cắt giảm", "rút ngắn", "sụt") and not _GROWTH_LEVEL.search(before):
        return FigureKind.DELTA_PCT
    if is_yearly:
        return FigureKind.GROWTH_RATE
    if verb in (
        "vượt",
        "cao hơn",
        "thấp hơn",
        "hụt",
        "lớn hơn",
        "nhỏ hơn",
        "kém",
        "nhiều hơn",
        "ít hơn",
        "nâng",
    ):
        return FigureKind.DELTA_PCT
    if verb:
        tail = before[before.rfind(",") + 1 :]
        if re.search(
            r"bình quân|hằng năm|hàng năm|mỗi năm|grdp|gdp|tốc độ|tăng trưởng|iip|chỉ số sản xuất", tail
        ):
            return FigureKind.GROWTH_RATE
        return FigureKind.DELTA_PCT
    if _GROWTH_LEVEL.search(before) and not re.search(
        r"chiếm|tỷ trọng|tỉ trọng|đóng góp|mục tiêu\s*$", before
    ):
        return FigureKind.GROWTH_RATE
    return FigureKind.SHARE
