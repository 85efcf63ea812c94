"""How right is the extraction? Figures found against hand-made annotations, in one page of numbers.

    python benchmarks/accuracy.py ANNOTATIONS.jsonl DOCUMENT [ANNOTATIONS.jsonl DOCUMENT …] [--list]

An annotation file holds one JSON object per figure: `line` (of the digits, 1-based), `text`, `value`,
`value2` (of a range or ratio), `scale` (1, 1000 …), `unit`, `kind`, and `optional: true` for what is
neither required nor a fault. Lines beyond the last annotated one are left out, so a part of a document can
be measured.

A figure is found when the spans overlap in the source and value × scale is equal; blanks when the spans
overlap and both are blanks. Units are compared after folding synonyms; "family" also lets a longer noun
stand for its head (`dự án` and `dự án FDI`). A false alarm is a numeral that nobody annotated and that was
reported as a quantity; its share is of all numerals not annotated.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Figure, FigureKind
from thuocdo.documents import Document, Place

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_SYNONYMS = {
    "vnd": "đồng",
    "vnđ": "đồng",
    "đ": "đồng",
    "₫": "đồng",
    "điểm phần trăm": "pp",
    "điểm %": "pp",
    "thứ": "hạng",
    "đ/c": "đồng chí",
    "héc ta": "ha",
    "hecta": "ha",
    "m²": "m2",
    "m³": "m3",
    "km²": "km2",
    "phần trăm": "%",
    "$": "usd",
    "tỉnh, thành": "tỉnh, thành phố",
    "tỉnh/thành phố": "tỉnh, thành phố",
    "bác sỹ": "bác sĩ",
}


@dataclass(frozen=True)
class Annotation:
    """One annotated figure and its span in the source, if the text was found there."""

    line: int
    text: str
    value: Decimal | None
    value2: Decimal | None
    scale: Decimal
    unit: str
    kind: str
    optional: bool
    span: tuple[int, int] | None


@dataclass
class Score:
    """Counts of one measurement; adds up over documents."""

    required: int = 0
    found: int = 0
    with_unit: int = 0
    with_family: int = 0
    with_kind: int = 0
    extra: int = 0
    blanks: int = 0
    blanks_found: int = 0
    blanks_extra: int = 0
    numerals: int = 0
    false_alarms: int = 0
    seconds: float = 0.0
    characters: int = 0
    notes: list[str] = field(default_factory=list)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for name in vars(other):
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, mine + theirs)


def fold_unit(unit: str) -> str:
    """Return the unit with synonyms folded, part by part."""
    plain = " ".join(unicodedata.normalize("NFC", unit).casefold().split())
    plain = plain.replace("tỉ ", "tỷ ")
    if plain in _SYNONYMS:
        return _SYNONYMS[plain]
    return "/".join(_SYNONYMS.get(part.strip(), part.strip()) for part in plain.split("/"))


def is_family(one: str, other: str) -> bool:
    """Whether one unit is the other with more words after its head."""
    short, long = sorted((one.split(), other.split()), key=len)
    return bool(short) and long[: len(short)] == short


def read_annotations(path: Path, document: Document) -> list[Annotation]:
    """Read the annotations of `document` and find each in its text."""
    source = document.text
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    used: set[tuple[int, int]] = set()
    annotations = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line, parse_float=Decimal)
        span = _find_span(source, starts, int(row["line"]), str(row["text"]), used)
        if span:
            used.add(span)
        annotations.append(
            Annotation(
                line=int(row["line"]),
                text=str(row["text"]),
                value=_decimal(row.get("value")),
                value2=_decimal(row.get("value2")),
                scale=_decimal(row.get("scale")) or Decimal(1),
                unit=str(row.get("unit") or ""),
                kind=str(row.get("kind") or ""),
                optional=bool(row.get("optional")),
                span=span,
            )
        )
    return annotations


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _find_span(
    source: str, starts: Sequence[int], line: int, text: str, used: set[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return where `text` stands near `line`: white space, and footnote marks at line ends, may differ."""
    pattern = re.compile(r"\s*(?:\n\s*)*".join(map(re.escape, re.sub(r"\s+", "", text))))
    first = starts[min(max(0, line - 2), len(starts) - 1)]
    last = starts[line + 2] if line + 2 < len(starts) else len(source)
    here = starts[line - 1] if line - 1 < len(starts) else first
    spans = [match.span() for match in pattern.finditer(source, first, last)]
    glued = [s for s in spans if not (s[0] and source[s[0]].isdigit() and source[s[0] - 1] in "0123456789.,")]
    free = [span for span in glued or spans if span not in used]
    at_line = [span for span in free if span[1] > here]
    return (at_line or free or [None])[0]


def figure_span(figure: Figure, starts: Sequence[int]) -> tuple[int, int]:
    """Return the span of a figure in the source text."""
    first = figure.block.places.place(figure.start)
    last = figure.block.places.place(max(figure.start, figure.end - 1))
    return _offset(first, starts), _offset(last, starts) + 1


def _offset(place: Place, starts: Sequence[int]) -> int:
    return starts[place.line - 1] + place.column - 1


def measure(annotation_path: Path, document: Document) -> Score:
    """Compare the figures found in `document` with the annotations."""
    begin = time.perf_counter()
    figures = find_figures(document)
    score = Score(seconds=time.perf_counter() - begin, characters=sum(len(b.text) for b in document.blocks))
    starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
    annotations = read_annotations(annotation_path, document)
    limit = max((a.line for a in annotations), default=0) + 3
    end = starts[limit] if limit < len(starts) else len(document.text)
    spans = [(figure_span(figure, starts), figure) for figure in figures]
    spans = [(span, figure) for span, figure in spans if span[0] < end]
    taken: set[int] = set()
    for annotation in annotations:
        _score_one(annotation, spans, taken, score)
    _score_rest(document, annotations, spans, taken, end, score)
    return score


