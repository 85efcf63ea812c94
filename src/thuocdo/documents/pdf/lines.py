"""Which words stand on one line, and which of them are raised markers?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from thuocdo.documents.pdf.columns import make_rows
from thuocdo.documents.pdf.page import GAP, Box, Word

_RAISED = re.compile(r"[(\[]?\d{1,3}[)\]]?(?:,\d{1,3})*")
_RAISED_UNIT = re.compile(r"(?:^|[\d/(])(?:[kdcm]?m)$")


@dataclass(slots=True)
class Piece:
    """A word in its line.

    Attributes:
        text: NFC.
        box: Where it stands.
        has_space: A space stands before it.
        marks: Numbers of the notes it points to, when it is a raised marker; else empty.
        lost: Glyphs whose letter is not known.
    """

    text: str
    box: Box
    has_space: bool
    marks: tuple[int, ...] = ()
    lost: int = 0


@dataclass(slots=True)
class Line:
    """One printed line of one column.

    Attributes:
        page: 1-based.
        size: Size of most of its letters.
        is_bold: All its words with letters are bold.
        font: Number of the font of most letters.
    """

    page: int
    x0: float
    top: float
    x1: float
    base: float
    size: float
    is_bold: bool
    font: int = 0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line as printed, raised markers in it."""
        parts: list[str] = []
        for piece in self.pieces:
            if piece.has_space and parts:
                parts.append(" ")
            parts.append(piece.text)
        return "".join(parts)

    @property
    def lost(self) -> int:
        """Glyphs of the line whose letter is not known."""
        return sum(piece.lost for piece in self.pieces)


def make_lines(words: Sequence[Word], page: int) -> list[Line]:
    """Return the lines of one column from top to bottom."""
    if not words:
        return []
    raised = [word for word in words if _RAISED.fullmatch(word.text.rstrip(".,;:"))]
    raised = _smaller_than_neighbours(raised, words)
    away = {id(word) for word in raised}
    rows = make_rows([word for word in words if id(word) not in away])
    groups: list[list[Word]] = [[item for item in row.items if isinstance(item, Word)] for row in rows]
    marks: dict[int, set[int]] = {}
    for word in raised:
        at = _row_of(word, groups)
        groups[at].append(word)
        marks.setdefault(at, set()).add(id(word))
    return [_make_line(group, marks.get(at, set()), page) for at, group in enumerate(groups)]


def _smaller_than_neighbours(candidates: list[Word], words: Sequence[Word]) -> list[Word]:
    """Keep the candidates that stand raised and smaller beside a larger word."""
    if not candidates:
        return []
    large = sorted((w for w in words), key=lambda w: w.base)
    kept = []
    start = 0
    for word in sorted(candidates, key=lambda w: w.base):
        while start < len(large) and large[start].base < word.base:
            start += 1
        for other in large[start : start + 200]:
            if other.base - word.base > other.size:
                break
            is_smaller = other.size >= 1.2 * word.size
            is_raised = 0.08 * other.size < other.base - word.base < 0.8 * other.size
            is_beside = -0.2 * other.size < word.x0 - other.x1 < 1.2 * other.size or (
                -0.2 * other.size < other.x0 - word.x1 < 1.2 * other.size
            )
            if is_smaller and is_raised and is_beside:
                kept.append(word)
                break
    return kept


def _row_of(word: Word, groups: list[list[Word]]) -> int:
    """Return the row a raised word belongs to: the nearest base line below its own with a neighbour."""
    best, least = 0, 1e9
    for at, group in enumerate(groups):
        below = group[0].base - word.base
        if not 0 < below < 2 * word.size:
            continue
        beside = min(min(abs(word.x0 - w.x1), abs(w.x0 - word.x1)) for w in group)
        distance = below + beside
        if distance < least:
            best, least = at, distance
    return best


def _make_line(words: list[Word], marks: set[int], page: int) -> Line:
    words.sort(key=lambda word: word.x0)
    plain = [word for word in words if id(word) not in marks] or words
    sizes: Counter[float] = Counter()
    fonts: Counter[int] = Counter()
    for word in plain:
        sizes[round(word.size, 1)] += len(word.text)
        fonts[word.font] += len(word.text)
    size = sizes.most_common(1)[0][0]
    pieces: list[Piece] = []
    for word in words:
        last = pieces[-1] if pieces else None
        has_space = last is None or word.has_space or word.x0 - last.box[2] > GAP * min(size, 40)
        numbers = _numbers(word, last, has_space) if id(word) in marks else ()
        box = (word.x0, word.top, word.x1, word.bottom)
        pieces.append(Piece(word.text, box, has_space, numbers, word.lost))
    spelled = [word for word in plain if any(c.isalpha() for c in word.text)] or plain
    base = max(word.base for word in plain)
    return Line(
        page, min(w.x0 for w in words), min(w.top for w in plain), max(w.x1 for w in words), base,
        size, all(word.is_bold for word in spelled), fonts.most_common(1)[0][0], pieces,
    )  # fmt: skip


def _numbers(word: Word, last: Piece | None, has_space: bool) -> tuple[int, ...]:
    """Return the notes a raised word points to; none where it is the power of a unit."""
    if last and not has_space and word.text in ("2", "3") and _RAISED_UNIT.search(last.text):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", word.text))


def make_turned_line(words: Sequence[Word], page: int) -> Line:
    """Return words that stand aslant as one line, in the order they were written."""
    pieces = [Piece(w.text, (w.x0, w.top, w.x1, w.bottom), at > 0, (), w.lost) for at, w in enumerate(words)]
    first = words[0]
    return Line(
        page, min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words),
        max(w.base for w in words), first.size, first.is_bold, first.font, pieces,
    )  # fmt: skip
