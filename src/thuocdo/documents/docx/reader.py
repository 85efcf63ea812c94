"""What does a Word file say? Its body in reading order, then its notes by number.

Headers, footers, comments and the table of contents are not read: they repeat or accompany the text.
One paragraph is one block, also in a cell or a note: a cell with three paragraphs gives three CELL blocks
with the same table coordinates. A note's number is its place in the order of reference, counted on from
footnotes to endnotes so that no two notes of a document share one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex
from lxml import etree

from thuocdo.documents.compose import Composer, outlined_part
from thuocdo.documents.docx.bindings import Stores
from thuocdo.documents.docx.headings import is_bold_heading, level_by_number, style_shift
from thuocdo.documents.docx.names import LOCAL, MEND_IN_WORD, attribute, child, value
from thuocdo.documents.docx.numbering import Numbering
from thuocdo.documents.docx.package import Package
from thuocdo.documents.docx.places import Spelling, spell
from thuocdo.documents.docx.scan import Mark, Scanner
from thuocdo.documents.docx.story import Draft, Story
from thuocdo.documents.docx.styles import Style, list_place, outline_level, read_styles
from thuocdo.documents.model import Binding, Block, BlockKind, Document, NoteMark
from thuocdo.documents.outline import is_title
from thuocdo.documents.places import SourceText
from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import NO_TEXT, Severity, Text, Where

_NOTE_KINDS = ("footnotes", "endnotes")
_FIGURE = regex.compile(r"\s*[\d(+\-−–….,%/ ]*\d[\d.,%/()\-–−+ ]*\s*")
_YEAR = regex.compile(r"\s*(?:năm\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\s*", regex.IGNORECASE)
_COLUMN_NUMBER = regex.compile(r"\s*(?:\(\d{1,2}\)|\[\d{1,2}\])(?:\s*=.*)?\s*")


@dataclass
class Reading:
    """Everything read from a Word file: the drafts keep the nodes that the comment writer needs.

    Attributes:
        package: The file.
        drafts: Paragraphs in reading order.
        document: The finished document; line n + 1 of its text is draft n.
    """

    package: Package
    drafts: list[Draft]
    document: Document


def read_docx(data: bytes, name: str) -> Document:
    """Return a Word file as blocks; `DocumentError` when it is not one, is broken or is protected."""
    return read_package(Package(data, name)).document


def read_package(package: Package) -> Reading:
    """Return the document together with the XML nodes its letters stand in."""
    try:
        return _Reader(package).read()
    except RecursionError as error:
        raise DocumentError(make_problem("VK029", Where(file=package.name), hint=MEND_IN_WORD)) from error


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = read_styles(package.optional_root("styles"))
        self.numbering = Numbering(package.optional_root("numbering"))
        self.stores = Stores(package)
        self.where = Where(file=package.name)
        self.tables = [0]

    def read(self) -> Reading:
        root = self.package.root(self.package.main)
        body = child(root, "body")
        if body is None:
            raise DocumentError(make_problem("VK026", self.where, Text("w:body", "w:body"), MEND_IN_WORD))
        main = Story(Scanner(root, self.styles), "body", self.tables)
        main.body(body)
        references = [mark for draft in main.drafts for mark in draft.line.marks]
        notes, numbers = self._notes(references)
        drafts = main.drafts + notes
        spellings = [spell(draft.line) for draft in drafts]
        source = SourceText("\n".join(spelling.line for spelling in spellings))
        blocks = self._blocks(drafts, spellings, source, numbers)
        document = Document(self.package.name, "docx", blocks, tuple(self.package.problems), source.original)
        return Reading(self.package, drafts, document)

    def _notes(self, references: Sequence[Mark]) -> tuple[list[Draft], dict[tuple[str, str], int]]:
        """The notes that are referred to, in order, and the number of each (part, id)."""
        numbers: dict[tuple[str, str], int] = {}
        for kind in _NOTE_KINDS:
            for mark in references:
                if mark.part == kind:
                    numbers.setdefault((kind, mark.id), len(numbers) + 1)
        drafts: list[Draft] = []
        for kind in _NOTE_KINDS:
            wanted = [note_id for part, note_id in numbers if part == kind]
            if not wanted:
                continue
            root = self.package.optional_root(kind)
            elements = {} if root is None else _by_id(root)
            story = Story(Scanner(root, self.styles), kind, self.tables) if root is not None else None
            for note_id in wanted:
                element = elements.get(note_id)
                if element is None or story is None:
                    self._warn_missing_note(numbers[kind, note_id])
                else:
                    story.note(element)
            if story is not None:
                drafts += story.drafts
        return drafts, numbers

    def _warn_missing_note(self, number: int) -> None:
        self.package.problems.append(
            make_problem(
                "VK013", self.where, Text(f"chú thích {number}", f"note {number}"), NO_TEXT, Severity.WARNING
            )
        )

    def _blocks(
        self,
        drafts: Sequence[Draft],
        spellings: Sequence[Spelling],
        source: SourceText,
        numbers: dict[tuple[str, str], int],
    ) -> list[Block]:
        levels, headers = self._heading_levels(drafts), _header_rows(drafts)
        composer = Composer()
        note_headings: dict[int, tuple[int, ...]] = {}
        for line, (draft, spelling) in enumerate(zip(drafts, spellings, strict=True)):
            text, places = spelling.places(source, line, draft.part)
            marks = [
                NoteMark(numbers[mark.part, mark.id], spelling.offset(mark.offset))
                for mark in draft.line.marks
                if (mark.part, mark.id) in numbers
            ]
            part = replace(outlined_part(text, places, marks), is_title=is_title(text))
            first = len(composer.blocks)
            if draft.note_id:
                number = numbers[draft.part, draft.note_id]
                composer.add_note(part, number, draft.kind)
                _amend(composer, table=draft.table, headings=note_headings.get(number, ()))
            elif draft.table is not None:
                composer.add_cell(part, draft.table, draft.is_header or draft.table[:2] in headers)
            elif draft.kind is BlockKind.TEXT_BOX:
                composer.add_item(part, 0)
                _amend(composer, kind=BlockKind.TEXT_BOX)
            elif line in levels:
                composer.add_heading(part, levels[line])
            elif (numbering := self._list_place(draft)) is not None:
                composer.add_item(part, numbering[1] + 1)
            else:
                composer.add_prose(part)
            self._bind(composer.blocks, first, draft, spelling, len(text))
            for block in composer.blocks[first:]:
                for mark in block.marks:
                    note_headings.setdefault(mark.number, block.headings)
        return composer.blocks

    def _bind(self, blocks: list[Block], first: int, draft: Draft, spelling: Spelling, length: int) -> None:
        """Give the blocks made of a paragraph (two where a heading ran into it) their bindings."""
        found = []
        for control in draft.line.controls:
            tag, data = self.stores.tag(control.element), self.stores.data(control.element)
            start, end = spelling.offset(control.start), spelling.offset(control.end)
            if (tag or data) and start < end:
                found.append(Binding(start, end, tag, data))
        for at in range(first, len(blocks) if found else first):
            shift = 0 if at == first else length - len(blocks[at].text)
            inside = [
                Binding(each.start - shift, each.end - shift, each.tag, each.data)
                for each in found
                if shift <= each.start and each.end <= shift + len(blocks[at].text)
            ]
            inside.sort(key=lambda each: (each.start, -each.end))
            blocks[at] = replace(blocks[at], bindings=tuple(inside))

    def _heading_levels(self, drafts: Sequence[Draft]) -> dict[int, int]:
        """Level of every paragraph that its style, its outline level or bold type makes a heading."""
        styled: dict[int, int] = {}
        typed: dict[int, int] = {}
        numbered: dict[int, int] = {}
        for index, draft in enumerate(drafts):
            if draft.kind is not BlockKind.PARAGRAPH:
                continue
            numbered[index] = level_by_number(self._label(draft) + draft.line.text)
            outline = outline_level(child(draft.line.element, "pPr"))
            outline = self._style(draft).outline if outline is None else outline
            if outline is not None and outline < 9:
                styled[index] = outline + 1
            elif numbered[index] and is_bold_heading(draft.line):
                typed[index] = numbered[index]
        shift = style_shift((level, numbered[index]) for index, level in styled.items())
        return typed | {index: level + shift for index, level in styled.items()}

    def _list_place(self, draft: Draft) -> tuple[str, int] | None:
        place = list_place(child(draft.line.element, "pPr")) or self._style(draft).numbering
        return None if place is None or place[0] in ("", "0") else place

    def _style(self, draft: Draft) -> Style:
        style_id = value(child(draft.line.element, "pPr"), "pStyle")
        return self.styles.get(style_id or self.styles.default_paragraph)

    def _label(self, draft: Draft) -> str:
        place = self._list_place(draft)
        label = self.numbering.label(*place) if place is not None else ""
        return f"{label} " if label else ""


def _amend(composer: Composer, **changes: Any) -> None:
    """Add to the last block what only Word files know of it."""
    composer.blocks[-1] = replace(composer.blocks[-1], **changes)


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    notes = (note for note in root if LOCAL.get(note.tag) in ("footnote", "endnote"))
    return {attribute(note, "id") or "": note for note in notes}


def _header_rows(drafts: Iterable[Draft]) -> set[tuple[int, int]]:
    """(table, row) of the leading rows without figures, in tables that mark no header row themselves.

    Years and column numbers ("2021", "(3)") head columns; a table without any figure has no such rows.
    """
    rows: dict[int, dict[int, bool]] = defaultdict(dict)
    marked: set[int] = set()
    for draft in drafts:
        if draft.table is None:
            continue
        table, row, _ = draft.table
        if draft.is_header:
            marked.add(table)
        text = draft.line.text
        is_figure = (
            _FIGURE.fullmatch(text) is not None
            and _YEAR.fullmatch(text) is None
            and _COLUMN_NUMBER.fullmatch(text) is None
        )
        rows[table][row] = rows[table].get(row, False) or is_figure
    found: set[tuple[int, int]] = set()
    for table, figures in rows.items():
        if table in marked or not any(figures.values()):
            continue
        for row in sorted(figures):
            if figures[row]:
                break
            found.add((table, row))
    return found
