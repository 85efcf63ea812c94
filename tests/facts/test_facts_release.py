"""Which release of a figure is what we know: one fact per test."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.facts.release import is_same_release, supersede
from thuocdo.periods import year
from thuocdo.quantities import UNITS, Approximation

PERCENT = UNITS.parse("%")


def row(
    known: str,
    value: str | None = "13.45",
    stage: Stage = Stage.OFFICIAL,
    *,
    status: ObsStatus = ObsStatus.NORMAL,
    disputed: bool = False,
    place: str = "",
    correction: str = "",
) -> Observation:
    return Observation(
        indicator="grdp.growth",
        area="bac-giang",
        period=year(2023),
        stage=stage,
        value=None if value is None else Decimal(value),
        unit=PERCENT,
        known_from=datetime.fromisoformat(known),
        decimals=0 if value is None or "." not in value else len(value.split(".")[1]),
        status=status,
        disputed=disputed,
        source=Source(place=place),
        correction=correction,
    )


def known(rows: list[Observation], at: str) -> list[str | None]:
    instant = datetime.fromisoformat(at)
    return [None if r.value is None else str(r.value) for r in supersede(rows) if r.is_current(instant)]


def test_one_release_is_known_from_its_day_on() -> None:
    rows = [row("2024-01-05")]

    assert known(rows, "2024-01-04T23:59:59") == []
    assert known(rows, "2024-01-05") == ["13.45"]
    assert known(rows, "2099-01-01") == ["13.45"]


def test_higher_stage_replaces_lower() -> None:
    rows = [row("2023-12-29", "13.45", Stage.ESTIMATE_1), row("2025-03-25", "14.99", Stage.OFFICIAL)]

    assert known(rows, "2024-01-31") == ["13.45"]
    assert known(rows, "2025-04-01") == ["14.99"]


@pytest.mark.parametrize("late", [stage for stage in Stage if stage.order < Stage.OFFICIAL.order])
def test_lower_stage_never_replaces_official(late: Stage) -> None:
    rows = [row("2024-01-01", "14.99"), row("2024-06-01", "13.45", late)]

    assert known(rows, "2024-07-01") == ["14.99"]


def test_row_that_never_was_current_has_an_empty_interval() -> None:
    _, late = supersede([row("2024-01-01", "14.99"), row("2024-06-01", "13.45", Stage.ESTIMATE_1)])

    assert late.superseded_at == late.known_from


def test_equal_stage_known_later_replaces() -> None:
    rows = [row("2024-01-01", "14.99"), row("2024-06-01", "15.01")]

    assert known(rows, "2024-05-31") == ["14.99"]
    assert known(rows, "2024-06-01") == ["15.01"]


def test_interval_is_open_at_its_end() -> None:
    first, second = supersede([row("2024-01-01", "14.99"), row("2024-06-01", "15.01")])

    assert first.superseded_at == second.known_from == datetime.fromisoformat("2024-06-01")
    assert second.superseded_at is None


def test_same_row_twice_is_kept_once() -> None:
    assert len(supersede([row("2024-01-01"), row("2024-01-01")])) == 1


def test_same_row_with_another_end_is_the_same_release() -> None:
    (ended,) = [r for r in supersede([row("2024-01-01"), row("2024-02-01")]) if r.superseded_at]

    assert is_same_release(ended, row("2024-01-01"))
    assert len(supersede([ended, row("2024-01-01")])) == 1


def test_two_sources_of_one_value_are_both_kept_and_one_is_current() -> None:
    rows = supersede([row("2024-01-01", place="L254"), row("2024-01-01", place="L172")])

    assert [r.source.place for r in rows] == ["L172", "L254"]
    assert known(rows, "2024-01-01") == ["13.45"]


def test_more_exact_rounding_of_one_release_is_what_we_know() -> None:
    rows = [row("2024-01-01", "13.45"), row("2024-01-01", "13.5"), row("2024-01-01", "13")]

    assert known(rows, "2024-01-01") == known(rows[::-1], "2024-01-01") == ["13.45"]


def test_exact_number_of_one_release_goes_before_an_approximate_one() -> None:
    nearly = replace(row("2024-01-01", "13.454"), approximation=Approximation.NEARLY)

    assert known([row("2024-01-01", "13.4"), nearly], "2024-01-01") == ["13.4"]


def test_two_values_at_one_instant_and_stage_leave_one_current_whatever_the_order() -> None:
    rows = [row("2024-01-01", "14.99"), row("2024-01-01", "15.01")]

    assert known(rows, "2024-02-01") == known(rows[::-1], "2024-02-01")
    assert len(known(rows, "2024-02-01")) == 1


def test_higher_stage_of_the_same_instant_wins() -> None:
    rows = [row("2024-01-01", "14.99", Stage.OFFICIAL), row("2024-01-01", "13.45", Stage.ESTIMATE_1)]

    assert known(rows, "2024-01-01") == known(rows[::-1], "2024-01-01") == ["14.99"]


def test_blank_never_replaces_a_value() -> None:
    rows = [
        row("2024-01-01", "13.45", Stage.ESTIMATE_1),
        row("2025-03-25", None, Stage.REVISED, status=ObsStatus.NOT_COLLECTED),
    ]

    assert known(rows, "2025-04-01") == ["13.45"]


def test_any_value_fills_a_blank_even_of_a_lower_stage() -> None:
    rows = [
        row("2025-03-25", None, Stage.OFFICIAL, status=ObsStatus.NOT_COLLECTED),
        row("2025-05-06", "4", Stage.ESTIMATE_1),
    ]

    assert known(rows, "2025-03-25") == [None]
    assert known(rows, "2025-05-06") == ["4"]


def test_blank_of_the_same_instant_does_not_hide_the_value() -> None:
    rows = [
        row("2025-03-25", None, Stage.REVISED, status=ObsStatus.NOT_COLLECTED),
        row("2025-03-25", "4", Stage.ESTIMATE_1),
    ]

    assert known(rows, "2025-03-25") == known(rows[::-1], "2025-03-25") == ["4"]


def test_blank_does_not_end_a_withdrawal() -> None:
    rows = [
        row("2024-01-01"),
        row("2024-02-01", None, status=ObsStatus.WITHDRAWN),
        row("2024-03-01", None, Stage.REVISED, status=ObsStatus.NOT_COLLECTED),
    ]

    assert [r.status for r in supersede(rows) if r.superseded_at is None] == [ObsStatus.WITHDRAWN]


def test_newer_blank_replaces_an_older_blank() -> None:
    rows = [
        row("2024-01-01", None, Stage.OFFICIAL, status=ObsStatus.NOT_COLLECTED, place="L1"),
        row("2024-02-01", None, Stage.ESTIMATE_1, status=ObsStatus.NOT_COLLECTED, place="L2"),
    ]

    assert [r.source.place for r in supersede(rows) if r.superseded_at is None] == ["L2"]


def test_withdrawn_value_stays_withdrawn_and_the_release_before_does_not_come_back() -> None:
    rows = [
        row("2023-12-29", "13.45", Stage.ESTIMATE_1),
        row("2024-10-01", "14.99"),
        row("2024-11-01", None, status=ObsStatus.WITHDRAWN),
    ]

    assert known(rows, "2024-10-31") == ["14.99"]
    assert known(rows, "2025-01-01") == [None]


def test_withdrawal_of_a_lower_stage_leaves_the_official_value() -> None:
    rows = [row("2024-10-01", "14.99"), row("2024-11-01", None, Stage.ESTIMATE_2, status=ObsStatus.WITHDRAWN)]

    assert known(rows, "2025-01-01") == ["14.99"]


def test_value_returns_after_a_withdrawal() -> None:
    rows = [
        row("2024-10-01", "14.99"),
        row("2024-11-01", None, status=ObsStatus.WITHDRAWN),
        row("2024-12-01", "14.50"),
    ]

    assert known(rows, "2024-11-15") == [None]
    assert known(rows, "2024-12-01") == ["14.50"]


def test_later_estimate_ends_the_withdrawal_of_an_official_value() -> None:
    rows = [
        row("2024-10-01", "14.99"),
        row("2024-11-01", None, status=ObsStatus.WITHDRAWN),
        row("2024-12-01", "14.2", Stage.ESTIMATE_2),
    ]

    assert known(rows, "2024-12-01") == ["14.2"]


def test_withdrawal_and_replacement_of_one_day_leave_the_replacement() -> None:
    rows = [
        row("2024-10-01", "14.99"),
        row("2024-11-01", None, status=ObsStatus.WITHDRAWN),
        row("2024-11-01", "14.50"),
    ]

    assert known(rows, "2024-11-01") == known(rows[::-1], "2024-11-01") == ["14.50"]


def test_figure_that_cannot_exist_replaces_a_value_and_yields_to_a_later_one() -> None:
    rows = [
        row("2024-01-01", "12"),
        row("2024-02-01", None, status=ObsStatus.CANNOT_EXIST),
        row("2024-03-01", "12"),
    ]

    assert known(rows, "2024-02-01") == [None]
    assert known(rows, "2024-03-01") == ["12"]


def test_disputed_row_is_never_current_even_alone() -> None:
    rows = [row("2024-01-01", "239.143", disputed=True)]

    assert known(rows, "2025-01-01") == []


def test_disputed_row_does_not_replace_and_is_kept() -> None:
    rows = [row("2024-01-01", "14.99"), row("2024-02-01", "15.5", Stage.REVISED, disputed=True)]

    assert known(rows, "2024-03-01") == ["14.99"]
    assert len(supersede(rows)) == 2


def test_keys_do_not_touch_each_other() -> None:
    rows = [row("2024-01-01", "14.99"), replace(row("2024-02-01", "1"), breakdown="URBANISATION=U")]

    assert [r.superseded_at for r in supersede(rows)] == [None, None]


def test_correction_wins_over_the_raw_row_of_the_same_instant() -> None:
    rows = [row("2024-01-01", "1.345", correction="typo"), row("2024-01-01", "13.45")]

    assert known(rows, "2024-01-01") == ["1.345"]


def test_superseded_at_that_came_with_a_row_is_worked_out_anew() -> None:
    stale = replace(row("2024-01-01"), superseded_at=datetime.fromisoformat("2024-01-02"))

    assert [r.superseded_at for r in supersede([stale])] == [None]
