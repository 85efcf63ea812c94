"""Which letters does a paragraph show, and in which node does each of them stand?

A paragraph as Word prints it with all tracked changes accepted: insertions kept, deletions and the source
of a move dropped, results of fields kept and their instructions dropped, hidden letters skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from thuocdo.documents.docx.names import (
    BOXES,
    LOCAL,
    MATH_TEXT,
    OFF,
    PARAGRAPHS,
    RUNS,
    attribute,
    child,
    value,
)
from thuocdo.documents.docx.styles import Style, Styles
from thuocdo.documents.docx.symbols import symbol

_TRANSPARENT = frozenset({"hyperlink", "fldSimple", "smartTag", "customXml", "ins", "moveTo", "dir", "bdo"})
_DROPPED = frozenset({"del", "moveFrom"})
_BOX_HOSTS = frozenset({"drawing", "pict", "object"})
_LETTERS = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}
"""A line break inside a paragraph is a blank; a no-break hyphen reads as the hyphen it looks like."""
_CONTENTS_FIELDS = frozenset({"TOC", "TOA", "INDEX", "RD", "XE", "TC", "TA"})
"""Fields whose result repeats other words of the document with page numbers."""
_LINE_END = re.compile(r"[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")


class Piece(NamedTuple):
    """Letters that stand in one node.

    Attributes:
        start: Offset of the first letter in the paragraph's text.
        text: The letters; one blank for a break.
        run: 0-based index of the run in its paragraph.
        paragraph: 0-based index of the paragraph in its part.
        host: The run (or formula) that holds them.
        node: The element they stand in, a direct child of a run (`w:t`, `w:tab` …).
        lead: Offset of the first letter in the text of a `w:t`.
    """

    start: int
    text: str
    run: int
    paragraph: int
    host: etree._Element
    node: etree._Element
    lead: int


class Mark(NamedTuple):
    """A reference to a note: its part (`footnotes`, `endnotes`), its id, offset in the text, run."""

    part: str
    id: str
    offset: int
    run: etree._Element


class Control(NamedTuple):
    """A content control around some letters: its span and its element."""

    start: int
    end: int
    element: etree._Element


class FieldSpan(NamedTuple):
    """A complex field that begins and ends in one paragraph: span of its result, first and last run."""

    start: int
    end: int
    first: etree._Element
    last: etree._Element


@dataclass
class Line:
    """The visible text of a paragraph (of several, where their marks were deleted).

    Attributes:
        element: The (last) paragraph: its properties count.
        text: Letters as they stand in the file, before NFC.
        is_bold: Every visible letter is bold.
    """

    element: etree._Element
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    fields: list[FieldSpan] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    is_bold: bool = True
    is_joined_to_next: bool = False

    def append(self, other: Line) -> None:
        """Put the next paragraph behind this one, as Word does when the mark between them is deleted."""
        shift = len(self.text)
        self.element = other.element
        self.text += other.text
        self.pieces += [piece._replace(start=piece.start + shift) for piece in other.pieces]
        self.marks += [mark._replace(offset=mark.offset + shift) for mark in other.marks]
        self.controls += [
            Control(control.start + shift, control.end + shift, control.element) for control in other.controls
        ]
        self.fields += [
            each._replace(start=each.start + shift, end=each.end + shift) for each in other.fields
        ]
        self.boxes += other.boxes
        self.is_bold = self.is_bold and other.is_bold
        self.is_joined_to_next = other.is_joined_to_next


@dataclass
class _Field:
    """A complex field that is open: where it began, its instruction so far, whether its result shows."""

    run: etree._Element
    paragraph: int
    start: int
    instruction: str = ""
    shows: bool = False
    in_result: bool = False


class Scanner:
    """Reads the paragraphs of one part in document order; fields may reach from one to the next."""

    def __init__(self, root: etree._Element, styles: Styles) -> None:
        """Take the root of the part; paragraphs are counted over the whole of it."""
        self.styles = styles
        self._indexes = {paragraph: at for at, paragraph in enumerate(root.iter(*PARAGRAPHS))}
        self._fields: list[_Field] = []
        self._fields_balance = _fields_balance(root)
        self._run = 0
        self._parts: list[str] = []
        self._length = 0
        self._line = Line(root)
        self._paragraph = 0
        self._style = Style()

    def style_of(self, paragraph: etree._Element) -> Style:
        """Return the resolved style of a paragraph."""
        return self.styles.get(value(child(paragraph, "pPr"), "pStyle") or self.styles.default_paragraph)

    def line(self, paragraph: etree._Element) -> Line:
        """Return what a paragraph shows."""
        self._run, self._length, self._parts = 0, 0, []
        self._paragraph = self._indexes[paragraph]
        self._style = self.style_of(paragraph)
        line = self._line = Line(paragraph)
        properties = child(paragraph, "pPr")
        if properties is not None:
            mark = child(properties, "rPr")
            line.is_joined_to_next = mark is not None and (
                child(mark, "del") is not None or child(mark, "moveFrom") is not None
            )
        self._content(paragraph)
        line.text = "".join(self._parts)
        if not self._fields_balance:
            # A field that never ends would hide the rest of the document: let none outlive its paragraph.
            self._fields.clear()
        return line

    def _content(self, parent: etree._Element) -> None:
        for element in parent:
            name = LOCAL.get(element.tag)
            if name is None or name == "pPr":
                continue
            if name == "r":
                self._run_content(element)
            elif name in _TRANSPARENT:
                if name != "fldSimple" or _keyword(attribute(element, "instr") or "") not in _CONTENTS_FIELDS:
                    self._content(element)
            elif name in _DROPPED:
                self._run += sum(1 for _ in element.iter(*RUNS))
            elif name == "sdt":
                self._control(element)
            elif name in ("oMath", "oMathPara"):
                self._formula(element)
            elif name == "AlternateContent":
                chosen = chosen_branch(element)
                if chosen is not None:
                    self._content(chosen)

    def _control(self, element: etree._Element) -> None:
        content = child(element, "sdtContent")
        if content is None:
            return
        start = self._length
        self._content(content)
        if self._length > start:
            self._line.controls.append(Control(start, self._length, element))

    def _formula(self, element: etree._Element) -> None:
        for node in element.iter(*MATH_TEXT):
            if node.text:
                self._add(_LINE_END.sub(" ", node.text), element, element, 0)

    def _run_content(self, run: etree._Element) -> None:
        is_hidden, is_bold = bool(self._style.is_hidden), bool(self._style.is_bold)
        for node in run:
            name = LOCAL.get(node.tag)
            if name == "t":
                if node.text and not is_hidden and self._shows():
                    self._text(run, node, is_bold)
            elif name is None:
                continue
            elif name == "rPr":
                is_hidden, is_bold = self._letters(node)
            elif name == "fldChar":
                self._field(attribute(node, "fldCharType"), run)
            elif name == "instrText":
                if self._fields:
                    self._fields[-1].instruction += node.text or ""
            elif not is_hidden and self._shows():
                self._other(run, node, name)
        self._run += 1

    def _letters(self, properties: etree._Element) -> tuple[bool, bool]:
        """(hidden, bold) of a run: what it says itself, then its own style, then the paragraph's."""
        hidden = bold = own = None
        for element in properties:
            name = LOCAL.get(element.tag)
            if name == "b":
                bold = attribute(element, "val") not in OFF
            elif name == "vanish":
                hidden = attribute(element, "val") not in OFF
            elif name == "rStyle":
                own = self.styles.get(attribute(element, "val"))
        if hidden is None:
            hidden = own.is_hidden if own and own.is_hidden is not None else self._style.is_hidden
        if bold is None:
            bold = own.is_bold if own and own.is_bold is not None else self._style.is_bold
        return bool(hidden), bool(bold)

    def _text(self, run: etree._Element, node: etree._Element, is_bold: bool) -> None:
        text, lead = shown_text(node)
        if not text:
            return
        if not is_bold and self._line.is_bold and not text.isspace():
            self._line.is_bold = False
        self._add(text, run, node, lead)

    def _other(self, run: etree._Element, node: etree._Element, name: str) -> None:
        if name in _LETTERS:
            self._add(_LETTERS[name], run, node, 0)
        elif name == "sym":
            letter = symbol(attribute(node, "font") or "", attribute(node, "char") or "")
            if letter:
                self._add(letter, run, node, 0)
        elif name in ("footnoteReference", "endnoteReference"):
            part = "footnotes" if name == "footnoteReference" else "endnotes"
            self._line.marks.append(Mark(part, attribute(node, "id") or "", self._length, run))
        elif name in _BOX_HOSTS:
            self._line.boxes += outer_boxes(node)
        elif name == "AlternateContent":
            chosen = chosen_branch(node)
            if chosen is not None:
                self._line.boxes += outer_boxes(chosen)
        elif name == "ruby":
            base = child(node, "rubyBase")
            for inner in base.iter(*RUNS) if base is not None else ():
                for text in inner:
                    if LOCAL.get(text.tag) == "t" and text.text:
                        self._add(_LINE_END.sub(" ", text.text), run, node, 0)

    def _add(self, text: str, host: etree._Element, node: etree._Element, lead: int) -> None:
        self._line.pieces.append(Piece(self._length, text, self._run, self._paragraph, host, node, lead))
        self._parts.append(text)
        self._length += len(text)

    def _shows(self) -> bool:
        return not self._fields or all(each.in_result and each.shows for each in self._fields)

    def _field(self, kind: str | None, run: etree._Element) -> None:
        if kind == "begin":
            self._fields.append(_Field(run, self._paragraph, self._length))
        elif not self._fields:
            return
        elif kind == "separate":
            last = self._fields[-1]
            last.in_result, last.shows = True, _keyword(last.instruction) not in _CONTENTS_FIELDS
        elif kind == "end":
            ended = self._fields.pop()
            if not self._fields and ended.paragraph == self._paragraph and ended.start < self._length:
                self._line.fields.append(FieldSpan(ended.start, self._length, ended.run, run))


