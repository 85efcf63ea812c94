"""How does a finding show its arithmetic? Both sides, as printed and as everything they can stand for."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.claims.arithmetic import middle, significant, spread
from thuocdo.claims.model import Figure
from thuocdo.errors import Text
from thuocdo.quantities import Interval, quantise, write_number


def say(figure: Figure) -> str:
    """Return the figure as printed, with its word of approximation: `gần 5 lần`."""
    word = figure.approximation.label.vi
    text = " ".join(figure.text.split())
    return f"{word} {text}" if word else text


def say_bare(figure: Figure) -> str:
    """Return the number of a figure without unit: `19.493`, `41,2 nghìn tỷ`."""
    text = " ".join(figure.text.split())
    unit = " ".join(figure.unit.split())
    bare = text.removesuffix(unit).strip() if unit else text
    return bare or text


def number(value: Decimal, decimals: int | None = None) -> str:
    """Return a worked-out number in Vietnamese print; four leading digits where `decimals` is left out."""
    rounded = significant(value) if decimals is None else quantise(value, decimals)
    if decimals is None:
        rounded = rounded.normalize() if rounded else Decimal(0)
        exponent = rounded.as_tuple().exponent
        decimals = max(0, -int(exponent))
    return write_number(rounded, decimals)


def span(interval: Interval, scale: int = 0, unit: str = "") -> str:
    """Return what an interval holds: `0,75–0,85%`, `> 92.000`, `585`."""
    scaled = interval.scaled(Decimal(1).scaleb(-scale)) if scale else interval
    unit = f" {unit}" if unit and not unit.startswith("%") else unit
    low, high = scaled.low, scaled.high
    if low is None and high is None:
        return "?"
    if low is None or high is None:
        end, is_open = (high, scaled.high_open) if low is None else (low, scaled.low_open)
        sign = {(True, True): "<", (True, False): "≤", (False, True): ">", (False, False): "≥"}
        return f"{sign[low is None, is_open]} {_end(end or Decimal(0))}{unit}"
    if low == high:
        return f"{_end(low)}{unit}"
    width = high - low
    decimals = max(0, (width.as_tuple().digits[0] == 1) - width.adjusted())
    shown = _trimmed(low, decimals), _trimmed(high, decimals)
    return f"{shown[0]}{unit}" if shown[0] == shown[1] else f"{shown[0]}–{shown[1]}{unit}"


def _trimmed(value: Decimal, decimals: int) -> str:
    """Return `value` to so many places, zeros at the end left out."""
    exponent = quantise(value, decimals).normalize().as_tuple().exponent
    return number(value, min(decimals, max(0, -int(exponent))))


def _end(value: Decimal) -> str:
    return number(significant(value, 6)) if abs(value) >= 1 else number(value)


def with_span(figure: Figure) -> str:
    """Return a figure with what its print can stand for: `0,8% (0,75–0,85)`; alone where that is itself."""
    if figure.value is None:
        return say(figure)
    interval = spread(figure)
    if interval.low == interval.high:
        return say(figure)
    return f"{say(figure)} ({span(interval, figure.scale)})"


def both(vi: str, en: str) -> Text:
    """Return a text in both languages."""
    return Text(vi, en)


def sides(formula: str, result: Interval, stated: Figure, *, unit: str = "", decimals: int = 1) -> Text:
    """Return `formula = worked out (interval), văn bản ghi stated (interval)`.

    Args:
        formula: Left side as printed figures, e.g. `139/19.493`.
        result: Everything the formula can give.
        stated: The figure that should equal it.
        unit: Unit behind the result (`%`, `lần`); that of `stated` where left out.
        decimals: Places of the result; one more than `stated` has reads best.
    """
    unit = unit or stated.unit
    shown = worked_out(result, stated.scale, decimals, unit)
    return Text(
        f"{formula} = {shown}, văn bản ghi {with_span(stated)}",
        f"{formula} = {shown}, the text says {with_span(stated)}",
    )


def worked_out(result: Interval, scale: int, decimals: int, unit: str, value: Decimal | None = None) -> str:
    """Return a result with its interval in the unit and scale of print: `0,71% (0,7129–0,7133)`.

    `value` is the amount to show where that is not the middle (of a product).
    """
    scaled = result.scaled(Decimal(1).scaleb(-scale)) if scale else result
    words = _SCALES.get(scale, "")
    tail = f"{words} {unit}".strip() if words else unit
    tail = f" {tail}" if tail and not tail.startswith("%") else tail
    value = middle(scaled) if value is None else value.scaleb(-scale)
    shown = f"{number(value, decimals)}{tail}"
    if scaled.low is None or scaled.high is None:
        return f"{span(scaled)}{tail}"
    if quantise(scaled.low, decimals) == quantise(scaled.high, decimals):
        return shown
    return f"{shown} ({span(scaled)})"


_SCALES = {3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ", 15: "triệu tỷ"}
