"""HTML: paragraphs, headings, lists, tables and linked notes; scripts, styles and navigation left out.

The tokens are cut here and not by a tree builder, because every letter must lead back to its column in
the file; the cutting is linear whatever the file holds. Nothing is fetched, no entity is declared.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from thuocdo.documents.compose import Composer, Part
from thuocdo.documents.encoding import decode_text
from thuocdo.documents.model import Document
from thuocdo.documents.notes import check_notes
from thuocdo.documents.places import SourceText
from thuocdo.documents.runs import Runs

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,40}+)(?P<rest>(?:[^<>"']++|"[^"]{0,1000}+"|'[^']{0,1000}+')*+)>"""
)
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z][\w:-]{0,40})(?:\s*=\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,2000})))?"""
)
_WORDS = re.compile(
    r"[ \t\r\n\f]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});?|&"
    r"|[^ \t\r\n\f&]+(?:[ \n][^ \t\r\n\f&]+)*+"
)
_DROPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "svg",
        "nav",
        "iframe",
        "object",
        "textarea",
        "title",
        "button",
        "select",
    }
)
_RAW = frozenset({"script", "style", "textarea", "title"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "caption",
    }
)
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track"}
)
_LABEL = re.compile(r"\s*[\[(]?(\d{1,3}|[*†‡])[\])]?[.:]?\s*")
_NUMBER = re.compile(r"\d{1,3}")
_NOTE_TARGET = re.compile(r"fn|ftn|edn|note|cite|chu-?thich|ref", re.IGNORECASE)
_BACK_TARGET = re.compile(r"ref|back|return", re.IGNORECASE)
_BACK_SIGNS = frozenset({"↩", "↩︎", "↑", "^", "⤴", "↵"})
_UNIT = re.compile(r"(?:[kcdmh]?m|[A-Z]{1,3}|[a-z]|10)")
_SENTENCE_END = (".", ":", ";", "!", "?", "…")
_LONGEST_CELL = 600


def read_html(data: bytes, name: str) -> Document:
    """Read an HTML file.

    Raises:
        DocumentError: Not Unicode, or not text at all.
    """
    source = SourceText(decode_text(data, name))
    reader = _Reader(source)
    reader.read()
    blocks = tuple(reader.composer.blocks)
    return Document(name, "html", blocks, tuple(check_notes(blocks, name)), source.original)


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag (name, attributes as text) or, without a name, text from start to end."""

    start: int
    end: int
    name: str = ""
    is_close: bool = False
    rest: str = ""


def _tokens(text: str) -> Iterator[_Token]:
    """Cut the text into tags and the text between them; comments and raw elements are left out."""
    at, size = 0, len(text)
    last_end = text.rfind(">")
    while at < size:
        less = text.find("<", at)
        if less < 0:
            yield _Token(at, size)
            return
        if less > at:
            yield _Token(at, less)
        if less > last_end:
            yield _Token(less, size)
            return
        token, at = _tag(text, less)
        if token is None:
            continue
        yield token
        if token.name in _RAW and not token.is_close:
            closing = re.compile(f"</{token.name}\\b", re.IGNORECASE).search(text, at)
            at = closing.start() if closing else size


def _tag(text: str, at: int) -> tuple[_Token | None, int]:
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return None, len(text) if end < 0 else end + 3
    if text.startswith(("<!", "<?"), at):
        end = text.find(">", at)
        return None, len(text) if end < 0 else end + 1
    match = _TAG.match(text, at)
    if match is None:
        if text[at + 1 : at + 2].isalpha() or text[at + 1 : at + 2] == "/":
            # A tag too long or broken to be cut into attributes: its end is the next bracket.
            end = text.find(">", at, at + 2_000_000)
            if end >= 0:
                name = re.match(r"</?([a-zA-Z]\w*)", text[at : at + 50])
                return _Token(at, end + 1, name[1].lower() if name else "span", text[at + 1] == "/"), end + 1
        return _Token(at, at + 1), at + 1
    return _Token(at, match.end(), match["name"].lower(), bool(match["close"]), match["rest"]), match.end()


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    is_header: bool = False
    taken: dict[int, int] = field(default_factory=dict)
    """Last row that a cell from above reaches into, by column."""


