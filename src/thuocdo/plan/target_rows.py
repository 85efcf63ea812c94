"""What does targets.csv promise? Rows to components, checked one by one and against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from thuocdo.errors import Problem, Severity, Text
from thuocdo.periods import MixedPeriods, Period
from thuocdo.plan.areas import AreaRegistry
from thuocdo.plan.cells import CellReader, Printed
from thuocdo.plan.columns import TARGET_COLUMNS
from thuocdo.plan.lists import read_pack_table
from thuocdo.plan.model import (
    Comparator,
    Component,
    Direction,
    Indicator,
    Missing,
    Plan,
    PlanStatus,
    Role,
    Statistic,
    Target,
)
from thuocdo.plan.problems import make_not_found, quote, same
from thuocdo.plan.tables import Row
from thuocdo.plan.wording import read_wording
from thuocdo.plan.wording_check import compare_wording
from thuocdo.quantities import ScaledUnit, UnitRegistry, quantise, write_number

FILE = "targets.csv"

_RANKS = {Comparator.RANK_AT, Comparator.RANK_WITHIN}
_UPWARDS = {Comparator.AT_LEAST, Comparator.ABOVE}
_DOWNWARDS = {Comparator.AT_MOST, Comparator.BELOW}


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the pack declares; None where that table could not be read whole.

    Attributes:
        plans: By id, without targets.
        indicators: By id.
        areas: The pack's areas.
        documents, agencies: Ids.
        units: Built-in and the pack's.
    """

    plans: Mapping[str, Plan] | None
    indicators: Mapping[str, Indicator] | None
    areas: AreaRegistry | None
    documents: Collection[str] | None
    agencies: Collection[str] | None
    units: UnitRegistry


