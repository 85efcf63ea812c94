"""Showing the result of a check in the format asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thuocdo.claims.output.lines import concise, coverage_line, full
from thuocdo.cli.checking import Done
from thuocdo.cli.clock import end_of_today
from thuocdo.cli.output import emit
from thuocdo.errors import Language

_COLOURS = {
    "error": "red",
    "warning": "yellow",
    "note": "cyan",
    "place": "bright_blue",
    "mark": "bright_blue",
}


def show(done: Done, form: str, lang: Language, output: Path | None) -> None:
    """Print or write the reports."""
    if form in {"concise", "full"}:
        _show_lines(done, form, lang, output)
    elif form in {"html", "docx"}:
        _show_document(done, form, lang, output)
    else:
        emit(_machine(done, form), output)


def _show_lines(done: Done, form: str, lang: Language, output: Path | None) -> None:
    colours = output is None and sys.stdout.isatty()

    def paint(text: str, kind: str) -> str:
        return click.style(text, fg=_COLOURS[kind], bold=kind == "error") if colours else text

    lines: list[str] = []
    for report in done.reports:
        lines += (concise if form == "concise" else full)(report, lang, paint)
        for problem in report.document.problems:
            lines.append(problem.say(lang))
        name = f"{report.document.name}: " if len(done.reports) > 1 else ""
        lines.append(f"{name}{coverage_line(report.coverage, lang)}")
    if done.hidden:
        words = {"vi": "phát hiện đã có trong tệp nền", "en": "findings were in the baseline"}
        lines.append(f"{done.hidden} {words[lang]}")
    emit("\n".join(lines) + "\n", output)


def _show_document(done: Done, form: str, lang: Language, output: Path | None) -> None:
    if len(done.reports) != 1:
        raise click.UsageError("Định dạng này nhận đúng một tệp. / This format takes exactly one file.")
    if form == "html":
        from thuocdo.claims.output.page import write_page

        emit(write_page(done.reports[0], lang), output)
        return
    from thuocdo.claims.output.comments import write_comments

    if done.reports[0].document.format != "docx":
        raise click.UsageError("Chỉ chú thích được vào tệp .docx. / Comments go into .docx files only.")
    emit(write_comments(done.reports[0], done.sources[0].read_bytes(), end_of_today(), lang), output)


def _machine(done: Done, form: str) -> str:
    from thuocdo.claims.output import machine
    from thuocdo.claims.output.records import report_records
    from thuocdo.quantities.json_text import write_json, write_json_line

    if form in {"json", "jsonl"}:
        records = report_records(done.reports, with_file=len(done.reports) > 1)
        return (
            write_json(records) if form == "json" else "".join(write_json_line(one) + "\n" for one in records)
        )
    if form == "sarif":
        return write_json(machine.sarif(done.reports))
    if form == "gitlab":
        return write_json(machine.gitlab(done.reports))
    if form == "junit":
        return machine.junit(done.reports)
    return "".join(line + "\n" for line in machine.github(done.reports))
