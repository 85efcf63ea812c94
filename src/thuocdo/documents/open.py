"""Which reader does a file need? Its content decides; its name only where the content cannot."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import cast

from thuocdo.documents.archive import is_word_in_ole
from thuocdo.documents.model import Document
from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import NO_TEXT, Problem, Severity, Text, Where

Reader = Callable[[bytes, str], Document]

FORMATS = ("docx", "pdf", "html", "md", "txt")
"""Formats that can be asked for by name."""

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read: a report of 300 pages with pictures is well below it."""

MAX_TEXT_BYTES = 16 * 1024 * 1024
"""Largest file without pictures: 40,000 pages."""

_READERS = {
    "txt": ("thuocdo.documents.text", "read_text"),
    "md": ("thuocdo.documents.markdown", "read_markdown"),
    "html": ("thuocdo.documents.html", "read_html"),
    "docx": ("thuocdo.documents.docx", "read_docx"),
    "pdf": ("thuocdo.documents.pdf", "read_pdf"),
}
_EXTENSIONS = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".text": "txt",
}
_ASK_FOR = Text(
    "lưu thành .docx, .pdf, .html, .md hoặc .txt rồi thử lại",
    "save it as .docx, .pdf, .html, .md or .txt and try again",
)
_OTHER_CONTENT = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Text("tệp Office kiểu cũ hoặc có mật khẩu", "an old or encrypted Office file"),
    ),
    (b"{\\rtf", Text("tệp RTF", "an RTF file")),
    (b"\x89PNG", Text("tệp ảnh PNG", "a PNG picture")),
    (b"\xff\xd8\xff", Text("tệp ảnh JPEG", "a JPEG picture")),
    (b"GIF8", Text("tệp ảnh GIF", "a GIF picture")),
    (b"\x1f\x8b", Text("tệp nén gzip", "a gzip archive")),
    (b"Rar!", Text("tệp nén RAR", "a RAR archive")),
    (b"7z\xbc\xaf", Text("tệp nén 7z", "a 7z archive")),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_document(
    source: str | Path | bytes,
    name: str | None = None,
    *,
    format: str | None = None,  # noqa: A002
) -> Document:
    """Read a document of any format that can be checked.

    Args:
        source: Path of the file, or its content.
        name: What to call it in messages; the path by default, `<stdin>` for bytes without a name.
        format: One of `FORMATS` to overrule what the content says.

    Raises:
        DocumentError: The file cannot be opened, is not a document, or is broken; with what to do.
    """
    if isinstance(source, bytes):
        name = "<stdin>" if name is None else name
        data = source
    else:
        name = str(source) if name is None else name
        data = _read_file(Path(source), name)
    if len(data) > MAX_BYTES:
        raise DocumentError(_too_large(name, len(data)))
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        hint = Text(
            "kiểm tra lại đường dẫn hoặc lệnh đứng trước", "check the path, or the command before the pipe"
        )
        raise DocumentError(make_problem("VK003", Where(name), NO_TEXT, hint))
    if format is not None and format not in _READERS:
        what = Text(f"“{format}”", f'"{format}"')
        hint = Text(f"dùng một trong: {', '.join(FORMATS)}", f"use one of: {', '.join(FORMATS)}")
        raise DocumentError(make_problem("VK007", Where(name), what, hint))
    found = format or detect_format(data, name)
    if found in {"txt", "md", "html"} and len(data) > MAX_TEXT_BYTES:
        raise DocumentError(_too_large(name, len(data), MAX_TEXT_BYTES))
    document = _reader(found)(data, name)
    return replace(document, problems=(*_extension_problems(name, found, format), *document.problems))


