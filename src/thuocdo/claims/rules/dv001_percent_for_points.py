"""DV001: `%` where `điểm phần trăm` is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.arithmetic import growth, is_per_year, is_percent, is_points, spread
from thuocdo.claims.changes import Change, changes_of, is_change_lead
from thuocdo.claims.messages import say, say_bare, worked_out
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, sentences_of
from thuocdo.claims.targets import Goal, targets_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_MOVE = re.compile(
    r"(?:^|[\s,(;:–-])(?:tăng|giảm|tăng thêm|giảm thêm|tăng lên|giảm đi|vượt|cao hơn|thấp hơn|giảm được|nâng "
    r"thêm|"
    r"bình quân tăng|bình quân giảm|tăng bình quân|giảm bình quân|(?:cao|thấp) hơn (?:so với )?(?:bình quân "
    r")?(?:cùng kỳ|"
    r"cả nước|năm trước|đầu (?:năm|nhiệm kỳ)|kế hoạch|mục tiêu))\s*(?:khoảng|gần|trên|hơn)?\s*$"
)
_SHARE_WORDS = re.compile(r"tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|độ che phủ|cơ cấu|chiếm")
_RATE_WORDS = re.compile(r"tốc độ|tăng trưởng|chỉ số (?:sản xuất|giá)|lãi suất|\bcpi\b|\biip\b")
_COMPLETION = re.compile(r"\s*(?:so với )?(?:tổng )?(?:mục tiêu|kế hoạch|chỉ tiêu|dự toán|\bkh\b|nghị quyết)")
_PLAN_AFTER = re.compile(r"\s*(?:so )?(?:với )?(?:mục tiêu|kế hoạch|chỉ tiêu|dự toán|\bkh\b|nghị quyết)")
_SUBJECT = re.compile(
    r"(?:^|[;.,]\s*|\b(?:và|đưa|làm|nâng|giúp)\s+)(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ "
    r"trọng)\b(?P<of>[^,;.:()\d]{2,90})$"
)


class PercentForPoints(Rule):
    """Viết % cho mức chênh của hai tỷ lệ

    ## Kiểm tra gì
    Một mức vốn là tỷ lệ (`69%`) rồi phần tăng, giảm, vượt, cao hơn cũng viết bằng `%`. Nếu văn bản in cả
    hai mức và phép trừ ra đúng số đó thì là lỗi; nếu chỉ in một mức thì là cảnh báo.

    ## Vì sao sai
    Chênh lệch của hai tỷ lệ là điểm phần trăm. Từ 32,4% lên 57,1% là tăng 24,7 điểm phần trăm, còn tính
    theo phần trăm thì là 76,2%. Viết `%` thì người đọc không biết là cách nào.

    ## Ví dụ
    `Tỷ lệ đô thị hóa đạt 57,1%, vượt 24,7% so với mục tiêu (32,4%).`

    ## Nên viết
    `Tỷ lệ đô thị hóa đạt 57,1%, vượt 24,7 điểm phần trăm so với mục tiêu (32,4%).`
    """

    id = "DV001"
    name = "percent-for-points"
    title = Text("Viết % cho điểm phần trăm", "Percent where percentage points are meant")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Prove it by both levels where they are printed; else warn."""
        settled: set[tuple[int, int]] = set()
        for change in context.shared(changes_of, reading):
            if (
                change.old is not None
                and is_percent(change.new)
                and not _is_rate(change.sentence, change.new)
            ):
                for moved in change.growths:
                    settled.add(_spot(moved))
                    yield from self._prove_change(change, change.old, moved)
        for goal in context.shared(targets_of, reading):
            if (
                goal.target is not None
                and goal.gap is not None
                and is_percent(goal.level)
                and is_percent(goal.gap)
            ):
                settled.add(_spot(goal.gap))
                yield from self._prove_gap(goal, goal.target, goal.gap)
        for sentence in context.shared(sentences_of, reading):
            for figure in sentence.figures:
                if _spot(figure) not in settled and _is_moved_percent(sentence, figure):
                    level = _level_of(sentence, figure)
                    if level is not None:
                        yield self._suspect(figure, level)
                    elif _has_share_subject(sentence, figure):
                        yield self._suspect(figure, None)

    def _prove_change(self, change: Change, old: Figure, moved: Figure) -> Iterator[Finding | Checked]:
        falls = change.falls(moved)
        new, base = spread(change.new), spread(old)
        points = base - new if falls else new - base
        first, second = (old, change.new) if falls else (change.new, old)
        yield from self._prove(moved, points, _relative(new, base, falls), first, second)

    def _prove_gap(self, goal: Goal, target: Figure, gap: Figure) -> Iterator[Finding | Checked]:
        reverse = goal.falls_short or goal.is_lower_better is True
        new, base = spread(goal.level), spread(target)
        if target.value2 is not None:
            return
        points = base - new if reverse else new - base
        first, second = (target, goal.level) if reverse else (goal.level, target)
        yield from self._prove(gap, points, _relative(new, base, reverse), first, second)

    def _prove(
        self, moved: Figure, points: Interval, relative: Interval | None, first: Figure, second: Figure
    ) -> Iterator[Finding | Checked]:
        stated = spread(moved)
        if not points.intersects(stated):
            return
        also = relative is not None and relative.intersects(stated)
        fixed = _as_points(moved)
        other = f", tương đối là {worked_out(relative, 0, 1, '%')}" if relative is not None else ""
        other_en = f", relative {worked_out(relative, 0, 1, '%')}" if relative is not None else ""
        formula = f"{say_bare(first)} − {say_bare(second)}"
        shown = worked_out(points, 0, max(first.decimals, second.decimals), "điểm phần trăm")
        yield self.finding(
            Text(
                f"{formula} = {shown}{other}: phải viết “{fixed}”, văn bản ghi {say(moved)}",
                f"{formula} = {shown}{other_en}: write “{fixed}”, the text says {say(moved)}",
            ),
            [moved, first, second],
            expected=fixed,
            fix=None if also else fixed,
            severity=Severity.WARNING if also else Severity.ERROR,
            confidence=70 if also else 100,
        )

    def _suspect(self, moved: Figure, level: Figure | None) -> Finding:
        fixed = _as_points(moved)
        if level is None:
            what = Text("phần thay đổi của một tỷ lệ", "the change of a percentage")
            places = [moved]
        else:
            what = Text(f"phần thay đổi của mức {say(level)}", f"the change of the level {say(level)}")
            places = [moved, level]
        return self.finding(
            Text(
                f"{say(moved)} là {what.vi}: nếu là hiệu hai tỷ lệ thì phải viết “{fixed}”",
                f"{say(moved)} is {what.en}: the difference of two percentages must read “{fixed}”",
            ),
            places,
            expected=fixed,
            confidence=75 if level is not None else 55,
        )


