"""Which figures speak of the same thing? Keys of words, statistic, unit, time, place and part.

Two figures can contradict each other only where all of the key agrees; names agree in degree. Words are
compared both ways (Jaccard): overlap counted one way joins a part to its whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from thuocdo.claims.context.sentences import split_sentences
from thuocdo.claims.context.timing import is_mean
from thuocdo.claims.context.units import dimension_of
from thuocdo.claims.context.vocabulary import document_vocabulary
from thuocdo.claims.context.words import STRONG_WORDS, Vocabulary, folded, words_of
from thuocdo.claims.model import Figure, FigureKind, Reading, Role

_PLAIN = Vocabulary()
EARLIER = "earlier"
"""Period of a figure that another one came from, where no year is named."""
_OPPOSITES = frozenset(("không", "chưa", "trừ", "ngoài"))
"""Words that turn a name into that of something else."""
_ENOUGH = 60
"""Words shared of a hundred, below which two names are not taken for one thing."""


class Key(NamedTuple):
    """What a figure is of, for comparison.

    Attributes:
        words: Words of its subject, folded, without stop words.
        statistic: `level`, `growth`, `mean_growth`, `share`, `change`, `fold`, `rank`,
            `growth_rank`, `mean_change`, `target_gap`, `completion`, `contribution`.
        noun: For things counted, the words of the unit; else empty.
        dimension: `%`, `count` for things counted, else the dimension of the unit (`VND`, `metre^2`).
        period: Period, with the base period after `<` for what compares two.
        area: Place, empty for the document's own.
        subset: Part of the whole.
        stage: `actual` for what is or is estimated, `target`, `scenario`.
    """

    words: frozenset[str]
    statistic: str
    dimension: str
    noun: str
    period: str
    area: str
    subset: str
    stage: str


def key_of(figure: Figure, vocabulary: Vocabulary = _PLAIN) -> Key:
    """Return the key of `figure`; `vocabulary` adds the abbreviations that its document defines."""
    statistic = statistic_of(figure)
    period = figure.period
    if figure.base_period and statistic in ("change", "fold", "growth"):
        period = f"{period}<{figure.base_period}"
    if not period and figure.role is Role.FROM:
        period = EARLIER
    dimension = dimension_of(figure.unit)
    return Key(
        frozenset(vocabulary.tokens(figure.subject)),
        statistic,
        dimension,
        " ".join(vocabulary.tokens(figure.unit) or words_of(figure.unit)) if dimension == "count" else "",
        period,
        folded(figure.area),
        folded(figure.subset),
        figure.stage if figure.stage in ("target", "scenario") else "actual",
    )


def statistic_of(figure: Figure) -> str:
    """Return which number of its indicator a figure is; see `Key`."""
    by_role = {
        Role.TARGET_GAP: "target_gap",
        Role.COMPLETION: "completion",
        Role.CONTRIBUTION: "contribution",
        Role.FOLD: "fold",
    }
    if figure.role in by_role:
        return by_role[figure.role]
    if figure.kind is FigureKind.FOLD:
        return "fold"
    if figure.kind is FigureKind.RANK:
        return "growth_rank" if names_growth(figure.subject.lower()) else "rank"
    if _is_yearly_change(figure):
        return "mean_change"
    is_named = dimension_of(figure.unit) == "%" and names_growth(figure.subject.lower()[:40])
    if figure.kind is FigureKind.GROWTH_RATE or figure.unit.startswith("%/năm") or is_named:
        return "mean_growth" if _is_mean(figure) else "growth"
    if figure.role is Role.CHANGE or figure.kind in (FigureKind.DELTA_ABS, FigureKind.DELTA_PCT):
        return "change"
    if dimension_of(figure.unit) == "%":
        return "share"
    return "level"


def _is_yearly_change(figure: Figure) -> bool:
    """Whether a figure is the yearly change of a share (`tỷ lệ hộ nghèo bình quân giảm 1,1%/năm`)."""
    is_change = figure.role is Role.CHANGE or figure.kind is FigureKind.DELTA_PCT
    of_share = figure.subject.lower().startswith(("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng"))
    return is_change and of_share and _is_yearly(figure)


def _is_yearly(figure: Figure) -> bool:
    text = figure.block.text
    return is_mean(figure, text[max(0, figure.start - 40) : figure.start].lower())


def names_growth(small: str) -> bool:
    """Whether a name in small letters is that of a growth rate."""
    return "tăng trưởng" in small or "tốc độ tăng" in small or "tốc độ phát triển" in small


def _is_mean(figure: Figure) -> bool:
    if re.fullmatch(r"\d{4}-\d{4}", figure.period):
        return True
    text = figure.block.text
    return is_mean(figure, text[max(0, figure.start - 160) : figure.start].lower())


def similarity(one: Figure | Key, other: Figure | Key) -> int:
    """Return how much the names of two figures share, 0–100: words in both over words in either."""
    left = one.words if isinstance(one, Key) else key_of(one).words
    right = other.words if isinstance(other, Key) else key_of(other).words
    return overlap(left, right)


def overlap(left: frozenset[str], right: frozenset[str]) -> int:
    """Return the symmetric overlap (Jaccard) of two sets of words, 0–100; 0 where either is empty."""
    return 100 * len(left & right) // len(left | right) if left and right else 0


@dataclass(frozen=True, slots=True)
class SamePair:
    """Two figures that seem to speak of the same thing, the first one first in the text.

    Attributes:
        first, second: The figures.
        confidence: 0–100; 90 and more where names, times and parts are the same and stated.
    """

    first: Figure
    second: Figure
    confidence: int


def group_same(reading: Reading, least: int = _ENOUGH) -> list[SamePair]:
    """Return pairs of figures that seem to speak of the same thing, in reading order.

    Statistic, dimension, place, part and stage must be equal, periods equal or one of them unknown, and at
    least `least` of a hundred words shared. Of several with one key each is paired with the first, so the
    number of pairs grows with the text and not with its square.
    """
    vocabulary = document_vocabulary(reading.document)
    sentences = _sentence_numbers(reading)
    groups: dict[Key, list[int]] = {}
    for number, figure in enumerate(reading.figures):
        for key in _keys(figure, vocabulary):
            groups.setdefault(key, []).append(number)
    found: dict[tuple[int, int], int] = {}
    listed = {key for key, numbers in groups.items() if _is_list(numbers, sentences)}
    for key, numbers in groups.items():
        for number in numbers[1:]:
            if sentences[numbers[0]] != sentences[number]:
                _keep(found, numbers[0], number, _confidence(key, key) - (30 if key in listed else 0))
    buckets: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in groups:
        buckets[key.statistic, key.dimension, key.noun, key.area, key.subset, key.stage].append(key)
    for bucket in buckets.values():
        for one, other in _near(bucket, least):
            first, second = sorted((groups[one][0], groups[other][0]))
            if sentences[first] != sentences[second]:
                less = 30 if one in listed or other in listed else 0
                _keep(found, first, second, _confidence(one, other) - less)
    return [
        SamePair(reading.figures[first], reading.figures[second], confidence)
        for (first, second), confidence in sorted(found.items())
        if confidence > 0
    ]


def _sentence_numbers(reading: Reading) -> list[tuple[int, int]]:
    """Return block and start of the sentence of every figure."""
    numbers: list[tuple[int, int]] = []
    starts: list[int] = []
    block = -1
    for figure in reading.figures:
        if figure.block.index != block:
            block = figure.block.index
            spans = [(one.start, one.end) for one in reading.by_block.get(block, ())]
            starts = [sentence.start for sentence in split_sentences(figure.block.text, spans)]
        numbers.append((block, starts[max(bisect_right(starts, figure.start) - 1, 0)]))
    return numbers


def _is_list(numbers: Sequence[int], sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether one sentence has several figures of one key: a list that the key does not tell apart."""
    return len({sentences[number] for number in numbers}) < len(numbers)


