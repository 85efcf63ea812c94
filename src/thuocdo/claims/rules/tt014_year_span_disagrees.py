"""TT014: `60 năm` beside two years that lie further apart or closer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.messages import say
from thuocdo.claims.model import Figure, FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.documents import Block
from thuocdo.errors import Text

_SPAN = re.compile(
    r"(?P<count>(?<![\d.,/-])\d{1,4})\s*năm\b(?!\s*(?:\d|qua|tới|tuổi|một lần))(?P<gap>[^.;()\d]{0,160})"
    r"\((?P<first>(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:1[0-9]|20)\d{2})\s*[-–]\s*"
    r"(?P<last>(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:1[0-9]|20)\d{2})\)"
)
_JUBILEE = re.compile(
    r"kỷ niệm|tròn|thành lập|ngày|thắng lợi|khởi nghĩa|chiến thắng|truyền thống|sinh|mất|giải phóng|tái lập"
)


class YearSpanDisagrees(Rule):
    """Số năm không khớp với hai mốc trong ngoặc

    ## Kiểm tra gì
    `kỷ niệm 60 năm … (1963-2023)`: số năm và hai mốc năm, hoặc hai ngày, trong ngoặc ngay sau.

    ## Vì sao sai
    Mốc sau trừ mốc trước không bằng số năm đã ghi. Với kỳ làm việc (`5 năm 2021-2025`) cách đếm cả hai
    đầu được chấp nhận; với lễ kỷ niệm thì không.

    ## Ví dụ
    `Lễ kỷ niệm 65 năm Ngày truyền thống (1955-2025).`

    ## Nên viết
    `Lễ kỷ niệm 70 năm Ngày truyền thống (1955-2025).`
    """

    id = "TT014"
    name = "year-span-disagrees"
    title = Text(
        "Số năm không khớp với hai mốc thời gian", "The number of years is not that of the two dates"
    )

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Subtract the years of every bracketed span behind `N năm`."""
        for block in reading.document.blocks:
            if "năm" not in block.text:
                continue
            for match in _SPAN.finditer(block.text):
                yield from self._span(reading, block, match)

    def _span(self, reading: Reading, block: Block, match: re.Match[str]) -> Iterator[Finding | Checked]:
        stated = int(match["count"])
        years = int(match["last"][-4:]) - int(match["first"][-4:])
        around = block.text[max(0, match.start() - 60) : match.start()] + match["gap"]
        jubilee = _JUBILEE.search(around.lower()) is not None
        figure = _figure_at(reading, block, match.start("count"))
        if stated == years or (not jubilee and stated == years + 1):
            if figure is not None:
                yield Checked((figure,))
            return
        end = block.text.index("năm", match.end("count")) + len("năm")
        place = FigurePlace(block, match.start("count"), end, figure)
        span = FigurePlace(block, match.start("first"), match.end("last"))
        words = say(figure) if figure else f"{stated} năm"
        yield self.finding(
            Text(
                f"{match['last']} − {match['first']} = {years} năm, văn bản ghi {words}",
                f"{match['last']} − {match['first']} = {years} years, the text says {words}",
            ),
            [figure or place, span],
            expected=f"{years} năm",
        )


def _figure_at(reading: Reading, block: Block, offset: int) -> Figure | None:
    for figure in reading.by_block.get(block.index, ()):
        if figure.start <= offset < figure.end:
            return figure
    return None
