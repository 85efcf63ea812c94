"""Reading areas.csv and area_changes.csv, with every fault in them found at once.

A unit is known by (classification version, code) and its days in force. What is checked is what would
make a later sum silently wrong: a code that denotes two units on one day, a commune under a district
that no longer exists, a change on a day that the units do not confirm, shares that lose or invent part
of a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from thuocdo.errors import Problem, Severity, Text, Where
from thuocdo.plan.columns import AREA_CHANGE_COLUMNS, AREA_COLUMNS
from thuocdo.plan.lineage import (
    Area,
    AreaChange,
    AreaRegistry,
    ChangeKind,
    Level,
    UnknownArea,
    UnknownShare,
)
from thuocdo.plan.tables import Row, read_table

__all__ = [
    "Area",
    "AreaChange",
    "AreaRegistry",
    "ChangeKind",
    "Level",
    "UnknownArea",
    "UnknownShare",
    "read_areas",
]

_KINDS_OF_LEVEL = {
    Level.PROVINCE: ("tỉnh", "thành phố", "thành phố trực thuộc trung ương"),
    Level.DISTRICT: ("huyện", "quận", "thị xã", "thành phố"),
    Level.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu"),
}

_NO_HINT = Text("", "")

_Member = TypeVar("_Member", bound=StrEnum)


def read_areas(
    areas_path: Path,
    changes_path: Path | None = None,
    areas_label: str = "areas.csv",
    changes_label: str = "area_changes.csv",
) -> tuple[AreaRegistry, list[Problem]]:
    """Read the units of a pack and their lineage.

    Args:
        areas_path: areas.csv.
        changes_path: area_changes.csv; None, or a file that is not there, means that nothing changed.
        areas_label: Name of areas.csv in messages.
        changes_label: Name of area_changes.csv in messages.

    Returns:
        The registry of every row that makes sense, and every problem of both files. The registry of a
        table with errors is for looking up further problems, not for computing.
    """
    rows, problems = read_table(areas_path, areas_label, AREA_COLUMNS)
    reader = _Reader(areas_label, problems)
    areas = _areas(reader, rows)
    changes: list[AreaChange] = []
    if changes_path is not None and changes_path.exists():
        change_rows, change_problems = read_table(changes_path, changes_label, AREA_CHANGE_COLUMNS)
        problems += change_problems
        # With no readable areas every change would name an unknown one: one fault, not a thousand.
        if areas:
            changes = _changes(_Reader(changes_label, problems), change_rows, areas)
    registry = AreaRegistry(areas.values(), changes)
    problems += _code_problems(areas_label, registry)
    problems += _parent_problems(areas_label, registry, {row["id"] for row in rows})
    problems += _share_problems(changes_label, registry)
    problems += _loose_ends(areas_label, registry)
    return registry, sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[str, int]:
    where = problem.where or Where()
    return where.file, where.line or 0


class _Reader:
    """Turns cells into values and collects what is wrong with them."""

    def __init__(self, label: str, problems: list[Problem]) -> None:
        self.label = label
        self.problems = problems

    def complain(self, row: Row, column: str, code: str, text: Text, hint: Text = _NO_HINT) -> None:
        self.problems.append(Problem(code, text, hint, Where(self.label, row.line, column)))

    def required(self, row: Row, column: str) -> str:
        if not row[column]:
            text = Text("ô này không được để trống", "this cell must not be empty")
            self.complain(row, column, "DB003", text)
        return row[column]

    def day(self, row: Row, column: str) -> tuple[date | None, bool]:
        """Return the date, or None for an empty cell, and whether the cell could be read."""
        if not row[column]:
            return None, True
        try:
            if len(row[column]) != len("2025-07-01"):
                raise ValueError(row[column])
            return date.fromisoformat(row[column]), True
        except ValueError:
            text = Text(f"“{row[column]}” không phải ngày", f"“{row[column]}” is not a date")
            hint = Text("viết dạng 2025-07-01", "write it as 2025-07-01")
            self.complain(row, column, "DB004", text, hint)
            return None, False

    def member(self, row: Row, column: str, kind: type[_Member]) -> _Member | None:
        try:
            return kind(row[column])
        except ValueError:
            allowed = ", ".join(kind)
            text = Text(f"“{row[column]}” không có trong danh mục", f"“{row[column]}” is not in the list")
            self.complain(row, column, "DB005", text, Text(f"một trong: {allowed}", f"one of: {allowed}"))
            return None


def _areas(reader: _Reader, rows: Iterable[Row]) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    for row in rows:
        cells = [reader.required(row, column) for column in ("id", "version", "code", "name", "kind")]
        level = reader.member(row, "level", Level)
        valid_from, from_ok = reader.day(row, "valid_from")
        valid_to, to_ok = reader.day(row, "valid_to")
        if valid_from and valid_to and valid_to <= valid_from:
            text = Text(
                f"hết hiệu lực {valid_to} không sau ngày có hiệu lực {valid_from}",
                f"ends on {valid_to}, not after it began on {valid_from}",
            )
            hint = Text(
                "valid_to là ngày đầu tiên không còn hiệu lực",
                "valid_to is the first day it is no longer in force",
            )
            reader.complain(row, "valid_to", "DB006", text, hint)
            to_ok = False
        if row["id"] in areas:
            first = areas[row["id"]].line
            text = Text(
                f"mã “{row['id']}” đã dùng ở dòng {first}",
                f"id “{row['id']}” is already used in line {first}",
            )
            hint = Text(
                "thêm @năm cho phiên bản mới của cùng một mã", "add @year for a new version of the same code"
            )
            reader.complain(row, "id", "DB007", text, hint)
            continue
        if level is None or not all(cells) or not from_ok or not to_ok:
            continue
        areas[row["id"]] = Area(
            id=row["id"],
            version=row["version"],
            code=row["code"],
            name=Text(row["name"], row["name_en"] or row["name"]),
            kind=row["kind"],
            level=level,
            parent=row["parent"] or None,
            valid_from=valid_from,
            valid_to=valid_to,
            document=row["document"],
            line=row.line,
        )
        _check_kind(reader, row, level)
    return areas


def _check_kind(reader: _Reader, row: Row, level: Level) -> None:
    fitting = _KINDS_OF_LEVEL[level]
    known = {kind for kinds in _KINDS_OF_LEVEL.values() for kind in kinds}
    if row["kind"] in known and row["kind"] not in fitting:
        text = Text(
            f"“{row['kind']}” không phải cấp {level.value}", f"a “{row['kind']}” is not a {level.value}"
        )
        allowed = ", ".join(fitting)
        reader.complain(row, "kind", "DB008", text, Text(f"một trong: {allowed}", f"one of: {allowed}"))


def _changes(reader: _Reader, rows: Iterable[Row], areas: dict[str, Area]) -> list[AreaChange]:
    changes: list[AreaChange] = []
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        day, day_ok = reader.day(row, "date")
        if not row["date"]:
            reader.required(row, "date")
        kind = reader.member(row, "kind", ChangeKind)
        from_id = reader.required(row, "from")
        to_id = row["to"] or None
        share, share_ok = _share(reader, row, kind)
        ends_ok = _check_ends(reader, row, kind, areas)
        key = (from_id, row["to"], row["basis"])
        if key in seen:
            text = Text(f"lặp lại dòng {seen[key]}", f"repeats line {seen[key]}")
            reader.complain(row, "from", "DB015", text, Text("bỏ một dòng", "remove one of the two"))
            continue
        seen[key] = row.line
        if day is None or not day_ok or kind is None or not share_ok or not ends_ok:
            continue
        if not _check_days(reader, row, day, areas[from_id], areas[to_id] if to_id else None):
            continue
        changes.append(
            AreaChange(day, kind, from_id, to_id, share, row["basis"], row["document"], row["note"], row.line)
        )
    return _without_cycles(reader, changes)


def _share(reader: _Reader, row: Row, kind: ChangeKind | None) -> tuple[Decimal | None, bool]:
    if not row["share"]:
        # A split whose parts nobody stated is a fact; for the other kinds the whole is meant.
        return (None if kind is ChangeKind.SPLIT else Decimal(1)), True
    try:
        share = Decimal(row["share"])
        in_range = share.is_finite() and 0 < share <= 1
    except InvalidOperation:
        in_range = False
    if not in_range:
        text = Text(f"“{row['share']}” không phải tỷ lệ", f"“{row['share']}” is not a share")
        hint = Text("số lớn hơn 0, tối đa 1, dấu chấm thập phân", "a number above 0 and at most 1")
        reader.complain(row, "share", "DB009", text, hint)
        return None, False
    return share, True


def _check_ends(reader: _Reader, row: Row, kind: ChangeKind | None, areas: dict[str, Area]) -> bool:
    ok = True
    for column in ("from", "to"):
        area_id = row[column]
        if area_id and area_id not in areas:
            text = Text(f"không có địa bàn “{area_id}”", f"there is no area “{area_id}”")
            hint = Text("thêm địa bàn vào areas.csv hoặc sửa lại mã", "add it to areas.csv or correct the id")
            reader.complain(row, column, "DB010", text, hint)
            ok = False
    if kind is not None and (kind is ChangeKind.ABOLISH) == bool(row["to"]):
        text = (
            Text("đơn vị bị bãi bỏ thì không có đơn vị kế tục", "an abolished unit has no successor")
            if row["to"]
            else Text("thiếu đơn vị kế tục", "the successor is missing")
        )
        hint = Text("chỉ kind=abolish để trống cột to", "only kind=abolish leaves column to empty")
        reader.complain(row, "to", "DB011", text, hint)
        ok = False
    return ok and bool(row["from"])


def _check_days(reader: _Reader, row: Row, day: date, before: Area, after: Area | None) -> bool:
    ok = True
    if before.valid_to != day:
        ended = before.valid_to or "—"
        text = Text(
            f"thay đổi ngày {day} nhưng “{before.id}” hết hiệu lực {ended}",
            f"changes on {day} but “{before.id}” ends on {ended}",
        )
        hint = Text("ngày phải bằng valid_to của đơn vị cũ", "the date must equal valid_to of the old unit")
        reader.complain(row, "date", "DB012", text, hint)
        ok = False
    if after is not None and after.valid_from != day:
        began = after.valid_from or "—"
        text = Text(
            f"thay đổi ngày {day} nhưng “{after.id}” có hiệu lực từ {began}",
            f"changes on {day} but “{after.id}” begins on {began}",
        )
        hint = Text(
            "ngày phải bằng valid_from của đơn vị mới", "the date must equal valid_from of the new unit"
        )
        reader.complain(row, "date", "DB012", text, hint)
        ok = False
    return ok


def _without_cycles(reader: _Reader, changes: list[AreaChange]) -> list[AreaChange]:
    """Drop and report changes that lead back to their own beginning.

    Dates that agree with the units already make a cycle impossible as long as both ends of every unit
    are dated; a unit without `valid_from` can still be its own successor.
    """
    out: dict[str, list[AreaChange]] = defaultdict(list)
    for change in changes:
        out[change.from_id].append(change)
    kept: list[AreaChange] = []
    for change in changes:
        reached: set[str] = set()
        waiting = [change.to_id]
        while waiting:
            current = waiting.pop()
            if current is None or current in reached:
                continue
            reached.add(current)
            waiting += [following.to_id for following in out[current]]
        if change.from_id not in reached:
            kept.append(change)
            continue
        text = Text(
            f"lịch sử vòng tròn: “{change.from_id}” trở thành chính nó",
            f"the lineage is circular: “{change.from_id}” becomes itself",
        )
        hint = Text("bỏ hoặc sửa một thay đổi", "remove or correct one of the changes")
        reader.problems.append(Problem("DB013", text, hint, Where(reader.label, change.line, "to")))
    return kept


def _code_problems(label: str, registry: AreaRegistry) -> list[Problem]:
    problems: list[Problem] = []
    by_code: dict[tuple[str, str, Level], list[Area]] = defaultdict(list)
    for area in registry:
        # Provinces, districts and communes are numbered apart: 02, 002 and 00002 never meet.
        by_code[area.version, area.code, area.level].append(area)
    for (version, code, _), areas in by_code.items():
        areas.sort(key=lambda area: area.valid_from or date.min)
        for earlier, later in pairwise(areas):
            if earlier.valid_to is not None and (later.valid_from or date.min) >= earlier.valid_to:
                continue
            text = Text(
                f"mã {code} ({version}) chỉ cả “{later.id}” và “{earlier.id}” (dòng {earlier.line})",
                f"code {code} ({version}) means both “{later.id}” and “{earlier.id}” (line {earlier.line})",
            )
            hint = Text(
                "sửa valid_from, valid_to để không chồng nhau",
                "correct valid_from and valid_to so that they do not overlap",
            )
            problems.append(Problem("DB014", text, hint, Where(label, later.line, "code")))
    return problems


def _parent_problems(label: str, registry: AreaRegistry, mentioned: set[str]) -> list[Problem]:
    problems: list[Problem] = []

    def complain(area: Area, code: str, text: Text, hint: Text) -> None:
        problems.append(Problem(code, text, hint, Where(label, area.line, "parent")))

    for area in registry:
        if area.parent is None:
            if area.level is not Level.PROVINCE:
                text = Text("thiếu đơn vị cấp trên", "the unit above is missing")
                complain(area, "DB016", text, Text("ghi mã của đơn vị cấp trên", "give the id of its parent"))
            continue
        if area.parent not in registry:
            if area.parent not in mentioned:
                text = Text(f"không có địa bàn “{area.parent}”", f"there is no area “{area.parent}”")
                hint = Text("thêm địa bàn hoặc sửa lại mã", "add the area or correct the id")
                complain(area, "DB017", text, hint)
            continue
        parent = registry.get(area.parent)
        if parent.level.order >= area.level.order:
            text = Text(
                f"“{parent.id}” là cấp {parent.level.value}, không thể đứng trên cấp {area.level.value}",
                f"“{parent.id}” is a {parent.level.value}, which cannot be above a {area.level.value}",
            )
            hint = Text("cấp trên phải cao hơn", "the parent must be of a higher tier")
            complain(area, "DB018", text, hint)
            continue
        orphaned = _first_orphaned_day(area, registry)
        if orphaned is not None:
            text = Text(
                f"từ {orphaned} đơn vị cấp trên “{parent.id}” không còn hiệu lực hoặc bị chia",
                f"from {orphaned} its parent “{parent.id}” is not in force, or was split",
            )
            hint = Text(
                "kết thúc dòng này ngày đó và thêm dòng mới với cấp trên mới",
                "end this row on that day and add a row with the new parent",
            )
            complain(area, "DB019", text, hint)
    return problems


def _first_orphaned_day(area: Area, registry: AreaRegistry) -> date | None:
    """Return the first day of the unit's validity on which it has no parent."""
    days = {change.date for change in registry.changes}
    parent = registry.get(area.parent or "")
    days |= {day for day in (parent.valid_from, parent.valid_to) if day is not None}
    start = area.valid_from or date.min
    days.add(start)
    inside = sorted(day for day in days if start <= day and area.is_valid(day))
    return next((day for day in inside if registry.parent(area.id, day) is None), None)


