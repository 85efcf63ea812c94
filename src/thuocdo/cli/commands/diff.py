"""`thuocdo diff`: what changed between two dates, and which verdicts flipped because of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import options
from thuocdo.errors import Language


@click.command(name="diff")
@options.pack_argument
@click.option("--from", "start", type=options.AS_OF, required=True, help="Ngày đầu. / First day.")
@click.option("--to", "end", type=options.AS_OF, required=True, help="Ngày sau. / Second day.")
@options.term_option
@options.plan_option
@options.area_option
@click.option(
    "--every-figure", is_flag=True, help="Cả số liệu ngoài các chỉ tiêu. / Figures outside the targets too."
)
@click.option(
    "--format", "-f", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@options.output_option
@options.lang_option
def command(
    pack_folder: Path,
    start: datetime,
    end: datetime,
    term: str | None,
    plan_id: str | None,
    area: str | None,
    every_figure: bool,
    form: str,
    output: Path | None,
    lang: Language,
) -> None:
    """So hai thời điểm: số liệu mới, sửa, rút; đánh giá nào đảo chiều và vì số liệu nào.

    Compare two as-of dates: figures that came, changed or were withdrawn, and the verdicts they flipped.
    """
    from thuocdo.cli.diff_table import diff_rows, print_diff
    from thuocdo.cli.output import emit
    from thuocdo.cli.packs import choose_plans, open_pack
    from thuocdo.evaluate.diff import diff_scorecards
    from thuocdo.evaluate.scorecard import score_pack
    from thuocdo.facts.diff import diff_facts
    from thuocdo.quantities.json_text import write_json

    if end < start:
        raise click.UsageError("--to phải sau --from. / --to must come after --from.")
    pack, facts = open_pack(pack_folder)
    plans = choose_plans(pack, term=term, plan_id=plan_id, area=area)
    before = score_pack(pack, facts, as_of=start, plans=plans)
    after = score_pack(pack, facts, as_of=end, plans=plans)
    changes = diff_facts(facts, start, end)
    if not every_figure:
        judged = {component.indicator for plan in plans for component in plan.components}
        changes = [change for change in changes if change.key.indicator in judged]
    flips = diff_scorecards(before, after, changes)
    if form == "json":
        emit(write_json(diff_rows(changes, flips)), output)
    else:
        print_diff(pack, changes, flips, start, end, lang, output)
