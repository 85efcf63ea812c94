"""Figure text: quantities, ranges, ratios and ranks as plans and reports print them."""

import unicodedata
from decimal import Decimal

import pytest

from thuocdo.errors import ThuocdoError
from thuocdo.quantities import (
    NO_UNIT,
    UNITS,
    AmbiguousNumber,
    Approximation,
    Quantity,
    QuantityRange,
    Rank,
    Ratio,
    UnitMismatch,
    UnknownUnit,
    UnreadableQuantity,
    parse_approximation,
    parse_quantity,
)


def quantity(value: str, unit: str, approximation: Approximation = Approximation.EXACT) -> Quantity:
    number = Decimal(value)
    return Quantity(number, UNITS.parse(unit), max(0, -int(number.as_tuple().exponent)), approximation)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("366,3 nghìn tỷ đồng", "366.3", "nghìn tỷ đồng"),
        ("8.125 tỷ USD", "8125", "tỷ USD"),
        ("8,125 tỷ USD", "8.125", "tỷ USD"),
        ("2.725,01 ha", "2725.01", "ha"),
        ("36,4/10.000 dân", "36.4", "/10.000 dân"),
        ("36,4 giường/10.000 dân", "36.4", "giường/10.000 dân"),
        ("36,4 giường bệnh/vạn dân", "36.4", "giường/10.000 dân"),
        ("13,2 bác sỹ trên 1 vạn dân", "13.2", "bác sĩ/10.000 dân"),
        ("950/1.000 người", "950", "/1.000 người"),
        ("14%/năm", "14", "%/năm"),
        ("98,6 %", "98.6", "%"),
        ("98,6\xa0%", "98.6", "%"),
        ("1,06 điểm phần trăm", "1.06", "điểm %"),
        ("1,06 điểm %/năm", "1.06", "điểm phần trăm/năm"),
        ("6,5 triệu lượt", "6.5", "triệu lượt"),
        ("193.500 lượt người", "193500", "lượt người"),
        ("4.900 USD/người/năm", "4900", "USD/người/năm"),
        ("7,84 triệu đồng/người/tháng", "7.84", "triệu đồng/người/tháng"),
        ("140 triệu đồng/ha", "140", "triệu đồng/ha"),
        ("5 tỉ đồng", "5", "tỷ đồng"),
        ("10 ngàn tỉ", "10", "nghìn tỷ"),
        ("30 trđ", "30", "triệu đồng"),
        ("30tr.đ/ha", "30", "triệu đồng/ha"),
        ("695.479 m²", "695479", "m2"),
        ("4.718,6km2", "4718.6", "km2"),
        ("03 chỉ tiêu", "3", "chỉ tiêu"),
        ("2 tỉnh", "2", "tỉnh"),
        ("1,67 triệu tỷ đồng", "1.67", "triệu tỷ đồng"),
        ("2,5 giáo viên/lớp", "2.5", "giáo viên/lớp"),
        ("71,24/100 điểm", "71.24", "điểm/100"),
        ("8/10 điểm", "8", "điểm/10"),
        ("12 hạng/63", "12", "hạng/63"),
        ("-4,4%", "-4.4", "%"),
        ("−4,4%", "-4.4", "%"),
        ("92 000 đảng viên", "92000", "đảng viên"),
        ("\uff11\uff14\uff05", "14", "%"),
        ("14%.", "14", "%"),
    ],
)
def test_quantity_is_read_as_printed(text: str, value: str, unit: str) -> None:
    actual = parse_quantity(text)

    assert actual == quantity(value, unit)


def test_dot_and_comma_before_three_digits_differ_by_a_factor_of_a_thousand() -> None:
    dot, comma = parse_quantity("8.125 tỷ USD"), parse_quantity("8,125 tỷ USD")

    assert (dot.amount, comma.amount) == (Decimal(8_125_000_000_000), Decimal(8_125_000_000))


