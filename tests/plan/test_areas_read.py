from __future__ import annotations

import contextlib
import tempfile
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.errors import Severity
from thuocdo.plan.areas import AREA_PROBLEM_CODES, AreaRegistry, UnknownShare, read_areas

HEADER = "id,version,code,name,name_en,kind,level,parent,valid_from,valid_to,document"
CHANGES = "date,kind,from,to,share,basis,document,note"

PROVINCE = "p,2004,24,Bắc Giang,,tỉnh,province,,1997-01-01,,"
GOOD = [
    PROVINCE,
    "d,2004,213,Bắc Giang,,thành phố,district,p,,,",
    "a,2004,07201,Thọ Xương,,phường,commune,d,,2025-01-01,",
    "b,2004,07202,Ngô Quyền,,phường,commune,d,2025-01-01,,",
]
GOOD_CHANGE = "2025-01-01,rename,a,b,1,,,"


class Found:
    """What was read, and (code, line, column) of every problem."""

    def __init__(self, folder: Path, rows: Sequence[str], changes: Sequence[str] | None) -> None:
        (folder / "areas.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        if changes is not None:
            (folder / "area_changes.csv").write_text("\n".join([CHANGES, *changes]) + "\n", encoding="utf-8")
        self.registry: AreaRegistry
        self.registry, self.problems = read_areas(folder / "areas.csv", folder / "area_changes.csv")
        self.places = [
            (problem.code, problem.where.line, problem.where.column)
            for problem in self.problems
            if problem.where is not None
        ]


def read(folder: Path, rows: Sequence[str], changes: Sequence[str] | None = None) -> Found:
    return Found(folder, rows, changes)


def test_good_tables_have_no_problem(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, [GOOD_CHANGE])
    assert found.problems == []
    assert [area.id for area in found.registry] == ["p", "d", "a", "b"]
    assert found.registry.get("a").valid_to == date(2025, 1, 1)
    assert found.registry.get("p").name.en == "Bắc Giang"
    assert found.registry.get("b").line == 5
    assert found.registry.changes[0].share == Decimal(1)
    assert found.registry.changes[0].line == 2


def test_without_a_table_of_changes_nothing_changed(tmp_path: Path) -> None:
    found = read(tmp_path, [PROVINCE])
    assert found.registry.changes == ()
    assert read_areas(tmp_path / "areas.csv")[0].changes == ()


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    registry, problems = read_areas(tmp_path / "areas.csv")
    assert len(registry) == 0
    assert len(problems) == 1


def test_names_are_composed_whatever_way_they_were_typed(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", PROVINCE)
    assert decomposed != PROVINCE
    assert read(tmp_path, [decomposed]).registry.get("p").name.vi == "Bắc Giang"


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(f"{HEADER}\n{PROVINCE}\n", encoding="utf-8-sig")
    assert [area.id for area in read_areas(tmp_path / "areas.csv")[0]] == ["p"]


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_another_encoding_is_told_and_nothing_is_half_loaded(tmp_path: Path, encoding: str) -> None:
    text = unicodedata.normalize("NFD" if encoding == "cp1258" else "NFC", f"{HEADER}\n{PROVINCE}\n")
    (tmp_path / "areas.csv").write_bytes(text.encode(encoding, errors="ignore"))
    registry, problems = read_areas(tmp_path / "areas.csv")
    assert len(registry) == 0
    assert [problem.code for problem in problems] == ["GK007"]


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(f"{HEADER},colour\n{PROVINCE},red\n", encoding="utf-8")
    _, problems = read_areas(tmp_path / "areas.csv")
    assert [(problem.code, problem.where and problem.where.column) for problem in problems] == [
        ("GK022", "colour")
    ]


def test_a_duplicate_id_names_both_lines(tmp_path: Path) -> None:
    found = read(tmp_path, [PROVINCE, "p,2004,99,Khác,,tỉnh,province,,,,"])
    assert found.places == [("GK060", 3, "id")]
    assert "2" in found.problems[0].say("vi")


def test_one_code_for_two_units_at_once_is_told_with_both_lines(tmp_path: Path) -> None:
    rows = [PROVINCE, "q,2004,24,Bắc Ninh,,tỉnh,province,,2020-01-01,,"]
    found = read(tmp_path, rows)
    assert found.places == [("DB003", 3, "code")]


def test_one_code_for_two_units_one_after_the_other_is_fine(tmp_path: Path) -> None:
    rows = [
        "p,2004,24,Bắc Giang,,tỉnh,province,,,2020-01-01,",
        "q,2004,24,Bắc Ninh,,tỉnh,province,,2020-01-01,,",
    ]
    found = read(tmp_path, rows, ["2020-01-01,rename,p,q,,,,"])
    assert found.problems == []


def test_the_same_code_on_two_tiers_is_fine(tmp_path: Path) -> None:
    found = read(tmp_path, [PROVINCE, "d,2004,24,Thành phố,,thành phố,district,p,,,"])
    assert found.problems == []


def test_the_same_code_in_two_classifications_is_fine(tmp_path: Path) -> None:
    found = read(tmp_path, [PROVINCE, "q,2025,24,Bắc Ninh,,tỉnh,province,,,,"])
    assert found.problems == []


def test_a_validity_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, ["p,2004,24,Bắc Giang,,tỉnh,province,,2025-07-01,2025-07-01,"])
    assert found.places == [("GK095", 2, "valid_to")]


@pytest.mark.parametrize("cell", ["1/7/2025", "2025-13-01", "20250701", "2025-07", "hôm qua"])
def test_a_bad_date_is_told_with_the_form_that_is_wanted(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, [f"p,2004,24,Bắc Giang,,tỉnh,province,,{cell},,"])
    assert found.places == [("GK031", 2, "valid_from")]
    assert "2025-07-01" in found.problems[0].say("en")


def test_an_unknown_tier_lists_the_known_ones(tmp_path: Path) -> None:
    found = read(tmp_path, ["p,2004,24,Bắc Giang,,tỉnh,state,,,,"])
    assert found.places == [("GK034", 2, "level")]
    assert "province, district, commune" in found.problems[0].say("vi")


def test_a_kind_of_another_tier_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, [PROVINCE, "a,2004,07201,Thọ Xương,,huyện,commune,p,,,"])
    assert found.places == [("DB001", 3, "kind")]


