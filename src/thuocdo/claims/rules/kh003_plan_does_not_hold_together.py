"""KH003: targets of the text that cannot all hold: an identity of the plan fails."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from thuocdo.claims.messages import number
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.passages import is_aim
from thuocdo.claims.promised import find_promises
from thuocdo.claims.quoting import cite, join, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

if TYPE_CHECKING:
    from thuocdo.evaluate.coherence import CoherenceFinding

_MOST_STEPS = 3


class PlanDoesNotHoldTogether(Rule):
    """Các mục tiêu trong văn bản không thể cùng đúng

    ## Kiểm tra gì
    Những đồng nhất thức khai trong gói kế hoạch (tăng trưởng các khu vực với tăng trưởng chung, GRDP đầu
    người với dân số, cơ cấu cộng đủ 100% …) mà không khớp, khi văn bản nhắc lại chính các mục tiêu ấy.

    ## Vì sao sai
    Có hoàn thành hết các mục tiêu kia thì mục tiêu này cũng không thể đạt, hoặc ngược lại.

    ## Ví dụ
    Công nghiệp tăng 17%, dịch vụ 8%, nông nghiệp 1% nhưng GRDP ghi tăng 16%.

    ## Nên viết
    Sửa mục tiêu nào không ra được từ các mục tiêu còn lại; trang `thuocdo coherence` ghi đủ phép tính.
    """

    id = "KH003"
    name = "plan-does-not-hold-together"
    title = Text("Các mục tiêu không thể cùng đúng", "Targets that cannot all hold")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every failing identity of which the text repeats at least one target."""
        if context.pack is None or context.resolver is None:
            return
        repeated = _repeated_targets(reading, context)
        for found in _coherence(context, {key.partition("/")[0] for key in repeated}):
            keys = dict.fromkeys(place.component for place in found.places if place.component in repeated)
            figures = sorted((repeated[key] for key in keys), key=lambda figure: figure.value != found.stated)
            if figures and found.holds:
                yield Checked(tuple(figures))
            elif figures and found.holds is False:
                yield self._finding(found, figures)

    def _finding(self, found: CoherenceFinding, figures: Sequence[Figure]) -> Finding:
        steps = join(list(found.steps[-_MOST_STEPS:]), "; ", "; ")
        text = write(
            "{title}: {steps} — văn bản nhắc lại {figures}",
            "{title}: {steps} — the text repeats {figures}",
            title=found.title,
            steps=steps,
            figures=join([cite(figure) for figure in figures]),
        )
        # An identity that had to assume something proves nothing by itself.
        is_proved = found.severity is Severity.ERROR and not found.assumptions
        severity = Severity.WARNING if is_proved or found.severity is not Severity.NOTE else Severity.NOTE
        return self.finding(
            text,
            figures,
            expected=_say(found.expected, found.decimals),
            stated=_say(found.stated, found.decimals),
            severity=severity,
            confidence=min(figure.confidence for figure in figures),
        )


def _repeated_targets(reading: Reading, context: RuleContext) -> Mapping[str, Figure]:
    """Return the first figure that repeats each component's number, by component key."""
    repeated: dict[str, Figure] = {}
    if context.pack is None:
        return repeated
    for figure in reading.figures:
        if figure.indicator and is_aim(figure):
            for promise in find_promises(figure, context.pack):
                if promise.component.value == promise.value:
                    repeated.setdefault(promise.component.key, figure)
    return repeated


def _say(value: Decimal | None, decimals: int) -> str:
    return "" if value is None else number(value, decimals)


def _coherence(context: RuleContext, plans: Collection[str]) -> Iterator[CoherenceFinding]:
    """Yield what every identity of `plans` finds; coherence.yaml is read once for all."""
    from thuocdo.evaluate.coherence import CoherenceError
    from thuocdo.evaluate.coherence.check import run_identity
    from thuocdo.evaluate.coherence.load import load_identities

    if context.pack is None or context.resolver is None or not plans:
        return
    try:
        identities = load_identities(context.pack)
    except CoherenceError:
        # The pack's own check tells its faults; here there is nothing to compare with.
        return
    for identity in identities:
        if identity.plan in plans:
            yield from run_identity(identity, context.resolver)
