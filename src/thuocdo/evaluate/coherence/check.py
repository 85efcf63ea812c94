"""Do the plan's own numbers agree? Runs every declared identity of a plan."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Severity, Text
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.load import load_identities
from thuocdo.evaluate.coherence.model import (
    CannotCompute,
    CoherenceFinding,
    Identity,
    Outcome,
)
from thuocdo.evaluate.coherence.registry import all_kinds
from thuocdo.evaluate.projection.series import Figures
from thuocdo.plan.model import Pack


def check_coherence(pack: Pack, resolver: Figures, plan_id: str) -> list[CoherenceFinding]:
    """Return what every identity of plan `plan_id` finds, in the order of coherence.yaml.

    Raises:
        CoherenceError: coherence.yaml is faulty.
    """
    return [
        finding
        for identity in load_identities(pack)
        if identity.plan == plan_id
        for finding in run_identity(identity, resolver)
    ]


def run_identity(identity: Identity, figures: Figures) -> list[CoherenceFinding]:
    """Return what one identity finds; a number that is not there makes one finding that says so."""
    case = Case(identity, figures)
    try:
        outcomes = all_kinds()[identity.kind].check(case)
    except CannotCompute as stop:
        outcomes = [Outcome((), None, reason=stop.reason)]
    return [_finding(case, outcome) for outcome in outcomes]


def _finding(case: Case, outcome: Outcome) -> CoherenceFinding:
    identity = case.identity
    return CoherenceFinding(
        id=f"{identity.id}:{outcome.part}" if outcome.part else identity.id,
        kind=identity.kind,
        title=_title(identity.title, outcome.title),
        assumptions=(*identity.assumptions, *case.notes, *outcome.assumptions),
        steps=outcome.steps,
        expected=outcome.expected,
        stated=outcome.stated,
        gap=_gap(outcome),
        gap_unit=outcome.unit,
        decimals=outcome.decimals,
        holds=outcome.holds,
        reason=outcome.reason,
        severity=_severity(identity, outcome),
        places=tuple(dict.fromkeys((*outcome.places, *case.used))),
    )


def _title(title: Text, of_part: Text) -> Text:
    if not of_part.vi:
        return title
    return Text(f"{title.vi}: {of_part.vi}", f"{title.en}: {of_part.en}")


def _gap(outcome: Outcome) -> Decimal | None:
    if outcome.expected is None or outcome.stated is None:
        return None
    return outcome.stated - outcome.expected


def _severity(identity: Identity, outcome: Outcome) -> Severity:
    if outcome.holds is not False:
        return Severity.NOTE
    return outcome.severity or identity.severity
