"""DX001: text whose letters are lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.quoting import say_where, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.documents import Block, BlockKind
from thuocdo.errors import Severity, Text


class UnreadableZone(Rule):
    """Vùng văn bản bị mất chữ khi đọc

    ## Kiểm tra gì
    Các đoạn mà phông chữ hoặc bảng mã bị hỏng, nên chữ có dấu và con số rơi mất khi đọc tệp.

    ## Vì sao sai
    Số liệu trong vùng đó không được kiểm. Im lặng bỏ qua thì người ký tưởng rằng đã kiểm hết.

    ## Ví dụ
    `T l lao ng qua ào t o` (đúng ra là “Tỷ lệ lao động qua đào tạo …%”).

    ## Nên viết
    Xuất lại tệp từ bản gốc với phông Unicode, hoặc đưa tệp Word thay cho tệp PDF, rồi kiểm lại.
    """

    id = "DX001"
    name = "unreadable-zone"
    title = Text("Vùng văn bản không đọc được", "Unreadable zone")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield one finding for each run of unreadable blocks."""
        blocks = reading.document.blocks
        for lost, run in groupby(blocks, key=lambda block: block.kind is BlockKind.UNREADABLE):
            if lost:
                yield self._zone(list(run))

    def _zone(self, blocks: list[Block]) -> Finding:
        first, last = (FigurePlace(block, 0, len(block.text)) for block in (blocks[0], blocks[-1]))
        characters = sum(len(block.text) for block in blocks)
        begin, end = say_where(first), say_where(last)
        until = Text(f" đến {end.vi}", f" to {end.en}") if end != begin else Text("", "")
        text = write(
            "từ {begin}{until} chữ bị mất dấu ({size} ký tự): số liệu ở đây không được kiểm",
            "from {begin}{until} the letters are lost ({size} characters): the figures here are not checked",
            begin=begin,
            until=until,
            size=str(characters),
        )
        sample = " ".join(blocks[0].text.split())[:60]
        return self.finding(text, (first,), stated=sample)
