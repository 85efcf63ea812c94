"""A second opinion on whole provinces as of a day: Polars filters and adds up the same releases.

Polars is told nothing of stages or of who supersedes whom: it sees each release with the days on which it
was what we knew, as the store keeps them, and filters by those alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import polars as pl
from figure_world import COMMUNES, EAST, PROVINCE, WEST, measure, pack_of, saw
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import ObsStatus, SeriesKey, Stage
from thuocdo.periods import year
from thuocdo.plan.model import Missing, OverAreas

START = datetime(2025, 1, 1)
DISTRICT_OF = {"x:1": EAST, "x:2": EAST, "x:3": WEST}

releases = st.lists(
    st.tuples(
        st.sampled_from(COMMUNES),
        st.integers(0, 9),
        st.one_of(st.none(), st.integers(-(10**9), 10**9)),
        st.sampled_from([Stage.ESTIMATE_1, Stage.OFFICIAL]),
    ),
    max_size=12,
    unique_by=lambda release: release[:2],
)


def rows_of(found):
    return [
        saw(
            "total",
            "2025",
            None if thousandths is None else str(Decimal(thousandths).scaleb(-3)),
            "xã",
            area=area,
            stage=stage,
            known_from=f"2025-01-{day + 1:02}",
            status=ObsStatus.WITHDRAWN if thousandths is None else ObsStatus.NORMAL,
        )
        for area, day, thousandths, stage in found
    ]


def frame_of(store, rows):
    history = [row for key in {row.key for row in rows} for row in store.history(key)]
    return pl.DataFrame(
        {
            "district": [DISTRICT_OF[row.area] for row in history],
            "value": [None if row.value is None else int(row.value * 1000) for row in history],
            "known_from": [row.known_from for row in history],
            "superseded_at": [row.superseded_at for row in history],
        },
        schema={
            "district": pl.String,
            "value": pl.Int64,
            "known_from": pl.Datetime,
            "superseded_at": pl.Datetime,
        },
    )


@given(releases, st.integers(-1, 10))
def test_polars_adds_up_the_province_the_same_as_of_any_day(found, day):
    rows, as_of = rows_of(found), START + timedelta(days=day, hours=12)
    store = MemoryFacts(rows)
    total = measure("total", "xã", 3, over_areas=OverAreas.SUM, missing=Missing.AVAILABLE)
    resolver = Resolver(pack_of([total]), store, as_of)
    known = frame_of(store, rows).filter(
        (pl.col("known_from") <= as_of)
        & (pl.col("superseded_at").is_null() | (pl.col("superseded_at") > as_of))
        & pl.col("value").is_not_null()
    )
    by_district = dict(known.group_by("district").agg(pl.col("value").sum()).rows())
    for district in (EAST, WEST):
        expected = by_district.get(district)
        assert resolver.figure("total", district, year(2025)).value == (
            None if expected is None else Decimal(expected).scaleb(-3)
        )
    whole = known.select(pl.col("value").sum()).item()
    expected = Decimal(whole).scaleb(-3) if len(known) else None
    assert resolver.figure("total", PROVINCE, year(2025)).value == expected


@given(releases, st.randoms())
def test_order_of_the_releases_never_matters(found, random):
    total = measure("total", "xã", 3, over_areas=OverAreas.SUM, missing=Missing.AVAILABLE)
    rows = rows_of(found)
    shuffled = random.sample(rows, len(rows))
    one, other = (
        Resolver(pack_of([total]), MemoryFacts(order), START + timedelta(days=20)).figure(
            "total", PROVINCE, year(2025)
        )
        for order in (rows, shuffled)
    )
    assert (one.value, one.interval, one.stage, one.steps) == (
        other.value,
        other.interval,
        other.stage,
        other.steps,
    )


@given(releases)
def test_withdrawn_figure_never_comes_back_from_the_dead(found):
    rows = rows_of(found)
    gone = [
        saw("total", "2025", None, "xã", area=area, known_from="2025-02-01", status=ObsStatus.WITHDRAWN)
        for area in COMMUNES
    ]
    total = measure("total", "xã", 3, over_areas=OverAreas.SUM, missing=Missing.AVAILABLE)
    store = MemoryFacts([*rows, *gone])
    resolver = Resolver(pack_of([total]), store, datetime(2025, 3, 1))
    assert resolver.figure("total", PROVINCE, year(2025)).value is None
    assert [store.history(SeriesKey("total", area, "2025"))[-1].value for area in COMMUNES] == [None] * 3
