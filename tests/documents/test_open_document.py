"""Opening: the content decides which reader, and whatever is no document is told plainly."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from thuocdo.documents import FORMATS, PROBLEM_CODES, DocumentError, open_document
from thuocdo.documents import open as opening
from thuocdo.documents.open import detect_format
from thuocdo.errors import Severity


def code_of(caught: pytest.ExceptionInfo[DocumentError]) -> str:
    problem = caught.value.problems[0]
    assert problem.hint.vi
    assert problem.hint.en
    return problem.code


def archive(*names: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Thu 5", "a.txt", "txt"),
        (b"# Thu 5", "a.md", "md"),
        (b"# Thu 5", "a.txt", "txt"),
        (b"<!DOCTYPE html><p>5", "a.txt", "html"),
        (b"  <html><p>5", "<stdin>", "html"),
        (b"\xef\xbb\xbf<html>", "a", "html"),
        (b"<span>5</span>", "a.html", "html"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (archive("word/document.xml"), "a.pdf", "docx"),
        (b"<5% h\xe1\xbb\x99", "a.txt", "txt"),
    ],
)
def test_content_decides_the_format(data: bytes, name: str, expected: str) -> None:
    assert detect_format(data, name) == expected


@pytest.mark.parametrize(
    "data",
    [
        archive("xl/workbook.xml"),
        archive("ppt/presentation.xml"),
        archive("content.xml"),
        archive("a.bin"),
        b"PK\x03\x04 cut",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        b"{\\rtf1 x}",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(1, 32)) * 20,
        b"\x00\x01\x02" * 100,
    ],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        open_document(data, "a.txt")
    assert code_of(caught) == "VK005"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        open_document(data)
    assert code_of(caught) == "VK003"
    assert "<stdin>" in caught.value.say()


def test_a_missing_file_a_folder_and_a_forbidden_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        open_document(tmp_path / "none.txt")
    assert code_of(caught) == "VK001"
    assert "không có tệp này" in caught.value.say()
    with pytest.raises(DocumentError) as caught:
        open_document(tmp_path)
    assert code_of(caught) == "VK002"
    with pytest.raises(DocumentError) as caught:
        open_document("a\0b.txt")
    assert code_of(caught) == "VK001"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Thu 5 tỷ")
    monkeypatch.setattr(opening, "MAX_BYTES", 5)
    for source in (path, path.read_bytes()):
        with pytest.raises(DocumentError) as caught:
            open_document(source)
        assert code_of(caught) == "VK004"


def test_a_large_text_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_TEXT_BYTES", 5)
    with pytest.raises(DocumentError) as caught:
        open_document("Thu 5 tỷ".encode())
    assert code_of(caught) == "VK004"


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(DocumentError) as caught:
        open_document(b"Thu 5", format="odt")
    assert code_of(caught) == "VK007"


def test_a_wrong_extension_is_read_by_content_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<!doctype html><p>Thu 5 tỷ</p>")
    document = open_document(path)
    assert document.format == "html"
    assert [(problem.code, problem.severity) for problem in document.problems] == [
        ("VK006", Severity.WARNING)
    ]


def test_a_format_that_was_asked_for_overrules_the_content() -> None:
    document = open_document(b"# Thu 5", "a.txt", format="md")
    assert document.format == "md"
    assert document.problems == ()
    assert document.blocks[0].text == "Thu 5"


def test_a_path_is_named_as_the_user_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Thu 5 tỷ")
    assert open_document(path).name == str(path)
    assert open_document(str(path), "báo cáo").name == "báo cáo"


def test_codes_of_this_room_are_of_its_own_area() -> None:
    assert all(code.startswith("VK") for code in PROBLEM_CODES)
    assert "txt" in FORMATS


@pytest.mark.parametrize(
    "text",
    [
        "Dư nợ tín dụng đạt 98.500 tỷ đồng…",
        "Thu ngân sách: 20.393 tỷ.",
        "Năm nay tăng 3 %, đà tăng vẫn giữ.",
        "Doanh thu à? Là 5 tỷ.",
    ],
)
def test_short_true_vietnamese_is_not_taken_for_a_legacy_encoding(text: str) -> None:
    assert open_document(text.encode(), "x.txt").blocks
