"""What identities does the pack declare? coherence.yaml, with every fault and its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, raise_if_errors
from thuocdo.evaluate.coherence.model import Identity, Kind, Parameter, Shape
from thuocdo.evaluate.coherence.registry import all_kinds
from thuocdo.evaluate.coherence.spec import FILE, CoherenceError, SpecReader
from thuocdo.plan.folder import find_file
from thuocdo.plan.model import Pack, Plan
from thuocdo.plan.problems import suggest
from thuocdo.plan.yaml_files import KeyPath, YamlRead, read_yaml, read_yaml_text

_KEYS = ("id", "kind", "plan", "title", "assumptions", "severity", "with")
_REQUIRED = ("id", "kind", "plan", "title", "with")


def load_identities(pack: Pack) -> tuple[Identity, ...]:
    """Return the identities of the pack's coherence.yaml, in file order; none if there is no such file.

    Raises:
        CoherenceError: with every problem of the file.
    """
    identities, problems = _read(pack)
    raise_if_errors(problems, CoherenceError)
    return identities


def check_identities(pack: Pack) -> list[Problem]:
    """Return every problem of the pack's coherence.yaml."""
    return _read(pack)[1]


def read_identities(pack: Pack, text: str) -> tuple[tuple[Identity, ...], list[Problem]]:
    """Return the identities in `text` and every problem, as `load_identities` does for the file."""
    return _read_source(pack, read_yaml_text(text, FILE))


def _read(pack: Pack) -> tuple[tuple[Identity, ...], list[Problem]]:
    found, problems = find_file(pack.root, FILE)
    if found is None:
        return (), problems
    return _read_source(pack, read_yaml(found.path, found.label))


def _read_source(pack: Pack, source: YamlRead) -> tuple[tuple[Identity, ...], list[Problem]]:
    if source.problems:
        return (), list(source.problems)
    reader = _Reader(pack, source)
    identities = reader.read_all()
    return identities, reader.problems


