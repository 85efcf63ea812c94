"""Two as-of dates compared, on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from thuocdo.cli.score_table import say_day, verdict_mark
from thuocdo.cli.terminal import finish, print_on
from thuocdo.errors import Language
from thuocdo.evaluate.diff import Flip
from thuocdo.evaluate.say import say_amount, say_unit
from thuocdo.facts.diff import FactChange
from thuocdo.facts.model import Observation
from thuocdo.plan.model import Pack


def print_diff(
    pack: Pack,
    changes: Sequence[FactChange],
    flips: Sequence[Flip],
    start: datetime,
    end: datetime,
    lang: Language,
    output: Path | None,
) -> None:
    """Print the verdicts that flipped with their causes, then every figure that changed."""
    console = print_on(output)
    days = f"{say_day(start, lang)} → {say_day(end, lang)}"
    title = {"vi": "Đánh giá đảo chiều", "en": "Verdicts that changed"}[lang]
    console.print(f"\n[bold]{title}[/bold]  {days}: {len(flips)}")
    for flip in flips:
        _print_flip(console, pack, flip, lang)
    title = {"vi": "Số liệu thay đổi", "en": "Figures that changed"}[lang]
    console.print(f"\n[bold]{title}[/bold]  {days}: {len(changes)}")
    if changes:
        console.print(_change_table(pack, changes, lang))
    finish(console, output)


def _print_flip(console: Console, pack: Pack, flip: Flip, lang: Language) -> None:
    component = flip.after.component
    console.print(f"  [bold]{escape(component.key)}[/bold] {escape(component.name.say(lang))}: ", end="")
    console.print(verdict_mark(flip.before.verdict, lang), "→", verdict_mark(flip.after.verdict, lang))
    for change in flip.because:
        console.print(f"      {escape(_say_change(pack, change, lang))}")
    if not flip.because:
        words = {
            "vi": "không do số liệu: kỳ đã hết hoặc quy định thay đổi",
            "en": "no figure changed: time passed",
        }
        console.print(f"      [dim]{words[lang]}[/dim]")


def _say_change(pack: Pack, change: FactChange, lang: Language) -> str:
    return f"{_name(pack, change, lang)}: {_value(change.old, lang)} → {_value(change.new, lang)}"


def _name(pack: Pack, change: FactChange, lang: Language) -> str:
    indicator = pack.indicators.get(change.key.indicator)
    name = indicator.name.say(lang) if indicator is not None else change.key.indicator
    row = change.new or change.old
    return f"{name} ({row.period.label.say(lang)})" if row is not None else name


def _value(row: Observation | None, lang: Language) -> str:
    if row is None or row.value is None:
        return "—"
    shown = say_amount(row.value, row.decimals, say_unit(row.unit)).say(lang)
    return f"{shown} ({row.stage.label.say(lang)})"


def _change_table(pack: Pack, changes: Sequence[FactChange], lang: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    headings = {
        "vi": ("Số liệu", "Trước", "Sau", "Vì sao"),
        "en": ("Figure", "Before", "After", "Why"),
    }[lang]
    for position, heading in enumerate(headings):
        table.add_column(heading, justify="right" if position in {1, 2} else "left")
    for change in changes:
        table.add_row(
            escape(_name(pack, change, lang)),
            escape(_value(change.old, lang)),
            escape(_value(change.new, lang)),
            escape(change.reason.say(lang)),
        )
    return table


def diff_rows(changes: Sequence[FactChange], flips: Sequence[Flip]) -> dict[str, Any]:
    """Return the comparison as one record for JSON."""
    return {
        "verdicts": [
            {
                "plan": flip.after.component.plan,
                "component": flip.after.component.id,
                "name_vi": flip.after.component.name.vi,
                "before": flip.before.verdict.value,
                "after": flip.after.verdict.value,
                "because": [_change_row(change) for change in flip.because],
            }
            for flip in flips
        ],
        "figures": [_change_row(change) for change in changes],
    }


def _change_row(change: FactChange) -> dict[str, Any]:
    def value(row: Observation | None) -> Decimal | None:
        return None if row is None else row.value

    return {
        **change.key._asdict(),
        "kind": change.kind.value,
        "old": value(change.old),
        "new": value(change.new),
        "reason": change.reason.vi,
    }
