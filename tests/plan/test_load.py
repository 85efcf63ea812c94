"""A folder is a pack with all of its promises, or every reason why not is told."""

from __future__ import annotations

import os
import time
from datetime import date
from decimal import Decimal

import pytest

from thuocdo.errors import Severity
from thuocdo.periods import term, year
from thuocdo.plan.load import check_pack, load_pack
from thuocdo.plan.model import Comparator, Direction, PlanStatus, Statistic
from thuocdo.plan.problems import PackError


def test_small_pack_is_clean_and_loads(pack):
    assert pack.check() == []

    loaded = load_pack(pack.root)
    plan = loaded.plans["ke-hoach"]

    assert loaded.area == "tinh-mau"
    assert plan.term == term(2026, 2030)
    assert plan.status is PlanStatus.DRAFT
    assert [target.number for target in plan.targets] == ["1"]
    component = plan.components[0]
    assert component.key == "ke-hoach/1"
    assert (component.value, component.decimals, component.comparator) == (
        Decimal("1.5"),
        1,
        Comparator.AT_MOST,
    )
    assert component.period == year(2030)
    assert component.line == 2
    assert loaded.indicators["poverty.rate"].direction is Direction.DESCENDING


def test_empty_area_and_period_are_those_of_the_plan(pack):
    pack.target(area="", period="", wording="bình quân hằng năm đạt 15%", comparator="at_least", value="15")
    pack.target(statistic="mean_growth", indicator="grdp.growth")
    pack.indicator("grdp.growth", decimals=1)

    assert pack.check() == []

    component = load_pack(pack.root).plans["ke-hoach"].components[0]

    assert component.area == "tinh-mau"
    assert component.period == term(2026, 2030)


def test_empty_unit_is_that_of_the_indicator(pack):
    pack.target(unit="", wording="hoàn thành trước năm 2030", comparator="yes_no", value="", period="2029")

    assert pack.check() == []
    assert str(load_pack(pack.root).plans["ke-hoach"].components[0].unit) == "%"


def test_targets_group_their_components_in_file_order(pack):
    pack.set("targets.csv", 3, component="1b", wording="còn 2%", value="2", period="2029")
    pack.set("targets.csv", 4, target="2", component="2", wording="còn 3%", value="3", period="2028")

    assert pack.check() == []

    targets = load_pack(pack.root).plans["ke-hoach"].targets

    assert [(target.number, [part.id for part in target.components]) for target in targets] == [
        ("1", ["1", "1b"]),
        ("2", ["2"]),
    ]


def test_load_raises_with_every_problem_at_once(pack):
    pack.write("documents.csv", "id;title\nx;y\n")
    pack.write("indicators/hong.yaml", "id: [\n")
    pack.target(comparator="at_lest")

    with pytest.raises(PackError) as caught:
        load_pack(pack.root)

    assert {problem.code for problem in caught.value.problems} >= {"GK021", "GK034", "GK040"}


# --- the folder ----------------------------------------------------------------------------------


def test_folder_that_is_none_is_told(tmp_path):
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    (tmp_path / "rong").mkdir()

    assert [p.code for p in check_pack(tmp_path / "tep")] == ["GK001"]
    assert [p.code for p in check_pack(tmp_path / "khong-co")] == ["GK001"]
    assert [p.code for p in check_pack(tmp_path / "rong")] == ["GK002"]
    assert [p.code for p in check_pack(tmp_path / "x\x00y")] == ["GK001"]


@pytest.mark.parametrize("file", ["plan.yaml", "documents.csv", "agencies.csv", "areas.csv", "targets.csv"])
def test_missing_file_is_one_fault_and_no_echo(pack, file):
    (pack.root / file).unlink()

    errors = [problem for problem in pack.check() if problem.severity is Severity.ERROR]

    assert [(problem.code, problem.where.file) for problem in errors] == [("GK003", file)]
    assert errors[0].hint.vi


def test_link_out_of_the_folder_is_not_followed(pack, tmp_path):
    secret = tmp_path / "ngoai.csv"
    secret.write_text("id,title\nbi-mat,Bí mật\n", encoding="utf-8")
    (pack.root / "documents.csv").unlink()
    (pack.root / "documents.csv").symlink_to(secret)
    (pack.root / "indicators" / "x.yaml").symlink_to("/etc/hosts")

    problems = pack.check()

    assert [p.where.file for p in problems if p.code == "GK005"] == ["documents.csv", "indicators/x.yaml"]
    assert "bi-mat" not in "".join(problem.say() for problem in problems)


