"""What changed from what to what? Levels, bases, deltas, growth and folds that speak of one change.

| print | group |
|---|---|
| `tăng từ 18 tuyến lên 37 tuyến (tăng 19 tuyến)` | old 18, new 37, delta 19 |
| `đạt 425 sản phẩm (tăng 330 sản phẩm, gấp 4,5 lần so với năm 2020)` | new 425, delta 330, fold 4,5 |
| `đạt 120 xã, tăng 20% so với năm 2020 (100 xã)` | old 100, new 120, growth 20 |
| `sáp nhập 34 xã để thành lập 17 xã (giảm 17 xã)` | old 34, new 17, delta 17 |
| `tăng 4,5% (từ 12% lên 16,5%)` | old 12, new 16,5, delta 4,5 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from thuocdo.claims.arithmetic import is_per_year, is_percent, is_points, is_whole_count
from thuocdo.claims.model import Figure, FigureKind, Reading
from thuocdo.claims.sentences import Sentence, remembered, same_noun, sentences_of

_RISE = r"(?:tăng|tăng thêm|tăng lên|tăng trưởng|nâng thêm|thêm|cao hơn|nhiều hơn|cao gấp|hơn)"
_FALL = r"(?:giảm|giảm được|giảm đi|giảm bớt|bớt|cắt giảm|giảm bình quân|thấp hơn|ít hơn)"
_CHANGE = re.compile(
    rf"(?:^|[\s,(;:–-])(?P<verb>{_RISE[3:-1]}|{_FALL[3:-1]})(?P<tail>\s+(?:tới|đến|thêm|được|đi|lên|khoảng|"
    rf"tương ứng|gấp))*\s*$"
)
_FALLING = re.compile(r"giảm|bớt|thấp hơn|ít hơn")
_FROM = re.compile(r"(?:^|[\s,(;:])từ(?:\s+mức|\s+chỗ(?:\s+có)?)?\s*$")
_VERB_BEFORE_FROM = re.compile(
    r"(?:tăng|giảm|nâng|hạ|rút|chuyển|tăng lên|vươn lên|cải thiện)[^.;]{0,60}từ[^.;]{0,12}$"
)
_TO = re.compile(
    r"(?P<sure>lên|xuống|còn|thành|tăng đến|tăng tới|giảm đến|nâng lên)(?:\s+(?:còn|đến|tới|thành|mức|"
    r"đạt))*\s*$"
)
_TO_WEAK = re.compile(r"(?:đến|tới)\s*(?:năm \d{4}\s*)?(?:là|đạt|còn|có)?\s*$")
_MERGE = re.compile(r"(?:sắp xếp|sáp nhập|hợp nhất|tổ chức lại|kiện toàn|nhập)\b[^.;]{0,25}$")
_INTO = re.compile(r"(?:để thành lập|thành lập|hình thành|thành|còn|xuống còn)(?:\s+(?:mới|lập))?\s*$")
_BASE = re.compile(
    r"so\s*(?:với)?\s*(?:mức|con số)?\s*(?:cùng kỳ\s*|(?:của|cùng kỳ|thời điểm|giai đoạn|cuối|đầu|"
    r"hết)?\s*(?:năm|nhiệm "
    r"kỳ|tháng|quý)"
    r"[^;.()]{0,40})?(?:\(|là|:|đạt|có|chỉ|mới)*\s*$"
)
_PLAN_WORDS = re.compile(
    r"mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|bình quân (?:chung|cả nước|của)|cả nước|toàn quốc|vùng"
)
_PLAN_BEFORE = re.compile(r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)[^,;)]{0,60}$")
_PLAN_BEHIND = re.compile(r"\s*(?:so với )?(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)")
_BASE_YEAR = re.compile(r"so (?:với )?(?:cùng kỳ )?(?:cuối |đầu |hết )?(?:năm|giai đoạn)\s*(\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_PERCENT_ALIAS = re.compile(
    r"^\s*[\s(,]*(?:tương đương|tương ứng|bằng|hay|tức|đạt tỷ lệ|tỷ lệ|=)?[\s(]*(?:tăng|giảm)?\s*$"
)
_DIRECTED = re.compile(
    r"(?:^|[\s,(;:])(?P<verb>tăng|giảm)\s+(?:\w+\s+){0,2}?từ(?:\s+mức)?(?:\s+\w+){0,2}\s*$"
)
_YEARLY = re.compile(r"bình quân|trung bình|mỗi năm|hằng năm|hàng năm")


@dataclass
class Change:
    """One change with what is printed of it.

    Attributes:
        sentence: Where it stands.
        new, old: Level after and before.
        deltas: Change in the level's own unit or in points.
        growths: Change in percent of the base (for levels in percent: may mean points).
        folds: Times of the base.
        is_falling: The words say a decrease.
    """

    sentence: Sentence
    new: Figure
    old: Figure | None = None
    deltas: list[Figure] = field(default_factory=list)
    growths: list[Figure] = field(default_factory=list)
    folds: list[Figure] = field(default_factory=list)
    falling: dict[int, bool] = field(default_factory=dict)

    @property
    def verb(self) -> str:
        """`up` or `down` where the words before the pair say so (`tăng từ X lên Y`), else empty."""
        if self.old is None:
            return ""
        before = self.sentence.before(self.old)
        match = _DIRECTED.search(before)
        if match is None or not _FROM.search(self.sentence.lead(self.old)):
            return ""
        return "down" if match["verb"] == "giảm" else "up"

    def said_rise(self, fold: Figure) -> bool:
        """Whether the words are `tăng k lần` and not `gấp k lần`: read both ways by readers."""
        lead = self.sentence.lead(fold)
        return re.search(r"tăng\s*$", lead) is not None

    def falls(self, figure: Figure) -> bool:
        """Whether the words before the change say a decrease."""
        return self.falling.get(figure.start, False)


def is_change_lead(lead: str) -> bool:
    """Whether the words before a figure make it a change: `…, tăng`."""
    return _CHANGE.search(lead) is not None


def base_pair(sentence: Sentence, old: Figure, new: Figure) -> bool:
    """Whether two neighbours are said to be before and after: `từ X lên Y`."""
    if old.value is None or old.value2 is not None:
        return False
    return _is_pair(sentence, old, new)


@remembered
def changes_of(reading: Reading) -> tuple[Change, ...]:
    """Return every change that prints at least two of its parts."""
    return tuple(change for sentence in sentences_of(reading) for change in _changes_in(sentence))


def _changes_in(sentence: Sentence) -> Iterator[Change]:
    figures = sentence.figures
    taken: set[int] = set()
    for position, figure in enumerate(figures):
        if figure.value is None or figure.value2 is not None:
            continue
        following = figures[position + 1] if position + 1 < len(figures) else None
        if following is not None and _is_pair(sentence, figure, following):
            change = Change(sentence, new=following, old=figure)
            taken.update((figure.start, following.start))
            _add_before(change, position)
            _add_after(change, position + 2, taken)
            yield change
    for position, figure in enumerate(figures):
        if figure.start in taken or not _is_level(sentence, figure):
            continue
        change = Change(sentence, new=figure)
        _add_after(change, position + 1, taken)
        if change.deltas or change.growths or change.folds:
            yield change


def _is_pair(sentence: Sentence, old: Figure, new: Figure) -> bool:
    if new.value is None or new.value2 is not None or not sentence.same_clause(old, new):
        return False
    between, before = sentence.between(old, new), sentence.before(old)
    between = _without_hedge(between)
    if len(between) > 90 or "so với" in between or "mục tiêu" in between:
        return False
    lead = sentence.lead(old)
    if _FROM.search(lead):
        if not _same_measure(old, new):
            return False
        if _TO.search(between):
            return True
        return bool(_TO_WEAK.search(between) and _VERB_BEFORE_FROM.search(before))
    if _is_year_pair(sentence, old, new, between):
        return True
    counts = is_whole_count(old) and is_whole_count(new) and old.unit and new.unit
    return bool(counts and _MERGE.search(before) and _INTO.search(between))


def _is_year_pair(sentence: Sentence, old: Figure, new: Figure, between: str) -> bool:
    """`Năm 2020 là 10.000 tỷ đồng, năm 2025 là 15.000 tỷ đồng, tăng 50%`: the change must follow at once."""
    first, second = _YEAR.findall(sentence.before(old)), _YEAR.findall(between)
    if len(first) != 1 or len(second) != 1 or int(second[0]) <= int(first[0]) or not _same_measure(old, new):
        return False
    if len(re.findall(r"[^\W\d]+", between)) > 8 or is_change_lead(sentence.lead(old)) or is_per_year(new):
        return False
    if not re.search(r"[,;(]\s*(?:đến |ước |sang |tới )?(?:cuối |hết )?năm", between):
        return False
    following = sentence.following(new)
    return (
        following is not None
        and is_change_lead(sentence.lead(following))
        and not is_change_lead(sentence.lead(new))
        and len(sentence.between(new, following)) < 25
        and not re.search(r"mục tiêu|kế hoạch|phấn đấu|dự kiến", sentence.before(old) + between)
    )


def _without_hedge(words: str) -> str:
    return re.sub(r"(?:\s*\b(?:ước|dự kiến|khoảng|gần|trên|hơn|xấp xỉ|chỉ|đạt|là)\b)+\s*$", "", words)


def _same_measure(old: Figure, new: Figure) -> bool:
    if old.kind in (FigureKind.RANK, FigureKind.RATIO) or new.kind in (FigureKind.RANK, FigureKind.RATIO):
        return False
    if is_percent(old) or is_percent(new):
        return is_percent(old) and is_percent(new)
    if not old.unit or not new.unit:
        return old.scale == new.scale or not old.unit
    return same_noun(old.unit, new.unit)


def _is_level(sentence: Sentence, figure: Figure) -> bool:
    if figure.value is None or figure.value2 is not None:
        return False
    if figure.kind in (
        FigureKind.RANK,
        FigureKind.RATIO,
        FigureKind.FOLD,
        FigureKind.RANGE,
        FigureKind.BLANK,
    ):
        return False
    if is_points(figure) or is_per_year(figure) or figure.unit.casefold() in ("lần", "bậc"):
        return False
    return not is_change_lead(sentence.lead(figure)) and not _is_plan(sentence, figure)


def _is_plan(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure is a target or the percentage of one that was reached."""
    if _PLAN_BEFORE.search(sentence.before(figure)) or re.search(
        r"(?:vượt|thiếu|hụt|kém)\s*$", sentence.lead(figure)
    ):
        return True
    return is_percent(figure) and bool(_PLAN_BEHIND.match(sentence.after(figure)))


