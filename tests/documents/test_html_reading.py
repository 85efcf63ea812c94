"""HTML: words, tables and linked notes with the column of every letter; nothing fetched or run."""

from __future__ import annotations

import pytest

from thuocdo.documents import Block, BlockKind, Document
from thuocdo.documents.html import read_html

REPORT = """<!doctype html><html><head><title>Trang 77</title><style>p{margin:88px}</style></head><body>
<h1>Báo  cáo &amp; số liệu</h1>
<nav>Trang 55</nav>
<p>Tăng trưởng đạt <b>14</b>,5%<sup><a href="#fn1" id="r1">[1]</a></sup>,
   diện tích 20 m<sup>2</sup>.<br>Dòng hai có 3 xã<script>var a = 1 < 66;</script></p>
<ul><li>Thu 5 tỷ<ul><li>Thuế 3 tỷ</li></ul></li></ul>
<table><tr><th>Năm</th><th colspan=2>Giá trị</th></tr>
<tr><td rowspan="2">GRDP</td><td>1</td><td>2</td></tr><tr><td>5</td></tr></table>
<!-- bỏ 9 -->
<ol><li id="fn1">Số ước tính 2025. <a href="#r1">↩</a></li></ol></body></html>
"""


def read(text: str) -> Document:
    return read_html(text.encode(), "a.html")


def find(document: Document, words: str) -> tuple[Block, int]:
    return next((block, block.text.index(words)) for block in document.blocks if words in block.text)


def test_structure_is_read() -> None:
    blocks = [(block.kind, block.level, block.text) for block in read(REPORT).blocks if block.table is None]
    assert blocks == [
        (BlockKind.HEADING, 1, "Báo cáo & số liệu"),
        (BlockKind.PARAGRAPH, 0, "Tăng trưởng đạt 14,5%, diện tích 20 m2."),
        (BlockKind.PARAGRAPH, 0, "Dòng hai có 3 xã"),
        (BlockKind.LIST_ITEM, 1, "Thu 5 tỷ"),
        (BlockKind.LIST_ITEM, 2, "Thuế 3 tỷ"),
        (BlockKind.FOOTNOTE, 0, "Số ước tính 2025."),
    ]


def test_scripts_styles_comments_and_navigation_are_left_out() -> None:
    text = " ".join(block.text for block in read(REPORT).blocks)
    for number in ("77", "88", "55", "66", "9"):
        assert number not in text


def test_spans_keep_the_columns_of_a_table() -> None:
    cells = {block.table: (block.text, block.is_header) for block in read(REPORT).blocks if block.table}
    assert cells == {
        (0, 0, 0): ("Năm", True),
        (0, 0, 1): ("Giá trị", True),
        (0, 1, 0): ("GRDP", True),
        (0, 1, 1): ("1", False),
        (0, 1, 2): ("2", False),
        (0, 2, 1): ("5", False),
    }


def test_places_lead_to_line_and_column() -> None:
    document = read(REPORT)
    lines = REPORT.split("\n")
    for words in ("14", "20", "3 xã", "5 tỷ", "2025."):
        block, at = find(document, words)
        place = block.places.place(at)
        assert lines[place.line - 1][place.column - 1 :].startswith(words.split()[0][:2].rstrip("."))


def test_a_quote_keeps_entities_and_tags() -> None:
    block, at = find(read(REPORT), "cáo & số")
    assert block.places.quote(at, at + 8) == "cáo &amp; số"


@pytest.mark.parametrize(
    "page",
    [
        (
            '<p>Thu 5 tỷ<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>'
            '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Ước tính.</p></div>'
        ),
        "<p>Thu 5 tỷ<sup>1</sup>.</p><p><sup>1</sup> Ước tính.</p>",
        (
            '<p>Thu 5 tỷ<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>.</p>'
            '<ol><li id="cite_note-1"><a href="#cite_ref-1">↑</a> Ước tính.</li></ol>'
        ),
    ],
)
def test_notes_of_common_programs_are_linked(page: str) -> None:
    document = read(f"<html><body>{page}</body></html>")
    assert [(block.note, block.text) for block in document.blocks] == [(None, "Thu 5 tỷ."), (1, "Ước tính.")]
    assert [mark.number for mark in document.blocks[0].marks] == [1]


def test_entities_of_letters_are_composed() -> None:
    document = read("<p>Ng&#226;n s&aacute;ch t&#x103;ng v&agrave; a&#769; 12 t&#7927;</p>")
    assert document.blocks[0].text == "Ngân sách tăng và á 12 tỷ"
    at = document.blocks[0].text.index("12")
    assert document.blocks[0].places.place(at).column == 55


def test_unknown_entities_stay_as_they_are() -> None:
    assert read("<p>A &khongco; 5 & 6</p>").blocks[0].text == "A &khongco; 5 & 6"


def test_numbered_headings_are_known_without_heading_tags() -> None:
    document = read("<p><b>I. KẾT QUẢ</b></p><p>1. Kinh tế</p><p>Thu đạt 5 tỷ đồng.</p>")
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert document.blocks[2].headings == (0, 1)


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", '<a b="', "<div>", "<ul><li>a", "<table><tr><td>a", "&amp;", "<", "a<br>"]
)
def test_broken_pages_end_in_time(piece: str) -> None:
    document = read("<html>" + piece * 20_000)
    assert document.format == "html"
