"""TT008: the words say passed, reached or missed; the figures say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import exact_spread, target_spread
from thuocdo.claims.messages import say, with_span
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.targets import Goal, targets_of
from thuocdo.errors import Text

_SAID = {
    "passed": Text("vượt", "passed"),
    "reached": Text("đạt", "reached"),
    "missed": Text("không đạt", "missed"),
}


class FalseDirection(Rule):
    """Nói vượt, đạt hay không đạt trái với số

    ## Kiểm tra gì
    Câu in cả mức đạt lẫn mục tiêu và nói `vượt`, `đạt` hay `không đạt` mục tiêu. Với chỉ tiêu càng thấp
    càng tốt (hộ nghèo, suy dinh dưỡng, thứ hạng …) thì chiều so sánh đảo lại.

    ## Vì sao sai
    Số in cạnh nhau cho thấy điều ngược lại: nói vượt mà thấp hơn mục tiêu, nói không đạt mà đã đạt.

    ## Ví dụ
    `Tỷ lệ đô thị hóa đạt 41%, vượt mục tiêu đề ra (45%).`

    ## Nên viết
    `Tỷ lệ đô thị hóa đạt 41%, chưa đạt mục tiêu đề ra (45%).`
    """

    id = "TT008"
    name = "false-direction"
    title = Text(
        "Lời nói vượt, đạt, không đạt trái với số", "Words of passing or missing contradict the figures"
    )

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold the words of every goal against its two figures."""
        for goal in context.shared(targets_of, reading):
            if goal.target is not None and goal.verb and goal.is_lower_better is not None:
                yield from self._goal(goal, goal.target)

    def _goal(self, goal: Goal, target: Figure) -> Iterator[Finding | Checked]:
        level, aim = exact_spread(goal.level), target_spread(target)
        if goal.is_lower_better:
            level, aim = -level, -aim
        # Reached from the lower end of a range on; passed only beyond its lower end too, since the words
        # do not say which end is meant.
        surely_below = level.high is not None and aim.low is not None and level.high < aim.low
        surely_above = level.low is not None and aim.high is not None and level.low > aim.high
        is_false = surely_above if goal.verb == "missed" else surely_below
        if goal.verb == "passed" and not is_false:
            is_false = goal.level.amount == target.amount and level == aim and level.low == level.high
        if not is_false:
            yield Checked((goal.level, target))
            return
        said = _SAID[goal.verb]
        way = Text("càng thấp càng tốt", "lower is better") if goal.is_lower_better else None
        tail = Text(f" ({way.vi})", f" ({way.en})") if way else Text("", "")
        yield self.finding(
            Text(
                f"văn bản nói {said.vi} mục tiêu, nhưng mức in là {with_span(goal.level)}, mục tiêu "
                f"{with_span(target)}{tail.vi}",
                f"the text says the target was {said.en}, but the level is {with_span(goal.level)} and the "
                f"target "
                f"{with_span(target)}{tail.en}",
            ),
            [goal.level, target],
            stated=f"{said.vi}: {say(goal.level)}",
            expected="vượt" if goal.verb == "missed" else "chưa đạt" if surely_below else "đạt",
        )
