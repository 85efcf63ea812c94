"""Does another program agree? LibreOffice reads what is written here, and what it writes is read here."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from docx_factory import (
    complex_field,
    control,
    deleted,
    docx,
    footnote_mark,
    in_list,
    inserted,
    p,
    r,
    table,
    text_box,
    tr,
)
from lxml import etree
from test_docx_comments import commented

from thuocdo.documents.docx import read_docx


def _soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is needed here: apt-get install libreoffice-writer")
        pytest.skip("LibreOffice is not installed")
    return found


def converted(data: bytes, kind: str, folder: Path) -> bytes:
    """The file as LibreOffice writes it after reading it."""
    program = _soffice()
    (folder / "goc.docx").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    out = folder / "ra"
    command = [
        program,
        home,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(folder / "goc.docx"),
    ]
    done = subprocess.run(command, check=True, timeout=180, capture_output=True, text=True)
    written = out / f"goc.{kind}"

    assert written.exists(), done.stderr
    return written.read_bytes()


def test_libreoffice_opens_the_copy_and_shows_comments_and_notes(tmp_path: Path) -> None:
    """One note only: LibreOffice 7.4 mixes up the notes of any file with a comment between two note marks."""
    data = docx(
        p("I. KẾT QUẢ", style="Heading1"),
        p(
            r("GRDP tăng 12,9% "),
            footnote_mark(2),
            r("và "),
            inserted(r("15,5%")),
            deleted("bỏ"),
        ),
        table(tr("Thu", "25.000"), tr("Chi", "24.000")),
        p(r("Hộp "), text_box(p("Đạt 88%"))),
        p(
            complex_field("REF x", "7,7%"),
            control(r("6,6%"), tag="k", binding={"xpath": "/a", "storeItemID": "{1}"}),
        ),
        footnotes={2: "Gồm 15 xã và 16 phường"},
    )
    wanted = ["12,9%", "15,5%", "25.000", "88%", "7,7%", "6,6%", "15 xã", "16 phường"]
    copy = commented(data, *((words, f"Về {words}") for words in wanted))
    flat = etree.fromstring(converted(copy, "fodt", tmp_path))
    spaces = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }
    written = [
        "".join(each.itertext()) for each in flat.xpath("//office:annotation/text:p", namespaces=spaces)
    ]
    authors = {each.text for each in flat.xpath("//office:annotation/dc:creator", namespaces=spaces)}
    notes = ["".join(each.itertext()).strip() for each in flat.xpath("//text:note-body", namespaces=spaces)]

    assert sorted(each.rsplit("Về ", 1)[1] for each in written) == sorted(wanted)
    assert authors == {"Thước Đo"}
    assert notes == ["Gồm 15 xã và 16 phường"]


def test_what_libreoffice_writes_is_read_the_same(tmp_path: Path) -> None:
    """Another program's markup for the same document: other styles, other boxes, other numbering."""
    data = docx(
        p("Kết quả", style="Heading1"),
        p("Kinh tế", style="Heading2"),
        p(
            r("GRDP tăng 12,9% "),
            footnote_mark(2),
            r("và "),
            inserted(r("15,5% ", "<w:b/>")),
            deleted("bỏ"),
            r("hết"),
        ),
        table(tr("Chỉ tiêu", "2024", properties="<w:tblHeader/>"), tr("Thu", "25.000"), tr("Chi", "24.000")),
        p(r("Trước hộp "), text_box(p("Đạt 88%"))),
        p("Một", properties=in_list(1, 0)),
        p("Hai", properties=in_list(1, 1)),
        footnotes={2: "Gồm 15 xã và 16 phường"},
    )
    ours, theirs = (read_docx(each, "") for each in (data, converted(data, "docx", tmp_path)))

    assert [(b.kind, b.level, b.text, b.table, b.is_header, b.note) for b in theirs.blocks] == [
        (b.kind, b.level, b.text, b.table, b.is_header, b.note) for b in ours.blocks
    ]
    assert [b.marks for b in theirs.blocks] == [b.marks for b in ours.blocks]


def test_copy_of_what_libreoffice_wrote_opens_again(tmp_path: Path) -> None:
    data = docx(p(r("Tăng 12,9% "), footnote_mark(2)), table(tr("Thu", "25.000")), footnotes={2: "Gồm 15 xã"})
    theirs = converted(data, "docx", tmp_path)
    again = tmp_path / "lai"
    again.mkdir()
    flat = converted(commented(theirs, ("12,9%", "a"), ("25.000", "b"), ("15 xã", "c")), "fodt", again)

    assert flat.count(b"<office:annotation ") == 3
