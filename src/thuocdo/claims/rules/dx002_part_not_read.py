"""DX002: a part of the file that was not read."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Problem, Severity, Text

_TOLD_ELSEWHERE = frozenset({"VK012", "VK013", "VK014"})
"""Problems of the readers that other rules tell with their place: DX001, CT001, CT002."""


class PartNotRead(Rule):
    """Phần của tệp không đọc được

    ## Kiểm tra gì
    Những gì bộ đọc báo là nó không đọc: ảnh không có chữ, bảng lồng ghép, cước chú không có nội dung, trang
    hỏng.

    ## Vì sao sai
    Kết quả kiểm chỉ nói về phần đã đọc. Phần còn lại phải do người xem.

    ## Ví dụ
    Một trang của tệp PDF chỉ là ảnh chụp.

    ## Nên viết
    Thay ảnh chụp bằng chữ, hoặc tự kiểm phần đó.
    """

    id = "DX002"
    name = "part-not-read"
    title = Text("Có phần không được đọc", "A part was not read")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield one finding for each problem that the reader met, what other rules tell apart."""
        blocks = reading.document.blocks
        if not blocks:
            return
        for problem in reading.document.problems:
            if problem.code not in _TOLD_ELSEWHERE:
                yield self.finding(_say(problem), (self._place(reading, problem),), stated=problem.code)

    def _place(self, reading: Reading, problem: Problem) -> FigurePlace:
        """Return the block at the problem's line, else the first block."""
        line = problem.where.line if problem.where else None
        blocks = reading.document.blocks
        if line is not None:
            for block in blocks:
                end = block.places.place(len(block.text)).line
                if block.places.place(0).line <= line <= end:
                    return FigurePlace(block, 0, len(block.text))
        return FigurePlace(blocks[0], 0, 0)


def _say(problem: Problem) -> Text:
    hint = problem.hint
    where = problem.where
    return Text(
        (f"{where.say('vi')}: " if where and where.say("vi") else "")
        + problem.text.vi
        + (f"; {hint.vi}" if hint.vi else ""),
        (f"{where.say('en')}: " if where and where.say("en") else "")
        + problem.text.say("en")
        + (f"; {hint.say('en')}" if hint.vi else ""),
    )
