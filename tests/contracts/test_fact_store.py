"""One contract, every store: what a `FactStore` promises holds in memory, in files and in Parquet alike.

To add a store, add a factory to `STORES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from thuocdo.errors import Text
from thuocdo.facts.files import PackFacts
from thuocdo.facts.lake import ParquetFacts
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, SeriesKey, Source, Stage
from thuocdo.facts.release import supersede
from thuocdo.facts.store import FactStore
from thuocdo.periods import Period, quarter, term, year
from thuocdo.plan.model import Pack
from thuocdo.quantities import UNITS, Approximation

NOTHING = MappingProxyType({})
YEAR_2023 = year(2023)


def make_memory(folder: Path) -> FactStore:
    return MemoryFacts()


def make_pack(folder: Path) -> FactStore:
    pack = Pack(folder, "p", Text("Gói", "Pack"), "bac-giang", NOTHING, NOTHING, NOTHING, NOTHING, (), UNITS)
    return PackFacts(pack)


def make_lake(folder: Path) -> FactStore:
    return ParquetFacts(folder / "lake")


STORES: dict[str, Callable[[Path], FactStore]] = {
    "memory": make_memory,
    "pack": make_pack,
    "parquet": make_lake,
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FactStore:
    return STORES[request.param](tmp_path)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def row(
    known: str,
    value: str | None = "13.45",
    stage: Stage = Stage.OFFICIAL,
    *,
    indicator: str = "grdp.growth",
    area: str = "bac-giang",
    period: Period = YEAR_2023,
    breakdown: str = "_T",
    unit: str = "%",
    status: ObsStatus | None = None,
    disputed: bool = False,
    note: str = "",
) -> Observation:
    return Observation(
        indicator=indicator,
        area=area,
        period=period,
        breakdown=breakdown,
        stage=stage,
        value=None if value is None else Decimal(value),
        unit=UNITS.parse(unit),
        decimals=len(value.partition(".")[2]) if value else 0,
        status=status or (ObsStatus.NORMAL if value else ObsStatus.NOT_COLLECTED),
        known_from=at(known),
        source=Source("bao-cao", "L254"),
        disputed=disputed,
        note=note,
    )


def values(store: FactStore, day: str) -> list[str | None]:
    return [None if r.value is None else str(r.value) for r in store.current(at(day))]


def test_it_is_a_fact_store(store: FactStore) -> None:
    assert isinstance(store, FactStore)


def test_empty_store_knows_nothing(store: FactStore) -> None:
    key = SeriesKey("grdp.growth", "bac-giang", "2023")

    assert store.current(at("2030-01-01")) == []
    assert store.history(key) == []
    assert store.keys() == []
    assert store.last_known() is None


def test_add_returns_how_many_rows_were_new(store: FactStore) -> None:
    assert store.add([row("2024-01-01"), row("2024-02-01", "14.99")]) == 2
    assert store.add([]) == 0


def test_adding_a_row_again_adds_nothing(store: FactStore) -> None:
    store.add([row("2024-01-01")])

    assert store.add([row("2024-01-01"), row("2024-01-01")]) == 0
    assert len(store.history(row("2024-01-01").key)) == 1


def test_a_row_comes_back_as_it_went_in(store: FactStore) -> None:
    given = replace(
        row(
            "2025-03-25T10:30:00",
            "366.30",
            Stage.ESTIMATE_1,
            unit="nghìn tỷ đồng",
            note="“gần”, theo ước\nhai",
        ),
        indicator="investment.total",
        period=term(2021, 2025),
        approximation=Approximation.NEARLY,
        status=ObsStatus.ESTIMATED,
        source=Source("bao-cao", "L183", "https://example.vn/?a=1,2", "so-tai-chinh"),
        definition="2021-2025",
    )

    store.add([given])

    assert store.current(at("2025-03-26")) == [given]
    assert store.current(at("2025-03-26"))[0].unit.text == "nghìn tỷ đồng"
    assert str(store.current(at("2025-03-26"))[0].value) == "366.30"


def test_values_are_exact_however_long(store: FactStore) -> None:
    store.add([row("2024-01-01", "12345678901234567890.123456")])

    assert values(store, "2024-01-01") == ["12345678901234567890.123456"]


def test_negative_and_zero_values_stay(store: FactStore) -> None:
    store.add([row("2024-01-01", "-4.4", period=year(2021)), row("2024-01-01", "0", period=year(2022))])

    assert values(store, "2024-01-01") == ["-4.4", "0"]


def test_known_from_is_inclusive(store: FactStore) -> None:
    store.add([row("2024-01-05")])

    assert values(store, "2024-01-04T23:59:59.999999") == []
    assert values(store, "2024-01-05T00:00:00") == ["13.45"]


def test_superseded_at_is_exclusive(store: FactStore) -> None:
    store.add([row("2023-12-31", "13.45", Stage.ESTIMATE_1), row("2025-03-25", "14.99", Stage.PRELIMINARY)])

    assert values(store, "2025-03-24T23:59:59.999999") == ["13.45"]
    assert values(store, "2025-03-25T00:00:00") == ["14.99"]


def test_time_of_day_separates_releases_of_one_day(store: FactStore) -> None:
    store.add([row("2024-01-01T08:00:00", "1"), row("2024-01-01T14:00:00", "2")])

    assert values(store, "2024-01-01T13:59:59") == ["1"]
    assert values(store, "2024-01-01T14:00:00") == ["2"]


def test_revision_in_a_later_add_ends_the_old_row(store: FactStore) -> None:
    store.add([row("2024-01-01", "13.45")])
    store.add([row("2024-06-01", "14.99")])

    old, new = store.history(row("2024-01-01").key)
    assert (old.superseded_at, new.superseded_at) == (at("2024-06-01"), None)
    assert values(store, "2024-05-31") == ["13.45"]
    assert values(store, "2024-06-01") == ["14.99"]


def test_adding_changes_nothing_of_an_old_row_but_its_end(store: FactStore) -> None:
    first = row("2024-01-01", "13.45", note="lần đầu")
    store.add([first])
    store.add([row("2024-06-01", "14.99"), row("2024-07-01", "15", disputed=True)])

    assert replace(store.history(first.key)[0], superseded_at=None) == first


def test_estimate_never_replaces_official(store: FactStore) -> None:
    store.add([row("2024-01-01", "14.99")])
    store.add([row("2024-06-01", "13.45", Stage.ESTIMATE_1)])

    assert values(store, "2024-07-01") == ["14.99"]
    assert len(store.history(row("2024-01-01").key)) == 2


def test_row_known_earlier_may_arrive_later(store: FactStore) -> None:
    store.add([row("2024-06-01", "14.99")])
    store.add([row("2024-01-01", "13.45", Stage.ESTIMATE_1)])

    assert values(store, "2024-02-01") == ["13.45"]
    assert values(store, "2024-06-01") == ["14.99"]


def test_blank_is_returned_without_value_until_it_is_filled(store: FactStore) -> None:
    store.add([row("2025-03-25", None)])
    store.add([row("2025-05-06", "4")])

    assert values(store, "2025-03-25") == [None]
    assert [r.status for r in store.current(at("2025-03-25"))] == [ObsStatus.NOT_COLLECTED]
    assert values(store, "2025-05-06") == ["4"]


def test_withdrawn_value_stays_withdrawn(store: FactStore) -> None:
    store.add([row("2024-01-01", "13.45", Stage.ESTIMATE_1), row("2024-02-01", "14.99")])
    store.add([row("2024-03-01", None, status=ObsStatus.WITHDRAWN)])

    assert values(store, "2024-03-01") == [None]
    assert [r.status for r in store.current(at("2030-01-01"))] == [ObsStatus.WITHDRAWN]


def test_value_returns_after_a_withdrawal(store: FactStore) -> None:
    store.add([row("2024-01-01", "14.99"), row("2024-02-01", None, status=ObsStatus.WITHDRAWN)])
    store.add([row("2024-03-01", "14.50")])

    assert values(store, "2024-02-15") == [None]
    assert values(store, "2024-03-01") == ["14.50"]


def test_disputed_row_is_in_the_history_and_never_current(store: FactStore) -> None:
    store.add([row("2024-01-01", "239.143", disputed=True)])

    assert store.current(at("2030-01-01")) == []
    assert [r.disputed for r in store.history(row("2024-01-01").key)] == [True]


def test_history_is_oldest_first(store: FactStore) -> None:
    rows = [row(f"2024-0{month}-01", f"{month}") for month in (3, 1, 2)]
    store.add(rows)

    assert [str(r.value) for r in store.history(rows[0].key)] == ["1", "2", "3"]


def test_history_is_of_one_key_only(store: FactStore) -> None:
    urban = row("2024-01-01", "1", breakdown="URBANISATION=U")
    store.add([row("2024-01-01"), urban, row("2024-01-01", period=year(2022))])

    assert store.history(urban.key) == [urban]


@pytest.fixture
def many(store: FactStore) -> FactStore:
    store.add(
        row("2024-01-01", f"{n}", indicator=indicator, area=area, period=period, breakdown=breakdown)
        for n, (indicator, area, period, breakdown) in enumerate(
            (indicator, area, period, breakdown)
            for indicator in ("a.x", "b.y")
            for area in ("bac-giang", "bac-ninh")
            for period in (year(2023), quarter(2023, 2))
            for breakdown in ("_T", "SEX=F")
        )
    )
    return store


def test_current_is_in_order_of_key(many: FactStore) -> None:
    keys = [r.key for r in many.current(at("2025-01-01"))]

    assert keys == sorted(keys) == many.keys()
    assert len(keys) == 16


def test_filters_narrow_together(many: FactStore) -> None:
    found = many.current(
        at("2025-01-01"),
        indicators=["b.y"],
        areas={"bac-giang"},
        periods=(quarter(2023, 2),),
        breakdowns=["SEX=F"],
    )

    assert [r.key for r in found] == [SeriesKey("b.y", "bac-giang", quarter(2023, 2).sdmx, "SEX=F")]


def test_each_filter_halves_the_rows(many: FactStore) -> None:
    day = at("2025-01-01")

    assert len(many.current(day, indicators=["a.x"])) == 8
    assert len(many.current(day, areas=["bac-ninh"])) == 8
    assert len(many.current(day, periods=[year(2023)])) == 8
    assert len(many.current(day, periods=[year(2023).sdmx])) == 8
    assert len(many.current(day, breakdowns=["_T"])) == 8


def test_empty_filter_lets_nothing_through(many: FactStore) -> None:
    day = at("2025-01-01")

    assert many.current(day, indicators=[]) == []
    assert many.current(day, areas=[]) == []
    assert many.current(day, periods=[]) == []
    assert many.current(day, breakdowns=[]) == []


def test_unknown_names_in_a_filter_find_nothing(many: FactStore) -> None:
    assert many.current(at("2025-01-01"), indicators=["no.such"], areas=["o'hara; drop table"]) == []


def test_last_known_is_the_newest_release_current_or_not(store: FactStore) -> None:
    store.add(
        [row("2024-01-01"), row("2024-06-01", "1", Stage.SCENARIO), row("2024-03-01", period=year(2022))]
    )

    assert store.last_known() == at("2024-06-01")


def test_failed_add_adds_nothing(store: FactStore) -> None:
    def rows() -> Iterator[Observation]:
        yield row("2024-01-01")
        raise RuntimeError("source broke off")

    with pytest.raises(RuntimeError, match="broke off"):
        store.add(rows())

    assert store.keys() == []


def test_past_as_of_is_the_same_after_later_rows(store: FactStore) -> None:
    def known(day: int) -> list[Observation]:
        return [replace(r, superseded_at=None) for r in store.current(at(f"2024-02-{day:02}"))]

    every: list[Observation] = []
    stages = [*Stage, *reversed(Stage)]
    for day, stage in enumerate(stages, start=1):
        before = {past: known(past) for past in range(1, day)}
        later = [row(f"2024-02-{day:02}", f"{day % 5}.5", stage, period=year(y)) for y in (2021, 2022)]
        store.add(later)
        every += later
        assert {past: known(past) for past in range(1, day)} == before

    assert store.current(at("2024-02-09")) == [r for r in supersede(every) if r.is_current(at("2024-02-09"))]
