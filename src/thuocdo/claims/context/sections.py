"""Which times and topics does a document take for granted? Its term, and what its headings say.

A figure under "Chỉ tiêu chủ yếu đến năm 2030" is of 2030 though its sentence names no year; a yearly mean
under results is of the reporting term. The term of a congress runs from its year to the next congress
(2020-2025); statistics of that term count the five years after it (2021-2025).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from thuocdo.claims.context.periods import THIS_YEAR, Mention, Scope, find_mentions
from thuocdo.claims.context.phrases import tidy
from thuocdo.claims.context.words import lowered
from thuocdo.documents import Block, BlockKind, Document

_TERM = re.compile(
    r"(?:nhiệm k[ỳì]|k[ỳì] kế hoạch|khóa [xvi]+,?|kế hoạch 5 năm)\s*\(?((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)"
)
_FIVE_YEARS = re.compile(r"((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)")
_PAST = re.compile(
    r"(?:năm năm|5 năm|nhiệm k[ỳì]) (?:vừa )?qua,? ?\(?(?:nhiệm k[ỳì] |giai đoạn )?((?:19"
    r"|20)\d\d) ?[-–] ?((?:19|20)\d\d)"
    r"|(?:kết quả|tình hình)[^.;]{0,80}(?:nhiệm k[ỳì]|5 năm) ((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)"
)
_PART = re.compile(
    r"\W*(?:phần (?:thứ )?(?:\w+)[\s.:-]+)?(?:\(?[0-9ivxa-h]{1,5}(?:\.[0-9]{1,2}){0,3}[.)\-]\W*)?"
    r"(?:(?:một số|các|những|hệ thống|tổng quát|về|công tác)\s+)*"
)
_TARGETS = re.compile(
    r"mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|định hướng|giải pháp|tầm nhìn|kế hoạch phát triển"
    r"|quan điểm|dự báo|khâu đột phá"
    r"|đột phá"
)
_AIMS = re.compile(r"mục tiêu|phương hướng|nhiệm vụ|định hướng|giải pháp|tầm nhìn")
_RESULTS = re.compile(
    r"kết quả|đánh giá|tình hình|việc thực hiện|thực hiện|hạn chế|tồn tại|nguyên nhân|bài học|thực trạng"
    r"|thành tựu|ưu điểm"
    r"|những kết quả"
)
_FOUND = re.compile(r"kết quả|đánh giá|tình hình|thực trạng")
_LABEL = re.compile(r"\s*(?:\(?[0-9IVXivx]{1,4}(?:\.[0-9]{1,2}){0,3}[.)\-]?|[a-zđ][.)]|[-–+•])\s+")
_LONGEST_TOPIC = 9
_STOP = re.compile(r"[.:;!?](?=\s|$)")
_TOPIC = re.compile(
    r"^(?:(?:của|về|phát triển|công tác|lĩnh vực|ngành|khu vực|hoạt động|kết quả|đẩy mạnh|tập trung"
    r"|nâng cao|các|tình hình"
    r"|thực hiện|kinh tế ngành)\s+)*",
    re.IGNORECASE,
)
_TOPIC_END = re.compile(
    r"[:.;(!?]|\s(?:tiếp tục|phát triển|tăng trưởng|tăng|giảm|được|có|đạt|từng bước|chuyển biến"
    r"|ngày càng|phát huy|thường"
    r" xuyên|theo|luôn|cơ bản|ổn định|duy trì|bước đầu|giữ|là|đã)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for the figures under one heading.

    Attributes:
        topic: Its subject in a few words (`nông nghiệp`).
        period: One time its headings name; empty where they name none.
        is_target: Its figures are what is to be reached.
        is_result: Its figures are what was reached; both are false where no heading says.
    """

    topic: str = ""
    period: str = ""
    is_target: bool = False
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a document as `2020-2025`; empty where unknown.

    Attributes:
        reported: The term whose results it gives.
        planned: The term it sets targets for.
    """

    reported: str = ""
    planned: str = ""

    def of(self, is_target: bool) -> str:
        """Return the term of a section of targets or of results."""
        return self.planned if is_target else self.reported


def find_terms(document: Document) -> Terms:
    """Return the terms that a document speaks of, from the ways it names them.

    The reported term is the one said to be past, the planned one follows it. Where no term is past, a term
    in a heading of targets is planned; where none is named, runs of five years in headings stand in.
    """
    named: Counter[tuple[int, int]] = Counter()
    past: Counter[tuple[int, int]] = Counter()
    aimed: set[tuple[int, int]] = set()
    runs: set[tuple[int, int]] = set()
    for block in document.blocks:
        small = lowered(block.text)
        is_heading = block.kind is BlockKind.HEADING
        if not is_heading and not any(hint in small for hint in ("nhiệm k", "năm qua", "5 năm", "khóa ")):
            continue
        terms = [(int(found[1]), int(found[2])) for found in _TERM.finditer(small)]
        named.update(terms)
        for found in _PAST.finditer(small):
            years = [int(year) for year in found.groups() if year]
            past[years[0], years[1]] += 1
        if is_heading:
            runs.update((int(found[1]), int(found[2])) for found in _FIVE_YEARS.finditer(small))
            if _TARGETS.search(small) and not _RESULTS.search(small):
                aimed.update(terms)
    terms = sorted(term for term in named if 3 <= term[1] - term[0] <= 6)
    if not terms and not past:
        terms = sorted(run for run in runs if run[1] - run[0] == 4)
        return Terms(_write(terms[0]) if terms else "", _write(terms[-1]) if terms else "")
    reported = past.most_common(1)[0][0] if past else None
    if reported is not None:
        following = [term for term in terms if term[0] == reported[1]]
        later = following or [term for term in terms if term[0] > reported[0]]
        return Terms(_write(reported), _write(later[0] if later else _after(reported)))
    planned = max(aimed, default=terms[-1])
    before = [term for term in terms if term[1] == planned[0]]
    if planned in aimed:
        return Terms(_write(before[-1] if before else _before(planned)), _write(planned))
    return Terms(_write(before[-1] if before else planned), _write(planned))


def _before(term: tuple[int, int]) -> tuple[int, int]:
    return 2 * term[0] - term[1], term[0]


def _after(term: tuple[int, int]) -> tuple[int, int]:
    return term[1], 2 * term[1] - term[0]


def _write(term: tuple[int, int] | None) -> str:
    return f"{term[0]}-{term[1]}" if term else ""


def statistical_term(term: str) -> str:
    """Return the years that statistics of a term count: it begins in the year of its congress."""
    first, _, last = term.partition("-")
    if term and int(last) - int(first) == 5:
        return f"{int(first) + 1}-{last}"
    return term


class Sections:
    """The section of every block, worked out once per heading."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._known: dict[tuple[int, ...], Section] = {(): Section()}
        self._labels: dict[int, str] = {}
        self._default = _title_period(document)
        label = ""
        level: tuple[int, ...] = ()
        for block in document.blocks:
            if block.kind is BlockKind.HEADING or block.headings != level:
                label, level = "", block.headings
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _LABEL.match(block.text):
                label = topic_of(block.text) or label
            if label:
                self._labels[block.index] = label

    def of(self, block: Block) -> Section:
        """Return the section of `block`; a numbered paragraph sets the topic of those after it."""
        section = self._under(block.headings)
        label = self._labels.get(block.index)
        period = section.period or self._default
        return Section(label or section.topic, period, section.is_target, section.is_result)

    def _under(self, headings: tuple[int, ...]) -> Section:
        known = self._known.get(headings)
        if known is None:
            above = self._under(headings[:-1])
            block = self._blocks[headings[-1]]
            text = block.text if block.kind is BlockKind.HEADING else _first_words(block.text)
            known = self._known[headings] = _below(above, text, self._default[:4])
        return known


