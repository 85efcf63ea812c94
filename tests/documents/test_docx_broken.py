from __future__ import annotations

import pytest
from docx_factory import control, docx, footnote_mark, p, part_of, r, replaced, table, tc, tr, zipped

from thuocdo.documents.docx import read_docx
from thuocdo.documents.problems import DocumentError
from thuocdo.errors import Severity

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def codes(data: bytes) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read_docx(data, "bao-cao.docx")
    assert all(problem.hint.vi for problem in caught.value.problems)
    assert "bao-cao.docx" in caught.value.say("vi")
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"a.txt": "x"}, "không có phần văn bản"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "OpenDocument"),
        ({"_rels/.rels": "{rels:xl/workbook.xml}", "xl/workbook.xml": "<x/>"}, "Excel"),
        ({"_rels/.rels": "{rels:ppt/presentation.xml}", "ppt/presentation.xml": "<x/>"}, "PowerPoint"),
        ({"word/document.xml": "<html/>"}, "phần chính là"),
    ],
)
def test_other_zip_files_are_told_by_their_kind(files: dict[str, str], kind: str) -> None:
    arrow = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
        "</Relationships>"
    )
    made = {
        name: arrow.format(text[6:-1]) if text.startswith("{rels:") else text for name, text in files.items()
    }

    with pytest.raises(DocumentError, match=kind) as caught:
        read_docx(zipped(made), "bao-cao.docx")
    assert caught.value.problems[0].code == "VK020"


def test_missing_main_part_is_told() -> None:
    assert codes(docx("x", without=["word/document.xml"])) == ["VK026"]


def test_body_without_a_body_is_told() -> None:
    assert codes(docx(parts={"word/document.xml": f'<w:document xmlns:w="{W}"/>'})) == ["VK026"]


@pytest.mark.parametrize(
    "body", ["", "<w:document", "không phải XML", "<a></b>", "\x00\x01", "<a>&nbsp;</a>"]
)
def test_main_part_that_is_no_xml_is_told(body: str) -> None:
    assert codes(docx(parts={"word/document.xml": body})) == ["VK027"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE w>",
    ],
)
def test_document_type_declarations_are_refused(doctype: str) -> None:
    entity = "&x;" if "ENTITY x" in doctype else ""
    xml = f'{doctype}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{entity}5%</w:t></w:r></w:p></w:body></w:document>'

    assert codes(docx(parts={"word/document.xml": xml})) == ["VK028"]
    assert codes(docx(parts={"word/document.xml": xml.encode("utf-16")})) == ["VK028"]


def test_declaration_in_a_part_one_can_do_without_is_refused_too() -> None:
    xml = f'<!DOCTYPE w [<!ENTITY x "y">]><w:styles xmlns:w="{W}"/>'

    assert codes(docx("x", parts={"word/styles.xml": xml})) == ["VK028"]


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml"])
def test_broken_side_part_is_a_warning_and_the_text_is_read(part: str) -> None:
    data = replaced(docx(p(r("Tăng 5%"), footnote_mark(2)), footnotes={2: "x"}), part, b"<broken")
    document = read_docx(data, "bao-cao.docx")

    assert document.blocks[0].text == "Tăng 5%"
    assert ("VK027", Severity.WARNING) in [(problem.code, problem.severity) for problem in document.problems]


def test_missing_footnotes_part_is_told_and_the_text_is_read() -> None:
    data = docx(p(r("Tăng 5%"), footnote_mark(2)), footnotes={2: "x"}, without=["word/footnotes.xml"])
    document = read_docx(data, "bao-cao.docx")

    assert [block.text for block in document.blocks] == ["Tăng 5%"]
    assert [problem.code for problem in document.problems] == ["VK026", "VK013"]


def test_broken_custom_part_leaves_the_figure_unbound() -> None:
    binding = {"xpath": "/a[1]", "storeItemID": "{1}"}
    data = docx(p(control(r("12%"), tag="x", binding=binding)), stores=[("{1}", "<a")])
    document = read_docx(data, "bao-cao.docx")

    assert document.blocks[0].bindings[0].data == {"xpath": "/a[1]"}
    assert [problem.code for problem in document.problems] == ["VK027"]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ('<w:customXml w:element="x">', "</w:customXml>"),
    ],
)
def test_deep_nesting_is_read_or_refused(opened: str, closed: str) -> None:
    assert read_docx(docx(opened * 40 + p("5%") + closed * 40), "").blocks[0].text == "5%"
    assert codes(docx(opened * 900 + p("5%") + closed * 900)) in (["VK029"], ["VK027"])
    assert codes(docx(opened * 9000 + p("5%") + closed * 9000)) == ["VK027"]


def test_parts_in_utf_16_are_read() -> None:
    data = docx("Tỷ lệ 5%")
    wide = (
        part_of(data, "word/document.xml")
        .decode()
        .replace('encoding="UTF-8"', 'encoding="UTF-16"')
        .encode("utf-16")
    )

    assert read_docx(replaced(data, "word/document.xml", wide), "").blocks[0].text == "Tỷ lệ 5%"


def test_odd_numbers_in_attributes_are_harmless() -> None:
    odd = tc("1", properties='<w:gridSpan w:val="999999999999"/>')
    data = docx(
        table(tr(odd, "2", properties='<w:gridBefore w:val="-3"/>')),
        p("a", properties='<w:outlineLvl w:val="x"/>'),
        p("b", properties='<w:numPr><w:ilvl w:val="99"/><w:numId w:val="77"/></w:numPr>'),
        p(r('<w:sym w:font="Symbol" w:char="ZZZZ"/>'), r('<w:sym w:font="Symbol" w:char="FFFFFFFF"/>'), "c"),
        p(r("<w:fldChar/>"), "d"),
    )

    assert [block.text for block in read_docx(data, "").blocks] == ["1", "2", "a", "b", "c", "d"]


def test_empty_document_has_no_blocks() -> None:
    document = read_docx(docx(), "")

    assert (list(document.blocks), document.text) == ([], "")
