"""Reading areas.csv and area_changes.csv, with every fault in them found at once.

A unit is known by (classification version, code) and its days in force. What is checked is what would
make a later sum silently wrong: a code that denotes two units on one day, a commune under a district
that no longer exists, a change on a day that the units do not confirm, shares that lose or invent part
of a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
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
from thuocdo.plan.problems import limit_problems, make_problem, quote, suggest
from thuocdo.plan.tables import Row, read_table

__all__ = [
    "AREA_PROBLEM_CODES",
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

AREA_PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "DB001": Text("loại đơn vị không đúng cấp", "kind of unit does not fit its tier"),
        "DB002": Text("không rõ tỷ lệ chia", "share not stated"),
        "DB003": Text("một mã chỉ hai đơn vị cùng lúc", "one code for two units at once"),
        "DB004": Text("thiếu đơn vị cấp trên", "unit above is missing"),
        "DB005": Text("đơn vị cấp trên sai cấp", "unit above is of the wrong tier"),
        "DB006": Text("đơn vị cấp trên không cùng hiệu lực", "unit above is not in force at that time"),
        "DB007": Text("ngày thay đổi không khớp ngày hiệu lực", "date of change disagrees with the units"),
        "DB008": Text("đơn vị kế tục thiếu hoặc thừa", "successor missing or superfluous"),
        "DB009": Text("thay đổi ghi hai lần", "change given twice"),
        "DB010": Text("lịch sử vòng tròn", "circular lineage"),
        "DB011": Text("tổng tỷ lệ khác 1", "shares do not add up to 1"),
        "DB012": Text("bị chia mà chưa nêu tỷ lệ", "split without shares"),
        "DB013": Text("không rõ trở thành đơn vị nào", "nothing says what became of it"),
        "DB014": Text("không phải tỷ lệ", "not a share"),
    }
)
"""Title of every fault that only areas can have, by code; the rest are those of every table."""

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
        The registry of every row that makes sense, and every problem of both files in their order. The
        registry of a table with errors is for looking up further problems, not for computing.
    """
    table = read_table(areas_path, areas_label, AREA_COLUMNS)
    reader = _Reader(areas_label, [*table.problems])
    areas = _areas(reader, table.rows)
    # An id of a row that could not be read is not an unknown one: one fault, not a thousand.
    known = None if not table.is_whole else {row["id"] for row in table.rows}
    changes: list[AreaChange] = []
    changed = _Reader(changes_label, [])
    explained: set[str] = set()
    if changes_path is not None and changes_path.exists():
        change_table = read_table(changes_path, changes_label, AREA_CHANGE_COLUMNS)
        changed.problems += change_table.problems
        changes = _changes(changed, change_table.rows, areas, known)
        explained = {row["from"] for row in change_table.rows}
    registry = AreaRegistry(areas.values(), changes)
    _check_codes(reader, registry)
    _check_parents(reader, registry, known)
    _check_ends(reader, registry, explained)
    _check_shares(changed, registry)
    return registry, limit_problems([*reader.sorted(), *changed.sorted()])


class _Reader:
    """Turns the cells of one table into values and collects what is wrong with them."""

    def __init__(self, label: str, problems: list[Problem]) -> None:
        self.label = label
        self.problems = problems

    def complain(
        self,
        line: int | None,
        column: str,
        code: str,
        what: Text,
        hint: Text,
        severity: Severity = Severity.ERROR,
    ) -> None:
        where = Where(self.label, line, column)
        if code not in AREA_PROBLEM_CODES:
            self.problems.append(make_problem(code, where, what, hint, severity))
            return
        title = AREA_PROBLEM_CODES[code]
        text = Text(f"{title.vi}: {what.vi}", f"{title.en}: {what.en}")
        self.problems.append(Problem(code, text, hint, where, severity))

    def sorted(self) -> list[Problem]:
        return sorted(self.problems, key=lambda p: p.where.line if p.where and p.where.line else 0)

    def day(self, row: Row, column: str) -> tuple[date | None, bool]:
        """Return the date, or None for an empty cell, and whether the cell could be read."""
        cell = row[column]
        if not cell:
            return None, True
        try:
            if len(cell) != len("2025-07-01"):
                raise ValueError(cell)
            return date.fromisoformat(cell), True
        except ValueError:
            hint = Text("viết năm-tháng-ngày, ví dụ 2025-07-01", "write year-month-day, e.g. 2025-07-01")
            self.complain(row.line, column, "GK031", _both(quote(cell)), hint)
            return None, False

    def member(self, row: Row, column: str, kind: type[_Member]) -> _Member | None:
        try:
            return kind(row[column])
        except ValueError:
            allowed = ", ".join(kind)
            hint = Text(f"một trong: {allowed}", f"one of: {allowed}")
            self.complain(row.line, column, "GK034", _both(quote(row[column])), hint)
            return None


