"""Hostile and broken files of every format: a clear message or a right reading, never a traceback.

Each file is read in a process of its own whose memory is limited; a timeout that no honest reading comes
near stands guard against endless loops.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import textwrap
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from docx_factory import docx
from pdf_factory import Sheet

MEMORY = 1_500 << 20
"""Bytes of address space, libraries and all."""
PATIENCE = 240
"""Seconds; a reading takes some tenths."""

READ = textwrap.dedent("""
    import json, resource, sys

    def show(path):
        from thuocdo.documents.open import open_document
        from thuocdo.errors import ThuocdoError
        try:
            document = open_document(path)
        except ThuocdoError as error:
            codes = [problem.code for problem in error.problems]
            return {"error": codes, "said": error.say("vi"), "english": error.say("en")}
        return {
            "blocks": len(document.blocks),
            "letters": sum(len(block.text) for block in document.blocks),
            "text": " ".join(block.text for block in document.blocks[:20])[:2000],
            "end": document.blocks[-1].text[-200:] if document.blocks else "",
            "codes": [problem.code for problem in document.problems],
        }

    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    print(json.dumps([show(path) for path in sys.argv[2:]]))
""")


def read_apart(*paths: Path) -> list[dict[str, Any]]:
    """Read files in a process with little memory."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", READ, str(MEMORY), *map(str, paths)],
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip

    assert done.stderr == ""
    assert done.returncode == 0
    return json.loads(done.stdout)


