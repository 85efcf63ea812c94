"""The units of the example pack, against the counts that the resolutions themselves state."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.errors import Severity
from thuocdo.plan.areas import Area, AreaRegistry, ChangeKind, Level, UnknownShare, read_areas

PACK = Path(__file__).parents[2] / "examples" / "bac-giang"
LAST_DAY, MERGED = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def registry() -> AreaRegistry:
    return read_areas(PACK / "areas.csv", PACK / "area_changes.csv")[0]


@pytest.fixture(scope="module")
def old(registry: AreaRegistry) -> list[Area]:
    return list(registry.valid_on(LAST_DAY, Level.COMMUNE))


@pytest.fixture(scope="module")
def new(registry: AreaRegistry) -> list[Area]:
    return list(registry.valid_on(MERGED, Level.COMMUNE))


def test_the_tables_have_no_fault_but_the_two_splits_without_shares() -> None:
    _, problems = read_areas(PACK / "areas.csv", PACK / "area_changes.csv")
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("DB012", Severity.NOTE),
        ("DB012", Severity.NOTE),
    ]


def count_kinds(registry: AreaRegistry, province: str, day: date, level: Level) -> dict[str, int]:
    return dict(Counter(area.kind for area in registry.descendants(province, day, level)))


@pytest.mark.parametrize(
    ("province", "day", "xa", "phuong", "thi_tran"),
    [
        # Council resolution 20/NQ-HĐND of 2019: 40 of 230 units become 19
        ("bac-giang", "2019-12-31", 204, 10, 16),
        # 813/NQ-UBTVQH14
        ("bac-giang", "2020-01-01", 184, 10, 15),
        # 510/NQ-UBTVQH15
        ("bac-giang", "2022-07-01", 182, 10, 17),
        # 938/NQ-UBTVQH15
        ("bac-giang", "2024-02-01", 175, 19, 15),
        # 1191/NQ-UBTVQH15
        ("bac-giang", "2025-01-01", 143, 35, 14),
        # 1191/NQ-UBTVQH14 and 387/NQ-UBTVQH15
        ("bac-ninh-1997", "2021-02-01", 89, 31, 6),
        ("bac-ninh-1997", "2021-11-01", 89, 31, 6),
        # 723/NQ-UBTVQH15: 21 wards more, 19 communes and 2 townships fewer
        ("bac-ninh-1997", "2023-04-10", 70, 52, 4),
        # 1255/NQ-UBTVQH15
        ("bac-ninh-1997", "2024-12-01", 66, 50, 5),
        # 1658/NQ-UBTVQH15
        ("bac-ninh", "2025-07-01", 66, 33, 0),
    ],
)
def test_units_of_each_kind_are_as_many_as_the_resolution_counts(
    registry: AreaRegistry, province: str, day: str, xa: int, phuong: int, thi_tran: int
) -> None:
    counted = count_kinds(registry, province, date.fromisoformat(day), Level.COMMUNE)
    expected = {"xã": xa, "phường": phuong, "thị trấn": thi_tran}
    assert counted == {kind: number for kind, number in expected.items() if number}


@pytest.mark.parametrize(
    ("province", "day", "expected"),
    [
        ("bac-giang", "2023-12-31", {"thành phố": 1, "huyện": 9}),
        ("bac-giang", "2024-02-01", {"thành phố": 1, "thị xã": 1, "huyện": 8}),
        ("bac-giang", "2025-01-01", {"thành phố": 1, "thị xã": 2, "huyện": 7}),
        ("bac-ninh-1997", "2021-02-01", {"thành phố": 1, "thị xã": 1, "huyện": 6}),
        ("bac-ninh-1997", "2021-11-01", {"thành phố": 2, "huyện": 6}),
        ("bac-ninh-1997", "2025-06-30", {"thành phố": 2, "thị xã": 2, "huyện": 4}),
        ("bac-ninh", "2025-07-01", {}),
    ],
)
def test_districts_of_each_kind_are_as_many_as_the_resolution_counts(
    registry: AreaRegistry, province: str, day: str, expected: dict[str, int]
) -> None:
    assert count_kinds(registry, province, date.fromisoformat(day), Level.DISTRICT) == expected


def test_313_communes_became_99(registry: AreaRegistry, old: list[Area], new: list[Area]) -> None:
    assert len(registry.descendants("bac-giang", LAST_DAY, Level.COMMUNE)) == 192
    assert len(registry.descendants("bac-ninh-1997", LAST_DAY, Level.COMMUNE)) == 121
    assert (len(old), len(new)) == (313, 99)
    assert {target.id for area in old for target, _ in registry.shares(area.id, MERGED)} == {
        area.id for area in new
    }


def test_no_commune_was_split_on_1_july_2025(registry: AreaRegistry, old: list[Area]) -> None:
    assert {len(registry.shares(area.id, MERGED)) for area in old} == {1}
    assert {share for area in old for _, share in registry.shares(area.id, MERGED)} == {Decimal(1)}


def test_only_tuan_dao_was_left_as_it_was(registry: AreaRegistry) -> None:
    renamed = [
        change for change in registry.changes if change.date == MERGED and change.kind is ChangeKind.RENAME
    ]
    assert [(change.from_id, change.to_id) for change in renamed] == [("2004:07663@2025", "2025:07663")]
    assert registry.get("2025:07663").name.vi == "Tuấn Đạo"


def test_two_provinces_became_one(registry: AreaRegistry) -> None:
    assert [area.id for area in registry.predecessors("bac-ninh")] == ["bac-giang", "bac-ninh-1997"]
    assert [area.id for area in registry.valid_on(LAST_DAY, Level.PROVINCE)] == ["bac-giang", "bac-ninh-1997"]
    assert [area.id for area in registry.valid_on(MERGED, Level.PROVINCE)] == ["bac-ninh"]


def test_code_24_changed_its_meaning_and_code_27_vanished(registry: AreaRegistry) -> None:
    provinces = [area for area in registry if area.level is Level.PROVINCE]
    by_code = {(area.version, area.code): area.name.vi for area in provinces}
    assert by_code == {("2004", "24"): "Bắc Giang", ("2004", "27"): "Bắc Ninh", ("2025", "24"): "Bắc Ninh"}


def test_59_of_the_99_new_codes_used_to_denote_a_unit_of_another_name_or_kind(
    old: list[Area], new: list[Area]
) -> None:
    before = {area.code: area for area in old}
    assert {area.code for area in new} <= set(before)
    assert sum(before[area.code].name != area.name for area in new) == 51
    assert sum(before[area.code].label != area.label for area in new) == 59


def test_code_07210_was_hoang_van_thu_and_is_bac_giang(registry: AreaRegistry) -> None:
    assert [area.label.vi for area in registry.find("2004", "07210", on=LAST_DAY)] == ["phường Hoàng Văn Thụ"]
    assert [area.label.vi for area in registry.find("2025", "07210", on=MERGED)] == ["phường Bắc Giang"]


def test_lam_thao_and_binh_dinh_are_both_lam_thao_now(registry: AreaRegistry) -> None:
    assert registry.get("2004:09535").name.vi == "Lâm Thao"
    assert registry.get("2004:09529").name.vi == "Bình Định"
    assert [area.id for area in registry.successors("2004:09535")] == ["2025:09529"]
    assert [area.id for area in registry.successors("2004:09529")] == ["2025:09529"]
    assert registry.get("2025:09529").name.vi == "Lâm Thao"


def test_joining_on_the_code_alone_would_lose_214_communes_and_mismatch_others(
    registry: AreaRegistry, old: list[Area], new: list[Area]
) -> None:
    new_codes = {area.code for area in new}
    assert sum(area.code not in new_codes for area in old) == 214
    # The code stays with one of the communes that were merged, so a join takes a part for the whole.
    wrong = [area for area in new if len(registry.predecessors(area.id)) > 1]
    assert len(wrong) == 98


def test_joining_on_the_name_alone_would_lose_230_communes_and_confuse_two(
    old: list[Area], new: list[Area]
) -> None:
    new_names = {area.name.vi for area in new}
    assert sum(area.name.vi not in new_names for area in old) == 230
    twice = [name for name, times in Counter(area.name.vi for area in old).items() if times > 1]
    assert twice == ["Đồng Tiến"]


def test_a_name_may_come_back_for_another_place(registry: AreaRegistry) -> None:
    # Xã Quang Minh of Hiệp Hòa ended when xã Quang Minh of Lương Tài had been there for a month.
    named = [area for area in registry if area.name.vi == "Quang Minh"]
    assert [(area.code, area.parent) for area in named] == [("07843", "2004:223"), ("09517", "2004:264")]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [(date(2020, 1, 1), 40, 19), (date(2025, 1, 1), 32, 15)],
)
def test_mergers_of_communes_in_bac_giang_are_as_many_as_stated(
    registry: AreaRegistry, day: date, before: int, after: int
) -> None:
    mergers = [
        change
        for change in registry.changes
        if change.date == day
        and change.kind is ChangeKind.MERGE
        and registry.get(change.from_id).level is Level.COMMUNE
        and len(registry.predecessors(change.to_id or "")) > 1
        and "2004:07549" not in {area.id for area in registry.predecessors(change.to_id or "")}
    ]
    assert len({change.from_id for change in mergers}) == before
    assert len({change.to_id for change in mergers}) == after


def test_the_34_that_became_17_are_the_32_mergers_and_two_whose_border_moved(registry: AreaRegistry) -> None:
    day = date(2025, 1, 1)
    moved = [change for change in registry.changes if change.date == day and change.from_id == "2004:07549"]
    units = {change.from_id for change in moved} | {"2004:07555"}
    assert (32 + len(units), 15 + len({change.to_id for change in moved})) == (34, 17)


def test_thanh_hai_was_split_by_the_people_and_the_land_that_the_resolution_states(
    registry: AreaRegistry,
) -> None:
    by_people = {area.id: share for area, share in registry.shares("2004:07549", MERGED, "population")}
    by_land = {area.id: share for area, share in registry.shares("2004:07549", MERGED, "area")}
    assert by_people["2025:07537"] == (Decimal(520) / Decimal(17413 + 520)).quantize(Decimal("0.000001"))
    assert by_land["2025:07537"] == (Decimal("11.98") / Decimal("29.07")).quantize(Decimal("0.000001"))
    assert sum(by_people.values()) == sum(by_land.values()) == 1


def test_the_share_of_luc_ngan_as_a_whole_is_stated_nowhere(registry: AreaRegistry) -> None:
    with pytest.raises(UnknownShare):
        registry.shares("2004:219", date(2025, 1, 1))


def test_yen_dung_became_part_of_bac_giang_city(registry: AreaRegistry) -> None:
    day = date(2025, 1, 1)
    assert [area.id for area in registry.successors("2004:221")] == ["2004:213@2025"]
    assert len(registry.children("2004:213@2025", day)) == 31
    before = date(2024, 12, 31)
    assert (len(registry.children("2004:213", before)), len(registry.children("2004:221", before))) == (
        16,
        18,
    )


def test_27_wards_and_4_townships_were_established_in_the_term(registry: AreaRegistry) -> None:
    def new_of(kind: str, days: set[str]) -> int:
        return sum(
            1
            for area in registry
            if area.kind == kind
            and area.version == "2004"
            and str(area.valid_from) in days
            and area.code.startswith("07")
            and all(before.kind != kind for before in registry.predecessors(area.id))
        )

    # phường Tân An: two units that were no wards before
    assert new_of("phường", {"2024-02-01", "2025-01-01"}) == 27
    assert new_of("thị trấn", {"2022-07-01", "2025-01-01"}) == 4


def test_every_unit_of_2019_finds_its_whole_self_on_the_map_of_today(registry: AreaRegistry) -> None:
    for area in registry.valid_on(date(2019, 12, 31), Level.COMMUNE):
        for basis in ("population", "area"):
            assert sum(share for _, share in registry.shares(area.id, MERGED, basis)) == 1


def test_codes_keep_their_leading_zeros(registry: AreaRegistry) -> None:
    length = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
    assert all(len(area.code) == length[area.level] for area in registry)


def test_every_document_named_is_in_the_pack(registry: AreaRegistry) -> None:
    known = {line.split(",")[0] for line in (PACK / "documents.csv").read_text("utf-8").splitlines()}
    named = {area.document for area in registry} | {change.document for change in registry.changes}
    assert named - {""} <= known


@pytest.mark.parametrize(
    ("code", "name"), [("09379", "Phù Khê"), ("09370", "Tam Sơn"), ("09385", "Đồng Nguyên")]
)
def test_three_codes_of_bac_ninh_are_those_in_force_and_not_of_the_draft_list(
    registry: AreaRegistry, code: str, name: str
) -> None:
    assert [area.name.vi for area in registry.find("2025", code)] == [name]
