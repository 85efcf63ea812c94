"""A formula gives a figure with every number shown, or a reason, and never an exception."""

from __future__ import annotations

from decimal import Decimal

import pytest
from figure_world import PROVINCE, measure, resolver_of, saw

from thuocdo.facts.model import Stage
from thuocdo.periods import parse_period, term, year
from thuocdo.plan.model import OverTime
from thuocdo.quantities import Approximation, Interval, quantise

D = Decimal

BASE = [
    measure("grdp", "tỷ đồng", 0, over_time=OverTime.SUM, name="GRDP"),
    measure("industry", "nghìn tỷ đồng", 1, over_time=OverTime.SUM, name="Công nghiệp"),
    measure("people", "người", 0, name="Dân số"),
    measure("share", "%", 1, name="Tỷ trọng"),
    measure("rate", "%", 2, over_time=OverTime.GEOMETRIC_MEAN, name="Tốc độ tăng"),
    measure("beds", "giường", 0, name="Giường"),
    measure("exports", "triệu USD", 0, over_time=OverTime.SUM, name="Xuất khẩu"),
]
ROWS = [
    saw("grdp", "2024", "200", "tỷ đồng"),
    saw("grdp", "2025", "250", "tỷ đồng"),
    saw("industry", "2025", "0.1", "nghìn tỷ đồng"),
    saw("people", "2025", "1000", "người"),
    saw("share", "2024", "66.2"),
    saw("share", "2025", "69"),
    saw("rate", "2024", "20"),
    saw("rate", "2025", "20"),
    saw("beds", "2020", "50", "giường"),
    saw("beds", "2024", "90", "giường"),
    saw("beds", "2025", "100", "giường"),
    saw("beds", "2025", "40", "giường", breakdown="URBANISATION=U"),
    saw("beds", "2024-Q2", "80", "giường"),
    saw("beds", "2025-Q2", "88", "giường"),
    saw("exports", "2025", "3", "triệu USD"),
]


def work(formula, unit="%", period="2025", decimals=1, rates=None, rows=ROWS, over_time=OverTime.NONE):
    """Work out a formula for the sample province; NONE keeps its period as asked."""
    derived = measure("y", unit, decimals, formula, over_time=over_time, name="Kết quả")
    return resolver_of([*BASE, derived], rows, rates).figure("y", PROVINCE, parse_period(period))


@pytest.mark.parametrize(
    ("formula", "unit", "value", "written"),
    [
        ("grdp", "tỷ đồng", "250", "= 250 tỷ đồng = 250,0 tỷ đồng"),
        ("grdp + industry", "tỷ đồng", "350", "= 250 tỷ đồng + 0,1 nghìn tỷ đồng = 350,0 tỷ đồng"),
        ("grdp - 2 * grdp", "tỷ đồng", "-250", "= 250 tỷ đồng − 2 × 250 tỷ đồng = −250,0 tỷ đồng"),
        ("-(grdp - grdp / 2)", "tỷ đồng", "-125", "= −(250 tỷ đồng − 250 tỷ đồng ÷ 2) = −125,0 tỷ đồng"),
        (
            "grdp / (people * 2)",
            "triệu đồng/người",
            "125",
            "= 250 tỷ đồng ÷ (1.000 người × 2) = 125,0 triệu đồng/người",
        ),
        ("grdp * 0.5", "tỷ đồng", "125", "= 250 tỷ đồng × 0,5 = 125,0 tỷ đồng"),
        ("share(industry, grdp)", "%", "40", "= 0,1 nghìn tỷ đồng ÷ 250 tỷ đồng × 100 = 40,0%"),
        ("industry / grdp", "lần", "0.4", "= 0,1 nghìn tỷ đồng ÷ 250 tỷ đồng = 0,4 lần"),
        (
            "per_head(grdp, people)",
            "triệu đồng/người",
            "250",
            "= 250 tỷ đồng ÷ 1.000 người = 250,0 triệu đồng/người",
        ),
        ("growth(beds)", "%", "11.1", "= (100 giường ÷ 90 giường − 1) × 100 = 11,1%"),
        (
            "nominal_growth(grdp)",
            "%",
            "25",
            "= (250 tỷ đồng ÷ 200 tỷ đồng − 1) × 100 = 25,0% (danh nghĩa, theo giá hiện hành)",
        ),
        (
            "real_growth(grdp)",
            "%",
            "25",
            "= (250 tỷ đồng ÷ 200 tỷ đồng − 1) × 100 = 25,0% (theo giá so sánh)",
        ),
        ('growth_over(beds, at(beds, "2020"))', "%", "100", "= (100 giường ÷ 50 giường − 1) × 100 = 100,0%"),
        ("points(share)", "điểm phần trăm", "2.8", "= 69,0% − 66,2% = 2,8 điểm phần trăm"),
        ("change(beds)", "giường", "10", "= 100 giường − 90 giường = 10,0 giường"),
        ("previous(beds)", "giường", "90", "= 90 giường = 90,0 giường"),
        (
            "contribution(previous(share), rate)",
            "điểm phần trăm",
            "13.2",
            "= 66,2% × 20,00% = 13,2 điểm phần trăm",
        ),
        ("beds[URBANISATION=U]", "giường", "40", "= 40 giường = 40,0 giường"),
        ("share(beds[URBANISATION=U], beds)", "%", "40", "= 40 giường ÷ 100 giường × 100 = 40,0%"),
        ("1 + 1", "lần", "2", "= 1 + 1 = 2,0 lần"),
        ("mean(beds)", "giường", "100", "= 100 giường ÷ 1 = 100,0 giường"),
    ],
)
def test_formula_gives_and_shows(formula, unit, value, written):
    found = work(formula, unit)
    assert quantise(found.value, 1) == D(value)
    assert found.steps[-1].text.vi == f"Kết quả năm 2025 {written}"


