"""Which rules are there? Those in the folder `claims/rules`: nothing else lists them."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from thuocdo.claims import rules as rules_room
from thuocdo.claims.rule import Rule
from thuocdo.errors import Problem, Text, ThuocdoError

REDIRECTS: dict[str, str] = {}
"""Retired id → the id that took its place. An id is never used again for another fault."""


class UnknownRule(ThuocdoError):  # noqa: N818 - named by what it says
    """No rule has this id, name or prefix."""


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return one of every rule, in order of id."""
    names = [found.name for found in pkgutil.iter_modules(rules_room.__path__)]
    return tuple(
        sorted(
            (rule for name in names if not name.startswith("_") for rule in _rules_of(name)),
            key=lambda rule: rule.id,
        )
    )


def find_rule(spelling: str) -> Rule:
    """Return the rule of an id or a name, in any case; retired ids lead to their successor.

    Raises:
        UnknownRule: There is none; names the nearest.
    """
    wanted = spelling.strip()
    wanted = REDIRECTS.get(wanted.upper(), wanted).casefold()
    for rule in load_rules():
        if wanted in (rule.id.casefold(), rule.name):
            return rule
    raise _unknown(spelling, [name for rule in load_rules() for name in (rule.id, rule.name)])


def select_rules(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that start with one of `select` and with none of `ignore`.

    Args:
        select: Ids, names or prefixes of ids (`TT`, `TT0`); empty means all.
        ignore: The same; it wins over `select`.

    Raises:
        UnknownRule: One of them fits no rule.
    """
    chosen = {rule.id for word in select for rule in _matching(word)}
    dropped = {rule.id for word in ignore for rule in _matching(word)}
    return tuple(
        rule for rule in load_rules() if (not select or rule.id in chosen) and rule.id not in dropped
    )


def _matching(word: str) -> list[Rule]:
    wanted = REDIRECTS.get(word.strip().upper(), word.strip())
    found = [
        rule
        for rule in load_rules()
        if wanted and (rule.id.startswith(wanted.upper()) or rule.name == wanted.casefold())
    ]
    if not found:
        raise _unknown(
            word, sorted({rule.id for rule in load_rules()} | {rule.family for rule in load_rules()})
        )
    return found


def _rules_of(module_name: str) -> list[Rule]:
    module = importlib.import_module(f"{rules_room.__name__}.{module_name}")
    return [
        kind()
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Rule) and kind.__module__ == module.__name__
    ]


def _unknown(spelling: str, known: Sequence[str]) -> UnknownRule:
    near = difflib.get_close_matches(spelling.strip().upper(), known, n=3, cutoff=0.4)
    near += difflib.get_close_matches(spelling.strip().casefold(), known, n=3, cutoff=0.6)
    names = ", ".join(near or sorted({word[:2] for word in known if word[:2].isupper()}))
    return UnknownRule(
        Problem(
            "QT001",
            Text(f"không có quy tắc “{spelling}”", f"there is no rule “{spelling}”"),
            Text(f"có phải: {names}", f"did you mean: {names}"),
        )
    )
