"""The same query, translated, says the same in Spark; and no dialect gets a construct it does not know."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import sqlglot
from columnar_world import AS_OF, make_world

from thuocdo.evaluate.columnar import BulkScorecard, Frequency, Result, translate
from thuocdo.evaluate.model import Verdict
from thuocdo.facts.lake import ParquetFacts
from thuocdo.facts.model import ObsStatus, Stage
from thuocdo.plan.model import Statistic


def missing_for_spark() -> str:
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (pip install thuocdo[spark])"
    return "" if shutil.which("java") else "no Java on this machine"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    reason = missing_for_spark()
    if reason and os.environ.get("CI"):
        pytest.fail(f"CI must run Spark: {reason}")
    if reason:
        pytest.skip(reason)
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("thuocdo")
        .config("spark.ui.enabled", "false")
        # A few thousand rows: compiling and splitting the work would take longer than doing it.
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.memory", "1g")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield session
    session.stop()


def judge_in_spark(
    spark: Any, folder: Path, scorecard: BulkScorecard, facts: ParquetFacts, as_of: datetime
) -> list[Result]:
    for name, table in scorecard.tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
        spark.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
    rows = facts.query(lambda source: source(SPARK_COLUMNS, None))
    pq.write_table(rows, folder / "observations.parquet")
    spark.read.parquet(str(folder / "observations.parquet")).createOrReplaceTempView("observations")
    query = translate(scorecard.write(select_observations, as_of), "spark")
    found = spark.sql(query).toArrow()
    return scorecard.read(found)


SPARK_COLUMNS = (
    "indicator_code", "area_code", "year", "part", "amount", "breakdown", "status", "known_from", "superseded_at",
)  # fmt: skip


def select_observations(columns: Any) -> str:
    return f"SELECT {', '.join(columns)} FROM observations"  # noqa: S608 - our own names


@pytest.mark.spark
@pytest.mark.parametrize("frequency", [Frequency.MONTHLY, Frequency.YEARLY])
def test_spark_gives_every_verdict_and_number(spark: Any, tmp_path: Path, frequency: Frequency) -> None:
    world = make_world(5, frequency)
    facts = world.fill(ParquetFacts(tmp_path / "lake"))
    scorecard = world.scorecard(facts)

    assert judge_in_spark(spark, tmp_path, scorecard, facts, AS_OF) == scorecard.judge(facts, AS_OF)


@pytest.mark.spark
def test_withdrawn_value_stays_withdrawn_in_spark(spark: Any, tmp_path: Path) -> None:
    scorecard, facts = withdrawn_world(tmp_path / "lake")

    assert judge_in_spark(spark, tmp_path, scorecard, facts, datetime(2026, 5, 1))[0].actual == Decimal(
        "7.50"
    )
    assert judge_in_spark(spark, tmp_path, scorecard, facts, AS_OF)[0].verdict is Verdict.NO_DATA


def withdrawn_world(folder: Path) -> tuple[BulkScorecard, ParquetFacts]:
    """One score per province, of which the first was taken back on 1 June 2026."""
    world = make_world(1)
    score = next(row for row in world.observations if row.indicator == "score" and row.period.sdmx == "2025")
    first = replace(
        score, stage=Stage.OFFICIAL, value=Decimal("7.50"), decimals=2, status=ObsStatus.NORMAL,
        known_from=datetime(2026, 2, 1),
    )  # fmt: skip
    taken_back = replace(first, value=None, status=ObsStatus.WITHDRAWN, known_from=datetime(2026, 6, 1))
    component = next(c for c in world.components if c.indicator == "score" and c.area == first.area)
    component = replace(
        component, period=first.period, statistic=Statistic.VALUE, value=Decimal(7), decimals=0
    )
    small = replace(world, observations=(first, taken_back), components=(component,))
    facts = small.fill(ParquetFacts(folder))
    return small.scorecard(facts), facts


@pytest.mark.parametrize("dialect", ["spark", "postgres", "duckdb"])
def test_translated_query_can_be_read_back(tmp_path: Path, dialect: str) -> None:
    world = make_world(5)
    facts = world.fill(ParquetFacts(tmp_path))
    query = translate(world.scorecard(facts).write(select_observations, AS_OF), dialect)

    assert sqlglot.parse_one(query, read=dialect) is not None
    assert ("INT128" in query) == (dialect == "duckdb")


def test_translation_for_duckdb_gives_the_same_verdicts(tmp_path: Path) -> None:
    world = make_world(5)
    facts = world.fill(ParquetFacts(tmp_path))
    scorecard = world.scorecard(facts)

    def build(source: Any) -> str:
        query = translate(scorecard.write(select_observations, AS_OF), "duckdb")
        return query.replace("FROM observations", f"FROM ({source(SPARK_COLUMNS, None)}) AS observations")

    assert scorecard.read(facts.query(build, tables=scorecard.tables)) == scorecard.judge(facts, AS_OF)
