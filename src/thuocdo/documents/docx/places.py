"""From the letters of a paragraph to the text of a block: composed, blanks folded, invisible marks taken out.

The line of the extracted text keeps the letters as they stand in the file; the block gets their NFC form
with every run of blanks as one blank and without soft hyphens and zero-width marks.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

import regex

from thuocdo.documents.docx.scan import Line
from thuocdo.documents.places import Anchor, SourceText, TextPlaces, map_pieces

_GAP = regex.compile(
    r"""[\s\xad\u200b-\u200f\u2060\ufeff]{2,}(?!\p{M})
      | [^\S\ ]
      | [\xad\u200b-\u200f\u2060\ufeff](?!\p{M})""",
    regex.VERBOSE,
)
"""Where the block's text is not a plain copy: a run of blanks, another blank, a mark that takes no room.

One that keeps a tone mark from its letter stays: without it, other letters would stand there.
"""
_BLANK = regex.compile(r"\s")
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One paragraph as a line of the extracted text and as a block.

    Attributes:
        line: Letters as in the file, without blanks at its end.
        pieces: (start, end) in the composed line that make the block's text.
        anchors: Index of the source piece of each of them.
        source: The paragraph.
        composed: Offset in the composed line of each offset of `line`; None where they are the same.
    """

    line: str
    pieces: list[tuple[int, int]]
    anchors: list[int]
    source: Line
    composed: list[int] | None

    def offset(self, raw: int) -> int:
        """Return the offset in the block's text of an offset in the paragraph's letters."""
        inner = min(raw, len(self.line))
        inner = inner if self.composed is None else self.composed[inner]
        length = 0
        for start, end in self.pieces:
            if inner < end:
                return length + max(0, inner - start)
            length += end - start
        return length

    def places(self, source: SourceText, line: int, part: str) -> tuple[str, TextPlaces]:
        """Return the block's text and its map, given the whole extracted text and this one's 0-based line."""
        base = source.starts[line]
        anchors = [
            Anchor(paragraph=self.source.pieces[at].paragraph, run=self.source.pieces[at].run, part=part)
            for at in self.anchors
        ]
        pieces = ((base + start, base + end) for start, end in self.pieces)
        text, places = map_pieces(source, pieces, anchors)
        return _BLANK.sub(" ", text), places


def spell(line: Line) -> Spelling:
    """Return how a paragraph is written in the extracted text and in its block."""
    text = line.text.rstrip()
    composed = None if unicodedata.is_normalized("NFC", text) else _composed_offsets(text)
    starts = [piece.start for piece in line.pieces]
    cuts = {0, len(text), *(at for at in starts if at < len(text))}
    skips: dict[int, int] = {}
    for match in _GAP.finditer(text):
        start, end = match.span()
        blank = _BLANK.search(match.group())
        # Of a run of blanks between words one stays; at either end of the paragraph none does.
        stays = start + blank.start() if blank and start > 0 and end < len(text) else end
        skips.update((first, last) for first, last in ((start, stays), (stays + 1, end)) if first < last)
        cuts.update((start, stays, min(stays + 1, end), end))
    if text[:1] == " ":
        skips.setdefault(0, 1)
        cuts.add(1)
    pieces: list[tuple[int, int]] = []
    anchors: list[int] = []
    skip_to = 0
    for start, end in pairwise(sorted(cuts)):
        skip_to = max(skip_to, skips.get(start, 0))
        first, last = (start, end) if composed is None else (composed[start], composed[end])
        if start >= skip_to and first < last:
            pieces.append((first, last))
            anchors.append(max(0, bisect_right(starts, start) - 1))
    return Spelling(text, pieces, anchors, line, composed)


def _composed_offsets(text: str) -> list[int]:
    """Offset in the NFC form of every offset of `text`; inside a composed letter, of the letter."""
    offsets: list[int] = []
    length = 0
    for letter in _CLUSTER.findall(text):
        composed = unicodedata.normalize("NFC", letter)
        offsets += [min(length + at, length + len(composed) - 1) for at in range(len(letter))]
        length += len(composed)
    offsets.append(length)
    return offsets
