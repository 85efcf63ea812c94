"""A plan of a few numbers and a handful of figures, to run one identity at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from thuocdo.errors import Problem, Text
from thuocdo.evaluate.coherence import CoherenceFinding, read_identities, run_identity
from thuocdo.evaluate.model import Evidence
from thuocdo.facts.model import Observation, Source, Stage
from thuocdo.periods import Period, parse_period, term, year
from thuocdo.plan.areas import Area, AreaRegistry
from thuocdo.plan.model import (
    TOTAL,
    Comparator,
    Component,
    Definition,
    Direction,
    Indicator,
    LegalDocument,
    Pack,
    Plan,
    PlanStatus,
    Statistic,
    Target,
)
from thuocdo.quantities import UNITS, Approximation, printed_interval

PROVINCE = "tinh"


@dataclass(frozen=True)
class Promise:
    """One component, as far as these tests need it."""

    value: str | None
    unit: str = "%"
    to: str | None = None
    comparator: Comparator = Comparator.AT_LEAST
    statistic: Statistic = Statistic.VALUE
    period: str = "2030"
    indicator: str = "x"


def component(name: str, promise: Promise, plan: str = "p") -> Component:
    number = None if promise.value is None else Decimal(promise.value)
    return Component(
        id=name,
        plan=plan,
        target=name,
        name=Text(f"chỉ tiêu {name}", f"target {name}"),
        indicator=promise.indicator,
        area=PROVINCE,
        period=parse_period(promise.period),
        wording="…",
        comparator=promise.comparator,
        statistic=promise.statistic,
        value=number,
        value_to=None if promise.to is None else Decimal(promise.to),
        unit=UNITS.parse(promise.unit),
        decimals=0 if number is None else max(0, -int(number.as_tuple().exponent)),
        blank=number is None,
        document="vb",
        place=f"L{name}",
        line=2,
    )


def indicator(
    name: str,
    unit: str = "%",
    direction: Direction = Direction.ASCENDING,
    definitions: tuple[Definition, ...] = (),
    subject: str = "",
    rank_of: Mapping[date, int] | None = None,
) -> Indicator:
    return Indicator(
        id=name,
        name=Text(f"chỉ tiêu {name}", f"indicator {name}"),
        unit=UNITS.parse(unit),
        decimals=1,
        direction=direction,
        definitions=definitions,
        subject=subject,
        rank_of=rank_of or {},
    )


def area(name: str = PROVINCE, kind: str = "tỉnh", to: date | None = None) -> Area:
    return Area(name, "2004", name, Text(name, name), kind, "province", None, None, to, "")


@dataclass
class World:
    """A pack with one plan `p`, another `q`, and the figures known of it."""

    promises: Mapping[str, Promise]
    facts: Mapping[tuple[str, str], str | None] | None = None
    indicators: Iterable[Indicator] = ()
    areas: Iterable[Area] = ()
    others: Mapping[str, Promise] | None = None
    set_on: date | None = date(2025, 3, 25)
    approximations: Mapping[tuple[str, str], Approximation] | None = None
    root: Path = Path()
    derived: tuple[str, ...] = ()
    as_of: datetime = datetime(2031, 1, 1)

    @cached_property
    def pack(self) -> Pack:
        known = {one.id: one for one in self.indicators}
        for promise in [*self.promises.values(), *(self.others or {}).values()]:
            known.setdefault(promise.indicator, indicator(promise.indicator, promise.unit))
        return Pack(
            root=self.root,
            id="mau",
            title=Text("Gói mẫu", "Sample"),
            area=PROVINCE,
            plans={"p": self._plan("p", self.promises), "q": self._plan("q", self.others or {})},
            indicators=known,
            agencies={},
            documents={"vb": LegalDocument("vb", Text("Văn bản", "Document"), issued=self.set_on)},
            areas=AreaRegistry([area(), *self.areas], []),
            units=UNITS,
        )

    def _plan(self, plan: str, promises: Mapping[str, Promise]) -> Plan:
        return Plan(
            id=plan,
            name=Text("Kế hoạch", "Plan"),
            term=term(2026, 2030),
            area=PROVINCE,
            status=PlanStatus.DRAFT,
            targets=tuple(
                Target(name, plan, (component(name, one, plan),)) for name, one in promises.items()
            ),
            document="vb",
        )

    def figure(self, name: str, place: str, period: Period, breakdown: str = TOTAL) -> Evidence:
        declared = self.pack.indicators[name]
        value = (self.facts or {}).get((name, period.sdmx))
        if value is None:
            return Evidence(name, place, period, declared.unit, None, reason=Text("để trống", "left blank"))
        number = Decimal(value)
        decimals = max(0, -int(number.as_tuple().exponent))
        word = (self.approximations or {}).get((name, period.sdmx), Approximation.EXACT)
        row = Observation(
            name, place, period, Stage.OFFICIAL, number, declared.unit, datetime(2025, 1, 1),
            decimals=decimals, approximation=word, source=Source("bc", "L9"),
        )  # fmt: skip
        inputs = (row, replace(row, source=Source("bc", "L10"))) if name in self.derived else (row,)
        interval = printed_interval(number, decimals, word)
        return Evidence(name, place, period, declared.unit, number, interval=interval, inputs=inputs)

    def yearly(
        self, name: str, place: str, years: Iterable[int], breakdown: str = TOTAL
    ) -> dict[int, Evidence]:
        return {one: self.figure(name, place, year(one), breakdown) for one in years}

    def read(self, text: str) -> list[Problem]:
        return read_identities(self.pack, text)[1]

    def find(self, kind: str, body: str, **keys: str) -> list[CoherenceFinding]:
        """Run one identity of `kind` whose `with:` block is `body`."""
        head = "".join(f"    {key}: {value}\n" for key, value in keys.items())
        block = "\n".join(f"      {line}" for line in body.strip("\n").splitlines())
        text = (
            f"identities:\n  - id: i\n    kind: {kind}\n    plan: p\n    title: t\n{head}    with:\n{block}\n"
        )
        identities, problems = read_identities(self.pack, text)
        assert [problem.say("en") for problem in problems] == []
        return run_identity(identities[0], self)


def said(finding: CoherenceFinding) -> str:
    return "\n".join(step.vi for step in finding.steps)