def test_link_to_a_folder_outside_is_not_followed(pack, tmp_path):
    other = tmp_path / "khac"
    other.mkdir()
    (other / "a.yaml").write_text("id: a\n", encoding="utf-8")
    for path in (pack.root / "indicators").iterdir():
        path.unlink()
    (pack.root / "indicators").rmdir()
    (pack.root / "indicators").symlink_to(other)

    assert "GK005" in pack.codes()


def test_link_in_a_circle_and_pipe_are_problems_and_do_not_hang(pack):
    (pack.root / "units.yaml").symlink_to("units.yaml")
    os.mkfifo(pack.root / "indicators" / "ong.yaml")

    assert pack.codes().count("GK004") == 2


def test_misspelt_file_is_told_with_the_right_name(pack):
    pack.write("target.csv", "x\n")
    pack.write("indicators/a.yml", "x\n")

    problems = {problem.where.file: problem for problem in pack.check() if problem.code == "GK010"}

    assert "targets.csv" in problems["target.csv"].hint.vi
    assert problems["target.csv"].severity is Severity.WARNING
    assert problems["indicators/a.yml"].severity is Severity.ERROR


def test_readme_licence_and_hidden_files_are_no_fault(pack):
    for name in ("README.md", "LICENSE", ".gitignore", "ghi-chu.txt", "~$targets.csv", ".~lock.targets.csv#"):
        pack.write(name, "x")

    assert pack.check() == []


# --- targets -------------------------------------------------------------------------------------

RANK = "rank_of: [{from: '2008-08-01', of: 63}, {from: '2025-07-01', of: 34}]"


def spoil_value_in_blank(pack):
    pack.target(wording="còn ......%", blank="yes", value="1")


def spoil_range(pack):
    pack.target(wording="từ 8-10%", comparator="range", value="10", value_to="8")


def spoil_rank(pack):
    pack.indicator("dti.rank", unit="hạng", decimals=0, direction="descending")
    pack.target(
        indicator="dti.rank",
        wording="đứng thứ 15",
        comparator="rank_at",
        value="15",
        unit="hạng",
        statistic="value",
    )


def spoil_place(pack):
    pack.indicator("dti.rank", unit="hạng", decimals=0, direction="descending", more=RANK)
    pack.target(indicator="dti.rank", wording="đứng thứ 64", comparator="rank_at", value="64", unit="hạng")


def spoil_increase(pack):
    pack.indicator("xa", unit="xã", decimals=0)
    pack.target(
        indicator="xa",
        wording="có thêm 2 xã",
        comparator="at_least",
        statistic="increase",
        value="2",
        unit="xã",
    )


