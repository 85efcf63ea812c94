"""CT003: footnote markers do not count up."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class MarkersOutOfOrder(Rule):
    """Số cước chú không theo thứ tự

    ## Kiểm tra gì
    Số chỉ cước chú trong bài phải tăng dần từng số một.

    ## Vì sao sai
    Số nhảy lùi hay bỏ quãng là dấu hiệu một cước chú bị xóa, thêm hoặc đặt nhầm chỗ: người đọc sẽ xem
    nhầm số liệu.

    ## Ví dụ
    Trong bài lần lượt có các số chỉ 1, 2, 4, 3.

    ## Nên viết
    Đánh lại số cước chú theo thứ tự xuất hiện.
    """

    id = "CT003"
    name = "markers-out-of-order"
    title = Text("Số cước chú không theo thứ tự", "Footnote markers do not count up")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Walk the markers of the body; a note may be pointed at more than once."""
        last = 0
        seen: set[int] = set()
        for block in reading.document.blocks:
            if block.note is not None:
                continue
            for mark in sorted(block.marks, key=lambda mark: mark.offset):
                if mark.number in seen:
                    continue
                seen.add(mark.number)
                if last and mark.number < last:
                    before = block.text[max(0, mark.offset - 30) : mark.offset].split(" ", 1)[-1]
                    yield self.finding(
                        Text(
                            f"dấu cước chú {mark.number} đứng sau dấu {last}",
                            f"footnote marker {mark.number} comes after {last}",
                        ),
                        [FigurePlace(block, max(0, mark.offset - len(before)), mark.offset)],
                        stated=str(mark.number),
                    )
                last = max(last, mark.number)
