"""A figure is found in a fixed order, and when there is none the reason is told."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from figure_world import COMMUNES, EAST, NOW, PROVINCE, WEST, measure, pack_of, resolver_of, saw

from thuocdo.errors import ThuocdoError
from thuocdo.evaluate.resolve import Resolver, UnknownIndicatorError
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import ObsStatus, Stage
from thuocdo.periods import admin_year, parse_period, term, year
from thuocdo.plan.model import Missing, OverAreas, OverTime
from thuocdo.quantities import Approximation, Interval, quantise

D = Decimal
RATES = {"2021": "8.52", "2022": "19.30", "2023": "14.99", "2024": "13.85", "2025": "13.60"}
GROWTH = measure("growth", "%", 2, over_time=OverTime.GEOMETRIC_MEAN, name="Tốc độ tăng GRDP")
MONEY = measure("money", "tỷ đồng", 0, over_time=OverTime.SUM, name="Vốn đầu tư")
STOCK = measure("stock", "%", 1, name="Tỷ lệ đô thị hóa")


def yearly_rates(stage=Stage.OFFICIAL):
    return [saw("growth", period, value, stage=stage) for period, value in RATES.items()]


def texts(evidence):
    return [step.text.vi for step in evidence.steps]


# -- 1 direct ----------------------------------------------------------------------------------------


def test_own_observation_is_taken_as_printed():
    found = resolver_of([STOCK], [saw("stock", "2025", "57.1", place="L505")]).figure(
        "stock", PROVINCE, year(2025)
    )
    assert (found.value, found.stage, found.is_partial) == (D("57.1"), Stage.OFFICIAL, False)
    assert found.interval == Interval(D("57.05"), D("57.15"))
    assert texts(found) == ["Tỷ lệ đô thị hóa năm 2025 = 57,1% (chính thức; bc L505)"]


def test_printed_unit_is_turned_into_the_indicators():
    found = resolver_of([MONEY], [saw("money", "2025", "366.3", "nghìn tỷ đồng")]).figure(
        "money", PROVINCE, year(2025)
    )
    assert found.value == 366300
    assert found.interval == Interval(D(366250), D(366350))
    assert "366,3 nghìn tỷ đồng = 366.300 tỷ đồng" in texts(found)[0]


def test_approximation_word_is_kept_in_interval_and_text():
    row = saw("stock", "2025", "90", approximation=Approximation.ABOVE)
    found = resolver_of([STOCK], [row]).figure("stock", PROVINCE, year(2025))
    assert found.interval == Interval(D(90), D(100), high_open=True)
    assert "= trên 90%" in texts(found)[0]


def test_other_currency_needs_the_declared_rate_and_names_it():
    row = saw("money", "2025", "2", "tỷ USD")
    found = resolver_of([MONEY], [row], {"2025": "25500"}).figure("money", PROVINCE, year(2025))
    assert found.value == 51000
    assert texts(found)[0] == "Tỷ giá năm 2025: 1 USD = 25.500 đồng (NHNN)"
    without = resolver_of([MONEY], [row]).figure("money", PROVINCE, year(2025))
    assert without.value is None
    assert "exchange_rates.csv" in without.reason.vi


def test_figure_in_a_foreign_unit_is_no_figure():
    found = resolver_of([MONEY], [saw("money", "2025", "2", "ha")]).figure("money", PROVINCE, year(2025))
    assert found.value is None
    assert found.reason.vi


def test_breakdown_is_its_own_series():
    rows = [saw("stock", "2025", "57.1"), saw("stock", "2025", "99", breakdown="URBANISATION=U")]
    resolver = resolver_of([STOCK], rows)
    assert resolver.figure("stock", PROVINCE, year(2025)).value == D("57.1")
    assert resolver.figure("stock", PROVINCE, year(2025), "URBANISATION=U").value == 99


def test_figure_is_as_it_was_known_then():
    rows = [
        saw("stock", "2023", "50", stage=Stage.ESTIMATE_1, known_from="2023-12-01"),
        saw("stock", "2023", "51", known_from="2024-06-01"),
    ]
    before = resolver_of([STOCK], rows, as_of=datetime(2024, 1, 1)).figure("stock", PROVINCE, year(2023))
    after = resolver_of([STOCK], rows).figure("stock", PROVINCE, year(2023))
    assert (before.value, before.stage) == (50, Stage.ESTIMATE_1)
    assert (after.value, after.stage) == (51, Stage.OFFICIAL)


# -- 2 over time -------------------------------------------------------------------------------------


def test_growth_of_a_term_is_compounded_from_its_years():
    found = resolver_of([GROWTH], yearly_rates()).figure("growth", PROVINCE, term(2021, 2025))
    assert quantise(found.value, 2) == D("14.00")
    assert texts(found)[-1] == (
        "Tốc độ tăng GRDP giai đoạn 2021-2025 = ⁵√(1,0852 × 1,1930 × 1,1499 × 1,1385 × 1,1360) − 1 = 14,00%"
    )
    assert len(found.inputs) == 5


def test_stated_term_figure_is_checked_against_the_years():
    rows = [*yearly_rates(), saw("growth", "2021-2025", "14", place="L165")]
    found = resolver_of([GROWTH], rows).figure("growth", PROVINCE, term(2021, 2025))
    assert quantise(found.value, 4) == D("13.9959") or quantise(found.value, 2) == D("14.00")
    assert texts(found)[-1] == (
        "Đối chiếu: số công bố cả giai đoạn 14% (bc L165), tính từ các năm 14,00%: khớp trong phạm vi làm tròn"
    )
    assert len(found.inputs) == 6


def test_stated_term_figure_that_contradicts_the_years_is_told():
    rows = [*yearly_rates(), saw("growth", "2021-2025", "15.0")]
    found = resolver_of([GROWTH], rows).figure("growth", PROVINCE, term(2021, 2025))
    assert quantise(found.value, 2) == D("14.00")
    assert "KHÔNG khớp, chênh −1,00" in texts(found)[-1]


def test_stated_term_figure_stands_when_a_year_is_missing():
    rows = [*yearly_rates()[:4], saw("growth", "2021-2025", "14.0")]
    found = resolver_of([GROWTH], rows).figure("growth", PROVINCE, term(2021, 2025))
    assert found.value == 14
    assert len(found.steps) == 1


def test_official_term_figure_is_not_replaced_by_a_sum_of_estimates():
    rows = [*yearly_rates(Stage.ESTIMATE_1), saw("growth", "2021-2025", "15.0")]
    found = resolver_of([GROWTH], rows).figure("growth", PROVINCE, term(2021, 2025))
    assert (found.value, found.stage) == (15, Stage.OFFICIAL)
    assert "KHÔNG khớp" in texts(found)[-1]


def test_flow_of_a_term_is_the_sum_of_its_years():
    rows = [saw("money", str(number), "10", "tỷ đồng") for number in range(2021, 2026)]
    found = resolver_of([MONEY], rows).figure("money", PROVINCE, term(2021, 2025))
    assert (found.value, found.coverage.present, found.coverage.expected) == (50, 5, 5)


def test_missing_year_of_a_flow_is_named():
    rows = [saw("money", str(number), "10", "tỷ đồng") for number in (2021, 2022, 2024, 2025)]
    found = resolver_of([MONEY], rows).figure("money", PROVINCE, term(2021, 2025))
    assert found.value is None
    assert found.reason.vi == "mới có 4/5 kỳ; còn thiếu: năm 2023"


def test_withdrawn_year_is_missing_and_never_comes_back():
    rows = [saw("money", str(number), "10", "tỷ đồng") for number in range(2021, 2026)]
    gone = saw("money", "2023", None, "tỷ đồng", status=ObsStatus.WITHDRAWN, known_from="2025-06-01")
    for strategy, value in ((Missing.REQUIRE_ALL, None), (Missing.AVAILABLE, 40), (Missing.AS_ZERO, 40)):
        money = measure("money", "tỷ đồng", 0, over_time=OverTime.SUM, missing=strategy)
        found = resolver_of([money], [*rows, gone]).figure("money", PROVINCE, term(2021, 2025))
        assert (found.value, found.coverage.missing) == (value, ("năm 2023",))
        assert "năm 2023 – nguồn đã rút số liệu (bc L1)" in (found.reason.vi or texts(found)[-1])


def test_year_is_added_up_from_all_its_quarters():
    rows = [saw("money", f"2025-Q{number}", "10", "tỷ đồng") for number in range(1, 5)]
    resolver = resolver_of([MONEY], rows)
    assert resolver.figure("money", PROVINCE, year(2025)).value == 40
    assert resolver.figure("money", PROVINCE, parse_period("2025-S1")).value == 20


def test_administrative_year_is_added_up_from_its_own_quarters():
    rows = [
        saw("money", f"{start}-15/P3M", "10", "tỷ đồng")
        for start in ("2024-12", "2025-03", "2025-06", "2025-09")
    ]
    resolver = resolver_of([MONEY], rows)
    assert resolver.figure("money", PROVINCE, admin_year(2025)).value == 40
    assert resolver.figure("money", PROVINCE, year(2025)).value is None


def test_year_is_not_added_up_from_some_quarters():
    for strategy in Missing:
        money = measure("money", "tỷ đồng", 0, over_time=OverTime.SUM, missing=strategy)
        rows = [saw("money", f"2025-Q{number}", "10", "tỷ đồng") for number in range(1, 4)]
        found = resolver_of([money], rows).figure("money", PROVINCE, year(2025))
        assert found.value is None
        assert found.reason.vi == "chưa có số liệu năm 2025; mới có quý III/2025"


def test_own_year_is_preferred_to_its_quarters():
    rows = [saw("money", f"2025-Q{number}", "10", "tỷ đồng") for number in range(1, 5)]
    found = resolver_of([MONEY], [*rows, saw("money", "2025", "41", "tỷ đồng")]).figure(
        "money", PROVINCE, year(2025)
    )
    assert found.value == 41


def test_quarterly_growth_rates_do_not_make_a_year():
    rows = [saw("growth", f"2025-Q{number}", "10") for number in range(1, 5)]
    assert resolver_of([GROWTH], rows).figure("growth", PROVINCE, year(2025)).value is None


def test_ratio_over_time_divides_the_sums_of_the_years():
    ratio = measure("ratio", over_time=OverTime.RATIO, numerator="above", denominator="below")
    parts = [measure(key, "xã", 0, over_time=OverTime.SUM) for key in ("above", "below")]
    rows = [
        saw(key, period, value, "xã")
        for key, values in (("above", "19"), ("below", "28"))
        for period, value in zip(("2021", "2022"), values, strict=True)
    ]
    found = resolver_of([ratio, *parts], rows).figure("ratio", PROVINCE, term(2021, 2022))
    assert found.value == 100
    stated = [*rows, saw("ratio", "2021-2022", "100")]
    found = resolver_of([ratio, *parts], stated).figure("ratio", PROVINCE, term(2021, 2022))
    assert "khớp trong phạm vi làm tròn" in texts(found)[-1]


def test_stock_of_a_term_is_that_of_its_last_year():
    rows = [saw("stock", "2024", "50"), saw("stock", "2025", "57.1")]
    found = resolver_of([STOCK], rows).figure("stock", PROVINCE, term(2021, 2025))
    assert (found.value, found.period, found.is_partial) == (D("57.1"), year(2025), False)


def test_stock_in_march_stands_for_the_year_as_partial():
    rows = [saw("stock", "2025-02", "56"), saw("stock", "2025-03", "57")]
    found = resolver_of([STOCK], rows).figure("stock", PROVINCE, year(2025))
    assert (found.value, found.period, found.is_partial) == (57, parse_period("2025-03"), True)


def test_stock_in_december_is_that_of_the_year():
    found = resolver_of([STOCK], [saw("stock", "2025-12", "57")]).figure("stock", PROVINCE, year(2025))
    assert (found.value, found.is_partial) == (57, False)


def test_stock_of_an_earlier_year_stands_for_the_term_as_partial():
    found = resolver_of([STOCK], [saw("stock", "2023", "50")]).figure("stock", PROVINCE, term(2021, 2025))
    assert (found.value, found.period, found.is_partial) == (50, year(2023), True)


def test_withdrawn_stock_leaves_the_older_one_partial():
    rows = [
        saw("stock", "2025-02", "56"),
        saw("stock", "2025-03", "57"),
        saw("stock", "2025-03", None, status=ObsStatus.WITHDRAWN, known_from="2025-06-01"),
    ]
    found = resolver_of([STOCK], rows).figure("stock", PROVINCE, year(2025))
    assert (found.value, found.is_partial) == (56, True)


def test_unreadable_latest_stock_is_passed_over():
    rows = [saw("stock", "2025-02", "56"), saw("stock", "2025-03", "57", "ha")]
    assert resolver_of([STOCK], rows).figure("stock", PROVINCE, year(2025)).value == 56
    found = resolver_of([STOCK], rows[1:]).figure("stock", PROVINCE, year(2025))
    assert found.value is None


def test_indicator_that_does_not_add_up_over_time_is_only_stated():
    once = measure("once", over_time=OverTime.NONE)
    rows = [saw("once", str(number), "1") for number in range(2021, 2026)]
    assert resolver_of([once], rows).figure("once", PROVINCE, term(2021, 2025)).value is None
    stated = [*rows, saw("once", "2021-2025", "5")]
    assert resolver_of([once], stated).figure("once", PROVINCE, term(2021, 2025)).value == 5


def test_administrative_months_are_never_added_to_calendar_ones():
    rows = [saw("stock", "2025-02-15/P1M", "56")]
    assert resolver_of([STOCK], rows).figure("stock", PROVINCE, year(2025)).value is None


# -- 3 formula ---------------------------------------------------------------------------------------

HEADS = [
    measure("grdp", "tỷ đồng", 0, name="GRDP"),
    measure("people", "người", 0, name="Dân số"),
    measure("head", "triệu đồng/người", 1, "per_head(grdp, people)", name="GRDP bình quân đầu người"),
]


def test_formula_is_worked_out_with_its_numbers():
    rows = [saw("grdp", "2025", "239163", "tỷ đồng"), saw("people", "2025", "1946000", "người")]
    found = resolver_of(HEADS, rows).figure("head", PROVINCE, year(2025))
    assert quantise(found.value, 1) == D("122.9")
    assert texts(found)[-1] == (
        "GRDP bình quân đầu người năm 2025 = 239.163 tỷ đồng ÷ 1.946.000 người = 122,9 triệu đồng/người"
    )
    assert [row.indicator for row in found.inputs] == ["grdp", "people"]


def test_own_figure_goes_before_the_formula():
    rows = [
        saw("grdp", "2025", "239163", "tỷ đồng"),
        saw("people", "2025", "1946000", "người"),
        saw("head", "2025", "120", "triệu đồng/người"),
    ]
    assert resolver_of(HEADS, rows).figure("head", PROVINCE, year(2025)).value == 120


def test_blank_in_the_source_is_filled_by_the_formula_but_a_withdrawal_is_not():
    rows = [saw("grdp", "2025", "200", "tỷ đồng"), saw("people", "2025", "100", "người")]
    blank = saw("head", "2025", None, "triệu đồng/người", status=ObsStatus.NOT_COLLECTED)
    assert resolver_of(HEADS, [*rows, blank]).figure("head", PROVINCE, year(2025)).value == 2000
    gone = saw("head", "2025", None, "triệu đồng/người", status=ObsStatus.WITHDRAWN)
    found = resolver_of(HEADS, [*rows, gone]).figure("head", PROVINCE, year(2025))
    assert (found.value, found.reason.vi) == (None, "nguồn đã rút số liệu (bc L1)")


def test_formula_over_the_whole_year_goes_before_a_figure_of_march():
    rows = [
        saw("grdp", "2025", "200", "tỷ đồng"),
        saw("people", "2025", "100", "người"),
        saw("head", "2025-03", "7", "triệu đồng/người"),
    ]
    assert resolver_of(HEADS, rows).figure("head", PROVINCE, year(2025)).value == 2000
    assert resolver_of(HEADS, rows[1:]).figure("head", PROVINCE, year(2025)).value == 7


def test_formula_without_input_says_which():
    found = resolver_of(HEADS, [saw("grdp", "2025", "1", "tỷ đồng")]).figure("head", PROVINCE, year(2025))
    assert (found.value, found.reason.vi) == (None, "Dân số năm 2025: chưa có số liệu năm 2025")


def test_circle_is_refused_at_evaluation_too():
    circle = [measure("a", formula="b"), measure("b", formula="a")]
    found = resolver_of(circle, []).figure("a", PROVINCE, year(2025))
    assert (found.value, found.reason.vi) == (None, "công thức lặp vòng nên không tính")
    ratio = measure("r", over_areas=OverAreas.RATIO, over_time=OverTime.RATIO, numerator="r", denominator="r")
    assert resolver_of([ratio]).figure("r", PROVINCE, year(2025)).value is None
    assert resolver_of([ratio]).figure("r", PROVINCE, term(2021, 2025)).value is None


def test_member_of_a_circle_still_gives_its_own_figures():
    circle = [measure("a", formula="b"), measure("b", formula="a")]
    assert resolver_of(circle, [saw("a", "2025", "3")]).figure("a", PROVINCE, year(2025)).value == 3


def test_unreadable_formula_is_a_reason_and_no_exception():
    found = resolver_of([measure("a", formula="1 +")]).figure("a", PROVINCE, year(2025))
    assert found.value is None
    assert "công thức viết sai" in found.reason.vi


# -- 4 over areas ------------------------------------------------------------------------------------


def communes(key, *values, unit="xã"):
    return [
        saw(key, "2025", value, unit, area=area)
        for area, value in zip(COMMUNES, values, strict=True)
        if value is not None
    ]


def test_province_is_added_up_through_its_districts():
    total = measure("total", "xã", 0, over_areas=OverAreas.SUM, name="Số xã")
    resolver = resolver_of([total], communes("total", "1", "2", "4"))
    assert resolver.figure("total", PROVINCE, year(2025)).value == 7
    assert resolver.figure("total", EAST, year(2025)).value == 3
    assert resolver.figure("total", PROVINCE, year(2025)).coverage.unit.vi == "đơn vị cấp huyện"


def test_missing_commune_is_named_in_the_districts_reason():
    total = measure("total", "xã", 0, over_areas=OverAreas.SUM)
    found = resolver_of([total], communes("total", "1", None, "4")).figure("total", EAST, year(2025))
    assert (found.value, found.reason.vi) == (None, "mới có 1/2 đơn vị cấp xã; còn thiếu: xã Hai")


def test_weighted_indicator_takes_its_weights_from_the_same_area():
    rate = measure("rate", over_areas=OverAreas.WEIGHTED, weight="people")
    people = measure("people", "người", 0, over_areas=OverAreas.SUM)
    rows = [*communes("rate", "10", "20", "40", unit="%"), *communes("people", "3", "1", "4", unit="người")]
    resolver = resolver_of([rate, people], rows)
    assert resolver.figure("rate", EAST, year(2025)).value == D("12.5")
    assert resolver.figure("rate", PROVINCE, year(2025)).value == D("26.25")


RATIO = [
    measure(
        "met.rate", over_areas=OverAreas.RATIO, numerator="met", denominator="all", missing=Missing.AVAILABLE
    ),
    measure("met", "xã", 0, over_areas=OverAreas.SUM, missing=Missing.AVAILABLE),
    measure("all", "xã", 0, over_areas=OverAreas.SUM, missing=Missing.AVAILABLE),
]


def test_ratio_is_recomputed_from_the_whole_areas_own_figures():
    rows = [saw("met", "2025", "161", "xã"), saw("all", "2025", "182", "xã")]
    found = resolver_of(RATIO, rows).figure("met.rate", PROVINCE, year(2025))
    assert quantise(found.value, 2) == D("88.46")
    assert found.coverage is None


def test_ratio_pairs_numerator_and_denominator_of_the_same_area():
    rows = [*communes("met", "1", None, "4"), *communes("all", "2", "100", "4")]
    found = resolver_of(RATIO, rows).figure("met.rate", EAST, year(2025))
    assert (found.value, found.coverage.missing) == (50, ("xã Hai",))


def test_indicator_that_does_not_add_up_over_areas_has_no_figure_there():
    rows = communes("stock", "1", "2", "3", unit="%")
    found = resolver_of([STOCK], rows).figure("stock", PROVINCE, year(2025))
    assert (found.value, found.reason.vi) == (None, "chưa có số liệu năm 2025")


def test_lowest_area_has_nothing_to_add_up():
    total = measure("total", "xã", 0, over_areas=OverAreas.SUM)
    assert resolver_of([total]).figure("total", COMMUNES[0], year(2025)).value is None


def test_areas_of_the_last_day_before_the_end_are_taken():
    total = measure("total", "xã", 0, over_areas=OverAreas.SUM)
    rows = [saw("total", "2028", value, "xã", area=area) for area, value in ((EAST, "1"), (WEST, "2"))]
    assert resolver_of([total], rows).figure("total", PROVINCE, year(2028)).value == 3


# -- reasons, memory and the other questions -----------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "vi", "en"),
    [
        (ObsStatus.NOT_COLLECTED, "nguồn để trống (bc L1)", "the source leaves it blank (bc L1)"),
        (ObsStatus.WITHDRAWN, "nguồn đã rút số liệu (bc L1)", "the source withdrew the figure (bc L1)"),
        (
            ObsStatus.CANNOT_EXIST,
            "không xếp hạng, không có số (bc L1)",
            "not ranked: there is no such figure (bc L1)",
        ),
        (ObsStatus.NORMAL, "nguồn không ghi số (bc L1)", "the source gives no number (bc L1)"),
    ],
)
def test_reason_is_the_sources_own(status, vi, en):
    found = resolver_of([STOCK], [saw("stock", "2025", None, status=status)]).figure(
        "stock", PROVINCE, year(2025)
    )
    assert (found.value, *found.reason) == (None, vi, en)
    assert len(found.inputs) == 1


def test_never_reported_is_said_so():
    found = resolver_of([STOCK]).figure("stock", PROVINCE, year(2025))
    assert found.reason == ("chưa có số liệu năm 2025", "no figure was reported for 2025")
    assert found.steps == ()


def test_unknown_indicator_is_an_error_with_a_remedy():
    with pytest.raises(UnknownIndicatorError) as caught:
        resolver_of([STOCK]).figure("nope", PROVINCE, year(2025))
    assert isinstance(caught.value, ThuocdoError)
    assert caught.value.problems[0].code == "BT020"


def test_figure_is_worked_out_once():
    resolver = resolver_of([STOCK], [saw("stock", "2025", "1")])
    assert resolver.figure("stock", PROVINCE, year(2025)) is resolver.figure("stock", PROVINCE, year(2025))


def test_yearly_gives_every_year_asked_for():
    found = resolver_of([STOCK], [saw("stock", "2022", "1")]).yearly("stock", PROVINCE, range(2021, 2024))
    assert {number: evidence.value for number, evidence in found.items()} == {2021: None, 2022: 1, 2023: None}


def test_editions_are_what_was_published_inside_the_term():
    rank = measure("rank", "hạng", 0)
    rows = [
        saw("rank", "2023", "11", "hạng"),
        saw("rank", "2022", None, "hạng", status=ObsStatus.CANNOT_EXIST),
        saw("rank", "2020", "1", "hạng"),
        saw("rank", "2021-2025", "5", "hạng"),
        saw("rank", "2024-06", "10", "hạng"),
    ]
    resolver = resolver_of([rank], rows)
    found = resolver.editions("rank", PROVINCE, term(2021, 2025))
    assert [(evidence.period.sdmx, evidence.value) for evidence in found] == [
        ("2022", None),
        ("2023", 11),
        ("2024-06", 10),
    ]
    assert found[0].reason.vi.startswith("không xếp hạng")
    assert [evidence.value for evidence in resolver.editions("rank", PROVINCE, year(2023))] == [11]


def test_releases_are_all_that_was_known_disputed_included():
    rows = [
        saw("stock", "2023", "50", stage=Stage.ESTIMATE_1, known_from="2023-12-01"),
        saw("stock", "2023", "51", known_from="2024-06-01"),
    ]
    resolver = resolver_of([STOCK], rows, as_of=datetime(2024, 1, 1))
    assert [row.value for row in resolver.releases("stock", PROVINCE, year(2023))] == [50]
    assert [row.value for row in resolver_of([STOCK], rows).releases("stock", PROVINCE, year(2023))] == [
        50,
        51,
    ]


def test_formula_with_wrong_units_is_not_worked_out():
    bad = [
        *HEADS[:2],
        measure("sum", "tỷ đồng", formula="grdp + people"),
        measure("heads", "ha", formula="people"),
    ]
    rows = [saw("grdp", "2025", "1", "tỷ đồng"), saw("people", "2025", "1", "người")]
    resolver = resolver_of(bad, rows)
    assert "đơn vị không đi với nhau" in resolver.figure("sum", PROVINCE, year(2025)).reason.vi
    assert "đơn vị của công thức khác" in resolver.figure("heads", PROVINCE, year(2025)).reason.vi


def test_areas_below_are_not_searched_for_what_nobody_there_reports():
    asked = []

    class Counting(Resolver):
        def figure(self, indicator, area, period, breakdown="_T"):
            asked.append(area)
            return super().figure(indicator, area, period, breakdown)

    total = measure("total", "xã", 0, over_areas=OverAreas.SUM)
    rows = [saw("total", "2024", "5", "xã"), saw("total", "2024", "5", "xã", area="nowhere")]
    found = Counting(pack_of([total]), MemoryFacts(rows), NOW).figure("total", PROVINCE, year(2025))
    assert (found.value, asked) == (None, [PROVINCE])
