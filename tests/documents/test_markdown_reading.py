"""Markdown: structure read, markup left out, every letter with its column."""

from __future__ import annotations

from thuocdo.documents import Block, BlockKind, Document
from thuocdo.documents.markdown import read_markdown

REPORT = """---
title: Báo cáo 99
---
# Kết quả **kinh tế**

Tăng trưởng đạt **14,5%**/năm[^1], cao hơn
kế hoạch 2021-
2025. Xem [phụ lục 2](http://x.y/3) &amp; 5 * 3 \\* 2.

Mục tiêu
--------

- Thu *nội địa* 100 tỷ
  - Thuế 60 tỷ
1. Lĩnh vực công nghiệp

| Năm | 2024 | 2025 |
|---|---|---|
| GRDP | 10 | **12** |

```
code 98
```

> Trích dẫn 7%

[^1]: Theo số liệu 2024.
    Dòng tiếp 3%.
"""


def read(text: str) -> Document:
    return read_markdown(text.encode(), "a.md")


def find(document: Document, words: str) -> tuple[Block, int]:
    return next((block, block.text.index(words)) for block in document.blocks if words in block.text)


def test_structure_is_read() -> None:
    blocks = [(block.kind, block.level, block.text) for block in read(REPORT).blocks if block.table is None]
    assert blocks == [
        (BlockKind.HEADING, 1, "Kết quả kinh tế"),
        (
            BlockKind.PARAGRAPH,
            0,
            "Tăng trưởng đạt 14,5%/năm, cao hơn kế hoạch 2021-2025. Xem phụ lục 2 & 5 * 3 * 2.",
        ),
        (BlockKind.HEADING, 2, "Mục tiêu"),
        (BlockKind.LIST_ITEM, 1, "Thu nội địa 100 tỷ"),
        (BlockKind.LIST_ITEM, 2, "Thuế 60 tỷ"),
        (BlockKind.HEADING, 3, "1. Lĩnh vực công nghiệp"),
        (BlockKind.PARAGRAPH, 0, "Trích dẫn 7%"),
        (BlockKind.FOOTNOTE, 0, "Theo số liệu 2024. Dòng tiếp 3%."),
    ]


def test_places_lead_behind_the_markup() -> None:
    document = read(REPORT)
    for words, line, column in [
        ("14,5%", 6, 19),
        ("2025. Xem", 8, 1),
        ("phụ lục 2", 8, 12),
        ("nội địa", 13, 8),
        ("7%", 25, 13),
        ("3%.", 28, 15),
    ]:
        block, at = find(document, words)
        place = block.places.place(at)
        assert (place.line, place.column) == (line, column)


def test_markers_and_notes_are_linked() -> None:
    document = read(REPORT)
    block, at = find(document, "/năm,")
    assert [(mark.number, mark.offset) for mark in block.marks] == [(1, at + 4)]
    assert [note.text for note in document.note_blocks(1)] == ["Theo số liệu 2024. Dòng tiếp 3%."]


def test_tables_become_cells() -> None:
    cells = {block.table: (block.text, block.is_header) for block in read(REPORT).blocks if block.table}
    assert cells == {
        (0, 0, 0): ("Năm", True),
        (0, 0, 1): ("2024", True),
        (0, 0, 2): ("2025", True),
        (0, 1, 0): ("GRDP", True),
        (0, 1, 1): ("10", False),
        (0, 1, 2): ("12", False),
    }


def test_code_and_front_matter_are_left_out() -> None:
    text = " ".join(block.text for block in read(REPORT).blocks)
    assert "98" not in text
    assert "99" not in text


def test_a_quote_keeps_the_markup() -> None:
    block, at = find(read(REPORT), "đạt 14,5%/năm")
    assert block.places.quote(at, at + 13) == "đạt **14,5%**/năm"


def test_named_notes_get_the_next_free_numbers() -> None:
    document = read("Thu 5 tỷ[^a], chi 4 tỷ[^2].\n\n[^a]: Ước.\n[^2]: Thực.\n")
    assert [mark.number for mark in document.blocks[0].marks] == [3, 2]
    assert {block.note: block.text for block in document.blocks if block.note} == {2: "Thực.", 3: "Ước."}


def test_a_marker_without_a_note_is_reported() -> None:
    assert [problem.code for problem in read("Thu 5 tỷ[^1].\n").problems] == ["VK013"]


def test_a_single_star_and_a_blank_of_underscores_stay() -> None:
    assert [block.text for block in read("Thu 5 tỷ*, chi ____ tỷ, thu_ngan_sach.\n").blocks] == [
        "Thu 5 tỷ*, chi ____ tỷ, thu_ngan_sach."
    ]


def test_decomposed_letters_keep_their_columns() -> None:
    document = read("Nga\u0302n sa\u0301ch **12** tỷ")
    block, at = find(document, "12")
    assert block.text == "Ngân sách 12 tỷ"
    assert block.places.place(at).column == 15
