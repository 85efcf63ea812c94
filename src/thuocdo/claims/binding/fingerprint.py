"""How does one know a figure again after the text was edited? By the words around it, numbers masked.

A line number or an offset dies with the first edit above it, and so does a hash with the first edit of the
sentence. Kept are the nearest words of the sentence on both sides, nearer ones counting more; two prints
are the same figure where enough of that weight agrees. Numbers are masked: next month's draft of the same
sentence has other ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from thuocdo.claims.context.sentences import split_sentences
from thuocdo.claims.context.words import folded
from thuocdo.claims.model import Figure

_REACH = 10
"""Words kept on each side."""
_ENOUGH = 70
"""Share of the weight, of a hundred, that must agree."""
_MASK = re.compile(r"\d+(?:[.,/]\d+)*|[.…]{2,}")
_TOKEN = re.compile(r"#|[^\W\d_]+|%")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The words around a figure.

    Attributes:
        before: Words before it, the nearest last.
        after: Words after its number, its unit among them, the nearest first.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]

    def weights(self) -> dict[tuple[str, str], int]:
        """Return the weight of every word by side: 20 beside the figure, falling with the distance."""
        weights: dict[tuple[str, str], int] = {}
        for side, words in (("before", self.before[::-1]), ("after", self.after)):
            for distance, word in enumerate(words):
                weights.setdefault((side, word), 40 // (2 + distance))
        return weights

    def likeness(self, other: Fingerprint) -> int:
        """Return how much of the weight agrees, 0–100 (weighted Jaccard)."""
        mine, theirs = self.weights(), other.weights()
        words = mine.keys() | theirs.keys()
        shared = sum(min(mine.get(word, 0), theirs.get(word, 0)) for word in words)
        whole = sum(max(mine.get(word, 0), theirs.get(word, 0)) for word in words)
        return 100 * shared // whole if whole else 0

    def is_like(self, other: Fingerprint) -> bool:
        """Whether both are one figure, edits of the sentence allowed."""
        return self.likeness(other) >= _ENOUGH


@lru_cache(maxsize=1024)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in split_sentences(text)) or (0,)


def fingerprint_of(figure: Figure) -> Fingerprint:
    """Return the words of the figure's sentence around it, numbers masked."""
    text = figure.block.text
    starts = _starts(text)
    start = starts[max(bisect_right(starts, figure.start) - 1, 0)]
    # A blank of dots may look like the end of a sentence: the sentence goes on at least to the figure's end.
    after = bisect_left(starts, figure.end)
    end = starts[after] if after < len(starts) else len(text)
    words_before = _tokens(text[max(start, figure.start - 160) : figure.start])
    words_after = _tokens(text[figure.start : min(end, figure.end + 160)])
    # The figure itself is the first mask of what follows.
    return Fingerprint(tuple(words_before[-_REACH:]), tuple(words_after[: _REACH + 1]))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_MASK.sub(" # ", folded(text)))
