from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import pytest
from docx_factory import (
    STYLES,
    complex_field,
    control,
    deleted,
    docx,
    footnote_mark,
    inserted,
    p,
    part_of,
    r,
    replaced,
    t,
    table,
    text_box,
    tr,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from thuocdo.documents.docx import read_docx
from thuocdo.documents.docx_comments import DocxComment, add_comments
from thuocdo.documents.model import Document, Place
from thuocdo.documents.problems import DocumentError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = datetime(2025, 3, 25, 8, 30)


def commented(data: bytes, *wanted: tuple[str, str]) -> bytes:
    """The file with a comment on the first place where each of these words stands in a block."""
    return add_comments(data, [found(read_docx(data, ""), words, text) for words, text in wanted], date=DATE)


def found(document: Document, words: str, text: str) -> DocxComment:
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    return DocxComment(block.places.place(start), block.places.place(start + len(words)), text)


def comments_of(data: bytes) -> dict[str, str]:
    """Text of every comment by id."""
    root = etree.fromstring(part_of(data, "word/comments.xml"))
    return {
        comment.get(f"{W}id"): "\n".join(
            "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
            for paragraph in comment.iter(f"{W}p")
        )
        for comment in root
    }


def ranges_of(data: bytes, part: str = "word/document.xml") -> dict[str, str]:
    """Visible letters between the range marks of every comment, read with nothing but an XML parser."""
    opened: set[str] = set()
    letters: dict[str, str] = {}
    for node in etree.fromstring(part_of(data, part)).iter():
        if node.tag == f"{W}commentRangeStart":
            opened.add(node.get(f"{W}id"))
            letters[node.get(f"{W}id")] = ""
        elif node.tag == f"{W}commentRangeEnd":
            opened.remove(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            for each in opened:
                letters[each] += node.text or ""
    assert not opened
    return letters


def on(data: bytes) -> dict[str, str]:
    """What each comment stands on, by its text."""
    texts, ranges = comments_of(data), ranges_of(data)
    references = etree.fromstring(part_of(data, "word/document.xml")).iter(f"{W}commentReference")
    assert sorted(each.get(f"{W}id") for each in references) == sorted(ranges) == sorted(texts)
    return {texts[each]: ranges[each] for each in texts}


def letters_of(data: bytes) -> list[tuple[str, bytes, tuple[str, ...]]]:
    """Every letter of the body with the properties of its run and the elements around it."""
    letters = []
    for node in etree.fromstring(part_of(data, "word/document.xml")).iter(
        f"{W}t", f"{W}delText", f"{W}instrText"
    ):
        run = node.getparent()
        properties = run.find(f"{W}rPr")
        look = b"" if properties is None else etree.tostring(properties, method="c14n")
        around = tuple(each.tag for each in run.iterancestors())
        letters += [(letter, look, around) for letter in node.text or ""]
    return letters


# where comments stand


def test_comment_stands_on_exact_letters_within_a_run() -> None:
    data = docx(p(r("GRDP tăng 12,9% so với năm 2020", '<w:b/><w:sz w:val="28"/>')))

    assert on(commented(data, ("12,9%", "Sai"))) == {"Sai": "12,9%"}


def test_comment_stands_on_letters_over_several_runs() -> None:
    data = docx(p(r("tăng 1"), r("2,9", "<w:i/>"), deleted("8"), inserted(r("%")), r(" nữa")))

    assert on(commented(data, ("12,9%", "Sai"))) == {"Sai": "12,9%"}


def test_split_runs_keep_letters_properties_and_surroundings() -> None:
    hyperlink = '<w:hyperlink w:anchor="x">' + r("Thu 25.000 tỷ", '<w:u w:val="single"/>') + "</w:hyperlink>"
    data = docx(
        p(
            r("Tăng 12,9% và 7,5%", "<w:b/><w:i/>"),
            hyperlink,
            deleted("cũ 5%"),
            inserted(r("mới 6% hơn", "<w:b/>")),
        )
    )
    out = commented(data, ("12,9%", "a"), ("7,5", "b"), ("25.000", "c"), ("6%", "d"))

    assert letters_of(out) == letters_of(data)
    assert on(out) == {"a": "12,9%", "b": "7,5", "c": "25.000", "d": "6%"}
    assert read_docx(out, "").text == read_docx(data, "").text


def test_tabs_breaks_and_marks_in_a_split_run_stay_in_order() -> None:
    run = '<w:t>Thu</w:t><w:tab/><w:t>125</w:t><w:br/><w:t xml:space="preserve"> Chi 36</w:t><w:footnoteReference w:id="2"/>'
    data = docx(p(r(run, "<w:b/>")), footnotes={2: "ước"})
    out = commented(data, ("125", "a"), ("36", "b"))
    order = [
        node.tag.removeprefix(W)
        for node in etree.fromstring(part_of(out, "word/document.xml")).iter()
        if node.getparent() is not None and node.getparent().tag == f"{W}r"
    ]

    assert on(out) == {"a": "125", "b": "36"}
    assert [name for name in order if name not in ("rPr", "commentReference")] == [
        "t",
        "tab",
        "t",
        "br",
        "t",
        "t",
        "footnoteReference",
    ]


def test_blanks_that_word_ignores_do_not_appear_by_a_split() -> None:
    data = docx(p(r("<w:t>  Thu 125 tỷ  </w:t>"), r(" đồng")))
    out = commented(data, ("125", "a"))

    assert on(out) == {"a": "125"}
    assert read_docx(out, "").text == read_docx(data, "").text == "Thu 125 tỷ đồng"


def test_overlapping_nested_and_equal_places_each_get_their_comment() -> None:
    data = docx(p(r("từ 2.229 tấn lên 2.725 tấn")))
    out = commented(
        data, ("2.229 tấn lên 2.725", "a"), ("2.229", "b"), ("tấn lên 2.725 tấn", "c"), ("2.229", "d")
    )

    assert on(out) == {"a": "2.229 tấn lên 2.725", "b": "2.229", "c": "tấn lên 2.725 tấn", "d": "2.229"}


def test_comment_in_a_cell() -> None:
    data = docx(table(tr("Thu", "25.000 tỷ"), tr("Chi", "24.000")))

    assert on(commented(data, ("25.000", "a"))) == {"a": "25.000"}


def test_comment_at_the_whole_of_a_paragraph_and_at_its_end() -> None:
    data = docx("Tăng 5%", "Vượt")

    assert on(commented(data, ("Tăng 5%", "a"), ("Vượt", "b"))) == {"a": "Tăng 5%", "b": "Vượt"}


def test_empty_place_takes_the_letter_behind_it_or_the_last_one() -> None:
    data = docx("Thiếu kỳ.")
    block = read_docx(data, "").blocks[0]
    comments = [DocxComment(block.places.place(at), block.places.place(at), str(at)) for at in (0, 9)]

    assert on(add_comments(data, comments, date=DATE)) == {"0": "T", "9": "."}


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_comment_on_a_note_stands_on_its_mark_and_quotes_it(kind: str) -> None:
    """Word ignores range marks inside notes and LibreOffice 7.4 refuses a file that has them."""
    data = docx(
        p(r("Tăng 12%"), footnote_mark(2, kind=kind), r(" và"), footnote_mark(3, kind=kind)),
        **{
            f"{kind}s": {
                2: "Gồm 15 xã",
                3: "Trong đó 7 xã đạt chuẩn nâng cao; số liệu đến hết tháng 3 năm 2025",
            }
        },
    )
    out = commented(data, ("15 xã", "Sai"), ("7 xã", "Thiếu"))
    marks = re.findall(
        rb'<w:commentRangeStart w:id="(\d)"/><w:r[^>]*><w:rPr><w:rStyle [^>]*></w:rPr>'
        rb'<w:\w+Reference w:id="(\d)"/></w:r><w:commentRangeEnd w:id="(\d)"/>',
        part_of(out, "word/document.xml"),
    )

    assert marks == [(b"0", b"2", b"0"), (b"1", b"3", b"1")]
    assert comments_of(out) == {
        "0": "“Gồm 15 xã”: Sai",
        "1": "“Trong đó 7 xã đạt chuẩn nâng cao; số liệu đến…”: Thiếu",
    }
    assert part_of(out, f"word/{kind}s.xml") == part_of(data, f"word/{kind}s.xml")


def test_comment_on_a_text_box_stands_on_the_box() -> None:
    data = docx(p(r("Trước "), text_box(p("Đạt 5% hộ")), r("sau")))
    out = commented(data, ("5%", "Sai"))
    body = part_of(out, "word/document.xml")

    assert comments_of(out) == {"0": "“Đạt 5% hộ”: Sai"}
    assert re.search(rb'<w:commentRangeStart w:id="0"/><w:r><mc:AlternateContent>', body)
    assert re.search(
        rb'</mc:AlternateContent></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference', body
    )
    assert letters_of(out) == letters_of(data)


def test_comment_stands_around_a_control_that_word_fills() -> None:
    binding = {"xpath": "/a[1]", "storeItemID": "{1}"}
    data = docx(
        p("Tăng ", control(r("12,9%"), tag="x", binding=binding), " và ", control(r("thu 7%"), tag="y"))
    )
    out = commented(data, ("2,9", "a"), ("7%", "b"))
    body = part_of(out, "word/document.xml")

    assert on(out) == {"a": "12,9%", "b": "7%"}
    assert re.search(rb'<w:commentRangeStart w:id="0"/><w:sdt>.*?</w:sdt><w:commentRangeEnd w:id="0"/>', body)
    assert re.search(
        rb'<w:sdtContent><w:r w:rsidR="00A77B3E"><w:t xml:space="preserve">thu </w:t></w:r><w:commentRangeStart',
        body,
    )


def test_comment_stands_around_a_field() -> None:
    simple = '<w:fldSimple w:instr=" REF b ">' + r("7,25%") + "</w:fldSimple>"
    data = docx(p(r("Tăng "), complex_field("REF a", "12,9%"), r(" và "), simple))
    out = commented(data, ("2,9", "a"), ("25", "b"))
    body = part_of(out, "word/document.xml")

    assert on(out) == {"a": "12,9%", "b": "7,25%"}
    assert re.search(rb'<w:commentRangeStart w:id="0"/><w:r[^>]*><w:fldChar w:fldCharType="begin"/>', body)
    assert re.search(rb'<w:commentRangeStart w:id="1"/><w:fldSimple', body)
    assert letters_of(out) == letters_of(data)


def test_comment_on_a_formula_stands_around_it() -> None:
    data = docx(p(r("với "), "<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>"))
    out = commented(data, ("x=5", "a"))

    assert re.search(
        rb'<w:commentRangeStart w:id="0"/><m:oMath>.*</m:oMath><w:commentRangeEnd w:id="0"/>',
        part_of(out, "word/document.xml"),
    )


def test_decomposed_text_is_marked_at_the_right_letters() -> None:
    import unicodedata

    words = unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo còn 1,06% số hộ")
    out = commented(docx(p(r(words))), ("nghèo còn 1,06%", "a"))

    assert on(out) == {"a": unicodedata.normalize("NFD", "nghèo còn 1,06%")}


# what is written


def test_comment_carries_author_date_initials_and_lines() -> None:
    out = commented(docx("Tăng 5%"), ("5%", "Dòng một\nDòng hai \x07có ký tự lạ & <dấu>"))
    comment = etree.fromstring(part_of(out, "word/comments.xml"))[0]

    assert dict(comment.attrib) == {
        f"{W}id": "0",
        f"{W}author": "Thước Đo",
        f"{W}date": "2025-03-25T08:30:00Z",
        f"{W}initials": "TĐ",
    }
    assert comments_of(out) == {"0": "Dòng một\nDòng hai có ký tự lạ & <dấu>"}


def test_new_comments_part_is_declared_and_related() -> None:
    out = commented(docx("Tăng 5%"), ("5%", "Sai"))

    assert b'PartName="/word/comments.xml"' in part_of(out, "[Content_Types].xml")
    assert re.search(
        rb'relationships/comments" Target="/word/comments.xml"', part_of(out, "word/_rels/document.xml.rels")
    )


def test_every_other_part_is_byte_for_byte_the_same() -> None:
    data = replaced(
        docx(p(r("Tăng 5%"), footnote_mark(2)), footnotes={2: "x"}),
        "word/media/image1.png",
        b"\x89PNG\x00\xff",
    )
    out = commented(data, ("5%", "Sai"))
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, out))
    same = [name for name in before.namelist() if before.read(name) == after.read(name)]

    assert sorted(set(after.namelist()) - set(same)) == [
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/document.xml",
    ]
    assert after.namelist() == [*before.namelist(), "word/comments.xml"]


