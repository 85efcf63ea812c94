"""The records as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any

from thuocdo.errors import Language
from thuocdo.evaluate.scorecard import Scorecard
from thuocdo.quantities.csv_text import guard_formula
from thuocdo.report.scorecard.rows import score_rows

_FLAT = (
    "plan", "target", "component", "role", "name_vi", "name_en", "wording", "unit", "target_value",
    "actual", "period", "actual_period", "verdict", "verdict_vi", "main_verdict", "claim", "claim_place",
    "gap", "gap_unit", "gap_percent", "completion", "stage", "derivation", "note", "sources", "as_of",
)  # fmt: skip


def write_csv(card: Scorecard) -> str:
    """Return the scorecard as CSV (UTF-8 text, comma, decimal point), safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_FLAT)
    for record in score_rows(card):
        writer.writerow([_cell(record[name]) for name in _FLAT])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return _list_cell(value)
    return guard_formula(str(value))


def _list_cell(values: list[Any]) -> str:
    if values and isinstance(values[0], Decimal):
        return "-".join(f"{value:f}" for value in values)
    parts = [
        f"{source['document'] or source['url'] or ''} {source['place'] or ''}".strip() for source in values
    ]
    return guard_formula("; ".join(dict.fromkeys(part for part in parts if part)))


_HEADINGS: dict[str, tuple[str, str, int]] = {
    "plan": ("Kế hoạch", "Plan", 9),
    "target": ("Số TT", "No.", 6),
    "component": ("Thành phần", "Part", 10),
    "name_vi": ("Chỉ tiêu", "Target", 44),
    "wording": ("Lời văn của chỉ tiêu", "Wording", 34),
    "unit": ("Đơn vị tính", "Unit", 16),
    "target_value": ("Mục tiêu", "Target value", 12),
    "actual": ("Thực hiện", "Actual", 12),
    "period": ("Kỳ", "Period", 11),
    "verdict_vi": ("Đánh giá", "Verdict", 20),
    "gap": ("Chênh lệch", "Gap", 12),
    "gap_unit": ("Đơn vị chênh lệch", "Gap unit", 18),
    "stage": ("Lần công bố", "Release", 12),
    "derivation": ("Cách tính", "Derivation", 70),
    "note": ("Ghi chú", "Note", 40),
    "sources": ("Nguồn", "Sources", 40),
}


def write_workbook(card: Scorecard, lang: Language = "vi") -> bytes:
    """Return the scorecard as an XLSX workbook: one sheet a plan, numbers as numbers, frozen header."""
    # Loaded here: no other format should wait for it.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E8EDF3"}
    )
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    number = book.add_format({"valign": "top", "border": 1, "num_format": "#,##0.##"})
    records = score_rows(card)
    for plan in card.plans:
        sheet = book.add_worksheet(_sheet_name(plan.plan.id))
        for column, (name, heading) in enumerate(_HEADINGS.items()):
            sheet.set_column(column, column, heading[2])
            sheet.write_string(0, column, heading[0 if lang == "vi" else 1], head)
            for row, record in enumerate((r for r in records if r["plan"] == plan.plan.id), start=1):
                _write(sheet, row, column, _localise(name, record, lang), text, number)
        sheet.freeze_panes(1, 4)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _localise(name: str, record: dict[str, Any], lang: Language) -> Any:
    if lang == "en" and name == "name_vi":
        return record["name_en"] or record["name_vi"]
    if lang == "en" and name == "verdict_vi":
        return record["verdict"].replace("_", " ")
    return record[name]


def _write(sheet: Any, row: int, column: int, value: Any, text: Any, number: Any) -> None:
    if isinstance(value, Decimal):
        # The file format itself stores a double; the exact digits are in the JSON and CSV.
        sheet.write_number(row, column, value, number)
    else:
        sheet.write_string(row, column, _cell(value).removeprefix("'"), text)


def _sheet_name(plan_id: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "-", plan_id)[:31]
