"""`thuocdo coherence`: do the plan's own numbers agree with each other?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import EXIT_FINDINGS, options
from thuocdo.errors import Language


@click.command(name="coherence")
@options.pack_argument
@options.as_of_option
@options.term_option
@options.plan_option
@options.area_option
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--all", "show_all", is_flag=True, help="In cả những chỗ khớp. / Also what agrees.")
@options.output_option
@options.lang_option
def command(
    pack_folder: Path,
    as_of: datetime,
    term: str | None,
    plan_id: str | None,
    area: str | None,
    form: str,
    show_all: bool,
    output: Path | None,
    lang: Language,
) -> int:
    """Soát tính khớp nối: giả định, phép tính và độ lệch của từng đồng nhất thức đã khai trong GÓI.

    Run the identities declared in coherence.yaml over the plans. Exit code 1 when one does not hold.
    """
    from thuocdo.cli.coherence_text import coherence_rows, print_coherence
    from thuocdo.cli.output import emit
    from thuocdo.cli.packs import choose_plans, open_pack
    from thuocdo.evaluate.coherence import check_coherence
    from thuocdo.evaluate.resolve import Resolver
    from thuocdo.quantities.json_text import write_json

    pack, facts = open_pack(pack_folder)
    plans = choose_plans(pack, term=term, plan_id=plan_id, area=area)
    resolver = Resolver(pack, facts, as_of)
    findings = {plan.id: check_coherence(pack, resolver, plan.id) for plan in plans}
    if form == "json":
        emit(write_json(coherence_rows(findings)), output)
    else:
        print_coherence(pack, findings, lang, show_all=show_all, output=output)
    broken = any(finding.holds is False for found in findings.values() for finding in found)
    return EXIT_FINDINGS if broken else 0
