"""Figures, findings and coverage as records: what every machine format is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from thuocdo.claims.model import Coverage, Figure, FigureKind, FigurePlace, Finding, Report
from thuocdo.quantities import Approximation

_APPROXIMATIONS = {
    Approximation.NEARLY: "gần",
    Approximation.ABOVE: "trên",
    Approximation.ABOUT: "khoảng",
    Approximation.BELOW: "dưới",
    Approximation.AT_MOST: "không quá",
    Approximation.AT_LEAST: "ít nhất",
}


def figure_record(figure: Figure) -> dict[str, Any]:
    """Return one figure as `thuocdo extract` writes it; places are 1-based, numbers exact."""
    place = figure.block.places.place(figure.start)
    interval = figure.interval
    return {
        "line": place.line,
        "column": place.column,
        "page": place.page,
        "block": figure.block.index,
        "text": fold(figure.text),
        "value": _value(figure),
        "value2": figure.value2,
        "scale": 10**figure.scale,
        "unit": figure.unit or None,
        "kind": figure.kind.value,
        "approx": _APPROXIMATIONS.get(figure.approximation),
        "stage": figure.stage,
        "subject": figure.subject or None,
        "period": figure.period or None,
        "base_period": figure.base_period or None,
        "area": figure.area or None,
        "subset": figure.subset or None,
        "indicator": figure.indicator or None,
        "confidence": figure.confidence,
        "footnote": figure.block.note,
        "interval": None if interval is None else [interval.low, interval.high],
    }


def _value(figure: Figure) -> Decimal | list[Decimal | None] | None:
    if figure.kind is FigureKind.RANGE and figure.value2 is not None:
        return [figure.value, figure.value2]
    return figure.value


def fold(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def place_record(place: FigurePlace) -> dict[str, Any]:
    """Return one place of a finding: where it is, the words there, and as they stand in the source."""
    where = place.block.places.place(place.start)
    return {
        "line": where.line,
        "column": where.column,
        "page": where.page,
        "text": fold(place.block.text[place.start : place.end]),
        "quote": fold(place.block.places.quote(place.start, place.end)),
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """Return one finding as `thuocdo check --format json` writes it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.text.vi,
        "message_en": finding.text.en,
        "places": [place_record(place) for place in finding.places],
        "expected": finding.expected or None,
        "stated": finding.stated or None,
        "fix": finding.fix.replacement if finding.fix is not None else None,
        "confidence": finding.confidence,
        "fingerprint": fingerprint(finding),
    }


def coverage_record(coverage: Coverage) -> dict[str, int]:
    """Return the coverage: how much was checked and how much was not."""
    return {
        "figures": coverage.figures,
        "checked": coverage.checked,
        "faulty": coverage.faulty,
        "uncheckable": coverage.uncheckable,
        "unreadable": coverage.unreadable,
    }


def report_records(reports: Iterable[Report], *, with_file: bool) -> list[dict[str, Any]]:
    """Return the findings of all reports, after those of each file its coverage."""
    records: list[dict[str, Any]] = []
    for report in reports:
        own = [finding_record(finding) for finding in report.findings]
        own.append({"coverage": coverage_record(report.coverage)})
        records += [{"file": report.document.name, **one} for one in own] if with_file else own
    return records


_AROUND = 40


def fingerprint(finding: Finding) -> str:
    """Return a name for the finding that survives reflow and edits elsewhere.

    Made of the rule and, for every place, its words and forty characters on either side: no line number,
    so that a paragraph moved or a column rebroken is still the same finding.
    """
    parts = [finding.rule]
    for place in finding.places:
        text = place.block.text
        parts += [
            fold(text[max(0, place.start - _AROUND) : place.start]),
            fold(text[place.start : place.end]),
            fold(text[place.end : place.end + _AROUND]),
        ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
