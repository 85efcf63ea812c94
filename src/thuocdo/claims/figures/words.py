"""Which small words change what a number says? Approximations, stages, scales: closed lists."""

from __future__ import annotations

import re

from thuocdo.quantities import Approximation

SCALES = {
    "trăm": 2,
    "nghìn": 3,
    "ngàn": 3,
    "vạn": 4,
    "triệu": 6,
    "tỷ": 9,
    "tỉ": 9,
    "nghìn tỷ": 12,
    "ngàn tỷ": 12,
    "nghìn tỉ": 12,
    "ngàn tỉ": 12,
    "triệu tỷ": 15,
    "triệu tỉ": 15,
}
"""Power of ten of each scale word."""

APPROXIMATIONS = {
    "gần": Approximation.NEARLY,
    "ngót": Approximation.NEARLY,
    "suýt soát": Approximation.NEARLY,
    "trên": Approximation.ABOVE,
    "hơn": Approximation.ABOVE,
    "khoảng": Approximation.ABOUT,
    "khoảng chừng": Approximation.ABOUT,
    "xấp xỉ": Approximation.ABOUT,
    "ước chừng": Approximation.ABOUT,
    "ước khoảng": Approximation.ABOUT,
    "trên dưới": Approximation.ABOUT,
    "chừng": Approximation.ABOUT,
    "độ": Approximation.ABOUT,
    "cỡ": Approximation.ABOUT,
    "tầm": Approximation.ABOUT,
    "dưới": Approximation.BELOW,
    "chưa đến": Approximation.BELOW,
    "chưa tới": Approximation.BELOW,
    "chưa đầy": Approximation.BELOW,
    "không quá": Approximation.AT_MOST,
    "không vượt quá": Approximation.AT_MOST,
    "tối đa": Approximation.AT_MOST,
    "nhiều nhất": Approximation.AT_MOST,
    "không dưới": Approximation.AT_LEAST,
    "không thấp hơn": Approximation.AT_LEAST,
    "không ít hơn": Approximation.AT_LEAST,
    "ít nhất": Approximation.AT_LEAST,
    "tối thiểu": Approximation.AT_LEAST,
    ">": Approximation.ABOVE,
    "<": Approximation.BELOW,
    "≥": Approximation.AT_LEAST,
    "≤": Approximation.AT_MOST,
    "~": Approximation.ABOUT,
    "≈": Approximation.ABOUT,
}
"""Words before a number that widen it."""

_LONGEST_FIRST = sorted(APPROXIMATIONS, key=len, reverse=True)

APPROXIMATION_BEFORE = re.compile(
    r"(?:(?<=\s)|(?<=\()|^)(" + "|".join(map(re.escape, _LONGEST_FIRST)) + r")\s*$"
)
"""An approximation word at the end of the text before a number."""

COMPARATIVE_BEFORE = re.compile(
    r"\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|sớm|muộn|nhanh|chậm|kém|tốt|xa|dài|ngắn|rộng|trễ)\s+hơn\s*$"
)
"""`cao hơn 12,4%` compares; it does not say `more than 12,4%`."""

STAGE_BEFORE = re.compile(r"\b(ước|dự ước|dự kiến|dự báo|phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|uớc)\b")

AT_LEAST_AFTER = re.compile(r"\s*(?:trở lên|trở xuống)")
