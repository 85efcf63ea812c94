"""What the benchmark compares does the same job: every engine gives every promise the same verdict."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from columnar_polars import judge_in_polars

from thuocdo.evaluate.columnar import BulkScorecard
from thuocdo.facts.lake import ParquetFacts

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import by_hand  # noqa: E402 - the benchmark is no package
import made_data  # noqa: E402

ROWS = 30_000
# ruff: noqa: S608 - queries over the source of the store


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> made_data.Nation:
    small = made_data.Nation(ROWS, 34, tmp_path_factory.mktemp("data") / "lake")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made_data, "INDICATORS", 20)
        made_data.make_lake(small)
    return small


@pytest.fixture(scope="module")
def small_scorecard(nation: made_data.Nation) -> tuple[ParquetFacts, BulkScorecard]:
    facts = ParquetFacts(nation.path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made_data, "INDICATORS", 20)
        return facts, nation.scorecard(facts)


def in_order(table: object) -> list[dict[str, object]]:
    return sorted(table.to_pylist(), key=lambda row: row["promise"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("write", [by_hand.plain_sql, by_hand.tuned_sql])
def test_sql_by_hand_gives_every_verdict_and_number(
    nation: made_data.Nation, small_scorecard: tuple[ParquetFacts, BulkScorecard], write: object
) -> None:
    import duckdb

    facts, scorecard = small_scorecard
    connection = duckdb.connect()
    connection.execute(by_hand.MACROS)
    for name, table in scorecard.tables.items():
        connection.register(name, table)
    file = str(nation.path / facts.manifest().base)
    found = connection.sql(write(file, made_data.AS_OF)).to_arrow_table()  # type: ignore[operator]

    assert in_order(found) == in_order(scorecard.run(facts, made_data.AS_OF))


def test_polars_in_the_benchmark_gives_every_verdict_and_number(
    nation: made_data.Nation, small_scorecard: tuple[ParquetFacts, BulkScorecard]
) -> None:
    facts, scorecard = small_scorecard
    tables = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in scorecard.tables.items()}
    rows = pl.scan_parquet(nation.path / facts.manifest().base)
    found = judge_in_polars(rows, tables, 12, made_data.AS_OF)

    assert in_order(found.to_arrow()) == in_order(scorecard.run(facts, made_data.AS_OF))


def test_made_data_are_as_described(
    nation: made_data.Nation, small_scorecard: tuple[ParquetFacts, BulkScorecard]
) -> None:
    facts, scorecard = small_scorecard
    counts = facts.query(
        lambda source: (
            "SELECT count(*) AS rows, count(DISTINCT (indicator, area, period)) AS keys, "
            "count(*) FILTER (status = 'O') AS withdrawn, "
            "count(*) FILTER (superseded_at < TIMESTAMP '9999-01-01') AS replaced "
            f"FROM ({source(['indicator', 'area', 'period', 'status', 'superseded_at'], None)})"
        )
    ).to_pylist()[0]
    cells = 20 * 34 * 60

    assert scorecard.left_out == ()
    assert 0.98 < counts["keys"] / cells < 1
    assert 0.055 < counts["replaced"] / counts["keys"] < 0.065
    assert 0.02 < counts["withdrawn"] / counts["replaced"] < 0.08


@pytest.mark.parametrize("file", ["scorecard.json"])
def test_committed_results_are_of_the_three_sizes(file: str) -> None:
    results = json.loads((ROOT / "benchmarks" / "results" / file).read_text(encoding="utf-8"))

    assert list(results["sizes"]) == ["1000000", "10000000", "100000000"]


def test_benchmark_explains_itself() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "scorecard.py", "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert "--rows" in done.stdout