def _both(text: str) -> Text:
    return Text(text, text)


def _areas(reader: _Reader, rows: Iterable[Row]) -> dict[str, Area]:
    areas: dict[str, Area] = {}
    lines: dict[str, int] = {}
    for row in rows:
        level = reader.member(row, "level", Level)
        valid_from, from_ok = reader.day(row, "valid_from")
        valid_to, to_ok = reader.day(row, "valid_to")
        if valid_from and valid_to and valid_to <= valid_from:
            what = Text(
                f"hết từ {valid_to}, có từ {valid_from}", f"ends on {valid_to}, begins on {valid_from}"
            )
            hint = Text(
                "valid_to là ngày đầu tiên không còn hiệu lực, phải sau valid_from",
                "valid_to is the first day it is no longer in force and comes after valid_from",
            )
            reader.complain(row.line, "valid_to", "GK095", what, hint)
            to_ok = False
        if row["id"] in lines:
            first = lines[row["id"]]
            what = Text(
                f"{quote(row['id'])} đã có ở dòng {first}", f"{quote(row['id'])} is already in line {first}"
            )
            hint = Text(
                "phiên bản mới của cùng một mã thì thêm @năm, ví dụ 2004:07525@2025",
                "add @year for a new version of the same code, e.g. 2004:07525@2025",
            )
            reader.complain(row.line, "id", "GK060", what, hint)
            continue
        lines[row["id"]] = row.line
        if level is None or not from_ok or not to_ok:
            continue
        _check_kind(reader, row, level)
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
    return areas


def _check_kind(reader: _Reader, row: Row, level: Level) -> None:
    fitting = _KINDS_OF_LEVEL[level]
    known = {kind for kinds in _KINDS_OF_LEVEL.values() for kind in kinds}
    if row["kind"] in known and row["kind"] not in fitting:
        what = Text(
            f"{quote(row['kind'])} không thuộc cấp {level.value}", f"{quote(row['kind'])} as a {level.value}"
        )
        allowed = ", ".join(fitting)
        hint = Text(f"một trong: {allowed}", f"one of: {allowed}")
        reader.complain(row.line, "kind", "DB001", what, hint)


def _changes(
    reader: _Reader, rows: Sequence[Row], areas: Mapping[str, Area], known: set[str] | None
) -> list[AreaChange]:
    changes: list[AreaChange] = []
    seen: dict[tuple[str, str, str], int] = {}
    circular = _circular(rows)
    for row in rows:
        day, _ = reader.day(row, "date")
        kind = reader.member(row, "kind", ChangeKind)
        share, share_ok = _read_share(reader, row, kind)
        ends_ok = _check_named(reader, row, kind, areas, known)
        key = (row["from"], row["to"], row["basis"])
        if key in seen:
            what = Text(f"như dòng {seen[key]}", f"as in line {seen[key]}")
            reader.complain(
                row.line, "from", "DB009", what, Text("bỏ một trong hai dòng", "remove one of the two")
            )
            continue
        seen[key] = row.line
        if row.line in circular:
            what = Text(f"{quote(row['from'])} trở thành chính nó", f"{quote(row['from'])} becomes itself")
            hint = Text("bỏ hoặc sửa một thay đổi", "remove or correct one of the changes")
            reader.complain(row.line, "to", "DB010", what, hint)
            continue
        if day is None or kind is None or not share_ok or not ends_ok:
            continue
        before, after = areas[row["from"]], areas[row["to"]] if row["to"] else None
        if _check_days(reader, row, day, before, after):
            changes.append(
                AreaChange(
                    day,
                    kind,
                    before.id,
                    after.id if after else None,
                    share,
                    row["basis"],
                    row["document"],
                    row["note"],
                    row.line,
                )
            )
    return changes


