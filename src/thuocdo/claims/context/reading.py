"""What, when, where, of which part? Fills the context of every figure of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from thuocdo.claims.context.areas import Gazetteer
from thuocdo.claims.context.periods import Mention, Scope, find_mentions
from thuocdo.claims.context.phrases import clip, has_head, read_lead
from thuocdo.claims.context.sections import Sections, find_terms
from thuocdo.claims.context.sentences import Sentence, split_sentences
from thuocdo.claims.context.subsets import find_rank_scope, find_rival, find_subset
from thuocdo.claims.context.tables import Tables
from thuocdo.claims.context.timing import Clock, SentenceTimes
from thuocdo.claims.context.vocabulary import document_vocabulary
from thuocdo.claims.context.walk import Memory, SentenceWalk
from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, FigureKind, Reading, Role
from thuocdo.documents import Block, BlockKind, Document

if TYPE_CHECKING:
    from thuocdo.claims.binding.lock import Lock
    from thuocdo.plan.model import Pack

_DIFFERENCES = (FigureKind.DELTA_ABS, FigureKind.DELTA_PCT, FigureKind.FOLD)
_LONGEST_VALUE = 60
"""Signs of a cell that holds a value; a longer one is prose."""
_Item = TypeVar("_Item", Figure, Mention)
_NOTES = (BlockKind.FOOTNOTE, BlockKind.ENDNOTE)


def add_context(
    document: Document, figures: Sequence[Figure], pack: Pack | None = None, lock: Lock | None = None
) -> Reading:
    """Return the figures with subject, period, base period, area, subset and stage filled in.

    Args:
        document: The document as read.
        figures: As found in it, in reading order.
        pack: Gives the names of areas, and binds figures to indicators.
        lock: Bindings that a person confirmed or refused; only with `pack`.
    """
    filled = _Context(document, figures, pack).fill()
    if pack is not None:
        from thuocdo.claims.binding import bind_figures

        filled = bind_figures(document, filled, pack, lock)
    by_block: dict[int, list[Figure]] = {}
    for figure in filled:
        by_block.setdefault(figure.block.index, []).append(figure)
    return Reading(document, filled, by_block)


class _Context:
    """One pass over the blocks that hold figures; notes are read after the sentences that mark them."""

    def __init__(self, document: Document, figures: Sequence[Figure], pack: Pack | None) -> None:
        self._document = document
        self._tables = Tables(document)
        self._figures = [figure for figure in figures if self._tables.is_figure(figure)]
        self._by_block: dict[int, list[int]] = {}
        for number, figure in enumerate(self._figures):
            self._by_block.setdefault(figure.block.index, []).append(number)
        self._vocabulary = document_vocabulary(document)
        self._gazetteer = Gazetteer(document, pack)
        self._sections = Sections(document)
        self._terms = find_terms(document)
        self._hosts: dict[int, tuple[Memory, Clock]] = {}
        self._noted = {block.note for block in document.blocks if block.note is not None}

    def fill(self) -> list[Figure]:
        """Return the figures filled in, in the order given."""
        filled = list(self._figures)
        for block in self._document.blocks:
            numbers = self._by_block.get(block.index, [])
            has_mark = any(mark.number in self._noted for mark in block.marks)
            if not numbers and not has_mark:
                continue
            for number, figure in zip(numbers, self._block(block, numbers), strict=True):
                filled[number] = figure
        return filled

    def _block(self, block: Block, numbers: Sequence[int]) -> list[Figure]:
        figures = [self._figures[number] for number in numbers]
        if block.kind is BlockKind.CELL and block.table is not None and len(block.text) <= _LONGEST_VALUE:
            return self._cell(block, figures)
        text, small = block.text, lowered(block.text)
        mentions = find_mentions(small)
        section = self._sections.of(block)
        memory = Memory(topic=section.topic)
        clock = Clock(self._terms, section)
        if block.kind in _NOTES and block.note in self._hosts:
            memory, clock = self._hosts[block.note]
        done: list[Figure] = []
        figure_at = mention_at = mark_at = 0
        for sentence in split_sentences(text, [(figure.start, figure.end) for figure in figures]):
            own, figure_at = _inside(figures, figure_at, sentence.end)
            times, mention_at = _inside(mentions, mention_at, sentence.end)
            done += self._sentence(block, small, sentence, own, times, memory, clock)
            while mark_at < len(block.marks) and block.marks[mark_at].offset <= sentence.end:
                mark = block.marks[mark_at]
                if mark.number in self._noted and mark.number not in self._hosts:
                    self._hosts[mark.number] = self._host(
                        block, sentence, mark.offset, done, times, memory, clock
                    )
                mark_at += 1
        return done

    def _cell(self, block: Block, figures: Sequence[Figure]) -> list[Figure]:
        period = self._sections.of(block).period
        filled = [self._tables.fill(figure, period) for figure in figures]
        return [replace(figure, area=self._gazetteer.find_area(figure.subject)) for figure in filled]

    def _sentence(
        self,
        block: Block,
        small: str,
        sentence: Sentence,
        figures: Sequence[Figure],
        mentions: Sequence[Mention],
        memory: Memory,
        clock: Clock,
    ) -> list[Figure]:
        walk = SentenceWalk(
            block.text, sentence.start, sentence.end, figures, mentions, self._vocabulary, memory
        )
        names = walk.names()
        if not figures and not mentions:
            return []
        times = SentenceTimes(small, sentence.start, sentence.end, figures, names, mentions, clock).read()
        return [
            replace(
                figure,
                subject=name.subject,
                period=time.period,
                base_period=time.base,
                area=self._gazetteer.find_area(name.where) or self._gazetteer.find_area(name.subject),
                subset=self._subset(block, figure, name.subject, name.where),
                stage=self._stage(figure, clock),
            )
            for figure, name, time in zip(figures, names, times, strict=True)
        ]

    def _subset(self, block: Block, figure: Figure, subject: str, where: str) -> str:
        subset = find_subset(f"{subject} {where}")
        if figure.kind is FigureKind.RANK:
            of = int(figure.value2) if figure.value2 is not None else None
            scope = find_rank_scope(block.text[figure.end : figure.end + 60], of)
            subset = "; ".join(filter(None, (subset, scope)))
        elif figure.kind in _DIFFERENCES or figure.role in (Role.CHANGE, Role.TARGET_GAP):
            text = block.text
            rival = find_rival(
                text[max(0, figure.start - 60) : figure.start], text[figure.end : figure.end + 60]
            )
            subset = "; ".join(filter(None, (subset, rival)))
        return subset

    def _stage(self, figure: Figure, clock: Clock) -> str:
        if figure.stage == "actual" and clock.section.is_target:
            return "target"
        return figure.stage

    def _host(
        self,
        block: Block,
        sentence: Sentence,
        offset: int,
        done: Sequence[Figure],
        mentions: Sequence[Mention],
        memory: Memory,
        clock: Clock,
    ) -> tuple[Memory, Clock]:
        """Return what a note inherits: the thing and the time of the sentence that marks it."""
        words = block.text[sentence.start : offset]
        clause = sentence.start + words.rfind(";") + 1
        before = [figure for figure in done if clause <= figure.start < offset]
        said = _said(block.text[clause:offset])
        subject = before[-1].subject if before else said
        named = [
            mention
            for mention in mentions
            if clause <= mention.start < offset and mention.scope is Scope.FIGURES
        ]
        host = clock.fill(named[-1].period) if named else ""
        topic = said if self._vocabulary.tokens(said) else memory.topic
        note_memory = Memory(current=subject, topic=memory.topic if before else topic)
        return note_memory, Clock(self._terms, clock.section, host=host)


def _said(clause: str) -> str:
    """Return what a clause before a marker is about: its last measure, else its last words."""
    pieces = [read_lead(piece).noun for piece in clause.replace("(", ",").split(",")]
    measures = [number for number, piece in enumerate(pieces) if has_head(piece)]
    return clip(", ".join(pieces[measures[-1] :]) if measures else pieces[-1])


def _inside(items: Sequence[_Item], at: int, end: int) -> tuple[list[_Item], int]:
    """Return the items from number `at` that begin before `end`, and the number of the next."""
    first = at
    while at < len(items) and items[at].start < end:
        at += 1
    return list(items[first:at]), at