@pytest.mark.parametrize(
    ("formula", "unit", "value", "written"),
    [
        ("sum(grdp)", "tỷ đồng", "450", "= 200 tỷ đồng + 250 tỷ đồng = 450,0 tỷ đồng"),
        ("2 * sum(grdp)", "tỷ đồng", "900", "= 2 × (200 tỷ đồng + 250 tỷ đồng) = 900,0 tỷ đồng"),
        ("mean(beds)", "giường", "95", "= (90 giường + 100 giường) ÷ 2 = 95,0 giường"),
        ("last(beds) - first(beds)", "giường", "10", "= 100 giường − 90 giường = 10,0 giường"),
        ("geometric_mean(rate)", "%", "20", "= √(1,2000 × 1,2000) − 1 = 20,0%"),
    ],
)
def test_functions_over_the_years_of_a_term(formula, unit, value, written):
    found = work(formula, unit, "2024-2025")
    assert quantise(found.value, 1) == D(value)
    assert found.steps[-1].text.vi == f"Kết quả giai đoạn 2024-2025 {written}"


def test_figure_taken_over_unchanged_is_written_once():
    assert work("beds", "giường", decimals=0).steps[-1].text.vi == "Kết quả năm 2025 = 100 giường"


def test_growth_of_a_quarter_is_on_the_same_quarter_of_last_year():
    assert work("growth(beds)", "%", "2025-Q2").value == 10


def test_term_of_a_growth_formula_is_compounded_from_its_years():
    found = work("growth(beds)", "%", "2024-2025", over_time=OverTime.GEOMETRIC_MEAN)
    assert found.reason.vi == "mới có 1/2 kỳ; còn thiếu: năm 2024 – Giường năm 2023: chưa có số liệu năm 2023"
    rows = [*ROWS, saw("beds", "2023", "80", "giường")]
    found = work("growth(beds)", "%", "2024-2025", over_time=OverTime.GEOMETRIC_MEAN, rows=rows)
    assert quantise(found.value, 2) == D("11.80")


def test_conversion_uses_the_declared_rate_and_prints_it():
    found = work('per_head(convert(grdp, "USD"), people)', "USD/người", rates={"2025": "25000"})
    assert found.value == 10000
    assert [step.text.vi for step in found.steps][-2:] == [
        "Tỷ giá năm 2025: 1 USD = 25.000 đồng (NHNN)",
        "Kết quả năm 2025 = 250 tỷ đồng ÷ 25.000 đồng/USD ÷ 1.000 người = 10.000,0 USD/người",
    ]


def test_conversion_into_dong_multiplies():
    found = work('convert(exports, "VND")', "tỷ đồng", rates={"2025": "25000"})
    assert found.value == 75


def test_conversion_into_the_same_currency_changes_nothing():
    assert work('convert(grdp, "VND")', "tỷ đồng").value == 250


@pytest.mark.parametrize("rates", [{}, {"2024": "25000"}, {"2025-Q1": "25000"}, {"2021-2025": "24000"}])
def test_conversion_without_a_rate_for_the_period_says_what_to_add(rates):
    found = work('convert(grdp, "USD")', "triệu USD", rates=rates)
    assert found.value is None
    assert found.reason.vi == "chưa khai tỷ giá cho năm 2025: thêm dòng 2025 vào exchange_rates.csv"


