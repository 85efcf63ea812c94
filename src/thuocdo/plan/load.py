"""Is this folder a plan pack, and what does it promise? All of it, or every reason why not."""

from __future__ import annotations

import stat
from pathlib import Path

from thuocdo.errors import Problem, Severity, Text, Where, raise_if_errors
from thuocdo.plan.areas import AreaRegistry, read_areas
from thuocdo.plan.columns import TABLES
from thuocdo.plan.datapackage import check_datapackage
from thuocdo.plan.folder import find_file
from thuocdo.plan.indicator_files import FOLDER, IndicatorFiles
from thuocdo.plan.lists import Agencies, Documents, read_pack_table, read_pack_units, read_rates
from thuocdo.plan.model import Pack
from thuocdo.plan.plan_file import read_plan_file
from thuocdo.plan.problems import PackError, limit_problems, make_not_found, make_problem, same, suggest
from thuocdo.plan.target_rows import Known, TargetRows, check_plans_have_targets

KNOWN_FILES = (
    "plan.yaml",
    "units.yaml",
    "corrections.yaml",
    "coherence.yaml",
    "datapackage.json",
    "tasks.csv",
    *TABLES,
)
"""Files the top folder of a pack may hold; others are told of once, with the nearest of these."""

_KNOWN_FOLDERS = ("facts", FOLDER, "report", "docs", "sources")
_OTHER_SUFFIXES = (".md", ".txt", ".lock", ".toml")


def load_pack(root: Path) -> Pack:
    """Return the pack in the folder `root`.

    Facts and corrections are read by the `facts` room.

    Raises:
        PackError: With every problem of every file, when any of them is an error. Nothing is half-loaded.
    """
    pack, problems = _read_pack(root)
    raise_if_errors(problems, PackError)
    if pack is None:  # pragma: no cover - without an error there is always a pack
        raise PackError(*problems)
    return pack


def check_pack(root: Path) -> list[Problem]:
    """Return every problem of the plan side of a pack: errors, warnings and notes, by file and line."""
    return _read_pack(root)[1]


def _read_pack(root: Path) -> tuple[Pack | None, list[Problem]]:
    problems = _check_folder(root)
    if problems:
        return None, problems
    problems = [*_check_names(root)]
    units, faults, units_whole = read_pack_units(root)
    problems += faults
    documents, agencies = Documents(root), Agencies(root)
    areas, area_faults, areas_whole = _read_areas(root)
    indicators = IndicatorFiles(root, units)
    plan_file = read_plan_file(root)
    rates, rate_faults = read_rates(root)
    area_ids = {area.id for area in areas} if areas_whole else None
    known = Known(
        plans=plan_file.plans if not plan_file.problems else None,
        indicators=indicators.indicators if indicators.is_whole else None,
        areas=areas if areas_whole else None,
        documents=documents.known,
        agencies=agencies.known,
        units=units,
    )
    targets = TargetRows(root, known)
    if not units_whole:
        # A unit of a broken units.yaml is not unknown: say the one fault, not its hundred echoes.
        drop = {"GK033"}
        indicators.problems[:] = [problem for problem in indicators.problems if problem.code not in drop]
        targets.problems[:] = [problem for problem in targets.problems if problem.code not in drop]
    for found in (
        plan_file.problems,
        plan_file.check(documents.known, area_ids),
        documents.problems,
        agencies.problems,
        agencies.check(area_ids),
        area_faults,
        _check_area_documents(areas, documents),
        indicators.problems,
        indicators.check(documents.known, agencies.known),
        targets.problems,
        _check_targets(targets, known),
        rate_faults,
        check_datapackage(root),
    ):
        problems += found
    problems = limit_problems(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    pack = Pack(
        root=root,
        id=plan_file.id,
        title=plan_file.title,
        area=plan_file.area,
        plans=targets.plans(),
        indicators=indicators.indicators,
        agencies=agencies.items,
        documents=documents.items,
        areas=areas,
        units=units,
        exchange_rates=rates,
    )
    return pack, problems


def _check_folder(root: Path) -> list[Problem]:
    hint = Text(
        "chọn thư mục có tệp plan.yaml, hoặc tạo gói bằng lệnh thuocdo plan new",
        "choose the folder that holds plan.yaml, or create a pack with thuocdo plan new",
    )
    shown = str(root).encode("utf-8", "replace").decode("utf-8")
    try:
        if not stat.S_ISDIR(root.stat().st_mode):
            return [make_problem("GK001", Where(shown), same(shown), hint)]
        is_empty = next(root.iterdir(), None) is None
    except PermissionError:
        what = Text("không có quyền đọc", "no permission to read it")
        return [make_problem("GK004", Where(shown), what, hint)]
    except (OSError, ValueError):
        what = Text(f"không có {shown}", f"there is no {shown}")
        return [make_problem("GK001", Where(shown), what, hint)]
    return [make_problem("GK002", Where(shown), same(shown), hint)] if is_empty else []


def _check_names(root: Path) -> list[Problem]:
    """Tell of files that nobody reads: mostly a known name misspelt."""
    problems = []
    for name in sorted(entry.name for entry in root.iterdir()):
        is_known = name in KNOWN_FILES or name in _KNOWN_FOLDERS or name.endswith(_OTHER_SUFFIXES)
        if is_known or name.startswith((".", "~$", "README", "LICENSE")):
            continue
        near = suggest(name, (*KNOWN_FILES, *_KNOWN_FOLDERS))
        if not near.vi and not name.endswith((".csv", ".yaml", ".yml", ".xlsx", ".xls")):
            continue
        hint = near if near.vi else Text("chuyển tệp đi nơi khác", "move it elsewhere")
        shown = name if name.isprintable() else ascii(name)
        what = Text(f"{shown} không được đọc", f"{shown} is not read")
        problems.append(make_problem("GK010", Where(shown), what, hint, Severity.WARNING))
    return problems


def _read_areas(root: Path) -> tuple[AreaRegistry, list[Problem], bool]:
    found, problems = find_file(root, "areas.csv")
    changes, change_problems = find_file(root, "area_changes.csv")
    if found is None:
        problems = problems or read_pack_table(root, "areas.csv").problems
        return AreaRegistry(), [*problems, *change_problems], False
    registry, faults = read_areas(found.path, changes.path if changes else None)
    problems = [*problems, *change_problems, *faults]
    return registry, problems, not any(problem.severity is Severity.ERROR for problem in problems)


def _check_area_documents(areas: AreaRegistry, documents: Documents) -> list[Problem]:
    if documents.known is None:
        return []
    problems = []
    for file, items in (("areas.csv", areas), ("area_changes.csv", areas.changes)):
        for item in items:
            if item.document and item.document not in documents.known:
                where = Where(file, item.line, "document")
                known = documents.known
                problems.append(make_not_found("GK063", where, item.document, known, "documents.csv"))
    return problems


def _check_targets(targets: TargetRows, known: Known) -> list[Problem]:
    if known.plans is None or any(problem.severity is Severity.ERROR for problem in targets.problems):
        return []
    hint = Text(
        "thêm chỉ tiêu vào targets.csv hoặc bỏ kế hoạch", "add targets to targets.csv or drop the plan"
    )
    return [
        make_problem("GK102", Where("plan.yaml", column="plans"), same(plan), hint, Severity.WARNING)
        for plan in check_plans_have_targets(targets, known.plans)
    ]
