"""How are a Word file's lists numbered? The kind of number gives a heading its level."""

from __future__ import annotations

from lxml import etree

from thuocdo.documents.docx.names import attribute, child, value


class Numbering:
    """The lists of `numbering.xml`."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the root of the part, or None where the file has no lists."""
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, str] = {}
        if root is None:
            return
        for element in root:
            name = str(element.tag)
            if name.endswith("}abstractNum"):
                self._abstract[attribute(element, "abstractNumId") or ""] = element
            elif name.endswith("}num"):
                self._lists[attribute(element, "numId") or ""] = value(element, "abstractNumId") or ""

    def label(self, list_id: str, depth: int) -> str:
        """Return the pattern of a level with first numbers (`I.`, `1.1.`, `a)`), empty for a bullet."""
        formats: dict[int, str] = {}
        pattern = ""
        for level in self._abstract.get(self._lists.get(list_id, ""), ()):
            if not str(level.tag).endswith("}lvl"):
                continue
            at = attribute(level, "ilvl") or ""
            if at.isdecimal():
                formats[int(at)] = value(level, "numFmt") or "decimal"
                if int(at) == depth:
                    text = child(level, "lvlText")
                    pattern = (attribute(text, "val") or "") if text is not None else ""
        if formats.get(depth, "bullet") in ("bullet", "none"):
            return ""
        for step, kind in formats.items():
            pattern = pattern.replace(f"%{step + 1}", _FIRST.get(kind, "1"))
        return pattern


_FIRST = {"upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a", "decimalZero": "01"}
