"""Main targets from their parts, and what changed between two scorecards."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from judge_world import judged, make_component, make_indicator, make_pack, seen

from thuocdo.evaluate.diff import diff_scorecards
from thuocdo.evaluate.model import Verdict
from thuocdo.evaluate.scorecard import main_verdict, own_plans, score_pack
from thuocdo.facts.diff import diff_facts
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Stage
from thuocdo.plan.model import Pack, Plan, Role, Target

GOOD, BAD, GREAT = seen("10"), seen("9"), seen("11")


def part(role: Role, *rows: object, **changes: object):
    return judged(make_component("10", role=role, **changes), make_indicator(), rows)  # type: ignore[arg-type]


def test_a_failed_main_part_fails_the_target() -> None:
    assert main_verdict([part(Role.MAIN, GREAT), part(Role.MAIN, BAD)]) is Verdict.MISSED


def test_a_failed_side_part_does_not_fail_the_target() -> None:
    assert main_verdict([part(Role.MAIN, GOOD), part(Role.COMPONENT, BAD)]) is Verdict.MET


def test_a_target_of_side_parts_only_takes_them_all() -> None:
    assert main_verdict([part(Role.COMPONENT, GOOD), part(Role.COMPONENT, BAD)]) is Verdict.MISSED


def test_a_target_is_exceeded_only_when_every_deciding_part_is() -> None:
    assert main_verdict([part(Role.MAIN, GREAT), part(Role.MAIN, GOOD)]) is Verdict.MET
    assert main_verdict([part(Role.MAIN, GREAT), part(Role.MAIN, GREAT)]) is Verdict.EXCEEDED


def test_a_part_that_cannot_be_judged_leaves_the_target_open() -> None:
    assert main_verdict([part(Role.MAIN, GREAT), part(Role.MAIN)]) is Verdict.NO_DATA


def two_plan_pack() -> Pack:
    component = make_component("10")
    pack = make_pack(component, make_indicator())
    other = replace(component, plan="q", area="khac")
    plan = replace(pack.plans["p"], id="q", area="khac", targets=(Target("1", "q", (other,)),))
    return replace(pack, plans={**pack.plans, "q": plan})


def test_the_pack_scores_the_plans_of_its_own_area_and_tells_its_progress() -> None:
    pack, store, steps = two_plan_pack(), MemoryFacts(), []
    store.add([GOOD])

    card = score_pack(
        pack, store, as_of=datetime(2026, 1, 1), progress=lambda done, total: steps.append((done, total))
    )

    assert [plan.plan.id for plan in card.plans] == ["p"]
    assert own_plans(pack) == (pack.plans["p"],)
    assert steps == [(1, 1)]
    assert dict(card.plans[0].main_counts) == {Verdict.MET: 1}
    assert dict(card.plans[0].component_counts) == {Verdict.MET: 1}


def test_claims_are_counted_by_role() -> None:
    pack = make_pack(make_component("10", claim="missed", role=Role.COMPONENT), make_indicator())

    card = score_pack(pack, MemoryFacts(), as_of=datetime(2026, 1, 1))

    assert dict(card.plans[0].claims[Role.COMPONENT]) == {Verdict.MISSED: 1}
    assert dict(card.plans[0].claims[Role.MAIN]) == {}


def plans_of(pack: Pack) -> list[Plan]:
    return list(pack.plans.values())


def test_a_later_release_that_flips_a_verdict_is_named() -> None:
    pack, store = make_pack(make_component("10"), make_indicator()), MemoryFacts()
    store.add(
        [
            seen("10", stage=Stage.ESTIMATE_1, known_from="2025-12-01"),
            seen("9", stage=Stage.OFFICIAL, known_from="2026-06-01"),
        ]
    )
    first, second = datetime(2026, 1, 1), datetime(2026, 7, 1)
    before = score_pack(pack, store, as_of=first)
    after = score_pack(pack, store, as_of=second)

    [flip] = diff_scorecards(before, after, diff_facts(store, first, second))

    assert flip.verdicts == (Verdict.MET, Verdict.MISSED)
    assert [change.new.value for change in flip.because] == [9]
    assert diff_scorecards(after, after, []) == []


def test_time_alone_can_flip_a_verdict() -> None:
    pack, store = make_pack(make_component("10"), make_indicator()), MemoryFacts()
    store.add([seen("12", "2025-03", known_from="2025-03-25")])
    before = score_pack(pack, store, as_of=datetime(2025, 4, 1))
    after = score_pack(pack, store, as_of=datetime(2026, 4, 1))

    [flip] = diff_scorecards(before, after, [])

    assert flip.verdicts == (Verdict.LIKELY_EXCEEDED, Verdict.EXCEEDED)
    assert flip.because == ()


@pytest.mark.parametrize("folder", ["bac-giang"])
def test_every_verdict_of_the_example_has_a_derivation_that_ends_in_it(folder: str) -> None:
    from thuocdo.facts.files import load_facts
    from thuocdo.plan.load import load_pack

    pack = load_pack(Path(__file__).parents[2] / "examples" / folder)
    card = score_pack(pack, load_facts(pack), as_of=datetime(2026, 11, 23), plans=plans_of(pack))

    for judgement in card.judgements:
        assert judgement.verdict.label.vi in judgement.steps[-1].text.vi
        assert judgement.verdict.label.en in judgement.steps[-1].text.en


def test_a_plan_of_mere_aspirations_is_not_scored_unasked() -> None:
    pack = make_pack(make_component("10", counted=False), make_indicator())

    assert own_plans(pack) == ()
