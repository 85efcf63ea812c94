"""Progress on long work: on a terminal's stderr, after a moment, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ENOUGH = 200
"""Fewer steps than this are over before a bar could be read."""


@contextmanager
def watch(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a callback (done, total) that draws a bar, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, visible=False)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=total >= _ENOUGH)

        yield step