def test_rate_of_the_exact_period_goes_before_that_of_the_year():
    rows = [saw("exports", "2025-Q1", "1", "triệu USD")]
    rates = {"2025": "25000", "2025-Q1": "26000"}
    assert work('convert(exports, "VND")', "triệu đồng", "2025-Q1", rates=rates, rows=rows).value == 26000
    del rates["2025-Q1"]
    assert work('convert(exports, "VND")', "triệu đồng", "2025-Q1", rates=rates, rows=rows).value == 25000


def test_rate_of_an_administrative_period_is_not_for_a_calendar_one():
    assert work('convert(grdp, "USD")', "triệu USD", rates={"2024-12-15/P1Y": "25000"}).value is None


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("grdp / (beds - beds)", "tỷ đồng/giường"),
        ("growth_over(beds, beds - beds)", "%"),
        ("share(1, 0)", "%"),
    ],
)
def test_division_by_zero_is_a_reason(formula, unit):
    found = work(formula, unit)
    assert found.value is None
    assert found.reason.vi.startswith("chia cho 0: ")
    assert found.reason.en.startswith("division by 0: ")


def test_missing_input_is_named_with_its_period_and_reason():
    found = work("growth(people)")
    assert found.reason.vi == "Dân số năm 2024: chưa có số liệu năm 2024"


@pytest.mark.parametrize("formula", ["growth(beds)", "points(share)", "previous(beds)"])
def test_term_has_no_previous_year(formula):
    unit = {"growth(beds)": "%", "points(share)": "điểm phần trăm"}.get(formula, "giường")
    found = work(formula, unit, "2024-2025")
    assert "không có “năm trước”" in found.reason.vi


def test_growth_of_an_odd_span_is_on_the_same_days_of_last_year():
    rows = [
        saw("beds", "2025-01-01/2025-03-25", "11", "giường"),
        saw("beds", "2024-01-01/2024-03-25", "10", "giường"),
    ]
    assert work("growth(beds)", period="2025-01-01/2025-03-25", rows=rows).value == 10


def test_span_that_is_not_whole_years_has_no_years_to_add():
    found = work("sum(beds)", "giường", "2024-01-01/2025-03-25")
    assert "không gồm những năm trọn vẹn" in found.reason.vi


def test_rate_below_minus_100_percent_is_a_reason():
    rows = [saw("rate", "2024", "-150"), saw("rate", "2025", "3")]
    assert "giảm quá 100" in work("geometric_mean(rate)", period="2024-2025", rows=rows).reason.vi


def test_stage_is_that_of_the_weakest_input():
    rows = [saw("industry", "2025", "0.1", "nghìn tỷ đồng", stage=Stage.ESTIMATE_1), *ROWS[:2]]
    assert work("share(industry, grdp)", rows=rows).stage is Stage.ESTIMATE_1


def test_partial_input_makes_the_result_partial():
    rows = [saw("beds", "2025-03", "7", "giường")]
    found = work("2 * beds", "giường", rows=rows)
    assert (found.value, found.is_partial) == (14, True)


def test_interval_holds_every_reading_of_the_inputs():
    found = work("grdp - previous(grdp)", "tỷ đồng")
    assert found.interval == Interval(D(49), D(51))
    assert work("-beds", "giường").interval == Interval(D("-100.5"), D("-99.5"))
    assert work("geometric_mean(rate)", period="2024-2025").interval.contains(D(20))


def test_unknown_interval_of_an_input_leaves_the_result_without_one():
    rows = [saw("rate", period, "20", approximation=Approximation.AT_LEAST) for period in ("2024", "2025")]
    open_ended = measure("g", "%", 1, "geometric_mean(rate)", over_time=OverTime.NONE)

    def worked(formula, period):
        derived = measure("y", "%", 1, formula, over_time=OverTime.NONE)
        found = resolver_of([*BASE, open_ended, derived], rows).figure("y", PROVINCE, period)
        return found.value, found.interval

    assert worked("rate * 1", year(2025)) == (20, Interval(D(20), None))
    assert worked("-g", year(2025)) == (-20, None)
    assert worked("g + rate", year(2025)) == (40, None)
    assert worked("geometric_mean(g)", term(2024, 2025)) == (20, None)


def test_steps_of_the_inputs_come_first_and_once():
    found = work("beds + beds", "giường")
    assert [step.text.vi.split(" = ")[0] for step in found.steps] == ["Giường năm 2025", "Kết quả năm 2025"]
    assert len(found.inputs) == 1


def test_formula_of_a_formula_carries_the_whole_derivation():
    derived = [
        measure("y", "%", 1, "share(industry, grdp)", name="Tỷ trọng CN"),
        measure("z", "%", 1, "y * 2", name="Gấp đôi"),
    ]
    found = resolver_of([*BASE, *derived], ROWS).figure("z", PROVINCE, year(2025))
    assert found.value == 80
    assert len(found.steps) == 4
