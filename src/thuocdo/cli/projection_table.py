"""Projections on the terminal and as JSON: what can still be saved comes first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Line

from thuocdo.cli.score_table import say_day, verdict_mark
from thuocdo.cli.terminal import finish, print_indented, print_on
from thuocdo.errors import Language, Text
from thuocdo.evaluate.compare import say_target
from thuocdo.evaluate.model import Judgement, Projection
from thuocdo.evaluate.project import EarlyWarning, early_warning
from thuocdo.evaluate.say import say_number, say_signed
from thuocdo.evaluate.scorecard import PlanScore, Scorecard


@dataclass(frozen=True, slots=True)
class _Line:
    """A projected target; `warning` is None where it is safely on its way."""

    judgement: Judgement
    projection: Projection
    warning: EarlyWarning | None


def _projected(score: PlanScore) -> list[_Line]:
    """Return every projected target: those that need a hand in their order, then the safe ones."""
    warnings = {one.judgement.component.key: one for one in early_warning(score.judgements)}
    lines = [
        _Line(one, one.projection, warnings.get(one.component.key))
        for one in score.judgements
        if one.projection is not None
    ]
    order = {key: position for position, key in enumerate(warnings)}
    return sorted(lines, key=lambda line: order.get(line.judgement.component.key, len(order)))


def print_projections(card: Scorecard, lang: Language, output: Path | None) -> None:
    """Print one table a plan and below it what each projection rests on."""
    console = print_on(output)
    for score in card.plans:
        found = _projected(score)
        console.print(f"\n[bold]{escape(score.plan.name.say(lang))}[/bold]  {say_day(card.as_of, lang)}")
        if not found:
            console.print(
                {"vi": "Không có chỉ tiêu nào dự báo được.", "en": "Nothing can be projected."}[lang],
                style="dim",
            )
            continue
        console.print(_table(card, found, lang))
        for line in found:
            _print_basis(console, card, line, lang)
    finish(console, output)


_HEADINGS = (
    Text("TT", "No."),
    Text("Chỉ tiêu", "Target"),
    Text("Mục tiêu", "Promised"),
    Text("Dự báo (F), khoảng", "Projected (F), interval"),
    Text("Nhịp cần / đã đạt", "Pace needed / so far"),
    Text("Đánh giá, cảnh báo", "Verdict, warning"),
)


def _table(card: Scorecard, found: list[_Line], lang: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, heading in enumerate(_HEADINGS):
        numeric = position in {2, 3, 4}
        ratio = 1 if position == 1 else None
        table.add_column(heading.say(lang), justify="right" if numeric else "left", ratio=ratio)
    for line in found:
        judgement, projection = line.judgement, line.projection
        decimals = card.pack.indicators[judgement.component.indicator].decimals
        table.add_row(
            judgement.component.id,
            escape(judgement.component.name.say(lang)),
            escape(say_target(judgement.component).say(lang)),
            f"{say_number(projection.value, decimals).say(lang)}{_interval(projection, decimals, lang)}",
            _paces(projection, lang),
            _verdict(line, lang),
        )
    return table


def _interval(projection: Projection, decimals: int, lang: Language) -> str:
    if projection.low is None or projection.high is None:
        return ""
    low, high = (say_number(end, decimals).say(lang) for end in (projection.low, projection.high))
    return f"\n{low} … {high}"


def _paces(projection: Projection, lang: Language) -> str:
    paces = (projection.required_pace, projection.achieved_pace)
    shown = [say_signed(pace, 2).say(lang) if pace is not None else "—" for pace in paces]
    return f"{shown[0]} / {shown[1]}\n{projection.pace_unit.say(lang)}"


def _verdict(line: _Line, lang: Language) -> Line:
    verdict = verdict_mark(line.judgement.verdict, lang)
    if line.warning is not None:
        verdict.append(f"\n{line.warning.hope.label.say(lang)}", style="dim")
    return verdict


def _print_basis(console: Console, card: Scorecard, line: _Line, lang: Language) -> None:
    judgement, projection = line.judgement, line.projection
    decimals = card.pack.indicators[judgement.component.indicator].decimals
    points = ", ".join(
        f"{year}: {say_number(value, decimals).say(lang)}" for year, value in projection.points
    )
    console.print(f"[bold]{judgement.component.id}[/bold] {escape(projection.label.say(lang))} · {points}")
    if line.warning is not None:
        print_indented(console, escape(line.warning.reason.say(lang)))
    for test in projection.back_tests:
        error = test.mean_absolute_error
        if error is None:
            continue
        shown = say_number(error, decimals + 1).say(lang)
        word = {
            "vi": f"thử ngược {len(test.errors)} lần, sai số tuyệt đối bình quân {shown}",
            "en": f"back-tested {len(test.errors)} times, mean absolute error {shown}",
        }[lang]
        chosen = " ←" if test.method == projection.method else ""
        print_indented(console, f"[dim]{escape(test.label.say(lang))}: {word}{chosen}[/dim]")
    for note in projection.notes:
        print_indented(console, f"[dim]{escape(note.say(lang))}[/dim]")


def projection_rows(card: Scorecard) -> list[dict[str, Any]]:
    """Return the projections as records for JSON, in early-warning order."""
    return [
        _record(score, line, order)
        for score in card.plans
        for order, line in enumerate(_projected(score), start=1)
    ]


def _record(score: PlanScore, line: _Line, order: int) -> dict[str, Any]:
    judgement, projection = line.judgement, line.projection
    return {
        "plan": score.plan.id,
        "component": judgement.component.id,
        "name_vi": judgement.component.name.vi,
        "order": order,
        "verdict": judgement.verdict.value,
        "warning": line.warning.hope.name.lower() if line.warning is not None else None,
        "status": projection.status.value,
        "year": projection.year,
        "value": projection.value,
        "low": projection.low,
        "high": projection.high,
        "method": projection.method,
        "required_pace": projection.required_pace,
        "achieved_pace": projection.achieved_pace,
        "best_pace": projection.best_pace,
        "pace_unit": projection.pace_unit.vi,
        "multiple": projection.multiple,
        "is_lost": projection.is_lost,
        "points": [{"year": year, "value": value} for year, value in projection.points],
        "back_tests": [
            {
                "method": test.method,
                "tries": len(test.errors),
                "mean_absolute_error": test.mean_absolute_error,
            }
            for test in projection.back_tests
        ],
        "notes": [note.vi for note in projection.notes],
    }
