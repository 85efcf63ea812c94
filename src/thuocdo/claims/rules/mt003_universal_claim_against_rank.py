"""MT003: "always first" where the document itself prints another place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thuocdo.claims.context import overlap
from thuocdo.claims.context.words import Vocabulary, lowered
from thuocdo.claims.messages import both
from thuocdo.claims.model import Figure, FigureKind, FigurePlace, Finding, Reading
from thuocdo.claims.passages import sentence_at, vocabulary_of, years_in
from thuocdo.claims.quoting import cite, quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.documents import Block
from thuocdo.errors import Severity, Text

_ALWAYS = re.compile(
    r"\b(?:luôn luôn|luôn|liên tục|nhiều năm liền|nhiều năm liên tục|năm nào cũng|suốt nhiệm kỳ)\b"
    r"[^.;:()]{0,50}?(?P<top>đứng đầu|dẫn đầu|đứng thứ nhất|xếp thứ nhất|"
    r"(?:đứng|xếp) thứ 0?1\b|(?:đứng|ở vị trí) số 1)"
)
_GROUP = re.compile(
    r"(?:luôn|liên tục|duy trì)\b[^.;:()]{0,40}?\b(?:nhóm|tốp|top)\s+(?P<of>\d{1,2})\s+(?:tỉnh|địa phương)"
)
_ONE_OF_MANY = re.compile(r"\b(?:nhóm|tốp|top|một trong|trong số|trong các|những)\b")
_NATION = re.compile(r"cả nước|toàn quốc|/\s*63|/\s*34|tỉnh, thành phố|quốc gia")
_REGION = re.compile(r"khu vực|vùng|miền|trung du|tây nguyên|đồng bằng|duyên hải|bắc bộ|nam bộ|bắc trung bộ")
_SINCE = re.compile(r"từ (?:năm )?((?:19|20)\d\d)")
_ABOUT = re.compile(r"\bvề\b\s*(?P<topic>[^.;,]{3,120})")
_GROWTH = re.compile(r"tăng trưởng|tốc độ tăng|tăng")
_LEVEL = re.compile(r"quy mô|giá trị|bình quân đầu người|chỉ số|thu nhập", re.IGNORECASE)
_REACH = 90


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement that the place was always the first, or always within a group."""

    place: FigurePlace
    within: int
    scope: str
    since: int
    topic: frozenset[str]
    is_of_growth: bool