@pytest.mark.parametrize(
    ("spoil", "code", "column"),
    [
        (lambda pack: pack.target(indicator=""), "GK070", "indicator"),
        (lambda pack: pack.target(indicator="poverty.rates"), "GK061", "indicator"),
        (lambda pack: pack.target(plan="ke-hoac"), "GK065", "plan"),
        (lambda pack: pack.target(area="tinh-maux"), "GK062", "area"),
        (lambda pack: pack.target(document="nghi-quye"), "GK063", "document"),
        (lambda pack: pack.target(agency="co-quan"), "GK064", "agency"),
        (lambda pack: pack.target(unit="tấn", wording="đạt 1,5 tấn"), "GK071", "unit"),
        (lambda pack: pack.target(unit="điểm phần trăm", wording="1,5 điểm phần trăm"), "GK071", "unit"),
        (lambda pack: pack.target(unit="hạng", wording="1,5"), "GK071", "unit"),
        (lambda pack: pack.target(unit="tấnn"), "GK033", "unit"),
        (lambda pack: pack.target(period="2031", wording="còn 1,5%"), "GK076", "period"),
        (lambda pack: pack.target(period="năm sau"), "GK032", "period"),
        (lambda pack: pack.target(value="1,5"), "GK030", "value"),
        (lambda pack: pack.target(value="một"), "GK030", "value"),
        (lambda pack: pack.target(comparator="toi_thieu"), "GK034", "comparator"),
        (lambda pack: pack.target(component="1 a"), "GK035", "component"),
        (lambda pack: pack.target(breakdown="thành thị"), "GK035", "breakdown"),
        (spoil_value_in_blank, "GK072", "value"),
        (spoil_range, "GK074", "value_to"),
        (lambda pack: pack.target(value_to="3"), "GK074", "value_to"),
        (lambda pack: pack.target(comparator="range"), "GK074", "value_to"),
        (spoil_rank, "GK075", "indicator"),
        (spoil_place, "GK074", "value"),
        (spoil_increase, "GK079", "base"),
        (lambda pack: pack.target(value="1.555", wording="còn 1,555%"), "GK089", "value"),
        (lambda pack: pack.target(component=""), "GK028", "component"),
    ],
)
def test_fault_of_a_target_has_its_code_row_and_column(pack, spoil, code, column):
    spoil(pack)

    found = [
        problem for problem in pack.check() if problem.code == code and problem.where.file == "targets.csv"
    ]

    assert len(found) == 1
    assert (found[0].where.line, found[0].where.column) == (2, column)
    assert found[0].hint.vi
    assert found[0].hint.en
    with pytest.raises(PackError):
        load_pack(pack.root)


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"wording": "còn trên 1,5%"}, "GK080", "comparator"),
        ({"wording": "dưới 1,5%"}, "GK080", "comparator"),
        ({"wording": "từ 1-1,5%"}, "GK080", "comparator"),
        ({"wording": "hoàn thành trước năm 2031"}, "GK080", "comparator"),
        ({"wording": "còn 1,6%"}, "GK081", "value"),
        ({"wording": "thành thị còn 1%, nông thôn còn 2%"}, "GK081", "value"),
        ({"wording": "còn 1,5%", "value": ""}, "GK081", "value"),
        ({"wording": "còn 1,5 điểm phần trăm"}, "GK082", "unit"),
        ({"wording": "còn 1,50%"}, "GK083", "value"),
        ({"wording": "còn ......%"}, "GK084", "blank"),
        ({"wording": "còn 1,5%", "value": "", "blank": "yes"}, "GK084", "blank"),
        ({"wording": "tỷ lệ hộ nghèo", "value": "", "blank": "yes"}, "GK084", "blank"),
        ({"wording": "hằng năm còn 1,5%", "period": "2026-2030"}, "GK085", "statistic"),
        ({"wording": "bình quân hằng năm còn 1,5%"}, "GK085", "statistic"),
        ({"wording": "năm 2030 còn 1,5%", "statistic": "every_year"}, "GK085", "statistic"),
        (
            {"wording": "duy trì dưới 1,5%", "comparator": "below", "period": "2026-2030"},
            "GK085",
            "statistic",
        ),
        ({"wording": "đến năm 2029 còn 1,5%"}, "GK086", "period"),
        ({"wording": "giai đoạn 2027-2030 còn 1,5%", "period": "2026-2030"}, "GK086", "period"),
    ],
)
def test_column_that_disagrees_with_the_wording_is_told_with_both_sides(pack, change, code, column):
    pack.target(**change)

    found = [problem for problem in pack.check() if problem.code == code]

    assert [problem.where.column for problem in found] == [column]
    assert "câu chữ: " in found[0].text.vi
    assert "wording: " in found[0].text.en


@pytest.mark.parametrize(
    "change",
    [
        {"wording": "1,5%"},
        {"wording": "đạt 1,5%"},
        {"wording": "giảm còn 1,5% số hộ"},
        {"wording": "vượt mục tiêu Đại hội"},
        {"wording": "thành thị còn 1,5%, nông thôn còn 2%"},
        {"wording": "hằng năm không quá 1,5%", "statistic": "every_year", "period": "2026-2030"},
        {"wording": "duy trì không quá 1,5%", "statistic": "every_year", "period": "2026-2030"},
        {"wording": "còn ….%", "value": "", "blank": "yes"},
    ],
)
def test_wording_that_is_silent_or_agrees_lets_the_columns_stand(pack, change):
    pack.target(**change)

    assert pack.codes() == []


@pytest.mark.parametrize(
    ("indicator_unit", "unit", "wording", "value"),
    [
        ("USD/người/năm", "USD/người/năm", "GRDP/người/năm đạt 8.000 USD", "8000"),
        ("giường/10.000 dân", "giường/10.000 dân", "đạt 42,7 giường bệnh", "42.7"),
        ("nghìn tỷ đồng", "tỷ đồng", "đạt 641.000 tỷ đồng", "641000"),
        ("triệu lượt", "triệu lượt", "đạt 6,5 triệu lượt khách", "6.5"),
        ("%", "%/năm", "đạt 8,4%/năm", "8.4"),
    ],
)
def test_phrase_may_leave_out_the_lower_part_of_a_unit(pack, indicator_unit, unit, wording, value):
    pack.indicator("x", unit=indicator_unit, decimals=3)
    pack.target(indicator="x", unit=unit, wording=wording, value=value, comparator="at_least")

    assert pack.codes() == []


