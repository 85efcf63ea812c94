"""Facts as SDMX-CSV 2.0, out and in.

Written after the SDMX-CSV 2.0 field guide (sdmx-twg/sdmx-csv, for SDMX 3.0): the first columns name the
structure and the action, every other column is a component of it, and columns of our own are allowed.
SDMX ids hold letters, digits, `_ - @ $` only, so the dots of an indicator id travel as `-`, the colon of
an area id as `$` and the stroke of a unit id as `_PER_`; all three come back.

Text that a spreadsheet would take for a formula (it starts with `= + - @`, tab or carriage return) gets
an apostrophe in front, which is taken off again when the file is read here.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from thuocdo.errors import NO_TEXT, Problem, Text, ThuocdoError, Where, raise_if_errors
from thuocdo.facts.model import TOTAL, Observation, ObsStatus, Stage
from thuocdo.facts.problems import FactsError, make_problem
from thuocdo.facts.rows import RowReader, write_instant, write_row
from thuocdo.facts.store import FactStore
from thuocdo.plan.cells import CellReader
from thuocdo.plan.columns import FACT_COLUMNS
from thuocdo.plan.problems import limit_problems, quote
from thuocdo.plan.tables import MAX_CELL, Row
from thuocdo.quantities import UnitRegistry

STRUCTURE_ID = "THUOCDO:FACTS(1.0)"
"""Agency, data structure and version that written rows name."""

_HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "INDICATOR")
_TAIL = (
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "DECIMALS",
    "REPORTING_TYPE",
    "RELEASE_STAGE",
    "VALID_FROM",
    "VALID_TO",
    "APPROXIMATION",
    "DEFINITION",
    "DISPUTED",
    "CORRECTION",
    "SOURCE_DOCUMENT",
    "SOURCE_PLACE",
    "SOURCE_URL",
    "SOURCE_AGENCY",
    "ENTERED_BY",
    "APPROVED_BY",
    "UNIT_TEXT",
    "COMMENT_OBS",
)
_NATIONAL = "N"
"""Code of CL_REPORTING_TYPE for figures a country reports of itself."""

_FIRST_RELEASE = {
    ObsStatus.ESTIMATED: Stage.ESTIMATE_1,
    ObsStatus.FORECAST: Stage.SCENARIO,
    ObsStatus.PROVISIONAL: Stage.PRELIMINARY,
}
"""Stage of a row from elsewhere that does not say its own; any other status is official."""

_ACTIONS = ("I", "A", "M", "R", "")
_FREQUENCIES = (
    (re.compile(r"\d{4}(?:-A1)?"), "A"),
    (re.compile(r"\d{4}-S[12]"), "S"),
    (re.compile(r"\d{4}-Q[1-4]"), "Q"),
    (re.compile(r"\d{4}-(?:M?\d\d)"), "M"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "D"),
    (re.compile(r"[^/]+/P1Y"), "A"),
    (re.compile(r"[^/]+/P6M"), "S"),
    (re.compile(r"[^/]+/P3M"), "Q"),
    (re.compile(r"[^/]+/P1M"), "M"),
    (re.compile(r"[^/]+/P1D"), "D"),
    (re.compile(r"[^/]+/P5Y|(?P<from>\d{4})-(?P<to>\d{4})"), "A5"),
)
_CONCEPTS = {
    "indicator": "INDICATOR",
    "area": "REF_AREA",
    "period": "TIME_PERIOD",
    "stage": "RELEASE_STAGE",
    "value": "OBS_VALUE",
    "unit": "UNIT_MEASURE",
    "approx": "APPROXIMATION",
    "status": "OBS_STATUS",
    "known_from": "VALID_FROM",
    "disputed": "DISPUTED",
}
"""Names here of the columns of a facts file, for messages."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DIMENSION = re.compile(r"[A-Z][A-Z0-9_]*")


