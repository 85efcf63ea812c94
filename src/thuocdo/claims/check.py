"""What is wrong with the figures of a document, and how many of them could be checked at all?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from thuocdo.claims.context import add_context
from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Coverage, Figure, Finding, Reading, Report
from thuocdo.claims.registry import load_rules
from thuocdo.claims.rule import CheckConfig, Checked, Rule, RuleContext
from thuocdo.documents import BlockKind, Document
from thuocdo.errors import Severity

if TYPE_CHECKING:
    from thuocdo.evaluate.resolve import Resolver
    from thuocdo.facts.store import FactStore
    from thuocdo.plan.model import Pack


def check_document(
    document: Document,
    *,
    pack: Pack | None = None,
    facts: FactStore | None = None,
    as_of: datetime | None = None,
    config: CheckConfig | None = None,
    rules: Sequence[Rule] | None = None,
) -> Report:
    """Return every finding of every rule, in reading order, and the coverage.

    Args:
        document: The document as read.
        pack: Plan pack to hold the document against; rules that need one are silent without it.
        facts: Approved observations; needs `pack`.
        as_of: Date of knowledge for `facts`; needed with `facts`.
        config: The user's settings.
        rules: Run these; all where left out. `config` may take some away.
    """
    reading = add_context(document, find_figures(document), pack)
    return check_reading(reading, pack=pack, facts=facts, as_of=as_of, config=config, rules=rules)


def check_reading(
    reading: Reading,
    *,
    pack: Pack | None = None,
    facts: FactStore | None = None,
    as_of: datetime | None = None,
    config: CheckConfig | None = None,
    rules: Sequence[Rule] | None = None,
) -> Report:
    """Return the report on figures that were already found; see `check_document`."""
    resolver = _resolver(pack, facts, as_of)
    context = RuleContext(pack=pack, facts=facts, resolver=resolver, as_of=as_of, config=config)
    chosen = [rule for rule in rules or load_rules() if config is None or config.is_selected(rule)]
    findings: list[Finding] = []
    checked: set[_Spot] = set()
    for rule in chosen:
        for statement in rule.check(reading, context):
            if isinstance(statement, Checked):
                checked.update(map(_spot, statement.figures))
            else:
                findings.append(statement)
    found = _in_reading_order(findings, config)
    return Report(reading.document, reading, found, _coverage(reading, found, checked))


def _resolver(pack: Pack | None, facts: FactStore | None, as_of: datetime | None) -> Resolver | None:
    if pack is None or facts is None or as_of is None:
        return None
    from thuocdo.evaluate.resolve import Resolver

    return Resolver(pack, facts, as_of)


_Spot = tuple[int, int, int]
"""Block, start and end: names a figure of a document."""


def _spot(figure: Figure) -> _Spot:
    return figure.block.index, figure.start, figure.end


def _in_reading_order(findings: Iterable[Finding], config: CheckConfig | None) -> tuple[Finding, ...]:
    """Return the findings sorted, each statement once."""
    if config is not None:
        findings = [replace(finding, severity=config.severity_of(finding)) for finding in findings]
    first: dict[object, Finding] = {}
    for finding in findings:
        spots = tuple((place.block.index, place.start, place.end) for place in finding.places)
        first.setdefault((finding.rule, spots), finding)
    return tuple(
        sorted(
            first.values(),
            key=lambda finding: (finding.places[0].block.index, finding.places[0].start, finding.rule),
        )
    )


def _coverage(reading: Reading, findings: Sequence[Finding], checked: set[_Spot]) -> Coverage:
    """Count every figure once: faulty wins over checked.

    A figure is faulty where it is a place of an error or a warning; one that only a note speaks of was
    held against something too.
    """
    faulty: set[_Spot] = set()
    for finding in findings:
        spots = {_spot(place.figure) for place in finding.places if place.figure is not None}
        checked |= spots
        if finding.severity is not Severity.NOTE:
            faulty |= spots
    all_spots = {_spot(figure) for figure in reading.figures}
    return Coverage(
        figures=len(all_spots),
        checked=len(all_spots & checked),
        faulty=len(all_spots & faulty),
        uncheckable=len(all_spots - checked),
        unreadable=sum(block.kind is BlockKind.UNREADABLE for block in reading.document.blocks),
    )
