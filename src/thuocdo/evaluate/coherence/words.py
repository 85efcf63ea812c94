"""How identities put numbers into sentences, in both languages at once."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.model import Number, Origin
from thuocdo.evaluate.say import say_amount, say_number, say_unit

__all__ = ["cite", "count_decimals", "fill", "join", "say_number", "say_percent", "say_rate", "say_value"]


def fill(vi: str, en: str, **parts: Text | str | int) -> Text:
    """Fill the same named places in both sentences."""
    vi_parts = {name: part.vi if isinstance(part, Text) else str(part) for name, part in parts.items()}
    en_parts = {name: part.en if isinstance(part, Text) else str(part) for name, part in parts.items()}
    return Text(vi.format(**vi_parts), en.format(**en_parts))


def join(parts: list[Text], sign: str) -> Text:
    """Put parts together with a sign between them."""
    return Text(sign.join(part.vi for part in parts), sign.join(part.en for part in parts))


def say_percent(value: Decimal, decimals: int = 2) -> Text:
    """Write `14,45%`."""
    return say_amount(value, decimals, Text("%", "%"))


def say_value(number: Number) -> Text:
    """Write a number as it stands, with its unit; a range as `8–10%/năm`."""
    return _with_range(number, say_unit(number.unit))


def say_rate(number: Number) -> Text:
    """Write a yearly rate without its "a year", for sentences that say it: `17,4%`, `0–1,5%`."""
    return _with_range(number, Text("%", "%"))


def _with_range(number: Number, unit: Text) -> Text:
    if number.origin is Origin.FACT or number.low == number.high:
        return say_amount(number.value, number.decimals, unit)
    start = say_number(number.low, count_decimals(number.low))
    end = say_amount(number.high, count_decimals(number.high), unit)
    return Text(f"{start.vi}–{end.vi}", f"{start.en}–{end.en}")


def count_decimals(value: Decimal) -> int:
    """Return how many decimals a number was written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def cite(number: Number) -> Text:
    """Write name, number and source: `thu nội địa 2025 = 11.210 tỷ đồng [du-thao L435-438]`."""
    where = f" [{number.place.source}]" if number.place.source else ""
    return fill(
        "{name} = {value}{where}",
        "{name} = {value}{where}",
        name=number.name,
        value=say_value(number),
        where=where,
    )
