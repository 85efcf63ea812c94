"""Is this a PDF that can be read? Refuses what is encrypted, cut off, blown up or no PDF, and says why."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable

import pypdfium2

from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import NO_TEXT, Problem, Text, Where

MAX_PAGES = 2_000
"""A five-year plan with its annexes has some hundreds."""
MAX_SECONDS = 300
"""For the whole file; a page takes some hundredths of a second."""
MAX_STREAM = 96 << 20
"""Unpacked bytes of one stream that is not a picture."""
_HEADER_ROOM = 1024
"""Readers look for the header in the first 1024 bytes and the end mark in the last (PDF 1.7, annex H.3)."""
_STREAM = re.compile(rb"stream\r?\n")
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_ENCRYPTION = 5
"""FPDF_ERR_SECURITY."""

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


def open_pdf(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """Open a PDF; `DocumentError` when it cannot be read as a whole."""
    if b"%PDF-" not in data[:_HEADER_ROOM]:
        raise DocumentError(problem("VK040", name, hint=FETCH_AGAIN))
    if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_HEADER_ROOM:]:
        raise DocumentError(
            problem("VK041", name, Text("thiếu phần cuối", "its end is missing"), FETCH_AGAIN)
        )
    _refuse_bombs(data, name)
    try:
        source = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(_open_problem(error, name)) from error
    pages = len(source)
    if pages < 1:
        source.close()
        raise DocumentError(problem("VK041", name, Text("không có trang nào", "it has no page"), FETCH_AGAIN))
    if pages > MAX_PAGES:
        source.close()
        what = Text(f"{pages} trang, tối đa {MAX_PAGES}", f"{pages} pages, at most {MAX_PAGES}")
        raise DocumentError(problem("VK043", name, what, _SPLIT))
    return source


def _open_problem(error: pypdfium2.PdfiumError, name: str) -> Problem:
    code = getattr(error, "err_code", None)
    if code == _PASSWORD:
        return problem("VK042", name, hint=_UNLOCK)
    if code == _ENCRYPTION:
        what = Text("kiểu mã hóa không nhận", "unknown kind of encryption")
        return problem("VK042", name, what, _UNLOCK)
    return problem("VK041", name, hint=FETCH_AGAIN)


def _refuse_bombs(data: bytes, name: str) -> None:
    """Unpack every stream in pieces, keeping nothing, and stop at the limit."""
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[start : start + 1] != b"\x78" or b"/Image" in data[max(0, start - 400) : start]:
            continue
        end = data.find(b"endstream", start)
        if _unpacked_size(data[start : end if end > 0 else len(data)]) > MAX_STREAM:
            raise DocumentError(problem("VK044", name, hint=_SUSPECT))


def _unpacked_size(packed: bytes) -> int:
    """Return the unpacked size, through two layers of compression, as far as the limit."""
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


class Deadline:
    """Stops a reading that takes too long."""

    def __init__(
        self, name: str, seconds: float = MAX_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start counting."""
        self._name, self._clock = name, clock
        self._end = clock() + seconds

    def check(self) -> None:
        """Raise `DocumentError` when the time is over."""
        if self._clock() > self._end:
            raise DocumentError(problem("VK045", self._name, hint=_SPLIT))
