"""Each kind of identity: a plan that agrees and one that does not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from coherence_world import Promise, World, area, indicator, said

from thuocdo.errors import Severity, Text
from thuocdo.plan.model import Comparator, Definition, Direction, Statistic
from thuocdo.quantities import Approximation

D = Decimal

SECTORS = """
years: 5
total: {{target: total}}
{extra}
sectors:
  - name: {{vi: Công nghiệp, en: Industry}}
    growth: {{target: industry}}
    base_share: {{value: {industry}, unit: '%', source: a}}
    {end_industry}
  - name: {{vi: Dịch vụ, en: Services}}
    growth: {{target: services}}
    base_share: {{value: {services}, unit: '%', source: a}}
    {end_services}
"""


def sectors(
    industry: str = "60", services: str = "40", extra: str = "", ends: tuple[str, str] = ("", "")
) -> str:
    return SECTORS.format(
        industry=industry,
        services=services,
        extra=extra,
        end_industry=ends[0] and f"end_share: {{value: {ends[0]}, unit: '%', source: a}}",
        end_services=ends[1] and f"end_share: {{value: {ends[1]}, unit: '%', source: a}}",
    )


def growth_world(total: str = "10", industry: str = "10", services: str = "10") -> World:
    rate = {"statistic": Statistic.MEAN_GROWTH, "period": "2026-2030"}
    return World(
        {
            "total": Promise(total, **rate),  # type: ignore[arg-type]
            "industry": Promise(industry, **rate),  # type: ignore[arg-type]
            "services": Promise(services, **rate),  # type: ignore[arg-type]
        }
    )


# --- sector_growth -----------------------------------------------------------------------------------------


def test_sectors_that_all_grow_as_the_total_agree() -> None:
    [finding] = growth_world().find("sector_growth", sectors())

    assert finding.holds
    assert round(finding.expected or D(0), 10) == D(10)
    assert finding.severity is Severity.NOTE


def test_sectors_that_cannot_make_the_total_are_found() -> None:
    [finding] = growth_world("15", "12", "5").find("sector_growth", sectors(), severity="error")

    assert finding.holds is False
    assert finding.severity is Severity.ERROR
    assert finding.stated == D(15)
    assert (finding.gap or D(0)) > 5
    assert "muốn đạt 15%, Công nghiệp phải tăng" in said(finding)


def test_rest_is_what_the_sectors_leave_and_how_it_grows_is_said() -> None:
    [finding] = growth_world("15", "17", "8").find(
        "sector_growth", sectors("70", "25", "residual_name: {vi: Thuế, en: Tax}")
    )

    assert any(
        "Thuế là phần còn lại đến 100% (5,0%) và tăng 15,0%/năm" in one.vi for one in finding.assumptions
    )
    assert "Thuế không tăng" in said(finding)


@pytest.mark.parametrize(
    ("rule", "rate"),
    [("as_stated_total", "10.21"), ("as_total", "10.00"), ("zero", "9.15"), ("as_fastest", "10.00")],
)
def test_rule_of_the_rest_changes_the_result(rule: str, rate: str) -> None:
    # 90 % grow 10 %; the rest grows 12, 10, 0 and 10 %.
    body = sectors("60", "30", f"residual_growth: {rule}")
    [finding] = growth_world("12", "10", "10").find("sector_growth", body)

    assert round(finding.expected or D(0), 2) == D(rate)


def test_rest_that_grows_as_the_result_drops_out() -> None:
    [finding] = growth_world("12", "10", "10").find(
        "sector_growth", sectors("60", "30", "residual_growth: as_total")
    )

    assert any("tăng bằng tốc độ chung tính ra" in one.vi for one in finding.assumptions)
    assert "muốn đạt" not in said(finding)


def test_no_growth_of_the_largest_sector_can_mend_a_total_below_the_others() -> None:
    [finding] = growth_world("-60", "10", "10").find("sector_growth", sectors())

    assert "muốn đạt" not in said(finding)


def test_shares_above_a_hundred_cannot_be_computed() -> None:
    [finding] = growth_world().find("sector_growth", sectors("80", "40"))

    assert finding.holds is None
    assert "tổng tỷ trọng năm gốc là 120,00%" in finding.reason.vi


def test_range_of_growth_widens_what_the_sectors_can_make() -> None:
    world = World(
        {"total": Promise("11"), "industry": Promise("10", to="12"), "services": Promise("10", to="12")}
    )

    [finding] = world.find("sector_growth", sectors())

    assert finding.holds


# --- end_shares ----------------------------------------------------------------------------------------------


def test_equal_growth_keeps_the_shares() -> None:
    [finding] = growth_world().find("end_shares", sectors(ends=("60", "40")))

    assert finding.holds


def test_faster_sector_must_gain_share() -> None:
    [finding] = growth_world("12", "20", "2").find("end_shares", sectors(ends=("60", "40")))

    assert finding.holds is False
    assert (finding.expected or D(0)) > 75
    assert "muốn khớp, giá của Công nghiệp phải đổi" in said(finding)


def test_share_of_the_rest_can_be_stated_too() -> None:
    body = sectors("60", "30", "residual_end_share: {value: 10, unit: '%', source: a}", ("60", "30"))
    [finding] = growth_world().find("end_shares", body)

    assert finding.holds
    assert "phần còn lại cuối kỳ" in said(finding)


def test_zero_share_leaves_relative_prices_unsaid() -> None:
    [finding] = growth_world("12", "20", "2").find("end_shares", sectors(ends=("0", "100")))

    assert "muốn khớp" not in said(finding)


# --- shares_sum ------------------------------------------------------------------------------------------------


def test_shares_that_round_to_a_hundred_agree() -> None:
    world = World({"a": Promise("33.3"), "b": Promise("66.6")})

    [finding] = world.find("shares_sum", "shares: [{target: a}, {target: b}]")

    assert finding.holds


def test_shares_that_miss_a_hundred_are_found() -> None:
    world = World({"a": Promise("33.3"), "b": Promise("65.6")})

    [finding] = world.find("shares_sum", "shares: [{target: a}, {target: b}]")

    assert (finding.holds, finding.gap) == (False, D("-1.1"))


# --- per_capita -------------------------------------------------------------------------------------------------

PER_CAPITA = """
years: 5
start: {fact: x, period: 2025}
end: {target: a}
real_growth: {target: g}
population_growth: {value: 1, unit: '%/năm', note: giả định}
price_change: {value: 0, unit: '%/năm', note: giả định}
"""


def test_per_head_that_follows_from_growth_and_people_agrees() -> None:
    # 1000 × (1,10 / 1,01)^5 = 1532,3
    world = World(
        {"a": Promise("1532", "USD/người/năm", indicator="y"), "g": Promise("10", indicator="z")},
        {("x", "2025"): "1000"},
        [indicator("x", "USD/người/năm")],
    )

    [finding] = world.find("per_capita", PER_CAPITA)

    assert finding.holds


def test_per_head_that_does_not_follow_says_what_would_reconcile() -> None:
    world = World(
        {"a": Promise("1200", "USD/người/năm", indicator="y"), "g": Promise("10", indicator="z")},
        {("x", "2025"): "1000"},
        [indicator("x", "USD/người/năm")],
    )

    [finding] = world.find("per_capita", PER_CAPITA)

    assert finding.holds is False
    assert "cần tăng (1.200 USD/người/năm / 1.000 USD/người/năm)^(1/5) − 1 = 3,71%/năm" in said(finding)
    assert "khớp nếu dân số tăng 6,06%/năm" in said(finding)
    assert Text("giả định", "giả định") in finding.assumptions


def test_missing_start_cannot_be_computed() -> None:
    world = World({"a": Promise("1200"), "g": Promise("10")}, {})

    [finding] = world.find("per_capita", PER_CAPITA)

    assert (finding.holds, finding.expected, finding.gap) == (None, None, None)
    assert finding.reason.vi == "chỉ tiêu x năm 2025: để trống"


def test_zero_start_cannot_be_computed() -> None:
    world = World({"a": Promise("1200"), "g": Promise("10")}, {("x", "2025"): "0"})

    [finding] = world.find("per_capita", PER_CAPITA)

    assert "bằng 0" in finding.reason.vi


def test_negative_end_has_no_mean_growth() -> None:
    world = World({"a": Promise("-1200"), "g": Promise("10")}, {("x", "2025"): "1000"})

    [finding] = world.find("per_capita", PER_CAPITA)

    assert "tỷ số không dương" in finding.reason.vi


def test_missing_fact_falls_back_to_what_is_declared() -> None:
    world = World({"a": Promise("1610", "USD"), "g": Promise("10")}, {}, [indicator("x", "USD")])
    body = PER_CAPITA.replace(
        "{fact: x, period: 2025}", "{fact: x, period: 2025, or: {value: 1000, unit: USD, source: b}}"
    ).replace("value: 1,", "value: 0,")

    [finding] = world.find("per_capita", body)

    assert finding.expected == D("1610.51")


# --- two_part_mean and between_parts ------------------------------------------------------------------------------

WATER = "whole: {target: w}\nfirst: {target: u}\nsecond: {target: r}\nfirst_weights: [{target: s}]"


def water(whole: str, urban: str = "98.5", rural: str = "90", share: str = "40") -> World:
    return World({"w": Promise(whole), "u": Promise(urban), "r": Promise(rural), "s": Promise(share)})


def test_whole_that_is_the_mean_of_its_parts_agrees() -> None:
    [finding] = water("93.4").find("two_part_mean", WATER)

    assert finding.holds
    assert finding.id == "i:1"


def test_whole_that_is_not_the_mean_names_the_share_it_implies() -> None:
    [finding] = water("92").find("two_part_mean", WATER)

    assert (finding.holds, finding.gap) == (False, D("-1.4"))
    assert "(92% − 90%) / (98,5% − 90%) = 23,5%" in said(finding)


def test_whole_outside_its_parts_fits_no_share() -> None:
    [finding] = water("99").find("two_part_mean", WATER)

    assert "không tỷ trọng nào cho được" in said(finding)


def test_equal_parts_make_the_whole() -> None:
    [finding] = water("92", "90", "90").find("two_part_mean", WATER)

    assert "hai phần bằng nhau (90%)" in said(finding)


def test_share_as_a_range_is_written_as_one() -> None:
    body = WATER.replace("{target: s}", "{value: 20, to: 30, unit: '%', source: a}")

    [finding] = water("92").find("two_part_mean", body)

    assert finding.holds
    assert "20–30% × 98,5% + (100% − 20–30%) × 90%" in said(finding)


def test_measured_share_has_one_rest() -> None:
    world = World(
        {"w": Promise("92"), "u": Promise("98.5"), "r": Promise("90")},
        {("s", "2025"): "23.5"},
        [indicator("s")],
    )

    [finding] = world.find("two_part_mean", WATER.replace("{target: s}", "{fact: s, period: 2025}"))

    assert finding.holds
    assert "76,5% × 90%" in said(finding)


@pytest.mark.parametrize(("whole", "holds"), [("92", True), ("99", False), ("85", False)])
def test_mean_must_lie_between_its_parts(whole: str, holds: bool) -> None:
    [finding] = water(whole).find("between_parts", "whole: {target: w}\nparts: [{target: u}, {target: r}]")

    assert finding.holds is holds


# --- already_reached and targets_reached ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "better", "holds", "word"),
    [("41.1", "up", False, "kém hơn"), ("57.1", "up", True, "bằng"), ("60", "up", True, "tốt hơn"),
     ("41.1", "down", True, "tốt hơn"), ("60", "down", False, "kém hơn")],
)  # fmt: skip
def test_target_against_what_is_reached(target: str, better: str, holds: bool, word: str) -> None:
    world = World({"a": Promise(target)}, {("x", "2025"): "57.1"})

    [finding] = world.find(
        "already_reached", f"target: {{target: a}}\nreached: {{fact: x, period: 2025}}\nbetter: {better}"
    )

    assert finding.holds is holds
    assert word in said(finding)
    assert finding.gap == D(target) - D("57.1")


def test_reached_in_another_scale_is_converted() -> None:
    world = World(
        {"a": Promise("641000", "tỷ đồng", indicator="y")},
        {("x", "2025"): "366.3"},
        [indicator("x", "nghìn tỷ đồng"), indicator("y", "tỷ đồng")],
    )

    [finding] = world.find("already_reached", "target: {target: a}\nreached: {fact: x, period: 2025}")

    assert (finding.holds, finding.expected) == (True, D("366300.0"))
    assert finding.gap_unit.vi == "tỷ đồng"


def test_scan_finds_each_target_below_its_own_figure() -> None:
    world = World(
        {
            "low": Promise("50", indicator="a"),
            "high": Promise("90", indicator="a"),
            "falls": Promise("3", indicator="b", comparator=Comparator.AT_MOST),
            "risen": Promise("9", indicator="c"),
            "none": Promise("9", indicator="d"),
            "blank": Promise(None, indicator="a"),
            "mean": Promise("1", indicator="a", statistic=Statistic.MEAN_GROWTH, period="2026-2030"),
            "about": Promise("1", indicator="a", comparator=Comparator.ABOUT),
            "neutral": Promise("1", indicator="e"),
        },
        {("a", "2025"): "57.1", ("b", "2025"): "5", ("c", "2025"): "1", ("e", "2025"): "5"},
        [
            indicator("a"),
            indicator("b", direction=Direction.DESCENDING),
            indicator("c", direction=Direction.DESCENDING),
            indicator("e", direction=Direction.NEUTRAL),
        ],
    )

    findings = world.find("targets_reached", "base_year: 2025")

    assert [(one.id, one.holds) for one in findings] == [
        ("i:low", False),
        ("i:risen", False),
        ("i:rest", True),
    ]
    assert "bằng hoặc tốt hơn mức đã đạt (2): high, falls" in said(findings[-1])
    assert "chưa có số để so (1): none" in said(findings[-1])
    assert findings[0].places[0].component == "p/low"


def test_scan_with_nothing_to_compare_cannot_be_computed() -> None:
    [finding] = World({"a": Promise("50")}, {}).find("targets_reached", "base_year: 2025\ncomponents: [a]")

    assert finding.holds is None


def test_scan_where_every_target_is_low_has_a_quiet_rest() -> None:
    findings = World({"a": Promise("50")}, {("x", "2025"): "60"}).find("targets_reached", "base_year: 2025")

    assert [one.holds for one in findings] == [False, True]


# --- icor -------------------------------------------------------------------------------------------------------------

ICOR = """
years: 5
investment: {target: i}
start_level: {value: 100, unit: nghìn tỷ đồng, source: a}
real_growth: {target: g}
price_change: {value: 0, unit: '%/năm', note: giá cố định}
band: {value: 3, to: 7, unit: lần, note: nhận định}
"""
LAST_TERM = """
last_investment: {value: 200, unit: nghìn tỷ đồng, source: a}
last_start: {value: 50, unit: nghìn tỷ đồng, source: a}
last_end: {value: 100, unit: nghìn tỷ đồng, source: a}
"""


@pytest.mark.parametrize(("investment", "holds"), [("305000", True), ("61000", False), ("900000", False)])
def test_icor_against_a_band(investment: str, holds: bool) -> None:
    # 10 % a year for five years adds 61.051 on 100; ICOR is investment over that.
    world = World({"i": Promise(investment, "tỷ đồng", indicator="y"), "g": Promise("10", indicator="z")})

    [finding] = world.find("icor", ICOR)

    assert finding.holds is holds
    assert finding.stated == D(investment) / 1000 / D("61.051")


def test_icor_below_the_last_term_is_found() -> None:
    world = World({"i": Promise("200000", "tỷ đồng", indicator="y"), "g": Promise("10", indicator="z")})

    band, last = world.find("icor", ICOR + LAST_TERM)

    assert (band.id, band.holds) == ("i:band", True)
    assert (last.id, last.holds, last.expected) == ("i:last-term", False, D(4))
    assert "kế hoạch cần 82% vốn" in said(last)


def test_no_growth_has_no_icor() -> None:
    world = World({"i": Promise("200000", "tỷ đồng", indicator="y"), "g": Promise("0", indicator="z")})

    [finding] = world.find("icor", ICOR)

    assert finding.reason.vi == "mức tăng sản phẩm bằng 0: không chia được"


# --- self_balance -----------------------------------------------------------------------------------------------------

BALANCE = """
years: 5
coverage: {value: %s, unit: '%%', source: a}
revenue_growth: {target: r}
spending_growth: {value: 7.8, unit: '%%/năm', source: a}
goal: {value: 100, unit: '%%', source: a}
"""


def test_revenue_that_cannot_catch_spending_is_found() -> None:
    world = World({"r": Promise("8", to="10")})

    [finding] = world.find("self_balance", BALANCE % "60")

    assert finding.holds is False
    assert round(finding.expected or D(0), 1) == D("66.4")
    assert "chi phải đổi −2,5% đến −0,7% mỗi năm" in said(finding)
    assert "thu phải tăng 19,4%/năm" in said(finding)


@pytest.mark.parametrize("coverage", ["95", "120"])
def test_revenue_that_does_catch_spending_agrees(coverage: str) -> None:
    [finding] = World({"r": Promise("8", to="10")}).find("self_balance", BALANCE % coverage)

    assert finding.holds


# --- definition_ends --------------------------------------------------------------------------------------------------

OLD = Definition("2021-2026", None, date(2026, 12, 31))
NEW = Definition("2027-2030", date(2027, 1, 1), None, "nd-351", Text("chuẩn mới", "new standard"))


def test_definition_that_changes_inside_the_term_is_found() -> None:
    world = World({"a": Promise("1")}, indicators=[indicator("x", definitions=(OLD, NEW))])

    [finding] = world.find("definition_ends", "components: all")

    assert finding.holds is False
    assert "đặt theo định nghĩa 2021-2026; từ 01/01/2027 theo 2027-2030 (nd-351): chuẩn mới" in said(finding)
    assert [place.component for place in finding.places] == ["p/a"]


def test_a_change_nobody_knew_of_on_the_day_is_no_finding() -> None:
    gone = date(2025, 7, 1)
    world = World(
        {"a": Promise("1", indicator="x"), "b": Promise("1", indicator="y")},
        indicators=[indicator("x", definitions=(OLD, NEW)), indicator("y", subject="huyện")],
        areas=[area("h1", "huyện", gone)],
        as_of=datetime(2025, 3, 25),
    )
    body = "ends: [{on: 2025-07-01, why: {vi: hết}, components: [a]}]"

    assert [finding.holds for finding in world.find("definition_ends", body)] == [True]


def test_targets_that_change_by_the_same_document_share_a_finding() -> None:
    world = World(
        {"a": Promise("1", indicator="x"), "b": Promise("2", indicator="y")},
        indicators=[indicator("x", definitions=(OLD, NEW)), indicator("y", definitions=(OLD, NEW))],
    )

    [finding] = world.find("definition_ends", "{}")

    assert "chỉ tiêu a, b" in said(finding)


def test_definition_that_ends_with_none_to_follow_is_found() -> None:
    world = World({"a": Promise("1")}, indicators=[indicator("x", definitions=(OLD,))])

    [finding] = world.find("definition_ends", "{}")

    assert "hết hiệu lực ngày 31/12/2026, chưa có định nghĩa thay thế" in said(finding)


def test_lasting_definitions_agree() -> None:
    new_only = Definition("mới", date(2020, 1, 1), None)
    later = Definition("sau", date(2031, 1, 1), None)
    world = World(
        {
            "a": Promise("1", indicator="x"),
            "b": Promise("1", indicator="y"),
            "c": Promise("1", indicator="z"),
        },
        indicators=[
            indicator("x", definitions=(new_only, later)),
            indicator("y", definitions=(Definition("từ sau", date(2026, 1, 1), None),)),
        ],
        set_on=None,
    )

    [finding] = world.find("definition_ends", "{}")

    assert finding.holds
    assert "3 chỉ tiêu giữ nguyên" in said(finding)


def test_abolished_subject_is_found() -> None:
    gone = date(2025, 7, 1)
    world = World(
        {"a": Promise("1")},
        indicators=[indicator("x", subject="huyện")],
        areas=[area("h1", "huyện", gone), area("h2", "huyện", gone)],
    )

    [finding] = world.find("definition_ends", "{}")

    assert "không còn huyện từ 01/07/2025 (ngày cuối 30/06/2025)" in said(finding)


def test_subject_that_lasts_or_was_never_there_agrees() -> None:
    world = World(
        {"a": Promise("1", indicator="x"), "b": Promise("1", indicator="y")},
        indicators=[indicator("x", subject="huyện"), indicator("y", subject="phường")],
        areas=[area("h1", "huyện", date(2025, 7, 1)), area("h2", "huyện")],
    )

    [finding] = world.find("definition_ends", "{}")

    assert finding.holds


def test_declared_change_counts_where_the_target_still_runs() -> None:
    world = World({"a": Promise("1"), "b": Promise("1", period="2026")})
    body = "ends:\n  - components: [a, b]\n    on: 2027-01-01\n    why: {vi: đổi tiêu chí, en: new rules}"

    [finding] = world.find("definition_ends", body)

    assert "từ 01/01/2027: đổi tiêu chí" in said(finding)
    assert "chỉ tiêu a phải đạt" in said(finding)


def test_declared_change_after_every_target_is_nothing() -> None:
    world = World({"a": Promise("1", period="2026")})
    body = "ends:\n  - components: [a]\n    on: 2027-01-01\n    why: {vi: đổi tiêu chí, en: new rules}"

    [finding] = world.find("definition_ends", body)

    assert finding.holds


# --- rank_denominator -------------------------------------------------------------------------------------------------

MERGED = {date(2008, 8, 1): 63, date(2025, 7, 1): 34}


def rank_world(rank_of: dict[date, int], value: str | None = "10") -> World:
    return World(
        {"a": Promise(value, "hạng", comparator=Comparator.RANK_WITHIN)},
        indicators=[indicator("x", "hạng", rank_of=rank_of)],
    )


def test_rank_among_fewer_units_is_found() -> None:
    [finding] = rank_world(MERGED).find("rank_denominator", "set_on: 2025-03-25")

    assert (finding.holds, round(finding.expected or D(0), 1)) == (False, D("5.4"))
    assert "10/63 = 15,9% đầu bảng; cuối kỳ: 10/34 = 29,4%" in said(finding)


def test_rank_among_as_many_agrees() -> None:
    [finding] = rank_world({date(2008, 8, 1): 63}).find("rank_denominator", "set_on: 2025-03-25")

    assert finding.holds


@pytest.mark.parametrize(
    "world",
    [
        rank_world({}),
        rank_world({date(2026, 1, 1): 34}),
        rank_world(MERGED, None),
        World({"a": Promise("1")}),
    ],
)
def test_no_rank_with_a_denominator_cannot_be_computed(world: World) -> None:
    [finding] = world.find("rank_denominator", "set_on: 2025-03-25\ncomponents: all")

    assert finding.holds is None


# --- reachable_share --------------------------------------------------------------------------------------------------

COMMUNES = "shares: [{target: a}]\nunits: {value: %s, unit: xã, source: a}\nsearch_from: %s\nsearch_to: %s"


def test_share_no_whole_number_gives_is_found() -> None:
    [finding] = World({"a": Promise("90.9")}).find("reachable_share", COMMUNES % (182, 150, 170))

    assert finding.holds is False
    assert "165/182 = 90,66%; 166/182 = 91,21%" in said(finding)
    assert "cho được tất cả: 154, 164, 165" in said(finding)


def test_share_a_whole_number_gives_agrees() -> None:
    [finding] = World({"a": Promise("90.9")}).find("reachable_share", COMMUNES % (165, 166, 167))

    assert finding.holds
    assert "không tổng số nào từ 166 đến 167" in said(finding)


def test_every_unit_is_a_hundred_percent() -> None:
    [finding] = World({"a": Promise("100")}).find("reachable_share", COMMUNES % (182, 1, 30))

    assert finding.holds
    assert said(finding).endswith("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …")


def test_no_units_cannot_be_computed() -> None:
    [finding] = World({"a": Promise("90.9")}).find("reachable_share", COMMUNES % (0, 1, 2))

    assert "lớn hơn 0" in finding.reason.vi


# --- mean_growth and fold -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mean", "holds"), [("14", True), ("14.00", True), ("14.05", False)])
def test_mean_growth_is_the_geometric_mean(mean: str, holds: bool) -> None:
    years = {"2021": "8.52", "2022": "19.30", "2023": "14.99", "2024": "13.85", "2025": "13.60"}
    world = World({"m": Promise(mean)}, {("x", one): value for one, value in years.items()})
    listed = ", ".join(f"{{fact: x, period: {one}}}" for one in years)

    [finding] = world.find("mean_growth", f"mean: {{target: m}}\nyearly: [{listed}]")

    assert finding.holds is holds
    assert "bình quân cộng là 14,05%" in said(finding)


@pytest.mark.parametrize(("fold", "holds"), [("1.63", True), ("1.7", False)])
def test_fold_is_level_over_base(fold: str, holds: bool) -> None:
    world = World(
        {"f": Promise(fold, "lần", indicator="y")},
        {("x", "2025"): "4900", ("x", "2020"): "3000"},
        [indicator("x", "USD")],
    )

    [finding] = world.find(
        "fold", "level: {fact: x, period: 2025}\nbase: {fact: x, period: 2020}\nfold: {target: f}"
    )

    assert finding.holds is holds


def test_fold_takes_an_approximate_base_at_its_word() -> None:
    world = World(
        {"f": Promise("1.86", "lần", indicator="y")},
        {("x", "2025"): "239.163", ("x", "2020"): "128"},
        [indicator("x", "nghìn tỷ đồng")],
        approximations={("x", "2020"): Approximation.ABOVE},
    )

    [finding] = world.find(
        "fold", "level: {fact: x, period: 2025}\nbase: {fact: x, period: 2020}\nfold: {target: f}"
    )

    assert finding.holds


# --- product ------------------------------------------------------------------------------------------------------------

PRODUCT = """
total: {value: %s, unit: nghìn tỷ đồng, source: a}
factors:
  - {value: 4900, unit: USD/người/năm, source: a}
  - {value: 1800000, to: 2000000, unit: người, note: dân số}
  - {value: 25000, unit: đồng/USD, note: tỷ giá}