def test_a_kind_nobody_knows_is_the_packs_own_affair(tmp_path: Path) -> None:
    found = read(tmp_path, [PROVINCE, "a,2004,07201,Thọ Xương,,khu tự trị,commune,p,,,"])
    assert found.problems == []


def test_an_unknown_parent_gets_a_suggestion(tmp_path: Path) -> None:
    rows = ["bac-giang,2004,24,Bắc Giang,,tỉnh,province,,,,", "a,2004,1,A,,xã,commune,bac-gian,,,"]
    found = read(tmp_path, rows)
    assert found.places == [("GK062", 3, "parent")]
    assert "bac-giang" in found.problems[0].say("vi")


def test_a_parent_whose_own_row_is_faulty_is_not_called_unknown(tmp_path: Path) -> None:
    rows = ["p,2004,24,Bắc Giang,,tỉnh,province,,hôm qua,,", "a,2004,1,A,,xã,commune,p,,,"]
    assert [code for code, _, _ in read(tmp_path, rows).places] == ["GK031"]


def test_a_row_that_could_not_be_split_into_cells_makes_no_unknown_parents(tmp_path: Path) -> None:
    rows = ["p,2004,24,Bắc Giang", "a,2004,1,A,,xã,commune,p,,,"]
    found = read(tmp_path, rows, ["2025-01-01,rename,p,q,,,,"])
    assert [code for code, _, _ in found.places] == ["GK025"]


def test_a_commune_needs_a_unit_above(tmp_path: Path) -> None:
    found = read(tmp_path, ["a,2004,1,A,,xã,commune,,,,"])
    assert found.places == [("DB004", 2, "parent")]


@pytest.mark.parametrize("parent", ["a", "b"])
def test_a_parent_of_the_same_or_a_lower_tier_is_told(tmp_path: Path, parent: str) -> None:
    rows = [PROVINCE, "a,2004,1,A,,xã,commune,p,,,", f"b,2004,2,B,,xã,commune,{parent},,,"]
    assert read(tmp_path, rows).places == [("DB005", 4, "parent")]


def test_a_parent_that_ended_without_a_single_successor_is_told_with_the_day(tmp_path: Path) -> None:
    rows = [
        PROVINCE,
        "d,2004,213,D,,huyện,district,p,,2025-01-01,",
        "a,2004,1,A,,xã,commune,d,,,",
    ]
    found = read(tmp_path, rows, ["2025-01-01,abolish,d,,,,,"])
    assert found.places == [("DB006", 4, "parent")]
    assert "2025-01-01" in found.problems[0].say("en")


def test_a_parent_that_begins_after_its_child_is_told(tmp_path: Path) -> None:
    rows = [
        PROVINCE,
        "d,2004,213,D,,huyện,district,p,2025-01-01,,",
        "a,2004,1,A,,xã,commune,d,2020-01-01,,",
    ]
    assert read(tmp_path, rows).places == [("DB006", 4, "parent")]


