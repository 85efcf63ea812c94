"""TR002: a blank whose figure stands elsewhere in the document, or follows from others."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.blanks import fillings_of
from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.quoting import quote
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Text


class BlankCanBeFilled(Rule):
    """Chỗ trống mà chính văn bản đã có số

    ## Kiểm tra gì
    Một chỗ trống mà con số của nó in ở chỗ khác trong văn bản (cùng chỉ tiêu, cùng kỳ), hoặc tính được từ các
    số in cạnh nó: phần chia cho tổng, mức trừ gốc, số còn lại của một phép chia.

    ## Vì sao sai
    Số liệu đã có mà vẫn để trống; in ra thì hai chỗ của cùng một văn bản nói khác nhau.

    ## Ví dụ
    `Tăng từ 120 xã lên 150 xã, tăng ... xã.`

    ## Nên viết
    `Tăng từ 120 xã lên 150 xã, tăng 30 xã.`
    """

    id = "TR002"
    name = "blank-can-be-filled"
    title = Text("Chỗ trống mà văn bản đã có số để điền", "A blank that the document itself can fill")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield the blanks that can be filled, with the value and how it is known."""
        for filling in context.shared(fillings_of, reading).values():
            blank, value = filling.blank, filling.text
            yield self.finding(
                Text(
                    f"chỗ trống {quote(blank)}: điền được “{value}”, vì {filling.reason.vi}",
                    f"blank {quote(blank)}: can be filled with “{value}”, since {filling.reason.en}",
                ),
                [blank, *filling.sources],
                expected=value,
                fix=value if filling.confidence >= 80 else None,
                confidence=filling.confidence,
            )
