"""The published schemas explain every field, and their examples are true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from thuocdo.plan.model import Direction, Missing, OverAreas, OverTime, PlanStatus
from thuocdo.plan.schema_check import check_schema, load_schema
from thuocdo.plan.yaml_files import read_yaml_text

NAMES = ("indicator", "plan")


def walk(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in schema.get("properties", {}).items():
        yield f"{path}.{name}", field
        yield from walk(field, f"{path}.{name}")
    if "items" in schema:
        yield f"{path}[]", schema["items"]
        yield from walk(schema["items"], f"{path}[]")


FIELDS = [found for name in NAMES for found in walk(load_schema(name), name)]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid(name):
    Draft202012Validator.check_schema(load_schema(name))


@pytest.mark.parametrize(("path", "field"), FIELDS, ids=[path for path, _ in FIELDS])
def test_field_is_explained_with_good_and_bad_examples(path, field):
    for key in ("title", "title_en", "description", "description_en", "guidelines", "guidelines_en"):
        assert field[key], f"{path} lacks {key}"
    assert field["requirement_level"] in {"required", "recommended", "optional"}
    validator = Draft202012Validator(field)
    assert field["examples"]
    assert [example for example in field["examples"] if not validator.is_valid(example)] == []
    assert field["examples_bad"]
    assert [example for example in field["examples_bad"] if validator.is_valid(example)] == []


@pytest.mark.parametrize("name", NAMES)
def test_requirement_level_says_what_the_schema_demands(name):
    def check(schema: dict[str, Any]) -> None:
        for key, field in schema.get("properties", {}).items():
            assert (field["requirement_level"] == "required") == (key in schema.get("required", [])), key
            check(field)
            check(field.get("items", {}))

    check(load_schema(name))


def test_words_of_the_schema_are_those_of_the_model():
    fields = load_schema("indicator")["properties"]
    aggregation = fields["aggregation"]["properties"]

    assert set(fields["direction"]["enum"]) == set(Direction)
    assert set(aggregation["over_areas"]["enum"]) == set(OverAreas)
    assert set(aggregation["over_time"]["enum"]) == set(OverTime)
    assert set(aggregation["missing"]["enum"]) == set(Missing)
    status = load_schema("plan")["properties"]["plans"]["items"]["properties"]["status"]
    assert set(status["enum"]) == set(PlanStatus)


GOOD = "id: a.b\nname: {vi: Tên}\nunit: '%'\ndecimals: 1\ndirection: ascending\n"


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        (GOOD.replace("decimals: 1\n", ""), "GK045", 1, "decimals"),
        (GOOD + "unti: x\n", "GK046", 6, "có phải là “unit”"),
        (GOOD.replace("decimals: 1", "decimals: nhiều"), "GK047", 4, "số nguyên"),
        (GOOD.replace("vi: Tên", "vi: 2030"), "GK047", 2, "dấu ngoặc kép"),
        (GOOD.replace("ascending", "up"), "GK048", 5, "descending"),
        (GOOD.replace("decimals: 1", "decimals: 99"), "GK048", 4, "lớn hơn 9"),
        (GOOD.replace("decimals: 1", "decimals: -1"), "GK048", 4, "nhỏ hơn 0"),
        (GOOD.replace("id: a.b", "id: A.B"), "GK048", 1, "viết sai dạng"),
        (GOOD.replace("vi: Tên", "vi: ''"), "GK048", 2, "để trống"),
        (GOOD + "aliases: [x, x]\n", "GK048", 6, "lặp lại"),
        (GOOD + "rank_of:\n  - of: 63\n", "GK045", 7, "from"),
        ("- a\n", "GK047", 1, "các khóa con"),
    ],
)
def test_difference_from_the_schema_is_said_in_vietnamese_with_its_line(text, code, line, says):
    problems = check_schema(read_yaml_text(text, "tep.yaml"), "indicator", "tep.yaml")
    found = [problem for problem in problems if problem.code == code]

    assert found
    assert found[0].where is not None
    assert found[0].where.line == line
    told = found[0].say("vi")
    assert says in told
    assert not any(word in told for word in ("is not", "does not", "required property", "Additional"))


def test_every_missing_key_is_told():
    problems = check_schema(read_yaml_text("id: a.b\n", "tep.yaml"), "indicator", "tep.yaml")

    assert {problem.where.column for problem in problems if problem.where} == {
        "name",
        "unit",
        "decimals",
        "direction",
    }