class _Reader(SpecReader):
    def read_all(self) -> tuple[Identity, ...]:
        top = self.source.value
        entries = top.get("identities") if isinstance(top, dict) else None
        if not isinstance(entries, list) or not isinstance(top, dict) or set(top) != {"identities"}:
            self.report(
                "CH001", (), NO_TEXT, Text("viết identities: rồi các mục", "write identities: and entries")
            )
            return ()
        made = [self._identity(raw, ("identities", index)) for index, raw in enumerate(entries)]
        identities = tuple(one for one in made if one is not None)
        seen: set[str] = set()
        for index, raw in enumerate(entries):
            name = str(raw.get("id")) if isinstance(raw, dict) else ""
            if name and name in seen:
                self.report_value("CH005", ("identities", index, "id"), name)
            seen.add(name)
        return identities

    def _identity(self, raw: object, path: KeyPath) -> Identity | None:
        fields = self.mapping(raw, path)
        if fields is None:
            return None
        self.check_keys(fields, _KEYS, path)
        for key in _REQUIRED:
            if key not in fields:
                self.report("CH002", path, Text(key, key))
        kind = self._kind(fields.get("kind"), (*path, "kind")) if "kind" in fields else None
        plan = self._plan(fields.get("plan"), (*path, "plan")) if "plan" in fields else None
        title = self.text(fields["title"], (*path, "title")) if "title" in fields else NO_TEXT
        assumptions = self._texts(fields.get("assumptions"), (*path, "assumptions"))
        severity = self._severity(fields.get("severity"), (*path, "severity"))
        if kind is None or plan is None or any(key not in fields for key in _REQUIRED):
            return None
        arguments = self._arguments(fields["with"], kind.parameters, plan, (*path, "with"))
        return Identity(
            id=str(fields["id"]),
            kind=kind.id,
            plan=plan.id,
            title=title,
            arguments=arguments,
            assumptions=assumptions,
            severity=severity,
            line=self.source.line_of(path),
        )

    def _kind(self, raw: object, path: KeyPath) -> Kind | None:
        kinds = all_kinds()
        kind = kinds.get(str(raw))
        if kind is None:
            self.report_value("CH004", path, raw, suggest(str(raw), kinds))
        return kind

    def _plan(self, raw: object, path: KeyPath) -> Plan | None:
        plan = self.pack.plans.get(str(raw))
        if plan is None:
            self.report_value("CH006", path, raw, suggest(str(raw), self.pack.plans))
        return plan

    def _texts(self, raw: object, path: KeyPath) -> tuple[Text, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, list):
            self.report_value("CH010", path, raw, Text("cần một danh sách", "a list is needed"))
            return ()
        return tuple(self.text(one, (*path, index)) for index, one in enumerate(raw))

    def _severity(self, raw: object, path: KeyPath) -> Severity:
        if raw is None:
            return Severity.WARNING
        if raw in [one.value for one in Severity]:
            return Severity(str(raw))
        self.report_value("CH010", path, raw, Text("error, warning hoặc note", "error, warning or note"))
        return Severity.WARNING

    def _arguments(
        self, raw: object, parameters: tuple[Parameter, ...], plan: Plan, path: KeyPath
    ) -> Mapping[str, object]:
        fields = self.mapping(raw, path)
        if fields is None:
            return {}
        self.check_keys(fields, tuple(one.name for one in parameters), path)
        arguments: dict[str, object] = {}
        for parameter in parameters:
            if parameter.name in fields:
                value = self._argument(fields[parameter.name], parameter, plan, (*path, parameter.name))
                if value is not None:
                    arguments[parameter.name] = value
            elif parameter.required:
                hint = Text(
                    f"{parameter.about.vi} ({parameter.shape.label.vi})",
                    f"{parameter.about.en} ({parameter.shape.label.en})",
                )
                self.report("CH002", path, Text(parameter.name, parameter.name), hint)
        return arguments

    def _argument(self, raw: object, parameter: Parameter, plan: Plan, path: KeyPath) -> object | None:
        match parameter.shape:
            case Shape.NUMBER:
                return self.number(raw, plan, path)
            case Shape.PERCENT:
                return self.percent(raw, plan, path)
            case Shape.NAME:
                return self.text(raw, path)
            case Shape.NUMBERS | Shape.PERCENTS | Shape.ROWS | Shape.COMPONENTS:
                return self._list(raw, parameter, plan, path)
            case _:
                return self._word(raw, parameter, path)

    def _word(self, raw: object, parameter: Parameter, path: KeyPath) -> object | None:
        if parameter.shape is Shape.WHOLE and isinstance(raw, int) and not isinstance(raw, bool) and raw > 0:
            return raw
        if parameter.shape is Shape.CHOICE and raw in parameter.choices:
            return raw
        if parameter.shape is Shape.DATE:
            try:
                return date.fromisoformat(str(raw))
            except ValueError:
                pass
        label = parameter.shape.label
        words = ", ".join(parameter.choices)
        hint = Text(f"{label.vi}: {words}", f"{label.en}: {words}") if words else label
        self.report_value("CH010", path, raw, hint)
        return None

    def _list(
        self, raw: object, parameter: Parameter, plan: Plan, path: KeyPath
    ) -> tuple[object, ...] | None:
        if parameter.shape is Shape.COMPONENTS and raw == "all":
            return plan.components
        if not isinstance(raw, list):
            self.report_value("CH010", path, raw, parameter.shape.label)
            return None
        if len(raw) < parameter.least:
            least = str(parameter.least)
            self.report("CH015", path, Text(f"cần ít nhất {least}", f"at least {least} are needed"))
        read = [self._entry(one, parameter, plan, (*path, index)) for index, one in enumerate(raw)]
        return tuple(one for one in read if one is not None)

    def _entry(self, raw: object, parameter: Parameter, plan: Plan, path: KeyPath) -> object | None:
        if parameter.shape is Shape.NUMBERS:
            return self.number(raw, plan, path)
        if parameter.shape is Shape.PERCENTS:
            return self.percent(raw, plan, path)
        if parameter.shape is Shape.COMPONENTS:
            return self.component(raw, plan, path)
        return self._arguments(raw, parameter.rows, plan, path)
