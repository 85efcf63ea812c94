"""Laws of arithmetic with units, and of intervals."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thuocdo.quantities import (
    UNITS,
    Approximation,
    Interval,
    Quantity,
    ScaledUnit,
    UnitMismatch,
    printed_interval,
    quantise,
    root,
)

MONEY = [UNITS.parse(text) for text in ("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "nghìn tỷ đồng")]
LEVELS = [UNITS.parse(text) for text in ("%", "tỷ đồng", "ha", "km2", "người", "triệu lượt", "điểm")]
ANY = [
    *LEVELS,
    *(UNITS.parse(text) for text in ("điểm %", "USD/người/năm", "giường/10.000 dân", "lần", "hạng/63")),
]
VALUES = st.integers(-(10**9), 10**9)


def figures(units: list[ScaledUnit]) -> st.SearchStrategy[Quantity]:
    """Draw printed figures in one of the units."""
    return st.builds(
        lambda value, decimals, unit: Quantity(Decimal(value).scaleb(-decimals), unit, decimals),
        VALUES,
        st.integers(0, 4),
        st.sampled_from(units),
    )


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """Draw an interval and a point inside."""
    low, span, share = draw(VALUES), draw(st.integers(1, 10**6)), draw(st.integers(1, 99))
    inside = Decimal(low) + Decimal(span * share) / 100
    low_end = draw(st.sampled_from([Decimal(low), None]))
    high_end = draw(st.sampled_from([Decimal(low + span), None]))
    return Interval(low_end, high_end, draw(st.booleans()), draw(st.booleans())), inside


@given(figures(MONEY), figures(MONEY))
def test_sum_does_not_depend_on_the_order(a: Quantity, b: Quantity) -> None:
    assert (a + b).canonical == (b + a).canonical


@given(figures(MONEY), figures(MONEY), figures(MONEY))
def test_sum_does_not_depend_on_the_brackets(a: Quantity, b: Quantity, c: Quantity) -> None:
    assert ((a + b) + c).canonical == (a + (b + c)).canonical


@given(figures(MONEY), figures(MONEY))
def test_difference_undoes_the_sum(a: Quantity, b: Quantity) -> None:
    assert ((a + b) - b).canonical == a.canonical


@given(figures([UNITS.parse("%")]), figures([UNITS.parse("%")]))
def test_percent_is_percent_plus_the_points_between(a: Quantity, b: Quantity) -> None:
    points = a - b

    assert points.unit.unit.id == "percentage_point"
    assert (b + points).value == a.value


@given(figures(ANY), figures(ANY))
def test_product_does_not_depend_on_the_order(a: Quantity, b: Quantity) -> None:
    assert (a * b).canonical == (b * a).canonical
    assert (a * b).unit.unit.dimension == (b * a).unit.unit.dimension


@given(figures(ANY), figures(ANY))
def test_dimension_of_a_product_is_the_sum_of_dimensions(a: Quantity, b: Quantity) -> None:
    powers = dict(a.unit.unit.dimension)
    for base, exponent in b.unit.unit.dimension:
        powers[base] = powers.get(base, 0) + exponent

    assert dict((a * b).unit.unit.dimension) == {base: power for base, power in powers.items() if power}


@given(figures(LEVELS))
def test_quotient_by_itself_is_a_pure_one(a: Quantity) -> None:
    assume(a.value)

    actual = a / a

    assert (actual.value, actual.unit.unit.id) == (1, "one")


@given(figures(ANY), figures(ANY))
def test_units_that_do_not_go_together_are_refused_from_both_sides(a: Quantity, b: Quantity) -> None:
    assume(a.unit.unit.dimension != b.unit.unit.dimension)

    with pytest.raises(UnitMismatch):
        a + b
    with pytest.raises(UnitMismatch):
        b - a


@given(figures(MONEY), st.sampled_from(MONEY))
def test_conversion_there_and_back_is_the_same_figure(a: Quantity, unit: ScaledUnit) -> None:
    actual = a.to(unit).to(a.unit)

    assert actual.value == a.value
    assert actual.interval == a.interval


@given(figures(ANY), st.sampled_from(Approximation))
def test_interval_holds_the_value_or_ends_at_it(a: Quantity, word: Approximation) -> None:
    interval = printed_interval(a.value, a.decimals, word)

    if word in (Approximation.NEARLY, Approximation.BELOW):
        assert a.value in (interval.low, interval.high)
    else:
        assert interval.contains(a.value)


@given(figures(MONEY), figures(MONEY))
def test_interval_of_a_result_holds_its_value(a: Quantity, b: Quantity) -> None:
    results = [a + b, a - b, a * b, -a, a * Decimal(3), a / 7]
    if b.value:
        results.append(a / b)

    assert [result.interval.contains(result.value) for result in results] == [True] * len(results)


@given(intervals(), intervals())
def test_interval_arithmetic_loses_no_point(
    left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = left, right

    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert a.hull(b).contains(x)
    assert a.hull(b).contains(y)
    assert (-a).contains(-x)


@given(intervals(), intervals())
def test_interval_quotient_loses_no_point(
    left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = left, right
    assume(y)

    quotient = a / b

    # x lies between the products of y with the ends of the quotient, up to their last digit.
    slack = Decimal(10) ** -20
    widened = Interval(
        None if quotient.low is None else quotient.low - slack,
        None if quotient.high is None else quotient.high + slack,
    )
    assert (widened * Interval.point(y)).contains(x)


@given(intervals(), intervals())
def test_intervals_with_a_common_point_meet(
    left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, _) = left, right

    assert a.intersects(a)
    assert a.intersects(b) == b.intersects(a)
    if b.contains(x):
        assert a.intersects(b)


@given(st.integers(0, 10**6), st.integers(1, 12))
def test_root_of_a_power_is_the_number(base: int, n: int) -> None:
    value = Decimal(base)
    power = Decimal(base**n) if base**n < 10**30 else None
    assume(power is not None)

    assert root(power, n) == value  # type: ignore[arg-type]


@given(VALUES, st.integers(0, 6))
def test_rounding_moves_by_half_a_step_at_most(value: int, decimals: int) -> None:
    exact = Decimal(value).scaleb(-5)

    assert abs(quantise(exact, decimals) - exact) <= Decimal(5).scaleb(-decimals - 1)