def _score_one(
    annotation: Annotation,
    spans: Sequence[tuple[tuple[int, int], Figure]],
    taken: set[int],
    score: Score,
) -> None:
    where = f"{annotation.line}: {annotation.text}"
    if annotation.span is None:
        score.notes.append(f"text not in the source   {where}")
    overlapping = [
        number
        for number, (span, _) in enumerate(spans)
        if annotation.span and number not in taken and _overlap(span, annotation.span)
    ]
    match = next((n for n in overlapping if _same_value(annotation, spans[n][1])), None)
    is_blank = annotation.kind == "blank"
    if annotation.optional:
        taken.update(overlapping)
        return
    score.required += 1
    score.blanks += is_blank
    if match is None:
        seen = ", ".join(_show(spans[n][1]) for n in overlapping) or "nothing"
        score.notes.append(
            f"missed   {where} ({annotation.value} × {annotation.scale} {annotation.unit}): {seen}"
        )
        return
    figure = spans[match][1]
    taken.add(match)
    score.found += 1
    score.blanks_found += is_blank
    mine, theirs = fold_unit(figure.unit), fold_unit(annotation.unit)
    score.with_unit += mine == theirs
    score.with_family += mine == theirs or is_family(mine, theirs)
    if mine != theirs:
        word = "head" if is_family(mine, theirs) else "unit"
        score.notes.append(f"{word}   {where}: “{figure.unit}”, not “{annotation.unit}”")
    score.with_kind += figure.kind == annotation.kind
    if figure.kind != annotation.kind:
        score.kinds[annotation.kind, figure.kind.value] += 1
        score.notes.append(f"kind   {where}: {figure.kind}, not {annotation.kind}")


def _score_rest(
    document: Document,
    annotations: Sequence[Annotation],
    spans: Sequence[tuple[tuple[int, int], Figure]],
    taken: set[int],
    end: int,
    score: Score,
) -> None:
    """Count what was reported and not annotated, and the numerals nobody annotated."""
    known = [a.span for a in annotations if a.span]
    for number, (_, figure) in enumerate(spans):
        if number in taken:
            continue
        score.extra += 1
        score.blanks_extra += figure.kind is FigureKind.BLANK
        place = figure.block.places.place(figure.start)
        score.notes.append(f"extra   {place.line}: {_show(figure)}")
    numerals = [m.span() for m in _NUMERAL.finditer(document.text, 0, end)]
    others = [n for n in numerals if not any(_overlap(n, span) for span in known)]
    score.numerals = len(others)
    reported = [span for number, (span, _) in enumerate(spans) if number not in taken]
    score.false_alarms = sum(1 for n in others if any(_overlap(n, span) for span in reported))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same_value(annotation: Annotation, figure: Figure) -> bool:
    if annotation.value is None or figure.value is None:
        return annotation.value is None and figure.value is None
    if annotation.value * annotation.scale != figure.amount:
        return False
    if annotation.kind == "range":
        return annotation.value2 == figure.value2
    return True


def _show(figure: Figure) -> str:
    text = " ".join(figure.text.split())
    return f"“{text}” = {figure.value} × 10^{figure.scale} {figure.unit} [{figure.kind}]"


def _f1(found: int, required: int, reported: int) -> tuple[Decimal, Decimal, Decimal]:
    recall = Decimal(found) / required if required else Decimal(1)
    precision = Decimal(found) / reported if reported else Decimal(1)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else Decimal(0)


def print_score(score: Score, *, with_list: bool) -> None:
    """Print the numbers, and with `with_list` every miss and false alarm."""
    if with_list:
        print("\n".join(sorted(score.notes)))
        print()
    reported = score.found + score.extra
    rows = [
        ("value", score.found),
        ("value + unit", score.with_unit),
        ("value + unit (head noun)", score.with_family),
        ("value + kind", score.with_kind),
    ]
    print(f"{'':26}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, found in rows:
        precision, recall, f1 = _f1(found, score.required, reported)
        print(f"{name:26}{precision:10.4f}{recall:10.4f}{f1:10.4f}")
    precision, recall, f1 = _f1(score.blanks_found, score.blanks, score.blanks_found + score.blanks_extra)
    print(f"{'blanks':26}{precision:10.4f}{recall:10.4f}{f1:10.4f}")
    share = Decimal(score.false_alarms) / score.numerals if score.numerals else Decimal(0)
    print(
        f"false alarms: {score.false_alarms} of {score.numerals} numerals that are no quantity ({share:.2%})"
    )
    print(f"figures: {score.required} required, {score.found} found, {score.extra} besides")
    if score.seconds:
        rate = score.characters / score.seconds / 1e6
        print(f"speed: {rate:.2f} million characters/s ({score.seconds:.3f} s)")


def main(arguments: Sequence[str]) -> int:
    """Measure every pair of files; return 2 when they do not pair up."""
    from thuocdo.documents.open import open_document

    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if not paths or len(paths) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    total = Score()
    for annotation_path, document_path in zip(paths[::2], paths[1::2], strict=True):
        total.add(measure(annotation_path, open_document(document_path, document_path.name)))
    print_score(total, with_list="--list" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
