"""Which kinds of identity are there? Every module of `identities/` that has a `KIND`, found by looking.

Adding a kind is adding one file: its name is the kind's id, and the reference page picks it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from thuocdo.evaluate.coherence import identities
from thuocdo.evaluate.coherence.model import Kind


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Return every kind by id, in alphabetical order."""
    found: dict[str, Kind] = {}
    for module in sorted(iter_modules(identities.__path__), key=lambda one: one.name):
        kind = getattr(import_module(f"{identities.__name__}.{module.name}"), "KIND", None)
        if not isinstance(kind, Kind) or kind.id != module.name:
            raise TypeError(f"identities/{module.name}.py must hold KIND with id {module.name!r}")
        found[kind.id] = kind
    return found
