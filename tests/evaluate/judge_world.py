"""A tiny province with one plan, to judge one component at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from thuocdo.errors import Text
from thuocdo.evaluate.judge import judge
from thuocdo.evaluate.model import Judgement
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Stage
from thuocdo.periods import parse_period, term
from thuocdo.plan.areas import Area, AreaRegistry
from thuocdo.plan.model import (
    Aggregation,
    Comparator,
    Component,
    Direction,
    Indicator,
    LegalDocument,
    OverTime,
    Pack,
    Plan,
    PlanStatus,
    Statistic,
    Target,
)
from thuocdo.quantities import UNITS, Approximation

PROVINCE = "tinh"
AFTER_THE_TERM = datetime(2026, 6, 30)
INSIDE_THE_TERM = datetime(2024, 6, 30)
SET_ON = date(2020, 10, 1)


def known(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.min)


def make_indicator(
    unit: str = "%",
    decimals: int = 1,
    direction: Direction = Direction.ASCENDING,
    over_time: OverTime = OverTime.LAST,
    **rest: object,
) -> Indicator:
    return Indicator(
        id="x",
        name=Text("chỉ tiêu x", "indicator x"),
        unit=UNITS.parse(unit),
        decimals=decimals,
        direction=direction,
        aggregation=Aggregation(over_time=over_time),
        **rest,  # type: ignore[arg-type]
    )


def make_component(
    value: str | None = "10",
    comparator: Comparator = Comparator.AT_LEAST,
    statistic: Statistic = Statistic.VALUE,
    period: str = "2025",
    unit: str = "%",
    **rest: object,
) -> Component:
    number = None if value is None else Decimal(value)
    component = Component(
        id="1",
        plan="p",
        target="1",
        name=Text("chỉ tiêu x", "target x"),
        indicator="x",
        area=PROVINCE,
        period=parse_period(period),
        wording="…",
        comparator=comparator,
        statistic=statistic,
        value=number,
        unit=UNITS.parse(unit),
        decimals=0 if number is None else max(0, -int(number.as_tuple().exponent)),
    )
    return replace(component, **rest)  # type: ignore[arg-type]


def seen(
    value: str | None,
    period: str = "2025",
    *,
    unit: str = "%",
    stage: Stage = Stage.OFFICIAL,
    known_from: str = "2024-01-01",
    approximation: Approximation = Approximation.EXACT,
    status: ObsStatus = ObsStatus.NORMAL,
    definition: str = "",
) -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(
        indicator="x",
        area=PROVINCE,
        period=parse_period(period),
        stage=stage,
        value=number,
        unit=UNITS.parse(unit),
        known_from=known(known_from),
        decimals=0 if number is None else max(0, -int(number.as_tuple().exponent)),
        approximation=approximation,
        status=status,
        definition=definition,
    )


def make_pack(
    component: Component, indicator: Indicator, areas: Iterable[Area] = (), closed_on: date | None = None
) -> Pack:
    province = Area(
        PROVINCE, "2004", "99", Text("Tỉnh mẫu", "Sample"), "tỉnh", "province", None, None, None, ""
    )
    plan = Plan(
        id="p",
        name=Text("Kế hoạch", "Plan"),
        term=term(2021, 2025),
        area=PROVINCE,
        status=PlanStatus.IN_FORCE if closed_on is None else PlanStatus.CLOSED,
        targets=(Target("1", "p", (component,)),),
        document="nq",
        closed_on=closed_on,
    )
    return Pack(
        root=Path(),
        id="mau",
        title=Text("Gói mẫu", "Sample pack"),
        area=PROVINCE,
        plans={"p": plan},
        indicators={"x": indicator},
        agencies={},
        documents={"nq": LegalDocument("nq", Text("Nghị quyết", "Resolution"), issued=SET_ON)},
        areas=AreaRegistry([province, *areas], []),
        units=UNITS,
    )


def judged(
    component: Component,
    indicator: Indicator,
    observations: Iterable[Observation] = (),
    *,
    as_of: datetime = AFTER_THE_TERM,
    areas: Iterable[Area] = (),
    closed_on: date | None = None,
) -> Judgement:
    """Judge one component of the sample province from these observations."""
    pack = make_pack(component, indicator, areas, closed_on)
    store = MemoryFacts()
    store.add(observations)
    return judge(component, Resolver(pack, store, as_of), as_of=as_of)