def _add_before(change: Change, position: int) -> None:
    """Take in `tăng 19 tuyến (từ 18 tuyến lên 37 tuyến)`."""
    sentence = change.sentence
    if position == 0 or change.old is None:
        return
    figure = sentence.figures[position - 1]
    gap = sentence.between(figure, change.old)
    if re.fullmatch(r"\s*[,(]?\s*(?:tăng|giảm|nâng)?\s*từ(?: mức)?\s*", _without_hedge(gap)):
        _take(change, figure)


def _add_after(change: Change, position: int, taken: set[int]) -> None:
    """Take in the deltas, growth rates and folds that follow the level, then a base in brackets."""
    sentence = change.sentence
    figures = sentence.figures
    last = change.new
    while position < len(figures):
        figure = figures[position]
        if figure.value is None or not sentence.same_clause(change.new, figure):
            return
        if not _is_next(sentence, last, figure):
            break
        if _take(change, figure):
            taken.add(figure.start)
        elif not _is_plan(sentence, figure):
            break
        last = figure
        position += 1
    if last is change.new or change.old is not None or position >= len(figures):
        return
    base = figures[position]
    if (
        base.value is not None
        and base.value2 is None
        and sentence.same_clause(change.new, base)
        and _same_measure(base, change.new)
        and _is_base(sentence.between(last, base), last)
    ):
        change.old = base
        taken.add(base.start)


