"""`thuocdo extract`: every quantity and blank of a document, one record each."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import click

from thuocdo.cli import options


@click.command(name="extract")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "-f", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl")
@click.option(
    "--pack",
    "pack_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Gói kế hoạch để gắn chỉ tiêu. / Plan pack to bind indicators.",
)
@options.output_option
def command(file: Path, form: str, pack_folder: Path | None, output: Path | None) -> None:
    """Rút mọi số liệu và chỗ trống trong TỆP (docx, pdf, html, md, txt; `-` là đầu vào chuẩn).

    Extract every quantity and blank: value, scale, unit, kind, subject, period, place.
    """
    from thuocdo.claims.context import add_context
    from thuocdo.claims.figures import find_figures
    from thuocdo.claims.output.records import figure_record
    from thuocdo.cli.documents import open_input
    from thuocdo.cli.output import emit

    document = open_input(file)
    pack = None
    if pack_folder is not None:
        from thuocdo.plan.load import load_pack

        pack = load_pack(pack_folder)
    reading = add_context(document, find_figures(document), pack)
    records = [figure_record(figure) for figure in reading.figures]
    emit(_as_csv(records) if form == "csv" else _as_lines(records), output)


def _as_lines(records: list[dict[str, Any]]) -> str:
    from thuocdo.quantities.json_text import write_json_line

    return "".join(write_json_line(record) + "\n" for record in records)


def _as_csv(records: list[dict[str, Any]]) -> str:
    out = io.StringIO(newline="")
    if records:
        writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in record.items()} for record in records)
    return out.getvalue()


def _cell(value: Any) -> str:
    from thuocdo.quantities.csv_text import guard_formula

    if value is None:
        return ""
    if isinstance(value, list):
        return json.dumps([None if one is None else f"{one:f}" for one in value])
    if isinstance(value, str):
        return guard_formula(value)
    return f"{value:f}" if hasattr(value, "as_tuple") else str(value)
