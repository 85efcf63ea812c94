"""Which lines belong to the paper and not to the text? Running heads, page numbers, stamps.

A row at the upper or lower edge is dropped when it comes back at the same height on other pages, word for
word or with one number that counts the pages. A row that merely looks like a heading stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thuocdo.documents.pdf.columns import make_rows
from thuocdo.documents.pdf.page import Page, Word

EDGE_ROWS = 4
"""Rows looked at on either edge."""
RIM = 0.12
"""Part of the height of a page where running heads stand."""
SAME_HEIGHT = 6
"""Points between the heights of one running head on two pages."""
_NUMBER = re.compile(r"\d{1,4}|\b[IVXLC]{1,7}\b")
_LONE_NUMBER = re.compile(
    r"[-–—\s]*(?:trang\s*)?#[-–—\s]*(?:/\s*\d{1,4}|trên\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(slots=True)
class _Edge:
    """A row at the edge of a page, with the ways it could come back on another page."""

    page: int
    height: float
    keys: list[tuple[str, int | None]]
    words: list[Word]
    is_at_rim: bool


def drop_furniture(pages: Sequence[Page], is_kept: Callable[[Word], bool]) -> None:
    """Take running heads, page numbers and repeated stamps out of the pages.

    Args:
        pages: All pages of the document; changed in place.
        is_kept: Whether a word is part of a table and never furniture.
    """
    edges = [side for page in pages for side in _edges_of(page, is_kept)]
    heights: dict[tuple[str, int | None], list[tuple[int, float]]] = defaultdict(list)
    for side in edges:
        for edge in side:
            for key in edge.keys:
                heights[key].append((edge.page, edge.height))
    by_number = {page.number: page for page in pages}
    for side in edges:
        for edge in side:
            if not _is_furniture(edge, heights, len(pages)):
                break
            gone = {id(word) for word in edge.words}
            page = by_number[edge.page]
            page.words = [word for word in page.words if id(word) not in gone]
    _drop_stamps(pages)


def _edges_of(page: Page, is_kept: Callable[[Word], bool]) -> tuple[list[_Edge], list[_Edge]]:
    """Return the rows of the upper edge and of the lower edge, outermost first."""
    rows = make_rows([word for word in page.words if word.base >= 0])
    sides: tuple[list[_Edge], list[_Edge]] = ([], [])
    for side, chosen in zip(sides, (rows[:EDGE_ROWS], rows[: -EDGE_ROWS - 1 : -1]), strict=True):
        for row in chosen:
            words = [word for word in row.items if isinstance(word, Word)]
            if any(is_kept(word) for word in words):
                break
            text = " ".join(word.text for word in words)
            is_upper = side is sides[0]
            height = row.base if is_upper else page.height - row.base
            side.append(
                _Edge(page.number, height, _keys(text, page.number), words, height < RIM * page.height)
            )
    return sides


def _keys(text: str, page: int) -> list[tuple[str, int | None]]:
    """Return the row as it stands, and once for each number that could be the page's."""
    keys: list[tuple[str, int | None]] = [(text, None)]
    for match in list(_NUMBER.finditer(text))[:6]:
        number = _value(match.group())
        keys.append((f"{text[: match.start()]}#{text[match.end() :]}", number - page))
    return keys


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def _is_furniture(
    edge: _Edge, heights: dict[tuple[str, int | None], list[tuple[int, float]]], pages: int
) -> bool:
    if not edge.is_at_rim:
        return False
    needed = 2 if pages <= 4 else 3
    for key in edge.keys:
        text, offset = key
        is_number = offset is not None and _LONE_NUMBER.fullmatch(text) is not None
        if is_number and offset == 0:
            return True
        if not is_number and not any(letter.isalpha() for letter in text):
            continue
        same = {page for page, height in heights[key] if abs(height - edge.height) <= SAME_HEIGHT}
        if len(same) >= (2 if is_number else needed):
            return True
    return False


def _drop_stamps(pages: Sequence[Page]) -> None:
    """Drop what is printed aslant on page after page."""
    seen: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for word in page.turned:
            seen[word.text].add(page.number)
    for page in pages:
        page.turned = [word for word in page.turned if len(seen[word.text]) < 2]
