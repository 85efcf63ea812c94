"""`thuocdo project`: where targets are heading, and which can still be saved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import options
from thuocdo.errors import Language


@click.command(name="project")
@options.pack_argument
@options.as_of_option
@options.term_option
@options.plan_option
@options.area_option
@click.option(
    "--format", "-f", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@options.output_option
@options.lang_option
def command(
    pack_folder: Path,
    as_of: datetime,
    term: str | None,
    plan_id: str | None,
    area: str | None,
    form: str,
    output: Path | None,
    lang: Language,
) -> None:
    """Dự báo các chỉ tiêu chưa hết kỳ: nhịp cần có so với nhịp đã đạt, khoảng, cảnh báo sớm.

    Project the targets whose period is not over; those that can still be saved come first.
    """
    from thuocdo.cli.output import emit
    from thuocdo.cli.packs import choose_plans, open_pack
    from thuocdo.cli.projection_table import print_projections, projection_rows
    from thuocdo.evaluate.scorecard import score_pack
    from thuocdo.quantities.json_text import write_json

    pack, facts = open_pack(pack_folder)
    card = score_pack(
        pack, facts, as_of=as_of, plans=choose_plans(pack, term=term, plan_id=plan_id, area=area)
    )
    if form == "json":
        emit(write_json(projection_rows(card)), output)
    else:
        print_projections(card, lang, output)
