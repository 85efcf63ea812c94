"""From parts of a text to numbered blocks: what is a heading, and which headings stand above a paragraph?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from thuocdo.documents.model import Block, BlockKind, NoteMark
from thuocdo.documents.outline import Form, Outline, read_outline
from thuocdo.documents.places import TextPlaces, keep_ranges

_LONGEST_HEADING = 200
_LONGEST_TITLE = 400
_LONGEST_RUN_IN = 180
_RUN_IN = regex.compile(r"(?<!\b\p{Lu}\p{L}{0,2}\.)(?<=[.:])\s+(?=[“\"(]?\p{Lu})")
"""Where the first sentence of a paragraph ends; "TP." and "GS." are no sentences."""
_ENDED = regex.compile(r"[.;!?…,][)”\"]*$")
_MEASURED = regex.compile(r"\d\s*%|\d[.,]\d|\.{3}|…")
_DIGIT = regex.compile(r"\d")
_RANKS = {Form.PART: 1.0, Form.CHAPTER: 1.2, Form.CAPITAL: 1.5, Form.LETTER: 8.0}


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading or list item before it has a number among the blocks.

    Attributes:
        text, places: As in `Block`, markers already cut out.
        outline: The mark it begins with.
        marks: Markers of notes.
        is_title: Set in capitals like a title.
        is_inserted: A title that stands in the middle of a sentence: it opens no section.
    """

    text: str
    places: TextPlaces
    outline: Outline | None = None
    marks: tuple[NoteMark, ...] = ()
    is_title: bool = False
    is_inserted: bool = False


class Composer:
    """Numbers the blocks of a document and keeps the headings that stand above the next one."""

    def __init__(self) -> None:
        """Begin an empty document."""
        self.blocks: list[Block] = []
        self._stack: list[tuple[float, int]] = []

    def add_prose(self, part: Part) -> None:
        """Add a part whose kind its words tell; a heading that runs into its paragraph becomes two blocks."""
        split = _run_in_end(part)
        if not split:
            kind = _kind(part)
            self._add(part, kind, *_level(part, kind))
            return
        begin = len(part.text) - len(part.text[split:].lstrip())
        head = _between(part, 0, split)
        self._add(head, BlockKind.HEADING, *_level(head, BlockKind.HEADING))
        self._add(_between(part, begin, len(part.text)), BlockKind.PARAGRAPH, 0, 0.0)

    def add_heading(self, part: Part, level: int) -> None:
        """Add a heading that the format marks as one."""
        self._add(part, BlockKind.HEADING, level, float(level))

    def add_item(self, part: Part, depth: int) -> None:
        """Add a list item that the format marks as one."""
        self._add(part, BlockKind.LIST_ITEM, depth, 0.0)

    def add_cell(self, part: Part, table: tuple[int, int, int], is_header: bool) -> None:
        """Add a cell of a table: (table, row, column)."""
        self._add(part, BlockKind.CELL, 0, 0.0, table=table, is_header=is_header)

    def add_text_box(self, part: Part) -> None:
        """Add words that stand in a box or aslant, outside the run of the text."""
        self._add(part, BlockKind.TEXT_BOX, 0, 0.0)

    def add_unreadable(self, part: Part) -> None:
        """Add a zone whose letters are lost."""
        self._add(part, BlockKind.UNREADABLE, 0, 0.0)

    def add_note(self, part: Part, number: int, kind: BlockKind = BlockKind.FOOTNOTE) -> None:
        """Add a note; notes stand behind the body and under no heading."""
        self._stack = []
        self._add(part, kind, 0, 0.0, note=number)

    def _add(
        self,
        part: Part,
        kind: BlockKind,
        level: int,
        rank: float,
        *,
        note: int | None = None,
        table: tuple[int, int, int] | None = None,
        is_header: bool = False,
    ) -> None:
        while rank and self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        headings = () if part.is_inserted else tuple(index for _, index in self._stack)
        index = len(self.blocks)
        self.blocks.append(
            Block(
                index,
                kind,
                part.text,
                part.places,
                level=level,
                headings=headings,
                note=note,
                marks=part.marks,
                table=table,
                is_header=is_header,
            )
        )
        if rank:
            self._stack.append((rank, index))


def outlined_part(text: str, places: TextPlaces, marks: Sequence[NoteMark] = ()) -> Part:
    """Return a part with the mark that its text begins with."""
    return Part(text, places, read_outline(text), tuple(marks))


def _between(part: Part, start: int, end: int) -> Part:
    text, places = keep_ranges(part.text, part.places, [(start, end)])
    marks = tuple(
        NoteMark(mark.number, mark.offset - start, mark.is_glued)
        for mark in part.marks
        if (start < mark.offset <= end) or (mark.offset == start == 0)
    )
    return Part(text, places, part.outline, marks, part.is_title, part.is_inserted)


def _run_in_end(part: Part) -> int:
    """Where a numbered heading ends that runs into its paragraph, or 0."""
    outline = part.outline
    if outline is None or not outline.is_numbered_heading:
        return 0
    match = _RUN_IN.search(part.text, outline.end + 8, _LONGEST_RUN_IN)
    if match is None:
        return 0
    rest = part.text[match.end() :]
    if part.text[match.start() - 1] == ":" and not (len(rest) > 150 or ". " in rest):
        return 0
    return int(match.start())


def _kind(part: Part) -> BlockKind:
    outline, text = part.outline, part.text
    if outline is None:
        is_heading = part.is_title and len(text) <= _LONGEST_TITLE
        return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
    if outline.form in {Form.PART, Form.CHAPTER}:
        return BlockKind.HEADING
    if outline.is_numbered_heading:
        return _numbered_kind(part, outline)
    is_short = len(text) <= 100 and not _ENDED.search(text)
    if outline.form is Form.LETTER and is_short and not _DIGIT.search(text):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM


def _numbered_kind(part: Part, outline: Outline) -> BlockKind:
    words = part.text[outline.end :]
    if part.is_title:
        return BlockKind.HEADING
    if len(part.text) <= _LONGEST_HEADING and not _ENDED.search(words) and not _MEASURED.search(words):
        return BlockKind.HEADING
    is_list = outline.form is Form.ARABIC
    if len(part.text) <= 120 and words.endswith(".") and not _DIGIT.search(words) and not is_list:
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if is_list and not _RUN_IN.search(words) else BlockKind.PARAGRAPH


def _level(part: Part, kind: BlockKind) -> tuple[int, float]:
    """Level of the block, and its rank in the stack of headings (0: it is none).

    A numbered paragraph whose first sentence is too long for a heading still opens its section.
    """
    outline = part.outline
    if outline is None:
        return (1, 0.0 if part.is_inserted else 1.0) if kind is BlockKind.HEADING else (0, 0.0)
    if kind is BlockKind.LIST_ITEM:
        return 2 if outline.form is Form.PLUS else 1, 0.0
    level = 6 if outline.form is Form.LETTER else outline.level
    return level, _RANKS.get(outline.form, float(level))
