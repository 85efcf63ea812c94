"""The real pack: what was known of Bắc Giang, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from thuocdo.errors import Severity
from thuocdo.facts.diff import ChangeOfFact, diff_facts, releases
from thuocdo.facts.files import PackFacts, check_facts, load_facts
from thuocdo.facts.model import Observation, ObsStatus, SeriesKey, Stage
from thuocdo.facts.release import supersede
from thuocdo.facts.sdmx import read_sdmx, write_sdmx
from thuocdo.periods import parse_as_of
from thuocdo.plan.load import load_pack
from thuocdo.plan.model import Pack

ROOT = Path(__file__).parents[2] / "examples" / "bac-giang"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(ROOT)


@pytest.fixture(scope="module")
def facts(pack: Pack) -> PackFacts:
    return load_facts(pack)


def known(facts: PackFacts, indicator: str, period: str, day: str) -> Observation:
    (row,) = facts.current(parse_as_of(day), indicators=[indicator], areas=["bac-giang"], periods=[period])
    return row


def test_pack_has_no_error(pack: Pack) -> None:
    assert [p.say() for p in check_facts(pack) if p.severity is Severity.ERROR] == []


def test_growth_of_2023_was_13_45_and_became_14_99(facts: PackFacts) -> None:
    then = known(facts, "grdp.growth", "2023", "2024-01-31")
    now = known(facts, "grdp.growth", "2023", "2025-04-01")

    assert (str(then.value), then.stage) == ("13.45", Stage.ESTIMATE_1)
    assert (str(now.value), now.stage) == ("14.99", Stage.PRELIMINARY)


def test_growth_of_2023_as_of_the_draft_is_the_draft_s(facts: PackFacts) -> None:
    assert str(known(facts, "grdp.growth", "2023", "2025-03-24").value) == "13.45"
    assert str(known(facts, "grdp.growth", "2023", "2025-03-25").value) == "14.99"


def test_pci_rank_of_2024_is_blank_in_the_draft_and_4_later(facts: PackFacts) -> None:
    blank = known(facts, "pci.rank", "2024", "2025-03-25")

    assert (blank.value, blank.status) == (None, ObsStatus.NOT_COLLECTED)
    assert str(known(facts, "pci.rank", "2024", "2025-06-30").value) == "4"


def test_grdp_of_2025_is_corrected_and_the_misprint_is_kept(facts: PackFacts) -> None:
    mended = known(facts, "grdp.current", "2025", "2025-03-25")
    every = facts.history(SeriesKey("grdp.current", "bac-giang", "2025"))

    assert (str(mended.value), mended.unit.text, mended.correction != "") == ("239163", "tỷ đồng", True)
    assert ("239163", "nghìn tỷ đồng") in [(str(row.value), row.unit.text) for row in every]


def test_correction_leads_to_its_entry_and_the_misprint_to_its_line(facts: PackFacts) -> None:
    every = facts.history(SeriesKey("grdp.current", "bac-giang", "2025"))
    files = {bool(row.correction): place.file for row in every if (place := facts.where(row))}

    assert files == {True: "corrections.yaml", False: "facts/grdp.csv"}


def test_draft_revised_growth_of_2023_upwards(facts: PackFacts) -> None:
    changes = diff_facts(facts, parse_as_of("2025-03-24"), parse_as_of("2025-03-25"))
    (change,) = [c for c in changes if c.key == SeriesKey("grdp.growth", "bac-giang", "2023")]

    assert (change.kind, str(change.difference)) == (ChangeOfFact.REVISED, "1.54")
    assert change.reason.vi == "số liệu sơ bộ thay số liệu ước"


def test_releases_of_growth_in_2024(facts: PackFacts) -> None:
    steps = releases(facts, SeriesKey("grdp.growth", "bac-giang", "2024"))

    assert "13.85" in [str(step.row.value) for step in steps]
    assert str(steps[-1].row.value) == "13.87"
    assert str(steps[-1].difference) == "0.02"


def test_every_value_leads_to_a_source(facts: PackFacts) -> None:
    rows = [row for key in facts.keys() for row in facts.history(key)]  # noqa: SIM118 - a store is no dict

    assert [row.key for row in rows if not (row.source.document or row.source.url)] == []


def test_whole_history_goes_through_sdmx_and_back(pack: Pack, facts: PackFacts) -> None:
    end = parse_as_of("2030-01-01")
    text = write_sdmx(facts, end, include_history=True)
    rows = [row for key in facts.keys() for row in facts.history(key)]  # noqa: SIM118 - a store is no dict

    assert supersede(read_sdmx(text, pack.units).observations) == rows
