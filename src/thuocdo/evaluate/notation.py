"""How is a calculation written out: its terms, roots and lists, beyond the single number of `say`?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.say import attach_unit, say_number, say_unit
from thuocdo.quantities import CONTEXT, ScaledUnit

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Context of every intermediate result: sums and products of printed figures are exact in it."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_DECIMALS = 6


def settle(value: Decimal) -> Decimal:
    """Round a result to 34 digits, so that a third times three is one and not 0,999…"""
    return CONTEXT.plus(value)


def concat(*pieces: Text | str) -> Text:
    """Put pieces one after another in each language; a plain string is the same in both."""
    both = [piece if isinstance(piece, Text) else Text(piece, piece) for piece in pieces]
    return Text("".join(piece.vi for piece in both), "".join(piece.en for piece in both))


def join_with(texts: Iterable[Text], sep: str) -> Text:
    """Put texts one after another with `sep` between them."""
    listed = list(texts)
    return Text(sep.join(text.vi for text in listed), sep.join(text.en for text in listed))


def say_given(value: Decimal, decimals: int) -> Text:
    """Write a number that goes into a calculation: all its digits where they are few.

    A figure printed with up to six decimals is shown whole, so that a reader who types the line into
    a calculator gets the same result; a longer one (the result of a division) is rounded to
    `decimals` + 2 places.
    """
    exponent = value.normalize(EXACT).as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    return say_number(value, max(own, decimals) if own <= _MOST_DECIMALS else decimals + 2)


def say_result(value: Decimal, decimals: int, unit: ScaledUnit) -> Text:
    """Write the result of a calculation at `decimals` places with its unit: `14,00%`."""
    return attach_unit(say_number(value, decimals), say_unit(unit))


def say_input(value: Decimal, decimals: int, unit: ScaledUnit) -> Text:
    """Write a number that goes into a calculation (see `say_given`) with its unit."""
    return attach_unit(say_given(value, decimals), say_unit(unit))


def say_root(degree: int, radicand: Text) -> Text:
    """Write an n-th root: `⁵√(…)`; a square root has no index, a first root is its radicand."""
    if degree == 1:
        return radicand
    index = "" if degree == 2 else str(degree).translate(_SUPERSCRIPTS)
    return concat(f"{index}√(", radicand, ")")


def say_names(names: Sequence[Text], most: int = 5) -> Text:
    """Write up to `most` names and how many more there are."""
    head, left = join_with(names[:most], ", "), len(names) - most
    return head if left <= 0 else concat(head, Text(f" và {left} nơi khác", f" and {left} more"))
