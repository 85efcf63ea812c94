"""Which parts does a Word file have? Found by their relationships, as ECMA-376 part 2 says."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from thuocdo.documents.archive import Archive
from thuocdo.documents.docx.names import MEND_IN_WORD, RELATIONSHIPS, WORD, parse_xml
from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import Problem, Severity, Text, Where

_OTHER_KINDS = {
    "xl/": Text("tệp bảng tính Excel", "an Excel workbook"),
    "ppt/": Text("tệp trình chiếu PowerPoint", "a PowerPoint presentation"),
    "visio/": Text("tệp Visio", "a Visio drawing"),
}
_HOSTILE = ("VK024", "VK025", "VK028")
_SAVE_AS_DOCX = Text("lưu thành Word Document (*.docx)", "save it as Word Document (*.docx)")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another.

    Attributes:
        id: Id within its source part (e.g. `rId4`).
        kind: Last step of the relationship type (e.g. `footnotes`), the same in Transitional and Strict.
        target: Name of the part it leads to, from the root of the package without a leading slash.
    """

    id: str
    kind: str
    target: str


class Package:
    """The parts of a Word file, parsed when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file; `DocumentError` when it is not a Word file."""
        self.name = name
        self.archive = Archive(data, name)
        self.problems: list[Problem] = []
        self._trees: dict[str, etree._Element] = {}
        self.main = self._main_part()
        self.relationships = self.relationships_of(self.main)

    def root(self, part: str) -> etree._Element:
        """Return the root element of a part; `DocumentError` when it is missing or broken."""
        if part not in self._trees:
            self._trees[part] = parse_xml(self.archive.read(part), part, self.name)
        return self._trees[part]

    def part(self, kind: str) -> str | None:
        """Return the name of the part the main part relates to as `kind`, or None."""
        return next((arrow.target for arrow in self.relationships if arrow.kind == kind), None)

    def optional_root(self, kind: str) -> etree._Element | None:
        """Return the root of a part that a document can do without; a broken one is a warning."""
        part = self.part(kind)
        if part is None:
            return None
        try:
            return self.root(part)
        except DocumentError as error:
            self.warn(error)
            return None

    def warn(self, error: DocumentError) -> None:
        """Keep the problems of a part the document can do without as warnings; raise signs of attack."""
        if any(problem.code in _HOSTILE for problem in error.problems):
            raise error
        self.problems += [replace(problem, severity=Severity.WARNING) for problem in error.problems]

    def relationships_of(self, part: str) -> tuple[Relationship, ...]:
        """Return the arrows from a part (`""` = the package) to other parts; external ones are left out."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.archive:
            return ()
        found = []
        root = parse_xml(self.archive.read(rels), rels, self.name)
        for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = unquote(element.get("Target", ""))
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found.append(Relationship(element.get("Id", ""), kind, path))
        return tuple(found)

    def _main_part(self) -> str:
        arrows = self.relationships_of("")
        main = next((arrow.target for arrow in arrows if arrow.kind == "officeDocument"), None)
        if main is None and "word/document.xml" in self.archive:
            main = "word/document.xml"
        for start, kind in _OTHER_KINDS.items():
            if (main or "").startswith(start):
                raise self._not_word(kind)
        if main is None:
            if "mimetype" in self.archive and b"opendocument.text" in self.archive.read("mimetype"):
                raise self._not_word(Text("tệp OpenDocument .odt", "an OpenDocument file .odt"))
            raise self._not_word(Text("tệp nén không có phần văn bản", "an archive without a document part"))
        if main not in self.archive:
            raise DocumentError(make_problem("VK026", Where(file=self.name), Text(main, main), MEND_IN_WORD))
        root = self.root(main)
        if root.tag not in {f"{{{namespace}}}document" for namespace in WORD}:
            raise self._not_word(Text(f"phần chính là {root.tag!r}", f"its main part is {root.tag!r}"))
        return main

    def _not_word(self, what: Text) -> DocumentError:
        return DocumentError(make_problem("VK020", Where(file=self.name), what, _SAVE_AS_DOCX))
