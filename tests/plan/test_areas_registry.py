from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.errors import Text
from thuocdo.plan.areas import Area, AreaChange, AreaRegistry, ChangeKind, Level, UnknownArea, UnknownShare

OLD, NEW = date(2020, 1, 1), date(2025, 7, 1)


def make_area(
    area_id: str,
    parent: str | None = "p",
    since: date | None = None,
    until: date | None = None,
    level: Level = Level.COMMUNE,
) -> Area:
    version, _, code = area_id.partition(":")
    return Area(area_id, version, code or area_id, Text(area_id, area_id), "xã", level, parent, since, until)


def make_change(
    from_id: str,
    to_id: str | None,
    kind: ChangeKind = ChangeKind.MERGE,
    share: str | None = "1",
    basis: str = "",
    on: date = NEW,
) -> AreaChange:
    return AreaChange(on, kind, from_id, to_id, None if share is None else Decimal(share), basis)


def make_split_registry() -> AreaRegistry:
    """Commune a was split between b and c in 2020, by population and by area; all three merged in 2025."""
    areas = [
        make_area("p", None, level=Level.PROVINCE),
        make_area("a", until=OLD),
        make_area("b", since=OLD, until=NEW),
        make_area("c", since=OLD, until=NEW),
        make_area("d", since=NEW),
    ]
    split = ChangeKind.SPLIT
    changes = [
        make_change("a", "b", split, "0.75", "population", OLD),
        make_change("a", "c", split, "0.25", "population", OLD),
        make_change("a", "b", split, "0.5", "area", OLD),
        make_change("a", "c", split, "0.5", "area", OLD),
        make_change("b", "d"),
        make_change("c", "d"),
    ]
    return AreaRegistry(areas, changes)


def test_a_unit_is_valid_from_its_first_day_to_the_day_before_valid_to() -> None:
    area = make_area("a", since=OLD, until=NEW)
    days = [date(2019, 12, 31), OLD, date(2025, 6, 30), NEW]
    assert [area.is_valid(day) for day in days] == [False, True, True, False]


def test_a_unit_without_dates_is_always_valid() -> None:
    assert make_area("a").is_valid(date.min)
    assert make_area("a").is_valid(date.max)


def test_one_code_denotes_different_units_on_different_days() -> None:
    registry = AreaRegistry(
        [
            make_area("2004:24", until=NEW),
            make_area("2004:24@2025", since=NEW),
            make_area("2025:24", since=NEW),
        ]
    )
    # make_area takes the code from the id, so the second row has a code of its own
    assert [area.id for area in registry.find("2004", "24")] == ["2004:24"]
    assert registry.find("2004", "24", on=NEW) == ()
    assert [area.id for area in registry.find("2025", "24", on=NEW)] == ["2025:24"]


def test_an_unknown_id_says_which_ids_come_close() -> None:
    registry = AreaRegistry([make_area("bac-giang"), make_area("bac-ninh")])
    with pytest.raises(UnknownArea) as caught:
        registry.get("bac-gian")
    assert "bac-giang" in caught.value.say("en")
    assert "bac-giang" in caught.value.say("vi")


def test_an_id_like_no_other_says_what_to_do() -> None:
    with pytest.raises(UnknownArea) as caught:
        AreaRegistry().get("xyz")
    assert "areas.csv" in caught.value.say("vi")


@pytest.mark.parametrize("ask", ["children", "changes_from", "changes_to", "successors", "shares"])
def test_every_question_about_an_unknown_unit_is_refused(ask: str) -> None:
    registry = AreaRegistry()
    method = getattr(registry, ask)
    with pytest.raises(UnknownArea):
        method("x", NEW) if ask in {"children", "shares"} else method("x")


def test_the_first_of_two_rows_with_one_id_is_kept() -> None:
    first, second = make_area("a", since=OLD), make_area("a", since=NEW)
    assert list(AreaRegistry([first, second])) == [first]


def test_a_registry_knows_its_size_and_its_ids() -> None:
    registry = make_split_registry()
    assert len(registry) == 5
    assert "a" in registry
    assert "z" not in registry


def test_units_in_force_can_be_asked_by_tier() -> None:
    registry = make_split_registry()
    assert [area.id for area in registry.valid_on(NEW)] == ["p", "d"]
    assert [area.id for area in registry.valid_on(NEW, Level.COMMUNE)] == ["d"]


def test_successors_and_predecessors_are_each_named_once() -> None:
    registry = make_split_registry()
    assert [area.id for area in registry.successors("a")] == ["b", "c"]
    assert [area.id for area in registry.predecessors("d")] == ["b", "c"]
    assert [area.id for area in registry.predecessors("b")] == ["a"]


def test_shares_follow_the_lineage_over_several_changes() -> None:
    registry = make_split_registry()
    day = date(2021, 1, 1)
    assert [(area.id, share) for area, share in registry.shares("a", day)] == [
        ("b", Decimal("0.75")),
        ("c", Decimal("0.25")),
    ]
    assert [(area.id, share) for area, share in registry.shares("a", NEW)] == [("d", Decimal(1))]


