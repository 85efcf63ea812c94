"""Which number do these digits print? The number rules of `quantities`, with the doubts of prose settled.

A report is typed by many hands: `12.5%` and `1,250 hộ` stand beside `12,5%` and `1.250 hộ`. `quantities`
refuses what can be read in two ways; here the unit beside the number decides, and the figure is marked.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from thuocdo.quantities import AmbiguousNumber, UnreadableQuantity, parse_decimal


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


_ENGLISH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SPACED_COMMA = re.compile(r" ,")


@lru_cache(maxsize=4096)
def read_number(text: str, *, is_count: bool = False) -> Number | None:
    """Return the number that `text` prints, or None where it prints none (`1,2,3`).

    Args:
        text: Digits with their marks.
        is_count: It counts things that have no fractions: `1,250 hộ` is then 1250.
    """
    if text.isdecimal():
        return Number(Decimal(text), 0)
    plain = _SPACED_COMMA.sub(",", text)
    if is_count and _ENGLISH_THOUSANDS.fullmatch(plain):
        return Number(Decimal(plain.replace(",", "")), 0, is_ambiguous=True)
    try:
        value, decimals = parse_decimal(plain, is_vietnamese=True)
    except AmbiguousNumber as doubt:
        value = doubt.readings[0]
        return Number(value, max(0, -int(value.as_tuple().exponent)), is_ambiguous=True)
    except UnreadableQuantity:
        return None
    return Number(value, decimals)
