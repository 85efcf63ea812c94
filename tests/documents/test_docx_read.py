from __future__ import annotations

import unicodedata

import pytest
from docx_factory import (
    complex_field,
    control,
    deleted,
    docx,
    footnote_mark,
    in_list,
    inserted,
    moved_from,
    moved_to,
    p,
    r,
    replaced,
    t,
    table,
    tc,
    text_box,
    tr,
)

from thuocdo.documents.docx import read_docx
from thuocdo.documents.model import Binding, Block, BlockKind, Document, NoteMark
from thuocdo.errors import Severity


def read(*body: str, **parts: object) -> Document:
    return read_docx(docx(*body, **parts), "bao-cao.docx")  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def only(document: Document) -> Block:
    (block,) = document.blocks
    return block


# paragraphs and runs


def test_runs_of_a_paragraph_are_one_text() -> None:
    assert texts(read(p(r("Sản lượng đạt 2"), r(".229"), r(" tấn", "<w:b/>")))) == ["Sản lượng đạt 2.229 tấn"]


def test_one_block_is_one_line_of_the_extracted_text() -> None:
    document = read("Một", "", "Hai", p(r("Ba"), r("<w:br/>"), r("bốn")))

    assert document.text == "Một\nHai\nBa bốn"
    assert [block.places.place(0).line for block in document.blocks] == [1, 2, 3]


def test_place_names_part_paragraph_run_and_column() -> None:
    document = read("Mở đầu", p(r("Đạt "), deleted("11"), r("12"), r("%")))
    place = document.blocks[1].places.place(len("Đạt 12"))

    assert (place.line, place.column, place.part, place.paragraph, place.run) == (2, 7, "body", 1, 3)


def test_decomposed_letters_become_composed_and_columns_stay_those_of_the_file() -> None:
    plain = unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo 1,06%")
    block = only(read(plain))
    at = block.text.index("1,06")

    assert block.text == "Tỷ lệ hộ nghèo 1,06%"
    assert block.places.place(at).column == plain.index("1,06") + 1
    assert block.places.quote(0, 5) == unicodedata.normalize("NFD", "Tỷ lệ")


def test_letter_split_from_its_tone_mark_by_a_run_boundary_is_composed() -> None:
    assert (
        only(read(p(r("Ty"), r("\N{COMBINING HOOK ABOVE} lê"), r("\N{COMBINING DOT BELOW} 5%")))).text
        == "Tỷ lệ 5%"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (r("<w:t>2021</w:t><w:noBreakHyphen/><w:t>2025</w:t>"), "2021-2025"),
        (r("<w:t>phát</w:t><w:softHyphen/><w:t>triển</w:t>"), "pháttriển"),
        (r("phát\u00adtriển"), "pháttriển"),
        (r("<w:t>A</w:t><w:tab/><w:t>12</w:t>"), "A 12"),
        (r("12\u00a0%"), "12 %"),
        (r("đạt   12"), "đạt 12"),
        (r("<w:t>≥</w:t>") + r('<w:sym w:font="Symbol" w:char="F0B3"/>'), "≥≥"),
        (r('<w:sym w:font="Wingdings" w:char="F0A7"/>'), "•"),
        (r('<w:sym w:font="Webdings" w:char="F04E"/>'), "\ufffd"),
        (r("<w:t>hai</w:t><w:cr/><w:t>dòng</w:t>"), "hai dòng"),
        (r("<w:t> cắt </w:t>"), "cắt"),
        (r("Kiên định", "<w:b/>") + r(" ẩn", "<w:vanish/>"), "Kiên định"),
        (r("a") + r(" hiện", '<w:vanish w:val="0"/>'), "a hiện"),
        (r("a") + r(" ẩn", '<w:rStyle w:val="Hidden"/>'), "a"),
        ('<w:hyperlink r:id="rId9">' + r("liên kết") + "</w:hyperlink>", "liên kết"),
        ('<w:smartTag w:uri="u" w:element="place">' + r("Bắc Ninh") + "</w:smartTag>", "Bắc Ninh"),
        ('<w:fldSimple w:instr=" DATE ">' + r("25/3/2025") + "</w:fldSimple>", "25/3/2025"),
        (complex_field("REF tong", "12,5%"), "12,5%"),
        (r("x") + complex_field('TOC \\o "1-3"', "Mục lục 12"), "x"),
        ("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>", "x=5"),
        (
            r(
                "<w:ruby><w:rt><w:r><w:t>chú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>gốc</w:t></w:r></w:rubyBase></w:ruby>"
            ),
            "gốc",
        ),
    ],
)
def test_inline_markup_reads_as_it_prints(markup: str, text: str) -> None:
    assert only(read(p(markup))).text == text


