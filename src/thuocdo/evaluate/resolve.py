"""What is the figure of this indicator, for this area and period, as of then?

The order in which a figure is looked for:

1. the current observation of exactly that period. A multi-year figure that the pack also holds year
   by year is worked out from the years instead, and the stated one is compared with it, unless the
   stated one is of a firmer release stage than the weakest year;
2. from sub-periods, as the indicator adds up over time (the value at the end of a term for a stock);
3. by the indicator's formula;
4. from the areas below, as the indicator adds up over areas;
5. a figure that stops short of the period's end (a stock known in March, asked for the year),
   marked partial.

Otherwise there is no figure, and the reason says why. What a source took back (status O) or says cannot
exist (status M) is never worked out again from other figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal, localcontext

from thuocdo.errors import NO_TEXT, Text, ThuocdoError
from thuocdo.evaluate.aggregate import (
    Part,
    aggregate_areas,
    aggregate_years,
    gather_inputs,
)
from thuocdo.evaluate.currency import NoRateError, find_rate, say_rate
from thuocdo.evaluate.formula import (
    Expression,
    FormulaError,
    compute_formula,
    find_cyclic,
    list_needed,
    read_formula,
)
from thuocdo.evaluate.formula.problems import make_problem
from thuocdo.evaluate.model import Evidence, Step
from thuocdo.evaluate.notation import EXACT, concat, say_input, say_result
from thuocdo.evaluate.parts import find_tilings, is_same_kind, split_years
from thuocdo.evaluate.say import say_signed
from thuocdo.facts.model import Observation, ObsStatus, SeriesKey
from thuocdo.facts.store import FactStore
from thuocdo.periods import Kind, Period, year
from thuocdo.plan.areas import Area
from thuocdo.plan.model import TOTAL, Indicator, OverAreas, OverTime, Pack
from thuocdo.quantities import Interval, Quantity, UnitMismatch, exchange_power

_FINAL = (ObsStatus.WITHDRAWN, ObsStatus.CANNOT_EXIST)
_ZERO = Decimal(0)
_CYCLIC = Text("công thức lặp vòng nên không tính", "the formula runs in a circle and is not worked out")


class UnknownIndicatorError(ThuocdoError):
    """An indicator id that the pack does not have."""


class Resolver:
    """Finds and works out figures of one pack as they were known at one moment.

    Every figure is worked out once and remembered, so one Resolver should serve a whole scorecard.
    """

    def __init__(self, pack: Pack, store: FactStore, as_of: datetime) -> None:
        """Take the pack that declares the indicators, the store that holds the facts and the moment."""
        self.pack = pack
        self.store = store
        self.as_of = as_of
        self._rows: dict[str, dict[tuple[str, str], list[Observation]]] = {}
        self._known: dict[SeriesKey, Evidence] = {}
        self._trees: dict[str, Expression | Text] = {}
        self._depths: dict[str, int] = {}
        self._cyclic = find_cyclic(pack.indicators)

    def figure(self, indicator: str, area: str, period: Period, breakdown: str = TOTAL) -> Evidence:
        """Return the figure in the indicator's unit, or evidence with value None and the reason.

        Raises:
            UnknownIndicatorError: the pack has no such indicator.
        """
        key = SeriesKey(indicator, area, period.sdmx, breakdown)
        if key not in self._known:
            self._known[key] = self._find(self._indicator(indicator), area, period, breakdown)
        return self._known[key]

    def yearly(
        self, indicator: str, area: str, years: Iterable[int], breakdown: str = TOTAL
    ) -> dict[int, Evidence]:
        """Return the figure of each calendar year, present or not."""
        return {number: self.figure(indicator, area, year(number), breakdown) for number in years}

    def editions(self, indicator: str, area: str, period: Period, breakdown: str = TOTAL) -> list[Evidence]:
        """Return every edition that was itself published inside `period`, oldest first.

        For "duy trì" tests: each year (or shorter period) with an observation of its own counts,
        also one that says there is no figure ("không xếp hạng": value None). A statement about the
        whole of a multi-year period is no edition of it.
        """
        declared = self._indicator(indicator)
        rows = self._inside(indicator, area, period, breakdown)
        own = [row for row in rows if row.period != period or len(period.years()) == 1]
        own.sort(key=lambda row: (row.period.end, row.period.start))
        return [self._direct(declared, row) for row in own]

    def releases(
        self, indicator: str, area: str, period: Period, breakdown: str = TOTAL
    ) -> list[Observation]:
        """Return every release of the figure known by the as-of moment, oldest first, disputed included."""
        history = self.store.history(SeriesKey(indicator, area, period.sdmx, breakdown))
        return [row for row in history if row.known_from <= self.as_of]

    # -- finding --------------------------------------------------------------------------------

    def _find(self, indicator: Indicator, area: str, period: Period, breakdown: str) -> Evidence:
        empty = Evidence(indicator.id, area, period, indicator.unit, None, breakdown)
        own = self._own(indicator, area, period, breakdown)
        if own is not None and own.inputs[0].status in _FINAL:
            return own
        stated = own if own is not None and own.value is not None else None
        if stated is not None and len(period.years()) == 1:
            return stated
        if stated is not None:
            return _prefer_computed(indicator, stated, self._over_time(indicator, empty))
        taken_back = self._taken_back_at_the_end(indicator, empty)
        if taken_back is not None:
            return taken_back
        return self._search(indicator, empty) or self._nothing(indicator, empty, own)

    def _taken_back_at_the_end(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        """A stock of a term is that of its last year: withdrawn there, it is not put together elsewhere."""
        years = empty.period.years()
        if indicator.aggregation.over_time is not OverTime.LAST or len(years) < 2:
            return None
        last = self._own(indicator, empty.area, year(years[-1]), empty.breakdown)
        if last is None or last.inputs[0].status not in _FINAL:
            return None
        return replace(last, period=empty.period)

    def _search(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        """Try all ways but the direct one: the first figure of the whole period, else the first partial."""
        partial = None
        for way in (self._over_time, self._by_formula, self._over_areas, self._latest_inside):
            found = way(indicator, empty)
            if found is not None and found.value is not None:
                if not found.is_partial:
                    return found
                partial = partial or found
        return partial

    def _indicator(self, indicator: str) -> Indicator:
        if indicator not in self.pack.indicators:
            name = f"“{indicator}”"
            hint = Text("thêm indicators/<mã>.yaml hoặc sửa mã", "add indicators/<id>.yaml or mend the id")
            raise UnknownIndicatorError(make_problem("BT020", Text(name, name), hint))
        return self.pack.indicators[indicator]

    def _series(self, indicator: str, area: str, breakdown: str) -> list[Observation]:
        return self._by_series(indicator).get((area, breakdown), [])

    def _by_series(self, indicator: str) -> dict[tuple[str, str], list[Observation]]:
        if indicator not in self._rows:
            by_series: dict[tuple[str, str], list[Observation]] = {}
            for row in self.store.current(self.as_of, indicators=[indicator]):
                by_series.setdefault((row.area, row.breakdown), []).append(row)
            self._rows[indicator] = by_series
        return self._rows[indicator]

    def _own(self, indicator: Indicator, area: str, period: Period, breakdown: str) -> Evidence | None:
        for row in self._series(indicator.id, area, breakdown):
            if row.period == period:
                return self._direct(indicator, row)
        return None

    def _inside(self, indicator: str, area: str, period: Period, breakdown: str) -> list[Observation]:
        rows = self._series(indicator, area, breakdown)
        return [row for row in rows if is_same_kind(row.period, period) and period.contains(row.period)]

    def _direct(self, indicator: Indicator, row: Observation) -> Evidence:
        """Return one observation as evidence in the indicator's unit."""
        empty = Evidence(
            indicator.id, row.area, row.period, indicator.unit, None, row.breakdown, inputs=(row,)
        )
        if row.value is None:
            return replace(empty, reason=_say_why_empty(row))
        printed = Quantity(row.value, row.unit, row.decimals, row.approximation)
        try:
            quantity, steps = self._convert(printed, indicator, row.period)
        except NoRateError as missing:
            return replace(empty, reason=missing.reason)
        except UnitMismatch as error:
            return replace(empty, reason=error.problems[0].text)
        given = concat(row.approximation.label, " ") if row.approximation.label.vi else NO_TEXT
        given = concat(given, say_result(row.value, row.decimals, row.unit))
        if quantity.value != row.value:
            given = concat(given, " = ", say_input(quantity.value, indicator.decimals, indicator.unit))
        source = row.source.say()
        tail = concat(" (", row.stage.label, f"; {source})" if source else ")")
        steps += (Step(concat(indicator.name, " ", row.period.label, " = ", given, tail), (row,)),)
        return replace(empty, value=quantity.value, interval=quantity.interval, stage=row.stage, steps=steps)

    def _convert(
        self, printed: Quantity, indicator: Indicator, period: Period
    ) -> tuple[Quantity, tuple[Step, ...]]:
        """Return a printed figure in the indicator's unit, and the exchange rate that took.

        Raises:
            NoRateError: the currency differs and no rate is declared for the period.
            UnitMismatch: the two units measure different things.
        """
        if printed.unit == indicator.unit:
            return printed, ()
        if exchange_power(printed.unit.unit, indicator.unit.unit) is None:
            return printed.to(indicator.unit), ()
        rate = find_rate(self.pack.exchange_rates, period)
        return printed.to(indicator.unit, rate.vnd_per_usd), (say_rate(rate),)

    def _over_time(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        how, years = indicator.aggregation.over_time, split_years(empty.period)
        if how is OverTime.LAST:
            return self._ask(indicator.id, empty, years[-1]) if years else None
        if how is OverTime.RATIO and indicator.id in self._cyclic:
            return replace(empty, reason=_CYCLIC)
        if years and how is not OverTime.NONE:
            return self._from_periods(indicator, empty, years)
        if not years and how in (OverTime.SUM, OverTime.MEAN):
            return self._from_tilings(indicator, empty)
        return None

    def _from_periods(self, indicator: Indicator, empty: Evidence, periods: Sequence[Period]) -> Evidence:
        if indicator.aggregation.over_time is OverTime.RATIO:
            above, below = indicator.aggregation.numerator, indicator.aggregation.denominator
            parts = [
                Part(period.label.vi, self._ask(above, empty, period), self._ask(below, empty, period))
                for period in periods
            ]
        else:
            parts = [Part(period.label.vi, self._ask(indicator.id, empty, period)) for period in periods]
        return aggregate_years(indicator, empty, parts)

    def _from_tilings(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        """Work out a year from its halves, quarters or months, but only from all of them.

        Four quarters without one are no year under any strategy: the source has simply not got there yet.
        """
        for pieces in find_tilings(empty.period):
            own = [self._own(indicator, empty.area, piece, empty.breakdown) for piece in pieces]
            parts = [
                Part(piece.label.vi, figure)
                for piece, figure in zip(pieces, own, strict=True)
                if figure is not None and figure.value is not None
            ]
            if len(parts) == len(pieces):
                return aggregate_years(indicator, empty, parts)
        return None

    def _by_formula(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        if not indicator.formula:
            return None
        if indicator.id in self._cyclic:
            return replace(empty, reason=_CYCLIC)
        if indicator.id not in self._trees:
            self._trees[indicator.id] = self._read_formula(indicator)
        tree = self._trees[indicator.id]
        if isinstance(tree, Text):
            return replace(empty, reason=tree)
        return compute_formula(tree, indicator, empty, self.pack, self.figure)

    def _read_formula(self, indicator: Indicator) -> Expression | Text:
        """Return the formula as a tree, or why it is not worked out; a check of the pack says it too."""
        try:
            return read_formula(indicator, self.pack.indicators)
        except FormulaError as error:
            return error.problems[0].text

    def _over_areas(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        rule = indicator.aggregation
        if rule.over_areas is OverAreas.NONE:
            return None
        if indicator.id in self._cyclic:
            return replace(empty, reason=_CYCLIC)
        if rule.over_areas is OverAreas.RATIO:
            above = self._ask(rule.numerator, empty)
            below = self._ask(rule.denominator, empty)
            if _is_whole(above) and _is_whole(below):
                whole = aggregate_areas(indicator, empty, [Part(empty.area, above, below)], NO_TEXT)
                return replace(whole, coverage=None)
        children = self._children(empty.area, empty.period)
        if not children or self._depth(indicator.id) <= self.pack.areas.get(empty.area).level.order:
            return None
        parts = [self._area_part(indicator, empty, child) for child in children]
        return aggregate_areas(indicator, empty, parts, _kind_of(children))

    def _depth(self, indicator: str) -> int:
        """Return the order of the lowest tier that has a row of what the indicator rests on, −1 for none.

        Without it every empty indicator would be looked for in every commune of every year.
        """
        if indicator not in self._depths:
            needed = list_needed(indicator, self.pack.indicators)
            areas = {area for id_ in needed for area, _ in self._by_series(id_) if area in self.pack.areas}
            tiers = (self.pack.areas.get(area).level.order for area in areas)
            self._depths[indicator] = max(tiers, default=-1)
        return self._depths[indicator]

    def _area_part(self, indicator: Indicator, empty: Evidence, child: Area) -> Part:
        rule, there = indicator.aggregation, replace(empty, area=child.id)
        if rule.over_areas is OverAreas.RATIO:
            return Part(child.label.vi, self._ask(rule.numerator, there), self._ask(rule.denominator, there))
        weight = self._ask(rule.weight, there) if rule.over_areas is OverAreas.WEIGHTED else None
        return Part(child.label.vi, self._ask(indicator.id, there), weight)

    def _ask(self, indicator: str, like: Evidence, period: Period | None = None) -> Evidence:
        return self.figure(indicator, like.area, period or like.period, like.breakdown)

    def _children(self, area: str, period: Period) -> list[Area]:
        """Return the areas below on the last day of the period on which the area itself still existed."""
        parent = self.pack.areas.get(area)
        day = period.end
        if parent.valid_to is not None and parent.valid_to <= day:
            day = parent.valid_to - timedelta(days=1)
        below = self.pack.areas.children(area, day)
        return [child for child in below if child.level.order > parent.level.order]

    def _latest_inside(self, indicator: Indicator, empty: Evidence) -> Evidence | None:
        """Return the last figure inside the period, partial when it stops short of its end.

        Of a stock any; of a flow only one that is counted from the period's first day until some day
        ("from the start of the term until now"): a single quarter or a later stretch says nothing of it.
        """
        way = indicator.aggregation.over_time
        if way not in (OverTime.LAST, OverTime.SUM):
            return None
        rows = self._inside(indicator.id, empty.area, empty.period, empty.breakdown)
        rows = [row for row in rows if row.value is not None]
        if way is OverTime.SUM:
            rows = [
                row for row in rows if row.period.kind is Kind.SPAN and row.period.start == empty.period.start
            ]
        for row in sorted(rows, key=lambda row: (row.period.end, row.period.start), reverse=True):
            found = self._direct(indicator, row)
            if found.value is not None:
                return replace(found, is_partial=row.period.end < empty.period.end)
        return None

    def _nothing(self, indicator: Indicator, empty: Evidence, own: Evidence | None) -> Evidence:
        """Say why there is no figure: the source's own word first, then the first way that was open."""
        if own is not None:
            return own
        for way in (self._over_time, self._by_formula, self._over_areas):
            failed = way(indicator, empty)
            if failed is not None:
                return replace(empty, reason=failed.reason, coverage=failed.coverage, inputs=failed.inputs)
        return replace(empty, reason=self._say_never(indicator, empty))

    def _say_never(self, indicator: Indicator, empty: Evidence) -> Text:
        rows = self._inside(indicator.id, empty.area, empty.period, empty.breakdown)
        known = [row for row in rows if row.value is not None]
        if known:
            last = max(known, key=lambda row: (row.period.end, row.period.start))
            return Text(
                f"chưa có số liệu {empty.period.label.vi}; mới có {last.period.label.vi}",
                f"no figure for {empty.period.label.en} yet, only for {last.period.label.en}",
            )
        return Text(
            f"chưa có số liệu {empty.period.label.vi}", f"no figure was reported for {empty.period.label.en}"
        )


def _is_whole(figure: Evidence) -> bool:
    return figure.value is not None and (figure.coverage is None or figure.coverage.is_full)


def _kind_of(children: Sequence[Area]) -> Text:
    return children[0].level.label


def _say_why_empty(row: Observation) -> Text:
    source = row.source.say()
    tail = f" ({source})" if source else ""
    reason = {
        ObsStatus.NOT_COLLECTED: Text("nguồn để trống", "the source leaves it blank"),
        ObsStatus.CANNOT_EXIST: Text("không xếp hạng, không có số", "not ranked: there is no such figure"),
        ObsStatus.WITHDRAWN: Text("nguồn đã rút số liệu", "the source withdrew the figure"),
    }.get(row.status, Text("nguồn không ghi số", "the source gives no number"))
    return concat(reason, tail)


def _prefer_computed(indicator: Indicator, stated: Evidence, computed: Evidence | None) -> Evidence:
    """Choose between a figure stated for several years and the one its years give, and compare them."""
    if computed is None or not _is_whole(computed) or computed.is_partial:
        return stated
    check = _cross_check(indicator, stated, computed)
    if _order(computed) < _order(stated):
        return replace(stated, steps=(*stated.steps, check), inputs=gather_inputs([stated, computed]))
    return replace(computed, steps=(*computed.steps, check), inputs=gather_inputs([computed, stated]))


def _order(figure: Evidence) -> int:
    return -1 if figure.stage is None else figure.stage.order


def _cross_check(indicator: Indicator, stated: Evidence, computed: Evidence) -> Step:
    """Print both figures of a multi-year period and whether they agree within rounding."""
    row = stated.inputs[0]
    printed = say_result(row.value or _ZERO, row.decimals, row.unit)
    worked_out = say_result(computed.value or _ZERO, indicator.decimals, indicator.unit)
    both = Text(
        f"Đối chiếu: số công bố cả giai đoạn {printed.vi} ({row.source.say()}), "
        f"tính từ các năm {worked_out.vi}: ",
        f"Cross-check: stated for the whole term {printed.en} ({row.source.say()}), "
        f"worked out from the years {worked_out.en}: ",
    )
    if _spread(stated).intersects(_spread(computed)):
        told = Text("khớp trong phạm vi làm tròn", "they agree within rounding")
    else:
        with localcontext(EXACT):
            gap = (computed.value or _ZERO) - (stated.value or _ZERO)
        shown = say_signed(gap, max(indicator.decimals, row.decimals))
        told = Text(f"KHÔNG khớp, chênh {shown.vi}", f"they do NOT agree, off by {shown.en}")
    return Step(concat(both, told), stated.inputs)


def _spread(figure: Evidence) -> Interval:
    return figure.interval or Interval.point(figure.value or _ZERO)
