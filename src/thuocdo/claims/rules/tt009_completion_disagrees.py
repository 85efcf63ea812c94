"""TT009: `đạt X% kế hoạch` is not level / target."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import exact_spread, middle, percent_of, spread, target_spread
from thuocdo.claims.messages import number, say, say_bare, sides
from thuocdo.claims.model import FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.targets import targets_of
from thuocdo.errors import Text


class CompletionDisagrees(Rule):
    """Tỷ lệ hoàn thành không khớp

    ## Kiểm tra gì
    Câu in mức đạt, mục tiêu (hoặc kế hoạch, dự toán) và tỷ lệ hoàn thành.

    ## Vì sao sai
    Mức đạt chia cho mục tiêu không ra tỷ lệ đã ghi.

    ## Ví dụ
    `Thu ngân sách 366 tỷ đồng, đạt 87% dự toán (470 tỷ đồng).` 366/470 = 77,9%.

    ## Nên viết
    `Thu ngân sách 366 tỷ đồng, đạt 77,9% dự toán (470 tỷ đồng).`
    """

    id = "TT009"
    name = "completion-disagrees"
    title = Text("Tỷ lệ hoàn thành không khớp với mức và mục tiêu", "The completion is not level over target")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every completion against level / target × 100."""
        for goal in context.shared(targets_of, reading):
            level, target, completion = goal.level, goal.target, goal.completion
            if target is None or completion is None or target.value2 is not None:
                continue
            if goal.is_lower_better is not False or level.kind is FigureKind.RANK:
                continue
            aim = target_spread(target)
            if aim.low is None or aim.low <= 0:
                continue
            result = percent_of(exact_spread(level), aim)
            stated = spread(completion)
            # `đạt 100%` is also said of what went beyond.
            if result.intersects(stated) or (
                completion.value == 100 and result.high is not None and result.high > 100
            ):
                yield Checked((completion, level, target))
                continue
            yield self.finding(
                sides(
                    f"{say_bare(level)}/{say_bare(target)}",
                    result,
                    completion,
                    unit="%",
                    decimals=max(1, completion.decimals + 1),
                ),
                [completion, level, target],
                expected=f"{number(middle(result), max(1, completion.decimals))}%",
                stated=say(completion),
            )
