"""Where do a sentence and a clause around an offset begin and end?

Rules that look for a word near a figure must stop where the statement stops: at the end of the sentence,
or at the semicolon, colon or `trong đó` that parts it from the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from thuocdo.claims.context.abbreviations import find_abbreviations
from thuocdo.claims.context.sentences import split_sentences
from thuocdo.claims.context.words import Vocabulary
from thuocdo.claims.model import Reading

_YEARS = re.compile(r"(?<![\d/.,])((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?(?![\d.,]\d)")
_CLAUSE_END = re.compile(r";\s*|:\s+|,?\s*trong đó,?\s*:?")


@lru_cache(maxsize=4096)
def _sentence_starts(text: str) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in split_sentences(text)) or (0,)


@lru_cache(maxsize=4096)
def _clause_starts(text: str) -> tuple[int, ...]:
    ends = {found.end() for found in _CLAUSE_END.finditer(text)}
    return tuple(sorted(ends | set(_sentence_starts(text))))


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Return start and end of the sentence that holds `offset`."""
    return _around(_sentence_starts(text), len(text), offset)


def clause_at(text: str, offset: int) -> tuple[int, int]:
    """Return start and end of the clause that holds `offset`: between `;`, `:`, `trong đó` and full stops."""
    return _around(_clause_starts(text), len(text), offset)


def _around(starts: tuple[int, ...], length: int, offset: int) -> tuple[int, int]:
    index = max(0, bisect_right(starts, offset) - 1)
    return starts[index], starts[index + 1] if index + 1 < len(starts) else length


def similarity(left: Iterable[str], right: Iterable[str]) -> int:
    """Return how much two sets of words share, 0–100: those in both over those in either (symmetric)."""
    one, two = frozenset(left), frozenset(right)
    return 100 * len(one & two) // len(one | two) if one and two else 0


def vocabulary_of(reading: Reading) -> Vocabulary:
    """Return the synonyms of the language with the abbreviations that the document defines."""
    return Vocabulary(find_abbreviations(reading.document))


def years_in(text: str) -> frozenset[int]:
    """Return every year named in `text`, those of periods included (`2021-2023` is three)."""
    years: set[int] = set()
    for found in _YEARS.finditer(text):
        first = int(found[1])
        last = int(found[2] or first)
        years.update(range(first, last + 1) if first <= last <= first + 50 else (first, last))
    return frozenset(years)