def test_field_inside_an_instruction_is_no_text() -> None:
    inner = (
        r('<w:fldChar w:fldCharType="begin"/>')
        + r("<w:instrText> IF </w:instrText>")
        + complex_field("DOCPROPERTY n", "99")
        + r('<w:fldChar w:fldCharType="separate"/>')
        + r("đạt")
        + r('<w:fldChar w:fldCharType="end"/>')
    )

    assert only(read(p(inner))).text == "đạt"


def test_field_that_never_ends_hides_no_other_paragraph() -> None:
    opened = p(r("Trước") + r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText> PAGE </w:instrText>"))

    assert texts(read(opened, "Sau 5%")) == ["Trước", "Sau 5%"]


def test_contents_of_a_field_over_several_paragraphs_is_dropped() -> None:
    begin = r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText> TOC \\h </w:instrText>")
    end = p(r('<w:fldChar w:fldCharType="end"/>'))
    contents = p(begin + r('<w:fldChar w:fldCharType="separate"/>') + r("I. KẾT QUẢ 3"))

    assert texts(read(contents, p(r("II. NHIỆM VỤ 9")), end, "Thân bài")) == ["Thân bài"]


def test_table_of_contents_by_style_is_dropped() -> None:
    assert texts(read(p("I. KẾT QUẢ 12", style="TOC1"), "Thân bài")) == ["Thân bài"]


# tracked changes


def test_tracked_changes_read_as_accepted() -> None:
    line = p(
        r("Tăng "),
        deleted("11,5"),
        inserted(r("12,9")),
        r("%"),
        moved_from(" bỏ đi"),
        moved_to(" chuyển đến"),
    )

    assert only(read(line)).text == "Tăng 12,9% chuyển đến"


def test_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="5" w:author="An"/></w:rPr>'
    block = only(read(p("Tăng 12", properties=mark), p("%, vượt mục tiêu")))

    assert block.text == "Tăng 12%, vượt mục tiêu"
    assert [block.places.place(at).paragraph for at in (0, 8)] == [0, 1]


def test_deleted_row_is_dropped_and_inserted_row_stays() -> None:
    rows = table(
        tr("Bỏ", "1", properties='<w:del w:id="1"/>'), tr("Thêm", "2", properties='<w:ins w:id="2"/>')
    )

    assert texts(read(rows)) == ["Thêm", "2"]


# headings and lists


def test_heading_levels_come_from_styles() -> None:
    document = read(
        p("Kết quả", style="Heading1"), p("Kinh tế", style="MucCon"), p("Công nghiệp", style="TieuDe3"), "Văn"
    )

    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert document.blocks[3].headings == (0, 1, 2)


def test_heading_level_comes_from_an_outline_level() -> None:
    document = read(
        p("Phụ lục", properties='<w:outlineLvl w:val="0"/>'),
        p("Văn", style="Heading1", properties='<w:outlineLvl w:val="9"/>'),
    )

    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("PHẦN THỨ NHẤT", 1),
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", 2),
        ("IV- HẠN CHẾ, KHUYẾT ĐIỂM", 2),
        ("1. Phát triển kinh tế", 3),
        ("2.1. Công nghiệp", 4),
        ("2.1.3. Dệt may", 5),
        ("a) Trồng trọt", 6),
    ],
)
def test_bold_numbered_paragraph_is_a_heading(text: str, level: int) -> None:
    block = only(read(p(r(text, "<w:b/>"))))

    assert (block.kind, block.level) == (BlockKind.HEADING, level)


@pytest.mark.parametrize(
    "line",
    [
        p("Phát triển kinh tế đạt kết quả khá"),
        p(r("Tăng 12%", "<w:b/>")),
        p(r("1. " + "Kinh tế " * 60, "<w:b/>")),
        p(r("12,5% số hộ", "<w:b/>")),
    ],
)
def test_other_paragraphs_are_no_headings(line: str) -> None:
    assert only(read(line)).kind is not BlockKind.HEADING


