"""The process that takes a PDF apart: `python -m thuocdo.documents.pdf.worker MEMORY SECONDS < FILE`.

PDFium is C++ that meets files of strangers. A form that draws itself makes it fill the whole memory, and what
it cannot allocate ends the process. So it works in a process of its own, with limits, and hands over page by
page what it read: length (4 bytes, big end first) and a marshalled tuple.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from typing import IO, Any

import pypdfium2

from thuocdo.documents.pdf.page import Page, Word, read_page

MAX_PAGES = 2_000
"""A five-year plan with its annexes has some hundreds."""


def main() -> None:
    """Read a PDF from the standard input and write its pages to the standard output."""
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    data = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    try:
        source = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        _put(out, ("refused", getattr(error, "err_code", 0) or 0))
        return
    pages = len(source)
    _put(out, ("pages", pages))
    if not 0 < pages <= MAX_PAGES:
        return
    for index in range(pages):
        try:
            page = read_page(source, index)
        except pypdfium2.PdfiumError:
            _put(out, ("damaged", index + 1))
            return
        _put(out, ("page", *pack_page(page)))
    _put(out, ("end",))


def _limit(memory: int, seconds: int) -> None:
    """Limit memory and processor time where the system can; leave no memory image behind."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        for kind, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, memory),
        ):
            hard = resource.getrlimit(kind)[1]
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (limit, hard))


def _put(out: IO[bytes], message: tuple[Any, ...]) -> None:
    body = marshal.dumps(message)
    out.write(len(body).to_bytes(4, "big"))
    out.write(body)
    out.flush()


def pack_page(page: Page) -> tuple[Any, ...]:
    """Return a page as plain tuples."""
    return (
        page.number, page.width, page.height, _pack_words(page.words), _pack_words(page.turned),
        page.across, page.down, page.pictures, page.fonts, page.is_cut,
    )  # fmt: skip


def _pack_words(words: list[Word]) -> list[tuple[Any, ...]]:
    return [
        (w.text, w.x0, w.top, w.x1, w.bottom, w.base, w.size, w.is_bold, w.has_space, w.lost, w.font)
        for w in words
    ]


def unpack_page(packed: tuple[Any, ...]) -> Page:
    """Return the page of `pack_page`."""
    number, width, height, words, turned, *rest = packed
    return Page(number, width, height, [Word(*w) for w in words], [Word(*w) for w in turned], *rest)


if __name__ == "__main__":
    main()
