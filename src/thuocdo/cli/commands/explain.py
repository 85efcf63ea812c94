"""`thuocdo explain`: one verdict with every number it rests on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import options
from thuocdo.errors import Language


@click.command(name="explain")
@options.pack_argument
@click.argument("target", metavar="CHỈ_TIÊU")
@options.as_of_option
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@options.output_option
@options.lang_option
def command(
    pack_folder: Path, target: str, as_of: datetime, form: str, output: Path | None, lang: Language
) -> None:
    """Giải trình một CHỈ_TIÊU (ví dụ 1a, xix/1): phép tính từng bước, số liệu, lần công bố, nguồn.

    Explain the verdict on one target: each step, each figure, each release and its source.
    """
    from thuocdo.cli.explanation import print_explanation
    from thuocdo.cli.output import emit
    from thuocdo.cli.packs import find_component, open_pack
    from thuocdo.evaluate.scorecard import score_pack
    from thuocdo.quantities.json_text import write_json
    from thuocdo.report.scorecard.rows import score_rows

    pack, facts = open_pack(pack_folder)
    component = find_component(pack, target)
    card = score_pack(pack, facts, as_of=as_of, plans=[pack.plans[component.plan]])
    if form == "json":
        rows = [row for row in score_rows(card) if row["component"] == component.id]
        emit(write_json(rows[0]), output)
        return
    judgement = next(one for one in card.judgements if one.component.key == component.key)
    print_explanation(pack, facts, judgement, as_of, lang, output)
