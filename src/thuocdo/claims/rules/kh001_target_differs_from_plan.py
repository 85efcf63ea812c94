"""KH001: the text states a target that the plan does not have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.model import FigureKind, Finding, Reading, Role
from thuocdo.claims.passages import is_aim
from thuocdo.claims.promised import Promise, find_promises
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval, divide

_SURE = 90


class TargetDiffersFromPlan(Rule):
    """Mục tiêu ghi trong báo cáo khác kế hoạch

    ## Kiểm tra gì
    Con số mà câu gọi là mục tiêu, chỉ tiêu được so với chỉ tiêu của kế hoạch cho cùng nội dung và cùng kỳ.

    ## Vì sao sai
    Mục tiêu do nghị quyết đặt ra; báo cáo chỉ được chép lại, không được sửa.

    ## Ví dụ
    Báo cáo ghi `(mục tiêu đến năm 2025 đạt 46%)`, nghị quyết ghi `45%`.

    ## Nên viết
    `(mục tiêu đến năm 2025 đạt 45%)`.
    """

    id = "KH001"
    name = "target-differs-from-plan"
    title = Text("Mục tiêu khác kế hoạch", "Stated target differs from the plan")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every stated target that no target of the plan for the same thing can be."""
        if context.pack is None:
            return
        for figure in reading.figures:
            is_plain = figure.role in (Role.TARGET, Role.LEVEL, Role.OTHER, Role.TO, Role.PART, Role.TOTAL)
            if not figure.indicator or not is_plain or figure.is_ambiguous or not is_aim(figure):
                continue
            promises = [
                promise
                for promise in find_promises(figure, context.pack, context.as_of)
                if promise.component.value is not None
            ]
            if any(_agrees(promise) for promise in promises):
                yield Checked((figure,))
            elif promises and promises[0].is_exact:
                yield self._differs(promises[0])

    def _differs(self, promise: Promise) -> Finding:
        from thuocdo.evaluate.compare import say_target

        figure, component = promise.figure, promise.component
        planned = say_target(component)
        is_sure = figure.confidence >= _SURE and _is_near(promise)
        text = write(
            "văn bản ghi mục tiêu {figure}, kế hoạch ghi {planned} ({key}: {name})",
            "the text states the target {figure}, the plan says {planned} ({key}: {name})",
            figure=cite(figure),
            planned=planned,
            key=component.key,
            name=component.name,
        )
        return self.finding(
            text,
            (figure,),
            expected=planned.vi,
            severity=Severity.ERROR if is_sure else Severity.WARNING,
            confidence=figure.confidence,
        )


def _agrees(promise: Promise) -> bool:
    """Whether the printed target is the plan's: both ends of a range, else the one number."""
    component = promise.component
    if component.value is None:
        return False
    if promise.figure.kind is FigureKind.RANGE and promise.value_to is not None:
        return component.value == promise.value and component.value_to == promise.value_to
    if component.value_to is not None:
        # A text that names one end of the plan's range repeats a part of it.
        return promise.value in (component.value, component.value_to)
    half = Interval.point(promise.value).hull(promise.interval)
    return half.contains(component.value)


def _is_near(promise: Promise) -> bool:
    """Whether the two are of one size: a target of quite another size may be of another thing."""
    planned = promise.component.value
    return bool(planned) and Decimal("0.5") <= abs(divide(promise.value, planned or Decimal(1))) <= 2
