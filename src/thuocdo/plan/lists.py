"""Which documents, agencies, rates and extra units does a pack declare?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, cast

from thuocdo.errors import Problem, Severity, Text, ThuocdoError, Where
from thuocdo.periods import Period
from thuocdo.plan.cells import CellReader
from thuocdo.plan.columns import TABLES
from thuocdo.plan.folder import find_file
from thuocdo.plan.formula_names import find_cycle
from thuocdo.plan.model import Agency, ExchangeRate, LegalDocument
from thuocdo.plan.problems import make_not_found, make_problem, quote, same
from thuocdo.plan.tables import Row, TableRead, read_table
from thuocdo.plan.yaml_files import read_yaml
from thuocdo.quantities import UNITS, UnitRegistry


def read_pack_table(root: Path, file: str) -> TableRead:
    """Return the rows of one of the pack's fixed tables; a missing required one is a problem."""
    shape = TABLES[file]
    found, problems = find_file(root, file)
    if found is None:
        if shape.required and not problems:
            header = ",".join(column.name for column in shape.columns)
            hint = Text(f"tạo tệp với dòng tiêu đề: {header}", f"create it with the header row: {header}")
            problems = [make_problem("GK003", Where(file), same(file), hint)]
        return TableRead([], problems)
    return read_table(found.path, file, shape.columns)


class Documents:
    """documents.csv: every document by id.

    Attributes:
        items: By id, in file order.
        problems: Faults found.
        known: Ids to check references against; None when the table could not be read whole.
    """

    def __init__(self, root: Path) -> None:
        """Read the table; never raises on a bad one."""
        table = read_pack_table(root, "documents.csv")
        reader = CellReader("documents.csv", TABLES["documents.csv"].columns)
        self.items: dict[str, LegalDocument] = {}
        for row in _unique(table.rows, reader):
            document = LegalDocument(
                id=reader.read_id(row, "id"),
                title=Text(row["title"], row["title_en"]),
                number=row["number"],
                issuer=row["issuer"],
                issued=reader.read_date(row, "issued"),
                url=row["url"],
            )
            self.items[document.id] = document
        self.problems = [*table.problems, *reader.problems]
        self.known: Collection[str] | None = self.items if _is_whole(self.problems) else None


class Agencies:
    """agencies.csv: every agency by id; attributes as of `Documents`."""

    def __init__(self, root: Path) -> None:
        """Read the table; never raises on a bad one."""
        table = read_pack_table(root, "agencies.csv")
        self._reader = CellReader("agencies.csv", TABLES["agencies.csv"].columns)
        self._rows: dict[str, Row] = {}
        self.items: dict[str, Agency] = {}
        for row in _unique(table.rows, self._reader):
            agency = Agency(
                id=self._reader.read_id(row, "id"),
                name=Text(row["name"], row["name_en"]),
                area=self._reader.read_id(row, "area"),
                parent=self._reader.read_id(row, "parent"),
            )
            self.items[agency.id] = agency
            self._rows[agency.id] = row
        self.problems = [*table.problems, *self._reader.problems]
        self.known: Collection[str] | None = self.items if _is_whole(self.problems) else None

    def check(self, areas: Collection[str] | None) -> list[Problem]:
        """Return the faults of areas and parents; None skips the areas."""
        problems = []
        for agency in self.items.values():
            row = self._rows[agency.id]
            if areas is not None and agency.area and agency.area not in areas:
                where = self._reader.where(row, "area")
                problems.append(make_not_found("GK062", where, agency.area, areas, "areas.csv"))
            if self.known is not None and agency.parent and agency.parent not in self.items:
                where = self._reader.where(row, "parent")
                problems.append(make_not_found("GK064", where, agency.parent, self.items, "agencies.csv"))
        cycle = find_cycle({agency.id: [agency.parent] for agency in self.items.values() if agency.parent})
        if cycle:
            where = self._reader.where(self._rows[cycle[0]], "parent")
            hint = Text(
                "sửa cột parent của một cơ quan trong vòng", "correct parent of one agency in the circle"
            )
            problems.append(make_problem("GK066", where, same(" → ".join(cycle)), hint))
        return problems


def read_rates(root: Path) -> tuple[tuple[ExchangeRate, ...], list[Problem]]:
    """Return the declared exchange rates in order of period, and every fault."""
    table = read_pack_table(root, "exchange_rates.csv")
    reader = CellReader("exchange_rates.csv", TABLES["exchange_rates.csv"].columns)
    rates: dict[Period, ExchangeRate] = {}
    for row in table.rows:
        period = reader.read_period(row, "period")
        rate = reader.read_number(row, "vnd_per_usd")
        if rate is not None and rate.value <= 0:
            hint = Text("tỷ giá là số đồng đổi một USD, lớn hơn 0", "a rate is VND for one USD, above 0")
            reader.add("GK103", row, "vnd_per_usd", same(quote(row["vnd_per_usd"])), hint)
            continue
        if period is None or rate is None:
            continue
        if period in rates:
            hint = Text("mỗi kỳ một tỷ giá; xóa dòng thừa", "one rate for each period; delete the other row")
            reader.add("GK060", row, "period", same(quote(row["period"])), hint)
            continue
        rates[period] = ExchangeRate(period, rate.value, row["source"], row["note"])
    ordered = sorted(rates.values(), key=lambda rate: (rate.period.start, rate.period.end))
    return tuple(ordered), [*table.problems, *reader.problems]


def read_pack_units(root: Path) -> tuple[UnitRegistry, list[Problem], bool]:
    """Return the built-in units with those of units.yaml, every fault, and whether all were read."""
    found, problems = find_file(root, "units.yaml")
    if found is None:
        return UNITS, problems, not problems
    read = read_yaml(found.path, found.label)
    if read.problems:
        return UNITS, read.problems, False
    if not isinstance(read.value, list):
        hint = Text("mỗi đơn vị một mục bắt đầu bằng “- id:”", "one entry a unit, starting with “- id:”")
        return UNITS, [make_problem("GK044", Where("units.yaml"), same("units.yaml"), hint)], False
    try:
        return UNITS.with_units(cast(list[Mapping[str, Any]], read.value)), [], True
    except ThuocdoError as error:
        told = [
            Problem(
                problem.code,
                problem.text,
                problem.hint,
                Where("units.yaml", column=problem.where.column if problem.where else ""),
            )
            for problem in error.problems
        ]
        return UNITS, told, False


def _unique(rows: list[Row], reader: CellReader) -> list[Row]:
    """Return the rows with an id of their own, noting each that repeats one."""
    lines: dict[str, int] = {}
    kept = []
    for row in rows:
        name = row["id"]
        if name in lines:
            hint = Text(f"mã này đã ở dòng {lines[name]}", f"the id is already on line {lines[name]}")
            reader.add("GK060", row, "id", same(quote(name)), hint)
            continue
        lines[name] = row.line
        kept.append(row)
    return kept


def _is_whole(problems: list[Problem]) -> bool:
    return not any(problem.severity is Severity.ERROR for problem in problems)
