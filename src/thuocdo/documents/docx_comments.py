"""How do findings get into a Word file? As comments in a copy, at the exact letters; nothing else changes.

Runs are split where a comment begins or ends, each half with all properties of the whole; the range marks
stand between runs. Three kinds of place bear no marks, so the comment stands next to them and quotes them:

- a footnote or endnote: the standard allows marks there, but Word ignores the range ([MS-OI29500] 2.1.315 c)
  and LibreOffice 7.4 refuses the whole file. The comment stands on the note's mark in the text.
- a text box: Word keeps no comments in one. The comment stands on the box.
- a field, and a content control that Word fills itself (bound to data, a date, a list …): marks inside would
  be lost when Word refills it. The comment stands around the whole.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import regex
from lxml import etree

from thuocdo.documents.archive import Archive
from thuocdo.documents.docx.names import (
    BOXES,
    CONTENT_TYPES,
    PARAGRAPHS,
    RELATIONSHIPS,
    RUNS,
    attribute,
    child,
    parse_xml,
    value,
)
from thuocdo.documents.docx.package import Package
from thuocdo.documents.docx.reader import Reading, read_package
from thuocdo.documents.docx.scan import Line, Piece, shown_text
from thuocdo.documents.model import Place
from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import Problem, Text, Where

_CONTEXT = 30
"""Characters on each side of a quote in a note."""
AUTHOR = "Thước Đo"
INITIALS = "TĐ"
MAX_COMMENTS = 32_767
"""Word does not open a file with more ([MS-OI29500] 2.1.315 a)."""

_SELF_FILLING = (
    "dataBinding",
    "text",
    "date",
    "comboBox",
    "dropDownList",
    "picture",
    "docPartList",
    "checkbox",
)
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class DocxComment:
    """A comment to write.

    Attributes:
        start: Place of the first letter, from `block.places.place(start)` of the document as read.
        end: Place behind the last letter, from `block.places.place(end)` of the same block.
        text: What it says; each line becomes a paragraph.
    """

    start: Place
    end: Place
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    """A comment on letters `start` to `end` of a 0-based line of the extracted text."""

    line: int
    start: int
    end: int
    text: str


def add_comments(
    data: bytes,
    comments: Sequence[DocxComment],
    *,
    date: datetime,
    name: str = "",
    author: str = AUTHOR,
    initials: str = INITIALS,
) -> bytes:
    """Return a copy of a Word file with these comments; other parts stay byte for byte.

    `date` is written into each comment; `name` is what the user calls the file. Raises `DocumentError` when
    the file cannot be read or a place is not one of this file.
    """
    package = Package(data, name)
    reading = read_package(package)
    spans = _spans(reading, comments)
    if not spans:
        return data
    _split_runs(reading, spans)
    before, reading = reading.document.text, read_package(package)
    if reading.document.text != before:  # pragma: no cover - the guard that no letter is ever lost
        raise AssertionError("splitting runs changed the text")
    book = _CommentBook(package, author, initials, date)
    if len(book.ids) + len(spans) > MAX_COMMENTS:
        raise DocumentError(make_problem("VK031", Where(file=name), Text(f"{len(spans)}", f"{len(spans)}")))
    _insert(reading, spans, book)
    changed = {package.main: _serialise(package.root(package.main)), **book.parts()}
    return _rewritten(data, name, changed)


def _spans(reading: Reading, comments: Iterable[DocxComment]) -> list[_Span]:
    spans, problems = [], []
    for comment in comments:
        span = _span(reading, comment)
        if span is None:
            problems.append(_foreign(reading.package.name, comment))
        else:
            spans.append(span)
    if problems:
        raise DocumentError(*problems)
    return sorted(spans, key=lambda span: (span.line, span.start, -span.end))


def _span(reading: Reading, comment: DocxComment) -> _Span | None:
    at = comment.start.line - 1
    if comment.end.line != comment.start.line or not 0 <= at < len(reading.drafts):
        return None
    draft = reading.drafts[at]
    length = len(draft.line.text.rstrip())
    start, end = comment.start.column - 1, comment.end.column - 1
    if not 0 <= start <= end <= length or comment.start.part not in ("", draft.part):
        return None
    if start == end:
        # A mark needs letters to stand on: the next one, at the end of a paragraph the last.
        start, end = (start, end + 1) if end < length else (start - 1, end)
    if comment.start.paragraph not in (None, *(piece.paragraph for piece in draft.line.pieces)):
        return None
    return _Span(at, start, end, comment.text)


def _foreign(name: str, comment: DocxComment) -> Problem:
    place = f"{comment.start.line}:{comment.start.column}–{comment.end.line}:{comment.end.column}"
    hint = Text(
        "tệp đã thay đổi sau khi kiểm tra: kiểm tra lại rồi ghi nhận xét",
        "the file has changed since it was checked: check it again, then write the comments",
    )
    return make_problem("VK030", Where(file=name), Text(f"chỗ {place}", f"place {place}"), hint)


# splitting


def _split_runs(reading: Reading, spans: Iterable[_Span]) -> None:
    """Cut runs so that every span of the body begins and ends between two of them."""
    cuts: dict[int, set[int]] = {}
    marks = _note_marks(reading)
    for span in spans:
        if _stand_in(reading, marks, span) is None:
            cuts.setdefault(span.line, set()).update((span.start, span.end))
    for at, offsets in cuts.items():
        line = reading.drafts[at].line
        # From the back: what stands before a cut keeps its nodes and offsets.
        for offset in sorted(offsets, reverse=True):
            if 0 < offset < len(line.text):
                _cut(line, offset)


def _cut(line: Line, offset: int) -> None:
    before, after = _piece(line, offset - 1), _piece(line, offset)
    run, node = before.host, after.node
    is_filled = _outside_filled(run) is not run or any(each.start < offset < each.end for each in line.fields)
    if run is not after.host or run.tag not in RUNS or is_filled:
        return
    if before.node is node:
        if not str(node.tag).endswith("}t"):
            return
        text, inside = shown_text(node)[0], offset - after.start
        second = etree.Element(node.tag)
        node.text, second.text = text[:inside], text[inside:]
        for half in (node, second):
            half.set(_XML_SPACE, "preserve")
        node.addnext(second)
        node = second
    rest = etree.Element(run.tag, {str(key): str(text) for key, text in run.attrib.items()})
    moved = [node, *node.itersiblings()]
    properties = child(run, "rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    rest.extend(moved)
    run.addnext(rest)


def _piece(line: Line, offset: int) -> Piece:
    """The piece that holds the letter at an offset."""
    return line.pieces[bisect_right(line.pieces, offset, key=lambda piece: piece.start) - 1]


# marking


def _insert(reading: Reading, spans: Sequence[_Span], book: _CommentBook) -> None:
    ends: list[tuple[etree._Element, str]] = []
    marks = _note_marks(reading)
    for span in spans:
        line = reading.drafts[span.line].line
        other = _stand_in(reading, marks, span)
        if other is None:
            first, last = _edges(line, span)
            comment_id = book.add(span.text)
        else:
            first = last = _outside_filled(other)
            comment_id = book.add(f"“{_quote(line.text.rstrip(), span)}”: {span.text}")
        first.addprevious(_mark(first, "commentRangeStart", comment_id))
        ends.append((last, comment_id))
    for last, comment_id in reversed(ends):
        # Put directly behind the same run, so the last one written ends up first: hence in reverse.
        last.addnext(_reference(last, comment_id, book.reference_style))
        last.addnext(_mark(last, "commentRangeEnd", comment_id))


def _edges(line: Line, span: _Span) -> tuple[etree._Element, etree._Element]:
    """The elements before and behind which the marks of a span stand."""
    first, last = _piece(line, span.start).host, _piece(line, span.end - 1).host
    for each in line.fields:
        first = each.first if each.start <= span.start < each.end else first
        last = each.last if each.start < span.end <= each.end else last
    return _outside_filled(first), _outside_filled(last)


def _note_marks(reading: Reading) -> dict[tuple[str, str], etree._Element]:
    """The run in the text that refers to each note, by part and id."""
    found: dict[tuple[str, str], etree._Element] = {}
    for draft in reading.drafts:
        for mark in draft.line.marks:
            found.setdefault((mark.part, mark.id), mark.run)
    return found


def _stand_in(
    reading: Reading, marks: dict[tuple[str, str], etree._Element], span: _Span
) -> etree._Element | None:
    """The run that bears the comment for letters in a note or a text box; None for letters that bear it."""
    draft = reading.drafts[span.line]
    host = marks[draft.part, draft.note_id] if draft.note_id else _piece(draft.line, span.start).host
    boxes = list(host.iterancestors(*BOXES))
    if boxes:
        return next(boxes[-1].iterancestors(*RUNS), None)
    return host if draft.note_id else None


def _quote(text: str, span: _Span) -> str:
    """The commented words with a few around them, so that they are found in a long note."""
    start = text.rfind(" ", 0, max(span.start - _CONTEXT, 0)) + 1 if span.start > _CONTEXT else 0
    end = text.find(" ", span.end + _CONTEXT)
    end = len(text) if end < 0 else end
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _outside_filled(host: etree._Element) -> etree._Element:
    """The outermost field or content control around `host` that Word fills itself, else `host`."""
    found = host
    for element in host.iterancestors():
        if element.tag in PARAGRAPHS:
            break
        properties = child(element, "sdtPr")
        is_field = _local(element.tag) == "fldSimple"
        if is_field or (
            properties is not None and any(_local(each.tag) in _SELF_FILLING for each in properties)
        ):
            found = element
    return found


def _mark(beside: etree._Element, name: str, comment_id: str) -> etree._Element:
    namespace = _word_namespace(beside)
    return beside.makeelement(f"{namespace}{name}", {f"{namespace}id": comment_id})


def _reference(beside: etree._Element, comment_id: str, style: str) -> etree._Element:
    namespace = _word_namespace(beside)
    run = beside.makeelement(f"{namespace}r")
    if style:
        properties = etree.SubElement(run, f"{namespace}rPr")
        etree.SubElement(properties, f"{namespace}rStyle", {f"{namespace}val": style})
    etree.SubElement(run, f"{namespace}commentReference", {f"{namespace}id": comment_id})
    return run


def _word_namespace(element: etree._Element) -> str:
    """The Word namespace in braces, also beside a formula."""
    root = str(element.getroottree().getroot().tag)
    return root[: root.index("}") + 1]


class _CommentBook:
    """The comments part: the file's own with more in it, or a new one with its arrow and content type."""

    def __init__(self, package: Package, author: str, initials: str, date: datetime) -> None:
        self._package = package
        self._signature = {
            "author": author,
            "date": date.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "initials": initials,
        }
        main = package.root(package.main)
        self._namespace = _word_namespace(main)
        self._is_new = package.part("comments") is None
        self._part = package.part("comments") or _free_name(package)
        if self._is_new:
            self._root = etree.Element(f"{self._namespace}comments", nsmap={"w": self._namespace[1:-1]})
        else:
            self._root = package.root(self._part)
            self._namespace = _word_namespace(self._root)
        self.ids = {attribute(comment, "id") or "" for comment in self._root if isinstance(comment.tag, str)}
        used = self.ids | {attribute(mark, "id") or "" for mark in main.iter("{*}commentReference")}
        self._next = 1 + max((int(each) for each in used if each.isdecimal()), default=-1)
        self._text_style, self.reference_style = _comment_styles(package)

    def add(self, text: str) -> str:
        """Write a comment and return its id."""
        comment_id = str(self._next)
        self._next += 1
        signature = {"id": comment_id, **self._signature}
        comment = self._element(self._root, "comment", **signature)
        for at, words in enumerate(_NOT_XML.sub("", text).splitlines() or [""]):
            paragraph = self._element(comment, "p")
            if self._text_style:
                self._element(self._element(paragraph, "pPr"), "pStyle", val=self._text_style)
            if not at:
                run = self._element(paragraph, "r")
                if self.reference_style:
                    self._element(self._element(run, "rPr"), "rStyle", val=self.reference_style)
                self._element(run, "annotationRef")
            letters = self._element(self._element(paragraph, "r"), "t")
            letters.text = words
            letters.set(_XML_SPACE, "preserve")
        return comment_id

    def parts(self) -> dict[str, bytes]:
        """Return the parts that are new or changed by the comments themselves."""
        made = {self._part: _serialise(self._root)}
        if self._is_new:
            made.update(self._arrow())
            made.update(self._content_type())
        return made

    def _element(self, parent: etree._Element, name: str, **attributes: str) -> etree._Element:
        named = {f"{self._namespace}{key}": text for key, text in attributes.items()}
        return etree.SubElement(parent, f"{self._namespace}{name}", named)

    def _arrow(self) -> dict[str, bytes]:
        folder, base = posixpath.split(self._package.main)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part in self._package.archive:
            root = parse_xml(self._package.archive.read(part), part, self._package.name)
        else:
            root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap=cast(Any, {None: RELATIONSHIPS}))
        taken = {each.get("Id") for each in root}
        arrow_id = next(name for at in range(1, len(taken) + 2) if (name := f"rIdThuocDo{at}") not in taken)
        is_strict = "purl.oclc.org" in self._namespace
        kinds = _STRICT_RELATIONS if is_strict else _RELATIONS
        etree.SubElement(
            root,
            f"{{{RELATIONSHIPS}}}Relationship",
            {"Id": arrow_id, "Type": f"{kinds}/comments", "Target": f"/{self._part}"},
        )
        return {part: _serialise(root)}

    def _content_type(self) -> dict[str, bytes]:
        part = "[Content_Types].xml"
        root = parse_xml(self._package.archive.read(part), part, self._package.name)
        kind = {"PartName": f"/{self._part}", "ContentType": _COMMENTS_TYPE}
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", kind)
        return {part: _serialise(root)}