@pytest.mark.parametrize("text", ["5", "5,25", "12 nghìn"])
def test_bare_number_has_no_unit(text: str) -> None:
    actual = parse_quantity(text)

    assert actual.unit.unit == NO_UNIT.unit


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("gần 92.000 đảng viên", Approximation.NEARLY),
        ("Trên 888 nghìn tỷ đồng", Approximation.ABOVE),
        ("hơn 24%", Approximation.ABOVE),
        (">55 %", Approximation.ABOVE),
        ("khoảng 5.600 USD", Approximation.ABOUT),
        ("xấp xỉ 24%", Approximation.ABOUT),
        ("trên dưới 500 hộ", Approximation.ABOUT),
        ("~2 lần", Approximation.ABOUT),
        ("dưới 1%", Approximation.BELOW),
        ("<1%", Approximation.BELOW),
        ("không quá 20%", Approximation.AT_MOST),
        ("tối đa 20%", Approximation.AT_MOST),
        ("<=20%", Approximation.AT_MOST),
        ("≤ 20%", Approximation.AT_MOST),
        ("20% trở xuống", Approximation.AT_MOST),
        ("tối thiểu 5%", Approximation.AT_LEAST),
        ("ít nhất 5%", Approximation.AT_LEAST),
        ("không dưới 5%", Approximation.AT_LEAST),
        (">= 84%", Approximation.AT_LEAST),
        ("từ 84% trở lên", Approximation.AT_LEAST),
        ("84% trở lên", Approximation.AT_LEAST),
        ("nearly 92,000 people", Approximation.NEARLY),
        ("at most 20%", Approximation.AT_MOST),
        ("84% or more", Approximation.AT_LEAST),
        ("84%", Approximation.EXACT),
    ],
)
def test_approximation_word_is_kept(text: str, word: Approximation) -> None:
    style = "en" if "people" in text else None

    actual = parse_quantity(text, style=style)

    assert actual.approximation == word


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8-10%", ("8", "%"), ("10", "%")),
        ("từ 8-10%", ("8", "%"), ("10", "%")),
        ("40–45%", ("40", "%"), ("45", "%")),
        ("14 - 15%/năm", ("14", "%/năm"), ("15", "%/năm")),
        ("12,5-13%", ("12.5", "%"), ("13", "%")),
        ("từ 8% đến 10%", ("8", "%"), ("10", "%")),
        ("8 đến 10%", ("8", "%"), ("10", "%")),
        ("5.500-5.700 USD/người/năm", ("5500", "USD/người/năm"), ("5700", "USD/người/năm")),
        ("900 tỷ đến 1,2 nghìn tỷ đồng", ("900", "tỷ đồng"), ("1.2", "nghìn tỷ đồng")),
        ("từ 500 m đến 2 km", ("500", "m"), ("2", "km")),
        ("40-42 giường/10.000 dân", ("40", "giường/10.000 dân"), ("42", "giường/10.000 dân")),
        ("từ -2% đến 3%", ("-2", "%"), ("3", "%")),
        ("8-8%", ("8", "%"), ("8", "%")),
    ],
)
def test_range_shares_what_its_low_end_does_not_say(
    text: str, low: tuple[str, str], high: tuple[str, str]
) -> None:
    actual = parse_quantity(text)

    assert actual == QuantityRange(quantity(*low), quantity(*high))


def test_about_goes_with_both_ends_of_a_range() -> None:
    actual = parse_quantity("khoảng 8-10%")

    assert actual == QuantityRange(
        quantity("8", "%", Approximation.ABOUT), quantity("10", "%", Approximation.ABOUT)
    )


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("161/182 xã", Ratio(161, 182, UNITS.get("commune"))),
        ("161/182  XÃ", Ratio(161, 182, UNITS.get("commune"))),
        ("17/18 chỉ tiêu", Ratio(17, 18, UNITS.get("target"))),
        ("100/100 xã", Ratio(100, 100, UNITS.get("commune"))),
        ("1.075/4.477 chi bộ", Ratio(1075, 4477, UNITS.get("party_cell"))),
        ("180/160 lao động", Ratio(180, 160, UNITS.get("worker"))),
        ("04/63", Ratio(4, 63)),
        ("02 / 63", Ratio(2, 63)),
    ],
)
def test_ratio_is_two_whole_numbers_and_a_noun(text: str, ratio: Ratio) -> None:
    actual = parse_quantity(text)

    assert actual == ratio


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("thứ 04/63", Rank(4, 63)),
        ("đứng thứ 2", Rank(2)),
        ("xếp thứ 04/63 tỉnh, thành phố", Rank(4, 63)),
        ("đứng thứ 2/63 cả nước", Rank(2, 63)),
        ("xếp hạng 15/63", Rank(15, 63)),
        ("hạng 4", Rank(4)),
        ("vị trí thứ 9/63", Rank(9, 63)),
        ("thứ nhất", Rank(1)),
        ("đứng thứ hai", Rank(2)),
        ("thứ tư", Rank(4)),
        ("Thứ mười", Rank(10)),
        ("dẫn đầu", Rank(1)),
        ("đứng đầu", Rank(1)),
        ("4th of 63", Rank(4, 63)),
        ("21st", Rank(21)),
    ],
)
def test_place_in_a_ranking_needs_a_word_of_ranking(text: str, rank: Rank) -> None:
    actual = parse_quantity(text)

    assert actual == rank


