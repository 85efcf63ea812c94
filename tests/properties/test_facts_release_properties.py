"""What holds of the release rule for any releases whatever."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.facts.release import supersede
from thuocdo.periods import year
from thuocdo.quantities import UNITS

START = datetime.fromisoformat("2024-01-01")
PERCENT = UNITS.parse("%")
WITHOUT_VALUE = (ObsStatus.NOT_COLLECTED, ObsStatus.CANNOT_EXIST, ObsStatus.WITHDRAWN)

instants = st.integers(0, 12).map(lambda days: START + timedelta(days=days))


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    status = draw(st.sampled_from([ObsStatus.NORMAL, ObsStatus.NORMAL, ObsStatus.ESTIMATED, *WITHOUT_VALUE]))
    decimals = draw(st.integers(0, 2))
    value = None if status in WITHOUT_VALUE else Decimal(draw(st.integers(0, 3))).scaleb(-decimals)
    return Observation(
        indicator="grdp.growth",
        area=draw(st.sampled_from(["bac-giang", "bac-ninh"])),
        period=year(2023),
        stage=draw(st.sampled_from(Stage)),
        value=value,
        unit=PERCENT,
        known_from=draw(instants),
        decimals=decimals if value is not None else 0,
        status=status,
        disputed=draw(st.integers(0, 9)) == 0,
        source=Source(place=draw(st.sampled_from(["", "L1", "L2"]))),
    )


many = st.lists(observations(), max_size=14)


@given(many, instants)
def test_at_most_one_row_of_a_key_is_current(rows: list[Observation], at: datetime) -> None:
    keys = [row.key for row in supersede(rows) if row.is_current(at)]

    assert len(keys) == len(set(keys))


@given(many, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(rows: list[Observation], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert supersede(shuffled) == supersede(rows)


@given(many)
def test_giving_the_rows_again_changes_nothing(rows: list[Observation]) -> None:
    once = supersede(rows)

    assert supersede(once) == once
    assert supersede([*once, *rows]) == once


@given(many, instants)
def test_past_as_of_is_not_changed_by_later_rows(rows: list[Observation], at: datetime) -> None:
    then = [row for row in rows if row.known_from <= at]

    def known(given_rows: list[Observation]) -> list[tuple[object, ...]]:
        return [
            (row.key, row.value, row.stage, row.source) for row in supersede(given_rows) if row.is_current(at)
        ]

    assert known(rows) == known(then)


@given(many)
def test_intervals_of_a_key_join_without_gap(rows: list[Observation]) -> None:
    """Once something is known of a figure, something is known of it for ever."""
    for area in ("bac-giang", "bac-ninh"):
        lived = [
            row
            for row in supersede(rows)
            if row.area == area and (row.superseded_at is None or row.superseded_at > row.known_from)
        ]
        ends = [row.superseded_at for row in lived]
        starts: list[datetime | None] = [row.known_from for row in lived]
        assert ends == [*starts[1:], None][: len(lived)]


@given(many)
def test_nothing_is_lost_and_nothing_is_made_up(rows: list[Observation]) -> None:
    assert set(rows) == {
        type(row)(**{**{f: getattr(row, f) for f in row.__slots__}, "superseded_at": None})
        for row in supersede(rows)
    }


@given(many, instants)
def test_disputed_and_superseded_rows_are_never_seen(rows: list[Observation], at: datetime) -> None:
    assert not [row for row in supersede(rows) if row.disputed and row.is_current(at)]


@given(many, instants)
def test_blank_is_only_known_while_nothing_else_was_ever_told(rows: list[Observation], at: datetime) -> None:
    for row in supersede(rows):
        if row.is_current(at) and row.status is ObsStatus.NOT_COLLECTED:
            told = [
                other
                for other in rows
                if other.key == row.key
                and other.known_from <= at
                and not other.disputed
                and other.status is not ObsStatus.NOT_COLLECTED
            ]
            assert told == []


@given(many, instants)
def test_stage_never_falls_but_after_a_withdrawal(rows: list[Observation], at: datetime) -> None:
    for key in {row.key for row in rows}:
        lived = [
            row
            for row in supersede(rows)
            if row.key == key and (row.superseded_at is None or row.superseded_at > row.known_from)
        ]
        for before, after in pairwise(lived):
            if before.status not in (ObsStatus.NOT_COLLECTED, ObsStatus.WITHDRAWN):
                assert after.stage.order >= before.stage.order


@given(st.lists(many, max_size=4), instants)
def test_adding_in_parts_is_adding_at_once(parts: list[list[Observation]], at: datetime) -> None:
    store = MemoryFacts()
    added = sum(store.add(part) for part in parts)
    every = supersede(row for part in parts for row in part)

    assert added == len(every)
    assert store.current(at) == [row for row in every if row.is_current(at)]
    assert [row for key in store.keys() for row in store.history(key)] == every  # noqa: SIM118
