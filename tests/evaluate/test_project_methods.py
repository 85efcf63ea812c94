"""Each way to carry a short series on, and the back-test that picks among them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.evaluate.projection.backtest import WINDOW, choose_method, error_per_year, run_back_tests
from thuocdo.evaluate.projection.methods import (
    COMPOUND_GROWTH,
    METHODS,
    FigureKind,
    Point,
    carry_forward,
    compound_growth,
    damped_trend,
    mean_level,
    median,
    median_level,
    median_slope,
    straight_line,
    usable_methods,
)

D = Decimal


def points(*values: str, start: int = 2021) -> list[Point]:
    return [Point(start + index, D(value)) for index, value in enumerate(values)]


def test_last_figure_is_kept() -> None:
    assert carry_forward(points("8", "9", "10"), 2030) == D(10)


def test_median_level_ignores_one_odd_year() -> None:
    assert median_level(points("10", "99", "11"), 2030) == D(11)


def test_mean_level_is_the_mean_of_the_years() -> None:
    assert mean_level(points("8", "10", "15"), 2030) == D(11)


def test_straight_line_goes_on_by_the_mean_yearly_change() -> None:
    assert straight_line(points("10", "13", "14"), 2026) == D(20)


def test_median_slope_ignores_one_odd_year() -> None:
    assert median_slope(points("10", "12", "40", "16", "18"), 2027) == D(22)


def test_damped_trend_adds_less_each_year() -> None:
    assert damped_trend(points("10", "20"), 2024) == D(20) + D(10) * (D("0.8") + D("0.64"))


def test_compound_growth_doubles_again_in_the_same_time() -> None:
    series = [Point(2020, D(100)), Point(2022, D(200))]

    assert round(compound_growth(series, 2024), 10) == D(400)


def test_median_of_an_even_number_is_the_mean_of_the_middle_two() -> None:
    assert median([D(4), D(1), D(3), D(2)]) == D("2.5")


def test_compound_growth_is_not_offered_for_a_zero() -> None:
    assert COMPOUND_GROWTH not in usable_methods(FigureKind.LEVEL, points("0", "5"))
    assert COMPOUND_GROWTH in usable_methods(FigureKind.LEVEL, points("1", "5"))


@pytest.mark.parametrize("kind", FigureKind)
def test_every_kind_has_a_method_that_needs_nothing_but_figures(kind: FigureKind) -> None:
    assert usable_methods(kind, points("0", "-5"))


def test_back_test_leaves_out_the_last_one_two_and_three() -> None:
    tests = run_back_tests(FigureKind.SHARE, points("1", "2", "3", "4", "5"), {2025: "xix"})

    line = next(test for test in tests if test.method == "straight_line")

    assert [(one.origin, one.year) for one in line.errors] == [
        (2022, 2023), (2022, 2024), (2022, 2025), (2023, 2024), (2023, 2025), (2024, 2025),
    ]  # fmt: skip
    assert [one.error for one in line.errors] == [D(0)] * 6
    assert [one.term for one in line.errors] == ["", "", "xix", "", "xix", "xix"]


def test_method_with_the_smallest_error_is_chosen() -> None:
    series = points("1", "2", "3", "4")
    tests = run_back_tests(FigureKind.SHARE, series, {})

    assert choose_method(FigureKind.SHARE, tests, series).id == "straight_line"


def test_of_equal_errors_the_simplest_is_chosen() -> None:
    series = points("7", "7", "7")
    tests = run_back_tests(FigureKind.LEVEL, series, {})

    assert choose_method(FigureKind.LEVEL, tests, series).id == "carry_forward"


def test_geometric_series_is_told_by_compound_growth() -> None:
    series = points("100", "150", "225", "337.5")
    tests = run_back_tests(FigureKind.LEVEL, series, {})

    assert choose_method(FigureKind.LEVEL, tests, series).id == "compound_growth"


def test_two_points_cannot_be_back_tested() -> None:
    series = points("1", "2")
    tests = run_back_tests(FigureKind.SHARE, series, {})

    assert [test.mean_absolute_error for test in tests] == [None] * len(METHODS[FigureKind.SHARE])
    assert choose_method(FigureKind.SHARE, tests, series).id == "straight_line"
    assert error_per_year(tests[0]) is None
    assert error_per_year(None) is None


def test_no_test_at_all_falls_back_to_the_plainest() -> None:
    assert choose_method(FigureKind.RANK, (), points("1", "2")).id == "carry_forward"


def test_error_per_year_divides_by_the_years_ahead() -> None:
    carry = run_back_tests(FigureKind.SHARE, points("0", "0", "1", "6"), {})[0]

    # seen up to 2022: 0 for 2023 (off by 1), 0 for 2024 (off by 6, 3 a year); up to 2023: off by 5.
    assert error_per_year(carry) == D(5)


def test_a_method_sees_at_most_one_term() -> None:
    series = points(*"1000000", start=2015)
    tests = run_back_tests(FigureKind.RATE, series, {})
    mean = next(test for test in tests if test.method == "mean_level")

    assert WINDOW == 5
    assert [one.forecast for one in mean.errors if one.origin == 2020] == [D(0)]


DECIMALS = st.decimals(min_value=-1000, max_value=1000, allow_nan=False, places=2)


@given(st.lists(DECIMALS, min_size=2, max_size=6), st.integers(1, 6))
def test_a_constant_shift_moves_every_forecast_by_it(values: list[Decimal], ahead: int) -> None:
    series = [Point(2020 + index, value) for index, value in enumerate(values)]
    moved = [Point(point.year, point.value + 100) for point in series]
    year = series[-1].year + ahead

    for method in METHODS[FigureKind.SHARE]:
        assert abs(method.run(moved, year) - method.run(series, year) - 100) < D("1e-15")


@given(DECIMALS, DECIMALS, st.integers(3, 6), st.integers(1, 6))
def test_an_exact_line_is_continued_exactly(start: Decimal, slope: Decimal, count: int, ahead: int) -> None:
    series = [Point(2020 + index, start + slope * index) for index in range(count)]
    year = series[-1].year + ahead

    assert straight_line(series, year) == start + slope * (year - 2020)
    assert median_slope(series, year) == start + slope * (year - 2020)
