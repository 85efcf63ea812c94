"""VB002: a space before some percent signs and none before others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.quoting import quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_SIGN = re.compile(r"\d(\s*)%")


class SpaceBeforePercent(Rule):
    """Lúc có, lúc không có khoảng trắng trước dấu %

    ## Kiểm tra gì
    Dấu `%` viết sát số ở nơi này, cách số ở nơi khác.

    ## Vì sao sai
    Không sai nghĩa, nhưng số có thể bị ngắt khỏi dấu % ở cuối dòng, và văn bản trông cẩu thả.

    ## Ví dụ
    `Tỷ lệ thu gom ở đô thị đạt 98,6 %, ở nông thôn đạt 90%.`

    ## Nên viết
    `Tỷ lệ thu gom ở đô thị đạt 98,6%, ở nông thôn đạt 90%.`
    """

    id = "VB002"
    name = "uneven-space-before-percent"
    title = Text("Khoảng trắng trước dấu % không thống nhất", "Uneven space before the percent sign")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield the rarer form; where both are as frequent, the one with a space."""
        spaced: list[FigurePlace] = []
        close: list[FigurePlace] = []
        for figure in reading.figures:
            found = _SIGN.search(figure.text)
            if found is not None:
                place = FigurePlace(figure.block, figure.start, figure.start + found.end(), figure)
                (spaced if found.group(1) else close).append(place)
        if not spaced or not close:
            return
        rare, common = (spaced, close) if len(spaced) <= len(close) else (close, spaced)
        for place in rare:
            words = place.block.text[place.start : place.end]
            fixed = re.sub(r"\s*%", "%" if rare is spaced else " %", words)
            text = write(
                "{words}: {count} chỗ khác viết như {other}",
                "{words}: {count} others are written like {other}",
                words=quote(place),
                count=str(len(common)),
                other=quote(common[0]),
            )
            yield self.finding(text, (place,), expected=fixed, fix=fixed)
