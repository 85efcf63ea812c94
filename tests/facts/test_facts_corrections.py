"""A correction makes a new row with a reason, and fails loudly once its source is mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from thuocdo.errors import Severity
from thuocdo.facts.files import check_facts, load_facts
from thuocdo.facts.model import ObsStatus, SeriesKey, Stage
from thuocdo.facts.problems import FactsError
from thuocdo.plan.model import Pack

Write = Callable[..., None]
KEY = SeriesKey("grdp.current", "bac-giang", "2025")
RAW = "grdp.current,bac-giang,2025,,estimate_1,239163,nghìn tỷ đồng,,,2025-03-25,du-thao-2025-03,L172,,,,,"
ENTRY = """\
- id: separator
  reason: Dấu chấm là dấu phân cách nghìn
  status: open
  match: {indicator: grdp.current, area: bac-giang, period: "2025", document: du-thao-2025-03}
  expect: {value: "239163", unit: nghìn tỷ đồng}
  set: {unit: tỷ đồng}
  known_from: 2025-04-10
  by: Phòng Thống kê
"""


def at(day: str) -> datetime:
    return datetime.fromisoformat(day)


def codes(pack: Pack) -> list[str]:
    return [p.code for p in check_facts(pack) if p.severity is Severity.ERROR]


def test_correction_is_a_new_row_with_its_reason(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY)

    raw, mended = load_facts(pack).history(KEY)
    assert (str(raw.value), raw.unit.text, raw.correction) == ("239163", "nghìn tỷ đồng", "")
    assert (str(mended.value), mended.unit.text, mended.correction) == ("239163", "tỷ đồng", "separator")
    assert mended.note == "Dấu chấm là dấu phân cách nghìn"
    assert mended.source.entered_by == "Phòng Thống kê"


def test_correction_keeps_stage_and_source(pack: Pack, write_facts: Write, write_corrections: Write) -> None:
    write_facts(RAW)
    write_corrections(ENTRY)

    _, mended = load_facts(pack).history(KEY)
    assert (mended.stage, mended.status) == (Stage.ESTIMATE_1, ObsStatus.ESTIMATED)
    assert (mended.source.document, mended.source.place) == ("du-thao-2025-03", "L172")


def test_wrong_value_is_what_was_known_before_the_correction(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY)
    facts = load_facts(pack)

    assert [row.unit.text for row in facts.current(at("2025-04-09"))] == ["nghìn tỷ đồng"]
    assert [row.unit.text for row in facts.current(at("2025-04-10"))] == ["tỷ đồng"]


def test_correction_of_the_same_day_leaves_no_time_for_the_wrong_value(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace("2025-04-10", "2025-03-25"))

    assert [row.unit.text for row in load_facts(pack).current(at("2025-03-25"))] == ["tỷ đồng"]


def test_later_official_value_replaces_a_corrected_estimate(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(
        RAW,
        RAW.replace("estimate_1,239163,nghìn tỷ", "preliminary,240000,tỷ").replace(
            "2025-03-25", "2026-10-06"
        ),
    )
    write_corrections(ENTRY + "\n")

    # Both rows match, so the entry must say which one it mends.
    assert codes(pack) == ["QS061"]
    write_corrections(ENTRY.replace('period: "2025"', 'period: "2025", stage: estimate_1'))
    assert [str(row.value) for row in load_facts(pack).current(at("2026-10-06"))] == ["240000"]


def test_mended_source_fails_loudly(pack: Pack, write_facts: Write, write_corrections: Write) -> None:
    write_facts(RAW.replace("nghìn tỷ đồng", "tỷ đồng"))
    write_corrections(ENTRY)

    with pytest.raises(FactsError) as caught:
        load_facts(pack)
    (problem,) = [p for p in caught.value.problems if p.severity is Severity.ERROR]
    assert (problem.code, problem.where.file, problem.where.line) == ("QS062", "corrections.yaml", 1)
    assert "bỏ mục này khỏi corrections.yaml" in problem.say("vi")
    assert "take the entry out" in problem.say("en")


@pytest.mark.parametrize("value", ["239164", "239163.0"])
def test_any_other_printed_value_counts_as_mended(
    pack: Pack, write_facts: Write, write_corrections: Write, value: str
) -> None:
    write_facts(RAW.replace("239163", value))
    write_corrections(ENTRY)

    assert codes(pack) == ["QS062"]


def test_correction_that_matches_nothing_is_an_error(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW.replace("bac-giang,2025", "bac-giang,2024"))
    write_corrections(ENTRY)

    assert codes(pack) == ["QS060"]


def test_unmatched_correction_is_not_blamed_when_its_file_cannot_be_read(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW.replace("239163", '"239,163"'))
    write_corrections(ENTRY)

    assert codes(pack) == ["GK030"]


def test_correction_older_than_its_figure_is_an_error(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace("2025-04-10", "2025-03-24"))

    assert codes(pack) == ["QS065"]


def test_correction_that_changes_nothing_is_an_error(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace("set: {unit: tỷ đồng}", "set: {unit: nghìn tỷ đồng}"))

    assert codes(pack) == ["QS066"]


def test_two_corrections_of_one_id_are_an_error(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY + ENTRY)

    assert codes(pack) == ["QS064"]


def test_value_null_withdraws_a_figure_that_has_no_right_value(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace("{unit: tỷ đồng}", "{value: null}"))

    (row,) = load_facts(pack).current(at("2025-05-01"))
    assert (row.value, row.status, row.correction) == (None, ObsStatus.WITHDRAWN, "separator")


def test_correction_settles_a_disputed_figure(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW[:-1] + "yes,")
    write_corrections(ENTRY)

    assert [row.correction for row in load_facts(pack).current(at("2025-05-01"))] == ["separator"]


def test_decimals_of_the_new_value_are_those_written(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace("{unit: tỷ đồng}", "{value: 239.10, unit: nghìn tỷ đồng}"))

    _, mended = load_facts(pack).history(KEY)
    assert (str(mended.value), mended.decimals) == ("239.10", 2)


def test_corrected_value_is_not_warned_of_as_a_slip(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(
        RAW,
        RAW.replace("estimate_1,239163,nghìn tỷ", "scenario,239143,tỷ").replace("2025-03-25", "2025-01-01"),
    )
    assert [p.code for p in check_facts(pack)] == ["QS043"]

    write_corrections(ENTRY.replace('period: "2025"', 'period: "2025", stage: estimate_1'))
    assert check_facts(pack) == []


@pytest.mark.parametrize("empty", ["", "[]\n", "# chưa có\n"])
def test_list_without_entries(pack: Pack, write_facts: Write, write_corrections: Write, empty: str) -> None:
    write_facts(RAW)
    write_corrections(empty)

    assert [c for c in codes(pack) if c.startswith("QS")] == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("- id: separator", "- name: separator", "name"),
        ("  reason: Dấu chấm là dấu phân cách nghìn\n", "", "reason"),
        ("status: open", "status: opened", "status"),
        ("indicator: grdp.current, ", "", "match"),
        ("area: bac-giang", "are: bac-giang", "match.are"),
        ('period: "2025"', 'period: "hai lăm"', "match.period"),
        ('expect: {value: "239163", unit', "expect: {unit", "expect"),
        ("set: {unit: tỷ đồng}", "set: {}", "set"),
        ("set: {unit: tỷ đồng}", "set: {unit: [tỷ]}", "set.unit"),
        ("set: {unit: tỷ đồng}", "set: {stage: official}", "set.stage"),
        ("known_from: 2025-04-10", "known_from:", "known_from"),
    ],
)
def test_malformed_entry_is_told_with_its_key(
    pack: Pack, write_facts: Write, write_corrections: Write, old: str, new: str, key: str
) -> None:
    write_facts(RAW)
    assert old in ENTRY
    write_corrections(ENTRY.replace(old, new))

    problems = [p for p in check_facts(pack) if p.code == "QS063"]
    assert key in [p.where.column for p in problems]
    assert all(p.where.file == "corrections.yaml" and p.where.line for p in problems)


@pytest.mark.parametrize(
    "text", ["one: two\n", "- just words\n", "- - -\n", "!!python/object:os.system {}\n", "a: [\n"]
)
def test_file_of_another_shape_is_told_and_nothing_loads(
    pack: Pack, write_facts: Write, write_corrections: Write, text: str
) -> None:
    write_facts(RAW)
    write_corrections(text)

    assert codes(pack)
    with pytest.raises(FactsError):
        load_facts(pack)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("set: {unit: tỷ đồng}", "set: {unit: tỷ đô}", "GK033"),
        ("set: {unit: tỷ đồng}", 'set: {value: "239,163"}', "GK030"),
        ("known_from: 2025-04-10", "known_from: 10/4/2025", "GK031"),
    ],
)
def test_cells_of_a_correction_are_read_by_the_rules_of_facts(
    pack: Pack, write_facts: Write, write_corrections: Write, old: str, new: str, code: str
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace(old, new))

    assert codes(pack) == [code]


def test_corrected_unit_must_fit_the_indicator(
    pack: Pack, write_facts: Write, write_corrections: Write
) -> None:
    write_facts(RAW)
    write_corrections(ENTRY.replace("set: {unit: tỷ đồng}", "set: {unit: '%'}"))

    assert codes(pack) == ["QS022"]
