"""What each figure of a sentence is of."""

from __future__ import annotations

import pytest
from context_world import figures, of_all, read
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.claims.context.abbreviations import find_abbreviations
from thuocdo.claims.context.phrases import read_lead
from thuocdo.claims.context.sentences import split_sentences
from thuocdo.claims.context.words import Vocabulary
from thuocdo.documents import Document

WORDS = [
    *(
        "Năm 2024",
        "đạt",
        "5%",
        "(",
        ")",
        ";",
        ", ",
        ": ",
        "trong đó",
        "tỷ lệ",
        "xã",
        "1.200 xã",
        "và",
        "tăng",
    ),
    *("còn", "năm 2020", "… tỷ đồng", ". Số", "lần lượt", "thứ 3", "so với", "hiện nay", "dưới 5 tuổi"),
]


def subjects(*lines: str) -> dict[str, str]:
    return {text: figure.subject for text, figure in figures(*lines).items()}


def test_the_words_before_the_verb_name_the_figure() -> None:
    found = subjects("Tỷ lệ che phủ rừng đạt 42,5%; tuổi thọ trung bình là 74,1 tuổi.")

    assert found == {"42,5%": "Tỷ lệ che phủ rừng", "74,1 tuổi": "tuổi thọ trung bình"}


def test_a_change_without_a_noun_is_of_the_figure_before_it() -> None:
    found = subjects("Doanh thu du lịch năm 2024 đạt 1.250 tỷ đồng, tăng 12% so với năm 2023.")

    assert found["12%"] == "Doanh thu du lịch"


def test_what_stands_in_brackets_speaks_of_the_figure_before_them() -> None:
    found = subjects(
        "Sản lượng thủy sản đạt 51 nghìn tấn (kế hoạch 48 nghìn tấn); đàn trâu còn 40 nghìn con."
    )

    assert found["48 nghìn tấn"] == "Sản lượng thủy sản"
    assert found["40 nghìn con"] == "đàn trâu"


def test_a_count_is_named_after_its_number() -> None:
    found = subjects("Toàn tỉnh có 97 xã đạt chuẩn nông thôn mới, chiếm 81,5%.")

    assert found == {"97 xã": "xã đạt chuẩn nông thôn mới", "81,5%": "xã đạt chuẩn nông thôn mới"}


def test_counts_in_a_list_share_what_is_said_after_the_last() -> None:
    found = subjects("Đến năm 2025 có 5 huyện và 97 xã đạt chuẩn nông thôn mới.")

    assert found["5 huyện"] == "huyện đạt chuẩn nông thôn mới"


def test_counts_in_a_list_share_what_is_done_with_them() -> None:
    found = subjects("Tỉnh đã quy hoạch mới 12 khu công nghiệp, 31 cụm công nghiệp.")

    assert {name.split(" quy hoạch")[0] for name in found.values()} == {"khu công nghiệp", "cụm công nghiệp"}
    assert all("quy hoạch mới" in name for name in found.values())


def test_a_list_of_units_is_one_name() -> None:
    found = subjects("Tỷ lệ xã, phường, thị trấn đạt tiêu chí quốc gia về y tế đạt 87,2%.")

    assert found["87,2%"] == "Tỷ lệ xã, phường, thị trấn đạt tiêu chí quốc gia về y tế"


def test_a_bare_measure_takes_the_thing_named_before() -> None:
    found = subjects("Lĩnh vực xây dựng phát triển khá, tốc độ tăng trưởng bình quân đạt 8,4%.")

    assert "xây dựng" in found["8,4%"]


def test_a_bare_measure_takes_the_topic_of_its_section() -> None:
    found = subjects(
        "# 1.2. Lĩnh vực nông nghiệp tiếp tục phát triển", "Giá trị sản xuất đạt 21 nghìn tỷ đồng."
    )

    assert found["21 nghìn tỷ đồng"] == "Giá trị sản xuất nông nghiệp"


def test_the_head_of_a_list_stands_for_every_item() -> None:
    found = subjects("Cơ cấu kinh tế: Công nghiệp chiếm 52%; dịch vụ chiếm 34%; nông nghiệp chiếm 14%.")

    assert found == {
        "52%": "Cơ cấu kinh tế Công nghiệp",
        "34%": "Cơ cấu kinh tế dịch vụ",
        "14%": "Cơ cấu kinh tế nông nghiệp",
    }


