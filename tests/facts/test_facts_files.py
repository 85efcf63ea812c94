"""Reading the facts folder of a pack, and every fault it can have."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from thuocdo.errors import Severity, Where
from thuocdo.facts.files import check_facts, load_facts
from thuocdo.facts.model import ObsStatus, SeriesKey, Stage
from thuocdo.facts.problems import PROBLEM_CODES, FactsError
from thuocdo.plan.columns import FACT_COLUMNS
from thuocdo.plan.model import Pack
from thuocdo.quantities import Approximation

Write = Callable[..., None]
GOOD = "grdp.growth,bac-giang,2023,,preliminary,14.99,%,,,2025-03-25,du-thao-2025-03,L254,,,,,"


def found(pack: Pack) -> list[tuple[str, str, int | None, str]]:
    return [
        (p.code, p.where.file, p.where.line, p.where.column) for p in check_facts(pack) if p.where is not None
    ]


def codes(pack: Pack) -> list[str]:
    return [problem.code for problem in check_facts(pack)]


def cell(**changed: str) -> str:
    """Return the good line with some cells changed."""
    cells = dict(zip((column.name for column in FACT_COLUMNS), GOOD.split(","), strict=True))
    cells.update(changed)
    return ",".join(f'"{text}"' if "," in text else text for text in cells.values())


def test_good_line_has_no_problem_and_is_read(pack: Pack, write_facts: Write) -> None:
    write_facts(GOOD)

    assert check_facts(pack) == []
    (row,) = load_facts(pack).history(SeriesKey("grdp.growth", "bac-giang", "2023"))
    assert (str(row.value), row.decimals, row.unit.text, row.stage) == ("14.99", 2, "%", Stage.PRELIMINARY)
    assert (row.source.document, row.source.place) == ("du-thao-2025-03", "L254")
    assert row.known_from == datetime.fromisoformat("2025-03-25")


def test_pack_without_facts_is_empty_and_sound(pack: Pack) -> None:
    (pack.root / "facts").rmdir()

    assert check_facts(pack) == []
    assert load_facts(pack).keys() == []


def test_decimals_are_those_written(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="13.60"))

    (row,) = load_facts(pack).history(SeriesKey("grdp.growth", "bac-giang", "2023"))
    assert (str(row.value), row.decimals) == ("13.60", 2)


@pytest.mark.parametrize(
    ("stage", "status"),
    [("scenario", "F"), ("estimate_1", "E"), ("estimate_2", "E"), ("preliminary", "P"), ("official", "A"), ("revised", "A")],
)  # fmt: skip
def test_empty_status_follows_the_stage(pack: Pack, write_facts: Write, stage: str, status: str) -> None:
    write_facts(cell(stage=stage))

    (row,) = load_facts(pack).history(SeriesKey("grdp.growth", "bac-giang", "2023"))
    assert row.status is ObsStatus(status)


def test_words_before_the_number_are_read(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(approx="nearly"))

    (row,) = load_facts(pack).history(SeriesKey("grdp.growth", "bac-giang", "2023"))
    assert row.approximation is Approximation.NEARLY


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("2025-03-25", "2025-03-25T00:00:00"),
        ("2025-03-25T08:30", "2025-03-25T08:30:00"),
        ("2025-03-25 08:30:15", "2025-03-25T08:30:15"),
        ("2025-03-25T01:30:00Z", "2025-03-25T08:30:00"),
        ("2025-03-25T20:00:00-05:00", "2025-03-26T08:00:00"),
    ],
)
def test_instants_are_local_time(pack: Pack, write_facts: Write, written: str, local: str) -> None:
    write_facts(cell(known_from=written))

    assert load_facts(pack).last_known() == datetime.fromisoformat(local)


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"indicator": "grdp.grwth"}, "QS001", "indicator"),
        ({"area": "bac-gian"}, "QS002", "area"),
        ({"document": "du-thao-2025"}, "QS003", "document"),
        ({"agency": "so-tai-chin"}, "QS004", "agency"),
        ({"period": "năm ngoái"}, "GK032", "period"),
        ({"unit": "phần vạn trăm"}, "GK033", "unit"),
        ({"value": "14,99"}, "GK030", "value"),
        ({"value": "1.234,5"}, "GK030", "value"),
        ({"value": "1.234.567"}, "GK030", "value"),
        ({"value": "khoảng 15"}, "GK030", "value"),
        ({"value": "1e3"}, "GK030", "value"),
        ({"value": "NaN"}, "GK030", "value"),
        ({"value": "١٤"}, "GK030", "value"),
        ({"value": "9" * 41}, "GK030", "value"),
        ({"known_from": "25/3/2025"}, "GK031", "known_from"),
        ({"known_from": "2025-02-30"}, "GK031", "known_from"),
        ({"known_from": "20250325"}, "GK031", "known_from"),
        ({"stage": "offical"}, "GK034", "stage"),
        ({"status": "X"}, "GK034", "status"),
        ({"approx": "gần"}, "GK034", "approx"),
        ({"disputed": "có"}, "GK034", "disputed"),
        ({"value": ""}, "QS020", "value"),
        ({"status": "L"}, "QS021", "status"),
        ({"status": "O"}, "QS021", "status"),
        ({"unit": "tỷ đồng"}, "QS022", "unit"),
        ({"breakdown": "URBANISATION=U"}, "QS023", "breakdown"),
        ({"definition": "2021"}, "QS024", "definition"),
        ({"period": "2027", "known_from": "2028-03-25"}, "QS025", "area"),
        ({"area": "bac-ninh"}, "QS026", "area"),
        ({"period": "2026", "area": "bac-ninh"}, "QS027", "known_from"),
        ({"stage": "official", "period": "2025"}, "QS028", "stage"),
        ({"document": "", "place": ""}, "QS029", "document"),
    ],
)
def test_fault_is_told_with_its_place(
    pack: Pack, write_facts: Write, changed: dict[str, str], code: str, column: str
) -> None:
    write_facts(cell(period="2022"), cell(**changed))

    assert found(pack) == [(code, "facts/so-lieu.csv", 3, column)]


def test_every_problem_says_what_and_what_to_do(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(indicator="grdp.grwth"), cell(value="14,99"), cell(area="bac-gian", period="2020"))

    said = [problem.say("vi") for problem in check_facts(pack)]
    assert "dấu chấm thập phân: 14.99" in " ".join(said)
    assert "grdp.growth" in " ".join(said)
    assert all("→" in line for line in said)


def test_english_is_complete(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="14,99"))

    assert check_facts(pack)[0].say("en") == (
        "facts/so-lieu.csv, line 2, column value: GK030 not a number: “14,99” → use a decimal point: 14.99"
    )


def test_all_problems_are_collected_in_order_of_line_before_loading_fails(
    pack: Pack, write_facts: Write
) -> None:
    write_facts(cell(indicator="grdp.grwth"), cell(value="14,99"), cell(unit="tỷ đồng"))

    with pytest.raises(FactsError) as caught:
        load_facts(pack)

    assert [p.code for p in caught.value.problems] == ["QS001", "GK030", "QS022"]


def test_warnings_do_not_stop_loading(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(document="", place=""))

    assert [p.severity for p in check_facts(pack)] == [Severity.WARNING]
    assert len(load_facts(pack).keys()) == 1


@pytest.mark.parametrize(
    ("status", "name"), [("L", "NOT_COLLECTED"), ("M", "CANNOT_EXIST"), ("O", "WITHDRAWN")]
)
def test_value_may_be_empty_when_the_status_says_why(
    pack: Pack, write_facts: Write, status: str, name: str
) -> None:
    write_facts(cell(value="", status=status))

    (row,) = load_facts(pack).current(datetime.fromisoformat("2025-04-01"))
    assert (row.value, row.status) == (None, ObsStatus[name])


def test_unknown_column_is_told_with_the_one_meant(pack: Pack) -> None:
    path = pack.root / "facts" / "x.csv"
    path.write_text("indicator,area,perod,stage,value,unit,known_from\n", encoding="utf-8")

    assert "GK022" in codes(pack)


def test_optional_columns_may_be_absent(pack: Pack) -> None:
    path = pack.root / "facts" / "x.csv"
    text = "indicator,area,period,stage,value,unit,known_from,url\ngrdp.growth,bac-giang,2023,official,1,%,2025-01-01,https://example.vn\n"
    path.write_text(text, encoding="utf-8")

    assert check_facts(pack) == []


def test_breakdown_is_accepted_when_declared(pack: Pack, write_facts: Write) -> None:
    clean = cell(indicator="water.clean_rate", value="95.1")
    write_facts(
        clean.replace("2023,,", "2023,URBANISATION=U,"),
        clean.replace("2023,,", "2023,SEX=F,"),
        clean.replace("2023,,", "2023,URBANISATION=R;SEX=M,"),
    )

    assert check_facts(pack) == []


def test_unit_of_another_scale_fits(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(indicator="grdp.current", value="207", unit="nghìn tỷ đồng"))

    assert check_facts(pack) == []


def test_series_worked_out_backwards_for_a_new_area_is_no_fault(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(area="bac-ninh", known_from="2025-08-28"))

    assert check_facts(pack) == []


def test_year_in_which_an_area_ends_is_no_fault(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(period="2025", stage="estimate_1"))

    assert check_facts(pack) == []


def test_scenario_for_an_area_that_later_ended_is_no_fault(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(period="2030", stage="scenario"))

    assert check_facts(pack) == []


def test_state_fixed_by_a_decision_beforehand_is_no_fault(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(period="2025-07-01", area="bac-ninh", stage="official", known_from="2025-06-27"))

    assert check_facts(pack) == []


def test_ranking_of_a_year_may_appear_before_the_year_is_out(pack: Pack, write_facts: Write) -> None:
    rank = cell(indicator="pci.rank", unit="hạng", value="4", stage="official", period="2024")
    write_facts(rank.replace("2025-03-25", "2024-12-30"))

    assert check_facts(pack) == []


def test_two_values_in_one_release_are_an_error(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="14.99"), cell(value="15.40"))

    assert codes(pack) == ["QS040"]
    with pytest.raises(FactsError):
        load_facts(pack)


def test_two_values_in_one_release_of_two_files_name_both_places(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="14.99"), name="a.csv")
    write_facts(cell(value="15.40"), name="b.csv")

    (problem,) = check_facts(pack)
    assert "a.csv" in problem.say()
    assert "b.csv" in problem.say()


def test_disputed_value_beside_another_is_no_error(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="15.40", disputed="yes"), cell(value="14.99"), cell(value="15.41", disputed="yes"))

    assert check_facts(pack) == []
    assert [str(r.value) for r in load_facts(pack).current(datetime.fromisoformat("2025-04-01"))] == ["14.99"]


def test_contradiction_is_found_behind_a_disputed_row(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="1", disputed="yes"), cell(value="14.99"), cell(value="15.40"))

    assert codes(pack) == ["QS040"]


def test_two_roundings_in_one_release_are_a_warning(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(value="15"), cell(value="14.99"))

    assert codes(pack) == ["QS041"]
    assert [str(r.value) for r in load_facts(pack).current(datetime.fromisoformat("2025-04-01"))] == ["14.99"]


def test_one_amount_in_two_scales_is_no_contradiction(pack: Pack, write_facts: Write) -> None:
    row = {"indicator": "grdp.current"}
    write_facts(cell(**row, value="207", unit="nghìn tỷ đồng"), cell(**row, value="207000", unit="tỷ đồng"))

    assert codes(pack) == []


def test_line_written_twice_is_a_warning_and_kept_once(pack: Pack, write_facts: Write) -> None:
    write_facts(GOOD, GOOD)

    assert codes(pack) == ["QS042"]
    assert len(load_facts(pack).history(SeriesKey("grdp.growth", "bac-giang", "2023"))) == 1


def test_releases_a_hundred_times_apart_are_a_warning(pack: Pack, write_facts: Write) -> None:
    row = {"indicator": "grdp.current"}
    write_facts(
        cell(**row, value="239143", unit="tỷ đồng", stage="scenario", period="2025"),
        cell(**row, value="239163", unit="nghìn tỷ đồng", stage="estimate_1", period="2025"),
    )

    assert found(pack) == [("QS043", "facts/so-lieu.csv", 3, "value")]


def test_place_of_a_row_is_remembered(pack: Pack, write_facts: Write) -> None:
    write_facts(cell(period="2022"), GOOD, cell(known_from="2025-05-01", value="15"))
    facts = load_facts(pack)

    places = [facts.where(row) for row in facts.history(SeriesKey("grdp.growth", "bac-giang", "2023"))]
    assert places == [Where("facts/so-lieu.csv", 3), Where("facts/so-lieu.csv", 4)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfei\x00n\x00",
        b"PK\x03\x04junk",
        b"indicator,area\n",
        b'indicator,area,period,stage,value,unit,known_from\n"never closed',
        b"indicator;area;period\n1;2;3\n",
        b"indicator,area,period,stage,value,unit,known_from\n" + b"x," * 5000 + b"\n",
        "indicator,area,period,stage,value,unit,known_from\n\u202egrdp,a,2023,official,1,%,2025-01-01\n".encode(),
    ],
)
def test_broken_file_is_told_and_never_half_loaded(pack: Pack, content: bytes) -> None:
    (pack.root / "facts" / "x.csv").write_bytes(content)

    assert [p for p in check_facts(pack) if p.severity is Severity.ERROR]
    with pytest.raises(FactsError):
        load_facts(pack)


def test_link_out_of_the_folder_is_not_followed(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("ngoai") / "x.csv"
    outside.write_text("indicator\n", encoding="utf-8")
    (pack.root / "facts" / "x.csv").symlink_to(outside)

    assert codes(pack) == ["GK005"]


def test_hundred_thousand_faults_of_a_kind_say_one_thing(pack: Pack, write_facts: Write) -> None:
    write_facts(*[cell(value="1,5")] * 3000)

    problems = check_facts(pack)
    assert len(problems) < 200
    assert "2900" in problems[-1].say()


def test_twelve_thousand_rows_are_read_and_checked_in_a_second_or_two(pack: Pack, write_facts: Write) -> None:
    write_facts(
        *(
            cell(
                period=str(1997 + year), value=f"{n % 90}.5", known_from=f"{2025 + n}-03-25", note=f"dòng {n}"
            )
            for year in range(28)
            for n in range(430)
        )
    )
    start = time.perf_counter()
    facts = load_facts(pack)

    assert sum(len(facts.history(key)) for key in facts.keys()) == 12040  # noqa: SIM118 - a store is no dict
    assert time.perf_counter() - start < 6


def test_every_code_has_a_title_in_both_languages() -> None:
    assert [code for code, title in PROBLEM_CODES.items() if not (title.vi and title.en)] == []
