"""The scorecard as files: machine formats hold to their schema, people's formats to what they promise."""

import csv
import io
import json
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from thuocdo.errors import Text
from thuocdo.evaluate.scorecard import Scorecard, score_pack
from thuocdo.facts.files import PackFacts, load_facts
from thuocdo.plan.load import load_pack
from thuocdo.quantities.csv_text import guard_formula
from thuocdo.quantities.json_text import write_json
from thuocdo.report.scorecard.page import write_page
from thuocdo.report.scorecard.rows import SCHEMA, score_rows
from thuocdo.report.scorecard.tables import write_csv, write_workbook

PACK = Path(__file__).parents[2] / "examples" / "bac-giang"


@pytest.fixture(scope="module")
def facts() -> PackFacts:
    return load_facts(load_pack(PACK))


@pytest.fixture(scope="module")
def card(facts: PackFacts) -> Scorecard:
    return score_pack(load_pack(PACK), facts, as_of=datetime(2026, 11, 23))


def test_json_holds_to_its_published_schema(card: Scorecard) -> None:
    records = json.loads(write_json(score_rows(card)))

    jsonschema.validate(records, SCHEMA)
    assert len(records) == len(card.judgements)


def test_json_numbers_keep_their_digits(card: Scorecard) -> None:
    text = write_json([{"a": Decimal("14.00"), "b": [Decimal("8"), Decimal("10")], "c": "15"}])

    assert '"a": 14.00' in text
    assert json.loads(text, parse_float=Decimal)[0]["a"] == Decimal("14.00")
    assert json.loads(text)[0]["c"] == "15"


def test_text_that_looks_like_our_marks_is_kept() -> None:
    hostile = "\ue0001\ue000"

    assert json.loads(write_json([{"a": hostile, "b": Decimal("2.50")}])) == [{"a": hostile, "b": 2.5}]


def test_other_types_are_refused_by_the_json_writer() -> None:
    with pytest.raises(TypeError, match="set"):
        write_json([{1}])


def test_csv_has_one_row_a_component(card: Scorecard) -> None:
    rows = list(csv.DictReader(io.StringIO(write_csv(card))))

    assert [row["component"] for row in rows] == [one.component.id for one in card.judgements]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_cannot_become_a_formula(text: str) -> None:
    assert guard_formula(text) == f"'{text}"
    assert guard_formula("bình thường") == "bình thường"


def test_the_workbook_reads_back_with_numbers_as_numbers(card: Scorecard) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(card)))
    sheet = book["xix"]
    heads = [cell.value for cell in sheet[1]]
    values = {
        sheet.cell(row, heads.index("Thành phần") + 1).value: row for row in range(2, sheet.max_row + 1)
    }

    assert book.sheetnames == [plan.plan.id for plan in card.plans]
    assert len(values) == len(card.plans[0].judgements)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert any(
        isinstance(row[heads.index("Thực hiện")].value, int | float) for row in sheet.iter_rows(min_row=2)
    )


def test_the_english_workbook_has_english_headings(card: Scorecard) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(card, "en")))

    assert book["xix"]["A1"].value == "Plan"


def test_the_page_is_whole_in_itself(card: Scorecard, facts: PackFacts) -> None:
    page = write_page(card, facts)

    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "@import" not in page
    assert "url(" not in page
    assert page.count('<section class="part"') == len(card.judgements)


def test_the_page_says_each_verdict_in_words_and_sign(card: Scorecard, facts: PackFacts) -> None:
    page = write_page(card, facts)

    for judgement in card.judgements:
        assert f"{judgement.verdict.sign} {judgement.verdict.label.vi}" in page


def test_text_of_a_hostile_pack_stays_text_on_the_page(card: Scorecard, facts: PackFacts) -> None:
    from dataclasses import replace

    evil = '<script>alert(1)</script>" onload="x'
    plan = card.plans[0]
    score = plan.targets[0]
    judgement = replace(
        score.judgements[0],
        component=replace(score.judgements[0].component, name=Text(evil, evil), wording=evil, note=evil),
    )
    hostile = replace(card, plans=(replace(plan, targets=(replace(score, judgements=(judgement,)),)),))

    page = write_page(hostile, facts)

    assert "<script" not in page
    assert 'onload="x' not in page


def test_the_english_page_is_english(card: Scorecard, facts: PackFacts) -> None:
    page = write_page(card, facts, "en")

    assert '<html lang="en">' in page
    assert "exceeded" in page
    assert "Theo số liệu biết đến" not in page