def refusal(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    """Read a file that must be refused; the message names the file, says what is wrong and what to do."""
    path = folder / name
    path.write_bytes(data)
    (told,) = read_apart(path)

    assert "error" in told, told
    assert name in told["said"]
    assert "→" in told["said"]
    assert "Traceback" not in told["said"] + told["english"]
    return told


def reading(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    """Read a file that must be read."""
    path = folder / name
    path.write_bytes(data)
    (told,) = read_apart(path)

    assert "blocks" in told, told
    return told


def small_pdf(*lines: str, **options: Any) -> bytes:
    sheet = Sheet(**options)
    for number, line in enumerate(lines or ("Năm 2024, tỉnh Mẫu thu ngân sách 16.500 tỷ đồng.",)):
        sheet.text(70, 80 + 20 * number, line)
    return sheet.data()


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of the given objects, numbered from 1, with a right table of offsets."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    )
    return out.getvalue()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> >>"


# --- any file ------------------------------------------------------------------------------------


def test_an_empty_file_is_named_as_such(tmp_path: Path) -> None:
    for name in ("trong.docx", "trong.pdf", "trong.txt", "trong.html", "trong.md"):
        assert refusal(tmp_path, name, b"")["error"] == ["VK003"]


@pytest.mark.parametrize("name", ["khong.txt", "khong.pdf", "khong.docx", "khong.html"])
def test_fifty_megabytes_of_zeros_are_refused(tmp_path: Path, name: str) -> None:
    refusal(tmp_path, name, bytes(50 << 20))


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "khong-lo.txt"
    with path.open("wb") as file:
        file.truncate(20 << 30)
    (told,) = read_apart(path)

    assert told["error"] == ["VK004"]


def test_the_content_decides_when_the_extension_lies(tmp_path: Path) -> None:
    pdf = reading(tmp_path, "bao-cao.docx", small_pdf())
    word = reading(tmp_path, "bao-cao.pdf", docx("Năm 2024 đạt 16.500 tỷ đồng."))
    text = reading(tmp_path, "bao-cao.html", "Năm 2024 đạt 16.500 tỷ đồng.".encode())

    assert [told["codes"] for told in (pdf, word, text)] == [["VK006"], ["VK006"], ["VK006"]]
    assert all("16.500 tỷ đồng" in told["text"] for told in (pdf, word, text))


@pytest.mark.parametrize("name", ["anh.pdf", "anh.docx", "anh.txt", "anh.md"])
def test_a_picture_under_any_name_is_refused(tmp_path: Path, name: str) -> None:
    refusal(tmp_path, name, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


# --- text, Markdown, HTML ------------------------------------------------------------------------


def test_a_gigantic_line_is_read(tmp_path: Path) -> None:
    sentence = "Năm 2024 thu ngân sách đạt 16.500 tỷ đồng, tăng 12,5%. "
    told = reading(tmp_path, "mot-dong.txt", (sentence * 80_000).encode())

    assert told["letters"] >= 80_000 * (len(sentence) - 1)


def test_a_word_without_end_is_read(tmp_path: Path) -> None:
    for name in ("chu.txt", "chu.md", "chu.html"):
        told = reading(tmp_path, name, b"<p>" * (name == "chu.html") + b"a1" * 2_000_000)

        assert "a1a1a1" in told["text"]


def test_letters_with_zero_bytes_between_do_not_break_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "nul.txt"
    path.write_bytes("Năm 2024\0 đạt 16.500\0 tỷ đồng.\n".encode() * 50)
    (told,) = read_apart(path)

    assert "error" in told or "16.500" in told["text"]
    assert "\0" not in told.get("text", "")


def test_broken_utf8_is_told_not_swallowed(tmp_path: Path) -> None:
    path = tmp_path / "vo.txt"
    path.write_bytes(
        "Năm 2024 đạt 16.500 tỷ đồng.\n".encode() + b"T\xe1\xbb \xc3 13,85%\n" + b"\xff\xfe\x80 xong\n"
    )
    (told,) = read_apart(path)

    assert told.get("error") or told["codes"]


@pytest.mark.parametrize(
    "opening", ["# " * 20_000, "> " * 20_000, "- " * 20_000, "[" * 40_000, "*" * 40_000, "`a " * 20_000]
)
def test_markdown_nested_without_end_is_read(tmp_path: Path, opening: str) -> None:
    told = reading(tmp_path, "long.md", f"{opening}\n\nNăm 2024 đạt 16.500 tỷ đồng.\n".encode())

    assert "16.500 tỷ đồng" in told["end"]


def test_a_million_tags_are_read(tmp_path: Path) -> None:
    told = reading(
        tmp_path, "the.html", b"<html><body>" + b"<b>1</b>" * 500_000 + b"<p>16.500</p></body></html>"
    )

    assert "16.500" in told["end"]


def test_a_hundred_thousand_nested_tags_are_read_or_refused(tmp_path: Path) -> None:
    for name, tag in (
        ("sau.html", b"<div>"),
        ("bang.html", b"<table><tr><td>"),
        ("danh-sach.html", b"<ul><li>"),
    ):
        path = tmp_path / name
        path.write_bytes(b"<html><body>" + tag * 100_000 + "Năm 2024 đạt 16.500 tỷ đồng.".encode())
        (told,) = read_apart(path)

        assert "error" in told or "16.500" in told["text"]


def test_entities_of_html_do_not_multiply(tmp_path: Path) -> None:
    bomb = (
        "<!DOCTYPE html ["
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(12))
        + "]><html><body><p>&a11; 16.500</p></body></html>"
    )
    path = tmp_path / "no.html"
    path.write_bytes(bomb.encode())
    (told,) = read_apart(path)

    assert "error" in told or told["letters"] < 10_000


# --- Word ----------------------------------------------------------------------------------------


def word_with(document_xml: bytes) -> bytes:
    return docx("thay", parts={"word/document.xml": document_xml})


WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(docx("Năm 2024"))) as honest:
            for name in honest.namelist():
                if name != "word/document.xml":
                    archive.writestr(name, honest.read(name))
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<w:document " + WORD + b"><w:body><w:p><w:r><w:t>")
            for _ in range(120):
                part.write(b"9" * (1 << 20))
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    refusal(tmp_path, "bom.docx", file.getvalue())


def test_a_zip_bomb_whose_header_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join([*(packer.compress(b" " * (1 << 20)) for _ in range(200)), packer.flush()])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "x" * 1000)
    data = file.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("word/document.xml")
        start = info.header_offset + 30 + len(info.filename)
        grown = data[:start] + packed + data[start + info.compress_size :]
        at = grown.rindex(b"PK\x01\x02")
        size = len(packed).to_bytes(4, "little")
        moved = len(packed) - info.compress_size
    grown = grown[: at + 20] + size + grown[at + 24 :]
    end = grown.rindex(b"PK\x05\x06")
    begin = int.from_bytes(grown[end + 16 : end + 20], "little") + moved
    refusal(tmp_path, "doi.docx", grown[: end + 16] + begin.to_bytes(4, "little") + grown[end + 20 :])


