"""Plain text files: newspaper columns with footnotes between them, wrapped letters, one line a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import regex

from thuocdo.documents.encoding import decode_text
from thuocdo.documents.furniture import find_furniture
from thuocdo.documents.grids import Grid, find_grids
from thuocdo.documents.lines import Layout, measure_layout, split_lines
from thuocdo.documents.model import Block, BlockKind, Document, NoteMark
from thuocdo.documents.notes import FoundMark, find_marks, find_notes
from thuocdo.documents.outline import Form, Outline
from thuocdo.documents.places import SourceText, map_pieces
from thuocdo.documents.problems import make_problem
from thuocdo.documents.reflow import Draft, reflow
from thuocdo.documents.unreadable import find_unreadable
from thuocdo.errors import NO_TEXT, Problem, Severity, Text, Where

_LONGEST_HEADING = 200
_LONGEST_RUN_IN = 180
_RUN_IN = regex.compile(r"(?<!\b\p{Lu}\p{L}{0,2}\.)(?<=[.:])\s+(?=[“\"(]?\p{Lu})")
"""Where the first sentence of a paragraph ends; "TP." and "GS." are no sentences."""

_ENDED = re.compile(r"[.;!?…,][)”\"]*$")


def read_text(data: bytes, name: str) -> Document:
    """Read a text file.

    Raises:
        DocumentError: Not Unicode (with the legacy encoding it looks like), or not text at all.
    """
    return read_source(SourceText(decode_text(data, name)), name)


def read_source(source: SourceText, name: str) -> Document:
    """Read text that has been decoded."""
    lines = split_lines(source)
    layout = measure_layout(lines)
    furniture = find_furniture(lines)
    zones = find_unreadable(lines)
    grids = find_grids(lines, source.text)
    breaks = {number for first, last in zones for number in range(first, last)}
    breaks |= {number for grid in grids for number in range(grid.first, grid.last)}
    notes = find_notes(lines, furniture | breaks, layout, source.text)
    flow = reflow(lines, layout, notes=notes, dropped=furniture, breaks=breaks)
    builder = _Builder(source, layout)
    defined = {note.number for note in notes.values()}
    builder.add_body(flow.body, defined, grids, zones)
    builder.add_notes(flow.notes)
    problems = (
        *_zone_problems(zones, name),
        *_note_problems(builder.blocks, name),
    )
    return Document(name, "txt", tuple(builder.blocks), problems, source.original)


class _Builder:
    """Turns drafts into blocks with kind, level and the headings above them."""

    def __init__(self, source: SourceText, layout: Layout) -> None:
        self.source = source
        self.layout = layout
        self.blocks: list[Block] = []
        self.stack: list[tuple[float, int]] = []

    def add_body(
        self,
        drafts: Sequence[Draft],
        defined: set[int],
        grids: Sequence[Grid],
        zones: Sequence[tuple[int, int]],
    ) -> None:
        texts = [map_pieces(self.source, draft.pieces)[0] for draft in drafts]
        marks: dict[int, list[FoundMark]] = {}
        for mark in find_marks(texts, defined):
            marks.setdefault(mark.block, []).append(mark)
        others: list[tuple[int, Grid | tuple[int, int]]] = [
            *((self.source.starts[grid.first], grid) for grid in grids),
            *((self.source.starts[first], (first, last)) for first, last in zones),
        ]
        others.sort(key=lambda other: other[0], reverse=True)
        for at, draft in enumerate(drafts):
            while others and others[-1][0] < draft.pieces[0][0]:
                self._add_other(others.pop()[1])
            self._add_draft(draft, texts[at], marks.get(at, []))
        while others:
            self._add_other(others.pop()[1])

    def add_notes(self, drafts: Iterable[Draft]) -> None:
        self.stack = []
        for draft in sorted(drafts, key=lambda draft: draft.note or 0):
            text, places = map_pieces(self.source, draft.pieces)
            self.blocks.append(Block(len(self.blocks), BlockKind.FOOTNOTE, text, places, note=draft.note))

    def _add_draft(self, draft: Draft, text: str, marks: Sequence[FoundMark]) -> None:
        split = _run_in_end(draft, text)
        if split:
            self._append(draft, marks, 0, split, BlockKind.HEADING)
            rest = len(text) - len(text[split:].lstrip())
            self._append(draft, marks, rest, len(text), BlockKind.PARAGRAPH)
        else:
            self._append(draft, marks, 0, len(text), _kind(draft, text))

    def _append(
        self, draft: Draft, marks: Sequence[FoundMark], start: int, end: int, kind: BlockKind
    ) -> None:
        inside = [mark for mark in marks if start <= mark.start < end]
        pieces, found = _cut(draft.pieces, inside, start, end)
        block_text, places = map_pieces(self.source, pieces)
        level, rank = _level(draft, kind, start > 0)
        headings = () if draft.is_inserted else self._headings(rank or None)
        index = len(self.blocks)
        self.blocks.append(
            Block(index, kind, block_text, places, level=level, headings=headings, marks=found)
        )
        if rank:
            self.stack.append((rank, index))

    def _headings(self, rank: float | None) -> tuple[int, ...]:
        if rank is not None:
            while self.stack and self.stack[-1][0] >= rank:
                self.stack.pop()
        return tuple(index for _, index in self.stack)

    def _add_other(self, other: Grid | tuple[int, int]) -> None:
        headings = self._headings(None)
        if isinstance(other, Grid):
            for cell in other.cells:
                text, places = map_pieces(self.source, [(cell.start, cell.end)])
                self.blocks.append(
                    Block(
                        len(self.blocks),
                        BlockKind.CELL,
                        text,
                        places,
                        headings=headings,
                        table=(cell.table, cell.row, cell.column),
                        is_header=cell.is_header,
                    )
                )
            return
        first, last = other
        start = self.source.starts[first]
        end = self.source.starts[last] if last < len(self.source.starts) else len(self.source.text)
        raw = self.source.text[start:end]
        bare = raw.strip()
        start += len(raw) - len(raw.lstrip())
        text, places = map_pieces(self.source, [(start, start + len(bare))])
        self.blocks.append(Block(len(self.blocks), BlockKind.UNREADABLE, text, places, headings=headings))


def _cut(
    pieces: Sequence[tuple[int, int]], marks: Sequence[FoundMark], start: int, end: int
) -> tuple[list[tuple[int, int]], tuple[NoteMark, ...]]:
    """Cut the markers (and what is outside start..end of the text) out of the pieces."""
    holes = [(0, start), *((mark.start, mark.end) for mark in marks), (end, sum(b - a for a, b in pieces))]
    kept: list[tuple[int, int]] = []
    at = hole = 0
    for begin, stop in pieces:
        inner = begin
        while hole < len(holes) and holes[hole][0] < at + stop - begin:
            low, high = holes[hole]
            upto = begin + max(low - at, 0)
            if inner < upto:
                kept.append((inner, upto))
            inner = max(inner, min(stop, begin + high - at))
            if high > at + stop - begin:
                break
            hole += 1
        if inner < stop:
            kept.append((inner, stop))
        at += stop - begin
    found: list[NoteMark] = []
    cut = start
    for mark in marks:
        found.append(NoteMark(mark.number, mark.start - cut, mark.is_glued))
        cut += mark.end - mark.start
    return kept, tuple(found)


def _run_in_end(draft: Draft, text: str) -> int:
    """Where a numbered heading ends that runs into its paragraph, or 0."""
    outline = draft.outline
    if outline is None or not outline.is_numbered_heading:
        return 0
    match = _RUN_IN.search(text, outline.end + 8, _LONGEST_RUN_IN)
    if match is None:
        return 0
    rest = text[match.end() :]
    if text[match.start() - 1] == ":" and not (len(rest) > 150 or ". " in rest):
        return 0
    return int(match.start())


def _kind(draft: Draft, text: str) -> BlockKind:
    outline = draft.outline
    if outline is None:
        is_heading = draft.is_title and len(text) <= 2 * _LONGEST_HEADING
        return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
    is_short = len(text) <= _LONGEST_HEADING and not _ENDED.search(text)
    if outline.form in {Form.PART, Form.CHAPTER}:
        return BlockKind.HEADING
    if outline.is_numbered_heading:
        if is_short or draft.is_title:
            return BlockKind.HEADING
        has_figure = any(map(str.isdigit, text[outline.end :]))
        if len(text) <= 120 and text.endswith(".") and not has_figure and outline.form is not Form.ARABIC:
            return BlockKind.HEADING
        if outline.form is not Form.ARABIC or _RUN_IN.search(text, outline.end):
            return BlockKind.PARAGRAPH
        return BlockKind.LIST_ITEM
    if outline.form is Form.LETTER and is_short and len(text) <= 100 and not any(map(str.isdigit, text)):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM


_RANKS = {Form.PART: 1.0, Form.CHAPTER: 1.2, Form.CAPITAL: 1.5, Form.LETTER: 8.0}


def _level(draft: Draft, kind: BlockKind, is_rest: bool) -> tuple[int, float]:
    """Level of the block, and its rank in the stack of headings (0: it is none).

    A numbered paragraph whose first sentence is too long for a heading still opens its section.
    """
    outline: Outline | None = draft.outline
    if outline is None:
        return (1, 0.0 if draft.is_inserted else 1.0) if kind is BlockKind.HEADING else (0, 0.0)
    if is_rest:
        return 0, 0.0
    if kind is BlockKind.LIST_ITEM:
        return 2 if outline.form is Form.PLUS else 1, 0.0
    level = 6 if outline.form is Form.LETTER else outline.level
    return level, _RANKS.get(outline.form, float(level))


def _zone_problems(zones: Sequence[tuple[int, int]], name: str) -> Iterable[Problem]:
    for first, last in zones:
        yield make_problem(
            "VK012",
            Where(name, first + 1),
            Text(f"dòng {first + 1}–{last}", f"lines {first + 1}–{last}"),
            Text(
                "mở bản gốc, gõ lại hoặc xuất lại đoạn này bằng phông Unicode; số trong đoạn chưa được kiểm",
                "type or export this part again with a Unicode font; its figures were not checked",
            ),
            Severity.WARNING,
        )


def _note_problems(blocks: Sequence[Block], name: str) -> Iterable[Problem]:
    defined = {block.note: block for block in blocks if block.note is not None}
    marked = {mark.number for block in blocks for mark in block.marks}
    for block in blocks:
        for mark in block.marks:
            if mark.number not in defined:
                line = block.places.place(mark.offset).line
                what = Text(f"chú thích {mark.number}", f"note {mark.number}")
                yield make_problem("VK013", Where(name, line), what, NO_TEXT, Severity.WARNING)
    for number, block in defined.items():
        if number not in marked:
            what = Text(f"chú thích {number}", f"note {number}")
            yield make_problem(
                "VK014", Where(name, block.places.place(0).line), what, NO_TEXT, Severity.WARNING
            )
