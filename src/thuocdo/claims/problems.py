"""Codes of the problems that the checker itself meets (not what rules find in a document)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import Text

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "QT001": Text("không có quy tắc này", "no such rule"),
    }
)
"""Every code of this room, for the reference page."""