def _is_next(sentence: Sentence, last: Figure, figure: Figure) -> bool:
    """Whether nothing but light words, years and brackets stands between two members."""
    gap = sentence.between(last, figure)
    if len(gap) > 110:
        return False
    gap = re.sub(r"\b(?:năm|giai đoạn|tháng|quý)\b[\s\d/–-]*", " ", gap)
    words = re.findall(r"\w+", re.sub(r"so(?: với)?[^,;()]*", " ", gap))
    return len(words) <= 9 and "còn" not in words[:-1] and "trong" not in words


def _is_base(gap: str, last: Figure) -> bool:
    if _PLAN_WORDS.search(gap):
        return False
    # `gấp 2,5 lần năm 2020 (60 nghìn tỷ đồng)` needs no `so với`.
    fold = last.kind is FigureKind.FOLD and re.fullmatch(r"\s*(?:của )?(?:cùng kỳ )?năm \d{4}\s*\(\s*", gap)
    return bool(fold or _BASE.search(gap))


def _take(change: Change, figure: Figure) -> bool:
    """Put the figure where it belongs in the change; False where it is no part of it."""
    sentence = change.sentence
    lead, after = sentence.lead(figure), sentence.after(figure)
    if figure.value2 is not None or figure.kind in (FigureKind.RANK, FigureKind.RATIO):
        return False
    if is_per_year(figure) or _YEARLY.search(sentence.before(figure)) or _compares_elsewhere(change, after):
        return False
    if figure.kind is FigureKind.FOLD or figure.unit.casefold() == "lần":
        if not re.search(r"(?:gấp|tăng|bằng|cao hơn|cao gấp|tăng gấp|giảm)\s*(?:hơn|gần)?\s*$", lead):
            return False
        change.folds.append(figure)
        change.falling[figure.start] = bool(re.search(r"giảm\s*$", lead))
        return True
    match = _CHANGE.search(lead)
    alias = is_percent(figure) and change.deltas and _PERCENT_ALIAS.match(sentence.before(figure))
    if not match and not alias:
        return False
    falls = bool(_FALLING.search(match["verb"])) if match else change.falls(change.deltas[-1])
    if is_percent(figure):
        change.growths.append(figure)
    elif (is_points(figure) and is_percent(change.new)) or (
        not is_points(figure) and not is_percent(change.new) and _is_own_unit(change, figure)
    ):
        change.deltas.append(figure)
    else:
        return False
    change.falling[figure.start] = falls
    return True


