"""The scorecard in every format but the terminal's own: records, tables, page."""
