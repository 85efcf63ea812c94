"""`thuocdo lsp`: diagnostics while typing, for any editor that speaks the Language Server Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from thuocdo.cli import options


@click.command(name="lsp")
@click.option(
    "--data",
    "pack_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Gói kế hoạch có số liệu đã duyệt. / Plan pack with approved facts.",
)
@click.option("--as-of", type=options.AS_OF, help="Số liệu biết đến ngày này. / Facts known on this day.")
@options.lang_option
def command(pack_folder: Path | None, as_of: object, lang: str) -> None:
    """Máy chủ ngôn ngữ qua đầu vào và đầu ra chuẩn (cần cài thuocdo[lsp]).

    A language server on standard input and output: diagnostics, hover, quick fixes.
    """
    try:
        from thuocdo.cli.language_server import make_server
    except ImportError as error:
        raise click.UsageError("Cần cài thêm: pip install 'thuocdo[lsp]'. / Install thuocdo[lsp].") from error
    from thuocdo.cli.checking import Ask

    make_server(Ask(data=pack_folder, as_of=as_of), lang).start_io()  # type: ignore[arg-type]