def test_heading_that_runs_into_its_paragraph_is_two_blocks_on_one_line() -> None:
    line = p(
        r("1. Kinh tế. ", "<w:b/>"),
        "Tăng ",
        control(r("12%"), tag="grdp"),
        footnote_mark(2),
        " so với năm 2020",
    )
    head, rest, note = read(line, footnotes={2: "Giá so sánh"}).blocks

    assert [(head.kind, head.text, head.bindings), (rest.kind, rest.text)] == [
        (BlockKind.HEADING, "1. Kinh tế.", ()),
        (BlockKind.PARAGRAPH, "Tăng 12% so với năm 2020"),
    ]
    assert [(each.start, each.end, each.tag) for each in rest.bindings] == [(5, 8, "grdp")]
    assert (rest.marks, rest.places.place(5).line, rest.places.place(5).column) == ((NoteMark(1, 8),), 1, 18)
    assert (note.headings, note.places.place(0).line) == ((0,), 2)


def test_styled_and_typed_headings_nest_in_one_document() -> None:
    document = read(
        p("I. KẾT QUẢ", style="Heading1"), p(r("1. Kinh tế", "<w:b/>")), p("II. HẠN CHẾ", style="Heading1")
    )

    assert [block.level for block in document.blocks] == [2, 3, 2]


def test_number_made_by_word_gives_a_heading_its_level() -> None:
    document = read(
        p(r("KẾT QUẢ", "<w:b/>"), properties=in_list(2, 0)),
        p(r("Kinh tế", "<w:b/>"), properties=in_list(2, 1)),
        p(r("Công nghiệp", "<w:b/>"), properties=in_list(2, 2)),
    )

    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.HEADING, 4),
    ]


def test_list_items_have_their_depth() -> None:
    document = read(
        p("Thu 5", properties=in_list(1, 0)),
        p("Chi 6", properties=in_list(1, 1)),
        p("Dư", style="ListBullet"),
    )

    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 2),
        (BlockKind.LIST_ITEM, 1),
    ]


def test_list_taken_away_is_a_paragraph() -> None:
    assert only(read(p("Văn", style="ListBullet", properties=in_list(0, 0)))).kind is BlockKind.PARAGRAPH


def test_styles_in_a_circle_end() -> None:
    assert only(read(p("Văn", style="LoopA"))).kind is BlockKind.PARAGRAPH


# tables


def test_cells_know_table_row_and_column() -> None:
    document = read(table(tr("Chỉ tiêu", "2021"), tr("GRDP", "12,9")), table(tr("Khác", "1")))

    assert [(block.text, block.table) for block in document.blocks] == [
        ("Chỉ tiêu", (0, 0, 0)),
        ("2021", (0, 0, 1)),
        ("GRDP", (0, 1, 0)),
        ("12,9", (0, 1, 1)),
        ("Khác", (1, 0, 0)),
        ("1", (1, 0, 1)),
    ]
    assert {block.kind for block in document.blocks} == {BlockKind.CELL}


def test_merged_cells_keep_the_columns_of_the_grid() -> None:
    wide = tc("Năm", properties='<w:gridSpan w:val="2"/>')
    tall, covered = (
        tc("Tên", properties='<w:vMerge w:val="restart"/>'),
        tc("cũ", properties="<w:vMerge/>"),
    )
    document = read(table(tr(tall, wide, "Ghi chú"), tr(covered, "2021", "2022", "x")))

    assert {block.text: block.table for block in document.blocks} == {
        "Tên": (0, 0, 0),
        "Năm": (0, 0, 1),
        "Ghi chú": (0, 0, 3),
        "2021": (0, 1, 1),
        "2022": (0, 1, 2),
        "x": (0, 1, 3),
    }


def test_nested_table_has_its_own_number() -> None:
    inner = table(tr("trong", "2"))
    document = read(table(tr(tc("ngoài", inner, "sau"), "1")))

    assert [(block.text, block.table) for block in document.blocks] == [
        ("ngoài", (0, 0, 0)),
        ("trong", (1, 0, 0)),
        ("2", (1, 0, 1)),
        ("sau", (0, 0, 0)),
        ("1", (0, 0, 1)),
    ]


def test_marked_header_rows_are_headers() -> None:
    document = read(table(tr("STT", "Số", properties="<w:tblHeader/>"), tr("một", "hai"), tr("1", "2")))

    assert [block.is_header for block in document.blocks] == [True, True, False, False, False, False]


