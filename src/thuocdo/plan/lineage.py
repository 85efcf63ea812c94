"""Which unit was where, when, and what became of it.

A code or a name alone does not say which unit is meant: code 24 was Bắc Giang until 30/6/2025 and is
Bắc Ninh since 1/7/2025; code 07210 was Phường Hoàng Văn Thụ and is now Phường Bắc Giang. A unit is
therefore a row with a classification version, a code and the days it was in force, and history walks
along the changes that link such rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thuocdo.errors import Problem, Text, ThuocdoError, Where
from thuocdo.plan.problems import make_problem, quote, suggest


class Level(StrEnum):
    """Tier of local government. The district tier ended on 1/7/2025 (Resolution 203/2025/QH15)."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def order(self) -> int:
        """0 for a province, rising downwards."""
        return list(Level).index(self)

    @property
    def label(self) -> Text:
        """Word for a unit of this tier, as used in counts ("97/99 xã, phường")."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    Level.PROVINCE: Text("tỉnh, thành phố", "provinces"),
    Level.DISTRICT: Text("đơn vị cấp huyện", "districts"),
    Level.COMMUNE: Text("đơn vị cấp xã", "communes"),
}


class ChangeKind(StrEnum):
    """What happened to a unit.

    `MERGE`: the whole unit became part of (or all of) another. `SPLIT`: parts of it went to several
    units, each with its share. `RENAME`: same land, another name, kind or code. `TRANSFER`: same land,
    another parent. `ABOLISH`: the tier was ended and nothing takes the unit's place.
    """

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    TRANSFER = "transfer"
    ABOLISH = "abolish"


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative unit (địa bàn) in one version of its code, name and extent.

    Attributes:
        id: `bac-giang` for provinces, `<version>:<code>` for the rest (e.g. `2004:07210`), with
            `@<year>` where the same code changed name or extent inside one version.
        version: Classification that gives the code: `2004` (Decision 124/2004/QĐ-TTg) or `2025`
            (Decision 19/2025/QĐ-TTg).
        code: Code in that classification, leading zeros kept (e.g. `07210`).
        name: Name without its kind (e.g. `Bắc Giang`).
        kind: What it is called, lower case (`tỉnh`, `thị xã`, `xã`, `phường` …); data, never assumed.
        level: Tier.
        parent: Id of the unit above at `valid_from`, or None. When the parent itself is succeeded by a
            single unit the child follows it; see `AreaRegistry.parent`.
        valid_from: First day in force, or None where it is older than the list and not stated.
        valid_to: First day no longer in force (exclusive), or None while in force.
        document: Id of the legal document behind `valid_from`.
        line: Line of areas.csv, for messages.
    """

    id: str
    version: str
    code: str
    name: Text
    kind: str
    level: Level
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    document: str = ""
    line: int | None = None

    def is_valid(self, day: date) -> bool:
        """Whether the unit is in force on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )

    @property
    def label(self) -> Text:
        """Kind and name as written in a sentence (`phường Bắc Giang`)."""
        return Text(f"{self.kind} {self.name.vi}".strip(), self.name.say("en"))


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One link of the lineage: on `date`, `share` of `from_id` went to `to_id`.

    Attributes:
        date: First day of the new state; equals `valid_to` of the one and `valid_from` of the other.
        kind: See `ChangeKind`.
        from_id: Unit that ended.
        to_id: Unit that began, or None when nothing takes its place (`ABOLISH`).
        share: Part of `from_id` that went to `to_id`, 1 for all of it; None where no source states it,
            and then nothing that depends on it is computed.
        basis: What the share measures (`area`, `population` …); empty for 1.
        document: Id of the legal document.
        note: Free text.
        line: Line of area_changes.csv, for messages.
    """

    date: date
    kind: ChangeKind
    from_id: str
    to_id: str | None
    share: Decimal | None = Decimal(1)
    basis: str = ""
    document: str = ""
    note: str = ""
    line: int | None = None


class UnknownArea(ThuocdoError):  # noqa: N818 - named by what it says
    """No unit has that id; says which come close."""


class UnknownShare(ThuocdoError):  # noqa: N818 - named by what it says
    """A unit was split and no source states how much of it went where."""


