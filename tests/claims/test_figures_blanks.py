"""Blanks left for figures, and dots that only end a list."""

from __future__ import annotations

import pytest
from figure_blocks import figures_in, texts_in

from thuocdo.claims.model import FigureKind
from thuocdo.quantities import Approximation


@pytest.mark.parametrize(
    ("text", "blank", "unit", "scale"),
    [
        ("cao hơn ...% bình quân", "...%", "%", 0),
        ("đạt ….% mục tiêu", "….%", "%", 0),
        ("tăng trưởng đạt ...%/năm", "...%/năm", "%/năm", 0),
        ("dư nợ đạt ... tỷ đồng", "... tỷ đồng", "đồng", 9),
        ("thu hút được ....... tỷ USD", "....... tỷ USD", "USD", 9),
        ("toàn tỉnh có ....... dự án", "....... dự án", "dự án", 0),
        ("UBND tỉnh ban hành… quyết định", "… quyết định", "quyết định", 0),
        ("đã thành lập mới....KCN", "....KCN", "KCN", 0),
        ("năm 2024 đứng thứ …/63 tỉnh", "thứ …/63 tỉnh", "hạng", 0),
        ("tăng ___% so cùng kỳ", "___%", "%", 0),
        ("đạt xx% dự toán", "xx%", "%", 0),
    ],
)
def test_a_blank_is_reported_with_its_unit(text: str, blank: str, unit: str, scale: int) -> None:
    (figure,) = figures_in(text)
    assert (figure.kind, figure.value) == (FigureKind.BLANK, None)
    assert (figure.text, figure.unit, figure.scale) == (blank, unit, scale)
    assert figure.interval is None


def test_every_item_of_a_list_of_blanks_is_reported() -> None:
    assert texts_in("có... KCN, ... CCN được chấp thuận; (tăng ... triệu lượt khách, ...tỷ đồng)") == [
        "... KCN",
        "... CCN",
        "... triệu lượt khách",
        "...tỷ đồng",
    ]


def test_a_blank_keeps_the_word_of_approximation() -> None:
    (figure,) = figures_in("gấp hơn ... lần so với năm 2020")
    assert figure.approximation is Approximation.ABOVE


@pytest.mark.parametrize(
    "text",
    [
        "Các dịch vụ giáo dục, y tế, bảo hiểm... tiếp tục phát triển",
        "chỉ thị, kết luận... để lãnh đạo, chỉ đạo",
        "nền kinh tế số, thương mại điện tử,... Từng bước",
        "khu dịch vụ, sân golf...; xúc tiến đầu tư",
        "ngày … tháng … năm 2025",
        "Nghị quyết số …/NQ-HĐND; Số: .../BC-UBND",
        "nâng cao chất lượng nguồn nhân lực... gắn với nhu cầu",
        "Hội Khuyến học,... đã tổ chức được nhiều hoạt động",
    ],
)
def test_dots_that_end_a_list_or_stand_in_a_number_of_a_document_are_no_blank(text: str) -> None:
    assert texts_in(text) == []
