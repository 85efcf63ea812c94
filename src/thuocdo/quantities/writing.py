"""How is a figure printed? In Vietnamese administrative style, or in English."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.quantities.number_text import Style, write_number
from thuocdo.quantities.quantity import Quantity, QuantityRange, Rank, Ratio
from thuocdo.quantities.unit import ScaledUnit

_ENGLISH_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def write_quantity(
    figure: Quantity | QuantityRange | Ratio | Rank, *, style: Style = "vi", leading_zero: bool = False
) -> str:
    """Return the figure as printed: `trên 888 nghìn tỷ đồng`, `8-10%`, `161/182 xã`, `thứ 4/63`.

    `parse_quantity` in the same style reads it back as the same figure, if its value has no more digits
    than its decimals print. Without a style it reads back the same or asks, never as another figure.

    Args:
        figure: What to print; a computed quantity is rounded to its `decimals`.
        style: `vi` (1.234,5) or `en` (1,234.5), words included.
        leading_zero: Print counts below ten as `03`.
    """
    match figure:
        case Quantity():
            return _word(figure, style) + _number(figure, style, leading_zero) + _unit(figure.unit, style)
        case QuantityRange():
            return _range(figure, style, leading_zero)
        case Ratio():
            above = write_number(Decimal(figure.numerator), 0, style=style, leading_zero=leading_zero)
            below = write_number(Decimal(figure.denominator), 0, style=style)
            return f"{above}/{below}" + (f" {figure.unit.label.say(style)}" if figure.unit else "")
        case _:
            return _rank(figure, style, leading_zero)


def _word(figure: Quantity, style: Style) -> str:
    word = figure.approximation.label.say(style)
    return f"{word} " if word else ""


def _number(figure: Quantity, style: Style, leading_zero: bool) -> str:
    return write_number(figure.value, figure.decimals, style=style, leading_zero=leading_zero)


def _unit(unit: ScaledUnit, style: Style) -> str:
    label = unit.label(style)
    return label if not label or label.startswith(("%", "‰", "/")) else f" {label}"


def _range(figure: QuantityRange, style: Style, leading_zero: bool) -> str:
    low, high = (_number(end, style, leading_zero) for end in (figure.low, figure.high))
    word = _word(figure.high, style)
    unit = _unit(figure.unit, style)
    if figure.low.unit == figure.high.unit and figure.low.value >= 0:
        return f"{word}{low}-{high}{unit}"
    start, to = ("từ", "đến") if style == "vi" else ("from", "to")
    return f"{word}{start} {low}{_unit(figure.low.unit, style)} {to} {high}{unit}"


def _rank(figure: Rank, style: Style, leading_zero: bool) -> str:
    if style == "vi":
        place = f"{figure.place:02}" if leading_zero else f"{figure.place}"
        return f"thứ {place}/{figure.of}" if figure.of else f"thứ {place}"
    teen = figure.place % 100 in (11, 12, 13)
    ending = "th" if teen else _ENGLISH_ENDINGS.get(figure.place % 10, "th")
    return f"{figure.place}{ending} of {figure.of}" if figure.of else f"{figure.place}{ending}"
