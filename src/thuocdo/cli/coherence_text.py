"""Findings of the coherence check on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from thuocdo.cli.terminal import finish, print_indented, print_on
from thuocdo.errors import Language
from thuocdo.evaluate.coherence import CoherenceFinding
from thuocdo.evaluate.say import say_number
from thuocdo.plan.model import Pack

_MARKS = {False: ("▼", "bold red"), True: ("●", "green"), None: ("–", "dim")}
_WORDS = {
    "vi": {False: "không khớp", True: "khớp", None: "chưa tính được", "gap": "Lệch", "given": "Giả định"},
    "en": {
        False: "does not hold",
        True: "holds",
        None: "cannot be computed",
        "gap": "Gap",
        "given": "Assumed",
    },
}


def print_coherence(
    pack: Pack,
    findings: Mapping[str, Sequence[CoherenceFinding]],
    lang: Language,
    *,
    show_all: bool,
    output: Path | None,
) -> None:
    """Print each finding with its assumptions and arithmetic, then how many there are of each kind."""
    console = print_on(output)
    for plan_id, found in findings.items():
        if not found:
            continue
        console.print(f"\n[bold]{escape(pack.plans[plan_id].name.say(lang))}[/bold]")
        for finding in found:
            if show_all or finding.holds is not True:
                _print_finding(console, finding, lang)
        counts = [(state, sum(one.holds is state for one in found)) for state in (False, True, None)]
        words = _WORDS[lang]
        tally = ", ".join(f"{count} {words[state]}" for state, count in counts if count)
        console.print(f"\n[bold]{len(found)}[/bold] {'phép soát' if lang == 'vi' else 'checks'}: {tally}.")
    finish(console, output)


def _print_finding(console: Console, finding: CoherenceFinding, lang: Language) -> None:
    words = _WORDS[lang]
    sign, style = _MARKS[finding.holds]
    console.print(
        f"\n[{style}]{sign} {words[finding.holds]}[/{style}]  [bold]{escape(finding.title.say(lang))}[/bold]"
    )
    for text in finding.steps:
        print_indented(console, escape(text.say(lang)))
    if finding.gap is not None:
        gap = f"{say_number(finding.gap, finding.decimals).say(lang)} {finding.gap_unit.say(lang)}".strip()
        print_indented(console, f"{words['gap']}: [bold]{escape(gap)}[/bold]")
    for text in finding.assumptions:
        print_indented(console, f"[dim]{words['given']}: {escape(text.say(lang))}[/dim]")
    if finding.reason.vi:
        print_indented(console, escape(finding.reason.say(lang)))
    if finding.places:
        places = ", ".join(place.say() for place in finding.places)
        print_indented(console, f"[dim]{escape(places)}[/dim]")


def coherence_rows(findings: Mapping[str, Sequence[CoherenceFinding]]) -> list[dict[str, Any]]:
    """Return the findings as records for JSON."""
    return [
        {
            "plan": plan_id,
            "id": finding.id,
            "kind": finding.kind,
            "title_vi": finding.title.vi,
            "title_en": finding.title.en,
            "holds": finding.holds,
            "severity": finding.severity.value,
            "reason": finding.reason.vi or None,
            "expected": finding.expected,
            "stated": finding.stated,
            "gap": finding.gap,
            "gap_unit": finding.gap_unit.vi or None,
            "arithmetic": [text.vi for text in finding.steps],
            "arithmetic_en": [text.en for text in finding.steps],
            "assumptions": [text.vi for text in finding.assumptions],
            "places": [place.say() for place in finding.places],
        }
        for plan_id, found in findings.items()
        for finding in found
    ]
