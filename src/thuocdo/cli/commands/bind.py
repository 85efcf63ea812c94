"""`thuocdo bind`: settle by hand which indicator an uncertain figure is of."""

from __future__ import annotations

from pathlib import Path

import click

from thuocdo.cli import options
from thuocdo.errors import Language


@click.command(name="bind")
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--data",
    "pack_folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Gói kế hoạch. / Plan pack.",
)
@click.option(
    "--lock",
    "lock_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp khóa; mặc định so-lieu.lock cạnh TỆP. / Lock file.",
)
@click.option("--list", "only_list", is_flag=True, help="Chỉ liệt kê, không hỏi. / List without asking.")
@options.lang_option
def command(file: Path, pack_folder: Path, lock_file: Path | None, only_list: bool, lang: Language) -> None:
    """Gắn số liệu trong TỆP với chỉ tiêu của gói; điều đã xác nhận được giữ trong tệp khóa.

    Confirm which indicator each uncertain figure is of; the lock file survives edits of the text.
    """
    from thuocdo.claims.binding import LOCK_NAME, Lock, load_lock, review_list
    from thuocdo.claims.context import add_context
    from thuocdo.claims.figures import find_figures
    from thuocdo.cli.binding import ask_about, print_list
    from thuocdo.cli.documents import open_input
    from thuocdo.plan.load import load_pack

    pack = load_pack(pack_folder)
    document = open_input(file)
    path = lock_file or file.with_name(LOCK_NAME)
    lock = load_lock(path) if path.exists() else Lock()
    reading = add_context(document, find_figures(document), pack, lock)
    items = review_list(reading, pack, lock)
    if only_list:
        print_list(pack, items, lang)
    else:
        ask_about(pack, items, lock, path, lang)
