"""Numbers in words: `gấp đôi`, `hai phần ba`, `hàng trăm nghìn lao động`. A small closed table."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.units import read_unit
from thuocdo.claims.figures.words import SCALES, approximation_before
from thuocdo.quantities import Approximation

_FOLDS = {
    "đôi": Decimal(2),
    "rưỡi": Decimal("1.5"),
    "hai": Decimal(2),
    "ba": Decimal(3),
    "bốn": Decimal(4),
    "năm": Decimal(5),
    "mười": Decimal(10),
}
_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "mười": 10}
_VAGUE = {"chục": Decimal(10), "trăm": Decimal(100)}


def read_number_words(text: str, lower: str, start: int, end: int) -> Mention | None:
    """Return the quantity that number words name, or None."""
    words = lower[start:end].split()
    if words[0] == "gấp":
        return _fold(lower, start, end, words[1])
    if words[0] == "hàng":
        return _vague(text, start, end, words[1])
    first, second = (1, 2) if words[1] == "nửa" else (_DIGITS[words[0]], _DIGITS[words[2]])
    mention = Mention(
        start, end, start, Form.RATIO, Decimal(first), Decimal(second), is_known=True, lead=start
    )
    before = lower[max(0, start - 24) : start]
    if found := approximation_before(before):
        mention.approximation = found[0]
        mention.lead = start - (len(before) - found[1])
    return mention


def _fold(lower: str, start: int, end: int, word: str) -> Mention | None:
    after = lower[end : end + 6]
    if word not in ("đôi", "rưỡi") and not after.startswith(" lần"):
        return None
    stop = end + 4 if after.startswith(" lần") else end
    value = _FOLDS[word]
    decimals = max(0, -int(value.as_tuple().exponent))
    return Mention(
        start,
        stop,
        start,
        Form.NUMBER,
        value,
        decimals=decimals,
        unit="lần",
        is_measure=True,
        is_known=True,
        lead=start,
    )


def _vague(text: str, start: int, end: int, word: str) -> Mention | None:
    unit = read_unit(text, end)
    value, scale = (_VAGUE[word], unit.scale) if word in _VAGUE else (Decimal(1), SCALES[word] + unit.scale)
    if not unit.unit:
        return None
    return Mention(
        start,
        unit.end,
        start,
        Form.NUMBER,
        value,
        scale=scale,
        unit=unit.unit,
        approximation=Approximation.AT_LEAST,
        is_measure=unit.is_measure,
        is_known=unit.is_known,
        is_rate=unit.is_rate,
        lead=start,
    )
