"""Which targets need a hand, and in which order?

Early warning lists the targets at risk by what can still be saved:

1. **can be saved**: at risk, but each year left needs no more than the best year on record;
2. **needs a record**: at risk, and each year left needs more than any year so far;
3. **not certain**: heading for the target, but the back-test interval reaches below it;
4. **lost**: no later figure can save it.

Inside a group: the smallest multiple of the achieved pace first (what stands still or moves away comes
last); then the less time left; then the smaller gap share; then plan and id, so that the order is the
same on every run. Targets that are safely on their way are not listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from thuocdo.errors import Text
from thuocdo.evaluate.model import Judgement, Projection, Verdict
from thuocdo.evaluate.say import say_number

_NEVER = Decimal("Infinity")


class Hope(IntEnum):
    """What can still be done; the number is the order."""

    CAN_BE_SAVED = 1
    NEEDS_A_RECORD = 2
    NOT_CERTAIN = 3
    LOST = 4

    @property
    def label(self) -> Text:
        """Words of the screen."""
        return _LABELS[self]


_LABELS = {
    Hope.CAN_BE_SAVED: Text("còn cứu được", "can be saved"),
    Hope.NEEDS_A_RECORD: Text("phải nhanh hơn mọi năm đã qua", "needs a record pace"),
    Hope.NOT_CERTAIN: Text("chưa chắc", "not certain"),
    Hope.LOST: Text("không còn cứu được", "lost"),
}


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One target in the order of what can still be saved.

    Attributes:
        judgement: The verdict with its projection.
        hope: See `Hope`.
        multiple: Required over achieved pace; None when it stands still or moves away.
        time_left: Years to the end of the target's period.
        gap_share: Projected shortfall as a share of the way to go.
        reason: The order in one line.
    """

    judgement: Judgement
    hope: Hope
    multiple: Decimal | None
    time_left: Decimal
    gap_share: Decimal | None
    reason: Text


def early_warning(judgements: Iterable[Judgement]) -> list[EarlyWarning]:
    """Return the targets that need a hand, first those that it helps most.

    Judgements without a projection, and those safely on their way, are left out.
    """
    found = []
    for judgement in judgements:
        made = judgement.projection
        hope = _hope_of(judgement, made) if made else None
        if made and hope:
            found.append(
                EarlyWarning(judgement, hope, made.multiple, made.time_left, made.gap_share, _say(hope, made))
            )
    return sorted(found, key=_order)


def _hope_of(judgement: Judgement, made: Projection) -> Hope | None:
    if made.is_lost or made.time_left <= 0:
        return Hope.LOST
    if judgement.verdict is Verdict.AT_RISK:
        return Hope.NEEDS_A_RECORD if _beats_record(made) else Hope.CAN_BE_SAVED
    if judgement.verdict in (Verdict.LIKELY_MET, Verdict.LIKELY_EXCEEDED) and made.worst_passes is False:
        return Hope.NOT_CERTAIN
    return None


def _beats_record(made: Projection) -> bool:
    """Whether more is needed each year than any single year so far brought."""
    if made.required_pace is None or made.best_pace is None or made.required_pace == 0:
        return False
    needs_rise = made.required_pace > 0
    return made.required_pace > made.best_pace if needs_rise else made.required_pace < made.best_pace


def _order(warning: EarlyWarning) -> tuple[int, Decimal, Decimal, Decimal, str]:
    return (
        warning.hope,
        _NEVER if warning.multiple is None else warning.multiple,
        warning.time_left,
        _NEVER if warning.gap_share is None else warning.gap_share,
        warning.judgement.component.key,
    )


def _say(hope: Hope, made: Projection) -> Text:
    left = say_number(made.time_left, 1)
    if made.multiple is None:
        pace = Text("đang đứng yên hoặc đi ngược", "standing still or moving away")
    elif made.multiple == 0:
        pace = Text("đã ở mức cần đạt", "already at the level")
    else:
        times = say_number(made.multiple, 2)
        pace = Text(f"cần nhanh gấp {times.vi} lần", f"must go {times.en} times as fast")
    gap = say_number((made.gap_share or Decimal(0)) * 100, 0)
    return Text(
        f"{hope.label.vi}: {pace.vi}; còn {left.vi} năm; dự báo hụt {gap.vi}% quãng đường",
        f"{hope.label.en}: {pace.en}; {left.en} years left; projected to fall {gap.en}% of the way short",
    )
