"""The arithmetic of rules keeps every number that print can mean, and no other."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.claims.arithmetic import (
    admissible_totals,
    arithmetic_mean,
    geometric_mean,
    is_reachable,
    yearly_growth,
)
from thuocdo.claims.messages import number, span
from thuocdo.quantities import Interval, printed_interval, quantise

TEN = Interval.point(Decimal(10))


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_the_true_total_of_a_rounded_percentage_is_always_admissible(a: int, b: int, decimals: int) -> None:
    count, whole = sorted((a, b))
    share = printed_interval(quantise(Decimal(100 * count) / whole, decimals), decimals)

    assert whole in admissible_totals(count, share) or share.low is None or share.low <= 0
    assert is_reachable(share, whole)


def test_no_total_makes_five_communes_thirty_five_percent() -> None:
    assert list(admissible_totals(5, printed_interval(Decimal(35), 0))) == []


def test_seventy_communes_at_44_0_percent_are_of_159() -> None:
    assert list(admissible_totals(70, printed_interval(Decimal("44.0"), 1))) == [159]


def test_seven_eighths_of_23_things_cannot_be() -> None:
    share = printed_interval(Decimal("87.5"), 1)

    assert not is_reachable(share, 23)
    assert is_reachable(share, 24)


def test_equal_rates_have_themselves_as_both_means() -> None:
    assert geometric_mean([TEN, TEN, TEN]).contains(Decimal(10))
    assert arithmetic_mean([TEN, TEN, TEN]).contains(Decimal(10))


def test_growth_of_21_percent_in_two_years_is_ten_a_year() -> None:
    assert yearly_growth(Interval.point(Decimal(121)), Interval.point(Decimal(100)), 2).contains(Decimal(10))


@given(st.lists(st.integers(-50, 80), min_size=1, max_size=8))
def test_the_geometric_mean_is_never_above_the_arithmetic(rates: list[int]) -> None:
    intervals = [Interval.point(Decimal(rate)) for rate in rates]

    geometric, arithmetic = geometric_mean(intervals), arithmetic_mean(intervals)

    assert geometric.low is not None
    assert arithmetic.high is not None
    assert geometric.low <= arithmetic.high + Decimal("1e-25")


def test_intervals_are_written_as_finely_as_they_are_wide() -> None:
    assert span(printed_interval(Decimal("0.8"), 1)) == "0,75–0,85"
    assert span(printed_interval(Decimal(42500), 0)) == "42.499,5–42.500,5"
    assert span(Interval(None, Decimal(4), high_open=True)) == "< 4"
    assert span(Interval(Decimal(92000), None)) == "≥ 92.000"
    assert span(Interval.point(Decimal(585))) == "585"
    assert span(Interval(None, None)) == "?"


def test_a_worked_out_number_shows_four_digits() -> None:
    assert number(Decimal("4.4736842")) == "4,474"
    assert number(Decimal("123456.7")) == "123.457"
    assert number(Decimal(0)) == "0"
