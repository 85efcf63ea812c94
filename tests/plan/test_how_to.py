"""What the how-to pages show is true: their YAML is accepted, their table of wordings agrees."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.plan.model import Comparator
from thuocdo.plan.problems import PROBLEM_CODES
from thuocdo.plan.schema_check import check_schema
from thuocdo.plan.wording import read_wording
from thuocdo.plan.yaml_files import read_yaml_text

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
MAKE = (PAGES / "make-a-plan-pack.md").read_text(encoding="utf-8")
ADD = (PAGES / "add-an-indicator.md").read_text(encoding="utf-8")
WORDINGS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in MAKE.partition("| wording |")[2].partition("\n\n")[0].splitlines()
    if line.startswith("| ") and not line.startswith("|---")
]


@pytest.mark.parametrize("row", WORDINGS, ids=[row[0] for row in WORDINGS])
def test_table_of_wordings_says_what_is_read(row):
    wording, comparator, statistic, value, value_to, _, blank = row
    reading = read_wording(wording)

    assert reading.comparator == Comparator(comparator)
    assert reading.statistic is None or reading.statistic == statistic
    assert reading.value == (Decimal(value) if value else None)
    assert reading.value_to == (Decimal(value_to) if value_to else None)
    assert reading.is_blank == (blank == "yes")


def test_table_of_wordings_is_there():
    assert len(WORDINGS) == 10


def test_full_example_is_accepted_and_parts_have_known_keys():
    blocks = re.findall(r"```yaml\n(.*?)```", ADD, re.DOTALL)
    whole, *parts = [block for block in blocks if not block.startswith("- id")]
    base = whole.replace("unit: '%'\ndecimals: 1\ndirection: ascending\n", "")

    assert check_schema(read_yaml_text(whole, "x.yaml"), "indicator", "x.yaml") == []
    for part in parts:
        text = base + part if "unit:" in part else whole + part
        assert check_schema(read_yaml_text(text, "x.yaml"), "indicator", "x.yaml") == []


def test_codes_on_the_page_exist():
    assert set(re.findall(r"GK\d{3}", MAKE)) <= set(PROBLEM_CODES)