def _spot(figure: Figure) -> tuple[int, int]:
    return figure.block.index, figure.start


def _relative(new: Interval, base: Interval, falls: bool) -> Interval | None:
    if base.low is None or base.low <= 0:
        return None
    result = growth(new, base)
    return -result if falls else result


def _as_points(figure: Figure) -> str:
    """Return the figure with its sign replaced: `24,7 điểm phần trăm`, `1,06 điểm phần trăm/năm`."""
    number, _, tail = " ".join(figure.text.split()).partition("%")
    return f"{number.strip()} điểm phần trăm{tail}"


def _is_rate(sentence: Sentence, level: Figure) -> bool:
    """Whether the level is itself a rate of growth: then a change of it is often meant in percent."""
    if level.kind in (FigureKind.GROWTH_RATE, FigureKind.DELTA_PCT) or is_per_year(level):
        return True
    before = sentence.before(level)
    rate = max((match.end() for match in _RATE_WORDS.finditer(before)), default=-1)
    share = max((match.end() for match in _SHARE_WORDS.finditer(before)), default=-1)
    return is_change_lead(sentence.lead(level)) or rate > share


def _is_moved_percent(sentence: Sentence, figure: Figure) -> bool:
    if not is_percent(figure) or figure.value is None or figure.kind is FigureKind.BLANK:
        return False
    lead = sentence.before(figure).rstrip()
    if not _MOVE.search(lead) or figure.value >= 100:
        return False
    is_gap = re.search(r"vượt\s*(?:\w+\s*)?$", lead) is not None
    return not is_gap or bool(_PLAN_AFTER.match(sentence.after(figure)))


def _level_of(sentence: Sentence, moved: Figure) -> Figure | None:
    """Return the level in percent whose change this is said to be."""
    position = sentence.position(moved)
    for level in reversed(sentence.figures[max(0, position - 3) : position]):
        if not sentence.same_clause(level, moved):
            return None
        if _is_moved_percent(sentence, level) and sentence.clause(level) == sentence.clause(moved):
            continue  # `tăng 6,6% so năm 2020; cao hơn 12,4%`: both speak of the level before
        if not is_percent(level) or level.value is None or level.value2 is not None:
            return None
        if _is_rate(sentence, level) or _COMPLETION.match(sentence.after(level)):
            return None
        gap = sentence.between(level, moved)
        return level if _belongs(sentence, level, moved, gap) else None
    return None


def _belongs(sentence: Sentence, level: Figure, moved: Figure, gap: str) -> bool:
    if len(gap) > 170 or _RATE_WORDS.search(gap):
        return False
    in_bracket = sentence.depth(moved) > sentence.depth(level) and "(" in gap[:25]
    if in_bracket:
        return True
    # `xuất khẩu đạt 300 triệu USD, chiếm 45% …, tăng 12%`: the change may be that of the amount.
    position = sentence.position(level)
    amounts = [
        figure
        for figure in sentence.figures[:position]
        if sentence.clause(figure) == sentence.clause(level)
        and not is_percent(figure)
        and not is_points(figure)
        and figure.value is not None
        and figure.kind not in (FigureKind.RATIO, FigureKind.RANK)
    ]
    named = re.search(r"tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng", sentence.before(level)) is not None
    if amounts and not named:
        return False
    words = re.sub(r"\([^()]*\)", " ", gap)
    # A new subject between level and change takes the change away from the level.
    clauses = [part.strip() for part in re.split(r",\s", words)]
    new_subject = any(
        len(re.findall(r"\w+", part)) > 4
        and not re.match(r"(?:so|cao|thấp|vượt|tăng|giảm|bình quân|đồng thời)", part)
        for part in clauses[1:]
    )
    return not new_subject


def _has_share_subject(sentence: Sentence, moved: Figure) -> bool:
    """`Tỷ lệ hộ nghèo giảm 1,2% so với năm trước`: nothing but the subject stands before the change."""
    before = _MOVE.sub("", sentence.before(moved).rstrip())
    match = _SUBJECT.search(before)
    if match is None or _RATE_WORDS.search(match["of"]):
        return False
    return not re.search(r"\b(?:đạt|chiếm|là|có|thu|chi|giá trị)\b", match["of"])
