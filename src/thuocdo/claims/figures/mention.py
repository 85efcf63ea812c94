"""A quantity on its way to becoming a figure: what the scanner knows before kinds and roles are settled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thuocdo.quantities import Approximation


class Form(StrEnum):
    """How a quantity is written."""

    NUMBER = "number"
    RANGE = "range"
    RATIO = "ratio"
    RANK = "rank"
    BLANK = "blank"


@dataclass(slots=True)
class Mention:
    """A quantity found in a block; offsets are those of the block's text.

    Attributes:
        start, end: Span of number, scale word and unit.
        digits: Offset of the first digit (or dot of a blank).
        form: See `Form`.
        value, value2, decimals, scale, unit, is_ambiguous: As in `Figure`.
        approximation: The word before the number, or after it (`trở lên`).
        lead: Offset where the words that belong to the number begin (the approximation word).
        is_measure, is_known, is_rate: As in `UnitText`.
        is_bare: Nothing was read after the number.
        sign: −1 where the print has a minus sign.
    """

    start: int
    end: int
    digits: int
    form: Form
    value: Decimal | None
    value2: Decimal | None = None
    decimals: int = 0
    scale: int = 0
    unit: str = ""
    is_ambiguous: bool = False
    approximation: Approximation = Approximation.EXACT
    lead: int = 0
    is_measure: bool = False
    is_known: bool = False
    is_rate: bool = False
    is_bare: bool = False
    sign: int = 1
