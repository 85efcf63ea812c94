"""What must hold whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from coherence_world import Promise, World
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.evaluate.coherence.arithmetic import grow, yearly_rate
from thuocdo.evaluate.projection.aim import mean_growth

RATE = st.decimals(min_value=-20, max_value=40, places=1, allow_nan=False)
SHARES = st.lists(st.integers(1, 50), min_size=1, max_size=4)

ROW = """  - name: khu vực
    growth: {{value: '{rate}', unit: '%/năm', source: a}}
    base_share: {{value: '{share}', unit: '%', source: a}}
{end}"""
END = "    end_share: {{value: '{end}', unit: '%', source: a}}\n"


def body(
    rates: list[Decimal], shares: list[Decimal], rest: str, total: Decimal, ends: list[Decimal] | None = None
) -> str:
    rows = "".join(
        ROW.format(rate=rate, share=share, end=END.format(end=ends[index]) if ends else "")
        for index, (rate, share) in enumerate(zip(rates, shares, strict=True))
    )
    return (
        f"years: 5\ntotal: {{value: '{total}', unit: '%/năm', source: a}}\n"
        f"residual_growth: {rest}\nsectors:\n{rows}"
    )


@st.composite
def economies(draw: st.DrawFn) -> tuple[list[Decimal], list[Decimal]]:
    """Rates and whole-percent shares that sum to at most a hundred."""
    weights = draw(SHARES)
    whole = max(sum(weights), 100)
    shares = [Decimal(weight * 100 // whole) or Decimal(1) for weight in weights]
    return [draw(RATE) for _ in shares], shares


@settings(deadline=None, max_examples=50)
@given(economies())
def test_total_growth_lies_between_the_slowest_and_the_fastest_sector(
    economy: tuple[list[Decimal], list[Decimal]],
) -> None:
    rates, shares = economy
    [finding] = World({}).find("sector_growth", body(rates, shares, "as_total", Decimal(5)))

    assert finding.expected is not None
    assert min(rates) - Decimal("1e-9") <= finding.expected <= max(rates) + Decimal("1e-9")


@settings(deadline=None, max_examples=50)
@given(economies())
def test_plan_whose_total_is_what_its_sectors_make_raises_nothing(
    economy: tuple[list[Decimal], list[Decimal]],
) -> None:
    rates, shares = economy
    [first] = World({}).find("sector_growth", body(rates, shares, "as_total", Decimal(5)))
    assert first.expected is not None
    [again] = World({}).find("sector_growth", body(rates, shares, "as_total", first.expected))
    grown = [share * grow(rate, 5) for rate, share in zip(rates, shares, strict=True)]
    whole = sum(grown) / sum(shares)
    ends = [round(one / whole, 1) for one in grown]
    [shares_found] = World({}).find("end_shares", body(rates, shares, "as_total", Decimal(5), ends))

    assert again.holds
    assert shares_found.holds


@settings(deadline=None, max_examples=50)
@given(
    st.decimals(min_value=0, max_value=100, places=1),
    st.decimals(min_value=0, max_value=100, places=1),
    st.integers(0, 100),
)
def test_mean_of_two_parts_always_agrees_with_its_own_weight(
    first: Decimal, second: Decimal, weight: int
) -> None:
    whole = (first * weight + second * (100 - weight)) / 100
    world = World(
        {
            "w": Promise(str(whole)),
            "f": Promise(str(first)),
            "s": Promise(str(second)),
            "k": Promise(str(weight)),
        }
    )

    [mean] = world.find(
        "two_part_mean",
        "whole: {target: w}\nfirst: {target: f}\nsecond: {target: s}\nfirst_weights: [{target: k}]",
    )
    [between] = world.find("between_parts", "whole: {target: w}\nparts: [{target: f}, {target: s}]")

    assert mean.holds
    assert between.holds


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 300), st.data())
def test_a_printed_share_of_a_count_is_always_reachable(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    share = round(Decimal(count) * 100 / total, 1)
    world = World({"a": Promise(str(share))})

    [finding] = world.find(
        "reachable_share",
        f"shares: [{{target: a}}]\nunits: {{value: {total}, unit: xã, source: s}}\nsearch_from: 1\nsearch_to: 2",
    )

    assert abs((finding.expected or Decimal(0)) - Decimal(count) * 100 / total) < Decimal("0.5")


@settings(deadline=None, max_examples=50)
@given(st.lists(RATE, min_size=2, max_size=6))
def test_geometric_mean_lies_between_the_years_and_compounds_back(rates: list[Decimal]) -> None:
    mean = mean_growth(rates)
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / 100

    assert min(rates) - Decimal("1e-9") <= mean <= max(rates) + Decimal("1e-9")
    assert abs(grow(mean, len(rates)) - product) < Decimal("1e-18")


@settings(deadline=None, max_examples=50)
@given(RATE, st.integers(1, 10))
def test_yearly_rate_undoes_growth(rate: Decimal, years: int) -> None:
    assert abs(yearly_rate(grow(rate, years), years) - rate) < Decimal("1e-18")