def detect_format(data: bytes, name: str) -> str:
    """Return the format of a file by its content; by its extension only between text formats.

    Raises:
        DocumentError: VK005 for a file that is no document, with what it seems to be.
    """
    if data.startswith(b"PK"):
        return _zip_format(data, name)
    if is_word_in_ole(data):
        # The Word reader tells a password from the old format, and what to do about either.
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for start, what in _OTHER_CONTENT:
        if data.startswith(start):
            raise DocumentError(make_problem("VK005", Where(name), what, _ASK_FOR))
    by_name = _EXTENSIONS.get(Path(name).suffix.lower(), "")
    if by_name == "md":
        return "md"
    head = data[:4096]
    is_wide = head.startswith(_MARKS[1:])
    if is_wide:
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if _HTML_START.match(head.removeprefix(_MARKS[0])) or (by_name == "html" and b"<" in head):
        return "html"
    if not is_wide and _is_rubbish(head):
        what = Text("tệp nhị phân", "a binary file")
        raise DocumentError(make_problem("VK005", Where(name), what, _ASK_FOR))
    return "txt"


def _read_file(path: Path, name: str) -> bytes:
    if path.is_dir():
        hint = Text("chỉ ra một tệp trong thư mục", "name a file in it")
        raise DocumentError(make_problem("VK002", Where(name), NO_TEXT, hint))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(_too_large(name, size))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error)
        known = {FileNotFoundError: "không có tệp này", PermissionError: "không có quyền đọc"}
        vi = next((text for kind, text in known.items() if isinstance(error, kind)), reason)
        hint = Text("kiểm tra lại đường dẫn và quyền đọc tệp", "check the path and the right to read it")
        raise DocumentError(make_problem("VK001", Where(name), Text(vi, reason), hint)) from error


def _too_large(name: str, size: int, most: int = MAX_BYTES) -> Problem:
    limit = most // (1024 * 1024)
    have = -(-size // (1024 * 1024))
    return make_problem(
        "VK004",
        Where(name),
        Text(f"{have} MB, giới hạn {limit} MB", f"{have} MB, the limit is {limit} MB"),
        Text("giảm cỡ ảnh hoặc tách tệp", "make its pictures smaller or split the file"),
    )


def _zip_format(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        # The Word reader says what is wrong with a damaged package; a name decides whose it is.
        if _EXTENSIONS.get(Path(name).suffix.lower()) == "docx":
            return "docx"
        what = Text("tệp nén hỏng hoặc bị cắt cụt", "a damaged or truncated archive")
        raise DocumentError(make_problem("VK005", Where(name), what, _ASK_FOR)) from error
    if "word/document.xml" in names or any(part.startswith("word/document") for part in names):
        return "docx"
    if "xl/workbook.xml" in names:
        what = Text("bảng tính Excel", "an Excel workbook")
    elif "ppt/presentation.xml" in names:
        what = Text("trình chiếu PowerPoint", "a PowerPoint presentation")
    elif "content.xml" in names:
        what = Text("tệp OpenDocument", "an OpenDocument file")
    else:
        what = Text("tệp nén zip", "a zip archive")
    raise DocumentError(make_problem("VK005", Where(name), what, _ASK_FOR))


def _is_rubbish(head: bytes) -> bool:
    """Control characters that no text has; with many zero bytes it may be UTF-16: the decoder knows."""
    if head.count(0) >= len(head) // 8:
        return False
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\0")
    return controls > max(2, len(head) // 100)


def _reader(found: str) -> Reader:
    """The reader of a format, imported only when a file needs it: Word and PDF libraries start slowly."""
    module, function = _READERS[found]
    return cast(Reader, getattr(import_module(module), function))


def _extension_problems(name: str, found: str, asked: str | None) -> tuple[Problem, ...]:
    expected = _EXTENSIONS.get(Path(name).suffix.lower())
    if expected is None or expected == found or asked is not None:
        return ()
    what = Text(
        f"tên là {Path(name).suffix} nhưng nội dung là {found}; đọc theo nội dung",
        f"named {Path(name).suffix} but its content is {found}; read by its content",
    )
    hint = Text(f"đổi đuôi tệp thành .{found}", f"rename the file to .{found}")
    return (make_problem("VK006", Where(name), what, hint, Severity.WARNING),)