def test_body_without_the_marks_is_the_body_as_it_was() -> None:
    data = docx(
        p("I. KẾT QUẢ", style="Heading1"), p(r("Tăng "), r("5%", "<w:b/>"), r(" nữa")), table(tr("1", "2"))
    )
    body = part_of(commented(data, ("5%", "Sai")), "word/document.xml")
    bare = re.sub(rb"<w:commentRange\w+ [^>]*/>|<w:r><w:commentReference [^>]*/></w:r>", b"", body)

    assert etree.canonicalize(bare.decode()) == etree.canonicalize(
        part_of(data, "word/document.xml").decode()
    )


def test_second_round_of_comments_leaves_the_first() -> None:
    once = commented(docx("Tăng 5% và 7%"), ("5%", "một"))
    twice = commented(once, ("7%", "hai"), ("5%", "ba"))

    assert on(twice) == {"một": "5%", "ba": "5%", "hai": "7%"}
    assert part_of(twice, "[Content_Types].xml") == part_of(once, "[Content_Types].xml")


def test_comment_styles_are_used_where_the_file_has_them() -> None:
    styles = (
        STYLES
        + '<w:style w:type="character" w:styleId="ThamChiuChuthich"><w:name w:val="annotation reference"/></w:style>'
    )
    plain = docx("Tăng 5%")
    old = part_of(plain, "word/styles.xml").decode()
    data = replaced(plain, "word/styles.xml", old.replace(STYLES, styles).encode())
    out = commented(data, ("5%", "Sai"))

    assert b'<w:rStyle w:val="ThamChiuChuthich"/></w:rPr><w:commentReference' in part_of(
        out, "word/document.xml"
    )
    assert b"<w:r><w:commentReference" in part_of(commented(plain, ("5%", "Sai")), "word/document.xml")


