"""What changed in what we knew between two instants, and how one figure went from release to release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, localcontext
from enum import StrEnum

from thuocdo.errors import Problem, Text, ThuocdoError
from thuocdo.facts.model import Observation, ObsStatus, SeriesKey
from thuocdo.facts.store import FactStore


class ChangeOfFact(StrEnum):
    """What happened to a figure."""

    NEW = "new"
    """There was none, or only a blank, and now there is one."""
    REVISED = "revised"
    """Another value was published."""
    CONFIRMED = "confirmed"
    """The same value in a higher release, or with another unit or precision."""
    CORRECTED = "corrected"
    """A declared correction replaced a wrong value."""
    WITHDRAWN = "withdrawn"
    """There was a figure, and the source took it back or says that none can exist."""

    @property
    def label(self) -> Text:
        """Words of the screen."""
        return _LABELS[self]


_LABELS = {
    ChangeOfFact.NEW: Text("mới có", "new"),
    ChangeOfFact.REVISED: Text("công bố lại", "revised"),
    ChangeOfFact.CONFIRMED: Text("giữ nguyên giá trị", "confirmed"),
    ChangeOfFact.CORRECTED: Text("đính chính", "corrected"),
    ChangeOfFact.WITHDRAWN: Text("rút lại", "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class FactChange:
    """One figure that is not known as it was.

    Attributes:
        key: What the figure is of.
        kind: See `ChangeOfFact`.
        old: What was known at the earlier instant; None when nothing was.
        new: What is known at the later one.
        difference: New minus old in the unit of `new`; None unless both have a value.
        reason: Why, in one line: the releases, or the reason of the correction.
    """

    key: SeriesKey
    kind: ChangeOfFact
    old: Observation | None
    new: Observation
    difference: Decimal | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a figure beside the one before it.

    Attributes:
        row: The observation.
        is_effective: Whether it ever was what we knew; False for a disputed row, an estimate that came
            after an official value, and the like.
        difference: Its value minus that of the latest effective release before it with a value, in its
            own unit; None for the first and where there is no value.
    """

    row: Observation
    is_effective: bool
    difference: Decimal | None


def diff_facts(store: FactStore, earlier: datetime, later: datetime) -> list[FactChange]:
    """Return every figure that is known otherwise at `later` than at `earlier`, in order of key.

    Blanks are not figures: a blank that appears is no change, and neither is another source that prints
    the same figure in the same release stage. Raises `ThuocdoError` when `earlier` comes
    after `later`.
    """
    if earlier > later:
        raise ThuocdoError(
            Problem(
                "QS080",
                Text(
                    f"ngày đầu {earlier} sau ngày cuối {later}", f"first instant {earlier} is after {later}"
                ),
                Text("đổi chỗ hai ngày", "swap the two"),
            )
        )
    before = {row.key: row for row in store.current(earlier)}
    changes = []
    for new in store.current(later):
        old = before.get(new.key)
        kind = None if old == new else _classify(old, new)
        if kind is not None:
            changes.append(FactChange(new.key, kind, old, new, subtract(new, old), _explain(kind, old, new)))
    return changes


def releases(store: FactStore, key: SeriesKey) -> list[Release]:
    """Return every release of one figure with its difference from the one before, oldest first."""
    compared: list[Release] = []
    before: Observation | None = None
    for row in store.history(key):
        is_effective = row.superseded_at is None or row.superseded_at > row.known_from
        compared.append(Release(row, is_effective, subtract(row, before)))
        if is_effective and row.value is not None:
            before = row
    return compared


def subtract(new: Observation, old: Observation | None) -> Decimal | None:
    """Return new minus old in the unit of `new`, or None where one of them has no value."""
    if old is None or old.value is None or new.value is None or not old.unit.is_compatible(new.unit):
        return None
    with localcontext() as context:
        context.prec = 50
        if old.unit.factor == new.unit.factor:
            return new.value - old.value
        return new.value - old.value * old.unit.factor / new.unit.factor


def _classify(old: Observation | None, new: Observation) -> ChangeOfFact | None:
    had_value = old is not None and old.value is not None
    if new.value is None:
        gone = new.status in (ObsStatus.WITHDRAWN, ObsStatus.CANNOT_EXIST)
        return ChangeOfFact.WITHDRAWN if had_value and gone else None
    if new.correction and (old is None or old.correction != new.correction):
        return ChangeOfFact.CORRECTED if had_value else ChangeOfFact.NEW
    if old is None or not had_value:
        return ChangeOfFact.NEW
    if _print(old) == _print(new):
        return None
    return ChangeOfFact.CONFIRMED if subtract(new, old) == 0 else ChangeOfFact.REVISED


def _print(row: Observation) -> tuple[object, ...]:
    """What a reader sees of a figure; another source for the same is no change."""
    return row.value, row.decimals, row.unit, row.approximation, row.stage, row.status, row.correction


def _explain(kind: ChangeOfFact, old: Observation | None, new: Observation) -> Text:
    stage = new.stage.label
    if kind is ChangeOfFact.CORRECTED:
        return Text(f"{new.correction}: {new.note}", f"{new.correction}: {new.note}")
    if kind is ChangeOfFact.WITHDRAWN and new.status is ObsStatus.CANNOT_EXIST:
        return Text("không thể có số liệu này", "no such figure can exist")
    if kind is ChangeOfFact.WITHDRAWN:
        return Text(f"nguồn rút lại số liệu {stage.vi}", f"the source withdrew the {stage.en} figure")
    if old is None:
        return Text(f"lần đầu có số liệu: {stage.vi}", f"first figure: {stage.en}")
    if old.status is ObsStatus.NOT_COLLECTED:
        return Text(f"chỗ trống nay có số liệu: {stage.vi}", f"a blank now filled: {stage.en}")
    if old.value is None:
        return Text(f"có lại số liệu: {stage.vi}", f"a figure again: {stage.en}")
    if old.stage is new.stage:
        return Text(f"công bố lại số liệu {stage.vi}", f"{stage.en} figure published again")
    return Text(
        f"số liệu {stage.vi} thay số liệu {old.stage.label.vi}",
        f"{stage.en} figure replaces the {old.stage.label.en} one",
    )
