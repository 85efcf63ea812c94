"""Opening a document from the command line: a file, or the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from thuocdo.documents import Document
from thuocdo.documents.open import open_document

STDIN = "<stdin>"


def open_input(path: Path) -> Document:
    """Return the document at `path`; `-` reads the standard input.

    Raises:
        DocumentError: It cannot be read; says why and what to do.
    """
    if str(path) == "-":
        return open_document(sys.stdin.buffer.read(), STDIN)
    return open_document(path, str(path))
