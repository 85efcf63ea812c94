"""What is inside a zipped document, and is it safe to unpack? Nothing goes to disk, every size is bounded.

Sizes in a zip header are claims, not facts: an entry is unpacked piece by piece and stopped at its limit
whatever its header says.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import NO_TEXT, Problem, Text, Where

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the zip reader of the standard library raises on broken or hostile bytes."""
# An OLE file lists its streams by UTF-16 names ([MS-CFB] 2.6.1).
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_CHUNK = 1 << 16
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
"""Bytes of a local file header before its name (PKWARE APPNOTE 4.3.7)."""
_ENCRYPTED_BIT = 0x1
_MOST_TOLD = 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""OPC allows no other compression (ECMA-376 part 2, annex C)."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold.

    Attributes:
        entries: Number of entries.
        entry_bytes: Unpacked size of one entry that is read.
        total_bytes: Unpacked size of all entries that are read.
        ratio: Unpacked over packed size of one entry; only held against entries above `ratio_floor`.
        ratio_floor: Unpacked size in bytes below which any ratio passes (a short part of blanks is harmless).
    """

    entries: int = 10_000
    entry_bytes: int = 64 << 20
    total_bytes: int = 192 << 20
    ratio: int = 400
    ratio_floor: int = 4 << 20


class Archive:
    """A zip file in memory whose directory has been checked and whose entries are read within limits."""

    def __init__(self, data: bytes, name: str, limits: ArchiveLimits | None = None) -> None:
        """Open `data`; `name` is what the user calls it. Raises `DocumentError`."""
        self.name = name
        self.limits = limits or ArchiveLimits()
        self._read_so_far = 0
        _refuse_other_containers(data, name)
        if data.count(_DIRECTORY_ENTRY) > 4 * self.limits.entries:
            # Checked before the directory is read: every entry of it costs memory.
            raise DocumentError(self._problem("VK024", _MANY_ENTRIES, _NOT_A_REPORT))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise DocumentError(self._problem("VK023", _said(error), _SEND_AGAIN)) from error
        infos = self._zip.infolist()
        problems = list(self._directory_problems(infos))
        if problems:
            raise DocumentError(*problems[:_MOST_TOLD])
        self._infos = {info.filename: info for info in infos if not info.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all entries that are files, in the order of the directory."""
        return tuple(self._infos)

    @property
    def infos(self) -> tuple[zipfile.ZipInfo, ...]:
        """Headers of all entries, folders too, in the order of the directory."""
        return tuple(self._zip.infolist())

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return the unpacked bytes of an entry; `DocumentError` when it is missing, damaged or too large."""
        info = self._infos.get(name)
        if info is None:
            raise DocumentError(self._problem("VK026", Text(name, name), _SEND_AGAIN))
        allowed = min(self.limits.entry_bytes, self.limits.total_bytes - self._read_so_far)
        if info.file_size > allowed:
            raise DocumentError(self._too_large(name))
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > allowed:
                        raise DocumentError(self._too_large(name))
                    pieces.append(piece)
        except _DAMAGE as error:
            raise DocumentError(self._problem("VK023", _said(error, name), _SEND_AGAIN)) from error
        self._read_so_far += size
        return b"".join(pieces)

    def _directory_problems(self, infos: list[zipfile.ZipInfo]) -> Iterator[Problem]:
        if len(infos) > self.limits.entries:
            yield self._problem("VK024", _MANY_ENTRIES, _NOT_A_REPORT)
            return
        if any(info.flag_bits & _ENCRYPTED_BIT for info in infos):
            yield _password_problem(self.name)
            return
        if _overlap(infos):
            # Entries that share the same packed bytes are the trick of the densest zip bombs (Fifield 2019).
            yield self._problem("VK024", Text("các mục chồng lên nhau", "entries overlap"), _NOT_A_REPORT)
            return
        seen: set[str] = set()
        for info in infos:
            shown = ascii(info.filename)[1:61]
            if _is_unsafe(info.filename):
                yield self._problem("VK025", Text(f"tên {shown}", f"name {shown}"), _NOT_A_REPORT)
            elif info.filename.casefold() in seen:
                yield self._problem(
                    "VK025", Text(f"tên lặp lại {shown}", f"name given twice {shown}"), _NOT_A_REPORT
                )
            elif info.compress_type not in _METHODS:
                yield self._problem(
                    "VK025", Text(f"kiểu nén lạ {shown}", f"unknown compression {shown}"), _NOT_A_REPORT
                )
            elif info.file_size > self.limits.ratio_floor and info.file_size > self.limits.ratio * max(
                1, info.compress_size
            ):
                yield self._too_large(info.filename)
            seen.add(info.filename.casefold())

    def _too_large(self, entry: str) -> Problem:
        return self._problem("VK024", Text(entry, entry), _NOT_A_REPORT)

    def _problem(self, code: str, what: Text = NO_TEXT, hint: Text = NO_TEXT) -> Problem:
        return make_problem(code, Where(file=self.name), what, hint)


_MANY_ENTRIES = Text("quá nhiều mục", "too many entries")
_SEND_AGAIN = Text(
    "mở bằng Word rồi lưu lại thành .docx, hoặc lấy lại tệp gốc",
    "open it in Word and save it as .docx again, or fetch the original once more",
)
_NOT_A_REPORT = Text(
    "tệp báo cáo không ai làm như vậy; kiểm tra nguồn gốc của tệp",
    "no report is made like this; check where the file comes from",
)
_SAVE_AS_DOCX = Text(
    "mở bằng Word, chọn Lưu thành… kiểu Word Document (*.docx) rồi kiểm tra tệp mới",
    "open it in Word, save it as Word Document (*.docx), then check the new file",
)


def _said(error: Exception, entry: str = "") -> Text:
    said = f"{entry} ({error})" if entry else str(error)
    return Text(said, said)


def _password_problem(name: str) -> Problem:
    return make_problem(
        "VK022",
        Where(file=name),
        hint=Text(
            "mở bằng mật khẩu, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ tài liệu) rồi lưu lại",
            "open it with its password, remove the password (File → Info → Protect Document), save it again",
        ),
    )


def is_word_in_ole(data: bytes) -> bool:
    """Return whether this is an OLE file with a Word document: an old .doc, or one behind a password."""
    return data.startswith(_OLE_MAGIC) and (_ENCRYPTED_STREAM in data or _WORD_STREAM in data)


def _refuse_other_containers(data: bytes, name: str) -> None:
    where = Where(file=name)
    if data.startswith(_OLE_MAGIC):
        if _ENCRYPTED_STREAM in data:
            raise DocumentError(_password_problem(name))
        if _WORD_STREAM in data:
            raise DocumentError(make_problem("VK021", where, hint=_SAVE_AS_DOCX))
        what = Text("tệp Office kiểu cũ", "an old Office file")
        raise DocumentError(make_problem("VK020", where, what, _SAVE_AS_DOCX))
    if data.startswith(b"{\\rtf"):
        raise DocumentError(make_problem("VK020", where, Text("tệp RTF", "an RTF file"), _SAVE_AS_DOCX))
    if not data:
        raise DocumentError(make_problem("VK003", where, hint=_SEND_AGAIN))
    if not data.startswith(b"PK"):
        raise DocumentError(make_problem("VK020", where, hint=_SAVE_AS_DOCX))


def _is_unsafe(name: str) -> bool:
    return (
        not name
        or name.startswith("/")
        or "\\" in name
        or "\0" in name
        or name[1:2] == ":"
        or ".." in name.split("/")
        or len(name) > 512
    )


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    return any(
        before.header_offset + _LOCAL_HEADER + before.compress_size > after.header_offset
        for before, after in pairwise(ordered)
    )
