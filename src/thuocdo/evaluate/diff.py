"""Which verdicts changed between two scorecards, and because of which figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thuocdo.evaluate.model import Judgement, Verdict
from thuocdo.evaluate.scorecard import Scorecard
from thuocdo.facts.diff import FactChange


@dataclass(frozen=True, slots=True)
class Flip:
    """One component whose verdict is not what it was.

    Attributes:
        before, after: The two judgements of the same component.
        because: Changed figures that either judgement rests on; empty when only the date moved
            (a period ended, a definition or a unit ceased).
    """

    before: Judgement
    after: Judgement
    because: tuple[FactChange, ...]

    @property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """The verdict before and after."""
        return self.before.verdict, self.after.verdict


def diff_scorecards(before: Scorecard, after: Scorecard, changes: Sequence[FactChange]) -> list[Flip]:
    """Return the components whose verdict differs, in the order of `after`.

    Both scorecards must hold the same plans. `changes` are the facts that changed in between.
    """
    earlier = {judgement.component.key: judgement for judgement in before.judgements}
    flips = []
    for judgement in after.judgements:
        old = earlier.get(judgement.component.key)
        if old is None or old.verdict is judgement.verdict:
            continue
        rests_on = {row.key for row in (*old.actual.inputs, *judgement.actual.inputs)}
        rests_on |= {row.key for one in (old, judgement) for step in one.steps for row in step.inputs}
        because = tuple(change for change in changes if change.key in rests_on)
        flips.append(Flip(old, judgement, because))
    return flips
