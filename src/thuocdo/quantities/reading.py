"""What does this figure text say? `gần 92.000 đảng viên`, `8-10%`, `161/182 xã`, `thứ 04/63`."""

from __future__ import annotations

import re
from decimal import Decimal

from thuocdo.errors import Problem, Text
from thuocdo.quantities.interval import Approximation
from thuocdo.quantities.number_text import NUMBER, Style, parse_decimal
from thuocdo.quantities.problems import UnreadableQuantity, unreadable
from thuocdo.quantities.quantity import NO_UNIT, Quantity, QuantityRange, Rank, Ratio
from thuocdo.quantities.registry import UNITS, UnitRegistry
from thuocdo.quantities.spelling import has_vietnamese_letters, tidy
from thuocdo.quantities.unit import ONE, ScaledUnit

Reading = Quantity | QuantityRange | Ratio | Rank

_APPROXIMATIONS = {
    Approximation.NEARLY: ("gần", "ngót", "nearly", "almost"),
    Approximation.ABOVE: ("trên", "hơn", "over", "above", "more than", ">"),
    Approximation.ABOUT: (
        "khoảng",
        "xấp xỉ",
        "ước chừng",
        "trên dưới",
        "about",
        "around",
        "approximately",
        "~",
        "≈",
    ),
    Approximation.BELOW: (
        "dưới",
        "thấp hơn",
        "ít hơn",
        "chưa đến",
        "chưa tới",
        "below",
        "under",
        "less than",
        "<",
    ),
    Approximation.AT_MOST: (
        "không quá",
        "không vượt quá",
        "tối đa",
        "nhiều nhất",
        "at most",
        "up to",
        "<=",
        "≤",
    ),
    Approximation.AT_LEAST: ("ít nhất", "tối thiểu", "không dưới", "không thấp hơn", "at least", ">=", "≥"),
}
_WORDS = {word: kind for kind, words in _APPROXIMATIONS.items() for word in words}
_BEFORE = re.compile(
    "("
    + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    + r")(?=[ 0-9+-])\s*(.*)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:từ )?(.*) (trở lên|trở xuống|or more|or less)", re.IGNORECASE)
_RANGE = re.compile(rf"(từ |from )?({NUMBER}) ?(.*?) ?(-|đến|tới|to) ?({NUMBER}) ?(.*)", re.IGNORECASE)
_RATIO = re.compile(r"([0-9][0-9.,]*) ?/ ?([0-9][0-9.,]*)(?: (.*))?")
_PLAIN = re.compile(rf"({NUMBER}) ?(.*)")
_YEARS = re.compile(r"(?:19|20)[0-9][0-9] ?(?:-|đến) ?(?:19|20)[0-9][0-9]", re.IGNORECASE)
_MAX_LENGTH = 200
_BLANK = re.compile(r"^(?:\.{2,}|…|_{2,})")

_RANK = re.compile(
    r"(?:(?:đứng|xếp|giữ|ở) )*(?:vị trí thứ|xếp hạng thứ|vị trí|hạng thứ|xếp hạng|hạng|thứ) "
    r"([0-9]{1,4}|[^\W\d]+)(?: ?/ ?([0-9]{1,4}))?(?: (?:tỉnh|địa phương|cả nước|toàn quốc|nước|vùng).*)?",
    re.IGNORECASE,
)
_ENGLISH_RANK = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th)(?: of ([0-9]{1,4}))?", re.IGNORECASE)
_LEADER = re.compile(r"(?:đứng|xếp) đầu|dẫn đầu|(?:đứng |xếp )?(?:thứ |hạng )nhất", re.IGNORECASE)
_ORDINALS = {
    word: place
    for place, words in enumerate(
        ("nhất một", "nhì hai", "ba", "tư bốn", "năm", "sáu", "bảy bẩy", "tám", "chín", "mười"), start=1
    )
    for word in words.split()
}


def parse_approximation(word: str) -> Approximation:
    """Return what an approximation word means: `trên`, `above` and `>` are ABOVE, empty text is EXACT.

    Raises:
        UnreadableQuantity: It is no such word.
    """
    key = tidy(word).casefold()
    if key in _WORDS:
        return _WORDS[key]
    try:
        return Approximation(key)
    except ValueError:
        known = ", ".join(kind.label.vi for kind in Approximation if kind.label.vi)
        raise unreadable(
            key,
            Text("không phải từ chỉ mức xấp xỉ", "it is no word of approximation"),
            Text(f"dùng một trong: {known}", f"use one of: {', '.join(filter(None, Approximation))}"),
        ) from None


