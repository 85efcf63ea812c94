"""A hostile or broken folder never crashes the reader and is never half-loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thuocdo.errors import Problem, Severity
from thuocdo.plan.load import check_pack, load_pack
from thuocdo.plan.new import create_pack
from thuocdo.plan.problems import PackError

FILES = (
    "plan.yaml",
    "documents.csv",
    "agencies.csv",
    "areas.csv",
    "area_changes.csv",
    "targets.csv",
    "exchange_rates.csv",
    "units.yaml",
    "datapackage.json",
    "indicators/poverty.rate.yaml",
    "facts/poverty.csv",
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    root = create_pack(tmp_path_factory.mktemp("mau") / "goi", name="Thử", term="2026-2030", area="Tỉnh Mẫu")
    (root / "area_changes.csv").write_text("date,kind,from,to,share,basis,document,note\n", encoding="utf-8")
    (root / "exchange_rates.csv").write_text("period,vnd_per_usd,source\n2025,25000,x\n", encoding="utf-8")
    (root / "units.yaml").write_text("- {id: sao, label_vi: ngôi sao vàng}\n", encoding="utf-8")
    return root


@pytest.fixture
def broken(template, tmp_path):
    def copy() -> Path:
        root = tmp_path / "goi"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(template, root)
        return root

    return copy


def assert_whole_or_refused(root: Path) -> None:
    problems = check_pack(root)

    assert all(isinstance(problem, Problem) and problem.where is not None for problem in problems)
    for problem in problems:
        problem.say("vi").encode("utf-8")
        problem.say("en").encode("utf-8")
    if any(problem.severity is Severity.ERROR for problem in problems):
        with pytest.raises(PackError):
            load_pack(root)
    else:
        assert load_pack(root).plans


@QUICK
@given(st.sampled_from(FILES), st.binary(max_size=300))
def test_random_bytes_in_a_file(broken, file, content):
    root = broken()
    (root / file).write_bytes(content)

    assert_whole_or_refused(root)


@QUICK
@given(st.sampled_from(FILES), st.data())
def test_file_cut_off_or_spliced_anywhere(broken, file, data):
    root = broken()
    content = (root / file).read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    put = data.draw(
        st.sampled_from([b"", b"\x00", b"\xff", b'"', b",", b"\n", b":", b"- ", b"&a *a", b"\t", b"9" * 40])
    )
    (root / file).write_bytes(content[:start] + put + content[end:])

    assert_whole_or_refused(root)


@QUICK
@given(st.sampled_from([file for file in FILES if file.endswith(".csv")]), st.data())
def test_column_deleted(broken, file, data):
    root = broken()
    rows = [line.split(",") for line in (root / file).read_text(encoding="utf-8").splitlines()]
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    text = "\n".join(",".join(row[:column] + row[column + 1 :]) for row in rows)
    (root / file).write_text(text, encoding="utf-8")

    assert_whole_or_refused(root)


@QUICK
@given(
    st.sampled_from(["targets.csv", "areas.csv", "exchange_rates.csv", "agencies.csv", "documents.csv"]),
    st.integers(0, 30),
    st.one_of(
        st.text(
            alphabet=st.characters(exclude_characters='",\n\r', exclude_categories=["Cs", "Cc"]), max_size=30
        ),
        st.sampled_from(
            [
                "9" * 400,
                "1e999",
                "NaN",
                "-0",
                "0001-01-01",
                "9999-12-31",
                "2025-01-01/P9999M",
                "٣",
                "=1+1",
                "_T",
            ]
        ),
    ),
)
def test_any_cell(broken, file, column, cell):
    root = broken()
    header, row, *_ = [line.split(",") for line in (root / file).read_text(encoding="utf-8").splitlines()]
    row[column % len(header)] = cell
    (root / file).write_text(",".join(header) + "\n" + ",".join(row[: len(header)]) + "\n", encoding="utf-8")

    assert_whole_or_refused(root)


@pytest.mark.parametrize("file", FILES)
def test_folder_in_place_of_a_file(broken, file):
    root = broken()
    (root / file).unlink()
    (root / file).mkdir()

    assert_whole_or_refused(root)


@pytest.mark.parametrize("folder", ["indicators", "facts"])
def test_file_in_place_of_a_folder(broken, folder):
    root = broken()
    shutil.rmtree(root / folder)
    (root / folder).write_text("x", encoding="utf-8")

    assert_whole_or_refused(root)


def test_file_name_that_cannot_be_printed(broken):
    root = broken()
    Path(f"{root}/indicators/a\udcff\x1b[31m.yaml").write_text("id: a\n", encoding="utf-8")
    Path(f"{root}/\udcfftargets.csv").write_text("x\n", encoding="utf-8")

    assert_whole_or_refused(root)
    assert "\x1b" not in "".join(problem.say() for problem in check_pack(root))
