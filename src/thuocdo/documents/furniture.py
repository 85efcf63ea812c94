"""Which lines belong to the page and not to the text? Running headers, dates of issue, page numbers.

A line is furniture when it stands alone between blank lines (or first or last on a page) and comes back
again and again with nothing changed but numbers; and any short line beside it that comes back too.
"""

from __future__ import annotations

import re
from collections import Counter

from thuocdo.documents.lines import Line
from thuocdo.documents.outline import read_outline

_LONGEST = 90
_NUMBERS = re.compile(r"\d+|(?<![^\W\d_])[ivxlc]+(?![^\W\d_])")
_PAGE_LABEL = re.compile(
    r"(?:trang|page|phụ trương)\s+(?:\d{1,4}|[ivxlc]{1,7})(?:\s*/\s*\d{1,4})?", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"[-–\[(]*\s*(\d{1,4})(?:\s*/\s*\d{1,4})?\s*[-–\])]*")


def find_furniture(lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that belong to the page."""
    alone = [
        line for line in lines if line.text and len(line.text) <= _LONGEST and _stands_alone(lines, line)
    ]
    keys = {line.number: _key(line.text) for line in alone}
    counts = Counter(keys.values())
    found = {
        line.number
        for line in alone
        if _PAGE_LABEL.fullmatch(line.text)
        or (counts[keys[line.number]] >= 3 and _may_be_furniture(line.text))
    }
    found |= _page_numbers(alone)
    # A header of two lines: the second is counted too seldom to be sure of by itself.
    candidates = [line for line in alone if line.number not in found and counts[keys[line.number]] >= 2]
    for line in candidates:
        if _may_be_furniture(line.text) and _has_neighbour(lines, line.number, found):
            found.add(line.number)
    return found


def _stands_alone(lines: list[Line], line: Line) -> bool:
    following = lines[line.number + 1] if line.number + 1 < len(lines) else None
    has_gap_after = following is None or not following.text or (following.has_gap and bool(following.text))
    return line.has_gap and has_gap_after


def _key(text: str) -> str:
    return _NUMBERS.sub("#", " ".join(text.lower().split()))


def _may_be_furniture(text: str) -> bool:
    """Not a heading or list item, not a sentence, and there are letters or it is a page number."""
    return (
        read_outline(text) is None
        and not text.endswith((".", ";", ":", ",", "%"))
        and any(map(str.isalpha, text))
    )


def _page_numbers(alone: list[Line]) -> set[int]:
    """Bare numbers that stand alone and climb by one through the file, at least three of them."""
    numbered = [
        (int(match[1]), line.number)
        for line in alone
        if (match := _PAGE_NUMBER.fullmatch(line.text)) is not None
    ]
    best: list[int] = []
    run: list[int] = []
    expected = -1
    for value, number in numbered:
        if value != expected:
            run = []
        run.append(number)
        expected = value + 1
        if len(run) > len(best):
            best = list(run)
    return set(best) if len(best) >= 3 else set()


def _has_neighbour(lines: list[Line], number: int, found: set[int]) -> bool:
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(lines) and not lines[at].text:
            at += step
        if at in found:
            return True
    return False
