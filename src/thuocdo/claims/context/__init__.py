"""What, when, where, of which part? The context of figures, and which of them speak of the same thing.

The door of the room: other rooms import from here and not from its modules.
"""

from thuocdo.claims.context.reading import add_context
from thuocdo.claims.context.sameness import (
    Key,
    SamePair,
    group_same,
    key_of,
    overlap,
    similarity,
    statistic_of,
)
from thuocdo.claims.context.units import dimension_of
from thuocdo.claims.context.vocabulary import document_vocabulary
from thuocdo.claims.context.words import Vocabulary

__all__ = [
    "Key",
    "SamePair",
    "Vocabulary",
    "add_context",
    "dimension_of",
    "document_vocabulary",
    "group_same",
    "key_of",
    "overlap",
    "similarity",
    "statistic_of",
]
