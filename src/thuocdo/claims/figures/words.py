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

_LAST_WORDS = frozenset(word.split()[-1] for word in APPROXIMATIONS)
_LONGEST_FIRST = sorted(APPROXIMATIONS, key=len, reverse=True)
_BEFORE = re.compile(r"(?:(?<=[\s(])|^)(" + "|".join(map(re.escape, _LONGEST_FIRST)) + r")\s*$")
_NO_APPROXIMATION = re.compile(
    # "cao hơn 12,4%" compares; "tốc độ 5%" is a noun.
    r"\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|sớm|muộn|nhanh|chậm|kém|tốt|xa|dài|ngắn|rộng|trễ|mạnh)\s+hơn\s*$"
    r"|\b(?:mức|tốc|nhiệt|cấp|chế|trình|tiến|mật|góc|cường|sản|chừng|hạn|thái)\s+độ\s*$"
)


def approximation_before(before: str) -> tuple[Approximation, int] | None:
    """Return what the approximation word at the end of `before` says, and its offset; None without one."""
    words = before[-14:].split()
    if not words or words[-1].lstrip("(") not in _LAST_WORDS:
        return None
    match = _BEFORE.search(before)
    if match is None or (match[1] in ("hơn", "độ") and _NO_APPROXIMATION.search(before)):
        return None
    return APPROXIMATIONS[match[1]], match.start(1)
