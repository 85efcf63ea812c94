"""Writing results: to the terminal, or to a file all at once or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

VERDICT_STYLES = {
    "exceeded": "bold green",
    "met": "green",
    "missed": "bold red",
    "likely_exceeded": "green",
    "likely_met": "green",
    "at_risk": "yellow",
    "no_data": "dim",
    "undefined_target": "magenta",
    "no_subject": "dim",
    "not_comparable": "cyan",
}
"""Colour is an extra: each verdict has a sign and words of its own."""


def emit(content: str | bytes, path: Path | None) -> None:
    """Print `content`, or write it to `path` through a temporary file beside it."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    if path is None:
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise click.UsageError("Định dạng này là tệp nhị phân: hãy dùng --output. / Use --output.")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    click.echo(f"Đã ghi {path}", err=True)
