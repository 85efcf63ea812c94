"""Findings for people on a terminal: one line each, or with the place marked in its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from thuocdo.claims.model import Coverage, FigurePlace, Report
from thuocdo.errors import Language, Severity, Text

Paint = Callable[[str, str], str]
"""Returns text in a colour (`error`, `warning`, `note`, `place`, `mark`), or as it is."""

_WORDS = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("ghi chú", "note"),
}
_TAB = 4
_WIDE = 110
"""Longest piece of a source line shown: a paragraph of a Word file is one long line."""


def say_severity(severity: Severity) -> Text:
    """Return the word for a severity."""
    return _WORDS[severity]


def concise(report: Report, lang: Language, paint: Paint) -> Iterator[str]:
    """Yield `path:line:col: TT001 lỗi statement` for each finding."""
    for finding in report.findings:
        where = paint(f"{report.document.name}:{_where(finding.places[0])}:", "place")
        word = paint(f"{finding.rule} {say_severity(finding.severity).say(lang)}", finding.severity.value)
        yield f"{where} {word} {finding.text.say(lang)}"


def full(report: Report, lang: Language, paint: Paint) -> Iterator[str]:
    """Yield each finding with the lines it speaks of, the words marked below them."""
    lines = report.document.text.split("\n")
    for finding in report.findings:
        word = paint(f"{finding.rule} {say_severity(finding.severity).say(lang)}", finding.severity.value)
        yield f"{word}: {finding.text.say(lang)}"
        for number, place in enumerate(finding.places):
            arrow = "-->" if number == 0 else "  ="
            yield f"  {paint(arrow, 'mark')} {report.document.name}:{_where(place)}{_note(place, lang)}"
            yield from _excerpt(lines, place, paint)
        if finding.fix is not None:
            label = {"vi": "sửa thành", "en": "change to"}[lang]
            yield f"  {paint('+', 'mark')} {label}: {finding.fix.replacement}"
        yield ""


def _where(place: FigurePlace) -> str:
    where = place.block.places.place(place.start)
    return f"{where.line}:{where.column}"


def _note(place: FigurePlace, lang: Language) -> str:
    where = place.block.places.place(place.start)
    parts = []
    if where.page is not None:
        parts.append({"vi": f"trang {where.page}", "en": f"page {where.page}"}[lang])
    if place.block.note is not None:
        parts.append({"vi": f"cước chú {place.block.note}", "en": f"note {place.block.note}"}[lang])
    return f" ({', '.join(parts)})" if parts else ""


def _excerpt(lines: list[str], place: FigurePlace, paint: Paint) -> Iterator[str]:
    start = place.block.places.place(place.start)
    end = place.block.places.place(max(place.start, place.end - 1))
    if not 1 <= start.line <= len(lines):
        return
    line = lines[start.line - 1].expandtabs(_TAB).rstrip("\r")
    first = start.column - 1
    last = end.column if end.line == start.line else len(line)
    cut = max(0, min(first - _WIDE // 3, len(line) - _WIDE))
    shown, lead = line[cut : cut + _WIDE], "… " if cut else ""
    tail = " …" if cut + _WIDE < len(line) else ""
    margin = f"{start.line:>6} | "
    yield f"{margin}{lead}{shown}{tail}"
    width = max(1, min(last, cut + _WIDE) - first)
    yield " " * (len(margin) + len(lead) + first - cut) + paint("^" * width, "mark")


def coverage_line(coverage: Coverage, lang: Language) -> str:
    """Return how much was checked and how much was not: always printed, always last."""
    if lang == "vi":
        text = (
            f"{coverage.figures} số liệu: {coverage.checked} đã kiểm, {coverage.faulty} có lỗi hoặc "
            f"cảnh báo, {coverage.uncheckable} chưa đủ dữ kiện để kiểm"
        )
        return f"{text}; {coverage.unreadable} vùng không đọc được" if coverage.unreadable else text
    text = (
        f"{coverage.figures} figures: {coverage.checked} checked, {coverage.faulty} with errors or warnings, "
        f"{coverage.uncheckable} that could not be checked"
    )
    return f"{text}; {coverage.unreadable} unreadable zones" if coverage.unreadable else text
