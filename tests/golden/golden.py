"""Golden files: whole outputs, compared whole. `make golden` rewrites them; the diff is read."""

import os
from pathlib import Path

FILES = Path(__file__).parent / "files"


def check_golden(name: str, text: str) -> None:
    """Compare `text` with the golden file, or rewrite it when THUOCDO_GOLDEN=write."""
    path = FILES / name
    if os.environ.get("THUOCDO_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    assert text == path.read_text(encoding="utf-8")
