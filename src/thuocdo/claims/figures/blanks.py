"""Which dots stand for a figure still to come? `đạt …%`, `....... dự án`, `thứ …/63`; not `bảo hiểm...`."""

from __future__ import annotations

import re
from decimal import Decimal

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.units import read_unit
from thuocdo.claims.figures.words import approximation_before
from thuocdo.quantities import Approximation

_WHOLE = re.compile(r"\s?/\s?(\d{1,3})(?![\d/])")
_WINDOW = 40
_EXPECTS_NUMBER = re.compile(
    r"\b(?:có|được|đạt|là|còn|gồm|với|tăng|giảm|thêm|khoảng|gần|trên|hơn|dưới|từ|lên|xuống|thứ|hạng|và|vượt|bằng|mới|ban hành"
    r"|thành lập|thu hút|giải quyết|xử lý|xây dựng|chiếm|hỗ trợ|tổ chức|kết nạp|cấp|đầu tư|công nhận|phát triển|tạo|đào tạo"
    r"|phát hiện|ước|cho|tổng số|tổng|số|hiện có|ở|tại|phấn đấu|mục tiêu|kiểm tra|giám sát|thực hiện|hoàn thành|trồng|khởi tố"
    r"|khoản|cả|đưa|khoảng từ|bình quân|xóa|vận động|trao|tặng|mở|triển khai)\s*$"
)
_DATE_BEFORE = re.compile(
    r"\b(?:ngày|tháng|năm|quý|số|điều|khoản|nghị quyết|quyết định|kế hoạch số|lần thứ|khóa|kỳ họp thứ)\s*:?\s*$"
)
_DOCUMENT_AFTER = re.compile(r"\s?[-/]\s?[A-ZĐ]|\s?/\s?(?:19|20)\d\d|\s?/\s?[.…]")
_TYPED_AFTER_LIST = re.compile(r"[,;]\s?$")


def read_blank(text: str, lower: str, start: int, end: int, previous: Mention | None) -> Mention | None:
    """Return the blank at a run of dots, or None where the dots end a list.

    Dots before a percent sign, a scale word or a measure are a blank. Before a count noun they are one only
    after a word that expects a number, or as the next item of a list of figures.
    """
    before = lower[max(0, start - _WINDOW) : start]
    if whole := _WHOLE.match(text, end):
        if re.search(r"\b(?:ngày|tháng)\s*$", before):
            return None
        return _ranked(text, lower, start, whole)
    if (
        _DATE_BEFORE.search(before)
        and not re.match(r"\s?%", text[end : end + 2])
        or _DOCUMENT_AFTER.match(text, end)
    ):
        return None
    unit = read_unit(text, end)
    if not (unit.is_measure or unit.scale):
        if not unit.unit or not unit.is_known or not _is_expected(before, previous, start):
            return None
    elif unit.unit.casefold() in (
        "năm",
        "tháng",
        "ngày",
        "giờ",
        "quý",
        "m",
        "đ",
        "tuần",
        "hạng",
        "điểm",
    ) and not _EXPECTS_NUMBER.search(before):
        return None
    elif (
        not unit.unit.startswith("%")
        and text[end : end + 1] == " "
        and not _is_spaced(text, start, previous)
        and not _EXPECTS_NUMBER.search(before)
    ):
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


def _is_spaced(text: str, start: int, previous: Mention | None) -> bool:
    """Whether the dots stand apart from the word before, as a number would."""
    return start == 0 or text[start - 1].isspace() or text[start - 1] in "(/"


def _is_expected(before: str, previous: Mention | None, start: int) -> bool:
    if _EXPECTS_NUMBER.search(before):
        return True
    # The next item of a list of figures: "có... KCN, ... CCN", "17 xã, … phường".
    return (
        previous is not None
        and 0 <= start - previous.end <= 6
        and before.endswith((", ", "; ", "và ", ",", ";"))
    )


def _ranked(text: str, lower: str, start: int, whole: re.Match[str]) -> Mention:
    """Return a blank place in a ranking: `thứ …/63 tỉnh, thành phố`."""
    unit = read_unit(text, whole.end())
    stop = unit.end if unit.is_known and not unit.is_measure else whole.end()
    begin = start
    if match := re.search(r"thứ\s*$", lower[max(0, start - 8) : start]):
        begin = start - len(match[0])
    return Mention(
        begin,
        stop,
        start,
        Form.BLANK,
        None,
        Decimal(whole[1]),
        unit="hạng",
        lead=begin,
        is_known=True,
        approximation=Approximation.EXACT,
    )