def test_rows_above_the_first_figures_are_headers_when_none_is_marked() -> None:
    document = read(
        table(tr("Chỉ tiêu", "2021", "(3)"), tr("A", "B", "C"), tr("GRDP", "12,9", "x"), tr("Tên", "", ""))
    )

    assert [block.text for block in document.blocks if block.is_header] == [
        "Chỉ tiêu",
        "2021",
        "(3)",
        "A",
        "B",
        "C",
    ]


# notes


def test_note_marks_stand_where_the_reference_stands() -> None:
    document = read(
        p(r("Tăng 12%"), footnote_mark(7), r(" và 9%"), footnote_mark(3), r(".")),
        footnotes={3: "Hai xã", 7: "Một xã"},
    )

    assert document.blocks[0].text == "Tăng 12% và 9%."
    assert document.blocks[0].marks == (NoteMark(1, 8), NoteMark(2, 14))
    assert [(block.kind, block.note, block.text) for block in document.blocks[1:]] == [
        (BlockKind.FOOTNOTE, 1, "Một xã"),
        (BlockKind.FOOTNOTE, 2, "Hai xã"),
    ]


def test_note_inherits_the_headings_of_its_mark() -> None:
    document = read(
        p("Kết quả", style="Heading1"),
        p("Tăng", footnote_mark(2)),
        p("Khác", style="Heading1"),
        footnotes={2: "12 xã"},
    )

    assert document.blocks[3].headings == (0,)


def test_note_of_several_paragraphs_is_several_blocks() -> None:
    document = read(p("Tăng", footnote_mark(2)), footnotes={2: p("Một") + table(tr("Hai", "3"))})

    assert [(block.text, block.kind, block.table) for block in document.note_blocks(1)] == [
        ("Một", BlockKind.FOOTNOTE, None),
        ("Hai", BlockKind.FOOTNOTE, (0, 0, 0)),
        ("3", BlockKind.FOOTNOTE, (0, 0, 1)),
    ]
    assert {block.places.place(0).part for block in document.note_blocks(1)} == {"footnotes"}


def test_endnotes_count_on_after_footnotes() -> None:
    document = read(
        p("Một", footnote_mark(2, kind="endnote"), " hai", footnote_mark(2)),
        footnotes={2: "chân trang"},
        endnotes={2: "cuối bài"},
    )

    assert [(block.kind, block.note, block.text) for block in document.blocks[1:]] == [
        (BlockKind.FOOTNOTE, 1, "chân trang"),
        (BlockKind.ENDNOTE, 2, "cuối bài"),
    ]
    assert [mark.number for mark in document.blocks[0].marks] == [2, 1]


def test_deleted_reference_takes_its_note_with_it() -> None:
    gone = f'<w:del w:id="1" w:author="An">{footnote_mark(2)}</w:del>'

    assert texts(read(p("Tăng", gone), footnotes={2: "12 xã"})) == ["Tăng"]


def test_reference_without_note_is_told() -> None:
    document = read(p("Tăng", footnote_mark(9)), footnotes={2: "12 xã"})

    assert [(problem.code, problem.severity) for problem in document.problems] == [
        ("VK013", Severity.WARNING)
    ]
    assert texts(document) == ["Tăng"]


def test_mark_in_a_cell_finds_its_note() -> None:
    document = read(table(tr(tc(p("12,5", footnote_mark(2))), "x")), footnotes={2: "Ước tính"})

    assert document.blocks[0].marks == (NoteMark(1, 4),)
    assert document.blocks[-1].note == 1


# text boxes


def test_text_box_is_read_once() -> None:
    document = read(p("Trước ", text_box(p("Đạt 5%"), p("Vượt 2%")), "sau"))

    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "Trước sau"),
        (BlockKind.TEXT_BOX, "Đạt 5%"),
        (BlockKind.TEXT_BOX, "Vượt 2%"),
    ]


def test_old_text_box_without_alternatives_is_read() -> None:
    box = r(
        "<w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("Cũ 7%")
        + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )

    assert texts(read(p("Văn", box))) == ["Văn", "Cũ 7%"]


def test_box_in_a_box_is_read_once() -> None:
    assert texts(read(p("Văn", text_box(p("ngoài", text_box(p("trong"))))))) == ["Văn", "ngoài", "trong"]


