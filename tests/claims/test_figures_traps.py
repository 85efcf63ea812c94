"""Numerals that are no quantities."""

from __future__ import annotations

import pytest
from figure_blocks import figures_in, texts_in

from thuocdo.documents import BlockKind


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 25/3/2025, ngày 5-9-2024, sáng 27-9, tháng 6/2023, quý 1/2024, ngày 25 tháng 3 năm 2025.",
        "Từ 01/7 đến 30/6; dịp 30/4 và 1/5; tháng 5, 6/2021; 9T/2024.",
        "Giai đoạn 2021-2025, 2016 – 2020, năm học 2024/2025, tầm nhìn đến năm 2050 (1945-2045).",
        "Năm 2022, 2023 và 2024; năm 1884; nhiệm kỳ 2020-2025.",
        "Nghị quyết số 105-NQ/TU, Nghị quyết 1191/NQ-UBTVQH15, Quyết định 25/QĐ-TTg, Luật số 24/2018/QH14.",
        "Nghị quyết 18, Kết luận 76, Chỉ thị số 05, Đề án 06, Chương trình 135, NQ 19, QĐ 1719.",
        "Điều 5, khoản 2 và các Điều 15, 16, 17; Phụ lục 2, Biểu 5.",
        "Đại hội lần thứ 19, khóa 15, kỳ họp thứ 10, khóa thứ 9, thế kỷ 21, năm thứ 3.",
        "QL37, ĐT292, quốc lộ 80, đường tỉnh 291, đường 3/2, cầu Hà Bắc 2, cầu Cái Lớn 2.",
        "Dịch Covid-19, Covid -19, SEA Games 31, bão số 3, Quân khu 9, Sư đoàn 330, Vùng 5 Hải quân.",
        "Dịch vụ công mức độ 4, đô thị loại 2, cấp độ 3, lớp 9, khối lớp 5, ấp 3, phường 12, tổ 7.",
        "Mạng 4G/5G, công nghiệp 4.0, phiên bản 1.0, khí CO2, bụi PM2.5, nhóm H5N1.",
        "Phong trào “5 không, 3 sạch”, khẩu hiệu “1 không, 2 ít, 3 cao”, phương châm 4 tại chỗ.",
        "Đường dây nóng 0297.3812345, điện thoại 0912 345 678, tổng đài 1900 1234, mã số 1.005.092.",
        "Lúc 8h30, 14g30, 07:45, trực 24/24 giờ và 24/7; lúc 9 giờ.",
        "Khách sạn 5 sao, sản phẩm đạt 4 sao, chính quyền địa phương 2 cấp.",
        "Trẻ em dưới 5 tuổi, người từ 15 tuổi trở lên, bình quân cứ 10.000 dân, lao động đủ 18 tuổi.",
        "Trong 5 năm qua, 6 tháng đầu năm, sau 40 năm đổi mới, kế hoạch 5 năm 2026-2030.",
        "Theo một số nghiên cứu [24], [34]; cập nhật lúc 10:17:00 (GMT+7).",
    ],
)
def test_no_figure_is_reported(text: str) -> None:
    assert texts_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Kinh tế tiếp tục phát triển",
        "1.2. Lĩnh vực nông nghiệp",
        "(3) Tốc độ tăng thu ngân sách",
        "7) Duy trì thứ hạng",
        "12 Triển khai các đề tài",
        "Bao gồm: (1) du lịch văn hóa, (2) du lịch sinh thái; (3) du lịch cộng đồng",
    ],
)
def test_labels_of_sections_and_lists_are_no_figures(text: str) -> None:
    assert texts_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theo Kế hoạch 250 tỷ đồng", ["250 tỷ đồng"]),
        ("ban hành 10 Thông báo kết luận", ["10 Thông báo kết luận"]),
        ("cấp 1.250 giấy phép", ["1.250 giấy phép"]),
        ("trong số 15 xã", ["15 xã"]),
        ("dân số 1.250.000 người", ["1.250.000 người"]),
        ("mỗi lớp 35 học sinh", ["35 học sinh"]),
        ("là 1 trong 2 tỉnh dẫn đầu", ["1 trong 2 tỉnh"]),
        ("có 6/9 huyện đạt chuẩn", ["6/9 huyện"]),
        ("toàn tỉnh có 2012 hộ nghèo", ["2012 hộ nghèo"]),
        ("01 vụ/01 bị can", ["01 vụ", "01 bị can"]),
        ("Hoàn thành nhiệm vụ 356/19.493 đ/c", ["356/19.493 đ/c"]),
        ("tại khu vực 12/15 xã có chợ", ["12/15 xã"]),
        ("gồm 42 chủ doanh nghiệp tư nhân", ["42 chủ doanh nghiệp"]),
        ("2.128 tổ/2128 thôn", ["2.128 tổ", "2128 thôn"]),
        ("xây 695.479m2 nhà xưởng và 336km đường", ["695.479m2", "336km"]),
        ("25 tỷ đồng là vốn vay", ["25 tỷ đồng"]),
        ("1.250 hộ thoát nghèo", ["1.250 hộ"]),
    ],
)
def test_quantities_that_look_like_traps_are_found(text: str, expected: list[str]) -> None:
    assert texts_in(text) == expected


def test_slogans_are_quoted_short_but_a_quoted_sentence_keeps_its_figures() -> None:
    theme = (
        "Chủ đề: “Xây dựng tỉnh phát triển toàn diện, bền vững, giàu bản sắc, nằm trong nhóm 11 tỉnh, "
        "thành phố có quy mô kinh tế dẫn đầu cả nước vào năm 2030”"
    )
    assert texts_in(theme) == ["11 tỉnh, thành phố"]


def test_a_cell_may_hold_a_number_alone() -> None:
    assert texts_in("2.450", "12,5", kind=BlockKind.CELL) == ["2.450", "12,5"]


def test_unreadable_blocks_are_not_read() -> None:
    assert figures_in("T l lao ng 25%", kind=BlockKind.UNREADABLE) == []
