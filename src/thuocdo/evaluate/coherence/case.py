"""One identity at work: hands its kind the numbers it asks for and remembers which were used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from thuocdo.errors import NO_TEXT, Text
from thuocdo.evaluate.coherence.model import (
    CannotCompute,
    Identity,
    Number,
    Origin,
    Place,
)
from thuocdo.evaluate.coherence.spec import FILE, NumberSpec
from thuocdo.evaluate.coherence.words import fill
from thuocdo.evaluate.model import Evidence
from thuocdo.evaluate.projection.series import Figures
from thuocdo.periods import Period
from thuocdo.plan.model import Component, Indicator, Pack, Plan
from thuocdo.quantities import Interval

_T = TypeVar("_T")


class Case:
    """One identity, the plan it is about, and the figures known as of the day.

    Attributes:
        identity: As declared.
        pack, plan: What it is about.
        figures: The resolver.
        used: Places of every number handed out, in order, each once.
        notes: Reasons given for assumed numbers that were handed out.
    """

    def __init__(
        self,
        identity: Identity,
        figures: Figures,
        arguments: Mapping[str, object] | None = None,
        parent: Case | None = None,
    ) -> None:
        """Take the identity and the resolver; `arguments` and `parent` are for rows."""
        self.identity = identity
        self.figures = figures
        self.pack: Pack = figures.pack
        self.plan: Plan = self.pack.plans[identity.plan]
        self.used: list[Place] = parent.used if parent else []
        self.notes: list[Text] = parent.notes if parent else []
        self._arguments = identity.arguments if arguments is None else arguments

    @property
    def today(self) -> date:
        """The day as of which the plan is looked at."""
        return self.figures.as_of.date()

    def knows(self, document: str, effective: date) -> bool:
        """Whether a change was known: from the day its document was out, else from when it took effect."""
        found = self.pack.documents.get(document)
        return ((found.known_by if found is not None else None) or effective) <= self.today

    def has(self, name: str) -> bool:
        """Whether the key is given."""
        return name in self._arguments

    def number(self, name: str) -> Number:
        """Return the number behind `name`.

        Raises:
            CannotCompute: it has no figure as of the day.
        """
        return self._resolve(self._argument(name, NumberSpec))

    def numbers(self, name: str) -> list[Number]:
        """Return the numbers of a list; empty when the key is not given."""
        return [self._resolve(spec) for spec in self._list(name, NumberSpec)]

    def rows(self, name: str) -> list[Case]:
        """Return each row of a table as a case of its own."""
        return [Case(self.identity, self.figures, row, self) for row in self._list(name, dict)]

    def whole(self, name: str) -> int:
        """Return a whole number."""
        return self._argument(name, int)

    def choice(self, name: str, default: str) -> str:
        """Return a word, or the default."""
        return self._argument(name, str) if self.has(name) else default

    def name(self, name: str) -> Text:
        """Return a text in both languages."""
        return self._argument(name, Text)

    def day(self, name: str) -> date:
        """Return a day."""
        return self._argument(name, date)

    def components(self, name: str) -> list[Component]:
        """Return the components of a list; every component of the plan when it is not given."""
        return self._list(name, Component) if self.has(name) else list(self.plan.components)

    def indicator_of(self, component: Component) -> Indicator:
        """Return the indicator a component is measured by."""
        return self.pack.indicators[component.indicator]

    def figure(self, component: Component, period: Period) -> Evidence:
        """Return the figure of a component's own indicator for another period."""
        return self.figures.figure(component.indicator, component.area, period, component.breakdown)

    def _argument(self, name: str, kind: type[_T]) -> _T:
        value = self._arguments[name]
        if not isinstance(value, kind):
            raise TypeError(f"{self.identity.id}: {name} is {type(value).__name__}, not {kind.__name__}")
        return value

    def _list(self, name: str, kind: type[_T]) -> list[_T]:
        values = self._arguments.get(name, ())
        return [value for value in values if isinstance(value, kind)] if isinstance(values, tuple) else []

    def _resolve(self, spec: NumberSpec) -> Number:
        try:
            number = _READERS[spec.origin](self, spec)
        except CannotCompute:
            if spec.fallback is None:
                raise
            return self._resolve(spec.fallback)
        if number.place not in self.used:
            self.used.append(number.place)
        if number.note.vi and number.note not in self.notes:
            self.notes.append(number.note)
        return number


def place_of(component: Component) -> Place:
    """Return where a component stands."""
    source = " ".join(part for part in (component.document, component.place) if part)
    return Place(component.key, source, "targets.csv", component.line)


def read_target(component: Component, name: Text = NO_TEXT, note: Text = NO_TEXT) -> Number:
    """Return what a component promises: exactly the number decided, or its whole range.

    Raises:
        CannotCompute: it promises no number.
    """
    if component.value is None:
        raise CannotCompute(Text(f"{component.key} không có con số", f"{component.key} promises no number"))
    return Number(
        name=name if name.vi else component.name,
        value=component.value,
        interval=Interval(component.value, component.value_to or component.value),
        decimals=component.decimals,
        unit=component.unit,
        origin=Origin.TARGET,
        place=place_of(component),
        note=note,
    )


def read_figure(
    evidence: Evidence, indicator: Indicator, name: Text = NO_TEXT, note: Text = NO_TEXT
) -> Number:
    """Return a figure with every value it can stand for.

    Raises:
        CannotCompute: there is no figure.
    """
    label = fill("{name} {period}", "{name} {period}", name=indicator.name, period=evidence.period.label)
    if evidence.value is None:
        reason = evidence.reason if evidence.reason.vi else Text("chưa có số liệu", "no figure")
        raise CannotCompute(fill("{label}: {reason}", "{label}: {reason}", label=label, reason=reason))
    said = [source for row in evidence.inputs if (source := row.source.say())]
    decimals = indicator.decimals
    if len(evidence.inputs) == 1 and evidence.inputs[0].value == evidence.value:
        decimals = evidence.inputs[0].decimals
    return Number(
        name=name if name.vi else label,
        value=evidence.value,
        interval=evidence.interval or Interval.point(evidence.value),
        decimals=decimals,
        unit=indicator.unit,
        origin=Origin.FACT,
        place=Place(source="; ".join(dict.fromkeys(said))),
        note=note,
    )


def _read_target(_case: Case, spec: NumberSpec) -> Number:
    if spec.component is None:
        raise TypeError("a target spec carries its component")
    return read_target(spec.component, spec.name, spec.note)


def _read_fact(case: Case, spec: NumberSpec) -> Number:
    if spec.period is None:
        raise TypeError("a fact spec carries its period")
    evidence = case.figures.figure(spec.indicator, spec.area, spec.period, spec.breakdown)
    return read_figure(evidence, case.pack.indicators[spec.indicator], spec.name, spec.note)


def _read_value(_case: Case, spec: NumberSpec) -> Number:
    if spec.value is None or spec.unit is None:
        raise TypeError("a value spec carries its value and unit")
    high: Decimal = spec.value if spec.to is None else spec.to
    return Number(
        name=spec.name if spec.name.vi else Text("giả định", "assumption"),
        value=spec.value,
        interval=Interval(spec.value, high),
        decimals=spec.decimals,
        unit=spec.unit,
        origin=Origin.ASSUMPTION,
        place=Place(source=spec.source, file=FILE, line=spec.line),
        note=spec.note,
    )


_READERS = {
    Origin.TARGET: _read_target,
    Origin.FACT: _read_fact,
    Origin.ASSUMPTION: _read_value,
}
