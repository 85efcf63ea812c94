"""Codes of the problems that the checker itself meets (not what rules find in a document)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import Text

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "QT001": Text("không có quy tắc này", "no such rule"),
        "QT010": Text("không đọc được cấu hình", "configuration cannot be read"),
        "QT011": Text("khóa lạ trong cấu hình", "unknown key in the configuration"),
        "QT012": Text("không phải danh sách mã quy tắc", "not a list of rule ids"),
        "QT013": Text("mức không có", "no such severity"),
        "QT020": Text("không đọc được tệp nền", "the baseline cannot be read"),
    }
)
"""Every code of this room, for the reference page."""
