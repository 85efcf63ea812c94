"""`thuocdo score`: which targets were exceeded, met, missed, cannot be judged, and why."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import options
from thuocdo.errors import Language

_FORMATS = ("table", "json", "csv", "xlsx", "html")


@click.command(name="score")
@options.pack_argument
@options.as_of_option
@options.term_option
@options.plan_option
@options.area_option
@click.option("--format", "-f", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
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
    """Chấm điểm kế hoạch trong GÓI theo đúng lời văn của từng chỉ tiêu.

    Judge the plans of a pack: every target by its own wording, as of a date.
    """
    from thuocdo.cli.output import emit
    from thuocdo.cli.packs import choose_plans, open_pack
    from thuocdo.cli.progress import watch
    from thuocdo.evaluate.scorecard import score_pack

    pack, facts = open_pack(pack_folder)
    plans = choose_plans(pack, term=term, plan_id=plan_id, area=area)
    with watch("Đang chấm / Judging") as progress:
        card = score_pack(pack, facts, as_of=as_of, plans=plans, progress=progress)
    if form == "table":
        from thuocdo.cli.score_table import print_scorecard

        print_scorecard(card, lang, output)
        return
    if form == "json":
        from thuocdo.quantities.json_text import write_json
        from thuocdo.report.scorecard.rows import score_rows

        emit(write_json(score_rows(card)), output)
    elif form == "csv":
        from thuocdo.report.scorecard.tables import write_csv

        emit(write_csv(card), output)
    elif form == "xlsx":
        from thuocdo.report.scorecard.tables import write_workbook

        emit(write_workbook(card, lang), output)
    else:
        from thuocdo.report.scorecard.page import write_page

        emit(write_page(card, facts, lang), output)
