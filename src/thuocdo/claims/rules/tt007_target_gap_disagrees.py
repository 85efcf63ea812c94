"""TT007: `vượt X so với mục tiêu` is not the difference of level and target."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import (
    HUNDRED,
    exact_spread,
    is_percent,
    is_points,
    middle,
    spread,
    target_spread,
)
from thuocdo.claims.messages import number, say, say_bare, span, with_span, worked_out
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.targets import Goal, targets_of
from thuocdo.errors import Text
from thuocdo.quantities import Interval


class TargetGapDisagrees(Rule):
    """Khoảng cách tới mục tiêu không khớp

    ## Kiểm tra gì
    Câu in mức đạt, mục tiêu và phần `vượt`, `cao hơn`, `thấp hơn`, `thiếu` so với mục tiêu.

    ## Vì sao sai
    Mức đạt trừ mục tiêu (hoặc chia cho mục tiêu, nếu phần vượt tính bằng phần trăm) không ra số đã ghi.

    ## Ví dụ
    `Có 76 xã đạt chuẩn, vượt 8 xã so với mục tiêu (70 xã).` 76 − 70 = 6.

    ## Nên viết
    `Có 76 xã đạt chuẩn, vượt 6 xã so với mục tiêu (70 xã).`
    """

    id = "TT007"
    name = "target-gap-disagrees"
    title = Text("Phần vượt hay thiếu so với mục tiêu không khớp", "The gap to the target does not add up")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every gap against level − target, and for percentages against (level / target − 1)."""
        for goal in context.shared(targets_of, reading):
            if goal.gap is not None and goal.target is not None and goal.target.value2 is None:
                yield from self._gap(goal, goal.target, goal.gap)

    def _gap(self, goal: Goal, target: Figure, gap: Figure) -> Iterator[Finding | Checked]:
        level = goal.level
        new, aim = exact_spread(level), target_spread(target)
        reverse = goal.falls_short or goal.is_lower_better is True
        difference = aim - new if reverse else new - aim
        ways: list[tuple[Interval, str, int]] = []
        if level.kind is FigureKind.RANK:
            ways.append((difference, " bậc", 0))
        elif is_percent(gap) and not is_percent(level):
            if aim.low is None or aim.low <= 0:
                return
            ways.append((difference / aim * HUNDRED, "%", 0))
        elif is_percent(gap) or is_points(gap):
            ways.append((difference, " điểm phần trăm", 0))
            if is_percent(gap) and aim.low is not None and aim.low > 0:
                ways.append((difference / aim * HUNDRED, "%", 0))
        else:
            ways.append((difference, f" {gap.unit}".rstrip(), gap.scale))
        stated = spread(gap)
        candidates = [*ways]
        if goal.is_lower_better is None:
            candidates += [(-way, unit, scale) for way, unit, scale in ways]
        if any(way.intersects(stated) for way, _, _ in candidates):
            yield Checked((gap, level, target))
            return
        decimals = max(gap.decimals, level.decimals, target.decimals)
        shown = "; ".join(worked_out(way, scale, decimals, unit.strip()) for way, unit, scale in ways)
        first, second = (target, level) if reverse else (level, target)
        yield self.finding(
            Text(
                f"{say_bare(first)} − {say_bare(second)} = {shown}, văn bản ghi {with_span(gap)}",
                f"{say_bare(first)} − {say_bare(second)} = {shown}, the text says {with_span(gap)}",
            ),
            [gap, level, target],
            expected=_expected(ways[0], decimals),
            stated=say(gap),
        )


def _expected(way: tuple[Interval, str, int], decimals: int) -> str:
    result, unit, scale = way
    if result.low is None or result.high is None:
        return span(result, scale)
    return f"{number(middle(result).scaleb(-scale), decimals)}{unit}"