def _first_words(text: str) -> str:
    """Return the first sentence of a numbered paragraph: all that speaks for those below it."""
    label = _LABEL.match(text)
    end = _STOP.search(text, label.end() if label else 0)
    return text[: min(end.start() if end else len(text), 160)]


def _below(above: Section, heading: str, year: str) -> Section:
    small = lowered(heading)
    year = above.period[:4] or year
    period = _one_period(find_mentions(small), year) or above.period
    at = _PART.match(small)
    start = at.end() if at else 0
    is_aim = (_AIMS if above.is_result else _TARGETS).match(small, start) is not None
    is_found = (_FOUND if above.is_target else _RESULTS).match(small, start) is not None
    is_target = is_aim or (above.is_target and not is_found)
    is_result = is_found or (above.is_result and not is_aim)
    if is_target != above.is_target and not _one_period(find_mentions(small), year):
        period = ""
    return Section(topic_of(heading) or above.topic, period, is_target, is_result)


def _one_period(mentions: list[Mention], year: str = "") -> str:
    """Return the first time named, where it is one that figures can be of; `year` fills `9 tháng đầu năm`."""
    for mention in mentions:
        if mention.scope is Scope.FIGURES and THIS_YEAR in mention.period and year:
            return mention.period.replace(THIS_YEAR, year)
        if mention.scope is Scope.FIGURES and mention.period[:1].isdecimal() and "," not in mention.period:
            return mention.period
    return ""


def _title_period(document: Document) -> str:
    """Return the year or part of a year that the title of a document names, empty for a congress report."""
    for block in document.blocks[:12]:
        is_title = block.kind is BlockKind.HEADING or block.text.isupper() or block.text.startswith("BÁO CÁO")
        if is_title and len(block.text) < 300:
            period = _one_period(find_mentions(lowered(block.text)))
            if period and not re.fullmatch(r"\d{4}-\d{4}", period):
                return period
    return ""


def topic_of(text: str) -> str:
    """Return the topic of a heading or of the first words of a numbered paragraph (`nông nghiệp`)."""
    if text.isupper():
        return ""
    label = _LABEL.match(text)
    bare = text[label.end() :] if label else text
    opener = _TOPIC.match(bare)
    bare = bare[opener.end() :] if opener else bare
    end = _TOPIC_END.search(bare, 1)
    topic = tidy(bare[: end.start()] if end else bare)
    while len(topic.split()) > _LONGEST_TOPIC and "," in topic:
        topic = topic[: topic.rindex(",")]
    return topic if len(topic.split()) <= _LONGEST_TOPIC else ""
