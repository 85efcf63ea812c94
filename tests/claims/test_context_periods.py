"""Which period a sentence speaks of."""

from __future__ import annotations

import pytest
from context_world import figures, of_all, read
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.claims.context.periods import Scope, find_mentions
from thuocdo.claims.context.words import lowered
from thuocdo.periods import parse_period


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("năm 2024", "2024"),
        ("đến hết năm 2024", "2024"),
        ("tính đến 31/12/2024", "2024"),
        ("đến ngày 30/6/2024", "2024-06-30"),
        ("các năm 2021, 2022 và 2023", "2021,2022,2023"),
        ("giai đoạn 2021 - 2025", "2021-2025"),
        ("nhiệm kỳ 2020–2025", "2020-2025"),
        ("6 tháng đầu năm 2024", "2024-S1"),
        ("6 tháng cuối năm 2024", "2024-S2"),
        ("chín tháng năm 2024", "2024-01-01/P9M"),
        ("3 tháng đầu năm 2024", "2024-Q1"),
        ("quý II/2024", "2024-Q2"),
        ("quý 3 năm 2024", "2024-Q3"),
        ("tháng 5/2024", "2024-05"),
        ("từ đầu năm 2022 đến hết tháng 9/2024", "2022-01-01/2024-09-30"),
        ("từ năm 2022 đến năm 2024", "2022-2024"),
        ("từ năm 2022 đến nay", "2022-01-01/.."),
        ("trước ngày 01/7/2024", "../2024-07-01"),
        ("từ ngày 01/7/2024 đến nay", "2024-07-01/.."),
    ],
)
def test_a_time_is_read_as_sdmx(words: str, period: str) -> None:
    mentions = find_mentions(lowered(words))

    assert [(mention.period, mention.scope) for mention in mentions] == [(period, Scope.FIGURES)]


@pytest.mark.parametrize(
    "words",
    ["tháng 13/2024", "ngày 31/02/2024", "13 tháng năm 2024", "2025-2021", "quốc lộ 2024a", "hằng năm"],
)
def test_a_time_that_does_not_exist_is_none(words: str) -> None:
    assert [mention.period for mention in find_mentions(words) if mention.period != "2024"] == []


@pytest.mark.parametrize(
    "words",
    [
        "tăng 5% so với năm 2020",
        "tăng 5% so năm 2020",
        "tăng 5% so với cùng kỳ năm 2020",
        "gấp gần 3 lần năm 2020",
        "bằng 104,2% năm 2020",
        "cao hơn mức bình quân giai đoạn 2016-2020",
        "giảm 3 bậc so với kết quả xếp hạng năm 2020",
    ],
)
def test_what_is_compared_with_is_a_base_and_no_period(words: str) -> None:
    assert [mention.scope for mention in find_mentions(words)] == [Scope.BASE]


def test_the_years_of_a_programme_or_a_poverty_line_are_a_name() -> None:
    mentions = find_mentions("theo chuẩn nghèo giai đoạn 2021-2025; luật đất đai năm 2024")

    assert [mention.scope for mention in mentions] == [Scope.NAME, Scope.NAME]


def test_thuc_hien_is_no_hien_of_the_present() -> None:
    assert find_mentions("vốn thực hiện đạt 5 tỷ đồng, phát hiện còn 3 vụ") == []


@given(st.text())
def test_any_text_is_searched_for_times_without_failing(text: str) -> None:
    small = lowered(text)

    assert all(small[mention.start : mention.end] for mention in find_mentions(small))
    assert len(small) == len(text)


@given(year=st.integers(1990, 2049), month=st.integers(1, 12), count=st.integers(1, 12))
def test_every_period_written_is_one_that_the_periods_room_reads(year: int, month: int, count: int) -> None:
    text = f"năm {year}; tháng {month}/{year}; {count} tháng đầu năm {year}; giai đoạn {year}-{year + 5}"

    periods = [mention.period for mention in find_mentions(text)]

    assert len(periods) == 4
    assert [parse_period(period).end.year for period in periods] == [year, year, year, year + 5]


