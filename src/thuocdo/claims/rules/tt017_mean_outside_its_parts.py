"""TT017: a rate of the whole is higher or lower than those of all its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.arithmetic import is_percent, spread
from thuocdo.claims.changes import is_change_lead
from thuocdo.claims.messages import say, with_span
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, are_complements, sentences_of
from thuocdo.errors import Text

_OPENING = re.compile(r"[\s,;]*(?:trong đó|\()[\s,:]*[^;()\d]{0,70}$")
_CLOSING = re.compile(r"[\s,;]*(?:và|còn)?\s*[^;()\d]{0,60}$")
_MEANS = ("tuổi", "điểm", "đồng/người", "đồng/người/năm", "đồng/người/tháng", "đồng/tháng")
"""Units of what is always a mean over people."""
_NO_RATE = re.compile(r"chiếm|tỷ trọng|tỉ trọng|cơ cấu|tăng|giảm|vượt|mục tiêu|kế hoạch|so với")


class MeanOutsideItsParts(Rule):
    """Tỷ lệ chung nằm ngoài tỷ lệ của các phần

    ## Kiểm tra gì
    Một tỷ lệ chung rồi tỷ lệ của hai nửa hợp thành nó: thành thị và nông thôn, nam và nữ, công lập và
    ngoài công lập.

    ## Vì sao sai
    Tỷ lệ chung là bình quân có trọng số của hai nửa nên phải nằm giữa hai tỷ lệ ấy, dù trọng số là bao nhiêu.

    ## Ví dụ
    `Tỷ lệ dân số dùng nước sạch đạt 99%, trong đó thành thị đạt 98,5%, nông thôn đạt 90%.`

    ## Nên viết
    `Tỷ lệ dân số dùng nước sạch đạt 92%, trong đó thành thị đạt 98,5%, nông thôn đạt 90%.`
    """

    id = "TT017"
    name = "mean-outside-its-parts"
    title = Text(
        "Tỷ lệ chung nằm ngoài tỷ lệ các phần", "A rate of the whole lies outside those of its parts"
    )

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every rate that is followed by those of two halves against both."""
        for sentence in context.shared(sentences_of, reading):
            for whole, first, second in zip(
                sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
            ):
                if _is_split(sentence, whole, first, second):
                    yield self._hold(whole, first, second)

    def _hold(self, whole: Figure, first: Figure, second: Figure) -> Finding | Checked:
        if spread(whole).intersects(spread(first).hull(spread(second))):
            return Checked((whole, first, second))
        low, high = sorted((first, second), key=lambda figure: figure.value or 0)
        return self.finding(
            Text(
                f"tỷ lệ chung {with_span(whole)} phải nằm giữa {say(low)} và {say(high)} của hai phần",
                f"the rate of the whole {with_span(whole)} must lie between {say(low)} and {say(high)} of "
                f"its halves",
            ),
            [whole, first, second],
            expected=f"{say(low)}–{say(high)}",
            stated=say(whole),
            confidence=90,
        )


def _is_split(sentence: Sentence, whole: Figure, first: Figure, second: Figure) -> bool:
    if not all(_is_rate(sentence, figure) for figure in (whole, first, second)):
        return False
    opening, closing = sentence.between(whole, first), sentence.between(first, second)
    if not _OPENING.match(opening) or not _CLOSING.match(closing) or _NO_RATE.search(opening + closing):
        return False
    if not (whole.unit == first.unit == second.unit and whole.scale == first.scale == second.scale):
        return False
    return are_complements(opening, closing)


def _is_rate(sentence: Sentence, figure: Figure) -> bool:
    return (
        (is_percent(figure) or figure.unit.casefold() in _MEANS)
        and "/năm" not in figure.unit
        and figure.value is not None
        and figure.value2 is None
        and figure.kind not in (FigureKind.GROWTH_RATE, FigureKind.DELTA_PCT)
        and not is_change_lead(sentence.lead(figure))
        and not re.search(r"chiếm\s*$|tốc độ", sentence.before(figure)[-40:])
    )
