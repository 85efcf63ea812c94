"""Where are the quantities? One pass over a block that stops only at digits, dots and a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.figures import traps
from thuocdo.claims.figures.blanks import read_blank
from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.number_words import read_number_words
from thuocdo.claims.figures.numbers import read_number
from thuocdo.claims.figures.units import UnitText, read_unit
from thuocdo.claims.figures.words import APPROXIMATION_BEFORE, APPROXIMATIONS, COMPARATIVE_BEFORE
from thuocdo.quantities import Approximation

_NUMBER = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\d.])(?:,\d+)?|\d+(?:[.,]\d+)*(?: ,\d{1,2}(?=\s?%))?"
_CANDIDATE = re.compile(
    rf"(?P<number>{_NUMBER})"
    r"|(?P<blank>(?:\.{2,}|…)[.…]*(?:,[.…]+)?|_{3,}|\b[xX]{2,}(?=\s?(?:%|tỷ|triệu)))"
    r"|(?P<words>\b[Hh]àng\s+(?:trăm|chục|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b|\b[Gg]ấp\s+(?:đôi|rưỡi|ba|bốn|năm|mười)\b"
    r"|\b(?:[Mm]ột|[Hh]ai|[Bb]a)\s+phần\s+(?:ba|tư|hai|năm|mười)\b|\b[Mm]ột\s+nửa\b)"
)
_HAS_CANDIDATE = re.compile(r"[\d…_]|\.\.|[Hh]àng [tcnv]|[Gg]ấp |phần [btnhm]|nửa|[xX]{2}")

_WINDOW = 60
_RANGE_TAIL = re.compile(rf"\s?[-–—]\s?(?P<second>{_NUMBER})(?![\d/])")
_WORD_RANGE = re.compile(rf"\s+(?:đến|tới)\s+(?P<second>{_NUMBER})(?![\d/])")
_RATIO_TAIL = re.compile(r"\s?/\s?(?P<second>\d{1,3}(?:\.\d{3})+|\d+)(?![\d/])(?!,\d)")
_ONE_OF = re.compile(
    r"\s+trong\s+(?:số\s+)?(?P<second>\d{1,3})(?!\d)(?=\s+(?:tỉnh|địa phương|huyện|nước|thành phố|đơn vị|xã|quốc gia))"
)
_RANK_WORD = re.compile(
    r"\b(?:thứ(?: hạng)?|hạng(?: thứ)?|vị trí(?: thứ| số)?|vị thứ|xếp thứ|xếp|đứng|top|tốp)\s*$"
)
_RANK_CONTEXT = re.compile(
    r"\b(?:đứng|xếp|hạng|vị trí|vị thứ|vươn|từ thứ|lên thứ|xuống thứ|giữ|ở thứ|top|tốp)\b"
)
_GROUP_BEFORE = re.compile(r"\b(?:nhóm|tốp|top)\s*$")
_THU = re.compile(r"\bthứ\s*$")
_AFTER_AT_LEAST = re.compile(r"\s*trở\s+(lên|xuống)")
_SCALE_ONLY_RANGE = re.compile(r"\b(?:từ|khoảng từ|đạt từ)\s*$")
_FRACTION_LEFT = re.compile(
    r"\b(?:giảm|tăng|chiếm|hơn|gần|khoảng|đạt|còn|bằng|trên|thêm|được|quá|ít nhất|tối thiểu|có|với|của|bỏ|cắt)\s*$"
)
_FRACTION_RIGHT = re.compile(
    r"\s+(?:số|tổng|dân số|diện tích|lượng|thời gian|so|quy mô|nhu cầu|chi phí|giá)\b"
)
_RATIO_LEFT = re.compile(
    r"\b(?:đạt|có|là|còn|bằng|hoàn thành|được|thực hiện|với|tỷ lệ|tỉ lệ|chiếm|mới|lên|vượt|cả|gồm)\s*[:(]?\s*$"
)
_DURATION = re.compile(r"(?:năm|tháng|ngày|giờ|tuần|phút|quý)$", re.IGNORECASE)


def scan(text: str) -> list[Mention]:
    """Return the quantities and blanks of a block's text, in order."""
    if not _HAS_CANDIDATE.search(text):
        return []
    return list(_Scanner(text).run())


