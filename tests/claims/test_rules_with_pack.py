"""Rules that hold a document against a plan pack: what they need, what the date changes, what stays silent."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pack_world import world

from thuocdo.claims.check import check_document
from thuocdo.claims.model import Report
from thuocdo.claims.registry import find_rule, select_rules
from thuocdo.documents import open_document
from thuocdo.facts.files import load_facts
from thuocdo.periods import parse_as_of
from thuocdo.plan.load import load_pack

EXAMPLE = Path(__file__).parents[2] / "examples" / "bac-giang"


def check(*paragraphs: str, select: str, **knowledge: Any) -> Report:
    document = open_document("\n\n".join(paragraphs).encode(), "bao-cao.txt", format="txt")
    return check_document(document, rules=select_rules([select]), **knowledge)


def fired(report: Report) -> list[tuple[str, str, str]]:
    return [(found.rule, found.severity.value, found.stated) for found in report.findings]


@cache
def bac_giang() -> dict[str, Any]:
    pack = load_pack(EXAMPLE)
    return {"pack": pack, "facts": load_facts(pack), "as_of": parse_as_of("2025-03-25")}


@pytest.mark.parametrize("family", ["SL", "KH"])
def test_without_a_pack_the_rules_on_facts_and_plans_are_silent(family: str) -> None:
    report = check("Tốc độ tăng trưởng GRDP năm 2023 đạt 7,82%, vượt mục tiêu Đại hội.", select=family)

    assert report.findings == ()
    assert report.coverage.checked == 0


def test_a_release_is_outdated_only_after_its_successor_is_out() -> None:
    sentence = "Tốc độ tăng trưởng GRDP năm 2023 đạt 7,82%."
    before = world() | {"as_of": parse_as_of("2024-03-31")}

    assert fired(check(sentence, select="SL", **before)) == []
    assert fired(check(sentence, select="SL", **world())) == [("SL003", "warning", "7,82%")]


def test_a_figure_is_newer_than_the_facts_known_at_the_date() -> None:
    sentence = "Thu ngân sách nhà nước trên địa bàn năm 2024 đạt 19.370 tỷ đồng."
    before = world() | {"as_of": parse_as_of("2024-12-31")}

    assert fired(check(sentence, select="SL", **before)) == [("SL003", "note", "19.370 tỷ đồng")]
    assert fired(check(sentence, select="SL", **world())) == []


def test_an_agreeing_figure_counts_as_checked() -> None:
    report = check("Tỷ lệ che phủ rừng năm 2024 đạt 37,5%.", select="SL001", **world())

    assert report.findings == ()
    assert report.coverage.checked == 1


def test_a_difference_tells_both_values_release_and_source() -> None:
    report = check(
        "Thu ngân sách nhà nước trên địa bàn năm 2024 đạt 19.730 tỷ đồng.", select="SL001", **world()
    )

    assert report.findings[0].text.vi == (
        "“19.730 tỷ đồng” (dòng 1), số đã duyệt năm 2024 là 19.370 tỷ đồng (chính thức, nien-giam B5)"
    )
    assert report.findings[0].expected == "19.370 tỷ đồng"


def test_only_one_rule_speaks_of_a_figure_that_is_a_thousand_times_too_large() -> None:
    report = check("Năm 2023, quy mô GRDP đạt 181.900 nghìn tỷ đồng.", select="SL", **world())

    assert fired(report) == [("SL004", "error", "181.900 nghìn tỷ đồng")]
    assert report.findings[0].expected == "181.900 tỷ đồng"


def test_the_wording_of_the_target_decides_what_exceeded_means() -> None:
    below = "Năm 2025, tỷ lệ hộ nghèo ước còn 1,2%, vượt mục tiêu Đại hội."
    equal = "Năm 2025, tỷ lệ lao động qua đào tạo ước đạt 75%, vượt mục tiêu Đại hội."

    assert fired(check(below, select="KH002", **world())) == []
    assert fired(check(equal, select="KH002", **world())) == [("KH002", "error", "vượt")]


def test_a_failing_identity_is_told_once_with_every_target_repeated() -> None:
    report = check(
        "Mục tiêu đến năm 2025, tỷ trọng công nghiệp trong cơ cấu kinh tế đạt 55%.",
        "Mục tiêu đến năm 2025, tỷ trọng dịch vụ trong cơ cấu kinh tế đạt 35%.",
        "Mục tiêu đến năm 2025, tỷ trọng nông nghiệp trong cơ cấu kinh tế đạt 15%.",
        select="KH003",
        **world(),
    )

    assert [len(found.places) for found in report.findings] == [3]
    assert "55% + 35% + 15% = 105%" in report.findings[0].text.vi


def test_the_example_pack_tells_the_slip_of_its_own_draft() -> None:
    sentence = "Quy mô GRDP (giá hiện hành) đến năm 2025 ước đạt 239.163 nghìn tỷ đồng."

    report = check(sentence, select="SL", **bac_giang())

    assert fired(report) == [("SL004", "error", "239.163 nghìn tỷ đồng")]


def test_sentences_that_agree_with_the_example_pack_are_silent() -> None:
    report = check(
        "Tốc độ tăng trưởng GRDP năm 2022 của tỉnh là 19,30%.",
        "Chỉ số năng lực cạnh tranh cấp tỉnh năm 2022 xếp thứ 02/63.",
        "Tỷ lệ dân số đô thị năm 2025 ước đạt 57,1%, vượt mục tiêu Đại hội.",
        select="SL",
        **bac_giang(),
    )

    assert Counter(found.severity.value for found in report.findings)["error"] == 0


def test_every_rule_on_facts_and_plans_can_be_found_by_name() -> None:
    names = [rule.name for family in ("SL", "KH") for rule in select_rules([family])]

    assert [find_rule(name).name for name in names] == names
