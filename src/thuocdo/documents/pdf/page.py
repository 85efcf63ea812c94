"""What stands on a page: words with their boxes, ruled lines, pictures.

PDFium hands out one glyph at a time; a page says nothing of words, lines or columns. Distances are
points from the upper left corner of the page as it is seen, whatever way it was turned in the file.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

MAX_GLYPHS = 150_000
"""Glyphs read of one page: a newspaper spread has about 50,000."""
MAX_OBJECTS = 60_000
"""Drawn objects looked at on one page, and path segments on one page."""
MAX_DEPTH = 6
"""Forms within forms."""

GAP = 0.16
"""A gap between two glyphs of a word, in sizes: a squeezed space is wider."""
HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium puts in place of a hyphen at the end of a line."""
LOST = frozenset((0, 0xFFFD))
SPACES = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
SOFT_HYPHEN = 0xAD
STRAIGHT = 0.03
"""Radians a line of text may lean and still be called upright."""

Box = tuple[float, float, float, float]
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Word:
    """A run of glyphs with no gap.

    Attributes:
        text: NFC.
        x0, top, x1, bottom: Box of the word, by the size of its letters and not by their ink.
        base: Distance of the base line from the upper edge.
        size: Size of the letters in points, as seen.
        is_bold: By weight or by the font's name.
        has_space: A space was written before the word.
        lost: Glyphs whose letter is not known.
        font: Number of the font within the page.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    is_bold: bool
    has_space: bool
    lost: int
    font: int


@dataclass(slots=True)
class Page:
    """One page as read.

    Attributes:
        number: 1-based.
        words: In the order of the content stream.
        turned: Words that stand at an angle to the rest: stamps, water marks, sideways labels.
        across, down: Ruled lines as (x0, y, x1, y) and (x, y0, x, y1).
        pictures: Share of the page under pictures, 0 … 1.
        fonts: Names of the fonts, by their number.
        is_cut: There were more glyphs than `MAX_GLYPHS`.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: list[Word] = field(default_factory=list)
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    pictures: float = 0
    fonts: list[str] = field(default_factory=list)
    is_cut: bool = False


@dataclass(slots=True)
class _Style:
    """What all glyphs of one text object share."""

    size: float
    is_bold: bool
    angle: float
    font: int


