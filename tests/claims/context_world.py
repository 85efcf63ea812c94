"""Documents of a few sentences, read as figures with their context: the world of these tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thuocdo.claims.context import add_context
from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Figure, Reading
from thuocdo.documents import Block, BlockKind, Document, NoteMark, Place


@dataclass(frozen=True)
class OnOneLine:
    """Places of a block that is one line of its own."""

    line: int
    text: str

    def place(self, offset: int) -> Place:
        return Place(self.line, offset + 1)

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]


def document_of(*lines: str) -> Document:
    """Make a document: `# ` begins a heading, `[1] ` a note, `^1` in a line is the marker of note 1."""
    blocks: list[Block] = []
    headings: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        kind, level, note = BlockKind.PARAGRAPH, 0, None
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            line, kind = line[level:].strip(), BlockKind.HEADING
            headings = [pair for pair in headings if pair[0] < level]
        elif line.startswith("["):
            number, _, line = line[1:].partition("] ")
            kind, note = BlockKind.FOOTNOTE, int(number)
        text, marks = take_marks(line)
        above = () if note is not None else tuple(number for _, number in headings)
        blocks.append(Block(index, kind, text, OnOneLine(index + 1, text), level, above, note, tuple(marks)))
        if kind is BlockKind.HEADING:
            headings.append((level, index))
    return Document("bao-cao.txt", "txt", blocks)


def take_marks(line: str) -> tuple[str, list[NoteMark]]:
    text, marks = "", []
    while "^" in line:
        before, _, line = line.partition("^")
        text += before
        marks.append(NoteMark(int(line[0]), len(text)))
        line = line[1:]
    return text + line, marks


def read(*lines: str) -> Reading:
    document = document_of(*lines)
    return add_context(document, find_figures(document))


def figures(*lines: str) -> dict[str, Figure]:
    """Read the lines; return the figures by their printed text."""
    return {figure.text: figure for figure in read(*lines).figures}


def of_all(found: Iterable[Figure], name: str) -> list[str]:
    return [getattr(figure, name) for figure in found]
