"""The pack is a valid Frictionless Data Package, and says so when it no longer is."""

from __future__ import annotations

import json

import pytest
from frictionless import Package

from thuocdo.errors import Severity
from thuocdo.plan.columns import FACTS, TABLES
from thuocdo.plan.datapackage import check_datapackage, describe_pack, write_datapackage
from thuocdo.plan.problems import PackError


def read(pack) -> dict:
    return json.loads((pack.root / "datapackage.json").read_text(encoding="utf-8"))


def faults_by_frictionless(pack) -> list[tuple[str, str, str]]:
    report = Package(str(pack.root / "datapackage.json")).validate()
    found = [(task.name, error.type, error.message) for task in report.tasks for error in task.errors]
    return [("", error.type, error.message) for error in report.errors] + found


def test_new_pack_is_valid_by_the_reference_reader(pack):
    pack.write("exchange_rates.csv", "period,vnd_per_usd,source\n2025,25000.5,NHNN\n")
    pack.write("area_changes.csv", "date,kind,from,to,share\n")
    write_datapackage(pack.root)

    assert faults_by_frictionless(pack) == []


@pytest.mark.parametrize(
    ("file", "change", "kind"),
    [
        ("targets.csv", {"document": "khong-co"}, "foreign-key"),
        ("targets.csv", {"comparator": "toi_thieu"}, "constraint-error"),
        ("targets.csv", {"value": "1,5"}, "type-error"),
        ("documents.csv", {"issued": "1/7/2025"}, "type-error"),
        ("facts/poverty.csv", {"area": "khong-co"}, "foreign-key"),
        ("facts/poverty.csv", {"indicator": ""}, "constraint-error"),
    ],
)
def test_reference_reader_finds_faults_by_our_schema(pack, file, change, kind):
    pack.set(file, 2, **change)
    write_datapackage(pack.root)

    assert kind in [found[1] for found in faults_by_frictionless(pack)]


def test_fields_are_those_of_the_header_in_its_order(pack):
    pack.write("exchange_rates.csv", "source,period,vnd_per_usd\nNHNN,2025,25000\n")
    write_datapackage(pack.root)

    resource = next(item for item in read(pack)["resources"] if item["path"] == "exchange_rates.csv")

    assert [field["name"] for field in resource["schema"]["fields"]] == ["source", "period", "vnd_per_usd"]
    assert faults_by_frictionless(pack) == []


def test_every_field_carries_title_description_and_type(pack):
    fields = [field for item in read(pack)["resources"] for field in item["schema"]["fields"]]

    assert fields
    assert all(field["title"] and field["description"] and field["type"] for field in fields)


def test_every_table_of_the_pack_is_a_resource(pack):
    paths = [item["path"] for item in read(pack)["resources"]]

    assert paths == ["documents.csv", "agencies.csv", "areas.csv", "targets.csv", "facts/poverty.csv"]
    assert all(path in TABLES or path.startswith(FACTS.file[:6]) for path in paths)


def test_missing_and_stale_package_are_warnings(pack):
    assert check_datapackage(pack.root) == []

    pack.write("facts/khac.csv", "indicator,area\n")
    assert [(p.code, p.severity) for p in check_datapackage(pack.root)] == [("GK111", Severity.WARNING)]

    write_datapackage(pack.root)
    assert check_datapackage(pack.root) == []

    (pack.root / "datapackage.json").unlink()
    assert [(p.code, p.severity) for p in check_datapackage(pack.root)] == [("GK110", Severity.WARNING)]


@pytest.mark.parametrize("content", ["", "[]", "{", "null", "[" * 100_000, "{}"])
def test_broken_package_file_counts_as_stale(pack, content):
    pack.write("datapackage.json", content)

    assert [problem.code for problem in check_datapackage(pack.root)] == ["GK111"]


def test_what_others_added_is_kept(pack):
    content = {**read(pack), "licenses": [{"name": "CC-BY-4.0"}], "title": "cũ"}
    pack.write("datapackage.json", json.dumps(content))

    write_datapackage(pack.root)

    assert read(pack)["licenses"] == [{"name": "CC-BY-4.0"}]
    assert read(pack)["title"] == "Kế hoạch thử"


def test_writing_twice_writes_the_same_bytes(pack):
    before = (pack.root / "datapackage.json").read_bytes()

    write_datapackage(pack.root)

    assert (pack.root / "datapackage.json").read_bytes() == before
    assert not list(pack.root.glob(".*.part"))


def test_pack_without_plan_cannot_be_described(pack):
    pack.write("plan.yaml", "id: [\n")

    assert describe_pack(pack.root) is None
    with pytest.raises(PackError):
        write_datapackage(pack.root)


def test_unreadable_table_is_left_out(pack):
    pack.write("documents.csv", b"\xff\xfe\x00")
    pack.write("agencies.csv", 'id,"\n')

    paths = [item["path"] for item in describe_pack(pack.root)["resources"]]

    assert paths == ["areas.csv", "targets.csv", "facts/poverty.csv"]