def test_scale_that_differs_from_the_wording_is_told(pack):
    pack.indicator("x", unit="tỷ đồng", decimals=3)
    pack.target(
        indicator="x", unit="triệu đồng", wording="đạt 500 tỷ đồng", value="500", comparator="at_least"
    )

    assert "GK082" in pack.codes()


def test_number_missing_from_the_pack_is_a_warning_not_a_blank(pack):
    pack.target(wording="đạt mục tiêu Đại hội", value="")

    problems = pack.check()

    assert [(problem.code, problem.severity) for problem in problems] == [("GK073", Severity.WARNING)]
    assert load_pack(pack.root).plans["ke-hoach"].components[0].value is None

    pack.target(wording="đạt mục tiêu Đại hội", value="", note="Nghị quyết không có trong tay")

    assert [(problem.code, problem.severity) for problem in pack.check()] == [("GK073", Severity.NOTE)]


def test_same_target_with_two_numbers_is_an_error_and_names_both_lines(pack):
    pack.set("targets.csv", 3, component="2", wording="giảm còn 2,5%", value="2.5")

    found = [problem for problem in pack.check() if problem.code == "GK077"]

    assert len(found) == 1
    assert found[0].where.line == 3
    assert "dòng 2 ghi 1,5 %" in found[0].text.vi
    assert "dòng này ghi 2,5 %" in found[0].text.vi


def test_same_target_written_twice_is_a_warning(pack):
    pack.set("targets.csv", 3, component="2")

    assert [(p.code, p.severity) for p in pack.check()] == [("GK078", Severity.WARNING)]


@pytest.mark.parametrize(
    "change", [{"authority": "Chính phủ"}, {"breakdown": "URBANISATION=R"}, {"period": "2029"}]
)
def test_another_authority_part_or_year_is_another_target(pack, change):
    pack.set("targets.csv", 3, component="2", wording="giảm còn 2,5%", value="2.5", **change)

    assert pack.codes() == []


def test_component_id_given_twice_names_the_first_line(pack):
    pack.set("targets.csv", 3, period="2029", wording="còn 2,5%", value="2.5")

    found = [problem for problem in pack.check() if problem.code == "GK060"]

    assert [problem.where.line for problem in found] == [3]
    assert "dòng 2" in found[0].hint.vi


def test_comparator_against_the_direction_is_a_warning(pack):
    pack.target(comparator="above", wording="trên 1,5%")

    assert [(p.code, p.severity) for p in pack.check()] == [("GK087", Severity.WARNING)]


def test_eight_with_three_noughts_is_questioned(pack):
    pack.indicator("x", decimals=3)
    pack.target(indicator="x", wording="mục tiêu đề ra", value="8.000", comparator="at_least")

    problems = pack.check()

    assert [(p.code, p.severity) for p in problems] == [("GK036", Severity.WARNING)]
    assert "8000" in problems[0].hint.vi


def test_area_gone_before_the_period_is_a_warning_while_the_plan_is_open(pack):
    pack.set("areas.csv", 2, valid_from="1997-01-01", valid_to="2026-01-01")

    assert "GK104" in pack.codes()

    pack.replace("plan.yaml", "status: draft", "status: closed\n    closed_on: 2026-01-01")

    assert "GK104" not in pack.codes()


# --- indicators ----------------------------------------------------------------------------------


def test_circle_of_formulas_is_printed_once(pack):
    pack.indicator("a", more="formula: b + 1")
    pack.indicator("b", more="formula: c * 2")
    pack.indicator("c", more="formula: a")

    found = [problem for problem in pack.check() if problem.code == "GK091"]

    assert len(found) == 1
    assert "a → b → c → a" in found[0].text.vi
    assert found[0].where.file == "indicators/a.yaml"
    assert found[0].where.line == 6


