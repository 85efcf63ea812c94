"""Do the rows agree with the pack and with each other?

Each row is read before it gets here (`rows.py`), so these are the faults of meaning: an indicator or an
area that is not there, a unit that does not fit, a figure for a province that no longer exists, two
numbers for one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where
from thuocdo.facts.model import TOTAL, Observation, ObsStatus, SeriesKey, Stage
from thuocdo.facts.problems import make_problem
from thuocdo.facts.release import precision
from thuocdo.plan.areas import Area
from thuocdo.plan.model import Indicator, Pack
from thuocdo.plan.problems import quote, suggest
from thuocdo.quantities import Interval, printed_interval

SLIP_FACTOR = 100
"""Releases of one figure further apart than this are a slip of unit or of thousands marks."""


_FINAL = (Stage.OFFICIAL, Stage.REVISED)


class PlacedRow(NamedTuple):
    """An observation and the line of the file it was read from."""

    file: str
    line: int
    row: Observation

    def where(self, column: str) -> Where:
        """Return the place of a cell of this row."""
        return Where(self.file, self.line, column)


def check_rows(
    pack: Pack, rows: Iterable[PlacedRow], corrected: frozenset[int] = frozenset()
) -> list[Problem]:
    """Return every fault of meaning, rows first and then what rows say of each other.

    `rows` are those of the files and those that corrections make. `corrected` holds the positions of
    rows that a correction mends: their values are known to be wrong and are not complained of again.
    """
    placed = list(rows)
    check = _RowCheck(pack)
    problems = [problem for item in placed for problem in check.find(item)]
    by_key: dict[SeriesKey, list[PlacedRow]] = {}
    for position, item in enumerate(placed):
        if position not in corrected:
            by_key.setdefault(item.row.key, []).append(item)
    for items in by_key.values():
        if len(items) > 1:
            problems += _compare(items)
    return problems


@dataclass(frozen=True, slots=True)
class _RowCheck:
    """Checks one row against the pack."""

    pack: Pack

    def find(self, item: PlacedRow) -> Iterator[Problem]:
        indicator = self.pack.indicators.get(item.row.indicator)
        if indicator is not None:
            yield from _check_indicator(item, indicator)
        if item.row.correction:
            return  # it has everything else from the row it mends, which is checked itself
        if indicator is None:
            yield self._missing(item, "QS001", "indicator", item.row.indicator, self.pack.indicators)
        try:
            area = self.pack.areas.get(item.row.area)
        except ThuocdoError as error:
            shown = Text(quote(item.row.area), quote(item.row.area))
            yield make_problem("QS002", item.where("area"), shown, error.problems[0].hint)
        else:
            yield from _check_area(item, area)
        source = item.row.source
        if source.document and source.document not in self.pack.documents:
            yield self._missing(item, "QS003", "document", source.document, self.pack.documents)
        if source.agency and source.agency not in self.pack.agencies:
            yield self._missing(item, "QS004", "agency", source.agency, self.pack.agencies)
        if not source.document and not source.url:
            hint = Text("điền document và place, hoặc url", "fill in document and place, or url")
            yield make_problem("QS029", item.where("document"), NO_TEXT, hint, Severity.WARNING)
        yield from _check_time(item)

    def _missing(
        self, item: PlacedRow, code: str, column: str, wrong: str, known: Mapping[str, object]
    ) -> Problem:
        hint = suggest(wrong, known)
        if not hint.vi:
            hint = _ADD_IT[column]
        return make_problem(code, item.where(column), Text(quote(wrong), quote(wrong)), hint)


_ADD_IT = {
    "indicator": Text("thêm indicators/<mã>.yaml", "add indicators/<id>.yaml"),
    "document": Text("thêm văn bản vào documents.csv", "add the document to documents.csv"),
    "agency": Text("thêm cơ quan vào agencies.csv", "add the agency to agencies.csv"),
}


def _check_indicator(item: PlacedRow, indicator: Indicator) -> Iterator[Problem]:
    row = item.row
    if not row.unit.is_compatible(indicator.unit):
        what = Text(
            f"{quote(row.unit.text)}, chỉ tiêu {indicator.id} tính bằng {quote(indicator.unit.text)}",
            f"{quote(row.unit.text)}, {indicator.id} is in {quote(indicator.unit.text)}",
        )
        hint = Text(
            "sửa đơn vị; nếu là tiền khác loại, nhập theo đơn vị của chỉ tiêu hoặc lập chỉ tiêu riêng",
            "mend the unit; for another currency enter it in the indicator's or make an indicator of its own",
        )
        yield make_problem("QS022", item.where("unit"), what, hint)
    if row.breakdown != TOTAL and not _declares(indicator.breakdowns, row.breakdown):
        known = ", ".join(indicator.breakdowns)
        near = suggest(row.breakdown, indicator.breakdowns)
        declared = Text(f"đã khai: {known}", f"declared: {known}") if known else _DECLARE
        what = Text(f"{quote(row.breakdown)} ở {indicator.id}", f"{quote(row.breakdown)} in {indicator.id}")
        yield make_problem("QS023", item.where("breakdown"), what, near if near.vi else declared)
    versions = [definition.version for definition in indicator.definitions]
    if row.definition and row.definition not in versions:
        near = suggest(row.definition, versions)
        known = ", ".join(versions) or "–"
        hint = near if near.vi else Text(f"đã khai: {known}", f"declared: {known}")
        yield make_problem(
            "QS024", item.where("definition"), Text(quote(row.definition), quote(row.definition)), hint
        )


_DECLARE = Text(
    "khai phân tổ ở khóa breakdowns của chỉ tiêu, hoặc để trống cột này",
    "declare it under the indicator's breakdowns, or leave the cell empty",
)


def _declares(breakdowns: tuple[str, ...], breakdown: str) -> bool:
    """Whether an indicator declares a breakdown, as a whole (`SEX=F`) or by its dimension (`SEX`)."""
    return breakdown in breakdowns or all(
        part in breakdowns or part.partition("=")[0] in breakdowns for part in breakdown.split(";")
    )


def _check_area(item: PlacedRow, area: Area) -> Iterator[Problem]:
    """Check that the area and the period have at least a day in common.

    A figure may be worked out backwards for a new unit (a merged province's series before the merger),
    once the unit exists; it may be foreseen for a unit that is later abolished. It cannot be observed
    for a unit after its end.
    """
    period, known = item.row.period, item.row.known_from.date()
    shown = f"{area.id} {period.sdmx}"
    is_foreseen = item.row.stage is Stage.SCENARIO or item.row.status is ObsStatus.FORECAST
    if area.valid_to is not None and period.start >= area.valid_to:
        if not (is_foreseen and known < area.valid_to):
            what = Text(f"{shown}, hết từ {_vi(area.valid_to)}", f"{shown}, ended on {area.valid_to}")
            hint = Text(
                "ghi số liệu cho địa bàn thay nó, hoặc sửa kỳ", "enter it for the area that replaced it"
            )
            yield make_problem("QS025", item.where("area"), what, hint)
    elif area.valid_from is not None and period.end < area.valid_from and known < area.valid_from:
        what = Text(f"{shown}, có từ {_vi(area.valid_from)}", f"{shown}, exists from {area.valid_from}")
        hint = Text(
            "ghi số liệu cho địa bàn trước nó; số liệu tính ngược thì sửa known_from",
            "enter it for the area before it; for a series worked out backwards mend known_from",
        )
        yield make_problem("QS026", item.where("area"), what, hint, Severity.WARNING)


def _check_time(item: PlacedRow) -> Iterator[Problem]:
    """Check that a figure was not known too early.

    Two kinds may be: a state that a decision fixes beforehand (99 communes from 1/7/2025, decided on
    16/6), and a place in a ranking, whose edition of the year appears before the year is out.
    """
    row = item.row
    if row.value is None or row.stage is Stage.SCENARIO or row.status is ObsStatus.FORECAST:
        return
    known, period = row.known_from.date(), row.period
    is_decided = row.stage in _FINAL and period.start == period.end
    if known < period.start and not is_decided:
        what = Text(f"{_vi(known)} < {_vi(period.start)}", f"{known} < {period.start}")
        hint = Text("sửa known_from, hoặc ghi stage scenario", "mend known_from, or set stage scenario")
        yield make_problem("QS027", item.where("known_from"), what, hint, Severity.WARNING)
    elif period.start <= known < period.end and row.stage in _FINAL and row.unit.unit.is_additive:
        what = Text(f"{_vi(known)} < {_vi(period.end)}", f"{known} < {period.end}")
        hint = Text("sửa known_from, hoặc ghi stage là ước hay sơ bộ", "mend known_from, or the stage")
        yield make_problem("QS028", item.where("stage"), what, hint, Severity.WARNING)


def _compare(items: list[PlacedRow]) -> Iterator[Problem]:
    """Compare the rows of one key with each other."""
    by_release: dict[tuple[object, ...], list[PlacedRow]] = {}
    for item in items:
        by_release.setdefault((item.row.known_from, item.row.stage), []).append(item)
    for same in by_release.values():
        if len(same) > 1:
            yield from _find_repeats(same)
            yield from _find_contradictions(same)
    usable = [item for item in items if item.row.value and not item.row.disputed]
    for first, second in pairwise(sorted(usable, key=lambda item: item.row.known_from)):
        small, large = sorted(_size(item.row) for item in (first, second))
        if large >= SLIP_FACTOR * small:
            what = Text(
                f"{_say(second)}, {first.where('').say('vi')} ghi {_say(first)}",
                f"{_say(second)}, {first.where('').say('en')} has {_say(first)}",
            )
            hint = Text(
                "kiểm tra đơn vị và dấu phân cách; nếu nguồn in sai thì thêm đính chính vào corrections.yaml",
                "check unit and separators; if the source misprints it add a correction to corrections.yaml",
            )
            yield make_problem("QS043", second.where("value"), what, hint, Severity.WARNING)


def _find_repeats(same: list[PlacedRow]) -> Iterator[Problem]:
    """Find rows of one key, stage and instant that are equal in every cell."""
    seen: dict[Observation, PlacedRow] = {}
    for item in same:
        first = seen.setdefault(item.row, item)
        if first is not item:
            what = Text(first.where("").say("vi"), first.where("").say("en"))
            hint = Text("xóa một dòng", "delete one of them")
            yield make_problem("QS042", Where(item.file, item.line), what, hint, Severity.WARNING)


def _find_contradictions(same: list[PlacedRow]) -> Iterator[Problem]:
    """Compare each value of one key, stage and instant with the one that is used."""
    usable = [item for item in same if item.row.value is not None and not item.row.disputed]
    if len({item.row.canonical for item in usable}) < 2:
        return
    used = max(usable, key=lambda item: precision(item.row))
    for item in usable:
        if item.row.canonical == used.row.canonical:
            continue
        what = Text(
            f"{_say(item)}; {used.where('').say('vi')} ghi {_say(used)}",
            f"{_say(item)}; {used.where('').say('en')} has {_say(used)}",
        )
        if _canonical_interval(item.row).intersects(_canonical_interval(used.row)):
            hint = Text(
                "số in kỹ hơn được dùng; nếu không phải cùng một số thì sửa",
                "the one printed more exactly is used; mend one if they are not the same figure",
            )
            yield make_problem("QS041", item.where("value"), what, hint, Severity.WARNING)
        else:
            hint = Text(
                "nếu nguồn tự mâu thuẫn, ghi disputed là yes ở số không dùng; nếu công bố khác lần, sửa "
                "stage hoặc known_from",
                "if the source contradicts itself set disputed to yes on the one not to use; if the "
                "releases differ mend stage or known_from",
            )
            yield make_problem("QS040", item.where("value"), what, hint)


def _size(row: Observation) -> Decimal:
    return abs(row.canonical or Decimal(0))


def _canonical_interval(row: Observation) -> Interval:
    value = row.value if row.value is not None else Decimal(0)
    return printed_interval(value, row.decimals, row.approximation).scaled(row.unit.factor)


def _say(item: PlacedRow) -> str:
    return "–" if item.row.value is None else f"{item.row.value:f} {item.row.unit.text}"


def _vi(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
