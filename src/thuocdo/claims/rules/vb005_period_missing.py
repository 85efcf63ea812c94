"""VB005: "giai đoạn" without its years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.model import Figure, FigurePlace, Finding, Reading
from thuocdo.claims.quoting import quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_PERIOD_WORD = re.compile(
    r"(?<!\w)(?:giai\s+đoạn|thời\s+kỳ)\s+(?:(?:ước|đạt|là|khoảng|gần|trên|hơn|tăng|giảm|dự\s+kiến)\s+)*$",
    re.IGNORECASE,
)
_LOOK_BACK = 40


class PeriodMissing(Rule):
    """Thiếu năm sau chữ “giai đoạn”

    ## Kiểm tra gì
    Chữ “giai đoạn”, “thời kỳ” đi thẳng vào con số, không có năm nào ở giữa.

    ## Vì sao sai
    Con số không biết là của mấy năm: 5 năm tới, 10 năm, hay một năm. Không so được với bất cứ số nào khác.

    ## Ví dụ
    `Vốn đầu tư thực hiện trên địa bàn tỉnh giai đoạn 641.000 tỷ đồng.`

    ## Nên viết
    `Vốn đầu tư thực hiện trên địa bàn tỉnh giai đoạn 2026-2030 đạt 641.000 tỷ đồng.`
    """

    id = "VB005"
    name = "period-missing"
    title = Text("Thiếu năm của giai đoạn", "Period without its years")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every figure that stands where the years of a period should stand."""
        for figure in reading.figures:
            before = figure.block.text[max(0, figure.start - _LOOK_BACK) : figure.start]
            found = _PERIOD_WORD.search(before)
            if found is not None and _is_quantity(figure):
                place = FigurePlace(
                    figure.block, figure.start - len(before) + found.start(), figure.end, figure
                )
                text = write(
                    "{words}: thiếu năm của giai đoạn",
                    "{words}: the years of the period are missing",
                    words=quote(place),
                )
                yield self.finding(text, (place,))


def _is_quantity(figure: Figure) -> bool:
    """Whether it cannot be the number of a phase ("giai đoạn 2") or years without a mark."""
    if figure.value is None:
        return False
    return bool(figure.scale or figure.unit.strip() or figure.decimals)
