"""In what order is a PDF read, and does every place lead back to its page?"""

import re

import pytest
from pdf_factory import Sheet

from thuocdo.documents import BlockKind, Document
from thuocdo.documents.pdf import read_pdf

LEFT = (
    "Năm 2024, tổng sản phẩm của tỉnh Mẫu tăng 13,85% so với năm trước; quy mô đạt 207.000 tỷ đồng^{1}, "
    "bình quân đầu người đạt 4.370 USD. Tỷ lệ hộ nghèo giảm từ 3,4% xuống còn 1,6%, tức là giảm 1,8 điểm "
    "phần trăm, vượt mục tiêu đề ra từ đầu nhiệm kỳ."
)
RIGHT = (
    "Toàn tỉnh có 139/142 xã đạt chuẩn nông thôn mới^{2}, chiếm 97,9%. Thu hút 1.250 triệu USD vốn đầu tư "
    "trực tiếp nước ngoài; thành lập mới 1.735 doanh nghiệp; 2.318 hộ kinh doanh chuyển đổi."
)


@pytest.fixture(scope="module")
def newspaper() -> Document:
    """Three pages of two columns, written row by row, with notes, a running head and page numbers."""
    sheet = Sheet()
    sheet.interleave = True
    for page, subject in enumerate(("NÔNG NGHIỆP", "CÔNG NGHIỆP", "DỊCH VỤ"), 1):
        sheet.text(50, 30, "PHỤ TRƯƠNG BÁO TỈNH MẪU", 9)
        sheet.text(500, 30, "Ngày 3/2/2025", 9)
        sheet.centred(60, f"TÌNH HÌNH {subject}", 14, bold=True)
        below = sheet.paragraph(50, 95, 235, f"Trang {page} bên trái. {LEFT}", size=10, indent=14)
        sheet.paragraph(50, below, 235, LEFT.replace("^{1}", ""), size=10, indent=14)
        sheet.rule(50, 700, 80)
        sheet.paragraph(
            50, 705, 235, f"^{{1}} Trong đó công nghiệp đạt 125.30{page} tỷ đồng, tăng 17,2%.", size=8
        )
        below = sheet.paragraph(309, 98, 235, f"Trang {page} bên phải. {RIGHT}", size=10, indent=14)
        sheet.paragraph(309, below, 235, RIGHT.replace("^{2}", ""), size=10, indent=14)
        sheet.paragraph(309, 708, 235, f"^{{2}} Gồm 4{page} xã nâng cao và 12 xã kiểu mẫu.", size=8)
        sheet.centred(800, f"- {page} -", 10)
        sheet.turn_page()
    return read_pdf(sheet.data(), "bao.pdf")


def test_the_left_column_is_read_before_the_right_one(newspaper: Document) -> None:
    first_words = [
        " ".join(block.text.split()[:4]) for block in newspaper.blocks if block.text.startswith("Trang")
    ]

    assert first_words == [f"Trang {page} bên {side}" for page in (1, 2, 3) for side in ("trái.", "phải.")]


def test_running_heads_and_page_numbers_are_dropped(newspaper: Document) -> None:
    everything = "\n".join(block.text for block in newspaper.blocks)

    assert "PHỤ TRƯƠNG" not in everything
    assert "3/2/2025" not in everything
    assert re.findall(r"- \d -", everything) == []


def test_the_titles_above_the_columns_are_headings(newspaper: Document) -> None:
    headings = [block.text for block in newspaper.blocks if block.kind is BlockKind.HEADING]

    assert headings == ["TÌNH HÌNH NÔNG NGHIỆP", "TÌNH HÌNH CÔNG NGHIỆP", "TÌNH HÌNH DỊCH VỤ"]


def test_every_digit_of_the_columns_is_recovered(newspaper: Document) -> None:
    paragraphs = [block.text for block in newspaper.blocks if block.text.startswith("Trang 2")]

    assert paragraphs == [
        f"Trang 2 bên trái. {LEFT.replace('^{1}', '')}",
        f"Trang 2 bên phải. {RIGHT.replace('^{2}', '')}",
    ]


def test_raised_digits_become_markers_where_they_stood(newspaper: Document) -> None:
    block = next(block for block in newspaper.blocks if block.text.startswith("Trang 2 bên trái"))
    (mark,) = block.marks

    assert mark.number == 1
    assert mark.is_glued
    assert block.text[: mark.offset].endswith("207.000 tỷ đồng")
    assert block.text[mark.offset :].startswith(", bình quân")


def test_small_lines_at_the_foot_of_a_column_are_notes(newspaper: Document) -> None:
    notes = [(block.note, block.text) for block in newspaper.blocks if block.kind is BlockKind.FOOTNOTE]

    assert sorted(notes) == sorted(
        [(1, f"Trong đó công nghiệp đạt 125.30{page} tỷ đồng, tăng 17,2%.") for page in (1, 2, 3)]
        + [(2, f"Gồm 4{page} xã nâng cao và 12 xã kiểu mẫu.") for page in (1, 2, 3)]
    )


def test_places_lead_to_page_line_and_box(newspaper: Document) -> None:
    for block in newspaper.blocks:
        if "139/142" not in block.text:
            continue
        place = block.places.place(block.text.index("139/142"))
        line = newspaper.text.split("\n")[place.line - 1]

        assert line[place.column - 1 :].startswith("139/142")
        assert place.page is not None
        assert place.box is not None
        assert float(place.box[0]) > 300
        if block.text.startswith("Trang"):
            assert place.page == int(block.text.split()[1])


def test_a_quote_is_what_stands_on_the_page_marker_and_all(newspaper: Document) -> None:
    block = next(block for block in newspaper.blocks if block.text.startswith("Trang 1 bên trái"))
    start = block.text.index("tỷ đồng, bình quân")

    assert block.places.quote(start, start + len("tỷ đồng, bình quân")) == "tỷ đồng¹, bình quân"
