"""Markdown: CommonMark's headings, paragraphs, lists and emphasis, pipe tables, and `[^1]` footnotes.

Written by hand and not with a parser of the market, because those give the line of a block and nothing
finer, and here every letter must lead back to its column. Indented text is read as text: in reports it
is a paragraph with an indent far more often than a program.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from thuocdo.documents.compose import Composer, Part
from thuocdo.documents.encoding import decode_text
from thuocdo.documents.grids import make_grid
from thuocdo.documents.lines import Line, join_lines, split_lines
from thuocdo.documents.model import Document
from thuocdo.documents.notes import check_notes
from thuocdo.documents.places import SourceText
from thuocdo.documents.runs import Runs

_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_CLOSING_MARKS = re.compile(r"\s+#+$")
_UNDERLINE = re.compile(r"=+|-{2,}")
_RULE = re.compile(r"(?:[*_-]\s*){3,}")
_QUOTE = re.compile(r"(?:>\s?)+")
_BULLET = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*")
_TABLE_RULER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_INLINE = re.compile(
    r"""
    (?P<comment><!--.{0,500}?-->)
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<note>\[\^[^\]\s]{1,60}\])
  | (?P<image>!\[[^\]]{0,400}\]\([^()\s]{0,2000}(?:\s+"[^"]{0,400}")?\))
  | (?P<link>\[(?P<label>[^\[\]]{1,2000})\](?:\([^()\s]{0,2000}(?:\s+"[^"]{0,400}")?\)|\[[^\[\]]{0,200}\]))
  | (?P<tag></?[a-zA-Z][^<>]{0,400}>)
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});)
  | (?P<code>`+)
  | (?P<strike>~~)
  | (?P<star>\*{1,3})
  | (?P<under>(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_]))
    """,
    re.VERBOSE | re.DOTALL,
)


def read_markdown(data: bytes, name: str) -> Document:
    """Read a Markdown file.

    Raises:
        DocumentError: Not Unicode, or not text at all.
    """
    source = SourceText(decode_text(data, name))
    reader = _Reader(source)
    reader.read()
    blocks = tuple(reader.composer.blocks)
    return Document(name, "md", blocks, tuple(check_notes(blocks, name)), source.original)


class _Reader:
    """Gathers lines into blocks."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.lines = [_without_quote(line) for line in split_lines(source)]
        self.composer = Composer()
        self.notes: dict[int, list[Runs]] = {}
        self.numbers: dict[str, int] = {}
        self.open: list[Line] = []
        self.skip = 0
        self.depth = 0
        self.is_bullet = False
        self.note: int | None = None
        self.tables = 0
        self._number_notes()

    def _number_notes(self) -> None:
        """Numbers of notes: their own where they have one, the next free ones for names."""
        names = list(dict.fromkeys(re.findall(r"\[\^([^\]\s]{1,60})\]", self.source.text)))
        self.numbers = {name: int(name) for name in names if name.isdigit() and len(name) < 6}
        free = max(self.numbers.values(), default=0)
        for name in names:
            if name not in self.numbers:
                free += 1
                self.numbers[name] = free

    def read(self) -> None:
        at = self._skip_front_matter()
        while at < len(self.lines):
            at = self._read_line(at)
        self._flush()
        for number in sorted(self.notes):
            for runs in self.notes[number]:
                if (part := runs.part(self.source)) is not None:
                    self.composer.add_note(part, number)

    def _skip_front_matter(self) -> int:
        if not self.lines or self.lines[0].text != "---":
            return 0
        for line in self.lines[1:200]:
            if line.text in {"---", "..."}:
                return line.number + 1
        return 0

    def _read_line(self, at: int) -> int:
        line = self.lines[at]
        text = line.text
        if not text:
            self._flush()
            return at + 1
        if fence := _FENCE.match(text):
            self._flush()
            return self._behind_fence(at, fence[1])
        if heading := _HEADING.match(text):
            self._flush()
            self._add_heading(line, heading)
            return at + 1
        if self.open and _UNDERLINE.fullmatch(text) and not self.is_bullet and self.note is None:
            self._flush(heading=1 if text[0] == "=" else 2)
            return at + 1
        if _RULE.fullmatch(text) and text.strip("_"):
            self._flush()
            return at + 1
        if "|" in text and (behind := self._read_table(at)):
            return behind
        self._read_prose(line)
        return at + 1

    def _read_prose(self, line: Line) -> None:
        if note := _NOTE.match(line.text):
            self._flush()
            self.note = self.numbers[note[1]]
            self._begin(line, note.end())
        elif bullet := _BULLET.match(line.text):
            self._flush()
            self.is_bullet, self.depth = True, 1 + line.indent // 2
            self._begin(line, bullet.end())
        elif _NUMBERED.match(line.text):
            self._flush()
            self.depth = 1 + line.indent // 2
            self._begin(line, 0)
        elif self.open:
            self.open.append(line)
        else:
            if line.indent < 2:
                self.note = None
            self._begin(line, 0)

    def _begin(self, line: Line, skip: int) -> None:
        self.open, self.skip = [line], skip

    def _flush(self, heading: int = 0) -> None:
        """End the open block."""
        if not self.open:
            return
        runs = Runs()
        for piece in _joined(self.open, self.skip):
            self._read_inline(*piece, runs)
        if self.note is not None:
            self.notes.setdefault(self.note, []).append(runs)
        elif (part := runs.part(self.source)) is not None:
            self._add(part, heading)
        self.open = []
        self.is_bullet, self.depth = False, 0

    def _add(self, part: Part, heading: int) -> None:
        if heading:
            self.composer.add_heading(part, heading)
        elif self.is_bullet or self.depth > 1:
            self.composer.add_item(part, self.depth)
        else:
            self.composer.add_prose(part)

    def _add_heading(self, line: Line, heading: re.Match[str]) -> None:
        end = line.end
        if closing := _CLOSING_MARKS.search(line.text, heading.end()):
            end = line.start + closing.start()
        runs = Runs()
        self._read_inline(line.start + heading.end(), end, runs)
        self.note = None
        if (part := runs.part(self.source)) is not None:
            self.composer.add_heading(part, len(heading[1]))

    def _behind_fence(self, at: int, fence: str) -> int:
        for line in self.lines[at + 1 :]:
            if line.text.startswith(fence) and not line.text.strip(fence[0]):
                return line.number + 1
        return len(self.lines)

    def _read_table(self, at: int) -> int:
        """Read the table that begins here; return the line behind it, or 0 if none begins."""
        if at + 1 >= len(self.lines) or not _TABLE_RULER.fullmatch(self.lines[at + 1].text):
            return 0
        end = at
        while end < len(self.lines) and "|" in self.lines[end].text:
            end += 1
        grid = make_grid(self.lines[at:end], "|", self.source.text, self.tables)
        if grid is None:
            return 0
        self._flush()
        self.tables += 1
        for cell in grid.cells:
            runs = Runs()
            self._read_inline(cell.start, cell.end, runs)
            if (part := runs.part(self.source)) is not None:
                self.composer.add_cell(part, (cell.table, cell.row, cell.column), cell.is_header)
        return end

    def _read_inline(self, start: int, end: int, runs: Runs) -> None:
        """Add the words between two offsets, markup left out."""
        text = self.source.text
        begin = start
        stars = text.count("*", start, end)
        for match in _INLINE.finditer(text, start, end):
            if match.start() < begin:
                continue
            kind = match.lastgroup
            if kind == "label":
                kind = "link"
            if kind == "star" and _is_star(text, match, stars, (start, end)):
                continue
            runs.add(text[begin : match.start()], begin)
            begin = match.end()
            if kind == "link":
                self._read_inline(match.start("label"), match.end("label"), runs)
            elif kind == "escape":
                runs.add(match[0][1], match.start() + 1)
            elif kind == "entity":
                _add_entity(match, runs)
            elif kind == "note":
                runs.mark(self.numbers[match[0][2:-1]])
            elif kind == "tag" and match[0].lower().startswith("<br"):
                runs.add_blank(match.start())
        runs.add(text[begin:end], begin)


def _without_quote(line: Line) -> Line:
    """The line without the marks of a quotation."""
    quote = _QUOTE.match(line.text)
    if quote is None:
        return line
    size = quote.end()
    rest = line.text[size:]
    return Line(line.number, line.start + size, line.end, rest, 0, line.has_tail, line.has_gap)


def _joined(lines: list[Line], skip: int) -> Iterator[tuple[int, int]]:
    """The slices of a paragraph, joints included."""
    before: Line | None = None
    start = lines[0].start + skip
    for line in lines:
        if before is None:
            before = line
            continue
        drop, joint = join_lines(before, line)
        hard = before.text.endswith("\\")
        yield start, before.end - drop - hard
        if joint:
            yield before.end, before.end + 1
        start, before = line.start, line
    if before is not None:
        yield start, before.end


def _is_star(text: str, match: re.Match[str], stars: int, bounds: tuple[int, int]) -> bool:
    """A star that is no emphasis: blank on both sides, alone in brackets, or the only one of its block."""
    left = text[match.start() - 1] if match.start() > bounds[0] else " "
    right = text[match.end()] if match.end() < bounds[1] else " "
    if (left.isspace() and right.isspace()) or (left == "(" and right == ")"):
        return True
    return stars == len(match[0])


def _add_entity(match: re.Match[str], runs: Runs) -> None:
    letter = html.unescape(match[0])
    if letter == match[0] or (len(letter) == 1 and letter >= " "):
        runs.add(letter, match.start())
