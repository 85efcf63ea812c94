"""The command line from outside: exit codes, messages, files."""

import io
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from thuocdo.cli import command
from thuocdo.cli.failures import run_safely

ROOT = Path(__file__).parents[2]
PACK = ROOT / "examples" / "bac-giang"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*words: str | Path) -> Done:
    """Run the command line in this process, through the same door as the script."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with (
        patch.object(sys, "argv", ["thuocdo", *map(str, words)]),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        code = run_safely(command)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Done(code, *texts)


def test_version_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from thuocdo.cli import command\n"
        "try:\n    command.main(['--version'], standalone_mode=False)\n"
        "finally:\n    print(sorted({'rich','jinja2','duckdb','pyarrow','ruamel','jsonschema','xlsxwriter'}"
        " & {name.partition('.')[0] for name in sys.modules}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.splitlines() == ["thuocdo 0.1.0", "[]"]


def test_help_lists_every_command_in_vietnamese() -> None:
    done = run("--help")

    assert done.returncode == 0
    for name in ("plan", "score", "explain", "coherence", "project", "diff", "facts", "completion"):
        assert f"  {name} " in done.stdout


def test_the_example_pack_is_clean() -> None:
    done = run("plan", "check", PACK)

    assert done.returncode == 0, done.stdout
    assert done.stdout.strip().endswith("0 lỗi, 0 cảnh báo.")


def test_a_folder_that_is_not_a_pack_is_told_in_words_and_exits_2(tmp_path: Path) -> None:
    for words in (("score", tmp_path), ("coherence", tmp_path), ("explain", tmp_path, "1")):
        done = run(*words)

        assert done.returncode == 2
        assert "plan.yaml" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_missing_folder_exits_2(tmp_path: Path) -> None:
    assert run("score", tmp_path / "nowhere").returncode == 2
    assert run("plan", "check", tmp_path / "nowhere").returncode == 2


def test_an_unknown_term_or_target_says_what_there_is() -> None:
    term = run("score", PACK, "--term", "1986-1990")
    target = run("explain", PACK, "9z")

    assert (term.returncode, target.returncode) == (2, 2)
    assert "xix" in term.stderr
    assert "9z" in target.stderr


@pytest.mark.parametrize("day", ["hôm qua", "2025-02-30", "25/13/2025", ""])
def test_a_bad_day_is_refused_in_words(day: str) -> None:
    done = run("score", PACK, "--as-of", day)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_coherence_exits_1_when_numbers_do_not_agree() -> None:
    assert run("coherence", PACK, "--term", "2026-2030", "--as-of", "2025-03-25").returncode == 1


def test_output_goes_to_the_file_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "điểm.json"

    done = run("score", PACK, "--term", "2021-2025", "--format", "json", "--output", target)

    assert done.returncode == 0
    assert done.stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))
    assert [path.name for path in tmp_path.iterdir()] == ["điểm.json"]


def test_an_output_folder_that_does_not_exist_is_told_in_words(tmp_path: Path) -> None:
    done = run("score", PACK, "--format", "json", "--output", tmp_path / "no" / "x.json")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_same_question_has_the_same_bytes_for_an_answer() -> None:
    words = ("score", PACK, "--as-of", "2025-03-25", "--format", "json")

    assert run(*words).stdout == run(*words).stdout


def test_english_is_english() -> None:
    done = run("score", PACK, "--term", "2021-2025", "--lang", "en")

    assert "exceeded" in done.stdout
    assert "Main targets" in done.stdout
    assert "Chỉ tiêu chính" not in done.stdout


def test_output_is_readable_without_colour_and_in_a_pipe() -> None:
    done = run("score", PACK, "--term", "2021-2025")

    assert "\x1b[" not in done.stdout
    assert "▼ không đạt" in done.stdout


def test_closing_the_pipe_early_is_no_error() -> None:
    line = f"'{sys.executable}' -m thuocdo score '{PACK}' --format json | head -c 10"

    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)

    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_code_is_printed(shell: str) -> None:
    done = run("completion", shell)

    assert done.returncode == 0
    assert "_THUOCDO_COMPLETE" in done.stdout


def test_diff_refuses_days_in_the_wrong_order() -> None:
    done = run("diff", PACK, "--from", "2025-03-25", "--to", "2024-01-01")

    assert done.returncode == 2


def test_a_new_pack_is_clean_and_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "goi"
    words = ("plan", "new", folder, "--name", "Nghị quyết mẫu", "--term", "2026-2030", "--area", "Tỉnh mẫu")

    assert run(*words).returncode == 0
    assert run("plan", "check", folder).returncode == 0
    assert run("score", folder).returncode == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = run(*words)

    assert again.returncode == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_target_is_found_by_key_by_number_and_by_indicator() -> None:
    assert run("explain", PACK, "xix/1").stdout == run("explain", PACK, "xix/1a").stdout
    assert run("explain", PACK, "xix/7").stdout == run("explain", PACK, "trade.retail").stdout != ""


def test_an_ambiguous_target_asks_for_the_whole_id() -> None:
    done = run("explain", PACK, "1a")

    assert done.returncode == 2
    assert "xix/1a" in done.stderr
    assert "xx/1a" in done.stderr


def test_check_says_what_it_could_not_look_at_yet(tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "p")
    (tmp_path / "p" / "agencies.csv").write_bytes(b"")

    done = run("plan", "check", tmp_path / "p")

    assert done.returncode == 1
    assert "agencies.csv" in done.stdout
    assert "sau khi sửa các lỗi trên" in done.stdout


def test_the_2030_draft_has_its_16_targets_and_38_components() -> None:
    rows = json.loads(run("score", PACK, "--term", "2026-2030", "--format", "json").stdout)

    assert len({row["target"] for row in rows}) == 16
    assert len(rows) == 38
    assert sorted(row["component"] for row in rows if row["verdict"] == "undefined_target") == [
        "14e",
        "7a",
        "7b",
    ]


def test_statements_outside_the_counted_targets_are_scored_when_asked_for() -> None:
    rows = json.loads(run("score", PACK, "--plan", "xx-text", "--format", "json").stdout)

    assert rows
    assert not any(row["counted"] for row in rows)
