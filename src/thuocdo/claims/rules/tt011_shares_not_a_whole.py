"""TT011: the shares of one whole do not make 100%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import middle, spread, total
from thuocdo.claims.messages import number, say_bare, span
from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.shares import Shares, shares_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_WHOLE = Interval.point(Decimal(100))
_SLACK = Decimal("0.1")
"""Tables of shares are often rounded so that a tenth per share is lost."""
_NEAR = (Decimal(90), Decimal(115))


class SharesNotAWhole(Rule):
    """Các tỷ trọng cộng lại không bằng 100%

    ## Kiểm tra gì
    Các tỷ trọng của cùng một tổng thể (`cơ cấu kinh tế: …`, `FDI chiếm …, trong nước chiếm …`).

    ## Vì sao sai
    Cộng lại quá 100% là không thể. Thiếu so với 100% nghĩa là có phần không in ra (ví dụ thuế sản phẩm):
    nên nói rõ.

    ## Ví dụ
    `Cơ cấu kinh tế: công nghiệp chiếm 62,5%; dịch vụ chiếm 25,1%; nông nghiệp chiếm 15,2%.` Cộng lại 102,8%.

    ## Nên viết
    `Cơ cấu kinh tế: công nghiệp chiếm 62,5%; dịch vụ chiếm 25,1%; nông nghiệp chiếm 10,2%; thuế sản phẩm
    2,2%.`
    """

    id = "TT011"
    name = "shares-not-a-whole"
    title = Text("Các tỷ trọng cộng lại không bằng 100%", "The shares of a whole do not make 100%")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Add up every list of shares."""
        for shares in context.shared(shares_of, reading):
            yield from self._add(shares)

    def _add(self, shares: Shares) -> Iterator[Finding | Checked]:
        result = total(spread(share) for share in shares.shares)
        slack = _SLACK * len(shares.shares)
        if result.intersects(Interval(Decimal(100) - slack, Decimal(100) + slack)):
            yield Checked(shares.shares)
            return
        value = middle(result)
        over = value > 100
        if not (shares.structure or shares.is_complete) and not over:
            return
        if not _NEAR[0] <= value <= _NEAR[1] or (over and not (shares.structure or shares.is_complete)):
            return
        proved = shares.is_complete or (over and shares.structure)
        decimals = max(share.decimals for share in shares.shares)
        formula = " + ".join(say_bare(share) for share in shares.shares)
        rest = number(abs(value - 100), decimals)
        tail = (
            Text(f"thừa {rest} điểm phần trăm", f"{rest} points too many")
            if over
            else Text(f"còn {rest}% chưa nêu là phần nào", f"{rest}% is not accounted for")
        )
        shown = f"{formula} = {number(value, decimals)}% ({span(result)})"
        yield self.finding(
            Text(f"{shown}, không phải 100%: {tail.vi}", f"{shown}, not 100%: {tail.en}"),
            list(shares.shares),
            expected="100%",
            stated=f"{number(value, decimals)}%",
            severity=Severity.ERROR if proved else Severity.NOTE,
            confidence=90 if proved else 50,
        )