def test_nesting_without_end_in_a_word_file_is_read_or_refused(tmp_path: Path) -> None:
    for name, tag in (("the", "w:p"), ("bang", "w:tbl"), ("khoi", "w:sdt")):
        xml = b"<w:document %s><w:body>" % WORD + f"<{tag}>".encode() * 60_000 + f"</{tag}>".encode() * 60_000
        path = tmp_path / f"{name}.docx"
        path.write_bytes(word_with(xml + b"</w:body></w:document>"))
        (told,) = read_apart(path)

        assert "error" in told or told["letters"] == 0


def test_an_entity_from_outside_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("KHÔNG ĐƯỢC ĐỌC", encoding="utf-8")
    xml = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {WORD.decode()}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    told = refusal(tmp_path, "xxe.docx", word_with(xml.encode()))

    assert "KHÔNG ĐƯỢC ĐỌC" not in json.dumps(told, ensure_ascii=False)


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    xml = (
        f"<!DOCTYPE d [{entities}]><w:document {WORD.decode()}><w:body>"
        "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    )
    refusal(tmp_path, "cuoi.docx", word_with(xml.encode()))


def test_a_word_file_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    directory = "".join(("Root Entry", "EncryptionInfo", "EncryptedPackage")).encode("utf-16-le")
    told = refusal(tmp_path, "mat.docx", header + directory + bytes(4096))

    assert "mật khẩu" in told["said"]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_word_file_is_refused(tmp_path: Path, share: float) -> None:
    whole = docx(*(f"Năm {year} đạt {year * 7} tỷ đồng." for year in range(1990, 2025)))
    refusal(tmp_path, "cut.docx", whole[: int(len(whole) * share)])


# --- PDF -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_refused(tmp_path: Path, share: float) -> None:
    whole = small_pdf()
    told = refusal(tmp_path, "cut.pdf", whole[: int(len(whole) * share)])

    assert told["error"] == ["VK041"]


def test_a_pdf_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    told = refusal(tmp_path, "mat.pdf", small_pdf(encrypt="bi-mat"))

    assert told["error"] == ["VK042"]
    assert "mật khẩu" in told["said"]


def test_a_pdf_of_pictures_says_it_needs_text_recognition(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.picture(0, 0, sheet.width, sheet.height)
        sheet.turn_page()
    told = refusal(tmp_path, "quet.pdf", sheet.data())

    assert told["error"] == ["VK046"]
    assert "OCR" in told["said"]


def test_a_pdf_without_anything_is_refused(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.turn_page()

    assert refusal(tmp_path, "trang.pdf", sheet.data())["error"] == ["VK047"]


def test_a_page_tree_that_contains_itself_is_refused(tmp_path: Path) -> None:
    told = refusal(
        tmp_path,
        "vong.pdf",
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 /Parent 2 0 R >>",
        ),
    )

    assert told["error"][0] in {"VK041", "VK043", "VK047"}


def test_a_form_that_draws_itself_is_refused(tmp_path: Path) -> None:
    page = PAGE % b"/XObject << /X 6 0 R >>"
    content = b"BT /F 12 Tf 72 700 Td (16.500 ty dong) Tj ET /X Do"
    loop = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"
    told = refusal(
        tmp_path,
        "tu-goi.pdf",
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream(content),
            HELVETICA,
            stream(b"/X Do /X Do", loop),
        ),
    )

    assert told["error"] == ["VK052"]


def test_lengths_that_point_at_themselves_end(tmp_path: Path) -> None:
    path = tmp_path / "do-dai.pdf"
    path.write_bytes(
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE % b"",
            b"<< /Length 4 0 R >>\nstream\nBT /F 12 Tf 72 700 Td (16.500) Tj ET\nendstream",
            HELVETICA,
        )
    )
    (told,) = read_apart(path)

    assert "error" in told or "16.500" in told["text"]