def test_table_in_a_text_box_has_cells() -> None:
    document = read(p("Văn", text_box(table(tr("Thu", "5")))))

    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.CELL]


# content controls

_STORE = "{6B2A1C9E-0000-4000-8000-000000000001}"
_XML = '<so xmlns="urn:so"><f id="a" value="1"/><f id="grdp.growth" as-of="2025-03-25"><value>12,9</value></f></so>'
_BOUND = {
    "prefixMappings": "xmlns:ns0='urn:so'",
    "xpath": "/ns0:so[1]/ns0:f[2]",
    "storeItemID": _STORE.lower(),
}


def test_bound_control_carries_what_its_part_says() -> None:
    block = only(
        read(p("Tăng ", control(r("12,9%"), tag="grdp", binding=_BOUND), "."), stores=[(_STORE, _XML)])
    )

    assert block.text == "Tăng 12,9%."
    assert block.bindings == (
        Binding(
            5,
            10,
            "grdp",
            {
                "xpath": "/ns0:so[1]/ns0:f[2]",
                "id": "grdp.growth",
                "as-of": "2025-03-25",
                "value": "12,9",
                "text": "",
            },
        ),
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/ns0:so/ns0:f[2]/ns0:value[1]", "12,9"),
        ("/ns0:so[1]/ns0:f[2]/@as-of", "2025-03-25"),
        ("/ns0:so/ns0:f[2]/ns0:value/text()", "12,9"),
    ],
)
def test_path_leads_to_elements_attributes_and_words(path: str, text: str) -> None:
    block = only(read(p(control(r("12,9%"), binding={**_BOUND, "xpath": path})), stores=[(_STORE, _XML)]))

    assert block.bindings[0].data["text"] == text


@pytest.mark.parametrize(
    "path", ["//ns0:f", "/ns0:so/ns0:f[position()=2]", "/ns0:so/ns0:f[9]", "count(//*)", ""]
)
def test_other_paths_are_not_followed(path: str) -> None:
    block = only(read(p(control(r("12,9%"), binding={**_BOUND, "xpath": path})), stores=[(_STORE, _XML)]))

    assert block.bindings[0].data == {"xpath": path}


def test_controls_around_paragraphs_rows_and_cells_are_read() -> None:
    document = read(
        control(p("Một") + p("Hai"), tag="x"),
        table(control(tr("Ba", control(tc("Bốn"), tag="o")), tag="hàng")),
    )

    assert [(block.text, [binding.tag for binding in block.bindings]) for block in document.blocks] == [
        ("Một", ["x"]),
        ("Hai", ["x"]),
        ("Ba", ["hàng"]),
        ("Bốn", ["hàng", "o"]),
    ]


def test_control_without_tag_and_binding_is_no_binding() -> None:
    assert only(read(p(control(r("12"))))).bindings == ()


# variants of the format


def test_strict_file_reads_the_same() -> None:
    body = (p("Kết quả", style="Heading1"), p(r("Tăng 12%"), footnote_mark(2)), table(tr("a", "1")))
    strict, usual = (read(*body, footnotes={2: "5 xã"}, strict=flag) for flag in (True, False))

    assert [(b.kind, b.level, b.text, b.marks, b.table) for b in strict.blocks] == [
        (b.kind, b.level, b.text, b.marks, b.table) for b in usual.blocks
    ]


def test_main_part_may_have_any_name() -> None:
    data = docx("Văn bản 5%")
    from docx_factory import part_of, zipped

    rels = part_of(data, "_rels/.rels").replace(b"word/document.xml", b"/Noi%20dung/chinh.xml")
    moved = zipped({"_rels/.rels": rels, "Noi dung/chinh.xml": part_of(data, "word/document.xml")})

    assert texts(read_docx(moved, "x.docx")) == ["Văn bản 5%"]


def test_headers_footers_and_comments_are_not_read() -> None:
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Trang 1</w:t></w:r></w:p></w:hdr>'

    assert texts(read_docx(replaced(docx("Văn"), "word/header1.xml", header), "x.docx")) == ["Văn"]


def test_document_without_styles_and_numbering_is_read() -> None:
    assert texts(read("Văn 5%", without=["word/styles.xml", "word/numbering.xml"])) == ["Văn 5%"]


