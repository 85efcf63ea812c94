"""TT013: the rank, the earlier rank and the places gained do not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.messages import say
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, sentences_of
from thuocdo.errors import Text

_UP = re.compile(r"(?:tăng|vươn lên|lên|cải thiện|thăng|nhảy)(?:\s+(?:được|thêm|tới))?\s*$")
_DOWN = re.compile(r"(?:giảm|tụt|xuống|rớt|hạ|lùi|mất)(?:\s+(?:đi|mất|tới))?\s*$")
_BEFORE = re.compile(r"so với|từ (?:vị trí|hạng|thứ|chỗ)|năm trước|đầu nhiệm kỳ|từ\s*$")
_ELSEWHERE = re.compile(r"mục tiêu|kế hoạch|chỉ tiêu|bình quân")


class RankChangeDisagrees(Rule):
    """Thứ hạng và số bậc tăng giảm không khớp

    ## Kiểm tra gì
    Câu in thứ hạng mới, thứ hạng trước và số bậc tăng giảm. Số thứ hạng nhỏ hơn là tốt hơn: `tăng 4 bậc`
    từ hạng 16 là hạng 12. Cả trường hợp số bậc tăng đưa thứ hạng trước ra ngoài bảng (`thứ 60/63, tăng 5
    bậc`).

    ## Vì sao sai
    Hạng trước trừ hạng mới phải bằng số bậc tăng.

    ## Ví dụ
    `Đứng thứ 12, tăng 5 bậc so với năm trước (thứ 16).`

    ## Nên viết
    `Đứng thứ 12, tăng 4 bậc so với năm trước (thứ 16).`
    """

    id = "TT013"
    name = "rank-change-disagrees"
    title = Text("Thứ hạng và số bậc tăng giảm không khớp", "Rank and places gained do not agree")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every number of places against the ranks beside it."""
        for sentence in context.shared(sentences_of, reading):
            for position, step in enumerate(sentence.figures):
                if step.unit.casefold() in ("bậc", "hạng") and step.value is not None and step.value2 is None:
                    yield from self._step(sentence, position, step)

    def _step(self, sentence: Sentence, position: int, step: Figure) -> Iterator[Finding | Checked]:
        lead = sentence.lead(step)
        sign = 1 if _UP.search(lead) else -1 if _DOWN.search(lead) else 0
        if not sign or step.value is None or _ELSEWHERE.search(sentence.after(step)[:40]):
            return
        new, old = _ranks(sentence, position)
        if new is None or new.value is None:
            return
        if old is not None and old.value is not None:
            expected = (old.value - new.value) * sign
            if expected == step.value:
                yield Checked((step, new, old))
            else:
                words = "tăng" if sign > 0 else "giảm"
                yield self.finding(
                    Text(
                        f"từ {say(old)} đến {say(new)} là {words} {expected} bậc, văn bản ghi {say(step)}",
                        f"from {say(old)} to {say(new)} is {expected} places, the text says {say(step)}",
                    ),
                    [step, new, old],
                    expected=f"{expected} bậc",
                )
            return
        field = _field(new)
        before = new.value + step.value * sign
        if before < 1 or (field is not None and before > field):
            of = f"/{field}" if field is not None else ""
            yield self.finding(
                Text(
                    f"{say(new)} mà đã {'tăng' if sign > 0 else 'giảm'} {say(step)} thì trước đó là hạng "
                    f"{before}, "
                    f"ngoài bảng xếp hạng 1{of}",
                    f"{say(new)} after moving {say(step)} means rank {before} before, outside the ranking "
                    f"1{of}",
                ),
                [step, new],
            )
        else:
            yield Checked((step, new))


def _field(rank: Figure) -> int | None:
    if rank.value2 is not None:
        return int(rank.value2)
    match = re.search(r"/\s*(\d+)", rank.text)
    return int(match[1]) if match else None


def _ranks(sentence: Sentence, position: int) -> tuple[Figure | None, Figure | None]:
    """Return the new rank and the earlier one around a number of places."""
    figures = sentence.figures
    step = figures[position]
    before = [figure for figure in figures[max(0, position - 2) : position] if figure.kind is FigureKind.RANK]
    after = [figure for figure in figures[position + 1 : position + 3] if figure.kind is FigureKind.RANK]
    before = [f for f in before if sentence.same_clause(f, step) and _is_close(sentence, f, step)]
    after = [f for f in after if sentence.same_clause(f, step) and _is_close(sentence, step, f)]
    after = [f for f in after if not _ELSEWHERE.search(sentence.between(step, f))]
    if len(before) == 2 and re.search(r"từ[^,;]*$", sentence.before(before[0])):
        return before[1], before[0]
    if len(before) == 2 and _is_next_year(sentence, before[0], before[1], step):
        return before[1], before[0]
    if before:
        old = after[0] if after and _BEFORE.search(sentence.between(step, after[0])) else None
        return before[-1], old
    if len(after) == 2 and re.search(r"từ[^,;]*$", sentence.before(after[0])):
        return after[1], after[0]
    if after and not _BEFORE.search(re.sub(r"so với[^,;(]*,", "", sentence.between(step, after[0]))):
        return after[0], None
    return None, None


def _is_next_year(sentence: Sentence, old: Figure, new: Figure, step: Figure) -> bool:
    """`năm 2021 xếp thứ 35, năm 2022 xếp thứ 30 (tăng 5 bậc)`: two years in a row, nothing else compared."""
    first = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", sentence.before(old))
    second = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", sentence.between(old, new))
    if len(first) != 1 or len(second) != 1 or int(second[0]) != int(first[0]) + 1:
        return False
    return "so với" not in sentence.between(new, step) + sentence.after(step)[:40]


def _is_close(sentence: Sentence, left: Figure, right: Figure) -> bool:
    return len(sentence.between(left, right)) < 90
