"""Approximations, number styles, coordination, ranks, roles: one fact each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from figure_blocks import figures_in

from thuocdo.claims.model import FigureKind, Role
from thuocdo.quantities import Approximation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gần 92.000 hộ", Approximation.NEARLY),
        ("hơn 4 triệu tấn", Approximation.ABOVE),
        ("ước khoảng 8 tỷ đồng", Approximation.ABOUT),
        ("chưa đến 3%", Approximation.BELOW),
        ("tối thiểu 50% xã", Approximation.AT_LEAST),
        ("không vượt quá 5%", Approximation.AT_MOST),
        ("cao hơn 12,4%", Approximation.EXACT),
        ("sớm hơn 02 tháng", Approximation.EXACT),
        ("đạt tốc độ 12%", Approximation.EXACT),
        ("đạt 90% trở lên", Approximation.AT_LEAST),
    ],
)
def test_the_word_before_or_after_widens_the_number(text: str, expected: Approximation) -> None:
    (figure,) = figures_in(text)
    assert figure.approximation is expected


def test_an_approximation_word_is_no_part_of_the_figure() -> None:
    (figure,) = figures_in("đạt gần 4,8 triệu m3 gỗ")
    assert (figure.text, figure.unit, figure.scale) == ("4,8 triệu m3", "m3", 6)


def test_an_english_number_in_a_vietnamese_document_is_marked() -> None:
    (figure,) = figures_in("tăng 12.5% so cùng kỳ")
    assert (figure.value, figure.is_ambiguous) == (Decimal("12.5"), True)


def test_a_document_in_english_style_is_read_in_english_style() -> None:
    figures = figures_in("Tăng 12.5%; đạt 7.25% và 3.1%.", "Sản lượng 1,250 tấn, diện tích 2,345.5 ha.")
    assert [(figure.value, figure.is_ambiguous) for figure in figures[3:]] == [
        (Decimal(1250), False),
        (Decimal("2345.5"), False),
    ]


def test_thousands_with_a_comma_before_a_count_noun_are_thousands() -> None:
    (figure,) = figures_in("có 1,250 hộ")
    assert (figure.value, figure.is_ambiguous) == (Decimal(1250), True)


@pytest.mark.parametrize("text", ["có 12 500 hộ", "có 12\u00a0500 hộ", "có 12.500 hộ", "có 12 ngàn 500 hộ"])
def test_thousands_are_read_however_they_are_set_apart(text: str) -> None:
    (figure,) = figures_in(text)
    assert figure.amount == Decimal(12500)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("tăng từ 73,4 lên 74,7 tuổi", ["tuổi", "tuổi"]),
        ("lần lượt là 725, 812 và 915 triệu USD", ["USD"] * 3),
        ("số bác sĩ/10.000 dân tăng từ 10,1 lên 13,2", ["bác sĩ/10.000 dân"] * 2),
        ("tỷ lệ giáo viên/lớp ở nhà trẻ 2,5; mẫu giáo đạt 2,2", ["giáo viên/lớp"] * 2),
        ("số vụ giảm từ 120 xuống 95", ["vụ", "vụ"]),
        ("số lao động đang làm việc là 26.834/71.775, tương đương 37,39%", ["lao động", "%"]),
        ("bình quân 9 tháng tăng 2,64%", ["%"]),
        ("điều động 233 lượt cán bộ; trong đó: bổ nhiệm 44, luân chuyển 19", ["lượt cán bộ"] * 3),
        ("giá trị sản xuất bình quân trên 01 ha đạt 140 triệu đồng", ["đồng/ha"]),
    ],
)
def test_a_bare_number_takes_the_unit_its_sentence_gives(text: str, unit: list[str]) -> None:
    assert [figure.unit for figure in figures_in(text)] == unit


def test_a_shared_unit_brings_its_scale() -> None:
    assert [figure.amount for figure in figures_in("tăng từ 1,2 lên 2,5 tỷ USD")] == [
        Decimal("1.2e9"),
        Decimal("2.5e9"),
    ]


@pytest.mark.parametrize("unit", ["tỷ đồng", "tỉ đồng", "tỷ", "TỶ ĐỒNG", "tỷ đ", "tỷ VNĐ"])
def test_billions_of_dong_in_every_spelling(unit: str) -> None:
    (figure,) = figures_in(f"vốn 15 {unit}, tăng")
    assert figure.amount == Decimal(15_000_000_000)
    assert figure.unit.casefold() in ("đồng", "vnđ")


def test_a_commune_is_no_billion() -> None:
    (figure,) = figures_in("hợp tác với 2 tỉnh bạn")
    assert (figure.scale, figure.unit) == (0, "tỉnh")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("giảm từ 21,9% năm 2021 xuống còn 11,57%", [Role.FROM, Role.TO]),
        ("đạt 68,5 tỷ đồng (mục tiêu đến năm 2025 đạt 56 tỷ đồng)", [Role.LEVEL, Role.TARGET]),
        ("vượt 4,3% so mục tiêu đề ra", [Role.TARGET_GAP]),
        ("đạt 100% mục tiêu Đại hội", [Role.COMPLETION]),
        ("đóng góp 12,5 điểm phần trăm vào tăng trưởng", [Role.CONTRIBUTION]),
        ("gấp 2,9 lần so với năm 2020", [Role.FOLD]),
        ("thu hút 510 dự án (gồm 394 dự án FDI và 116 dự án DDI)", [Role.TOTAL, Role.PART, Role.PART]),
        ("tăng 330 sản phẩm", [Role.CHANGE]),
    ],
)
def test_roles_follow_the_words_around(text: str, roles: list[Role]) -> None:
    assert [figure.role for figure in figures_in(text)] == roles


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("năm 2025 ước đạt 46 nghìn tỷ đồng", "estimate"),
        ("dự kiến đạt 2.350 tỷ đồng", "estimate"),
        ("phấn đấu đạt 470 nghìn tỷ đồng", "target"),
        ("theo kịch bản cao đạt 12%", "scenario"),
        ("toàn tỉnh có 17 đô thị", "actual"),
    ],
)
def test_stages_follow_the_words_before(text: str, stage: str) -> None:
    (figure,) = figures_in(text)
    assert figure.stage == stage


def test_a_series_of_yearly_rates_names_its_subject_once() -> None:
    text = "Tốc độ tăng trưởng GRDP năm 2021 đạt 8,52%, đứng thứ 9 cả nước; năm 2022 đạt 19,30%; chiếm 35%"
    kinds = [figure.kind for figure in figures_in(text)]
    assert kinds == [FigureKind.GROWTH_RATE, FigureKind.RANK, FigureKind.GROWTH_RATE, FigureKind.SHARE]


@pytest.mark.parametrize(
    ("text", "value", "value2"),
    [
        ("hai phần ba dân số", 2, 3),
        ("một phần ba số hộ", 1, 3),
        ("giảm 1/3 số vụ", 1, 3),
        ("giảm một nửa", 1, 2),
    ],
)
def test_fractions_are_read_in_digits_and_words(text: str, value: int, value2: int) -> None:
    (figure,) = figures_in(text)
    assert (figure.kind, figure.value, figure.value2) == (FigureKind.RATIO, Decimal(value), Decimal(value2))


def test_a_decrease_has_a_sign_and_a_positive_value() -> None:
    (figure,) = figures_in("tỷ lệ hộ nghèo giảm 4,27% so với năm 2021")
    assert (figure.sign, figure.value) == (-1, Decimal("4.27"))
