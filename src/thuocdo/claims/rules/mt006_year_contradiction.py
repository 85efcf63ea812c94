"""MT006: years that cannot stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.documents import Block, BlockKind
from thuocdo.errors import Severity, Text

_YEAR = r"((?:19|20)\d\d)"
_SPAN = rf"{_YEAR}\s*[-–]\s*{_YEAR}"
_COUNTED = re.compile(rf"(?<![\w.,/-])(\d{{1,3}})\s+năm\s+(?:giai đoạn\s+)?{_SPAN}")
_COUNTED_BEHIND = re.compile(rf"(?:giai đoạn|thời kỳ)\s+{_SPAN}\s*\((\d{{1,2}})\s+năm\)")
_BACKWARDS = re.compile(rf"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+{_SPAN}(?!\d)")
_COMPARED = re.compile(
    rf"\bnăm\s+{_YEAR}\b(?P<middle>[^.;:]{{3,120}}?)\b(?:so\s+với|so)\s+năm\s+{_YEAR}(?![\d-])"
)
_OTHER_TIME = re.compile(r"\bnăm\b|tháng|quý|\d{4}|mục tiêu|kế hoạch|cùng kỳ")
_MOVES = re.compile(r"tăng|giảm|gấp|bằng|cao hơn|thấp hơn|đạt")
_MOVED = re.compile(
    rf"\btừ\s+(?!năm)(?P<from>[^.;:]{{1,40}}?)\s+(?:\(?năm\s+){_YEAR}\)?\s+(?:lên|xuống|xuống còn|còn|đến)\s+"
    rf"(?P<to>[^.;:]{{1,40}}?)\s+\(?(?:vào\s+)?năm\s+{_YEAR}\b"
)
_HEADING_YEAR = re.compile(rf"\b(?:kết quả|tình hình|thực hiện)\b.*\bnăm\s+{_YEAR}(?!\s*[-–]\s*\d)")
_ESTIMATED = re.compile(rf"\b(?:ước|ước thực hiện|ước tính)\s+(?:cả\s+)?năm\s+{_YEAR}\b")


class YearContradiction(Rule):
    """Năm tháng trong câu không khớp nhau

    ## Kiểm tra gì
    Số năm không khớp khoảng năm (`5 năm 2021-2024`), khoảng năm viết ngược (`giai đoạn 2025-2021`), một năm
    so với chính nó hoặc với năm sau (`năm 2024 tăng 5% so với năm 2024`), mức tăng giảm đi ngược thời gian
    (`từ 5% năm 2024 xuống 3% năm 2022`), và số “ước năm” của năm khác với năm trong tiêu đề mục.

    ## Vì sao sai
    Một trong hai năm bị gõ nhầm hoặc còn sót từ báo cáo năm trước.

    ## Ví dụ
    `Năm 2024, sản lượng tăng 5,2% so với năm 2024.`

    ## Nên viết
    `Năm 2024, sản lượng tăng 5,2% so với năm 2023.`
    """

    id = "MT006"
    name = "year-contradiction"
    title = Text("Năm tháng không khớp nhau", "Years that cannot stand together")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield contradictions inside a sentence, and between an estimate and the heading above it."""
        heading: tuple[FigurePlace, int] | None = None
        for block in reading.document.blocks:
            text = lowered(block.text)
            if block.kind is BlockKind.HEADING:
                heading = _heading_year(block, text, heading)
            if "năm" not in text and "giai đoạn" not in text and "kỳ" not in text:
                continue
            yield from self._counted(block, text)
            yield from self._backwards(block, text)
            yield from self._compared(block, text)
            yield from self._moved(block, text)
            if heading is not None and block.kind is not BlockKind.HEADING and block.note is None:
                yield from self._estimated(block, text, heading)

    def _counted(self, block: Block, text: str) -> Iterator[Finding]:
        orders = ((_COUNTED, (1, 2, 3)), (_COUNTED_BEHIND, (3, 1, 2)))
        for pattern, (number, first, last) in orders:
            for found in pattern.finditer(text):
                stated, begin, end = int(found[number]), int(found[first]), int(found[last])
                if begin < end and stated not in (end - begin, end - begin + 1):
                    place = FigurePlace(block, found.start(), found.end())
                    text_ = write(
                        "{place}: {begin} đến {end} là {most} năm (cách nhau {least}), không phải {stated}",
                        "{place}: {begin} to {end} is {most} years (or {least} apart), not {stated}",
                        place=cite(place),
                        begin=str(begin),
                        end=str(end),
                        most=str(end - begin + 1),
                        least=str(end - begin),
                        stated=str(stated),
                    )
                    yield self.finding(
                        text_, (place,), expected=str(end - begin + 1), severity=Severity.ERROR
                    )

    def _backwards(self, block: Block, text: str) -> Iterator[Finding]:
        for found in _BACKWARDS.finditer(text):
            if int(found[1]) > int(found[2]):
                place = FigurePlace(block, found.start(), found.end())
                message = write(
                    "{place}: năm cuối đứng trước năm đầu",
                    "{place}: ends before it begins",
                    place=cite(place),
                )
                yield self.finding(
                    message, (place,), expected=f"{found[2]}-{found[1]}", severity=Severity.ERROR
                )

    def _compared(self, block: Block, text: str) -> Iterator[Finding]:
        for found in _COMPARED.finditer(text):
            own, base, middle = int(found[1]), int(found[3]), found["middle"]
            if base < own or _OTHER_TIME.search(middle):
                continue
            if not _MOVES.search(middle):
                continue
            yield from self._pair(block, found, base == own)

    def _pair(self, block: Block, found: re.Match[str], is_same: bool) -> Iterator[Finding]:
        place = FigurePlace(block, found.start(), found.end())
        message = write(
            "{place}: năm {own} so với {why} năm {base}",
            "{place}: year {own} compared with {why} {base}",
            place=cite(place),
            own=found[1],
            base=found[3],
            why=Text("chính", "itself,") if is_same else Text("năm sau nó là", "a later year,"),
        )
        yield self.finding(message, (place,), stated=found[3])

    def _moved(self, block: Block, text: str) -> Iterator[Finding]:
        for found in _MOVED.finditer(text):
            begin, end = int(found[2]), int(found[4])
            if begin >= end and any(sign.isdigit() for sign in found["from"] + found["to"]):
                place = FigurePlace(block, found.start(), found.end())
                message = write(
                    "{place}: đi từ năm {begin} đến năm {end} là ngược thời gian",
                    "{place}: from {begin} to {end} runs backwards",
                    place=cite(place),
                    begin=str(begin),
                    end=str(end),
                )
                yield self.finding(message, (place,), stated=str(end))

    def _estimated(self, block: Block, text: str, heading: tuple[FigurePlace, int]) -> Iterator[Finding]:
        for found in _ESTIMATED.finditer(text):
            year = int(found[1])
            if year < heading[1]:
                place = FigurePlace(block, found.start(), found.end())
                message = write(
                    "{place} nằm dưới tiêu đề {heading}",
                    "{place} stands under the heading {heading}",
                    place=cite(place),
                    heading=cite(heading[0]),
                )
                yield self.finding(message, (place, heading[0]), expected=str(heading[1]), stated=str(year))


def _heading_year(
    block: Block, text: str, before: tuple[FigurePlace, int] | None
) -> tuple[FigurePlace, int] | None:
    """Return the year of results that a heading names; a heading of a level below keeps the one above."""
    found = _HEADING_YEAR.search(text)
    if found is not None:
        return FigurePlace(block, found.start(), found.end()), int(found[1])
    if before is not None and block.level > before[0].block.level > 0:
        return before
    return None
