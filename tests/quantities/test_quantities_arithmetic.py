"""Arithmetic keeps units honest and intervals wide enough."""

from decimal import Decimal

import pytest

from thuocdo.quantities import (
    UNITS,
    Approximation,
    Interval,
    Quantity,
    QuantityRange,
    Rank,
    Ratio,
    ScaledUnit,
    UnitMismatch,
    divide,
    parse_quantity,
    write_quantity,
)


def read(text: str) -> Quantity:
    figure = parse_quantity(text)
    assert isinstance(figure, Quantity)
    return figure


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("69,3%", "18,4%", "87,7%"),
        ("14%", "1,5 điểm phần trăm", "15,5%"),
        ("1,5 điểm phần trăm", "14%", "15,5%"),
        ("1,5 điểm %", "2 điểm %", "3,5 điểm phần trăm"),
        ("366,3 nghìn tỷ đồng", "700 tỷ đồng", "367,000 nghìn tỷ đồng"),
        ("700 tỷ đồng", "366,3 nghìn tỷ đồng", "367.000 tỷ đồng"),
        ("2 km2", "50 ha", "2,50 km2"),
        ("66 xã", "33 xã", "99 xã"),
        ("100 người", "20 dân", "120 người"),
        ("9,3 triệu lượt", "1 triệu lượt khách", "10,3 triệu lượt"),
        ("12 hạng", "4 bậc", "16 hạng"),
        ("12 hạng/63", "4 bậc", "16 hạng/63"),
        ("7 ngày", "1 tuần", "14 ngày"),
        ("14%/năm", "0,5 điểm %/năm", "14,5%/năm"),
    ],
)
def test_sum_is_in_an_honest_unit(left: str, right: str, expected: str) -> None:
    actual = read(left) + read(right)

    assert write_quantity(actual) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("57,1%", "32,4%", "24,7 điểm phần trăm"),
        ("15,5%", "1,5 điểm phần trăm", "14,0%"),
        ("14,5%/năm", "14%/năm", "0,5 điểm phần trăm/năm"),
        ("366,3 nghìn tỷ đồng", "470 nghìn tỷ đồng", "−103,7 nghìn tỷ đồng"),
        ("15 hạng/63", "12 hạng/63", "3 bậc"),
        ("15 hạng", "12 hạng/63", "3 bậc"),
        ("12 hạng", "4 bậc", "8 hạng"),
        ("71,24 điểm/100", "69,75 điểm/100", "1,49 điểm/100"),
        ("182 xã", "161 xã", "21 xã"),
    ],
)
def test_difference_is_in_an_honest_unit(left: str, right: str, expected: str) -> None:
    actual = read(left) - read(right)

    assert write_quantity(actual) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("60%", "100 tỷ đồng", "60 tỷ đồng"),
        ("100 tỷ đồng", "60%", "60 tỷ đồng"),
        ("50%", "50%", "0,25"),
        ("2 lần", "50%", "1"),
        ("2,5 lần", "10 ha", "25 ha"),
        ("25.000 đồng/USD", "8,125 tỷ USD", "203.125 tỷ đồng"),
        ("14%/năm", "5 năm", "0,7"),
        ("45 triệu đồng/người/năm", "1,9 triệu người", "86 nghìn tỷ đồng/năm"),
        ("36,4 giường/10.000 dân", "1.900.000 người", "6.916 giường"),
        ("20 km", "10 km", "200 km^2"),
        ("140 triệu đồng/ha", "1 km2", "14.000 triệu đồng"),
        ("10 nghìn người", "10 nghìn lần", "100 triệu người"),
    ],
)
def test_product_combines_units(left: str, right: str, expected: str) -> None:
    actual = read(left) * read(right)

    assert write_quantity(actual.rounded(actual.decimals)) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("366,3 nghìn tỷ đồng", "470 nghìn tỷ đồng", "0,779"),
        ("239.163 tỷ đồng", "1,90 triệu người", "125.875 nghìn đồng/người"),
        ("161 xã", "182 xã", "0,885"),
        ("1 km2", "50 ha", "2"),
        ("50 ha", "1 km2", "0,5"),
        ("14%", "2 năm", "7%/năm"),
        ("14%", "2%", "7"),
        ("100 tỷ đồng", "50%", "200 tỷ đồng"),
        ("6 tỷ đồng", "3 nghìn ha", "2 triệu đồng/ha"),
        ("6 triệu đồng", "3 nghìn tỷ đồng", "0,000002"),
        ("2.725,01 ha", "100 km2", "0,273"),
        ("50 triệu đồng/người", "2 triệu đồng", "25/người"),
    ],
)
def test_quotient_combines_units(left: str, right: str, expected: str) -> None:
    actual = read(left) / read(right)

    assert write_quantity(actual) == expected


