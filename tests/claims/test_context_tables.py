"""What a figure in a table is of."""

from __future__ import annotations

from context_world import OnOneLine

from thuocdo.claims.context import add_context, group_same
from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Figure, FigureKind
from thuocdo.documents import Block, BlockKind, Document


def table_of(*rows: str, before: str = "") -> Document:
    """Make a document of one table, cells parted by `|`, the first row its header."""
    blocks: list[Block] = []
    if before:
        blocks.append(Block(0, BlockKind.PARAGRAPH, before, OnOneLine(1, before)))
    for row, line in enumerate(rows):
        for column, text in enumerate(cell.strip() for cell in line.split("|")):
            blocks.append(
                Block(
                    len(blocks),
                    BlockKind.CELL,
                    text,
                    OnOneLine(len(blocks) + 1, text),
                    table=(0, row, column),
                    is_header=row == 0,
                )
            )
    return Document("bang.md", "md", blocks)


def figures_of(*rows: str) -> list[Figure]:
    document = table_of(*rows)
    return list(add_context(document, find_figures(document)).figures)


def test_the_row_names_a_figure_and_the_column_its_time() -> None:
    found = figures_of("Chỉ tiêu | Năm 2023 | Năm 2024", "Tỷ lệ hộ nghèo (%) | 4,2 | 3,1")

    assert [(one.subject, one.period, one.unit) for one in found] == [
        ("Tỷ lệ hộ nghèo", "2023", "%"),
        ("Tỷ lệ hộ nghèo", "2024", "%"),
    ]


def test_the_unit_column_gives_unit_scale_and_kind() -> None:
    (found,) = figures_of("Chỉ tiêu | ĐVT | Thực hiện 2024", "Thu ngân sách | tỷ đồng | 12.300")

    assert (found.unit, found.scale, found.kind) == ("đồng", 9, FigureKind.LEVEL)


def test_a_column_of_plans_holds_targets() -> None:
    found = figures_of("Chỉ tiêu | Kế hoạch 2025 | Ước 2025", "Tỷ lệ hộ nghèo (%) | 2,5 | 2,4")

    assert [one.stage for one in found] == ["target", "estimate"]


def test_numbers_of_rows_and_years_of_headers_are_no_figures() -> None:
    found = figures_of(
        "TT | Chỉ tiêu | 2024", "1 | Số xã đạt chuẩn (xã) | 97", "2 | Số hộ nghèo (hộ) | 4.120"
    )

    assert [one.text for one in found] == ["97", "4.120"]


def test_a_table_and_a_sentence_tell_the_same_thing() -> None:
    document = table_of(
        "Chỉ tiêu | ĐVT | Thực hiện 2024",
        "Tỷ lệ che phủ rừng | % | 43,1",
        before="Năm 2024, tỷ lệ che phủ rừng đạt 42,5%.",
    )

    pairs = group_same(add_context(document, find_figures(document)))

    assert [(pair.first.text, pair.second.text) for pair in pairs] == [("42,5%", "43,1")]