def test_a_year_before_a_figure_holds_to_the_end_of_the_sentence() -> None:
    found = figures("Năm 2024, toàn tỉnh có 112 trường đạt chuẩn, chiếm 61,5%; có 34 trạm y tế mới.")

    assert of_all(found.values(), "period") == ["2024", "2024", "2024"]


def test_a_year_right_after_a_figure_is_that_figures_alone() -> None:
    found = figures("Tỷ lệ hộ dùng nước sạch tăng từ 61,2% năm 2020 lên 83,4% năm 2024.")

    assert {text: figure.period for text, figure in found.items()} == {"61,2%": "2020", "83,4%": "2024"}


def test_a_time_in_brackets_does_not_hold_outside() -> None:
    found = figures("Đã nâng cấp được 215km (ước đến hết năm 2024), số tuyến tăng lên 41 tuyến.")

    assert found["215km"].period == "2024"
    assert found["41 tuyến"].period == ""


def test_the_base_of_a_change_is_kept_apart_from_its_period() -> None:
    found = figures("Năm 2024, sản lượng lúa đạt 312 nghìn tấn, tăng 4,5% so với năm 2020.")

    assert (found["4,5%"].period, found["4,5%"].base_period) == ("2024", "2020")
    assert found["312 nghìn tấn"].base_period == ""


def test_two_changes_share_the_base_named_after_the_second() -> None:
    found = figures("Năm 2024, có 215 hợp tác xã (tăng 40 hợp tác xã, gấp 1,23 lần so với năm 2020).")

    assert [found["40 hợp tác xã"].base_period, found["1,23 lần"].base_period] == ["2020", "2020"]


def test_cung_ky_is_a_year_before_the_figures_own_period() -> None:
    found = figures("6 tháng đầu năm 2025, thu ngân sách đạt 4.200 tỷ đồng, tăng 12% so với cùng kỳ.")

    assert (found["12%"].period, found["12%"].base_period) == ("2025-S1", "2024-S1")


def test_cung_ky_with_a_year_is_the_same_part_of_that_year() -> None:
    found = figures("Quý II/2025, xuất khẩu đạt 310 triệu USD, tăng 8% so với cùng kỳ năm 2023.")

    assert found["8%"].base_period == "2023-Q2"


def test_years_in_a_list_share_themselves_out_over_as_many_figures() -> None:
    found = read("Tăng trưởng các năm 2022, 2023, 2024 lần lượt đạt 7,1%, 8,2%, 9,3%.").figures

    assert of_all(found, "period") == ["2022", "2023", "2024"]


def test_one_figure_of_two_years_is_of_both() -> None:
    found = figures("Chỉ số cải cách hành chính năm 2022, 2023 xếp thứ 08/63.")

    assert [figure.period for figure in found.values()] == ["2022,2023"]


def test_hien_nay_ends_all_inheritance() -> None:
    found = figures("Năm 2024, có 30 dự án mới. Hiện nay, toàn tỉnh có 412 dự án. Đã cấp phép cho 9 dự án.")

    assert of_all(found.values(), "period") == ["2024", "", ""]


def test_a_period_is_inherited_from_the_paragraph_but_never_a_run_of_years() -> None:
    found = figures(
        "Giai đoạn 2021-2025, tổng vốn đầu tư đạt 61 nghìn tỷ đồng. Tỷ lệ che phủ rừng đạt 42%.",
        "Năm 2024, dân số là 812.400 người. Mật độ dân số là 311 người/km2.",
    )

    assert found["42%"].period == ""
    assert found["311 người/km2"].period == "2024"


def test_a_period_that_the_sentence_names_later_is_not_inherited() -> None:
    found = figures(
        "Hết năm 2025, toàn tỉnh đạt và vượt mục tiêu về trường chuẩn^1.",
        "[1] có 70 trường đạt mức độ 2, dự kiến năm 2025 có 76 trường đạt mức độ 2.",
    )

    assert {text: figure.period for text, figure in found.items()} == {"70 trường": "", "76 trường": "2025"}


def test_a_yearly_mean_is_over_the_reported_term() -> None:
    found = figures(
        "# Kết quả năm năm qua (2020-2025)",
        "Năm 2025, thu ngân sách ước đạt 8.300 tỷ đồng, tốc độ tăng bình quân đạt 9,1%/năm.",
    )

    assert found["8.300 tỷ đồng"].period == "2025"
    assert found["9,1%/năm"].period == "2021-2025"


