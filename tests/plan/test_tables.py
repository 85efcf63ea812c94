"""A CSV file is read whole, or its faults are told with line and cure."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thuocdo.errors import Problem, Severity, Text
from thuocdo.plan.columns import FACTS, TABLES, CellType, Column
from thuocdo.plan.problems import MAX_OF_A_KIND, PROBLEM_CODES
from thuocdo.plan.tables import MAX_CELL, TableRead, read_table

COLUMNS = (
    Column("id", Text("Mã", "Id"), Text("Mã.", "Id."), CellType.ID, required=True, examples=("a",)),
    Column("name", Text("Tên", "Name"), Text("Tên.", "Name."), required=True),
    Column("note", Text("Ghi chú", "Note"), Text("Ghi chú.", "Note.")),
)


def read(path: Path) -> TableRead:
    return read_table(path, "bang.csv", COLUMNS)


def codes(table: TableRead) -> list[str]:
    return [problem.code for problem in table.problems]


def test_rows_come_with_their_lines(write_file):
    table = read(write_file('id,name,note\na,Tên một,\n\nb,"Tên\nhai dòng",x\nc,Ba,\n'))

    assert [(row.line, row["id"], row["name"]) for row in table.rows] == [
        (2, "a", "Tên một"),
        (4, "b", "Tên\nhai dòng"),
        (6, "c", "Ba"),
    ]
    assert table.is_whole


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_with_and_without_mark(write_file, mark):
    table = read(write_file(mark + "id,name\na,Bắc Giang\n".encode()))

    assert [row["name"] for row in table.rows] == ["Bắc Giang"]


def test_decomposed_letters_are_composed(write_file):
    table = read(write_file(unicodedata.normalize("NFD", "id,name\na,Tỷ lệ hộ nghèo\n")))

    assert table.rows[0]["name"] == "Tỷ lệ hộ nghèo"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(write_file, end):
    assert len(read(write_file(end.join(["id,name", "a,x", "b,y", ""]))).rows) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,name\na,Bắc Giang\n".encode("utf-16"), "UTF-16"),
        ("id,name\na,Bắc Giang\n".encode("utf-16-le"), "UTF-16"),
        ("id,name\na,Bac Giang, nam 2025\n".encode("utf-32"), "UTF-32"),
        ("id,name\na,Bă\u0301c Giang, huyê\u0323n Lu\u0323c Nam\n".encode("cp1258"), "Windows-1258"),
        (b"id,name\na,B\xbec Giang, huy\xd6n L\xb9ng Giang\n", "TCVN3"),
        (b"PK\x03\x04rest of a workbook", "xlsx"),
        (b"\xd0\xcf\x11\xe0rest of a workbook", "xls"),
    ],
)
def test_wrong_encoding_is_named_and_the_cure_is_told(write_file, content, says):
    table = read(write_file(content))

    assert codes(table) == ["GK007"]
    assert says in table.problems[0].text.vi
    assert "CSV UTF-8" in table.problems[0].hint.vi
    assert table.rows == []


def test_wrong_encoding_is_told_with_its_line(write_file):
    table = read(write_file(b"id,name\na,x\nb,\xb5\xb6\n"))

    assert table.problems[0].where is not None
    assert table.problems[0].where.line == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "GK020"),
        ("\n \n", "GK020"),
        ("id;name;note\na;x;y\n", "GK021"),
        ("id\tname\na\tx\n", "GK021"),
        ("id,name,nmae\na,x,y\n", "GK022"),
        ("id,note\na,x\n", "GK023"),
        ("id,name,name\na,x,y\n", "GK024"),
        ("id,name\na\n", "GK025"),
        ("id,name\na,b,c\n", "GK025"),
        ('id,name\na,"mở mà không đóng\nb,y\n', "GK026"),
        ('id,name\na,"x"y\n', "GK026"),
        ("id,name\na," + "x" * (MAX_CELL + 1) + "\n", "GK027"),
        ("id,name\na,\n", "GK028"),
        ("id,name\na,#REF!\n", "GK029"),
        ("id,name\na,x\x00y\n", "GK008"),
        ("id,name\na,x\u202ey\n", "GK008"),
        ("id,name\na,x\u200by\n", "GK008"),
        ("id,name\na,Tá»\u0089nh\n", "GK008"),
        ("id,name\na,áº¡\n", "GK009"),
    ],
)
def test_each_fault_has_its_code_and_a_cure(write_file, content, code):
    table = read(write_file(content))

    assert code in codes(table)
    assert all(problem.hint.vi and problem.hint.en for problem in table.problems)
    assert all(problem.where and problem.where.file == "bang.csv" for problem in table.problems)


def test_unknown_column_is_told_with_the_nearest_name(write_file):
    table = read(write_file("id,Nmae\na,x\n"))

    assert "“name”" in next(p for p in table.problems if p.code == "GK022").hint.vi


def test_broken_header_gives_no_rows(write_file):
    table = read(write_file("id,name,lạ\na,x,y\n"))

    assert table.rows == []
    assert not table.is_whole


def test_one_bad_row_does_not_hide_the_others(write_file):
    table = read(write_file("id,name\na\nb,y\n,z\n"))

    assert codes(table) == ["GK025", "GK028"]
    assert [row["id"] for row in table.rows] == ["b"]


def test_empty_columns_and_rows_that_a_spreadsheet_leaves_are_no_fault(write_file):
    table = read(write_file("id,name,,\na,x,,\n,,,\n"))

    assert table.problems == []
    assert len(table.rows) == 1


def test_absent_optional_column_reads_as_empty(write_file):
    assert read(write_file("name,id\nx,a\n")).rows[0]["note"] == ""


def test_many_faults_of_one_kind_are_counted_not_listed(write_file):
    table = read(write_file("id,name\n" + "a\n" * 5000))

    assert len(table.problems) == MAX_OF_A_KIND + 1
    assert "4900" in table.problems[-1].text.vi
    assert table.problems[-1].severity is Severity.ERROR


def test_file_over_the_limit_is_refused(write_file):
    table = read_table(write_file("id,name\n" + "a,x\n" * 100), "bang.csv", COLUMNS, max_bytes=100)

    assert codes(table) == ["GK006"]


def test_folder_and_absent_file_are_problems(tmp_path):
    assert codes(read(tmp_path)) == ["GK004"]
    assert codes(read(tmp_path / "khong-co.csv")) == ["GK004"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400) | st.text(alphabet='id,name"\n;aạ\x00\ufeff ', max_size=200).map(str.encode))
def test_any_bytes_give_rows_or_problems(tmp_path, content):
    path = tmp_path / "bytes.csv"
    path.write_bytes(content)

    table = read(path)

    assert all(isinstance(problem, Problem) and problem.code in PROBLEM_CODES for problem in table.problems)
    assert table.rows or table.problems or content.strip()


@pytest.mark.parametrize("shape", [*TABLES.values(), FACTS], ids=lambda shape: shape.file)
def test_every_declared_column_is_described_in_both_languages(shape):
    names = [column.name for column in shape.columns]

    assert len(set(names)) == len(names)
    for column in shape.columns:
        assert all((column.title.vi, column.title.en, column.description.vi, column.description.en))
        assert column.type is not CellType.CHOICE or column.choices
        assert not column.default or column.default in column.choices
        assert all(not column.choices or example in column.choices for example in column.examples)
