"""Which level is held against which target, by how much was it passed or missed, and what do the words say?

| print | group |
|---|---|
| `đạt 57,1%, vượt 24,7% so với mục tiêu (32,4%)` | level 57,1; gap 24,7; target 32,4; verb vượt |
| `đứng thứ 12 (vượt mục tiêu đứng thứ 15)` | level 12; target 15; verb vượt |
| `thu 366 tỷ đồng, đạt 77,9% kế hoạch (470 tỷ đồng)` | level 366; completion 77,9; target 470 |
| `đạt 14%/năm (đạt mục tiêu 14-15%)` | level 14; target 14–15; verb đạt |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thuocdo.claims.arithmetic import is_per_year, is_percent, is_points
from thuocdo.claims.changes import is_change_lead
from thuocdo.claims.model import Figure, FigureKind, Reading
from thuocdo.claims.sentences import Sentence, remembered, same_noun, sentences_of

_PLAN = r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|\bkh\b|\bnq\b|yêu cầu đề ra)"
_TARGET_BEFORE = re.compile(rf"{_PLAN}(?P<rest>[^;]{{0,90}})$")
_NOT_TARGET = re.compile(
    r"\b(?:vượt|tăng|giảm(?! còn)|cao hơn|thấp hơn|bằng|nhưng|trong khi|thực hiện|kết quả|đến nay|hiện)\b"
)
_GAP = re.compile(r"(?P<verb>vượt|cao hơn|thấp hơn|thiếu|hụt|kém|chưa đạt)(?:\s+(?:mức|tới|đến|so với))*\s*$")
_GAP_AFTER = re.compile(rf"[^;.()]{{0,25}}?(?:so (?:với )?)?(?:[^;.()]{{0,12}})?{_PLAN}")
_PLAIN_GAP = re.compile(r"\s*[,(]\s*(?:vượt|thấp hơn|cao hơn|thiếu|hụt)\s*(?:khoảng |gần |trên )?")
_COMPLETION = re.compile(r"(?:đạt|bằng|hoàn thành|thực hiện|đạt tỷ lệ|đạt khoảng)(?:\s+(?:được|khoảng))*\s*$")
_COMPLETION_AFTER = re.compile(rf"\s*(?:so với )?(?:của )?(?:tổng )?{_PLAN}")
_VERB = re.compile(
    r"(?P<not>(?:không|chưa)\s+(?:đạt|hoàn thành|bằng))|(?P<passed>vượt)|(?P<reached>đạt(?:\s+và\s+vượt)?|"
    r"hoàn thành)"
)
_LOWER_IS_BETTER = re.compile(
    r"hộ nghèo|cận nghèo|nghèo đa chiều|suy dinh dưỡng|thấp còi|thất nghiệp|tử vong|tội phạm|tai nạn|số vụ|"
    r"sinh con thứ|tảo hôn|ô nhiễm|nợ xấu|nợ công|thiếu việc làm|hao hụt|tổn thất|mắc bệnh|mù chữ|bỏ học|"
    r"nhà tạm|dột nát|khiếu nại|phát thải|thời gian|tiêu hao|trễ hạn|quá hạn|lạm phát|chỉ số giá"
)


@dataclass
class Goal:
    """A level with its target.

    Attributes:
        sentence: Where they stand.
        level: What was reached.
        target: What was aimed at (may be a range), or None where it is not printed.
        gap: How far the target was passed or missed.
        completion: Percentage of the target.
        verb: `passed`, `reached`, `missed` or empty.
        falls_short: The words of the gap say less (`thấp hơn`, `thiếu`).
        is_lower_better: Whether less is better; None where the words do not tell.
    """

    sentence: Sentence
    level: Figure
    target: Figure | None = None
    gap: Figure | None = None
    completion: Figure | None = None
    verb: str = ""
    falls_short: bool = False
    is_lower_better: bool | None = False


@remembered
def targets_of(reading: Reading) -> tuple[Goal, ...]:
    """Return every level that stands with a target, a gap to it or a completion."""
    return tuple(goal for sentence in sentences_of(reading) for goal in _goals_in(sentence))


def _goals_in(sentence: Sentence) -> Iterator[Goal]:
    if "/" not in sentence.lower and not re.search(_PLAN, sentence.lower):
        return
    figures = sentence.figures
    used: set[int] = set()
    for position, figure in enumerate(figures):
        if figure.start in used or not _is_level(sentence, figure):
            continue
        goal = Goal(sentence, figure)
        _fill(goal, position + 1, used)
        if goal.target is None and goal.gap is None and goal.completion is None:
            _fill_from_plan(goal, position)
        if goal.target or goal.gap or goal.completion:
            goal.is_lower_better = _direction(goal)
            yield goal


def _is_level(sentence: Sentence, figure: Figure) -> bool:
    if figure.value is None or is_points(figure) or figure.kind in (FigureKind.FOLD, FigureKind.RANGE):
        return False
    if figure.unit.casefold() == "bậc":
        return False
    lead = sentence.lead(figure)
    if is_change_lead(lead) and not re.search(r"(?:tăng|giảm)(?:\s+bình quân|\s+còn)?\s*$", lead):
        return False
    return not (is_target(sentence, figure) or _is_gap(sentence, figure) or _is_completion(sentence, figure))


def is_target(sentence: Sentence, figure: Figure) -> bool:
    """Whether the words before a figure make it a target: `(mục tiêu đến năm 2025 đạt 90%`."""
    match = _TARGET_BEFORE.search(sentence.before(figure))
    if match is None or _NOT_TARGET.search(match["rest"]):
        return False
    if ")" in match["rest"] or "," in match["rest"] or "trong đó" in match["rest"]:
        return False
    words = re.sub(
        r"đại hội|nghị quyết|đảng bộ|tỉnh|đề ra|đặt ra|năm|giao|trung ương|hđnd|ubnd|phấn đấu",
        " ",
        match["rest"],
    )
    return len(re.findall(r"[^\W\d]+", words)) <= 10


def _is_gap(sentence: Sentence, figure: Figure) -> bool:
    if not _GAP.search(sentence.lead(figure)):
        return False
    if _GAP_AFTER.match(sentence.after(figure)):
        return True
    following = sentence.following(figure)
    return following is not None and is_target(sentence, following)


def _is_completion(sentence: Sentence, figure: Figure) -> bool:
    return (
        is_percent(figure)
        and "/" not in figure.unit
        and bool(_COMPLETION.search(sentence.lead(figure)))
        and bool(_COMPLETION_AFTER.match(sentence.after(figure)))
    )


def _fill(goal: Goal, position: int, used: set[int]) -> None:
    """Take in what follows the level up to its target, and what is said right behind the target."""
    sentence, figures = goal.sentence, goal.sentence.figures
    previous = goal.level
    for figure in figures[position : position + 4]:
        words = sentence.between(previous, figure)
        if figure.value is None or not sentence.same_clause(goal.level, figure) or len(words) > 150:
            break
        by_slash = previous is goal.level and re.fullmatch(r"\s*/\s*(?:kh|kế hoạch)?\s*", words) is not None
        if _take_measure(goal, figure):
            pass
        elif goal.gap is None and _is_gap_behind_plan(goal, figure):
            goal.gap = figure
        elif by_slash or is_target(sentence, figure):
            if _same_measure(goal.level, figure):
                goal.target = figure
                used.add(figure.start)
                _take_behind(goal, figures[position:], by_slash=by_slash)
            break
        elif not is_change_lead(sentence.lead(figure)):
            break
        used.add(figure.start)
        previous = figure
    _close(goal)


def _is_gap_behind_plan(goal: Goal, figure: Figure) -> bool:
    """`đạt 1,2%, vượt mục tiêu 0,2% (mục tiêu 1%)`: the first is how far, not what was aimed at."""
    sentence = goal.sentence
    following = sentence.following(figure)
    return (
        re.search(rf"vượt (?:so với )?{_PLAN}\s*(?:là\s*)?$", sentence.before(figure)) is not None
        and figure.amount is not None
        and goal.level.amount is not None
        and (
            2 * figure.amount < goal.level.amount
            or (following is not None and is_target(sentence, following))
        )
    )


def _take_measure(goal: Goal, figure: Figure) -> bool:
    """Take a gap or a completion."""
    sentence = goal.sentence
    if goal.gap is None and _is_gap(sentence, figure):
        match = _GAP.search(sentence.lead(figure))
        goal.gap = figure
        goal.falls_short = match is not None and match["verb"] not in ("vượt", "cao hơn")
        return True
    if goal.completion is None and _is_completion(sentence, figure):
        goal.completion = figure
        return True
    return False


def _take_behind(goal: Goal, figures: Sequence[Figure], *, by_slash: bool) -> None:
    """Take the completion or gap that follows the target at once: `5.200 ha/5.000 ha, đạt 104%`."""
    sentence = goal.sentence
    following = sentence.following(goal.target) if goal.target is not None else None
    if following is None or following.value is None or not sentence.same_clause(goal.level, following):
        return
    if len(sentence.before(following)) > 30 or following not in figures:
        return
    if _take_measure(goal, following):
        return
    plain = re.fullmatch(
        r"\s*\)?[\s,(]*(?:đạt|bằng|đạt tỷ lệ)\s*(?:khoảng |gần |trên )?", sentence.before(following)
    )
    behind = sentence.after(following)[:25].strip()
    is_last = not behind or re.match(rf"[,.;)]|{_PLAN}|khối lượng|tăng|giảm", behind)
    if by_slash and plain and is_last and is_percent(following) and "/" not in following.unit:
        goal.completion = following


def _fill_from_plan(goal: Goal, position: int) -> None:
    """Take in `Kế hoạch 6.540 tỷ đồng, đã giải ngân 3.924 tỷ đồng, đạt 60%`: the target stands first."""
    sentence, figures = goal.sentence, goal.sentence.figures
    if not position or position + 1 >= len(figures):
        return
    plan, share = figures[position - 1], figures[position + 1]
    if plan.value is None or plan.value2 is not None or not is_target(sentence, plan):
        return
    if (
        share.value is None
        or not sentence.same_clause(plan, goal.level, share)
        or not _same_measure(goal.level, plan)
    ):
        return
    done = re.search(
        r"thực hiện|giải ngân|đã \w+|đạt|thu được|hoàn thành", sentence.between(plan, goal.level)
    )
    closing = re.fullmatch(
        r"[^;()]{0,25}[,(]\s*(?:đạt|bằng|đạt tỷ lệ)\s*(?:khoảng |gần |trên )?", sentence.before(share)
    )
    behind = sentence.after(share)
    if done and _PLAIN_GAP.fullmatch(sentence.before(share)) and not behind[:30].strip(" .,;)"):
        goal.target, goal.gap = plan, share
        goal.falls_short = not re.search(r"vượt|cao hơn", sentence.before(share))
        return
    if (
        is_percent(goal.level)
        or not done
        or not closing
        or not is_percent(share)
        or share.value is None
        or "/" in share.unit
    ):
        return
    if re.match(r"\s*(?:so với|tổng|số|diện tích|dân số)", behind):
        return
    goal.target, goal.completion = plan, share


def _close(goal: Goal) -> None:
    """Read the verb: between level and target, or right behind the target."""
    if goal.target is None:
        return
    sentence = goal.sentence
    behind = re.split(r"[;.]", sentence.after(goal.target))[0][:40]
    words = sentence.between(goal.level, goal.target) + goal.target.text.lower() + behind
    found = None
    for match in _VERB.finditer(words):
        tail = words[match.end() :]
        if re.search(
            r"(?:phấn đấu|dự kiến|sẽ|nhằm|để|quyết tâm|tiến tới|hướng tới)\s*$", words[: match.start()]
        ):
            continue
        if re.match(rf"[^;()]{{0,25}}?{_PLAN}", tail):
            found = match
    if found is None:
        return
    if found["not"]:
        goal.verb = "missed"
    elif found["passed"] or "vượt" in (found["reached"] or ""):
        goal.verb = "passed"
    else:
        goal.verb = "reached"


def _same_measure(level: Figure, target: Figure) -> bool:
    rank = FigureKind.RANK
    if rank in (level.kind, target.kind):
        return level.kind is target.kind
    if is_percent(level) or is_percent(target):
        per_year = is_per_year(target) and not is_per_year(level)
        return is_percent(level) and is_percent(target) and not per_year
    if FigureKind.RATIO in (level.kind, target.kind):
        return False
    if level.scale != target.scale and not (level.unit and target.unit):
        return False
    return same_noun(level.unit, target.unit) or not level.unit or not target.unit


def _direction(goal: Goal) -> bool | None:
    """Return whether less is better; None where the words pull both ways."""
    sentence, level = goal.sentence, goal.level
    if level.kind is FigureKind.RANK:
        return True
    before = sentence.between(None, level)[-160:]
    clause = before.rsplit(";", 1)[-1]
    lead = sentence.lead(level)
    is_fall = bool(re.search(r"giảm(?:\s+bình quân|\s+được)?\s*$", lead)) or (
        re.search(r"(?:mức|tốc độ) giảm|giảm (?:tỷ lệ|tỉ lệ|số)", clause) is not None
        and not re.search(r"(?:còn|xuống|dưới)\s*$", lead)
    )
    if is_fall:
        return False  # a fall is measured by its size: the more the better
    if _LOWER_IS_BETTER.search(clause):
        return True
    return None if re.search(r"giảm|xuống|\bcòn\s*$", clause) else False