def shown_text(node: etree._Element) -> tuple[str, int]:
    """Return the letters of a `w:t` that show, and how many are left out before them.

    Blanks at both ends count only with `xml:space="preserve"` (XML 1.0 2.10 as Word applies it).
    """
    text = node.text or ""
    if _LINE_END.search(text):
        text = _LINE_END.sub(" ", text)
    if node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve":
        return text, 0
    cut = text.lstrip(" \t")
    return cut.rstrip(" \t"), len(text) - len(cut)


def outer_boxes(element: etree._Element) -> list[etree._Element]:
    """Return the text boxes in a drawing, without those inside other boxes and without second copies."""
    found: list[etree._Element] = []
    for node in element:
        if node.tag in BOXES:
            found.append(node)
        elif LOCAL.get(node.tag) == "AlternateContent":
            chosen = chosen_branch(node)
            if chosen is not None:
                found += outer_boxes(chosen)
        elif len(node):
            found += outer_boxes(node)
    return found


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """Return the one branch of `mc:AlternateContent` to read: the first with words in it, else the first.

    Word writes the same text box twice, as a drawing and as VML for older programs; one of them counts.
    """
    branches = [node for node in alternate if isinstance(node.tag, str)]
    for branch in branches:
        if next(branch.iter(*PARAGRAPHS, *RUNS), None) is not None:
            return branch
    return branches[0] if branches else None


def _keyword(instruction: str) -> str:
    words = instruction.split(None, 1)
    return words[0].upper() if words else ""


def _fields_balance(root: etree._Element) -> bool:
    depth = 0
    for field_char in root.iter("{*}fldChar"):
        kind = attribute(field_char, "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth < 0:
            return False
    return depth == 0
