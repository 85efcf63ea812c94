"""Thước Đo: hold a government to the figures in its own five-year plan."""

__version__ = "0.1.0"
