"""Plain text in columns, with page headers and notes between them; every sentence is our own."""

from __future__ import annotations

from thuocdo.documents import BlockKind, Document, open_document
from thuocdo.documents.text import read_text

COLUMNS = """Tỉnh ta hiện có 14 khu công
nghiệp với gần 52.000 lao
động, trong đó giai đoạn 2021-
2025 thêm 6 khu mới, tăng 3-
4% mỗi năm theo Nghị quyết 15-
NQ/TU của Tỉnh ủy về dịch vụ logis-
tics và cảng cạn(1). Diện tích đất
đã giao là 250 km2, lượng phát thải
CO2 giảm dần trên đường QL37 và
đã phủ sóng 4G ở các xã. Kết quả
này được công nhận ở nhiều nước

ngoài2. Hội nghị ngày 28/9/20243
đã bàn về quy hoạch của

Ngày 5/4/2025Thứ Bảy

1 Theo quy hoạch được phê duyệt, trong đó có 4 khu đang xây dựng hạ tầng và 2 khu đã lấp đầy trên 90% diện tích đất công nghiệp, còn lại

đang giải phóng mặt bằng.
2 Gồm 12 sản phẩm có nhãn hiệu được bảo hộ tại thị trường châu Âu, Nhật Bản và Hàn Quốc theo số liệu của Sở Công Thương.
3 Hội nghị lần thứ 16, có 51 đại biểu dự, thảo luận 4 chuyên đề về quy hoạch chung và quy hoạch ngành đến năm 2030.
 tỉnh và các huyện, kinh phí ước
đạt 17,5 tỷ đồng.

Phần thứ hai
PHƯƠNG HƯỚNG, NHIỆM VỤ

I- MỤC TIÊU CHUNG
1. Kinh tế
Phấn đấu tăng trưởng bình quân đạt

9%/năm trong cả nhiệm kỳ này.

1.1. Công nghiệp tiếp tục phát triển. Số
doanh nghiệp đạt 7.500, chất lượng

giáo dục nghề đạt chuẩn mức độ
2. Tập trung đào tạo 3.000 kỹ sư.

Ngày 5/4/2025Thứ Bảy

2. Xã hội
(1) Tỷ lệ hộ nghèo còn ....%.
(2) Có 30 giường bệnh trên
10.000 dân.
- Bảo hiểm đạt 95%;
- Nước sạch đạt 88%.
Một là, giữ vững kỷ cương ở 100%
cơ quan.

Ngày 5/4/2025Thứ Bảy
"""


def read(text: str) -> Document:
    return read_text(text.encode(), "draft.txt")


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def line_of(document: Document, words: str) -> tuple[int, int]:
    for block in document.blocks:
        if (at := block.text.find(words)) >= 0:
            place = block.places.place(at)
            return place.line, place.column
    raise AssertionError(words)


def test_lines_of_a_column_become_one_paragraph() -> None:
    first = read(COLUMNS).blocks[0]
    assert first.kind is BlockKind.PARAGRAPH
    assert first.text.startswith("Tỉnh ta hiện có 14 khu công nghiệp với gần 52.000 lao động, trong đó")


def test_ranges_document_numbers_and_foreign_words_join_without_a_blank() -> None:
    text = read(COLUMNS).blocks[0].text
    for joined in ("2021-2025", "3-4%", "15-NQ/TU", "logistics"):
        assert joined in text


def test_a_sentence_goes_on_across_page_header_and_notes() -> None:
    text = read(COLUMNS).blocks[0].text
    assert text.endswith("đã bàn về quy hoạch của tỉnh và các huyện, kinh phí ước đạt 17,5 tỷ đồng.")


def test_running_headers_are_dropped() -> None:
    assert not any("Thứ Bảy" in text for text in texts(read(COLUMNS)))


def test_notes_stand_behind_the_body_in_order_of_number() -> None:
    notes = [block for block in read(COLUMNS).blocks if block.kind is BlockKind.FOOTNOTE]
    assert [note.note for note in notes] == [1, 2, 3]
    assert notes[0].text.endswith("còn lại đang giải phóng mặt bằng.")
    assert notes[1].text.startswith("Gồm 12 sản phẩm")


def test_markers_are_cut_out_and_kept_as_marks() -> None:
    first = read(COLUMNS).blocks[0]
    assert [(mark.number, mark.is_glued) for mark in first.marks] == [(1, False), (2, True), (3, True)]
    before = [first.text[: mark.offset].rsplit(maxsplit=1)[-1] for mark in first.marks]
    assert before == ["cạn", "ngoài", "28/9/2024"]


def test_units_and_names_that_end_in_digits_keep_them() -> None:
    text = read(COLUMNS).blocks[0].text
    for name in ("250 km2", "CO2", "QL37", "4G"):
        assert name in text


def test_every_figure_leads_to_its_line_and_column() -> None:
    document = read(COLUMNS)
    assert line_of(document, "52.000") == (2, 16)
    assert line_of(document, "2025 thêm") == (4, 1)
    assert line_of(document, "17,5 tỷ") == (24, 5)
    assert line_of(document, "51 đại biểu") == (22, 27)


