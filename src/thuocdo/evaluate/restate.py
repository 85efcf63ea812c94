"""What would this series have been on another day's map?

Figures were reported for units as they were then: 313 communes until 30/6/2025, 99 since. Put on one
map, a figure is added up, weighted, or worked out again from numerator and denominator, whichever the
indicator declares; a unit that was split brings its stated share. What does not add up (a rank, a
score, a growth rate without its weights) is refused with the reason. The figures as then stay as they
were and travel along.

A change of name, kind, code or unit above leaves the land as it was, so the figure passes unchanged,
whatever the indicator. Everything else is marked as a break in the series (SDMX OBS_STATUS B).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from thuocdo.errors import Text
from thuocdo.evaluate.aggregate import Part, aggregate_areas
from thuocdo.evaluate.model import Evidence, Step
from thuocdo.evaluate.notation import EXACT, concat, say_given, say_input
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.model import ObsStatus
from thuocdo.periods import Period
from thuocdo.plan.areas import Area, AreaChange, AreaRegistry
from thuocdo.plan.model import TOTAL, Indicator, OverAreas

_ONE = Decimal(1)

_BASES = {
    "population": Text("dân số", "population"),
    "area": Text("diện tích", "land area"),
}


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure on the map of `on`, with the figures as then beside it.

    Attributes:
        area: Unit in force on `on`; for a figure that finds no place on that map, the unit it was
            reported for.
        on: Day of the map.
        figure: The figure in the indicator's unit, with steps, inputs and coverage; value None with the
            reason where it cannot be restated.
        parts: The figures as then, untouched, in the order of the lineage.
        status: `BREAK` where the land differs from that of every part, else the source's own status.
        changes: The changes between then and `on`, oldest first.
    """

    area: Area
    on: date
    figure: Evidence
    parts: tuple[Evidence, ...] = ()
    status: ObsStatus = ObsStatus.NORMAL
    changes: tuple[AreaChange, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Whether the figure is the reported one, for the same land."""
        return self.figure.value is not None and self.status is not ObsStatus.BREAK


def restate(
    indicator: Indicator,
    series: Iterable[Evidence],
    registry: AreaRegistry,
    on: date,
    *,
    companions: Iterable[Evidence] = (),
    basis: str = "",
) -> list[Restated]:
    """Put a series on the map of `on`.

    Args:
        indicator: What is measured; `aggregation.over_areas` and `missing` decide how.
        series: Figures of the indicator for any areas, periods and breakdowns, as reported. A figure
            that a unit of today has of its own is never replaced by one worked out.
        registry: Units and their lineage.
        on: Day of the map, usually today.
        companions: Figures of the indicators that the aggregation names: the weight, or numerator and
            denominator, for the same areas. A weight may be of another period when each area has one
            only (growth is weighted by the level of the base year); the derivation then says which.
        basis: Which shares of a split to use where several are stated (`population`, `area`).

    Returns:
        One per unit of that map, period and breakdown that the series reaches, in the order of the
        periods and of the registry; then the figures that find no place on that map, each with why.

    Raises:
        UnknownArea: a figure is of an area that the registry does not have.
    """
    known = list(companions)
    grouped: dict[tuple[Period, str], dict[str, Evidence]] = defaultdict(dict)
    for figure in [*_anchors(indicator, known), *series]:
        registry.get(figure.area)
        grouped[figure.period, figure.breakdown][figure.area] = figure
    others = _Companions(known)
    order = {area.id: place for place, area in enumerate(registry)}
    restated: list[Restated] = []
    for key in sorted(grouped, key=lambda key: (key[0].start, key[0].end, key[1])):
        given = grouped[key]
        work = _Restating(indicator, registry, on, given, others, basis)
        targets = sorted(work.targets, key=order.__getitem__)
        restated += [work.build(registry.get(target)) for target in targets]
        restated += [work.refuse(area_id) for area_id in given if not work.reach(area_id)]
    return restated


def restate_known(
    resolver: Resolver,
    indicator_id: str,
    areas: Iterable[str],
    periods: Iterable[Period],
    on: date,
    *,
    breakdown: str = TOTAL,
    basis: str = "",
) -> list[Restated]:
    """Put what the resolver knows of an indicator on the map of `on`, weights and all.

    Args:
        resolver: Answers as of its own moment.
        indicator_id: Id of the indicator.
        areas: Areas as then whose figures are asked for; those without any are left out.
        periods: Periods asked for.
        on, basis: As `restate`.
        breakdown: As in the facts.

    Returns:
        As `restate`.
    """
    indicator = resolver.pack.indicators[indicator_id]
    rule = indicator.aggregation
    wanted, over = list(areas), list(periods)
    named = [name for name in (rule.weight, rule.numerator, rule.denominator) if name]

    def ask(name: str) -> list[Evidence]:
        asked = (resolver.figure(name, area, period, breakdown) for area in wanted for period in over)
        return [figure for figure in asked if figure.value is not None or figure.inputs]

    companions = [figure for name in named for figure in ask(name)]
    registry = resolver.pack.areas
    return restate(indicator, ask(indicator_id), registry, on, companions=companions, basis=basis)


def _anchors(indicator: Indicator, companions: Iterable[Evidence]) -> list[Evidence]:
    """Return a figure without a value wherever a ratio has its numerator, reported itself or not."""
    rule = indicator.aggregation
    if rule.over_areas is not OverAreas.RATIO:
        return []
    return [
        Evidence(indicator.id, figure.area, figure.period, indicator.unit, None, figure.breakdown)
        for figure in companions
        if figure.indicator == rule.numerator
    ]


class _Companions:
    """Weights, numerators and denominators by indicator and area."""

    def __init__(self, figures: Iterable[Evidence]) -> None:
        self._known: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for figure in figures:
            self._known[figure.indicator, figure.area].append(figure)

    def find(self, name: str, like: Evidence, *, any_period: bool = False) -> Evidence | None:
        """Return the companion of the same period and breakdown, else of the total; else None."""
        known = self._known.get((name, like.area), [])
        for breakdown in (like.breakdown, TOTAL):
            same = [figure for figure in known if figure.breakdown == breakdown]
            exact = [figure for figure in same if figure.period == like.period]
            if exact:
                return exact[-1]
            if any_period and len({figure.period for figure in same}) == 1:
                return same[-1]
        return None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A unit as then that makes up a share of itself in a unit of the map; figure None if not given."""

    area: Area
    share: Decimal | None
    figure: Evidence | None
    splits: tuple[AreaChange, ...] = ()


class _Restating:
    """One period and breakdown of one series on its way to one map."""

    def __init__(
        self,
        indicator: Indicator,
        registry: AreaRegistry,
        on: date,
        given: Mapping[str, Evidence],
        others: _Companions,
        basis: str,
    ) -> None:
        self.indicator = indicator
        self.registry = registry
        self.on = on
        self.given = given
        self.others = others
        self.basis = basis
        self._reached: dict[str, tuple[str, ...]] = {}
        self._touched: set[str] = set()
        self._sources: dict[str, list[Evidence]] = defaultdict(list)
        self._later: dict[str, Evidence] = {}
        for area_id, figure in given.items():
            self._mark(area_id)
            for target in self.reach(area_id):
                self._sources[target].append(figure)
                if self._begins_later(area_id):
                    self._later[target] = figure

    @property
    def targets(self) -> tuple[str, ...]:
        """Units of the map that the series reaches."""
        return tuple(self._sources)

    # -- the lineage ----------------------------------------------------------------------------

    def reach(self, area_id: str) -> tuple[str, ...]:
        """Return the units of the map into which the unit went, forwards, or back by unchanged land."""
        if area_id not in self._reached:
            area = self.registry.get(area_id)
            if area.is_valid(self.on):
                self._reached[area_id] = (area_id,)
            elif area.valid_from is not None and self.on < area.valid_from:
                earlier = self._same_land_before(area)
                self._reached[area_id] = self.reach(earlier) if earlier else ()
            else:
                ahead = [
                    target for after in self.registry.successors(area_id) for target in self.reach(after.id)
                ]
                self._reached[area_id] = tuple(dict.fromkeys(ahead))
        return self._reached[area_id]

    def _same_land_before(self, area: Area) -> str | None:
        """Return the unit that had exactly this land before, None where it was made of several."""
        before = self.registry.changes_to(area.id)
        if len(before) != 1 or before[0].share != 1:
            return None
        return before[0].from_id

    def _mark(self, area_id: str) -> None:
        """Remember every unit that is, or comes after, a unit with a figure."""
        if area_id not in self._touched:
            self._touched.add(area_id)
            for after in self._after(area_id):
                self._mark(after)

    def _after(self, area_id: str) -> list[str]:
        return [change.to_id for change in self.registry.links(area_id, self.basis) if change.to_id]

    def _before(self, area_id: str) -> list[AreaChange]:
        return [
            change
            for change in self.registry.changes_to(area_id)
            if change in self.registry.links(change.from_id, self.basis)
        ]

    def _pieces(self, area: Area, share: Decimal | None, splits: tuple[AreaChange, ...] = ()) -> list[_Piece]:
        """Return the units as then that make up `area`: each with a figure, or the gap it leaves."""
        figure = self.given.get(area.id)
        before = self._before(area.id)
        if figure is not None or not any(change.from_id in self._touched for change in before):
            return [_Piece(area, share, figure, splits)]
        pieces: list[_Piece] = []
        for change in before:
            part = None if share is None or change.share is None else share * change.share
            path = splits if change.share == 1 else (*splits, change)
            pieces += self._pieces(self.registry.get(change.from_id), part, path)
        return pieces

    def _changes_between(self, pieces: Sequence[_Piece], target: Area) -> tuple[AreaChange, ...]:
        wanted = {piece.area.id for piece in pieces}
        found: list[AreaChange] = []
        waiting = [target.id]
        while waiting:
            current = waiting.pop()
            if current in wanted:
                continue
            for change in self._before(current):
                found.append(change)
                waiting.append(change.from_id)
        return tuple(sorted(dict.fromkeys(found), key=lambda change: change.date))

    # -- the figures ----------------------------------------------------------------------------

    def build(self, target: Area) -> Restated:
        """Return the figure of one unit of the map."""
        if target.id not in self.given and target.id in self._later:
            return self._carry(target, self._later[target.id])
        with localcontext(EXACT):
            pieces = self._pieces(target, _ONE)
        first = next(piece.figure for piece in pieces if piece.figure is not None)
        same_land = len(pieces) == 1 and pieces[0].share == 1
        ratio = self.indicator.aggregation.over_areas is OverAreas.RATIO
        if same_land and (first.value is not None or not ratio):
            return self._carry(target, first)
        figure = self._work_out(target, pieces, first)
        status = ObsStatus.NORMAL if same_land else ObsStatus.BREAK
        changes = self._changes_between(pieces, target)
        return Restated(target, self.on, figure, self._reported(target), status, changes)

    def _begins_later(self, area_id: str) -> bool:
        begins = self.registry.get(area_id).valid_from
        return begins is not None and self.on < begins

    def _reported(self, target: Area) -> tuple[Evidence, ...]:
        """Return the figures as then of every unit that is part of the target, the target's own first."""
        mine = [figure for figure in self._sources[target.id] if figure.value is not None or figure.inputs]
        return tuple(sorted(mine, key=lambda figure: figure.area != target.id))

    def _carry(self, target: Area, figure: Evidence) -> Restated:
        """Pass a figure on to the unit that has the same land under another name, code or parent."""
        source = self.registry.get(figure.area)
        status = figure.inputs[0].status if figure.inputs else ObsStatus.NORMAL
        reported = self._reported(target)
        if source.id == target.id:
            return Restated(target, self.on, figure, reported, status)
        line = Text(
            f"{source.label.vi} ({source.id}) và {target.label.vi} ({target.id}) cùng một địa giới: giữ số",
            f"{source.label.en} ({source.id}) and {target.label.en} ({target.id}) are one land: unchanged",
        )
        moved = replace(figure, area=target.id, steps=(*figure.steps, Step(line)))
        ends = (target.id, source.id) if self._begins_later(source.id) else (source.id, target.id)
        return Restated(target, self.on, moved, reported, status, self._path(*ends))

    def _path(self, older: str, newer: str) -> tuple[AreaChange, ...]:
        found: list[AreaChange] = []
        current = newer
        while current != older:
            change = self.registry.changes_to(current)[0]
            found.append(change)
            current = change.from_id
        return tuple(reversed(found))

    def _work_out(self, target: Area, pieces: Sequence[_Piece], like: Evidence) -> Evidence:
        empty = replace(
            like,
            area=target.id,
            value=None,
            interval=None,
            stage=None,
            steps=(),
            inputs=(),
            coverage=None,
            reason=Text("", ""),
            is_partial=False,
        )
        unstated = next((piece for piece in pieces if piece.share is None), None)
        if unstated is not None:
            return replace(empty, reason=_say_unstated(unstated))
        rule = self.indicator.aggregation
        if rule.over_areas is OverAreas.NONE:
            return replace(empty, reason=_say_refusal(self.indicator))
        if rule.over_areas is OverAreas.WEIGHTED and not rule.weight:
            return replace(empty, reason=_say_no_weight(self.indicator, ""))
        with localcontext(EXACT):
            parts = [self._part(piece, empty) for piece in pieces]
        weights = [part.weight for part in parts if part.weight is not None and part.weight.value is not None]
        if rule.over_areas is OverAreas.WEIGHTED and not weights:
            return replace(empty, reason=_say_no_weight(self.indicator, rule.weight))
        whole = aggregate_areas(self.indicator, empty, parts, target.level.label)
        if whole.value is None:
            return whole
        notes = [*self._say_weights(parts), *self._say_method(pieces, target)]
        return replace(whole, steps=(*whole.steps, *(Step(note) for note in notes)))

    def _part(self, piece: _Piece, empty: Evidence) -> Part:
        rule, share = self.indicator.aggregation, piece.share or _ONE
        there = replace(empty, area=piece.area.id)
        own = piece.figure or there
        name = piece.area.label.vi
        if rule.over_areas is OverAreas.SUM:
            return Part(name, _scale(own, share, piece, self.indicator.decimals))
        if rule.over_areas is OverAreas.RATIO:
            above = self.others.find(rule.numerator, own) or replace(there, indicator=rule.numerator)
            below = self.others.find(rule.denominator, own) or replace(there, indicator=rule.denominator)
            return Part(name, _scale(above, share, piece, 0), _scale(below, share, piece, 0))
        weight = self.others.find(rule.weight, own, any_period=True) or replace(there, indicator=rule.weight)
        # A mean is taken to hold evenly over a unit that was split: only its weight is divided.
        return Part(name, own, _scale(weight, share, piece, 0))

    def _say_weights(self, parts: Sequence[Part]) -> list[Text]:
        if self.indicator.aggregation.over_areas is not OverAreas.WEIGHTED:
            return []
        weights = [part.weight for part in parts if part.weight is not None]
        periods = list(dict.fromkeys(weight.period for weight in weights if weight.value is not None))
        said = Text(
            ", ".join(period.label.vi for period in periods), ", ".join(period.label.en for period in periods)
        )
        name = self.indicator.aggregation.weight
        return [
            Text(
                f"số bình quân gia quyền theo {name} ({said.vi}), không phải số công bố",
                f"a mean weighted by {name} ({said.en}), not a published figure",
            )
        ]

    def _say_method(self, pieces: Sequence[_Piece], target: Area) -> list[Text]:
        lines = [
            Text(
                f"quy về {target.label.vi} ({target.id}) theo địa giới ngày {self.on:%d/%m/%Y}",
                f"restated for {target.label.en} ({target.id}) on the map of {self.on.isoformat()}",
            )
        ]
        for change in dict.fromkeys(change for piece in pieces for change in piece.splits):
            measure = _BASES.get(change.basis, Text(change.basis, change.basis))
            source = self.registry.get(change.from_id).label
            share = say_given(change.share or _ONE, 4)
            document = f" [{change.document}]" if change.document else ""
            lines.append(
                Text(
                    f"{source.vi}: phần {share.vi} theo {measure.vi}{document}, coi là phân bố đều",
                    f"{source.en}: share {share.en} by {measure.en}{document}, taken as evenly spread",
                )
            )
        return lines

    # -- what finds no place ----------------------------------------------------------------------

    def refuse(self, area_id: str) -> Restated:
        """Return why the figure of a unit has no place on the map."""
        area, figure = self.registry.get(area_id), self.given[area_id]
        reason = self._say_no_place(area)
        empty = replace(figure, value=None, interval=None, coverage=None, reason=reason)
        return Restated(area, self.on, empty, (figure,), ObsStatus.BREAK, self.registry.changes_from(area_id))

    def _say_no_place(self, area: Area) -> Text:
        if area.valid_from is not None and self.on < area.valid_from:
            return Text(
                f"{area.label.vi} có từ {area.valid_from:%d/%m/%Y}, gộp từ nhiều đơn vị: "
                "số của cả đơn vị không cho biết phần của từng đơn vị cũ",
                f"{area.label.en} was formed of several units on {area.valid_from.isoformat()}: the figure "
                "of the whole does not tell those of its parts",
            )
        ends = f"{area.valid_to:%d/%m/%Y}" if area.valid_to else ""
        if self.registry.changes_from(area.id):
            return Text(
                f"{area.label.vi} kết thúc ngày {ends}, không có đơn vị kế tục cùng cấp: "
                "số của đơn vị này chỉ xem được theo địa giới khi đó",
                f"{area.label.en} was abolished on {area.valid_to} without a successor of its tier: its "
                "figures can only be read on the map of their day",
            )
        return Text(
            f"không rõ {area.label.vi} trở thành đơn vị nào sau {ends}",
            f"nothing says what {area.label.en} became after {area.valid_to}",
        )


def _scale(figure: Evidence, share: Decimal, piece: _Piece, decimals: int) -> Evidence:
    """Return the part of a figure that goes along with a share of its unit."""
    if share == 1 or figure.value is None:
        return figure
    value = figure.value * share
    line = concat(
        f"{piece.area.name.vi}: ",
        say_given(figure.value, decimals),
        " × ",
        say_given(share, 4),
        " = ",
        say_input(value, decimals, figure.unit),
    )
    interval = None if figure.interval is None else figure.interval.scaled(share)
    return replace(figure, value=value, interval=interval, steps=(*figure.steps, Step(line, figure.inputs)))


def _say_unstated(piece: _Piece) -> Text:
    unit = piece.area.label
    return Text(
        f"{unit.vi} ({piece.area.id}) bị chia mà không nguồn nào nêu tỷ lệ, nên không quy đổi được",
        f"{unit.en} ({piece.area.id}) was split and no source states the shares, so it cannot be restated",
    )


def _say_refusal(indicator: Indicator) -> Text:
    if indicator.rank_of or not indicator.unit.unit.is_additive:
        return Text(
            "thứ hạng không cộng được và không lấy bình quân được: mỗi thứ hạng chỉ đúng với địa bàn khi đó",
            "ranks cannot be added or averaged: each holds only for the unit that was ranked",
        )
    if indicator.unit.unit.id == "percent":
        return Text(
            "tốc độ và tỷ lệ không cộng được; chỉ tiêu chưa khai báo quyền số hay tử số, mẫu số để tính lại",
            "rates and shares cannot be added; the indicator declares neither a weight nor a numerator and "
            "denominator to work it out again",
        )
    return Text(
        "chỉ tiêu này không cộng hay lấy bình quân giữa các địa bàn được (điểm số, chỉ số, đánh giá): "
        "mỗi số chỉ đúng với địa bàn khi đó",
        "this indicator cannot be added or averaged over areas (a score, an index, an assessment): each "
        "figure holds only for the unit it was given to",
    )


def _say_no_weight(indicator: Indicator, weight: str) -> Text:
    needed = Text(
        f"cần quyền số {weight} của từng địa bàn" if weight else "chưa khai báo quyền số",
        f"the weight {weight} of each area is needed" if weight else "no weight is declared",
    )
    return Text(
        f"{indicator.name.vi}: tốc độ và tỷ lệ không cộng được, {needed.vi}",
        f"{indicator.name.en}: rates and shares cannot be added, {needed.en}",
    )
