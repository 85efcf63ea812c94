"""The unit of a formula is worked out, and refused, before any figure is seen."""

from __future__ import annotations

import pytest
from figure_world import measure

from thuocdo.evaluate.formula import (
    FUNCTIONS,
    FormulaError,
    check_formulas,
    find_cycles,
    find_cyclic,
    infer_unit,
    is_result_of,
    list_needed,
    parse_formula,
)
from thuocdo.plan.model import OverAreas
from thuocdo.quantities import UNITS

UNITS_OF = {
    "grdp": UNITS.parse("tỷ đồng"),
    "grdp.industry": UNITS.parse("nghìn tỷ đồng"),
    "exports": UNITS.parse("triệu USD"),
    "population": UNITS.parse("nghìn người"),
    "area": UNITS.parse("ha"),
    "share": UNITS.parse("%"),
    "growth": UNITS.parse("%/năm"),
    "points": UNITS.parse("điểm phần trăm"),
    "times": UNITS.parse("lần"),
    "rank": UNITS.parse("hạng"),
    "beds": UNITS.parse("giường"),
}


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("grdp", "triệu đồng"),
        ("grdp + grdp.industry", "đồng"),
        ("-grdp", "đồng"),
        ("2 * grdp / 3", "đồng"),
        ("grdp * share", "đồng"),
        ("grdp / population", "triệu đồng/người"),
        ("per_head(grdp, population)", "triệu đồng/người/năm"),
        ('per_head(convert(grdp, "USD"), population)', "USD/người/năm"),
        ('convert(grdp / population, "USD")', "USD/người"),
        ('convert(exports, "VND")', "tỷ đồng"),
        ('convert(grdp, "VND")', "tỷ đồng"),
        ("share(grdp.industry, grdp)", "%"),
        ("grdp.industry / grdp", "%"),
        ("grdp.industry / grdp", "lần"),
        ("1 - grdp.industry / grdp", "%"),
        ("1 + 2", "lần"),
        ("2 / times", "lần"),
        ("share - share", "điểm phần trăm"),
        ("share + share", "%"),
        ("share + points", "%"),
        ("growth(beds)", "%"),
        ("real_growth(grdp)", "%/năm"),
        ("nominal_growth(exports)", "%"),
        ("growth_over(grdp, previous(grdp))", "%"),
        ("points(share)", "điểm phần trăm"),
        ("change(share)", "điểm phần trăm"),
        ("change(rank)", "bậc"),
        ("change(beds)", "giường"),
        ("contribution(previous(share), growth)", "điểm phần trăm"),
        ("geometric_mean(growth)", "%/năm"),
        ("sum(grdp)", "nghìn tỷ đồng"),
        ("mean(beds)", "giường"),
        ("first(beds) + last(beds)", "giường"),
        ('at(beds, "2020")', "giường"),
        ("10000 * beds / population", "giường/10.000 dân"),
    ],
)
def test_formula_comes_out_in(formula, unit):
    found = infer_unit(formula, parse_formula(formula), UNITS_OF)
    assert is_result_of(found, UNITS.parse(unit))


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("share - share", "%"),
        ("share + share", "điểm phần trăm"),
        ("grdp", "USD"),
        ("grdp / population", "tỷ đồng"),
        ("beds", "người"),
    ],
)
def test_formula_does_not_come_out_in(formula, unit):
    found = infer_unit(formula, parse_formula(formula), UNITS_OF)
    assert not is_result_of(found, UNITS.parse(unit))


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("nowhere + grdp", "BT010"),
        ("grdp + exports", "BT011"),
        ("grdp + population", "BT011"),
        ("rank + rank", "BT011"),
        ("share - 5", "BT011"),
        ("1 - share", "BT011"),
        ("beds + 1", "BT011"),
        ("points - 1", "BT011"),
        ("share(grdp, population)", "BT011"),
        ("share(1, population)", "BT011"),
        ("growth_over(grdp, exports)", "BT011"),
        ("per_head(grdp, beds)", "BT011"),
        ("per_head(grdp, 5)", "BT011"),
        ("points(grdp)", "BT011"),
        ("points(times)", "BT011"),
        ("geometric_mean(grdp)", "BT011"),
        ("contribution(grdp, growth)", "BT011"),
        ("contribution(share, grdp)", "BT011"),
        ("growth(grdp)", "BT014"),
        ("real_growth(beds)", "BT014"),
        ("nominal_growth(2)", "BT014"),
        ('real_growth(convert(grdp, "USD"))', "BT014"),
        ('convert(grdp, "EUR")', "BT016"),
        ('convert(beds, "USD")', "BT011"),
        ('convert(5, "USD")', "BT011"),
        ('at(grdp, "hôm nào")', "BT017"),
    ],
)
def test_senseless_formula_is_refused(formula, code):
    with pytest.raises(FormulaError) as caught:
        infer_unit(formula, parse_formula(formula), UNITS_OF)
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].hint.vi


def test_adding_money_of_two_countries_says_what_would_help():
    with pytest.raises(FormulaError) as caught:
        infer_unit("grdp + exports", parse_formula("grdp + exports"), UNITS_OF)
    assert "tỷ giá" in caught.value.problems[0].hint.vi


