"""What stands after the number? Scale word, unit and denominator, read forward from the digits.

Measures are a closed list. Count nouns are an open class: the longest known noun first (`nouns`), else the
one or two syllables up to a verb, a preposition or a mark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from thuocdo.claims.figures.nouns import CLASSIFIERS, NOT_A_NOUN, NOUNS
from thuocdo.claims.figures.words import SCALES


class UnitText(NamedTuple):
    """What was read after a number.

    Attributes:
        end: Offset behind it (the offset it began at, if nothing was read).
        scale: Power of ten of the scale word.
        unit: As printed, without the scale word; empty where there is none.
        is_measure: The unit is one of the closed list (%, money, area …).
        is_known: A measure or a known noun; False for words taken by the general method.
        is_rate: It has a denominator (`/năm`, `/10.000 dân`).
    """

    end: int
    scale: int = 0
    unit: str = ""
    is_measure: bool = False
    is_known: bool = False
    is_rate: bool = False


_W = r"(?![^\W\d_])"
"""No letter follows: `tỉ` is not the beginning of `tỉnh`."""

_SCALE = re.compile(
    r"\s*(?:((?:nghìn|ngàn|triệu)\s+t[ỷỉ]|nghìn|ngàn|vạn|triệu|t[ỷỉ]|trăm)"
    + _W
    + r"(?!\s+(?:lệ|trọng|suất|giá|phú|tập|hồi|số)\b)"
    r"|(tr\.?|tỷ|tỉ|triệu|nghìn|ngàn)(?=\.?\s?(?:đồng|đ)" + _W + r"|\.?\s?vnđ)"
    r"|(tr)\.?(?=\s?/|\s|$))",
    re.IGNORECASE,
)

_MEASURES = (
    r"điểm\s+phần\s+trăm|điểm\s*%|điểm\s+phần\s+nghìn|phần\s+trăm|%|‰"
    r"|việt\s+nam\s+đồng|đồng"
    + _W
    + r"(?!\s+(?:chí|bào|bộ|thời|ý|nai|tháp))|vnđ|vnd|đ(?!/[cv])(?=[\s/.,;:)]|$)|₫"
    r"|usd|us\$|\$|eur|euro|đô\s+la(?:\s+mỹ)?|nhân\s+dân\s+tệ|yên" + _W + r"(?!\s+(?:thế|dũng|lập|bái))"
    r"|ha|hecta|héc\s*-?\s*ta|km2|km²|km\^2|kilômét\s+vuông|m2|m²|m3|m³|mét\s+vuông|mét\s+khối|mét|km|cm"
    r"|mm|dm|hải\s+lý"
    r"|ki-?\s?lô-?\s?mét|kilômét|cây\s+số|m"
    + _W
    + r"|tấn\.km|tấn\s+co2|tấn|tạ|yến|kg|gam|gram|g(?=/)|lít|ml|mg"
    r"|kwh|mwh|gwh|kw|mwp|mw|gw|mva|kva|kv|hp|cv|mbps|gbps|gb|tb|mb"
    r"|độ\s*c|°c|tuổi|lần(?!\s+(?:lượt|thứ|đầu))|điểm(?!\s+(?:trường|du\s+lịch|cầu|bán|đến|nóng|đen|sạt"
    r"|dân\s+cư|bưu|tiếp|giao|khai|mỏ|kinh|tập|di|vui|công|quan|truy|nghẽn|tái))"
    r"|bậc(?!\s+(?:học|tiểu|trung|mầm|thang|thềm))|hạng|thứ\s+bậc"
    r"|ngày\s+công\s+lao\s+động|ngày\s+công|ngày\s+làm\s+việc|ngày\s+đêm|ngày|giờ|phút|giây|tuần"
    r"|tháng\s+tuổi|tháng|năm\s+tuổi|năm|quý|thập\s+kỷ|sào|công\s+đất"
)
_MEASURE = re.compile(rf"\s*({_MEASURES}){_W}|\s*(%|‰|\$|₫)", re.IGNORECASE)

_LETTERS = r"[^\W\d_]+(?:2|3)?"
_PER_WORDS = (
    r"năm\s+học|năm|đầu\s+người|người|lao\s+động|tháng|quý|ngày\s*đêm|ngày|giờ|tuần|vụ|ha|héc\s*ta|km2"
    r"|km²|km|m2|m²|m3|"
    r"lớp|dân\s+số|dân|nhân\s+khẩu|hộ\s+dân|hộ|lượt|tấn|trường|xã|học\s+sinh|giường\s+bệnh|giường|kg|ca"
    r"|con|sào|công|thôn|"
    r"trẻ\s+đẻ\s+sống|trẻ\s+em|trẻ|phụ\s+nữ|cán\s+bộ|đồng|đơn\s+vị|cơ\s+sở|suất|căn|nhà|chiếc|mẫu|lít"
    r"|phút|giây|bệnh\s+nhân|thành\s+viên|trung\s+tâm|bệnh\s+viện|trạm|dự\s+án|công\s+trình|mô\s+hình"
)
_PER_NUMBERS = r"(?:(?:0?1|10+|1(?:\.000)+|100?\.000(?:\.000)?|1\s?triệu|vạn|nghìn|ngàn|triệu)\s*)?"
_PER_PEOPLE = r"\s?/\s?\d[\d.]*\s*(?:dân|người\s+dân|hộ\s+dân|nhân\s+khẩu)"
_PER = re.compile(rf"{_PER_PEOPLE}{_W}|\s?/\s?{_PER_NUMBERS}(?:{_PER_WORDS}){_W}", re.IGNORECASE)
_PLANNED = r"(?:kh|nq|ct|dt|ck|kế|dự|chỉ|mục|nghị)\b"
_PER_ANYTHING = re.compile(
    rf"\s?/\s?{_PER_NUMBERS}(?:{_PER_WORDS}|(?!{_PLANNED}){_LETTERS}){_W}", re.IGNORECASE
)
"""Money is paid per anything but a plan (`12.500 tỷ đồng/KH 12.000 tỷ đồng`); a slash between two count
nouns may be an "or" (`thôn/bản`)."""
_PER_COUNT_WORDS = re.compile(
    rf"\s+(?:trên|mỗi|một|/)\s+(?:1|01|10+|1(?:\.000)+|100?\.000|vạn|một\s+vạn|nghìn)\s+(?:{_PER_WORDS}){_W}",
    re.IGNORECASE,
)
_RATE_OF_NUMBER = re.compile(
    rf"\s?/\s?(?:(?:1000+|1(?:\.000)+|100?\.000|vạn|nghìn|ngàn)\s*(?:{_PER_WORDS})|100\s*(?:dân|người|hộ"
    rf"|trẻ|phụ\s+nữ|thuê)){_W}",
    re.IGNORECASE,
)
_WORD = re.compile(r"(\s*)(đ/[cv]\b|[^\W\d_]+|[,/](?=\s?[^\W\d_]))")
_GOODS = re.compile(r"(?<=[nmgt3])\s+[^\W\d_]+(?:\s+[^\W\d_]+)?(?=\s?/)")
_DIGIT_WORD = (
    r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|linh|lẻ)"
)
_SPELLED_OUT = re.compile(rf"\s\({_DIGIT_WORD}(?:\s{_DIGIT_WORD})*\)", re.IGNORECASE)
_MONEY_RATE = re.compile(r"\s?/\s?(?:người|hộ|ha|lao\s+động|tháng|năm|héc)", re.IGNORECASE)
_MAX_WORDS = 7


def read_unit(text: str, at: int) -> UnitText:
    """Return what stands after the number that ends at `at`."""
    if text[at : at + 2] == " (" and (spelled := _SPELLED_OUT.match(text, at)):
        # "03 (ba) huyện": the number once more, in words.
        at = spelled.end()
    scale_end, scale = _read_scale(text, at)
    if match := _RATE_OF_NUMBER.match(text, scale_end):
        return UnitText(match.end(), scale, match[0].strip(), True, True, True)
    if match := _MEASURE.match(text, scale_end):
        return _with_denominator(text, match.start(), match.end(), scale, is_measure=True)
    if scale and _MONEY_RATE.match(text, scale_end):
        rate = _with_denominator(text, scale_end, scale_end, scale, is_measure=True)
        return rate._replace(unit=f"đồng{rate.unit}")
    start = _skip_space(text, scale_end)
    end, is_known = _noun_end(text, start)
    if end == start:
        if scale >= 9:
            # "500 tỷ" is money: nothing else is counted in billions without being named.
            return UnitText(scale_end, scale, "đồng", True, True)
        return UnitText(scale_end, scale, "", False, bool(scale))
    read = _with_denominator(text, start, end, scale, is_measure=False)
    return read._replace(is_known=is_known)


def _read_scale(text: str, at: int) -> tuple[int, int]:
    """Return the offset behind the scale word, and its power of ten."""
    match = _SCALE.match(text, at)
    if match is None:
        return at, 0
    word = " ".join((match[1] or match[2] or match[3]).casefold().split()).rstrip(".")
    scale = 6 if word == "tr" else SCALES[word]
    end = match.end()
    if match[2] and text[end : end + 1] == ".":
        end += 1
    return end, scale


def _with_denominator(text: str, start: int, end: int, scale: int, *, is_measure: bool) -> UnitText:
    """Return the unit between two offsets, extended by what it is counted per."""
    is_rate, last, goods = False, end, None
    if is_measure and (goods := _GOODS.match(text, end)):
        # "850 tấn rác/ngày" is so many tonnes a day.
        last = goods.end()
    pattern = _PER_ANYTHING if is_measure else _PER
    while len(text) > last and (per := pattern.match(text, last)):
        last, is_rate = per.end(), True
    if not is_rate and (per := _PER_COUNT_WORDS.match(text, last)):
        last, is_rate = per.end(), True
    printed = text[start:end] + text[goods.end() : last] if goods else text[start:last]
    unit = " ".join(printed.split())
    if is_measure and unit[:2] in ("đ", "đ/"):
        unit = f"đồng{unit[1:]}"
    return UnitText(last, scale, unit, is_measure, True, is_rate)


def _skip_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _noun_end(text: str, start: int) -> tuple[int, bool]:
    """Return where the noun that starts at `start` ends, and whether it is a known one."""
    words: list[str] = []
    ends: list[int] = []
    position = start
    while len(words) < _MAX_WORDS and (match := _WORD.match(text, position)):
        if not words and match[1]:
            break
        words.append(match[2].casefold())
        position = match.end()
        ends.append(position)
    if not words or words[0] in (",", "/"):
        return start, False
    if words[:2] == ["dân", "số"]:
        return start, False
    for noun in NOUNS.get(words[0], ()):
        size = len(noun)
        if tuple(words[:size]) == noun:
            if size == 1 and noun[0] in CLASSIFIERS:
                return _classified_end(text, ends[0]), True
            return ends[size - 1], True
    return _open_noun_end(words, ends, start, text), False


def _classified_end(text: str, end: int) -> int:
    """Return the end of the noun after a classifier: `lượt` + `tổ chức đảng`."""
    inner, is_known = _noun_end(text, _skip_space(text, end))
    return inner if is_known else end


def _open_noun_end(words: list[str], ends: list[int], start: int, text: str) -> int:
    """Return the end of an unknown noun: one or two syllables before a verb, preposition or mark."""
    first = words[0]
    if first in NOT_A_NOUN or words[:2] == ["dân", "số"]:
        return start
    if len(first) == 1 and text[start].islower():
        return start
    if text[start : ends[0]].isupper():
        return ends[0]
    if len(words) > 1 and words[1] not in NOT_A_NOUN and words[1] not in (",", "/"):
        return ends[1]
    return ends[0]