def test_no_digit_is_lost_but_markers_note_numbers_and_headers() -> None:
    document = read(COLUMNS)
    seen = {
        (place.line, place.column)
        for block in document.blocks
        for at, letter in enumerate(block.text)
        if letter.isdigit()
        for place in [block.places.place(at)]
    }
    lost = [
        (number, line[column])
        for number, line in enumerate(COLUMNS.split("\n"), 1)
        for column in range(len(line))
        if line[column].isdigit() and (number, column + 1) not in seen and "Thứ Bảy" not in line
    ]
    assert lost == [(7, "1"), (13, "2"), (13, "3"), (18, "1"), (21, "2"), (22, "3")]


def test_headings_have_levels_and_stand_above_what_follows() -> None:
    document = read(COLUMNS)
    headings = {block.text: block for block in document.blocks if block.kind is BlockKind.HEADING}
    assert {text: block.level for text, block in headings.items()} == {
        "Phần thứ hai PHƯƠNG HƯỚNG, NHIỆM VỤ": 1,
        "I- MỤC TIÊU CHUNG": 2,
        "1. Kinh tế": 3,
        "1.1. Công nghiệp tiếp tục phát triển.": 4,
        "2. Xã hội": 3,
    }
    item = next(block for block in document.blocks if block.text.startswith("(2)"))
    assert [document.blocks[index].text for index in item.headings] == [
        "Phần thứ hai PHƯƠNG HƯỚNG, NHIỆM VỤ",
        "I- MỤC TIÊU CHUNG",
        "2. Xã hội",
    ]


def test_a_heading_ends_where_the_first_line_of_its_paragraph_stands_alone() -> None:
    assert "Phấn đấu tăng trưởng bình quân đạt 9%/năm trong cả nhiệm kỳ này." in texts(read(COLUMNS))


def test_a_number_at_the_start_of_a_line_within_a_sentence_is_no_heading() -> None:
    assert any("mức độ 2. Tập trung đào tạo 3.000 kỹ sư." in text for text in texts(read(COLUMNS)))


def test_list_items_are_blocks_of_their_own() -> None:
    assert texts(read(COLUMNS), BlockKind.LIST_ITEM) == [
        "(1) Tỷ lệ hộ nghèo còn ....%.",
        "(2) Có 30 giường bệnh trên 10.000 dân.",
        "- Bảo hiểm đạt 95%;",
        "- Nước sạch đạt 88%.",
        "Một là, giữ vững kỷ cương ở 100% cơ quan.",
    ]


def test_a_title_in_the_middle_of_a_sentence_does_not_break_it_and_opens_no_section() -> None:
    document = read(
        "I- KẾT QUẢ\n\nToàn tỉnh có 27 làng nghề được công\nnhận, trong đó có nhiều làng nghề\n"
        "truyền thống lâu đời được nhà nước\n\nBÁO CÁO CHÍNH TRỊ\ncủa Ban Chấp hành khóa XX\n\n"
        "tại Đại hội nhiệm kỳ mới\n\nbảo hộ và giữ gìn qua nhiều đời với\nsự tham gia của 3 huyện và của các\n"
        "hợp tác xã cùng với nhiều hộ gia\nđình ở nông thôn.\n"
    )
    sentence = next(block for block in document.blocks if "27 làng nghề" in block.text)
    assert "được nhà nước bảo hộ và giữ gìn" in sentence.text
    assert [document.blocks[index].text for index in sentence.headings] == ["I- KẾT QUẢ"]
    title = next(block for block in document.blocks if block.text.startswith("BÁO CÁO"))
    assert title.text == "BÁO CÁO CHÍNH TRỊ của Ban Chấp hành khóa XX tại Đại hội nhiệm kỳ mới"


def test_a_quote_shows_the_source_as_it_stands() -> None:
    first = read(COLUMNS).blocks[0]
    at = first.text.index("2021-2025")
    assert first.places.quote(at, at + 9) == "2021-\n2025"
    at = first.text.index("ngoài. Hội")
    assert first.places.quote(at, at + 10) == "ngoài2. Hội"


def test_text_whose_letters_are_lost_is_reported_and_not_read() -> None:
    document = read(
        "Thu ngân sách đạt 100 tỷ đồng.\n\nN m \n2021 \n\nN m \n2022 \n\n- Công nghi p - xây d ng \n"
        "- D ch v \n- T  l  lao ng qua ào t o có v n b ng, \nch ng ch  công nh n k t qu \n\n"
        "Chi ngân sách đạt 90 tỷ đồng cho các xã.\n"
    )
    assert texts(document, BlockKind.PARAGRAPH) == [
        "Thu ngân sách đạt 100 tỷ đồng.",
        "Chi ngân sách đạt 90 tỷ đồng cho các xã.",
    ]
    zone = next(block for block in document.blocks if block.kind is BlockKind.UNREADABLE)
    assert "2021" in zone.text
    assert [(problem.code, problem.where.line) for problem in document.problems if problem.where] == [
        ("VK012", 3)
    ]


def test_a_table_of_units_is_not_taken_for_lost_letters() -> None:
    document = read("Thép\tkg\t30\nĐường\tkm\t12\nVải\tm\t40\nDầu\tl\t9\n")
    assert {block.kind for block in document.blocks} == {BlockKind.CELL}


def test_open_document_reads_the_same_from_bytes() -> None:
    assert texts(open_document(COLUMNS.encode())) == texts(read(COLUMNS))
