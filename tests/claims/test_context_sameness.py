"""Which figures speak of the same thing."""

from __future__ import annotations

import time

import pytest
from context_world import document_of, figures, read
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.claims.context import (
    add_context,
    dimension_of,
    group_same,
    key_of,
    overlap,
    similarity,
    statistic_of,
)
from thuocdo.claims.figures import find_figures


def pairs(*lines: str) -> dict[tuple[str, str], int]:
    return {(pair.first.text, pair.second.text): pair.confidence for pair in group_same(read(*lines))}


def test_one_indicator_told_twice_is_a_pair() -> None:
    found = pairs(
        "Năm 2024, tỷ lệ che phủ rừng đạt 42,5%.",
        "Công tác bảo vệ rừng được chú trọng.",
        "Tỷ lệ che phủ rừng năm 2024 đạt 43,1%.",
    )

    assert found == {("42,5%", "43,1%"): 100}


def test_a_note_and_its_sentence_are_a_pair() -> None:
    found = pairs(
        "Tỷ lệ lao động qua đào tạo năm 2024 đạt 71%^1.", "[1] Năm 2024 đạt 70,4%, tăng 6% so với năm 2020."
    )

    assert found == {("71%", "70,4%"): 100}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Năm 2023, tỷ lệ che phủ rừng đạt 41%.", "Năm 2024, tỷ lệ che phủ rừng đạt 42%."),
        ("Năm 2024, tỷ lệ hộ nghèo còn 3%.", "Năm 2024, tỷ lệ hộ nghèo giảm 2% so với năm 2023."),
        ("Năm 2024, tỷ lệ hộ nghèo nông thôn còn 5%.", "Năm 2024, tỷ lệ hộ nghèo thành thị còn 1%."),
        ("Năm 2024, xuất khẩu đạt 3 tỷ USD.", "Năm 2024, xuất khẩu đạt 75 nghìn tỷ đồng."),
        ("Năm 2024, có 12 vụ án được xét xử.", "Năm 2024, có 30 bị cáo được xét xử."),
        (
            "Năm 2024, tỷ lệ đơn vị hoàn thành tốt đạt 80%.",
            "Năm 2024, tỷ lệ đơn vị không hoàn thành tốt đạt 8%.",
        ),
        ("Tại huyện Yên Bình năm 2024 hộ nghèo còn 6%.", "Tại huyện Lục Yên năm 2024 hộ nghèo còn 9%."),
        ("Năm 2024, có 70 trường đạt mức độ 1.", "Năm 2024, có 20 trường đạt mức độ 2."),
        ("Tỷ lệ phòng kiên cố tăng từ 80% năm 2020.", "Tỷ lệ phòng kiên cố năm 2024 đạt 95%."),
    ],
)
def test_another_time_statistic_part_unit_or_place_is_another_thing(one: str, other: str) -> None:
    assert pairs(one, other) == {}


def test_a_target_is_no_result() -> None:
    found = figures(
        "Tỷ lệ hộ nghèo năm 2025 còn 2%.", "# Mục tiêu đến năm 2025", "Tỷ lệ hộ nghèo năm 2025 còn 1,5%."
    )

    assert [key_of(figure).stage for figure in found.values()] == ["actual", "target"]
    assert (
        pairs(
            "Tỷ lệ hộ nghèo năm 2025 còn 2%.", "# Mục tiêu đến năm 2025", "Tỷ lệ hộ nghèo năm 2025 còn 1,5%."
        )
        == {}
    )


def test_an_unknown_period_makes_a_pair_less_sure() -> None:
    stated = pairs("Năm 2024, tỷ lệ che phủ rừng đạt 42%.", "Tỷ lệ che phủ rừng năm 2024 đạt 43%.")
    unknown = pairs("Năm 2024, tỷ lệ che phủ rừng đạt 42%.", "Tỷ lệ che phủ rừng đạt 43%.")

    assert list(stated.values()) > list(unknown.values())


def test_figures_of_one_sentence_are_no_repetition() -> None:
    assert pairs("Năm 2024 có 5 mô hình ở xã, 7 mô hình ở xã và 9 mô hình ở xã.") == {}


def test_a_figure_of_two_years_meets_both() -> None:
    found = pairs(
        "Chỉ số PCI năm 2022, 2023 xếp thứ 08/63.",
        "Chỉ số PCI năm 2023 xếp thứ 09/63.",
    )

    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "statistic"),
    [
        ("Dân số đạt 812.400 người.", "level"),
        ("Tỷ lệ hộ nghèo còn 2%.", "share"),
        ("Tốc độ tăng trưởng GRDP năm 2024 đạt 8,1%.", "growth"),
        ("Tốc độ tăng trưởng GRDP bình quân đạt 8,1%/năm.", "mean_growth"),
        ("Doanh thu tăng 12% so với năm 2023.", "change"),
        ("Quy mô kinh tế gấp 1,8 lần năm 2020.", "fold"),
        ("Quy mô GRDP đứng thứ 12 cả nước.", "rank"),
        ("Tốc độ tăng trưởng GRDP đứng thứ 12 cả nước.", "growth_rank"),
    ],
)
def test_the_statistic_says_which_number_of_an_indicator_it_is(text: str, statistic: str) -> None:
    assert [statistic_of(figure) for figure in figures(text).values()] == [statistic]


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("%", "%"),
        ("điểm phần trăm", "%"),
        ("%/năm", "%"),
        ("đồng", "VND"),
        ("ha", "metre^2"),
        ("xã", "count"),
        ("dự án FDI", "count"),
        ("USD/người/năm", "USD·person^-1"),
        ("", ""),
    ],
)
def test_units_of_one_kind_have_one_dimension(unit: str, dimension: str) -> None:
    assert dimension_of(unit) == dimension


words = st.frozensets(st.sampled_from("abcdefgh"), max_size=8)


@given(words, words)
def test_overlap_is_symmetric_and_full_only_for_equals(one: frozenset[str], other: frozenset[str]) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert (overlap(one, other) == 100) == (bool(one) and one == other)


def test_a_part_is_not_like_its_whole() -> None:
    found = list(
        figures("Tỷ lệ xã đạt chuẩn là 80%.", "Tỷ lệ xã vùng cao đạt chuẩn nước sạch là 60%.").values()
    )

    assert similarity(found[0], found[1]) < 60


def test_pairs_and_time_grow_with_the_text_and_not_with_its_square() -> None:
    lines = [
        f"Năm 2024, tỷ lệ {name} loại {n} đạt {n + 10},5%; số {name} là {n + 100} hồ sơ."
        for n in range(20)
        for name in ("hồ sơ đúng hạn", "hộ có nước sạch", "trường đạt chuẩn")
    ]

    def cost(copies: int) -> tuple[float, int]:
        document = document_of(*(lines * copies))
        found = find_figures(document)
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            pairs = group_same(add_context(document, found))
            best = min(best, time.process_time() - start)
        return best, len(pairs)

    small, few = cost(1)
    large, many = cost(8)

    assert many <= 12 * max(few, 120)
    assert large < 24 * max(small, 0.01)
