"""The operative phrases of Vietnamese plans, as printed, misprinted and made up to mislead."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.periods import term, year
from thuocdo.plan.model import Comparator, Statistic
from thuocdo.plan.wording import read_wording

C, S = Comparator, Statistic


@pytest.mark.parametrize(
    ("phrase", "comparator", "value", "value_to", "unit", "decimals"),
    [
        ("bình quân hằng năm đạt 15%", C.AT_LEAST, "15", None, "percent", 0),
        ("đạt 8.000 USD", C.AT_LEAST, "8000", None, "USD", 0),
        ("đạt từ 8-10%", C.RANGE, "8", "10", "percent", 0),
        ("đạt 8 – 10 %", C.RANGE, "8", "10", "percent", 0),
        ("từ 8% đến 10%", C.RANGE, "8", "10", "percent", 0),
        ("từ 5 triệu đồng đến 6,5 triệu đồng", C.RANGE, "5", "6.5", "VND", 1),
        ("12,5–13%", C.RANGE, "12.5", "13", "percent", 1),
        ("40-45%", C.RANGE, "40", "45", "percent", 0),
        ("khoảng 8-10%", C.RANGE, "8", "10", "percent", 0),
        ("trên 55%", C.ABOVE, "55", None, "percent", 0),
        ("đạt trên 99,7%", C.ABOVE, "99.7", None, "percent", 1),
        ("cao hơn 70 điểm", C.ABOVE, "70", None, "score", 0),
        ("90% trở lên", C.AT_LEAST, "90", None, "percent", 0),
        ("đạt từ 84% trở lên", C.AT_LEAST, "84", None, "percent", 0),
        ("không quá 2%", C.AT_MOST, "2", None, "percent", 0),
        ("không vượt quá 2,5%", C.AT_MOST, "2.5", None, "percent", 1),
        ("tối đa 2%", C.AT_MOST, "2", None, "percent", 0),
        ("từ 5% trở xuống", C.AT_MOST, "5", None, "percent", 0),
        ("giảm còn 1%", C.AT_MOST, "1", None, "percent", 0),
        ("còn 1,06%", C.AT_MOST, "1.06", None, "percent", 2),
        ("giảm xuống dưới 1,5 %", C.BELOW, "1.5", None, "percent", 1),
        ("dưới 1%", C.BELOW, "1", None, "percent", 0),
        ("chưa đến 3%", C.BELOW, "3", None, "percent", 0),
        ("không dưới 95%", C.AT_LEAST, "95", None, "percent", 0),
        ("tối thiểu 5 xã", C.AT_LEAST, "5", None, "commune", 0),
        ("có ít nhất 02 đô thị loại III", C.AT_LEAST, "2", None, None, 0),
        ("khoảng 366,3 nghìn tỷ đồng", C.ABOUT, "366.3", None, "VND", 1),
        ("xấp xỉ 40%", C.ABOUT, "40", None, "percent", 0),
        ("100%", None, "100", None, "percent", 0),
        ("mục tiêu Đại hội (32,4%)", None, "32.4", None, "percent", 1),
        ("giai đoạn … 641.000 tỷ đồng", None, "641000", None, "VND", 0),
        ("đạt 98,6 %", C.AT_LEAST, "98.6", None, "percent", 1),
        ("đạt 10ha", C.AT_LEAST, "10", None, "hectare", 0),
        ("tốc độ tăng âm 2%", C.AT_LEAST, "-2", None, "percent", 0),
        ("có thêm 01 huyện", C.AT_LEAST, "1", None, None, 0),
        ("có thêm một huyện đạt chuẩn", C.AT_LEAST, "1", None, None, 0),
        ("đạt 85 phần trăm", C.AT_LEAST, "85", None, "percent", 0),
        ("đạt 1 000 000 tấn", C.AT_LEAST, "1000000", None, "tonne", 0),
        ("≥ 90%", C.AT_LEAST, "90", None, "percent", 0),
        ("<= 2%", C.AT_MOST, "2", None, "percent", 0),
        ("> 55%", C.ABOVE, "55", None, "percent", 0),
        ("< 1%", C.BELOW, "1", None, "percent", 0),
        ("gấp 1,5-2 lần", C.RANGE, "1.5", "2", "times", 1),
        ("tỷ suất tử vong trẻ em dưới 1 tuổi còn 8‰", C.AT_MOST, "8", None, "permille", 0),
        ("đạt 75% dân số trong độ tuổi từ 15 trở lên", C.AT_LEAST, "75", None, "percent", 0),
    ],
)
def test_phrase_gives_test_and_number(phrase, comparator, value, value_to, unit, decimals):
    reading = read_wording(phrase)

    assert reading.comparator == comparator
    assert reading.value == Decimal(value)
    assert reading.value_to == (Decimal(value_to) if value_to else None)
    assert reading.decimals == decimals
    if unit:
        assert reading.unit is not None
        assert reading.unit.unit.id == unit


@pytest.mark.parametrize(
    ("phrase", "statistic"),
    [
        ("bình quân hằng năm đạt 15%", S.MEAN_GROWTH),
        ("bình quân hàng năm tăng 8%", S.MEAN_GROWTH),
        ("thu ngân sách tăng bình quân/năm", S.MEAN_GROWTH),
        ("bình quân 5 năm 2026-2030 đạt 9%/năm", S.MEAN_GROWTH),
        ("mỗi năm tăng trung bình 5%", S.MEAN_GROWTH),
        ("GRDP bình quân đầu người đạt 8.000 USD", None),
        ("GRDP bình quân đầu người/năm đạt 8.000 USD", None),
        ("bình quân hằng năm thu hút 2 tỷ USD", None),
        ("hằng năm đạt 90% trở lên", S.EVERY_YEAR),
        ("hằng năm … 90% trở lên", S.EVERY_YEAR),
        ("hàng năm đạt trên 90%", S.EVERY_YEAR),
        ("Duy trì trong nhóm 10 tỉnh, thành phố dẫn đầu", S.EVERY_EDITION),
        ("giữ vững vị trí thứ 4", S.EVERY_EDITION),
        ("giai đoạn 641.000 tỷ đồng", S.TOTAL),
        ("cả nhiệm kỳ kết nạp 9.000 đảng viên", S.TOTAL),
        ("giai đoạn 2026-2030 đạt 15%", None),
        ("đến cuối nhiệm kỳ có 500 người", None),
        ("có thêm 01 huyện", S.INCREASE),
        ("năm 2030 đạt 6,5 triệu lượt", S.VALUE),
        ("đến năm 2030 đạt trên 55%", S.VALUE),
        ("đến năm 2030 có thêm 5 xã", S.INCREASE),
        ("mỗi năm thêm 10.000 việc làm", None),
        ("đạt 14%/năm", None),
        ("đạt 90%", None),
    ],
)
def test_phrase_gives_statistic_or_stays_silent(phrase, statistic):
    assert read_wording(phrase).statistic == statistic


@pytest.mark.parametrize(
    ("phrase", "comparator", "place", "of"),
    [
        ("Duy trì trong nhóm 10 tỉnh, thành phố dẫn đầu", C.RANK_WITHIN, 10, None),
        ("thuộc nhóm 15 tỉnh dẫn đầu cả nước vào năm 2030", C.RANK_WITHIN, 15, None),
        ("nằm trong tốp 10 cả nước", C.RANK_WITHIN, 10, None),
        ("là một trong 5 tỉnh đứng đầu vùng", C.RANK_WITHIN, 5, None),
        ("đứng thứ 15 cả nước", C.RANK_AT, 15, None),
        ("xếp thứ 04/63", C.RANK_AT, 4, 63),
        ("đứng 12/63 tỉnh, thành phố", C.RANK_AT, 12, 63),
        ("đứng thứ ba cả nước", C.RANK_AT, 3, None),
        ("vị trí thứ 4", C.RANK_AT, 4, None),
        ("đứng đầu cả nước", C.RANK_AT, 1, None),
        ("nằm trong nhóm dẫn đầu cả nước", C.RANK_WITHIN, None, None),
    ],
)
def test_rank_is_read_with_its_denominator(phrase, comparator, place, of):
    reading = read_wording(phrase)

    assert reading.comparator == comparator
    assert reading.value == (None if place is None else Decimal(place))
    assert reading.values[0].of == of


@pytest.mark.parametrize(
    ("phrase", "comparator"),
    [
        ("còn ......%", C.AT_MOST),
        ("còn .....%", C.AT_MOST),
        ("còn …%", C.AT_MOST),
        ("đạt...%", C.AT_LEAST),
        ("đạt ____%", C.AT_LEAST),
        ("trên ……%", C.ABOVE),
        ("có... huyện", None),
        ("40-...%", C.RANGE),
        ("... xã", None),
    ],
)
def test_dots_in_place_of_a_number_are_a_blank(phrase, comparator):
    reading = read_wording(phrase)

    assert reading.is_blank
    assert reading.value is None
    assert reading.comparator == comparator


@pytest.mark.parametrize(
    "phrase",
    [
        "hằng năm … 90% trở lên",
        "giai đoạn … 641.000 tỷ đồng",
        "nông nghiệp, công nghiệp, v.v...",
        "đạt ….% mục tiêu Đại hội",
        "đạt 90%.",
        "trong … năm đạt 90%",
    ],
)
def test_other_dots_are_no_blank(phrase):
    assert not any(value.is_blank for value in read_wording(phrase).values)


@pytest.mark.parametrize(
    "phrase",
    [
        "phấn đấu tự cân đối thu, chi thường xuyên",
        "hoàn thành trước năm 2030",
        "phấn đấu trở thành thành phố trực thuộc Trung ương trước năm 2030",
        "hoàn thành đường vành đai V",
    ],
)
def test_deed_without_number_is_yes_or_no(phrase):
    reading = read_wording(phrase)

    assert reading.comparator is Comparator.YES_NO
    assert reading.values == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "đạt mục tiêu đề ra",
        "vượt mục tiêu Đại hội",
        "đạt 100% mục tiêu Đại hội",
        "đạt 60 - 65% kế hoạch",
        "vượt 8% mục tiêu Đại hội",
        "vượt 4,3% so mục tiêu đề ra",
        "GRDP bình quân đầu người",
        "trẻ em dưới 5 tuổi suy dinh dưỡng",
        "lao động qua đào tạo từ 3 tháng trở lên",
        "trường đạt chuẩn quốc gia mức độ 2",
        "theo Nghị quyết 105-NQ/TU",
        "đạt QCVN 01",
        "tỷ lệ phường, thị trấn đạt chuẩn văn minh đô thị",
        "đến hết năm 2027 không còn hộ nghèo",
        "hoàn thành tốt nhiệm vụ trở lên",
        "",
        "%",
        "có thêm một số xã",
    ],
)
def test_phrase_without_a_promised_number_says_none(phrase):
    reading = read_wording(phrase)

    assert reading.values == ()
    assert reading.comparator is None


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("lao động qua đào tạo từ 3 tháng trở lên có văn bằng đạt 40%", "40"),
        ("tỷ lệ suy dinh dưỡng trẻ em dưới 5 tuổi còn 9%", "9"),
        ("trường đạt chuẩn quốc gia mức độ 2 trên 33,2%", "33.2"),
        ("Số giường bệnh/10.000 dân đạt 42,7 giường bệnh", "42.7"),
        ("đạt 42,7 giường bệnh trên 10.000 dân", "42.7"),
        ("theo Nghị quyết số 12/2025/NQ-HĐND đạt 70%", "70"),
        ("(1) đạt 15%", "15"),
        ("tăng từ 21,69% năm 2020 lên 57,1% năm 2025", "57.1"),
        ("hoàn thành tốt nhiệm vụ trở lên đạt 90%", "90"),
        ("tổng vốn trên địa bàn đạt 20.000 tỷ đồng", "20000"),
        ("có 161/182 xã đạt chuẩn", "161"),
        ("trong 5 năm tạo 30.000 việc làm", "30000"),
    ],
)
def test_numbers_that_tell_who_is_counted_are_not_the_promise(phrase, value):
    assert read_wording(phrase).value == Decimal(value)


def test_range_of_places_says_no_place():
    for phrase in ("xếp thứ 5-7 cả nước", "nhóm 5 đến 10 tỉnh dẫn đầu"):
        reading = read_wording(phrase)

        assert reading.value is None
        assert reading.comparator is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("60% số xã nâng cao và 24,6% số xã kiểu mẫu", ("60", "24.6")),
        ("trồng mới 25.000 ha rừng, trong đó 5.000 ha gỗ lớn", ("25000", "5000")),
    ],
)
def test_two_numbers_are_both_reported_and_none_is_chosen(phrase, expected):
    reading = read_wording(phrase)

    assert tuple(value.value for value in reading.values) == tuple(Decimal(text) for text in expected)
    assert reading.value is None
    assert reading.comparator is None


@pytest.mark.parametrize("phrase", ["đạt 99.7%", "đạt 12.34.5 tỷ đồng"])
def test_number_with_two_readings_is_not_guessed(phrase):
    reading = read_wording(phrase)

    assert len(reading.values) == 1
    assert reading.value is None


@pytest.mark.parametrize("phrase", ["không quá 8-10%", "trên 8-10%", "8-10% trở lên", "dưới 5% trở lên"])
def test_two_tests_at_once_set_no_comparator(phrase):
    assert read_wording(phrase).comparator is None


@pytest.mark.parametrize(
    ("phrase", "period", "base", "deadline"),
    [
        ("năm 2030 đạt 5%", year(2030), None, None),
        ("đến hết năm 2027 đạt 5%", year(2027), None, None),
        ("đến 2030 đạt 5%", year(2030), None, None),
        ("giai đoạn 2026-2030 đạt 5 tỷ đồng", term(2026, 2030), None, None),
        ("từ năm 2026 đến năm 2030 đạt 5%", term(2026, 2030), None, None),
        ("giảm 2% so với năm 2025", None, year(2025), None),
        ("tăng 9% so với giai đoạn 2021-2025", None, term(2021, 2025), None),
        ("hoàn thành trước năm 2030", None, None, 2030),
        ("năm 2028 đạt 5%, năm 2030 đạt 7%", None, None, None),
        ("6 tháng đầu năm 2030 đạt 5%", None, None, None),
        ("đạt 2030 người", None, None, None),
    ],
)
def test_period_is_read_apart_from_base_and_deadline(phrase, period, base, deadline):
    reading = read_wording(phrase)

    assert (reading.period, reading.base, reading.deadline) == (period, base, deadline)


def test_number_that_looks_like_a_year_stays_a_number():
    assert read_wording("đạt 2.030 người").value == Decimal(2030)


def test_aspiration_is_noted_and_does_not_change_the_test():
    reading = read_wording("phấn đấu đạt 470 nghìn tỷ đồng")

    assert reading.is_aspiration
    assert reading.comparator is Comparator.AT_LEAST


@pytest.mark.parametrize(
    ("phrase", "spelled_otherwise"),
    [
        ("bình quân hằng năm đạt 15%", "bình quân hàng năm đạt 15%"),
        ("đạt 366,3 nghìn tỷ đồng", "đạt 366,3 ngàn tỉ đồng"),
        ("khoảng 8%", "KHOẢNG 8%"),
        ("còn 1%", "còn\u00a01\u00a0%"),
        ("đạt 8-10%", "đạt 8\u201310%"),
        ("lũy kế 5 tỷ đồng", "luỹ kế 5 tỷ đồng"),
    ],
)
def test_spelling_habits_do_not_change_the_reading(phrase, spelled_otherwise):
    one, two = read_wording(phrase), read_wording(spelled_otherwise)

    assert (one.comparator, one.statistic, one.value, one.unit) == (
        two.comparator,
        two.statistic,
        two.value,
        two.unit,
    )


@pytest.mark.parametrize(
    "phrase", ["bình quân hằng năm đạt 15%", "hoàn thành trước năm 2030", "đứng thứ ba cả nước", "còn …%"]
)
def test_composed_and_decomposed_letters_read_alike(phrase):
    assert read_wording(unicodedata.normalize("NFD", phrase)) == read_wording(phrase)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash(text):
    reading = read_wording(text)

    assert all(value.value is None or value.value.is_finite() for value in reading.values)


@given(
    st.lists(
        st.sampled_from(
            [
                "đạt",
                "trên",
                "dưới",
                "từ",
                "đến",
                "còn",
                "…",
                "...",
                "5%",
                "8-10%",
                "2030",
                "năm",
                "giai",
                "đoạn",
                "1.234,5",
                "tỷ",
                "đồng",
                "trở",
                "lên",
                "nhóm",
                "thứ",
                "/",
                "-",
                "(",
                ")",
                "%",
            ]
        ),
        max_size=25,
    )
)
def test_any_order_of_plan_words_is_read_without_a_crash(words):
    read_wording(" ".join(words))
    read_wording("".join(words))


def test_very_long_text_is_read_quickly_to_its_limit():
    assert read_wording("đạt 5% " * 100_000).value is None
    read_wording("từ 5 " + "a" * 100_000)
    read_wording("." * 100_000)
    read_wording("1" * 100_000)
