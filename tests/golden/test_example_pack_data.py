"""What the Bắc Giang pack must hold, read from its files by the plainest means there are.

Most tests do not go through the loader on purpose: a loader that drops or mends a row must not be able
to hide it here. The last ones ask the loader the same questions.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from thuocdo.facts.files import check_facts, load_facts
from thuocdo.facts.model import SeriesKey
from thuocdo.facts.store import FactStore
from thuocdo.periods import parse_as_of, parse_period
from thuocdo.plan.load import check_pack, load_pack
from thuocdo.plan.model import Pack
from thuocdo.quantities import UNITS

PACK = Path(__file__).parents[2] / "examples" / "bac-giang"
DRAFT = "du-thao-2025-03"

Row = dict[str, str]


def _rows(name: str) -> list[Row]:
    with (PACK / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _facts() -> list[Row]:
    return [row for path in sorted((PACK / "facts").glob("*.csv")) for row in _rows(f"facts/{path.name}")]


def _indicators() -> dict[str, dict[str, object]]:
    read = YAML(typ="safe", pure=True)
    return {path.stem: read.load(path.read_text("utf-8")) for path in (PACK / "indicators").glob("*.yaml")}


def _targets(plan: str) -> list[Row]:
    return [row for row in _rows("targets.csv") if row["plan"] == plan]


def _releases(indicator: str, period: str, area: str = "bac-giang", breakdown: str = "_T") -> list[Row]:
    key = (indicator, period, area, breakdown)
    found = [
        row for row in _facts() if (row["indicator"], row["period"], row["area"], row["breakdown"]) == key
    ]
    return sorted(found, key=lambda row: row["known_from"])


def _one(indicator: str, period: str, breakdown: str = "_T") -> Row:
    found = [
        row
        for row in _releases(indicator, period, breakdown=breakdown)
        if row["document"] == DRAFT and row["disputed"] == "no"
    ]
    assert len(found) == 1
    return found[0]


@lru_cache(maxsize=1)
def _pack() -> Pack:
    return load_pack(PACK)


@lru_cache(maxsize=1)
def _store() -> FactStore:
    return load_facts(_pack())


FACTS = _facts()
TARGETS = _rows("targets.csv")
INDICATORS = _indicators()


# --- the draft's plan for 2030 ---------------------------------------------------------------------


def test_draft_plan_has_16_groups_and_38_components() -> None:
    components = _targets("xx")
    assert list(dict.fromkeys(row["target"] for row in components)) == [str(n) for n in range(1, 17)]
    assert len(components) == len({row["component"] for row in components}) == 38


def test_draft_plan_leaves_three_numbers_open() -> None:
    assert [row["component"] for row in _targets("xx") if row["blank"] == "yes"] == ["7a", "7b", "14e"]


def test_only_blank_and_qualitative_components_of_the_draft_have_no_number() -> None:
    assert [row["component"] for row in _targets("xx") if not row["value"]] == ["3b", "7a", "7b", "14e"]


def test_components_are_named_after_their_group() -> None:
    for row in _targets("xx"):
        assert re.fullmatch(rf"{row['target']}[a-f]?", row["component"])


def test_every_group_of_the_draft_has_a_main_part() -> None:
    mains = {row["target"] for row in _targets("xx") if row["role"] == "main"}
    assert mains == {str(n) for n in range(1, 17)}


@pytest.mark.parametrize(
    ("component", "wording", "value", "unit"),
    [
        ("1a", "bình quân hằng năm đạt 15%", "15", "%"),
        ("2", "GRDP/người/năm đạt 8.000 USD", "8000", "USD/người/năm"),
        ("4", "giai đoạn 641.000 tỷ đồng", "641000", "tỷ đồng"),
        ("6b", "đạt 42,7 giường bệnh", "42.7", "giường/10.000 dân"),
        ("7a", "còn ......%", "", "%"),
        ("11", "năm 2030 đạt 6,5 triệu lượt", "6.5", "triệu lượt"),
        ("13b", "đạt 41,1%", "41.1", "%"),
        ("15d", "có thêm 01 huyện đạt chuẩn nông thôn mới", "1", "huyện"),
    ],
)
def test_draft_wording_is_kept_verbatim(component: str, wording: str, value: str, unit: str) -> None:
    row = next(row for row in _targets("xx") if row["component"] == component)
    assert (row["wording"], row["value"], row["unit"]) == (wording, value, unit)


def test_ranges_of_the_draft_keep_both_ends() -> None:
    ranges = {r["component"]: (r["value"], r["value_to"]) for r in _targets("xx") if r["value_to"]}
    assert ranges == {"3a": ("8", "10"), "8b": ("40", "45")}


def test_structure_of_2030_adds_up_to_100() -> None:
    shares = [Decimal(row["value"]) for row in _targets("xx") if row["component"] in ("1b", "1c", "1d", "1e")]
    assert sum(shares) == 100


def test_draft_plan_was_closed_by_the_merger_and_superseded() -> None:
    plans = YAML(typ="safe", pure=True).load((PACK / "plan.yaml").read_text("utf-8"))["plans"]
    plan = next(plan for plan in plans if plan["id"] == "xx")
    found = (plan["status"], plan["closed_on"], plan["superseded_by"], plan["closing_document"])
    assert found == ("closed", "2025-07-01", "bac-ninh-i", "nq-202-2025")


def test_aspirations_of_the_text_are_not_counted() -> None:
    assert {row["counted"] for row in _targets("xx-text")} == {"no"}
    assert {row["counted"] for row in _targets("xx")} == {"yes"}


# --- the XIX term ----------------------------------------------------------------------------------


def test_a_number_that_is_not_printed_in_our_sources_is_no_blank_of_the_resolution() -> None:
    for row in _targets("xix"):
        assert row["blank"] == "no"
        assert row["value"] or "không in trong nguồn" in row["note"]


def test_xix_targets_that_the_draft_states_can_be_computed() -> None:
    stated = {row["component"]: (row["value"], row["value_to"]) for row in _targets("xix") if row["value"]}
    assert stated == {
        "1a": ("14", "15"),
        "2": ("15", ""),
        "4": ("470", ""),
        "6": ("140", ""),
        "7": ("56000", ""),
        "8": ("32.4", ""),
        "10a": ("80", ""),
        "10b": ("27", ""),
        "11d": ("75", ""),
        "17": ("10", ""),
        "18": ("90", ""),
        "19a": ("84", ""),
        "19b": ("84", ""),
    }


def test_xix_targets_that_the_draft_calls_missed_are_three_main_and_four_components() -> None:
    missed = [row for row in _targets("xix") if row["claim"] == "missed" and row["component"] != "20"]
    found = {row["component"]: row["role"] for row in missed}
    assert found == {
        "3": "main",
        "4": "main",
        "5": "main",
        "11d": "component",
        "12c": "component",
        "15e": "component",
        "15f": "component",
    }


def test_derived_targets_say_so() -> None:
    derived = [row["component"] for row in _targets("xix") if row["note"].startswith("Chỉ tiêu suy ra")]
    assert derived == ["6", "10a", "10b"]


# --- figures and their releases --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "values"),
    [
        ("2021", ["7.82", "8.52"]),
        ("2022", ["19.3", "19.30"]),
        ("2023", ["13.45", "13.45", "14.99"]),
        ("2024", ["13.87", "13.85", "13.85", "13.87"]),
        ("2025", ["13.6", "13.60"]),
    ],
)
def test_every_release_of_growth_is_kept(period: str, values: list[str]) -> None:
    assert [row["value"] for row in _releases("grdp.growth", period)] == values


def test_growth_estimated_in_the_autumn_became_known_before_the_one_of_december() -> None:
    days = [(row["known_from"], row["value"]) for row in _releases("grdp.growth", "2024")]
    assert days[:2] == [("2024-11-27", "13.87"), ("2024-12-06", "13.85")]


def test_stage_of_the_drafts_growth_rises_with_the_age_of_the_year() -> None:
    stages = {year: _one("grdp.growth", year)["stage"] for year in ("2021", "2022", "2023", "2024", "2025")}
    assert stages == {
        "2021": "official",
        "2022": "official",
        "2023": "preliminary",
        "2024": "estimate_1",
        "2025": "estimate_1",
    }


def test_scenario_of_2025_is_no_estimate() -> None:
    scenario = [row for row in _releases("grdp.current", "2025") if row["stage"] == "scenario"]
    assert [(row["value"], row["unit"], row["status"]) for row in scenario] == [("239143", "tỷ đồng", "F")]


def test_thousandfold_slip_is_kept_as_printed_and_mended_by_a_guarded_correction() -> None:
    printed = _one("grdp.current", "2025")
    assert (printed["value"], printed["unit"]) == ("239163", "nghìn tỷ đồng")
    corrections = YAML(typ="safe", pure=True).load((PACK / "corrections.yaml").read_text("utf-8"))
    entry = next(entry for entry in corrections if entry["id"] == "grdp-2025-nghin-lan")
    assert entry["expect"] == {"value": printed["value"], "unit": printed["unit"]}
    assert entry["set"] == {"unit": "tỷ đồng"}
    assert entry["match"]["place"] == printed["place"]


@pytest.mark.parametrize(
    ("indicator", "period", "kept", "doubted"),
    [
        ("grdp.share.industry", "2025", "69", "69.3"),
        ("culture.facilities", "2025", "97", "91"),
        ("admin.communes_rearranged", "2022-01-01/2025-03-25", "34", "32"),
        ("admin.communes_formed", "2022-01-01/2025-03-25", "17", "15"),
        ("party.members", "2025-03-25", "92133", "92000"),
    ],
)
def test_contradictions_of_the_draft_are_kept_as_disputed(
    indicator: str, period: str, kept: str, doubted: str
) -> None:
    rows = [row for row in _releases(indicator, period) if row["document"] == DRAFT]
    found = {row["disputed"]: row["value"] for row in rows}
    assert found == {"no": kept, "yes": doubted}


def test_blanks_of_the_draft_are_rows_without_a_value() -> None:
    blanks = [row for row in FACTS if row["status"] == "L"]
    assert len(blanks) == 20
    assert all(row["value"] == "" and row["document"] == DRAFT for row in blanks)


def test_not_ranked_is_a_value_and_no_blank() -> None:
    found = {row["period"]: row["status"] for row in FACTS if row["status"] == "M"}
    assert found == {"2021": "M", "2022": "M"}
    assert all(row["indicator"] == "papi.rank" for row in FACTS if row["status"] == "M")


def test_a_later_source_fills_a_blank_of_the_draft() -> None:
    rows = _releases("pci.rank", "2024")
    assert [(row["status"], row["value"]) for row in rows] == [("L", ""), ("A", "4")]


@pytest.mark.parametrize(
    ("indicator", "period", "breakdown", "value"),
    [
        ("grdp.growth", "2021-2025", "_T", "14"),
        ("grdp.rank", "2025", "_T", "12"),
        ("investment.total", "2021-2025", "_T", "366.3"),
        ("agriculture.output_per_hectare", "2025", "_T", "140"),
        ("trade.retail", "2025", "_T", "68.5"),
        ("population.urban_rate", "2025", "_T", "57.1"),
        ("labour.trained", "2025", "_T", "80"),
        ("labour.certified", "2025", "_T", "35"),
        ("health.life_expectancy", "2025", "_T", "74.7"),
        ("party.village_heads", "2025-03-25", "_T", "94.7"),
        ("poverty.rate", "2024", "REGION=DBKK", "11.57"),
        ("environment.waste_sanitary", "2025-03-25", "URBANISATION=R", "80.9"),
        ("ntm.communes_rate", "2025", "_T", "88.46"),
        ("budget.revenue", "2025", "_T", "20393"),
    ],
)
def test_figures_of_the_draft_read_as_printed(
    indicator: str, period: str, breakdown: str, value: str
) -> None:
    assert _one(indicator, period, breakdown)["value"] == value


def test_ratings_printed_for_every_year_are_one_row_a_year() -> None:
    rows = [row for row in FACTS if row["indicator"] == "party.members_good"]
    assert [(row["period"], row["value"], row["approx"]) for row in rows] == [
        (year, "90", "above") for year in ("2021", "2022", "2023", "2024")
    ]


def test_derived_levels_give_back_the_printed_change() -> None:
    changes = {
        ("grdp.share.industry", "2020", "2025"): "12.9",
        ("education.schools_level1_rate", "2020", "2025"): "4.9",
        ("education.schools_level2_rate", "2020", "2025"): "17.5",
        ("education.solid_classrooms", "2020", "2025"): "6.6",
        ("budget.recurrent_coverage", "2020", "2025"): "14.5",
        ("parks.output", "2020", "2025"): "514.4",
        ("agriculture.ocop", "2020", "2025"): "330",
        ("party.village_heads", "2020", "2025-03-25"): "16.8",
        ("poverty.rate", "2021", "2025"): "-4.27",
    }
    for (indicator, start, end), change in changes.items():
        first, last = (Decimal(_one(indicator, period)["value"]) for period in (start, end))
        assert last - first == Decimal(change), indicator


# --- the merged province ---------------------------------------------------------------------------


def test_targets_of_the_merged_province_for_2025_add_up() -> None:
    parts = {row["component"]: Decimal(row["value"]) for row in _targets("bac-ninh-2025")}
    assert parts["3b"] + parts["3c"] == parts["3a"]


def test_first_congress_of_the_merged_province_aims_lower_than_the_draft() -> None:
    row = _targets("bac-ninh-i")[0]
    assert (row["value"], row["value_to"], row["area"]) == ("11", "12", "bac-ninh")


# --- every row has its source ----------------------------------------------------------------------


def test_every_document_named_exists() -> None:
    known = {row["id"] for row in _rows("documents.csv")}
    named = {row["document"] for row in [*FACTS, *TARGETS, *_rows("areas.csv"), *_rows("area_changes.csv")]}
    assert named - {""} - known == set()


def test_every_figure_has_a_place_in_the_draft_or_a_public_address() -> None:
    for row in FACTS:
        if row["document"] == DRAFT:
            assert re.fullmatch(r"L\d+(-\d+)?", row["place"]), row
        else:
            assert row["url"].startswith("http"), row


def test_figures_of_the_draft_are_known_from_the_day_it_was_printed() -> None:
    assert {row["known_from"] for row in FACTS if row["document"] == DRAFT} == {"2025-03-25"}


def test_no_figure_is_known_before_its_page_was_published() -> None:
    issued = {row["id"]: row["issued"] for row in _rows("documents.csv")}
    for row in FACTS:
        if issued[row["document"]]:
            assert row["known_from"] >= issued[row["document"]], row


def test_a_day_that_is_not_evident_says_how_it_was_inferred() -> None:
    undated = {row["id"] for row in _rows("documents.csv") if not row["issued"]}
    for row in FACTS:
        if row["document"] in undated:
            assert re.search(r"Ngày (suy ra|công bố|họp báo)", row["note"]), row


def test_only_forecasts_and_decided_numbers_are_known_before_their_period_begins() -> None:
    early = [row for row in FACTS if row["known_from"] < parse_period(row["period"]).start.isoformat()]
    decided = {row["indicator"] for row in early if row["status"] != "F"}
    # The communes of 1/7/2025 were set by a resolution of June.
    assert decided == {"admin.commune_units", "admin.communes", "admin.wards"}


# --- form ------------------------------------------------------------------------------------------


def test_every_value_period_unit_and_day_can_be_read() -> None:
    for row in FACTS:
        parse_period(row["period"])
        UNITS.parse(row["unit"])
        datetime.fromisoformat(row["known_from"])
        if row["value"]:
            assert Decimal(row["value"]).is_finite()
        else:
            assert row["status"] in ("L", "M")


def test_units_of_figures_and_targets_go_with_their_indicator() -> None:
    for row in [*FACTS, *TARGETS]:
        wanted = UNITS.parse(str(INDICATORS[row["indicator"]]["unit"]))
        assert UNITS.parse(row["unit"]).is_compatible(wanted), row


def test_breakdowns_of_figures_are_declared_by_their_indicator() -> None:
    for row in [*FACTS, *TARGETS]:
        if row["breakdown"] != "_T":
            declared = INDICATORS[row["indicator"]].get("breakdowns", [])
            assert row["breakdown"].split("=")[0] in declared, row  # type: ignore[operator]


def test_a_figure_is_not_written_down_twice() -> None:
    columns = (
        "indicator",
        "area",
        "period",
        "breakdown",
        "stage",
        "known_from",
        "document",
        "place",
        "value",
    )
    seen = Counter(tuple(row[column] for column in columns) for row in FACTS)
    assert [key for key, count in seen.items() if count > 1] == []


def test_every_indicator_is_used_owed_by_an_agency_and_named_in_both_languages() -> None:
    agencies = {row["id"] for row in _rows("agencies.csv")}
    referred: set[object] = {row["indicator"] for row in [*FACTS, *TARGETS]}
    for indicator in INDICATORS.values():
        aggregation = indicator["aggregation"]
        assert isinstance(aggregation, dict)
        referred |= {aggregation.get(key) for key in ("weight", "numerator", "denominator")}
    for name, indicator in INDICATORS.items():
        assert name == indicator["id"]
        assert name in referred
        assert indicator["agency"] in agencies
        assert set(indicator["name"]) == {"vi", "en"}  # type: ignore[call-overload]


def test_growth_rates_are_compounded_and_never_summed_over_areas() -> None:
    for name, indicator in INDICATORS.items():
        if name.startswith("grdp.growth.") or name == "grdp.growth":
            found = indicator["aggregation"]
            assert found == {"over_areas": "none", "over_time": "geometric_mean"}, name


def test_ranks_are_neither_added_nor_averaged() -> None:
    for name, indicator in INDICATORS.items():
        if indicator["unit"] == "hạng":
            aggregation = indicator["aggregation"]
            assert isinstance(aggregation, dict)
            assert aggregation["over_areas"] == "none", name
            assert aggregation["over_time"] in ("none", "last"), name
            assert indicator["direction"] == "descending", name


def test_national_ranks_know_that_34_are_ranked_since_the_merger() -> None:
    expected = [{"from": "2008-08-01", "of": 63}, {"from": "2025-07-01", "of": 34}]
    ranks = ("grdp.rank", "pci.rank", "par.rank", "dti.rank", "pii.rank", "papi.rank")
    assert all(INDICATORS[name]["rank_of"] == expected for name in ranks)


def test_poverty_standard_changes_inside_the_2026_2030_term() -> None:
    definitions = INDICATORS["poverty.rate"]["definitions"]
    assert isinstance(definitions, list)
    days = [(d["version"], date.fromisoformat(d["valid_to"])) for d in definitions]
    assert days == [("2021-2026", date(2026, 12, 31)), ("2027-2030", date(2030, 12, 31))]


def test_reference_page_counts_what_is_there() -> None:
    page = (PACK.parents[1] / "docs" / "reference" / "example-bac-giang.md").read_text("utf-8")
    text = " ".join(page.split())
    blanks = sum(row["status"] == "L" for row in FACTS)
    assert (
        f"There are {len(INDICATORS)} indicators, {len(TARGETS)} components in these plans and "
        f"{len(FACTS)} releases of figures, of which {blanks} are blanks"
    ) in text
    for path in (PACK / "facts").glob("*.csv"):
        assert f"`{path.name}`" in text


def test_example_has_no_errors_and_explains_every_number_it_lacks() -> None:
    every = [*check_pack(PACK), *check_facts(_pack())]
    assert [problem.say() for problem in every if problem.severity != "note"] == []
    # Targets of the XIX resolution whose number no source of ours prints.
    told = [problem for problem in every if problem.code == "GK073"]
    unprinted = [row for row in TARGETS if not row["value"] and row["blank"] == "no"]
    assert len(told) == sum(row["comparator"] != "yes_no" for row in unprinted)


def test_slip_of_2025_is_mended_once_loaded_and_the_printed_row_stays_in_the_record() -> None:
    store = _store()
    key = SeriesKey("grdp.current", "bac-giang", "2025")
    current = store.current(parse_as_of("2025-03-25"), indicators=[key.indicator], periods=[key.period])
    mended = next(row for row in current if row.area == key.area)
    assert mended.canonical == Decimal(239163) * 10**9
    assert mended.correction == "grdp-2025-nghin-lan"
    printed = [row for row in store.history(key) if row.source.document == DRAFT and not row.correction]
    assert [row.canonical for row in printed] == [Decimal(239163) * 10**12]


@pytest.mark.parametrize(
    ("as_of", "growth"),
    [
        ("2023-12-15", {"2023": "13.45"}),
        ("2024-11-30", {"2021": "7.82", "2022": "19.3", "2023": "13.45", "2024": "13.87"}),
        (
            "2025-03-25",
            {"2021": "8.52", "2022": "19.30", "2023": "14.99", "2024": "13.85", "2025": "13.60"},
        ),
        ("2025-04-30", {"2023": "14.99", "2024": "13.87"}),
    ],
)
def test_growth_known_on_a_day(as_of: str, growth: dict[str, str]) -> None:
    store = _store()
    rows = store.current(parse_as_of(as_of), indicators=["grdp.growth"], areas=["bac-giang"])
    found = {row.period.sdmx: row.value for row in rows}
    assert {year: found[year] for year in growth} == {year: Decimal(text) for year, text in growth.items()}
