"""Which lines make a paragraph? By white, indent, size, and whether the next word would have had room."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from thuocdo.documents.lines import Line as TextLine
from thuocdo.documents.outline import Form, read_outline
from thuocdo.documents.pdf.flow import Column, Element
from thuocdo.documents.pdf.lines import Line
from thuocdo.documents.pdf.tables import Table

_BROKEN_PAIR = re.compile(r"\w[-–/]$")
"""A range or the number of a document that goes on in the next line."""


_FORMS_IN_SENTENCES = frozenset((Form.ARABIC, Form.DECIMAL, Form.CAPITAL, Form.LETTER, Form.ROMAN))
"""Marks that look the same as the end of a sentence's figure or name."""


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph, and the column its first line stands in."""

    column: Column
    lines: list[Line] = field(default_factory=list)


def split_paragraphs(columns: Sequence[Column], lost: Set[int]) -> list[Paragraph | Table]:
    """Return the paragraphs and tables of the body; a paragraph may run over columns and pages.

    Args:
        columns: In reading order.
        lost: Identities of lines whose letters are lost; they make paragraphs of their own.
    """
    found: list[Paragraph | Table] = []
    open_one: Paragraph | None = None
    last_column: Column | None = None
    for column in columns:
        for at, element in enumerate(column.body):
            if isinstance(element, Table):
                # A table between two halves of a sentence does not end it; what follows decides.
                found.append(element)
                continue
            is_lost = id(element) in lost
            if open_one and last_column and is_lost is (id(open_one.lines[-1]) in lost):
                following = column.body[at + 1] if at + 1 < len(column.body) else None
                if is_lost or _goes_on(open_one, element, last_column, column, following):
                    open_one.lines.append(element)
                    last_column = column
                    continue
            open_one = Paragraph(column, [element])
            found.append(open_one)
            last_column = column
    return found


def is_unfinished(text: str) -> bool:
    """Tell whether a line does not end like a sentence (as the text reader sees it)."""
    return TextLine(0, 0, 0, text, 0, False, False).is_unfinished


def _goes_on(
    paragraph: Paragraph, line: Line, before: Column, column: Column, following: Element | None
) -> bool:
    last = paragraph.lines[-1]
    if abs(line.size - last.size) > 0.08 * last.size or line.is_bold is not last.is_bold:
        return False
    text = line.text
    unfinished = is_unfinished(last.text)
    if read_outline(text) and not (unfinished and _is_inside(last, line, before)):
        return False
    if before is not column:
        return _goes_on_over_columns(last, line, before, column, unfinished)
    step = line.base - last.base
    leading = column.leading or 1.3 * line.size
    if step > 1.45 * leading and step > 1.5 * line.size:
        return False
    if _is_centred(last, column) and _is_centred(line, column):
        return unfinished
    if _is_indented(paragraph, last, line, following):
        return False
    if _BROKEN_PAIR.search(last.text):
        return True
    if _had_room(last, line, column):
        return unfinished and text[:1].islower()
    return True


def _goes_on_over_columns(last: Line, line: Line, before: Column, column: Column, unfinished: bool) -> bool:
    if not unfinished:
        return False
    if line.text[:1].islower():
        return True
    if _is_centred(line, column) or line.x0 - column.left > 0.7 * line.size:
        return False
    is_beside = before.page != column.page or column.left > before.right - line.size
    if not is_beside and abs(column.left - before.left) > line.size:
        return False
    widths = sorted((before.right - before.left, column.right - column.left))
    return widths[0] > 0.8 * widths[1] and before.right - last.x1 < 1.5 * last.size


def _is_inside(last: Line, line: Line, before: Column) -> bool:
    """Whether a dash or number at the start of a line belongs to a sentence that broke off there."""
    mark = read_outline(line.text)
    if mark is None:
        return True
    goes_on = line.text[mark.end :][:1].islower()
    if mark.form is Form.DASH:
        # A name with a dash in it, broken before the dash where the line was full.
        is_level = line.x0 - last.x0 < 0.3 * line.size
        return goes_on or (is_level and not _had_room(last, line, before))
    return goes_on and mark.form in _FORMS_IN_SENTENCES


def _is_centred(line: Line, column: Column) -> bool:
    width = column.right - column.left
    left, right = line.x0 - column.left, column.right - line.x1
    return left > 0.08 * width and abs(left - right) < 0.04 * width + 2


def _is_indented(paragraph: Paragraph, last: Line, line: Line, following: Element | None) -> bool:
    """Whether a line begins a paragraph by its indent; the second line of a hanging item does not."""
    deeper = line.x0 - last.x0
    if deeper <= 0.7 * line.size:
        return False
    is_second = len(paragraph.lines) == 1
    if is_second and read_outline(last.text):
        return False
    hangs = isinstance(following, Line) and abs(following.x0 - line.x0) < 0.3 * line.size
    return not (is_second and hangs)


def _had_room(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would have fitted behind the line before: then the break was meant."""
    words = line.pieces
    end = 1
    while end < len(words) and not words[end].has_space:
        end += 1
    needed = words[end - 1].box[2] - words[0].box[0]
    return last.x1 + needed + 0.6 * line.size < column.right
