"""The same findings in every format: what people and programs rely on."""

import io
import json
import re
import sys
import xml.etree.ElementTree as ET  # our own output, read back
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from sarif_pydantic import Sarif

from thuocdo.cli import command
from thuocdo.cli.failures import run_safely

WRONG = "Toàn tỉnh có 90/120 xã (70%) đạt chuẩn nông thôn mới."
RIGHT = "Toàn tỉnh có 90/120 xã (75%) đạt chuẩn nông thôn mới."
BLANK = "Tốc độ tăng trưởng bình quân đạt ...%/năm."


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*words: str | Path, stdin: bytes = b"") -> Done:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with (
        patch.object(sys, "argv", ["thuocdo", *map(str, words)]),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
    ):
        code = run_safely(command)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Done(code, *texts)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bao-cao.txt"
    path.write_text(f"{WRONG}\n\n{BLANK}\n", encoding="utf-8")
    return path


def test_exit_code_is_0_for_a_clean_text_and_1_for_faults_and_2_for_no_document(draft: Path) -> None:
    clean = draft.with_name("sach.txt")
    clean.write_text(RIGHT, encoding="utf-8")

    assert run("check", clean).returncode == 0
    assert run("check", draft).returncode == 1
    assert run("check", draft.with_name("khong-co.docx")).returncode == 2


def test_one_unreadable_file_does_not_hide_the_others(draft: Path) -> None:
    done = run("check", draft.with_name("khong-co.docx"), draft, "--format", "concise")

    assert done.returncode == 2
    assert "TT001" in done.stdout
    assert "khong-co.docx" in done.stderr
    assert "Traceback" not in done.stderr


def test_concise_has_one_line_a_finding_and_the_coverage_last(draft: Path) -> None:
    lines = run("check", draft, "--format", "concise").stdout.splitlines()

    assert re.search(r"bao-cao\.txt:1:\d+: TT001 lỗi .*70%", lines[0])
    assert "TR001" in lines[1]
    assert lines[-1].startswith("3 số liệu")


def test_full_marks_the_words_below_their_line(draft: Path) -> None:
    lines = run("check", draft, "--format", "full").stdout.splitlines()
    source = next(number for number, line in enumerate(lines) if WRONG in line)
    marked = lines[source][lines[source + 1].index("^") : lines[source + 1].rindex("^") + 1]

    assert marked in {"90/120 xã", "70%"}


def test_json_is_a_list_of_findings_with_the_coverage_last(draft: Path) -> None:
    *findings, last = json.loads(run("check", draft, "--format", "json").stdout)

    assert [one["rule"] for one in findings] == ["TT001", "TR001"]
    assert set(findings[0]) >= {
        "rule",
        "severity",
        "message",
        "places",
        "expected",
        "stated",
        "fix",
        "confidence",
    }
    assert set(findings[0]["places"][0]) == {"line", "column", "page", "text", "quote"}
    assert last["coverage"]["figures"] == 3


def test_json_lines_are_the_same_records(draft: Path) -> None:
    lines = [json.loads(line) for line in run("check", draft, "--format", "jsonl").stdout.splitlines()]

    assert lines == json.loads(run("check", draft, "--format", "json").stdout)


def test_sarif_is_sarif_and_its_fingerprints_survive_reflow(draft: Path) -> None:
    log = json.loads(run("check", draft, "--format", "sarif").stdout)
    Sarif.model_validate(log)
    draft.write_text(f"Mở đầu.\n\n{WRONG.replace(' xã', chr(10) + 'xã')}\n\n{BLANK}\n", encoding="utf-8")
    moved = json.loads(run("check", draft, "--format", "sarif").stdout)

    def prints(one: dict) -> list[str]:
        return [result["partialFingerprints"]["thuocdo/v1"] for result in one["runs"][0]["results"]]

    assert prints(log) == prints(moved)
    assert log["runs"][0]["results"][0]["relatedLocations"]
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]][
        log["runs"][0]["results"][0]["ruleIndex"]
    ] == "TT001"


