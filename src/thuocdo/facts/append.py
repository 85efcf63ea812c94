"""Adding lines to a CSV file so that a reader never sees half of them and two writers never mix.

The new content goes to a temporary file beside the old one, is flushed to the disk and then takes its
place in one step; a lock file keeps other writers out meanwhile. What is there is kept byte for byte,
so that a diff shows the added lines and nothing else.
"""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from thuocdo.errors import NO_TEXT, Text, Where
from thuocdo.facts.problems import FactsError, make_problem

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BOM = b"\xef\xbb\xbf"


@contextmanager
def lock_folder(folder: Path, wait_seconds: int = 10) -> Iterator[None]:
    """Keep other writers out of the folder; the system lets go even when this program is killed.

    Raises `FactsError` QS082 when another writer holds it for longer than `wait_seconds`.
    """
    deadline = time.monotonic() + wait_seconds
    handle = _open_lock(folder)
    try:
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                hint = Text("đợi chương trình kia xong rồi làm lại", "wait for it to finish and try again")
                raise FactsError(make_problem("QS082", Where(folder.name), NO_TEXT, hint))
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def append_rows(
    path: Path,
    header: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    verify: Callable[[Path], None],
) -> None:
    """Append rows, given by column, to a UTF-8 CSV file, or make the file with `header`.

    Columns that the file lacks are added at its end, and only those that a new row needs. `verify` gets
    the finished file before it takes the place of the old one, and raises to keep it from doing so.
    Raises `OSError`, or what `verify` raises, with the file as it was.
    """
    old = path.read_bytes() if path.exists() else b""
    newline = "\r\n" if b"\r\n" in old else "\n"
    text = old.removeprefix(_BOM).decode("utf-8")
    names = [name.strip() for name in next(csv.reader(io.StringIO(text, newline="")), [])]
    missing = [name for name in header if name not in names and any(row.get(name) for row in rows)]
    if not any(names):
        names = list(header)
        content = _write([names], newline)
    elif missing:
        full = [cells for cells in csv.reader(io.StringIO(text, newline="")) if any(cells)]
        width = len(full[0])
        body = [[*cells[:width], *[""] * (width - len(cells[:width]) + len(missing))] for cells in full[1:]]
        names += missing
        content = _write([[*full[0], *missing], *body], newline)
    else:
        content = text if text.endswith(("\n", "\r")) else text + newline
    content += _write([[row.get(name, "") for name in names] for row in rows], newline)
    _replace(path, (_BOM if old.startswith(_BOM) else b"") + content.encode("utf-8"), verify)


def _write(rows: list[list[str]], newline: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=newline).writerows(rows)
    return stream.getvalue()


def _replace(path: Path, content: bytes, verify: Callable[[Path], None]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        verify(Path(name))
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _open_lock(folder: Path) -> int:
    # A folder can be locked itself, which leaves no file behind; Windows cannot open one.
    if sys.platform == "win32":
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)
    return os.open(folder, os.O_RDONLY)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