class UniversalClaimAgainstRank(Rule):
    """Nói “luôn dẫn đầu” mà văn bản ghi thứ hạng khác

    ## Kiểm tra gì
    Câu khẳng định trùm lên mọi năm (“luôn dẫn đầu cả nước”, “liên tục đứng đầu vùng”, “luôn trong nhóm 10
    tỉnh”) được đối chiếu với từng thứ hạng mà văn bản ghi cho cùng lĩnh vực, cùng phạm vi.

    ## Vì sao sai
    Chỉ một năm có thứ hạng thấp hơn là câu khẳng định không còn đúng; đó là câu dễ bị phản bác nhất.

    ## Ví dụ
    `Tốc độ tăng trưởng kinh tế luôn dẫn đầu cả nước` trong khi cước chú ghi `tăng trưởng kinh tế năm 2022
    đứng thứ 2 cả nước`.

    ## Nên viết
    `Tốc độ tăng trưởng kinh tế luôn thuộc nhóm dẫn đầu cả nước (năm 2022 đứng thứ 2, năm 2023 và 2024 đứng
    thứ nhất)`.
    """

    id = "MT003"
    name = "universal-claim-against-rank"
    title = Text("Nói “luôn dẫn đầu” trái với thứ hạng", "“Always first” contradicts a printed rank")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every rank that a universal claim of the same topic and scope does not allow."""
        claims = [claim for block in reading.document.blocks for claim in _claims(block, reading, context)]
        if not claims:
            return
        vocabulary = context.shared(vocabulary_of, reading)
        ranks = _different_ranks(reading.figures)
        for claim in claims:
            compared = [rank for rank in ranks if _is_about(claim, rank, vocabulary)]
            for rank in compared:
                if rank.value is not None and rank.value > claim.within:
                    yield self._finding(claim, rank)
            kept = tuple(rank for rank in compared if rank.value is not None and rank.value <= claim.within)
            if kept:
                yield Checked(kept)

    def _finding(self, claim: _Claim, rank: Figure) -> Finding:
        year = _year_of(rank)
        text = write(
            "{claim}, nhưng {when}ghi {rank}",
            "{claim}, but {when}it says {rank}",
            claim=cite(claim.place),
            rank=cite(rank),
            when=both(f"năm {year} ", f"for {year} ") if year else both("", ""),
        )
        return self.finding(
            text,
            (claim.place, rank),
            expected=f"thứ {rank.value}",
            stated=quote(claim.place).strip("“”"),
            confidence=80,
        )


def _different_ranks(figures: Iterable[Figure]) -> list[Figure]:
    """Return the ranks, each of one subject, period and place once: a hundred copies say no more than one."""
    ranks = {
        (figure.subject, figure.period, figure.value, figure.subset): figure
        for figure in figures
        if figure.kind is FigureKind.RANK and figure.value
    }
    return list(ranks.values())


def _claims(block: Block, reading: Reading, context: RuleContext) -> Iterator[_Claim]:
    text = lowered(block.text)
    if (
        "luôn" not in text
        and "liên tục" not in text
        and "liền" not in text
        and "nào cũng" not in text
        and "duy trì" not in text
    ):
        return
    vocabulary = context.shared(vocabulary_of, reading)
    for found in _ALWAYS.finditer(text):
        if not _ONE_OF_MANY.search(found.group()):
            yield _read_claim(block, text, found, 1, vocabulary)
    for found in _GROUP.finditer(text):
        yield _read_claim(block, text, found, int(found["of"]), vocabulary)


def _read_claim(block: Block, text: str, found: re.Match[str], within: int, vocabulary: Vocabulary) -> _Claim:
    start, end = sentence_at(block.text, found.start())
    behind = text[found.end() : min(end, found.end() + _REACH)]
    about = _ABOUT.search(behind)
    before = re.split(r"[;(]", text[max(start, found.start() - _REACH) : found.start()])[-1]
    topic = about["topic"] if about else before
    since = _SINCE.search(text[start : found.end()])
    return _Claim(
        FigurePlace(block, found.start(), found.end()),
        within,
        _scope(behind),
        int(since[1]) if since else 0,
        frozenset(vocabulary.tokens(topic)),
        bool(_GROWTH.search(topic)),
    )


def _scope(text: str) -> str:
    """Return among whom a place is counted: `nation`, `region` or empty, from the words right behind it."""
    nation, region = _NATION.search(text[:60]), _REGION.search(text[:60])
    if nation and (region is None or nation.start() < region.start()):
        return "nation"
    return "region" if region else ""


def _is_about(claim: _Claim, rank: Figure, vocabulary: Vocabulary) -> bool:
    text = rank.block.text
    if rank.role.value == "target" or rank.stage in ("target", "scenario") or not claim.topic:
        return False
    _, end = sentence_at(text, rank.start)
    scope = _scope(lowered(text[rank.start : min(end, rank.end + _REACH)]))
    if not scope or scope != claim.scope:
        return False
    year = _year_of(rank)
    if claim.since and (not year or year < claim.since):
        return False
    start, _ = sentence_at(text, rank.start)
    lead = lowered(rank.subject if _LEVEL.search(rank.subject) else text[start : rank.start])
    if claim.is_of_growth is not bool(_GROWTH.search(lead)):
        return False
    return _shares_topic(claim.topic, vocabulary.tokens(rank.subject))


def _shares_topic(claim: frozenset[str], rank: Sequence[str]) -> bool:
    return overlap(claim, frozenset(rank)) >= 50


def _year_of(figure: Figure) -> int:
    years = years_in(figure.period)
    return min(years) if len(years) == 1 else 0
