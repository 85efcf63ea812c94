"""Two numbers that make one figure: ranges (`14-15%`), shares (`161/182 xã`), money in two steps."""

from __future__ import annotations

import re
from decimal import Decimal

from thuocdo.claims.figures.left import Left
from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.numbers import NUMBER, Number, Style, read_number
from thuocdo.claims.figures.ranks import PLACE, rank_mention
from thuocdo.claims.figures.traps import announces_day, is_year, trap_at
from thuocdo.claims.figures.units import UnitText, read_unit

_DASH = re.compile(rf"\s?[-–—]\s?(?P<second>{NUMBER})(?![\d/])")
_CHAIN = re.compile(r"\s?%?\s?[-–—]\s?\d")
_CHAINED = re.compile(r"\d\s?%?\s?[-–—]\s?$")
"""Three numbers with dashes are a list: `35% - 25% - 40%`."""
_TO = re.compile(rf"\s+(?:đến|tới)\s+(?P<second>{NUMBER})(?![\d/])")
_FROM = re.compile(r"\btừ\s*$")
_CHANGE_FROM = re.compile(r"\b(?:tăng|giảm|nâng|kéo giảm|hạ)(?: \w+)? từ\s*$")
_OVER = re.compile(r"\s?/\s?(?P<second>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d/])")
_NUMBER_OF = re.compile(r"\s+(?:tổng\s+)?số(?=\s)")
_REMAINDER = re.compile(r"\s(?P<rest>\d{1,3})(?=\s[^\W\d_])")
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\s?/\s?(?:0?[1-9]|1[0-2])(?![\d/]|[.,]\d)")
_DASHED_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-.](?:0?[1-9]|1[0-2])(?![\d/]|[.,-]\d|\s?%)")
_TIMES_OF_DAY = frozenset(("ngày", "sáng", "chiều", "tối", "trưa", "đêm", "hôm"))
_SHARE_BEFORE = frozenset(
    [
        "đạt",
        "có",
        "là",
        "còn",
        "bằng",
        "được",
        "với",
        "chiếm",
        "mới",
        "lên",
        "vượt",
        "cả",
        "gồm",
        "giảm",
        "tăng",
        "hơn",
        "gần",
        "khoảng",
        "trên",
        "thêm",
        "quá",
        "của",
        "bỏ",
        "cắt",
        "thành",
    ]
)
_SHARE_BEFORE_TWO = frozenset(
    ("hoàn thành", "thực hiện", "tỷ lệ", "tỉ lệ", "ít nhất", "tối thiểu", "không quá")
)
_SHARE_AFTER = re.compile(
    r"\s+(?:số|tổng|dân số|diện tích|lượng|thời gian|so|quy mô|nhu cầu|chi phí|giá|của)\b"
)
_PROVINCES = 63
"""So many provinces there were until 30/6/2025: `04/63` is a place among them, whatever follows."""


def day_and_month(text: str, start: int, left: Left) -> int:
    """Return the offset behind a day and month (`ngày 5/9`, `sáng 27-9`); 0 where the slash makes a share."""
    match = _DAY_AND_MONTH.match(text, start)
    if match is None:
        dashed = _DASHED_DAY.match(text, start)
        return dashed.end() if dashed and not _TIMES_OF_DAY.isdisjoint(left.tails[:1]) else 0
    if announces_day(left):
        return match.end()
    unit = read_unit(text, match.end())
    if unit.is_known or unit.is_measure or _SHARE_AFTER.match(text, match.end()):
        return 0
    if not _SHARE_BEFORE.isdisjoint(left.tails) or left.ends_with(_SHARE_BEFORE_TWO):
        return 0
    first, _, second = match[0].partition("/")
    return match.end() if int(first) > int(second) else 0