def test_a_child_of_unstated_age_is_no_older_than_its_parent(tmp_path: Path) -> None:
    assert read(tmp_path, [PROVINCE, "a,2004,1,A,,xã,commune,p,,,"]).problems == []


def test_a_child_of_a_renamed_district_needs_no_new_row(tmp_path: Path) -> None:
    rows = [
        PROVINCE,
        "d,2004,222,Việt Yên,,huyện,district,p,,2024-02-01,",
        "d@2024,2004,222,Việt Yên,,thị xã,district,p,2024-02-01,,",
        "a,2004,1,A,,xã,commune,d,,,",
    ]
    assert read(tmp_path, rows, ["2024-02-01,rename,d,d@2024,1,,,"]).problems == []


def test_a_child_of_a_split_district_needs_a_row_that_says_where_it_went(tmp_path: Path) -> None:
    rows = [
        PROVINCE,
        "d,2004,219,Lục Ngạn,,huyện,district,p,,2025-01-01,",
        "d@2025,2004,219,Lục Ngạn,,huyện,district,p,2025-01-01,,",
        "e,2004,224,Chũ,,thị xã,district,p,2025-01-01,,",
        "a,2004,1,A,,xã,commune,d,,,",
    ]
    changes = ["2025-01-01,split,d,d@2025,0.5,area,,", "2025-01-01,split,d,e,0.5,area,,"]
    assert read(tmp_path, rows, changes).places == [("DB006", 6, "parent")]


@pytest.mark.parametrize("column", ["from", "to"])
def test_a_change_that_names_an_unknown_unit_is_told(tmp_path: Path, column: str) -> None:
    change = GOOD_CHANGE.replace(",a,b,", ",zz,b," if column == "from" else ",a,zz,")
    found = read(tmp_path, GOOD, [change])
    assert ("GK062", 2, column) in found.places


@pytest.mark.parametrize("day", ["2024-12-31", "2025-01-02"])
def test_a_change_on_another_day_than_the_units_say_is_told_for_both_ends(tmp_path: Path, day: str) -> None:
    found = read(tmp_path, GOOD, [GOOD_CHANGE.replace("2025-01-01", day)])
    assert found.places == [("DB007", 2, "date"), ("DB007", 2, "date")]


def test_an_undated_unit_cannot_confirm_a_change(tmp_path: Path) -> None:
    rows = [PROVINCE, "a,2004,1,A,,xã,commune,p,,,", "b,2004,2,B,,xã,commune,p,,,"]
    found = read(tmp_path, rows, [GOOD_CHANGE])
    assert found.places == [("DB007", 2, "date"), ("DB007", 2, "date")]
    assert "—" in found.problems[0].say("vi")


def test_shares_that_lose_a_part_are_told_with_their_sum(tmp_path: Path) -> None:
    rows = [*GOOD, "c,2004,3,C,,phường,commune,d,2025-01-01,,"]
    changes = ["2025-01-01,split,a,b,0.6,area,,", "2025-01-01,split,a,c,0.3,area,,"]
    found = read(tmp_path, rows, changes)
    assert found.places == [("DB011", 3, "share")]
    assert "0,9" in found.problems[0].say("vi")
    assert "0.9" in found.problems[0].say("en")


def test_each_basis_must_sum_to_one_by_itself(tmp_path: Path) -> None:
    rows = [*GOOD, "c,2004,3,C,,phường,commune,d,2025-01-01,,"]
    changes = [
        "2025-01-01,split,a,b,0.6,area,,",
        "2025-01-01,split,a,c,0.4,area,,",
        "2025-01-01,split,a,b,0.6,population,,",
        "2025-01-01,split,a,c,0.5,population,,",
    ]
    assert read(tmp_path, rows, changes).places == [("DB011", 5, "share")]


def test_a_split_with_only_some_shares_is_told(tmp_path: Path) -> None:
    rows = [*GOOD, "c,2004,3,C,,phường,commune,d,2025-01-01,,"]
    changes = ["2025-01-01,split,a,b,0.6,,,", "2025-01-01,split,a,c,,,,"]
    assert read(tmp_path, rows, changes).places == [("DB011", 3, "share")]


def test_a_split_without_any_share_is_a_fact_and_only_noted(tmp_path: Path) -> None:
    rows = [*GOOD, "c,2004,3,C,,phường,commune,d,2025-01-01,,"]
    changes = ["2025-01-01,split,a,b,,,,", "2025-01-01,split,a,c,,,,"]
    found = read(tmp_path, rows, changes)
    assert found.places == [("DB012", 3, "share")]
    assert found.problems[0].severity is Severity.NOTE
    assert [change.share for change in found.registry.changes] == [None, None]


