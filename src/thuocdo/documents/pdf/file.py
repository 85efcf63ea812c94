"""Is this a PDF that can be read? Refuses what is encrypted, cut off, blown up or no PDF, and says why."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from typing import IO, Any

from thuocdo.documents.pdf.page import Page
from thuocdo.documents.pdf.worker import MAX_PAGES, unpack_page
from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import NO_TEXT, Problem, Text, Where

MAX_MEMORY = 1 << 30
"""Bytes of address space of the process that takes the file apart."""
MAX_SECONDS = 600
"""For the whole file, of processor time."""
STEP_SECONDS = 60
"""For opening the file and for each page; an honest page takes some hundredths."""
MAX_LETTERS = 4_000_000
"""Of the whole file: more than a thousand full pages."""
MAX_STREAM = 96 << 20
"""Unpacked bytes of one stream that is not a picture."""
_HEADER_ROOM = 1024
"""Readers look for the header in the first 1024 bytes and the end mark in the last (PDF 1.7, annex H.3)."""
_STREAM = re.compile(rb"stream\r?\n")
_PASSWORD = (4, 5)
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""

FETCH_AGAIN = Text(
    "lấy lại tệp gốc, hoặc xuất lại PDF từ Word",
    "fetch the original, or export the PDF from Word again",
)
_UNLOCK = Text(
    "mở bằng mật khẩu rồi in ra một PDF không có mật khẩu",
    "open it with its password and print it to a PDF without one",
)
_SPLIT = Text("tách tệp thành nhiều phần rồi kiểm tra từng phần", "split the file and check its parts")
_SUSPECT = Text(
    "không báo cáo nào cần dung lượng như vậy; kiểm tra nguồn gốc của tệp",
    "no report needs this much room; check where the file comes from",
)


def problem(code: str, name: str, what: Text = NO_TEXT, hint: Text = NO_TEXT) -> Problem:
    """Return a problem of this file."""
    return make_problem(code, Where(file=name), what, hint)


def read_pages(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages one by one; `DocumentError` when the file cannot be read to its end."""
    _vet(data, name)
    with _Worker(data, name) as worker:
        yield from worker.pages()


def _vet(data: bytes, name: str) -> None:
    if b"%PDF-" not in data[:_HEADER_ROOM]:
        raise DocumentError(problem("VK040", name, hint=FETCH_AGAIN))
    if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_HEADER_ROOM:]:
        what = Text("thiếu phần cuối", "its end is missing")
        raise DocumentError(problem("VK041", name, what, FETCH_AGAIN))
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[start : start + 1] != b"\x78" or b"/Image" in data[max(0, start - 400) : start]:
            continue
        end = data.find(b"endstream", start)
        if _unpacked_size(data[start : end if end > 0 else len(data)]) > MAX_STREAM:
            raise DocumentError(problem("VK044", name, hint=_SUSPECT))


def _unpacked_size(packed: bytes) -> int:
    """Unpack in pieces, keeping nothing, through two layers of compression, as far as the limit."""
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    is_nested: bool | None = None
    size = 0
    try:
        while packed and not outer.eof and size <= MAX_STREAM:
            piece = outer.decompress(packed, 1 << 20)
            packed = outer.unconsumed_tail
            size += len(piece)
            if is_nested is None and piece:
                is_nested = piece[:2] in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
            while is_nested and piece and not inner.eof and size <= MAX_STREAM:
                size += len(inner.decompress(piece, 1 << 20))
                piece = inner.unconsumed_tail
    except zlib.error:
        return size
    return size


class _Worker:
    """The process that takes the file apart, watched by a clock."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._data = data
        self._page = 0
        self._is_late = False

    def __enter__(self) -> _Worker:
        command = [sys.executable, "-m", "thuocdo.documents.pdf.worker", str(MAX_MEMORY), str(MAX_SECONDS)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self._process.wait()

    def pages(self) -> Iterator[Page]:
        """Yield what the process reads; `DocumentError` for what it cannot."""
        self._send()
        letters = 0
        while True:
            kind, *rest = self._receive()
            if kind == "end":
                return
            if kind == "refused":
                raise DocumentError(self._refused(rest[0]))
            if kind == "damaged":
                what = Text(f"trang {rest[0]} không mở được", f"page {rest[0]} cannot be opened")
                raise DocumentError(problem("VK041", self._name, what, FETCH_AGAIN))
            if kind == "pages":
                self._accept(rest[0])
            else:
                page = unpack_page(tuple(rest))
                self._page = page.number
                letters += sum(len(word.text) for word in page.words)
                if letters > MAX_LETTERS:
                    what = Text(f"quá {MAX_LETTERS} chữ", f"over {MAX_LETTERS} letters")
                    raise DocumentError(problem("VK053", self._name, what, _SPLIT))
                yield page

    def _send(self) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        try:
            pipe.write(self._data)
            pipe.close()
        except BrokenPipeError:
            return

    def _receive(self) -> tuple[Any, ...]:
        """Return the next message; a process that takes too long for it is ended."""
        clock = threading.Timer(STEP_SECONDS, self._end_late)
        clock.daemon = True
        clock.start()
        try:
            pipe = self._process.stdout
            head = _read_exactly(pipe, 4)
            body = _read_exactly(pipe, int.from_bytes(head, "big")) if head else b""
        finally:
            clock.cancel()
        if not body:
            raise DocumentError(self._broken_off())
        message: tuple[Any, ...] = marshal.loads(body)  # noqa: S302  # from our own process
        return message

    def _end_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _broken_off(self) -> Problem:
        at = self._page + 1
        what = Text(f"dừng ở trang {at}", f"stopped at page {at}") if self._page else NO_TEXT
        return problem("VK045" if self._is_late else "VK052", self._name, what, _SUSPECT)

    def _refused(self, code: int) -> Problem:
        if code in _PASSWORD:
            return problem("VK042", self._name, hint=_UNLOCK)
        return problem("VK041", self._name, hint=FETCH_AGAIN)

    def _accept(self, pages: int) -> None:
        if pages < 1:
            what = Text("không có trang nào", "it has no page")
            raise DocumentError(problem("VK041", self._name, what, FETCH_AGAIN))
        if pages > MAX_PAGES:
            what = Text(f"{pages} trang, tối đa {MAX_PAGES}", f"{pages} pages, at most {MAX_PAGES}")
            raise DocumentError(problem("VK043", self._name, what, _SPLIT))


def _read_exactly(pipe: IO[bytes] | None, count: int) -> bytes:
    """Return so many bytes, or none when the pipe ends before."""
    data = pipe.read(count) if pipe is not None else b""
    return data if len(data) == count else b""
