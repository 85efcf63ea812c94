"""Which indicator is a figure of? Settled by a person, by name, by shared words, in this order.

| step | confidence |
|---|---|
| the lock file | 100 |
| name or alias, tone places and punctuation aside | 95 |
| symmetric overlap of at least 80 of 100 words | the overlap less 5 |
| less | not bound: a candidate for review |

In all steps but the first the dimension of the unit, the statistic (level, growth, share, change, rank) and
the part of the whole must agree, and no other indicator may do as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thuocdo.claims.binding.lock import Lock
from thuocdo.claims.binding.names import IndicatorName, IndicatorNames, names_of
from thuocdo.claims.context.sameness import Key, key_of
from thuocdo.claims.context.subsets import OTHER_KINDS
from thuocdo.claims.context.vocabulary import document_vocabulary
from thuocdo.claims.context.words import STRONG_WORDS, Vocabulary, folded
from thuocdo.claims.model import Figure, Reading
from thuocdo.documents import Document

if TYPE_CHECKING:
    from thuocdo.plan.model import Pack

CONFIRMED, EXACT = 100, 95
_ENOUGH = 80
_WORTH_SHOWING = 34
_UNBOUND = frozenset(("target_gap", "completion", "contribution"))
"""Statistics of a target or of another figure's growth: no indicator has them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a figure may be of.

    Attributes:
        indicator: Its id.
        name: Its Vietnamese name.
        score: 0–100, how near the names are; 95 for the very name.
        is_exact: The subject is the indicator's name or alias.
    """

    indicator: str
    name: str
    score: int
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A figure to be settled by a person, with what it may be of, best first."""

    figure: Figure
    candidates: tuple[Candidate, ...]


def bind_figures(
    document: Document, figures: Sequence[Figure], pack: Pack, lock: Lock | None = None
) -> list[Figure]:
    """Return the figures with `indicator` and `confidence` where one indicator of `pack` is certain."""
    names = names_of(pack)
    vocabulary = document_vocabulary(document)
    settled = lock if lock is not None and lock.entries else None
    return [_bind(figure, names, vocabulary, settled) for figure in figures]


def _bind(figure: Figure, names: IndicatorNames, vocabulary: Vocabulary, lock: Lock | None) -> Figure:
    refused: frozenset[str] = frozenset()
    if lock is not None:
        chosen = lock.confirmed(figure)
        if chosen in names:
            return replace(figure, indicator=chosen, confidence=CONFIRMED)
        refused = lock.rejected(figure)
    if "" in refused or not figure.subject:
        return figure
    scored = [pair for pair in _scored(figure, names, vocabulary) if pair[1].indicator not in refused]
    best = [name.indicator for score, name in scored if score == scored[0][0]]
    if not scored or scored[0][0] < _ENOUGH or len(set(best)) > 1:
        return figure
    score = scored[0][0]
    return replace(figure, indicator=best[0], confidence=EXACT if score > 100 else score - 5)


def _scored(figure: Figure, names: IndicatorNames, vocabulary: Vocabulary) -> list[tuple[int, IndicatorName]]:
    """Return (score, name) of the names that agree in all but words; an exact name scores 101."""
    key = key_of(figure, vocabulary)
    if key.statistic in _UNBOUND or not key.words:
        return []
    if len(key.words) < 2 and not key.words <= STRONG_WORDS:
        return [(101, name) for name in names.exact(figure.subject) if _agrees(key, name)]
    exact = [(101, name) for name in names.exact(figure.subject) if _agrees(key, name)]
    if exact:
        return exact
    found = [(score, name) for score, name in names.near(_own_words(key)) if _agrees(key, name)]
    whole = [(score, name) for score, name in names.near(key.words) if _agrees(key, name)]
    return sorted({*found, *whole}, key=lambda pair: (-pair[0], pair[1].indicator, pair[1].text))


def _own_words(key: Key) -> frozenset[str]:
    """Return the words of a figure's name less those of the part it is of."""
    part = frozenset(word for name in key.subset.split("; ") for word in _PLAIN.tokens(name))
    return key.words - part or key.words


_PLAIN = Vocabulary()
_OTHER_KINDS = frozenset(map(folded, OTHER_KINDS))
_FIGURE_OF = {"mean_growth": "growth"}


def _agrees(key: Key, name: IndicatorName) -> bool:
    """Whether statistic, dimension and part of the whole are those of the indicator."""
    if _FIGURE_OF.get(key.statistic, key.statistic) != name.statistic:
        return False
    if key.dimension != name.dimension and key.statistic not in ("rank", "growth_rank"):
        return False
    noun = frozenset(key.noun.split())
    if name.noun and noun and not (noun <= name.noun or name.noun <= noun):
        return False
    return _has_part(key, name)


def _has_part(key: Key, name: IndicatorName) -> bool:
    parts = frozenset(filter(None, key.subset.split("; ")))
    if key.statistic in ("rank", "growth_rank"):
        parts -= {"cả nước"}
    rest = parts - name.subset
    return name.subset <= parts and (not rest or (name.has_parts and not rest & _OTHER_KINDS))


def candidates(figure: Figure, pack: Pack, limit: int = 5) -> list[Candidate]:
    """Return the indicators that `figure` may be of, best first; a wrong statistic or unit costs score."""
    names = names_of(pack)
    key = key_of(figure, names.vocabulary)
    exact = {name.indicator for name in names.exact(figure.subject)}
    best: dict[str, Candidate] = {}
    for score, name in names.near(key.words | _own_words(key)):
        is_exact = name.indicator in exact
        worth = (EXACT if is_exact else min(score, EXACT - 1)) - _penalty(key, name)
        if worth >= _WORTH_SHOWING and worth > best.get(name.indicator, _NONE).score:
            title = names.title(name.indicator)
            best[name.indicator] = Candidate(name.indicator, title, worth, is_exact)
    return sorted(best.values(), key=lambda found: (-found.score, found.indicator))[:limit]


_NONE = Candidate("", "", -1)


def _penalty(key: Key, name: IndicatorName) -> int:
    penalty = 0
    if _FIGURE_OF.get(key.statistic, key.statistic) != name.statistic:
        penalty += 25
    if key.dimension != name.dimension:
        penalty += 25
    if not _has_part(key, name):
        penalty += 10
    return penalty


def review_list(reading: Reading, pack: Pack, lock: Lock | None = None, limit: int = 5) -> list[ReviewItem]:
    """Return the figures that no indicator is certain of though some come near, in reading order.

    Figures already settled in `lock` are left out.
    """
    items = []
    for figure in reading.figures:
        if figure.confidence == CONFIRMED or figure.confidence >= EXACT:
            continue
        refused = lock.rejected(figure) if lock is not None else frozenset()
        if "" in refused:
            continue
        found = [
            one for one in candidates(figure, pack, limit + len(refused)) if one.indicator not in refused
        ]
        if found:
            items.append(ReviewItem(figure, tuple(found[:limit])))
    return items
