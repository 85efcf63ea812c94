"""Which indicators of a pack have a name like this? Names and aliases, folded and indexed by word."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from thuocdo.claims.context.sameness import names_growth, overlap
from thuocdo.claims.context.subsets import find_rival, find_subset
from thuocdo.claims.context.units import dimension_of
from thuocdo.claims.context.words import Vocabulary, folded, loose, words_of

if TYPE_CHECKING:
    from thuocdo.plan.model import Indicator, Pack


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """One name of an indicator, ready for comparison.

    Attributes:
        indicator: Id of the indicator.
        text: The name as printed.
        exact: The name folded, for equality.
        words: Its words without stop words.
        statistic: Which number it is; see `context.Key`.
        dimension: See `context.dimension_of`.
        subset: Parts of the whole that the name itself names.
        noun: For things counted, the words of the unit; empty for people, who go by many names.
        has_parts: The indicator is broken down, so that a figure of a part is one of its figures.
    """

    indicator: str
    text: str
    exact: str
    words: frozenset[str]
    statistic: str
    dimension: str
    subset: frozenset[str]
    noun: frozenset[str]
    has_parts: bool


class IndicatorNames:
    """Every name of a pack's indicators.

    Args:
        pack: The plan pack.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.vocabulary = Vocabulary()

    @cached_property
    def all(self) -> tuple[IndicatorName, ...]:
        """Every name, in the order of the pack."""
        return tuple(
            self._name(indicator, text)
            for indicator in self._pack.indicators.values()
            for text in dict.fromkeys((indicator.name.vi, *indicator.aliases))
        )

    @cached_property
    def _by_exact(self) -> dict[str, list[IndicatorName]]:
        found: dict[str, list[IndicatorName]] = defaultdict(list)
        for name in self.all:
            found[name.exact].append(name)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[IndicatorName]]:
        found: dict[str, list[IndicatorName]] = defaultdict(list)
        for name in self.all:
            for word in name.words:
                found[word].append(name)
        return found

    def __contains__(self, indicator: str) -> bool:
        return indicator in self._pack.indicators

    def exact(self, text: str) -> list[IndicatorName]:
        """Return the names that are `text`, tone places, case and punctuation aside."""
        return self._by_exact.get(loose(text), [])

    def near(self, words: frozenset[str]) -> list[tuple[int, IndicatorName]]:
        """Return (share of words in common, name) of every name that shares a word, best first."""
        met = {id(name): name for word in words for name in self._by_word.get(word, ())}
        scored = [(overlap(words, name.words), name) for name in met.values()]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].indicator, pair[1].text))

    def title(self, indicator: str) -> str:
        """Return the Vietnamese name of an indicator."""
        return self._pack.indicators[indicator].name.vi

    def _name(self, indicator: Indicator, text: str) -> IndicatorName:
        return IndicatorName(
            indicator.id,
            text,
            loose(text),
            frozenset(self.vocabulary.tokens(text)),
            _statistic(indicator),
            dimension_of(indicator.unit.text or indicator.unit.label()),
            _parts(indicator.name.vi, text),
            _noun(indicator, self.vocabulary),
            bool(indicator.breakdowns),
        )


def _parts(name: str, text: str) -> frozenset[str]:
    """Return the parts of the whole, and the rival of a difference, that a name holds."""
    found = f"{find_subset(text)}; {find_rival(name, '')}"
    return frozenset(filter(None, folded(found).split("; ")))


def _noun(indicator: Indicator, vocabulary: Vocabulary) -> frozenset[str]:
    text = indicator.unit.unit.label.vi
    if indicator.unit.unit.id == "person" or dimension_of(text) != "count":
        return frozenset()
    return frozenset(vocabulary.tokens(text) or words_of(text))


def _statistic(indicator: Indicator) -> str:
    """Return which number an indicator is, from its unit and name; an alias may leave the growth unsaid."""
    unit, small = indicator.unit.unit, indicator.name.vi.lower()
    if unit.id == "rank":
        return "growth_rank" if names_growth(small) else "rank"
    if unit.id == "times":
        return "fold"
    if unit.id == "percentage_point" or small.startswith(("mức giảm", "mức tăng", "mức cao hơn")):
        return "mean_change" if "bình quân" in small else "change"
    if unit.id.startswith("percent"):
        return "growth" if names_growth(small) else "share"
    return "level"


_KEPT: deque[tuple[Pack, IndicatorNames]] = deque(maxlen=4)


def names_of(pack: Pack) -> IndicatorNames:
    """Return the names of a pack; those of the last few packs are kept."""
    for known, names in _KEPT:
        if known is pack:
            return names
    names = IndicatorNames(pack)
    _KEPT.append((pack, names))
    return names
