"""Declared corrections: a wrong value stays in its file, and a new row says what is right and why.

`corrections.yaml` is a list of entries:

```yaml
- id: grdp-2025-separator
  reason: The point of “239.163 nghìn tỷ đồng” is a thousands mark.
  status: open                 # open, reported, acknowledged, fixed_upstream
  match: {indicator: grdp.current, area: bac-giang, period: "2025", document: du-thao-2025-03}
  expect: {value: "239163", unit: nghìn tỷ đồng}
  set: {unit: tỷ đồng}
  known_from: 2025-03-25
  by: Phòng Thống kê tổng hợp
```

An entry must match exactly one row. The new row keeps the key, the stage and the source of the row it
mends, and is known from the entry's own day, so that an earlier as-of still shows what was believed then.
`expect` guards the entry: once the row no longer reads so, someone has mended it at the source, and
loading fails until the entry is taken out. The status only records how far the source has been told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from thuocdo.errors import NO_TEXT, Problem, Text, ThuocdoError, Where
from thuocdo.facts.check import PlacedRow
from thuocdo.facts.model import Observation
from thuocdo.facts.problems import make_problem
from thuocdo.facts.rows import MATCHED_COLUMNS, RowReader, write_row
from thuocdo.periods import parse_period
from thuocdo.plan.cells import CellReader
from thuocdo.plan.columns import FACT_COLUMNS
from thuocdo.plan.folder import find_file
from thuocdo.plan.model import Pack
from thuocdo.plan.problems import quote, suggest
from thuocdo.plan.tables import Row
from thuocdo.plan.yaml_files import Plain, YamlRead, read_yaml

CORRECTIONS_FILE = "corrections.yaml"


class CorrectionStatus(StrEnum):
    """How far the source has been told of its mistake."""

    OPEN = "open"
    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    FIXED_UPSTREAM = "fixed_upstream"
    """The source has published the right value since; the wrong release stays in the record."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of corrections.yaml.

    Attributes:
        id: Short id, carried by the row that the entry makes.
        reason: Why the value is wrong and how the right one is known.
        status: See `CorrectionStatus`.
        match: Cells that the wrong row has, by column.
        expect: `value` and `unit` as the wrong row has them.
        set: `value`, `unit` and `approx` of the new row, those that differ; `value: null` says that
            there is no right value, and the figure counts as withdrawn.
        known_from: When the correction was made.
        by: Who answers for it.
        line: Line of corrections.yaml.
    """

    id: str
    reason: str
    status: CorrectionStatus
    match: Mapping[str, str]
    expect: Mapping[str, str]
    set: Mapping[str, str]
    known_from: str
    by: str
    line: int | None = None

    def where(self, key: str = "") -> Where:
        """Return the place of the entry."""
        return Where(CORRECTIONS_FILE, self.line, key)


class Applied(NamedTuple):
    """Rows made by corrections, positions of the rows they mend, and every fault found."""

    rows: list[PlacedRow]
    corrected: frozenset[int]
    problems: list[Problem]


_KEYS = ("id", "reason", "status", "match", "expect", "set", "known_from", "by")
_SET_KEYS = ("value", "unit", "approx")
_EXPECT_KEYS = ("value", "unit")


def read_corrections(pack: Pack) -> tuple[list[Correction], list[Problem]]:
    """Return the entries of corrections.yaml that are well-formed, and what is wrong with the others."""
    file, problems = find_file(pack.root, CORRECTIONS_FILE)
    if file is None:
        return [], problems
    read = read_yaml(file.path, file.label)
    problems += read.problems
    if read.problems or read.value in (None, []):
        return [], problems
    if not isinstance(read.value, list):
        hint = Text("tệp là một danh sách, mỗi mục bắt đầu bằng “- id:”", "a list of “- id:” entries")
        return [], [*problems, make_problem("QS063", Where(CORRECTIONS_FILE, 1), NO_TEXT, hint)]
    entries: dict[str, Correction] = {}
    for index, item in enumerate(read.value):
        line = read.line_of((index,))
        form = _Form(item, index, read)
        entry = form.read()
        problems += form.problems
        if entry is None:
            continue
        if entry.id in entries:
            what = Text(quote(entry.id), quote(entry.id))
            hint = Text(
                f"mục ở dòng {entries[entry.id].line} đã mang mã này",
                f"the entry on line {entries[entry.id].line} has it already",
            )
            problems.append(make_problem("QS064", Where(CORRECTIONS_FILE, line, "id"), what, hint))
            continue
        entries[entry.id] = entry
    return list(entries.values()), problems


def apply_corrections(entries: Iterable[Correction], placed: list[PlacedRow], pack: Pack) -> Applied:
    """Return the rows that the entries make of the rows they match."""
    rows: list[PlacedRow] = []
    corrected: set[int] = set()
    problems: list[Problem] = []
    by_indicator: dict[str, list[int]] = {}
    for position, item in enumerate(placed):
        by_indicator.setdefault(item.row.indicator, []).append(position)
    for entry in entries:
        found = _find(entry, [(p, placed[p]) for p in by_indicator.get(entry.match["indicator"], ())])
        if isinstance(found, Problem):
            problems.append(found)
            continue
        position, cells = found
        made = _make_row(entry, placed[position], cells, pack)
        if isinstance(made, list):
            problems += made
            continue
        rows.append(PlacedRow(CORRECTIONS_FILE, entry.line or 1, made))
        corrected.add(position)
    return Applied(rows, frozenset(corrected), problems)


class _Form:
    """Reads one entry, key by key."""

    def __init__(self, item: Plain, index: int, read: YamlRead) -> None:
        self.problems: list[Problem] = []
        self._item = item
        self._index = index
        self._read = read

    def read(self) -> Correction | None:
        item = self._item
        if not isinstance(item, dict):
            hint = Text(f"viết các khóa {', '.join(_KEYS)}", f"write the keys {', '.join(_KEYS)}")
            self._complain((), NO_TEXT, hint)
            return None
        self._refuse_unknown((), item, _KEYS)
        words = {key: self._word(key, item.get(key)) for key in ("id", "reason", "known_from", "by")}
        given = self._word("status", item.get("status", "open"))
        status = next((member for member in CorrectionStatus if member.value == given), None)
        if given and status is None:
            listed = ", ".join(member.value for member in CorrectionStatus)
            hint = Text(f"chọn một trong: {listed}", f"use one of: {listed}")
            self._complain(("status",), Text(f"status {quote(given)}", f"status {quote(given)}"), hint)
        match = self._cells("match", item.get("match"), MATCHED_COLUMNS)
        expect = self._cells("expect", item.get("expect"), _EXPECT_KEYS)
        changed = self._cells("set", item.get("set"), _SET_KEYS, nullable=("value",))
        for key in ("indicator", "area", "period"):
            if match and not match.get(key):
                hint = Text(f"thêm match.{key}", f"add match.{key}")
                self._complain(("match",), Text(f"thiếu {key}", f"{key} is missing"), hint)
        if match.get("period"):
            match["period"] = self._spell_period(match["period"])
        if expect and "value" not in expect:
            hint = Text("thêm expect.value như dòng gốc", "add expect.value as the raw row has it")
            self._complain(("expect",), Text("thiếu value", "value is missing"), hint)
        if self.problems or status is None:
            return None
        line = self._read.line_of((self._index,))
        return Correction(
            words["id"],
            words["reason"],
            status,
            match,
            expect,
            changed,
            words["known_from"],
            words["by"],
            line,
        )

    def _spell_period(self, text: str) -> str:
        try:
            return parse_period(text).sdmx
        except ThuocdoError as error:
            self._complain(("match", "period"), Text(quote(text), quote(text)), error.problems[0].hint)
            return text

    def _complain(self, path: tuple[str, ...], what: Text, hint: Text) -> None:
        line = self._read.line_of((self._index, *path))
        where = Where(CORRECTIONS_FILE, line, ".".join(path)[:60])
        self.problems.append(make_problem("QS063", where, what, hint))

    def _refuse_unknown(
        self, path: tuple[str, ...], given: Mapping[str, Plain], known: Iterable[str]
    ) -> None:
        for key in given:
            if key not in known:
                near = suggest(key, known)
                listed = ", ".join(known)
                hint = near if near.vi else Text(f"các khóa được nhận: {listed}", f"keys accepted: {listed}")
                self._complain((*path, key), Text(f"khóa lạ {quote(key)}", f"unknown key {quote(key)}"), hint)

    def _word(self, key: str, value: Plain) -> str:
        if isinstance(value, str) and value.strip():
            return unicodedata.normalize("NFC", value.strip())
        hint = Text(f"điền {key} bằng chữ", f"fill in {key} as text")
        self._complain((key,), Text(f"thiếu {key}", f"{key} is missing"), hint)
        return ""

    def _cells(
        self, key: str, value: Plain, known: tuple[str, ...], nullable: tuple[str, ...] = ()
    ) -> dict[str, str]:
        if not isinstance(value, dict) or not value:
            hint = Text(f"điền {key} với các khóa {', '.join(known)}", f"fill in {key}: {', '.join(known)}")
            self._complain((key,), Text(f"thiếu {key}", f"{key} is missing"), hint)
            return {}
        self._refuse_unknown((key,), value, known)
        cells: dict[str, str] = {}
        for name, cell in value.items():
            if cell is None and name in nullable:
                cells[name] = ""
            elif isinstance(cell, str) and cell.strip():
                cells[name] = unicodedata.normalize("NFC", cell.strip())
            elif isinstance(cell, int | Decimal) and not isinstance(cell, bool):
                cells[name] = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
            else:
                hint = Text(f"viết {key}.{name} trong ngoặc kép", f"write {key}.{name} in quotation marks")
                self._complain((key, name), Text(f"{key}.{name}", f"{key}.{name}"), hint)
        return cells


def _find(entry: Correction, items: list[tuple[int, PlacedRow]]) -> tuple[int, dict[str, str]] | Problem:
    """Return the position and the cells of the one row an entry matches, or why there is none."""
    found: list[tuple[int, dict[str, str]]] = []
    for position, item in items:
        cells = write_row(item.row)
        if all(cells[name] == wanted for name, wanted in entry.match.items()):
            found.append((position, cells))
    if not found:
        shown = ", ".join(f"{name}={value}" for name, value in entry.match.items())
        hint = Text(
            "sửa match cho khớp một dòng trong facts, hoặc bỏ đính chính nếu dòng đó không còn",
            "mend match so that it fits a row of facts, or remove the correction if that row is gone",
        )
        return make_problem("QS060", entry.where("match"), Text(quote(shown, 200), quote(shown, 200)), hint)
    if len(found) > 1:
        places = [dict(items)[position].where("").say("vi") for position, _ in found[:3]]
        places_en = [dict(items)[position].where("").say("en") for position, _ in found[:3]]
        what = Text(
            f"{entry.id} khớp {len(found)} dòng: {'; '.join(places)}",
            f"{entry.id} matches {len(found)} rows: {'; '.join(places_en)}",
        )
        hint = Text(
            "thêm stage, known_from, document hoặc place vào match",
            "add stage, known_from, document or place to match",
        )
        return make_problem("QS061", entry.where("match"), what, hint)
    position, cells = found[0]
    guard = _check_expectation(entry, cells, dict(items)[position])
    return guard or found[0]


def _check_expectation(entry: Correction, cells: Mapping[str, str], item: PlacedRow) -> Problem | None:
    wrong = {name: cells[name] for name, wanted in entry.expect.items() if cells[name] != wanted}
    if not wrong:
        return None
    found = " ".join(cells[name] for name in _EXPECT_KEYS if name in entry.expect)
    wanted = " ".join(entry.expect[name] for name in _EXPECT_KEYS if name in entry.expect)
    what = Text(
        f"{entry.id} chờ {quote(wanted)}, {item.where('').say('vi')} nay ghi {quote(found)}",
        f"{entry.id} expects {quote(wanted)}, {item.where('').say('en')} now has {quote(found)}",
    )
    hint = Text(
        "nếu giá trị mới đúng thì bỏ mục này khỏi corrections.yaml; nếu vẫn sai thì sửa expect",
        "if the new value is right take the entry out of corrections.yaml; if still wrong mend expect",
    )
    return make_problem("QS062", entry.where("expect"), what, hint)


def _make_row(
    entry: Correction, item: PlacedRow, cells: Mapping[str, str], pack: Pack
) -> Observation | list[Problem]:
    """Return the corrected row, read by the same rules as a row of a file."""
    raw = item.row
    changed = {**cells, **entry.set, "known_from": entry.known_from, "disputed": "", "note": entry.reason}
    if "value" in entry.set or raw.value is None:
        # The status follows the value: withdrawn where there is none, else that of the stage.
        changed["status"] = "" if changed["value"] else "O"
    reader = RowReader(CellReader(CORRECTIONS_FILE, FACT_COLUMNS, pack.units))
    made = reader.read(Row(entry.line or 0, changed))
    if made is None:
        return reader.problems
    if made.known_from < raw.known_from:
        what = Text(
            f"{entry.id} từ {changed['known_from']}, số liệu từ {cells['known_from']}",
            f"{entry.id} from {changed['known_from']}, the figure from {cells['known_from']}",
        )
        hint = Text("sửa known_from của đính chính", "mend known_from of the correction")
        return [make_problem("QS065", entry.where("known_from"), what, hint)]
    if (made.value, made.unit, made.approximation) == (raw.value, raw.unit, raw.approximation):
        hint = Text("sửa set, hoặc bỏ mục này", "mend set, or remove the entry")
        return [make_problem("QS066", entry.where("set"), Text(entry.id, entry.id), hint)]
    return replace(made, correction=entry.id, source=replace(made.source, entered_by=entry.by))