class AreaRegistry:
    """Every unit of a pack with its lineage; immutable once built.

    Building does no checking: `read_areas` does, and hands over only what it could make sense of.
    """

    def __init__(self, areas: Iterable[Area] = (), changes: Iterable[AreaChange] = ()) -> None:
        """Take areas in file order (the first of two with one id wins) and changes in any order."""
        self._areas: dict[str, Area] = {}
        for area in areas:
            self._areas.setdefault(area.id, area)
        self.changes: tuple[AreaChange, ...] = tuple(sorted(changes, key=lambda change: change.date))
        self._out: dict[str, list[AreaChange]] = defaultdict(list)
        self._in: dict[str, list[AreaChange]] = defaultdict(list)
        for change in self.changes:
            self._out[change.from_id].append(change)
            if change.to_id is not None:
                self._in[change.to_id].append(change)
        self._children: dict[date, dict[str, list[Area]]] = {}

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas.values())

    def __len__(self) -> int:
        return len(self._areas)

    def __contains__(self, area_id: object) -> bool:
        return area_id in self._areas

    def get(self, area_id: str) -> Area:
        """Return the unit with that id.

        Raises:
            UnknownArea: with up to three ids that come close.
        """
        area = self._areas.get(area_id)
        if area is not None:
            return area
        hint = suggest(area_id, self._areas)
        if not hint.vi:
            hint = Text("thêm địa bàn vào areas.csv hoặc sửa lại mã", "add it to areas.csv or correct the id")
        what = Text(quote(area_id), quote(area_id))
        raise UnknownArea(make_problem("GK062", Where(), what, hint))

    def find(self, version: str, code: str, on: date | None = None) -> tuple[Area, ...]:
        """Return the units that carry `code` in classification `version`, oldest first.

        With `on` there is at most one: a code never denotes two units on one day.
        """
        found = [
            area
            for area in self
            if area.version == version and area.code == code and (on is None or area.is_valid(on))
        ]
        return tuple(sorted(found, key=lambda area: area.valid_from or date.min))

    def valid_on(self, day: date, level: Level | None = None) -> tuple[Area, ...]:
        """Return the units in force on `day`, of one tier if `level` is given, in file order."""
        return tuple(area for area in self if area.is_valid(day) and (level is None or area.level is level))

    def parent(self, area_id: str, on: date) -> Area | None:
        """Return the unit above on `on`, or None for a province (or where the lineage does not say).

        A parent that was renamed, or merged whole into another unit, is followed to its successor, so
        that a commune needs no new row because its district got a new name. A parent that was split is
        not: there the child needs a row that says to which part it went.
        """
        parent_id = self.get(area_id).parent
        while parent_id is not None:
            parent = self.get(parent_id)
            if parent.is_valid(on):
                return parent
            if parent.valid_to is None or on < parent.valid_to:
                return None
            following = self._out.get(parent_id, [])
            parent_id = following[0].to_id if len(following) == 1 and following[0].share == 1 else None
        return None

    def children(self, area_id: str, on: date) -> tuple[Area, ...]:
        """Return the units in force on `on` whose parent on that day is `area_id`, in file order.

        Raises:
            UnknownArea: as `get`.
        """
        self.get(area_id)
        if on not in self._children:
            below: dict[str, list[Area]] = defaultdict(list)
            for area in self.valid_on(on):
                parent = self.parent(area.id, on)
                if parent is not None:
                    below[parent.id].append(area)
            self._children[on] = dict(below)
        return tuple(self._children[on].get(area_id, ()))

    def descendants(self, area_id: str, on: date, level: Level) -> tuple[Area, ...]:
        """Return the units of tier `level` below `area_id` on `on`, however many tiers lie between."""
        found: list[Area] = []
        for child in self.children(area_id, on):
            if child.level is level:
                found.append(child)
            else:
                found.extend(self.descendants(child.id, on, level))
        return tuple(found)

    def changes_from(self, area_id: str) -> tuple[AreaChange, ...]:
        """Return what happened to the unit when it ended."""
        self.get(area_id)
        return tuple(self._out.get(area_id, ()))

    def changes_to(self, area_id: str) -> tuple[AreaChange, ...]:
        """Return what the unit was made of when it began."""
        self.get(area_id)
        return tuple(self._in.get(area_id, ()))

    def successors(self, area_id: str) -> tuple[Area, ...]:
        """Return the units that directly took the place of this one."""
        ids = dict.fromkeys(c.to_id for c in self.changes_from(area_id) if c.to_id is not None)
        return tuple(self.get(successor) for successor in ids)

    def predecessors(self, area_id: str) -> tuple[Area, ...]:
        """Return the units this one was directly made of."""
        return tuple(
            self.get(predecessor)
            for predecessor in dict.fromkeys(c.from_id for c in self.changes_to(area_id))
        )

    def links(self, area_id: str, basis: str = "") -> tuple[AreaChange, ...]:
        """Return the changes that ended the unit, on one basis.

        Where shares are stated on several bases (`area` and `population`), those of `basis` are used,
        else those listed first; one basis is never mixed with another.
        """
        changes = self.changes_from(area_id)
        bases = dict.fromkeys(change.basis for change in changes)
        if not bases:
            return ()
        chosen = basis if basis in bases else next(iter(bases))
        return tuple(change for change in changes if change.basis == chosen)

    def shares(self, area_id: str, day: date, basis: str = "") -> list[tuple[Area, Decimal]]:
        """Follow the lineage forward to the units in force on `day`.

        Returns:
            Pairs of unit and share of `area_id` in it, in order of discovery; shares sum to 1. Empty
            when nothing takes the unit's place on `day` (its tier was abolished, the lineage is not
            known), or when it did not exist yet: a figure of a whole does not say what its parts were.

        Raises:
            UnknownArea: as `get`.
            UnknownShare: when a split on the way has no stated share.
        """
        area = self.get(area_id)
        if area.is_valid(day):
            return [(area, Decimal(1))]
        if area.valid_to is None or day < area.valid_to:
            return []
        total: dict[str, Decimal] = defaultdict(Decimal)
        for change in self.links(area_id, basis):
            if change.to_id is None:
                continue
            if change.share is None:
                raise UnknownShare(_no_share(area, self.get(change.to_id)))
            for successor, share in self.shares(change.to_id, day, basis):
                total[successor.id] += share * change.share
        return [(self.get(successor_id), share) for successor_id, share in total.items()]


def _no_share(area: Area, successor: Area) -> Problem:
    return Problem(
        "DB002",
        Text(
            f"{area.label.vi} ({area.id}) bị chia, không nguồn nào nêu phần thuộc {successor.label.vi}",
            f"{area.label.en} ({area.id}) was split and no source states the share of {successor.label.en}",
        ),
        Text(
            "ghi tỷ lệ và căn cứ vào cột share, basis của area_changes.csv",
            "state the share and its basis in columns share and basis of area_changes.csv",
        ),
    )
