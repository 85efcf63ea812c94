"""SDMX-CSV 2.0 out and in."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.facts.problems import FactsError
from thuocdo.facts.release import supersede
from thuocdo.facts.sdmx import find_frequency, read_sdmx, write_sdmx
from thuocdo.periods import admin_month, admin_year, day, first_months, half, month, quarter, span, term, year
from thuocdo.quantities import UNITS, Approximation

SDMX_ID = re.compile(r"[A-Za-z0-9_@$\-]+")
END = datetime.fromisoformat("2030-01-01")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def row(known: str = "2024-01-05", value: str | None = "13.45", **more: object) -> Observation:
    return Observation(
        **{
            "indicator": "grdp.per_capita",
            "area": "2004:07213@2020",
            "period": year(2023),
            "stage": Stage.OFFICIAL,
            "value": None if value is None else Decimal(value),
            "unit": UNITS.parse("USD/người/năm"),
            "known_from": at(known),
            "decimals": 0 if value is None else len(value.partition(".")[2]),
            **more,
        }
    )


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def write(*rows: Observation, as_of: datetime = END, history: bool = False) -> list[dict[str, str]]:
    return records(write_sdmx(MemoryFacts(rows), as_of, include_history=history))


EVERYTHING = [
    row(),
    row("2024-06-01", "14.99", unit=UNITS.parse("%")),
    row("2024-03-01", None, period=year(2022), status=ObsStatus.NOT_COLLECTED),
    row("2024-03-02", None, period=year(2021), status=ObsStatus.WITHDRAWN),
    row("2024-03-02", "-4.40", period=quarter(2023, 2), breakdown="URBANISATION=U"),
    row("2024-03-02", "1", period=half(2023, 1), breakdown="SEX=F"),
    row("2024-03-02", "1", period=month(2023, 6), stage=Stage.SCENARIO, status=ObsStatus.FORECAST),
    row("2024-03-02", "366.30", period=term(2021, 2025), unit=UNITS.parse("nghìn tỷ đồng")),
    row("2024-03-02", "1", period=first_months(2023, 9), approximation=Approximation.NEARLY),
    row("2024-03-02", "1", period=day(at("2023-06-30").date()), disputed=True),
    row("2024-03-02T10:30:00", "1", period=admin_year(2023), correction="typo"),
    row("2024-03-02", "1", period=admin_month(2023, 5), definition="2021-2025"),
    row(
        "2024-03-02",
        "1",
        period=span(at("2021-01-01").date(), at("2025-03-25").date()),
        source=Source("bao-cao", "L2, dòng “3”", "https://x.vn/?a=1,2", "so-y-te", "Lan", "Hùng"),
        note="=HYPERLINK(\"http://x\")\nhai dòng",
    ),
]  # fmt: skip


def test_header_starts_as_the_field_guide_says() -> None:
    text = write_sdmx(MemoryFacts(EVERYTHING), END)

    assert text.startswith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,")
    assert text.count("\r\n") == len(records(text)) + 1
    assert not text.startswith("\ufeff")


def test_concepts_of_the_standard_are_there() -> None:
    (cells,) = write(row("2024-01-05", "366.30", unit=UNITS.parse("nghìn tỷ đồng")))

    assert {name: cells[name] for name in list(cells)[:16]} == {
        "STRUCTURE": "datastructure",
        "STRUCTURE_ID": "THUOCDO:FACTS(1.0)",
        "ACTION": "I",
        "FREQ": "A",
        "REF_AREA": "2004$07213@2020",
        "INDICATOR": "grdp-per_capita",
        "TIME_PERIOD": "2023",
        "OBS_VALUE": "366.30",
        "OBS_STATUS": "A",
        "UNIT_MEASURE": "VND",
        "UNIT_MULT": "12",
        "DECIMALS": "2",
        "REPORTING_TYPE": "N",
        "RELEASE_STAGE": "official",
        "VALID_FROM": "2024-01-05",
        "VALID_TO": "",
    }


def test_ids_are_sdmx_ids() -> None:
    for cells in write(*EVERYTHING, history=True):
        for name in ("REF_AREA", "INDICATOR", "UNIT_MEASURE", "FREQ", "OBS_STATUS", "RELEASE_STAGE"):
            assert SDMX_ID.fullmatch(cells[name]), (name, cells[name])


@pytest.mark.parametrize("unit", sorted(UNITS, key=lambda unit: unit.id), ids=lambda unit: unit.id)
def test_every_built_in_unit_has_an_sdmx_id(unit: object) -> None:
    assert SDMX_ID.fullmatch(unit.id.replace("/", "_PER_"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (year(2023), "A"),
        (half(2023, 2), "S"),
        (quarter(2023, 4), "Q"),
        (month(2023, 12), "M"),
        (day(at("2023-12-31").date()), "D"),
        (term(2021, 2025), "A5"),
        (term(2021, 2023), "_O"),
        (first_months(2023, 9), "_O"),
        (admin_year(2023), "A"),
        (admin_month(2023, 5), "M"),
        (span(at("2021-01-01").date(), at("2025-03-25").date()), "_O"),
    ],
)
def test_frequency_of_a_period(period: object, code: str) -> None:
    assert find_frequency(period.sdmx) == code  # type: ignore[attr-defined]


def test_breakdown_has_a_column_of_its_own() -> None:
    women, total = write(row(), row(breakdown="SEX=F"))

    assert (total["SEX"], women["SEX"]) == ("_T", "F")


def test_as_of_gives_what_was_known() -> None:
    rows = [row("2024-01-05", "13.45"), row("2024-06-01", "14.99")]

    assert [cells["OBS_VALUE"] for cells in write(*rows, as_of=at("2024-02-01"))] == ["13.45"]
    assert [cells["OBS_VALUE"] for cells in write(*rows)] == ["14.99"]


def test_history_gives_every_release_with_its_interval() -> None:
    rows = [
        row("2024-01-05", "13.45"),
        row("2024-06-01", "14.99"),
        row("2024-07-01", "1", stage=Stage.SCENARIO),
    ]

    assert [(c["OBS_VALUE"], c["VALID_FROM"], c["VALID_TO"]) for c in write(*rows, history=True)] == [
        ("13.45", "2024-01-05", "2024-06-01"),
        ("14.99", "2024-06-01", ""),
        ("1", "2024-07-01", "2024-07-01"),
    ]


def test_history_as_of_a_day_does_not_know_the_future() -> None:
    rows = [row("2024-01-05", "13.45"), row("2024-06-01", "14.99")]

    (cells,) = write(*rows, as_of=at("2024-05-31"), history=True)
    assert (cells["OBS_VALUE"], cells["VALID_TO"]) == ("13.45", "")


def test_written_and_read_history_is_the_same() -> None:
    text = write_sdmx(MemoryFacts(EVERYTHING), END, include_history=True)

    read = read_sdmx(text, UNITS)
    assert supersede(read.observations) == supersede(EVERYTHING)
    assert read.ignored == ()


def test_decimals_and_unit_words_survive_the_round_trip() -> None:
    given = row("2024-01-05", "13.60", unit=UNITS.parse("tỉ đồng"))

    (back,) = read_sdmx(write_sdmx(MemoryFacts([given]), END), UNITS).observations
    assert (str(back.value), back.decimals, back.unit.text) == ("13.60", 2, given.unit.text)


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "-", "@x", "\tx", "'=x", "'", "''+", "a=b", "'tis"])
def test_text_is_no_formula_and_comes_back(text: str) -> None:
    written = write_sdmx(MemoryFacts([row(note=text)]), END)

    cell = records(written)[0]["COMMENT_OBS"]
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert read_sdmx(written, UNITS).observations[0].note == text


def test_negative_value_stays_a_number() -> None:
    (cells,) = write(row(value="-4.4"))

    assert cells["OBS_VALUE"] == "-4.4"


FOREIGN = (
    "STRUCTURE;STRUCTURE_ID;ACTION;FREQ;REF_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE;OBS_STATUS;UNIT_MEASURE;UNIT_MULT;UPDATED\n"
    "dataflow;GSO:DF_GRDP(1.0);I;A;bac-giang;grdp-current;2023;181.9;P;VND;12;2024-01-02\n"
)


def test_file_from_elsewhere_is_read_with_its_day_given() -> None:
    read = read_sdmx(FOREIGN, UNITS, known_from=at("2024-01-02"))

    (got,) = read.observations
    assert (got.indicator, got.area, str(got.value)) == ("grdp.current", "bac-giang", "181.9")
    assert (got.stage, got.status, got.known_from) == (
        Stage.PRELIMINARY,
        ObsStatus.PROVISIONAL,
        at("2024-01-02"),
    )
    assert (got.unit, got.canonical) == (UNITS.parse("nghìn tỷ đồng"), Decimal("181900000000000"))
    assert read.ignored == ("UPDATED",)


def test_named_dimensions_may_stand_anywhere() -> None:
    text = FOREIGN.replace("UPDATED", "SEX").replace("2024-01-02", "F")

    (got,) = read_sdmx(text, UNITS, known_from=END, dimensions=["SEX"]).observations
    assert got.breakdown == "SEX=F"


@pytest.mark.parametrize(
    ("status", "stage"),
    [("A", Stage.OFFICIAL), ("B", Stage.OFFICIAL), ("E", Stage.ESTIMATE_1), ("F", Stage.SCENARIO)],
)
def test_stage_follows_the_status_where_it_is_not_said(status: str, stage: Stage) -> None:
    (got,) = read_sdmx(FOREIGN.replace(";P;", f";{status};"), UNITS, known_from=END).observations

    assert got.stage is stage


def test_nan_is_no_value() -> None:
    (got,) = read_sdmx(FOREIGN.replace("181.9;P", "NaN;M"), UNITS, known_from=END).observations

    assert (got.value, got.status) == (None, ObsStatus.CANNOT_EXIST)


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "QS090", ""),
        ("indicator,area\n", "QS090", ""),
        (FOREIGN.replace("STRUCTURE;", "STRUCTURE[|];", 1), "QS090", "STRUCTURE"),
        (FOREIGN.replace("TIME_PERIOD", "TIME"), "QS090", ""),
        (FOREIGN.replace("UPDATED", "FREQ"), "QS090", ""),
        (FOREIGN.replace(";12;", ";12"), "QS090", ""),
        (FOREIGN + '"', "QS090", ""),
        (FOREIGN.replace(";I;", ";D;"), "QS091", "ACTION"),
        (FOREIGN.replace("181.9", "181,9"), "GK030", "OBS_VALUE"),
        (FOREIGN.replace(";P;", ";Z;"), "GK034", "OBS_STATUS"),
        (FOREIGN.replace("VND", "XYZ"), "GK033", "UNIT_MEASURE"),
        (FOREIGN.replace(";12;", ";mười hai;"), "GK033", "UNIT_MEASURE"),
        (FOREIGN.replace(";2023;", ";2023-X;"), "GK032", "TIME_PERIOD"),
        (FOREIGN.replace("181.9", ""), "QS020", "OBS_VALUE"),
    ],
)
def test_broken_file_is_told_and_nothing_is_read(text: str, code: str, column: str) -> None:
    with pytest.raises(FactsError) as caught:
        read_sdmx(text, UNITS, known_from=END)

    assert (caught.value.problems[0].code, caught.value.problems[0].where.column) == (code, column)


def test_file_without_days_asks_for_one() -> None:
    with pytest.raises(FactsError) as caught:
        read_sdmx(FOREIGN, UNITS)

    assert "VALID_FROM" in caught.value.problems[0].say()


def test_empty_store_writes_a_header_that_reads_back() -> None:
    assert read_sdmx(write_sdmx(MemoryFacts(), END), UNITS).observations == []


def test_row_read_twice_is_one_release() -> None:
    text = write_sdmx(MemoryFacts([row()]), END)
    store = MemoryFacts(read_sdmx(text, UNITS).observations)

    assert store.add(replace(r, superseded_at=END) for r in read_sdmx(text, UNITS).observations) == 0
