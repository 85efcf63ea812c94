"""Findings as Word comments in a copy of the report."""

from __future__ import annotations

from datetime import datetime

from thuocdo.claims.model import FigurePlace, Finding, Report
from thuocdo.claims.output.lines import say_severity
from thuocdo.documents import Place
from thuocdo.documents.docx_comments import DocxComment, add_comments
from thuocdo.errors import Language


def write_comments(report: Report, data: bytes, written: datetime, lang: Language = "vi") -> bytes:
    """Return a copy of the Word file `data` with a comment at the first place of every finding.

    Args:
        report: Check of that very file.
        data: The file as it was checked.
        written: Date that the comments carry.
        lang: Language of the comments.
    """
    comments = [_comment(finding, lang) for finding in report.findings]
    return add_comments(data, comments, date=written)


def _comment(finding: Finding, lang: Language) -> DocxComment:
    first = finding.places[0]
    start, end = _ends(first)
    lines = [f"{finding.rule} {say_severity(finding.severity).say(lang)}: {finding.text.say(lang)}"]
    if finding.fix is not None:
        lines.append({"vi": "Sửa thành", "en": "Change to"}[lang] + f": {finding.fix.replacement}")
    return DocxComment(start, end, "\n".join(lines))


def _ends(place: FigurePlace) -> tuple[Place, Place]:
    places = place.block.places
    return places.place(place.start), places.place(place.end)