def test_a_mean_per_head_is_no_mean_over_years() -> None:
    found = figures(
        "# Kết quả năm năm qua (2020-2025)",
        "Thu nhập bình quân đầu người năm 2025 đạt 71 triệu đồng.",
    )

    assert [figure.period for figure in found.values()] == ["2025"]


def test_the_start_of_the_term_is_its_first_year() -> None:
    found = figures(
        "# Kết quả nhiệm kỳ qua (2020-2025)",
        "Năm 2025, tỷ trọng dịch vụ đạt 41%, tăng 3,5 điểm phần trăm so với đầu nhiệm kỳ.",
        "Từ đầu nhiệm kỳ đến nay, đã kết nạp 5.120 đảng viên.",
    )

    assert found["3,5 điểm phần trăm"].base_period == "2020"
    assert found["5.120 đảng viên"].period == "2020-2025"


def test_a_heading_gives_its_year_to_figures_that_name_none() -> None:
    found = figures(
        "# Phần thứ hai: MỤC TIÊU NHIỆM KỲ 2025-2030",
        "## 2. Chỉ tiêu chủ yếu đến năm 2030",
        "(1) Tỷ lệ hộ nghèo còn 1,5%.",
        "(2) Tốc độ tăng trưởng kinh tế bình quân hằng năm đạt 11%.",
    )

    assert (found["1,5%"].period, found["1,5%"].stage) == ("2030", "target")
    assert found["11%"].period == "2026-2030"


def test_a_note_inherits_the_time_of_the_clause_that_marks_it() -> None:
    found = figures(
        "Năm 2023, tỉnh tổ chức ngày hội lớn; phong trào tiếp tục phát triển^1; năm 2024 có bước tiến^2.",
        "[1] Giành 12 huy chương.",
        "[2] Giành 15 huy chương.",
    )

    assert {text: figure.period for text, figure in found.items()} == {
        "12 huy chương": "",
        "15 huy chương": "2024",
    }


def test_a_part_of_the_year_without_a_year_is_of_the_year_in_the_title() -> None:
    found = figures(
        "# Báo cáo tình hình kinh tế - xã hội 9 tháng đầu năm 2024",
        "Chỉ số giá tháng 9 tăng 0,4% so tháng trước và tăng 3,1% so với cùng kỳ; lũy kế 9 tháng tăng 2,8%.",
        "## Phương hướng 3 tháng cuối năm",
        "Phấn đấu thu ngân sách cả năm đạt 9.100 tỷ đồng. Trồng mới 300 ha rừng.",
    )

    assert {text: (figure.period, figure.base_period) for text, figure in found.items()} == {
        "0,4%": ("2024-09", "2024-08"),
        "3,1%": ("2024-09", "2023-09"),
        "2,8%": ("2024-01-01/P9M", ""),
        "9.100 tỷ đồng": ("2024", ""),
        "300 ha": ("2024", ""),
    }


def test_a_part_of_an_unknown_year_is_no_period() -> None:
    found = figures("Trong quý III, trồng được 300 ha rừng; cả năm đạt 700 ha.")

    assert of_all(found.values(), "period") == ["", ""]


def test_the_month_and_quarter_before_january_are_last_years() -> None:
    found = figures(
        "Tháng 01/2025, giá điện tăng 2% so với tháng trước.", "Quý I/2025 giá tăng 3% so quý trước."
    )

    assert of_all(found.values(), "base_period") == ["2024-12", "2024-Q4"]


def test_two_five_year_plans_in_headings_are_the_reported_and_the_planned_term() -> None:
    found = figures(
        "# Kết quả thực hiện kế hoạch giai đoạn 2021-2025",
        "Tổng mức bán lẻ tăng bình quân 11%/năm.",
        "# Phương hướng giai đoạn 2026-2030",
        "Tổng mức bán lẻ tăng bình quân 12%/năm.",
    )

    assert of_all(found.values(), "period") == ["2021-2025", "2026-2030"]
