"""Findings for other programs: SARIF 2.1.0, GitHub and GitLab annotations, JUnit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from thuocdo import __version__
from thuocdo.claims.model import FigurePlace, Finding, Report
from thuocdo.claims.output.records import coverage_record, fingerprint
from thuocdo.claims.registry import load_rules
from thuocdo.errors import Severity

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(reports: Sequence[Report]) -> dict[str, Any]:
    """Return a SARIF 2.1.0 log: one run, a result each finding, fingerprints that survive reflow."""
    rules = load_rules()
    positions = {rule.id: position for position, rule in enumerate(rules)}
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "thuocdo",
                        "semanticVersion": __version__,
                        "rules": [
                            {
                                "id": rule.id,
                                "name": "".join(word.capitalize() for word in rule.name.split("-")),
                                "shortDescription": {"text": rule.title.vi},
                                "fullDescription": {"text": rule.title.en},
                                "help": {"text": rule.page, "markdown": rule.page},
                                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                                "properties": {"family": rule.family, "status": rule.status.value},
                            }
                            for rule in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(report, finding, positions) for report in reports for finding in report.findings
                ],
                "properties": {
                    "coverage": {report.document.name: coverage_record(report.coverage) for report in reports}
                },
            }
        ],
    }


def _result(report: Report, finding: Finding, positions: dict[str, int]) -> dict[str, Any]:
    first, *others = [_location(report, place, number) for number, place in enumerate(finding.places)]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": positions[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.text.vi},
        "locations": [first],
        "partialFingerprints": {"thuocdo/v1": fingerprint(finding)},
        "properties": {
            "expected": finding.expected,
            "stated": finding.stated,
            "confidence": finding.confidence,
            "message_en": finding.text.en,
        },
    }
    if others:
        result["relatedLocations"] = others
    if finding.fix is not None:
        result["fixes"] = [_fix(report, finding)]
    return result


def _location(report: Report, place: FigurePlace, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(report.document.name)},
            "region": _region(place),
        },
        "message": {"text": place.block.text[place.start : place.end]},
    }


def _region(place: FigurePlace) -> dict[str, Any]:
    start = place.block.places.place(place.start)
    end = place.block.places.place(max(place.start, place.end - 1))
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column + 1,
        "snippet": {"text": place.block.places.quote(place.start, place.end)},
    }


def _fix(report: Report, finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    if fix is None:
        raise ValueError("this finding has no fix")
    region = _region(fix.place)
    region.pop("snippet")
    return {
        "description": {"text": fix.replacement},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(report.document.name)},
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": fix.replacement}}],
            }
        ],
    }


def _uri(name: str) -> str:
    from pathlib import PurePath
    from urllib.parse import quote

    return quote(PurePath(name).as_posix())


def github(reports: Iterable[Report]) -> list[str]:
    """Return workflow commands that GitHub shows as annotations."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    lines = []
    for report in reports:
        for finding in report.findings:
            where = finding.places[0].block.places.place(finding.places[0].start)
            place = f"file={_property(report.document.name)},line={where.line},col={where.column}"
            lines.append(
                f"::{kinds[finding.severity]} {place},title={finding.rule}::{_message(finding.text.vi)}"
            )
    return lines


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return a GitLab Code Quality report; fingerprints are unique within it, as GitLab demands."""
    levels = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
    seen: Counter[str] = Counter()
    records = []
    for report in reports:
        for finding in report.findings:
            name = fingerprint(finding)
            seen[name] += 1
            line = finding.places[0].block.places.place(finding.places[0].start).line
            records.append(
                {
                    "description": finding.text.vi,
                    "check_name": finding.rule,
                    "fingerprint": name if seen[name] == 1 else f"{name}-{seen[name]}",
                    "severity": levels[finding.severity],
                    "location": {"path": report.document.name, "lines": {"begin": line}},
                }
            )
    return records


def junit(reports: Iterable[Report]) -> str:
    """Return JUnit XML: a suite each document, a case each finding; errors fail, the rest is told."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="thuocdo">']
    for report in reports:
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        cases = len(report.findings) or 1
        name = quoteattr(_xml(report.document.name))
        parts.append(f'  <testsuite name={name} tests="{cases}" failures="{errors}" errors="0">')
        if not report.findings:
            parts.append(f'    <testcase classname={name} name="thuocdo check"/>')
        parts += [_case(report, finding) for finding in report.findings]
        parts.append("  </testsuite>")
    parts.append("</testsuites>")
    return "\n".join(parts) + "\n"


def _case(report: Report, finding: Finding) -> str:
    where = finding.places[0].block.places.place(finding.places[0].start)
    title = quoteattr(f"{finding.rule}:{where.line}:{where.column}")
    suite, text = quoteattr(_xml(report.document.name)), escape(_xml(finding.text.vi))
    tag = "failure" if finding.severity is Severity.ERROR else "system-out"
    extra = f" message={quoteattr(_xml(finding.text.vi))}" if tag == "failure" else ""
    return f"    <testcase classname={suite} name={title}><{tag}{extra}>{text}</{tag}></testcase>"


def _xml(text: str) -> str:
    """Drop the characters that XML 1.0 cannot hold."""
    return "".join(letter for letter in text if letter in "\t\n\r" or ord(letter) >= 0x20)
