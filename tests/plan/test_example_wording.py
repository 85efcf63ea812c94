"""The real plan: every printed figure is guarded by its wording."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.errors import Severity
from thuocdo.plan.load import check_pack, load_pack
from thuocdo.plan.model import Comparator
from thuocdo.plan.wording import read_wording
from thuocdo.plan.wording_check import compare_wording

ROOT = Path(__file__).parents[2] / "examples" / "bac-giang"


@pytest.fixture(scope="module")
def example():
    return load_pack(ROOT)


def test_real_pack_has_no_error():
    assert [p.say() for p in check_pack(ROOT) if p.severity is Severity.ERROR] == []


def disagreements(component, pack) -> set[str]:
    reading = read_wording(component.wording, pack.units)
    return {found.code for found in compare_wording(reading, component, pack.indicators[component.indicator])}


def draft_targets(pack):
    """The 16 numbered groups of the draft for 2030, where every phrase is the document's own."""
    return pack.plans["xx"].components


def test_changed_number_never_slips_past_the_wording(example):
    changed = [part for part in draft_targets(example) if part.value is not None]

    assert len(changed) > 25
    for part in changed:
        wrong = replace(part, value=part.value + Decimal("0.1"), decimals=max(part.decimals, 1))
        assert disagreements(wrong, example) & {"GK081", "GK083"}, part.key


def test_filled_blank_never_slips_past_the_wording(example):
    blanks = [part for part in draft_targets(example) if part.blank]

    assert len(blanks) == 3
    for part in blanks:
        assert "GK084" in disagreements(replace(part, blank=False, value=Decimal(1)), example), part.key


def test_number_made_a_blank_never_slips_past_the_wording(example):
    for part in draft_targets(example):
        if part.value is not None:
            assert "GK084" in disagreements(replace(part, value=None, value_to=None, blank=True), example), (
                part.key
            )


def test_comparator_that_the_wording_sets_cannot_be_changed(example):
    for part in draft_targets(example):
        said = read_wording(part.wording, example.units)
        if said.comparator is None or said.is_weak:
            continue
        for other in set(Comparator) - {part.comparator, Comparator.YES_NO}:
            assert "GK080" in disagreements(replace(part, comparator=other), example), (part.key, other)
