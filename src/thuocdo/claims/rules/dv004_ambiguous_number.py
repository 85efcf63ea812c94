"""DV004: a number that can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.quoting import quote
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class AmbiguousNumber(Rule):
    """Số đọc được hai cách

    ## Kiểm tra gì
    Số mà dấu chấm, dấu phẩy có thể là ngăn hàng nghìn hoặc ngăn phần thập phân: `12.5%`, `1,234 tỷ`.

    ## Vì sao sai
    Hai cách đọc lệch nhau hàng chục đến hàng nghìn lần.

    ## Ví dụ
    `Diện tích gieo trồng 12.5 nghìn ha.`

    ## Nên viết
    `Diện tích gieo trồng 12,5 nghìn ha.` Dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân.
    """

    id = "DV004"
    name = "ambiguous-number"
    title = Text("Số đọc được hai cách", "A number that reads two ways")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield the figures whose number has two readings."""
        for figure in reading.figures:
            if figure.is_ambiguous:
                yield self.finding(
                    Text(
                        f"{quote(figure)} đọc được hai cách: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần "
                        f"thập phân",
                        f"{quote(figure)} reads two ways: dots part thousands, a comma parts decimals",
                    ),
                    [figure],
                    confidence=80,
                )
