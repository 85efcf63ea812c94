"""From a character of a block back to the file: exact, whatever was joined, cut out or composed on the way.

A `SourceText` is the text of a file as it stands there, together with its NFC form; offsets of the NFC
form are the coin of this room, and only here are they turned into lines, columns and original offsets.
A `TextPlaces` maps the characters of one block to NFC offsets by segments: within a segment both run in
step, between two segments something was cut out (a line end, a footnote marker, a page header).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from thuocdo.documents.model import Place

_LINE_END = regex.compile(r"\r\n|\r|\n")
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a paginated or structured format adds to the line and column of its extracted text.

    Attributes:
        page, paragraph, run, part, box: As in `Place`.
    """

    page: int | None = None
    paragraph: int | None = None
    run: int | None = None
    part: str = ""
    box: tuple[str, str, str, str] | None = None


_NO_ANCHOR = Anchor()


class SourceText:
    """The text of a file: as it stands there (`original`) and composed (`text`, NFC).

    Lines end at LF, CRLF or CR. Lines are 1-based, columns are 1-based code points of the original.
    A form feed starts a new page; a text without one has no pages.
    """

    def __init__(self, original: str) -> None:
        """Take the text as decoded, without a byte order mark."""
        self.original = original
        self.is_composed = unicodedata.is_normalized("NFC", original)
        self.text = original if self.is_composed else unicodedata.normalize("NFC", original)
        self.starts = _line_starts(self.text)
        self._original_starts = self.starts if self.is_composed else _line_starts(original)
        self._pages = [at for at, letter in enumerate(original) if letter == "\f"] if "\f" in original else []
        self._clusters: dict[int, tuple[list[int], list[int]]] = {}

    @property
    def line_count(self) -> int:
        """Number of lines; the empty piece after a last line end counts as one."""
        return len(self.starts)

    def locate(self, offset: int) -> tuple[int, int, int]:
        """Return (line, column, original offset) of an NFC offset; 0 ≤ offset ≤ length.

        An offset inside a letter that was written as several code points leads to the first of them.
        """
        line = bisect_right(self.starts, offset) - 1
        inner = offset - self.starts[line]
        if not self.is_composed:
            inner = self._original_column(line, inner)
        return line + 1, inner + 1, self._original_starts[line] + inner

    def page(self, original_offset: int) -> int | None:
        """Return the 1-based page of an original offset, or None in a text without form feeds."""
        return 1 + bisect_right(self._pages, original_offset) if self._pages else None

    def _original_column(self, line: int, inner: int) -> int:
        composed, plain = self._line_clusters(line)
        at = bisect_right(composed, inner) - 1
        step = inner - composed[at]
        if at + 1 == len(composed):
            return plain[at] + step
        # Within one cluster: marks that did not compose keep their distance from its end.
        new, old = composed[at + 1] - composed[at], plain[at + 1] - plain[at]
        return plain[at] + (step + old - new if step else 0)

    def _line_clusters(self, line: int) -> tuple[list[int], list[int]]:
        """Starts of the letters of a line, composed and original; kept, for the lines that are asked for."""
        known = self._clusters.get(line)
        if known is None:
            start = self._original_starts[line]
            end = (
                self._original_starts[line + 1]
                if line + 1 < len(self._original_starts)
                else len(self.original)
            )
            composed, plain = [0], [0]
            for letter in _CLUSTER.findall(self.original[start:end]):
                composed.append(composed[-1] + len(unicodedata.normalize("NFC", letter)))
                plain.append(plain[-1] + len(letter))
            known = self._clusters[line] = (composed, plain)
        return known


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """The places of one block.

    Attributes:
        source: The text that offsets lead into.
        starts: Offset in the block's text where each segment begins; the first is 0.
        offsets: NFC offset in the source of each segment's first character.
        length: Length of the block's text.
        anchors: Page, paragraph, run or box of each segment; empty where the format has none.
    """

    source: SourceText
    starts: Sequence[int]
    offsets: Sequence[int]
    length: int
    anchors: Sequence[Anchor] = field(default=())

    def source_offset(self, offset: int) -> int:
        """Return the NFC offset in the source of the character at `offset` of the block."""
        if not self.starts:
            return 0
        at = max(0, bisect_right(self.starts, offset) - 1)
        return self.offsets[at] + offset - self.starts[at]

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`; the block's length leads behind its last one."""
        offset = min(max(offset, 0), self.length)
        if offset and offset == self.length:
            inner = self.source_offset(offset - 1) + 1
        else:
            inner = self.source_offset(offset)
        line, column, original = self.source.locate(min(inner, len(self.source.text)))
        anchor = self._anchor(offset)
        page = anchor.page if anchor.page is not None else self.source.page(original)
        return Place(line, column, page, anchor.paragraph, anchor.run, anchor.part, anchor.box)

    def quote(self, start: int, end: int) -> str:
        """Return the source between two offsets of the block as it stands there.

        What was cut out on one line (a footnote marker, a hyphen and line end) is in it; text of other
        blocks that stands between two halves of a sentence is not: a line end stands for it.
        """
        start, end = max(start, 0), min(end, self.length)
        if start >= end:
            return ""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(0, bisect_right(self.starts, end - 1) - 1)
        pieces: list[str] = []
        previous_end: int | None = None
        for at in range(first, last + 1):
            piece_start = start if at == first else self.starts[at]
            piece_end = end if at == last else self.starts[at + 1]
            begin = self.offsets[at] + piece_start - self.starts[at]
            stop = begin + piece_end - piece_start
            if previous_end is not None:
                pieces.append(self._between(previous_end, begin))
            pieces.append(self._original(begin, stop))
            previous_end = stop
        return "".join(pieces)

    def _between(self, start: int, end: int) -> str:
        gap = self.source.text[start:end] if start <= end else "\n"
        return self._original(start, end) if not gap.strip() or "\n" not in gap else "\n"

    def _original(self, start: int, end: int) -> str:
        if self.source.is_composed:
            return self.source.original[start:end]
        return self.source.original[self.source.locate(start)[2] : self.source.locate(end)[2]]

    def _anchor(self, offset: int) -> Anchor:
        if not self.anchors:
            return _NO_ANCHOR
        return self.anchors[max(0, bisect_right(self.starts, min(offset, max(self.length - 1, 0))) - 1)]


def map_pieces(
    source: SourceText, pieces: Iterable[tuple[int, int]], anchors: Sequence[Anchor] = ()
) -> tuple[str, TextPlaces]:
    """Return the text made of slices of the source set one after another, and its places.

    Args:
        source: The text to cut from.
        pieces: (start, end) in NFC offsets. A blank between two lines is a slice of the source like
            any other: line ends become blanks, one for one.
        anchors: One for each piece, or none at all.
    """
    parts: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    length = 0
    for start, end in pieces:
        starts.append(length)
        offsets.append(start)
        parts.append(source.text[start:end])
        length += end - start
    text = "".join(parts).replace("\n", " ").replace("\r", " ")
    return text, TextPlaces(source, starts, offsets, length, anchors)


def map_runs(source: SourceText, runs: Iterable[tuple[str, int]]) -> tuple[str, TextPlaces]:
    """Return the text made of runs that differ from the source (entities, escapes), and its places.

    Args:
        source: The text the offsets lead into.
        runs: (text, NFC offset of its first character); a run whose text is longer than one character
            stands in the source letter for letter.
    """
    parts: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    length = 0
    for part, offset in runs:
        starts.append(length)
        offsets.append(offset)
        parts.append(part)
        length += len(part)
    text = "".join(parts)
    if unicodedata.is_normalized("NFC", text):
        return text, TextPlaces(source, starts, offsets, length)
    return _compose(text, TextPlaces(source, starts, offsets, length))


def _compose(text: str, places: TextPlaces) -> tuple[str, TextPlaces]:
    """Compose letters whose marks came from different runs; each keeps the place of its base."""
    parts: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    at = length = 0
    for cluster in _CLUSTER.findall(text):
        composed = unicodedata.normalize("NFC", cluster)
        starts.append(length)
        offsets.append(places.source_offset(at))
        parts.append(composed)
        at += len(cluster)
        length += len(composed)
    return "".join(parts), TextPlaces(places.source, starts, offsets, length)


def keep_ranges(text: str, places: TextPlaces, ranges: Iterable[tuple[int, int]]) -> tuple[str, TextPlaces]:
    """Return what is left of a text when only some ranges of it are kept, and its places."""
    parts: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    anchors: list[Anchor] = []
    length = 0
    for start, end in ranges:
        if start >= end:
            continue
        at = max(0, bisect_right(places.starts, start) - 1)
        begin = start
        while begin < end:
            stop = places.starts[at + 1] if at + 1 < len(places.starts) else places.length
            stop = min(stop, end)
            if stop > begin:
                starts.append(length)
                offsets.append(places.offsets[at] + begin - places.starts[at])
                if places.anchors:
                    anchors.append(places.anchors[at])
                length += stop - begin
            begin = max(stop, begin)
            at += 1
        parts.append(text[start:end])
    return "".join(parts), TextPlaces(places.source, starts, offsets, length, anchors)