class TargetRows:
    """targets.csv as read: `components` in file order, and every problem found."""

    def __init__(self, root: Path, known: Known) -> None:
        """Read and check the table; never raises on a bad one."""
        self._known = known
        self._reader = CellReader(FILE, TARGET_COLUMNS, known.units)
        table = read_pack_table(root, FILE)
        self.components: list[Component] = []
        self._lines: dict[tuple[str, str], int] = {}
        self._promises: dict[tuple[object, ...], Component] = {}
        for row in table.rows:
            self._take(row)
        self.problems: list[Problem] = [*table.problems, *self._reader.problems]

    def plans(self) -> dict[str, Plan]:
        """Return the plans with their targets, in file order."""
        result = {}
        for plan in (self._known.plans or {}).values():
            numbers: dict[str, list[Component]] = {}
            for component in self.components:
                if component.plan == plan.id:
                    numbers.setdefault(component.target, []).append(component)
            targets = tuple(Target(number, plan.id, tuple(parts)) for number, parts in numbers.items())
            result[plan.id] = replace(plan, targets=targets)
        return result

    # --- one row ---------------------------------------------------------------------------------

    def _take(self, row: Row) -> None:
        plan = self._plan(row)
        indicator = self._indicator(row)
        self._check_references(row)
        component = self._build(row, plan, indicator)
        if component is None:
            return
        for check in (self._check_value, self._check_unit, self._check_test, self._check_wording):
            check(row, component, indicator)
        self._check_term(row, component, plan)
        self._check_twice(row, component)
        self.components.append(component)

    def _plan(self, row: Row) -> Plan | None:
        plans = self._known.plans
        name = self._reader.read_id(row, "plan")
        if plans is None or not name:
            return None
        if name not in plans:
            where = self._reader.where(row, "plan")
            self._reader.problems.append(make_not_found("GK065", where, name, plans, "plan.yaml"))
        return plans.get(name)

    def _indicator(self, row: Row) -> Indicator | None:
        indicators = self._known.indicators
        name = row["indicator"]
        if not name:
            hint = Text(
                "ghi mã một chỉ tiêu trong indicators/; chưa có thì tạo tệp mới",
                "give the id of an indicator in indicators/; make a new file if there is none",
            )
            self._reader.add("GK070", row, "indicator", same(quote(row["name"])), hint)
            return None
        if indicators is None:
            return None
        if name not in indicators:
            where = self._reader.where(row, "indicator")
            self._reader.problems.append(make_not_found("GK061", where, name, indicators, "indicators/"))
        return indicators.get(name)

    def _check_references(self, row: Row) -> None:
        for column, code, ids, place in (
            ("document", "GK063", self._known.documents, "documents.csv"),
            ("agency", "GK064", self._known.agencies, "agencies.csv"),
        ):
            name = self._reader.read_id(row, column)
            if ids is not None and name and name not in ids:
                where = self._reader.where(row, column)
                self._reader.problems.append(make_not_found(code, where, name, ids, place))

    def _area(self, row: Row, plan: Plan | None) -> str:
        name = self._reader.read_id(row, "area") or (plan.area if plan else "")
        areas = self._known.areas
        if areas is not None and row["area"] and name and name not in areas:
            where = self._reader.where(row, "area")
            ids = [area.id for area in areas]
            self._reader.problems.append(make_not_found("GK062", where, name, ids, "areas.csv"))
        return name

    def _build(self, row: Row, plan: Plan | None, indicator: Indicator | None) -> Component | None:
        """Return the component, or None when a cell it cannot do without is wrong."""
        reader = self._reader
        before = len(reader.problems)
        identifier = reader.read_id(row, "component")
        comparator = reader.read_choice(row, "comparator")
        statistic = reader.read_choice(row, "statistic")
        role = reader.read_choice(row, "role")
        missing = reader.read_choice(row, "missing")
        claim = reader.read_choice(row, "claim")
        value, value_to = reader.read_number(row, "value"), reader.read_number(row, "value_to")
        unit = reader.read_unit(row, "unit") or (indicator.unit if indicator else None)
        period = reader.read_period(row, "period") or (plan.term if plan else None)
        base = reader.read_period(row, "base")
        blank, counted = reader.read_flag(row, "blank"), reader.read_flag(row, "counted")
        breakdown = reader.read_breakdown(row, "breakdown")
        area = self._area(row, plan)
        failed = any(problem.severity is Severity.ERROR for problem in reader.problems[before:])
        if failed or not identifier or unit is None or period is None:
            return None
        if comparator is None or statistic is None or role is None or missing is None:
            return None
        return Component(
            id=identifier,
            plan=row["plan"],
            target=row["target"],
            name=Text(row["name"], row["name_en"]),
            indicator=row["indicator"],
            area=area,
            period=period,
            wording=row["wording"],
            comparator=Comparator(comparator),
            statistic=Statistic(statistic),
            value=value.value if value else None,
            unit=unit,
            value_to=value_to.value if value_to else None,
            decimals=_decimals(value, value_to),
            breakdown=breakdown,
            blank=blank,
            role=Role(role),
            counted=counted,
            base=base,
            missing=Missing(missing),
            document=row["document"],
            place=row["place"],
            authority=row["authority"],
            agency=row["agency"],
            claim=claim or "",
            claim_place=row["claim_place"],
            note=row["note"],
            line=row.line,
        )

    # --- what a row promises ---------------------------------------------------------------------

    def _check_value(self, row: Row, component: Component, _indicator: Indicator | None) -> None:
        add = self._reader.add
        if component.blank:
            if component.value is not None or component.value_to is not None:
                hint = Text("xóa giá trị, hoặc đổi blank thành no", "delete the value or set blank to no")
                add("GK072", row, "value", same(quote(row["value"] or row["value_to"])), hint)
            return
        is_range = component.comparator is Comparator.RANGE
        if component.comparator is Comparator.YES_NO:
            if component.value is not None:
                hint = Text("xóa giá trị: điều này chỉ có hoặc không", "delete the value: this is yes or no")
                add("GK074", row, "value", same(quote(row["value"])), hint)
        elif component.value is None:
            what = Text(
                "không bỏ trống trong văn bản nhưng gói không có con số",
                "not blank in the document, but the pack has no number",
            )
            hint = Text(
                "điền giá trị; nếu chưa tìm được văn bản thì nói rõ ở note",
                "fill in the value; say so in note where the document is not at hand",
            )
            # A gap that the row itself explains is known, not overlooked.
            severity = Severity.NOTE if component.note else Severity.WARNING
            add("GK073", row, "value", what, hint, severity)
        elif is_range and component.value_to is None:
            hint = Text("điền value_to, đầu trên của khoảng", "fill in value_to, the upper end")
            add("GK074", row, "value_to", Text("thiếu đầu trên", "the upper end is missing"), hint)
        elif component.value_to is not None and not is_range:
            hint = Text(
                "đổi comparator thành range hoặc xóa value_to", "set comparator to range or delete value_to"
            )
            add("GK074", row, "value_to", same(quote(row["value_to"])), hint)
        elif component.value_to is not None and component.value_to <= component.value:
            what = Text(
                f"từ {row['value']} đến {row['value_to']}", f"from {row['value']} to {row['value_to']}"
            )
            hint = Text("value phải nhỏ hơn value_to", "value must be less than value_to")
            add("GK074", row, "value_to", what, hint)

    def _check_unit(self, row: Row, component: Component, indicator: Indicator | None) -> None:
        if indicator is None or component.comparator is Comparator.YES_NO:
            return
        if not _fits(component, indicator):
            mine, theirs = quote(str(component.unit)), quote(str(indicator.unit))
            what = Text(
                f"{mine}, chỉ tiêu {indicator.id} tính bằng {theirs}",
                f"{mine}, indicator {indicator.id} is in {theirs}",
            )
            hint = Text("sửa đơn vị hoặc chọn chỉ tiêu khác", "correct the unit or choose another indicator")
            self._reader.add("GK071", row, "unit", what, hint)
            return
        if component.statistic is not Statistic.MEAN_GROWTH:
            self._check_decimals(row, component, indicator)

    def _check_decimals(self, row: Row, component: Component, indicator: Indicator) -> None:
        scale = component.unit.factor / indicator.unit.factor
        for column, value in (("value", component.value), ("value_to", component.value_to)):
            if value is None:
                continue
            shown = value * scale
            if quantise(shown, indicator.decimals) == shown:
                continue
            told, places = f"{row[column]} {component.unit}", indicator.decimals
            what = Text(
                f"{told}, {indicator.id} chỉ in {places} chữ số thập phân",
                f"{told}, {indicator.id} is printed with {places} decimals",
            )
            hint = Text(
                f"tăng decimals trong indicators/{indicator.id}.yaml",
                f"raise decimals in indicators/{indicator.id}.yaml",
            )
            self._reader.add("GK089", row, column, what, hint)

    def _check_test(self, row: Row, component: Component, indicator: Indicator | None) -> None:
        comparator, statistic, add = component.comparator, component.statistic, self._reader.add
        pair = same(f"{comparator.value} + {statistic.value}")
        if comparator in _RANKS and statistic not in {
            Statistic.VALUE,
            Statistic.EVERY_YEAR,
            Statistic.EVERY_EDITION,
        }:
            hint = Text("thứ hạng không cộng, không bình quân", "a rank is neither added nor averaged")
            add("GK088", row, "statistic", pair, hint)
        if statistic is Statistic.INCREASE and component.base is None:
            hint = Text(
                "điền cột base: kỳ làm gốc để tính phần tăng", "fill in base: the period it starts from"
            )
            add("GK079", row, "base", same(quote(component.wording)), hint)
        if indicator is None:
            return
        if comparator in _RANKS:
            self._check_rank(row, component, indicator)
        falls, rises = indicator.direction is Direction.DESCENDING, indicator.direction is Direction.ASCENDING
        if (comparator in _UPWARDS and falls) or (comparator in _DOWNWARDS and rises):
            what = Text(
                f"{comparator.value}, nhưng {indicator.id} là {indicator.direction.value}",
                f"{comparator.value}, but {indicator.id} is {indicator.direction.value}",
            )
            hint = Text("xem lại comparator hoặc direction", "look again at comparator or direction")
            add("GK087", row, "comparator", what, hint, Severity.WARNING)

    def _check_rank(self, row: Row, component: Component, indicator: Indicator) -> None:
        first = min(indicator.rank_of, default=None)
        if first is None or first > component.period.end:
            hint = Text(
                f"thêm rank_of vào indicators/{indicator.id}.yaml, có hiệu lực trong kỳ này",
                f"add rank_of to indicators/{indicator.id}.yaml, in force in this period",
            )
            self._reader.add("GK075", row, "indicator", same(quote(indicator.id)), hint)
            return
        ranked = max(of for day, of in indicator.rank_of.items() if day <= component.period.end)
        is_place = component.value is None or component.value == component.value.to_integral_value()
        if component.value is not None and not (is_place and 1 <= component.value <= ranked):
            what = Text(f"hạng {row['value']} trong {ranked}", f"place {row['value']} of {ranked}")
            hint = Text("thứ hạng là số nguyên từ 1", "a place is a whole number from 1")
            self._reader.add("GK074", row, "value", what, hint)

    def _check_wording(self, row: Row, component: Component, indicator: Indicator | None) -> None:
        reading = read_wording(component.wording, self._known.units)
        for found in compare_wording(reading, component, indicator):
            what = Text(
                f"câu chữ: {found.wording.vi}; cột {found.column}: {found.declared.vi}",
                f"wording: {found.wording.en}; column {found.column}: {found.declared.en}",
            )
            hint = Text(
                "câu chữ của văn bản quyết định; sửa cột, hoặc chép lại câu chữ cho đúng",
                "the document's wording decides; correct the column, or copy the wording again",
            )
            self._reader.add(found.code, row, found.column, what, hint, found.severity)

    def _check_term(self, row: Row, component: Component, plan: Plan | None) -> None:
        if plan is None:
            return
        if not _lies_within(component.period, plan.term):
            what = Text(
                f"{component.period.label.vi}, kế hoạch {plan.id}: {plan.term.label.vi}",
                f"{component.period.label.en}, plan {plan.id}: {plan.term.label.en}",
            )
            hint = Text("sửa kỳ hoặc xếp vào kế hoạch khác", "correct the period or move it to another plan")
            self._reader.add("GK076", row, "period", what, hint)
        areas = self._known.areas
        if areas is None or component.area not in areas or plan.status is PlanStatus.CLOSED:
            return
        area = areas.get(component.area)
        if area.valid_from is not None and area.valid_from > component.period.end:
            gap = Text(f"{area.id} có từ {area.valid_from}", f"{area.id} exists from {area.valid_from}")
        elif area.valid_to is not None and area.valid_to <= component.period.start:
            gap = Text(f"{area.id} không còn từ {area.valid_to}", f"{area.id} ended on {area.valid_to}")
        else:
            return
        hint = Text(
            "chọn đúng phiên bản địa bàn, hoặc đặt status: closed cho kế hoạch",
            "choose the area's right version, or set status: closed for the plan",
        )
        self._reader.add("GK104", row, "area", gap, hint, Severity.WARNING)

    def _check_twice(self, row: Row, component: Component) -> None:
        key = (component.plan, component.id)
        if key in self._lines:
            hint = Text(
                f"mã này đã ở dòng {self._lines[key]}", f"the id is already on line {self._lines[key]}"
            )
            self._reader.add("GK060", row, "component", same(quote(component.key)), hint)
        self._lines.setdefault(key, row.line)
        if component.blank or component.value is None:
            return
        promise = (
            component.plan,
            component.indicator,
            component.area,
            component.period,
            component.breakdown,
            component.authority,
            component.statistic,
        )
        earlier = self._promises.setdefault(promise, component)
        if earlier is component:
            return
        if _amounts(earlier) != _amounts(component):
            what = Text(
                f"dòng {earlier.line} ghi {_say(earlier)}, dòng này ghi {_say(component)}",
                f"line {earlier.line} says {_say(earlier)}, this line says {_say(component)}",
            )
            hint = Text("giữ con số đúng theo văn bản", "keep the number that the document prints")
            self._reader.add("GK077", row, "value", what, hint)
        elif earlier.comparator is component.comparator:
            what = Text(f"giống dòng {earlier.line}", f"the same as line {earlier.line}")
            hint = Text("xóa một dòng nếu chỉ là một chỉ tiêu", "delete one if they are one target")
            self._reader.add("GK078", row, "component", what, hint, Severity.WARNING)


