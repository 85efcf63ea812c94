"""One verdict explained on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from thuocdo.cli.score_table import say_day, verdict_mark
from thuocdo.cli.terminal import finish, print_on
from thuocdo.errors import Language, Text
from thuocdo.evaluate.compare import say_target
from thuocdo.evaluate.gaps import signed_gap
from thuocdo.evaluate.model import Judgement
from thuocdo.evaluate.say import say_amount, say_number, say_unit
from thuocdo.facts.model import Observation
from thuocdo.facts.store import FactStore
from thuocdo.plan.model import Pack

_WORDS = {
    "wording": Text("Lời văn", "Wording"),
    "promised": Text("Mục tiêu", "Promised"),
    "document": Text("Văn bản", "Document"),
    "agency": Text("Cơ quan", "Agency"),
    "verdict": Text("Đánh giá", "Verdict"),
    "gap": Text("Chênh lệch", "Gap"),
    "claim": Text("Báo cáo viết", "Report says"),
    "steps": Text("Cách tính", "Derivation"),
    "releases": Text("Các lần công bố", "Releases"),
    "note": Text("Lưu ý", "Note"),
    "as_of": Text("Tính đến ngày", "As of"),
}


def print_explanation(
    pack: Pack, facts: FactStore, judgement: Judgement, as_of: datetime, lang: Language, output: Path | None
) -> None:
    """Print wording, verdict, derivation and every release of every input."""
    console = print_on(output)
    component = judgement.component
    console.print(f"[bold]{escape(component.key)}  {escape(component.name.say(lang))}[/bold]")
    _line(console, lang, "wording", f"“{component.wording}”")
    _line(console, lang, "promised", say_target(component).say(lang))
    _line(console, lang, "document", _document(pack, judgement, lang))
    _line(console, lang, "agency", _agency(pack, judgement, lang))
    _line(console, lang, "as_of", say_day(as_of, lang))
    console.print(f"  {_WORDS['verdict'].say(lang):<16} ", end="")
    console.print(verdict_mark(judgement.verdict, lang))
    _line(console, lang, "gap", _gap(judgement, lang))
    if judgement.claim is not None:
        _line(console, lang, "claim", f"{judgement.claim.label.say(lang)} ({component.claim_place})")
    _line(console, lang, "note", judgement.note.say(lang))
    if component.note:
        _line(console, lang, "note", component.note)
    console.print(f"\n[bold]{_WORDS['steps'].say(lang)}[/bold]")
    for number, step in enumerate(judgement.steps, start=1):
        console.print(f"  {number}. {escape(step.text.say(lang))}")
    _print_releases(console, pack, facts, judgement.actual.inputs, as_of, lang)
    finish(console, output)


def _line(console: Console, lang: Language, word: str, value: str) -> None:
    if value:
        console.print(f"  {_WORDS[word].say(lang):<16} {escape(value)}")


def _document(pack: Pack, judgement: Judgement, lang: Language) -> str:
    component = judgement.component
    document = pack.documents.get(component.document)
    title = document.title.say(lang) if document is not None else component.document
    return ", ".join(part for part in (title, component.place) if part)


def _agency(pack: Pack, judgement: Judgement, lang: Language) -> str:
    component = judgement.component
    agency = pack.agencies.get(component.agency or pack.indicators[component.indicator].agency)
    return agency.name.say(lang) if agency is not None else ""


def _gap(judgement: Judgement, lang: Language) -> str:
    gap = signed_gap(judgement).say(lang)
    if judgement.gap_percent is None or not gap:
        return gap
    percent = say_number(judgement.gap_percent, 1).say(lang)
    return f"{gap} ({percent}%)"


def _print_releases(
    console: Console,
    pack: Pack,
    facts: FactStore,
    inputs: Iterable[Observation],
    as_of: datetime,
    lang: Language,
) -> None:
    keys = list(dict.fromkeys(row.key for row in inputs))
    if not keys:
        return
    console.print(f"\n[bold]{_WORDS['releases'].say(lang)}[/bold]")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    headings = {
        "vi": ("Kỳ", "Giá trị", "Lần công bố", "Biết từ", "Nguồn", ""),
        "en": ("Period", "Value", "Release", "Known from", "Source", ""),
    }[lang]
    for heading in headings:
        table.add_column(heading, justify="right" if heading in {"Giá trị", "Value"} else "left")
    for key in keys:
        for row in facts.history(key):
            if row.known_from <= as_of:
                table.add_row(*_release_cells(pack, row, as_of, lang))
    console.print(table)


def _release_cells(pack: Pack, row: Observation, as_of: datetime, lang: Language) -> tuple[str, ...]:
    document = pack.documents.get(row.source.document)
    title = document.title.say(lang) if document is not None else row.source.document
    source = ", ".join(part for part in (title, row.source.place) if part) or row.source.url
    if row.disputed:
        standing = {"vi": "mâu thuẫn trong nguồn, không dùng", "en": "disputed, not used"}[lang]
    elif row.is_current(as_of):
        standing = {"vi": "← đang dùng", "en": "← in use"}[lang]
    else:
        standing = {"vi": "đã thay", "en": "superseded"}[lang]
    value = "—"
    if row.value is not None:
        value = say_amount(row.value, row.decimals, say_unit(row.unit)).say(lang)
    return (
        escape(row.period.label.say(lang)),
        escape(value),
        escape(row.stage.label.say(lang)),
        f"{row.known_from:%d/%m/%Y}",
        escape(source),
        standing,
    )