def test_quotient_in_percent_is_the_share_of_the_draft() -> None:
    share = (read("366,3 nghìn tỷ đồng") / read("470 nghìn tỷ đồng")).to(UNITS.parse("%"))

    assert write_quantity(share) == "77,9%"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("5 tỷ đồng", "3 tỷ USD"),
        ("161 xã", "6 huyện"),
        ("14%", "2 lần"),
        ("0,5", "50%"),
        ("14%", "14%/năm"),
        ("1,5 điểm %", "2 lần"),
        ("12 hạng/63", "5 hạng/34"),
        ("12 hạng", "4 hạng"),
        ("71 điểm/100", "44 điểm/80"),
        ("10 km", "10 km2"),
        ("75 tuổi", "5 năm"),
    ],
)
def test_sum_of_two_measures_is_refused(left: str, right: str) -> None:
    with pytest.raises(UnitMismatch) as error:
        read(left) + read(right)

    assert error.value.problems[0].code == "DL002"


def test_dong_and_dollars_are_refused_with_the_way_out() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("5 tỷ đồng") + read("3 tỷ USD")

    assert error.value.say("vi") == (
        "DL002 không cộng được hai đơn vị khác nhau: đồng và USD → nêu tỷ giá có ngày (exchange_rates.csv)"
        " rồi quy đổi trước: .to(đơn vị, rate=đồng cho 1 USD)"
    )
    assert "exchange rate" in error.value.say("en")


def test_number_without_unit_is_named_as_such() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("0,5") - read("50%")

    assert error.value.problems[0].text.vi == ("không trừ được hai đơn vị khác nhau: số không đơn vị và %")


def test_rate_per_year_and_plain_rate_are_refused_with_the_way_out() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("15%/năm") - read("14%")

    assert error.value.problems[0].hint.en == "convert one of them first: .to()"


def test_level_cannot_be_taken_from_a_difference() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("1,5 điểm phần trăm") - read("14%")

    assert error.value.problems[0].text.vi == (
        "không trừ được một mức (%) khỏi một khoảng chênh (điểm phần trăm)"
    )


@pytest.mark.parametrize("operate", ["__add__", "__sub__", "__mul__", "__truediv__"])
@pytest.mark.parametrize("other", ["5", None, True])
def test_quantity_goes_with_quantities_and_exact_numbers_only(operate: str, other: object) -> None:
    assert getattr(read("5 xã"), operate)(other) is NotImplemented


@pytest.mark.parametrize("other", [5, Decimal(5)])
def test_bare_number_cannot_be_added(other: object) -> None:
    with pytest.raises(TypeError):
        read("5 xã") + other  # type: ignore[operator]


def test_quantity_times_a_number_keeps_its_unit() -> None:
    actual = [2 * read("366,3 tỷ đồng"), read("366,3 tỷ đồng") * Decimal(2), read("732,6 tỷ đồng") / 1]

    assert [write_quantity(figure) for figure in actual] == ["732,6 tỷ đồng"] * 3


