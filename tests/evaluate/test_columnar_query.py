"""The query's verdicts are those of a plain calculation over the same rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from columnar_world import AS_OF, LongWay, World, make_world

from thuocdo.evaluate.columnar import Frequency, write_query
from thuocdo.facts.lake import ParquetFacts
from thuocdo.plan.model import Comparator, Component


def long_way(world: World, facts: ParquetFacts, as_of: datetime) -> list[tuple[object, ...]]:
    judge = LongWay(world, as_of).judge
    return [(p.component.key, p.component.indicator, *judge(p)) for p in world.scorecard(facts).promises]


def is_blank(component: Component) -> bool:
    return component.value is None and component.comparator is not Comparator.YES_NO


def by_query(world: World, facts: ParquetFacts, as_of: datetime) -> list[tuple[object, ...]]:
    return [
        (r.component.key, r.component.indicator, r.verdict, None if is_blank(r.component) else r.actual)
        for r in world.scorecard(facts).judge(facts, as_of)
    ]


@pytest.mark.parametrize("frequency", list(Frequency))
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("as_of", [AS_OF, datetime(2024, 3, 1)])
def test_every_verdict_and_number_is_that_of_the_long_way(
    tmp_path: Path, frequency: Frequency, seed: int, as_of: datetime
) -> None:
    world = make_world(seed, frequency)
    facts = world.fill(ParquetFacts(tmp_path))

    assert by_query(world, facts, as_of) == long_way(world, facts, as_of)


def test_the_made_worlds_reach_every_verdict(tmp_path: Path) -> None:
    world = make_world(0)
    facts = world.fill(ParquetFacts(tmp_path))
    counts = Counter(result.verdict for result in world.scorecard(facts).judge(facts, AS_OF))

    assert {verdict.value for verdict in counts} == {
        "exceeded", "met", "missed", "no_data", "undefined_target"
    }  # fmt: skip


def test_query_says_the_same_whether_it_picks_its_rows_or_reads_all(tmp_path: Path) -> None:
    world = make_world(4)
    facts = world.fill(ParquetFacts(tmp_path))
    scorecard = world.scorecard(facts)
    wide = replace(scorecard.shape, reads_most=True)

    found = facts.query(lambda source: write_query(wide, source, AS_OF), tables=scorecard.tables)

    assert not scorecard.shape.reads_most
    assert scorecard.read(found) == scorecard.judge(facts, AS_OF)


def test_scorecard_over_a_delta_is_that_over_one_file(tmp_path: Path) -> None:
    world = make_world(6)
    facts = ParquetFacts(tmp_path)
    half = len(world.observations) // 2
    facts.add(world.observations[:half])
    facts.compact()
    facts.add(world.observations[half:])
    merged = by_query(world, facts, AS_OF)
    facts.compact()

    assert merged == by_query(world, facts, AS_OF) == long_way(world, facts, AS_OF)
