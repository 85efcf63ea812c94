"""`thuocdo plan new` and `thuocdo plan check`."""

from __future__ import annotations

from pathlib import Path

import click

from thuocdo.cli import EXIT_BAD_INPUT, EXIT_FINDINGS, options
from thuocdo.errors import Language


@click.group(name="plan")
def command() -> None:
    """Tạo và kiểm tra gói kế hoạch. / Make and check a plan pack."""


@command.command(name="new")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Tên kế hoạch. / Name of the plan.")
@click.option("--term", required=True, help="Kỳ, ví dụ 2026-2030. / Term.")
@click.option("--area", "area_name", required=True, help="Tên địa bàn. / Name of the area.")
@click.option("--id", "pack_id", help="Mã gói; mặc định là tên thư mục. / Id; the folder's name by default.")
def new(folder: Path, name: str, term: str, area_name: str, pack_id: str | None) -> None:
    """Tạo một gói mẫu đầy đủ, hợp lệ, có chú thích. Không ghi đè.

    Write a small valid pack to start from; nothing is overwritten.
    """
    from thuocdo.plan.new import create_pack

    create_pack(folder, name=name, term=term, area=area_name, pack_id=pack_id)
    click.echo(f"Đã tạo {folder}. Kiểm tra: thuocdo plan check {folder}")


@command.command(name="package")
@options.pack_argument
def package(pack_folder: Path) -> None:
    """Viết lại datapackage.json (Frictionless Data Package) theo các bảng của gói.

    Rewrite datapackage.json from the tables of the pack.
    """
    from thuocdo.plan.datapackage import write_datapackage

    click.echo(f"Đã ghi {write_datapackage(pack_folder)}")


@command.command(name="check")
@click.argument("folder", metavar="GÓI", type=click.Path(path_type=Path))
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Coi cảnh báo là lỗi. / Warnings count as errors.")
@options.lang_option
def check(folder: Path, form: str, strict: bool, lang: Language) -> int:
    """Kiểm tra gói: mỗi lỗi có tệp, dòng, cột, sai gì và cần làm gì.

    Check a pack. Exit code 0 clean, 1 faults found, 2 not a pack at all.
    """
    from thuocdo.cli.check_text import print_problems, problem_rows
    from thuocdo.cli.output import emit
    from thuocdo.errors import Severity
    from thuocdo.evaluate.coherence import check_identities
    from thuocdo.evaluate.formula import check_formulas
    from thuocdo.facts.files import check_facts
    from thuocdo.plan.load import check_pack, load_pack
    from thuocdo.quantities.json_text import write_json

    problems = list(check_pack(folder))
    is_readable = not any(problem.severity is Severity.ERROR for problem in problems)
    if is_readable:
        pack = load_pack(folder)
        problems += [*check_formulas(pack.indicators), *check_facts(pack), *check_identities(pack)]
    if form == "json":
        emit(write_json(problem_rows(problems)), None)
    else:
        print_problems(folder, problems, lang, is_complete=is_readable)
    if not folder.is_dir():
        return EXIT_BAD_INPUT
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return EXIT_FINDINGS if any(problem.severity in grave for problem in problems) else 0
