"""Checking files from the command line: settings, pack, one document after another or several at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thuocdo.claims.baseline import read_baseline, subtract_baseline, write_baseline
from thuocdo.claims.binding import Lock, load_lock
from thuocdo.claims.check import check_reading
from thuocdo.claims.config import Settings, find_config, load_settings, with_choices
from thuocdo.claims.context import add_context
from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Report
from thuocdo.cli.clock import end_of_today
from thuocdo.cli.documents import open_input
from thuocdo.cli.failures import tell_problems
from thuocdo.documents import Document
from thuocdo.documents.open import open_document
from thuocdo.errors import Language, Severity, ThuocdoError
from thuocdo.periods import parse_as_of

if TYPE_CHECKING:
    from thuocdo.facts.files import PackFacts
    from thuocdo.plan.model import Pack

_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Ask:
    """What the command line asked for; see the options of `thuocdo check`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    data: Path | None = None
    as_of: datetime | None = None
    lock: Path | None = None
    config: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    lowest: str = "note"
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The reports, in the order of the files, and what could not be read."""

    reports: tuple[Report, ...]
    sources: tuple[Path, ...]
    failed: tuple[Path, ...] = ()
    hidden: int = 0

    @property
    def has_faults(self) -> bool:
        """Whether there is an error or a warning: notes never fail a check."""
        return any(one.severity is not Severity.NOTE for report in self.reports for one in report.findings)


def check_files(files: Sequence[Path], ask: Ask, lang: Language) -> Done:
    """Check every file; one that cannot be read is told on stderr and does not stop the others."""
    settings = _settings(ask)
    results = _run(files, ask, settings)
    reports, sources, failed = [], [], []
    for path, result in zip(files, results, strict=True):
        if isinstance(result, ThuocdoError):
            tell_problems(result, lang)
            failed.append(path)
        else:
            reports.append(result)
            sources.append(path)
    if ask.write_baseline is not None:
        count = write_baseline(reports, ask.write_baseline)
        click.echo(f"Đã ghi {count} phát hiện vào {ask.write_baseline}", err=True)
    hidden = 0
    known_file = ask.baseline or settings.baseline
    if known_file is not None and (ask.baseline is not None or known_file.exists()):
        known, fresh = read_baseline(known_file), []
        for report in reports:
            left, count = subtract_baseline(report, known)
            fresh.append(left)
            hidden += count
        reports = fresh
    shown = tuple(_from_severity(report, ask.lowest) for report in reports)
    return Done(shown, tuple(sources), tuple(failed), hidden)


def _settings(ask: Ask) -> Settings:
    path = ask.config or find_config(Path.cwd())
    return with_choices(load_settings(path), select=ask.select, ignore=ask.ignore)


def _from_severity(report: Report, lowest: str) -> Report:
    limit = _RANKS[Severity(lowest)]
    kept = tuple(finding for finding in report.findings if _RANKS[finding.severity] <= limit)
    return replace(report, findings=kept)


def _run(files: Sequence[Path], ask: Ask, settings: Settings) -> list[Report | ThuocdoError]:
    jobs = min(ask.jobs or os.cpu_count() or 1, len(files))
    if jobs <= 1 or any(str(path) == "-" for path in files):
        return [_check_one(path, ask, settings) for path in files]
    from rich.console import Console
    from rich.progress import Progress

    with (
        ProcessPoolExecutor(jobs) as pool,
        Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar,
    ):
        task = bar.add_task("Đang soát / Checking", total=len(files))
        futures = [pool.submit(_check_one, path, ask, settings) for path in files]
        results = []
        for future in futures:
            results.append(future.result())
            bar.advance(task)
        return results


def _check_one(path: Path, ask: Ask, settings: Settings) -> Report | ThuocdoError:
    try:
        return _check(open_input(path), ask, settings)
    except ThuocdoError as error:
        return error


def check_text(text: str, name: str, ask: Ask) -> Report:
    """Check text already in hand, as an editor has it.

    Raises:
        ThuocdoError: Text, settings or pack cannot be read.
    """
    markdown = name.casefold().endswith((".md", ".markdown"))
    document = open_document(text.encode(), name, format="md" if markdown else "txt")
    return _check(document, ask, _settings(ask))


def _check(document: Document, ask: Ask, settings: Settings) -> Report:
    folder = ask.data or settings.data
    pack, facts = _pack(folder) if folder is not None else (None, None)
    reading = add_context(document, find_figures(document), pack, _lock(ask.lock or settings.lock))
    as_of = _as_of(ask, settings, pack)
    return check_reading(reading, pack=pack, facts=facts, as_of=as_of, config=settings)


@cache
def _pack(folder: Path) -> tuple[Pack, PackFacts]:
    from thuocdo.cli.packs import open_pack

    return open_pack(folder)


def _as_of(ask: Ask, settings: Settings, pack: Pack | None) -> datetime | None:
    if pack is None:
        return None
    if ask.as_of is not None:
        return ask.as_of
    return parse_as_of(settings.as_of) if settings.as_of else end_of_today()


def _lock(path: Path | None) -> Lock | None:
    return load_lock(path) if path is not None and path.exists() else None