def test_shares_are_taken_from_one_basis_and_never_mixed() -> None:
    registry = make_split_registry()
    day = date(2021, 1, 1)
    assert [share for _, share in registry.shares("a", day, "area")] == [Decimal("0.5"), Decimal("0.5")]
    assert [share for _, share in registry.shares("a", day, "households")] == [
        Decimal("0.75"),
        Decimal("0.25"),
    ]


def test_a_unit_in_force_is_wholly_itself() -> None:
    registry = make_split_registry()
    assert [(area.id, share) for area, share in registry.shares("b", OLD)] == [("b", Decimal(1))]


def test_a_whole_has_no_share_in_its_parts_of_before() -> None:
    assert make_split_registry().shares("d", OLD) == []


def test_an_abolished_unit_has_no_successor() -> None:
    registry = AreaRegistry([make_area("a", until=NEW)], [make_change("a", None, ChangeKind.ABOLISH)])
    assert registry.shares("a", NEW) == []
    assert registry.successors("a") == ()


def test_a_unit_that_ended_without_a_word_has_no_shares() -> None:
    registry = AreaRegistry([make_area("a", until=OLD)])
    assert registry.shares("a", NEW) == []
    assert registry.links("a") == ()


def test_a_split_without_stated_shares_is_refused() -> None:
    areas = [make_area("a", until=NEW), make_area("b", since=NEW), make_area("c", since=NEW)]
    split = ChangeKind.SPLIT
    registry = AreaRegistry(areas, [make_change("a", "b", split, None), make_change("a", "c", split, None)])
    with pytest.raises(UnknownShare) as caught:
        registry.shares("a", NEW)
    assert "area_changes.csv" in caught.value.say("en")


def make_tiers() -> AreaRegistry:
    """District e was renamed to f, f merged into g; h was split between i and j."""
    district = Level.DISTRICT
    areas = [
        make_area("p", None, level=Level.PROVINCE),
        make_area("e", "p", until=OLD, level=district),
        make_area("f", "p", OLD, NEW, district),
        make_area("g", "p", NEW, level=district),
        make_area("h", "p", until=NEW, level=district),
        make_area("i", "p", NEW, level=district),
        make_area("j", "p", NEW, level=district),
        make_area("x", "e"),
        make_area("y", "h"),
        make_area("z", "i", NEW),
    ]
    changes = [
        make_change("e", "f", ChangeKind.RENAME, on=OLD),
        make_change("f", "g"),
        make_change("h", "i", ChangeKind.SPLIT, "0.5"),
        make_change("h", "j", ChangeKind.SPLIT, "0.5"),
    ]
    return AreaRegistry(areas, changes)


def test_a_child_follows_its_parent_through_renames_and_mergers() -> None:
    registry = make_tiers()
    parents = [registry.parent("x", day) for day in (date(2019, 1, 1), OLD, NEW)]
    assert [parent and parent.id for parent in parents] == ["e", "f", "g"]
    assert [area.id for area in registry.children("g", NEW)] == ["x"]


def test_a_child_of_a_split_parent_is_not_given_to_either_part() -> None:
    registry = make_tiers()
    assert registry.parent("y", NEW) is None
    assert [area.id for area in registry.children("i", NEW)] == ["z"]


def test_a_parent_that_begins_later_is_no_parent_yet() -> None:
    registry = AreaRegistry([make_area("e", None, NEW, level=Level.DISTRICT), make_area("x", "e")])
    assert registry.parent("x", OLD) is None


def test_a_province_has_no_parent() -> None:
    assert make_tiers().parent("p", NEW) is None


def test_descendants_are_found_through_the_tier_between() -> None:
    registry = make_tiers()
    assert [area.id for area in registry.descendants("p", NEW, Level.COMMUNE)] == ["x", "z"]
    assert [area.id for area in registry.descendants("p", NEW, Level.DISTRICT)] == ["g", "i", "j"]


def test_a_label_reads_as_in_a_sentence() -> None:
    area = Area("2025:07210", "2025", "07210", Text("Bắc Giang", "Bắc Giang"), "phường", Level.COMMUNE)
    assert area.label == Text("phường Bắc Giang", "Bắc Giang")
    assert Level.COMMUNE.label.vi == "đơn vị cấp xã"


@given(st.lists(st.integers(min_value=1, max_value=999), min_size=1, max_size=6))
def test_shares_of_any_split_sum_to_one_on_any_later_map(parts: list[int]) -> None:
    cuts = [Decimal(part) / 1000 for part in parts]
    shares = [*cuts[1:], 1 - sum(cuts[1:], Decimal(0))]
    names = [f"n{place}" for place in range(len(shares))]
    areas = [make_area("a", until=OLD), *(make_area(name, since=OLD) for name in names)]
    changes = [
        make_change("a", name, ChangeKind.SPLIT, str(share), "population", OLD)
        for name, share in zip(names, shares, strict=True)
    ]
    found = AreaRegistry(areas, changes).shares("a", NEW)
    assert sum((share for _, share in found), Decimal(0)) == 1
