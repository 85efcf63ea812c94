"""Which words count in one document? The language's synonyms, its own abbreviations, not its own name."""

from __future__ import annotations

from thuocdo.claims.context.abbreviations import find_abbreviations
from thuocdo.claims.context.areas import own_province
from thuocdo.claims.context.words import Vocabulary
from thuocdo.documents import Document


def document_vocabulary(document: Document) -> Vocabulary:
    """Return the vocabulary of a document: the name of its own province says nothing in it."""
    own = own_province(document)
    return Vocabulary(find_abbreviations(document), ignored=(own,) if own else ())
