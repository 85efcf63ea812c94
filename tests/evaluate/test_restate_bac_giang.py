"""Restating on the real map: the merger of Bắc Giang and Bắc Ninh on 1/7/2025."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.errors import Text
from thuocdo.evaluate.model import Evidence
from thuocdo.evaluate.resolve import Resolver
from thuocdo.evaluate.restate import restate, restate_known
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.periods import Period, half, year
from thuocdo.plan.areas import AreaRegistry, Level, read_areas
from thuocdo.plan.model import Aggregation, Direction, Indicator, OverAreas, OverTime, Pack
from thuocdo.quantities import UNITS

PACK = Path(__file__).parents[2] / "examples" / "bac-giang"
LAST_DAY, TODAY = date(2025, 6, 30), date(2025, 7, 1)
H1 = half(2025, 1)


def make_indicator(indicator_id: str, unit: str, decimals: int, rule: Aggregation) -> Indicator:
    return Indicator(
        indicator_id,
        Text(indicator_id, indicator_id),
        UNITS.parse(unit),
        decimals,
        Direction.ASCENDING,
        rule,
    )


GROWTH = make_indicator("grdp.growth", "%", 2, Aggregation(OverAreas.WEIGHTED, weight="grdp.constant"))
GRDP = make_indicator("grdp.constant", "tỷ đồng", 0, Aggregation(OverAreas.SUM, OverTime.SUM))
POPULATION = make_indicator("population", "người", 0, Aggregation(OverAreas.SUM))
PCI_RANK = make_indicator("pci.rank", "hạng", 0, Aggregation(OverAreas.NONE))


@pytest.fixture(scope="module")
def registry() -> AreaRegistry:
    return read_areas(PACK / "areas.csv", PACK / "area_changes.csv")[0]


def figure(indicator: Indicator, area: str, value: str, period: Period = H1) -> Evidence:
    return Evidence(indicator.id, area, period, indicator.unit, Decimal(value))


def test_the_growth_of_two_provinces_is_not_the_sum_of_their_rates(registry: AreaRegistry) -> None:
    parts = [figure(GROWTH, "bac-giang", "14.01"), figure(GROWTH, "bac-ninh-1997", "9.18")]
    (item,) = restate(GROWTH, parts, registry, TODAY)
    assert item.area.id == "bac-ninh"
    assert item.figure.value is None
    assert "không cộng được" in item.figure.reason.vi
    assert item.parts == tuple(parts)


def test_with_the_levels_as_weights_the_growth_of_the_whole_follows_and_is_labelled(
    registry: AreaRegistry,
) -> None:
    parts = [figure(GROWTH, "bac-giang", "14.01"), figure(GROWTH, "bac-ninh-1997", "9.18")]
    # Weights in the proportion that the published 10.47 implies: growth is measured at constant prices.
    weights = [
        figure(GRDP, "bac-giang", "267", half(2024, 1)),
        figure(GRDP, "bac-ninh-1997", "733", half(2024, 1)),
    ]
    (item,) = restate(GROWTH, parts, registry, TODAY, companions=weights)
    assert item.figure.value is not None
    assert round(item.figure.value, 2) == Decimal("10.47")
    assert item.status is ObsStatus.BREAK
    assert any("bình quân gia quyền theo grdp.constant" in step.text.vi for step in item.figure.steps)


def test_the_published_figure_of_the_merged_province_goes_before_any_computed_one(
    registry: AreaRegistry,
) -> None:
    series = [
        figure(GROWTH, "bac-giang", "14.01"),
        figure(GROWTH, "bac-ninh-1997", "9.18"),
        figure(GROWTH, "bac-ninh", "10.47"),
    ]
    (item,) = restate(GROWTH, series, registry, TODAY)
    assert item.figure.value == Decimal("10.47")
    assert item.is_untouched
    assert [part.value for part in item.parts] == [Decimal("10.47"), Decimal("14.01"), Decimal("9.18")]


def test_two_places_in_the_competitiveness_ranking_make_no_third(registry: AreaRegistry) -> None:
    parts = [
        figure(PCI_RANK, "bac-giang", "4", year(2024)),
        figure(PCI_RANK, "bac-ninh-1997", "10", year(2024)),
    ]
    (item,) = restate(PCI_RANK, parts, registry, TODAY)
    assert item.figure.reason.vi.startswith("thứ hạng không cộng được")


def test_the_sum_over_313_communes_is_the_sum_over_99(registry: AreaRegistry) -> None:
    old = registry.valid_on(LAST_DAY, Level.COMMUNE)
    series = [figure(POPULATION, area.id, str(1000 + place), year(2024)) for place, area in enumerate(old)]
    found = restate(POPULATION, series, registry, TODAY)
    assert len(found) == 99
    assert sum(item.figure.value or Decimal(0) for item in found) == sum(
        part.value for part in series if part.value is not None
    )
    kept = [item.area.id for item in found if item.is_untouched]
    assert kept == ["2025:07663"]


def test_a_series_of_2019_reaches_the_map_of_today_through_every_change(registry: AreaRegistry) -> None:
    old = registry.valid_on(date(2019, 12, 31), Level.COMMUNE)
    series = [figure(POPULATION, area.id, "1000", year(2019)) for area in old]
    found = restate(POPULATION, series, registry, TODAY, basis="population")
    assert sum(item.figure.value or Decimal(0) for item in found) == 356_000
    split = {item.area.id: item.figure for item in found}["2025:07537"]
    assert split.value == Decimal("2028.997")
    assert any("dân số [nq-1191-2024]" in step.text.vi for step in split.steps)


def test_a_join_on_the_code_would_have_given_hoang_van_thu_for_bac_giang(registry: AreaRegistry) -> None:
    old = registry.predecessors("2025:07210")
    series = [figure(POPULATION, area.id, "10000", year(2024)) for area in old]
    (item,) = restate(POPULATION, series, registry, TODAY)
    assert item.figure.value == 70_000
    same_code = [part.value for part in series if registry.get(part.area).code == item.area.code]
    assert same_code == [Decimal(10_000)]


def test_the_figure_of_a_district_has_no_place_on_the_map_of_today(registry: AreaRegistry) -> None:
    (item,) = restate(POPULATION, [figure(POPULATION, "2004:218", "230000", year(2024))], registry, TODAY)
    assert item.figure.value is None
    assert "kết thúc ngày 01/07/2025" in item.figure.reason.vi


def test_the_figure_of_luc_ngan_before_2025_is_refused_because_no_share_is_stated(
    registry: AreaRegistry,
) -> None:
    found = restate(
        POPULATION, [figure(POPULATION, "2004:219", "240000", year(2023))], registry, date(2025, 1, 1)
    )
    assert [item.area.id for item in found] == ["2004:219@2025", "2004:224"]
    assert all("không nguồn nào nêu tỷ lệ" in item.figure.reason.vi for item in found)


# -- with a resolver -----------------------------------------------------------------------------------


def observe(indicator: Indicator, area: str, value: str, period: Period) -> Observation:
    return Observation(
        indicator.id, area, period, Stage.OFFICIAL, Decimal(value), indicator.unit, datetime(2025, 7, 6)
    )


def make_resolver(registry: AreaRegistry, *rows: Observation) -> Resolver:
    indicators = {indicator.id: indicator for indicator in (GROWTH, GRDP, POPULATION, PCI_RANK)}
    pack = Pack(
        root=PACK,
        id="t",
        title=Text("thử", "trial"),
        area="bac-giang",
        plans={},
        indicators=indicators,
        agencies={},
        documents={},
        areas=registry,
        units=UNITS,
    )
    store = MemoryFacts()
    store.add(rows)
    return Resolver(pack, store, datetime(2025, 8, 1))


def test_what_the_resolver_knows_is_restated_with_its_weights(registry: AreaRegistry) -> None:
    resolver = make_resolver(
        registry,
        observe(GROWTH, "bac-giang", "14.01", H1),
        observe(GROWTH, "bac-ninh-1997", "9.18", H1),
        observe(GRDP, "bac-giang", "267", H1),
        observe(GRDP, "bac-ninh-1997", "733", H1),
    )
    (item,) = restate_known(resolver, "grdp.growth", ["bac-giang", "bac-ninh-1997"], [H1], TODAY)
    assert item.figure.value is not None
    assert round(item.figure.value, 2) == Decimal("10.47")
    assert len(item.figure.inputs) == 4


def test_areas_of_which_the_resolver_knows_nothing_are_left_out(registry: AreaRegistry) -> None:
    resolver = make_resolver(registry, observe(PCI_RANK, "bac-giang", "4", year(2024)))
    found = restate_known(resolver, "pci.rank", ["bac-giang", "bac-ninh-1997"], [year(2024)], LAST_DAY)
    assert [(item.area.id, item.figure.value) for item in found] == [("bac-giang", Decimal(4))]