def test_a_colon_before_a_figure_is_a_verb() -> None:
    found = subjects("Cơ cấu kinh tế: Công nghiệp: 52%. Dịch vụ: 34%. Nông, lâm nghiệp: 14%.")

    assert found["14%"] == "Cơ cấu kinh tế Nông, lâm nghiệp"


def test_a_part_of_the_whole_is_named_with_its_measure() -> None:
    found = figures("Tỷ lệ hộ có nước sạch đạt 88% (thành thị 97,1%, nông thôn 84,3%).")

    assert found["84,3%"].subject == "Tỷ lệ hộ có nước sạch nông thôn"
    assert [found[text].subset for text in ("88%", "97,1%", "84,3%")] == ["", "thành thị", "nông thôn"]


def test_a_share_without_a_whole_is_of_the_level_before_it() -> None:
    found = figures("Giá trị sản xuất công nghiệp đạt 90 nghìn tỷ đồng, trong đó khu vực FDI chiếm 61%.")

    assert found["61%"].subject == "khu vực FDI trong Giá trị sản xuất công nghiệp"
    assert found["61%"].subset == "FDI"


def test_an_age_limit_is_part_of_a_name() -> None:
    found = subjects("Tuổi thọ trung bình là 74 tuổi; tỷ lệ suy dinh dưỡng trẻ em dưới 5 tuổi còn 8,1%.")

    assert found["8,1%"] == "tỷ lệ suy dinh dưỡng trẻ em dưới 5 tuổi"


def test_the_rank_of_a_province_is_held_among_someone() -> None:
    found = figures("Sản lượng chè đứng thứ 2 cả nước, đứng thứ 1 miền Bắc; chỉ số xanh xếp thứ 05/63.")

    assert of_all(found.values(), "subset") == ["cả nước", "miền bắc", "cả nước"]


def test_a_note_is_of_the_thing_that_its_sentence_speaks_of() -> None:
    found = subjects(
        "Số thu bổ sung từ ngân sách Trung ương giảm dần^1.",
        "[1] Năm 2020: 3.210 tỷ đồng; năm 2024: 2.870 tỷ đồng.",
    )

    assert set(found.values()) == {"Số thu bổ sung từ ngân sách Trung ương"}


def test_a_place_named_with_its_kind_is_the_area() -> None:
    found = figures("Tại huyện Yên Bình, tỷ lệ hộ nghèo còn 6,4%.", "Tỉnh Hòa Phú có tỷ lệ hộ nghèo là 3,1%.")

    assert found["6,4%"].area == "huyện Yên Bình"
    assert found["3,1%"].area == ""


def test_what_a_rank_is_compared_among_is_no_area() -> None:
    found = figures("Quy mô kinh tế đứng thứ 9 cả nước; tỷ lệ hộ nghèo thấp hơn cả nước 1,2%.")

    assert of_all(found.values(), "area") == ["", ""]


def test_the_difference_to_the_country_is_another_than_the_difference_to_a_year() -> None:
    found = figures("Tỷ lệ phòng học kiên cố đạt 96%, tăng 5,5% so năm 2020 và cao hơn 10,2% so với cả nước.")

    assert [found["5,5%"].subset, found["10,2%"].subset] == ["", "so với cả nước"]


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("Tốc độ tăng thu ngân sách bình quân ước đạt khoảng", "Tốc độ tăng thu ngân sách"),
        ("trong đó, tỷ lệ lao động có bằng, chứng chỉ đạt", "tỷ lệ lao động có bằng, chứng chỉ"),
        ("quyết liệt nâng tỷ lệ bao phủ bảo hiểm y tế lên", "tỷ lệ bao phủ bảo hiểm y tế"),
        ("vốn đầu tư thực hiện đạt trên", "vốn đầu tư thực hiện"),
        ("đứng thứ", ""),
        (", tăng", ""),
        ("", ""),
    ],
)
def test_verbs_and_connectives_are_no_part_of_a_name(words: str, noun: str) -> None:
    assert read_lead(words).noun == noun


def test_a_document_defines_its_own_abbreviations() -> None:
    reading = read("Mạng lưới quan trắc tự động (QTTĐ) và khu kinh tế mở (KKTM) được mở rộng (XYZ).")

    assert find_abbreviations(reading.document) == {
        "quan trắc tự động": "QTTĐ",
        "khu kinh tế mở": "KKTM",
    }


