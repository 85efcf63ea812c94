"""Unicode in every dress is read; legacy encodings are named and refused."""

from __future__ import annotations

import codecs

import pytest

from thuocdo.documents import DocumentError, open_document
from thuocdo.documents.encoding import decode_text

SENTENCE = "Tốc độ tăng trưởng đạt 8,5% và thu ngân sách đạt khá."
TCVN3 = "Tèc ®é t¨ng tr­ëng kinh tÕ cña tØnh ®¹t 8%, thu ng©n s\xb8ch ®¹t kh\xb8"
VNI = "Toác ñoä taêng tröôûng kinh teá cuûa tænh ñaït 8%, thu ngaân saùch ñaït khaù"


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
    ],
)
def test_every_unicode_encoding_is_read(data: bytes) -> None:
    assert decode_text(data, "a.txt") == SENTENCE
    assert open_document(data).blocks[0].text == SENTENCE


def cp1258() -> bytes:
    marks = {
        "ố": "ô\u0301",
        "ộ": "ô\u0323",
        "ưởng": "ươ\u0309ng",
        "ạ": "a\u0323",
        "á": "á",
        "ủ": "u\u0309",
        "ỉ": "i\u0309",
    }
    text = "Tốc độ tăng trưởng của tỉnh đạt 8% và thu ngân sách đạt khá, vượt mức"
    for composed, plain in {**marks, "ư": "ư", "ợ": "ơ\u0323", "ứ": "ư\u0301"}.items():
        text = text.replace(composed, plain)
    return text.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TCVN3.encode("latin-1"), "TCVN3"),
        (VNI.encode("latin-1"), "VNI"),
        (cp1258(), "Windows-1258"),
        (TCVN3.encode(), "TCVN3"),
        (VNI.encode(), "VNI"),
    ],
)
def test_legacy_encodings_are_named_and_refused(data: bytes, name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        open_document(data, "old.txt")
    problem = caught.value.problems[0]
    assert problem.code == "VK010"
    assert name in problem.text.vi
    assert problem.hint.vi


def test_one_damaged_byte_is_placed() -> None:
    data = (SENTENCE + "\n" + SENTENCE).encode()
    with pytest.raises(DocumentError) as caught:
        decode_text(data[:-20] + b"\xff" + data[-20:], "a.txt")
    problem = caught.value.problems[0]
    assert problem.code == "VK011"
    assert problem.where is not None
    assert problem.where.line == 2


def test_french_words_are_not_taken_for_a_legacy_encoding() -> None:
    assert decode_text("Le réseau européen a 5 gares".encode(), "a.txt") == "Le réseau européen a 5 gares"
