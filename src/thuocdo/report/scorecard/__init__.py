"""The scorecard in every format but the terminal's own."""

from thuocdo.report.scorecard.page import write_page
from thuocdo.report.scorecard.rows import SCHEMA, score_rows
from thuocdo.report.scorecard.tables import write_csv, write_json, write_workbook

__all__ = ["SCHEMA", "score_rows", "write_csv", "write_json", "write_page", "write_workbook"]
