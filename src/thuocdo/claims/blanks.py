"""Which blanks does the document itself fill: by arithmetic, or by the same figure printed elsewhere?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.claims.arithmetic import HUNDRED, amount, exact_spread, is_percent, middle, percent_of, spread
from thuocdo.claims.changes import base_pair, is_change_lead
from thuocdo.claims.context import Vocabulary, overlap
from thuocdo.claims.messages import number, say, say_bare
from thuocdo.claims.model import Figure, FigureKind, Reading
from thuocdo.claims.passages import clause_at, vocabulary_of
from thuocdo.claims.sentences import Sentence, fold_words, same_noun, sentences_of
from thuocdo.claims.targets import is_target
from thuocdo.errors import Text
from thuocdo.quantities import Interval

Spot = tuple[int, int]
"""Block and start of a blank."""

_PLAN = re.compile(r"\s*(?:so với )?(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)")
_WHOLE = re.compile(r"[^;.,]{0,60}?(?:toàn tỉnh|toàn ngành|toàn vùng|cả tỉnh|toàn huyện|tổng|của tỉnh)")
_MAX_CANDIDATES = 200
_ALIKE = 70
"""Share of words in common from which two clauses speak of the same figure."""


@dataclass(frozen=True)
class Filling:
    """What a blank should say.

    Attributes:
        blank: The blank.
        text: The figure to print in its place, unit included.
        sources: Figures it follows from.
        reason: How.
        confidence: 0–100.
    """

    blank: Figure
    text: str
    sources: tuple[Figure, ...]
    reason: Text
    confidence: int


def fillings_of(reading: Reading) -> dict[Spot, Filling]:
    """Return the filling of every blank that has one."""
    found: dict[Spot, Filling] = {}
    index = _by_unit(reading)
    vocabulary = vocabulary_of(reading)
    for sentence in sentences_of(reading):
        for position, figure in enumerate(sentence.figures):
            if figure.kind is not FigureKind.BLANK:
                continue
            filling = _by_arithmetic(sentence, position, figure) or _by_repetition(
                vocabulary, index, sentence, figure
            )
            if filling is not None:
                found[figure.block.index, figure.start] = filling
    return found


# By arithmetic


def _by_arithmetic(sentence: Sentence, position: int, blank: Figure) -> Filling | None:
    for attempt in (_difference, _ratio, _completion):
        filling = attempt(sentence, position, blank)
        if filling is not None:
            return filling
    return None


def _difference(sentence: Sentence, position: int, blank: Figure) -> Filling | None:
    """`từ 18 tuyến lên 37 tuyến, tăng … tuyến`."""
    if position < 2:
        return None
    old, new = sentence.figures[position - 2 : position]
    if not base_pair(sentence, old, new) or not sentence.same_clause(new, blank):
        return None
    if len(sentence.between(new, blank)) > 40 or "so với" in sentence.between(new, blank):
        return None
    lead = sentence.lead(blank)
    base, level = exact_spread(old), exact_spread(new)
    if fold_words(blank.unit) == "lần":
        if base.low is None or base.low <= 0 or not re.search(r"gấp\s*$", lead):
            return None
        return _fill(blank, level / base, 1, 0, (old, new), f"{say_bare(new)}/{say_bare(old)}")
    if not is_change_lead(lead):
        return None
    falls = re.search(r"giảm[^,;]*$", lead) is not None
    first, second = (old, new) if falls else (new, old)
    formula = f"{say_bare(first)} − {say_bare(second)}"
    decimals = max(old.decimals, new.decimals)
    if same_noun(blank.unit, new.unit) and not is_percent(new):
        scale = blank.scale
        return _fill(blank, exact_spread(first) - exact_spread(second), decimals, scale, (old, new), formula)
    if is_percent(blank) and not is_percent(new) and base.low is not None and base.low > 0:
        growth = (exact_spread(first) - exact_spread(second)) / base * HUNDRED
        return _fill(blank, growth, 1, 0, (old, new), f"({formula})/{say_bare(old)}")
    return None


def _ratio(sentence: Sentence, position: int, blank: Figure) -> Filling | None:
    """`42/73 xã đạt chuẩn, chiếm …%`."""
    if not position or not is_percent(blank) or "/" in blank.unit:
        return None
    ratio = sentence.figures[position - 1]
    gap = sentence.between(ratio, blank)
    if ratio.kind is not FigureKind.RATIO or not ratio.value or not ratio.value2 or len(gap) > 80:
        return None
    if not re.search(r"(?:đạt|chiếm|bằng|tỷ lệ|\()\s*$", sentence.lead(blank)) or not sentence.same_clause(
        ratio, blank
    ):
        return None
    if _PLAN.match(sentence.after(blank)) or re.search(r"tăng|giảm|vượt|so với", gap):
        return None
    result = percent_of(Interval.point(ratio.value), Interval.point(ratio.value2))
    return _fill(blank, result, 1, 0, (ratio,), say_bare(ratio))


def _completion(sentence: Sentence, position: int, blank: Figure) -> Filling | None:
    """`thu 366 tỷ đồng, đạt …% dự toán (470 tỷ đồng)`."""
    if not 0 < position < len(sentence.figures) - 1 or not is_percent(blank):
        return None
    level, target = sentence.figures[position - 1], sentence.figures[position + 1]
    if level.value is None or target.value is None or target.value2 is not None or level.value2 is not None:
        return None
    if is_percent(level) or not same_noun(level.unit, target.unit) or not _PLAN.match(sentence.after(blank)):
        return None
    if not is_target(sentence, target) or not re.search(r"(?:đạt|bằng)\s*$", sentence.lead(blank)):
        return None
    result = percent_of(exact_spread(level), exact_spread(target))
    return _fill(blank, result, 1, 0, (level, target), f"{say_bare(level)}/{say_bare(target)}")


def _fill(
    blank: Figure, result: Interval, decimals: int, scale: int, sources: tuple[Figure, ...], formula: str
) -> Filling:
    value = number(middle(result).scaleb(-scale), decimals)
    text = with_unit(blank, value)
    return Filling(blank, text, sources, Text(f"{formula} = {text}", f"{formula} = {text}"), 90)


def with_unit(blank: Figure, value: str) -> str:
    """Return `value` with what is printed behind the dots of the blank: `30 xã`, `97,5%`."""
    tail = re.sub(r"^[\s.…_]+", "", blank.text)
    return f"{value}{tail}" if tail.startswith(("%", "/", "‰")) or not tail else f"{value} {tail}"


# By the same figure elsewhere


def _by_unit(reading: Reading) -> dict[str, list[Figure]]:
    index: dict[str, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.value is not None:
            index[_unit_key(figure)].append(figure)
    return index


def _unit_key(figure: Figure) -> str:
    unit = fold_words(figure.unit)
    return unit if unit.startswith("%") else (unit.split() or [""])[0]


def _by_repetition(
    vocabulary: Vocabulary, index: dict[str, list[Figure]], sentence: Sentence, blank: Figure
) -> Filling | None:
    share = _share_of_whole(vocabulary, index, sentence, blank)
    if share is not None:
        return share
    same_verb = _by_verb(vocabulary, index, sentence, blank)
    if same_verb is not None:
        return same_verb
    own = _clause_words(vocabulary, blank)
    if len(own) < 3:
        return None
    fits = [
        (overlap(own, _clause_words(vocabulary, figure)), figure)
        for figure in index[_unit_key(blank)][:_MAX_CANDIDATES]
        if _is_same_kind(sentence, blank, figure) and not _in_sentence(sentence, figure)
    ]
    fits = [(alike, figure) for alike, figure in fits if alike >= _ALIKE]
    if not fits or len({amount(figure) for _, figure in fits}) > 1:
        return None
    alike, best = max(fits, key=lambda fit: fit[0])
    text = say(best)
    return Filling(
        blank,
        text,
        (best,),
        Text("cùng nội dung ấy đã in ở chỗ khác", "the same statement prints it elsewhere"),
        min(85, alike),
    )


def _is_same_kind(sentence: Sentence, blank: Figure, figure: Figure) -> bool:
    if figure.scale != blank.scale and not is_percent(blank):
        return False
    if blank.period and figure.period and blank.period != figure.period:
        return False
    if (
        blank.area != figure.area
        or blank.subset != figure.subset
        or (figure.stage == "target") != (blank.stage == "target")
    ):
        return False
    before = figure.block.text[max(0, figure.start - 12) : figure.start].lower()
    return is_change_lead(sentence.list_lead(blank)) == is_change_lead(before)


def _in_sentence(sentence: Sentence, figure: Figure) -> bool:
    return figure.block is sentence.block and sentence.start <= figure.start < sentence.end


def _by_verb(
    vocabulary: Vocabulary, index: dict[str, list[Figure]], sentence: Sentence, blank: Figure
) -> Filling | None:
    """`đã thành lập …, … cụm công nghiệp`, where `12 cụm công nghiệp được thành lập` stands elsewhere."""
    unit = fold_words(blank.unit)
    if not unit or is_percent(blank) or blank.scale or is_change_lead(sentence.list_lead(blank)):
        return None
    lead = re.split(r"[,;:.]", sentence.list_lead(blank))[-1]
    own = frozenset(vocabulary.tokens(lead)) - frozenset(vocabulary.tokens(unit))
    if len(own) < 2:
        return None
    fits = [
        figure
        for figure in index[_unit_key(blank)][:_MAX_CANDIDATES]
        if fold_words(figure.unit) == unit
        and _is_same_kind(sentence, blank, figure)
        and not _in_sentence(sentence, figure)
        and _shares(own, frozenset(vocabulary.tokens(_segment(figure))))
    ]
    if not fits or len({amount(figure) for figure in fits}) > 1:
        return None
    text = with_unit(blank, say_bare(fits[0]))
    reason = Text("chỗ khác đã in", "another place prints it")
    return Filling(blank, text, (fits[0],), reason, 60)


def _shares(own: frozenset[str], theirs: frozenset[str]) -> bool:
    both = len(own & theirs)
    return both > 1 and 3 * both >= 2 * len(own)


def _segment(figure: Figure) -> str:
    """Return the words around a figure up to the next comma, semicolon or bracket."""
    text = figure.block.text
    before = re.split(r"[,;:.()]", text[max(0, figure.start - 80) : figure.start])[-1]
    after = re.split(r"[,;:.()]", text[figure.end : figure.end + 80])[0]
    return f"{before} {after}"


def _clause_words(vocabulary: Vocabulary, figure: Figure) -> frozenset[str]:
    start, end = clause_at(figure.block.text, figure.start)
    words = (
        f"{figure.block.text[start : figure.start]} {figure.block.text[figure.end : end]} {figure.subject}"
    )
    return frozenset(vocabulary.tokens(words[:300]))


def _share_of_whole(
    vocabulary: Vocabulary, index: dict[str, list[Figure]], sentence: Sentence, blank: Figure
) -> Filling | None:
    """`khu công nghiệp đạt 717 tỷ đồng (…, chiếm …% toàn tỉnh)`, the whole printed elsewhere."""
    if not is_percent(blank) or not re.search(r"chiếm\s*$", sentence.lead(blank)):
        return None
    if not _WHOLE.match(sentence.after(blank)):
        return None
    part = _level_before(sentence, blank)
    if part is None or not part.subject:
        return None
    own = frozenset(vocabulary.tokens(part.subject))
    wholes = [
        figure
        for figure in index[_unit_key(part)][:_MAX_CANDIDATES]
        if figure is not part
        and figure.subject
        and amount(figure) > amount(part)
        and (not figure.period or not part.period or figure.period == part.period)
        and figure.stage == part.stage
        and frozenset(vocabulary.tokens(figure.subject)) < own
        and 2 * len(frozenset(vocabulary.tokens(figure.subject))) >= len(own)
    ]
    if len({amount(figure) for figure in wholes}) != 1:
        return None
    whole = wholes[0]
    result = percent_of(spread(part), spread(whole))
    value = number(percent_value(part, whole), 1)
    text = with_unit(blank, value)
    formula = f"{say_bare(part)}/{say_bare(whole)}"
    reason = Text(f"{formula} = {text}", f"{formula} = {text}")
    return Filling(blank, text, (part, whole), reason, 75) if result.high is not None else None


def percent_value(part: Figure, whole: Figure) -> Decimal:
    """Return part / whole × 100 of the printed numbers."""
    return amount(part) / amount(whole) * 100


def _level_before(sentence: Sentence, blank: Figure) -> Figure | None:
    candidates: Iterator[Figure] = (
        figure
        for figure in reversed(sentence.figures[: sentence.position(blank)])
        if figure.value is not None
        and figure.value2 is None
        and not is_percent(figure)
        and not is_change_lead(sentence.lead(figure))
    )
    return next(candidates, None)
