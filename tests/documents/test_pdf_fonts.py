"""Letters that a PDF has lost, and files that cannot be read: told plainly, never guessed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from pdf_factory import BOLD, REGULAR, Sheet
from reportlab.pdfbase import pdfmetrics

from thuocdo.documents import BlockKind
from thuocdo.documents.pdf import file, read_pdf
from thuocdo.documents.problems import PROBLEM_CODES, DocumentError

BODY = (
    "Năm 2024, tỉnh Mẫu thu ngân sách đạt 16.500 tỷ đồng, tăng 12,5% so với cùng kỳ; giải quyết việc làm cho 33.200 "
    "lao động, đạt 101,3% kế hoạch."
)


def uncompressed() -> Sheet:
    return Sheet(pageCompression=0)


def test_a_font_without_letters_makes_a_zone_that_is_reported_and_not_read() -> None:
    sheet = uncompressed()
    sheet.paragraph(70, 80, 455, BODY)
    document = read_pdf(sheet.data().replace(b"/ToUnicode", b"/ToUnicodX"), "mat-chu.pdf")

    assert [block.kind for block in document.blocks] == [BlockKind.UNREADABLE]
    assert [problem.code for problem in document.problems] == ["VK050"]
    assert "trang 1" in document.problems[0].say()


def test_only_the_lines_in_the_broken_font_are_lost() -> None:
    sheet = uncompressed()
    below = sheet.paragraph(70, 80, 455, BODY, indent=20)
    below = sheet.paragraph(70, below + 10, 455, BODY, bold=True, indent=20)
    sheet.paragraph(70, below + 10, 455, BODY, indent=20)
    data = sheet.data()
    name = pdfmetrics.getFont(BOLD).face.name
    objects = data.split(b"endobj")
    broken = [o.replace(b"/ToUnicode", b"/ToUnicodX") if b"+" + _bytes(name) in o else o for o in objects]
    document = read_pdf(b"endobj".join(broken), "nua-mat.pdf")

    assert broken != objects
    assert [(block.kind, block.text == BODY) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, True),
        (BlockKind.UNREADABLE, False),
        (BlockKind.PARAGRAPH, True),
    ]


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_letters_of_a_legacy_font_are_not_read(font: str) -> None:
    sheet = uncompressed()
    sheet.paragraph(70, 80, 455, BODY)
    name = _bytes(pdfmetrics.getFont(REGULAR).face.name)
    short = font.encode().ljust(len(name), b"H")
    document = read_pdf(sheet.data().replace(b"+" + name, b"+" + short), "cu.pdf")

    assert [block.kind for block in document.blocks] == [BlockKind.UNREADABLE]
    assert [problem.code for problem in document.problems] == ["VK051"]


def _bytes(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode()


def test_letters_written_as_base_and_mark_are_composed() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, unicodedata.normalize("NFD", BODY).replace("Đ", "Đ"))
    document = read_pdf(sheet.data(), "nfd.pdf")

    assert [block.text for block in document.blocks] == [BODY]
    assert unicodedata.is_normalized("NFC", document.text)


def test_a_page_that_is_a_picture_is_named_and_the_rest_is_read() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, BODY)
    sheet.turn_page()
    sheet.picture(0, 0, sheet.width, sheet.height)
    sheet.turn_page()
    document = read_pdf(sheet.data(), "lan.pdf")

    assert [block.text for block in document.blocks] == [BODY]
    assert [(problem.code, "trang 2" in problem.say()) for problem in document.problems] == [("VK048", True)]


def test_the_stamp_of_a_scanner_does_not_make_a_scan_readable() -> None:
    sheet = Sheet()
    for _ in range(2):
        sheet.picture(0, 0, sheet.width, sheet.height)
        sheet.text(70, 820, "Scanned with a scanner", 8)
        sheet.turn_page()

    with pytest.raises(DocumentError) as caught:
        read_pdf(sheet.data(), "quet.pdf")

    assert [problem.code for problem in caught.value.problems] == ["VK046"]


def test_a_password_for_changes_only_does_not_hinder_reading() -> None:
    sheet = Sheet(encrypt=_owner_lock())
    sheet.paragraph(70, 80, 455, BODY)

    assert [block.text for block in read_pdf(sheet.data(), "khoa.pdf").blocks] == [BODY]


def _owner_lock() -> object:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return StandardEncryption("", ownerPassword="chu", canModify=0, canCopy=0)


def test_a_file_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf(b"PK\x03\x04 something else", "khac.pdf")

    assert caught.value.problems[0].code == "VK040"


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, BODY)
    data = sheet.data()
    monkeypatch.setattr(file, "STEP_SECONDS", 0.0)

    with pytest.raises(DocumentError) as caught:
        read_pdf(data, "lau.pdf")

    assert caught.value.problems[0].code == "VK045"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    for _ in range(file.MAX_PAGES + 1):
        sheet.canvas.showPage()

    with pytest.raises(DocumentError) as caught:
        read_pdf(sheet.data(), "day.pdf")

    assert caught.value.problems[0].code == "VK043"


def test_too_many_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, BODY)
    monkeypatch.setattr(file, "MAX_LETTERS", 100)

    with pytest.raises(DocumentError) as caught:
        read_pdf(sheet.data(), "nhieu-chu.pdf")

    assert caught.value.problems[0].code == "VK053"


def test_every_code_of_the_reader_is_listed() -> None:
    folder = Path(file.__file__).parent
    used = {
        word.strip('"')
        for path in folder.glob("*.py")
        for word in path.read_text(encoding="utf-8").replace("(", " ").replace(",", " ").split()
        if word.startswith('"VK0')
    }

    assert {code for code in PROBLEM_CODES if "VK040" <= code <= "VK059"} == used