def read_share(text: str, start: int, end: int) -> Mention | None:
    """Return the share that starts at a number: `161/182 xã`, `giảm 1/3`, `13.012/11.800 tỷ đồng`."""
    match = _OVER.match(text, end)
    if match is None:
        return None
    first, second = read_number(text[start:end]), read_number(match["second"])
    if first is None or second is None or not second.value:
        return None
    tail = _NUMBER_OF.match(text, match.end())
    unit = read_unit(text, tail.end() if tail else match.end())
    is_measured = bool(unit.scale) or (unit.is_measure and not unit.unit.startswith("%"))
    if (first.decimals or second.decimals) and not is_measured:
        return None
    if first.value > second.value and not unit.is_known:
        return None
    if second.value == _PROVINCES and not unit.unit and first.value:
        return rank_mention(start, start, match.end(), str(first.value), match["second"], PLACE)
    is_named = bool(unit.unit) and not unit.unit.startswith("%")
    return Mention(
        start,
        unit.end if is_named else match.end(),
        start,
        Form.RATIO,
        first.value,
        second.value,
        max(first.decimals, second.decimals),
        unit.scale,
        unit.unit if is_named else "",
        is_known=unit.is_known,
        lead=start,
    )


def read_range(text: str, lower: str, start: int, end: int, unit: UnitText, style: Style) -> Mention | None:
    """Return the range at a number: `14-15%`, `từ 8 đến 10%`, `900 tỷ đồng đến 1,2 nghìn tỷ đồng`."""
    match = _DASH.match(text, end) or _TO.match(text, end)
    low_unit = None
    if match is None and (unit.is_measure or unit.scale):
        low_unit = unit
        match = _DASH.match(text, unit.end) or _TO.match(text, unit.end)
        if match is None or trap_at(text, match.start("second")) or not _is_range(lower, start, match[0]):
            return None
    if match is None:
        return None
    if _CHAIN.match(text, match.end("second")) or _CHAINED.search(lower, max(0, start - 12), start):
        return None
    high_unit = read_unit(text, match.end("second"))
    if is_year(match["second"]) and not (high_unit.is_measure or high_unit.is_known):
        return None
    is_count = not (high_unit.is_measure or high_unit.scale)
    low = read_number(text[start:end], is_count=is_count, style=style)
    high = read_number(match["second"], is_count=is_count, style=style)
    if low is None or high is None:
        return None
    low_value = _aligned(low, low_unit, high_unit)
    if low_value is None or low_value >= high.value:
        return None
    return Mention(
        start,
        high_unit.end,
        start,
        Form.RANGE,
        low_value,
        high.value,
        max(low.decimals, high.decimals),
        high_unit.scale,
        high_unit.unit,
        low.is_ambiguous or high.is_ambiguous,
        lead=start,
        is_measure=high_unit.is_measure,
        is_known=high_unit.is_known,
        is_rate=high_unit.is_rate,
    )


def _aligned(low: Number, low_unit: UnitText | None, high_unit: UnitText) -> Decimal | None:
    """Return the low end at the scale of the high end, or None where the two do not go together."""
    if low_unit is None:
        return low.value
    if low_unit.unit and high_unit.unit and low_unit.unit.casefold() != high_unit.unit.casefold():
        return None
    return low.value.scaleb(low_unit.scale - high_unit.scale) if low_unit.scale <= high_unit.scale else None


def _is_range(lower: str, start: int, joint: str) -> bool:
    """Whether two figures with their own units make a range, and no change from one to the other."""
    if "đến" not in joint and "tới" not in joint:
        return True
    before = lower[max(0, start - 24) : start]
    return bool(_FROM.search(before)) and not _CHANGE_FROM.search(before)


def add_remainder(text: str, mention: Mention) -> None:
    """Join a number said in two steps: `75 tỷ 500 triệu đồng`, `12 ngàn 500 hộ`, `3 ngàn 500 tỷ đồng`."""
    if mention.scale not in (3, 6, 9) or mention.form is not Form.NUMBER or mention.decimals:
        return
    match = _REMAINDER.match(text, mention.end)
    if match is None or mention.value is None or mention.unit not in ("", "đồng"):
        return
    unit = read_unit(text, match.end("rest"))
    if unit.scale == mention.scale - 3 and unit.unit and (mention.scale > 3 or len(match["rest"]) == 3):
        mention.value += Decimal(match["rest"]).scaleb(-3)
        mention.decimals = 3
    elif unit.scale == 9 and mention.scale == 3 and len(match["rest"]) == 3:
        mention.value = mention.value * 1000 + int(match["rest"])
        mention.scale = 9
    else:
        return
    mention.unit, mention.end = unit.unit, unit.end
    mention.is_measure, mention.is_known, mention.is_rate = unit.is_measure, unit.is_known, unit.is_rate
