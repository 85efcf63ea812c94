"""Write the reference pages that are made from code; with --check, say which of them are stale.

Run by `make docs`; `make check` and a test run the check, so that a page cannot drift from its code.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).parent
NOTICE = "<!-- Made from the code by `make docs`; edit the code, not this page. -->\n"


def problems_page() -> str:
    from thuocdo.claims.binding import LOCK_PROBLEM_CODES as LOCK
    from thuocdo.claims.problems import PROBLEM_CODES as CHECKER
    from thuocdo.documents.problems import PROBLEM_CODES as DOCUMENTS
    from thuocdo.evaluate.coherence import PROBLEM_CODES as COHERENCE
    from thuocdo.evaluate.formula import PROBLEM_CODES as FORMULA
    from thuocdo.facts.problems import PROBLEM_CODES as FACTS
    from thuocdo.periods.problems import PROBLEM_CODES as PERIODS
    from thuocdo.plan.areas import AREA_PROBLEM_CODES as AREAS
    from thuocdo.plan.problems import PROBLEM_CODES as PLAN
    from thuocdo.quantities.problems import PROBLEM_CODES as QUANTITIES

    rooms: dict[str, Mapping[str, Any]] = {
        "Quantities": QUANTITIES,
        "Periods": PERIODS,
        "Documents": DOCUMENTS,
        "Plan": PLAN,
        "Areas": AREAS,
        "Facts": FACTS,
        "Formulas": FORMULA,
        "Coherence": COHERENCE,
        "Checker": {**CHECKER, **LOCK},
    }
    lines = [
        "# Problems\n",
        "Every fault in something a person gave us has a stable code, a place, and a cure in the message.",
        "`thuocdo plan check` prints them; `--format json` gives them to a script.\n",
    ]
    for room, codes in rooms.items():
        lines += [f"\n## {room}\n", "| code | tiếng Việt | English |", "|---|---|---|"]
        lines += [f"| {code} | {_cell(text.vi)} | {_cell(text.en)} |" for code, text in codes.items()]
    return "\n".join(lines) + "\n"


def pack_format_page() -> str:
    from thuocdo.plan.columns import TABLES

    lines = [
        "# Pack format\n",
        "A plan pack is a folder that is also a valid Frictionless Data Package.",
        "CSV files are UTF-8, comma-separated, with a header row; numbers have a decimal point and no",
        "thousands marks; dates are `2025-07-01`.\n",
    ]
    for table in TABLES.values():
        need = "" if table.required else " (may be absent)"
        lines += [f"\n## {table.file}{need}\n", table.description.en, ""]
        lines += ["| column | type | | meaning | ý nghĩa | example |", "|---|---|---|---|---|---|"]
        for column in table.columns:
            examples = ", ".join(f"`{example}`" for example in column.examples)
            kind = column.type.value
            if column.choices:
                kind = " / ".join(f"`{choice}`" for choice in column.choices)
            must = "required" if column.required else ""
            lines.append(
                f"| `{column.name}` | {kind} | {must} | {_cell(column.description.en)} | "
                f"{_cell(column.description.vi)} | {_cell(examples)} |"
            )
    for name, title in (("plan", "plan.yaml"), ("indicator", "indicators/<id>.yaml")):
        schema = json.loads((_source("plan") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        lines += [f"\n## {title}\n", _english(schema.get("description", "")), ""]
        lines += ["| field | meaning | guidelines | good | bad |", "|---|---|---|---|---|"]
        lines += list(_schema_rows(schema, ""))
    return "\n".join(lines) + "\n"


def _schema_rows(schema: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for name, field in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        good = ", ".join(f"`{json.dumps(one, ensure_ascii=False)}`" for one in field.get("examples", []))
        bad = ", ".join(f"`{json.dumps(one, ensure_ascii=False)}`" for one in field.get("examples_bad", []))
        meaning, guide = _english(field.get("description", "")), _english(field.get("guidelines", ""))
        yield f"| `{path}` | {_cell(meaning)} | {_cell(guide)} | {_cell(good)} | {_cell(bad)} |"
        inner = field.get("items", field)
        if isinstance(inner, Mapping) and "properties" in inner:
            yield from _schema_rows(inner, f"{path}[]." if "items" in field else f"{path}.")


def _english(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("en", ""))
    if isinstance(value, list):
        return " ".join(_english(one) for one in value)
    return str(value)


def score_page() -> str:
    from thuocdo.report.scorecard.rows import SCHEMA

    item = SCHEMA["items"]
    lines = [
        "# JSON of `thuocdo score`\n",
        SCHEMA["description"],
        "The schema itself is `report/scorecard/score.schema.json`.\n",
        "| field | type | meaning |",
        "|---|---|---|",
    ]
    for name, field in item["properties"].items():
        kind = field.get("type") or ("one of: " + ", ".join(f"`{v}`" for v in field.get("enum", []) if v))
        if "oneOf" in field:
            kind = " / ".join(sorted({str(_type_word(option)) for option in field["oneOf"]}))
        shown = "/".join(kind) if isinstance(kind, list) else kind
        lines.append(f"| `{name}` | {shown} | {_cell(field.get('description', ''))} |")
    return "\n".join(lines) + "\n"


def _type_word(option: Mapping[str, Any]) -> str:
    kind = option.get("type", "")
    return " / ".join(kind) if isinstance(kind, list) else str(kind)


def rules_page() -> str:
    from thuocdo.claims.registry import load_rules
    from thuocdo.claims.rule import FAMILIES

    lines = [
        "# Rules of `thuocdo check`\n",
        "Ids are stable: family and three digits. `thuocdo rule TT001` prints a page in the terminal.",
        "An error is proved by what is printed, a warning is likely, a note is a matter of style.\n",
    ]
    family = ""
    for rule in load_rules():
        if rule.family != family:
            family = rule.family
            lines += [f"\n## {family} {FAMILIES[family].vi} ({FAMILIES[family].en})\n"]
            lines += ["| id | name | | tiếng Việt | English |", "|---|---|---|---|---|"]
        link = f"[{rule.id}](../rules/{rule.id}.md)"
        lines.append(f"| {link} | {rule.name} | {rule.severity.value} | {rule.title.vi} | {rule.title.en} |")
    return "\n".join(lines) + "\n"


def rule_pages() -> dict[str, str]:
    """Return the page of every rule, made from its docstring."""
    from thuocdo.claims.registry import load_rules

    return {
        f"rules/{rule.id}.md": (
            f"# {rule.id} {rule.name}\n\n{rule.title.vi}\n\n"
            f"Mức: {rule.severity.value} · {rule.status.value} · từ {rule.since}\n\n{rule.page}\n"
        )
        for rule in load_rules()
    }


def units_page() -> str:
    from thuocdo.quantities.unit_table import TABLE

    lines = [
        "# Units\n",
        "Units that every pack has; a pack adds its own in `units.yaml`.",
        "Scale words (nghìn, triệu, tỷ, nghìn tỷ …) may stand before any of them, and units combine with `/`",
        "(`USD/người/năm`, `giường/10.000 dân`).\n",
        "| id | tiếng Việt | English | also written |",
        "|---|---|---|---|",
    ]
    for entry in TABLE:
        also = ", ".join(entry.aliases.split("|")) if entry.aliases else ""
        lines.append(f"| `{entry.id}` | {_cell(entry.vi)} | {_cell(entry.en)} | {_cell(also)} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    from thuocdo.cli import command

    lines = [
        "# Commands\n",
        "Exit codes: 0 done; 1 done and faults found (`plan check`, `coherence`);",
        "2 not readable or called wrongly.\n",
    ]
    for path, found in _walk(command, "thuocdo"):
        context = click.Context(found, info_name=path, terminal_width=100, color=False)
        lines += [f"\n## {path}\n", "```", found.get_help(context), "```"]
    return "\n".join(lines) + "\n"


def _walk(found: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, found
    if isinstance(found, click.Group):
        context = click.Context(found)
        for name in found.list_commands(context):
            child = found.get_command(context, name)
            if child is not None:
                yield from _walk(child, f"{path} {name}")


def _source(room: str) -> Path:
    import thuocdo

    return Path(thuocdo.__file__).parent / room


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


PAGES: Mapping[str, Callable[[], str]] = {
    "reference/problems.md": problems_page,
    "reference/pack-format.md": pack_format_page,
    "reference/score-json.md": score_page,
    "reference/units.md": units_page,
    "reference/rules.md": rules_page,
    "reference/commands.md": commands_page,
}


def all_pages() -> dict[str, str]:
    """Return every generated page by its path."""
    return {name: make() for name, make in PAGES.items()} | rule_pages()


def stale_pages() -> list[str]:
    """Return the pages whose text is not what the code makes now, and those of rules that are gone."""
    pages = all_pages()
    stale = [
        name
        for name, text in pages.items()
        if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != NOTICE + text
    ]
    return stale + [name for name in _rule_files() if name not in pages]


def _rule_files() -> list[str]:
    return [f"rules/{path.name}" for path in sorted((HERE / "rules").glob("*.md"))]


def main() -> int:
    if "--check" in sys.argv[1:]:
        stale = stale_pages()
        for name in stale:
            print(f"docs/{name} is stale: run `make docs`")
        return 1 if stale else 0
    pages = all_pages()
    for name in _rule_files():
        if name not in pages:
            (HERE / name).unlink()
    for name, text in pages.items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTICE + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
