"""TT012: opening + new − done is not what remains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.arithmetic import exact_spread, is_percent, middle
from thuocdo.claims.messages import number, say, say_bare, sides
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, same_noun, sentences_of
from thuocdo.errors import Severity, Text

_IN = re.compile(
    r"(?:tồn|chuyển sang|tiếp nhận|thụ lý|phát sinh|nhận mới|nhận được|mới nhận|\bđưa\b|theo dõi|vào diện)"
)
_DONE = re.compile(
    r"(?:đã |được )?(?:giải quyết|xử lý|hoàn thành|xét xử|kết thúc)(?: (?:xong|được|dứt điểm))?"
)
_LEFT = re.compile(
    r"còn lại|chưa (?:giải quyết|xử lý)|(?:đang|tiếp tục)(?: tập trung)?(?: chỉ đạo)? (?:giải quyết|xử lý|"
    r"xem xét)|\bcòn\b|tồn cuối"
)
_STRICT = re.compile(r"đầu kỳ|tồn|chuyển sang|tiếp nhận|phát sinh|thụ lý")


class FlowDoesNotBalance(Rule):
    """Tồn, mới, đã giải quyết và còn lại không cân

    ## Kiểm tra gì
    Câu in số có đầu kỳ hoặc tiếp nhận, số đã giải quyết và số còn lại của cùng một thứ (vụ án, đơn, hồ sơ).

    ## Vì sao sai
    Số có trừ số đã giải quyết phải bằng số còn lại.

    ## Ví dụ
    `Tiếp nhận 120 đơn, đã giải quyết 105 đơn, còn lại 25 đơn.` 120 − 105 = 15.

    ## Nên viết
    `Tiếp nhận 120 đơn, đã giải quyết 105 đơn, còn lại 15 đơn.`
    """

    id = "TT012"
    name = "flow-does-not-balance"
    title = Text(
        "Tồn, mới, đã giải quyết và còn lại không cân", "Opening, new, done and remaining do not balance"
    )
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Balance the counts of every thing that has all three."""
        for sentence in context.shared(sentences_of, reading):
            if _LEFT.search(sentence.lower) and _DONE.search(sentence.lower):
                yield from self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[Finding | Checked]:
        counts = [figure for figure in sentence.figures if _is_count(figure)]
        for noun in dict.fromkeys(figure.unit for figure in counts if figure.unit):
            mine = [figure for figure in counts if same_noun(figure.unit, noun)]
            flow = _flow(sentence, mine)
            if flow is not None:
                yield from self._balance(sentence, *flow)

    def _balance(
        self, sentence: Sentence, came: list[Figure], done: list[Figure], left: Figure
    ) -> Iterator[Finding | Checked]:
        members = [left, *came, *done]
        result = exact_spread(came[0])
        for figure in came[1:]:
            result = result + exact_spread(figure)
        for figure in done:
            result = result - exact_spread(figure)
        if result.intersects(exact_spread(left)):
            yield Checked(tuple(members))
            return
        if result.high is not None and result.high < 0:
            return
        formula = " + ".join(map(say_bare, came)) + "".join(f" − {say_bare(figure)}" for figure in done)
        strict = len(came) == 1 and len(done) == 1 and bool(_STRICT.search(sentence.before(came[0])))
        named = strict and "còn lại" in sentence.before(left)
        yield self.finding(
            sides(formula, result, left, decimals=0),
            members,
            expected=f"{number(middle(result), 0)} {left.unit}".strip(),
            stated=say(left),
            severity=Severity.ERROR if named else Severity.WARNING,
            confidence=90 if named else 70,
        )


def _is_count(figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.value2 is None
        and not is_percent(figure)
        and figure.kind not in (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD)
        and "/" not in figure.unit
    )


def _flow(sentence: Sentence, figures: list[Figure]) -> tuple[list[Figure], list[Figure], Figure] | None:
    """Return what came, what was done and what is left of one thing."""
    came: list[Figure] = []
    done: list[Figure] = []
    for figure in figures:
        words = _words_of(sentence, figure)
        if done and _LEFT.search(words):
            return (came, done, figure) if came else None
        if came and _DONE.search(words):
            done.append(figure)
        elif not done and not _LEFT.search(words):
            if came and not (_IN.search(words) or _IN.search(sentence.after(figure))):
                return None
            if not came and not (_IN.search(words) or _IN.search(sentence.after(figure))):
                continue
            came.append(figure)
        else:
            return None
    return None


def _words_of(sentence: Sentence, figure: Figure) -> str:
    """Return the words that lead a figure or its list: `giải quyết 13 vụ án, 02 vụ việc`."""
    position = sentence.position(figure)
    words = sentence.before(figure)
    while position and re.fullmatch(r"\s*(?:,|và|với|;)\s*", words[-6:] if len(words) > 6 else words):
        position -= 1
        words = sentence.before(sentence.figures[position])
        if not re.fullmatch(r"[\s,;]*(?:và|với)?\s*", words):
            return words
    return words
