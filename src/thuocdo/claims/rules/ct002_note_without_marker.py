"""CT002: a footnote that nothing in the text points at."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class NoteWithoutMarker(Rule):
    """Cước chú không có dấu trong bài

    ## Kiểm tra gì
    Mỗi cước chú phải có một số chỉ trong bài dẫn tới nó.

    ## Vì sao sai
    Số liệu trong cước chú không gắn với câu nào, người đọc không biết nó chứng minh điều gì.

    ## Ví dụ
    Cuối trang có cước chú 5 mà trong bài không có số 5 nào.

    ## Nên viết
    Đặt số chỉ vào câu mà cước chú bổ sung.
    """

    id = "CT002"
    name = "note-without-marker"
    title = Text("Cước chú không có dấu trong bài", "A note that no marker points at")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Look for the marker of every note."""
        marked = {mark.number for block in reading.document.blocks for mark in block.marks}
        seen: set[int] = set()
        for block in reading.document.blocks:
            if block.note is None or block.note in marked or block.note in seen:
                continue
            seen.add(block.note)
            end = min(len(block.text), 40)
            yield self.finding(
                Text(
                    f"cước chú {block.note} không có số chỉ nào trong bài",
                    f"no marker in the text leads to note {block.note}",
                ),
                [FigurePlace(block, 0, end)],
                stated=str(block.note),
            )
