"""Which paragraphs of a Word file are headings, and of which level?

A style or an outline level says so, and so does bold type over a whole numbered paragraph: most Vietnamese
offices type "I. KẾT QUẢ" into a plain one. What is neither is judged by its words, as in a text file. Levels
follow the number, so that both kinds nest rightly in one document: where styles and numbers disagree over
the whole document, styles are shifted to fit the numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from thuocdo.documents.docx.scan import Line
from thuocdo.documents.outline import Form, read_outline

_LONGEST = 250
"""Characters of the longest bold heading; longer bold paragraphs are emphasis."""
_LETTER_LEVEL = 6


def level_by_number(text: str) -> int:
    """Return the level that a heading's own number gives it (1 = Phần, 2 = I-, 3 = 1., 4 = 1.1. …), or 0."""
    outline = read_outline(text.strip())
    if outline is None:
        return 0
    if outline.form is Form.LETTER:
        return _LETTER_LEVEL
    return outline.level if outline.is_numbered_heading else 0


def is_bold_heading(line: Line) -> bool:
    """Return whether a numbered paragraph looks like a heading: bold as a whole and short."""
    words = line.text.strip()
    return line.is_bold and len(words) <= _LONGEST and words[-1:] not in (";", ",", ":")


def style_shift(styled: Iterable[tuple[int, int]]) -> int:
    """Return what to add to style levels, from (level by style, level by number) of the styled headings."""
    differences = Counter(number - style for style, number in styled if number)
    if not differences:
        return 0
    shift, count = max(differences.items(), key=lambda item: (item[1], -abs(item[0])))
    return max(shift, 0) if 2 * count > differences.total() else 0
