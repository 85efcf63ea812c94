"""How does the pack look to a reader of Frictionless Data Packages? Made from `columns.py`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, Where
from thuocdo.plan.columns import FACTS, TABLES, CellType, Column, TableShape
from thuocdo.plan.folder import MAX_TABLE_BYTES, MAX_YAML_BYTES, PackFile, find_file, list_files, read_text
from thuocdo.plan.plan_file import PlanFile, read_plan_file
from thuocdo.plan.problems import PackError, make_problem

FILE = "datapackage.json"

_Json: TypeAlias = dict[str, Any]

_TYPES = {CellType.DECIMAL: "number", CellType.DATE: "date"}
_PATTERNS = {
    CellType.ID: r"[A-Za-z0-9][A-Za-z0-9._:@-]{0,79}",
    CellType.INSTANT: r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.+Z-]+)?",
}


def describe_pack(root: Path) -> _Json | None:
    """Return the content of datapackage.json for the pack in `root`; None while plan.yaml is broken.

    A table's fields are those of its header row, in that order. Tables that cannot be read are left out.
    """
    plan_file = read_plan_file(root)
    return None if plan_file.problems else _describe(root, plan_file)


def write_datapackage(root: Path) -> Path:
    """Write datapackage.json, keeping what others added to it (licenses, contributors …); return its path.

    Raises:
        PackError: plan.yaml cannot be read, or the file cannot be written.
    """
    plan_file = read_plan_file(root)
    if plan_file.problems:
        raise PackError(*plan_file.problems)
    found, problems = find_file(root, FILE)
    if problems:
        raise PackError(*problems)
    content = (
        {**(_read_json(found) or {}), **_describe(root, plan_file)} if found else _describe(root, plan_file)
    )
    path = root / FILE
    half = root / f".{FILE}.part"
    try:
        half.write_text(dump_json(content), encoding="utf-8", newline="\n")
        half.replace(path)
    except OSError as error:
        what = Text("không ghi được", "cannot be written")
        hint = Text("kiểm tra quyền ghi vào thư mục", "check that the folder may be written to")
        raise PackError(make_problem("GK004", Where(FILE), what, hint)) from error
    return path


def check_datapackage(root: Path) -> list[Problem]:
    """Return a warning when datapackage.json is missing or no longer says what the tables are."""
    wanted = describe_pack(root)
    if wanted is None:
        return []
    hint = Text("chạy lệnh thuocdo plan package", "run thuocdo plan package")
    found, problems = find_file(root, FILE)
    if found is None:
        return problems or [make_problem("GK110", Where(FILE), NO_TEXT, hint, Severity.WARNING)]
    content = _read_json(found)
    if content is not None and all(content.get(key) == value for key, value in wanted.items()):
        return []
    return [make_problem("GK111", Where(FILE), NO_TEXT, hint, Severity.WARNING)]


def dump_json(content: Mapping[str, Any]) -> str:
    """Return the text of the file: two spaces, letters as they are, one line end at the end."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _describe(root: Path, plan_file: PlanFile) -> _Json:
    tables: list[tuple[PackFile, TableShape]] = []
    for file, shape in TABLES.items():
        found, _ = find_file(root, file)
        if found:
            tables.append((found, shape))
    tables.extend((file, FACTS) for file in list_files(root, "facts", ".csv")[0])
    headers = [(file, shape, _read_header(file)) for file, shape in tables]
    present = {shape.file for _, shape, header in headers if header}
    resources = [_resource(file, shape, header, present) for file, shape, header in headers if header]
    return {
        "profile": "tabular-data-package",
        "name": plan_file.id,
        "title": plan_file.title.vi,
        "resources": resources,
    }


def _read_header(file: PackFile) -> list[str]:
    text = read_text(file.path, file.label, MAX_TABLE_BYTES).text
    if text is None:
        return []
    try:
        header = next(csv.reader(io.StringIO(text), strict=True), [])
    except csv.Error:
        return []
    return [name.strip() for name in header]


def _resource(file: PackFile, shape: TableShape, header: Sequence[str], present: set[str]) -> _Json:
    columns = {column.name: column for column in shape.columns}
    schema: _Json = {
        "fields": [_field(columns[name]) for name in header if name in columns],
        "missingValues": [""],
    }
    if shape.key:
        schema["primaryKey"] = list(shape.key)
    keys = [
        _foreign_key(column, shape)
        for name in header
        if (column := columns.get(name)) and column.refers_to and column.refers_to[0] in present
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": _resource_name(file.label),
        "path": file.label,
        "title": shape.title.vi,
        "description": f"{shape.description.vi} / {shape.description.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _resource_name(label: str) -> str:
    """Return a name of lower-case letters, digits and `-._`, as the standard asks."""
    name = label.removesuffix(".csv").lower().replace("/", ".")
    return re.sub(r"[^a-z0-9._-]", "-", name)


def _field(column: Column) -> _Json:
    constraints: _Json = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.type in _PATTERNS:
        constraints["pattern"] = _PATTERNS[column.type]
    field: _Json = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.title.vi,
        "description": f"{column.description.vi} / {column.description.en}",
    }
    if column.examples:
        field["example"] = column.examples[0]
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(column: Column, shape: TableShape) -> _Json:
    file, name = cast(tuple[str, str], column.refers_to)
    # An empty resource name means the table itself.
    resource = "" if file == shape.file else _resource_name(file)
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [name]}}


def _read_json(file: PackFile) -> _Json | None:
    text = read_text(file.path, file.label, MAX_YAML_BYTES).text
    try:
        content = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
