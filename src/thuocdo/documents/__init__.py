"""Where in the text? Word, PDF, HTML, Markdown and text files as blocks that lead back to their source."""

from thuocdo.documents.model import Binding, Block, BlockKind, Document, NoteMark, Place, PlaceMap

__all__ = ["Binding", "Block", "BlockKind", "Document", "NoteMark", "Place", "PlaceMap"]
