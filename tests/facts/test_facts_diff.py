"""What changed between two days, and how one figure went from release to release."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from thuocdo.errors import ThuocdoError
from thuocdo.facts.diff import ChangeOfFact, diff_facts, releases
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, SeriesKey, Source, Stage
from thuocdo.periods import year
from thuocdo.quantities import UNITS

KEY = SeriesKey("grdp.current", "bac-giang", "2023")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def row(
    known: str,
    value: str | None,
    stage: Stage = Stage.OFFICIAL,
    *,
    unit: str = "tỷ đồng",
    status: ObsStatus = ObsStatus.NORMAL,
    **more: object,
) -> Observation:
    return Observation(
        indicator="grdp.current",
        area="bac-giang",
        period=year(2023),
        stage=stage,
        value=None if value is None else Decimal(value),
        unit=UNITS.parse(unit),
        known_from=at(known),
        decimals=0 if value is None else len(value.partition(".")[2]),
        status=status,
        **more,
    )


def diff(*rows: Observation) -> list[tuple[ChangeOfFact, str | None, str | None, str | None]]:
    """Return the changes between February and June 2024."""
    changes = diff_facts(MemoryFacts(rows), at("2024-02-01"), at("2024-06-01"))
    return [
        (
            change.kind,
            None if change.old is None or change.old.value is None else str(change.old.value),
            None if change.new.value is None else str(change.new.value),
            None if change.difference is None else str(change.difference),
        )
        for change in changes
    ]


def test_nothing_changed_is_an_empty_list() -> None:
    assert diff(row("2024-01-01", "181900")) == []


def test_first_figure_is_new() -> None:
    assert diff(row("2024-03-01", "181900")) == [(ChangeOfFact.NEW, None, "181900", None)]


def test_another_value_is_revised_with_its_difference() -> None:
    rows = [row("2024-01-01", "181900", Stage.ESTIMATE_1), row("2024-03-01", "183200")]

    assert diff(*rows) == [(ChangeOfFact.REVISED, "181900", "183200", "1300")]


def test_difference_is_in_the_unit_of_the_new_release() -> None:
    rows = [row("2024-01-01", "181900", Stage.ESTIMATE_1), row("2024-03-01", "183.2", unit="nghìn tỷ đồng")]

    ((kind, _, _, difference),) = diff(*rows)
    assert (kind, Decimal(difference or "0")) == (ChangeOfFact.REVISED, Decimal("1.3"))


def test_same_amount_in_a_higher_stage_or_another_scale_is_confirmed() -> None:
    rows = [row("2024-01-01", "181900", Stage.ESTIMATE_1), row("2024-03-01", "181.9", unit="nghìn tỷ đồng")]

    assert [kind for kind, *_ in diff(*rows)] == [ChangeOfFact.CONFIRMED]


def test_another_source_with_the_same_figure_is_no_change() -> None:
    rows = [row("2024-01-01", "181900"), row("2024-03-01", "181900", source=Source("bao-cao"))]

    assert diff(*rows) == []


def test_same_value_printed_more_exactly_is_confirmed() -> None:
    rows = [row("2024-01-01", "181900"), row("2024-03-01", "181900.0")]

    assert diff(*rows) == [(ChangeOfFact.CONFIRMED, "181900", "181900.0", "0.0")]


def test_declared_correction_is_corrected_with_its_reason() -> None:
    rows = [
        row("2024-01-01", "181900000", Stage.ESTIMATE_1),
        row("2024-03-01", "181900", Stage.ESTIMATE_1, correction="nghin", note="thừa ba số không"),
    ]
    (change,) = diff_facts(MemoryFacts(rows), at("2024-02-01"), at("2024-06-01"))

    assert change.kind is ChangeOfFact.CORRECTED
    assert change.reason.vi == "nghin: thừa ba số không"


def test_withdrawal_is_withdrawn_and_coming_back_is_new() -> None:
    withdrawn = row("2024-03-01", None, status=ObsStatus.WITHDRAWN)

    assert diff(row("2024-01-01", "181900"), withdrawn) == [(ChangeOfFact.WITHDRAWN, "181900", None, None)]
    assert diff(replace(withdrawn, known_from=at("2024-01-15")), row("2024-03-01", "1")) == [
        (ChangeOfFact.NEW, None, "1", None)
    ]


def test_figure_that_turns_out_impossible_is_withdrawn_with_that_reason() -> None:
    rows = [row("2024-01-01", "12"), row("2024-03-01", None, status=ObsStatus.CANNOT_EXIST)]
    (change,) = diff_facts(MemoryFacts(rows), at("2024-02-01"), at("2024-06-01"))

    assert (change.kind, change.reason.en) == (ChangeOfFact.WITHDRAWN, "no such figure can exist")


def test_blank_that_appears_is_no_change() -> None:
    assert diff(row("2024-03-01", None, status=ObsStatus.NOT_COLLECTED)) == []


def test_blank_that_is_filled_is_new_and_says_so() -> None:
    rows = [row("2024-01-01", None, status=ObsStatus.NOT_COLLECTED), row("2024-03-01", "4")]
    (change,) = diff_facts(MemoryFacts(rows), at("2024-02-01"), at("2024-06-01"))

    assert (change.kind, change.reason.vi) == (ChangeOfFact.NEW, "chỗ trống nay có số liệu: chính thức")


def test_disputed_and_late_estimate_change_nothing() -> None:
    rows = [
        row("2024-01-01", "181900"),
        row("2024-03-01", "190000", Stage.REVISED, disputed=True),
        row("2024-04-01", "170000", Stage.ESTIMATE_2),
    ]

    assert diff(*rows) == []


def test_reason_names_both_releases() -> None:
    rows = [row("2024-01-01", "1", Stage.ESTIMATE_1), row("2024-03-01", "2")]
    (change,) = diff_facts(MemoryFacts(rows), at("2024-02-01"), at("2024-06-01"))

    assert change.reason.vi == "số liệu chính thức thay số liệu ước"


def test_release_of_the_same_stage_says_so() -> None:
    rows = [row("2024-01-01", "1"), row("2024-03-01", "2")]
    (change,) = diff_facts(MemoryFacts(rows), at("2024-02-01"), at("2024-06-01"))

    assert change.reason.en == "official figure published again"


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ThuocdoError) as caught:
        diff_facts(MemoryFacts(), at("2024-06-01"), at("2024-02-01"))

    assert caught.value.problems[0].code == "QS080"


def test_releases_show_each_step() -> None:
    store = MemoryFacts(
        [
            row("2024-01-01", "181900", Stage.ESTIMATE_1),
            row("2024-02-01", "190000", Stage.ESTIMATE_1, disputed=True),
            row("2024-10-01", "183200", Stage.PRELIMINARY),
            row("2024-11-01", "150000", Stage.ESTIMATE_2),
            row("2025-10-01", "184000"),
        ]
    )

    assert [(str(r.row.value), r.is_effective, str(r.difference)) for r in releases(store, KEY)] == [
        ("181900", True, "None"),
        ("190000", False, "8100"),
        ("183200", True, "1300"),
        ("150000", False, "-33200"),
        ("184000", True, "800"),
    ]


def test_releases_of_an_unknown_figure_are_none() -> None:
    assert releases(MemoryFacts(), KEY) == []


def test_every_kind_of_change_has_words() -> None:
    assert [kind for kind in ChangeOfFact if not (kind.label.vi and kind.label.en)] == []
