"""From lines on pages to a document: one extracted text, and blocks that lead back into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from thuocdo.documents.compose import Composer, Part
from thuocdo.documents.lines import Line as TextLine
from thuocdo.documents.lines import join_lines
from thuocdo.documents.model import Block, BlockKind, NoteMark
from thuocdo.documents.notes import FoundMark, find_marks
from thuocdo.documents.outline import is_title, read_outline
from thuocdo.documents.pdf.lines import Line, Piece
from thuocdo.documents.pdf.page import Box
from thuocdo.documents.places import Anchor, SourceText, map_pieces

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Markers stay raised in the extracted text: nobody takes them for a digit of the figure before."""


@dataclass(slots=True)
class Span:
    """A word or a joint of a block: a slice of the extracted text.

    Attributes:
        start, end: Offsets in the extracted text.
        page: 1-based.
        box: Where it stands on the page.
        marks: Numbers of the notes a raised marker points to; its letters are not part of the block.
        is_glued: Nothing stands between the marker and the word before it.
    """

    start: int
    end: int
    page: int
    box: Box
    marks: tuple[int, ...] = ()
    is_glued: bool = False


@dataclass(slots=True)
class Draft:
    """A block before it is numbered."""

    kind: BlockKind
    spans: list[Span]
    level: int = 0
    note: int | None = None
    table: tuple[int, int, int] | None = None
    is_header: bool = False


