"""Records as JSON text whose numbers keep exactly their digits."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any


def write_json(records: Any) -> str:
    """Dump `records`, indented, with every Decimal as a JSON number of exactly its own digits."""
    return _dump(records, indent=2) + "\n"


def write_json_line(record: Any) -> str:
    """The same on one line, for JSON Lines."""
    return _dump(record, indent=None)


def _dump(records: Any, indent: int | None) -> str:
    plain = json.dumps(records, ensure_ascii=False, default=str)
    mark = "\ue000"  # a private-use character; lengthened until no text of the records holds it
    while mark in plain:
        mark += "\ue000"

    def tag(value: object) -> str:
        if isinstance(value, Decimal):
            return f"{mark}{value:f}{mark}"
        raise TypeError(f"cannot write {type(value).__name__} as JSON")

    text = json.dumps(records, ensure_ascii=False, indent=indent, default=tag)
    return re.sub(f'"{mark}([^"]+?){mark}"', r"\1", text)