def test_division_by_zero_is_told_as_such() -> None:
    with pytest.raises(ZeroDivisionError):
        read("5 xã") / read("0 xã")
    with pytest.raises(ZeroDivisionError):
        read("5 xã") / 0


def test_computed_figure_carries_the_interval_of_its_inputs() -> None:
    actual = read("57,1%") - read("32,4%")

    assert actual.interval == Interval(Decimal("24.60"), Decimal("24.80"))


def test_interval_of_a_quotient_holds_both_extremes() -> None:
    actual = (read("14%") / read("2%")).interval

    assert actual.contains(Decimal("13.5") / Decimal("2.5"))
    assert actual.contains(divide(Decimal("14.5"), Decimal("1.5")))
    assert not actual.contains(Decimal("9.7"))


def test_negative_and_absolute_figures() -> None:
    figure = read("−4,4%")

    assert -figure == read("4,4%")
    assert (-figure).interval == read("4,4%").interval
    assert abs(figure) == read("4,4%")
    assert abs(read("4,4%")) == read("4,4%")


def test_amount_and_canonical_value_are_exact() -> None:
    figure, area = read("366,3 nghìn tỷ đồng"), read("2.725,01 ha")

    assert figure.amount == figure.canonical == Decimal("366300000000000")
    assert area.canonical == Decimal("27250100")
    assert area.canonical_interval == Interval(Decimal("27250050"), Decimal("27250150"))
    assert read("15%").canonical == Decimal("0.15")


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("366,3 nghìn tỷ đồng", "tỷ đồng", "366.300 tỷ đồng"),
        ("20.393 tỷ đồng", "nghìn tỷ đồng", "20,393 nghìn tỷ đồng"),
        ("2,9 lần", "%", "290%"),
        ("77,9%", "lần", "0,779 lần"),
        ("2.725,01 ha", "km2", "27,2501 km2"),
        ("7,84 triệu đồng/người/tháng", "triệu đồng/người/năm", "94,1 triệu đồng/người/năm"),
        ("4.900 USD/người/năm", "USD/người", "4.900 USD/người"),
        ("60 tháng", "năm", "5,0 năm"),
        ("36,4 giường/10.000 dân", "giường/1.000 người", "3,64 giường/1.000 người"),
        ("gần 92.000 đảng viên", "nghìn đảng viên", "gần 92,000 nghìn đảng viên"),
        ("0 ha", "km2", "0,00 km2"),
        ("0 ngày", "tuần", "0 tuần"),
    ],
)
def test_conversion_moves_the_point_and_keeps_the_precision(text: str, unit: str, expected: str) -> None:
    actual = read(text).to(UNITS.parse(unit))

    assert write_quantity(actual) == expected


def test_conversion_keeps_the_interval() -> None:
    actual = read("gần 92.000 đảng viên").to(UNITS.parse("nghìn đảng viên"))

    assert actual.approximation == Approximation.NEARLY
    assert actual.interval == Interval(Decimal(91), Decimal(92), low_open=True, high_open=True)


def test_sixty_months_are_five_years_exactly() -> None:
    assert read("60 tháng").to(UNITS.get("year")).value == 5


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("8,125 tỷ USD", "nghìn tỷ đồng", "203,1 nghìn tỷ đồng"),
        ("203.125 tỷ đồng", "tỷ USD", "8,12500 tỷ USD"),
        ("4.900 USD/người/năm", "triệu đồng/người/năm", "122,5 triệu đồng/người/năm"),
        ("4.900 USD/người/năm", "triệu đồng/người", "122,5 triệu đồng/người"),
    ],
)
def test_currency_is_exchanged_at_the_rate_given(text: str, unit: str, expected: str) -> None:
    actual = read(text).to(UNITS.parse(unit), rate=Decimal(25000))

    assert write_quantity(actual) == expected


