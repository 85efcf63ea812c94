"""A province with two districts and their communes, to find one figure at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from thuocdo.errors import Text
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.periods import parse_period
from thuocdo.plan.areas import Area, AreaRegistry, Level
from thuocdo.plan.model import (
    Aggregation,
    Direction,
    ExchangeRate,
    Indicator,
    Missing,
    OverAreas,
    OverTime,
    Pack,
)
from thuocdo.quantities import UNITS, Approximation

PROVINCE, EAST, WEST = "tinh", "h:dong", "h:tay"
COMMUNES = ("x:1", "x:2", "x:3")
NOW = datetime(2026, 6, 30)


def measure(
    key: str,
    unit: str = "%",
    decimals: int = 1,
    formula: str = "",
    over_time: OverTime = OverTime.LAST,
    over_areas: OverAreas = OverAreas.NONE,
    missing: Missing = Missing.REQUIRE_ALL,
    weight: str = "",
    numerator: str = "",
    denominator: str = "",
    name: str = "",
) -> Indicator:
    return Indicator(
        id=key,
        name=Text(name or key, key),
        unit=UNITS.parse(unit),
        decimals=decimals,
        direction=Direction.ASCENDING,
        aggregation=Aggregation(over_areas, over_time, weight, numerator, denominator, missing),
        formula=formula,
    )


def saw(
    indicator: str,
    period: str,
    value: str | None,
    unit: str = "%",
    area: str = PROVINCE,
    stage: Stage = Stage.OFFICIAL,
    known_from: str = "2024-01-01",
    status: ObsStatus = ObsStatus.NORMAL,
    approximation: Approximation = Approximation.EXACT,
    breakdown: str = "_T",
    place: str = "L1",
) -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(
        indicator=indicator,
        area=area,
        period=parse_period(period),
        stage=stage,
        value=number,
        unit=UNITS.parse(unit),
        known_from=datetime.combine(date.fromisoformat(known_from), time.min),
        decimals=0 if number is None else max(0, -int(number.as_tuple().exponent)),
        approximation=approximation,
        status=status,
        breakdown=breakdown,
        source=Source("bc", place),
    )


def _area(key: str, name: str, kind: str, level: Level, parent: str | None, to: date | None = None) -> Area:
    return Area(key, "2004", key, Text(name, name), kind, level, parent, None, to, "")


AREAS = (
    _area(PROVINCE, "Mẫu", "tỉnh", Level.PROVINCE, None, date(2028, 7, 1)),
    _area(EAST, "Đông", "huyện", Level.DISTRICT, PROVINCE, date(2028, 7, 1)),
    _area(WEST, "Tây", "huyện", Level.DISTRICT, PROVINCE, date(2028, 7, 1)),
    _area("x:1", "Một", "xã", Level.COMMUNE, EAST, date(2028, 7, 1)),
    _area("x:2", "Hai", "xã", Level.COMMUNE, EAST, date(2028, 7, 1)),
    _area("x:3", "Ba", "xã", Level.COMMUNE, WEST, date(2028, 7, 1)),
)


def pack_of(indicators: Iterable[Indicator], rates: Mapping[str, str] | None = None) -> Pack:
    return Pack(
        root=Path(),
        id="mau",
        title=Text("Gói mẫu", "Sample pack"),
        area=PROVINCE,
        plans={},
        indicators={indicator.id: indicator for indicator in indicators},
        agencies={},
        documents={},
        areas=AreaRegistry(AREAS, []),
        units=UNITS,
        exchange_rates=tuple(
            ExchangeRate(parse_period(period), Decimal(rate), "NHNN")
            for period, rate in (rates or {}).items()
        ),
    )


def resolver_of(
    indicators: Iterable[Indicator],
    observations: Iterable[Observation] = (),
    rates: Mapping[str, str] | None = None,
    as_of: datetime = NOW,
) -> Resolver:
    return Resolver(pack_of(indicators, rates), MemoryFacts(observations), as_of)
