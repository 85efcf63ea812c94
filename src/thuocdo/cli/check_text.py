"""Problems of a pack on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from thuocdo.errors import Language, Problem, Severity

_WORDS = {
    Severity.ERROR: ("LỖI", "ERROR", "red"),
    Severity.WARNING: ("CẢNH BÁO", "WARNING", "yellow"),
    Severity.NOTE: ("GHI CHÚ", "NOTE", "cyan"),
}


def print_problems(folder: Path, problems: Sequence[Problem], lang: Language, *, is_complete: bool) -> None:
    """Print each problem with its place and cure, then how many of each kind.

    `is_complete` is False when figures, formulas and identities could not be checked yet.
    """
    for problem in problems:
        vi, en, colour = _WORDS[problem.severity]
        word = click.style(vi if lang == "vi" else en, fg=colour, bold=True)
        place = problem.where.say(lang) if problem.where is not None else ""
        click.echo(f"{word} {problem.code} {place}".rstrip())
        click.echo(f"    {problem.text.say(lang)}")
        if problem.hint.vi:
            click.echo(f"    → {problem.hint.say(lang)}")
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if not is_complete:
        later = {
            "vi": "Số liệu, công thức và đồng nhất thức được kiểm tra sau khi sửa các lỗi trên.",
            "en": "Figures, formulas and identities are checked once these errors are mended.",
        }
        click.echo(later[lang])
    if lang == "vi":
        click.echo(f"{folder}: {errors} lỗi, {warnings} cảnh báo.")
    else:
        click.echo(f"{folder}: {errors} errors, {warnings} warnings.")


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return the problems as records for JSON."""
    return [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "file": problem.where.file if problem.where else None,
            "line": problem.where.line if problem.where else None,
            "column": (problem.where.column or None) if problem.where else None,
            "message": problem.text.vi,
            "message_en": problem.text.en,
            "hint": problem.hint.vi or None,
            "hint_en": problem.hint.en or None,
        }
        for problem in problems
    ]
