"""Which percentages are said to be the shares of one whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thuocdo.claims.arithmetic import is_percent
from thuocdo.claims.model import Figure, FigureKind, Reading
from thuocdo.claims.sentences import Sentence, are_complements, remembered, sentences_of

_STRUCTURE = re.compile(r"cơ cấu|tỷ trọng các|tỉ trọng các|phân theo|chia theo|theo thành phần")
_WHOLE_STRUCTURE = re.compile(r"(?:trong|của) (?:cơ cấu|tổng) (?:kinh tế|nền kinh tế|grdp|gdp|giá trị)")
_SHARE_LEAD = re.compile(
    r"(?:chiếm|tỷ trọng|tỉ trọng|là|đạt|:|còn|khoảng)\s*(?:tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ)?\s*:?\s*$"
)
_NOT_SHARE = re.compile(
    r"tăng|giảm|vượt|so với|cao hơn|thấp hơn|mục tiêu|kế hoạch|hoàn thành|tốc độ|bình quân"
)


@dataclass(frozen=True)
class Shares:
    """Shares of one whole.

    Attributes:
        shares: At least two, in order.
        is_complete: The words name the two halves of everything (nam and nữ), or a bracketed residue.
        structure: The words `cơ cấu …` stand before them.
    """

    shares: tuple[Figure, ...]
    is_complete: bool
    structure: bool


@remembered
def shares_of(reading: Reading) -> tuple[Shares, ...]:
    """Return every list of shares."""
    sentences = sentences_of(reading)
    return tuple(_lists(sentences))


def _lists(sentences: tuple[Sentence, ...]) -> Iterator[Shares]:
    done: set[tuple[int, int]] = set()
    for position, sentence in enumerate(sentences):
        for run in _runs(sentence):
            if any((figure.block.index, figure.start) in done for figure in run):
                continue
            structure = bool(_STRUCTURE.search(sentence.between(None, run[0]))) or (
                len(run) > 2 and _WHOLE_STRUCTURE.search(sentence.lower) is not None
            )
            if structure and run[-1] is sentence.figures[-1]:
                run = run + _continued(sentences, position)
            done.update((figure.block.index, figure.start) for figure in run)
            if len(run) > 1:
                yield Shares(tuple(run), _is_complementary(sentence, run), structure)


def _runs(sentence: Sentence) -> Iterator[list[Figure]]:
    """Yield neighbouring shares of one sentence, each said with `chiếm` or named like the first."""
    run: list[Figure] = []
    depth = 0
    structure = bool(_STRUCTURE.search(sentence.lower))
    for figure in sentence.figures:
        words = sentence.between(run[-1] if run else None, figure)
        if run and sentence.depth(figure) > depth:
            continue  # a bracket speaks of the share before it
        if _is_share(sentence, figure, bool(run) or structure) and (not run or _goes_on(words)):
            if not run:
                depth = sentence.depth(figure)
            run.append(figure)
            continue
        if len(run) > 1:
            yield run
        run = []
        if _is_share(sentence, figure, structure):
            run, depth = [figure], sentence.depth(figure)
    if run:
        yield run


def _is_share(sentence: Sentence, figure: Figure, in_list: bool) -> bool:
    if not is_percent(figure) or figure.value is None or figure.value2 is not None or "/" in figure.unit:
        return False
    if figure.kind in (FigureKind.GROWTH_RATE, FigureKind.DELTA_PCT):
        return False
    before = re.split(r"[;)]", sentence.before(figure))[-1]
    if _NOT_SHARE.search(before[-45:]):
        return False
    if re.match(r"\s*(?:mục tiêu|kế hoạch|so với|dự toán)", sentence.after(figure)):
        return False
    lead = sentence.lead(figure)
    return "chiếm" in before[-60:] or (in_list and (bool(_SHARE_LEAD.search(lead)) or len(before) < 60))


def _goes_on(words: str) -> bool:
    without_bracket = re.sub(r"\([^()]*\)", " ", words)
    return len(without_bracket) < 110 and not re.search(
        r"trong đó|đồng thời|ngoài ra|riêng|tổng", without_bracket
    )


def _continued(sentences: tuple[Sentence, ...], position: int) -> list[Figure]:
    """Return the shares of the sentences that go on with the structure: `Dịch vụ: 17,1%.`"""
    more: list[Figure] = []
    here = sentences[position]
    for sentence in sentences[position + 1 : position + 6]:
        if sentence.block.index - here.block.index > 5 or sentence.block.kind is not here.block.kind:
            break
        if len(sentence.text) > 120 or not all(
            re.search(r":\s*(?:chiếm\s*)?$|chiếm\s*$", sentence.lead(figure)) and is_percent(figure)
            for figure in sentence.figures
        ):
            break
        if any(figure.value is None or figure.value2 is not None for figure in sentence.figures):
            break
        more += sentence.figures
    return more


def _is_complementary(sentence: Sentence, run: list[Figure]) -> bool:
    if len(run) != 2:
        return False
    first, second = (sentence.before(figure)[-60:] for figure in run)
    return are_complements(first, second)