def test_github_annotations_escape_what_ends_them(draft: Path) -> None:
    lines = run("check", draft, "--format", "github").stdout.splitlines()

    assert all(
        re.match(r"::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,title=\w+::", line) for line in lines
    )
    assert not any(re.search("%(?!25)", line) for line in lines)
    assert any("70%25" in line for line in lines)


def test_gitlab_fingerprints_are_unique(draft: Path) -> None:
    draft.write_text(f"{WRONG}\n\n{WRONG}\n", encoding="utf-8")
    records = json.loads(run("check", draft, "--format", "gitlab").stdout)

    assert len({record["fingerprint"] for record in records}) == len(records) >= 2


def test_junit_is_xml_with_a_failure_an_error(draft: Path) -> None:
    root = ET.fromstring(run("check", draft, "--format", "junit").stdout)  # noqa: S314

    assert root.find("testsuite") is not None
    assert len(root.findall(".//failure")) == 2


def test_the_page_holds_the_text_the_marks_and_no_script(draft: Path) -> None:
    draft.write_text(f"{WRONG} <script>alert(1)</script>\n", encoding="utf-8")
    page = run("check", draft, "--format", "html").stdout

    assert "<script" not in page
    assert page.count("<mark") >= 2
    assert 'id="f1"' in page


def test_select_ignore_and_severity_choose(draft: Path) -> None:
    def rules(*words: str) -> set[str]:
        *found, _coverage = json.loads(run("check", draft, "--format", "json", *words).stdout)
        return {one["rule"] for one in found}

    assert rules("--select", "TT") == {"TT001"}
    assert rules("--ignore", "TT001") == {"TR001"}
    assert run("check", draft, "--select", "ZZ9").returncode == 2


def test_a_baseline_hides_what_was_there_and_nothing_else(draft: Path) -> None:
    assert run("check", draft, "--write-baseline", "nen.json").returncode == 1
    assert run("check", draft, "--baseline", "nen.json").returncode == 0
    draft.write_text(f"{WRONG}\n\n{BLANK}\n\n{WRONG}\n", encoding="utf-8")
    *found, _ = json.loads(run("check", draft, "--baseline", "nen.json", "--format", "json").stdout)

    assert [one["rule"] for one in found][:1] == ["TT001"]
    Path("nen.json").write_text("{", encoding="utf-8")
    assert run("check", draft, "--baseline", "nen.json").returncode == 2


def test_a_configuration_file_beside_the_work_is_used_and_its_faults_are_told(draft: Path) -> None:
    Path("thuocdo.toml").write_text(
        '[check]\nignore = ["TR"]\nseverity = { TT001 = "note" }\n', encoding="utf-8"
    )
    assert run("check", draft).returncode == 0

    Path("thuocdo.toml").write_text(
        '[check]\nignor = ["TR"]\nseverity = { TT001 = "bad" }\n', encoding="utf-8"
    )
    done = run("check", draft)

    assert done.returncode == 2
    assert "QT011" in done.stderr
    assert "QT013" in done.stderr


def test_several_files_at_once_give_what_each_gives_alone(draft: Path) -> None:
    other = draft.with_name("khac.txt")
    other.write_text(BLANK, encoding="utf-8")

    both = run("check", draft, other, "--format", "concise", "--jobs", "2").stdout
    alone = run("check", draft, "--format", "concise").stdout

    assert alone.splitlines()[0] in both
    assert "khac.txt:1:" in both


def test_standard_input_is_read(draft: Path) -> None:
    done = run("check", "-", "--format", "concise", stdin=WRONG.encode())

    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:1:")


def test_extract_writes_each_quantity_with_its_place(draft: Path) -> None:
    records = [json.loads(line) for line in run("extract", draft).stdout.splitlines()]

    assert [record["kind"] for record in records] == ["ratio", "share", "blank"]
    assert (records[0]["value"], records[0]["value2"], records[0]["line"]) == (90, 120, 1)
    assert run("extract", draft, "--format", "csv").stdout.splitlines()[0].startswith("line,column,page")


def test_rule_explains_and_lists() -> None:
    assert "## Kiểm tra gì" in run("rule", "TT001").stdout
    assert "TT001" in run("rule").stdout
    assert run("rule", "XX999").returncode == 2