def test_strict_file_gets_strict_comments() -> None:
    out = commented(docx("Tăng 5%", strict=True), ("5%", "Sai"))

    assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in part_of(out, "word/comments.xml")
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in part_of(
        out, "word/_rels/document.xml.rels"
    )
    assert b"commentRangeStart" in part_of(out, "word/document.xml")


def test_no_comments_is_the_file_itself() -> None:
    data = docx("Tăng 5%")

    assert add_comments(data, [], date=DATE) == data


def test_same_comments_give_the_same_bytes() -> None:
    data = docx("Tăng 5%")

    assert commented(data, ("5%", "Sai")) == commented(data, ("5%", "Sai"))


@pytest.mark.parametrize(
    "place",
    [
        Place(9, 1),
        Place(0, 1),
        Place(1, 99),
        Place(1, 1, paragraph=7, part="body"),
        Place(1, 1, paragraph=0, part="footnotes"),
    ],
)
def test_place_of_another_file_is_refused(place: Place) -> None:
    with pytest.raises(DocumentError) as caught:
        add_comments(docx("Tăng 5%"), [DocxComment(place, place, "Sai")], date=DATE, name="bao-cao.docx")

    assert [problem.code for problem in caught.value.problems] == ["VK030"]


def test_more_comments_than_word_opens_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thuocdo.documents.docx_comments.MAX_COMMENTS", 1)

    with pytest.raises(DocumentError) as caught:
        commented(docx("Tăng 5% và 7%"), ("5%", "a"), ("7%", "b"))

    assert [problem.code for problem in caught.value.problems] == ["VK031"]


