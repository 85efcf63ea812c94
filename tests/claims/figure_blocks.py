"""Blocks and documents made by hand, for tests of figure reading."""

from __future__ import annotations

from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Figure
from thuocdo.documents import Block, BlockKind, Document, Place


class LinePlaces:
    """The block is one line of a file."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line

    def place(self, offset: int) -> Place:
        return Place(self.line, offset + 1)

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]


def document_of(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """Return a document of one block per text."""
    blocks = [Block(n, kind, text, LinePlaces(text, n + 1)) for n, text in enumerate(texts)]
    return Document("mau.txt", "txt", blocks, text="\n".join(texts))


def figures_in(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Figure]:
    """Return the figures of the texts."""
    return find_figures(document_of(*texts, kind=kind))


def texts_in(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """Return the figures of the texts as printed."""
    return [figure.text for figure in figures_in(*texts, kind=kind)]