@pytest.mark.parametrize("name", FUNCTIONS)
def test_example_of_every_function_makes_sense(name):
    units = {
        "grdp.industry": UNITS.parse("tỷ đồng"),
        "grdp.current": UNITS.parse("tỷ đồng"),
        "grdp.constant": UNITS.parse("tỷ đồng"),
        "investment.total": UNITS.parse("tỷ đồng"),
        "population.mean": UNITS.parse("người"),
        "population.total": UNITS.parse("người"),
        "exports.tonnes": UNITS.parse("tấn"),
        "grdp.share.industry": UNITS.parse("%"),
        "grdp.growth": UNITS.parse("%"),
        "grdp.growth.industry": UNITS.parse("%"),
        "beds.total": UNITS.parse("giường"),
        "labour.jobs_created": UNITS.parse("việc làm"),
    }
    example = FUNCTIONS[name].example
    assert infer_unit(example, parse_formula(example), units) is not None


def codes(*indicators):
    return [problem.code for problem in check_formulas({indicator.id: indicator for indicator in indicators})]


def test_good_pack_has_no_problems():
    assert codes(measure("a", "người"), measure("b", "người"), measure("c", "%", formula="share(a, b)")) == []


def test_every_faulty_formula_is_reported_at_its_file():
    indicators = [
        measure("a", "người"),
        measure("b", formula="a +"),
        measure("c", formula="share(a, nope + nil)"),
    ]
    problems = check_formulas({indicator.id: indicator for indicator in indicators})
    assert [problem.code for problem in problems] == ["BT004", "BT010", "BT010"]
    assert [problem.where.file for problem in problems] == [
        "indicators/b.yaml",
        "indicators/c.yaml",
        "indicators/c.yaml",
    ]
    assert problems[0].where.column == "formula"


def test_unknown_indicator_is_answered_with_the_nearest():
    indicators = {
        i.id: i for i in (measure("population", "người"), measure("b", "người", formula="popuIation".lower()))
    }
    assert check_formulas(indicators)[0].hint.vi == "có phải: population?"


def test_unit_inside_and_unit_declared_are_both_checked():
    base = [measure("a", "người"), measure("p")]
    assert codes(*base, measure("b", formula="a + p")) == ["BT011"]
    assert codes(*base, measure("b", "ha", formula="a + a")) == ["BT012"]


def test_difference_of_percentages_must_be_declared_in_points():
    problems = check_formulas({i.id: i for i in (measure("p"), measure("d", "%", formula="points(p)"))})
    assert problems[0].code == "BT012"
    assert "khai unit: điểm phần trăm" in problems[0].hint.vi


def test_circle_is_reported_once_with_its_path():
    indicators = {
        i.id: i for i in (measure("a", formula="b"), measure("b", formula="c + c"), measure("c", formula="a"))
    }
    problems = [problem for problem in check_formulas(indicators) if problem.code == "BT013"]
    assert len(problems) == 1
    assert "a → b → c → a" in problems[0].text.vi
    assert find_cycles(indicators) == [("a", "b", "c")]


def test_indicator_that_needs_itself_is_a_circle():
    assert find_cycles({"a": measure("a", formula="previous(a)")}) == [("a",)]


def test_circle_through_an_aggregation_is_found():
    indicators = {
        "r": measure("r", over_areas=OverAreas.RATIO, numerator="n", denominator="d"),
        "n": measure("n", formula="r"),
        "d": measure("d"),
    }
    problem = next(problem for problem in check_formulas(indicators) if problem.code == "BT013")
    assert problem.where.column == "formula"
    assert find_cyclic(indicators) == {"r", "n"}


def test_circle_without_formula_is_reported_at_the_aggregation():
    indicators = {"r": measure("r", over_areas=OverAreas.WEIGHTED, weight="r")}
    assert [problem.where.column for problem in check_formulas(indicators)] == ["aggregation"]


def test_what_only_leads_to_a_circle_is_not_in_it():
    indicators = {i.id: i for i in (measure("a", formula="b"), measure("b", formula="previous(b)"))}
    assert find_cyclic(indicators) == {"b"}


def test_unreadable_formula_needs_nothing():
    assert find_cyclic({"a": measure("a", formula="a +")}) == frozenset()


def test_one_indicator_at_two_price_bases_is_refused():
    indicators = [
        measure("grdp", "tỷ đồng"),
        measure("real", formula="real_growth(grdp)"),
        measure("real2", formula="real_growth(grdp)"),
        measure("nominal", formula="nominal_growth(grdp)"),
    ]
    problems = check_formulas({indicator.id: indicator for indicator in indicators})
    assert [problem.code for problem in problems] == ["BT015"]
    assert "grdp theo giá so sánh trong real nhưng theo giá hiện hành trong nominal" in problems[0].text.vi


def test_ratio_must_come_out_in_the_declared_unit():
    met, count, people = measure("met", "xã"), measure("count", "xã"), measure("people", "người")
    good = measure("r", "%", over_areas=OverAreas.RATIO, numerator="met", denominator="count")
    bad = measure("r", "%", over_areas=OverAreas.RATIO, numerator="met", denominator="people")
    lost = measure("r", "%", over_areas=OverAreas.RATIO, numerator="met", denominator="nope")
    assert codes(met, count, good) == []
    assert codes(met, people, bad) == ["BT012"]
    assert codes(met, lost) == []


def test_needed_are_all_that_a_figure_is_made_of_but_not_its_weights():
    indicators = {
        i.id: i
        for i in (
            measure("a", formula="b * 2 + nope"),
            measure("b", over_areas=OverAreas.RATIO, numerator="c", denominator="d"),
            measure("c", over_areas=OverAreas.WEIGHTED, weight="w"),
            measure("d", formula="a"),
            measure("w"),
        )
    }
    assert list_needed("a", indicators) == {"a", "b", "c", "d"}
