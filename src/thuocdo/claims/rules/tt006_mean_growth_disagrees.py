"""TT006: the mean yearly rate is not that of the years, or of the two levels, printed beside it."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import middle, spread
from thuocdo.claims.means import Mean, means_of
from thuocdo.claims.messages import number, say, with_span, worked_out
from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class MeanGrowthDisagrees(Rule):
    """Tốc độ tăng bình quân không khớp với từng năm

    ## Kiểm tra gì
    Tốc độ tăng bình quân một giai đoạn khi văn bản in đủ tốc độ của mọi năm trong giai đoạn (cùng câu, câu kế
    bên hoặc cước chú của câu), hoặc in mức đầu và mức cuối kèm năm.

    ## Vì sao sai
    Bình quân đúng là bình quân nhân: nhân các hệ số tăng rồi khai căn. Bình quân cộng cũng được chấp nhận
    nhưng có ghi chú, vì nó luôn cao hơn. Chỉ báo lỗi khi không cách nào ra số đã ghi.

    ## Ví dụ
    `Tăng trưởng bình quân 8%/năm (năm 2021 tăng 5%, năm 2022 tăng 6%, năm 2023 tăng 7%).` Bình quân là 6%.

    ## Nên viết
    `Tăng trưởng bình quân 6%/năm (năm 2021 tăng 5%, năm 2022 tăng 6%, năm 2023 tăng 7%).`
    """

    id = "TT006"
    name = "mean-growth-disagrees"
    title = Text("Tốc độ bình quân không khớp với các năm", "The mean rate is not that of the years printed")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every mean rate against the geometric mean first, then every other accepted reading."""
        for mean in context.shared(means_of, reading):
            stated = spread(mean.rate)
            fitting = [way for way in mean.ways if way.result.intersects(stated)]
            members = (mean.rate, *mean.members)
            if not fitting:
                yield self._misfit(mean)
            elif fitting[0] is mean.ways[0] or fitting[0].is_plain:
                yield Checked(members)
            else:
                yield self._arithmetic(mean)

    def _misfit(self, mean: Mean) -> Finding:
        decimals = mean.rate.decimals + 1
        worked = [(way.label, worked_out(way.result, 0, decimals, way.unit)) for way in mean.ways]
        vi = "; ".join(f"{label.vi} {value}" for label, value in worked)
        en = "; ".join(f"{label.en} {value}" for label, value in worked)
        return self.finding(
            Text(
                f"{mean.formula}: {vi}; văn bản ghi {with_span(mean.rate)}",
                f"{mean.formula}: {en}; the text says {with_span(mean.rate)}",
            ),
            [mean.rate, *mean.members],
            expected=f"{number(middle(mean.ways[0].result), max(1, mean.rate.decimals))}{mean.ways[0].unit}",
            stated=say(mean.rate),
            severity=Severity.ERROR if mean.is_sure else Severity.WARNING,
            confidence=100 if mean.is_sure else 70,
        )

    def _arithmetic(self, mean: Mean) -> Finding:
        geometric = worked_out(mean.ways[0].result, 0, mean.rate.decimals + 1, "%/năm")
        return self.finding(
            Text(
                f"{say(mean.rate)} là bình quân cộng; bình quân nhân của {mean.formula} là {geometric}",
                f"{say(mean.rate)} is the arithmetic mean; the geometric mean of {mean.formula} is "
                f"{geometric}",
            ),
            [mean.rate, *mean.members],
            expected=geometric,
            stated=say(mean.rate),
            severity=Severity.NOTE,
            confidence=90,
        )
