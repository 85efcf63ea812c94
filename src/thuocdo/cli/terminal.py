"""One console for every command: width, colour and files behave the same everywhere."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from rich.console import Console
from rich.padding import Padding

from thuocdo.cli.output import emit

_FILE_WIDTH = 120
"""Columns of a text file, and of a pipe: nobody's window decides what is written."""


def print_on(output: Path | None) -> Console:
    """Return a console on stdout, or one that collects text for `finish`."""
    if output is not None:
        return Console(file=io.StringIO(), width=_FILE_WIDTH, no_color=True)
    console = Console(highlight=False)
    if not console.is_terminal:
        width = shutil.get_terminal_size((_FILE_WIDTH, 24)).columns
        return Console(highlight=False, width=max(width, _FILE_WIDTH))
    return console


def print_indented(console: Console, markup: str) -> None:
    """Print a paragraph four columns in, folded lines too, without blanks at the ends of lines."""
    console.print(Padding(markup, (0, 0, 0, 4), expand=False))


def finish(console: Console, output: Path | None) -> None:
    """Write what a file console collected."""
    if output is not None and isinstance(console.file, io.StringIO):
        emit(console.file.getvalue(), output)