def _share_problems(label: str, registry: AreaRegistry) -> list[Problem]:
    problems: list[Problem] = []
    groups: dict[tuple[str, str], list[AreaChange]] = defaultdict(list)
    for change in registry.changes:
        groups[change.from_id, change.basis].append(change)
    for (from_id, basis), changes in groups.items():
        stated = [change.share for change in changes if change.share is not None]
        if len(stated) == len(changes) and sum(stated) == 1:
            continue
        line = changes[-1].line
        if not stated:
            text = Text(
                f"“{from_id}” bị chia, chưa nêu tỷ lệ: số liệu của nó không quy đổi được",
                f"“{from_id}” was split without shares: its figures cannot be restated",
            )
            hint = Text("nêu tỷ lệ nếu có nguồn", "state the shares once there is a source")
            where = Where(label, line, "share")
            problems.append(Problem("DB020", text, hint, where, Severity.WARNING))
            continue
        total = sum(stated, Decimal(0))
        on = f" ({basis})" if basis else ""
        text = Text(
            f"tổng tỷ lệ của “{from_id}”{on} bằng {total}, phải bằng 1".replace(".", ","),
            f"the shares of “{from_id}”{on} add up to {total}, not to 1",
        )
        hint = Text("sửa cột share, hoặc thêm phần còn thiếu", "correct column share or add the missing part")
        problems.append(Problem("DB021", text, hint, Where(label, line, "share")))
    return problems


def _loose_ends(label: str, registry: AreaRegistry) -> list[Problem]:
    problems: list[Problem] = []
    for area in registry:
        if area.valid_to is None or registry.changes_from(area.id):
            continue
        text = Text(
            f"“{area.id}” hết hiệu lực {area.valid_to}, không rõ trở thành đơn vị nào",
            f"“{area.id}” ended on {area.valid_to} and nothing says what became of it",
        )
        hint = Text("thêm một dòng vào area_changes.csv", "add a row to area_changes.csv")
        problems.append(Problem("DB022", text, hint, Where(label, area.line, "valid_to"), Severity.WARNING))
    return problems
