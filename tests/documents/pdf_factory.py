"""PDFs made by the tests: Vietnamese text set in columns, with notes, tables and running heads.

Everything is placed by hand on the sheet, because the tests ask whether the reader finds what was
placed: a layout engine in between would hide where the words went.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FACES = (
    ("liberation2/LiberationSerif-Regular.ttf", "liberation2/LiberationSerif-Bold.ttf"),
    ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    ("noto/NotoSerif-Regular.ttf", "noto/NotoSerif-Bold.ttf"),
)
FONT_FOLDERS = (Path("/usr/share/fonts/truetype"), Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))

REGULAR, BOLD = "Serif", "SerifBold"


@cache
def _register_fonts() -> bool:
    for folder in FONT_FOLDERS:
        for regular, bold in FACES:
            if (folder / regular).is_file() and (folder / bold).is_file():
                pdfmetrics.registerFont(TTFont(REGULAR, str(folder / regular)))
                pdfmetrics.registerFont(TTFont(BOLD, str(folder / bold)))
                return True
    return False


def need_vietnamese_font() -> None:
    """Skip, visibly, where no font has the Vietnamese letters; under CI that is a failure."""
    if _register_fonts():
        return
    if os.environ.get("CI"):
        pytest.fail("no font with Vietnamese letters: install fonts-liberation2 or fonts-dejavu")
    pytest.skip("no font with Vietnamese letters (fonts-liberation2, fonts-dejavu)")


class Piece(NamedTuple):
    """One word as it will be drawn: `rise` > 0 for a raised marker."""

    text: str
    size: float
    rise: float
    font: str

    @property
    def width(self) -> float:
        return pdfmetrics.stringWidth(self.text, self.font, self.size)


class Stroke(NamedTuple):
    top: float
    x: float
    piece: Piece


class Sheet:
    """Pages of one PDF. Distances in points, `top` measured from the upper edge of the page."""

    def __init__(self, size: tuple[float, float] = A4, **options: Any) -> None:
        need_vietnamese_font()
        self.width, self.height = size
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=size, invariant=1, **options)
        self._strokes: list[Stroke] = []
        self.interleave = False
        """Write the words of a page row by row over all columns, as many newspapers' programs do."""

    @property
    def canvas(self) -> Canvas:
        return self._canvas

    def text(self, x: float, top: float, words: str, size: float = 11, bold: bool = False) -> float:
        """Draw one line as it stands, `^{12}` raised; return where it ends."""
        for word in split_pieces(words, size, BOLD if bold else REGULAR, keep_spaces=True):
            self._strokes.append(Stroke(top, x, word))
            x += word.width
        return x

    def centred(self, top: float, words: str, size: float = 11, bold: bool = False) -> None:
        self.text((self.width - line_width(words, size, bold)) / 2, top, words, size, bold)

    def paragraph(
        self,
        x: float,
        top: float,
        width: float,
        words: str,
        *,
        size: float = 11,
        leading: float = 1.25,
        indent: float = 0,
        bold: bool = False,
        justify: bool = True,
    ) -> float:
        """Set a paragraph to a measure; return the top of the next line."""
        font = BOLD if bold else REGULAR
        lines = break_lines(words, size, font, width, indent)
        for number, line in enumerate(lines):
            start = x + (indent if number == 0 else 0)
            room = width - (indent if number == 0 else 0) - sum(sum(p.width for p in word) for word in line)
            natural = pdfmetrics.stringWidth(" ", font, size)
            gap = (
                natural
                if number == len(lines) - 1 or len(line) < 2 or not justify
                else room / (len(line) - 1)
            )
            for word in line:
                for piece in word:
                    self._strokes.append(Stroke(top, start, piece))
                    start += piece.width
                start += gap
            top += size * leading
        return top

    def rule(self, x: float, top: float, width: float, thick: float = 0.5) -> None:
        self._canvas.setLineWidth(thick)
        self._canvas.line(x, self.height - top, x + width, self.height - top)

    def grid(
        self,
        x: float,
        top: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        size: float = 10,
        height: float = 16,
        ruled: bool = True,
        header_rows: int = 1,
    ) -> float:
        """Draw a table, one line of text to a cell; return the top of what follows."""
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        if ruled:
            for number in range(len(rows) + 1):
                self.rule(x, top + number * height, edges[-1] - x)
            self._canvas.setLineWidth(0.5)
            for edge in edges:
                self._canvas.line(edge, self.height - top, edge, self.height - top - height * len(rows))
        for number, row in enumerate(rows):
            for left, words in zip(edges, row, strict=False):
                if words:
                    self.text(left + 3, top + number * height + 3, words, size, bold=number < header_rows)
        return top + height * len(rows) + 8

    def picture(self, x: float, top: float, width: float, height: float) -> None:
        from PIL import Image

        image = Image.new("L", (40, 40), 200)
        for dot in range(0, 40, 3):
            image.putpixel((dot, (dot * 7) % 40), 0)
        self._canvas.drawImage(ImageReader(image), x, self.height - top - height, width, height)

    def turn_page(self) -> None:
        strokes = sorted(self._strokes, key=lambda s: (s.top, s.x)) if self.interleave else self._strokes
        for stroke in strokes:
            piece = stroke.piece
            if piece.text == " ":
                continue
            self._canvas.setFont(piece.font, piece.size)
            # `top` is the upper edge of the line; the baseline lies about 0.8 of the size of its text lower.
            base = self.height - stroke.top - (piece.size / 0.62 if piece.rise else piece.size) * 0.8
            self._canvas.drawString(stroke.x, base + piece.rise, piece.text)
        self._strokes = []
        self._canvas.showPage()

    def data(self) -> bytes:
        if self._strokes:
            self.turn_page()
        self._canvas.save()
        return self._file.getvalue()


def split_pieces(words: str, size: float, font: str, *, keep_spaces: bool = False) -> list[Piece]:
    found = []
    for part in re.findall(r"\^\{[^}]*\}|[^ ^]+|\^(?!\{)| ", words):
        if part == " " and not keep_spaces:
            continue
        if part.startswith("^{"):
            found.append(Piece(part[2:-1], size * 0.62, size * 0.35, font))
        else:
            found.append(Piece(part, size, 0, font))
    return found


def line_width(words: str, size: float, bold: bool = False) -> float:
    return sum(p.width for p in split_pieces(words, size, BOLD if bold else REGULAR, keep_spaces=True))


def break_lines(
    words: str, size: float, font: str, width: float, indent: float = 0
) -> list[list[list[Piece]]]:
    space = pdfmetrics.stringWidth(" ", font, size)
    lines: list[list[list[Piece]]] = [[]]
    used = indent
    for word in words.split():
        pieces = split_pieces(word, size, font)
        needed = sum(piece.width for piece in pieces)
        if lines[-1] and used + needed > width:
            lines.append([])
            used = 0
        lines[-1].append(pieces)
        used += needed + space
    return lines


def join(parts: Iterable[str]) -> str:
    return "\n".join(parts)
