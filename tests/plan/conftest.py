"""A small valid pack to spoil: one fault at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from thuocdo.errors import Problem
from thuocdo.plan.datapackage import write_datapackage
from thuocdo.plan.load import check_pack
from thuocdo.plan.new import create_pack
from thuocdo.plan.problems import PackError

INDICATOR = """\
id: {id}
name: {{vi: {id}}}
unit: '{unit}'
decimals: {decimals}
direction: {direction}
{more}
"""


class SmallPack:
    """The pack that `plan new` writes, with means to change it."""

    def __init__(self, root: Path) -> None:
        self.root = create_pack(root, name="Kế hoạch thử", term="2026-2030", area="Tỉnh Mẫu")

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new))

    def set(self, file: str, line: int, **cells: str) -> None:
        """Change cells of the row on `line` (2 is the first row); a new line is a copy of the last."""
        rows = list(csv.reader(io.StringIO((self.root / file).read_text(encoding="utf-8"))))
        while len(rows) < line:
            rows.append(list(rows[-1]))
        for column, value in cells.items():
            rows[line - 1][rows[0].index(column)] = value
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        self.write(file, stream.getvalue())

    def target(self, **cells: str) -> None:
        """Change cells of the only target; nothing of its sample wording is left."""
        empty = {"base": "", "note": ""}
        self.set("targets.csv", 2, **{**empty, **cells})

    def indicator(
        self,
        identifier: str,
        unit: str = "%",
        decimals: int = 2,
        direction: str = "ascending",
        more: str = "",
    ) -> None:
        text = INDICATOR.format(id=identifier, unit=unit, decimals=decimals, direction=direction, more=more)
        self.write(f"indicators/{identifier}.yaml", text)

    def check(self) -> list[Problem]:
        """Return the problems but those of datapackage.json, renewed first as a person would."""
        # A broken plan.yaml is what some tests are about.
        with suppress(PackError):
            write_datapackage(self.root)
        return check_pack(self.root)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.check()]


@pytest.fixture
def pack(tmp_path: Path) -> SmallPack:
    return SmallPack(tmp_path / "goi")


@pytest.fixture
def write_file(tmp_path: Path) -> Callable[[bytes | str], Path]:
    def write(content: bytes | str) -> Path:
        path = tmp_path / "bang.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
