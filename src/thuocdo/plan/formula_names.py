"""Which indicators does a formula name, and do formulas run in a circle?

Only names are found here; the grammar and the arithmetic belong to the `evaluate` room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

NAME = r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*"
"""Pattern of a name in a formula: an indicator id, or a function where a bracket follows."""

INDICATOR_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
"""Pattern of an indicator id, also its file name: dotted, lower case, ASCII."""

_NAMES = re.compile(rf"(?<![\w.])({NAME})(?!\s*\()(?![\w.])", re.ASCII)

_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]')
"""Words ("USD", "2020") and breakdowns ([URBANISATION=U]): no indicators."""


def find_names(formula: str) -> tuple[str, ...]:
    """Return the indicator ids that a formula names, each once, in order; functions are left out."""
    return tuple(dict.fromkeys(match[1] for match in _NAMES.finditer(_ASIDE.sub(" ", formula))))


def find_cycle(references: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return one circle of references, its first name again at the end, or an empty tuple.

    Names that are not keys of `references` lead nowhere. The walk keeps its own stack, so that a chain
    of a hundred thousand formulas is no problem.
    """
    done: set[str] = set()
    for start in references:
        if start in done:
            continue
        path: list[str] = [start]
        on_path = {start}
        waiting = [iter(references[start])]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                left = path.pop()
                on_path.discard(left)
                done.add(left)
            elif name in on_path:
                return (*path[path.index(name) :], name)
            elif name in references and name not in done:
                path.append(name)
                on_path.add(name)
                waiting.append(iter(references[name]))
    return ()
