"""Where in the text? A document as blocks whose every character leads back to the file it came from.

Inside, text is NFC and reflowed: one block is one paragraph, heading, list item, table cell or note,
whatever columns and line ends the print had. Outside, every offset of a block maps to a place in the
source: line and column of a text file, paragraph and run of a Word file, page and box of a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from thuocdo.errors import Problem


class BlockKind(StrEnum):
    """What a block is in the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text_box"
    UNREADABLE = "unreadable"
    """Text is there but its letters are lost (broken font zone): reported, never read."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the source file.

    Attributes:
        line: 1-based line (text formats; for docx and pdf the line of the extracted text).
        column: 1-based column in that line, in Unicode code points of the ORIGINAL text (before NFC).
        page: 1-based page, where the format has pages.
        paragraph: 0-based index of the paragraph in its part (docx), else None.
        run: 0-based index of the run in the paragraph (docx), else None.
        part: `body`, `footnotes`, `endnotes`, `header` … (docx), else empty.
        box: (x0, top, x1, bottom) in points (pdf), else None.
    """

    line: int
    column: int
    page: int | None = None
    paragraph: int | None = None
    run: int | None = None
    part: str = ""
    box: tuple[str, str, str, str] | None = None


class PlaceMap(Protocol):
    """Leads from an offset of a block's text to its place in the source."""

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset` (0 ≤ offset ≤ length)."""
        ...

    def quote(self, start: int, end: int) -> str:
        """Return the characters of the source between two offsets, as they stand there."""
        ...


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote marker inside a block: removed from the text, its place kept.

    Attributes:
        number: Number of the note.
        offset: Offset in the block's text where the marker stood.
        is_glued: It was printed against a word or a number with nothing between ("28/9/202441").
    """

    number: int
    offset: int
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """A figure that a Word file ties to a fact by a content control.

    Attributes:
        start, end: Offsets in the block's text.
        tag: Tag of the control.
        data: What the bound XML part says of it (id, binding, value, as-of, fingerprint).
    """

    start: int
    end: int
    tag: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, cell or note.

    Attributes:
        index: 0-based position in the document's reading order.
        kind: See `BlockKind`.
        text: NFC, reflowed, without footnote markers.
        places: Leads back to the source.
        level: Heading level (1 = Phần, 2 = I-, 3 = 1., 4 = 1.1., …) or depth of a list item; 0 otherwise.
        headings: Indexes of the headings above it, outermost first.
        note: Number of the note this block belongs to (kind FOOTNOTE or ENDNOTE).
        marks: Markers of notes in this block, in order of offset.
        table: (table number, row, column), 0-based, for cells.
        is_header: For cells: the cell is in a header row or column.
        bindings: Figures bound by content controls.
    """

    index: int
    kind: BlockKind
    text: str
    places: PlaceMap
    level: int = 0
    headings: tuple[int, ...] = ()
    note: int | None = None
    marks: tuple[NoteMark, ...] = ()
    table: tuple[int, int, int] | None = None
    is_header: bool = False
    bindings: tuple[Binding, ...] = ()


@dataclass(frozen=True)
class Document:
    """A document that has been read.

    Attributes:
        name: Path as the user gave it, or `<stdin>`.
        format: `txt`, `md`, `html`, `docx` or `pdf`.
        blocks: In reading order; notes stand after the body, in order of number.
        problems: What could not be read and why (unreadable zones, notes without text …): never silent.
        text: The source text for text formats, or the extracted text that lines and columns refer to.
    """

    name: str
    format: str
    blocks: Sequence[Block]
    problems: tuple[Problem, ...] = ()
    text: str = ""

    def note_blocks(self, number: int) -> Iterator[Block]:
        """Yield the blocks of a note."""
        return (block for block in self.blocks if block.note == number)