@pytest.mark.parametrize("layers", [1, 2])
def test_a_stream_that_unpacks_to_hundreds_of_megabytes_is_refused(tmp_path: Path, layers: int) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(b" " * (1 << 20)) for _ in range(200)), packer.flush()])
    names = b"/FlateDecode"
    if layers == 2:
        packed, names = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    told = refusal(
        tmp_path,
        "bom.pdf",
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE % b"",
            stream(packed, b"/Filter " + names),
            HELVETICA,
        ),
    )

    assert told["error"] == ["VK044"]


def test_a_page_with_too_many_letters_is_read_in_part_and_says_so(tmp_path: Path) -> None:
    shown = b"".join(
        b"BT /F 5 Tf 10 %d Td (%s) Tj ET\n" % (10 + n, b"%d " % (n * 7919) * 60) for n in range(800)
    )
    told = reading(
        tmp_path,
        "day.pdf",
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE % b"",
            stream(shown),
            HELVETICA,
        ),
    )

    assert "VK049" in told["codes"]


def test_a_page_of_a_hundred_thousand_lines_is_read(tmp_path: Path) -> None:
    drawn = b"".join(
        b"%d %d m %d %d l S\n" % (n % 595, n % 842, (n * 7) % 595, n % 842) for n in range(100_000)
    )
    told = reading(
        tmp_path,
        "net.pdf",
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE % b"",
            stream(drawn + b"BT /F 12 Tf 72 700 Td (16.500 ty dong) Tj ET"),
            HELVETICA,
        ),
    )

    assert "16.500 ty dong" in told["text"]


@pytest.mark.parametrize("kind", ["dashes", "scattered letters", "one word a hundred thousand times"])
def test_a_page_made_to_wear_the_layout_out_is_read(tmp_path: Path, kind: str) -> None:
    dice = random.Random(7)  # noqa: S311
    if kind == "dashes":
        shown = b"".join(
            b"%d %.2f m %d %.2f l S\n"
            % (n % 120 * 5, 400 + n % 331 / 99, n % 120 * 5 + 6 % 7, 400 + n % 331 / 99)
            for n in range(55_000)
        )
    elif kind == "scattered letters":
        shown = b"".join(
            b"BT /F %d Tf %.1f %.1f Td (%d) Tj ET\n"
            % (dice.choice((4, 6, 9)), dice.random() * 595, dice.random() * 842, n % 10)
            for n in range(40_000)
        )
    else:
        shown = b"".join(
            b"BT /F 6 Tf %d %d Td (12,5) Tj ET\n" % (n % 40 * 14, n // 40 % 140 * 6) for n in range(100_000)
        )
    told = reading(
        tmp_path,
        "met.pdf",
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE % b"",
            stream(shown + b"BT /F 12 Tf 72 820 Td (16.500 ty dong) Tj ET"),
            HELVETICA,
        ),
    )

    assert told["letters"] > 10


def test_three_hundred_pages_are_read(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in range(1, 301):
        sheet.text(70, 40, "BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI", 9)
        top = 80.0
        for item in range(12):
            words = f"Mục {page}.{item} thu ngân sách đạt {page * 37 + item} tỷ đồng, tăng 12,5% so với cùng kỳ năm trước."
            top = sheet.paragraph(70, top, 450, words * 2, size=11)
        sheet.centred(800, str(page), 9)
        sheet.turn_page()
    told = reading(tmp_path, "dai.pdf", sheet.data())

    assert told["codes"] == []
    assert told["blocks"] == 3600
    assert "11111 tỷ đồng" in told["end"]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_files_with_broken_bytes_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    whole = (
        small_pdf()
        if kind == "pdf"
        else docx(*(f"Năm {year} đạt {year * 7} tỷ đồng." for year in range(2000, 2025)))
    )
    dice = random.Random(2025)  # noqa: S311
    paths = []
    for number in range(16):
        broken = bytearray(whole)
        for _ in range(dice.choice((1, 3, 20, 200))):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        path = tmp_path / f"{number}.{kind}"
        path.write_bytes(bytes(broken))
        paths.append(path)

    for told in read_apart(*paths):
        assert told.get("error") or "blocks" in told