@pytest.mark.parametrize(
    "text",
    ["thứ 0", "thứ 64/63", "hạng mục", "thứ 0/63"],
)
def test_impossible_place_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_quantity(text)

    assert error.value.problems[0].text.en == f"cannot read quantity “{text}”: it is no place in a ranking"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đạt 14%",
        "%",
        "thứ",
        "từ 8%",
        "10-8%",
        "trên 8-10%",
        "không quá 8-10%",
        "161,5/182",
        "3/0 xã",
        "64/63",
        "5/6 nghìn tỷ đồng",
        "gần 5/6 xã",
        "gần",
        "xã" * 101,
    ],
)
def test_text_that_is_no_figure_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_quantity(text)

    assert error.value.problems[0].hint.vi != ""


@pytest.mark.parametrize("text", ["...%", "…… %", "…", "___ tỷ đồng", "....", ""])
def test_blank_has_a_code_of_its_own(text: str) -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_quantity(text)

    assert error.value.problems[0].code == "DL005"


@pytest.mark.parametrize("text", ["2021-2025", "2020–2025", "2021 đến 2025"])
def test_span_of_years_is_no_quantity(text: str) -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_quantity(text)

    assert error.value.problems[0].code == "DL006"


@pytest.mark.parametrize("text", ["1,234", "1,234 USD", "1,234%", "1.5 triệu đồng", "239.16 nghìn tỷ đồng"])
def test_ambiguous_number_in_a_figure_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousNumber) as error:
        parse_quantity(text)

    assert len(error.value.readings) == 2


@pytest.mark.parametrize("text", ["1,234 tấn", "gần 1,234 ha"])
def test_vietnamese_letters_settle_a_comma_before_three_digits(text: str) -> None:
    actual = parse_quantity(text)

    assert actual.value == Decimal("1.234")


@pytest.mark.parametrize(("style", "value"), [("vi", "1.234"), ("en", "1234")])
def test_style_settles_the_number_of_a_figure(style: str, value: str) -> None:
    actual = parse_quantity("1,234 USD", style=style)  # type: ignore[arg-type]

    assert actual.value == Decimal(value)


@pytest.mark.parametrize("text", ["5 xyz", "13/6/2025", "14 % mục tiêu", "4,4 %%"])
def test_unknown_unit_of_a_figure_is_named(text: str) -> None:
    with pytest.raises(UnknownUnit) as error:
        parse_quantity(text)

    assert error.value.problems[0].code == "DL001"


def test_ends_of_a_range_that_measure_different_things_are_refused() -> None:
    with pytest.raises(UnitMismatch) as error:
        parse_quantity("từ 5 xã đến 6 huyện")

    assert error.value.problems[0].text.vi == "hai đầu khoảng khác đơn vị: xã và huyện"


@pytest.mark.parametrize(
    "text",
    [
        "366,3 nghìn tỷ đồng",
        "gần 92.000 đảng viên",
        "thứ tư",
        "từ 84% trở lên",
        "1 nhà văn hóa",
        "trên 5 tỉ đồng",
    ],
)
def test_decomposed_letters_read_the_same(text: str) -> None:
    actual = parse_quantity(unicodedata.normalize("NFD", text))

    assert actual == parse_quantity(text)


def test_old_and_new_place_of_a_tone_read_the_same() -> None:
    actual = parse_quantity("12 nhà văn hoá")

    assert actual == parse_quantity("12 nhà văn hóa")


@pytest.mark.parametrize(
    ("word", "approximation"),
    [
        ("gần", Approximation.NEARLY),
        ("Trên", Approximation.ABOVE),
        (" above ", Approximation.ABOVE),
        ("at_least", Approximation.AT_LEAST),
        ("nearly", Approximation.NEARLY),
        (">=", Approximation.AT_LEAST),
        ("", Approximation.EXACT),
    ],
)
def test_approximation_word_alone_is_read(word: str, approximation: Approximation) -> None:
    actual = parse_approximation(word)

    assert actual == approximation


def test_unknown_approximation_word_names_the_known() -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_approximation("tầm")

    assert error.value.problems[0].hint.vi == ("dùng một trong: gần, trên, khoảng, dưới, không quá, ít nhất")


@pytest.mark.parametrize(
    "text",
    [
        "0" * 5000,
        "1." * 3000,
        "5 " + "a" * 5000,
        "/" * 100,
        "5/" * 50,
        "1/1/1",
        "٣ xã",
        "\x00",
        "5 \x00",
        "5 m^9^9",
        "5 ·",
        "5 /",
        "5 /0 dân",
    ],
)
def test_hostile_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(ThuocdoError) as error:
        parse_quantity(text)

    assert error.value.problems[0].code.startswith("DL")