_PIECES = st.lists(
    st.tuples(
        st.text(alphabet="ab 12,%đ\u0301", min_size=1, max_size=6),
        st.sampled_from(["run", "bold", "ins", "del", "link", "control", "field", "bare"]),
    ),
    min_size=1,
    max_size=8,
)


def _markup(text: str, kind: str) -> str:
    return {
        "run": lambda: r(t(text)),
        "bold": lambda: r(t(text), "<w:b/>"),
        "ins": lambda: inserted(r(t(text))),
        "del": lambda: deleted(text),
        "link": lambda: f'<w:hyperlink w:anchor="x">{r(t(text))}</w:hyperlink>',
        "control": lambda: control(r(t(text)), tag="k"),
        "field": lambda: complex_field("REF x", text),
        "bare": lambda: r(f"<w:t>{text}</w:t>"),
    }[kind]()


@settings(max_examples=120, deadline=None)
@given(_PIECES, st.data())
def test_any_place_is_marked_without_a_letter_changing(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    file = docx(p(*(_markup(text, kind) for text, kind in pieces)), p("cuối"))
    document = read_docx(file, "")
    block = document.blocks[0]
    spans = data.draw(
        st.lists(
            st.tuples(*[st.integers(0, len(block.text))] * 2).map(lambda pair: (min(pair), max(pair))),
            min_size=1,
            max_size=4,
        )
    )
    comments = [
        DocxComment(block.places.place(a), block.places.place(b), f"{at}") for at, (a, b) in enumerate(spans)
    ]
    out = add_comments(file, comments, date=DATE)

    assert read_docx(out, "").text == document.text
    shown = lambda each: [(letter, look) for letter, look, _ in letters_of(each) if letter != " "]  # noqa: E731
    assert shown(out) == shown(file)
    assert len(on(out)) == len(spans)
    if all(kind in ("run", "bold", "ins") for _, kind in pieces):
        for at, (start, end) in enumerate(spans):
            if start < end:
                assert on(out)[str(at)] == block.places.quote(start, end)
