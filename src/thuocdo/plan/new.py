"""How does one start a plan? A complete small pack that checks clean, to be written over line by line."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
import unicodedata
from pathlib import Path

from thuocdo.errors import Problem, Text, Where
from thuocdo.plan.cells import read_period_text
from thuocdo.plan.columns import FACT_COLUMNS, TABLES, Column
from thuocdo.plan.datapackage import write_datapackage
from thuocdo.plan.problems import PackError, make_problem, quote, same

PACK_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")

_PLAN = """\
# Gói kế hoạch: tỉnh nào, những kế hoạch nào. / The pack: which province, which plans.
id: {id}
title:
  vi: {name}
area: {area}
languages: [vi, en]
plans:
  - id: {plan}
    name:
      vi: {name}
    term: '{term}'
    area: {area}
    # draft (dự thảo), in_force (đang hiệu lực), closed (kết thúc trước hạn)
    status: draft
    document: nghi-quyet
"""

_INDICATOR = """\
# Một chỉ tiêu thống kê một tệp; tên tệp là mã. Mọi khóa có giải thích trong tài liệu “thêm một chỉ tiêu”.
# One indicator a file, named by its id. Every key is explained in “add an indicator”.
id: poverty.rate
name:
  vi: Tỷ lệ hộ nghèo
  en: Poverty rate
# Như văn bản in; ký tự % phải đặt trong dấu ngoặc. / As documents print it; quote the % sign.
unit: '%'
# So sánh ở đúng số chữ số này. / Comparison happens at this many decimals.
decimals: 2
# ascending: cao hơn là tốt; descending: thấp hơn là tốt; neutral / higher, lower, neither is better
direction: descending
aggregation:
  # Tỷ lệ không cộng theo địa bàn được. / A rate is not added up over areas.
  over_areas: none
  over_time: last
agency: co-quan-thong-ke
concept:
  vi: Hộ nghèo theo chuẩn nghèo đa chiều chia tổng số hộ dân cư.
  en: Households poor by the multidimensional standard over all households.
"""

_README = """\
# {name}

Gói kế hoạch mẫu: các con số và địa bàn là ví dụ phải thay. / A sample pack: replace its figures and area.

| Tệp / file | Trong đó / holds |
|---|---|
| `plan.yaml` | kế hoạch, thời hạn, địa bàn / plans, terms, areas |
| `documents.csv` | văn bản và nguồn / documents and sources |
| `agencies.csv` | cơ quan / agencies |
| `areas.csv` | địa bàn; mã hành chính `00` phải thay / areas; replace the code `00` |
| `indicators/*.yaml` | chỉ tiêu thống kê / indicators |
| `targets.csv` | chỉ tiêu kế hoạch / targets |
| `facts/*.csv` | số liệu theo lần công bố / figures by release |

