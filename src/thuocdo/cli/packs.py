"""Opening a pack from the command line: pack, facts and the plans that were asked for."""

from __future__ import annotations

from pathlib import Path

import click

from thuocdo.errors import ThuocdoError
from thuocdo.evaluate.scorecard import is_counted
from thuocdo.facts.files import PackFacts, load_facts
from thuocdo.periods import Period, parse_period
from thuocdo.plan.load import load_pack
from thuocdo.plan.model import Component, Pack, Plan


def open_pack(folder: Path) -> tuple[Pack, PackFacts]:
    """Load a pack and its facts; bad input raises with every problem."""
    pack = load_pack(folder)
    return pack, load_facts(pack)


def choose_plans(
    pack: Pack, *, term: str | None = None, plan_id: str | None = None, area: str | None = None
) -> tuple[Plan, ...]:
    """Return the plans asked for, or stop with what there is to choose from.

    A plan that holds only aspirations outside the counted targets is returned only by its id.
    """
    wanted = pack.area if area is None else area
    plans = [plan for plan in pack.plans.values() if _is_of_area(pack, plan, wanted, plan_id)]
    if plan_id is not None:
        plans = [plan for plan in plans if plan.id == plan_id]
    if term is not None:
        years = _years(term)
        plans = [plan for plan in plans if _is_of_term(plan.term, years)]
    if plan_id is None:
        plans = [plan for plan in plans if is_counted(plan)]
    if not plans:
        known = "; ".join(f"{plan.id} ({_span(plan.term)}, {plan.area})" for plan in pack.plans.values())
        raise click.UsageError(f"Không có kế hoạch nào như vậy. Gói có: {known}. / No such plan in the pack.")
    return tuple(plans)


def _is_of_area(pack: Pack, plan: Plan, wanted: str, plan_id: str | None) -> bool:
    if wanted == "all" or plan_id is not None:
        return True
    if wanted in pack.areas:
        return plan.area == wanted
    area = pack.areas.get(plan.area)
    return wanted.casefold() in {area.name.vi.casefold(), area.name.en.casefold()}


def _years(term: str) -> tuple[int, ...]:
    try:
        return parse_period(term).years()
    except ThuocdoError as error:
        raise click.UsageError(error.say()) from error


def _is_of_term(term: Period, years: tuple[int, ...]) -> bool:
    # A congress term is named by its meetings (2020-2025) and planned by its full years (2021-2025).
    own = term.years()
    return (own[0], own[-1]) == (years[0], years[-1]) or (own[0] - 1, own[-1]) == (years[0], years[-1])


def _span(term: Period) -> str:
    years = term.years()
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])


def find_component(pack: Pack, name: str) -> Component:
    """Find a component by `xix/1a`, `1a` or its indicator; `1` is the first part of target 1.

    Where several plans have it, those of the pack's own area count; more than one of them is an error.
    """
    every = [component for plan in pack.plans.values() for component in plan.components]
    exact = [component for component in every if component.key == name]
    if exact:
        return exact[0]
    whole = [target for plan in pack.plans.values() for target in plan.targets]
    numbered = [one.components[0] for one in whole if name in {one.number, f"{one.plan}/{one.number}"}]
    short = [component for component in every if component.id == name or component.indicator == name]
    short = short or numbered
    own = [component for component in short if pack.plans[component.plan].area == pack.area] or short
    if not own:
        nearest = _nearest(name, every)
        raise click.UsageError(
            f"Không có chỉ tiêu “{name}” trong gói. Gần nhất: {nearest}. / No such target."
        )
    if len(own) > 1:
        keys = ", ".join(component.key for component in own)
        raise click.UsageError(f"“{name}” có ở nhiều kế hoạch: {keys}. Hãy ghi đủ mã. / Give the full id.")
    return own[0]


def _nearest(name: str, every: list[Component]) -> str:
    from difflib import get_close_matches

    keys = [component.key for component in every]
    found = get_close_matches(name, [*keys, *(component.indicator for component in every)], n=5, cutoff=0.3)
    return ", ".join(dict.fromkeys(found)) or ", ".join(keys[:5])
