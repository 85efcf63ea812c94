"""PDF files: words with boxes become columns, lines, paragraphs, notes and tables."""

from thuocdo.documents.pdf.read import read_pdf

__all__ = ["read_pdf"]
