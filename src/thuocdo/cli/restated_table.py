"""A restated series on the terminal: the figure on the new map, and beside it the figures as then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from thuocdo.cli.terminal import finish, print_indented, print_on
from thuocdo.errors import Language
from thuocdo.evaluate.restate import Restated
from thuocdo.evaluate.say import say_amount, say_unit
from thuocdo.facts.model import ObsStatus
from thuocdo.plan.model import Indicator, Pack


def print_restated(
    pack: Pack, indicator: Indicator, found: Sequence[Restated], lang: Language, output: Path | None
) -> None:
    """Print each figure with its arithmetic; one that cannot be restated says why."""
    console = print_on(output)
    console.print(f"[bold]{escape(indicator.name.say(lang))}[/bold]")
    if not found:
        console.print({"vi": "Không có số liệu.", "en": "No figures."}[lang], style="dim")
    for one in found:
        _print_one(console, pack, indicator, one, lang)
    finish(console, output)


def _print_one(console: Console, pack: Pack, indicator: Indicator, one: Restated, lang: Language) -> None:
    place = f"{one.area.name.say(lang)} · {one.figure.period.label.say(lang)}"
    if one.figure.value is None:
        console.print(f"\n[cyan]≠[/cyan] {escape(place)}: {escape(one.figure.reason.say(lang))}")
    else:
        shown = say_amount(one.figure.value, indicator.decimals, say_unit(indicator.unit)).say(lang)
        mark = " (B)" if one.status is ObsStatus.BREAK else ""
        console.print(f"\n[green]●[/green] {escape(place)}: [bold]{escape(shown)}[/bold]{mark}")
    for step in one.figure.steps:
        print_indented(console, escape(step.text.say(lang)))
    for part in one.parts:
        if part.value is None:
            continue
        name = pack.areas.get(part.area).name.say(lang)
        shown = say_amount(part.value, indicator.decimals, say_unit(indicator.unit)).say(lang)
        word = {"vi": "như khi đó", "en": "as then"}[lang]
        print_indented(console, f"[dim]{word}: {escape(name)} {escape(shown)}[/dim]")
