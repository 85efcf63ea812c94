"""How is a number written? Vietnamese text (`2.725,01`) and English text (`2,725.01`) ⇄ Decimal."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from thuocdo.errors import Problem, Text
from thuocdo.quantities.precision import CONTEXT, quantise
from thuocdo.quantities.problems import AmbiguousNumber, unreadable
from thuocdo.quantities.spelling import tidy

Style = Literal["vi", "en"]
"""`vi`: dot between thousands, comma before decimals; `en`: the reverse."""

NUMBER = r"[+-]? ?[0-9]+(?:[.,][0-9]+)*(?: [0-9]{3}(?![0-9]))*(?:,[0-9]+)?"
"""Pattern of number text after `tidy`; thousands may also be set apart by spaces."""

_GROUPED_BY_SPACES = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_FORMS: dict[Style, re.Pattern[str]] = {
    "vi": re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?"),
    "en": re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?"),
}
_MISPLACED_MARKS = re.compile(r"([0-9]+(?:[.,][0-9]+)*)[.,]([0-9]+)")
_NOT_IN_STYLE: dict[Style, tuple[Text, Text]] = {
    "vi": (
        Text("không phải số viết kiểu Việt", "it is not a number in Vietnamese style"),
        Text("viết như 1.234,5", "write it like 1.234,5"),
    ),
    "en": (
        Text("không phải số viết kiểu Anh", "it is not a number in English style"),
        Text("viết như 1,234.5", "write it like 1,234.5"),
    ),
}

_MAX_DIGITS = 30
"""More digits are a slip; up to here every value is exact in the room's 34."""

_Reading = tuple[Decimal, int]


def parse_decimal(
    text: str, style: Style | None = None, *, is_vietnamese: bool = False
) -> tuple[Decimal, int]:
    """Return the number that `text` prints, and how many decimals it prints.

    Without `style` the text is read in Vietnamese style where that is certain:

    | text | reading |
    |---|---|
    | `8.125`, `239.163` | 8125, 239163: one dot and three digits is a thousands dot |
    | `366,3`, `2.725,01`, `0,125` | 366.3, 2725.01, 0.125 |
    | `1,234.5`, `1,234,567`, `0.5` | 1234.5, 1234567, 0.5: no other reading is possible |
    | `1,234` | refused: 1.234 or 1234 (with `is_vietnamese`, 1.234) |
    | `1.5`, `239.16`, `12.34.5` | refused: 1.5 or 15, 239.16 or 23916, 1234.5 or 12345 |

    Args:
        text: Number text with an optional sign; spaces between thousands are accepted.
        style: Settles every doubt; text that is not in that style is then unreadable.
        is_vietnamese: The words around the number are Vietnamese.

    Raises:
        AmbiguousNumber: More than one reading is possible; carries them.
        UnreadableQuantity: It is no number, or none in `style`.
    """
    plain = tidy(text)
    is_negative = plain.startswith("-")
    digits = plain.removeprefix("-" if is_negative else "+").strip()
    if sum(map(str.isdigit, digits)) > _MAX_DIGITS:
        raise unreadable(
            f"{plain[:40]}…",
            Text(f"có hơn {_MAX_DIGITS} chữ số", f"it has more than {_MAX_DIGITS} digits"),
            Text("kiểm tra lại số", "check the number"),
        )
    if _GROUPED_BY_SPACES.fullmatch(digits):
        digits = digits.replace(" ", "")
    value, decimals = _read(digits, plain, style, is_vietnamese)
    return (CONTEXT.minus(value) if is_negative else value), decimals


def write_number(
    value: Decimal, decimals: int | None = None, *, style: Style = "vi", leading_zero: bool = False
) -> str:
    """Return `value` as printed: `239.163,5`; negative numbers with the minus sign (−).

    Args:
        value: Any finite number.
        decimals: Places printed, rounded half up; None prints those that `value` has.
        style: See `Style`.
        leading_zero: Print a zero before one digit (`03 chỉ tiêu`), the habit of administrative reports for
            counts. Has no effect on numbers with decimals.
    """
    if decimals is None:
        decimals = max(0, -int(value.as_tuple().exponent))
    rounded = quantise(value, max(0, decimals))
    thousands, point = (".", ",") if style == "vi" else (",", ".")
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    if leading_zero and not fraction and len(grouped) == 1:
        grouped = f"0{grouped}"
    sign = "−" if rounded < 0 else ""
    return f"{sign}{grouped}{point}{fraction}" if fraction else f"{sign}{grouped}"


def _read(digits: str, plain: str, style: Style | None, is_vietnamese: bool) -> _Reading:
    vi, en = _match("vi", digits), _match("en", digits)
    if style is not None:
        settled = vi if style == "vi" else en
        if settled is None:
            raise unreadable(plain, *_NOT_IN_STYLE[style])
        return settled
    if vi is not None:
        # Both readings may be well formed: `8.125` is a Vietnamese thousands dot; `1,234` may be English.
        if en is None or en == vi or "." in digits or is_vietnamese:
            return vi
        raise _ambiguous(plain, vi[0], en[0])
    if en is not None and _has_one_reading(digits):
        return en
    if match := _MISPLACED_MARKS.fullmatch(digits):
        head, tail = re.sub("[.,]", "", match[1]), match[2]
        raise _ambiguous(plain, Decimal(f"{head}.{tail}"), Decimal(head + tail))
    raise unreadable(
        plain,
        Text("không phải một số", "it is not a number"),
        Text("viết số kiểu Việt: 1.234,5", "write a number in Vietnamese style: 1.234,5"),
    )


def _match(style: Style, digits: str) -> _Reading | None:
    match = _FORMS[style].fullmatch(digits)
    if match is None:
        return None
    whole, fraction = match[1].replace(".", "").replace(",", ""), match[2] or ""
    return Decimal(f"{whole}.{fraction}" if fraction else whole), len(fraction)


def _has_one_reading(digits: str) -> bool:
    """Whether English text can mean nothing else: both marks, several commas, or `0.5`."""
    return digits.count(",") > 1 or ("," in digits and "." in digits) or digits.startswith("0.")


def _ambiguous(text: str, *readings: Decimal) -> AmbiguousNumber:
    first, second = (write_number(reading) for reading in readings)
    return AmbiguousNumber(
        Problem(
            "DL003",
            Text(
                f"“{text}” đọc được hai cách: {first} hoặc {second}",
                f"“{text}” has two readings: {first} or {second} (Vietnamese style)",
            ),
            Text(
                f"viết lại là {first} hoặc {second}, hoặc cho biết kiểu viết số (vi, en)",
                f"write {first} or {second}, or say which number style it is (vi, en)",
            ),
        ),
        tuple(readings),
    )
