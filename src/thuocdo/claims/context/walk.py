"""What is each figure of a sentence of? One walk from left to right, remembering what was named.

Remembered are the root (the measure the sentence is about), the current thing, the open brackets and the
times. A figure whose words name nothing is of the current thing; a short name without a measure (`thành
thị`, `mẫu giáo`) is a part of the root.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from thuocdo.claims.context.periods import Mention
from thuocdo.claims.context.phrases import Lead, clip, has_head, read_following, read_lead, tidy
from thuocdo.claims.context.words import Vocabulary
from thuocdo.claims.model import Figure, FigureKind, Role

_BREAK = re.compile(r"[;()]|:(?=\s)|,\s|\btrong đó\b:?|\b(?:bao )?gồm(?: có)?\b:?|\bcụ thể\b:?|\blà:")
_SCENE = re.compile(
    r"^(?:tại|ở|đối với|riêng|về|trong các|trong khu|trong lĩnh vực|trong ngành)\s", re.IGNORECASE
)
_WHOLE = re.compile(r"(?:tỷ trọng|tỉ trọng|chiếm|đóng góp)[^,;()]* (?:trong|vào) ([^,;()]+)$", re.IGNORECASE)
_TOPIC_NOUN = re.compile(
    r"(?:lĩnh vực|ngành|khu vực|công tác|hoạt động)\s+(.{3,60}?)"
    r"(?=[,;:.(]|\s(?:tiếp tục|phát triển|tăng|giảm|được|có|đạt|từng|chuyển|ngày|đóng góp|và chiếm|chiếm|luôn|ổn định|duy trì)\b|$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"(?<!\w)(?:và|với|trong đó|nhưng|còn|gồm|đồng thời)(?!\w)", re.IGNORECASE)
_POSSESSOR = re.compile(r"\s(?:ở|tại|của|trong|cho)\s.*$")
_CUT_TO_MEASURE = re.compile(r"^(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn|^(?:đứng|xếp|dẫn) ")
GENERIC = frozenset(
    "gtsx giá trị sản lượng doanh thu diện tích chiều dài vốn đầu tư công suất dư nợ kim ngạch mức số phát triển"
    " mới lượt".split()
)
_COUNTED = (FigureKind.COUNT, FigureKind.RATIO)
_CHANGES = (FigureKind.DELTA_ABS, FigureKind.DELTA_PCT, FigureKind.FOLD, FigureKind.RANK)
_PLAIN_UNITS = frozenset("% con người lượt km ha m2 m3 tấn tuổi lần bậc điểm năm đồng tháng ngày".split())


@dataclass
class Memory:
    """What the walk remembers.

    Attributes:
        root: The measure the sentence is about.
        head: What a colon announced (`Cơ cấu kinh tế:`), standing for every item after it.
        current: What the last figure was of.
        topic: What the paragraph or section is about.
        predicate: What is done with the things counted (`quy hoạch mới`).
        scene: Where or for whom the clause holds (`tại …`).
        unit: Unit of the last figure that set the root.
    """

    root: str = ""
    head: str = ""
    current: str = ""
    topic: str = ""
    predicate: str = ""
    scene: str = ""
    unit: str = ""
    stack: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Naming:
    """What a figure is of.

    Attributes:
        subject: The words.
        where: Words in which a place or a part of the whole may be named, its own first.
        clause: Number of the clause: rises where a new thing is named.
        depth: How many brackets stand open.
    """

    subject: str
    where: str
    clause: int
    depth: int


class SentenceWalk:
    """Names the figures of one sentence.

    Args:
        text: The block's text.
        start, end: The sentence.
        figures: Its figures, in order.
        mentions: Times named in the block, in order: they are no part of a name.
        vocabulary: Tells generic words (`doanh thu`) from words that name a thing.
        memory: What was named before; carried on to the next sentence of the paragraph.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        figures: Sequence[Figure],
        mentions: Sequence[Mention],
        vocabulary: Vocabulary,
        memory: Memory,
    ) -> None:
        self._text, self._start, self._end = text, start, end
        self._figures = figures
        self._mentions = mentions
        self._vocabulary = vocabulary
        self._memory = memory
        self._clause = 0
        self._starts = [mention.start for mention in mentions]

    def names(self) -> list[Naming]:
        """Return what each figure is of."""
        memory = self._memory
        memory.root = memory.predicate = memory.scene = memory.unit = ""
        memory.stack.clear()
        opening = self._text[self._start : self._figures[0].start if self._figures else self._end]
        if found := _TOPIC_NOUN.search(opening):
            memory.topic = tidy(found[1])
        names: list[Naming] = []
        at = self._start
        for index, figure in enumerate(self._figures):
            pieces = self._pieces(at, figure.start)
            names.append(self._name(figure, index, pieces))
            at = figure.end
        return names

    def _pieces(self, start: int, end: int) -> list[tuple[str, str]]:
        """Return (break before, words) of the text between two figures; times and asides are taken out."""
        text = self._without_times(start, end)
        if "(" in text:
            text = _ASIDE.sub(" ", text)
        pieces: list[tuple[str, str]] = []
        mark, at = "", 0
        for found in _BREAK.finditer(text):
            pieces.append((mark, text[at : found.start()]))
            mark, at = found[0].strip().lower(), found.end()
        pieces.append((mark, text[at:]))
        return pieces

    def _without_times(self, start: int, end: int) -> str:
        parts, at = [], start
        for index in range(bisect_left(self._starts, start), len(self._mentions)):
            mention = self._mentions[index]
            if mention.start >= end:
                break
            parts.append(self._text[at : mention.start])
            at = min(mention.end, end)
        parts.append(self._text[at:end])
        return " ".join(parts) if len(parts) > 1 else parts[0]

    def _name(self, figure: Figure, index: int, pieces: list[tuple[str, str]]) -> Naming:
        """Name a figure from the words before it.

        The first piece after another figure is that figure's own; a clause is opened by the start of the
        sentence, a semicolon, a colon, a bracket or `trong đó`, and names the figure where the words right
        before it name nothing.
        """
        memory = self._memory
        opening, listed = "", ""
        noun, lead = "", Lead("", ())
        for number, (mark, words) in enumerate(pieces):
            self._cross(mark, opening)
            if number == 0 and index > 0:
                if len(pieces) > 1:
                    continue
                words = _after_joint(words)
            if number == len(pieces) - 1:
                lead = read_lead(words)
                noun = self._joined(listed, lead.noun, mark) if lead.noun else opening
            elif _SCENE.match(words.strip()) and mark in ("", ",", ";"):
                memory.scene = tidy(words)
            else:
                read = read_lead(words)
                if mark != ",":
                    opening = listed = read.noun
                elif read.noun:
                    listed = self._joined(listed, read.noun, mark)
                    opening = opening or (read.noun if index == 0 else "")
        if _CUT_TO_MEASURE.match(noun.lower()):
            noun = ""
        between = " ".join(words for _, words in pieces)
        subject = self._subject(figure, index, clip(noun) if noun else "", lead, between)
        aside = self._text[max(self._start, figure.start - 60) : figure.start]
        where = f"{noun} {memory.scene} {' '.join(_ASIDE.findall(aside))}"
        return Naming(subject, where, self._clause, len(memory.stack))

    def _cross(self, mark: str, opening: str) -> None:
        """Remember what a break means: brackets open and close, a colon announces, a semicolon ends."""
        memory = self._memory
        if mark == "(":
            memory.stack.append((memory.current, memory.predicate, memory.root))
        elif mark == ")" and memory.stack:
            memory.current, memory.predicate, memory.root = memory.stack.pop()
        elif mark == ";":
            memory.predicate = memory.scene = ""
            if opening and has_head(opening):
                memory.root, memory.unit = clip(opening), ""
        elif mark == ":" and opening:
            memory.head = clip(opening)
            memory.root, memory.unit = memory.head, ""

    def _joined(self, before: str, noun: str, mark: str) -> str:
        """Return the name over a comma: parts of one measure (`Tỷ lệ xã, phường, thị trấn đạt chuẩn`)."""
        if mark != "," or not before:
            return noun
        is_list = has_head(before) and not has_head(noun) and clip(before) == before
        if "trừ" in before.lower().split() or is_list:
            return f"{before}, {noun}"
        return noun

    def _is_generic(self, noun: str) -> bool:
        tokens = self._vocabulary.tokens(noun)
        small = f" {noun.lower()} "
        if any(f" {words} " in small for words in ("ngành", "toàn ngành", "lĩnh vực")) and len(tokens) < 2:
            return True
        return all(token in GENERIC for token in tokens)

    def _subject(self, figure: Figure, index: int, noun: str, lead: Lead, between: str) -> str:
        memory = self._memory
        follows = self._following(figure, index)
        if figure.kind in _COUNTED or (follows and not lead.is_stated and not self._is_change(figure)):
            subject = self._counted(figure, noun, lead, follows)
            if figure.kind not in _COUNTED or not lead.is_stated:
                return subject
        if not noun:
            subject = memory.current or memory.head or memory.root or memory.topic
            if figure.kind is FigureKind.SHARE and (found := _WHOLE.search(tidy(between))):
                whole = tidy(found[1])
                if whole.lower() not in subject.lower():
                    subject = f"{subject} trong {whole}"
            memory.current = subject
            return subject
        self._clause += 1
        subject = self._named(figure, noun, lead, follows)
        memory.current = subject
        return subject

    def _is_change(self, figure: Figure) -> bool:
        return figure.kind in _CHANGES or figure.role in (Role.CHANGE, Role.TARGET_GAP, Role.FROM, Role.TO)

    def _named(self, figure: Figure, noun: str, lead: Lead, follows: str) -> str:
        """Return the full name for `noun`: of its topic where it is generic, of the root where it is a part."""
        memory = self._memory
        if self._is_generic(noun):
            subject = self._of_topic(noun)
        elif not has_head(noun) and (memory.head or (memory.root and memory.unit == figure.unit)):
            root = memory.head or _POSSESSOR.sub("", memory.root)
            subject = f"{root} {noun}" if root.lower() not in noun.lower() else noun
            return subject
        else:
            subject = noun
        if "chiếm" in lead.tail:
            whole = follows or (memory.root if memory.root and memory.unit != figure.unit else "")
            if whole and whole.lower() not in subject.lower():
                subject = f"{subject} trong {whole}"
        elif not memory.root or has_head(noun):
            memory.root, memory.unit = subject, figure.unit
        return subject

    def _of_topic(self, noun: str) -> str:
        """Return a generic name with the thing it is of, the nearest first (`doanh thu du lịch`)."""
        memory = self._memory
        own = set(self._vocabulary.tokens(noun))
        for topic in (memory.root, memory.current, memory.topic):
            words = set(self._vocabulary.tokens(topic))
            if not words - GENERIC or (own and own & words and not words <= own):
                continue
            return noun if words <= own else f"{noun} {_measured(topic)}"
        return noun

    def _following(self, figure: Figure, index: int, depth: int = 0) -> str:
        """Return the words after the figure that say what is counted, in a list those after its last item."""
        following = self._figures[index + 1] if index + 1 < len(self._figures) else None
        end = following.start if following else self._end
        if figure.end >= end:
            return ""
        words = read_following(self._without_times(figure.end, min(end, figure.end + 120)))
        if not words and following is not None and depth < 4:
            between = self._text[figure.end : following.start].strip().lower()
            is_like = following.kind is figure.kind and figure.kind in _COUNTED
            if is_like and between in (",", "và", ", và", "hoặc"):
                return self._following(following, index + 1, depth + 1)
        return words

    def _counted(self, figure: Figure, noun: str, lead: Lead, follows: str) -> str:
        """Return what a count counts: unit, words after it, what is done with it and where."""
        memory = self._memory
        unit = "" if figure.unit.lower() in _PLAIN_UNITS else figure.unit
        if noun:
            self._clause += 1
            memory.predicate = noun
        own = tidy(f"{unit} {follows}")
        if not own:
            return noun or memory.current or memory.root or memory.topic
        predicate = memory.predicate if memory.predicate.lower() not in own.lower() else ""
        scene = memory.scene if memory.scene.lower() not in own.lower() else ""
        subject = tidy(f"{own} {predicate} {scene}")
        memory.current = subject
        if not memory.root:
            memory.root, memory.unit = subject, figure.unit
        return subject


def _after_joint(words: str) -> str:
    """Return what follows the last joint: what stands before it belongs to the figure before."""
    joints = list(_JOINT.finditer(words))
    return words[joints[-1].end() :] if joints else words


def _measured(topic: str) -> str:
    """Return the thing that `topic` measures: `tổng số khách du lịch` → `khách du lịch`."""
    return re.sub(
        r"^(?:tổng|số lượng|tổng số|số|mức|giá trị|chiều dài|diện tích|tốc độ tăng trưởng|tốc độ tăng|tăng trưởng|lĩnh vực"
        r"|ngành|quy mô)\s+",
        "",
        topic,
        flags=re.IGNORECASE,
    )
