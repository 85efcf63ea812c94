"""`thuocdo completion`: shell completion, printed for the shell to read."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """In mã hoàn thành lệnh; ví dụ: thuocdo completion bash >> ~/.bashrc.

    Print completion code for a shell.
    """
    from thuocdo.cli import command as root

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell}?")
    click.echo(kind(root, {}, "thuocdo", "_THUOCDO_COMPLETE").source())
