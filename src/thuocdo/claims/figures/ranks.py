"""Which place does it take? `thứ 12`, `xếp thứ 04/63`, `hạng 28`, `1 trong 7 tỉnh`, `nhóm 10 tỉnh`."""

from __future__ import annotations

import re
from decimal import Decimal

from thuocdo.claims.figures.left import Left
from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.units import read_unit

PLACE = "hạng"
"""The unit of places in a ranking."""

_OF = re.compile(r"\s?/\s?(?P<second>\d{1,4})(?![\d/])(?!,\d)")
_ONE_OF = re.compile(
    r"\s+trong\s+(?:số\s+)?(?P<second>\d{1,3})(?!\d)"
    r"(?=\s+(?:tỉnh|địa phương|huyện|nước|thành phố|đơn vị|xã|quốc gia|trường|cơ quan|sở)\b)"
)
_WORDS_BEFORE = frozenset(("thứ", "hạng", "trí", "đứng", "xếp", "top", "tốp", "nhóm", "số"))
_PLACE_BEFORE = re.compile(r"\b(thứ(?: hạng)?|hạng(?: thứ)?|vị trí(?: thứ| số)?|vị thứ|xếp|đứng|top|tốp)\s*$")
_CONTEXT = re.compile(r"\b(?:đứng|xếp|hạng|vị trí|vị thứ|vươn|giữ|top|tốp|(?:từ|lên|xuống|ở|còn|và) thứ)\b")
_ORDINAL = re.compile(
    r"\b(?:lần|khóa|khoá|kỳ|họp|hội|nghị|năm|ngày|tháng|tuần|kỷ|phiên|quý|bên|người|vòng|vụ)\s+thứ\s*$"
)
_BARE_WORDS = frozenset(("hạng", "đứng", "xếp", "vị trí"))
_CHANGING = re.compile(
    r"\b(?:xếp|đứng|tăng|lên|từ|xuống|thứ|ở|giữ|đạt|và|còn)(?: ở| thứ)? (?:hạng|vị trí)\s*$|\(hạng\s*$"
)
_IN_COUNTRY = re.compile(r"\s+(?:cả nước|toàn quốc|trong cả nước|toàn vùng|miền|trong vùng)\b")
_RANKED_NOUN = re.compile(
    r"(?:tỉnh|địa phương|thành phố|quốc gia|nước|đơn vị|huyện|xã|bộ, ngành)\b", re.IGNORECASE
)
_LEADING = re.compile(r"(?: \w+){0,2} (?:dẫn đầu|đứng đầu|hàng đầu|cao nhất|tốt nhất)\b")
_SINGLE = re.compile(r"[1-9]\d?|0[1-9]")


def read_rank(text: str, lower: str, start: int, end: int, left: Left) -> Mention | None:
    """Return the place in a ranking at a whole number, or None."""
    digits = text[start:end]
    if len(digits) > 4 or not digits.isdecimal() or not int(digits):
        return None
    if match := _ONE_OF.match(text, end):
        unit = read_unit(text, match.end("second"))
        return rank_mention(start, start, unit.end, digits, match["second"], unit.unit)
    if left.tails and left.tails[0] in _WORDS_BEFORE:
        return _after_word(text, lower, start, end, left)
    return _group(text, lower, start, end, is_named=False)


def rank_mention(begin: int, start: int, stop: int, digits: str, second: str | None, unit: str) -> Mention:
    """Return the mention of a place."""
    whole = Decimal(second.replace(".", "")) if second else None
    return Mention(
        begin, stop, start, Form.RANK, Decimal(digits), whole, unit=unit, is_known=True, lead=begin
    )


def _after_word(text: str, lower: str, start: int, end: int, left: Left) -> Mention | None:
    said = left.tails[0]
    if said == "nhóm":
        return _group(text, lower, start, end, is_named=True)
    if said in ("top", "tốp"):
        return _group(text, lower, start, end, is_named=True) or rank_mention(
            start, start, end, text[start:end], None, PLACE
        )
    word = _PLACE_BEFORE.search(left.before)
    if word is None:
        return None
    whole = _OF.match(text, end)
    if word[1].startswith("thứ") and not _is_ranked(left.before, has_whole=whole is not None):
        return None
    is_doubtful = word[1] in _BARE_WORDS and whole is None
    if is_doubtful and not _CHANGING.search(left.before) and not _IN_COUNTRY.match(lower, end):
        return None
    begin = start
    if word[1].endswith("thứ") and whole is None:
        begin = lower.rfind("thứ", 0, start)
    stop = end
    if whole is not None:
        unit = read_unit(text, whole.end())
        stop = unit.end if unit.is_known and not (unit.is_measure or unit.scale) else whole.end()
    return rank_mention(begin, start, stop, text[start:end], whole["second"] if whole else None, PLACE)


def _is_ranked(before: str, *, has_whole: bool) -> bool:
    """Whether `thứ N` is a place and no ordinal: `đứng thứ 9`, not `lần thứ 19`."""
    return not _ORDINAL.search(before) and (has_whole or bool(_CONTEXT.search(before)))


def _group(text: str, lower: str, start: int, end: int, *, is_named: bool) -> Mention | None:
    """Return the place that membership in a leading group is: `nhóm 10 tỉnh`, `5 tỉnh dẫn đầu cả nước`."""
    digits = text[start:end]
    if not _SINGLE.fullmatch(digits):
        return None
    unit = read_unit(text, end)
    if unit.scale or not _RANKED_NOUN.match(unit.unit):
        return None
    if not is_named and not _LEADING.match(lower, unit.end):
        return None
    return rank_mention(start, start, unit.end, digits, None, unit.unit)