class SdmxRead(NamedTuple):
    """What an SDMX-CSV file held, and the columns that were passed over because nothing here uses them."""

    observations: list[Observation]
    ignored: tuple[str, ...]


def write_sdmx(store: FactStore, as_of: datetime, *, include_history: bool = False) -> str:
    """Return what was known at `as_of` as SDMX-CSV 2.0 (comma, CRLF after RFC 4180, no byte-order mark).

    The two switches are those of the SDMX 3 REST interface. Without history there is one row for each
    figure; with it every release known by then, each with the interval `VALID_FROM`–`VALID_TO` in which
    it was what was known. A row with `VALID_TO` equal to `VALID_FROM` never was.
    """
    rows = _releases(store, as_of) if include_history else store.current(as_of)
    dimensions = list(dict.fromkeys(name for row in rows for name, _ in _split_breakdown(row.breakdown)))
    columns = [*_HEAD, *dimensions, *_TAIL]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = _write(row, as_of)
        writer.writerow([cells.get(column, TOTAL if column in dimensions else "") for column in columns])
    return stream.getvalue()


def read_sdmx(
    text: str,
    units: UnitRegistry,
    *,
    label: str = "sdmx.csv",
    dimensions: Sequence[str] = (),
    known_from: datetime | None = None,
) -> SdmxRead:
    """Return the observations of an SDMX-CSV text, ours or another's.

    Args:
        text: The file, with `,` `;` or tab between cells.
        units: Units that a row may use.
        label: Name of the file for messages.
        dimensions: Columns that break figures down (`SEX`, `URBANISATION`); columns that stand between
            `INDICATOR` and `TIME_PERIOD`, as written here, are taken for such without being named.
        known_from: When rows without `VALID_FROM` became known.

    Raises `FactsError` with every fault of every row; then nothing is read.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    separator = text[len("STRUCTURE") :][:1]
    if not text.startswith("STRUCTURE") or separator not in (",", ";", "\t", "["):
        hint = Text("dòng đầu phải bắt đầu bằng STRUCTURE", "the first line must start with STRUCTURE")
        raise FactsError(make_problem("QS090", Where(label, 1), NO_TEXT, hint))
    if separator == "[":
        hint = Text("không nhận ô nhiều giá trị", "cells with several values are not accepted")
        raise FactsError(make_problem("QS090", Where(label, 1, "STRUCTURE"), NO_TEXT, hint))
    records, problems = _read_records(text, separator, label)
    header = records[0][1] if records else []
    problems += _check_header(header, label, known_from)
    raise_if_errors(problems, FactsError)
    broken_down = _find_dimensions(header, dimensions)
    reader = _SdmxReader(label, units, broken_down, known_from)
    observations = [reader.read(line, dict(zip(header, cells, strict=True))) for line, cells in records[1:]]
    raise_if_errors(limit_problems(reader.problems), FactsError)
    known = {*_HEAD, *_TAIL, *broken_down}
    return SdmxRead(
        [row for row in observations if row is not None],
        tuple(name for name in header if name not in known),
    )


class _ConceptCells(CellReader):
    """Cells that are called by their SDMX concept in messages."""

    def where(self, row: Row, column: str) -> Where:
        return Where(self.label, row.line, _CONCEPTS.get(column, column))


class _SdmxReader:
    """Turns records into rows of a facts file, and lets those be read by their own rules."""

    def __init__(
        self, label: str, units: UnitRegistry, dimensions: Sequence[str], known_from: datetime | None
    ) -> None:
        self._label = label
        self._units = units
        self._dimensions = dimensions
        self._known_from = "" if known_from is None else write_instant(known_from)
        self._rows = RowReader(_ConceptCells(label, FACT_COLUMNS, units))
        self._unit_texts: dict[tuple[str, str], str] = {}

    @property
    def problems(self) -> list[Problem]:
        return self._rows.problems

    def read(self, line: int, record: Mapping[str, str]) -> Observation | None:
        given = {name: _unguard(cell) for name, cell in record.items()}
        if given.get("ACTION", "") not in _ACTIONS:
            what = Text(quote(given["ACTION"]), quote(given["ACTION"]))
            hint = Text(
                "số liệu không bị xóa bao giờ: gửi OBS_STATUS O để rút một con số",
                "facts are never deleted: send OBS_STATUS O to withdraw a figure",
            )
            self.problems.append(make_problem("QS091", Where(self._label, line, "ACTION"), what, hint))
            return None
        row = self._rows.read(Row(line, self._cells(given)))
        if row is None:
            return None
        source = replace(
            row.source,
            entered_by=given.get("ENTERED_BY", ""),
            approved_by=given.get("APPROVED_BY", ""),
        )
        return replace(row, source=source, correction=given.get("CORRECTION", ""))

    def _cells(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the cells of a facts file for one SDMX record."""
        value = given.get("OBS_VALUE", "")
        return {
            "indicator": given.get("INDICATOR", "").replace("-", "."),
            "area": given.get("REF_AREA", "").replace("$", ":"),
            "period": given.get("TIME_PERIOD", ""),
            "breakdown": self._breakdown(given),
            "stage": given.get("RELEASE_STAGE", "") or _stage_of(given.get("OBS_STATUS", "")),
            "value": "" if value in ("NaN", "NA") else value,
            "unit": given.get("UNIT_TEXT", "") or self._unit(given),
            "approx": given.get("APPROXIMATION", ""),
            "status": given.get("OBS_STATUS", ""),
            "known_from": given.get("VALID_FROM", "") or self._known_from,
            "document": given.get("SOURCE_DOCUMENT", ""),
            "place": given.get("SOURCE_PLACE", ""),
            "url": given.get("SOURCE_URL", ""),
            "agency": given.get("SOURCE_AGENCY", ""),
            "definition": given.get("DEFINITION", ""),
            "disputed": given.get("DISPUTED", ""),
            "note": given.get("COMMENT_OBS", ""),
        }

    def _breakdown(self, given: Mapping[str, str]) -> str:
        parts = [f"{name}={given[name]}" for name in self._dimensions if given[name] not in ("", TOTAL)]
        return ";".join(parts) or TOTAL

    def _unit(self, given: Mapping[str, str]) -> str:
        """Return a unit text for the codes UNIT_MEASURE and UNIT_MULT of a file that has no UNIT_TEXT."""
        code, power = given.get("UNIT_MEASURE", ""), given.get("UNIT_MULT", "") or "0"
        if (code, power) not in self._unit_texts:
            text = code.replace("_PER_", "/")
            try:
                unit = self._units.parse(text)
                if power not in ("", "0"):
                    text = replace(unit, multiplier=unit.multiplier + int(power), text="").label("vi")
            except (ThuocdoError, ValueError):
                text = f"{text} × 10^{power}"
            self._unit_texts[code, power] = text
        return self._unit_texts[code, power]


