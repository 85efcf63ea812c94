"""Intervals: what a printed number can stand for, and arithmetic that loses no point."""

from decimal import Decimal

import pytest

from thuocdo.quantities import Approximation, Interval, printed_interval


def interval(text: str) -> Interval:
    """Read `[1, 2)`, `(-oo, 3]` and the like."""
    low, high = text[1:-1].split(",")
    return Interval(
        None if "oo" in low else Decimal(low),
        None if "oo" in high else Decimal(high.strip()),
        text[0] == "(",
        text[-1] == ")",
    )


@pytest.mark.parametrize(
    ("value", "decimals", "word", "expected"),
    [
        ("366.3", 1, Approximation.EXACT, "[366.25, 366.35]"),
        ("14", 0, Approximation.EXACT, "[13.5, 14.5]"),
        ("19.3", 2, Approximation.EXACT, "[19.295, 19.305]"),
        ("92000", 0, Approximation.EXACT, "[91999.5, 92000.5]"),
        ("92000", 0, Approximation.NEARLY, "(91000, 92000)"),
        ("5", 0, Approximation.NEARLY, "(4, 5)"),
        ("-5", 0, Approximation.NEARLY, "(-5, -4)"),
        ("2200", 0, Approximation.ABOVE, "[2200, 2300)"),
        ("1.06", 2, Approximation.ABOVE, "[1.06, 1.07)"),
        ("888", 0, Approximation.ABOVE, "[888, 889)"),
        ("60", 0, Approximation.ABOVE, "[60, 70)"),
        ("5600", 0, Approximation.ABOUT, "[5500, 5700]"),
        ("0", 1, Approximation.ABOUT, "[-0.1, 0.1]"),
        ("0", 0, Approximation.ABOVE, "[0, 1)"),
        ("1", 0, Approximation.BELOW, "(-oo, 1)"),
        ("20", 0, Approximation.AT_MOST, "(-oo, 20]"),
        ("84", 0, Approximation.AT_LEAST, "[84, +oo)"),
    ],
)
def test_printed_number_stands_for_an_interval(
    value: str, decimals: int, word: Approximation, expected: str
) -> None:
    actual = printed_interval(Decimal(value), decimals, word)

    assert actual == interval(expected)


@pytest.mark.parametrize(
    ("word", "value", "fits", "figure"),
    [
        (Approximation.ABOVE, "2200", True, "2229"),
        (Approximation.NEARLY, "5", True, "4.47"),
        (Approximation.ABOVE, "1.06", True, "1.0675"),
        (Approximation.NEARLY, "92000", False, "92133"),
        (Approximation.NEARLY, "2", True, "1.925"),
    ],
)
def test_approximations_of_the_draft_are_judged_as_a_reader_would(
    word: Approximation, value: str, fits: bool, figure: str
) -> None:
    number = Decimal(value)
    decimals = max(0, -int(number.as_tuple().exponent))

    assert printed_interval(number, decimals, word).contains(Decimal(figure)) is fits


@pytest.mark.parametrize(
    ("text", "point", "inside"),
    [
        ("[1, 2]", "1", True),
        ("[1, 2]", "2", True),
        ("(1, 2)", "1", False),
        ("(1, 2)", "2", False),
        ("(1, 2)", "1.5", True),
        ("[1, 2]", "0.9", False),
        ("[1, 2]", "2.1", False),
        ("(-oo, 2]", "-1000000", True),
        ("[2, +oo)", "1000000", True),
        ("[2, +oo)", "1", False),
    ],
)
def test_interval_contains_its_points(text: str, point: str, inside: bool) -> None:
    assert interval(text).contains(Decimal(point)) is inside


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        ("[1, 2]", "[2, 3]", True),
        ("[1, 2)", "[2, 3]", False),
        ("[1, 2]", "(2, 3]", False),
        ("[1, 2]", "[3, 4]", False),
        ("[3, 4]", "[1, 2]", False),
        ("[1, 4]", "[2, 3]", True),
        ("(-oo, 2]", "[2, +oo)", True),
        ("(-oo, 2)", "[2, +oo)", False),
    ],
)
def test_intervals_meet_when_they_share_a_point(left: str, right: str, meet: bool) -> None:
    assert interval(left).intersects(interval(right)) is meet


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("[1, 2]", "[3, 4]", "[4, 6]"),
        ("[1, 2)", "[3, 4]", "[4, 6)"),
        ("(1, 2]", "[3, 4)", "(4, 6)"),
        ("[1, +oo)", "[3, 4]", "[4, +oo)"),
        ("(-oo, 1]", "[3, +oo)", "(-oo, +oo)"),
    ],
)
def test_sum_adds_the_ends(left: str, right: str, expected: str) -> None:
    assert interval(left) + interval(right) == interval(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("[1, 2]", "[3, 4]", "[-3, -1]"),
        ("[57.05, 57.15]", "[32.35, 32.45]", "[24.60, 24.80]"),
        ("[1, 2)", "[3, 4]", "[-3, -1)"),
        ("[1, +oo)", "[3, 4]", "[-3, +oo)"),
        ("[1, 2]", "(-oo, 4]", "[-3, +oo)"),
    ],
)
def test_difference_takes_the_far_ends(left: str, right: str, expected: str) -> None:
    assert interval(left) - interval(right) == interval(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("[1, 2]", "[3, 4]", "[3, 8]"),
        ("[-1, 2]", "[3, 4]", "[-4, 8]"),
        ("[-1, 2]", "[-3, 4]", "[-6, 8]"),
        ("[-2, -1]", "[-4, -3]", "[3, 8]"),
        ("[1, 2)", "[3, 4]", "[3, 8)"),
        ("(1, 2]", "(3, 4]", "(3, 8]"),
        ("[0, 1]", "[2, +oo)", "[0, +oo)"),
        ("(0, 1]", "[2, +oo)", "(0, +oo)"),
        ("[0, 0]", "(-oo, +oo)", "[0, 0]"),
        ("[-1, 1]", "(0, 1)", "(-1, 1)"),
        ("[0, 1)", "(2, 3)", "[0, 3)"),
        ("(-oo, -1]", "[2, 3]", "(-oo, -2]"),
        ("(-oo, +oo)", "[2, 3]", "(-oo, +oo)"),
    ],
)
def test_product_takes_the_extreme_corners(left: str, right: str, expected: str) -> None:
    assert interval(left) * interval(right) == interval(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("[6, 8]", "[2, 4]", "[1.5, 4]"),
        ("[6, 8]", "(2, 4]", "[1.5, 4)"),
        ("[6, 8]", "[-4, -2]", "[-4, -1.5]"),
        ("[6, 8]", "(0, 2]", "[3, +oo)"),
        ("[6, 8]", "[0, 2]", "[3, +oo)"),
        ("[6, 8]", "[-2, 0]", "(-oo, -3]"),
        ("[6, 8]", "(-oo, -2]", "[-4, 0)"),
        ("[6, 8]", "[2, +oo)", "(0, 4]"),
        ("[6, 8]", "[-1, 1]", "(-oo, +oo)"),
        ("[6, 8]", "(-oo, +oo)", "(-oo, +oo)"),
        ("[0, 8]", "[2, +oo)", "[0, 4]"),
    ],
)
def test_quotient_takes_the_extreme_corners(left: str, right: str, expected: str) -> None:
    assert interval(left) / interval(right) == interval(expected)


def test_quotient_by_zero_alone_is_refused() -> None:
    with pytest.raises(ZeroDivisionError, match="zero"):
        interval("[6, 8]") / interval("[0, 0]")


def test_quotient_is_rounded_outwards() -> None:
    third = Interval.point(Decimal(1)) / Interval.point(Decimal(3))

    assert third == interval(f"[0.{'3' * 34}, 0.{'3' * 33}4]")


def test_scaling_by_a_negative_number_turns_the_interval_round() -> None:
    assert interval("[1, 2)").scaled(Decimal(-10)) == interval("(-20, -10]")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("[1, 2]", "[5, 6]", "[1, 6]"),
        ("(1, 2]", "[1, 2)", "[1, 2]"),
        ("(-oo, 2)", "[1, 3)", "(-oo, 3)"),
    ],
)
def test_hull_holds_both(left: str, right: str, expected: str) -> None:
    assert interval(left).hull(interval(right)) == interval(expected)


@pytest.mark.parametrize(("low", "high", "low_open"), [("2", "1", False), ("1", "1", True)])
def test_empty_interval_cannot_be_made(low: str, high: str, low_open: bool) -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Interval(Decimal(low), Decimal(high), low_open)


def test_missing_end_is_open() -> None:
    actual = Interval(None, None)

    assert (actual.low_open, actual.high_open) == (True, True)


def test_approximation_word_has_labels_in_both_languages() -> None:
    labels = [(word.label.vi, word.label.en) for word in (Approximation.NEARLY, Approximation.EXACT)]

    assert labels == [("gần", "nearly"), ("", "")]