def _read_share(reader: _Reader, row: Row, kind: ChangeKind | None) -> tuple[Decimal | None, bool]:
    cell = row["share"]
    if not cell:
        # A split whose parts nobody stated is a fact; for the other kinds the whole is meant.
        return (None if kind is ChangeKind.SPLIT else Decimal(1)), True
    try:
        share = Decimal(cell)
        in_range = share.is_finite() and 0 < share <= 1
    except InvalidOperation:
        in_range = False
    if in_range:
        return share, True
    hint = Text(
        "số lớn hơn 0 và nhiều nhất 1, dấu chấm thập phân", "a number above 0 and at most 1, decimal point"
    )
    reader.complain(row.line, "share", "DB014", _both(quote(cell)), hint)
    return None, False


def _check_named(
    reader: _Reader, row: Row, kind: ChangeKind | None, areas: Mapping[str, Area], known: set[str] | None
) -> bool:
    """Check that both ends of a change exist and that only an abolition has no successor."""
    ok = True
    for column in ("from", "to"):
        area_id = row[column]
        if not area_id or area_id in areas:
            continue
        ok = False
        if known is not None and area_id not in known:
            reader.complain(row.line, column, "GK062", _both(quote(area_id)), _find_or_add(area_id, known))
    if kind is not None and (kind is ChangeKind.ABOLISH) == bool(row["to"]):
        what = (
            Text("đơn vị bị bãi bỏ mà có đơn vị kế tục", "an abolished unit with a successor")
            if row["to"]
            else Text(f"kind={kind.value} mà cột to trống", f"kind={kind.value} with column to empty")
        )
        hint = Text("cột to chỉ để trống khi kind=abolish", "column to is empty only for kind=abolish")
        reader.complain(row.line, "to", "DB008", what, hint)
        ok = False
    return ok


def _find_or_add(area_id: str, known: Iterable[str]) -> Text:
    hint = suggest(area_id, known)
    return (
        hint
        if hint.vi
        else Text("thêm vào areas.csv hoặc sửa lại mã", "add it to areas.csv or correct the id")
    )


def _check_days(reader: _Reader, row: Row, day: date, before: Area, after: Area | None) -> bool:
    ok = True
    if before.valid_to != day:
        ended = before.valid_to or "—"
        what = Text(
            f"{day}, nhưng {quote(before.id)} hết từ {ended}",
            f"{day}, but {quote(before.id)} ends on {ended}",
        )
        hint = Text("ngày phải bằng valid_to của đơn vị cũ", "the date must equal valid_to of the old unit")
        reader.complain(row.line, "date", "DB007", what, hint)
        ok = False
    if after is not None and after.valid_from != day:
        began = after.valid_from or "—"
        what = Text(
            f"{day}, nhưng {quote(after.id)} có từ {began}", f"{day}, but {quote(after.id)} begins on {began}"
        )
        hint = Text(
            "ngày phải bằng valid_from của đơn vị mới", "the date must equal valid_from of the new unit"
        )
        reader.complain(row.line, "date", "DB007", what, hint)
        ok = False
    return ok


def _circular(rows: Sequence[Row]) -> set[int]:
    """Return the lines of the changes that lead back to their own beginning, whatever their dates.

    Dates that agree with the units exclude this, but "becomes itself" says more than two wrong dates.
    """
    out: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["to"]:
            out[row["from"]].add(row["to"])
    circular: set[int] = set()
    for row in rows:
        reached: set[str] = set()
        waiting = [row["to"]]
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached.add(current)
                waiting += out.get(current, ())
        if row["from"] in reached:
            circular.add(row.line)
    return circular


def _check_codes(reader: _Reader, registry: AreaRegistry) -> None:
    by_code: dict[tuple[str, str, Level], list[Area]] = defaultdict(list)
    for area in registry:
        # Provinces, districts and communes are numbered apart: 24, 024 and 00024 never meet.
        by_code[area.version, area.code, area.level].append(area)
    for (version, code, _), areas in by_code.items():
        areas.sort(key=lambda area: area.valid_from or date.min)
        for earlier, later in pairwise(areas):
            if earlier.valid_to is not None and (later.valid_from or date.min) >= earlier.valid_to:
                continue
            what = Text(
                f"mã {code} ({version}) chỉ {quote(earlier.id)} (dòng {earlier.line}) và {quote(later.id)}",
                f"{code} ({version}) denotes {quote(earlier.id)} (line {earlier.line}) and {quote(later.id)}",
            )
            hint = Text(
                "sửa valid_from, valid_to để không chồng nhau",
                "correct valid_from and valid_to so that they do not overlap",
            )
            reader.complain(later.line, "code", "DB003", what, hint)


