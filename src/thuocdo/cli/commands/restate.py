"""`thuocdo restate`: a series on another day's map, or the reason why it cannot be."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from thuocdo.cli import options
from thuocdo.errors import Language, ThuocdoError


@click.command(name="restate")
@options.pack_argument
@click.argument("indicator", metavar="CHỈ_TIÊU_THỐNG_KÊ")
@click.option("--period", "periods", multiple=True, required=True, help="Kỳ; ghi được nhiều lần. / Period.")
@click.option("--on", "on_day", help="Bản đồ của ngày này; mặc định là --as-of. / The map of this day.")
@click.option("--level", type=click.Choice(["province", "district", "commune"]), default="province")
@options.as_of_option
@options.output_option
@options.lang_option
def command(
    pack_folder: Path,
    indicator: str,
    periods: tuple[str, ...],
    on_day: str | None,
    level: str,
    as_of: datetime,
    output: Path | None,
    lang: Language,
) -> None:
    """Đưa một dãy số về bản đồ của một ngày: cộng, bình quân gia quyền, tính lại, hoặc vì sao không được.

    Restate a series on the map of a day: added, weighted, worked out again, or refused with the reason.
    """
    from thuocdo.cli.packs import open_pack
    from thuocdo.cli.restated_table import print_restated
    from thuocdo.evaluate.resolve import Resolver
    from thuocdo.evaluate.restate import restate_known
    from thuocdo.periods import parse_period

    pack, facts = open_pack(pack_folder)
    day = _read_day(on_day) if on_day is not None else as_of.date()
    if indicator not in pack.indicators:
        raise click.UsageError(f"Không có chỉ tiêu thống kê “{indicator}”. / No such indicator.")
    try:
        wanted = [parse_period(text) for text in periods]
    except ThuocdoError as error:
        raise click.UsageError(error.say(lang)) from error
    areas = [area.id for area in pack.areas if area.level.value == level]
    found = restate_known(Resolver(pack, facts, as_of), indicator, areas, wanted, day)
    print_restated(pack, pack.indicators[indicator], found, lang, output)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"“{text}” không phải ngày dạng 2025-07-01. / Not a day.") from error