def _is_own_unit(change: Change, delta: Figure) -> bool:
    """Whether the delta counts what the level counts; after a merger it may count `đơn vị` of any name."""
    if _same_measure(delta, change.new):
        return True
    merged = change.old is not None and _MERGE.search(change.sentence.before(change.old))
    return bool(merged and is_whole_count(delta) and re.match(r"đơn vị|đvhc", delta.unit.lower()))


def _compares_elsewhere(change: Change, after: str) -> bool:
    """Whether the change is held against a plan, a region or a year other than the printed base's."""
    comparison = re.match(r"[\s\w%/]{0,25}?so (?:với )?([^,;()]*)", after)
    words = comparison[1] if comparison else ""
    if _PLAN_WORDS.search(words) or re.match(
        r"\s*(?:so với\s*)?(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)", after
    ):
        return True
    if change.old is None:
        return False
    base_years = set(_YEAR.findall(change.sentence.between(change.old, change.new)))
    if not base_years:
        before = change.sentence.before(change.old)[-30:]
        base_years = set(_YEAR.findall(before))
    stated = set(_YEAR.findall(words))
    if "cùng kỳ" in words or "tháng trước" in words or "quý trước" in words or "năm trước" in words:
        return True
    return bool(stated and base_years and not stated & base_years)
