"""How numbers are said inside a derivation, in both languages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from thuocdo.errors import Text
from thuocdo.periods import Period
from thuocdo.quantities import ScaledUnit, write_number

_MINUS = "−"


def round_to(value: Decimal, decimals: int) -> Decimal:
    """Round half up to `decimals` places; negative places round to tens, hundreds …"""
    step = Decimal(1).scaleb(-decimals)
    if decimals >= 0:
        return value.quantize(step, rounding=ROUND_HALF_UP)
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def say_number(value: Decimal, decimals: int) -> Text:
    """Write a number at `decimals` places: `1.234,50` and `1,234.50`."""
    places = max(decimals, 0)
    rounded = round_to(value, decimals)
    return Text(
        write_number(rounded, places).replace("-", _MINUS),
        f"{rounded:,.{places}f}".replace("-", _MINUS),
    )


def say_signed(value: Decimal, decimals: int) -> Text:
    """Write a difference with its sign: `+24,7`, `−103,7`, `0`."""
    text = say_number(value, decimals)
    return Text(f"+{text.vi}", f"+{text.en}") if round_to(value, decimals) > 0 else text


def say_unit(unit: ScaledUnit) -> Text:
    """Write a unit, empty for a bare yes/no or number."""
    return Text(unit.label("vi"), unit.label("en"))


def say_amount(value: Decimal, decimals: int, unit: Text) -> Text:
    """Write a number with its unit; the percent sign stands close, as Vietnamese offices print it."""
    return attach_unit(say_number(value, decimals), unit)


def attach_unit(number: Text, unit: Text) -> Text:
    """Put a unit behind a number already written, as `say_amount` does."""
    return Text(_join(number.vi, unit.vi), _join(number.en, unit.en))


def _join(number: str, unit: str) -> str:
    if not unit:
        return number
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}"


def say_period(period: Period) -> Text:
    """Write a period, e.g. `giai đoạn 2021-2025`."""
    return period.label


def join_texts(parts: list[Text], separator: str = "; ") -> Text:
    """Join non-empty texts in both languages."""
    kept = [part for part in parts if part.vi]
    return Text(separator.join(part.vi for part in kept), separator.join(part.en for part in kept))
