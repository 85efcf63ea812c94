"""In which order does a part of a Word file speak? Paragraphs, cells and boxes as they follow."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex
from lxml import etree

from thuocdo.documents.docx.names import LOCAL, attribute, child, is_on, value
from thuocdo.documents.docx.scan import Control, Line, Scanner, chosen_branch
from thuocdo.documents.model import BlockKind

_VISIBLE = regex.compile(r"[^\s\xad\u200b-\u200f\u2060\ufeff]")


@dataclass
class Draft:
    """A paragraph on its way to become a block.

    Attributes:
        line: What it shows.
        kind: PARAGRAPH, CELL, TEXT_BOX, FOOTNOTE or ENDNOTE; headings and list items are told apart later.
        part: `body`, `footnotes` or `endnotes`.
        table: (table, row, column), 0-based.
        is_header: In a row that Word repeats as a header.
        note_id: Id of the note in its part.
    """

    line: Line
    kind: BlockKind
    part: str
    table: tuple[int, int, int] | None = None
    is_header: bool = False
    note_id: str = ""


@dataclass
class _Surroundings:
    kind: BlockKind
    table: tuple[int, int, int] | None = None
    is_header: bool = False
    note_id: str = ""
    controls: tuple[etree._Element, ...] = ()


@dataclass
class Story:
    """Walks one part. `tables` holds one counter: tables are numbered over the whole document."""

    scanner: Scanner
    part: str
    tables: list[int]
    drafts: list[Draft] = field(default_factory=list)

    def body(self, body: etree._Element) -> None:
        """Walk the body of the main part."""
        self._blocks(body, _Surroundings(BlockKind.PARAGRAPH))

    def note(self, note: etree._Element) -> None:
        """Walk one note."""
        kind = BlockKind.FOOTNOTE if self.part == "footnotes" else BlockKind.ENDNOTE
        self._blocks(note, _Surroundings(kind, note_id=attribute(note, "id") or ""))

    def _blocks(self, parent: etree._Element, around: _Surroundings) -> None:
        joined: Line | None = None
        for element in parent:
            name = LOCAL.get(element.tag)
            if name == "p":
                line = self.scanner.line(element)
                line.controls += [Control(0, len(line.text), control) for control in around.controls]
                if joined is not None:
                    joined.append(line)
                    line = joined
                joined = line if line.is_joined_to_next else None
                if joined is None:
                    self._finish(line, around)
                continue
            if name is None:
                continue
            if joined is not None:
                self._finish(joined, around)
                joined = None
            self._other(element, name, around)
        if joined is not None:
            self._finish(joined, around)

    def _other(self, element: etree._Element, name: str, around: _Surroundings) -> None:
        if name == "tbl":
            self._table(element, around)
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None and not _is_contents(element):
                self._blocks(content, _within(around, element))
        elif name in ("customXml", "ins", "moveTo"):
            self._blocks(element, around)
        elif name == "AlternateContent":
            chosen = chosen_branch(element)
            if chosen is not None:
                self._blocks(chosen, around)

    def _finish(self, line: Line, around: _Surroundings) -> None:
        boxes = line.boxes
        if _VISIBLE.search(line.text) and not self.scanner.style_of(line.element).is_contents:
            self.drafts.append(
                Draft(line, around.kind, self.part, around.table, around.is_header, around.note_id)
            )
        for box in boxes:
            kind = around.kind if around.note_id else BlockKind.TEXT_BOX
            self._blocks(box, _Surroundings(kind, note_id=around.note_id))

    def _table(self, table: etree._Element, around: _Surroundings) -> None:
        number = self.tables[0]
        self.tables[0] += 1
        row_at = 0
        for row, row_controls in _rows(table, ()):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                continue
            is_header = bool(is_on(properties, "tblHeader"))
            column = _count(value(properties, "gridBefore"), 0)
            for cell, controls in _cells(row, row_controls):
                cell_properties = child(cell, "tcPr")
                width = _count(value(cell_properties, "gridSpan"), 1)
                if not _is_swallowed(cell_properties):
                    place = (number, row_at, column)
                    # A cell of a table inside a note stays a part of the note.
                    kind = around.kind if around.note_id else BlockKind.CELL
                    self._blocks(
                        cell,
                        _Surroundings(kind, place, is_header, around.note_id, around.controls + controls),
                    )
                column += width
            row_at += 1


_Wrapped = tuple[etree._Element, tuple[etree._Element, ...]]


def _rows(table: etree._Element, controls: tuple[etree._Element, ...]) -> list[_Wrapped]:
    return _wrapped(table, "tr", controls)


def _cells(row: etree._Element, controls: tuple[etree._Element, ...]) -> list[_Wrapped]:
    return _wrapped(row, "tc", controls)


def _wrapped(parent: etree._Element, wanted: str, controls: tuple[etree._Element, ...]) -> list[_Wrapped]:
    """Rows or cells, also those inside content controls and custom XML."""
    found: list[_Wrapped] = []
    for element in parent:
        name = LOCAL.get(element.tag)
        if name == wanted:
            found.append((element, controls))
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                found += _wrapped(content, wanted, (*controls, element))
        elif name in ("customXml", "ins", "moveTo"):
            found += _wrapped(element, wanted, controls)
        elif name == "AlternateContent" and (chosen := chosen_branch(element)) is not None:
            found += _wrapped(chosen, wanted, controls)
    return found


def _is_swallowed(properties: etree._Element | None) -> bool:
    """A cell that a merged neighbour covers, or that a tracked change deletes: Word shows nothing of it."""
    for name in ("vMerge", "hMerge"):
        merge = child(properties, name)
        if merge is not None and attribute(merge, "val") != "restart":
            return True
    return child(properties, "cellDel") is not None


def _is_contents(control: etree._Element) -> bool:
    gallery = value(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return gallery == "Table of Contents"


def _within(around: _Surroundings, control: etree._Element) -> _Surroundings:
    return _Surroundings(
        around.kind, around.table, around.is_header, around.note_id, (*around.controls, control)
    )


def _count(text: str | None, default: int) -> int:
    return min(int(text), 1000) if text and text.isdecimal() else default
