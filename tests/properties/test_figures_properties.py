"""Laws of figure reading that hold for every text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.claims.figures import figures_of_block, find_figures
from thuocdo.claims.model import Figure, FigureKind
from thuocdo.documents import Block, BlockKind, Document, Place
from thuocdo.quantities import write_number

_WORDS = st.sampled_from(
    [
        "đạt",
        "tăng",
        "giảm",
        "từ",
        "đến",
        "lên",
        "xuống",
        "còn",
        "gần",
        "trên",
        "hơn",
        "khoảng",
        "thứ",
        "xếp",
        "hạng",
        "năm",
        "tháng",
        "ngày",
        "quý",
        "nhóm",
        "gấp",
        "lần",
        "%",
        "tỷ",
        "triệu",
        "nghìn",
        "ngàn",
        "đồng",
        "USD",
        "ha",
        "xã",
        "huyện",
        "tỉnh",
        "dự",
        "án",
        "hộ",
        "người",
        "bình",
        "quân",
        "/",
        "-",
        "–",
        "…",
        "...",
        "(",
        ")",
        "“",
        "”",
        ".",
        ",",
        ";",
        ":",
        "2025",
        "2021-2025",
        "04/63",
        "12,5",
        "1.250",
        "3/2",
        "số",
        "Nghị",
        "quyết",
        "lượt",
        "điểm",
        "phần",
        "trăm",
        "mục",
        "tiêu",
        "và",
        "trong",
        "đó",
    ]
)
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=40).map(" ".join))


class NoPlaces:
    def place(self, offset: int) -> Place:
        return Place(1, offset + 1)

    def quote(self, start: int, end: int) -> str:
        return ""


def _figures(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Figure]:
    return figures_of_block(Block(0, kind, text, NoPlaces()))


@given(_TEXTS, st.sampled_from([BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.HEADING]))
def test_every_figure_is_a_piece_of_the_text_and_none_overlaps_another(text: str, kind: BlockKind) -> None:
    figures = _figures(text, kind)
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text != ""
    for left, right in pairwise(figures):
        assert left.end <= right.start


@given(_TEXTS)
def test_every_figure_has_a_value_and_an_interval_around_it_unless_it_is_blank(text: str) -> None:
    for figure in _figures(text):
        if figure.kind is FigureKind.BLANK:
            assert (figure.value, figure.interval) == (None, None)
        else:
            assert figure.value is not None
            assert figure.value >= 0
            assert figure.interval is not None


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["%", "tỷ đồng", "ha", "triệu USD", "km"]),
)
def test_a_written_number_is_read_back(value: Decimal, unit: str) -> None:
    (figure,) = _figures(f"kết quả đạt {write_number(value, 2)} {unit}, tiếp tục phát huy")
    assert (figure.value, figure.decimals) == (value, 2)


@given(
    st.integers(min_value=1, max_value=10**7), st.sampled_from(["hộ", "xã", "dự án", "đảng viên", "lao động"])
)
def test_a_written_count_is_read_back(value: int, noun: str) -> None:
    (figure,) = _figures(f"toàn tỉnh có {write_number(Decimal(value))} {noun} được hỗ trợ")
    assert (figure.value, figure.unit) == (Decimal(value), noun)


@given(st.lists(_TEXTS, max_size=4))
def test_a_document_holds_the_figures_of_its_blocks(texts: list[str]) -> None:
    blocks = [Block(n, BlockKind.PARAGRAPH, text, NoPlaces()) for n, text in enumerate(texts)]
    found = find_figures(Document("mau.txt", "txt", blocks))
    assert [figure.block.index for figure in found] == sorted(figure.block.index for figure in found)