def test_two_circles_are_both_told(pack):
    for one, two in (("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")):
        pack.indicator(one, more=f"formula: {two}")

    assert pack.codes().count("GK091") == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("formula: 'poverty.rte / 2'", "GK090"),
        ("aggregation: {over_areas: weighted}", "GK092"),
        ("aggregation: {over_areas: ratio, numerator: poverty.rate}", "GK092"),
        ("aggregation: {over_time: ratio}", "GK092"),
        ("aggregation: {over_areas: weighted, weight: population.total}", "GK093"),
        ("agency: khong-co", "GK064"),
        ("definitions: [{version: a, document: khong-co}]", "GK063"),
        (
            "definitions: [{version: a, valid_to: '2026-12-31'}, {version: b, valid_from: '2026-12-31'}]",
            "GK094",
        ),
        ("definitions: [{version: a}, {version: b, valid_from: '2027-01-01'}]", "GK094"),
        ("definitions: [{version: a, valid_from: '2027-01-01', valid_to: '2026-01-01'}]", "GK095"),
        ("definitions: [{version: a, valid_from: '2026-02-30'}]", "GK031"),
        (
            "definitions: [{version: a, valid_to: '2020-01-01'}, {version: a, valid_from: '2021-01-01'}]",
            "GK060",
        ),
        ("rank_of: [{from: '2026-01-01', of: 3}, {from: '2026-01-01', of: 4}]", "GK060"),
        ("x: 1", "GK046"),
    ],
)
def test_fault_of_an_indicator_has_its_code_and_line(pack, more, code):
    pack.indicator("a", more=more)

    found = [problem for problem in pack.check() if problem.code == code]

    assert len(found) == 1
    assert (found[0].where.file, found[0].where.line) == ("indicators/a.yaml", 6)
    assert found[0].hint.vi


def test_definitions_that_follow_each_other_are_read_oldest_first(pack):
    pack.indicator(
        "a",
        more="definitions: [{version: b, valid_from: '2027-01-01'}, {version: a, valid_to: '2026-12-31'}]",
    )

    assert pack.codes() == []
    indicator = load_pack(pack.root).indicators["a"]
    assert [item.version for item in indicator.definitions] == ["a", "b"]
    assert indicator.definition_on(date(2026, 12, 31)).version == "a"


def test_unknown_unit_of_an_indicator_is_told_with_the_nearest(pack):
    pack.indicator("a", unit="tỷ đồg")

    found = next(problem for problem in pack.check() if problem.code == "GK033")

    assert "đồng" in found.hint.vi


def test_id_must_be_the_file_name(pack):
    pack.write("indicators/b.yaml", (pack.root / "indicators/poverty.rate.yaml").read_text(encoding="utf-8"))

    assert set(pack.codes()) == {"GK049", "GK060"}


def test_rank_without_denominator_is_a_warning_until_a_target_rests_on_it(pack):
    pack.indicator("dti.rank", unit="hạng", decimals=0, direction="descending")

    assert [(p.code, p.severity) for p in pack.check()] == [("GK075", Severity.WARNING)]


def test_denominators_of_a_rank_are_read_by_day(pack):
    pack.indicator("dti.rank", unit="hạng", decimals=0, direction="descending", more=RANK)
    pack.target(
        indicator="dti.rank",
        wording="Duy trì trong nhóm 10 tỉnh, thành phố dẫn đầu",
        comparator="rank_within",
        statistic="every_edition",
        value="10",
        unit="hạng",
        period="2026-2030",
    )

    assert pack.codes() == []
    loaded = load_pack(pack.root)
    assert loaded.indicators["dti.rank"].rank_of == {date(2008, 8, 1): 63, date(2025, 7, 1): 34}
    assert loaded.plans["ke-hoach"].components[0].statistic is Statistic.EVERY_EDITION


# --- plan.yaml, agencies, rates, units -----------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("area: 'tinh-mau'\nlanguages", "area: 'tinh-khac'\nlanguages", "GK062"),
        ("    area: 'tinh-mau'", "    area: 'tinh-khac'", "GK062"),
        ("document: nghi-quyet", "document: khong-co", "GK063"),
        ("document: nghi-quyet", "superseded_by: khong-co", "GK065"),
        ("document: nghi-quyet", "superseded_by: ke-hoach", "GK101"),
        ("status: draft", "status: closed", "GK100"),
        ("status: draft", "status: draft\n    closed_on: 2026-01-01", "GK100"),
        ("status: draft", "status: closed\n    closed_on: 2026-02-30", "GK031"),
        ("term: '2026-2030'", "term: 'nhiều năm'", "GK032"),
        ("status: draft", "status: active", "GK048"),
        ("id: 'goi'", "id: 5", "GK047"),
    ],
)
def test_fault_of_plan_yaml_has_its_code_and_line(pack, old, new, code):
    pack.replace("plan.yaml", old, new)

    found = [problem for problem in pack.check() if problem.code == code]

    assert found
    assert found[0].where.file == "plan.yaml"
    assert found[0].where.line


