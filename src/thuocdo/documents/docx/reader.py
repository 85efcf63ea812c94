"""What does a Word file say? Its body in reading order, then its notes by number.

Headers, footers, comments and the table of contents are not read: they repeat or accompany the text.
One paragraph is one block, also in a cell or a note: a cell with three paragraphs gives three CELL blocks
with the same table coordinates. A note's number is its place in the order of reference, counted on from
footnotes to endnotes so that no two notes of a document share one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex
from lxml import etree

from thuocdo.documents.docx.bindings import Stores
from thuocdo.documents.docx.headings import is_typed_heading, level_by_number, style_shift
from thuocdo.documents.docx.names import LOCAL, attribute, child, value
from thuocdo.documents.docx.numbering import Numbering
from thuocdo.documents.docx.package import Package
from thuocdo.documents.docx.places import Spelling, spell
from thuocdo.documents.docx.scan import Mark, Scanner
from thuocdo.documents.docx.story import Draft, Story
from thuocdo.documents.docx.styles import Style, list_place, outline_level, read_styles
from thuocdo.documents.model import Binding, Block, BlockKind, Document, NoteMark
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
        drafts: Paragraphs in the order of the document's blocks.
        document: The finished document; block n stands on line n + 1 and comes from draft n.
    """

    package: Package
    drafts: list[Draft]
    document: Document


def read_docx(data: bytes, name: str) -> Document:
    """Return a Word file as blocks; `DocumentError` when it is not one, is broken or is protected."""
    return read_with_nodes(data, name).document


def read_with_nodes(data: bytes, name: str) -> Reading:
    """Return the document together with the XML nodes its letters stand in."""
    try:
        return _Reader(Package(data, name)).read()
    except RecursionError as error:
        raise DocumentError(make_problem("VK029", Where(file=name))) from error


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
            raise DocumentError(make_problem("VK026", self.where, Text("w:body", "w:body")))
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
        levels = self._levels(drafts)
        headers = _header_rows(drafts)
        above: list[tuple[int, int]] = []
        note_headings: dict[int, tuple[int, ...]] = {}
        blocks: list[Block] = []
        for index, (draft, spelling) in enumerate(zip(drafts, spellings, strict=True)):
            kind, level = levels[index]
            if kind is BlockKind.HEADING:
                while above and above[-1][0] >= level:
                    above.pop()
            note = numbers.get((draft.part, draft.note_id)) if draft.note_id else None
            headings = tuple(at for _, at in above) if note is None else note_headings.get(note, ())
            marks = tuple(
                NoteMark(numbers[mark.part, mark.id], spelling.offset(mark.offset))
                for mark in draft.line.marks
                if (mark.part, mark.id) in numbers
            )
            for mark in marks:
                note_headings.setdefault(mark.number, headings)
            text, places = spelling.places(source, index, draft.part)
            blocks.append(
                Block(
                    index=index,
                    kind=kind,
                    text=text,
                    places=places,
                    level=level,
                    headings=headings,
                    note=note,
                    marks=marks,
                    table=draft.table,
                    is_header=draft.is_header or (draft.table is not None and draft.table[:2] in headers),
                    bindings=self._bindings(draft, spelling),
                )
            )
            if kind is BlockKind.HEADING:
                above.append((level, index))
        return blocks

    def _bindings(self, draft: Draft, spelling: Spelling) -> tuple[Binding, ...]:
        found = []
        for control in draft.line.controls:
            tag, data = self.stores.tag(control.element), self.stores.data(control.element)
            start, end = spelling.offset(control.start), spelling.offset(control.end)
            if (tag or data) and start < end:
                found.append(Binding(start, end, tag, data))
        return tuple(sorted(found, key=lambda binding: (binding.start, -binding.end)))

    def _levels(self, drafts: Sequence[Draft]) -> list[tuple[BlockKind, int]]:
        """Kind and level of every block."""
        styled: dict[int, int] = {}
        lists: dict[int, tuple[str, int]] = {}
        for index, draft in enumerate(drafts):
            if draft.kind is not BlockKind.PARAGRAPH:
                continue
            style = self._style(draft)
            properties = child(draft.line.element, "pPr")
            outline = outline_level(properties)
            outline = style.outline if outline is None else outline
            if outline is not None and outline < 9:
                styled[index] = outline + 1
            numbering = list_place(properties) or style.numbering
            if numbering is not None and numbering[0] not in ("", "0"):
                lists[index] = numbering
        labelled = {
            index: self._label(lists, index) + drafts[index].line.text
            for index, draft in enumerate(drafts)
            if draft.kind is BlockKind.PARAGRAPH
        }
        shift = style_shift((level, level_by_number(labelled[index])) for index, level in styled.items())
        levels: list[tuple[BlockKind, int]] = []
        for index, draft in enumerate(drafts):
            if index in styled:
                levels.append((BlockKind.HEADING, styled[index] + shift))
            elif index in labelled and is_typed_heading(labelled[index], is_bold=draft.line.is_bold):
                levels.append((BlockKind.HEADING, level_by_number(labelled[index])))
            elif index in lists:
                levels.append((BlockKind.LIST_ITEM, lists[index][1] + 1))
            else:
                levels.append((draft.kind, 0))
        return levels

    def _style(self, draft: Draft) -> Style:
        style_id = value(child(draft.line.element, "pPr"), "pStyle")
        return self.styles.get(style_id or self.styles.default_paragraph)

    def _label(self, lists: dict[int, tuple[str, int]], index: int) -> str:
        place = lists.get(index)
        label = self.numbering.label(*place) if place is not None else ""
        return f"{label} " if label else ""


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
