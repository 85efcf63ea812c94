"""How many things does a text list? Marks `(1) … (n)`, items between semicolons, names in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thuocdo.claims.passages import UPPER

_MARK = re.compile(r"\((\d{1,2})\)|(?<![\w.,/(–-])(\d{1,2})\)|\(([a-hđ])\)|(?<![\w.,/(–-])([a-hđ])\)")
_LETTERS = "abcdđefgh"
_OPEN_END = re.compile(r"(?:\.{3,}|…|v\.\s?v\.?|vân vân)\W*$")
_UPPER_WORD = rf"[{UPPER}][\w’'-]*"
_KIND = (
    r"(?:(?:các\s+)?(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|khu|cụm|đảo|sông|cầu"
    r"|TP\.?|TX\.?)\s+)?"
)
_NAME = re.compile(rf"{_KIND}{_UPPER_WORD}(?:\s+(?:-\s+)?{_UPPER_WORD}){{0,4}}")


@dataclass(frozen=True, slots=True)
class NumberedRun:
    """Marks 1, 2, 3 … in one style.

    Attributes:
        start: Offset of the first mark.
        end: Offset behind the last mark.
        count: Number of the last mark.
        is_open: The text behind the last mark says that there is more (`…`, `v.v.`).
    """

    start: int
    end: int
    count: int
    is_open: bool


def numbered_runs(text: str, start: int = 0) -> list[NumberedRun]:
    """Return every run of at least two consecutive marks, the first of them 1 or a.

    Marks count on only in one style: `(1)`, `1)`, `(a)` or `a)`; another style inside is a list of its own.
    """
    runs: list[NumberedRun] = []
    open_runs: dict[int, tuple[int, int, int]] = {}
    for found in _MARK.finditer(text, start):
        style, number = _read_mark(found)
        if number == 1:
            _close(runs, open_runs.pop(style, None), text)
            open_runs[style] = (found.start(), found.end(), 1)
        elif style in open_runs and open_runs[style][2] == number - 1:
            open_runs[style] = (open_runs[style][0], found.end(), number)
        elif style in open_runs:
            # A mark out of turn is a reference or a slip: what follows it cannot be counted.
            open_runs.pop(style)
    for run in open_runs.values():
        _close(runs, run, text)
    return sorted(runs, key=lambda run: run.start)


def _read_mark(found: re.Match[str]) -> tuple[int, int]:
    style = int(found.lastindex or 1)
    sign = found[style]
    return style, int(sign) if sign.isdecimal() else _LETTERS.index(sign) + 1


def _close(runs: list[NumberedRun], run: tuple[int, int, int] | None, text: str) -> None:
    if run is not None and run[2] > 1:
        runs.append(NumberedRun(run[0], run[1], run[2], bool(_OPEN_END.search(text, run[1]))))


def split_items(text: str, signs: str = ";") -> list[str]:
    """Return the items of `text` between `signs` outside brackets, blank ones left out."""
    items, depth, begin = [], 0, 0
    for place, sign in enumerate(text):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif sign in signs and depth == 0:
            items.append(text[begin:place])
            begin = place + 1
    items.append(text[begin:])
    return [item.strip(" .,;\n") for item in items if item.strip(" .,;\n")]


def is_open_ended(text: str) -> bool:
    """Whether `text` ends with `…`, `...` or `v.v.`: a list that says it is not whole."""
    return bool(_OPEN_END.search(text))


def proper_names(text: str) -> Sequence[str]:
    """Return the names in `Quảng Ninh, Thái Nguyên và Bắc Ninh`; empty if anything in it is no name."""
    if is_open_ended(text):
        return ()
    names = [name.strip(" .") for name in re.split(r"\s*[,;]\s*|\s+và\s+", text.strip()) if name.strip(" .")]
    return names if len(names) > 1 and all(_NAME.fullmatch(name) for name in names) else ()