def test_a_defined_abbreviation_and_its_long_form_are_one_word() -> None:
    reading = read("Khu kinh tế mở (KKTM) có 12 dự án.")
    vocabulary = Vocabulary(find_abbreviations(reading.document))

    assert vocabulary.tokens("dự án trong khu kinh tế mở") == vocabulary.tokens("dự án trong KKTM")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tốc độ tăng tổng sản phẩm trên địa bàn", "tăng trưởng GRDP"),
        ("tỷ lệ hoà giải thành", "Tỉ lệ hòa giải thành"),
        ("tỷ lệ bao phủ bảo hiểm y tế", "tỷ lệ bao phủ BHYT"),
        ("GRDP bình quân đầu người", "GRDP/người/năm"),
        ("số dự án trong khu công nghiệp", "dự án trong KCN"),
    ],
)
def test_two_spellings_of_a_name_have_the_same_words(one: str, other: str) -> None:
    vocabulary = Vocabulary()

    assert frozenset(vocabulary.tokens(one)) == frozenset(vocabulary.tokens(other))


def test_a_full_stop_in_a_figure_or_an_abbreviation_ends_no_sentence() -> None:
    text = "Dự án tại TP. Thủ Lợi có vốn ... USD. Dự án khác ở lại."

    assert [
        text[one.start : one.end]
        for one in split_sentences(text, [(text.index("..."), text.index("USD") + 3)])
    ] == [
        "Dự án tại TP. Thủ Lợi có vốn ... USD. ",
        "Dự án khác ở lại.",
    ]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_run_of_words_is_read_without_failing(words: list[str]) -> None:
    reading = read(" ".join(words) or "x")

    assert [figure.text for figure in reading.figures] == [
        figure.block.text[figure.start : figure.end] for figure in reading.figures
    ]


def test_a_document_without_blocks_has_no_figures() -> None:
    from thuocdo.claims.context import add_context

    assert list(add_context(Document("x", "txt", []), []).figures) == []


def test_names_in_a_list_share_themselves_out_over_as_many_figures() -> None:
    found = figures("Số trường đạt chuẩn cấp mầm non, tiểu học, THCS lần lượt đạt 65%, 78% và 81%.")

    assert of_all(found.values(), "subset") == ["mầm non", "tiểu học", "THCS"]
    assert found["78%"].subject == "Số trường đạt chuẩn cấp tiểu học"


def test_a_later_name_in_a_list_keeps_the_measure() -> None:
    found = subjects("Tỷ lệ hộ nghèo, hộ cận nghèo lần lượt là 3,1% và 4%.")

    assert found == {"3,1%": "Tỷ lệ hộ nghèo", "4%": "Tỷ lệ hộ cận nghèo"}


def test_places_in_a_list_are_areas_of_one_thing() -> None:
    found = figures(
        "Thu nhập bình quân tăng khá: huyện Phú An đạt 25 triệu đồng; huyện Tân Lộc đạt 22 triệu đồng."
    )

    assert {(one.subject, one.area) for one in found.values()} == {
        ("Thu nhập bình quân", "huyện Phú An"),
        ("Thu nhập bình quân", "huyện Tân Lộc"),
    }


def test_an_index_known_by_its_letters_is_no_part_of_another() -> None:
    found = read("Chỉ số PAPI xếp thứ 12/63; SIPAS xếp thứ 9/63.").figures

    assert of_all(found, "subject") == ["Chỉ số PAPI", "SIPAS"]


def test_a_yield_and_an_output_are_of_the_crop_named_before() -> None:
    found = subjects(
        "Diện tích lúa mùa đạt 41.200 ha, năng suất đạt 6,1 tấn/ha, sản lượng đạt 251 nghìn tấn."
    )

    assert found["6,1 tấn/ha"] == "năng suất lúa mùa"
    assert found["251 nghìn tấn"] == "sản lượng lúa mùa"


def test_another_part_stands_in_place_of_the_first() -> None:
    found = subjects("Số người tham gia BHXH bắt buộc là 123.400 người, BHXH tự nguyện 15.200 người.")

    assert found["15.200 người"] == "Số người tham gia BHXH tự nguyện"


def test_dat_ty_le_names_nothing() -> None:
    found = subjects("Có 512 trường học, trong đó 389 trường đạt chuẩn quốc gia, đạt tỷ lệ 76%.")

    assert found["76%"] == "trường đạt chuẩn quốc gia"
