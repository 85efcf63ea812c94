"""The invented province that the pages of SL and KH are held against: `tests/claims/tinh-mau`, at end of March 2025."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from thuocdo.facts.files import load_facts
from thuocdo.periods import parse_as_of
from thuocdo.plan.load import load_pack

ROOT = Path(__file__).parent / "tinh-mau"
NEEDS_PACK = ("SL", "KH")


@cache
def world() -> dict[str, Any]:
    pack = load_pack(ROOT)
    return {"pack": pack, "facts": load_facts(pack), "as_of": parse_as_of("2025-03-31")}


def world_for(rule: str) -> dict[str, Any]:
    """Return pack, facts and day for the rules that need them; nothing for the others."""
    return world() if rule.startswith(NEEDS_PACK) else {}
