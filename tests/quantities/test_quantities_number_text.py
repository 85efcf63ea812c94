"""Number text: what is read, what is refused, what is printed."""

from decimal import Decimal

import pytest

from thuocdo.quantities import AmbiguousNumber, UnreadableQuantity, parse_decimal, write_number


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("0", "0", 0),
        ("7", "7", 0),
        ("04", "4", 0),
        ("2128", "2128", 0),
        ("8.125", "8125", 0),
        ("239.163", "239163", 0),
        ("1.234.567", "1234567", 0),
        ("366,3", "366.3", 1),
        ("88,46", "88.46", 2),
        ("19,30", "19.30", 2),
        ("1,0675", "1.0675", 4),
        ("0,125", "0.125", 3),
        ("2.725,01", "2725.01", 2),
        ("6.536,4", "6536.4", 1),
        ("1.234,567", "1234.567", 3),
        ("1,234.5", "1234.5", 1),
        ("1,234.567", "1234.567", 3),
        ("1,234,567", "1234567", 0),
        ("0.5", "0.5", 1),
        ("0.125", "0.125", 3),
    ],
)
def test_number_text_with_one_reading_is_read(text: str, value: str, decimals: int) -> None:
    actual = parse_decimal(text)

    assert actual == (Decimal(value), decimals)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("239.16", ("239.16", "23916")),
        ("1.5", ("1.5", "15")),
        ("1.2345", ("1.2345", "12345")),
        ("12.34.5", ("1234.5", "12345")),
        ("1,234", ("1.234", "1234")),
        ("1.23,456", ("123.456", "123456")),
        ("04.500", ("4.500", "4500")),
        ("1,23,4", ("123.4", "1234")),
        ("-1.5", ("1.5", "15")),
    ],
)
def test_number_text_with_two_readings_is_refused_and_names_both(
    text: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(AmbiguousNumber) as error:
        parse_decimal(text)

    assert error.value.readings == tuple(map(Decimal, readings))
    assert error.value.problems[0].code == "DL003"


def test_ambiguous_number_says_both_readings_in_vietnamese_style() -> None:
    with pytest.raises(AmbiguousNumber) as error:
        parse_decimal("239.16")

    assert error.value.say("vi") == (
        "DL003 “239.16” đọc được hai cách: 239,16 hoặc 23.916"
        " → viết lại là 239,16 hoặc 23.916, hoặc cho biết kiểu viết số (vi, en)"
    )


def test_vietnamese_words_around_settle_a_comma_before_three_digits() -> None:
    actual = parse_decimal("1,234", is_vietnamese=True)

    assert actual == (Decimal("1.234"), 3)


def test_vietnamese_words_do_not_settle_a_misplaced_dot() -> None:
    with pytest.raises(AmbiguousNumber) as error:
        parse_decimal("239.16", is_vietnamese=True)

    assert error.value.readings == (Decimal("239.16"), Decimal("23916"))


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [("8.125", "8125", "8.125"), ("8,125", "8.125", "8125"), ("12", "12", "12")],
)
def test_style_settles_every_doubt(text: str, vi: str, en: str) -> None:
    actual = (parse_decimal(text, "vi")[0], parse_decimal(text, "en")[0])

    assert actual == (Decimal(vi), Decimal(en))


@pytest.mark.parametrize(("text", "style"), [("239.16", "vi"), ("239,16", "en"), ("x", "vi"), ("", "en")])
def test_text_that_is_not_in_the_style_given_is_unreadable(text: str, style: str) -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_decimal(text, style)  # type: ignore[arg-type]

    assert error.value.problems[0].code == "DL004"


@pytest.mark.parametrize(
    "text", ["", "  ", "abc", "1,", ",5", "1..2", "1 2", "1-2", "٣", "①", "1e5", "NaN", "366³"]
)
def test_text_that_is_no_number_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableQuantity) as error:
        parse_decimal(text)

    assert error.value.problems[0].hint.vi == "viết số kiểu Việt: 1.234,5"


@pytest.mark.parametrize("sign", ["-", "−", "–", "\u2010", "\uff0d", "- "])
def test_every_dash_is_a_minus_sign(sign: str) -> None:
    actual = parse_decimal(f"{sign}4,4")

    assert actual == (Decimal("-4.4"), 1)


def test_plus_sign_is_read() -> None:
    actual = parse_decimal("+4,4")

    assert actual == (Decimal("4.4"), 1)


@pytest.mark.parametrize("space", [" ", "\xa0", "\u202f", "\u2009"])
def test_spaces_between_thousands_are_read(space: str) -> None:
    actual = parse_decimal(f"1{space}234{space}567,5")

    assert actual == (Decimal("1234567.5"), 1)


def test_full_width_digits_and_invisible_marks_are_read() -> None:
    actual = parse_decimal("\uff13\uff16\u200b\uff16\uff0c\uff13\ufeff")

    assert actual == (Decimal("366.3"), 1)


def test_more_than_thirty_digits_are_a_slip() -> None:
    assert parse_decimal("9" * 30) == (Decimal("9" * 30), 0)
    with pytest.raises(UnreadableQuantity) as error:
        parse_decimal("9" * 31)

    assert (
        error.value.problems[0].text.en == f"cannot read quantity “{'9' * 31}…”: it has more than 30 digits"
    )


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("239163.5", None, "239.163,5"),
        ("8125", None, "8.125"),
        ("19.30", None, "19,30"),
        ("1E+3", None, "1.000"),
        ("0", None, "0"),
        ("-103.7", None, "−103,7"),
        ("-0.04", 1, "0,0"),
        ("0.05", 1, "0,1"),
        ("-0.05", 1, "−0,1"),
        ("2.5", 0, "3"),
        ("1234567.891", 2, "1.234.567,89"),
        ("14", 2, "14,00"),
        ("1234.5", -2, "1.235"),
    ],
)
def test_number_is_printed_in_vietnamese_style(value: str, decimals: int | None, text: str) -> None:
    actual = write_number(Decimal(value), decimals)

    assert actual == text


def test_number_is_printed_in_english_style() -> None:
    actual = write_number(Decimal("-2725.01"), style="en")

    assert actual == "−2,725.01"


@pytest.mark.parametrize(("value", "text"), [("3", "03"), ("0", "00"), ("10", "10"), ("3.5", "3,5")])
def test_leading_zero_goes_before_one_digit_counts_only(value: str, text: str) -> None:
    actual = write_number(Decimal(value), leading_zero=True)

    assert actual == text