class _Boxes(Sequence[Anchor]):
    """Page and box of every slice of a block, written out only when asked for."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = [(span.page, span.box) for span in spans]

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, at: int) -> Anchor:  # type: ignore[override]
        page, (x0, top, x1, bottom) = self._spans[at]
        return Anchor(page=page, box=(f"{x0:.1f}", f"{top:.1f}", f"{x1:.1f}", f"{bottom:.1f}"))


@dataclass
class Extract:
    """The extracted text as it grows, line by line."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    drafts: list[Draft] = field(default_factory=list)

    def put(self, text: str) -> tuple[int, int]:
        """Append to the current line; return the slice it takes."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def end_line(self) -> None:
        """End the current line."""
        self.put("\n")

    def add_lines(self, lines: Sequence[Line], skip: int = 0) -> list[Span]:
        """Write printed lines, one to a line; return their slices joined as one paragraph.

        Args:
            lines: In order.
            skip: Letters left out of the block at the start of the first line (the number of a note).
        """
        spans: list[Span] = []
        for at, line in enumerate(lines):
            written = self._write(line)
            if at == 0 and skip:
                written = _cut_front(written, skip)
            drop, joint = (0, "")
            if at:
                drop, joint = join_lines(plain_line(lines[at - 1]), plain_line(line))
            self._append(spans, written, drop, joint, self.length - len(line.text) - 1)
            self.end_line()
        return spans

    def add_cell(self, lines: Sequence[Line]) -> list[Span]:
        """Write the lines of a cell on one line of the extracted text."""
        spans: list[Span] = []
        for at, line in enumerate(lines):
            drop, joint = join_lines(plain_line(lines[at - 1]), plain_line(line)) if at else (0, "")
            before = self.put(" ")[0] if at and joint else self.length
            self._append(spans, self._write(line), drop, joint, before)
        return spans

    def _write(self, line: Line) -> list[Span]:
        spans: list[Span] = []
        last: Piece | None = None
        for piece in line.pieces:
            if piece.has_space and last is not None:
                start, end = self.put(" ")
                spans.append(Span(start, end, line.page, last.box))
            start, end = self.put(piece.text.translate(_RAISED) if piece.marks else piece.text)
            glued = last is not None and not piece.has_space
            spans.extend(_spans_of(piece, start, end, line.page, glued))
            last = piece
        return spans

    @staticmethod
    def _append(spans: list[Span], written: list[Span], drop: int, joint: str, before: int) -> None:
        """Append a line to a paragraph; `before` is where the blank that joins them stands."""
        while drop and spans:
            cut = min(drop, spans[-1].end - spans[-1].start)
            spans[-1].end -= cut
            drop -= cut
            if spans[-1].end == spans[-1].start and not spans[-1].marks:
                spans.pop()
        if joint and spans:
            last = spans[-1]
            spans.append(Span(before, before + 1, last.page, last.box))
        spans.extend(written)


def plain_text(lines: Sequence[Line]) -> str:
    """Return lines as one text, roughly: good enough to look at, not to read figures from."""
    return " ".join(plain_line(line).text for line in lines)


def join_spans(spans: list[Span], more: Sequence[Span]) -> None:
    """Let a paragraph go on with slices that stand elsewhere; the line end behind it is the joint."""
    if spans and more:
        last = spans[-1]
        spans.append(Span(last.end, last.end + 1, last.page, last.box))
    spans.extend(more)


def plain_line(line: Line) -> TextLine:
    """Return a line as the text reader sees it, raised markers at its end left out."""
    pieces = list(line.pieces)
    while pieces and pieces[-1].marks:
        pieces.pop()
    text = "".join(f" {piece.text}" if piece.has_space else piece.text for piece in pieces or line.pieces)
    return TextLine(0, 0, 0, text.strip(), 0, False, False)


def _spans_of(piece: Piece, start: int, end: int, page: int, glued: bool) -> list[Span]:
    if not piece.marks:
        return [Span(start, end, page, piece.box)]
    # Punctuation behind a raised number belongs to the sentence.
    bare = len(piece.text.rstrip(".,;:"))
    spans = [Span(start, start + bare, page, piece.box, piece.marks, glued)]
    if bare < len(piece.text):
        spans.append(Span(start + bare, end, page, piece.box))
    return spans


def _cut_front(spans: list[Span], skip: int) -> list[Span]:
    """Return slices without the first letters of a line."""
    if not spans:
        return spans
    limit = spans[0].start + skip
    kept = []
    for span in spans:
        if span.end <= limit:
            continue
        span.start = max(span.start, limit)
        kept.append(span)
    return kept


def compose_blocks(drafts: Sequence[Draft], notes: Sequence[Draft], text: str) -> list[Block]:
    """Number the blocks, body first, and put the headings above them."""
    source = SourceText(text)
    composer = Composer()
    _find_plain_marks(drafts, notes, text)
    for draft in drafts:
        part = _part(source, draft)
        if draft.kind is BlockKind.HEADING:
            composer.add_heading(part, draft.level)
        elif draft.table is not None and draft.kind is BlockKind.CELL:
            composer.add_cell(part, draft.table, draft.is_header)
        elif draft.kind is BlockKind.UNREADABLE:
            composer.add_unreadable(part)
        elif draft.kind is BlockKind.TEXT_BOX:
            composer.add_text_box(part)
        else:
            composer.add_prose(part)
    for draft in sorted(notes, key=lambda draft: draft.note or 0):
        composer.add_note(_part(source, draft), draft.note or 0, draft.kind)
    return composer.blocks


def _part(source: SourceText, draft: Draft) -> Part:
    spans, marks = _part_marks(draft.spans)
    words, places = map_pieces(source, [(span.start, span.end) for span in spans], _Boxes(spans))
    mark = read_outline(words)
    return Part(words, places, mark, marks, is_title(words[mark.end :] if mark else words))


def _find_plain_marks(drafts: Sequence[Draft], notes: Sequence[Draft], text: str) -> None:
    """Find the markers that are not raised, of notes that no raised marker points to."""
    raised = {number for draft in drafts for span in draft.spans for number in span.marks}
    wanted = {draft.note for draft in notes if draft.note} - raised
    if not wanted:
        return
    prose = [draft for draft in drafts if draft.kind is BlockKind.PARAGRAPH]
    texts = ["".join(text[s.start : s.end].replace("\n", " ") for s in d.spans if not s.marks) for d in prose]
    for mark in reversed(find_marks(texts, wanted)):
        draft = prose[mark.block]
        draft.spans = _cut_out(draft.spans, mark)


def _cut_out(spans: Sequence[Span], mark: FoundMark) -> list[Span]:
    """Return the slices of a block with those of a marker set apart."""
    kept: list[Span] = []
    at = 0
    for span in spans:
        if span.marks:
            kept.append(span)
            continue
        length = span.end - span.start
        begin, end = max(mark.start - at, 0), min(mark.end - at, length)
        at += length
        if begin >= end:
            kept.append(span)
            continue
        first, last = span.start + begin, span.start + end
        if begin:
            kept.append(Span(span.start, first, span.page, span.box))
        is_number = mark.start >= at - length
        kept.append(
            Span(first, last, span.page, span.box, (mark.number,) if is_number else (), mark.is_glued)
        )
        if not is_number:
            kept.pop()
        if end < length:
            kept.append(Span(last, span.end, span.page, span.box))
    return kept


def _part_marks(spans: Sequence[Span]) -> tuple[list[Span], tuple[NoteMark, ...]]:
    kept: list[Span] = []
    marks: list[NoteMark] = []
    length = 0
    for span in spans:
        if span.marks:
            marks.extend(NoteMark(number, length, span.is_glued) for number in span.marks)
            continue
        kept.append(span)
        length += span.end - span.start
    return kept, tuple(marks)
