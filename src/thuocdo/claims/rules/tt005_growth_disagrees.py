"""TT005: the printed growth in percent is not that of the two levels."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import HUNDRED, exact_spread, growth, is_percent, middle, spread
from thuocdo.claims.changes import Change, changes_of
from thuocdo.claims.messages import number, say, say_bare, sides, worked_out
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Text
from thuocdo.quantities import Interval


class GrowthDisagrees(Rule):
    """Tốc độ tăng không khớp với hai mức

    ## Kiểm tra gì
    Câu in hai mức (hoặc mức mới và phần tăng tuyệt đối) cùng tốc độ tăng hay giảm tính bằng phần trăm.

    ## Vì sao sai
    Phần tăng chia cho mức cũ không ra tỷ lệ đã ghi. Với các mức vốn là tỷ lệ, cả hai cách hiểu (điểm phần
    trăm và phần trăm của mức cũ) đều đã thử mà không cách nào khớp.

    ## Ví dụ
    `Thu ngân sách tăng từ 400 tỷ đồng lên 500 tỷ đồng, tăng 20%.` 500/400 − 1 = 25%.

    ## Nên viết
    `Thu ngân sách tăng từ 400 tỷ đồng lên 500 tỷ đồng, tăng 25%.`
    """

    id = "TT005"
    name = "growth-disagrees"
    title = Text("Tốc độ tăng không khớp với hai mức đã in", "The printed growth is not that of the levels")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every growth rate against its two levels, or its level and difference."""
        for change in context.shared(changes_of, reading):
            for rate in change.growths:
                yield from self._rate(change, rate)

    def _rate(self, change: Change, rate: Figure) -> Iterator[Finding | Checked]:
        falls = change.falls(rate)
        new = exact_spread(change.new)
        stated = spread(rate)
        if change.old is not None:
            old = exact_spread(change.old)
            if old.low is None or old.low <= 0:
                return
            result = growth(new, old)
            formula = f"{say_bare(change.new)}/{say_bare(change.old)} − 1"
            if falls:
                result, formula = -result, f"1 − {say_bare(change.new)}/{say_bare(change.old)}"
            places = [rate, change.new, change.old]
            if is_percent(change.new):
                points = old - new if falls else new - old
                if points.intersects(stated) or result.intersects(stated):
                    yield Checked(tuple(places))
                else:
                    yield self._both_fail(change, rate, points, result, places)
                return
        elif change.deltas:
            delta = change.deltas[0]
            if change.falls(delta) is not falls or is_percent(change.new):
                return
            moved = exact_spread(delta)
            old = new + moved if falls else new - moved
            if old.low is None or old.low <= 0:
                return
            result = moved / old * HUNDRED
            sign = "+" if falls else "−"
            formula = f"{say_bare(delta)}/({say_bare(change.new)} {sign} {say_bare(delta)})"
            places = [rate, change.new, delta]
        else:
            return
        if result.intersects(stated):
            yield Checked(tuple(places))
            return
        yield self.finding(
            sides(formula, result, rate, unit="%", decimals=max(2, rate.decimals + 1)),
            places,
            expected=f"{number(middle(result), max(1, rate.decimals))}%",
            stated=say(rate),
        )

    def _both_fail(
        self, change: Change, rate: Figure, points: Interval, result: Interval, places: list[Figure]
    ) -> Finding:
        decimals = rate.decimals + 1
        first = worked_out(points, 0, decimals, "điểm phần trăm")
        second = worked_out(result, 0, decimals, "%")
        return self.finding(
            Text(
                f"{say_bare(change.new)} so với {say_bare(change.old or change.new)}: chênh {first}, tương "
                f"đối {second}; "
                f"văn bản ghi {say(rate)}",
                f"{say_bare(change.new)} against {say_bare(change.old or change.new)}: difference {first}, "
                f"relative "
                f"{second}; the text says {say(rate)}",
            ),
            places,
            expected=f"{number(middle(points), max(change.new.decimals, rate.decimals))} điểm phần trăm",
            stated=say(rate),
        )