def test_broken_plan_file_is_not_echoed_by_its_targets(pack):
    pack.replace("plan.yaml", "status: draft", "status: active")

    assert pack.codes() == ["GK048"]


def test_plan_without_targets_is_a_warning(pack):
    pack.replace("plan.yaml", "    document: nghi-quyet", "    document: nghi-quyet\n" + OTHER_PLAN)

    assert pack.codes() == ["GK102"]


OTHER_PLAN = "  - {id: khac, name: {vi: Khác}, term: 2026, area: tinh-mau, status: draft}\n"


def test_parents_of_agencies_must_be_there_and_end_somewhere(pack):
    pack.set("agencies.csv", 3, id="a", parent="b")
    pack.set("agencies.csv", 4, id="b", parent="a")
    pack.set("agencies.csv", 5, id="c", parent="khong-co", area="khong-co")

    assert sorted(pack.codes()) == ["GK062", "GK064", "GK066"]


def test_id_given_twice_names_the_first_line(pack):
    pack.set("documents.csv", 3, title="Khác")

    found = next(problem for problem in pack.check() if problem.code == "GK060")

    assert (found.where.file, found.where.line) == ("documents.csv", 3)
    assert "dòng 2" in found.hint.vi


def test_exchange_rates_are_read_in_order_and_checked(pack):
    pack.write("exchange_rates.csv", "period,vnd_per_usd,source\n2025,25000.5,NHNN\n2024,24000,NHNN\n")

    assert pack.codes() == []
    assert [str(rate.vnd_per_usd) for rate in load_pack(pack.root).exchange_rates] == ["24000", "25000.5"]

    pack.write("exchange_rates.csv", "period,vnd_per_usd,source\n2025,0,x\n2024,1,x\n2024,2,x\n2023,2,\n")

    assert sorted(pack.codes()) == ["GK028", "GK060", "GK103"]


def test_units_of_the_pack_are_known_in_its_targets(pack):
    pack.write("units.yaml", "- id: sao_ocop\n  label_vi: sản phẩm OCOP bốn sao\n")
    pack.indicator("ocop", unit="sản phẩm OCOP bốn sao", decimals=0)
    pack.target(
        indicator="ocop",
        unit="sản phẩm OCOP bốn sao",
        wording="đạt 25 sản phẩm OCOP bốn sao",
        value="25",
        comparator="at_least",
    )

    assert pack.codes() == []


def test_broken_units_file_is_one_fault_and_no_echo(pack):
    pack.write("units.yaml", "- id: [\n")
    pack.indicator("ocop", unit="sản phẩm OCOP bốn sao", decimals=0)

    assert pack.codes() == ["GK040"]

    pack.write("units.yaml", "id: x\n")

    assert pack.codes() == ["GK044"]


def test_documents_of_areas_must_be_there(pack):
    pack.set("areas.csv", 2, document="khong-co")

    assert [(p.code, p.where.file, p.where.line) for p in pack.check()] == [("GK063", "areas.csv", 2)]


def test_ten_thousand_targets_are_checked_quickly(pack):
    pack.target(wording="W")
    header, row = (pack.root / "targets.csv").read_text(encoding="utf-8").splitlines()
    names, cells = header.split(","), row.split(",")
    lines = [header]
    for n in range(1, 10_001):
        new = {
            "target": f"{n}",
            "component": f"c{n}",
            "breakdown": f"R=A{n}",
            "wording": f'"còn {n},5% số hộ {n} loại khác"',
            "value": f"{n}.5",
        }
        lines.append(",".join(new.get(name, cell) for name, cell in zip(names, cells, strict=True)))
    pack.write("targets.csv", "\n".join(lines) + "\n")

    start = time.perf_counter()
    problems = check_pack(pack.root)

    assert time.perf_counter() - start < 10
    assert problems == []
    assert len(load_pack(pack.root).plans["ke-hoach"].components) == 10_000
