"""VB006: a figure without the unit that both its neighbours carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.passages import sentence_at
from thuocdo.claims.quoting import quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_SHARED_UNIT = re.compile(r"^\s*(?:-|–|lên|xuống|đến|còn|và\s)", re.IGNORECASE)
_DISTRIBUTED = re.compile(r"lần\s+lượt|tương\s+ứng|theo\s+thứ\s+tự", re.IGNORECASE)
_LIST_SIGN = re.compile(r"[;,]|\bvà\b")


class UnitMissing(Rule):
    """Thiếu đơn vị trong một dãy số

    ## Kiểm tra gì
    Con số thập phân không có đơn vị đứng giữa hai con số cùng đơn vị trong một dãy liệt kê.

    ## Vì sao sai
    Không biết là phần trăm, điểm phần trăm hay đơn vị khác; thường là lỗi gõ sót.

    ## Ví dụ
    `Năm 2022 tăng 9,3%, năm 2023 tăng 8,7, năm 2024 tăng 8,9%.`

    ## Nên viết
    `Năm 2022 tăng 9,3%, năm 2023 tăng 8,7%, năm 2024 tăng 8,9%.`
    """

    id = "VB006"
    name = "unit-missing-in-series"
    title = Text("Thiếu đơn vị trong dãy số", "Unit missing in a series")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every bare decimal between two figures of one unit in the same sentence."""
        for figures in reading.by_block.values():
            for before, bare, after in zip(figures, figures[1:], figures[2:], strict=False):
                if _is_bare(bare) and _share_unit(before, after) and _is_series(before, bare, after):
                    unit = before.unit.strip()
                    fixed = f"{bare.text.rstrip()}{unit if unit.startswith('%') else f' {unit}'}"
                    text = write(
                        "{words} không có đơn vị, hai số bên cạnh là {before} và {after}",
                        "{words} has no unit, its neighbours are {before} and {after}",
                        words=quote(bare),
                        before=quote(before),
                        after=quote(after),
                    )
                    yield self.finding(text, (bare, before, after), expected=fixed)


def _is_bare(figure: Figure) -> bool:
    is_plain = figure.kind not in (FigureKind.RATIO, FigureKind.RANK, FigureKind.BLANK)
    return is_plain and not figure.unit.strip() and not figure.scale and figure.decimals > 0


def _share_unit(one: Figure, other: Figure) -> bool:
    unit = one.unit.strip()
    return bool(unit) and unit == other.unit.strip() and one.scale == other.scale


def _is_series(before: Figure, bare: Figure, after: Figure) -> bool:
    """Whether the three are entries of one list, and the bare one does not lend its unit from the next."""
    text = bare.block.text
    start, end = sentence_at(text, bare.start)
    in_sentence = start <= before.start and after.end <= end
    left, right = text[before.end : bare.start], text[bare.end : after.start]
    if not in_sentence or _SHARED_UNIT.match(right) or _DISTRIBUTED.search(text[start:end]):
        return False
    words_between = len(right.split())
    is_same_size = max(len(left), len(right)) <= 80
    return bool(_LIST_SIGN.match(right.lstrip())) and words_between >= 2 and is_same_size
