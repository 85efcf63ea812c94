from __future__ import annotations

import io
import struct
import zipfile

import pytest
from docx_factory import zipped

from thuocdo.documents.archive import Archive, ArchiveLimits, is_word_in_ole
from thuocdo.documents.problems import DocumentError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def codes(data: bytes, limits: ArchiveLimits | None = None, read: str = "") -> list[str]:
    """Codes of the problems of opening, and of reading one entry."""
    with pytest.raises(DocumentError) as caught:
        Archive(data, "tep.docx", limits).read(read)
    assert all(
        problem.hint.vi and problem.where and problem.where.file == "tep.docx"
        for problem in caught.value.problems
    )
    return [problem.code for problem in caught.value.problems]


def test_entries_are_read_as_they_are() -> None:
    archive = Archive(zipped({"a.xml": "một", "b/c.xml": b"\x00\xff"}), "tep.docx")

    assert (archive.names, "a.xml" in archive, "x" in archive) == (("a.xml", "b/c.xml"), True, False)
    assert [archive.read(name) for name in archive.names] == ["một".encode(), b"\x00\xff"]


def test_missing_entry_is_told() -> None:
    assert codes(zipped({"a": "1"}), read="b") == ["VK026"]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../ngoai.xml", "a/../../b", "C:/x.xml", "a\\b.xml", "x" * 600]
)
def test_names_that_lead_outside_are_refused(name: str) -> None:
    assert codes(zipped({name: "1"})) == ["VK025"]


def test_name_given_twice_is_refused() -> None:
    assert codes(zipped({"word/a.xml": "1", "word/A.xml": "2"})) == ["VK025"]


def test_too_many_entries_are_refused() -> None:
    data = zipped({f"{at}": "" for at in range(30)})

    assert codes(data, ArchiveLimits(entries=10)) == ["VK024"]
    assert codes(data, ArchiveLimits(entries=5)) == ["VK024"]


def test_large_entry_is_refused_by_its_header() -> None:
    assert codes(zipped({"a": b"x" * 5000}), ArchiveLimits(entry_bytes=4000), "a") == ["VK024"]


def test_entries_are_refused_together_when_they_pass_the_total() -> None:
    archive = Archive(
        zipped({"a": b"x" * 3000, "b": b"y" * 3000}), "tep.docx", ArchiveLimits(total_bytes=5000)
    )

    assert len(archive.read("a")) == 3000
    with pytest.raises(DocumentError) as caught:
        archive.read("b")
    assert [problem.code for problem in caught.value.problems] == ["VK024"]


def test_dense_entry_is_refused_and_a_short_dense_one_passes() -> None:
    limits = ArchiveLimits(ratio=50, ratio_floor=100_000)

    assert codes(zipped({"a": bytes(1_000_000)}), limits) == ["VK024"]
    assert Archive(zipped({"a": bytes(90_000)}), "", limits).read("a") == bytes(90_000)


def test_entry_that_lies_about_its_size_is_no_larger_than_its_limit() -> None:
    data = bytearray(zipped({"a": bytes(1_000_000)}))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        offset = data.index(magic) + at
        data[offset : offset + 4] = struct.pack("<I", 100)

    assert codes(bytes(data), ArchiveLimits(entry_bytes=1000), "a") == ["VK023"]


def test_overlapping_entries_are_refused() -> None:
    data = bytearray(zipped({"a": b"x" * 100, "b": b"y" * 100}))
    second = data.rindex(b"PK\x01\x02") + 42
    data[second : second + 4] = struct.pack("<I", 0)

    assert codes(bytes(data)) == ["VK024"]


def test_encrypted_entries_are_called_a_password() -> None:
    data = bytearray(zipped({"a": "1"}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + at] |= 1

    assert codes(bytes(data)) == ["VK022"]


def test_unknown_compression_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "1")

    assert codes(stream.getvalue()) == ["VK025"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_truncated_archive_is_refused(share: float) -> None:
    data = zipped({"a": bytes(range(256)) * 40})

    assert codes(data[: int(len(data) * share)]) == ["VK023"]


def test_damaged_entry_is_refused() -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 40}))
    middle = len(data) // 3
    data[middle : middle + 20] = b"\xff" * 20

    assert codes(bytes(data), read="a") == ["VK023"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + "EncryptionInfo EncryptedPackage".encode("utf-16-le"), "VK022"),
        (OLE + "WordDocument".encode("utf-16-le"), "VK021"),
        (OLE + "Workbook".encode("utf-16-le"), "VK020"),
        (b"{\\rtf1 abc}", "VK020"),
        (b"%PDF-1.7", "VK020"),
        (b"", "VK003"),
    ],
)
def test_other_containers_are_told_apart(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_word_in_ole_is_known_by_its_streams() -> None:
    assert is_word_in_ole(OLE + "WordDocument".encode("utf-16-le"))
    assert not is_word_in_ole(OLE + "Workbook".encode("utf-16-le"))
    assert not is_word_in_ole("WordDocument".encode("utf-16-le"))
