"""Laws of places: whatever the letters are made of, every one leads back to where it stands."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.documents import Document, open_document
from thuocdo.documents.places import SourceText, keep_ranges, map_pieces

WORDS = st.sampled_from(
    [
        "Tốc độ",
        "tăng trưởng",
        "đạt",
        "14,5%",
        "năm 2025",
        "của",
        "tỉnh,",
        "gồm 12 xã;",
        "được",
        "3.000",
        "ở 7",
        "ước.",
    ]
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=15)
LETTERS = st.text(st.sampled_from("aêộưởđ1 %\n\r\u0301\u0323\u0302\u1100\u1161\u11a8"), max_size=60)


def check_places(document: Document, original: str) -> None:
    lines = original.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for block in document.blocks:
        for offset, letter in enumerate(block.text):
            place = block.places.place(offset)
            if letter.isdigit():
                assert lines[place.line - 1][place.column - 1] == letter


@given(LINES, st.sampled_from(["NFC", "NFD"]), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_digit_of_a_text_leads_to_itself(lines: list[str], form: str, end: str) -> None:
    text = end.join(lines)
    original = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    document = open_document(original.encode(), "a.txt")
    check_places(document, original)
    assert all(unicodedata.is_normalized("NFC", block.text) for block in document.blocks)


@given(LINES, st.sampled_from(["NFC", "NFD"]))
def test_every_digit_of_a_markdown_file_leads_to_itself(lines: list[str], form: str) -> None:
    text = "\n".join(f"**{line}** *x*" if at % 3 else f"- {line}" for at, line in enumerate(lines))
    original = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    check_places(open_document(original.encode(), "a.md"), original)


@given(LINES, st.sampled_from(["NFC", "NFD"]))
def test_every_digit_of_a_page_leads_to_itself(lines: list[str], form: str) -> None:
    text = "<html>" + "\n".join(f"<p>{line} &amp; <b>{line}</b></p>" for line in lines)
    original = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    check_places(open_document(original.encode(), "a.html"), original)


@given(LINES)
def test_composed_and_decomposed_texts_read_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    composed = open_document(text.encode(), "a.txt")
    decomposed = open_document(unicodedata.normalize("NFD", text).encode(), "a.txt")
    assert [block.text for block in composed.blocks] == [block.text for block in decomposed.blocks]


@given(LETTERS)
def test_a_letter_maps_to_the_code_points_it_was_made_of(original: str) -> None:
    source = SourceText(original)
    spans = [source.locate(offset)[2] for offset in range(len(source.text) + 1)]
    assert spans == sorted(spans)
    assert spans[-1] == len(original)
    if len(source.text):
        text, places = map_pieces(source, [(0, len(source.text))])
        assert places.quote(0, len(text)) == original


@given(LINES, st.data())
def test_a_quote_holds_the_words_of_the_block(lines: list[str], data: st.DataObject) -> None:
    document = open_document("\n".join(lines).encode(), "a.txt")
    block = data.draw(st.sampled_from(list(document.blocks)))
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    assert block.places.quote(start, end).split() == block.text[start:end].split()


@given(LETTERS, st.lists(st.integers(0, 60), max_size=8))
def test_keeping_ranges_keeps_their_places(original: str, cuts: list[int]) -> None:
    source = SourceText(original)
    text, places = map_pieces(source, [(0, len(source.text))])
    bounds = sorted({min(cut, len(text)) for cut in cuts})
    ranges = list(zip(bounds[::2], bounds[1::2], strict=False))
    kept, kept_places = keep_ranges(text, places, ranges)
    offsets = [offset for start, end in ranges for offset in range(start, end)]
    assert kept == "".join(text[offset] for offset in offsets)
    assert [kept_places.source_offset(at) for at in range(len(kept))] == offsets
