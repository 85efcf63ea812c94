"""TT018: the points that parts contribute do not add up to the growth of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import is_percent, is_points, middle, spread, total
from thuocdo.claims.messages import number, say, say_bare, span
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, sentences_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_SLACK = Decimal("0.1")
"""Each contribution may be rounded by a tenth to make the column fit."""
_WHOLE = re.compile(
    r"(?:mức tăng|tăng trưởng|tốc độ tăng)[^;,]{0,40}chung|toàn (?:nền kinh tế|tỉnh)|\bgrdp\b|\bgdp\b"
)


class ContributionsExceedGrowth(Rule):
    """Các phần đóng góp cộng lại không bằng mức tăng chung

    ## Kiểm tra gì
    Mức tăng chung và số điểm phần trăm mà từng khu vực đóng góp vào mức tăng ấy.

    ## Vì sao sai
    Các điểm đóng góp cộng lại phải bằng mức tăng chung, sai số làm tròn không quá 0,1 điểm mỗi khu vực.
    Thiếu thì có thể còn khu vực chưa nêu (thuế sản phẩm), thừa thì không thể.

    ## Ví dụ
    `Trong mức tăng chung 7,8%, nông nghiệp đóng góp 0,9 điểm phần trăm, công nghiệp đóng góp 5,1 điểm
    phần trăm, dịch vụ đóng góp 2,8 điểm phần trăm.` Cộng lại 8,8.

    ## Nên viết
    Sửa số sai: công nghiệp đóng góp 4,1 điểm phần trăm.
    """

    id = "TT018"
    name = "contributions-exceed-growth"
    title = Text(
        "Các phần đóng góp không bằng mức tăng chung", "Contributions do not make the growth of the whole"
    )
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Add up the contributions of every sentence that prints the growth of the whole."""
        for sentence in context.shared(sentences_of, reading):
            if "đóng góp" not in sentence.lower:
                continue
            parts = [figure for figure in sentence.figures if _is_contribution(sentence, figure)]
            whole = _whole(sentence)
            if whole is not None and len(parts) > 1:
                yield from self._add(whole, parts)

    def _add(self, whole: Figure, parts: list[Figure]) -> Iterator[Finding | Checked]:
        added = total(spread(part) for part in parts)
        slack = _SLACK * len(parts)
        if added.intersects(spread(whole) + Interval(-slack, slack)):
            yield Checked((whole, *parts))
            return
        over = middle(added) > middle(spread(whole))
        if not over and len(parts) < 3:
            return
        decimals = max(part.decimals for part in parts)
        formula = " + ".join(say_bare(part).split()[0] for part in parts)
        shown = f"{formula} = {number(middle(added), decimals)} ({span(added)})"
        yield self.finding(
            Text(
                f"{shown} điểm phần trăm, mức tăng chung ghi {say(whole)}",
                f"{shown} points, the growth of the whole is {say(whole)}",
            ),
            [whole, *parts],
            expected=f"{number(middle(added), decimals)}%",
            stated=say(whole),
            severity=Severity.WARNING if over else Severity.NOTE,
            confidence=80 if over else 50,
        )


def _is_contribution(sentence: Sentence, figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.value2 is None
        and is_points(figure)
        and re.search(r"đóng góp\s*(?:được|tới|vào)?\s*$", sentence.lead(figure)) is not None
    )


def _whole(sentence: Sentence) -> Figure | None:
    """Return the one growth rate that is said to be that of the whole."""
    wholes = [
        figure
        for figure in sentence.figures
        if is_percent(figure)
        and figure.value is not None
        and figure.value2 is None
        and (_WHOLE.search(sentence.before(figure)) or re.match(r"\s*chung\b", sentence.after(figure)))
    ]
    return wholes[0] if len(wholes) == 1 else None
