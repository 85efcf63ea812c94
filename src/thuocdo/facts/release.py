"""The one rule that says which release of a figure is what we know.

Nothing is ever overwritten: a row only gets the instant at which it stopped being what we knew,
`superseded_at`, and every store answers "as of t" with `known_from <= t < superseded_at` and nothing
else. A row that never was what we knew has `superseded_at == known_from`, an empty interval.

Within one `SeriesKey` rows are taken in order of `known_from`, and a newer row replaces the current one:

| the newer row | replaces |
|---|---|
| a value | a value of the same or a lower stage; a withdrawal; a blank |
| WITHDRAWN (the source took it back) | anything of the same or a lower stage; a blank |
| CANNOT_EXIST (there is no such figure) | anything of the same or a lower stage; a withdrawal; a blank |
| NOT_COLLECTED (a blank) | only another blank |
| disputed | nothing |

The ladder of stages is that of Decree 94/2022/NĐ-CP (and 62/2024, 13/2026) for GDP and GRDP: an estimate
that arrives after an official value is kept and shown, and never used. A withdrawal leaves no value whose
authority needs guarding, so any later figure ends it; the release before the withdrawal does not come back.

At one instant the higher stage wins, and at one instant and stage a value wins over a withdrawal (the
usual way to publish a replacement). Of two roundings of one value the more exact one is taken. Two
values that exclude each other at one instant and stage are a fault of the source, which `check_facts`
reports; here the choice is only made the same whatever the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from thuocdo.facts.model import Observation, ObsStatus, SeriesKey, Stage
from thuocdo.quantities import Approximation

_STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}
_BLANK_ORDER = -1
_STATUS_ORDER = {ObsStatus.WITHDRAWN: 0, ObsStatus.CANNOT_EXIST: 1}


def supersede(observations: Iterable[Observation]) -> list[Observation]:
    """Return the rows with `superseded_at` filled, by key and then oldest first.

    Rows that are the same in everything but `superseded_at` are kept once; whatever `superseded_at` they
    came with is worked out anew, so the answer depends on the set of rows and not on their order.
    """
    by_key: dict[SeriesKey, list[Observation]] = {}
    for row in observations:
        by_key.setdefault(row.key, []).append(row)
    return [row for key in sorted(by_key) for row in supersede_key(by_key[key])]


def supersede_key(rows: Iterable[Observation]) -> list[Observation]:
    """Return the rows of one key with `superseded_at` filled, oldest first; see `supersede`."""
    ordered = sorted({_release(row): row for row in rows}.items(), key=lambda pair: _order(pair[1], pair[0]))
    ends: list[datetime | None] = []
    current = -1
    for place, (_, row) in enumerate(ordered):
        if current == -1 and not row.disputed:
            ends.append(None)
            current = place
        elif _replaces(row, ordered[current][1]):
            ends[current] = row.known_from
            ends.append(None)
            current = place
        else:
            ends.append(row.known_from)
    return [
        row if row.superseded_at == end else replace(row, superseded_at=end)
        for (_, row), end in zip(ordered, ends, strict=True)
    ]


def is_same_release(one: Observation, other: Observation) -> bool:
    """Whether two rows are one and the same release, whatever became of it later."""
    return _release(one) == _release(other)


def precision(row: Observation) -> tuple[bool, Decimal]:
    """Return a sort key that rises with how exactly a value is printed.

    Of two roundings in one release (`gần 92.000`, `91.874`) the more exact one is what we know.
    """
    step = row.unit.factor.scaleb(-row.decimals)
    return row.approximation is Approximation.EXACT, -step


def _replaces(newer: Observation, current: Observation) -> bool:
    if newer.disputed:
        return False
    if newer.status is ObsStatus.NOT_COLLECTED:
        return current.status is ObsStatus.NOT_COLLECTED
    if current.status is ObsStatus.NOT_COLLECTED:
        return True
    if current.status is ObsStatus.WITHDRAWN and newer.status is not ObsStatus.WITHDRAWN:
        return True
    return _STAGE_ORDER[newer.stage] >= _STAGE_ORDER[current.stage]


def _order(row: Observation, release: tuple[object, ...]) -> tuple[object, ...]:
    """Sort key: time, then authority, then anything that makes the order total."""
    is_blank = row.status is ObsStatus.NOT_COLLECTED
    return (
        row.known_from,
        _BLANK_ORDER if is_blank else _STAGE_ORDER[row.stage],
        _STATUS_ORDER.get(row.status, 2),
        row.correction != "",
        *precision(row),
        release,
    )


def _release(row: Observation) -> tuple[object, ...]:
    """Everything that tells one release from another, as a tuple of plain comparable values.

    Decimal("4.0") and Decimal("4") are equal; their printed decimals are part of the release.
    """
    return (
        row.known_from,
        row.stage.value,
        row.status.value,
        row.disputed,
        row.correction,
        "" if row.value is None else format(row.value, "f"),
        row.unit.id,
        row.decimals,
        row.approximation.value,
        row.source.document,
        row.source.place,
        row.source.url,
        row.source.agency,
        row.source.entered_by,
        row.source.approved_by,
        row.definition,
        row.note,
    )
