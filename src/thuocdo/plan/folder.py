"""Which bytes does the pack hold? Files are read once, within limits, and never outside the folder."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

from thuocdo.errors import Problem, Text, Where
from thuocdo.plan.problems import make_problem, quote

MAX_TABLE_BYTES = 64 * 1024 * 1024
MAX_YAML_BYTES = 1024 * 1024

_SAVE_AS_UTF8 = Text(
    "trong Excel chọn Tệp → Lưu thành → kiểu “CSV UTF-8 (Comma delimited)”; "
    "trong LibreOffice chọn bộ ký tự “Unicode (UTF-8)”",
    "in Excel choose File → Save As → type “CSV UTF-8 (Comma delimited)”; "
    "in LibreOffice choose the character set “Unicode (UTF-8)”",
)
_BOMS_OF_OTHERS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "Excel (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
)
# Letters that Vietnamese typists get when UTF-8 is opened as Windows-1252 and saved again.
_GARBLED = re.compile("á[º»]|Æ[°¡]|Ä‘")
# C0 and C1 controls, zero-width marks and direction overrides: none has a place in a plan, and a
# terminal or a reader can be misled by them. Tab, line feed and carriage return are layout.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class PackFile(NamedTuple):
    """A file of the pack: where it is, and the name by which the user knows it."""

    path: Path
    label: str


class TextRead(NamedTuple):
    """The text of a file (NFC, line ends `\\n`), or None with the problem that kept it from us."""

    text: str | None
    problems: list[Problem]


def find_file(root: Path, label: str) -> tuple[PackFile | None, list[Problem]]:
    """Return the pack's file named `label`, None if there is none, and a problem if it is unsafe.

    A link that leads out of the folder, a pipe or a device is a problem, never opened.
    """
    path = root / label
    try:
        if not path.exists() and not path.is_symlink():
            return None, []
        inside = path.resolve(strict=True).is_relative_to(root.resolve(strict=True))
        mode = path.stat().st_mode
    except (OSError, RuntimeError, ValueError) as error:
        return None, [_unreadable(label, error)]
    if not inside or ".." in Path(label).parts:
        what = Text("liên kết dẫn ra ngoài thư mục", "a link leads out of the folder")
        hint = Text("chép chính tệp đó vào thư mục gói", "copy the file itself into the pack folder")
        return None, [make_problem("GK005", Where(label), what, hint)]
    if not stat.S_ISREG(mode):
        what = Text("không phải tệp thường", "not an ordinary file")
        hint = Text("thay bằng một tệp văn bản", "put a text file in its place")
        return None, [make_problem("GK004", Where(label), what, hint)]
    return PackFile(path, label), []


def list_files(root: Path, folder: str, suffix: str) -> tuple[list[PackFile], list[Problem]]:
    """Return the files of `folder` that end in `suffix`, sorted by name, with what is wrong with others.

    Hidden files and editors' lock files (`~$…`, `.~lock…`) are passed over.
    """
    files: list[PackFile] = []
    problems: list[Problem] = []
    try:
        names = sorted(entry.name for entry in (root / folder).iterdir())
        escapes = not (root / folder).resolve(strict=True).is_relative_to(root.resolve(strict=True))
    except FileNotFoundError:
        return [], []
    except (OSError, RuntimeError, ValueError) as error:
        return [], [_unreadable(folder, error)]
    if escapes:
        what = Text("thư mục là liên kết dẫn ra ngoài", "the folder is a link that leads outside")
        hint = Text("chép các tệp vào thư mục gói", "copy the files into the pack folder")
        return [], [make_problem("GK005", Where(folder), what, hint)]
    for name in names:
        if name.startswith((".", "~$")):
            continue
        if not name.isprintable():
            what = Text("tên tệp có ký tự không in được", "the file name has unprintable characters")
            hint = Text("đổi tên tệp bằng chữ thường không dấu", "rename it in plain lower-case letters")
            problems.append(make_problem("GK004", Where(f"{folder}/{quote(name)}"), what, hint))
            continue
        if not name.endswith(suffix):
            problems.append(_wrong_suffix(f"{folder}/{name}", suffix))
            continue
        found, faults = find_file(root, f"{folder}/{name}")
        problems.extend(faults)
        if found:
            files.append(found)
    return files, problems


def read_text(path: Path, label: str, max_bytes: int = MAX_TABLE_BYTES) -> TextRead:
    """Return the file's text in NFC, or None with what to do about it; never raises on bad files."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        return TextRead(None, [_unreadable(label, error)])
    if len(raw) > max_bytes:
        what = Text(f"trên {max_bytes // 1024 // 1024} MB", f"over {max_bytes // 1024 // 1024} MB")
        hint = Text("chia thành nhiều tệp nhỏ hơn", "split it into smaller files")
        return TextRead(None, [make_problem("GK006", Where(label), what, hint)])
    return _decode(raw, label)


