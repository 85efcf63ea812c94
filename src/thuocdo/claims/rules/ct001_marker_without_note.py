"""CT001: a footnote marker whose note is not there."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class MarkerWithoutNote(Rule):
    """Dấu cước chú không có cước chú

    ## Kiểm tra gì
    Mỗi số chỉ cước chú trong bài phải có một cước chú mang số đó.

    ## Vì sao sai
    Người đọc tìm cước chú mà không thấy: phần chứng minh của câu bị mất.

    ## Ví dụ
    `Công nghiệp phát triển khá[^7].` mà cuối trang không có cước chú 7.

    ## Nên viết
    Thêm cước chú, hoặc bỏ số chỉ.
    """

    id = "CT001"
    name = "marker-without-note"
    title = Text("Dấu cước chú không có nội dung", "A footnote marker has no note")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Look up every marker."""
        noted = {block.note for block in reading.document.blocks if block.note is not None}
        for block in reading.document.blocks:
            for mark in block.marks:
                if mark.number not in noted:
                    before = block.text[max(0, mark.offset - 30) : mark.offset].split(" ", 1)[-1]
                    yield self.finding(
                        Text(
                            f"dấu cước chú {mark.number} sau “{before}” không có cước chú nào",
                            f"footnote marker {mark.number} behind “{before}” has no note",
                        ),
                        [FigurePlace(block, max(0, mark.offset - len(before)), mark.offset)],
                        stated=f"({mark.number})",
                    )
