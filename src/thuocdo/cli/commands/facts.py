"""`thuocdo facts`: the observations of a pack, out in the field's own exchange format."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import options


@click.group(name="facts")
def command() -> None:
    """Số liệu của gói. / The observations of a pack."""


@command.command(name="export")
@options.pack_argument
@options.as_of_option
@click.option("--history", is_flag=True, help="Mọi lần công bố. / Every release, not only the current.")
@options.output_option
def export(pack_folder: Path, as_of: datetime, history: bool, output: Path | None) -> None:
    """Xuất SDMX-CSV 2.0 (FREQ, REF_AREA, TIME_PERIOD, OBS_VALUE, OBS_STATUS …).

    Export as SDMX-CSV 2.0, as of a date or with the whole history.
    """
    from thuocdo.cli.output import emit
    from thuocdo.cli.packs import open_pack
    from thuocdo.facts.sdmx import write_sdmx

    _pack, facts = open_pack(pack_folder)
    emit(write_sdmx(facts, as_of, include_history=history), output)
