"""Which figures stand in one sentence, and which words stand between them?

A clause ends at a semicolon outside brackets. Rules link figures inside a clause, and lists across clauses.
"""

from __future__ import annotations

import re
import weakref
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar

from thuocdo.claims.context.sentences import split_sentences
from thuocdo.claims.model import Figure, Reading
from thuocdo.documents import Block

_SKIPPED = (
    r"(?:ước|dự kiến|dự ước|ước tính|khoảng|gần|trên|(?<!thấp )(?<!cao )(?<!nhiều )(?<!ít )hơn|xấp xỉ|"
    r"ước chừng|tối thiểu|ít nhất|tối đa|dưới|không quá|chỉ|mới|đã|sẽ|được|đều|cũng|vào)"
)
_TRAILING = re.compile(rf"(?:\s*\b{_SKIPPED}\b)+\s*$")
_JOINT = re.compile(r"\s*(?:,|và|với|cùng|, và)?\s*")
_MOST = 80
"""Most figures of a sentence: what runs on is cut, so that no rule's work grows with its square."""
_SPACES = re.compile(r"\s+")


_Made = TypeVar("_Made")


def remembered(make: Callable[[Reading], _Made]) -> Callable[[Reading], _Made]:
    """Keep what was made of the last reading: several builders start from the same sentences."""
    last: list[tuple[weakref.ref[Reading], _Made]] = []

    @wraps(make)
    def again(reading: Reading) -> _Made:
        for known, made in last:
            if known() is reading:
                return made
        made = make(reading)
        last[:] = [(weakref.ref(reading), made)]
        return made

    return again


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence with its figures in order; very long ones come in pieces.

    Attributes:
        block: Block it stands in.
        start, end: Span in the block's text.
        figures: Figures inside.
        index: Position among the sentences of the document.
    """

    block: Block
    start: int
    end: int
    figures: tuple[Figure, ...]
    index: int = 0

    @cached_property
    def text(self) -> str:
        """The words of the sentence."""
        return self.block.text[self.start : self.end]

    @cached_property
    def lower(self) -> str:
        """The words in lower case, as long as the text."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text

    @cached_property
    def _depths(self) -> tuple[list[int], list[tuple[int, int]]]:
        """Offsets where bracket depth or clause changes, and (depth, clause) from there on."""
        at, state = [-1], [(0, 0)]
        depth = clause = 0
        for mark in re.finditer(r"[();]", self.text):
            if mark[0] == "(":
                depth += 1
            elif mark[0] == ")":
                depth = max(0, depth - 1)
            elif depth == 0:
                clause += 1
            at.append(mark.start())
            state.append((depth, clause))
        return at, state

    def _state(self, figure: Figure) -> tuple[int, int]:
        at, state = self._depths
        return state[bisect_right(at, figure.start - self.start) - 1]

    def depth(self, figure: Figure) -> int:
        """Return how many brackets the figure stands in."""
        return self._state(figure)[0]

    def clause(self, figure: Figure) -> int:
        """Return the number of the clause, counted by semicolons outside brackets."""
        return self._state(figure)[1]

    def same_clause(self, *figures: Figure) -> bool:
        """Whether no semicolon outside brackets stands between the figures."""
        return len({self.clause(figure) for figure in figures}) < 2

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {figure.start: number for number, figure in enumerate(self.figures)}

    def position(self, figure: Figure) -> int:
        """Return the place of a figure among those of the sentence."""
        return self._positions[figure.start]

    def between(self, left: Figure | None, right: Figure | None) -> str:
        """Return the words between two figures in lower case; None is the sentence's own end."""
        start = left.end - self.start if left else 0
        end = right.start - self.start if right else len(self.text)
        return self.lower[max(0, start) : max(0, end)]

    def before(self, figure: Figure) -> str:
        """Return the words since the last figure, in lower case."""
        position = self.position(figure)
        return self.between(self.figures[position - 1] if position else None, figure)

    def lead(self, figure: Figure) -> str:
        """Return the words before a figure without `ước`, `khoảng`, `gần` … at their end."""
        return _TRAILING.sub("", self.before(figure)).rstrip()

    def list_lead(self, figure: Figure) -> str:
        """Return the lead of the list that a figure goes on with: `tăng 3 xã, 5 phường` leads both."""
        position = self.position(figure)
        while position and _JOINT.fullmatch(_TRAILING.sub("", self.before(self.figures[position]))):
            position -= 1
        return self.lead(self.figures[position])

    def after(self, figure: Figure) -> str:
        """Return the words up to the next figure, in lower case."""
        position = self.position(figure)
        following = self.figures[position + 1] if position + 1 < len(self.figures) else None
        return self.between(figure, following)

    def following(self, figure: Figure) -> Figure | None:
        """Return the next figure of the sentence."""
        position = self.position(figure) + 1
        return self.figures[position] if position < len(self.figures) else None


@remembered
def sentences_of(reading: Reading) -> tuple[Sentence, ...]:
    """Return every sentence that holds a figure, in reading order."""
    found: list[Sentence] = []
    for block in reading.document.blocks:
        figures = reading.by_block.get(block.index, ())
        if figures:
            found += _split(block, figures, len(found))
    return tuple(found)


def _split(block: Block, figures: Sequence[Figure], first: int) -> list[Sentence]:
    spans = [(figure.start, figure.end) for figure in figures]
    ends = [sentence.end for sentence in split_sentences(block.text, spans)[:-1]]
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(bisect_right(ends, figure.start), []).append(figure)
    bounds = [0, *ends, len(block.text)]
    found: list[Sentence] = []
    for number, group in sorted(groups.items()):
        start = bounds[number]
        for cut in range(0, len(group), _MOST):
            piece = group[cut : cut + _MOST]
            is_last = cut + _MOST >= len(group)
            end = bounds[number + 1] if is_last else group[cut + _MOST].start
            found.append(Sentence(block, start, end, tuple(piece), first + len(found)))
            start = end
    return found


_COMPLEMENTS = tuple(
    (re.compile(rf"\b(?:{a})\b"), re.compile(rf"\b(?:{b})\b"))
    for a, b in (
        ("nam", "nữ"),
        ("thành thị|đô thị", "nông thôn"),
        ("trong nước", "nước ngoài|fdi|có vốn đầu tư nước ngoài"),
        ("(?<!ngoài )nhà nước", "ngoài nhà nước|tư nhân"),
        ("xuất khẩu", "nhập khẩu"),
        ("rừng tự nhiên", "rừng trồng"),
        ("nuôi trồng", "khai thác|đánh bắt"),
        ("công lập", "ngoài công lập|tư thục"),
        ("đúng hạn|đúng và trước hạn", "quá hạn|trễ hạn"),
    )
)


def are_complements(first: str, second: str) -> bool:
    """Whether two phrases name the two halves of everything: nam and nữ, xuất khẩu and nhập khẩu."""
    return any(
        (a.search(first) and b.search(second)) or (b.search(first) and a.search(second))
        for a, b in _COMPLEMENTS
    )


def fold_words(text: str) -> str:
    """Return text in lower case with single spaces."""
    return _SPACES.sub(" ", text).strip().lower()


def same_noun(left: str, right: str) -> bool:
    """Whether two units count the same things: one is the other, or its beginning.

    `di tích` and `di tích cấp tỉnh` do; `xã` and `phường` do not; a missing unit goes with nothing.
    """
    a, b = fold_words(left).split(), fold_words(right).split()
    shorter = min(len(a), len(b))
    return bool(shorter) and a[:shorter] == b[:shorter]