def _decode(raw: bytes, label: str) -> TextRead:
    for mark, name in _OTHER_FORMATS:
        if raw.startswith(mark):
            what = Text(f"nội dung là tệp {name}", f"the content is a {name} file")
            return TextRead(None, [make_problem("GK007", Where(label), what, _SAVE_AS_UTF8)])
    encoding = _other_unicode(raw)
    if encoding:
        what = Text(f"tệp mã {encoding}", f"the file is {encoding}")
        return TextRead(None, [make_problem("GK007", Where(label), what, _SAVE_AS_UTF8)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        guess = _guess_legacy(raw)
        what = Text(f"có vẻ là {guess}", f"it looks like {guess}") if guess else Text("", "")
        return TextRead(None, [make_problem("GK007", Where(label, line), what, _SAVE_AS_UTF8)])
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    problems = [*_find_hidden(text, label), *_find_garbled(text, label)]
    return TextRead(None if problems else text, problems)


def _other_unicode(raw: bytes) -> str:
    for mark, name in _BOMS_OF_OTHERS:
        if raw.startswith(mark):
            return name
    # Text in UTF-16 without a mark: commas, digits and line ends carry a zero byte each.
    head = raw[:4096]
    return "UTF-16" if len(head) >= 4 and head.count(0) * 5 > len(head) else ""


# TCVN 5712:1993 VN3 ("ABC"): the bytes of the lower-case letters with marks.
_TCVN3 = frozenset(range(0xA1, 0xFF)) - {0xA0}
_VIETNAMESE = frozenset(
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcdfghjklmnpqrstvwxz"
)


def _guess_legacy(raw: bytes) -> str:
    """Return the likely old encoding of Vietnamese bytes, or an empty string.

    Windows-1258 writes a vowel and then its tone, so its text turns into Vietnamese letters when
    composed; the letters of TCVN3 all lie above 0xA0 and turn into foreign ones.
    """
    sample = raw[:65536]
    high = [byte for byte in sample if byte >= 0x80]
    try:
        letters = [c for c in unicodedata.normalize("NFC", sample.decode("cp1258")).lower() if c.isalpha()]
    except UnicodeDecodeError:
        letters = []
    marked = [c for c in letters if c > "\x7f"]
    if marked and sum(c in _VIETNAMESE for c in marked) * 10 >= len(marked) * 9:
        return "Windows-1258"
    if high and all(byte in _TCVN3 for byte in high):
        return "TCVN3 (ABC)"
    return ""


def _find_hidden(text: str, label: str) -> list[Problem]:
    found = _HIDDEN.search(text)
    if not found:
        return []
    line = text.count("\n", 0, found.start()) + 1
    what = Text(f"ký tự U+{ord(found[0]):04X}", f"character U+{ord(found[0]):04X}")
    hint = Text("xóa ký tự đó, gõ lại đoạn chữ bằng tay", "delete that character and type the words afresh")
    return [make_problem("GK008", Where(label, line), what, hint)]


def _find_garbled(text: str, label: str) -> list[Problem]:
    found = _GARBLED.search(text)
    if not found:
        return []
    line = text.count("\n", 0, found.start()) + 1
    around = text[max(0, found.start() - 8) : found.end() + 8].replace("\n", " ")
    what = Text(quote(around), quote(around))
    hint = Text(
        "lấy lại tệp gốc rồi mở bằng bảng mã UTF-8; chữ đã hỏng không tự khôi phục được",
        "take the original file and open it as UTF-8; garbled letters cannot be restored reliably",
    )
    return [make_problem("GK009", Where(label, line), what, hint)]


def _unreadable(label: str, error: Exception) -> Problem:
    reasons: dict[type[Exception], Text] = {
        FileNotFoundError: Text("không tìm thấy", "not found"),
        PermissionError: Text("không có quyền đọc", "no permission to read it"),
        IsADirectoryError: Text("đây là thư mục", "it is a folder"),
        NotADirectoryError: Text("đây không phải thư mục", "it is not a folder"),
    }
    reason = reasons.get(type(error), Text("hệ thống từ chối", "the system refuses"))
    hint = Text("kiểm tra tên tệp và quyền đọc", "check the file's name and its permissions")
    return make_problem("GK004", Where(label), reason, hint)


def _wrong_suffix(label: str, suffix: str) -> Problem:
    what = Text(f"ở đây chỉ nhận tệp {suffix}", f"only {suffix} files belong here")
    hint = Text(
        f"đổi tên cho đúng đuôi {suffix} hoặc chuyển tệp đi nơi khác",
        f"rename it to end in {suffix} or move it elsewhere",
    )
    return make_problem("GK010", Where(label), what, hint)
