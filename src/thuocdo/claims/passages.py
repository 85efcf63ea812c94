"""Where do a sentence and a clause around an offset begin and end?

Rules that look for a word near a figure must stop where the statement stops: at the end of the sentence,
or at the semicolon, colon or `trong đó` that parts it from the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from thuocdo.claims.context import SamePair, Vocabulary, group_same, key_of
from thuocdo.claims.context.abbreviations import find_abbreviations
from thuocdo.claims.context.sentences import split_sentences
from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, Reading, Role

UPPER = "".join(
    letter
    for letter in map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)))
    if letter.isupper()
)
"""Every capital of the Latin script as Vietnamese uses it, for a class of a pattern: `[A-Z]` lacks Đ."""

_LONG_NAME, _MOST_PERIODS = 5, 20
_PER_HEAD = frozenset(Vocabulary().tokens("bình quân đầu người"))
_LEAST = 75
"""Words shared of a hundred, below which two figures are not held against each other."""

_YEARS = re.compile(r"(?<![\d/.,])((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?(?![\d.,]\d)")
_AIM = re.compile(r"\bphấn đấu\b|(?<!đạt )(?<!vượt )(?<!với )\bmục tiêu (?:đến|năm|là|giai đoạn)\b")
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


def same_pairs(reading: Reading) -> tuple[SamePair, ...]:
    """Return the pairs of figures of one thing that stand in different sentences."""
    pairs = {(id(pair.first), id(pair.second)): pair for pair in group_same(reading, _LEAST)}
    for pair in _of_same_words(reading):
        pairs.setdefault((id(pair.first), id(pair.second)), pair)
    return tuple(pair for pair in pairs.values() if not in_one_sentence(pair.first, pair.second))


def _of_same_words(reading: Reading) -> Iterator[SamePair]:
    """Yield pairs whose names have the very same words, five or more, whatever part was read out of them.

    A long name says its part itself: `cấp thôn, cấp xã` and `cấp thôn, xã` are one.
    """
    vocabulary = vocabulary_of(reading)
    firsts: dict[tuple[object, ...], list[tuple[str, Figure]]] = {}
    for figure in reading.figures:
        key = key_of(figure, vocabulary)
        is_per_head = key.words >= _PER_HEAD
        if figure.value is None or (len(key.words) < _LONG_NAME and not is_per_head):
            continue
        # "GRDP bình quân đầu người" says `/người` already: the unit may leave it out.
        dimension = key.dimension.partition("·")[0] if is_per_head else key.dimension
        shelf = firsts.setdefault((key.words, key.statistic, dimension, key.area, key.stage), [])
        for period, first in shelf:
            if not period or not key.period or period == key.period:
                yield SamePair(first, figure, 100 if period and period == key.period else 80)
        if len(shelf) < _MOST_PERIODS and all(key.period != period for period, _ in shelf):
            shelf.append((key.period, figure))


def in_one_sentence(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one sentence: there they are a series or a comparison, no repetition."""
    text = one.block.text
    return one.block is other.block and sentence_at(text, one.start) == sentence_at(text, other.start)


def is_aim(figure: Figure) -> bool:
    """Whether a figure is a target: by its stage or role, or by `phấn đấu`, `mục tiêu` before it."""
    if figure.stage in ("target", "scenario") or figure.role is Role.TARGET:
        return True
    start, _ = sentence_at(figure.block.text, figure.start)
    return _AIM.search(lowered(figure.block.text)[start : figure.start]) is not None
