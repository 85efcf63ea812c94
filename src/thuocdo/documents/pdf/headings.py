"""Is a paragraph a heading, and of which level? By its number, its size and its weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thuocdo.documents.outline import Form, is_title, read_outline
from thuocdo.documents.pdf.lines import Line

_LONGEST = 250
_MOST_LINES = 5
_BARE_LEVEL = 5
"""Level of a bold line without a number: below 1.1."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What the letters of the body look like, so that others stand out.

    Attributes:
        size: Size of most letters.
        bold_stands_out: Most of the body is not bold.
    """

    size: float
    bold_stands_out: bool


def measure_styles(lines: Iterable[Line], size: float) -> Styles:
    """Return what most of the body looks like."""
    letters: Counter[bool] = Counter()
    for line in lines:
        letters[line.is_bold] += len(line.text)
    return Styles(size, letters[True] < letters[False])


def find_heading_level(lines: list[Line], text: str, styles: Styles) -> int | None:
    """Return the level of a heading (1 = Phần, 2 = I-, 3 = 1., 4 = 1.1., …), or None for a paragraph."""
    if len(text) > _LONGEST or len(lines) > _MOST_LINES or not any(map(str.isalpha, text)):
        return None
    mark = read_outline(text)
    is_bold = styles.bold_stands_out and all(line.is_bold for line in lines)
    is_large = lines[0].size > 1.1 * styles.size
    words = text[mark.end :] if mark else text
    if mark and mark.is_numbered_heading:
        is_plain = text.endswith((".", ";", ",")) and len(text) > 60
        if (
            is_bold
            or is_large
            or is_title(words)
            or (mark.form in {Form.PART, Form.CHAPTER} and not is_plain)
        ):
            return mark.level
        return None
    if mark or text.endswith((".", ";", ",", ":")):
        return None
    if is_large or (is_title(lines[0].text) and is_bold):
        return 1
    return _BARE_LEVEL if is_bold else None
