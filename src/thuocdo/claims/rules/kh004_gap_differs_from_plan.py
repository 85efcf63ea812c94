"""KH004: "vượt 3% so với mục tiêu" where the plan's own target gives another gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import HUNDRED, is_percent, is_points
from thuocdo.claims.messages import number
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading, Role
from thuocdo.claims.promised import Promise, find_promises
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, sentences_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_PLAN = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch|nghị quyết|đại hội")
_LESS = re.compile(r"\b(?:thấp hơn|thiếu|kém|hụt|chưa đạt)\b")
_REACH, _SURE = 60, 90


class GapDiffersFromPlan(Rule):
    """Mức vượt, mức thiếu không khớp kế hoạch

    ## Kiểm tra gì
    Câu ghi “vượt X so với mục tiêu” mà không in mục tiêu: mức vượt được tính lại từ con số trong câu và chỉ
    tiêu của kế hoạch, cả theo điểm phần trăm lẫn theo phần trăm của mục tiêu.

    ## Vì sao sai
    Mức vượt tính với mục tiêu khác, hoặc con số đã cập nhật mà mức vượt thì chưa.

    ## Ví dụ
    `Tỷ lệ lao động qua đào tạo đạt 80%, vượt 8% so với mục tiêu` khi mục tiêu là `75%` (80 − 75 = 5).

    ## Nên viết
    `Tỷ lệ lao động qua đào tạo đạt 80%, vượt 5 điểm phần trăm so với mục tiêu (75%)`.
    """

    id = "KH004"
    name = "gap-differs-from-plan"
    title = Text("Mức vượt không khớp kế hoạch", "Gap to the target differs from the plan")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every gap that the plan's target and the level in the sentence do not give."""
        if context.pack is None:
            return
        for sentence in context.shared(sentences_of, reading):
            for gap in sentence.figures:
                if gap.role is Role.TARGET_GAP and gap.value is not None and _names_plan(sentence, gap):
                    level = _level_before(sentence, gap)
                    if level is not None and not _prints_target(sentence, gap):
                        yield from self._hold(sentence, level, gap, context)

    def _hold(
        self, sentence: Sentence, level: Figure, gap: Figure, context: RuleContext
    ) -> Iterator[Finding | Checked]:
        if context.pack is None:
            return
        promises = [
            promise
            for promise in find_promises(level, context.pack, context.as_of)
            if promise.component.value is not None and promise.component.value_to is None
        ]
        if not promises:
            return
        if any(_fits(promise, gap, sentence) for promise in promises):
            yield Checked((level, gap))
            return
        yield self._finding(promises[0], gap)

    def _finding(self, promise: Promise, gap: Figure) -> Finding:
        from thuocdo.evaluate.compare import say_target

        target = promise.component.value or Decimal(0)
        difference = abs(promise.value - target)
        expected = number(difference)
        text = write(
            "{level} so với {key} ({target}) chênh {expected}, văn bản ghi {gap}",
            "{level} against {key} ({target}) differs by {expected}, the text says {gap}",
            level=cite(promise.figure),
            key=promise.component.key,
            target=say_target(promise.component),
            expected=expected,
            gap=cite(gap),
        )
        is_sure = promise.figure.confidence >= _SURE and promise.is_exact
        return self.finding(
            text,
            (gap, promise.figure),
            expected=expected,
            severity=Severity.ERROR if is_sure else Severity.WARNING,
            confidence=promise.figure.confidence,
        )


def _names_plan(sentence: Sentence, gap: Figure) -> bool:
    return bool(_PLAN.search(sentence.after(gap)[:_REACH]))


def _prints_target(sentence: Sentence, gap: Figure) -> bool:
    following = sentence.following(gap)
    return following is not None and following.role is Role.TARGET


def _level_before(sentence: Sentence, gap: Figure) -> Figure | None:
    """Return the level that a gap is of: the nearest figure before it that is no change, if it is bound."""
    for figure in reversed(sentence.figures[: sentence.figures.index(gap)]):
        if not sentence.same_clause(figure, gap):
            return None
        if figure.role in (Role.CHANGE, Role.FOLD, Role.TARGET_GAP, Role.FROM):
            continue
        is_level = figure.role in (Role.LEVEL, Role.TO, Role.TOTAL, Role.PART, Role.OTHER)
        return figure if figure.indicator and is_level else None
    return None


def _fits(promise: Promise, gap: Figure, sentence: Sentence) -> bool:
    """Whether the gap is level minus target, in the level's unit, in points, or in percent of the target."""
    target, spread = promise.component.value, gap.interval
    if target is None or spread is None:
        return True
    difference = promise.interval - Interval.point(target)
    is_less = bool(_LESS.search(sentence.before(gap)))
    is_rank = promise.figure.kind is FigureKind.RANK
    if is_less != is_rank:
        difference = -difference
    in_percent = is_percent(promise.figure)
    if is_points(gap) or (is_percent(gap) and in_percent):
        fits = difference.intersects(spread)
        is_relative = (
            is_percent(gap)
            and bool(target)
            and (difference / Interval.point(target) * HUNDRED).intersects(spread)
        )
        return fits or is_relative
    if is_percent(gap):
        return bool(target) and (difference / Interval.point(target) * HUNDRED).intersects(spread)
    factor = Decimal(1).scaleb(-promise.component.unit.multiplier)
    return difference.intersects(spread.scaled(factor))
