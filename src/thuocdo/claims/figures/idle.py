"""Which numbers with a unit make no claim? Thresholds in names, durations that only say when, classes.

`trẻ em dưới 5 tuổi`, `bình quân trên 01 ha`, `5 năm qua`, `6 tháng đầu năm`, `khách sạn 5 sao`: they belong
to the name of an indicator, to a period or to a class, and no other figure can contradict them.
"""

from __future__ import annotations

import re

from thuocdo.claims.figures.left import Left
from thuocdo.claims.figures.units import UnitText

_AGES = frozenset(("tuổi", "tháng tuổi", "năm tuổi"))
_AGE_BEFORE = re.compile(
    r"\b(?:trẻ(?: em)?|người|lao động|dân số|phụ nữ|thanh niên|nam|nữ|nhóm|tuổi(?! thọ)|cháu|em|công dân"
    r"|học sinh|bà mẹ)"
    r"(?: \w+){0,4} (?:từ|dưới|trên|đủ|đến)(?: đủ)?\s*$"
    r"|\b(?:trẻ|trẻ em|cháu|em|mẫu giáo|học sinh|dưới|từ đủ|đủ|độ tuổi|độ tuổi từ)\s*$"
    r"|\b(?:từ|độ tuổi) \d+ (?:tuổi )?(?:đến|-) *$"
)
_PER = frozenset(("1", "01", "100", "1.000", "10.000", "100.000"))
_PER_BEFORE = re.compile(
    r"(?:bình quân|thu nhập|(?:giá trị|lợi nhuận|doanh thu|năng suất|số|tỷ lệ|tỉ lệ)\b.{0,40})\s+(?:trên"
    r"|mỗi|cho|/)\s*$"
    r"|\b(?:cứ|cho mỗi)\s*$"
)
_PER_TEN_THOUSAND = re.compile(r"\b(?:bình quân|trên|mỗi|cứ|cho)\s*$")
_DURATIONS = frozenset(("năm", "tháng", "quý", "ngày", "tuần", "thập kỷ", "thập niên", "giờ", "nhiệm kỳ"))
_LONG = frozenset(("năm", "tháng", "quý", "thập kỷ", "thập niên", "nhiệm kỳ"))
_PASSED = re.compile(
    r"\s*(?:qua|tới|đầu|cuối|gần|vừa|liên|liền|trước|sau|tiếp|thực hiện|thành lập|ngày|đổi mới|học"
    r"|tài chính|kể|nữa"
    r"|hoạt động|xây dựng|nay|năm \d|\d|của|triển khai|,? ?kỷ niệm|trở lên|trở xuống|\(\d)"
)
_SPAN = re.compile(r"\s*(?:tăng|giảm|ước|đạt|đầu năm|cuối năm)\b")
"""`bình quân 9 tháng tăng 2,64%`: the months say when."""
_MEASURED = re.compile(
    r"\b(?:giảm|tăng|sớm hơn|rút ngắn|chậm|muộn hơn|kéo dài|xuống|lên|còn|tuổi thọ|bình quân"
    r"|trung bình)(?: \w+)?\s*$"
)
_MEASURED_LONG = re.compile(
    r"\b(?:giảm|tăng|sớm|rút ngắn|chậm|muộn|kéo dài|xuống|lên|tuổi thọ|thời hạn|thời gian|trước|bình quân"
    r"|trung bình"
    r"|phạt|tù|án|bảo hành|còn|tối thiểu|ít nhất|đạt|là)(?: (?:còn|xuống|lên|hơn|được|từ|là|khoảng|trên"
    r"|gần|dưới|thêm|tù|\w+ \w+ từ))*\s*$"
)
_WHEN = re.compile(r"\b(?:trong|sau|suốt|đợt|cao điểm|trước)\s*$")
_CLOCK = re.compile(r"\b(?:lúc|vào|hồi)\s*$")
_GOVERNMENT = re.compile(r"\b(?:chính quyền|địa phương|mô hình)(?: \w+){0,3}\s*$")


def is_idle(left: Left, digits: str, unit: UnitText, after: str) -> bool:
    """Whether the number makes no claim of its own.

    Args:
        left: The words before it.
        digits: As printed.
        unit: What follows.
        after: Lower-case text behind the unit.
    """
    word = unit.unit.casefold()
    if unit.scale:
        return unit.scale == 4 and digits in _PER and bool(_PER_TEN_THOUSAND.search(left.before))
    if word in _AGES:
        # A threshold is a whole number of years; a mean ("tuổi thọ … 73,4 tuổi") is a figure.
        return "," not in digits and bool(_AGE_BEFORE.search(left.before))
    if word in _DURATIONS:
        return _is_when(left.before, word, after)
    if word == "sao":
        return True
    if word == "cấp":
        return bool(_GOVERNMENT.search(left.before))
    return digits in _PER and not unit.is_rate and bool(word) and bool(_PER_BEFORE.search(left.before))


def _is_when(before: str, word: str, after: str) -> bool:
    if word in _LONG and _SPAN.match(after):
        return True
    if _PASSED.match(after):
        return not _MEASURED.search(before)
    if word in _LONG:
        return not _MEASURED_LONG.search(before)
    return bool((_CLOCK if word == "giờ" else _WHEN).search(before))
