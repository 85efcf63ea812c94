"""TT003: the level, the base and the change between them do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import amount, exact_spread, is_percent, is_whole_count, spread
from thuocdo.claims.changes import Change, changes_of
from thuocdo.claims.messages import number, say, say_bare, sides, with_span
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class LevelDeltaBaseDisagree(Rule):
    """Mức, gốc và mức tăng không khớp

    ## Kiểm tra gì
    Câu in cả mức cũ, mức mới và phần tăng hoặc giảm: `từ X lên Y, tăng Z`, `đạt Y, tăng Z so với năm
    trước (X)`,
    `sáp nhập X xã thành Y xã (giảm Z xã)`.

    ## Vì sao sai
    Y trừ X phải bằng Z trong phạm vi làm tròn của cả ba số; và `tăng` thì Y phải lớn hơn X.

    ## Ví dụ
    `Số tuyến đường tăng từ 18 tuyến lên 37 tuyến, tăng 20 tuyến.` 37 − 18 = 19.

    ## Nên viết
    `Số tuyến đường tăng từ 18 tuyến lên 37 tuyến, tăng 19 tuyến.`
    """

    id = "TT003"
    name = "level-delta-base-disagree"
    title = Text("Mức mới, mức cũ và phần tăng giảm không khớp", "Level, base and change do not add up")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every printed difference, and the direction of the words, against the two levels."""
        for change in context.shared(changes_of, reading):
            if change.old is not None:
                yield from self._differences(change, change.old)

    def _differences(self, change: Change, old: Figure) -> Iterator[Finding | Checked]:
        new = change.new
        for delta in change.deltas:
            falls = change.falls(delta)
            first, second = (old, new) if falls else (new, old)
            exact = is_whole_count(first) and is_whole_count(second)
            result = (exact_spread if exact else spread)(first) - (exact_spread if exact else spread)(second)
            stated = exact_spread(delta) if exact else spread(delta)
            if result.intersects(stated):
                yield Checked((new, old, delta))
                continue
            decimals = max(first.decimals, second.decimals)
            scale = delta.scale
            text = sides(f"{say_bare(first)} − {say_bare(second)}", result, delta, decimals=decimals)
            expected = _difference(first, second, scale)
            yield self.finding(text, [delta, new, old], expected=expected)
        yield from self._direction(change, old)

    def _direction(self, change: Change, old: Figure) -> Iterator[Finding | Checked]:
        """The words say a rise where the levels fall, or the reverse."""
        words = change.verb
        if not words or change.deltas:
            return
        difference = spread(change.new) - spread(old)
        is_up = difference.low is not None and difference.low > 0
        is_down = difference.high is not None and difference.high < 0
        if (words == "up" and is_down) or (words == "down" and is_up):
            said = Text("tăng", "rise") if words == "up" else Text("giảm", "fall")
            yield self.finding(
                Text(
                    f"lời văn nói {said.vi} nhưng số in đi ngược lại: từ {with_span(old)} đến "
                    f"{with_span(change.new)}",
                    f"the words say a {said.en} but the figures do not: {with_span(old)} to "
                    f"{with_span(change.new)}",
                ),
                [change.new, old],
                stated=say(change.new),
                severity=Severity.ERROR,
            )
        elif is_percent(old) or is_up or is_down:
            yield Checked((change.new, old))


def _difference(first: Figure, second: Figure, scale: int) -> str:
    value = (amount(first) - amount(second)).scaleb(-scale)
    return number(value, max(first.decimals, second.decimals))
