"""The scorecard: every target of the chosen plans with its verdict, and the counts people ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from thuocdo.evaluate.judge import judge
from thuocdo.evaluate.model import Judgement, Verdict
from thuocdo.evaluate.resolve import Resolver
from thuocdo.facts.store import FactStore
from thuocdo.plan.model import Pack, Plan, Role, Target

# From the worst to the best news: a main target takes the first class that any of its deciding parts has.
_WORST_FIRST = (
    Verdict.MISSED,
    Verdict.AT_RISK,
    Verdict.UNDEFINED_TARGET,
    Verdict.NO_DATA,
    Verdict.NOT_COMPARABLE,
    Verdict.NO_SUBJECT,
    Verdict.LIKELY_MET,
    Verdict.LIKELY_EXCEEDED,
    Verdict.MET,
    Verdict.EXCEEDED,
)


@dataclass(frozen=True, slots=True)
class TargetScore:
    """A main target with its parts.

    Attributes:
        target: What was promised.
        verdict: Of the whole, from the parts whose role is MAIN (all parts where none is).
        judgements: One for each component, in order.
    """

    target: Target
    verdict: Verdict
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class PlanScore:
    """One plan's scorecard."""

    plan: Plan
    targets: tuple[TargetScore, ...]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement of the plan, in order."""
        return tuple(judgement for score in self.targets for judgement in score.judgements)

    @property
    def main_counts(self) -> Mapping[Verdict, int]:
        """How many main targets fell into each class."""
        return Counter(score.verdict for score in self.targets)

    @property
    def claims(self) -> Mapping[Role, Mapping[Verdict, int]]:
        """How many parts a report claims to be exceeded, met or missed, by role."""
        counts: dict[Role, Counter[Verdict]] = {role: Counter() for role in Role}
        for judgement in self.judgements:
            if judgement.component.claim:
                counts[judgement.component.role][Verdict(judgement.component.claim)] += 1
        return counts

    @property
    def component_counts(self) -> Mapping[Verdict, int]:
        """How many components, main and side, fell into each class."""
        return Counter(judgement.verdict for judgement in self.judgements)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every chosen plan, judged as of one instant."""

    pack: Pack
    as_of: datetime
    plans: tuple[PlanScore, ...]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement of every plan, in order."""
        return tuple(judgement for plan in self.plans for judgement in plan.judgements)


def score_pack(
    pack: Pack,
    store: FactStore,
    *,
    as_of: datetime,
    plans: Iterable[Plan] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Scorecard:
    """Judge every component of `plans` (default: the pack's own area's plans) as of `as_of`.

    Args:
        pack: The plan pack.
        store: Its facts.
        as_of: What was known when.
        plans: Plans to judge; None takes those of the pack's area.
        progress: Called with (done, total) after each component.
    """
    chosen = tuple(plans) if plans is not None else own_plans(pack)
    resolver = Resolver(pack, store, as_of)
    total = sum(len(plan.components) for plan in chosen)
    done = 0
    scored = []
    for plan in chosen:
        targets = []
        for target in plan.targets:
            judgements = []
            for component in target.components:
                judgements.append(judge(component, resolver, as_of=as_of))
                done += 1
                if progress is not None:
                    progress(done, total)
            targets.append(TargetScore(target, main_verdict(judgements), tuple(judgements)))
        scored.append(PlanScore(plan, tuple(targets)))
    return Scorecard(pack, as_of, tuple(scored))


def own_plans(pack: Pack) -> tuple[Plan, ...]:
    """Return the plans of the area the pack is about, without mere aspirations (see `is_counted`)."""
    return tuple(plan for plan in pack.plans.values() if plan.area == pack.area and is_counted(plan))


def is_counted(plan: Plan) -> bool:
    """Whether any target of the plan counts; what a text only aspires to is reported when asked for."""
    return any(component.counted for component in plan.components)


def main_verdict(judgements: Iterable[Judgement]) -> Verdict:
    """Return the verdict of a main target from those of its parts.

    Only parts with role MAIN decide; a target all of whose parts are side components takes them all.
    """
    found = list(judgements)
    deciding = [judgement for judgement in found if judgement.component.role is Role.MAIN] or found
    verdicts = {judgement.verdict for judgement in deciding}
    return next(verdict for verdict in _WORST_FIRST if verdict in verdicts)
