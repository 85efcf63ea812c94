"""Which dots stand for a figure still to come? `đạt …%`, `....... dự án`, `thứ …/63`; not `bảo hiểm...`."""

from __future__ import annotations

import re
from decimal import Decimal

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.units import UnitText, read_unit
from thuocdo.claims.figures.words import approximation_before

_WINDOW = 40
_WHOLE = re.compile(r"\s?/\s?(\d{1,3})(?![\d/])")
_ORDINAL_WORD = re.compile(r"thứ\s*$")
_EXPECTS_NUMBER = re.compile(
    r"\b(?:có|được|đạt|là|còn|gồm|với|tăng|giảm|thêm|khoảng|gần|trên|hơn|dưới|từ|lên|xuống|thứ|hạng|và"
    r"|vượt|bằng"
    r"|mới|ban hành|thành lập|thu hút|giải quyết|xử lý|xây dựng|chiếm|hỗ trợ|tổ chức|kết nạp|cấp|đầu tư"
    r"|công nhận"
    r"|phát triển|tạo|đào tạo|phát hiện|ước|cho|tổng số|tổng|hiện có|ở|tại|phấn đấu|mục tiêu|kiểm tra"
    r"|giám sát"
    r"|thực hiện|hoàn thành|trồng|khởi tố|khoản|cả|đưa|bình quân|xóa|vận động|trao|tặng|mở|triển khai)\s*$"
)
_NUMBERED = re.compile(
    r"\b(?:ngày|tháng|năm|quý|số|điều|khoản|nghị quyết|quyết định|kế hoạch số|lần thứ|khóa"
    r"|kỳ họp thứ)\s*:?\s*$"
)
_DATED = re.compile(r"\b(?:ngày|tháng)\s*$")
_DOCUMENT_AFTER = re.compile(r"\s?[-/]\s?[A-ZĐ]|\s?/\s?(?:19|20)\d\d|\s?/\s?[.…]")
_PERCENT = re.compile(r"\s?%")
_WORDS_TOO = frozenset(
    ("năm", "tháng", "ngày", "giờ", "quý", "m", "đồng", "tuần", "hạng", "điểm", "tạ", "yên")
)
"""Measures that are words of other senses too, or that often begin the next item of a list."""


def read_blank(text: str, lower: str, start: int, end: int, previous: Mention | None) -> Mention | None:
    """Return the blank at a run of dots, or None where the dots end a list.

    Dots before a percent sign, a scale word or a measure are a blank, unless they hang on the word before
    and stand apart from what follows. Before a count noun they are one only after a word that expects a
    number, or as the next item of a list of figures.
    """
    before = lower[max(0, start - _WINDOW) : start]
    if whole := _WHOLE.match(text, end):
        return None if _DATED.search(before) else _place(text, lower, start, whole)
    if _DOCUMENT_AFTER.match(text, end):
        return None
    if _NUMBERED.search(before) and not _PERCENT.match(text, end):
        return None
    unit = read_unit(text, end)
    if not _is_blank(text, start, end, before, unit, previous):
        return None
    mention = Mention(
        start,
        unit.end,
        start,
        Form.BLANK,
        None,
        scale=unit.scale,
        unit=unit.unit,
        lead=start,
        is_measure=unit.is_measure,
        is_known=unit.is_known,
        is_rate=unit.is_rate,
    )
    if found := approximation_before(before):
        mention.approximation = found[0]
        mention.lead = start - (len(before) - found[1])
    return mention


def _is_blank(text: str, start: int, end: int, before: str, unit: UnitText, previous: Mention | None) -> bool:
    if unit.unit.startswith(("%", "‰")):
        return True
    if _EXPECTS_NUMBER.search(before):
        return bool(unit.scale) or (bool(unit.unit) and unit.is_known)
    if unit.is_measure or unit.scale:
        stands_apart = start == 0 or text[start - 1] in " (/" or not text[end : end + 1].isspace()
        return stands_apart and (bool(unit.scale) or unit.unit.casefold() not in _WORDS_TOO)
    # The next item of a list of figures: "có... KCN, ... CCN", "17 xã, … phường".
    follows = previous is not None and 0 <= start - previous.end <= 6
    return unit.is_known and follows and before.rstrip().endswith((",", ";", "và"))


def _place(text: str, lower: str, start: int, whole: re.Match[str]) -> Mention:
    """Return a blank place in a ranking: `thứ …/63 tỉnh, thành phố`."""
    unit = read_unit(text, whole.end())
    stop = unit.end if unit.is_known and not unit.is_measure else whole.end()
    word = _ORDINAL_WORD.search(lower, max(0, start - 8), start)
    begin = word.start() if word else start
    return Mention(
        begin, stop, start, Form.BLANK, None, Decimal(whole[1]), unit="hạng", lead=begin, is_known=True
    )
