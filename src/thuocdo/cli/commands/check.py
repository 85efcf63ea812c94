"""`thuocdo check`: a linter for the figures of a report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from thuocdo.cli import EXIT_FINDINGS, options
from thuocdo.errors import Language

_FORMATS = (
    "concise", "full", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html", "docx",
)  # fmt: skip


_FILE = click.Path(dir_okay=False, path_type=Path)


_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="check")
@click.argument(
    "files", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--format", "-f", "form", type=click.Choice(_FORMATS), default="full", show_default=True)
@click.option("--select", multiple=True, help="Chỉ các quy tắc này (mã hoặc đầu mã: TT). / Only these.")
@click.option("--ignore", multiple=True, help="Bỏ các quy tắc này. / Not these.")
@click.option(
    "--severity",
    "lowest",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    show_default=True,
    help="Chỉ hiện từ mức này. / Show from this severity.",
)
@click.option(
    "--data",
    "pack_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Gói kế hoạch có số liệu đã duyệt. / Plan pack with approved facts.",
)
@click.option("--as-of", type=options.AS_OF, help="Số liệu biết đến ngày này. / Facts known on this day.")
@click.option("--lock", type=_FILE, help="Tệp gắn số liệu đã xác nhận. / Lock file.")
@click.option("--config", type=_FILE, help="Tệp cấu hình; mặc định tìm thuocdo.toml. / Configuration.")
@click.option("--baseline", type=_FILE, help="Bỏ qua những gì đã có trong tệp này. / Known findings.")
@click.option("--write-baseline", type=_FILE, help="Ghi những gì đang có vào tệp. / Record findings.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help="Số tiến trình. / Processes.")
@options.output_option
@options.lang_option
def command(
    files: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lowest: str,
    pack_folder: Path | None,
    as_of: datetime | None,
    lock: Path | None,
    config: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
    jobs: int | None,
    output: Path | None,
    lang: Language,
) -> int:
    """Soát số liệu trong TỆP (docx, pdf, html, md, txt; `-` là đầu vào chuẩn).

    Check the figures of documents: blanks, wrong sums, contradictions, %-for-points, scale slips.
    Exit code 0 nothing found, 1 errors or warnings, 2 a document could not be read.
    """
    from thuocdo.cli.checking import Ask, check_files
    from thuocdo.cli.checking_output import show

    ask = Ask(
        select=_words(select), ignore=_words(ignore), data=pack_folder, as_of=as_of, lock=lock, config=config,
        baseline=baseline, write_baseline=write_baseline, lowest=lowest, jobs=jobs,
    )  # fmt: skip
    done = check_files(files, ask, lang)
    show(done, form, lang, output)
    if done.failed:
        return 2
    return EXIT_FINDINGS if done.has_faults else 0


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rule ids of an option that may be repeated and may list several with commas."""
    return tuple(word.strip() for one in given for word in one.split(",") if word.strip())
