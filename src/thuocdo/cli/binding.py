"""The questions of `thuocdo bind`: one figure at a time, each answer saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from thuocdo.claims.binding import Candidate, Lock, ReviewItem, confirm, reject, save_lock
from thuocdo.claims.model import Figure
from thuocdo.claims.output.records import fold
from thuocdo.errors import Language
from thuocdo.plan.model import Pack

_AROUND = 70

_WORDS = {
    "vi": {
        "prompt": "Số thứ tự, k = không phải chỉ tiêu nào, Enter = để sau, q = dừng",
        "left": "số liệu cần xem",
        "done": "Đã ghi",
        "none": "Không còn số liệu nào cần xem.",
    },
    "en": {
        "prompt": "Number, k = none of these, Enter = later, q = stop",
        "left": "figures to look at",
        "done": "Written",
        "none": "Nothing left to look at.",
    },
}


def print_list(pack: Pack, items: Sequence[ReviewItem], lang: Language) -> None:
    """Print every uncertain figure with its candidates."""
    click.echo(f"{len(items)} {_WORDS[lang]['left']}")
    for item in items:
        _print_item(pack, item, lang)


def ask_about(pack: Pack, items: Sequence[ReviewItem], lock: Lock, path: Path, lang: Language) -> None:
    """Ask about each figure; every answer is written before the next question, so none is lost."""
    words = _WORDS[lang]
    if not items:
        click.echo(words["none"])
        return
    settled = 0
    for item in items:
        _print_item(pack, item, lang)
        answer = click.prompt(words["prompt"], default="", show_default=False).strip().casefold()
        if answer == "q":
            break
        if answer == "k":
            lock = reject(lock, item.figure)
        elif answer.isdigit() and 1 <= int(answer) <= len(item.candidates):
            lock = confirm(lock, item.figure, item.candidates[int(answer) - 1].indicator)
        else:
            continue
        save_lock(lock, path)
        settled += 1
    click.echo(f"{words['done']} {path}: {settled}")


def _print_item(pack: Pack, item: ReviewItem, lang: Language) -> None:
    figure = item.figure
    place = figure.block.places.place(figure.start)
    click.echo(f"\n{place.line}:{place.column}  {_in_sentence(figure)}")
    for number, candidate in enumerate(item.candidates, start=1):
        click.echo(f"  {number}. {_name(pack, candidate, lang)} ({candidate.score}%)")


def _in_sentence(figure: Figure) -> str:
    text = figure.block.text
    before, after = (
        text[max(0, figure.start - _AROUND) : figure.start],
        text[figure.end : figure.end + _AROUND],
    )
    return f"…{fold(before)} {click.style(fold(figure.text), bold=True)} {fold(after)}…"


def _name(pack: Pack, candidate: Candidate, lang: Language) -> str:
    indicator = pack.indicators[candidate.indicator]
    return f"{indicator.name.say(lang)} [{candidate.indicator}]"
