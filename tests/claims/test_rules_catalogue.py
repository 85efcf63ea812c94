"""What every rule must have, found by scanning the folder: nobody registers anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thuocdo.claims import rules as rules_room
from thuocdo.claims.registry import REDIRECTS, load_rules
from thuocdo.claims.rule import FAMILIES, HEADINGS, Rule

FILES = sorted(path for path in Path(rules_room.__path__[0]).glob("*.py") if path.stem != "__init__")
RULES = load_rules()


def test_every_file_of_the_folder_holds_one_rule() -> None:
    homes = sorted(type(rule).__module__.rpartition(".")[2] for rule in RULES)

    assert homes == [path.stem for path in FILES]


def test_ids_and_names_are_unique_and_retired_ids_are_not_used_again() -> None:
    ids = [rule.id for rule in RULES]
    names = [rule.name for rule in RULES]

    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    assert set(REDIRECTS) & set(ids) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_file_is_named_after_id_and_name(rule: Rule) -> None:
    home = type(rule).__module__.rpartition(".")[2]

    assert home == f"{rule.id.lower()}_{rule.name.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_id_is_of_a_known_family_and_the_name_is_ascii_kebab(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.id)
    assert rule.family in FAMILIES
    assert re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", rule.name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_docstring_is_a_page_with_the_four_headings_in_order(rule: Rule) -> None:
    headings = tuple(line for line in rule.page.splitlines() if line.startswith("## "))

    assert headings == HEADINGS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_section_of_the_page_is_empty(rule: Rule) -> None:
    sections = re.split(r"^## .*$", rule.page, flags=re.M)[1:]

    assert [section for section in sections if len(section.split()) < 3] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_its_fault_in_both_languages_and_since_when(rule: Rule) -> None:
    assert rule.title.vi
    assert rule.title.en
    assert rule.title.vi != rule.title.en
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)
