"""KH002: "vượt mục tiêu" where the plan's target says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, FigureKind, FigurePlace, Finding, Reading, Role
from thuocdo.claims.promised import Promise, find_promises
from thuocdo.claims.quoting import cite, quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, sentences_of
from thuocdo.errors import Severity, Text

if TYPE_CHECKING:
    from thuocdo.evaluate.model import Judgement

_PLAN = r"(?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết)"
_WORDS = re.compile(
    r"^(?:[^;.()]{0,45}\(|[\s,]*(?:so\s+(?:với\s+)?[^,;.()]{1,30},\s*)?(?:và\s+|đã\s+|cơ bản\s+)*)"
    r"(?P<verdict>đạt và vượt|(?:không|chưa) (?:đạt|hoàn thành)|tiệm cận|vượt|đạt|hoàn thành)\s+"
    rf"(?:xa\s+|so với\s+|được\s+)?{_PLAN}"
)
"""The verdict right behind the figure, or in a bracket; other words between may be of something else."""

_CLAIMS: Mapping[str, str] = MappingProxyType(
    {
        "vượt": "exceeded",
        "đạt": "met",
        "hoàn thành": "met",
        "đạt và vượt": "met",
        "tiệm cận": "missed",
    }
)
_LABELS = {
    "exceeded": Text("vượt", "exceeded"),
    "met": Text("đạt", "met"),
    "missed": Text("không đạt", "missed"),
}
_LIKELY = {"likely_exceeded": "exceeded", "likely_met": "met", "at_risk": "missed"}
_FALSE = {"exceeded": ("met", "missed"), "met": ("missed",), "missed": ("met", "exceeded")}
"""Verdicts that a claim cannot stand beside; "đạt" is also said of a target that was passed."""

_ROLES = (Role.LEVEL, Role.TO, Role.TOTAL, Role.PART, Role.OTHER)
_BETWEEN = (Role.CHANGE, Role.FOLD, Role.TARGET_GAP)
_MOST_BETWEEN = 3
_SURE = 90


class VerdictContradictsJudge(Rule):
    """Chữ “đạt”, “vượt”, “không đạt” trái với kế hoạch

    ## Kiểm tra gì
    Chữ kết luận ngay sau con số (“vượt mục tiêu”, “đạt chỉ tiêu”, “không đạt kế hoạch”) được so với kết quả
    đánh giá: con số ấy so với chỉ tiêu của kế hoạch, theo đúng câu chữ của chỉ tiêu; và số đã duyệt so với
    chỉ tiêu ấy.

    ## Vì sao sai
    Kết luận trái với chính con số đứng cạnh nó.

    ## Ví dụ
    `Tỷ lệ che phủ rừng đạt 37,5%, vượt mục tiêu Đại hội` khi mục tiêu là `38%`.

    ## Nên viết
    `Tỷ lệ che phủ rừng đạt 37,5%, không đạt mục tiêu Đại hội (38%)`.
    """

    id = "KH002"
    name = "verdict-contradicts-judge"
    title = Text("Kết luận trái với kế hoạch", "Verdict in the text contradicts the plan")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every verdict that neither the figure beside it nor the approved fact bears out."""
        if context.pack is None:
            return
        spoken = [
            (figure, sentence)
            for sentence in context.shared(sentences_of, reading)
            for figure in sentence.figures
        ]
        for figure, sentence in spoken:
            if not figure.indicator or figure.role not in _ROLES or figure.kind is FigureKind.BLANK:
                continue
            claim = _claim_behind(figure, sentence)
            if claim is None:
                continue
            for promise in find_promises(figure, context.pack, context.as_of)[:1]:
                if promise.component.value is not None:
                    yield from self._hold(promise, *claim, context)

    def _hold(
        self, promise: Promise, claim: str, place: FigurePlace, context: RuleContext
    ) -> Iterator[Finding | Checked]:
        own, arithmetic = _verdict_of_figure(promise)
        if _is_false(claim, own, promise):
            severity = (
                Severity.ERROR
                if promise.figure.confidence >= _SURE and promise.is_exact
                else Severity.WARNING
            )
            yield self._finding(promise, claim, place, own, arithmetic, severity)
            return
        judged = _judge(promise, context)
        verdict = _LIKELY.get(judged.verdict.value, judged.verdict.value) if judged else ""
        if judged is not None and _is_false(claim, verdict, promise):
            steps = judged.steps[-1].text if judged.steps else arithmetic
            yield self._finding(promise, claim, place, verdict, steps, Severity.WARNING)
        else:
            yield Checked((promise.figure,))

    def _finding(
        self,
        promise: Promise,
        claim: str,
        place: FigurePlace,
        verdict: str,
        arithmetic: Text,
        severity: Severity,
    ) -> Finding:
        text = write(
            "{figure} kèm chữ {words}, nhưng so với {key} ({name}): {arithmetic} → {verdict}",
            "{figure} with the words {words}, but against {key} ({name}): {arithmetic} → {verdict}",
            figure=cite(promise.figure),
            words=quote(place),
            key=promise.component.key,
            name=promise.component.name,
            arithmetic=arithmetic,
            verdict=_LABELS[verdict],
        )
        return self.finding(
            text,
            (place, promise.figure),
            expected=_LABELS[verdict].vi,
            stated=_LABELS[claim].vi,
            severity=severity,
            confidence=promise.figure.confidence,
        )


