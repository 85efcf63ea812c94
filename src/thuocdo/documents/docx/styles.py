"""What do a paragraph's style and numbering say of it? Heading level, list depth, bold, hidden."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import regex
from lxml import etree

from thuocdo.documents.docx.names import attribute, child, is_on, value

_HEADING_NAME = regex.compile(
    r"(?:heading|tiêu đề|đề mục|đầu đề|đầu mục|mục)\s*(?P<level>[1-9])\b.*", regex.IGNORECASE
)
_CONTENTS_NAME = regex.compile(
    r"(?:toc|mục lục)\s*\d|toc heading|table of (?:figures|authorities)", regex.IGNORECASE
)
_MAX_CHAIN = 20
"""Word follows no more styles than this; a circle of `basedOn` ends here."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, its ancestors' words included.

    Attributes:
        outline: 0-based outline level, or None for body text.
        numbering: (numId, ilvl) of the list it belongs to, or None.
        is_bold, is_hidden: Properties of its letters; None where it does not say.
        is_contents: It is a style of the table of contents, whose lines repeat headings and page numbers.
    """

    outline: int | None = None
    numbering: tuple[str, int] | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    is_contents: bool = False


_PLAIN = Style()


@dataclass
class Styles:
    """The styles of a file, resolved along `basedOn`."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default_paragraph: str = ""
    _resolved: dict[str, Style] = field(default_factory=dict)

    def get(self, style_id: str | None) -> Style:
        """Return the resolved style; an unknown id is plain."""
        key = style_id or ""
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key, _MAX_CHAIN)
        return self._resolved[key]

    def _resolve(self, style_id: str, left: int) -> Style:
        element = self.elements.get(style_id)
        if element is None or not left:
            return _PLAIN
        based_on = value(element, "basedOn")
        base = self._resolve(based_on, left - 1) if based_on else _PLAIN
        name = unicodedata.normalize("NFC", value(element, "name") or "").strip()
        paragraph, letters = child(element, "pPr"), child(element, "rPr")
        outline = outline_level(paragraph)
        if outline is None and (match := _HEADING_NAME.fullmatch(name)):
            outline = int(match["level"]) - 1
        numbering = list_place(paragraph)
        if numbering is not None and not numbering[0] and base.numbering is not None:
            numbering = (base.numbering[0], numbering[1])
        bold, hidden = is_on(letters, "b"), is_on(letters, "vanish")
        return Style(
            outline=base.outline if outline is None else outline,
            numbering=base.numbering if numbering is None else numbering,
            is_bold=base.is_bold if bold is None else bold,
            is_hidden=base.is_hidden if hidden is None else hidden,
            is_contents=base.is_contents or _CONTENTS_NAME.match(name) is not None,
        )


def read_styles(root: etree._Element | None) -> Styles:
    """Return the styles of `styles.xml`; none when the part is missing."""
    styles = Styles()
    if root is None:
        return styles
    for element in root:
        style_id = attribute(element, "styleId") if isinstance(element.tag, str) else None
        if style_id:
            styles.elements[style_id] = element
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in (
                "1",
                "true",
                "on",
            ):
                styles.default_paragraph = style_id
    return styles


def outline_level(properties: etree._Element | None) -> int | None:
    """Return the outline level of `w:pPr`: 0 to 8 for headings, 9 for body text, None if not given."""
    found = value(properties, "outlineLvl")
    return int(found) if found is not None and found.isdecimal() and int(found) <= 9 else None


def list_place(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return (numId, ilvl) of `w:pPr`, or None where it has no numbering; numId `0` takes it away."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    level = value(numbering, "ilvl") or "0"
    return value(numbering, "numId") or "", min(int(level), 8) if level.isdecimal() else 0
