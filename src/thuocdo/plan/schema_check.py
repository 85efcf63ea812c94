"""Does a YAML file have the shape its schema asks for? Each fault with its line, in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from thuocdo.errors import NO_TEXT, Problem, Text, Where
from thuocdo.plan.problems import make_problem, quote, same, suggest
from thuocdo.plan.yaml_files import KeyPath, YamlRead

_TYPES = {
    "string": Text("chữ", "text"),
    "integer": Text("số nguyên", "a whole number"),
    "number": Text("số", "a number"),
    "boolean": Text("true hoặc false", "true or false"),
    "array": Text(
        "danh sách (mỗi mục một dòng bắt đầu bằng “- ”)", "a list (one entry a line, starting with “- ”)"
    ),
    "object": Text("các khóa con (thụt vào, mỗi khóa một dòng)", "keys of its own (indented, one a line)"),
}


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """Return the schema `indicator` or `plan`."""
    text = files("thuocdo.plan").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    return cast(Mapping[str, Any], json.loads(text))


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(dict(load_schema(name)))


def check_schema(read: YamlRead, name: str, label: str) -> list[Problem]:
    """Return every way in which the file differs from the schema `name`, in order of line."""
    problems = [
        problem
        for error in _validator(name).iter_errors(read.value)
        for problem in _problems_of(error, read, label)
    ]
    return sorted(problems, key=lambda problem: (problem.where.line or 0) if problem.where else 0)


def _problems_of(error: ValidationError, read: YamlRead, label: str) -> Iterator[Problem]:
    path: KeyPath = tuple(error.absolute_path)
    line = read.line_of(path)
    schema = cast(Mapping[str, Any], error.schema)
    rule = str(error.validator)
    if rule == "required":
        present = cast(Mapping[str, object], error.instance)
        missing = [key for key in cast(list[str], error.validator_value) if key not in present]
        # jsonschema reports each missing key by itself; the message names it first.
        key = next((key for key in missing if error.message.startswith(repr(key))), missing[0])
        field = cast(Mapping[str, Any], schema.get("properties", {}).get(key, {}))
        yield make_problem("GK045", Where(label, line, key), same(quote(key)), _advice(field))
    elif rule == "additionalProperties":
        known = list(cast(Mapping[str, Any], schema.get("properties", {})))
        for key in cast(Mapping[str, object], error.instance):
            if key in known:
                continue
            near = suggest(key, known)
            keys = ", ".join(known)
            hint = near if near.vi else Text(f"các khóa được nhận: {keys}", f"keys accepted: {keys}")
            where = Where(label, read.line_of((*path, key)), key[:60])
            yield make_problem("GK046", where, same(quote(key)), hint)
    else:
        column = next((str(part) for part in reversed(path) if isinstance(part, str)), "")[:60]
        code, what = _say(rule, error)
        yield make_problem(code, Where(label, line, column), what, _advice(schema))


def _say(rule: str, error: ValidationError) -> tuple[str, Text]:
    shown = _show(error.instance)
    limit = error.validator_value
    if rule == "type":
        kinds = [limit] if isinstance(limit, str) else list(cast(list[str], limit))
        wanted = [_TYPES.get(str(kind), same(str(kind))) for kind in kinds]
        vi, en = " hoặc ".join(text.vi for text in wanted), " or ".join(text.en for text in wanted)
        quotes = Text("", "")
        if "string" in kinds and isinstance(error.instance, (int, bool)):
            quotes = Text("; đặt trong dấu ngoặc kép", "; put it in quotation marks")
        return "GK047", Text(f"{shown} phải là {vi}{quotes.vi}", f"{shown} must be {en}{quotes.en}")
    if rule in {"enum", "const"}:
        words = ", ".join(str(word) for word in cast(list[object], limit)) if rule == "enum" else str(limit)
        return "GK048", Text(f"{shown} không thuộc: {words}", f"{shown} is none of: {words}")
    if rule == "pattern":
        return "GK048", Text(f"{shown} viết sai dạng", f"{shown} is not well formed")
    if rule in {"minimum", "exclusiveMinimum"}:
        return "GK048", Text(f"{shown} nhỏ hơn {limit}", f"{shown} is less than {limit}")
    if rule in {"maximum", "exclusiveMaximum"}:
        return "GK048", Text(f"{shown} lớn hơn {limit}", f"{shown} is more than {limit}")
    if rule in {"minLength", "minItems", "minProperties"}:
        return "GK048", Text(f"{shown} quá ngắn hoặc để trống", f"{shown} is too short or empty")
    if rule in {"maxLength", "maxItems", "maxProperties"}:
        return "GK048", Text(f"{shown} quá dài, tối đa {limit}", f"{shown} is too long, at most {limit}")
    if rule == "uniqueItems":
        return "GK048", Text("danh sách có mục lặp lại", "the list repeats an entry")
    return "GK048", Text(f"{shown} không hợp lệ", f"{shown} is not valid")


def _show(value: object) -> str:
    return quote(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))


def _advice(field: Mapping[str, Any]) -> Text:
    """Return what the schema says about the field: its description and an example."""
    if "description" not in field:
        return NO_TEXT
    examples = cast(list[object], field.get("examples", []))
    sample = json.dumps(examples[0], ensure_ascii=False) if examples else ""
    vi, en = str(field["description"]), str(field.get("description_en", field["description"]))
    return Text(f"{vi} Ví dụ: {sample}", f"{en} E.g. {sample}") if sample else Text(vi, en)
