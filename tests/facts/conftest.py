"""A small pack to read facts into: a province that ends, one that begins, five indicators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from thuocdo.errors import Text
from thuocdo.plan.lineage import Area, AreaRegistry, Level
from thuocdo.plan.model import Agency, Definition, Direction, Indicator, LegalDocument, Pack
from thuocdo.quantities import UNITS

HEADER = (
    "indicator,area,period,breakdown,stage,value,unit,approx,status,known_from,document,place,url,"
    "agency,definition,disputed,note"
)


def make_indicator(id_: str, unit: str, decimals: int = 2, **more: object) -> Indicator:
    return Indicator(id_, Text(id_, id_), UNITS.parse(unit), decimals, Direction.ASCENDING, **more)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    (tmp_path / "facts").mkdir()
    day = date(2025, 7, 1)
    indicators = [
        make_indicator("grdp.growth", "%"),
        make_indicator("grdp.current", "tỷ đồng", 0),
        make_indicator("pci.rank", "hạng", 0),
        make_indicator("water.clean_rate", "%", 1, breakdowns=("URBANISATION=U", "URBANISATION=R", "SEX")),
        make_indicator("poverty.rate", "%", 2, definitions=(Definition("2021-2025"), Definition("2026"))),
    ]
    return Pack(
        root=tmp_path,
        id="thu",
        title=Text("Gói thử", "Test pack"),
        area="bac-giang",
        plans={},
        indicators={indicator.id: indicator for indicator in indicators},
        agencies={"so-tai-chinh": Agency("so-tai-chinh", Text("Sở Tài chính", ""))},
        documents={"du-thao-2025-03": LegalDocument("du-thao-2025-03", Text("Dự thảo", ""))},
        areas=AreaRegistry(
            [
                Area(
                    "bac-giang",
                    "2004",
                    "24",
                    Text("Bắc Giang", ""),
                    "tỉnh",
                    Level.PROVINCE,
                    None,
                    date(1997, 1, 1),
                    day,
                ),
                Area("bac-ninh", "2025", "24", Text("Bắc Ninh", ""), "tỉnh", Level.PROVINCE, None, day),
            ]
        ),
        units=UNITS,
    )


@pytest.fixture
def write_facts(pack: Pack) -> Callable[..., None]:
    """Write facts/<name>: lines under the full header, or a whole text that starts with its own."""

    def write(*lines: str, name: str = "so-lieu.csv") -> None:
        text = "\n".join([HEADER, *lines]) + "\n" if lines else ""
        (pack.root / "facts" / name).write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def write_corrections(pack: Pack) -> Callable[[str], None]:
    def write(text: str) -> None:
        (pack.root / "corrections.yaml").write_text(text, encoding="utf-8")

    return write