@pytest.mark.parametrize("cell", ["0", "-0.5", "1.2", "nửa", "NaN", "Infinity"])
def test_what_is_not_a_share_is_told(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, GOOD, [GOOD_CHANGE.replace(",1,", f",{cell},")])
    assert found.places == [("DB014", 2, "share")]


def test_a_merger_without_a_successor_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, ["2025-01-01,merge,a,,,,,"])
    assert found.places == [("DB008", 2, "to")]


def test_an_abolition_with_a_successor_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, ["2025-01-01,abolish,a,b,,,,"])
    assert found.places == [("DB008", 2, "to")]


def test_an_unknown_kind_of_change_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, ["2025-01-01,divorce,a,b,,,,"])
    assert found.places == [("GK034", 2, "kind")]


def test_a_change_given_twice_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, [GOOD_CHANGE, GOOD_CHANGE])
    assert found.places == [("DB009", 3, "from")]


def test_a_change_on_a_day_that_is_no_date_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, [GOOD_CHANGE.replace("2025-01-01", "đầu năm")])
    assert found.places == [("GK031", 2, "date")]


def test_a_circular_lineage_is_told_at_each_of_its_changes_and_left_out(tmp_path: Path) -> None:
    changes = ["2025-01-01,rename,a,b,1,,,", "2025-01-01,rename,b,a,1,,,", "2025-01-01,abolish,d,,,,,"]
    found = read(tmp_path, GOOD, changes)
    assert found.places == [("DB010", 2, "to"), ("DB010", 3, "to"), ("DB007", 4, "date")]
    assert found.registry.changes == ()


def test_a_unit_that_becomes_itself_is_a_circle_of_one(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, ["2025-01-01,rename,a,a,1,,,"])
    assert found.places == [("DB010", 2, "to")]


def test_a_unit_that_ends_without_a_word_of_what_became_of_it_is_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found.places == [("DB013", 4, "valid_to")]
    assert found.problems[0].severity is Severity.WARNING


def test_all_faults_of_both_tables_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    rows = [
        "p,2004,24,Bắc Giang,,tỉnh,province,,hôm qua,,",
        "q,2004,25,Bắc Ninh,,tỉnh,state,,,,",
        "a,2004,1,A,,xã,commune,nowhere,,,",
    ]
    changes = ["x,merge,a,zz,2,,,", "2025-01-01,abolish,a,,,,,"]
    found = read(tmp_path, rows, changes)
    assert found.places == [
        ("GK031", 2, "valid_from"),
        ("GK034", 3, "level"),
        ("GK062", 4, "parent"),
        ("GK031", 2, "date"),
        ("DB014", 2, "share"),
        ("GK062", 2, "to"),
        ("DB007", 3, "date"),
    ]


def test_every_problem_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    rows = [*GOOD, "c,2004,07202,C,,huyện,commune,zz,2025-01-01,,"]
    changes = ["2025-01-01,split,a,b,0.6,,,", "2025-01-01,merge,b,,,,,", "2025-01-01,split,a,c,0.1,,,"]
    for problem in read(tmp_path, rows, changes).problems:
        assert "→" in problem.say("vi")
        assert "→" in problem.say("en")
        assert problem.where is not None
        assert problem.where.line is not None


def test_every_code_of_its_own_has_a_title_in_both_languages() -> None:
    assert all(title.vi and title.en and title.vi != title.en for title in AREA_PROBLEM_CODES.values())


CELLS = st.sampled_from(
    ["", "p", "d", "a", "b", "2004", "24", "xã", "tỉnh", "commune", "province", "merge", "1", "0.5"]
)
DATES = st.sampled_from(["", "2020-01-01", "2025-01-01", "x"])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(*[CELLS] * 8, DATES, DATES, CELLS), max_size=6),
    st.lists(st.tuples(DATES, *[CELLS] * 7), max_size=6),
)
def test_no_table_whatever_crashes_the_reader(
    rows: list[tuple[str, ...]], changes: list[tuple[str, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), [",".join(row) for row in rows], [",".join(row) for row in changes])
    for area in found.registry:
        for basis in ("", "0.5"):
            with contextlib.suppress(UnknownShare):
                assert sum(share for _, share in found.registry.shares(area.id, date(2030, 1, 1), basis)) >= 0
    assert all(problem.where and problem.where.file for problem in found.problems)


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_crash_the_reader(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas.csv"
        path.write_bytes(raw)
        registry, problems = read_areas(path, path)
    assert len(registry) == 0
    assert problems
