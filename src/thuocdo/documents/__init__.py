"""Where in the text? Word, PDF, HTML, Markdown and text files as blocks that lead back to their source."""

from thuocdo.documents.model import Binding, Block, BlockKind, Document, NoteMark, Place, PlaceMap
from thuocdo.documents.open import FORMATS, open_document
from thuocdo.documents.problems import PROBLEM_CODES, DocumentError

__all__ = [
    "FORMATS",
    "PROBLEM_CODES",
    "Binding",
    "Block",
    "BlockKind",
    "Document",
    "DocumentError",
    "NoteMark",
    "Place",
    "PlaceMap",
    "open_document",
]