def parse_quantity(text: str, registry: UnitRegistry = UNITS, *, style: Style | None = None) -> Reading:
    """Return what the text of one figure says.

    | text | reading |
    |---|---|
    | `366,3 nghìn tỷ đồng`, `trên 888 nghìn tỷ đồng`, `36,4/10.000 dân` | Quantity |
    | `8-10%`, `từ 900 tỷ đồng đến 1,2 nghìn tỷ đồng` | QuantityRange |
    | `161/182 xã`, `04/63` | Ratio |
    | `thứ 04/63`, `đứng thứ 2`, `dẫn đầu` | Rank |

    Words around the figure (`đạt`, `phấn đấu`, `bình quân hằng năm`) are not part of it. Without `style`,
    Vietnamese letters in the text show that its numbers are in Vietnamese style: `1,234 tấn` is 1.234,
    while `1,234 USD` is refused (see `parse_decimal`).

    Raises:
        AmbiguousNumber: The number has two readings; both are named.
        UnreadableQuantity: The text is no figure; blanks (`…%`) and years have a code of their own.
        UnknownUnit: The unit is not known; the nearest are named.
        UnitMismatch: The ends of a range measure different things.
    """
    return _Reader(tidy(text).rstrip(".,;: ") or tidy(text), registry, style).read()