def test_every_character_leads_to_its_run() -> None:
    pieces = ["Đạt ", "2", ".2", "29 ", "tấn"]
    block = only(read(p(*(r(t(piece)) for piece in pieces))))
    runs = [block.places.place(at).run for at in range(len(block.text))]

    assert runs == [at for at, piece in enumerate(pieces) for _ in piece]


def _alternate(*branches: str) -> str:
    choice, *fallback = branches
    rest = "".join(f"<mc:Fallback>{each}</mc:Fallback>" for each in fallback)
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>{rest}</mc:AlternateContent>'


def test_alternatives_around_blocks_runs_rows_and_boxes_are_read_once() -> None:
    box = "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>"
    document = read(
        _alternate(p("Một"), p("cũ")),
        p(_alternate(r("Hai"), r("cũ"))),
        table(_alternate(tr("Ba"), tr("cũ"))),
        p(r("Bốn"), r("<w:pict>" + _alternate(box.format(p("Năm")), box.format(p("cũ"))) + "</w:pict>")),
        p("Sáu", _alternate("<w:drawing/>", r("Bảy"))),
        "<mc:AlternateContent/>",
        p("Tám", "<mc:AlternateContent/>", r("<mc:AlternateContent/>")),
    )

    assert texts(document) == ["Một", "Hai", "Ba", "Bốn", "Năm", "SáuBảy", "Tám"]


def test_custom_markup_around_blocks_and_cells_is_transparent() -> None:
    custom = '<w:customXml w:uri="u" w:element="e">{}</w:customXml>'
    document = read(
        custom.format(p("Một")), table(custom.format(tr(custom.format(tc("Hai"))))), p(custom.format(r("Ba")))
    )

    assert texts(document) == ["Một", "Hai", "Ba"]


def test_table_of_contents_control_is_dropped() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Mục lục')}{p('I. KẾT QUẢ 3')}</w:sdtContent></w:sdt>"
    )

    assert texts(read(contents, "Thân bài")) == ["Thân bài"]


def test_deleted_mark_before_a_table_or_the_end_ends_the_paragraph() -> None:
    mark = '<w:rPr><w:del w:id="5" w:author="An"/></w:rPr>'
    document = read(p("Một", properties=mark), table(tr("Hai")), p("Ba", properties=mark))

    assert texts(document) == ["Một", "Hai", "Ba"]


def test_joined_paragraphs_keep_marks_controls_fields_and_boxes_in_place() -> None:
    mark = '<w:rPr><w:moveFrom w:id="5" w:author="An"/></w:rPr>'
    first = p("Một ", properties=mark)
    second = p(
        complex_field("REF x", "12%"), control(r(" hai"), tag="k"), footnote_mark(2), text_box(p("Hộp"))
    )
    line, box, note = read(first, second, footnotes={2: "Ghi chú"}).blocks

    assert (line.text, line.marks, [(each.start, each.end) for each in line.bindings]) == (
        "Một 12% hai",
        (NoteMark(1, 11),),
        [(7, 11)],
    )
    assert (box.text, note.text) == ("Hộp", "Ghi chú")


def test_control_without_content_and_empty_formula_are_nothing() -> None:
    assert texts(
        read(p("Một", "<w:sdt><w:sdtPr/></w:sdt>", "<m:oMath><m:r><m:t/></m:r></m:oMath>"), "<w:sdt/>")
    ) == ["Một"]


@pytest.mark.parametrize(
    ("font", "code", "letter"),
    [
        ("Symbol", "B3", "≥"),
        ("Symbol", "F032", "2"),
        ("Symbol", "F0F1", "\ufffd"),
        ("Times New Roman", "00BD", "½"),
        ("Arial", "D800", ""),
        ("Arial", "", ""),
    ],
)
def test_symbols_stand_for_letters(font: str, code: str, letter: str) -> None:
    assert only(read(p("x", r(f'<w:sym w:font="{font}" w:char="{code}"/>')))).text == f"x{letter}"


def test_letters_that_a_paragraph_style_hides_are_skipped() -> None:
    styled = docx(p("ẩn", style="An"), p(r("ẩn"), r("hiện", '<w:vanish w:val="off"/>'), style="An"))
    from docx_factory import part_of

    style = '<w:style w:type="paragraph" w:styleId="An"><w:name w:val="Ẩn"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    styles = part_of(styled, "word/styles.xml").decode().replace("</w:styles>", style)

    assert texts(read_docx(replaced(styled, "word/styles.xml", styles.encode()), "x.docx")) == ["hiện"]
