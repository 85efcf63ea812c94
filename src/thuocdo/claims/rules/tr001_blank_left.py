"""TR001: a place where a figure was never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.blanks import fillings_of
from thuocdo.claims.model import FigureKind, Finding, Reading
from thuocdo.claims.quoting import quote
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Text


class BlankLeft(Rule):
    """Chỗ trống chưa điền số

    ## Kiểm tra gì
    Dấu chấm lửng đứng ở chỗ của một con số: trước `%`, trước đơn vị, sau `thứ`, trước `/63`. Dấu chấm
    lửng kết thúc một danh sách thì không tính.

    ## Vì sao sai
    Văn bản chưa có số liệu mà đã đi tiếp: người ký sẽ ký vào một câu không nói gì.

    ## Ví dụ
    `Tỷ lệ hộ nghèo cuối kỳ còn ...%.`

    ## Nên viết
    `Tỷ lệ hộ nghèo cuối kỳ còn 1,8%.` Nếu chưa có số liệu thì bỏ mệnh đề đó, hoặc ghi rõ đơn vị nào cung
    cấp, khi nào.
    """

    id = "TR001"
    name = "blank-left"
    title = Text("Chỗ trống chưa điền số", "A blank was left open")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every blank that nothing in the document fills (TR002 has the others)."""
        filled = context.shared(fillings_of, reading)
        for figure in reading.figures:
            if figure.kind is FigureKind.BLANK and (figure.block.index, figure.start) not in filled:
                what = f" ({figure.subject})" if figure.subject else ""
                yield self.finding(
                    Text(
                        f"chỗ trống {quote(figure)}{what} chưa có số",
                        f"blank {quote(figure)}{what} left open",
                    ),
                    [figure],
                )