Sau mỗi lần sửa: `thuocdo plan check .` / After every change: `thuocdo plan check .`
"""


def create_pack(root: Path, *, name: str, term: str, area: str, pack_id: str | None = None) -> Path:
    """Write a complete small pack into the new folder `root` and return it.

    Args:
        root: Folder that does not exist yet, or is empty; nothing is ever overwritten.
        name: Name of the plan, e.g. `Nghị quyết Đại hội XX`.
        term: Years of the plan, e.g. `2026-2030`.
        area: Name of the province, e.g. `Bắc Giang`; its id is the name without marks.
        pack_id: Lower-case id of the pack; without it, the folder's name.

    Raises:
        PackError: An argument is wrong, the folder is taken, or it cannot be written. Then nothing is left.
    """
    pack_id = make_id(root.name) if pack_id is None else pack_id
    _require_arguments(root, pack_id, name, term, area)
    half: Path | None = None
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        # Written beside its place and moved there whole: a pack is either all there or not at all.
        half = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
        half.chmod(0o755)
        _write_files(half, pack_id, _tidy(name), term, _tidy(area))
        write_datapackage(half)
        half.rename(root)
    except OSError as error:
        hint = Text("kiểm tra quyền ghi và chỗ trống trên đĩa", "check permissions and free space")
        raise PackError(make_problem("GK120", Where(str(root)), same(str(root)), hint)) from error
    finally:
        if half is not None:
            shutil.rmtree(half, ignore_errors=True)
    return root


def make_id(name: str) -> str:
    """Return `name` as an id: `Bắc Giang` → `bac-giang`; empty where no letter is left."""
    plain = name.replace("đ", "d").replace("Đ", "D")
    letters = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:60]


def _require_arguments(root: Path, pack_id: str, name: str, term: str, area: str) -> None:
    problems: list[Problem] = []

    def refuse(what: Text, hint: Text) -> None:
        problems.append(make_problem("GK120", Where(str(root)), what, hint))

    try:
        is_taken = root.is_symlink() or (root.exists() and (not root.is_dir() or any(root.iterdir())))
    except OSError:
        is_taken = True
    if is_taken:
        hint = Text(
            "chọn một thư mục mới; lệnh này không ghi đè", "choose a new folder; nothing is overwritten"
        )
        refuse(Text(f"{root} đã có", f"{root} is there already"), hint)
    if not PACK_ID.fullmatch(pack_id):
        hint = Text("chữ thường không dấu, ví dụ bac-giang", "plain lower-case letters, e.g. bac-giang")
        refuse(Text(f"mã gói {quote(pack_id)}", f"pack id {quote(pack_id)}"), hint)
    if isinstance(read_period_text(term), Problem):
        hint = Text("viết thời hạn như 2026-2030", "write the term like 2026-2030")
        refuse(Text(f"thời hạn {quote(term)}", f"term {quote(term)}"), hint)
    if not _tidy(name):
        refuse(Text("tên trống", "the name is empty"), Text("đặt tên kế hoạch", "name the plan"))
    if not make_id(area):
        refuse(Text("địa bàn trống", "the area is empty"), Text("ghi tên tỉnh", "give the province"))
    if problems:
        raise PackError(*problems)


def _write_files(root: Path, pack_id: str, name: str, term: str, area: str) -> None:
    area_id, plan = make_id(area), "ke-hoach"
    period = read_period_text(term)
    last = str(max(period.years())) if not isinstance(period, Problem) else term
    before = str(min(period.years()) - 1) if not isinstance(period, Problem) else term
    quoted = "'" + name.replace("'", "''") + "'"
    texts = {
        "plan.yaml": _PLAN.format(id=f"'{pack_id}'", name=quoted, area=f"'{area_id}'", plan=plan, term=term),
        "indicators/poverty.rate.yaml": _INDICATOR,
        "README.md": _README.format(name=name),
    }
    rows: dict[str, tuple[tuple[Column, ...], dict[str, str]]] = {
        "documents.csv": (
            TABLES["documents.csv"].columns,
            {"id": "nghi-quyet", "title": name},
        ),
        "agencies.csv": (
            TABLES["agencies.csv"].columns,
            {
                "id": "co-quan-thong-ke",
                "name": "Cơ quan thống kê",
                "name_en": "Statistics office",
                "area": area_id,
            },
        ),
        "areas.csv": (
            TABLES["areas.csv"].columns,
            {
                "id": area_id,
                "version": "2025",
                "code": "00",
                "name": area,
                "kind": "tỉnh",
                "level": "province",
            },
        ),
        "targets.csv": (
            TABLES["targets.csv"].columns,
            {
                "plan": plan,
                "target": "1",
                "component": "1",
                "role": "main",
                "name": "Tỷ lệ hộ nghèo",
                "name_en": "Poverty rate",
                "indicator": "poverty.rate",
                "area": area_id,
                "breakdown": "_T",
                "period": last,
                "wording": f"đến năm {last} giảm còn 1,5%",
                "comparator": "at_most",
                "statistic": "value",
                "value": "1.5",
                "unit": "%",
                "blank": "no",
                "base": before,
                "counted": "yes",
                "document": "nghi-quyet",
                "note": "Ví dụ, thay bằng chỉ tiêu thật / sample, replace it",
            },
        ),
        "facts/poverty.csv": (
            FACT_COLUMNS,
            {
                "indicator": "poverty.rate",
                "area": area_id,
                "period": before,
                "breakdown": "_T",
                "stage": "official",
                "value": "2.50",
                "unit": "%",
                "known_from": f"{before}-12-31",
                "document": "nghi-quyet",
                "disputed": "no",
                "note": "Ví dụ, thay bằng số liệu thật / sample, replace it",
            },
        ),
    }
    for file, text in texts.items():
        _write(root / file, text)
    for file, (columns, cells) in rows.items():
        _write(root / file, write_table(columns, [cells]))


def write_table(columns: tuple[Column, ...], rows: list[dict[str, str]]) -> str:
    """Return CSV text with the declared header row; absent cells are empty."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [column.name for column in columns], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _tidy(text: str) -> str:
    """Return one line of printable NFC text."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(char for char in plain if char.isprintable())[:300]
