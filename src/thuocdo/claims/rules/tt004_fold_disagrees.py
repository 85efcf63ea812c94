"""TT004: `gấp k lần` is not what the two levels give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import ONE, exact_spread, middle, spread
from thuocdo.claims.changes import Change, changes_of
from thuocdo.claims.messages import number, say, say_bare, sides
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Approximation, Interval


class FoldDisagrees(Rule):
    """Số lần gấp không khớp với hai mức

    ## Kiểm tra gì
    `gấp k lần` đứng cùng mức mới và mức cũ, hoặc cùng mức mới và phần tăng thêm (mức cũ là mức mới trừ
    phần tăng).
    `tăng k lần` được chấp nhận theo cả hai cách hiểu: bằng k lần mức cũ, hoặc thêm k lần mức cũ.

    ## Vì sao sai
    Mức mới chia cho mức cũ không thể ra số lần đã ghi dù làm tròn thế nào. `gần 5 lần` mà tính ra 4,2 lần
    là nói quá.

    ## Ví dụ
    `Có 90 sản phẩm (tăng 60 sản phẩm, gấp 4 lần năm 2020).` 90/(90 − 60) = 3 lần.

    ## Nên viết
    `Có 90 sản phẩm (tăng 60 sản phẩm, gấp 3 lần năm 2020).`
    """

    id = "TT004"
    name = "fold-disagrees"
    title = Text("Số lần gấp không khớp với hai mức đã in", "The printed multiple is not that of the levels")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every fold against new / old, or new / (new − delta)."""
        for change in context.shared(changes_of, reading):
            for fold in change.folds:
                yield from self._fold(change, fold)

    def _fold(self, change: Change, fold: Figure) -> Iterator[Finding | Checked]:
        base = base_of(change)
        if base is None:
            return
        interval, formula, members = base
        new = exact_spread(change.new)
        if interval.low is None or interval.low <= 0:
            return
        ratio = interval / new if change.falls(fold) else new / interval
        shown = (
            f"{formula}/{say_bare(change.new)}" if change.falls(fold) else f"{say_bare(change.new)}/{formula}"
        )
        stated = spread(fold)
        fits = ratio.intersects(stated)
        if not fits and change.said_rise(fold):
            fits = (ratio - ONE).intersects(stated)
        places = [fold, change.new, *members]
        if not fits:
            decimals = max(2, fold.decimals + 1)
            yield self.finding(
                sides(shown, ratio, fold, unit="lần", decimals=decimals),
                places,
                expected=f"{number(middle(ratio), max(1, fold.decimals))} lần",
                stated=say(fold),
            )
        elif _rounds_away(ratio, fold):
            text = sides(shown, ratio, fold, unit="lần", decimals=2)
            yield self.finding(
                Text(
                    f"{text.vi}: làm tròn thì xuống chứ không lên, “gần” là nói quá",
                    f"{text.en}: it rounds down, not up; “nearly” says too much",
                ),
                places,
                expected=f"{number(middle(ratio), 1)} lần",
                stated=say(fold),
                severity=Severity.WARNING,
                confidence=70,
            )
        else:
            yield Checked(tuple(places))


def base_of(change: Change) -> tuple[Interval, str, tuple[Figure, ...]] | None:
    """Return the base: printed, or the new level without its printed change."""
    if change.old is not None:
        return exact_spread(change.old), say_bare(change.old), (change.old,)
    for delta in change.deltas:
        sign = "+" if change.falls(delta) else "−"
        new, moved = exact_spread(change.new), exact_spread(delta)
        interval = new + moved if change.falls(delta) else new - moved
        return interval, f"({say_bare(change.new)} {sign} {say_bare(delta)})", (delta,)
    return None


def _rounds_away(ratio: Interval, fold: Figure) -> bool:
    """Whether `gần k lần` stands where the ratio is nearer to the next lower printed step."""
    if fold.approximation is not Approximation.NEARLY or ratio.high is None or fold.value is None:
        return False
    step = Decimal(1).scaleb(-fold.decimals)
    return ratio.high < fold.value - step / 2
