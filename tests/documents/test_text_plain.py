"""Plain text with a paragraph on each line, tables between tabs or bars, and typed notes."""

from __future__ import annotations

import textwrap

import pytest

from thuocdo.documents import BlockKind, Document
from thuocdo.documents.text import read_text

PARAGRAPH = (
    "Trong năm 2024, tổng sản phẩm trên địa bàn ước đạt 120.345 tỷ đồng, tăng 8,5% so với năm 2023, đứng thứ 12 "
    "cả nước1. Thu ngân sách ước đạt 15.200 tỷ đồng, bằng 105% dự toán, trong đó thu nội địa 12.100 tỷ đồng2. "
    "Giai đoạn 2021-2025 tăng bình quân 8,2%/năm, diện tích rừng 250 km2, lượng phát thải CO2 giảm 3%."
)
NOTES = (
    "1 Theo số liệu công bố ngày 29/12/2024, đây là mức cao nhất trong 5 năm qua và cao hơn bình quân chung.",
    "2 Không kể thu tiền sử dụng đất 1.500 tỷ đồng.",
)


def read(text: str) -> Document:
    return read_text(text.encode(), "report.txt")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_each_long_line_is_a_paragraph() -> None:
    assert texts(read("GRDP tăng 8%.\nThu đạt 12 tỷ đồng\n2025\n")) == [
        "GRDP tăng 8%.",
        "Thu đạt 12 tỷ đồng",
        "2025",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_wrapped_text_with_notes_between_reads_the_same_at_any_width(width: int) -> None:
    lines = textwrap.wrap(PARAGRAPH, width)
    cut = len(lines) * 2 // 3
    notes = [line for note in NOTES for line in textwrap.wrap(note, width)]
    document = read("\n".join([*lines[:cut], "", *notes, "", *lines[cut:]]) + "\n")
    body = [block for block in document.blocks if block.note is None]
    assert [block.text for block in body] == [PARAGRAPH.replace("nước1", "nước").replace("đồng2", "đồng")]
    assert [mark.number for mark in body[0].marks] == [1, 2]
    assert [block.text for block in document.blocks if block.note] == [note[2:] for note in NOTES]
    assert document.problems == ()


@pytest.mark.parametrize(
    ("text", "body", "note"),
    [
        ("Thu đạt 100 tỷ đồng[1].\n\n[1] Số ước tính.\n", "Thu đạt 100 tỷ đồng.", "Số ước tính."),
        ("Thu đạt 100 tỷ đồng (1).\n\n_____\n(1) Số ước tính.\n", "Thu đạt 100 tỷ đồng.", "Số ước tính."),
        ("Thu đạt 100 tỷ đồng¹, 20 m².\n¹ Số ước tính.\n", "Thu đạt 100 tỷ đồng, 20 m².", "Số ước tính."),
    ],
)
def test_typed_notes_of_every_form_are_linked(text: str, body: str, note: str) -> None:
    document = read(text)
    assert texts(document) == [body, note]
    assert [mark.number for mark in document.blocks[0].marks] == [1]
    assert document.blocks[1].note == 1


def test_numbers_glued_to_words_stay_where_there_are_no_notes() -> None:
    assert texts(read("Sản phẩm đã bán ở nước ngoài6 và có 5 loại(1).\n")) == [
        "Sản phẩm đã bán ở nước ngoài6 và có 5 loại(1)."
    ]


def test_a_marker_set_off_by_a_blank_is_found_when_it_is_the_next_one() -> None:
    document = read(
        "Có 2 sản phẩm mới(1). Chỉ dẫn địa lý 2 được bảo hộ từ năm 2020, tăng 2 bậc, thể thao tiến bộ 3.\n\n"
        "1 Mỳ và vải.\n\n2 Ở châu Âu.\n\n3 Đạt 5 huy chương.\n"
    )
    first = document.blocks[0]
    assert first.text == (
        "Có 2 sản phẩm mới. Chỉ dẫn địa lý được bảo hộ từ năm 2020, tăng 2 bậc, thể thao tiến bộ."
    )
    assert [mark.number for mark in first.marks] == [1, 2, 3]


def test_a_marker_without_a_note_and_a_note_without_a_marker_are_reported() -> None:
    document = read(
        "Thu đạt 10 tỷ1, chi đạt 9 tỷ2, nợ còn 8 tỷ3.\n\n1 Ước tính.\n\n3 Số cuối năm.\n\n4 Số đầu năm.\n"
    )
    assert document.blocks[0].text == "Thu đạt 10 tỷ, chi đạt 9 tỷ, nợ còn 8 tỷ."
    assert [(problem.code, problem.where.line) for problem in document.problems if problem.where] == [
        ("VK013", 1),
        ("VK014", 7),
    ]


def test_a_numbered_list_is_not_taken_for_notes() -> None:
    document = read("Dự án gồm:\n(1) Đường 5 km;\n(2) Cầu 2 cái.\nTổng cộng 7 hạng mục.\n")
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "Dự án gồm:"),
        (BlockKind.LIST_ITEM, "(1) Đường 5 km;"),
        (BlockKind.LIST_ITEM, "(2) Cầu 2 cái."),
        (BlockKind.PARAGRAPH, "Tổng cộng 7 hạng mục."),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Chỉ tiêu\t2023\t2024\nThu\t10\t12\nChi\t\t9\n",
        "|Chỉ tiêu|2023|2024|\n|---|---|---|\n|Thu|10|12|\n|Chi||9|\n",
    ],
)
def test_tables_become_cells_with_row_and_column(table: str) -> None:
    cells = {block.table: (block.text, block.is_header) for block in read(table).blocks}
    assert cells == {
        (0, 0, 0): ("Chỉ tiêu", True),
        (0, 0, 1): ("2023", cells[0, 0, 1][1]),
        (0, 0, 2): ("2024", cells[0, 0, 2][1]),
        (0, 1, 0): ("Thu", True),
        (0, 1, 1): ("10", False),
        (0, 1, 2): ("12", False),
        (0, 2, 0): ("Chi", True),
        (0, 2, 2): ("9", False),
    }