def test_rate_given_as_a_quantity_brings_its_own_precision() -> None:
    unit = UNITS.parse("đồng")
    exact = read("100 USD").to(unit, rate=Decimal(25000))
    printed = read("100 USD").to(unit, rate=read("25 nghìn đồng/USD"))

    assert exact.interval == Interval(Decimal(2_487_500), Decimal(2_512_500))
    assert printed.value == exact.value
    assert printed.interval == Interval(Decimal("2437750.0"), Decimal("2562750.0"))


def test_division_by_a_rate_holds_both_extremes() -> None:
    actual = read("25 triệu đồng").to(UNITS.parse("USD"), rate=read("25 nghìn đồng/USD"))

    assert actual.value == 1000
    assert actual.interval.contains(Decimal(961))
    assert actual.interval.contains(Decimal(1040))


def test_exchange_without_a_rate_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("5 tỷ USD").to(UNITS.parse("tỷ đồng"))

    assert error.value.problems[0].text.vi == "không đổi được tỷ USD sang tỷ đồng"
    assert "tỷ giá" in error.value.problems[0].hint.vi


def test_rate_does_not_join_what_no_rate_can() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("5 tỷ USD").to(UNITS.parse("ha"), rate=Decimal(25000))

    assert error.value.problems[0].hint.vi == ""


def test_rate_must_be_dong_per_dollar() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("5 tỷ USD").to(UNITS.parse("đồng"), rate=read("25.000 đồng"))

    assert error.value.problems[0].text.vi == "tỷ giá phải tính bằng đồng/USD, không phải đồng"


@pytest.mark.parametrize(("source", "target"), [("14%", "điểm %"), ("4 bậc", "hạng"), ("5 xã", "huyện")])
def test_conversion_between_two_measures_is_refused(source: str, target: str) -> None:
    with pytest.raises(UnitMismatch):
        read(source).to(UNITS.parse(target))


def test_rounding_makes_a_printed_figure() -> None:
    share = (read("366,3 tỷ đồng") / read("470 tỷ đồng")).to(UNITS.parse("%")).rounded(1)

    assert share == read("77,9%")
    assert share.interval == read("77,9%").interval
    assert read("1.234 xã").rounded(-2) == Quantity(Decimal(1200), UNITS.parse("xã"), 0)


def test_places_are_not_additive_even_in_one_ranking() -> None:
    with pytest.raises(UnitMismatch) as error:
        read("12 hạng/63") + read("4 hạng/63")

    assert error.value.problems[0].hint.vi == "thứ hạng chỉ trừ được cho nhau, hoặc cộng với số bậc"


def test_range_holds_everything_between_its_ends() -> None:
    actual = parse_quantity("từ 900 tỷ đến 1,2 nghìn tỷ đồng")

    assert isinstance(actual, QuantityRange)
    assert actual.unit == UNITS.parse("nghìn tỷ đồng")
    assert actual.interval == Interval(Decimal("0.8995"), Decimal("1.25"))


def test_range_the_wrong_way_round_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        QuantityRange(read("10%"), read("8%"))


def test_share_of_a_ratio_is_exact_as_counts_are() -> None:
    share = Ratio(161, 182, UNITS.get("commune")).share

    assert write_quantity(share) == "88,46%"
    assert share.interval.contains(share.value)
    assert not share.interval.contains(Decimal("88.46"))


def test_ratio_turns_into_a_rank() -> None:
    assert Ratio(4, 63).as_rank() == Rank(4, 63)


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (-1, 5)])
def test_impossible_ratio_cannot_be_made(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        Ratio(numerator, denominator)


@pytest.mark.parametrize(("place", "of"), [(0, None), (64, 63)])
def test_impossible_rank_cannot_be_made(place: int, of: int | None) -> None:
    with pytest.raises(ValueError, match="no place"):
        Rank(place, of)


def test_unit_may_be_given_without_a_scale() -> None:
    assert read("5 nghìn xã").to(UNITS.get("commune")) == Quantity(
        Decimal(5000), ScaledUnit(UNITS.get("commune"))
    )
