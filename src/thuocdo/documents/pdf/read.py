"""Reads a PDF: pages to columns to paragraphs, notes, tables and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thuocdo.documents.lines import Line as TextLine
from thuocdo.documents.model import BlockKind, Document
from thuocdo.documents.notes import check_notes
from thuocdo.documents.outline import Form, read_outline
from thuocdo.documents.pdf.file import problem, read_pages
from thuocdo.documents.pdf.flow import Column, body_size, note_mark_end, note_number, part_notes, read_columns
from thuocdo.documents.pdf.furniture import drop_furniture
from thuocdo.documents.pdf.headings import Styles, find_heading_level, measure_styles
from thuocdo.documents.pdf.lines import Line, make_lines, make_turned_line
from thuocdo.documents.pdf.page import MAX_GLYPHS, Page, Word
from thuocdo.documents.pdf.paragraphs import Paragraph, split_paragraphs
from thuocdo.documents.pdf.tables import Cell, Table, find_ruled_tables, header_rows, label_columns
from thuocdo.documents.pdf.write import Draft, Extract, compose_blocks, join_spans, plain_text
from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.documents.unreadable import find_unreadable
from thuocdo.errors import NO_TEXT, Problem, Severity, Text, Where

_FEW_WORDS = 12
"""Words that a scanner's program stamps on a page."""
_LEGACY_FONT = re.compile(r"\.Vn|VNI[-_ ]", re.IGNORECASE)
"""Fonts that show Vietnamese letters for the codes of other letters (TCVN 5712:1993 and VNI)."""
_PICTURE_PAGE = 0.5
"""Share of a page under pictures from which on a page without words is a scan."""
_OCR = Text(
    "chạy nhận dạng chữ (OCR) rồi kiểm tra tệp đã nhận dạng, hoặc dùng tệp Word gốc",
    "run text recognition (OCR) and check its result, or use the original Word file",
)
_OTHER_FILE = Text(
    "dùng tệp Word gốc, hoặc xuất lại PDF có nhúng phông Unicode",
    "use the original Word file, or export the PDF again with Unicode fonts",
)


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF; `DocumentError` when it cannot be read as a whole."""
    pages = list(read_pages(data, name))
    _refuse_scans(pages, name)
    return _Assembly(name, pages).build()


def _is_picture(page: Page) -> bool:
    return page.pictures >= _PICTURE_PAGE and len(page.words) <= _FEW_WORDS


def _refuse_scans(pages: Sequence[Page], name: str) -> None:
    with_text = [page for page in pages if page.words and not _is_picture(page)]
    if with_text:
        return
    if any(map(_is_picture, pages)) or any(page.pictures > 0 for page in pages):
        raise DocumentError(problem("VK046", name, hint=_OCR))
    raise DocumentError(problem("VK047", name, hint=_OCR))


class _Assembly:
    """Puts the pages of one file together."""

    def __init__(self, name: str, pages: list[Page]) -> None:
        self.name = name
        self.pages = pages
        self.scans = [page.number for page in pages if _is_picture(page)]
        self.extract = Extract()
        self.body: list[Draft] = []
        self.notes: list[Draft] = []
        self.problems: list[Problem] = []
        self.tables = 0
        self.cell_lines: dict[int, list[Line]] = {}
        self.legacy_told: set[str] = set()
        self.head_texts: list[list[str]] = []
        self.next_row = 0
        self.last_part: Draft | None = None
        self.styles = Styles(0, True)
        self.lost: set[int] = set()

    def build(self) -> Document:
        """Return the document."""
        columns = self._lay_out()
        size = body_size(columns)
        part_notes(columns, self.pages, size)
        lines = [element for column in columns for element in column.body if isinstance(element, Line)]
        self.styles = measure_styles(lines, size)
        self.lost = self._find_lost(columns)
        self._write(columns)
        self._tell_of_pages()
        text = "".join(self.extract.parts)
        blocks = compose_blocks(self.body, self.notes, text)
        problems = (*self.problems, *check_notes(blocks, self.name))
        return Document(self.name, "pdf", blocks, problems, text)

    def _lay_out(self) -> list[Column]:
        tables = {page.number: find_ruled_tables(page) for page in self.pages}
        inside = {
            id(word)
            for found in tables.values()
            for table in found
            for cell in table.cells
            for word in cell.words
        }
        drop_furniture(self.pages, lambda word: id(word) in inside)
        columns: list[Column] = []
        for page in self.pages:
            columns.extend(read_columns(page, tables[page.number]))
            page.words = []  # the lines have them now; a long file has millions
        return columns

    def _find_lost(self, columns: Sequence[Column]) -> set[int]:
        """Return the lines whose letters are lost, by identity."""
        lines: list[Line] = []
        for column in columns:
            for element in column.body:
                if isinstance(element, Line):
                    lines.append(element)
                    continue
                for cell in element.cells:
                    self.cell_lines[id(cell)] = make_lines(cell.words, element.page)
                    lines.extend(self.cell_lines[id(cell)])
            lines.extend(column.notes)
        written = [TextLine(at, 0, 0, line.text, 0, False, False) for at, line in enumerate(lines)]
        found = {at for first, last in find_unreadable(written) for at in range(first, last)}
        found |= {at for at, line in enumerate(lines) if _is_lost(line) or self._legacy_font(line)}
        return {id(lines[at]) for at in found}

    def _write(self, columns: Sequence[Column]) -> None:
        notes = _notes_by_column(columns)
        pending = list(columns)
        before: Paragraph | Table | None = None
        for element in split_paragraphs(columns, self.lost):
            page = element.lines[0].page if isinstance(element, Paragraph) else element.page
            # The text of notes stands at the foot of its page in the extracted text, too.
            while pending and pending[0].page < page:
                self._write_notes(notes.pop(id(pending.pop(0)), []))
            if isinstance(element, Table):
                self._write_table(element, before)
            else:
                self._write_paragraph(element)
            before = element
        for column in pending:
            self._write_notes(notes.pop(id(column), []))
        for sheet in self.pages:
            self._write_turned(sheet)

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        lines = paragraph.lines
        spans = self.extract.add_lines(lines)
        if id(lines[0]) in self.lost:
            self.body.append(Draft(BlockKind.UNREADABLE, spans))
            self._tell_of_lost(lines)
            return
        text = plain_text(lines)
        level = find_heading_level(lines, text, self.styles)
        if level is not None:
            self._add_heading(Draft(BlockKind.HEADING, spans, level), text)
            return
        self.body.append(Draft(BlockKind.PARAGRAPH, spans))

    def _add_heading(self, draft: Draft, text: str) -> None:
        """Add a heading; the title below "Phần thứ nhất" is one with it."""
        if self.body and self.last_part is self.body[-1] and read_outline(text) is None:
            join_spans(self.body[-1].spans, draft.spans)
            self.last_part = None
            return
        self.body.append(draft)
        mark = read_outline(text)
        if mark and mark.form in {Form.PART, Form.CHAPTER} and mark.end == len(text):
            self.last_part = draft

    def _write_notes(self, found: list[tuple[int, list[Line]]]) -> None:
        for number, lines in found:
            is_start = note_number(lines[0], number - 1, {number}) == number
            spans = self.extract.add_lines(lines, note_mark_end(lines[0]) if is_start else 0)
            kind = (
                BlockKind.UNREADABLE if any(id(line) in self.lost for line in lines) else BlockKind.FOOTNOTE
            )
            open_note = next((draft for draft in self.notes if draft.note == number), None)
            if not is_start and open_note is not None:
                join_spans(open_note.spans, spans)
            else:
                self.notes.append(Draft(kind, spans, note=number))
            if kind is BlockKind.UNREADABLE:
                self._tell_of_lost(lines)

    def _write_table(self, table: Table, before: Paragraph | Table | None) -> None:
        """Write a table; one that follows a table of the same columns on the page before goes on with it."""
        heads = header_rows(table)
        labels = label_columns(table)
        texts = {at: [word.text for c in table.cells if c.row == at for word in c.words] for at in heads}
        if isinstance(before, Table) and _is_same_table(before, table):
            skipped = {at for at in heads if texts[at] in self.head_texts}
            shift = self.next_row - len(skipped)
        else:
            skipped, shift = set(), 0
            self.tables += 1
            self.head_texts = list(texts.values())
        row = None
        for cell in table.cells:
            if cell.row in skipped:
                continue
            if row is not None:
                self.extract.put("\t") if row == cell.row else self.extract.end_line()
            row = cell.row
            self.next_row = cell.row + shift + 1
            self._write_cell(cell, shift, cell.row in heads or cell.column in labels)
        self.extract.end_line()

    def _write_cell(self, cell: Cell, shift: int, is_head: bool) -> None:
        lines = self.cell_lines[id(cell)]
        spans = self.extract.add_cell(lines)
        place = (self.tables - 1, cell.row + shift, cell.column)
        is_lost = any(id(line) in self.lost for line in lines)
        if is_lost:
            self._tell_of_lost(lines)
        kind = BlockKind.UNREADABLE if is_lost else BlockKind.CELL
        has_words = any(map(str.isalpha, plain_text(lines)))
        self.body.append(Draft(kind, spans, table=place, is_header=is_head and (has_words or cell.row == 0)))

    def _write_turned(self, page: Page) -> None:
        if page.turned:
            lines = _turned_lines(page)
            self.body.append(Draft(BlockKind.TEXT_BOX, self.extract.add_lines(lines)))

    def _legacy_font(self, line: Line) -> str:
        """Return the name of the font of a line when its letters are those of TCVN3 or VNI; else nothing."""
        fonts = self.pages[line.page - 1].fonts
        name = fonts[line.font].rpartition("+")[2] if line.font < len(fonts) else ""
        return name if _LEGACY_FONT.match(name) else ""

    def _tell_of_lost(self, lines: Sequence[Line]) -> None:
        page = lines[0].page
        font = self._legacy_font(lines[0])
        if font:
            if font not in self.legacy_told:
                what = Text(f"{font}, từ trang {page}", f"{font}, from page {page}")
                self.problems.append(self._warning("VK051", what, _OTHER_FILE))
            self.legacy_told.add(font)
            return
        what = Text(f"trang {page}: “{lines[0].text[:40]}”", f"page {page}: “{lines[0].text[:40]}”")
        self.problems.append(self._warning("VK050", what, _OTHER_FILE))

    def _tell_of_pages(self) -> None:
        if self.scans:
            self.problems.append(self._warning("VK048", _pages(self.scans), _OCR))
        cut = [page.number for page in self.pages if page.is_cut]
        if cut:
            what = _pages(cut)
            most = Text(f"{what.vi} (quá {MAX_GLYPHS} chữ)", f"{what.en} (over {MAX_GLYPHS} letters)")
            self.problems.append(self._warning("VK049", most))

    def _warning(self, code: str, what: Text, hint: Text = NO_TEXT) -> Problem:
        return make_problem(code, Where(file=self.name), what, hint, Severity.WARNING)


def _pages(numbers: Sequence[int]) -> Text:
    shown = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return Text(f"trang {shown}", f"page {shown}")


def _is_lost(line: Line) -> bool:
    """Whether so many letters of a line are unknown that it must not be read, or one within a number."""
    lost = line.lost
    if not lost:
        return False
    if lost >= 3 or lost >= 0.2 * len(line.text):
        return True
    return any(piece.lost and any(map(str.isdigit, piece.text)) for piece in line.pieces)


def _notes_by_column(columns: Sequence[Column]) -> dict[int, list[tuple[int, list[Line]]]]:
    """Return the notes at the foot of every column: (number, lines)."""
    found: dict[int, list[tuple[int, list[Line]]]] = {}
    latest = 0
    for column in columns:
        marks = {n for e in column.body if isinstance(e, Line) for piece in e.pieces for n in piece.marks}
        own = found.setdefault(id(column), [])
        for line in column.notes:
            number = note_number(line, latest, marks)
            if number is not None:
                own.append((number, []))
                latest = number
            elif not own:
                own.append((latest, []))
            own[-1][1].append(line)
    return found


def _is_same_table(before: Table, table: Table) -> bool:
    """Whether a table goes on with one of the page before: the same columns in the same places."""
    if table.page != before.page + 1 or len(table.columns) != len(before.columns):
        return False
    shift = table.columns[0] - before.columns[0]
    return all(abs(b - a - shift) < 6 for a, b in zip(before.columns, table.columns, strict=True))


def _turned_lines(page: Page) -> list[Line]:
    """Return what stands aslant: words of one size make a line."""
    groups: list[list[Word]] = []
    for word in page.turned:
        if not groups or abs(word.size - groups[-1][-1].size) > 0.5:
            groups.append([])
        groups[-1].append(word)
    return [make_turned_line(words, page.number) for words in groups]
