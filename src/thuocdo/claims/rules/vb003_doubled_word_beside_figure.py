"""VB003: a word written twice beside a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thuocdo.claims.model import Figure, FigurePlace, Finding, Reading
from thuocdo.claims.quoting import quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_VERBS = "đạt|còn|là|chiếm|tăng|giảm|có|ước|bằng|được|gồm"
_WORDS = (
    f"{_VERBS}|của|và|với|cho|các|những|trong|từ|đến|so|trên|dưới|gần|khoảng|hơn|tại|ở|do|về|tỷ|triệu|nghìn|đồng|%"
    "|tỷ đồng|triệu đồng|bình quân|đạt được|tỷ lệ|trên địa bàn|giai đoạn|dự kiến|ước đạt|mục tiêu|chỉ tiêu"
)
_DOUBLED = re.compile(
    rf"(?<![\w%])({_WORDS})\s+\1(?![\w%])|(?<!\w)({_VERBS})\s+(ước|là|được)\s+\2(?!\w)", re.IGNORECASE
)
_TWICE = re.compile(r"(?<![\w%])(?=([\w%]+)\s)\1(?:\s+\w+){0,2}?\s+\1(?![\w%])", re.IGNORECASE)
"""A word and the same again, at once or after one other: few places, held against the list then."""
_NEAR = 30
_LEGITIMATE = re.compile(r"(?:tỷ|triệu|nghìn)\s+(?:tỷ|triệu|nghìn)\s+(?:tỷ|triệu)", re.IGNORECASE)


class DoubledWord(Rule):
    """Từ lặp cạnh con số

    ## Kiểm tra gì
    Một từ viết hai lần liền nhau cạnh con số (`đạt đạt 35%`, `đạt ước đạt 35%`), thường do cắt dán.

    ## Vì sao sai
    Thường là dấu vết của việc sửa dở: “ước đạt” đổi thành “đạt” hay ngược lại. Hai chữ cho hai nghĩa khác
    nhau.

    ## Ví dụ
    `Sản lượng lúa đạt ước đạt 300 nghìn tấn.`

    ## Nên viết
    `Sản lượng lúa ước đạt 300 nghìn tấn.`
    """

    id = "VB003"
    name = "doubled-word-beside-figure"
    title = Text("Từ lặp cạnh con số", "Doubled word beside a figure")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every doubled word within thirty characters of a figure."""
        for block in reading.document.blocks:
            figures = reading.by_block.get(block.index, ())
            if not figures:
                continue
            for twice in _TWICE.finditer(block.text):
                found = _DOUBLED.match(block.text, twice.start())
                if found and _is_near(found, figures) and not _LEGITIMATE.match(block.text, found.start()):
                    yield self._finding(found, FigurePlace(block, found.start(), found.end()))

    def _finding(self, found: re.Match[str], place: FigurePlace) -> Finding:
        single = found.group(1) or f"{found.group(3)} {found.group(2)}"
        is_repeat = found.group(1) is not None
        # "đạt ước đạt" may stand for either; only a word twice in a row has one sure cure.
        text = write(
            "{words}: lặp từ, nên là “{single}”",
            "{words}: doubled word, write “{single}”",
            words=quote(place),
            single=single,
        )
        return self.finding(text, (place,), expected=single, fix=single if is_repeat else None)


def _is_near(found: re.Match[str], figures: Sequence[Figure]) -> bool:
    return any(
        found.start() - _NEAR <= figure.start <= found.end() + _NEAR
        or found.start() - _NEAR <= figure.end <= found.end() + _NEAR
        for figure in figures
    )