def _releases(store: FactStore, as_of: datetime) -> list[Observation]:
    keys = store.keys()
    return [row for key in keys for row in store.history(key) if row.known_from <= as_of]


def _write(row: Observation, as_of: datetime) -> dict[str, str]:
    cells = write_row(row)
    ended = row.superseded_at is not None and row.superseded_at <= as_of
    text = {
        "APPROXIMATION": cells["approx"],
        "DEFINITION": cells["definition"],
        "CORRECTION": row.correction,
        "SOURCE_DOCUMENT": cells["document"],
        "SOURCE_PLACE": cells["place"],
        "SOURCE_URL": cells["url"],
        "SOURCE_AGENCY": cells["agency"],
        "ENTERED_BY": row.source.entered_by,
        "APPROVED_BY": row.source.approved_by,
        "UNIT_TEXT": cells["unit"],
        "COMMENT_OBS": cells["note"],
        **dict(_split_breakdown(row.breakdown)),
    }
    return {
        "STRUCTURE": "datastructure",
        "STRUCTURE_ID": STRUCTURE_ID,
        "ACTION": "I",
        "FREQ": find_frequency(cells["period"]),
        "REF_AREA": _guard(cells["area"].replace(":", "$")),
        "INDICATOR": _guard(cells["indicator"].replace(".", "-")),
        "TIME_PERIOD": cells["period"],
        "OBS_VALUE": cells["value"],
        "OBS_STATUS": cells["status"],
        "UNIT_MEASURE": _guard(row.unit.unit.id.replace("/", "_PER_")),
        "UNIT_MULT": str(row.unit.multiplier),
        "DECIMALS": str(row.decimals),
        "REPORTING_TYPE": _NATIONAL,
        "RELEASE_STAGE": cells["stage"],
        "VALID_FROM": cells["known_from"],
        "VALID_TO": write_instant(row.superseded_at) if ended and row.superseded_at else "",
        "DISPUTED": cells["disputed"],
        **{name: _guard(cell) for name, cell in text.items()},
    }


