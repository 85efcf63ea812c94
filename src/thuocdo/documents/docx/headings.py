"""Which paragraphs of a Word file are headings, and of which level?

A style or an outline level says so, and so does a paragraph that is numbered like a heading and printed
bold as a whole: most Vietnamese offices type "I. KẾT QUẢ" into a plain paragraph. Levels follow the number
(Decree 30/2020/NĐ-CP, annex I: phần, I., 1., a; Party layout: 1.1.), so that both kinds nest rightly in one
document; where a style and a number disagree over the whole document, styles are shifted to fit the numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

_NUMBER = regex.compile(
    r"""\s*(?:
        (?P<part>(?:phần|chương)\s+(?:thứ\s+)?(?:\p{L}+|\d+)\b)
      | (?P<roman>[IVX]{1,6})\s*(?:[.)\-–—:]|\s(?=\p{Lu}))
      | (?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]|\s(?=\p{L}))
      | (?P<plain>\d{1,2})[.)\-](?!\d)
      | (?P<letter>\p{Lu})[.)](?=\s)
      | (?P<small>[a-zđ])[.)](?=\s)
    )""",
    regex.VERBOSE,
)
_PART = regex.compile(r"phần|chương", regex.IGNORECASE)
_LEVELS = {"roman": 2, "letter": 2, "plain": 3, "small": 5}
_MAX_LENGTH = 250
"""Characters of the longest typed heading; longer bold paragraphs are emphasis."""


def level_by_number(text: str) -> int:
    """Return the level a heading's own number gives it (1 = Phần, 2 = I., 3 = 1., 4 = 1.1. …), or 0."""
    match = _NUMBER.match(text.lower()) if _PART.match(text.lstrip()) else _NUMBER.match(text)
    if match is None:
        return 0
    if match["part"]:
        return 1
    if match["deep"]:
        return 3 + str(match["deep"]).count(".")
    return _LEVELS.get(match.lastgroup or "", 0)


def is_typed_heading(text: str, *, is_bold: bool) -> bool:
    """Return whether a plain paragraph is a heading by its look: bold or in capitals, short, numbered."""
    words = text.strip()
    if not words or len(words) > _MAX_LENGTH or words[-1] in ";,:" or not level_by_number(words):
        return False
    return is_bold or words == words.upper()


def style_shift(styled: Iterable[tuple[int, int]]) -> int:
    """Return what to add to style levels, from (level by style, level by number) of the styled headings."""
    differences = Counter(number - style for style, number in styled if number)
    if not differences:
        return 0
    shift, count = max(differences.items(), key=lambda item: (item[1], -abs(item[0])))
    return max(shift, 0) if 2 * count > differences.total() else 0