def read_page(source: pypdfium2.PdfDocument, index: int) -> Page:
    """Read one page."""
    handle = source[index]
    try:
        text = handle.get_textpage()
        try:
            glyphs, fonts, is_cut = _read_glyphs(text.raw)
        finally:
            text.close()
        quarter = _main_direction(glyphs)
        left, low, right, high = handle.get_cropbox()
        turn = _turned(quarter or handle.get_rotation() // 90, left, low, right, high)
        width, height = abs(right - left), abs(high - low)
        if (quarter if glyphs else handle.get_rotation() // 90) % 2:
            width, height = height, width
        page = Page(index + 1, width, height, fonts=fonts, is_cut=is_cut)
        if glyphs:
            turn = _turned(quarter, left, low, right, high)
        _fill_words(page, glyphs, turn, quarter)
        _fill_drawings(page, handle.raw, turn)
        return page
    finally:
        handle.close()


@dataclass(slots=True)
class _Glyph:
    code: int
    x: float
    """Start of the glyph on the base line, in the page's own coordinates."""
    y: float
    end_x: float
    end_y: float
    style: _Style
    has_space: bool
    is_lost: bool


def _read_glyphs(text: object) -> tuple[list[_Glyph], list[str], bool]:
    count = pdfium.FPDFText_CountChars(text)
    is_cut = count > MAX_GLYPHS
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    styles: dict[int, _Style] = {}
    fonts: dict[str, int] = {}
    glyphs: list[_Glyph] = []
    has_space = False
    unicode_of, origin_of, box_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_GetLooseCharBox,
    )
    for index in range(min(count, MAX_GLYPHS)):
        code = unicode_of(text, index)
        if code in SPACES:
            has_space = has_space or not pdfium.FPDFText_IsGenerated(text, index)
            continue
        owner = pdfium.FPDFText_GetTextObject(text, index)
        if not owner:
            continue
        key = ctypes.addressof(owner.contents)
        style = styles.get(key)
        if style is None:
            style = styles[key] = _read_style(text, index, fonts)
        origin_of(text, index, x, y)
        box_of(text, index, box)
        is_lost = bool(pdfium.FPDFText_HasUnicodeMapError(text, index))
        if abs(style.angle) < STRAIGHT:
            end = (max(box.right, x.value), y.value)
        else:
            end = _end_of_leaning(box, x.value, y.value, style.angle)
        glyphs.append(_Glyph(code, x.value, y.value, *end, style, has_space, is_lost))
        has_space = False
    return glyphs, list(fonts), is_cut


def _end_of_leaning(box: object, x: float, y: float, angle: float) -> tuple[float, float]:
    """Return where a glyph that leans ends: its box reaches that far along the direction."""
    cosine, sine = math.cos(angle), math.sin(angle)
    corners = ((cx, cy) for cx in (box.left, box.right) for cy in (box.bottom, box.top))  # type: ignore[attr-defined]
    reach = max((cx - x) * cosine + (cy - y) * sine for cx, cy in corners)
    return x + max(reach, 0) * cosine, y + max(reach, 0) * sine


def _read_style(text: object, index: int, fonts: dict[str, int]) -> _Style:
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text, index)
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        angle = math.atan2(matrix.b, matrix.a)
    else:
        angle = 0
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 128 else ""
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    lower = name.lower()
    is_bold = (
        weight >= 600 or bool(flags.value & 1 << 18) or any(w in lower for w in ("bold", "black", "heavy"))
    )
    return _Style(size if size > 0 else 1, is_bold, angle, fonts.setdefault(name, len(fonts)))


def _main_direction(glyphs: list[_Glyph]) -> int:
    """Return the number of quarter turns, counter-clockwise, of most glyphs."""
    counts = Counter(round(glyph.style.angle / (math.pi / 2)) % 4 for glyph in glyphs)
    return counts.most_common(1)[0][0] if counts else 0


def _turned(quarters: int, left: float, low: float, right: float, high: float) -> Turn:
    """Return the function from the page's own coordinates to those of the page as it is read."""
    return {
        0: lambda x, y: (x - left, high - y),
        1: lambda x, y: (y - low, x - left),
        2: lambda x, y: (right - x, y - low),
        3: lambda x, y: (high - y, right - x),
    }[quarters % 4]


def _fill_words(page: Page, glyphs: list[_Glyph], turn: Turn, quarter: int) -> None:
    right_way = quarter * math.pi / 2
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run[-1], glyph):
            _add_word(page, run, turn, right_way)
            run = []
        run.append(glyph)
    if run:
        _add_word(page, run, turn, right_way)


def _continues(last: _Glyph, glyph: _Glyph) -> bool:
    """Whether a glyph goes on with the word of the one before."""
    if glyph.has_space:
        return False
    size = last.style.size
    if last.style is not glyph.style:
        other = glyph.style
        if abs(other.angle - last.style.angle) > STRAIGHT or abs(other.size - size) > 0.08 * size:
            return False
    gap_x, gap_y = glyph.x - last.end_x, glyph.y - last.end_y
    if unicodedata.combining(chr(glyph.code)):
        return math.hypot(gap_x, gap_y) < 1.2 * size
    angle = last.style.angle
    along = gap_x * math.cos(angle) + gap_y * math.sin(angle) if angle else gap_x
    aside = gap_y * math.cos(angle) - gap_x * math.sin(angle) if angle else gap_y
    # The box of a leaning glyph is that of its corners: it reaches into the next one.
    least = -2 * size if abs(math.sin(2 * angle)) > STRAIGHT else -0.3 * size
    return least < along < GAP * size and abs(aside) < 0.08 * size


