"""Polars, by hand, says the same as the query: cell by cell."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from columnar_polars import judge_in_polars
from columnar_world import AS_OF, make_world

from thuocdo.evaluate.columnar import Frequency
from thuocdo.facts.lake import ParquetFacts


@pytest.mark.parametrize("frequency", list(Frequency))
def test_polars_gives_every_verdict_and_number(tmp_path: Path, frequency: Frequency) -> None:
    world = make_world(11, frequency)
    facts = world.fill(ParquetFacts(tmp_path))
    scorecard = world.scorecard(facts)
    columns = (
        "indicator_code", "area_code", "year", "part", "amount", "breakdown", "status",
        "known_from", "superseded_at",
    )  # fmt: skip
    rows = facts.query(lambda source: source(columns, None))
    tables = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in scorecard.tables.items()}

    by_hand = judge_in_polars(pl.DataFrame(pl.from_arrow(rows)).lazy(), tables, frequency.value, AS_OF)

    by_query = pl.DataFrame(pl.from_arrow(scorecard.run(facts, AS_OF))).sort("promise")
    by_query = by_query.select("promise", "verdict", pl.col("actual").cast(pl.Int64))
    assert by_hand.rows() == by_query.rows()
