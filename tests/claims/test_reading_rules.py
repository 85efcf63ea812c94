"""What the readers could not read is told, at its place, once."""

from __future__ import annotations

from dataclasses import replace

from thuocdo.claims.check import check_document
from thuocdo.claims.registry import find_rule
from thuocdo.documents import Document, open_document
from thuocdo.errors import Problem, Severity, Text, Where

TEXT = "Năm 2024, tỷ lệ che phủ rừng đạt 37,5%.\n\nNăm 2024, sản lượng gỗ đạt 1.200 m3.\n"


def document_with(*problems: Problem) -> Document:
    return replace(open_document(TEXT.encode(), "bao-cao.txt", format="txt"), problems=problems)


def picture_page(line: int | None) -> Problem:
    where = Where(file="bao-cao.pdf", line=line)
    return Problem("VK048", Text("trang chỉ có ảnh", "pages that are pictures"), where=where)


def test_a_page_of_pictures_is_told_as_a_note() -> None:
    report = check_document(document_with(picture_page(None)), rules=[find_rule("DX002")])

    assert [(found.rule, found.severity, found.stated) for found in report.findings] == [
        ("DX002", Severity.NOTE, "VK048")
    ]
    assert report.findings[0].text.vi == "bao-cao.pdf: trang chỉ có ảnh"


def test_the_finding_stands_at_the_line_of_the_problem() -> None:
    report = check_document(document_with(picture_page(3)), rules=[find_rule("DX002")])

    assert report.findings[0].places[0].block.text == "Năm 2024, sản lượng gỗ đạt 1.200 m3."


def test_notes_without_text_are_left_to_the_rules_on_notes() -> None:
    problem = Problem("VK013", Text("chú thích không có nội dung", "footnote without text"))

    report = check_document(document_with(problem), rules=[find_rule("DX002")])

    assert report.findings == ()


def test_two_unreadable_blocks_in_a_row_are_one_finding() -> None:
    broken = "\n\n".join(["T l lao ng qua ào t o n m 2021"] * 8)
    document = open_document(f"{TEXT}\n\n{broken}\n\n{TEXT}".encode(), "bao-cao.txt", format="txt")

    report = check_document(document, rules=[find_rule("DX001")])

    assert [found.rule for found in report.findings] == ["DX001"]
    assert report.coverage.unreadable >= 1
