"""Which indicators does a pack declare? One file indicators/<id>.yaml each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias, cast

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, Where
from thuocdo.plan.cells import read_unit_text
from thuocdo.plan.folder import PackFile, list_files
from thuocdo.plan.formula_names import find_cycle, find_names
from thuocdo.plan.model import (
    Aggregation,
    Definition,
    Direction,
    Indicator,
    Missing,
    OverAreas,
    OverTime,
)
from thuocdo.plan.problems import make_not_found, make_problem, quote, same
from thuocdo.plan.schema_check import check_schema
from thuocdo.plan.yaml_files import KeyPath, YamlRead, read_yaml
from thuocdo.quantities import UnitRegistry

FOLDER = "indicators"

_Values: TypeAlias = Mapping[str, Any]


class IndicatorFiles:
    """The indicators of a pack with the lines of their files, for later checks.

    Attributes:
        indicators: By id, in order of file name.
        problems: Faults of the files themselves.
        is_whole: Every file was read, so that an id not found is really absent.
    """

    def __init__(self, root: Path, units: UnitRegistry) -> None:
        """Read every file of indicators/; never raises on bad files."""
        self.indicators: dict[str, Indicator] = {}
        self._reads: dict[str, tuple[str, YamlRead]] = {}
        files, self.problems = list_files(root, FOLDER, ".yaml")
        for file in files:
            self._take(file, units)
        self.is_whole = not any(problem.severity is Severity.ERROR for problem in self.problems)

    def where(self, indicator: str, *path: str | int) -> Where:
        """Return the place of a key in an indicator's file."""
        label, read = self._reads[indicator]
        column = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        return Where(label, read.line_of(path), column)

    def _take(self, file: PackFile, units: UnitRegistry) -> None:
        read = read_yaml(file.path, file.label)
        faults = read.problems or check_schema(read, "indicator", file.label)
        self.problems.extend(faults)
        if faults:
            return
        indicator, problems = _build(cast(_Values, read.value), read, file.label, units)
        self.problems.extend(problems)
        if indicator.id != file.path.stem:
            what = Text(
                f"id là {quote(indicator.id)}, tên tệp là {quote(file.path.name)}",
                f"id is {quote(indicator.id)}, the file is {quote(file.path.name)}",
            )
            hint = Text(f"đổi tên tệp thành {indicator.id}.yaml", f"rename the file to {indicator.id}.yaml")
            where = Where(file.label, read.line_of(("id",)), "id")
            self.problems.append(make_problem("GK049", where, what, hint))
        if indicator.id in self.indicators:
            first = self._reads[indicator.id][0]
            hint = Text(f"mã này đã có trong {first}", f"the id is already in {first}")
            where = Where(file.label, read.line_of(("id",)), "id")
            self.problems.append(make_problem("GK060", where, same(quote(indicator.id)), hint))
            return
        self.indicators[indicator.id] = indicator
        self._reads[indicator.id] = (file.label, read)

    def check(
        self,
        documents: Collection[str] | None,
        agencies: Collection[str] | None,
    ) -> list[Problem]:
        """Return the faults between indicators and against other tables; None skips a broken table."""
        problems: list[Problem] = []
        for indicator in self.indicators.values():
            problems.extend(self._check_references(indicator, documents, agencies))
            if self.is_whole:
                problems.extend(self._check_names(indicator))
        problems.extend(self._check_cycle())
        return problems

    def _check_references(
        self, indicator: Indicator, documents: Collection[str] | None, agencies: Collection[str] | None
    ) -> list[Problem]:
        problems = []
        if agencies is not None and indicator.agency and indicator.agency not in agencies:
            where = self.where(indicator.id, "agency")
            problems.append(make_not_found("GK064", where, indicator.agency, agencies, "agencies.csv"))
        for number, definition in enumerate(indicator.definitions):
            if documents is not None and definition.document and definition.document not in documents:
                where = self.where(indicator.id, "definitions", number, "document")
                problems.append(
                    make_not_found("GK063", where, definition.document, documents, "documents.csv")
                )
        return problems

    def _check_names(self, indicator: Indicator) -> list[Problem]:
        problems = []
        for name in find_names(indicator.formula):
            if name not in self.indicators:
                where = self.where(indicator.id, "formula")
                problems.append(make_not_found("GK090", where, name, self.indicators, FOLDER))
        for key in ("weight", "numerator", "denominator"):
            name = getattr(indicator.aggregation, key)
            if name and name not in self.indicators:
                where = self.where(indicator.id, "aggregation", key)
                problems.append(make_not_found("GK093", where, name, self.indicators, FOLDER))
        return problems

    def _check_cycle(self) -> list[Problem]:
        references = {name: list(find_names(item.formula)) for name, item in self.indicators.items()}
        problems = []
        while cycle := find_cycle(references):
            what = same(" → ".join(cycle))
            hint = Text(
                "bỏ công thức ở một chỉ tiêu trong vòng và nhập số trực tiếp",
                "drop the formula of one indicator in the circle and give its figures directly",
            )
            problems.append(make_problem("GK091", self.where(cycle[0], "formula"), what, hint))
            # Every indicator of the circle is told of once; the rest may hold a second circle.
            for name in cycle:
                references.pop(name, None)
        return problems