def _is_false(claim: str, verdict: str, promise: Promise) -> bool:
    """Whether a claim cannot stand beside a verdict.

    “Vượt” is false beside “đạt” only where that means the very number of the target; a target of
    `trên 55%` or `dưới 2%` is never exceeded by its wording, yet prose says so.
    """
    if claim == "exceeded" and verdict == "met":
        return promise.component.comparator.value in ("at_least", "at_most", "rank_at", "range")
    return verdict in _FALSE[claim]


def _claim_behind(figure: Figure, sentence: Sentence) -> tuple[str, FigurePlace] | None:
    """Return what the words behind a figure claim, and where.

    Figures that tell a change or a gap of the same thing may stand between: `đứng thứ 12, tăng 4 bậc so với
    đầu nhiệm kỳ (vượt mục tiêu …)`.
    """
    text = lowered(figure.block.text)
    here = figure
    for _ in range(_MOST_BETWEEN):
        found = _WORDS.match(text[here.end : sentence.end])
        if found is not None:
            start = here.end + found.start("verdict")
            place = FigurePlace(figure.block, start, here.end + found.end())
            return _CLAIMS.get(found["verdict"], "missed"), place
        following = sentence.following(here)
        if following is None or following.role not in _BETWEEN or ";" in sentence.between(here, following):
            return None
        here = following
    return None


def _verdict_of_figure(promise: Promise) -> tuple[str, Text]:
    """Hold the printed figure itself against the wording of the target."""
    from thuocdo.evaluate.compare import compare

    outcome = compare(
        promise.component,
        promise.value,
        decimals=promise.decimals,
        direction=promise.indicator.direction,
        approximate=promise.interval if promise.figure.approximation.value else None,
    )
    return (outcome.verdict.value if outcome.is_certain else ""), outcome.text


def _judge(promise: Promise, context: RuleContext) -> Judgement | None:
    """Return the judgement of the approved facts, or None without facts or without a verdict."""
    if context.resolver is None or context.as_of is None:
        return None
    from thuocdo.evaluate.judge import judge

    judged = judge(promise.component, context.resolver, as_of=context.as_of)
    actual = judged.actual
    is_of_figure = (
        actual.value is not None and not actual.is_partial and actual.period == promise.component.period
    )
    # A forecast is no fact: it contradicts nobody's estimate.
    return judged if is_of_figure and judged.verdict.value in {*_LABELS, *_LIKELY} else None