def _keys(figure: Figure, vocabulary: Vocabulary) -> Iterator[Key]:
    """Yield the key of a figure, one for each year where it is of several."""
    key = key_of(figure, vocabulary)
    if not key.words:
        return
    if "," in figure.period:
        for year in figure.period.split(","):
            yield key._replace(period=key.period.replace(figure.period, year))
    else:
        yield key


def _keep(found: dict[tuple[int, int], int], first: int, second: int, confidence: int) -> None:
    if first != second:
        found[first, second] = max(confidence, found.get((first, second), 0))


def _confidence(one: Key, other: Key) -> int:
    confidence = overlap(one.words, other.words)
    if len(one.words | other.words) < 2 and not one.words <= STRONG_WORDS:
        confidence -= 15
    if one.noun and (one.words <= set(one.noun.split()) or other.words <= set(other.noun.split())):
        confidence -= 30
    if not one.period or not other.period:
        confidence -= 10 if one.period == other.period else 20
    return max(confidence, 0)


def _near(keys: Sequence[Key], least: int) -> Iterator[tuple[Key, Key]]:
    """Yield pairs of keys with enough words in common and periods that may be one.

    Two sets that share `least` % of their words share one of the rarest of each: only keys that meet in
    such a word are held against each other, and no word leads to more than the nearest few dozen.
    """
    counts = Counter(word for key in keys for word in key.words)
    index: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        rare_first = sorted(key.words, key=lambda word: (counts[word], word))
        prefix = rare_first[: len(rare_first) - (len(rare_first) * least + 99) // 100 + 1]
        seen: set[int] = set()
        for word in prefix:
            seen.update(index[word][-_MOST_MET:])
            index[word].append(number)
        for other in sorted(seen):
            if (
                _may_be_one(keys[other].period, key.period)
                and not _are_opposed(keys[other].words, key.words)
                and overlap(keys[other].words, key.words) >= least
            ):
                yield keys[other], key


_MOST_MET = 64


def _are_opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether only one of two names is negated, or both bear numbers and other ones."""
    if (one ^ other) & _OPPOSITES:
        return True
    numbers = [frozenset(word for word in words if word.isdecimal()) for words in (one, other)]
    return bool(numbers[0] and numbers[1] and numbers[0] != numbers[1])


def _may_be_one(one: str, other: str) -> bool:
    """Whether two periods are equal or one is unknown; what is compared with must agree too where known."""
    first, _, first_base = one.partition("<")
    second, _, second_base = other.partition("<")
    periods = first == second or not first or not second
    return periods and (first_base == second_base or not first_base or not second_base)
