"""Which abbreviations does a document define for itself? `khu công nghiệp (KCN)`."""

from __future__ import annotations

import re

from thuocdo.claims.context.words import folded
from thuocdo.documents import Document

_DEFINITION = re.compile(r"\(\s*(?:viết tắt là\s+|gọi tắt là\s+)?([A-ZĐ][A-ZĐ&\s]{1,9}?[A-ZĐ])\s*\)")
_WORD = re.compile(r"[^\W\d_]+")


def find_abbreviations(document: Document) -> dict[str, str]:
    """Return long name → abbreviation for every `name (ABC)` whose words begin with these letters.

    The words need not all be used: `đồng bào dân tộc thiểu số (DTTS)` defines `dân tộc thiểu số`.
    """
    found: dict[str, str] = {}
    for block in document.blocks:
        if "(" not in block.text:
            continue
        for match in _DEFINITION.finditer(block.text):
            letters = [sign for sign in match[1] if sign.isalpha()]
            words = _WORD.findall(block.text[max(0, match.start() - 90) : match.start()])
            tail = words[-len(letters) :]
            initials = [folded(word[0]) for word in tail]
            if len(tail) == len(letters) and initials == [folded(letter) for letter in letters]:
                found.setdefault(" ".join(tail), "".join(letters))
    return found
