"""Where have the letters been lost? Zones that a font without a Unicode table left in pieces.

Such text has many single consonants ("T l lao ng qua ào t o") and hardly a toned vowel; letters of the
private use area, replacement characters and `(cid:…)` are the same fault in other dress. A zone is
reported and never read: its digits stand in no sentence.
"""

from __future__ import annotations

import re

from thuocdo.documents.lines import Line

_FRAGMENT = re.compile(r"(?<![\w/.,-])[bcdđghklmnpqrstvx]{1,3}(?![\w/.-])")
_LOST_LETTER = re.compile("[\ue000-\uf8ff\ufffd]|\\(cid:\\d+\\)")
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = frozenset(
    {"m", "km", "kg", "g", "cm", "mm", "đ", "tr", "l", "v", "kv", "ml", "dm", "s", "h", "p", "tp", "x", "k"}
)
_MIN_SHARE = 0.2
_FEWEST = 3
_REACH = 5
"""Lines without a fragment that may stand between two with one."""


def find_unreadable(lines: list[Line]) -> list[tuple[int, int]]:
    """Return the zones as (first line, line behind the last), blank lines at their ends left out."""
    written = [line for line in lines if line.text]
    seeds = [at for at, line in enumerate(written) if _is_broken(line.text)]
    zones: list[tuple[int, int]] = []
    run: list[int] = []
    for at in [*seeds, None]:
        if run and (at is None or at - run[-1] > _REACH):
            if _is_zone(written, run):
                zones.append(_widen(written, run[0], run[-1]))
            run = []
        if at is not None:
            run.append(at)
    return zones


def _is_zone(written: list[Line], run: list[int]) -> bool:
    if any(_LOST_LETTER.search(written[at].text) for at in run):
        return True
    return len(run) >= _FEWEST and len(run) >= 0.35 * (run[-1] - run[0] + 1)


def _is_broken(text: str) -> bool:
    lost = _LOST_LETTER.findall(text)
    if lost:
        return len(lost) >= 3 or any(letter.startswith("(cid") for letter in lost) or len(text) < 20
    if not _FRAGMENT.search(text):
        return False
    fragments = _FRAGMENT.findall(text)
    if all(fragment in _UNITS for fragment in fragments) and len(fragments) < 2 and len(text) > 6:
        return False
    words = len(_WORD.findall(text))
    return len(fragments) >= _MIN_SHARE * words


def _widen(written: list[Line], first: int, last: int) -> tuple[int, int]:
    """Take in the scraps before the zone: lines of one or two words without an end."""
    while first and len(written[first - 1].text.split()) <= 2 and not written[first - 1].text.endswith("."):
        first -= 1
    return written[first].number, written[last].number + 1
