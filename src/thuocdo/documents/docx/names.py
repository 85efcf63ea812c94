"""What are the elements of a Word file called? Transitional and Strict names of ISO/IEC 29500 side by side.

Code below asks for local names (`p`, `r`, `t` …); which of the two namespaces a file uses is decided here.
"""

from __future__ import annotations

from lxml import etree

from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import Text, Where

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CUSTOM_XML = (
    "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "http://purl.oclc.org/ooxml/officeDocument/customXml",
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

_WORD_NAMES = (
    *("b", "bdo", "body", "br", "cellDel", "cr", "customXml", "del", "dir", "drawing", "endnote"),
    *("endnoteReference", "fldChar", "fldSimple", "footnote", "footnoteReference", "hyperlink", "ins"),
    *("instrText", "moveFrom", "moveTo", "noBreakHyphen", "object", "p", "pPr", "pict", "ptab", "r"),
    *("rPr", "rStyle", "ruby", "sdt", "smartTag", "sym", "t", "tab", "tbl", "tc", "tr", "vanish"),
)
_MATH_NAMES = ("oMath", "oMathPara")

LOCAL: dict[object, str] = {
    **{f"{{{namespace}}}{name}": name for namespace in WORD for name in _WORD_NAMES},
    **{f"{{{namespace}}}{name}": name for namespace in MATH for name in _MATH_NAMES},
    f"{{{MARKUP_COMPATIBILITY}}}AlternateContent": "AlternateContent",
}
"""Local name of every element that carries or encloses text; no other element is in it."""

OFF = ("0", "false", "off")
"""Values of an on/off property that is off (ST_OnOff)."""
MATH_TEXT = tuple(f"{{{namespace}}}t" for namespace in MATH)
BOXES = tuple(f"{{{namespace}}}txbxContent" for namespace in WORD)
RUNS = tuple(f"{{{namespace}}}r" for namespace in WORD)
PARAGRAPHS = tuple(f"{{{namespace}}}p" for namespace in WORD)


def parse_xml(data: bytes, part: str, file: str) -> etree._Element:
    """Return the root of a part, with entities, external files and network off; `DocumentError` otherwise."""
    where = Where(file=file)
    try:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False
        )
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = Text(f"{part} ({error})", f"{part} ({error})")
        raise DocumentError(make_problem("VK027", where, what, MEND_IN_WORD)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        # No Office program writes one; it is the door of entity bombs and of reading foreign files (XXE).
        raise DocumentError(make_problem("VK028", where, Text(part, part), MEND_IN_WORD))
    return root


MEND_IN_WORD = Text(
    "mở bằng Word (Word tự sửa được nhiều lỗi), lưu lại thành .docx rồi kiểm tra tệp mới",
    "open it in Word (which mends many faults), save it as .docx and check the new file",
)


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute in the element's own namespace, or None."""
    tag = element.tag
    return element.get(f"{tag[: tag.index('}') + 1]}{name}")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that name in the element's own namespace, or None."""
    if element is None:
        return None
    tag = element.tag
    return element.find(f"{tag[: tag.index('}') + 1]}{name}")


def value(element: etree._Element | None, name: str) -> str | None:
    """Return the `val` attribute of a child, or None where there is no such child."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Return an on/off property (ST_OnOff): None where it is not given."""
    found = child(element, name)
    if found is None:
        return None
    return attribute(found, "val") not in OFF
