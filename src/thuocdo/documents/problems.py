"""Which faults can a document have? One title for each code; the reference page is made from it.

VK001–019 any file and text formats · VK020–039 Word files · VK040–059 PDF files. Codes are never reused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where


class DocumentError(ThuocdoError):
    """A document that cannot be read, with every reason why."""


_CODES: dict[str, Text] = {
    # any file
    "VK001": Text("không mở được tệp", "the file cannot be opened"),
    "VK002": Text("đây là thư mục, không phải tệp", "this is a folder, not a file"),
    "VK003": Text("tệp rỗng", "the file is empty"),
    "VK004": Text("tệp quá lớn", "the file is too large"),
    "VK005": Text("không phải văn bản đọc được", "not a document that can be read"),
    "VK006": Text("đuôi tệp không đúng với nội dung", "the extension does not fit the content"),
    "VK007": Text("định dạng không nhận", "format not accepted"),
    # letters
    "VK010": Text("bảng mã cũ, không phải Unicode", "legacy encoding, not Unicode"),
    "VK011": Text("chữ không giải mã được", "letters that cannot be decoded"),
    "VK012": Text("vùng mất chữ", "zone whose letters are lost"),
    # notes
    "VK013": Text("chú thích không có nội dung", "footnote without text"),
    "VK014": Text("chú thích không có dấu trong bài", "footnote without a marker in the text"),
    # Word files
    "VK020": Text("không phải tệp Word .docx", "not a Word .docx file"),
    "VK021": Text("tệp Word kiểu cũ .doc", "old Word file .doc"),
    "VK022": Text("tệp có mật khẩu", "file protected by a password"),
    "VK023": Text("tệp nén hỏng hoặc bị cắt cụt", "damaged or truncated archive"),
    "VK024": Text("tệp nén bung ra quá lớn", "the archive expands too far"),
    "VK025": Text("tệp nén có mục không an toàn", "unsafe entry in the archive"),
    "VK026": Text("thiếu một phần của tệp Word", "a part of the Word file is missing"),
    "VK027": Text("một phần của tệp Word sai cú pháp XML", "a part of the Word file is not well-formed XML"),
    "VK028": Text("XML có khai báo DTD", "XML with a document type declaration"),
    "VK029": Text("nội dung lồng quá sâu", "content nested too deep"),
    "VK030": Text("nhận xét không thuộc tệp này", "comment does not belong to this file"),
    "VK031": Text("quá nhiều nhận xét", "too many comments"),
    # PDF files
    "VK040": Text("không phải tệp PDF", "not a PDF file"),
    "VK041": Text("tệp PDF hỏng hoặc bị cắt cụt", "the PDF file is damaged or cut off"),
    "VK042": Text("tệp PDF có mật khẩu", "the PDF file has a password"),
    "VK043": Text("tệp PDF có quá nhiều trang", "the PDF file has too many pages"),
    "VK044": Text("tệp PDF nén bất thường", "the PDF file unpacks to an absurd size"),
    "VK045": Text("đọc tệp PDF quá lâu nên đã dừng", "reading the PDF file took too long and was stopped"),
    "VK046": Text("tệp PDF là ảnh quét, không có chữ", "the PDF file is a scan: pictures without text"),
    "VK047": Text("tệp PDF không có chữ nào", "the PDF file has no text"),
    "VK048": Text("trang chỉ có ảnh nên không đọc", "pages that are pictures were not read"),
    "VK049": Text(
        "trang quá nhiều chữ nên chỉ đọc phần đầu", "only the beginning of an overfull page was read"
    ),
    "VK050": Text("phông chữ mất bảng mã nên không đọc", "zone whose font has lost its letters was not read"),
    "VK051": Text("phông chữ mã cũ", "font with a legacy encoding"),
    "VK052": Text(
        "tệp PDF đòi quá nhiều bộ nhớ nên đã dừng", "the PDF file asked for too much memory and was stopped"
    ),
    "VK053": Text("tệp PDF có quá nhiều chữ", "the PDF file has too much text"),
}

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(_CODES)
"""Title of every fault this room can report, by code."""


def make_problem(
    code: str,
    where: Where | None,
    what: Text = NO_TEXT,
    hint: Text = NO_TEXT,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return the problem, with its title in front of what was found."""
    title = PROBLEM_CODES[code]
    text = Text(f"{title.vi}: {what.vi}", f"{title.en}: {what.en}") if what.vi else title
    return Problem(code, text, hint, where, severity)