def _check_parents(reader: _Reader, registry: AreaRegistry, known: set[str] | None) -> None:
    for area in registry:
        if area.parent is None:
            if area.level is not Level.PROVINCE:
                hint = Text("ghi mã của đơn vị cấp trên", "give the id of the unit above")
                reader.complain(area.line, "parent", "DB004", _both(quote(area.id)), hint)
        elif area.parent not in registry:
            if known is not None and area.parent not in known:
                hint = _find_or_add(area.parent, known)
                reader.complain(area.line, "parent", "GK062", _both(quote(area.parent)), hint)
        else:
            _check_parent(reader, registry, area, registry.get(area.parent))


def _check_parent(reader: _Reader, registry: AreaRegistry, area: Area, parent: Area) -> None:
    if parent.level.order >= area.level.order:
        what = Text(
            f"{quote(parent.id)} là cấp {parent.level.value}, {quote(area.id)} là cấp {area.level.value}",
            f"{quote(parent.id)} is a {parent.level.value}, {quote(area.id)} a {area.level.value}",
        )
        hint = Text("đơn vị cấp trên phải cao hơn", "the unit above must be of a higher tier")
        reader.complain(area.line, "parent", "DB005", what, hint)
        return
    day = _first_orphaned_day(area, parent, registry)
    if day is None:
        return
    what = Text(
        f"ngày {day} {quote(parent.id)} chưa có, đã hết hoặc bị chia",
        f"on {day} {quote(parent.id)} has not begun, has ended or was split",
    )
    hint = Text(
        "kết thúc dòng này ngày đó và thêm dòng mới với đơn vị cấp trên mới",
        "end this row on that day and add a row with the new unit above",
    )
    reader.complain(area.line, "parent", "DB006", what, hint)


def _first_orphaned_day(area: Area, parent: Area, registry: AreaRegistry) -> date | None:
    """Return the first day of the unit's validity on which it has no parent.

    A unit whose first day is not stated is taken to be no older than the unit above.
    """
    start = area.valid_from or parent.valid_from or date.min
    days = {change.date for change in registry.changes} | {start}
    if parent.valid_to is not None:
        days.add(parent.valid_to)
    inside = sorted(day for day in days if start <= day and area.is_valid(day))
    return next((day for day in inside if registry.parent(area.id, day) is None), None)


def _check_ends(reader: _Reader, registry: AreaRegistry, explained: set[str]) -> None:
    for area in registry:
        if area.valid_to is None or area.id in explained:
            continue
        what = Text(f"{quote(area.id)} hết từ {area.valid_to}", f"{quote(area.id)} ended on {area.valid_to}")
        hint = Text("thêm một dòng vào area_changes.csv", "add a row to area_changes.csv")
        reader.complain(area.line, "valid_to", "DB013", what, hint, Severity.WARNING)


def _check_shares(reader: _Reader, registry: AreaRegistry) -> None:
    groups: dict[tuple[str, str], list[AreaChange]] = defaultdict(list)
    for change in registry.changes:
        groups[change.from_id, change.basis].append(change)
    for (from_id, basis), changes in groups.items():
        stated = [change.share for change in changes if change.share is not None]
        line = changes[-1].line
        if not stated:
            hint = Text(
                "số liệu của nó không quy đổi được; nêu tỷ lệ khi có nguồn",
                "its figures cannot be restated; state the shares once there is a source",
            )
            reader.complain(line, "share", "DB012", _both(quote(from_id)), hint, Severity.NOTE)
        elif len(stated) < len(changes) or sum(stated) != 1:
            total = sum(stated, Decimal(0))
            on = f" ({basis})" if basis else ""
            what = Text(f"{quote(from_id)}{on}: {total}".replace(".", ","), f"{quote(from_id)}{on}: {total}")
            hint = Text(
                "sửa cột share, hoặc thêm phần còn thiếu", "correct column share or add the missing part"
            )
            reader.complain(line, "share", "DB011", what, hint)
