"""Where are the quantities? One pass over a block that stops only at digits, dots and a few words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from thuocdo.claims.figures import traps
from thuocdo.claims.figures.blanks import read_blank
from thuocdo.claims.figures.idle import is_idle
from thuocdo.claims.figures.left import Left
from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.number_words import read_number_words
from thuocdo.claims.figures.numbers import NUMBER, Style, read_number
from thuocdo.claims.figures.ranks import read_rank
from thuocdo.claims.figures.shares import add_remainder, day_and_month, read_range, read_share
from thuocdo.claims.figures.traps import Trap, TrapKind
from thuocdo.claims.figures.units import UnitText, read_unit
from thuocdo.claims.figures.words import approximation_before
from thuocdo.quantities import Approximation

_CANDIDATE = re.compile(
    rf"(?P<number>{NUMBER})"
    r"|(?P<blank>(?:\.{2,}|…)[.…]*(?:,[.…]+)?|_{3,}|\b[xX]{2,}(?=\s?(?:%|tỷ|triệu)))"
    r"|(?P<words>\b[Hh]àng\s+(?:trăm|chục|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b"
    r"|\b[Gg]ấp\s+(?:đôi|rưỡi|hai|ba|bốn|năm|mười)\b"
    r"|\b(?:[Mm]ột|[Hh]ai|[Bb]a)\s+phần\s+(?:ba|tư|hai|năm|mười)\b|\b[Mm]ột\s+nửa\b)"
)
_HAS_CANDIDATE = re.compile(r"[\d…_]|\.\.|[Hh]àng [tcnv]|[Gg]ấp |phần [btnhm]|nửa|[xX]{2}")

_AT_LEAST_AFTER = re.compile(r"\s*trở\s+(lên|xuống)")
_LIST_JOINT = re.compile(r"\s?(?:,|và|-|–|;|đến|hoặc|&)\s*")
_MAX_JOINT = 8
_PERIOD_WORDS = frozenset(
    [
        "năm",
        "từ",
        "đến",
        "đoạn",
        "kỳ",
        "đầu",
        "cuối",
        "hết",
        "trước",
        "sau",
        "với",
        "vụ",
        "khóa",
        "quý",
        "tháng",
        "nhìn",
    ]
)
_YEAR_UNITS = frozenset(["năm", "tháng", "ngày", "giờ", "tuần", "quý"])
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_UNITS_WITH_DIGITS = frozenset(("km", "cm", "dm", "mm", "co", "pm"))
_NAME_BEFORE = re.compile(r"([^\s])?\s([^\W\d_][\w.]*)\s$")
_SENTENCE_MARKS = ".;:(-–+"
_MONTH_AFTER = re.compile(r"\s?/\s?(?:0?[1-9]|1[0-2])(?![\d/]|[.,]\d)")
_DAY_TRAPS = (TrapKind.DATE, TrapKind.NAME)
_MINUS = re.compile(r"(?<=[\s(])[-−–]$")


def scan(text: str, lower: str, style: Style = "vi", *, is_cell: bool = False) -> list[Mention]:
    """Return the quantities and blanks of a block's text, in order.

    Args:
        text: Text of the block.
        lower: The same in lower case, every character at its own offset.
        style: Number style of the document.
        is_cell: The block is a cell of a table: a bare number may stand alone.
    """
    return list(_Scanner(text, lower, style, is_cell=is_cell).run())


def may_hold_figures(text: str) -> bool:
    """Whether the text holds anything that the scanner would stop at."""
    return _HAS_CANDIDATE.search(text) is not None


class _Scanner:
    """Walks over one text; holds what the steps share."""

    def __init__(self, text: str, lower: str, style: Style, *, is_cell: bool) -> None:
        self.text = text
        self.lower = lower
        self.style = style
        self.is_cell = is_cell
        self.quotes = traps.quoted_spans(text)
        self.last_trap: Trap | None = None
        self.last_mention: Mention | None = None

    def run(self) -> Iterator[Mention]:
        """Yield mention after mention."""
        position = 0
        while match := _CANDIDATE.search(self.text, position):
            start, end = match.span()
            if match.lastgroup == "number":
                mention, position = self._number(start, end)
            else:
                if match.lastgroup == "blank":
                    mention = read_blank(self.text, self.lower, start, end, self.last_mention)
                else:
                    mention = read_number_words(self.text, self.lower, start, end)
                position = end if mention is None else mention.end
            if mention is not None:
                self.last_mention = mention
                yield mention

    def _number(self, start: int, end: int) -> tuple[Mention | None, int]:
        """Return the quantity at a numeral, or None, and where to read on."""
        text = self.text
        left = Left(self.lower, start)
        if trap := self._self_evident(start, end, left):
            return self._trapped(trap.kind, max(trap.end, end))
        if rank := read_rank(text, self.lower, start, end, left):
            return rank, rank.end
        unit = read_unit(text, end)
        share = None if unit.unit.startswith("/") else read_share(text, start, end)
        is_named_share = share is not None and share.is_known and not traps.announces_day(left)
        if not is_named_share and (kind := self._trap(start, end, left, unit)):
            # A day of a list, or a street: "30/4 và 1/5", "đường 3/2".
            month = _MONTH_AFTER.match(text, end) if kind in _DAY_TRAPS else None
            return self._trapped(kind, month.end() if month else end)
        mention = share
        if mention is None and not unit.unit.startswith("/"):
            mention = read_range(text, self.lower, start, end, unit, self.style)
        mention = mention or self._plain(start, end, unit)
        if mention is None:
            return None, end
        add_remainder(text, mention)
        self._finish(mention, left)
        return mention, mention.end

    def _trapped(self, kind: TrapKind, end: int) -> tuple[None, int]:
        self.last_trap = Trap(kind, end)
        return None, end

    def _self_evident(self, start: int, end: int, left: Left) -> Trap | None:
        """Return the trap that the digits show without a look at what follows as a unit."""
        text = self.text
        if label := traps.label_at_head(text, start, end):
            # "25 tỷ đồng" may open a cell, "1.250 hộ" a sentence.
            unit = read_unit(text, end)
            is_marked = text[end : end + 1] in (".", ")") or text[start - 1 : start] == "("
            if not self._is_lone_number(start, label) and (
                is_marked or not (unit.is_measure or unit.scale or unit.is_known)
            ):
                return Trap(TrapKind.LABEL, label)
        if trap := traps.trap_at(text, start):
            return trap
        if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
            return Trap(TrapKind.LABEL, end)
        if label := traps.label_inside(text, start):
            return Trap(TrapKind.LABEL, label)
        if stop := day_and_month(text, start, left):
            return Trap(TrapKind.DATE, stop)
        return None

    def _is_lone_number(self, start: int, label_end: int) -> bool:
        """Whether a cell holds nothing but the number."""
        return self.is_cell and start < label_end >= len(self.text.rstrip())

    def _trap(self, start: int, end: int, left: Left, unit: UnitText) -> TrapKind | None:
        text, digits = self.text, self.text[start:end]
        is_hard = unit.is_measure or bool(unit.scale)
        if traps.is_glued_left(text, start) and not self._is_glued_typing(start, unit):
            return TrapKind.NAME
        if text[end : end + 1].isalpha() and unit.end == end:
            return TrapKind.NAME
        is_noun = unit.is_known and not unit.is_measure
        if kind := traps.trap_before(left, digits, is_hard=is_hard, is_noun=is_noun):
            return kind
        if traps.is_per_unit(text, start, digits, unit.unit):
            return TrapKind.PER_UNIT
        if is_idle(left, digits, unit, self.lower[unit.end : unit.end + 24]):
            return TrapKind.PERIOD
        if not is_hard and self.last_trap and self._continues(self.last_trap, start, unit):
            return self.last_trap.kind
        return self._bare_trap(start, end, left, unit, is_hard=is_hard)

    def _bare_trap(
        self, start: int, end: int, left: Left, unit: UnitText, *, is_hard: bool
    ) -> TrapKind | None:
        """Return the trap of a number that little or nothing follows: years, codes, slogans, names."""
        digits = self.text[start:end]
        if traps.is_year(digits) and not self._is_count_like_year(left, unit, is_hard=is_hard):
            return TrapKind.YEAR
        if is_hard or not digits.isdecimal():
            return None
        if len(digits) >= 4 and not unit.unit and not self.is_cell:
            return TrapKind.CODE
        if len(digits) <= 2 and self._is_quoted(start):
            return TrapKind.SLOGAN
        if not unit.is_known and len(digits) <= 2 and self._follows_name(start):
            return TrapKind.NAME
        return None

    def _is_quoted(self, start: int) -> bool:
        at = bisect_right(self.quotes, (start,)) - 1
        return at >= 0 and start < self.quotes[at][1]

    def _is_glued_typing(self, start: int, unit: UnitText) -> bool:
        """Whether a space was forgotten (`đạt12,5%`): a word of the language, and a measure follows."""
        word = _LAST_WORD.search(self.text, max(0, start - 12), start)
        if word is None or not (unit.is_measure or unit.scale):
            return False
        return len(word[0]) > 1 and word[0][1:].islower() and word[0].casefold() not in _UNITS_WITH_DIGITS

    def _continues(self, trap: Trap, start: int, unit: UnitText) -> bool:
        """Whether the numeral goes on a list of names: `năm 2022, 2023`, `khoản 1, 2 và 3 Điều 5`."""
        if unit.is_known and not unit.unit[:1].isupper():
            return False
        if start - trap.end > _MAX_JOINT or trap.kind in (TrapKind.LABEL, TrapKind.SLOGAN, TrapKind.PER_UNIT):
            return False
        return _LIST_JOINT.fullmatch(self.text, trap.end, start) is not None

    def _is_count_like_year(self, left: Left, unit: UnitText, *, is_hard: bool) -> bool:
        """Whether four digits that look like a year count something: `có 2012 hộ`."""
        if unit.unit in _YEAR_UNITS:
            return False
        if left.tails and left.tails[0] in _PERIOD_WORDS:
            return is_hard
        return is_hard or unit.is_known or self.is_cell

    def _follows_name(self, start: int) -> bool:
        """Whether a bare small number belongs to the capitalised word before it: `cầu Hà Bắc 2`."""
        match = _NAME_BEFORE.search(self.text, max(0, start - 24), start)
        if match is None or not match[2][0].isupper() or match[1] is None:
            return False
        return match[1] not in _SENTENCE_MARKS

    def _plain(self, start: int, end: int, unit: UnitText) -> Mention | None:
        is_count = bool(unit.unit) and not unit.is_measure and not unit.scale
        number = read_number(self.text[start:end], is_count=is_count, style=self.style)
        if number is None:
            return None
        return Mention(
            start,
            unit.end,
            start,
            Form.NUMBER,
            number.value,
            None,
            number.decimals,
            unit.scale,
            unit.unit,
            number.is_ambiguous,
            lead=start,
            is_measure=unit.is_measure,
            is_known=unit.is_known,
            is_rate=unit.is_rate,
        )

    def _finish(self, mention: Mention, left: Left) -> None:
        """Read the approximation word and the minus sign."""
        if (left.before.endswith(("-", "−", "–")) and mention.start > 2 and _MINUS.search(left.before)) or (
            left.tails and left.tails[0] == "âm"
        ):
            mention.sign = -1
        if found := approximation_before(left.before):
            mention.approximation = found[0]
            mention.lead = mention.start - (len(left.before) - found[1])
        if after := _AT_LEAST_AFTER.match(self.lower, mention.end):
            mention.approximation = Approximation.AT_LEAST if after[1] == "lên" else Approximation.AT_MOST
