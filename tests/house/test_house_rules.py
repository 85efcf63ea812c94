"""The rules of CONTRIBUTING.md that a machine can see."""

import ast
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "thuocdo"
CORE = ("errors.py", "quantities", "periods", "plan", "facts", "evaluate", "claims", "report")
TEXT_SUFFIXES = {".py", ".md", ".yaml", ".csv", ".json", ".j2", ".toml", ".sh", ""}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: the list of our own files is not known")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def core_modules() -> list[Path]:
    return [
        path
        for name in CORE
        for path in ([SOURCE / name] if name.endswith(".py") else sorted((SOURCE / name).rglob("*.py")))
    ]


@pytest.mark.parametrize("path", core_modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_binary_float_in_the_core(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    operands = [
        side.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        for side in (node.left, node.right)
        if isinstance(side, ast.Constant) and isinstance(side.value, float)
    ]

    assert calls + operands == []


def test_our_texts_are_nfc() -> None:
    wrong = []
    for path in tracked_files():
        if path.suffix in TEXT_SUFFIXES and path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            if not unicodedata.is_normalized("NFC", text):
                wrong.append(str(path.relative_to(ROOT)))

    assert wrong == []


def test_no_path_of_a_machine_is_in_the_project() -> None:
    pattern = re.compile(r"/(?:work|home|root|tmp)/[a-z]")
    wrong = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".sh"}
        and path.is_file()
        and path != Path(__file__)
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]

    assert wrong == []


def test_every_link_in_the_docs_leads_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")

    assert broken == []


def test_the_reference_pages_are_what_the_code_makes() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.returncode) == ("", 0)


def test_every_problem_code_and_rule_is_on_its_reference_page() -> None:
    pages = [ROOT / "docs" / "reference" / name for name in ("problems.md", "rules.md")]
    page = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    used = {
        code
        for path in SOURCE.rglob("*.py")
        for code in re.findall(r'"([A-Z]{2}[0-9]{3})"', path.read_text(encoding="utf-8"))
    }

    assert sorted(code for code in used if not re.search(rf"^\| \[?{code}\b", page, re.MULTILINE)) == []
    assert len(used) > 100


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


def test_every_dependency_has_a_line_of_why() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    names = [
        re.split(r"[<>=\[ ]", line)[0]
        for line in [*project["dependencies"], *project["optional-dependencies"]["spark"]]
    ]

    assert [name for name in names if name not in reasons] == []


def test_the_lock_for_pip_is_the_lock_for_uv() -> None:
    locked = dict(
        re.findall(
            r'^name = "([^"]+)"\nversion = "([^"]+)"', (ROOT / "uv.lock").read_text(encoding="utf-8"), re.M
        )
    )
    exported = dict(
        re.findall(
            r"^([a-z0-9][\w.-]*)==([^\s;\\]+)",
            (ROOT / "requirements-dev.txt").read_text(encoding="utf-8"),
            re.M,
        )
    )

    assert {name: locked.get(name) for name in exported} == exported
    assert len(exported) > 30