def find_frequency(period: str) -> str:
    """Return the code of CL_FREQ for a period in SDMX spelling; `_O` for other spans (nine months)."""
    for pattern, code in _FREQUENCIES:
        found = pattern.fullmatch(period)
        if found and (not found.groupdict().get("from") or int(found["to"]) - int(found["from"]) == 4):
            return code
    return "_O"


def _split_breakdown(breakdown: str) -> list[tuple[str, str]]:
    if breakdown == TOTAL:
        return []
    return [(part.partition("=")[0], part.partition("=")[2]) for part in breakdown.split(";")]


def _guard(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _unguard(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _stage_of(status: str) -> str:
    known = next((member for member in ObsStatus if member.value == status), ObsStatus.NORMAL)
    return _FIRST_RELEASE.get(known, Stage.OFFICIAL).value


def _read_records(text: str, separator: str, label: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    records: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cells):
                continue
            if records and len(cells) != len(records[0][1]):
                what = Text(f"{len(cells)} ô", f"{len(cells)} cells")
                hint = Text(
                    f"tiêu đề có {len(records[0][1])} cột", f"the header has {len(records[0][1])} columns"
                )
                problems.append(make_problem("QS090", Where(label, start), what, hint))
            elif any(len(cell) > MAX_CELL for cell in cells):
                what = Text("ô quá dài", "a cell is too long")
                problems.append(make_problem("QS090", Where(label, start), what))
            else:
                records.append((start, cells))
    except csv.Error:
        what = Text("dấu ngoặc kép không khớp", "quotation marks do not match")
        problems.append(make_problem("QS090", Where(label, line), what))
    return records, limit_problems(problems)


def _check_header(header: list[str], label: str, known_from: datetime | None) -> list[Problem]:
    needed = ["STRUCTURE_ID", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE"]
    if known_from is None:
        needed.append("VALID_FROM")
    if "UNIT_TEXT" not in header:
        needed.append("UNIT_MEASURE")
    problems = [
        make_problem(
            "QS090",
            Where(label, 1),
            Text(f"thiếu cột {name}", f"column {name} is missing"),
            Text("thêm cột, hoặc cho biết ngày công bố", "add it, or say when it became known")
            if name == "VALID_FROM"
            else Text("thêm cột", "add it"),
        )
        for name in needed
        if name not in header
    ]
    repeated = sorted({name for name in header if header.count(name) > 1})
    problems += [
        make_problem("QS090", Where(label, 1), Text(f"cột {name} lặp lại", f"column {name} is given twice"))
        for name in repeated
    ]
    return problems


def _find_dimensions(header: list[str], named: Iterable[str]) -> list[str]:
    wanted = set(named)
    start, end = header.index("INDICATOR"), header.index("TIME_PERIOD")
    known = {*_HEAD, *_TAIL}
    return [
        name
        for place, name in enumerate(header)
        if name in wanted or (start < place < end and name not in known and _DIMENSION.fullmatch(name))
    ]
