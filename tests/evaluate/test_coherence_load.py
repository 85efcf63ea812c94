"""coherence.yaml: what is read, and every fault with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from coherence_world import Promise, World, indicator

from thuocdo.errors import Severity, Text
from thuocdo.evaluate.coherence import (
    PROBLEM_CODES,
    CoherenceError,
    Place,
    all_kinds,
    check_coherence,
    check_identities,
    load_identities,
    read_identities,
    registry,
)
from thuocdo.evaluate.coherence.case import Case, _read_fact, _read_target, _read_value, read_target
from thuocdo.evaluate.coherence.model import CannotCompute, Number, Origin, Shape
from thuocdo.evaluate.coherence.spec import NumberSpec
from thuocdo.quantities import UNITS, Interval

WORLD = World(
    {
        "a": Promise("60"),
        "b": Promise("40"),
        "blank": Promise(None),
        "cash": Promise("5", "tỷ đồng", indicator="money"),
    },
    {("x", "2025"): "50"},
)

GOOD = """identities:
  - id: sum
    kind: shares_sum
    plan: p
    title: {vi: Cộng, en: Sum}
    assumptions: [một, {vi: hai, en: two}]
    severity: error
    with:
      shares: [{target: a}, {target: b}]
"""


def faults(text: str) -> list[str]:
    """Every problem as `code line column`."""
    return [
        f"{one.code} {one.where.line if one.where else ''} {one.where.column if one.where else ''}"
        for one in WORLD.read(text)
    ]


def one(body: str, kind: str = "shares_sum") -> str:
    lines = "".join(f"      {line}\n" for line in body.splitlines())
    return f"identities:\n  - id: i\n    kind: {kind}\n    plan: p\n    title: t\n    with:\n{lines}"


def test_good_file_is_read_whole() -> None:
    [identity], problems = read_identities(WORLD.pack, GOOD)

    assert problems == []
    assert (identity.id, identity.kind, identity.plan, identity.severity, identity.line) == (
        "sum", "shares_sum", "p", Severity.ERROR, 2,
    )  # fmt: skip
    assert identity.assumptions == (Text("một", "một"), Text("hai", "two"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 1\n", ["CH001 1 "]),
        ("identities: 5\n", ["CH001 1 "]),
        ("identities: []\nmore: 1\n", ["CH001 1 "]),
        ("identities:\n  - 5\n", ["CH010 2 identities"]),
        (GOOD.replace("kind: shares_sum", "kind: share_sum"), ["CH004 3 kind"]),
        (GOOD.replace("plan: p", "plan: r"), ["CH006 4 plan"]),
        (GOOD.replace("    plan: p\n", ""), ["CH002 2 identities"]),
        (GOOD.replace("severity: error", "severity: grave"), ["CH010 7 severity"]),
        (GOOD.replace("severity: error", "level: error"), ["CH003 7 level"]),
        (GOOD.replace("[một, {vi: hai, en: two}]", "một"), ["CH010 6 assumptions"]),
        (GOOD.replace("{vi: Cộng, en: Sum}", "[1]"), ["CH010 5 title"]),
        (GOOD.replace("{vi: Cộng, en: Sum}", "{vi: 1}"), ["CH010 5 title"]),
        (GOOD.replace("{target: a}", "{target: z}"), ["CH007 9 target"]),
        (GOOD.replace("{target: a}", "{target: z/a}"), ["CH006 9 target"]),
        (GOOD.replace("{target: a}", "{target: blank}"), ["CH016 9 target"]),
        (GOOD.replace("{target: a}", "{target: a, fact: x}"), ["CH002 9 shares"]),
        (GOOD.replace("{target: a}", "5"), ["CH010 9 shares"]),
        (GOOD.replace("{target: a}", "{target: a, unit: '%'}"), ["CH003 9 unit"]),
        (GOOD.replace("{target: a}, ", ""), ["CH015 9 shares"]),
        (GOOD.replace("[{target: a}, {target: b}]", "5"), ["CH010 9 shares"]),
        (GOOD.replace("shares:", "share:"), ["CH003 9 share", "CH002 8 with"]),
        (GOOD + GOOD.split("\n", 1)[1], ["CH005 10 id"]),
        (one("5"), ["CH010 6 with"]),
        (one("shares: [{fact: x, period: 2025}, {fact: y, period: 2025}]"), ["CH008 7 fact"]),
        (one("shares: [{fact: x, period: 2025}, {fact: x, period: hôm qua}]"), ["CH011 7 period"]),
        (one("shares: [{fact: x, period: 2025, area: xa}, {fact: x, period: 2025}]"), ["CH009 7 area"]),
        (one("shares: [{target: a}, {value: 5, unit: '%'}]"), ["CH014 7 shares"]),
        (one("shares: [{target: a}, {value: 5, unit: hải lý, source: s}]"), ["CH012 7 unit"]),
        (one("shares: [{target: a}, {value: 5, source: s}]"), ["CH012 7 unit"]),
        (one("shares: [{target: a}, {value: '1.000,5', unit: '%', source: s}]"), ["CH013 7 value"]),
        (one("shares: [{target: a}, {value: true, unit: '%', source: s}]"), ["CH013 7 value"]),
        (one("shares: [{target: a}, {value: NaN, unit: '%', source: s}]"), ["CH013 7 value"]),
        (one("shares: [{target: a}, {value: 5, to: 4, unit: '%', source: s}]"), ["CH013 7 to"]),
        (one("shares: [{target: a}, {value: 5, unit: tỷ đồng, source: s}]"), ["CH017 7 shares"]),
        (one("shares: [{target: a}, {fact: money, period: 2025}]"), ["CH017 7 shares"]),
        (one("mean: {target: cash}\nyearly: [{target: a}, {target: b}]", "mean_growth"), ["CH017 7 mean"]),
        (one("base_year: -1", "targets_reached"), ["CH010 7 base_year"]),
        (one("base_year: 2025\ncomponents: [z]", "targets_reached"), ["CH007 8 components"]),
        (one("set_on: hôm qua", "rank_denominator"), ["CH010 7 set_on"]),
        (one("target: {target: a}\nreached: {target: b}\nbetter: left", "already_reached"), ["CH010 9 better"]),
        (one("ends: [5]", "definition_ends"), ["CH010 7 ends"]),
        ("identities:\n  - id: [\n", ["GK040 3 "]),
    ],
)  # fmt: skip
def test_every_fault_has_its_code_its_line_and_its_key(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_all_faults_are_told_at_once() -> None:
    text = GOOD.replace("{target: a}", "{target: z}").replace("severity: error", "severity: grave")

    assert [line.split()[0] for line in faults(text)] == ["CH010", "CH007"]


def test_a_near_name_is_suggested() -> None:
    [problem] = WORLD.read(GOOD.replace("kind: shares_sum", "kind: share_sum"))

    assert "shares_sum" in problem.hint.vi


def test_every_code_has_a_title_in_both_languages() -> None:
    assert all(code.startswith("CH") and text.vi and text.en for code, text in PROBLEM_CODES.items())


def test_pack_without_the_file_has_no_identities(tmp_path: Path) -> None:
    pack = replace(WORLD, root=tmp_path).pack

    assert load_identities(pack) == ()
    assert check_identities(pack) == []
    assert check_coherence(pack, WORLD, "p") == []


def test_file_of_the_pack_is_run_for_its_plan(tmp_path: Path) -> None:
    (tmp_path / "coherence.yaml").write_text(GOOD, encoding="utf-8")
    pack = replace(WORLD, root=tmp_path).pack

    [finding] = check_coherence(pack, WORLD, "p")

    assert (finding.id, finding.holds, finding.title) == ("sum", True, Text("Cộng", "Sum"))
    assert finding.assumptions == (Text("một", "một"), Text("hai", "two"))
    assert [place.say() for place in finding.places] == [
        "p/a (vb La; targets.csv:2)",
        "p/b (vb Lb; targets.csv:2)",
    ]
    assert check_coherence(pack, WORLD, "q") == []


def test_faulty_file_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "coherence.yaml").write_text(GOOD.replace("shares_sum", "x"), encoding="utf-8")
    pack = replace(WORLD, root=tmp_path).pack

    with pytest.raises(CoherenceError) as caught:
        load_identities(pack)

    assert [problem.code for problem in caught.value.problems] == ["CH004"]


def test_place_says_what_it_knows() -> None:
    assert Place(source="bc L9").say() == "bc L9"
    assert Place(file="coherence.yaml", line=3).say() == "coherence.yaml:3"
    assert Place(component="p/a").say() == "p/a"
    assert Place(file="coherence.yaml").say() == "coherence.yaml"


def test_number_without_an_end_is_its_own_end() -> None:
    number = Number(
        Text("a", "a"), Decimal(5), Interval(None, None), 0, UNITS.parse("%"), Origin.FACT, Place()
    )

    assert (number.low, number.high, number.canonical) == (Decimal(5), Decimal(5), Decimal("0.05"))


def test_blank_component_promises_no_number() -> None:
    blank = WORLD.pack.plans["p"].components[2]

    with pytest.raises(CannotCompute, match="không có con số"):
        read_target(blank)


def test_figure_worked_out_from_others_names_every_source_once() -> None:
    world = World({"a": Promise("60")}, {("x", "2025"): "50"}, [indicator("x")])
    [finding] = world.find("already_reached", "target: {target: a}\nreached: {fact: x, period: 2025}")

    assert finding.places[-1].source == "bc L9"


def test_a_kind_that_asks_for_the_wrong_thing_is_a_programming_error() -> None:
    [identity], _ = read_identities(WORLD.pack, GOOD)
    case = Case(identity, WORLD)

    with pytest.raises(TypeError, match="shares is tuple, not int"):
        case.whole("shares")
    assert case.rows("with") == []
    for read, origin in (
        (_read_target, Origin.TARGET),
        (_read_fact, Origin.FACT),
        (_read_value, Origin.ASSUMPTION),
    ):
        with pytest.raises(TypeError, match="carries its"):
            read(case, NumberSpec(origin))


def test_every_kind_is_described_in_both_languages() -> None:
    for kind in all_kinds().values():
        assert all((*kind.title, *kind.about))
        assert all(one.about.vi and one.about.en for one in kind.parameters)
    assert all(shape.label.vi and shape.label.en for shape in Shape)


def test_a_file_without_a_kind_of_its_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "iter_modules", lambda _path: [SimpleNamespace(name="odd")])
    monkeypatch.setattr(registry, "import_module", lambda name: ModuleType(name))

    with pytest.raises(TypeError, match="KIND with id 'odd'"):
        registry.all_kinds.__wrapped__()


def test_dates_are_read_as_dates() -> None:
    [identity], problems = read_identities(WORLD.pack, one("set_on: 2025-03-25", "rank_denominator"))

    assert problems == []
    assert identity.arguments["set_on"] == date(2025, 3, 25)


def test_all_stands_for_every_component() -> None:
    [identity], _ = read_identities(WORLD.pack, one("components: all", "definition_ends"))

    assert identity.arguments["components"] == WORLD.pack.plans["p"].components
