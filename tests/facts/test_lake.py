"""The columnar store: exact numbers, two files merged on read, the bulk paths."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thuocdo.facts import lake
from thuocdo.facts.lake import ParquetFacts
from thuocdo.facts.lake_rows import FAR_FUTURE, PlaceInYear, place_in_year
from thuocdo.facts.lake_sql import read_file
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, SeriesKey, Stage
from thuocdo.facts.problems import FactsError
from thuocdo.periods import (
    Period,
    admin_month,
    day,
    first_months,
    half,
    month,
    quarter,
    span,
    term,
    year,
)
from thuocdo.quantities import UNITS, Approximation

NOW = datetime(2030, 1, 1)
START = datetime(2024, 1, 1)


def row(
    value: str | None = "1",
    known: int = 0,
    *,
    indicator: str = "a.x",
    area: str = "bac-giang",
    period: Period | None = None,
    unit: str = "tỷ đồng",
    stage: Stage = Stage.OFFICIAL,
    status: ObsStatus = ObsStatus.NORMAL,
    breakdown: str = "_T",
) -> Observation:
    return Observation(
        indicator=indicator,
        area=area,
        period=period or year(2023),
        stage=stage,
        value=None if value is None else Decimal(value),
        unit=UNITS.parse(unit),
        known_from=START + timedelta(days=known),
        decimals=len(value.partition(".")[2]) if value else 0,
        status=status,
        breakdown=breakdown,
    )


def values(facts: ParquetFacts, **filters: object) -> list[str]:
    return [str(r.value) for r in facts.current(NOW, **filters)]  # type: ignore[arg-type]


def codes(error: pytest.ExceptionInfo[FactsError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


# -- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("366.30", "nghìn tỷ đồng"), ("0.10", "%"), ("-4.40", "%"), ("8", "USD"), ("0", "ha"), ("0.00", "ha"),
        ("1E+3", "người"), ("999999999999999999", "người"), ("0.000000000000000001", "km"),
        ("1234567890123456789", "đồng"), ("0.3333333333333333333333", "%"), ("36.4", "giường/10.000 dân"),
        ("5", "hạng/63"), ("12345678901234567890.5", "nghìn tỷ đồng"),
    ],
)  # fmt: skip
def test_value_comes_back_to_the_last_zero(tmp_path: Path, value: str, unit: str) -> None:
    given_row = replace(row(unit=unit), value=Decimal(value))
    ParquetFacts(tmp_path).add([given_row])

    (back,) = ParquetFacts(tmp_path).current(NOW)
    assert back.value is not None
    assert (format(back.value, "f"), back.unit) == (format(Decimal(value), "f"), UNITS.parse(unit))


def test_values_are_added_up_without_a_float(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add(row("0.1", period=month(2023, m), unit="%") for m in range(1, 11))

    table = facts.scan(NOW)
    assert sum(table.column("amount").to_pylist()) == 10 ** table.column("scale")[0].as_py() // 100
    assert "double" not in {str(kind) for kind in table.schema.types}


def test_units_of_one_indicator_meet_in_the_base_unit(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1.5", unit="tỷ đồng"), row("1500", period=year(2022), unit="triệu đồng")])

    assert len(set(facts.scan(NOW).column("amount").to_pylist())) == 1


def test_finer_figure_moves_the_scale_and_no_value(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1500"), row("3", indicator="b.y")])
    facts.add([row("0.1234567", period=year(2022))])
    facts.compact()

    assert values(facts) == ["0.1234567", "1500", "3"]
    assert facts.manifest().long == ()


def test_figure_too_fine_for_its_long_neighbour_is_kept_as_text(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("99999999999999.5", unit="đồng")])
    facts.add([row("0.0000001", period=year(2022), unit="đồng")])

    assert values(facts) == ["1E-7", "99999999999999.5"]
    assert facts.manifest().long == ("a.x",)


def test_minus_nothing_is_nothing(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)

    assert facts.add([row("0.0"), row("-0.0")]) + facts.add([row("-0.0")]) == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).add([replace(row(), value=Decimal(value)), row(period=year(2022))])

    assert codes(caught) == ["QS100"]
    assert ParquetFacts(tmp_path).keys() == []


def test_every_bad_row_is_told_at_once(tmp_path: Path) -> None:
    unknown = replace(UNITS.parse("ha"), text="con gà")
    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).add(
            [replace(row(), known_from=START.replace(tzinfo=UTC)), replace(row(), unit=unknown)]
        )

    assert codes(caught) == ["QS100", "QS100"]
    assert "múi giờ" in caught.value.say("vi")
    assert "units.yaml" in caught.value.say("vi")


def test_text_that_is_no_unicode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).add([replace(row(), note="\ud800")])

    assert codes(caught) == ["QS100"]


def test_other_unit_table_is_noticed(tmp_path: Path) -> None:
    ParquetFacts(tmp_path).add([row(unit="ha")])
    state = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    state["units"]["ha"] = "9999"
    (tmp_path / "manifest.json").write_text(json.dumps(state), encoding="utf-8")

    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).keys()
    assert codes(caught) == ["QS102"]


@pytest.mark.parametrize(
    ("period", "place"),
    [
        (year(2025), (2025, 0)), (month(2025, 12), (2025, 12)), (quarter(2025, 2), (2025, 22)),
        (half(2025, 2), (2025, 32)), (term(2021, 2025), (None, None)), (first_months(2025, 9), (None, None)),
        (day(datetime(2025, 7, 1).date()), (None, None)), (admin_month(2025, 5), (None, None)),
        (span(datetime(2025, 1, 5).date(), datetime(2025, 2, 3).date()), (None, None)),
    ],
)  # fmt: skip
def test_place_of_a_period_in_its_year(period: Period, place: tuple[int | None, int | None]) -> None:
    assert place_in_year(period) == PlaceInYear(*place)


# -- base and delta --------------------------------------------------------------------------------


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake, "_SMALLEST_BASE", 3)


def test_delta_is_merged_into_the_base_when_it_grows(tmp_path: Path, small_steps: None) -> None:
    facts = ParquetFacts(tmp_path)
    seen = []
    for number in range(8):
        facts.add([row(str(number), period=month(2023, number + 1))])
        seen.append((facts.manifest().base_rows, facts.manifest().delta_rows))

    assert seen == [(0, 1), (0, 2), (0, 3), (4, 0), (4, 1), (4, 2), (4, 3), (8, 0)]
    assert values(facts) == [str(number) for number in range(8)]


def test_old_rows_in_the_base_give_way_to_the_delta(tmp_path: Path, small_steps: None) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add(row(str(number), period=month(2023, number + 1)) for number in range(5))
    facts.add([row("100", 1, period=month(2023, 3))])
    kept = facts.manifest()

    assert (kept.base_rows, kept.delta_rows) == (5, 2)
    assert values(facts) == values(facts, indicators=["a.x"]) == ["0", "1", "100", "3", "4"]
    assert values(facts, areas=["bac-giang"], periods=["2023-03"]) == ["100"]
    assert [r.superseded_at for r in facts.history(row(period=month(2023, 3)).key)] == [
        START + timedelta(days=1), None
    ]  # fmt: skip


def test_compact_changes_nothing_but_the_files(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    for number in range(4):
        facts.add(
            [row(str(number), number), row(None, number, period=year(2022), status=ObsStatus.WITHDRAWN)]
        )
    before = [facts.history(key) for key in facts.keys()]  # noqa: SIM118 - a method of the store
    facts.compact()

    assert [facts.history(key) for key in facts.keys()] == before  # noqa: SIM118
    assert facts.manifest().files == (facts.manifest().base,)
    assert {path.name for path in tmp_path.iterdir()} == {"manifest.json", facts.manifest().base}


def test_rows_lie_in_order_of_their_key(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add(
        row(indicator=i, area=a, period=month(2023, m)) for m in (2, 1) for a in ("b", "a") for i in "yx"
    )
    facts.compact()
    table = pq.read_table(tmp_path / facts.manifest().base)

    keys = list(
        zip(*(table.column(name).to_pylist() for name in ("indicator", "area", "period")), strict=True)
    )
    assert keys == sorted(keys)


def test_files_hold_whole_numbers_and_intervals_without_gaps(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1.5"), row("2.5", 3)])
    schema = pq.read_schema(tmp_path / facts.manifest().files[0])
    table = pq.read_table(tmp_path / facts.manifest().files[0])

    assert str(schema.field("amount").type) == "int64"
    assert not {"float", "double"} & {str(kind) for kind in schema.types}
    assert table.column("superseded_at").to_pylist() == [START + timedelta(days=3), FAR_FUTURE]


def test_folder_named_like_a_pattern_is_read(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path / "kho [1] của 'Sở' *?")
    facts.add([row()])

    assert values(facts) == ["1"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(
        st.lists(
            st.builds(
                lambda value, known, m, stage: row(value, known, period=month(2023, m), stage=stage),
                st.sampled_from(["1", "2.50", "-3", None]),
                st.integers(0, 6),
                st.integers(1, 3),
                st.sampled_from(list(Stage)),
            ),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_lake_and_memory_never_differ(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Observation]]
) -> None:
    facts, memory = ParquetFacts(tmp_path_factory.mktemp("kho")), MemoryFacts()
    for batch in batches:
        assert facts.add(batch) == memory.add(batch)

    assert facts.keys() == memory.keys()
    assert facts.last_known() == memory.last_known()
    for known in range(-1, 8):
        at = START + timedelta(days=known)
        assert facts.current(at) == memory.current(at)


# -- in bulk ---------------------------------------------------------------------------------------


def test_scan_is_the_current_rows_as_a_table(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1"), row("2", 5), row("7", indicator="b.y"), row("9", 9, indicator="b.y")])

    table = facts.scan(START + timedelta(days=6))
    amounts = zip(table.column("amount").to_pylist(), table.column("scale").to_pylist(), strict=True)
    assert [Decimal(a).scaleb(-s) for a, s in amounts] == [Decimal(2 * 10**9), Decimal(7 * 10**9)]
    assert facts.scan(NOW, ["b.y"]).num_rows == 1
    assert facts.scan(NOW, ["no.such"]).num_rows == 0


def test_scan_of_an_empty_lake_has_the_columns(tmp_path: Path) -> None:
    assert ParquetFacts(tmp_path / "none").scan(NOW).column_names[:3] == ["indicator", "area", "period"]


def test_withdrawn_value_is_a_current_row_without_amount(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1"), row(None, 1, status=ObsStatus.WITHDRAWN)])

    assert facts.scan(NOW).column("amount").to_pylist() == [None]
    assert facts.scan(START).column("amount").to_pylist() != [None]


def test_disputed_row_is_in_no_scan(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([replace(row(), disputed=True)])

    assert facts.scan(NOW).num_rows == 0


def fill_from(facts: ParquetFacts, other: ParquetFacts) -> int:
    connection = duckdb.connect()
    manifest = other.manifest()
    other.compact()
    source = read_file(other.path / other.manifest().base)
    return facts.fill(
        connection,
        f"SELECT * EXCLUDE (indicator_code, area_code, year, part) FROM {source}",  # noqa: S608
        scales=manifest.scales,
        areas=manifest.areas,
        periods={key.period for key in other.keys()},  # noqa: SIM118
        units=manifest.units_of,
    )


def test_filled_lake_is_the_one_it_came_from(tmp_path: Path) -> None:
    one, other = ParquetFacts(tmp_path / "a"), ParquetFacts(tmp_path / "b")
    one.add([row("1.5"), row("2.5", 3), row("7", indicator="b.y", period=month(2023, 5), unit="ha")])

    assert fill_from(other, one) == 3
    assert [other.history(key) for key in other.keys()] == [one.history(key) for key in one.keys()]  # noqa: SIM118
    assert other.last_known() == one.last_known()
    assert other.add([row("2.5", 3)]) == 0


def test_lake_with_rows_is_not_filled_over(tmp_path: Path) -> None:
    one, other = ParquetFacts(tmp_path / "a"), ParquetFacts(tmp_path / "b")
    one.add([row()])
    other.add([row("2")])

    with pytest.raises(FactsError) as caught:
        fill_from(other, one)
    assert codes(caught) == ["QS103"]
    assert values(other) == ["2"]


def test_approximation_and_breakdown_come_back(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    given_row = replace(row(breakdown="SEX=F"), approximation=Approximation.NEARLY)
    facts.add([given_row])

    assert facts.current(NOW, breakdowns=["SEX=F"]) == [given_row]
    assert facts.history(SeriesKey("a.x", "bac-giang", "2023")) == []
