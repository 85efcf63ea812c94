"""What a PDF shows and does not say: paragraphs, headings, notes across pages, turned pages, running heads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_factory import Sheet
from reportlab.lib.pagesizes import A4

from thuocdo.documents import Block, BlockKind, Document
from thuocdo.documents.pdf import read_pdf

BODY = (
    "Giai đoạn 2021-2025, tỉnh Mẫu thu hút 412 dự án đầu tư mới với vốn đăng ký 1.250 triệu USD; giải ngân vốn "
    "đầu tư công đạt 95,6% kế hoạch, cao hơn bình quân chung của cả nước 3,1 điểm phần trăm."
)
MORE = "Đàn lợn đạt 1.020 nghìn con, tăng 4,5%; sản lượng vải thiều 165.000 tấn, trong đó xuất khẩu 47%."


def read(sheet: Sheet) -> Document:
    return read_pdf(sheet.data(), "thu.pdf")


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def find(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if words in block.text)


# --- paragraphs ----------------------------------------------------------------------------------


def test_an_indent_begins_a_paragraph() -> None:
    sheet = Sheet()
    below = sheet.paragraph(70, 80, 455, BODY, indent=20)
    sheet.paragraph(70, below, 455, MORE, indent=20)

    assert texts(read(sheet)) == [BODY, MORE]


def test_white_begins_a_paragraph() -> None:
    sheet = Sheet()
    below = sheet.paragraph(70, 80, 455, BODY)
    sheet.paragraph(70, below + 10, 455, MORE)

    assert texts(read(sheet)) == [BODY, MORE]


def test_a_line_that_ended_early_ends_its_paragraph() -> None:
    sheet = Sheet()
    below = sheet.paragraph(70, 80, 400, BODY, justify=False)
    sheet.paragraph(70, below, 400, MORE, justify=False)

    assert texts(read(sheet)) == [BODY, MORE]


def test_a_paragraph_goes_on_over_columns_and_pages() -> None:
    sheet = Sheet()
    words = (BODY + " " + MORE).split()
    sheet.paragraph(70, 80, 200, " ".join(words[:22]) + " tổng", justify=False)
    sheet.paragraph(325, 80, 200, " ".join(["cộng", *words[22:44]]) + " và", justify=False)
    sheet.turn_page()
    sheet.paragraph(70, 80, 455, " ".join(["còn", *words[44:]]))
    document = read(sheet)

    (block,) = document.blocks
    assert block.text == " ".join([*words[:22], "tổng", "cộng", *words[22:44], "và", "còn", *words[44:]])
    pages = [block.places.place(block.text.index(word)).page for word in ("Giai", "cộng", "còn")]
    assert pages == [1, 1, 2]


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("theo Nghị quyết số 105-", "NQ/TU của Tỉnh ủy.", "số 105-NQ/TU của"),
        ("trong giai đoạn 2021-", "2030 của tỉnh Mẫu.", "giai đoạn 2021-2030 của"),
        ("mỗi năm tăng từ 3-", "4% trở lên ở các xã.", "từ 3-4% trở lên"),
        ("tổng sản phẩm đạt 207.000", "tỷ đồng trong năm nay.", "207.000 tỷ đồng"),
    ],
)
def test_lines_join_as_in_every_other_format(upper: str, lower: str, joined: str) -> None:
    sheet = Sheet()
    sheet.text(70, 80, upper)
    sheet.text(70, 94, lower)
    sheet.paragraph(70, 140, sheet.width - 140, BODY)

    assert any(joined in text for text in texts(read(sheet)))


def test_list_items_stand_for_themselves() -> None:
    sheet = Sheet()
    top = 80.0
    for item in (
        "- Thu hút được 412 dự án mới;",
        "- Giải ngân đạt 95,6% kế hoạch;",
        "+ Hỗ trợ 2.315 hộ nghèo.",
    ):
        top = sheet.paragraph(70, top, 455, item, indent=20)
    document = read(sheet)

    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.LIST_ITEM, 1), (BlockKind.LIST_ITEM, 1), (BlockKind.LIST_ITEM, 2),
    ]  # fmt: skip


# --- headings ------------------------------------------------------------------------------------


def test_headings_have_levels_and_stand_above_what_follows() -> None:
    sheet = Sheet()
    sheet.centred(60, "Phần thứ nhất", 13, bold=True)
    sheet.centred(78, "ĐÁNH GIÁ TỔNG QUÁT", 13, bold=True)
    sheet.text(90, 110, "I- KẾT QUẢ THỰC HIỆN", 12, bold=True)
    sheet.text(90, 130, "1. Về kinh tế", 12, bold=True)
    below = sheet.paragraph(70, 150, 455, BODY, size=12, indent=20)
    sheet.text(90, below, "2. Về xã hội", 12, bold=True)
    sheet.paragraph(70, below + 20, 455, MORE, size=12, indent=20)
    document = read(sheet)

    assert [(b.level, b.text) for b in document.blocks if b.kind is BlockKind.HEADING] == [
        (1, "Phần thứ nhất ĐÁNH GIÁ TỔNG QUÁT"),
        (2, "I- KẾT QUẢ THỰC HIỆN"),
        (3, "1. Về kinh tế"),
        (3, "2. Về xã hội"),
    ]
    above = [document.blocks[at].text for at in find(document, "Đàn lợn").headings]
    assert above == ["Phần thứ nhất ĐÁNH GIÁ TỔNG QUÁT", "I- KẾT QUẢ THỰC HIỆN", "2. Về xã hội"]


def test_a_letter_head_is_read_side_by_side() -> None:
    sheet = Sheet()
    sheet.text(70, 40, "TỈNH ỦY MẪU", 12, bold=True)
    sheet.text(330, 40, "ĐẢNG CỘNG SẢN VIỆT NAM", 12, bold=True)
    sheet.text(85, 56, "Số 12-BC/TU", 12)
    sheet.text(330, 56, "Mẫu, ngày 25 tháng 3 năm 2025", 12)
    sheet.paragraph(70, 120, 455, BODY, size=12, indent=20)

    assert texts(read(sheet))[:4] == [
        "TỈNH ỦY MẪU", "Số 12-BC/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Mẫu, ngày 25 tháng 3 năm 2025",
    ]  # fmt: skip


# --- columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize("interleave", [False, True])
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_another(count: int, interleave: bool) -> None:
    sheet = Sheet()
    sheet.interleave = interleave
    width = 455 / count - 12
    sheet.centred(50, "TIN KINH TẾ", 14, bold=True)
    for column in range(count):
        sheet.paragraph(
            70 + column * (width + 18), 80, width, f"Cột {column}. {BODY} {MORE}", size=9, indent=10
        )
    sheet.paragraph(70, 500, 455, f"Cuối trang. {MORE} {BODY}", size=9, indent=10)
    found = texts(read(sheet), BlockKind.PARAGRAPH)

    assert found == [*(f"Cột {n}. {BODY} {MORE}" for n in range(count)), f"Cuối trang. {MORE} {BODY}"]


def test_columns_whose_lines_do_not_stand_level_are_read_apart() -> None:
    sheet = Sheet()
    sheet.interleave = True
    sheet.paragraph(70, 80, 215, f"Trái. {BODY} {MORE}", size=10, leading=1.3)
    sheet.paragraph(305, 86.5, 215, f"Phải. {BODY} {MORE}", size=10, leading=1.17)

    assert texts(read(sheet)) == [f"Trái. {BODY} {MORE}", f"Phải. {BODY} {MORE}"]


def test_a_wide_picture_caption_parts_the_columns_above_and_below() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 60, 215, f"Một. {BODY}", size=10)
    sheet.paragraph(305, 60, 215, f"Hai. {BODY}", size=10)
    sheet.centred(190, "Ảnh: Lễ khởi công khu công nghiệp rộng 355,6 ha trong năm 2024", 10)
    sheet.paragraph(70, 220, 215, f"Ba. {BODY}", size=10)
    sheet.paragraph(305, 220, 215, f"Bốn. {BODY}", size=10)

    assert [text.split()[0] for text in texts(read(sheet))] == ["Một.", "Hai.", "Ảnh:", "Ba.", "Bốn."]


# --- notes ---------------------------------------------------------------------------------------


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"{BODY[:-1]}^{{1}}. {MORE}", size=13)
    sheet.rule(70, 735, 140)
    sheet.paragraph(70, 740, 455, "^{1} Tính theo giá so sánh năm 2010, chưa kể phần của các", size=10)
    sheet.turn_page()
    sheet.paragraph(70, 80, 455, f"Trang sau. {MORE}", size=13)
    sheet.rule(70, 735, 140)
    sheet.paragraph(70, 740, 455, "doanh nghiệp nhà nước, đạt 12.607 tỷ đồng.", size=10)
    document = read(sheet)
    (note,) = document.note_blocks(1)

    assert note.text == (
        "Tính theo giá so sánh năm 2010, chưa kể phần của các doanh nghiệp nhà nước, đạt 12.607 tỷ đồng."
    )
    assert note.places.place(0).page == 1
    assert note.places.place(note.text.index("12.607")).page == 2
    assert document.problems == ()


def test_a_note_without_a_rule_is_known_by_size_and_place() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"{BODY[:-1]}^{{1}}.", size=13)
    sheet.paragraph(70, 760, 455, "^{1} Theo Niên giám thống kê năm 2024.", size=10)

    assert texts(read(sheet), BlockKind.FOOTNOTE) == ["Theo Niên giám thống kê năm 2024."]


def test_a_note_in_letters_of_the_body_is_known_by_its_rule() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"{BODY[:-1]}^{{1}}.", size=11)
    sheet.rule(70, 735, 140)
    sheet.paragraph(70, 740, 455, "^{1} Theo Niên giám thống kê năm 2024.", size=11)

    assert texts(read(sheet), BlockKind.FOOTNOTE) == ["Theo Niên giám thống kê năm 2024."]


def test_a_marker_glued_to_a_date_does_not_become_part_of_the_year() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"Nghị quyết ban hành ngày 28/9/2024^{{41}} và {BODY}", size=13)
    sheet.paragraph(70, 760, 455, "^{41} Nghị quyết số 105-NQ/TU.", size=10)
    block = find(read(sheet), "ban hành")

    assert "28/9/2024 và" in block.text
    assert [(mark.number, mark.is_glued) for mark in block.marks] == [(41, True)]


def test_markers_in_brackets_of_usual_size_are_found_by_their_notes() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"Thu ngân sách đạt 16.500 tỷ đồng(1), tăng 12,5%. {BODY}", size=13)
    sheet.rule(70, 735, 140)
    sheet.paragraph(70, 740, 455, "(1) Trong đó thu nội địa 14.200 tỷ đồng.", size=10)
    document = read(sheet)
    block = find(document, "16.500")

    assert texts(document, BlockKind.FOOTNOTE) == ["Trong đó thu nội địa 14.200 tỷ đồng."]
    assert "16.500 tỷ đồng, tăng" in block.text
    assert [mark.number for mark in block.marks] == [1]


def test_the_raised_power_of_a_unit_is_no_marker() -> None:
    sheet = Sheet()
    sheet.paragraph(
        70, 80, 455, f"Diện tích 3.895 km^{{2}}, nhà ở 28,5 m^{{2}}/người, nước 120 m^{{3}}. {MORE}", size=13
    )
    block = find(read(sheet), "Diện tích")

    assert "3.895 km2, nhà ở 28,5 m2/người, nước 120 m3." in block.text
    assert block.marks == ()


def test_a_marker_without_note_is_told() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"{BODY[:-1]}^{{7}}.", size=13)

    assert [problem.code for problem in read(sheet).problems] == ["VK013"]


# --- running heads, turned pages ------------------------------------------------------------------


def test_heads_that_change_sides_are_dropped_and_a_title_stays() -> None:
    sheet = Sheet()
    for page in range(1, 7):
        sheet.text(70 if page % 2 else 400, 30, "BÁO TỈNH MẪU" if page % 2 else "SỐ RA CUỐI TUẦN", 9)
        sheet.centred(
            60, ["MỞ ĐẦU", "KINH TẾ", "VĂN HÓA", "XÃ HỘI", "QUỐC PHÒNG", "KẾT LUẬN"][page - 1], 14, bold=True
        )
        sheet.paragraph(70, 90, 455, f"Trang {page}. {BODY}")
        sheet.centred(810, f"Trang {page}/6", 9)
        sheet.turn_page()
    everything = "\n".join(texts(read(sheet)))

    assert not re.search(r"BÁO TỈNH MẪU|CUỐI TUẦN|\d/6", everything)
    assert "MỞ ĐẦU" in everything
    assert "KẾT LUẬN" in everything


def test_a_figure_at_the_edge_of_two_pages_is_no_running_head() -> None:
    sheet = Sheet()
    for page in (1, 2):
        sheet.paragraph(
            70, 40, 455, f"Năm 202{page + 3} thu ngân sách đạt 1{page}.500 tỷ đồng, tăng 12,{page}%."
        )
        sheet.paragraph(70, 90, 455, BODY)
        sheet.turn_page()

    assert [text[:9] for text in texts(read(sheet))] == ["Năm 2024 ", BODY[:9], "Năm 2025 ", BODY[:9]]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_turned_by_its_viewer_is_read_as_it_is_seen(angle: int) -> None:
    sheet = Sheet(size=(A4[1], A4[0]))
    below = sheet.paragraph(70, 80, 400, BODY, indent=20)
    sheet.paragraph(70, below, 400, MORE, indent=20)
    sheet.turn_page()
    upright = sheet.data()
    key = b"/Rotate 0" if b"/Rotate 0" in upright else b""
    turned = Sheet(size=A4)
    turned.canvas.setPageRotation(angle)
    _lay_aslant(turned, angle)

    assert key
    assert texts(read(turned)) == [BODY]
    assert texts(read_pdf(upright, "thang.pdf")) == [BODY, MORE]


def _lay_aslant(sheet: Sheet, angle: int) -> None:
    """Set text so that it stands upright once the page is turned clockwise."""
    canvas = sheet.canvas
    for _ in range(angle // 90):
        canvas.rotate(90)
        canvas.translate(0, -A4[0] if _ % 2 == 0 else -A4[1])
    sheet.width, sheet.height = (A4[1], A4[0]) if angle % 180 else A4
    sheet.paragraph(70, 80, 400, BODY)


def test_words_aslant_are_kept_apart_from_the_text() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"{BODY} {MORE} {BODY}")
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(200, 500)
    canvas.rotate(40)
    canvas.setFont("SerifBold", 40)
    canvas.drawString(0, 0, "BẢN NHÁP")
    canvas.restoreState()
    document = read(sheet)

    assert texts(document, BlockKind.PARAGRAPH) == [f"{BODY} {MORE} {BODY}"]
    assert texts(document, BlockKind.TEXT_BOX) == ["BẢN NHÁP"]


# --- properties ----------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        [
            "năm",
            "tỉnh",
            "tăng",
            "đạt",
            "xã",
            "tỷ",
            "đồng",
            "nghèo",
            "13,85%",
            "207.000",
            "1,6",
            "gần",
            "trên",
            "của",
            "được",
            "105-NQ/TU",
            "4/63",
        ]
    ),
    min_size=30,
    max_size=90,
)


@settings(max_examples=12, deadline=None)
@given(left=WORDS, right=WORDS, size=st.sampled_from([8, 9, 10]), gutter=st.sampled_from([12, 16, 24]))
def test_no_word_of_two_columns_is_lost_or_moved(
    left: list[str], right: list[str], size: int, gutter: int
) -> None:
    sheet = Sheet()
    sheet.interleave = True
    width = (455 - gutter) / 2
    sheet.paragraph(70, 80, width, " ".join(["Trái", *left]), size=size)
    sheet.paragraph(70 + width + gutter, 80, width, " ".join(["Phải", *right]), size=size)
    document = read(sheet)

    assert " ".join(texts(document)).split() == ["Trái", *left, "Phải", *right]
    for block in document.blocks:
        lines = document.text.split("\n")
        for match in re.finditer(r"\S+", block.text):
            place = block.places.place(match.start())
            assert lines[place.line - 1][place.column - 1 :].startswith(match.group())


def test_a_name_broken_before_its_dash_does_not_become_a_list_item() -> None:
    sheet = Sheet()
    name = "Quần thể di tích và danh thắng Yên Tử - Vĩnh Nghiêm - Côn Sơn, Kiếp Bạc được công nhận ngày 12/7/2025; "
    for width in range(180, 240, 4):
        sheet.paragraph(70, 150, width, f"{name}{name}{MORE}", size=10, indent=12)
        sheet.turn_page()
    document = read(sheet)

    assert set(texts(document)) == {f"{name}{name}{MORE}"}


def test_a_page_that_begins_its_notes_in_mid_sentence_in_letters_of_the_body_keeps_them_apart() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 455, f"{BODY[:-1]}^{{1}}. {MORE}")
    sheet.rule(70, 735, 140)
    sheet.paragraph(70, 740, 455, "^{1} Tính theo giá so sánh năm 2010, chưa kể phần của các")
    sheet.turn_page()
    sheet.paragraph(70, 80, 455, f"Trang sau{'^{2}'}. {MORE}")
    sheet.rule(70, 720, 140)
    below = sheet.paragraph(70, 725, 455, "doanh nghiệp nhà nước, đạt 12.607 tỷ đồng.")
    sheet.paragraph(70, below, 455, "^{2} Số liệu ước thực hiện.")
    document = read(sheet)

    assert texts(document, BlockKind.FOOTNOTE) == [
        "Tính theo giá so sánh năm 2010, chưa kể phần của các doanh nghiệp nhà nước, đạt 12.607 tỷ đồng.",
        "Số liệu ước thực hiện.",
    ]
