"""What does a Word file say, and where exactly? Body, tables, notes and boxes, changes accepted."""

from thuocdo.documents.docx.reader import read_docx

__all__ = ["read_docx"]