class _Reader:
    """Reads one text; holds what every step needs."""

    def __init__(self, text: str, registry: UnitRegistry, style: Style | None) -> None:
        self.text = text
        self.registry = registry
        self.style = style
        self.is_vietnamese = has_vietnamese_letters(text)

    def read(self) -> Reading:
        """Try the forms, most specific first."""
        self._refuse_what_is_no_figure()
        if rank := self._rank():
            return rank
        rest, approximation = self._approximation(self.text)
        if match := _RANGE.fullmatch(rest):
            return self._range(match, approximation)
        if match := _RATIO.fullmatch(rest):
            return self._ratio(match, approximation)
        if match := _PLAIN.fullmatch(rest):
            value, decimals = self._number(match[1])
            return Quantity(value, self._unit(match[2]), decimals, approximation)
        raise unreadable(
            self.text,
            Text("không có số ở đầu", "it does not start with a number"),
            Text("viết số rồi đơn vị: 366,3 nghìn tỷ đồng", "write number, then unit: 366,3 nghìn tỷ đồng"),
        )

    def _refuse_what_is_no_figure(self) -> None:
        shown = self.text
        if len(shown) > _MAX_LENGTH:
            raise unreadable(
                f"{shown[:40]}…",
                Text(f"dài hơn {_MAX_LENGTH} ký tự", f"it has more than {_MAX_LENGTH} characters"),
                Text("đưa vào từng số liệu một", "give one figure at a time"),
            )
        if _BLANK.match(shown) or not shown:
            raise UnreadableQuantity(
                Problem(
                    "DL005",
                    Text(f"“{shown}” là chỗ để trống", f"“{shown}” is a blank left open"),
                    Text("điền số liệu, hoặc khai báo là chỗ trống", "fill it in, or declare it blank"),
                )
            )
        if _YEARS.fullmatch(shown):
            raise UnreadableQuantity(
                Problem(
                    "DL006",
                    Text(f"“{shown}” là một giai đoạn, không phải số lượng", f"“{shown}” is a span of years"),
                    Text("đọc bằng parse_period", "read it with parse_period"),
                )
            )

    def _approximation(self, text: str) -> tuple[str, Approximation]:
        if match := _BEFORE.fullmatch(text):
            return match[2], _WORDS[match[1].casefold()]
        if match := _AFTER.fullmatch(text):
            upward = match[2].casefold() in ("trở lên", "or more")
            return match[1], Approximation.AT_LEAST if upward else Approximation.AT_MOST
        return text, Approximation.EXACT

    def _range(self, match: re.Match[str], approximation: Approximation) -> QuantityRange:
        if approximation not in (Approximation.EXACT, Approximation.ABOUT):
            raise unreadable(
                self.text,
                Text("khoảng số chỉ đi với “khoảng”", "only “khoảng” (about) goes with a range"),
                Text("bỏ từ đứng trước, hoặc bỏ một đầu", "drop the word, or one of the ends"),
            )
        high_unit = self._unit(match[6])
        high_value, high_decimals = self._number(match[5])
        low_value, low_decimals = self._number(match[2])
        low_unit = self._low_unit(match[3], high_unit)
        low = Quantity(low_value, low_unit, low_decimals, approximation)
        high = Quantity(high_value, high_unit, high_decimals, approximation)
        if low_unit.is_compatible(high_unit) and low.canonical > high.canonical:
            raise unreadable(
                self.text,
                Text("đầu dưới lớn hơn đầu trên", "the low end is above the high end"),
                Text("đổi chỗ hai đầu", "swap the ends"),
            )
        return QuantityRange(low, high)

    def _low_unit(self, text: str, high: ScaledUnit) -> ScaledUnit:
        """Return the unit of the low end; what it does not say, it takes from the high end."""
        if not text:
            return high
        low = self._unit(text)
        return ScaledUnit(high.unit, low.multiplier) if low.unit is ONE else low

    def _ratio(self, match: re.Match[str], approximation: Approximation) -> Ratio | Quantity:
        above, decimals = self._number(match[1])
        below, below_decimals = self._number(match[2])
        if match[3] and self._is_rate(decimals, below, match[3]):
            unit = self._rate_unit(match[2], match[3])
            return Quantity(above, unit, decimals, approximation)
        scaled = self._unit(match[3]) if match[3] else NO_UNIT
        reason = _no_ratio(above, below, decimals + below_decimals, scaled, approximation, bool(match[3]))
        if reason:
            raise unreadable(
                self.text, reason, Text("viết như 161/182 xã hoặc 36,4/10.000 dân", "write 161/182 xã")
            )
        return Ratio(int(above), int(below), scaled.unit if match[3] else None)

    def _is_rate(self, decimals: int, below: Decimal, noun: str) -> bool:
        """Whether `a/b noun` is so many for every b: `36,4/10.000 dân`, `71,24/100 điểm`."""
        unit = self._unit(noun).unit
        per_thousands = below >= 1000 and below == Decimal(1).scaleb(below.adjusted())
        return decimals > 0 or unit.id == "score" or (per_thousands and unit.dimension == (("person", 1),))

    def _rate_unit(self, below: str, noun: str) -> ScaledUnit:
        unit = self._unit(noun).unit
        return self._unit(f"{noun}/{below}") if unit.id == "score" else self._unit(f"/{below} {noun}")

    def _rank(self) -> Rank | None:
        if _LEADER.fullmatch(self.text):
            return Rank(1)
        match = _RANK.fullmatch(self.text) or _ENGLISH_RANK.fullmatch(self.text)
        if match is None:
            return None
        place = _ORDINALS.get(match[1].casefold(), 0) if not match[1].isdecimal() else int(match[1])
        of = int(match[2]) if match[2] else None
        if place < 1 or (of is not None and place > of):
            raise unreadable(
                self.text,
                Text("không phải một thứ hạng", "it is no place in a ranking"),
                Text("viết như thứ 04/63", "write thứ 04/63"),
            )
        return Rank(place, of)

    def _number(self, text: str) -> tuple[Decimal, int]:
        return parse_decimal(text, self.style, is_vietnamese=self.is_vietnamese)

    def _unit(self, text: str) -> ScaledUnit:
        return self.registry.parse(text) if text else NO_UNIT


def _no_ratio(
    above: Decimal,
    below: Decimal,
    decimals: int,
    unit: ScaledUnit,
    approximation: Approximation,
    has_noun: bool,
) -> Text | None:
    """Return why the two numbers are no share, or None."""
    if decimals or unit.multiplier or approximation is not Approximation.EXACT:
        return Text("tỷ số cần hai số nguyên và một danh từ", "a ratio needs two whole numbers and a noun")
    if below < 1:
        return Text("mẫu số bằng 0", "the denominator is zero")
    if above > below and not has_noun:
        return Text("tử số lớn hơn mẫu số", "the numerator is above the denominator")
    return None
