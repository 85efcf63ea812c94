"""Tables of a PDF: with lines, without, over pages, with rows that no line parts."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_factory import Sheet

from thuocdo.documents import BlockKind, Document
from thuocdo.documents.pdf import read_pdf

HEAD = ["TT", "Chỉ tiêu", "Đơn vị", "2020", "2025"]
ROWS = [
    HEAD,
    ["1", "Tốc độ tăng GRDP", "%", "13,02", "13,85"],
    ["2", "Thu ngân sách", "Tỷ đồng", "12.607", "16.500"],
    ["3", "Tỷ lệ hộ nghèo", "%", "3,4", "1,6"],
]
WIDTHS = (30, 190, 70, 80, 80)
PLAIN = [
    ["Chỉ tiêu", "Năm 2020", "Năm 2025"],
    ["Diện tích rừng (ha)", "160.508", "158.900"],
    ["Tỷ lệ che phủ (%)", "37,8", "38,0"],
    ["Số xã nông thôn mới", "127", "139"],
]
BODY = (
    "Giai đoạn 2021-2025, tỉnh Mẫu thu hút 412 dự án đầu tư mới với vốn đăng ký 1.250 triệu USD; giải ngân vốn "
    "đầu tư công đạt 95,6% kế hoạch, cao hơn bình quân chung của cả nước 3,1 điểm phần trăm."
)


def read(sheet: Sheet) -> Document:
    return read_pdf(sheet.data(), "bieu.pdf")


def tables(document: Document) -> list[list[list[str]]]:
    found: dict[int, dict[int, dict[int, str]]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.table:
            table, row, column = block.table
            found.setdefault(table, {}).setdefault(row, {})[column] = block.text
    return [
        [[rows[row].get(column, "") for column in range(max(rows[row]) + 1)] for row in sorted(rows)]
        for _, rows in sorted(found.items())
    ]


def heads(document: Document) -> set[str]:
    return {block.text for block in document.blocks if block.is_header}


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    sheet = Sheet()
    below = sheet.paragraph(70, 80, 455, BODY)
    below = sheet.grid(70, below + 10, WIDTHS, ROWS)
    sheet.paragraph(70, below, 455, BODY)
    document = read(sheet)

    assert tables(document) == [ROWS]
    assert [block.kind for block in document.blocks if block.kind is not BlockKind.CELL] == [
        BlockKind.PARAGRAPH
    ] * 2


def test_head_row_and_labels_are_headers_and_figures_are_not() -> None:
    sheet = Sheet()
    sheet.grid(70, 80, WIDTHS, ROWS)

    assert heads(read(sheet)) == {*HEAD, "Tốc độ tăng GRDP", "Thu ngân sách", "Tỷ lệ hộ nghèo"}


def test_a_table_without_lines_is_read_by_its_columns() -> None:
    sheet = Sheet()
    below = sheet.paragraph(70, 80, 455, BODY)
    below = sheet.grid(70, below + 10, (200, 90, 90), PLAIN, ruled=False)
    sheet.paragraph(70, below + 10, 455, BODY)
    document = read(sheet)

    assert tables(document) == [PLAIN]
    assert [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [BODY, BODY]


def test_the_wrapped_label_of_a_table_without_lines_is_one_cell() -> None:
    sheet = Sheet()
    rows = [
        ["Tổng sản phẩm bình quân đầu", "3.010", "4.370"],
        ["người theo giá hiện hành", "", ""],
        ["Số xã nông thôn mới", "127", "139"],
        ["Tỷ lệ che phủ (%)", "37,8", "38,0"],
    ]
    sheet.grid(70, 80, (200, 90, 90), rows, ruled=False, header_rows=0, height=14)

    assert tables(read(sheet)) == [
        [
            ["Tổng sản phẩm bình quân đầu người theo giá hiện hành", "3.010", "4.370"],
            ["Số xã nông thôn mới", "127", "139"],
            ["Tỷ lệ che phủ (%)", "37,8", "38,0"],
        ]
    ]


def test_a_table_goes_on_over_the_page_and_its_repeated_head_is_dropped() -> None:
    sheet = Sheet()
    more = [[str(n), f"Chỉ tiêu thứ {n}", "ha", f"{n}.508", f"{n}.900"] for n in range(4, 8)]
    sheet.paragraph(70, 600, 455, BODY)
    sheet.grid(70, 700, WIDTHS, ROWS)
    sheet.turn_page()
    below = sheet.grid(70, 60, WIDTHS, [HEAD, *more])
    sheet.paragraph(70, below, 455, BODY)

    assert tables(read(sheet)) == [[*ROWS, *more]]


def test_two_tables_on_two_pages_with_text_between_are_two() -> None:
    sheet = Sheet()
    sheet.grid(70, 600, WIDTHS, ROWS)
    sheet.paragraph(70, 700, 455, BODY)
    sheet.turn_page()
    sheet.grid(70, 60, WIDTHS, ROWS)

    assert tables(read(sheet)) == [ROWS, ROWS]


def test_a_merged_cell_stands_where_it_begins() -> None:
    sheet = Sheet()
    draw_merged(sheet, 70, 80)
    cells = {block.table: block.text for block in read(sheet).blocks if block.kind is BlockKind.CELL}

    assert cells == {
        (0, 0, 0): "Chỉ tiêu",
        (0, 0, 1): "Giai đoạn 2021-2025",
        (0, 1, 1): "Mục tiêu",
        (0, 1, 2): "Thực hiện",
        (0, 2, 0): "Tăng GRDP (%)",
        (0, 2, 1): "15-16",
        (0, 2, 2): "13,2",
    }


def draw_merged(sheet: Sheet, x: float, top: float) -> None:
    canvas, height = sheet.canvas, sheet.height
    for y, left in ((0, 0), (18, 150), (36, 0), (54, 0)):
        canvas.line(x + left, height - top - y, x + 350, height - top - y)
    for edge, begin in ((0, 0), (150, 0), (250, 18), (350, 0)):
        canvas.line(x + edge, height - top - begin, x + edge, height - top - 54)
    for left, down, words in (
        (3, 12, "Chỉ tiêu"),
        (180, 3, "Giai đoạn 2021-2025"),
        (153, 21, "Mục tiêu"),
        (253, 21, "Thực hiện"),
        (3, 39, "Tăng GRDP (%)"),
        (153, 39, "15-16"),
        (253, 39, "13,2"),
    ):
        sheet.text(x + left, top + down, words, 10)


def test_rows_that_no_line_parts_are_parted_by_their_figures() -> None:
    sheet = Sheet()
    body = ["Diện tích rừng (ha)", "Tỷ lệ che phủ (%)", "Số xã nông thôn mới"]
    figures = [["160.508", "158.900"], ["37,8", "38,0"], ["127", "139"]]
    canvas, height = sheet.canvas, sheet.height
    for y in (80, 98, 160):
        canvas.line(70, height - y, 450, height - y)
    for edge in (70, 250, 350, 450):
        canvas.line(edge, height - 80, edge, height - 160)
    for x, words in ((73, "Chỉ tiêu"), (253, "Năm 2020"), (353, "Năm 2025")):
        sheet.text(x, 83, words, 10, bold=True)
    for at, (label, pair) in enumerate(zip(body, figures, strict=True)):
        for x, words in ((73, label), (253, pair[0]), (353, pair[1])):
            sheet.text(x, 102 + 18 * at, words, 10)

    expected = [PLAIN[0], *([label, *pair] for label, pair in zip(body, figures, strict=True))]
    assert tables(read(sheet)) == [expected]


def test_a_box_around_a_paragraph_is_no_table() -> None:
    sheet = Sheet()
    sheet.canvas.rect(60, sheet.height - 140, 475, 70)
    sheet.paragraph(70, 80, 455, BODY)
    document = read(sheet)

    assert [(block.kind, block.text) for block in document.blocks] == [(BlockKind.PARAGRAPH, BODY)]


def test_a_row_of_the_extracted_text_is_a_line_with_tabs() -> None:
    sheet = Sheet()
    sheet.grid(70, 80, WIDTHS, ROWS)
    document = read(sheet)

    assert document.text.splitlines() == ["\t".join(row) for row in ROWS]
    assert places_lead_to_cells(document)


def places_lead_to_cells(document: Document) -> bool:
    lines: Sequence[str] = document.text.split("\n")
    return all(
        lines[place.line - 1][place.column - 1 :].startswith(block.text)
        for block in document.blocks
        for place in [block.places.place(0)]
    )


def test_labels_of_several_lines_stay_with_their_number() -> None:
    sheet = Sheet()
    rows = [
        ["TT", "Chỉ tiêu", "2020", "2025"],
        ["1", "Tốc độ tăng", "13,02", "13,85"],
        ["", "GRDP", "", ""],
        ["2", "Thu ngân sách", "12.607", "16.500"],
        ["", "nhà nước trên", "", ""],
        ["", "địa bàn", "", ""],
        ["3", "Hộ nghèo", "3,4", "1,6"],
        ["", "đa chiều", "", ""],
        ["", "cuối năm", "", ""],
    ]
    below = sheet.grid(70, 80, (30, 90, 80, 80), rows, ruled=False, height=13)
    sheet.paragraph(70, below + 10, 455, BODY)
    document = read(sheet)

    assert tables(document) == [
        [
            ["TT", "Chỉ tiêu", "2020", "2025"],
            ["1", "Tốc độ tăng GRDP", "13,02", "13,85"],
            ["2", "Thu ngân sách nhà nước trên địa bàn", "12.607", "16.500"],
            ["3", "Hộ nghèo đa chiều cuối năm", "3,4", "1,6"],
        ]
    ]
    assert document.blocks[-1].text == BODY


def test_a_narrow_table_below_two_columns_comes_after_both() -> None:
    sheet = Sheet()
    sheet.paragraph(70, 80, 215, f"Trái. {BODY}", size=10)
    below = sheet.paragraph(305, 80, 215, f"Phải. {BODY}", size=10)
    sheet.grid(70, below + 10, (90, 50, 50), PLAIN, size=8)
    document = read(sheet)

    assert [block.text.split()[0] for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        "Trái.",
        "Phải.",
    ]
    assert document.blocks[0].kind is document.blocks[1].kind is BlockKind.PARAGRAPH
    assert tables(document) == [PLAIN]
