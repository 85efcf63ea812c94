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
from thuocdo.claims.context.phrases import HEAD_NOUNS, Lead, clip, has_head, read_following, read_lead, tidy
from thuocdo.claims.context.subsets import find_subset, without_parts
from thuocdo.claims.context.units import dimension_of
from thuocdo.claims.context.words import STRONG_WORDS, Vocabulary, word_set
from thuocdo.claims.model import Figure, FigureKind, Role

_BREAK = re.compile(r"[;()]|:(?=\s)|,\s|\btrong đó\b:?|\b(?:bao )?gồm(?: có)?\b:?|\bcụ thể\b:?|\blà:")
_SCENE = re.compile(
    r"^(?:tại|ở|đối với|riêng|về|trong các|trong khu|trong lĩnh vực|trong ngành)\s", re.IGNORECASE
)
_WHOLE = re.compile(r"(?:tỷ trọng|tỉ trọng|chiếm|đóng góp)[^,;()]* (?:trong|vào) ([^,;()]+)$", re.IGNORECASE)
_TOPIC_NOUN = re.compile(
    r"^[\W\d]*(?:trong |về |đối với )?(?:lĩnh vực|ngành|khu vực|công tác|hoạt động)\s+(.{3,60}?)"
    r"(?=[,;:.(]|\s(?:tiếp tục|phát triển|tăng|giảm|được|có|đạt|từng|chuyển|ngày|đóng góp|và chiếm|chiếm"
    r"|luôn|ổn định|duy trì)\b|$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"(?<!\w)(?:và|với|trong đó|nhưng|còn(?=\s+\w)|gồm|đồng thời)(?!\w)", re.IGNORECASE)
_UNIT_KIND = re.compile(r"(?:thị xã|thành phố|huyện|quận|xã|phường|thị trấn|tỉnh|tổ dân phố|bản)\s")
_MAY_BE_TOPIC = re.compile("ĩnh vực|gành|hu vực|ông tác|oạt động")
_ITEM = re.compile(r"[^:;.()]{1,80}:\s*$")
_ABOUT = re.compile(r"[^.;()]{0,60}?\bvề\s+([^,;.()]+?)(?=\s(?:theo|năm|giai|vào|với|trong)\b|[,;.()]|$)")
_LISTED = re.compile(r",\s*(?:và\s)?|\svà\s")
_PLACE = re.compile(
    r"(?:[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|TP\.?)"
    r"(?: [^\W\d_a-zà-ỹ]\w*){1,4}"
)
_THRESHOLD = re.compile(r"(?:dưới|trên|từ|đủ|mỗi)\s*$", re.IGNORECASE)
_HARD = re.compile(r"[;,.]")
_POSSESSOR = re.compile(r"\s(?:ở|tại|của|trong|cho)\s.*$")
_CUT_TO_MEASURE = re.compile(r"^(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn|^(?:đứng|xếp|dẫn) ")
GENERIC = word_set(
    "gtsx giá trị sản lượng doanh thu diện tích chiều dài vốn đầu tư công suất năng dư nợ kim ngạch "
    "mức số phát triển mới lượt"
)
_COUNTED = (FigureKind.COUNT, FigureKind.RATIO)
_CHANGES = (FigureKind.DELTA_ABS, FigureKind.DELTA_PCT, FigureKind.FOLD, FigureKind.RANK)
_LEVELS = (FigureKind.LEVEL, FigureKind.COUNT, FigureKind.RATE)
_GROWTH = re.compile(r"(?:tốc độ )?tăng trưởng |tốc độ tăng ", re.IGNORECASE)
_PLAIN_UNITS = word_set("% con người lượt km ha m2 m3 tấn tuổi lần bậc điểm năm đồng tháng ngày")


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
        if self._figures or _MAY_BE_TOPIC.search(self._text, self._start, self._start + 24):
            self._open(
                self._without_times(self._start, self._figures[0].start if self._figures else self._end)
            )
        names: list[Naming] = []
        at = self._start
        shared: list[str] = []
        for index, figure in enumerate(self._figures):
            pieces = self._pieces(at, figure.start)
            named = self._name(figure, index, pieces)
            shared = shared or self._shared(index, named.subject, at)
            if shared:
                self._memory.current = shared.pop(0)
                named = Naming(self._memory.current, self._memory.current, named.clause, named.depth)
            names.append(named)
            at = at if self._is_inside_name(index) else figure.end
        return names

    def _shared(self, index: int, subject: str, at: int) -> list[str]:
        """Return the names that share themselves out over as many figures (`A, B lần lượt đạt 1 và 2`)."""
        if "lần lượt" not in self._text[at : self._figures[index].start].lower():
            return []
        items = [item for item in _LISTED.split(subject) if item.strip()]
        figures = self._figures[index : index + len(items)]
        if len(items) < 2 or len(figures) < len(items):
            return []
        between = self._text[figures[0].end : figures[-1].start]
        if len(between) > 30 * len(items) or any(one.unit != figures[0].unit for one in figures):
            return []
        return [items[0], *(item if has_head(item) else _like(items[0], item) for item in items[1:])]

    def _open(self, opening: str) -> None:
        """Remember what the words before the first figure say the sentence is about."""
        memory = self._memory
        if not _ITEM.match(opening):
            memory.head = ""
        found = _TOPIC_NOUN.match(opening)
        if found and self._vocabulary.tokens(found[1]):
            memory.topic = tidy(found[1])

    def _is_inside_name(self, index: int) -> bool:
        """Whether a figure is a part of the next one's name (`trẻ em dưới 5 tuổi`, `trên 01 ha đất`)."""
        if index + 1 >= len(self._figures):
            return False
        figure, following = self._figures[index], self._figures[index + 1]
        if not _THRESHOLD.search(self._text[max(self._start, figure.start - 12) : figure.start]):
            return False
        between = _ASIDE.sub(" ", self._text[figure.end : following.start])
        return not _HARD.search(between) and read_lead(between).is_stated and figure.unit != following.unit

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
        last = len(pieces) - 1
        for number, (mark, words) in enumerate(pieces):
            if mark == ":" and number == last and not read_lead(words).noun:
                # "Dịch vụ: 17,1%": the colon stands for a verb, all before it is one name.
                since = max((n for n in range(last) if pieces[n][0] not in ("", ",")), default=0)
                named = [
                    tidy(words) for _, words in pieces[max(since, 1 if index and last > 1 else 0) : last]
                ]
                opening = read_lead(", ".join(filter(None, named))).noun
            else:
                self._cross(mark, opening)
            if number == 0 and index > 0:
                if len(pieces) > 1:
                    continue
                words = _after_joint(words)
            if number == last:
                if index > 0 and not read_lead(_after_joint(words)).noun:
                    words = _after_joint(words)
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
        if _UNIT_KIND.match(noun) and len(noun) < 40:
            return f"{before}, {noun}"
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
        if figure.kind is FigureKind.RANK and (about := _ABOUT.match(self._text, figure.end, self._end)):
            memory.current = tidy(about[1])
            return memory.current
        if self._is_count(figure) or (follows and not lead.is_stated and not self._is_change(figure)):
            subject = self._counted(figure, noun, follows)
            if not self._is_count(figure) or not lead.is_stated:
                return subject
        if not noun and figure.kind is FigureKind.DELTA_ABS and self._is_other_thing(figure):
            return self._counted(figure, noun, follows)
        if not noun:
            subject = memory.current or memory.head or memory.root or memory.topic
            if figure.kind in _LEVELS and _GROWTH.match(subject):
                subject = _measured(subject)
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

    def _is_count(self, figure: Figure) -> bool:
        """Whether a figure counts things that its unit names; a blank before such a unit does too."""
        if figure.kind is FigureKind.BLANK and figure.role is not Role.CHANGE:
            return figure.unit.lower() not in _PLAIN_UNITS and dimension_of(figure.unit) == "count"
        return figure.kind in _COUNTED

    def _is_other_thing(self, figure: Figure) -> bool:
        """Whether a change counts something else than the current thing."""
        if figure.unit.lower() in _PLAIN_UNITS or dimension_of(figure.unit) != "count":
            return False
        return not set(self._vocabulary.tokens(figure.unit)) <= set(
            self._vocabulary.tokens(self._memory.current)
        )

    def _is_change(self, figure: Figure) -> bool:
        return figure.kind in _CHANGES or figure.role in (Role.CHANGE, Role.TARGET_GAP, Role.FROM, Role.TO)

    def _named(self, figure: Figure, noun: str, lead: Lead, follows: str) -> str:
        """Return the full name: of the topic where `noun` is generic, of the root where it is a part."""
        memory = self._memory
        if _PLACE.fullmatch(noun):
            return memory.root or memory.current or memory.topic or noun
        if self._is_generic(noun):
            subject = self._of_topic(noun)
        elif STRONG_WORDS.issuperset(self._vocabulary.tokens(noun)):
            # An index known by its letters (SIPAS) is no part of the one named before it.
            subject = noun
        elif not has_head(noun) and (memory.head or (has_head(memory.root) and memory.unit == figure.unit)):
            root = memory.head or _POSSESSOR.sub("", memory.root)
            if find_subset(noun):
                root = without_parts(root)
            if set(self._vocabulary.tokens(noun)) < set(self._vocabulary.tokens(root)):
                # A part that the whole is named by: "công nghiệp - xây dựng …, công nghiệp …".
                root = root[: len(root) - len(_measured(root))].strip()
            root = _up_to(root, noun)
            return f"{root} {noun}" if root.lower() not in noun.lower() else noun
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
            bare = _measured(topic)
            if set(self._vocabulary.tokens(bare)) - GENERIC:
                return noun if words <= own else f"{noun} {bare}"
        return noun

    def _following(self, figure: Figure, index: int, depth: int = 0) -> str:
        """Return the words after the figure that say what is counted, in a list those after its last item."""
        following = self._figures[index + 1] if index + 1 < len(self._figures) else None
        end = following.start if following else self._end
        if figure.end >= end:
            return ""
        reach = min(end, figure.end + 120)
        words = read_following(
            self._without_times(figure.end, reach), meets_figure=following is not None and reach == end
        )
        if following is None or depth > 3 or (following.unit != figure.unit and words):
            return words
        between = self._text[figure.end : following.start].strip().lower()
        if not words and self._is_count(figure) and self._is_count(following):
            if between in (",", "và", ", và", "hoặc"):
                return self._following(following, index + 1, depth + 1)
        elif figure.unit == "%" and between in (f"{words.lower()},", f"{words.lower()} và"):
            shared = self._following(following, index + 1, depth + 1).split(None, 1)
            return f"{words} {shared[1]}" if len(shared) > 1 else words
        return words

    def _counted(self, figure: Figure, noun: str, follows: str) -> str:
        """Return what a count counts: unit, words after it, what is done with it and where."""
        memory = self._memory
        is_noun = figure.unit.lower() not in _PLAIN_UNITS and dimension_of(figure.unit) == "count"
        unit = figure.unit if is_noun else ""
        if noun:
            self._clause += 1
            memory.predicate = noun
            counted = set(self._vocabulary.tokens(unit))
            if has_head(noun) and counted and counted <= set(self._vocabulary.tokens(noun)):
                memory.current = noun
                memory.root, memory.unit = memory.root or noun, figure.unit
                return noun
        own = tidy(f"{unit} {follows}")
        if not own and noun and not has_head(noun) and memory.unit == figure.unit and has_head(memory.root):
            memory.current = self._named(figure, noun, Lead(noun, ()), "")
            return memory.current
        if not own:
            subject = noun or memory.current or memory.root or memory.topic
            memory.current = subject
            return subject
        if not follows and has_head(memory.predicate):
            counted = set(self._vocabulary.tokens(unit))
            if counted and counted <= set(self._vocabulary.tokens(memory.predicate)):
                memory.current = memory.predicate
                return memory.predicate
        predicate = memory.predicate if memory.predicate.lower() not in own.lower() else ""
        scene = memory.scene if memory.scene.lower() not in own.lower() else ""
        subject = tidy(f"{own} {predicate} {scene}")
        memory.current = subject
        if not memory.root:
            memory.root, memory.unit = subject, figure.unit
        return subject


def _up_to(root: str, noun: str) -> str:
    """Return `root` without what `noun` stands in place of: from the word that both begin with."""
    first = noun.split(None, 1)[0].lower()
    words = root.split()
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n].lower() == first), len(words))
    return " ".join(words[:at])


def _like(first: str, item: str) -> str:
    """Return the full name of a later item: in place of the part, or the last words, of the first."""
    if find_subset(first) and find_subset(item):
        return f"{without_parts(first)} {item}"
    head = HEAD_NOUNS.match(first)
    kept = first[: head.end()] if head else ""
    words = first[len(kept) :].split()
    return " ".join([kept, *words[: max(0, len(words) - len(item.split()))], item]).strip()


def _after_joint(words: str) -> str:
    """Return what follows the last joint: what stands before it belongs to the figure before."""
    joints = list(_JOINT.finditer(words))
    return words[joints[-1].end() :] if joints else words


def _measured(topic: str) -> str:
    """Return the thing that `topic` measures: `tổng số khách du lịch` → `khách du lịch`."""
    return _MEASURE.sub("", topic)


_MEASURE = re.compile(
    r"^(?:(?:tổng|số lượng|số|mức|giá trị|chiều dài|diện tích|tốc độ|tăng trưởng|tăng|lĩnh vực|ngành"
    r"|toàn ngành|quy mô"
    r"|grdp|sản xuất|tổng sản phẩm|doanh thu|sản lượng|kim ngạch|năng suất)\s+)+",
    re.IGNORECASE,
)
