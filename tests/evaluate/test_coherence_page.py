"""docs/reference/coherence.md lists the kinds as the code has them.

Run this file as a script to write them into that page after a change.
"""

from __future__ import annotations

from pathlib import Path

from thuocdo.evaluate.coherence import Kind, all_kinds
from thuocdo.evaluate.coherence.model import Parameter

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coherence.md"
BEGIN, END = "<!-- kinds:begin -->", "<!-- kinds:end -->"


def render_kind(kind: Kind) -> str:
    lines = [
        f"### `{kind.id}`",
        "",
        f"**{kind.title.en}** ({kind.title.vi}). {kind.about.en}",
        "",
        kind.about.vi,
        "",
        "| key | what to write | meaning | ý nghĩa |",
        "|---|---|---|---|",
    ]
    lines += [line for parameter in kind.parameters for line in render_parameter(parameter, "")]
    return "\n".join(lines)


def render_parameter(parameter: Parameter, prefix: str) -> list[str]:
    shape = parameter.shape.label.en
    if parameter.choices:
        shape = ", ".join(f"`{choice}`" for choice in parameter.choices)
    need = "" if parameter.required else " (may be left out)"
    row = f"| `{prefix}{parameter.name}`{need} | {shape} | {parameter.about.en} | {parameter.about.vi} |"
    inner = [line for one in parameter.rows for line in render_parameter(one, f"{prefix}{parameter.name}[].")]
    return [row, *inner]


def put_kinds(page: str) -> str:
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    kinds = "\n\n".join(render_kind(kind) for kind in all_kinds().values())
    return f"{head}{BEGIN}\n\n{kinds}\n\n{END}{tail}"


def test_page_lists_the_kinds_as_the_code_has_them() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == put_kinds(page)


if __name__ == "__main__":
    PAGE.write_text(put_kinds(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
