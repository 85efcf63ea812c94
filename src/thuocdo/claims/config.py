"""What a user wants checked: `thuocdo.toml`, or `[tool.thuocdo.check]` in pyproject.toml.

```toml
[check]
select = ["TR", "TT", "MT"]    # families, prefixes or ids; all when left out
ignore = ["VB003"]
severity = { DV001 = "warning" }
data = "goi-so-lieu"           # plan pack to hold the report against
as-of = "2025-03-25"
baseline = "so-lieu.baseline.json"
lock = "so-lieu.lock"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from thuocdo.claims.model import Finding
from thuocdo.claims.registry import UnknownRule, find_rule, select_rules
from thuocdo.claims.rule import Rule, Status
from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where

FILES = ("thuocdo.toml", "pyproject.toml")
_KEYS = ("select", "ignore", "severity", "data", "as-of", "baseline", "lock", "preview")


class ConfigError(ThuocdoError):
    """A configuration that cannot be used, with every fault."""


@dataclass(frozen=True)
class Settings:
    """Choices for a check.

    Attributes:
        rules: Rules to run.
        severities: Severity set for a rule, by id.
        data: Plan pack, or None.
        as_of: Day as text, or empty.
        baseline, lock: Files, or None.
        preview: Whether findings of preview rules count; they are shown either way.
    """

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    data: Path | None = None
    as_of: str = ""
    baseline: Path | None = None
    lock: Path | None = None
    preview: bool = False

    def is_selected(self, rule: Rule) -> bool:
        """Whether the rule is to be run."""
        return any(rule.id == one.id for one in self.rules)

    def severity_of(self, finding: Finding) -> Severity:
        """Return the severity to show: set by the user, or the finding's; preview never fails a check."""
        if finding.rule in self.severities:
            return self.severities[finding.rule]
        rule = find_rule(finding.rule)
        if rule.status is Status.PREVIEW and not self.preview and finding.severity is Severity.ERROR:
            return Severity.WARNING
        return finding.severity


def find_config(start: Path) -> Path | None:
    """Return the nearest configuration file in `start` or a folder above it."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
                return path
    return None


def load_settings(path: Path | None) -> Settings:
    """Return the settings of a file; every rule where there is none.

    Raises:
        ConfigError: The file cannot be read, or says something unknown.
    """
    if path is None:
        return Settings(select_rules())
    table = _read(path)
    problems = [
        _problem("QT011", path, key, Text(f"không biết khóa “{key}”", f"unknown key “{key}”"))
        for key in table
        if key not in _KEYS
    ]
    select, ignore = (_words(table.get(key, []), path, key, problems) for key in ("select", "ignore"))
    severities = _severities(table.get("severity", {}), path, problems)
    try:
        rules = select_rules(select, ignore)
    except UnknownRule as error:
        problems += error.problems
        rules = ()
    if problems:
        raise ConfigError(*problems)
    here = path.parent
    return Settings(
        rules=rules,
        severities=severities,
        data=_path(here, table.get("data")),
        as_of=str(table.get("as-of", "")),
        baseline=_path(here, table.get("baseline")),
        lock=_path(here, table.get("lock")),
        preview=table.get("preview") is True,
    )


def with_choices(settings: Settings, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Settings:
    """Return the settings with the choices of the command line on top."""
    if not select and not ignore:
        return settings
    chosen = select_rules(select, ignore)
    return replace(settings, rules=chosen if select else tuple(r for r in settings.rules if r in chosen))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        table = _table(path)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        text = Text(f"không đọc được cấu hình: {error}", f"configuration cannot be read: {error}")
        raise ConfigError(Problem("QT010", text, NO_TEXT, Where(str(path)))) from error
    return table or {}


def _table(path: Path) -> Mapping[str, Any] | None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    if path.name == "pyproject.toml":
        content = content.get("tool", {}).get("thuocdo", {})
    table = content.get("check")
    return table if isinstance(table, Mapping) else None


def _words(value: object, path: Path, key: str, problems: list[Problem]) -> list[str]:
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return value
    what = Text(f"“{key}” phải là danh sách mã quy tắc", f"“{key}” must be a list of rule ids")
    problems.append(_problem("QT012", path, key, what))
    return []


def _severities(value: object, path: Path, problems: list[Problem]) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for name, word in value.items() if isinstance(value, Mapping) else ():
        try:
            found[find_rule(name).id] = Severity(word)
        except UnknownRule as error:
            problems += error.problems
        except ValueError:
            what = Text(f"mức “{word}” không có", f"no severity “{word}”")
            problems.append(_problem("QT013", path, name, what))
    return found


def _path(here: Path, value: object) -> Path | None:
    return here / value if isinstance(value, str) and value else None


def _problem(code: str, path: Path, key: str, text: Text) -> Problem:
    hint = Text(f"các khóa: {', '.join(_KEYS)}", f"keys: {', '.join(_KEYS)}")
    return Problem(code, text, hint, Where(str(path), column=key))