def test_an_empty_corner_of_a_table_keeps_the_columns_in_place() -> None:
    cells = {block.table: block.text for block in read("\t2023\t2024\nThu\t10\t12\n").blocks}
    assert cells[0, 0, 2] == "2024"
    assert cells[0, 1, 2] == "12"


def test_page_numbers_and_page_labels_are_dropped() -> None:
    pages = "".join(f"Đoạn của trang này có {n * 7} xã.\n\n- {n} -\n\n" for n in range(1, 5))
    assert texts(read(pages)) == [f"Đoạn của trang này có {n * 7} xã." for n in range(1, 5)]


def test_pages_are_counted_at_form_feeds() -> None:
    document = read("Thu 5 tỷ.\n\fChi 6 tỷ.\n\fNợ 7 tỷ.\n")
    assert [block.places.place(0).page for block in document.blocks] == [1, 2, 3]
    assert read("Thu 5 tỷ.\n").blocks[0].places.place(0).page is None


def test_windows_line_ends_count_as_one_line() -> None:
    document = read(
        "Thu đạt 5 tỷ đồng trong quý này và\r\ncao hơn 3% so với\r\ncùng kỳ.\r\n\r\nChi 6 tỷ.\r\n"
    )
    first, second = document.blocks
    assert first.text == "Thu đạt 5 tỷ đồng trong quý này và cao hơn 3% so với cùng kỳ."
    assert first.places.place(first.text.index("3%")).line == 2
    assert second.places.place(0).line == 5


def test_letter_headings_and_addresses_keep_their_sentences() -> None:
    document = read(
        "1.1. Thu ngân sách của TP. Bắc Giang và TX. Việt Yên đều tăng. Trong năm có 3 xã vượt dự toán.\na) Y tế\nCó 5 trạm.\n"
    )
    assert texts(document) == [
        "1.1. Thu ngân sách của TP. Bắc Giang và TX. Việt Yên đều tăng.",
        "Trong năm có 3 xã vượt dự toán.",
        "a) Y tế",
        "Có 5 trạm.",
    ]


def test_a_numbered_paragraph_with_a_long_first_sentence_still_opens_its_section() -> None:
    long = (
        "1.2. Nông nghiệp phát triển "
        + "toàn diện theo hướng hiện đại, bền vững và " * 5
        + "hiệu quả, tăng 3%."
    )
    document = read(f"{long}\nSản lượng đạt 600 nghìn tấn.\n")
    assert document.blocks[0].level == 4
    assert document.blocks[1].headings == (0,)
