"""The document beside its findings, as one HTML page that works offline and prints."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from thuocdo.claims.model import FigurePlace, Finding, Report
from thuocdo.claims.output.lines import coverage_line, say_severity
from thuocdo.claims.registry import load_rules
from thuocdo.documents import Block
from thuocdo.errors import Language, Severity, Text

_WORDS = {
    "findings": Text("Phát hiện", "Findings"),
    "none": Text("Không có phát hiện nào.", "No findings."),
    "filter": Text("Hiện", "Show"),
    "line": Text("dòng", "line"),
    "page": Text("trang", "page"),
    "note": Text("cước chú", "note"),
    "fix": Text("sửa thành", "change to"),
    "rules": Text("Quy tắc", "Rules"),
}
_SIGNS = {Severity.ERROR: "▼", Severity.WARNING: "▽", Severity.NOTE: "○"}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a block's text and the findings that speak of it."""

    text: str
    findings: tuple[int, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    finding: Finding
    severity: str
    sign: str
    word: str
    message: str
    where: str


def write_page(report: Report, lang: Language = "vi") -> str:
    """Return the page: text on the left with marks, findings on the right, filters by severity.

    Everything is inside it, with no script; text of the document is escaped.
    """
    environment = Environment(
        loader=PackageLoader("thuocdo.claims.output", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    items = [_item(number, finding, lang) for number, finding in enumerate(report.findings, start=1)]
    used = {finding.rule for finding in report.findings}
    return environment.get_template("page.html.j2").render(
        name=report.document.name,
        lang=lang,
        words={key: text.say(lang) for key, text in _WORDS.items()},
        severities=[(one.value, _SIGNS[one], say_severity(one).say(lang)) for one in _ORDER],
        counts={one.value: sum(item.severity == one.value for item in items) for one in _ORDER},
        items=items,
        around=_around,
        blocks=[(block, pieces) for block, pieces in _pieces_of(report)],
        rules=[rule for rule in load_rules() if rule.id in used],
        coverage=coverage_line(report.coverage, lang),
    )


def _item(number: int, finding: Finding, lang: Language) -> _Item:
    place = finding.places[0]
    where = place.block.places.place(place.start)
    parts = [f"{_WORDS['line'].say(lang)} {where.line}"]
    if where.page is not None:
        parts.insert(0, f"{_WORDS['page'].say(lang)} {where.page}")
    if place.block.note is not None:
        parts.append(f"{_WORDS['note'].say(lang)} {place.block.note}")
    severity = finding.severity
    return _Item(
        number, finding, severity.value, _SIGNS[severity], say_severity(severity).say(lang),
        finding.text.say(lang), ", ".join(parts),
    )  # fmt: skip


_NEAR = 60


def _around(place: FigurePlace) -> tuple[str, str]:
    """Return what stands before and after a place, cut between words."""
    text = place.block.text
    start, end = max(0, place.start - _NEAR), min(len(text), place.end + _NEAR)
    before, after = text[start : place.start], text[place.end : end]
    if start > 0:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _pieces_of(report: Report) -> list[tuple[Block, list[_Piece]]]:
    spans: dict[int, list[tuple[int, int, int, Severity]]] = defaultdict(list)
    for number, finding in enumerate(report.findings, start=1):
        for place in finding.places:
            spans[place.block.index].append((place.start, place.end, number, finding.severity))
    return [(block, _cut(block.text, spans.get(block.index, []))) for block in report.document.blocks]


def _cut(text: str, spans: list[tuple[int, int, int, Severity]]) -> list[_Piece]:
    """Cut a text where a mark begins or ends; overlapping marks share a piece."""
    edges = sorted({0, len(text), *(edge for start, end, _n, _s in spans for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        worst = min((_ORDER.index(span[3]) for span in over), default=None)
        pieces.append(
            _Piece(
                text[start:end],
                tuple(sorted({span[2] for span in over})),
                "" if worst is None else _ORDER[worst].value,
            )
        )
    return pieces
