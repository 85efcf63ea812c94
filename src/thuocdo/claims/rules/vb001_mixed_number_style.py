"""VB001: a number in English style among Vietnamese ones, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.model import Figure, FigurePlace, Finding, Reading
from thuocdo.claims.quoting import quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}|\d{4,},\d+|0,\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.\d{1,2}|\d{4,}\.\d+|0\.\d+")
_SWAP = str.maketrans(".,", ",.")


class MixedNumberStyle(Rule):
    """Hai kiểu viết số trong một văn bản

    ## Kiểm tra gì
    Con số chỉ có thể đọc theo kiểu Anh (`1,234.5`; `12.9%`) trong văn bản viết theo kiểu Việt (`1.234,5`;
    `12,9%`), và ngược lại.

    ## Vì sao sai
    Cùng một dấu chấm khi thì ngăn hàng nghìn, khi thì ngăn phần thập phân: người đọc có thể hiểu lệch nghìn
    lần.

    ## Ví dụ
    `Tỷ lệ che phủ rừng đạt 37.5%; độ ẩm 62,4%.`

    ## Nên viết
    `Tỷ lệ che phủ rừng đạt 37,5%; độ ẩm 62,4%.`
    """

    id = "VB001"
    name = "mixed-number-style"
    title = Text("Lẫn hai kiểu viết số", "Two number styles in one document")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield the numbers of the rarer style; nothing where the styles are equally frequent."""
        vietnamese: list[FigurePlace] = []
        english: list[FigurePlace] = []
        for figure in reading.figures:
            for place in _numbers(figure):
                words = place.block.text[place.start : place.end]
                if _VIETNAMESE.fullmatch(words):
                    vietnamese.append(place)
                elif _ENGLISH.fullmatch(words):
                    english.append(place)
        if not vietnamese or not english or len(vietnamese) == len(english):
            return
        rare, common = sorted((vietnamese, english), key=len)
        for place in rare:
            yield self._finding(place, common[0], len(common), is_english=rare is english)

    def _finding(self, place: FigurePlace, other: FigurePlace, count: int, *, is_english: bool) -> Finding:
        words = place.block.text[place.start : place.end]
        fixed = words.translate(_SWAP)
        kind = Text("kiểu Anh", "English style") if is_english else Text("kiểu Việt", "Vietnamese style")
        text = write(
            "{words} viết theo {kind}, còn {count} số khác như {other} thì không: nên là “{fixed}”",
            "{words} is in {kind}, but {count} others such as {other} are not: write “{fixed}”",
            words=quote(place),
            kind=kind,
            count=str(count),
            other=quote(other),
            fixed=fixed,
        )
        return self.finding(text, (place, other), expected=fixed, fix=fixed)


def _numbers(figure: Figure) -> Iterator[FigurePlace]:
    for found in _NUMBER.finditer(figure.text):
        yield FigurePlace(figure.block, figure.start + found.start(), figure.start + found.end(), figure)