def _build(
    values: _Values, read: YamlRead, label: str, units: UnitRegistry
) -> tuple[Indicator, list[Problem]]:
    problems: list[Problem] = []

    def complain(
        code: str, path: KeyPath, what: Text, hint: Text, severity: Severity = Severity.ERROR
    ) -> None:
        column = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        problems.append(make_problem(code, Where(label, read.line_of(path), column), what, hint, severity))

    unit = read_unit_text(values["unit"], units)
    if isinstance(unit, Problem):
        complain("GK033", ("unit",), same(quote(values["unit"])), unit.hint)
        unit = units.parse("%")
    aggregation = _aggregation(values.get("aggregation") or {})
    _check_aggregation(aggregation, complain)
    definitions = _definitions(values.get("definitions") or [], complain)
    rank_of = _rank_of(values.get("rank_of") or [], complain)
    if unit.unit.id == "rank" and not rank_of:
        hint = Text(
            "thêm rank_of: tổng số đơn vị được xếp hạng và từ ngày nào",
            "add rank_of: how many are ranked, and from which day",
        )
        # An error only where a target is set on it: a rank in a region may never be judged.
        complain("GK075", ("unit",), same(quote(values["id"])), hint, Severity.WARNING)
    indicator = Indicator(
        id=values["id"],
        name=read_text_pair(values["name"]),
        unit=unit,
        decimals=values["decimals"],
        direction=Direction(values["direction"]),
        aggregation=aggregation,
        formula=values.get("formula", ""),
        definitions=definitions,
        subject=values.get("subject", ""),
        rank_of=rank_of,
        agency=values.get("agency", ""),
        aliases=tuple(values.get("aliases") or ()),
        concept=read_text_pair(values.get("concept")),
        method=read_text_pair(values.get("method")),
        breakdowns=tuple(values.get("breakdowns") or ()),
        release=read_text_pair(values.get("release")),
        data_source=read_text_pair(values.get("data_source")),
    )
    return indicator, problems


_Complain: TypeAlias = Callable[[str, KeyPath, Text, Text], None]


def read_text_pair(value: Mapping[str, str] | None) -> Text:
    """Return a `{vi, en}` map as a Text, empty where there is none."""
    return Text(value["vi"].strip(), value.get("en", "").strip()) if value else NO_TEXT


def _aggregation(values: _Values) -> Aggregation:
    default = Aggregation()
    return Aggregation(
        over_areas=OverAreas(values.get("over_areas", default.over_areas)),
        over_time=OverTime(values.get("over_time", default.over_time)),
        weight=values.get("weight", ""),
        numerator=values.get("numerator", ""),
        denominator=values.get("denominator", ""),
        missing=Missing(values.get("missing", default.missing)),
    )


def _check_aggregation(aggregation: Aggregation, complain: _Complain) -> None:
    if aggregation.over_areas is OverAreas.WEIGHTED and not aggregation.weight:
        hint = Text("thêm weight: mã chỉ tiêu làm quyền số", "add weight: id of the weighing indicator")
        complain("GK092", ("aggregation", "over_areas"), same("weighted"), hint)
    is_ratio = OverAreas.RATIO is aggregation.over_areas or OverTime.RATIO is aggregation.over_time
    if is_ratio and not (aggregation.numerator and aggregation.denominator):
        hint = Text("thêm numerator và denominator", "add numerator and denominator")
        complain("GK092", ("aggregation",), same("ratio"), hint)


def _definitions(items: list[_Values], complain: _Complain) -> tuple[Definition, ...]:
    definitions = []
    for number, item in enumerate(items):
        path: KeyPath = ("definitions", number)
        valid_from = _date(item.get("valid_from"), (*path, "valid_from"), complain)
        valid_to = _date(item.get("valid_to"), (*path, "valid_to"), complain)
        if valid_from and valid_to and valid_to < valid_from:
            what = Text(f"{valid_from} đến {valid_to}", f"{valid_from} to {valid_to}")
            hint = Text("đổi chỗ hai ngày hoặc sửa lại", "swap the two days or correct them")
            complain("GK095", (*path, "valid_to"), what, hint)
        text = read_text_pair(item.get("text"))
        definitions.append(Definition(item["version"], valid_from, valid_to, item.get("document", ""), text))
    names = [definition.version for definition in definitions]
    for number, name in enumerate(names):
        if name in names[:number]:
            hint = Text("mỗi phiên bản một tên riêng", "give each version a name of its own")
            complain("GK060", ("definitions", number, "version"), same(quote(name)), hint)
    order = sorted(range(len(definitions)), key=lambda number: definitions[number].valid_from or date.min)
    for earlier, later in pairwise(order):
        one, two = definitions[earlier], definitions[later]
        if one.valid_to is None or (two.valid_from or date.min) <= one.valid_to:
            what = Text(
                f"{quote(one.version)} và {quote(two.version)}",
                f"{quote(one.version)} and {quote(two.version)}",
            )
            hint = Text(
                "valid_to là ngày cuối còn áp dụng, phải trước valid_from của phiên bản sau",
                "valid_to is the last day it applies and must come before the next one's valid_from",
            )
            complain("GK094", ("definitions", later), what, hint)
    return tuple(definitions[number] for number in order)


def _rank_of(items: list[_Values], complain: _Complain) -> dict[date, int]:
    result: dict[date, int] = {}
    for number, item in enumerate(items):
        day = _date(item["from"], ("rank_of", number, "from"), complain)
        if day is None:
            continue
        if day in result:
            hint = Text("giữ một dòng cho mỗi ngày", "keep one entry for each day")
            complain("GK060", ("rank_of", number, "from"), same(quote(item["from"])), hint)
        result[day] = item["of"]
    return dict(sorted(result.items()))


def _date(text: str | None, path: KeyPath, complain: _Complain) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = Text(
            "viết năm-tháng-ngày có thật, ví dụ 2025-07-01", "write a real year-month-day, e.g. 2025-07-01"
        )
        complain("GK031", path, same(quote(text)), hint)
        return None