def _decimals(*numbers: Printed | None) -> int:
    return max((number.decimals for number in numbers if number), default=0)


def _fits(component: Component, indicator: Indicator) -> bool:
    """Whether the target's unit can be compared with its indicator's."""
    unit = component.unit
    if unit.is_compatible(indicator.unit):
        return _same_thing(unit, indicator.unit)
    if component.statistic is Statistic.MEAN_GROWTH:
        return unit.unit.id == "percent"
    # What is gained between two percentages is points, between two places steps.
    return component.statistic is Statistic.INCREASE and unit.unit == indicator.unit.unit.difference


def _same_thing(unit: ScaledUnit, other: ScaledUnit) -> bool:
    """Whether two units without dimension are of the same kind: a score is no percentage."""
    if unit.unit.comparable_dimension or unit.unit == other.unit:
        return True
    kinds = {"rank", "score", "index", "yes_no"}
    return not {unit.unit.id, other.unit.id} & kinds


def _lies_within(period: Period, term: Period) -> bool:
    try:
        return term.contains(period)
    except MixedPeriods:  # a plan's term is in calendar years; a target may be set on 15th–14th ones
        return term.start <= period.end and period.end <= term.end


def _amounts(component: Component) -> tuple[object, ...]:
    factor = component.unit.factor
    return tuple(None if value is None else value * factor for value in (component.value, component.value_to))


def _say(component: Component) -> str:
    told = [write_number(value) for value in (component.value, component.value_to) if value is not None]
    return f"{'-'.join(told)} {component.unit}"


def check_plans_have_targets(rows: TargetRows, plans: Mapping[str, Plan]) -> Iterator[str]:
    """Yield the ids of plans without any target."""
    used = {component.plan for component in rows.components}
    yield from (plan for plan in plans if plan not in used)
