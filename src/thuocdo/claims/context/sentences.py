"""Where do sentences end? Never inside a figure, never after `TP.`, and always with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[”\"’)\]]*\s+(?=[“\"‘(\[]*(\w))|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:tp|tx|tt|ths|ts|pgs|gs|bs|đ/c|v\.v|mr|st|no|p|q|h)\.$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block: `text[start:end]`."""

    start: int
    end: int


def split_sentences(text: str, spans: Sequence[tuple[int, int]] = ()) -> list[Sentence]:
    """Return the sentences of `text`; a full stop inside one of `spans` (sorted, figures) ends none."""
    sentences: list[Sentence] = []
    start = 0
    starts = [span[0] for span in spans]
    for found in _END.finditer(text):
        if found[1] is not None and not (found[1].isupper() or found[1].isdecimal()):
            continue
        at = found.start()
        nearest = bisect_right(starts, at) - 1
        if nearest >= 0 and at < spans[nearest][1] and found.end() <= spans[nearest][1]:
            continue
        if _ABBREVIATION.search(text, max(0, at - 6), at + 1):
            continue
        sentences.append(Sentence(start, found.end()))
        start = found.end()
    if start < len(text):
        sentences.append(Sentence(start, len(text)))
    return sentences