def _add_word(page: Page, run: list[_Glyph], turn: Turn, right_way: float) -> None:
    first, last = run[0], run[-1]
    letters = "".join(map(_letter, run))
    if not letters:
        return
    style = first.style
    x0, base = turn(first.x, first.y)
    x1, end = turn(last.end_x, last.end_y)
    lean = abs((style.angle - right_way + math.pi) % (2 * math.pi) - math.pi)
    is_turned = lean > 10 * STRAIGHT
    if is_turned:
        top, bottom = sorted((base, end))
        x0, x1 = sorted((x0, x1))
    else:
        top, bottom = base - 0.8 * style.size, base + 0.22 * style.size
    lost = sum(glyph.is_lost or _is_lost(glyph.code) for glyph in run)
    word = Word(
        unicodedata.normalize("NFC", letters), x0, top, max(x0, x1), bottom, base,
        style.size, style.is_bold, first.has_space, lost, style.font,
    )  # fmt: skip
    (page.turned if is_turned else page.words).append(word)


def _letter(glyph: _Glyph) -> str:
    code = glyph.code
    if code in HYPHENS:
        return "-"
    if code == SOFT_HYPHEN or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    if code in LOST or code < 0x20 or 0x7F <= code < 0xA0:
        return "\ufffd"
    return chr(code)


def _is_lost(code: int) -> bool:
    """Whether a code stands for no letter: private use, replacement, control."""
    if code in HYPHENS:
        return False
    return code in LOST or code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code <= 0xF8FF


def _fill_drawings(page: Page, handle: object, turn: Turn) -> None:
    budget = [MAX_OBJECTS]
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    area = 0.0
    objects = (
        pdfium.FPDFPage_GetObject(handle, index) for index in range(pdfium.FPDFPage_CountObjects(handle))
    )
    for item, kind, matrix in _walk(objects, identity, budget, 0):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(page, item, matrix, turn, budget)
        else:
            area += abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
    page.pictures = min(1.0, area / (page.width * page.height)) if page.width and page.height else 0.0


Matrix = tuple[float, float, float, float, float, float]


def _walk(
    objects: Iterator[object], outer: Matrix, budget: list[int], depth: int
) -> Iterator[tuple[object, int, Matrix]]:
    """Yield the paths and pictures of a page, within forms too, with their matrix on the page."""
    for item in objects:
        budget[0] -= 1
        if budget[0] < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        own = pdfium.FS_MATRIX()
        matrix = outer
        if pdfium.FPDFPageObj_GetMatrix(item, own):
            matrix = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind, matrix
        elif depth < MAX_DEPTH:
            count = pdfium.FPDFFormObj_CountObjects(item)
            inner = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(max(count, 0)))
            yield from _walk(inner, matrix, budget, depth + 1)


def _multiply(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _read_path(page: Page, item: object, matrix: Matrix, turn: Turn, budget: list[int]) -> None:
    """Add the level and upright lines of a path; of filled shapes only the thin ones."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        budget[0] -= 1
        if budget[0] < 0:
            return
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            _add_lines(page, points, bool(stroke.value))
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    _add_lines(page, points, bool(stroke.value))


def _add_lines(page: Page, points: list[tuple[float, float]], is_stroked: bool) -> None:
    if len(points) < 2:
        return
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= 3 or x1 - x0 <= 3:
        if x1 - x0 > max(5, y1 - y0):
            page.across.append((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
        elif y1 - y0 > 5:
            page.down.append(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
        return
    if not is_stroked:
        return
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if abs(ay - by) < 0.5 and abs(ax - bx) > 5:
            page.across.append((min(ax, bx), ay, max(ax, bx), ay))
        elif abs(ax - bx) < 0.5 and abs(ay - by) > 5:
            page.down.append((ax, min(ay, by), ax, max(ay, by)))
