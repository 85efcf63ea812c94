"""What may be written as a number in coherence.yaml? Read once, with every fault and its line.

| form | means |
|---|---|
| `{target: 1a}`, `{target: xix/4}` | the number a component promises, exactly as decided |
| `{fact: grdp.growth, period: 2025}` | the figure as known; `area`, `breakdown` where they differ |
| `{value: 17.4, unit: "%/năm", source: …}` | a number that is neither, declared here with its source |
| `{value: 0, to: 1.5, unit: …, note: …}` | an assumption that may lie anywhere between the two |

`name: {vi, en}` gives a number its own name; `or:` names another number to take when a fact is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where
from thuocdo.evaluate.coherence.model import Origin
from thuocdo.evaluate.coherence.words import count_decimals
from thuocdo.periods import Period, parse_period
from thuocdo.plan.model import TOTAL, Component, Pack, Plan
from thuocdo.plan.problems import quote, suggest
from thuocdo.plan.yaml_files import KeyPath, YamlRead
from thuocdo.quantities import ScaledUnit

FILE = "coherence.yaml"

PROBLEM_CODES: Mapping[str, Text] = {
    "CH001": Text("tệp phải là một danh sách identities", "the file must hold a list of identities"),
    "CH002": Text("thiếu khóa", "missing key"),
    "CH003": Text("khóa lạ", "unknown key"),
    "CH004": Text("không có loại đồng nhất thức này", "unknown kind of identity"),
    "CH005": Text("mã lặp lại", "id given twice"),
    "CH006": Text("không có kế hoạch này", "unknown plan"),
    "CH007": Text("không có chỉ tiêu thành phần này", "unknown component"),
    "CH008": Text("không có chỉ tiêu thống kê này", "unknown indicator"),
    "CH009": Text("không có địa bàn này", "unknown area"),
    "CH010": Text("sai kiểu giá trị", "wrong kind of value"),
    "CH011": Text("không đọc được kỳ", "period cannot be read"),
    "CH012": Text("không biết đơn vị tính", "unknown unit"),
    "CH013": Text("số viết sai", "malformed number"),
    "CH014": Text("số không có nguồn hoặc lý do", "a number without source or reason"),
    "CH015": Text("danh sách quá ngắn", "list too short"),
    "CH016": Text("chỉ tiêu thành phần bị bỏ trống", "the component is a blank"),
    "CH017": Text("đơn vị không phải phần trăm", "the unit is not percent"),
}
"""Title of every fault of coherence.yaml, by code; pack-file faults (KH…) come from the YAML reader."""


class CoherenceError(ThuocdoError):
    """A coherence.yaml that cannot be used, with every reason why."""


@dataclass(frozen=True, slots=True)
class NumberSpec:
    """A number as written in coherence.yaml, checked against the pack.

    Attributes:
        origin: Which of the three forms it is.
        component: The component (targets).
        indicator, area, period, breakdown: Which figure (facts).
        value, to, decimals, unit: The declared number (values).
        name: Its own name, or empty.
        source: Document and place, or address (values).
        note: Why it is assumed.
        fallback: Number to take when this one is missing.
        line: Line in the file.
    """

    origin: Origin
    component: Component | None = None
    indicator: str = ""
    area: str = ""
    period: Period | None = None
    breakdown: str = TOTAL
    value: Decimal | None = None
    to: Decimal | None = None
    decimals: int = 0
    unit: ScaledUnit | None = None
    name: Text = NO_TEXT
    source: str = ""
    note: Text = NO_TEXT
    fallback: NumberSpec | None = None
    line: int | None = None


_PERCENT = ("percent", "percent/year")
_COMMON = ("name", "note", "or")
_KEYS = {
    Origin.TARGET: ("target", *_COMMON),
    Origin.FACT: ("fact", "area", "period", "breakdown", *_COMMON),
    Origin.ASSUMPTION: ("value", "to", "unit", "source", *_COMMON),
}


class SpecReader:
    """Reads numbers and names of one coherence.yaml and collects what is wrong with them."""

    def __init__(self, pack: Pack, source: YamlRead) -> None:
        """Take the pack to look things up in, and the file as read."""
        self.pack = pack
        self.source = source
        self.problems: list[Problem] = []

    def report(self, code: str, path: KeyPath, what: Text = NO_TEXT, hint: Text = NO_TEXT) -> None:
        """Note a problem at `path`."""
        title = PROBLEM_CODES[code]
        text = Text(f"{title.vi}: {what.vi}", f"{title.en}: {what.en}") if what.vi else title
        column = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
        place = Where(FILE, self.source.line_of(path), column)
        self.problems.append(Problem(code, text, hint, place, Severity.ERROR))

    def report_value(self, code: str, path: KeyPath, value: object, hint: Text = NO_TEXT) -> None:
        """Note a problem with `value` quoted."""
        said = quote(str(value))
        self.report(code, path, Text(said, said), hint)

    def mapping(self, raw: object, path: KeyPath) -> dict[str, object] | None:
        """Return `raw` as a map, or note that it is none."""
        if isinstance(raw, dict):
            return raw
        self.report_value(
            "CH010", path, raw, Text("cần các cặp khóa: giá trị", "key: value pairs are needed")
        )
        return None

    def check_keys(self, raw: Mapping[str, object], known: tuple[str, ...], path: KeyPath) -> None:
        """Note every key that is not known, with the nearest ones."""
        for key in raw:
            if key not in known:
                self.report_value("CH003", (*path, key), key, suggest(key, known))

    def text(self, raw: object, path: KeyPath) -> Text:
        """Read a text in both languages: `{vi, en}`, or one text for both."""
        if isinstance(raw, str):
            return Text(raw, raw)
        if isinstance(raw, dict) and isinstance(raw.get("vi"), str) and set(raw) <= {"vi", "en"}:
            return Text(raw["vi"], str(raw.get("en") or raw["vi"]))
        self.report_value("CH010", path, raw, Text("viết {vi: …, en: …}", "write {vi: …, en: …}"))
        return NO_TEXT

    def component(self, raw: object, plan: Plan, path: KeyPath) -> Component | None:
        """Return the component that `raw` names: `1a` of this plan, or `xix/4` of another."""
        plan_id, _, component_id = str(raw).rpartition("/")
        owner = self.pack.plans.get(plan_id) if plan_id else plan
        if owner is None:
            self.report_value("CH006", path, plan_id, suggest(plan_id, self.pack.plans))
            return None
        found = next((one for one in owner.components if one.id == component_id), None)
        if found is None:
            near = suggest(component_id, [one.id for one in owner.components])
            self.report_value("CH007", path, raw, near)
        return found

    def indicator(self, raw: object, path: KeyPath) -> str | None:
        """Return the indicator id that `raw` names."""
        if isinstance(raw, str) and raw in self.pack.indicators:
            return raw
        self.report_value("CH008", path, raw, suggest(str(raw), self.pack.indicators))
        return None

    def number(self, raw: object, plan: Plan, path: KeyPath) -> NumberSpec | None:
        """Read one number."""
        fields = self.mapping(raw, path)
        if fields is None:
            return None
        origins = [origin for origin in Origin if origin.value in fields]
        if len(origins) != 1:
            hint = Text("ghi đúng một trong target, fact, value", "give exactly one of target, fact, value")
            self.report("CH002", path, Text("target | fact | value", "target | fact | value"), hint)
            return None
        self.check_keys(fields, _KEYS[origins[0]], path)
        read = {
            Origin.TARGET: self._target,
            Origin.FACT: self._fact,
            Origin.ASSUMPTION: self._value,
        }[origins[0]]
        return read(fields, plan, path)

    def percent(self, raw: object, plan: Plan, path: KeyPath) -> NumberSpec | None:
        """Read one number that must be in percent."""
        spec = self.number(raw, plan, path)
        unit = self._unit_of(spec) if spec else None
        if unit is not None and unit.unit.id not in _PERCENT:
            hint = Text("chỗ này cần một số phần trăm", "a number in percent is needed here")
            self.report_value("CH017", path, unit.label(), hint)
        return spec

    def _unit_of(self, spec: NumberSpec) -> ScaledUnit | None:
        if spec.component is not None:
            return spec.component.unit
        return self.pack.indicators[spec.indicator].unit if spec.indicator else spec.unit

    def _common(
        self, fields: Mapping[str, object], plan: Plan, path: KeyPath
    ) -> tuple[Text, Text, NumberSpec | None]:
        name = self.text(fields["name"], (*path, "name")) if "name" in fields else NO_TEXT
        note = self.text(fields["note"], (*path, "note")) if "note" in fields else NO_TEXT
        fallback = self.number(fields["or"], plan, (*path, "or")) if "or" in fields else None
        return name, note, fallback

    def _target(self, fields: Mapping[str, object], plan: Plan, path: KeyPath) -> NumberSpec | None:
        name, note, fallback = self._common(fields, plan, path)
        component = self.component(fields["target"], plan, (*path, "target"))
        if component is None:
            return None
        if component.value is None:
            hint = Text("chỗ bỏ trống không tính được", "a blank cannot be computed with")
            self.report_value("CH016", (*path, "target"), component.key, hint)
            return None
        return NumberSpec(
            Origin.TARGET,
            component=component,
            name=name,
            note=note,
            fallback=fallback,
            line=self.source.line_of(path),
        )

    def _fact(self, fields: Mapping[str, object], plan: Plan, path: KeyPath) -> NumberSpec | None:
        name, note, fallback = self._common(fields, plan, path)
        indicator = self.indicator(fields["fact"], (*path, "fact"))
        area = str(fields.get("area") or plan.area)
        if not any(one.id == area for one in self.pack.areas):
            self.report_value("CH009", (*path, "area"), area)
        period = self.period(fields.get("period"), (*path, "period"))
        if indicator is None or period is None:
            return None
        return NumberSpec(
            Origin.FACT,
            indicator=indicator,
            area=area,
            period=period,
            breakdown=str(fields.get("breakdown") or TOTAL),
            name=name,
            note=note,
            fallback=fallback,
            line=self.source.line_of(path),
        )

    def period(self, raw: object, path: KeyPath) -> Period | None:
        """Read a period such as `2025` or `2021-2025`."""
        try:
            return parse_period(str(raw))
        except ThuocdoError:
            self.report_value("CH011", path, raw, Text("viết 2025 hoặc 2021-2025", "write 2025 or 2021-2025"))
            return None

    def _value(self, fields: Mapping[str, object], plan: Plan, path: KeyPath) -> NumberSpec | None:
        name, note, fallback = self._common(fields, plan, path)
        value = self._decimal(fields["value"], (*path, "value"))
        to = self._decimal(fields["to"], (*path, "to")) if "to" in fields else None
        unit = self._unit(fields.get("unit"), (*path, "unit"))
        source = str(fields.get("source") or "")
        if not source and not note.vi:
            hint = Text("thêm source, hoặc note nói vì sao giả định", "add source, or a note that says why")
            self.report("CH014", path, NO_TEXT, hint)
        if value is None or unit is None:
            return None
        if to is not None and to < value:
            self.report_value("CH013", (*path, "to"), to, Text("to phải ≥ value", "to must be ≥ value"))
            return None
        return NumberSpec(
            Origin.ASSUMPTION,
            value=value,
            to=to,
            decimals=max(count_decimals(value), count_decimals(to or value)),
            unit=unit,
            name=name,
            source=source,
            note=note,
            fallback=fallback,
            line=self.source.line_of(path),
        )

    def _decimal(self, raw: object, path: KeyPath) -> Decimal | None:
        try:
            if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal)):
                raise InvalidOperation
            value = Decimal(raw)
        except InvalidOperation:
            value = Decimal("NaN")
        if value.is_finite():
            return value
        hint = Text("dùng dấu chấm thập phân, không dấu nghìn", "decimal point, no thousands marks")
        self.report_value("CH013", path, raw, hint)
        return None

    def _unit(self, raw: object, path: KeyPath) -> ScaledUnit | None:
        try:
            return self.pack.units.parse(str(raw or ""))
        except ThuocdoError:
            self.report_value("CH012", path, raw or "", Text('ví dụ "%/năm"', 'e.g. "%/năm"'))
            return None
