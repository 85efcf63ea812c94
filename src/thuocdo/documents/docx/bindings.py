"""To which facts are the content controls of a Word file tied? What the bound XML part says of each.

A control names a part by its store id and a node in it by a simple path (ECMA-376 part 1, 17.5.2.6). Only
paths of steps with positions are followed, as Word writes them: a file from outside runs no expressions here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import regex
from lxml import etree

from thuocdo.documents.docx.names import CUSTOM_XML, attribute, child, value
from thuocdo.documents.docx.package import Package
from thuocdo.documents.problems import DocumentError

_STEP = regex.compile(r"/(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?:\[(?P<at>\d{1,6})\])?")
_LAST = regex.compile(r"/(?:@(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)|text\(\)(?:\[1\])?)")
_PREFIX = regex.compile(r"""xmlns:(?P<prefix>[\w.-]+)=(?P<quote>['"])(?P<uri>.*?)(?P=quote)""")


class Stores:
    """The custom XML parts of a file, by store id."""

    def __init__(self, package: Package) -> None:
        """Take the file; parts are read when a control asks for one."""
        self._package = package
        self._roots: dict[str, etree._Element] | None = None

    def tag(self, control: etree._Element) -> str:
        """Return the tag of a control, else its alias, NFC; empty where it has neither."""
        properties = child(control, "sdtPr")
        return unicodedata.normalize("NFC", value(properties, "tag") or value(properties, "alias") or "")

    def data(self, control: etree._Element) -> Mapping[str, str]:
        """Return what the bound node says: its attributes, its simple children, its words as `text`."""
        binding = child(child(control, "sdtPr"), "dataBinding")
        if binding is None:
            return {}
        path = attribute(binding, "xpath") or ""
        prefixes = {
            match["prefix"]: match["uri"]
            for match in _PREFIX.finditer(attribute(binding, "prefixMappings") or "")
        }
        found = {"xpath": path}
        root = self._stores().get((attribute(binding, "storeItemID") or "").upper())
        if root is not None:
            found.update(_describe(root, path, prefixes))
        return found

    def _stores(self) -> dict[str, etree._Element]:
        if self._roots is None:
            self._roots = {}
            for arrow in self._package.relationships:
                if arrow.kind == "customXml" and arrow.target in self._package.archive:
                    self._add(arrow.target)
        return self._roots

    def _add(self, part: str) -> None:
        assert self._roots is not None  # noqa: S101
        try:
            for arrow in self._package.relationships_of(part):
                if arrow.kind == "customXmlProps":
                    properties = self._package.root(arrow.target)
                    for namespace in CUSTOM_XML:
                        store = properties.get(f"{{{namespace}}}itemID")
                        if store:
                            self._roots[store.upper()] = self._package.root(part)
        except DocumentError as error:
            self._package.warn(error)


def _describe(root: etree._Element, path: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    node: etree._Element | None = None
    at = 0
    last_attribute = ""
    while at < len(path):
        if last := _LAST.fullmatch(path, at):
            uri = prefixes.get(last["prefix"] or "", "")
            last_attribute = f"{{{uri}}}{last['name']}" if uri else last["name"] or ""
            break
        step = _STEP.match(path, at)
        if step is None:
            return {}
        at = step.end()
        uri = prefixes.get(step["prefix"] or "", "")
        name = f"{{{uri}}}{step['name']}" if uri else step["name"]
        position = int(step["at"] or 1)
        if node is None:
            node = root if root.tag == name and position == 1 else None
        else:
            node = next((each for n, each in enumerate(node.iterchildren(name), 1) if n == position), None)
        if node is None:
            return {}
    if node is None:
        return {}
    found = {_local(key): _composed(str(text)) for key, text in node.attrib.items()}
    found |= {
        _local(inner.tag): _composed(inner.text or "")
        for inner in node
        if isinstance(inner.tag, str) and not len(inner)
    }
    words = node.get(last_attribute, "") if last_attribute else node.text
    found["text"] = _composed(words or "")
    return found


def _local(name: object) -> str:
    return str(name).rsplit("}", 1)[-1]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
