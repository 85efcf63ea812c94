"""CT004: a footnote marker printed against a number or a date reads as part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_NUMBER_BEFORE = re.compile(r"[\d/.,%-]*\d%?$")


class MarkerGluedToNumber(Rule):
    """Dấu cước chú dính vào con số

    ## Kiểm tra gì
    Số chỉ cước chú in liền sau một con số hay một ngày tháng, cùng cỡ chữ.

    ## Vì sao sai
    `28/9/2024` với cước chú 41 in thành `28/9/202441`: đọc ra một năm không có.

    ## Ví dụ
    `Nghị quyết ban hành ngày 28/9/20245.`

    ## Nên viết
    `Nghị quyết ban hành ngày 28/9/2024(5).` hoặc đặt số chỉ lên trên dòng.
    """

    id = "CT004"
    name = "marker-glued-to-number"
    title = Text("Dấu cước chú dính vào số hoặc ngày", "A footnote marker is glued to a number or date")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Look at what stands before every marker that was printed with nothing between."""
        for block in reading.document.blocks:
            for mark in block.marks:
                if not mark.is_glued:
                    continue
                found = _NUMBER_BEFORE.search(block.text[: mark.offset][-30:])
                if found is None:
                    continue
                start = mark.offset - len(found[0])
                yield self.finding(
                    Text(
                        f"dấu cước chú {mark.number} in liền với “{found[0]}” thành "
                        f"“{found[0]}{mark.number}”",
                        f"footnote marker {mark.number} is printed against “{found[0]}”: "
                        f"“{found[0]}{mark.number}”",
                    ),
                    [FigurePlace(block, start, mark.offset)],
                    stated=f"{found[0]}{mark.number}",
                    expected=f"{found[0]}({mark.number})",
                )
