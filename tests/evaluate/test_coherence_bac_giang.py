"""What the 2030 plan's own numbers say, as the draft of 25/3/2025 was published.

Every expected number is worked out here by hand arithmetic, not read from the program.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.evaluate.coherence import CoherenceFinding, check_coherence, check_identities
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.files import load_facts
from thuocdo.periods import parse_as_of
from thuocdo.plan.load import load_pack
from thuocdo.plan.model import Pack

D = Decimal
PACK = Path(__file__).parents[2] / "examples" / "bac-giang"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.fixture(scope="module")
def found(pack: Pack) -> dict[str, CoherenceFinding]:
    return find_as_of(pack, "2025-03-25")


@pytest.fixture(scope="module")
def found_since(pack: Pack) -> dict[str, CoherenceFinding]:
    return find_as_of(pack, "2026-11-23")


def find_as_of(pack: Pack, day: str) -> dict[str, CoherenceFinding]:
    resolver = Resolver(pack, load_facts(pack), parse_as_of(day))
    return {
        f"{plan}/{finding.id}": finding
        for plan in pack.plans
        for finding in check_coherence(pack, resolver, plan)
    }


def steps(finding: CoherenceFinding) -> str:
    return "\n".join(step.vi for step in finding.steps)


def test_file_has_no_problem(pack: Pack) -> None:
    assert check_identities(pack) == []


def test_every_identity_of_the_draft_can_be_computed(found: dict[str, CoherenceFinding]) -> None:
    assert [name for name, one in found.items() if name.startswith("xx/") and one.holds is None] == []


def test_sector_growth_gives_14_45_and_not_15(found: dict[str, CoherenceFinding]) -> None:
    """Product tax growing as the stated total: 69 × 1,174⁵ + 18,4 × 1,084⁵ + 10,8 × 1,01⁵ + 1,8 × 1,15⁵."""
    grown = (
        D(69) * D("1.174") ** 5
        + D("18.4") * D("1.084") ** 5
        + D("10.8") * D("1.01") ** 5
        + D("1.8") * D("1.15") ** 5
    )
    finding = found["xx/sector-growth"]

    assert round(grown, 2) == D("196.39")
    assert D("1.1445") ** 5 * 100 < grown < D("1.1446") ** 5 * 100
    assert (finding.holds, round(finding.expected or D(0), 2), finding.stated) == (False, D("14.45"), D(15))
    assert "196,39%" in steps(finding)
    assert "từ 14,16% đến 14,51%" in steps(finding)
    assert "Thuế sản phẩm không tăng: 14,24%; tăng bằng tốc độ tính ra: 14,44%" in steps(finding)


def test_footnote_share_with_tax_growing_as_the_result_gives_14_45_too(
    found: dict[str, CoherenceFinding],
) -> None:
    finding = found["xx/sector-growth-footnote"]

    assert (finding.holds, round(finding.expected or D(0), 2)) == (False, D("14.45"))


def test_sector_growth_does_not_lead_to_the_stated_shares(found: dict[str, CoherenceFinding]) -> None:
    """153,88 of 196,39 is 78,4 % industry, not 75,2; 27,54 is 14,0 % services, not 17,1."""
    finding = found["xx/end-shares"]

    assert (finding.holds, round(finding.gap or D(0), 1)) == (False, D("-3.2"))
    assert "Công nghiệp - xây dựng cuối kỳ: tính ra 78,4%, kế hoạch ghi 75,2%" in steps(finding)
    assert "Dịch vụ cuối kỳ: tính ra 14,0%, kế hoạch ghi 17,1%" in steps(finding)


def test_stated_shares_add_up(found: dict[str, CoherenceFinding]) -> None:
    assert (found["xx/shares-sum"].holds, found["xx/shares-sum"].stated) == (True, D("100.0"))


def test_8000_dollars_does_not_go_with_15_percent(found: dict[str, CoherenceFinding]) -> None:
    """4.900 × 1,15⁵ = 9.856; 8.000 needs (8.000/4.900)^(1/5) − 1 = 10,30 %."""
    finding = found["xx/per-capita"]

    assert (finding.holds, round(finding.expected or D(0))) == (False, D(9856))
    assert "= 10,30%/năm" in steps(finding)
    assert "khớp nếu dân số tăng 4,26%/năm" in steps(finding)


def test_clean_water_does_not_follow_from_its_parts(found: dict[str, CoherenceFinding]) -> None:
    """41,1 % × 98,5 + 58,9 % × 90 = 93,49; with 68,4 % it is 95,81; 92 would need 23,5 % urban."""
    by_share, by_rate = found["xx/clean-water:1"], found["xx/clean-water:2"]

    assert (by_share.holds, round(by_share.expected or D(0), 2)) == (False, D("93.49"))
    assert (by_rate.holds, round(by_rate.expected or D(0), 2)) == (False, D("95.81"))
    assert "= 23,5%" in steps(by_share)
    assert found["xx/clean-water-between"].holds


def test_urban_population_target_is_below_what_is_reached(found: dict[str, CoherenceFinding]) -> None:
    finding = found["xx/urban-reached"]

    assert (finding.holds, finding.gap) == (False, D("-16.0"))
    assert finding.places[0].component == "xx/13b"


def test_budget_does_not_balance_itself(found: dict[str, CoherenceFinding]) -> None:
    """60 × (1,10/1,078)⁵ = 66,4 at best."""
    finding = found["xx/self-balance"]

    assert (finding.holds, round(finding.expected or D(0), 1)) == (False, D("66.4"))


def test_investment_is_a_fifth_less_per_unit_of_growth_than_before(
    found: dict[str, CoherenceFinding],
) -> None:
    """641 / (239,163 × (1,15⁵ − 1)) = 2,65 against 366,3 / (239,163 − 128) = 3,30."""
    finding = found["xx/icor:last-term"]

    assert (finding.holds, round(finding.stated or D(0), 2), round(finding.expected or D(0), 2)) == (
        False, D("2.65"), D("3.30"),
    )  # fmt: skip
    assert found["xx/icor:band"].holds is False


def test_90_9_percent_is_no_number_of_182_communes(found: dict[str, CoherenceFinding]) -> None:
    finding = found["xx/ntm-share:1"]

    assert finding.holds is False
    assert "165/182 = 90,66%; 166/182 = 91,21%" in steps(finding)
    assert found["xx/ntm-share:2"].holds
    assert found["xx/ntm-share:3"].holds is False


def test_definitions_end_inside_the_term(found_since: dict[str, CoherenceFinding]) -> None:
    told = "\n".join(steps(one) for name, one in found_since.items() if name.startswith("xx/definitions"))

    assert "từ 01/01/2027 theo 2027-2030 (nd-351-2025)" in told
    assert "chỉ tiêu 15a, 15b, 15c, 15d, 15e" in told
    assert "không còn huyện từ 01/07/2025" in told
    assert "Thị trấn không còn" in told


def test_changes_of_law_are_no_news_before_their_day(found: dict[str, CoherenceFinding]) -> None:
    told = "\n".join(steps(one) for name, one in found.items() if name.startswith("xx/definitions"))

    assert "không còn huyện" not in told
    assert "nd-351-2025" not in told
    assert found["xx/ranks:12"].holds


def test_ten_of_63_is_not_ten_of_34(found_since: dict[str, CoherenceFinding]) -> None:
    finding = found_since["xx/ranks:12"]

    assert (finding.holds, round(finding.expected or D(0), 1)) == (False, D("5.4"))


def test_slipped_scale_of_the_print_is_named(found: dict[str, CoherenceFinding]) -> None:
    assert found["xx/grdp-scale"].holds
    assert found["xx/grdp-scale-as-printed"].holds is False
    assert "10^3 lần" in steps(found["xx/grdp-scale-as-printed"])


def test_master_plan_gives_other_numbers(found: dict[str, CoherenceFinding]) -> None:
    assert found["xx/master-plan-growth:1"].holds
    assert found["xx/master-plan-per-capita:1"].gap == D(-1800)


def test_past_term_agrees_with_itself(found: dict[str, CoherenceFinding]) -> None:
    for name in (
        "xix/mean-growth",
        "xix/grdp-fold",
        "xix/ntm-count:1",
        "xx/per-capita-fold",
        "xx/waste-between",
    ):
        assert found[name].holds, name


def test_master_plan_sectors_do_not_make_its_own_total_either(found: dict[str, CoherenceFinding]) -> None:
    """58,9 × 1,18¹⁰ + 25,9 × 1,11¹⁰ + 15,2 × 1,03¹⁰ = 402,3: 14,9 % a year even at the upper ends."""
    upper = D("58.9") * D("1.18") ** 10 + D("25.9") * D("1.11") ** 10 + D("15.2") * D("1.03") ** 10

    assert upper < D("1.15") ** 10 * 100
    assert found["qh-2030/master-plan-sectors"].holds is False


def test_every_finding_leads_to_its_places_and_prints_its_assumptions(
    found: dict[str, CoherenceFinding],
) -> None:
    for name, finding in found.items():
        if finding.holds is False:
            assert finding.steps, name
            assert all(place.say() for place in finding.places), name