def _comment_styles(package: Package) -> tuple[str, str]:
    """Ids of the styles for comment text and comment marks, empty where the file has none: none is added."""
    found = {"annotation text": "", "annotation reference": ""}
    root = package.optional_root("styles")
    for style in root if root is not None else ():
        name = (value(style, "name") or "").lower() if isinstance(style.tag, str) else ""
        if name in found:
            found[name] = attribute(style, "styleId") or ""
    return found["annotation text"], found["annotation reference"]


def _free_name(package: Package) -> str:
    folder = posixpath.dirname(package.main)
    taken = {each.casefold() for each in package.archive.names}
    names = (posixpath.join(folder, f"comments{at or ''}.xml") for at in range(len(taken) + 1))
    return next(name for name in names if name.casefold() not in taken)


def _local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


def _serialise(root: etree._Element) -> bytes:
    tree = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + tree


def _rewritten(data: bytes, name: str, changed: dict[str, bytes]) -> bytes:
    """The archive with these parts in place of its own or behind them, all others as they were."""
    archive = Archive(data, name)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        dates = [info.date_time for info in archive.infos]
        for info in archive.infos:
            content = b"" if info.is_dir() else changed.get(info.filename) or archive.read(info.filename)
            copy.writestr(
                _header(info.filename, info.date_time, info.compress_type, info.external_attr), content
            )
        for part, content in changed.items():
            if part not in archive:
                copy.writestr(_header(part, dates[0], zipfile.ZIP_DEFLATED, 0), content)
    return stream.getvalue()


def _header(
    name: str, date_time: tuple[int, int, int, int, int, int], compression: int, attributes: int
) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time)
    info.compress_type = compression
    info.external_attr = attributes
    return info