@dataclass(slots=True)
class _Link:
    """A link being read: where it points and how long the text was before it."""

    target: str
    length: int
    runs: int


class _Reader:
    """Walks over the tokens and gathers blocks."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.composer = Composer()
        self.runs = Runs()
        self.dropped = ""
        self.drop_depth = 0
        self.heading = 0
        self.item_depth = 0
        self.in_item = False
        self.tables: list[_Table] = []
        self.table_count = 0
        self.link: _Link | None = None
        self.raised: _Link | None = None
        self.ids: list[str] = []
        self.targets: dict[str, int] = {}
        self.parts: list[tuple[Part, str, int, tuple[int, int, int] | None, bool]] = []
        self.part_ids: dict[str, int] = {}

    def read(self) -> None:
        for token in _tokens(self.source.text):
            if not token.name:
                if not self.dropped:
                    self._read_text(token.start, token.end)
            elif self.dropped:
                self._skip(token)
            elif token.is_close:
                self._close(token)
            else:
                self._open(token)
        self._flush()
        self._compose()

    # --- tags ---

    def _skip(self, token: _Token) -> None:
        if token.name == self.dropped and not token.rest.endswith("/"):
            self.drop_depth += -1 if token.is_close else 1
            if self.drop_depth == 0:
                self.dropped = ""

    def _open(self, token: _Token) -> None:
        name = token.name
        attributes = _attributes(token.rest)
        if name in _DROPPED or "hidden" in attributes:
            if name not in _VOID and not token.rest.endswith("/"):
                self.dropped, self.drop_depth = name, 1
            return
        if name in _BLOCKS:
            self._flush()
        self.ids += [attributes[key] for key in ("id", "name") if attributes.get(key)]
        if name == "br":
            self._break(token.start)
        elif name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.heading = int(name[1])
        elif name in {"ul", "ol"}:
            self.item_depth += 1
        elif name == "li":
            self.in_item = True
        elif name == "a" and attributes.get("href", "").startswith("#"):
            self.link = _Link(attributes["href"][1:], self.runs.length, len(self.runs.runs))
        elif name == "sup":
            self.raised = _Link("", self.runs.length, len(self.runs.runs))
        else:
            self._open_table(name, attributes)

    def _open_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.tables.append(_Table(self.table_count))
            self.table_count += 1
        elif not self.tables:
            return
        elif name == "tr":
            table = self.tables[-1]
            table.row += 1
            table.column = -1
        elif name in {"td", "th"}:
            table = self.tables[-1]
            table.row = max(table.row, 0)
            table.column += 1
            while table.taken.get(table.column, -1) >= table.row:
                table.column += 1
            across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            for column in range(table.column, table.column + across):
                table.taken[column] = table.row + down - 1
            table.is_header = name == "th" or attributes.get("scope") is not None

    def _close(self, token: _Token) -> None:
        name = token.name
        if name in _BLOCKS:
            self._flush()
        if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.heading = 0
        elif name in {"ul", "ol"}:
            self.item_depth = max(0, self.item_depth - 1)
        elif name == "li":
            self.in_item = False
        elif name == "table" and self.tables:
            self.tables.pop()
        elif name == "a" and self.link is not None:
            self._end_link(self.link, is_raised=self.raised is not None)
            self.link = None
        elif name == "sup" and self.raised is not None:
            if self.link is None:
                self._end_link(self.raised, is_raised=True)
            self.raised = None

    def _end_link(self, link: _Link, *, is_raised: bool) -> None:
        """A link or raised number may be the marker of a note: then it is cut out of the text."""
        inside = "".join(text for text, _ in self.runs.runs[link.runs :])
        label = _LABEL.fullmatch(inside) if len(inside) < 20 else None
        if label is None:
            if inside.strip() in _BACK_SIGNS:
                self.runs.cut(link.runs, link.length)
            return
        if link.target:
            if is_raised or _NOTE_TARGET.search(link.target):
                self.runs.cut(link.runs, link.length)
                self._mark_linked(link.target, label[1])
        elif _NUMBER.fullmatch(label[1]):
            before = "".join(text for text, _ in self.runs.runs[max(0, link.runs - 4) : link.runs])
            if not _is_power(before):
                self.runs.cut(link.runs, link.length)
                self._mark_raised(int(label[1]))

    def _mark_linked(self, target: str, label: str) -> None:
        if not self.runs.runs and _BACK_TARGET.search(target):
            # "[1]" in front of the note itself leads back to the text.
            return
        number = self.targets.get(target)
        if number is None:
            free = 1 + max(self.targets.values(), default=0)
            number = int(label) if _NUMBER.fullmatch(label) else free
            self.targets[target] = number
        self.runs.mark(number)

    def _mark_raised(self, number: int) -> None:
        """A raised number without a link: in front of a block it is the note's own number."""
        if self.runs.runs:
            self.targets.setdefault(f"\0{number}", number)
            self.runs.mark(number)
        else:
            self.ids.append(f"\0{number}")

    def _break(self, at: int) -> None:
        if not self.runs.runs:
            return
        text = self.runs.runs[-1][0].rstrip()
        behind = self.source.text[at : at + 40].lower()
        if text.endswith(_SENTENCE_END) or behind.count("<br") > 1:
            self._flush()
        else:
            self.runs.add_blank(at)

    # --- text ---

    def _read_text(self, start: int, end: int) -> None:
        text = self.source.text
        for match in _WORDS.finditer(text, start, end):
            piece = match[0]
            if piece[0] in " \t\r\n\f":
                self.runs.add_blank(match.start())
            elif piece[0] == "&":
                letter = html.unescape(piece)
                if len(letter) == 1 or letter == piece:
                    self.runs.add(letter, match.start())
            else:
                self.runs.add(piece, match.start())

    # --- blocks ---

    def _flush(self) -> None:
        runs, self.runs = self.runs, Runs()
        self.link = self.raised = None
        part = runs.part(self.source)
        if part is None:
            return
        for name in self.ids:
            self.part_ids.setdefault(name, len(self.parts))
        self.ids = []
        table = self.tables[-1] if self.tables else None
        if table is not None and table.column >= 0 and len(part.text) <= _LONGEST_CELL:
            cell = (table.number, table.row, table.column)
            self.parts.append((part, "cell", 0, cell, table.is_header))
        elif self.heading:
            self.parts.append((part, "heading", self.heading, None, False))
        elif self.in_item and self.item_depth:
            self.parts.append((part, "item", self.item_depth, None, False))
        else:
            self.parts.append((part, "prose", 0, None, False))

    def _compose(self) -> None:
        notes = {
            self.part_ids[target]: number
            for target, number in self.targets.items()
            if target in self.part_ids
        }
        kept: list[tuple[int, Part]] = []
        for at, (part, kind, level, cell, is_header) in enumerate(self.parts):
            if at in notes:
                kept.append((notes[at], part))
            elif kind == "cell" and cell is not None:
                self.composer.add_cell(part, cell, is_header or _is_label(cell, part.text))
            elif kind == "heading":
                self.composer.add_heading(part, level)
            elif kind == "item":
                self.composer.add_item(part, level)
            else:
                self.composer.add_prose(part)
        for number, part in sorted(kept, key=lambda note: note[0]):
            self.composer.add_note(part, number)


def _attributes(rest: str) -> dict[str, str]:
    if not rest.strip("/ "):
        return {}
    return {
        match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(rest[:8000])
    }


def _span(value: str | None) -> int:
    """Cells taken by a span; hostile values are cut."""
    return (
        min(max(int(value), 1), 100)
        if value and value.isascii() and value.isdigit() and len(value) < 6
        else 1
    )


def _is_power(before: str) -> bool:
    """Whether a raised number belongs to a unit or a power of ten and is no marker: m², CO₂, 10⁶."""
    words = before.split()
    return (
        bool(words)
        and not before[-1:].isspace()
        and _UNIT.fullmatch(words[-1].lstrip("(0123456789,.")) is not None
    )


def _is_label(cell: tuple[int, int, int], text: str) -> bool:
    """The first row and the first column of a table without marked headers: words, not numbers."""
    return (cell[1] == 0 or cell[2] == 0) and not text[:1].isdigit()
