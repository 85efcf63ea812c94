"""When is each figure of a sentence of, and what is it compared with?

In this order: a time right after the figure, the time named before it in the sentence (a time in brackets
holds inside them only), the time of the thing it says more about, the paragraph's, the sentence that holds
the note's marker, the heading's, and for means of a term the term. `hiện nay` ends all inheritance: what is
of the day of writing is left without a period.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from thuocdo.claims.context.periods import (
    BEFORE,
    NEXT,
    PREVIOUS,
    SAME,
    START,
    TERM,
    THIS_YEAR,
    Mention,
    Scope,
)
from thuocdo.claims.context.sections import Section, Terms, statistical_term
from thuocdo.claims.context.shifting import a_term_before, a_year_before, in_year, the_one_before
from thuocdo.claims.context.walk import Naming
from thuocdo.claims.model import Figure, FigureKind, Role

_STOPS = re.compile(r"[;,.:(]|(?<!\w)(?:và|trong đó|còn|lên|xuống)(?!\w)")
_ALONE = re.compile(r"\s*\((?:ước|dự kiến|tính|số liệu|,|\s)*$")
_ASIDE = re.compile(r"\([^()]*\)")
_RUN = re.compile(r"\d{4}-\d{4}")
_MEAN = re.compile(r"bình quân|trung bình|/năm|mỗi năm|hằng năm|hàng năm")
_PER_HEAD = re.compile(
    r"bình quân (?:đầu người|trên|mỗi|một|1|người|chung|cả|của|khu|vùng|lao động|hộ)|/người"
)
_CHANGES = frozenset(
    {FigureKind.DELTA_ABS, FigureKind.DELTA_PCT, FigureKind.FOLD, FigureKind.GROWTH_RATE, FigureKind.BLANK}
)
_CHANGE_ROLES = frozenset({Role.CHANGE, Role.FOLD, Role.TARGET_GAP})


@dataclass(frozen=True, slots=True)
class Times:
    """The period of a figure, its base, and whether the sentence itself names the period."""

    period: str = ""
    base: str = ""
    is_stated: bool = False


@dataclass
class Clock:
    """The times in force as a text is read.

    Attributes:
        terms: The document's terms.
        section: What the headings say.
        paragraph: The last single time named in the paragraph.
        run: The last run of years named in the paragraph.
        host: The time in force where a note's marker stands.
        is_now: The paragraph last spoke of the present.
    """

    terms: Terms
    section: Section
    paragraph: str = ""
    run: str = ""
    host: str = ""
    is_now: bool = False

    def fill(self, period: str) -> str:
        """Return a time with `TERM`, `START`, `NEXT` and `BEFORE` put into years, empty where unknown."""
        term = self.terms.of(self.section.is_target) or self.terms.reported
        if period == TERM:
            return self.terms.reported
        if period == START:
            return term[:4]
        if period == NEXT:
            return self.terms.planned
        if period == BEFORE:
            return a_term_before(term)
        if THIS_YEAR in period:
            year = self.year
            return period.replace(THIS_YEAR, year) if year else ""
        return period

    @property
    def year(self) -> str:
        """The year that the text around speaks of, empty where it names none."""
        for period in (self.paragraph, self.host, self.section.period):
            if period[:4].isdecimal():
                return period[:4]
        return ""


def is_mean(figure: Figure, before: str) -> bool:
    """Whether a figure is a mean over several years (`bình quân …%/năm`), not a mean per head."""
    if figure.unit.endswith("%/năm"):
        return True
    if not figure.unit.startswith("%") or not _MEAN.search(_PER_HEAD.sub("", before)):
        return False
    return figure.kind in _MEANS or "tốc độ tăng" in before or "tăng trưởng" in before


_MEANS = frozenset({FigureKind.GROWTH_RATE, FigureKind.DELTA_PCT, FigureKind.BLANK})


class SentenceTimes:
    """Gives the figures of one sentence their times.

    Args:
        small: The block's text in small letters.
        start, end: The sentence.
        figures: Its figures, in order.
        names: What they are of.
        mentions: Times named in the sentence, in order.
        clock: Times in force before it; moved on by `read`.
    """

    def __init__(
        self,
        small: str,
        start: int,
        end: int,
        figures: Sequence[Figure],
        names: Sequence[Naming],
        mentions: Sequence[Mention],
        clock: Clock,
    ) -> None:
        self._small, self._start, self._end = small, start, end
        self._figures, self._names = figures, names
        self._mentions = mentions
        self._clock = clock
        self._own: dict[int, str] = {}
        self._bases: dict[int, str] = {}
        self._leads: list[Mention] = []
        self._sort()

    def _sort(self) -> None:
        """Tell the times that follow a figure from those that lead; put bases to their figures."""
        starts = [figure.start for figure in self._figures]
        for mention in self._mentions:
            before = bisect_left(starts, mention.start) - 1
            between = self._small[self._figures[before].end : mention.start] if before >= 0 else ""
            if mention.scope is Scope.BASE:
                if before >= 0 and ";" not in between:
                    self._bases.setdefault(before, mention.period)
                elif before + 1 < len(self._figures):
                    self._bases.setdefault(before + 1, mention.period)
                continue
            if before >= 0 and self._follows(before, between, mention):
                self._own[before] = mention.period
            else:
                self._leads.append(mention)

    def _follows(self, index: int, between: str, mention: Mention) -> bool:
        """Whether a time after a figure is its own: nothing parts them, no other figure takes it."""
        if len(between) > 90 or mention.scope is not Scope.FIGURES:
            return False
        after = self._small[mention.end : mention.end + 2].strip()
        if _ALONE.match(between):
            return after[:1] == ")"
        between = _ASIDE.sub(" ", between)
        if _STOPS.search(between):
            return False
        if not between.strip() or after[:1] in (",", ";", ".", ")", "("):
            return True
        following = self._figures[index + 1] if index + 1 < len(self._figures) else None
        rest = self._small[mention.end : following.start if following else self._end]
        return following is None or bool(_STOPS.search(rest))

    def read(self) -> list[Times]:
        """Return the times of every figure and move the clock on."""
        clock = self._clock
        times: list[Times] = []
        leads = iter([*self._leads, None])
        lead = next(leads)
        stated, is_now, scopes = "", False, [""]
        listed: list[str] = []
        at = self._start
        for index, figure in enumerate(self._figures):
            scopes = self._brackets(at, figure.start, scopes, stated)
            stated = scopes[-1]
            while lead is not None and lead.start < figure.start:
                is_now = lead.scope is Scope.NOW
                if lead.scope is Scope.NAME:
                    stated = stated or ""
                    listed = []
                else:
                    stated = clock.fill(lead.period)
                    listed = stated.split(",") if "," in stated else []
                    listed = self._shared(listed, index)
                scopes[-1] = stated
                lead = next(leads)
            if listed:
                period, is_stated = listed.pop(0), True
                times.append(self._times(index, period, is_stated, times))
            else:
                own = clock.fill(self._own.get(index, ""))
                period = own or (stated if not (figure.role is Role.FROM and not own) else "")
                times.append(self._times(index, period, is_now, times))
            at = figure.end
        for rest in self._leads:
            if rest.scope is Scope.FIGURES and (not self._figures or rest.start > self._figures[-1].end):
                stated, is_now = clock.fill(rest.period), False
        self._move(stated, is_now)
        return self._with_bases(times)

    def _shared(self, listed: list[str], index: int) -> list[str]:
        """Return the years that share themselves out over as many figures, else none."""
        count = len(listed)
        figures = self._figures[index : index + count]
        if count < 2 or len(figures) < count:
            return []
        between = self._small[figures[0].end : figures[-1].start]
        same = all(figure.unit == figures[0].unit for figure in figures)
        return (
            listed
            if same and "(" not in between and "so với" not in between and len(between) < 40 * count
            else []
        )

    def _brackets(self, start: int, end: int, scopes: list[str], stated: str) -> list[str]:
        """Open and close brackets: a time named inside does not hold outside."""
        for sign in re.findall(r"[()]", self._small[start:end]):
            if sign == "(":
                scopes = [*scopes[:-1], stated, stated]
            elif len(scopes) > 1:
                scopes = scopes[:-1]
                stated = scopes[-1]
        return scopes

    def _times(self, index: int, period: str, is_now: bool, before: Sequence[Times]) -> Times:
        figure = self._figures[index]
        is_stated = bool(period)
        if not period and not is_now and self._continues(index):
            period = before[index - 1].period
            is_stated = before[index - 1].is_stated
        own = index in self._own
        if self._is_mean(index) and not own and not _RUN.fullmatch(period):
            return Times(self._term_of(period), is_stated=False)
        if not period and not is_now and figure.role is not Role.FROM:
            period = self._inherited(index)
        return Times(period, is_stated=is_stated)

    def _is_mean(self, index: int) -> bool:
        figure = self._figures[index]
        begin = self._figures[index - 1].end if index else self._start
        return is_mean(figure, self._small[max(begin, figure.start - 160) : figure.start])

    def _continues(self, index: int) -> bool:
        """Whether a figure only says more about the one before it."""
        if index == 0:
            return False
        one, other = self._figures[index - 1], self._figures[index]
        if one.role is Role.FROM or self._names[index - 1].clause != self._names[index].clause:
            return False
        return ";" not in self._small[one.end : other.start]

    def _term_of(self, period: str) -> str:
        """Return the years a mean is over: the term, where the named year is its end or no year is named."""
        clock = self._clock
        term = statistical_term(clock.terms.of(clock.section.is_target))
        if clock.run and not period and not clock.paragraph:
            return clock.run
        if not period or period == term[-4:] or period == clock.terms.of(clock.section.is_target):
            return term
        return period if not _RUN.fullmatch(term) else ""

    def _inherited(self, index: int) -> str:
        """Return a time from outside the sentence, unless the sentence names it later, as a contrast."""
        clock = self._clock
        figure = self._figures[index]
        if clock.is_now:
            return ""
        period = clock.paragraph or (clock.host if not _RUN.fullmatch(clock.host) else "")
        if not period and clock.section.period:
            period = clock.section.period
            if _RUN.fullmatch(period):
                period = period[-4:] if clock.section.is_target else ""
        elif not period and clock.section.is_target and figure.stage == "target":
            period = clock.terms.planned[-4:]
        later = {clock.fill(mention.period) for mention in self._mentions if mention.start > figure.end}
        return "" if period in later else period

    def _move(self, stated: str, is_now: bool) -> None:
        clock = self._clock
        if is_now:
            clock.is_now, clock.paragraph = True, ""
        elif stated:
            clock.is_now = False
            if _RUN.fullmatch(stated):
                clock.run = stated
            else:
                clock.paragraph = stated

    def _with_bases(self, times: list[Times]) -> list[Times]:
        """Put the base periods in; figures of one clause share the base that only the last one names."""
        later = ""
        later_clause = -1
        filled: list[Times] = []
        for index in reversed(range(len(self._figures))):
            figure, time = self._figures[index], times[index]
            base = self._bases.get(index, "")
            is_change = figure.kind in _CHANGES or figure.role in _CHANGE_ROLES
            clause = self._names[index].clause
            if base:
                later, later_clause = base, clause
            elif is_change and clause == later_clause and later:
                base = later
            filled.append(Times(time.period, self._base(base, time.period), time.is_stated))
        return filled[::-1]

    def _base(self, base: str, period: str) -> str:
        if base == SAME:
            return a_year_before(period)
        if base == PREVIOUS:
            return the_one_before(period)
        if base and "cùng k" in self._small[self._start : self._end] and len(base) == 4:
            return in_year(period, base) if period else base
        return self._clock.fill(base)