class _Scanner:
    """Walks over one text; holds what the steps share."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = lower_text(text)
        self.quotes = traps.quoted_spans(text)
        self.last_trap = ("", -1)
        self.last_mention: Mention | None = None

    def run(self) -> Iterator[Mention]:
        """Yield mention after mention."""
        position = 0
        while match := _CANDIDATE.search(self.text, position):
            mention: Mention | None
            if match.lastgroup == "number":
                mention, position = self._number(match.start(), match.end("number"))
            elif match.lastgroup == "blank":
                mention = read_blank(self.text, self.lower, match.start(), match.end(), self.last_mention)
                position = match.end() if mention is None else mention.end
            else:
                mention = read_number_words(self.text, self.lower, match.start(), match.end())
                position = match.end() if mention is None else mention.end
            if mention is not None:
                self.last_mention = mention
                yield mention

    def _number(self, start: int, end: int) -> tuple[Mention | None, int]:
        """Return the quantity at a numeral, or None, and where to read on."""
        text = self.text
        if trap := self._self_evident(start, end):
            self.last_trap = (trap.kind, trap.end)
            return None, max(trap.end, end)
        digits = text[start:end]
        before = self.lower[max(0, start - _WINDOW) : start]
        if rank := self._rank(start, end, digits, before):
            return rank, rank.end
        unit = read_unit(text, end)
        is_hard = unit.is_measure or bool(unit.scale)
        kind = self._trap(start, end, digits, before, unit, is_hard=is_hard)
        if kind:
            self.last_trap = (kind, end)
            return None, end
        mention = self._ratio(start, end, digits, before) or self._range(start, end, digits)
        mention = mention or self._plain(start, end, digits, unit)
        if mention is None:
            return None, end
        self._finish(mention, before)
        return mention, mention.end

    def _self_evident(self, start: int, end: int) -> traps.Trap | None:
        text = self.text
        if label := traps.is_label_at_head(text, start, end):
            # "25 tỷ đồng" may open a cell, "1.250 hộ" a sentence.
            unit = read_unit(text, end)
            if not (unit.is_measure or unit.scale or unit.is_known) or text[start - 1 : start] == "(":
                return traps.Trap("label", label)
            if text[end : end + 1] in ".)" and text[end : end + 1]:
                return traps.Trap("label", label)
        if trap := traps.trap_at(text, start):
            if trap.kind != "date" or not self._is_ratio_of_nouns(start, trap.end):
                return trap
        if label := traps.label_inside(text, start):
            return traps.Trap("label", label)
        return None

    def _is_ratio_of_nouns(self, start: int, end: int) -> bool:
        """Whether `6/2022 hộ` is a share after all: never, unless a known noun follows and no date word stands before."""
        return False

    def _trap(self, start: int, end: int, digits: str, before: str, unit: UnitText, *, is_hard: bool) -> str:
        text = self.text
        if traps.glued_left(text, start) and not self._is_glued_typing(start, digits, unit):
            return "name"
        if text[end : end + 1].isalpha() and not unit.end > end:
            return "name"
        if kind := traps.trap_before(
            before, digits, is_hard=is_hard, is_noun=unit.is_known and not unit.is_measure
        ):
            return kind
        if traps.is_per_unit(text, start, digits) or self._is_threshold(before, digits, unit):
            return "per_unit"
        if self._continues_trap(start, unit, is_hard=is_hard):
            return self.last_trap[0]
        if traps.is_year(digits) and not self._is_count_like_year(before, unit, is_hard=is_hard):
            return "year"
        if unit.is_measure and self._is_idle_duration(before, unit, end):
            return "period"
        if not is_hard and self._is_slogan(start, digits):
            return "slogan"
        if not is_hard and not unit.is_known and self._follows_name(start, digits):
            return "name"
        if not is_hard and text[end : end + 1] == ")" and text[start - 1 : start] == "(" and len(digits) <= 2:
            return "label"
        if self._is_day_and_month(start, end, before):
            return "date"
        return ""

    def _is_glued_typing(self, start: int, digits: str, unit: UnitText) -> bool:
        """Whether a space was forgotten (`đạt12,5%`): a lower-case word of the language, and a measure follows."""
        word = re.search(r"[^\W\d_]+$", self.text[max(0, start - 12) : start])
        if word is None:
            return False
        return (
            len(word[0]) >= 2
            and word[0].islower()
            and unit.is_measure
            and word[0] not in ("km", "cm", "dm", "mm")
        )

    def _continues_trap(self, start: int, unit: UnitText, *, is_hard: bool) -> bool:
        """Whether the numeral goes on a list of names: `năm 2022, 2023`, `khoản 1, 2 và 3`."""
        kind, end = self.last_trap
        if is_hard or unit.is_known or end < 0 or start - end > 8 or kind in ("label", "slogan"):
            return False
        return bool(re.fullmatch(r"\s?(?:,|và|-|–|;|đến|hoặc|&)\s*", self.text[end:start]))

    def _is_count_like_year(self, before: str, unit: UnitText, *, is_hard: bool) -> bool:
        if re.search(
            r"\b(?:năm|từ|đến|giai đoạn|nhiệm kỳ|đầu|cuối|hết|trước|sau|kỳ|với|vụ|thời kỳ|khóa|quý)\s*$",
            before,
        ):
            return is_hard and not _DURATION.search(unit.unit)
        return is_hard or unit.is_known

    def _is_threshold(self, before: str, digits: str, unit: UnitText) -> bool:
        """Whether the number belongs to a name: `trẻ em dưới 5 tuổi`, `bình quân trên 01 ha`."""
        if unit.unit.casefold() in ("tuổi", "tháng tuổi", "năm tuổi"):
            return bool(
                re.search(
                    r"\b(?:trẻ(?: em)?|người|lao động|dân số|phụ nữ|thanh niên|nam|nữ|nhóm|tuổi|độ tuổi|cháu|em|công dân|học sinh)"
                    r"(?: \w+){0,4} (?:từ|dưới|trên|đủ|đến)(?: đủ)?\s*$|\btừ \d+ (?:tuổi )?(?:đến|-) *$|\bdưới\s*$|\btừ đủ\s*$",
                    before,
                )
            )
        if digits in ("1", "01", "100", "10.000", "1.000") and (unit.is_measure or unit.is_known):
            return bool(
                re.search(
                    r"(?:bình quân|thu nhập|giá trị\b.{0,40}|lợi nhuận.{0,20}|doanh thu.{0,20}|năng suất.{0,20}|số .{0,30}|tỷ lệ .{0,30})\s+(?:trên|mỗi|cho|/)\s*$",
                    before,
                )
            )
        return False

    def _is_idle_duration(self, before: str, unit: UnitText, end: int) -> bool:
        """Whether years and months only say when: `5 năm qua`, `6 tháng đầu năm`, `trong 03 năm gần nhất`."""
        word = unit.unit.casefold()
        if word not in ("năm", "tháng", "quý", "ngày", "tuần", "thập kỷ", "giờ") or unit.scale:
            return False
        after = self.lower[unit.end : unit.end + 30]
        if re.match(
            r"\s*(?:qua|tới|đầu|cuối|gần|vừa|liên|liền|trước|sau|tiếp|thực hiện|thành lập|ngày|đổi mới|học|tài chính|kể|nữa|hoạt động|xây dựng|nay|năm \d|\d|của|triển khai|,? ?kỷ niệm|trở lên|trở xuống|\()",
            after,
        ):
            return not re.search(
                r"\b(?:giảm|tăng|sớm hơn|rút ngắn|chậm|muộn hơn|kéo dài|còn|xuống|lên|tuổi thọ|bình quân|trung bình|thời gian \w+ \w+ là)(?: \w+)?\s*$",
                before,
            )
        if word in ("năm", "tháng", "quý", "thập kỷ"):
            return not re.search(
                r"\b(?:giảm|tăng|sớm(?: hơn)?|sớm|rút ngắn|chậm|muộn|kéo dài|xuống|lên|tuổi thọ|thời hạn|thời gian|trước|bình quân|trung bình|phạt|tù|án)"
                r"(?: (?:còn|xuống|lên|hơn|được|từ|là|khoảng|trên|gần|dưới|thêm|tù|\w+ \w+ từ))*\s*$",
                before,
            )
        if word == "giờ":
            return bool(re.search(r"\b(?:lúc|vào|hồi)\s*$", before))
        return bool(re.search(r"\b(?:trong|sau|suốt|đợt|cao điểm)\s*$", before)) and not unit.unit.endswith(
            "việc"
        )

    def _is_slogan(self, start: int, digits: str) -> bool:
        """Whether a small whole number stands in a short quotation: “5 rõ”, “1 không, 2 ít”."""
        if len(digits) > 2 or not digits.isdecimal():
            return False
        return any(opening < start < closing for opening, closing in self.quotes)

    def _follows_name(self, start: int, digits: str) -> bool:
        """Whether a bare small number belongs to the capitalised word before it: `cầu Hà Bắc 2`."""
        if len(digits) > 3 or not digits.isdecimal():
            return False
        match = re.search(r"(?:^|([^\s]?)\s)([^\W\d_][\w.]*)\s$", self.text[max(0, start - 24) : start])
        if match is None or not match[2][0].isupper():
            return False
        if match[1] is None or match[1] in (".", ";", ":", "(", "-", "–", "+", ""):
            return False
        return True

    def _is_day_and_month(self, start: int, end: int, before: str) -> bool:
        match = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])").match(self.text, start)
        if match is None or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
            return False
        unit = read_unit(self.text, match.end())
        if unit.is_known or unit.is_measure:
            return bool(traps._DAY.search(before))
        if re.search(
            r"\b(?:ngày|từ|đến|trước|sau|dịp|lễ|sáng|chiều|tối|hôm|mừng|năm|tháng|đường|quận|phường)\s*$",
            before,
        ):
            return True
        if (
            _RATIO_LEFT.search(before)
            or _FRACTION_LEFT.search(before)
            or _FRACTION_RIGHT.match(self.text, match.end())
        ):
            return False
        return int(match[1]) > int(match[2]) or not unit.unit

    def _rank(self, start: int, end: int, digits: str, before: str) -> Mention | None:
        """Return a place in a ranking: `thứ 12`, `xếp thứ 04/63`, `1 trong 7 tỉnh`, `nhóm 10 tỉnh`."""
        if not digits.isdecimal() or len(digits) > 4:
            return None
        text = self.text
        if match := _ONE_OF.match(text, end):
            unit = read_unit(text, match.end("second"))
            return self._rank_mention(start, start, unit.end, digits, match["second"], unit.unit)
        if _GROUP_BEFORE.search(before) and len(digits) <= 3:
            unit = read_unit(text, end)
            if (
                unit.is_known
                and not unit.is_measure
                and re.match(
                    r"(?:tỉnh|địa phương|thành|quốc gia|nước|đơn vị|huyện|xã|bộ)", unit.unit.casefold()
                )
            ):
                return self._rank_mention(start, start, unit.end, digits, None, unit.unit)
            return None
        word = _RANK_WORD.search(before)
        if word is None:
            return None
        ratio = _RATIO_TAIL.match(text, end)
        said = word[0].strip()
        if said.startswith("thứ") and not self._is_ranked(before, ratio is not None):
            return None
        if (
            said in ("hạng", "top", "tốp", "đứng", "xếp")
            and not ratio
            and not (said == "hạng" and re.search(r"\b(?:xếp|đứng|tăng|lên|từ|xuống|thứ) hạng\s*$", before))
        ):
            return None
        begin = start
        if said.endswith("thứ") and not ratio:
            begin = self.lower.rfind("thứ", 0, start)
        stop = ratio.end() if ratio else end
        if ratio:
            unit = read_unit(text, stop)
            if unit.is_known and not unit.is_measure and not unit.scale:
                stop = unit.end
        second = ratio["second"] if ratio else None
        return self._rank_mention(begin, start, stop, digits, second, "hạng")

    def _is_ranked(self, before: str, has_whole: bool) -> bool:
        """Whether `thứ N` is a place and no ordinal: `đứng thứ 9`, not `lần thứ 19`."""
        if traps._ORDINAL.search(before):
            return False
        return (
            has_whole
            or bool(_RANK_CONTEXT.search(before))
            or bool(
                self.last_mention
                and self.last_mention.form is Form.RANK
                and re.search(r"\b(?:lên|xuống|từ|và|còn) thứ\s*$", before)
            )
        )

    def _rank_mention(
        self, begin: int, start: int, stop: int, digits: str, second: str | None, unit: str
    ) -> Mention | None:
        whole = Decimal(second.replace(".", "")) if second else None
        value = Decimal(digits)
        if not value:
            return None
        return Mention(begin, stop, start, Form.RANK, value, whole, unit=unit, is_known=True, lead=begin)

    def _ratio(self, start: int, end: int, digits: str, before: str) -> Mention | None:
        """Return a share: `161/182 xã`, `2/3 dân số`, `giảm 1/3`; a rank without its word: `(04/63)`."""
        text = self.text
        match = _RATIO_TAIL.match(text, end)
        if match is None or "," in digits:
            return None
        first, second = read_number(digits), read_number(match["second"])
        if first is None or second is None or first.decimals or second.decimals or not second.value:
            return None
        unit = read_unit(text, match.end())
        if first.value > second.value and not unit.is_known:
            return None
        if unit.scale:
            return None
        is_percent = unit.unit.startswith("%")
        stop = unit.end if unit.unit and not is_percent else match.end()
        name = "" if is_percent else unit.unit
        if second.value == 63 and not unit.unit:
            # A place among the 63 provinces needs no more words.
            return self._rank_mention(start, start, match.end(), digits, match["second"], "hạng")
        return Mention(
            start,
            stop,
            start,
            Form.RATIO,
            first.value,
            second.value,
            unit=name,
            is_known=unit.is_known,
            is_bare=not unit.unit,
        )

    def _range(self, start: int, end: int, digits: str) -> Mention | None:
        """Return a range: `14-15%`, `từ 8 đến 10%`, `900 tỷ đồng đến 1,2 nghìn tỷ đồng`."""
        text = self.text
        match = _RANGE_TAIL.match(text, end) or _WORD_RANGE.match(text, end)
        first_unit = None
        if match is None:
            first_unit = read_unit(text, end)
            if not (first_unit.is_measure or first_unit.scale):
                return None
            match = _RANGE_TAIL.match(text, first_unit.end) or _WORD_RANGE.match(text, first_unit.end)
            if match is None:
                return None
            if traps.trap_at(text, match.start("second")) or not self._has_range_lead(start, match[0]):
                return None
        unit = read_unit(text, match.end("second"))
        first = read_number(digits, is_count=_is_count(unit))
        second = read_number(match["second"], is_count=_is_count(unit))
        if first is None or second is None:
            return None
        if traps.is_year(match["second"]) and not (unit.is_measure or unit.is_known):
            return None
        scale = unit.scale
        low, high = first.value, second.value
        if first_unit is not None and first_unit.scale != scale:
            if first_unit.scale > scale:
                return None
            low = low.scaleb(first_unit.scale - scale)
        elif first_unit is None and low >= high and "đến" not in match[0] and "tới" not in match[0]:
            return None
        if low > high:
            return None
        if (
            first_unit is not None
            and first_unit.unit
            and unit.unit
            and first_unit.unit.casefold() != unit.unit.casefold()
        ):
            return None
        return Mention(
            start,
            unit.end,
            start,
            Form.RANGE,
            low,
            high,
            max(first.decimals, second.decimals),
            scale,
            unit.unit,
            first.is_ambiguous or second.is_ambiguous,
            is_measure=unit.is_measure,
            is_known=unit.is_known,
            is_rate=unit.is_rate,
            is_bare=unit.end == match.end("second"),
        )

    def _has_range_lead(self, start: int, joint: str) -> bool:
        """Whether two figures with their own units make a range, and no change from one to the other."""
        if "đến" not in joint and "tới" not in joint:
            return True
        return bool(re.search(r"\btừ\s*$", self.lower[max(0, start - 8) : start])) and not re.search(
            r"\b(?:tăng|giảm|nâng)(?: \w+)? từ\s*$", self.lower[max(0, start - 20) : start]
        )

    def _plain(self, start: int, end: int, digits: str, unit: UnitText) -> Mention | None:
        number = read_number(digits, is_count=_is_count(unit))
        if number is None:
            return None
        return Mention(
            start,
            unit.end if unit.end > end else end,
            start,
            Form.NUMBER,
            number.value,
            None,
            number.decimals,
            unit.scale,
            unit.unit,
            number.is_ambiguous,
            is_measure=unit.is_measure,
            is_known=unit.is_known,
            is_rate=unit.is_rate,
            is_bare=unit.end == end,
        )

    def _finish(self, mention: Mention, before: str) -> None:
        """Read the approximation word, and the minus sign."""
        mention.lead = mention.start
        if before.endswith(("-", "−", "–")) and self._is_minus(mention.start):
            mention.sign = -1
        if match := APPROXIMATION_BEFORE.search(before):
            if (
                not (match[1] == "hơn" and COMPARATIVE_BEFORE.search(before))
                and match[1] != "độ"
                or (
                    match[1] == "độ"
                    and not re.search(r"(?:mức|tốc|nhiệt|cấp|chế|trình|tiến|mật) độ\s*$", before)
                )
            ):
                mention.approximation = APPROXIMATIONS[match[1]]
                mention.lead = mention.start - (len(before) - match.start(1))
        if after := _AFTER_AT_LEAST.match(self.lower, mention.end):
            mention.approximation = Approximation.AT_LEAST if after[1] == "lên" else Approximation.AT_MOST

    def _is_minus(self, start: int) -> bool:
        return bool(re.search(r"(?:^|[\s(])[-−–]$", self.text[max(0, start - 2) : start])) and start > 2


def _is_count(unit: UnitText) -> bool:
    return bool(unit.unit) and not unit.is_measure and not unit.scale


def lower_text(text: str) -> str:
    """Return `text` in lower case, every character at its own offset."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )
