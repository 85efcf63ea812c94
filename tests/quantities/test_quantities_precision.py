"""Rounding, division and roots."""

from decimal import Decimal

import pytest

from thuocdo.quantities import CONTEXT, divide, quantise, root


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("14.449", 1, "14.4"),
        ("14.45", 1, "14.5"),
        ("14", 2, "14.00"),
        ("1250", -2, "1300"),
    ],
)
def test_rounding_takes_halves_away_from_zero(value: str, decimals: int, expected: str) -> None:
    actual = quantise(Decimal(value), decimals)

    assert actual == Decimal(expected)


def test_rounding_keeps_the_places_asked_for() -> None:
    assert str(quantise(Decimal(14), 2)) == "14.00"


def test_rounding_takes_numbers_wider_than_any_context() -> None:
    value = Decimal("9" * 80)

    assert quantise(value, 1) == value


def test_division_has_thirty_four_digits() -> None:
    actual = divide(Decimal(1), Decimal(3))

    assert str(actual) == "0." + "3" * CONTEXT.prec


@pytest.mark.parametrize("dividend", ["1", "0"])
def test_division_by_zero_is_told_as_such(dividend: str) -> None:
    with pytest.raises(ZeroDivisionError):
        divide(Decimal(dividend), Decimal(0))


@pytest.mark.parametrize(
    ("value", "n", "expected"),
    [("8", 3, "2"), ("2", 1, "2"), ("0", 5, "0"), ("1", 7, "1"), ("1.4641", 4, "1.1"), ("0.00032", 5, "0.2")],
)
def test_exact_root_is_exact(value: str, n: int, expected: str) -> None:
    actual = root(Decimal(value), n)

    assert actual == Decimal(expected)


def test_root_is_right_to_thirty_digits() -> None:
    actual = root(Decimal(2), 2)

    assert abs(actual * actual - 2) < Decimal("1E-30")


def test_mean_growth_of_the_five_years_of_the_draft_is_geometric() -> None:
    rates = [Decimal(rate) for rate in ("8.52", "19.30", "14.99", "13.85", "13.60")]
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / 100

    actual = quantise((root(product, 5) - 1) * 100, 2)

    assert actual == Decimal("14.00")


@pytest.mark.parametrize(("value", "n"), [("-8", 3), ("8", 0), ("8", -1)])
def test_root_that_does_not_exist_is_refused(value: str, n: int) -> None:
    with pytest.raises(ValueError, match="root"):
        root(Decimal(value), n)
