"""Which number do these digits print? The number rules of `quantities`, with the doubts of prose settled.

A report is typed by many hands: `12.5%` and `1,250 hộ` stand beside `12,5%` and `1.250 hộ`. `quantities`
refuses what can be read in two ways; here the unit and the habit of the document decide, and the figure is
marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from thuocdo.quantities import AmbiguousNumber, Style, UnreadableQuantity, parse_decimal

__all__ = ["NUMBER", "Number", "Style", "read_number", "style_of"]

NUMBER = r"(?:[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\d.])(?:,\d+)?|\d+(?:[.,]\d+)*(?: ,\d{1,2}(?=\s?%))?)"
"""Pattern of digits that may be one number; spaces may stand between thousands."""

_ENGLISH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SPACED_COMMA = re.compile(r" ,")
_ENGLISH_HABIT = re.compile(r"(?<![\d.])\d+\.\d{1,2}\s?%|\d,\d{3},\d{3}|\d,\d{3}\.\d")
_VIETNAMESE_HABIT = re.compile(r"\d,\d{1,2}(?!\d)|\d\.\d{3}(?!\d)(?!\s?%)")
_LONGEST = 40
_HABIT = 3
"""So many English forms show a habit; fewer are slips."""


class Number(NamedTuple):
    """A number as printed.

    Attributes:
        value: Never negative.
        decimals: Decimals as printed.
        is_ambiguous: Another reading is possible; `value` is the likelier.
    """

    value: Decimal
    decimals: int
    is_ambiguous: bool = False


def style_of(texts: Sequence[str]) -> Style:
    """Return the number style of a document: `en` only where English forms are many, and most of all."""
    english = sum(len(_ENGLISH_HABIT.findall(text)) for text in texts if "." in text or "," in text)
    if english < _HABIT:
        return "vi"
    return "en" if english > sum(len(_VIETNAMESE_HABIT.findall(text)) for text in texts) else "vi"


@lru_cache(maxsize=4096)
def read_number(text: str, *, is_count: bool = False, style: Style = "vi") -> Number | None:
    """Return the number that `text` prints, or None where it prints none (`1,2,3`).

    Args:
        text: Digits with their marks.
        is_count: It counts things that have no fractions: `1,250 hộ` is then 1250.
        style: Habit of the document.
    """
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return Number(Decimal(text), 0)
    plain = _SPACED_COMMA.sub(",", text)
    if is_count and _ENGLISH_THOUSANDS.fullmatch(plain):
        return Number(Decimal(plain.replace(",", "")), 0, is_ambiguous=style == "vi")
    try:
        value, decimals = _parse(plain, style)
    except AmbiguousNumber as doubt:
        value = doubt.readings[0]
        return Number(value, max(0, -int(value.as_tuple().exponent)), is_ambiguous=True)
    except UnreadableQuantity:
        return None
    return Number(value, decimals)


def _parse(plain: str, style: Style) -> tuple[Decimal, int]:
    if style == "en":
        try:
            return parse_decimal(plain, "en")
        except UnreadableQuantity:
            pass
    return parse_decimal(plain, is_vietnamese=True)