"""


def test_total_that_is_the_product_agrees() -> None:
    [finding] = World({}).find("product", PRODUCT % "239.163")

    assert (finding.holds, finding.gap) == (True, D(0))


def test_total_a_thousandfold_off_is_a_slipped_scale() -> None:
    [finding] = World({}).find("product", PRODUCT % "239163", severity="note")

    assert (finding.holds, finding.severity) == (False, Severity.ERROR)
    assert "khớp nếu đọc là 239,163 nghìn tỷ đồng: sai hàng đơn vị 10^3 lần" in said(finding)


def test_total_a_thousandth_is_a_slipped_scale_too() -> None:
    [finding] = World({}).find("product", PRODUCT % "0.239163")

    assert "khớp nếu đọc là 239,163 nghìn tỷ đồng: sai hàng đơn vị 10^-3 lần" in said(finding)


def test_total_that_is_just_wrong_is_no_slip() -> None:
    [finding] = World({}).find("product", PRODUCT % "500")

    assert (finding.holds, finding.severity) == (False, Severity.WARNING)
    assert "sai hàng" not in said(finding)


def test_factors_that_do_not_make_the_unit_are_refused() -> None:
    body = "total: {value: 5, unit: tỷ đồng, source: a}\nfactors: [{value: 5, unit: người, source: a}]"

    [finding] = World({}).find("product", body)

    assert (finding.holds, finding.reason.vi) == (None, "người không cho tỷ đồng")


def test_numbers_of_different_kinds_are_not_compared() -> None:
    body = "target: {value: 5, unit: tỷ đồng, source: a}\nreached: {value: 5, unit: người, source: a}"

    [finding] = World({}).find("already_reached", body)

    assert finding.reason.vi == "giả định tính bằng người, giả định tính bằng tỷ đồng: không so được"


def test_figure_worked_out_from_several_is_cited_with_all_of_them() -> None:
    world = World({"a": Promise("60")}, {("x", "2025"): "50"}, derived=("x",))

    [finding] = world.find("already_reached", "target: {target: a}\nreached: {fact: x, period: 2025}")

    assert finding.places[-1].source == "bc L9; bc L10"


# --- two_authorities and annual_plans -------------------------------------------------------------------------------------


def test_numbers_of_two_documents_agree_where_ranges_meet() -> None:
    world = World({"a": Promise("15")}, others={"1": Promise("15", to="16"), "2": Promise("16", to="17")})

    meet, apart = world.find("two_authorities", "stated: {target: a}\nothers: [{target: q/1}, {target: q/2}]")

    assert (meet.holds, meet.gap) == (True, D(0))
    assert (apart.holds, apart.gap) == (False, D(-1))
    assert [place.component for place in apart.places] == ["p/a", "q/1", "q/2"]


def test_two_documents_in_money_differ_in_money() -> None:
    world = World({"a": Promise("8000", "USD/người/năm")}, others={"1": Promise("9800", "USD/người/năm")})

    [finding] = world.find("two_authorities", "stated: {target: a}\nothers: [{target: q/1}]")

    assert (finding.holds, finding.gap, finding.gap_unit.vi) == (False, D(-1800), "USD/người/năm")


def annual(term: str, values: list[str], unit: str, statistic: str) -> tuple[World, str]:
    world = World({"t": Promise(term, unit), **{f"y{n}": Promise(one, unit) for n, one in enumerate(values)}})
    listed = ", ".join(f"{{target: y{n}}}" for n in range(len(values)))
    return world, f"term: {{target: t}}\nyearly: [{listed}]\nyears: 3\nstatistic: {statistic}"


@pytest.mark.parametrize(
    ("term", "values", "unit", "statistic", "holds"),
    [
        ("30", ["10", "10", "10"], "tỷ đồng", "sum", True),
        ("40", ["10", "10", "10"], "tỷ đồng", "sum", False),
        ("30", ["10", "11"], "tỷ đồng", "sum", True),
        ("40", ["10", "11"], "tỷ đồng", "sum", False),
        ("20", ["10", "11"], "tỷ đồng", "sum", False),
        ("10", ["10", "10", "10"], "%", "mean_growth", True),
        ("12", ["10", "10", "10"], "%", "mean_growth", False),
        ("10", ["11", "10"], "%", "mean_growth", True),
        ("15", ["11", "10"], "%", "mean_growth", False),
    ],
)
def test_annual_plans_against_the_term(
    term: str, values: list[str], unit: str, statistic: str, holds: bool
) -> None:
    world, body = annual(term, values, unit, statistic)

    [finding] = world.find("annual_plans", body)

    assert finding.holds is holds
