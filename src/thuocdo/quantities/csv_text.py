"""Text that is safe in a cell of a spreadsheet."""

from __future__ import annotations


def guard_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula (CWE-1236)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
