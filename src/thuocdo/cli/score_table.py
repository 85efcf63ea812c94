"""The scorecard as a terminal table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Line

from thuocdo.cli.output import VERDICT_STYLES
from thuocdo.cli.terminal import finish, print_on
from thuocdo.errors import Language, Text
from thuocdo.evaluate.compare import say_target
from thuocdo.evaluate.gaps import signed_gap
from thuocdo.evaluate.model import Judgement, Verdict
from thuocdo.evaluate.say import say_number
from thuocdo.evaluate.scorecard import PlanScore, Scorecard
from thuocdo.plan.model import Role
from thuocdo.report.scorecard.rows import actual_value, say_figure

_HEADINGS = {
    "no": Text("TT", "No."),
    "name": Text("Chỉ tiêu", "Target"),
    "target": Text("Mục tiêu", "Promised"),
    "actual": Text("Thực hiện", "Actual"),
    "verdict": Text("Đánh giá", "Verdict"),
    "gap": Text("Chênh lệch", "Gap"),
}


def print_scorecard(card: Scorecard, lang: Language, output: Path | None) -> None:
    """Print one table a plan, each with its counts."""
    console = print_on(output)
    for plan in card.plans:
        _print_plan(console, card, plan, lang)
    finish(console, output)


def _print_plan(console: Console, card: Scorecard, score: PlanScore, lang: Language) -> None:
    console.print()
    console.print(Line(score.plan.name.say(lang), style="bold"))
    console.print(_subtitle(card, score, lang), style="dim")
    console.print(_table(card, score, lang))
    console.print(counts_line(score.main_counts, Text("Chỉ tiêu chính", "Main targets"), lang))
    console.print(counts_line(score.component_counts, Text("Tất cả thành phần", "All components"), lang))
    for role, counts in score.claims.items():
        if counts:
            console.print(counts_line(counts, _CLAIMS[role], lang))
    notes = _notes(score, card.as_of.date(), lang)
    for note in notes:
        console.print(f"[dim]{escape(note)}[/dim]")


_CLAIMS = {
    Role.MAIN: Text("Báo cáo tự viết về chỉ tiêu chính", "The report's own words on main targets"),
    Role.COMPONENT: Text("Báo cáo tự viết về thành phần", "The report's own words on components"),
}


def _subtitle(card: Scorecard, score: PlanScore, lang: Language) -> str:
    area = card.pack.areas.get(score.plan.area).name.say(lang)
    period = score.plan.term.label.say(lang)
    day = say_day(card.as_of, lang)
    known = {"vi": f"theo số liệu biết đến {day}", "en": f"as known on {day}"}[lang]
    return f"{area} · {period} · {known}"


def say_day(instant: datetime, lang: Language) -> str:
    """Write a day as the reader's language does."""
    return f"{instant:%d/%m/%Y}" if lang == "vi" else instant.date().isoformat()


def _table(card: Scorecard, score: PlanScore, lang: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(_HEADINGS["no"].say(lang), no_wrap=True)
    table.add_column(_HEADINGS["name"].say(lang), ratio=1, min_width=20)
    table.add_column(_HEADINGS["target"].say(lang), justify="right", max_width=24)
    table.add_column(_HEADINGS["actual"].say(lang), justify="right", max_width=22)
    table.add_column(_HEADINGS["verdict"].say(lang), no_wrap=True)
    table.add_column(_HEADINGS["gap"].say(lang), justify="right", max_width=20)
    for target in score.targets:
        for position, judgement in enumerate(target.judgements):
            last = position == len(target.judgements) - 1
            table.add_row(*_cells(card, judgement, lang), end_section=last and len(target.judgements) > 1)
    return table


def _cells(card: Scorecard, judgement: Judgement, lang: Language) -> tuple[Line, ...]:
    component = judgement.component
    indent = "" if component.role is Role.MAIN else "  "
    return (
        Line(component.id),
        Line(indent + component.name.say(lang)),
        Line(say_target(component).say(lang)),
        Line(say_actual(card, judgement, lang)),
        _verdict_cell(judgement, lang),
        Line(signed_gap(judgement).say(lang)),
    )


def say_actual(card: Scorecard, judgement: Judgement, lang: Language) -> str:
    """Write the figure with its stage, or the projection marked as one, or a dash."""
    if actual_value(card, judgement) is not None:
        return say_figure(card, judgement, lang)
    projection = judgement.projection
    if projection is None:
        return "—"
    indicator = card.pack.indicators[judgement.component.indicator]
    word = {"vi": "dự báo", "en": "projected"}[lang]
    return f"{say_number(projection.value, indicator.decimals).say(lang)} ({word})"


def _verdict_cell(judgement: Judgement, lang: Language) -> Line:
    """Write the verdict, and below it what a report claims where that is not the same."""
    line = verdict_mark(judgement.verdict, lang)
    claim = judgement.claim
    if claim is not None and claim is not judgement.verdict:
        line.append(f"\n{_CLAIM.say(lang)}: {claim.label.say(lang)}", style="dim")
    return line


_CLAIM = Text("báo cáo viết", "report says")


def verdict_mark(verdict: Verdict, lang: Language) -> Line:
    """Write a verdict with its sign, coloured where there is colour."""
    return Line(f"{verdict.sign} {verdict.label.say(lang)}", style=VERDICT_STYLES[verdict.value])


def counts_line(counts: Mapping[Verdict, int], title: Text, lang: Language) -> Line:
    """Write e.g. `Chỉ tiêu chính: 11 = 4 vượt + 4 đạt + 3 không đạt`."""
    line = Line(f"{title.say(lang)}: ", style="bold")
    line.append(f"{sum(counts.values())} = ")
    present = [verdict for verdict in Verdict if counts.get(verdict)]
    for position, verdict in enumerate(present):
        if position:
            line.append(" + ")
        line.append(f"{counts[verdict]} {verdict.label.say(lang)}", style=VERDICT_STYLES[verdict.value])
    return line


def _notes(score: PlanScore, today: date, lang: Language) -> list[str]:
    """Return the plan's note and each note of its components once, with everyone it is about."""
    about: dict[str, list[str]] = {}
    for judgement in score.judgements:
        if judgement.note.vi:
            about.setdefault(judgement.note.say(lang), []).append(judgement.component.id)
    notes = [f"{', '.join(ids)}: {note}" for note, ids in about.items()]
    # What became of a plan is no news before the day it happened.
    is_told = score.plan.note.vi and (score.plan.closed_on is None or score.plan.closed_on <= today)
    return [score.plan.note.say(lang), *notes] if is_told else notes
