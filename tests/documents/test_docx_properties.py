from __future__ import annotations

import time
import unicodedata

import regex
from docx_factory import deleted, docx, footnote_mark, inserted, moved_from, moved_to, p, r, t, table, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.documents.docx import read_docx

_LETTERS = st.text(alphabet="abĐđ 12.,%\u00a0\u00ad\t\u0301\u0323ẻ–", max_size=40).map(
    # A tone mark stands on a letter; on a blank it is no text.
    lambda text: regex.sub(r"(?<![\p{L}\p{M}\xad])\p{M}+", "", text)
)
_WRAPS = {
    "run": lambda text: r(t(text)),
    "bold": lambda text: r(t(text), "<w:b/>"),
    "inserted": lambda text: inserted(r(t(text))),
    "moved": lambda text: moved_to(text),
    "smart": lambda text: f'<w:smartTag w:uri="u" w:element="e">{r(t(text))}</w:smartTag>',
    "marks": lambda text: f'<w:bookmarkStart w:id="1" w:name="b"/>{r(t(text))}<w:bookmarkEnd w:id="1"/>',
}
_NOISE = st.sampled_from(
    [
        "",
        deleted("bỏ 99%"),
        moved_from("đi 7"),
        '<w:proofErr w:type="spellStart"/>',
        r("<w:lastRenderedPageBreak/>"),
        r("ẩn", "<w:vanish/>"),
    ]
)


def _whole(text: str) -> str:
    return p(r(f'<w:t xml:space="preserve">{text}</w:t>'))


@settings(max_examples=200, deadline=None)
@given(_LETTERS, st.data())
def test_splits_insertions_and_deletions_do_not_change_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    runs = [
        _WRAPS[data.draw(st.sampled_from(sorted(_WRAPS)))](piece) + data.draw(_NOISE)
        for piece in pieces
        if piece
    ]
    split, whole = read_docx(docx(p(*runs), "x"), ""), read_docx(docx(_whole(text), "x"), "")

    assert split.text == whole.text
    assert [block.text for block in split.blocks] == [block.text for block in whole.blocks]


@settings(max_examples=200, deadline=None)
@given(_LETTERS)
def test_block_text_is_composed_folded_and_every_place_is_in_its_line(text: str) -> None:
    document = read_docx(docx(_whole(text), "x"), "")
    lines = document.text.split("\n")
    for block in document.blocks:
        places = [block.places.place(at) for at in range(len(block.text) + 1)]
        line = lines[places[0].line - 1]

        assert unicodedata.is_normalized("NFC", block.text)
        assert block.text == " ".join(block.text.split())
        assert [place.column for place in places] == sorted(place.column for place in places)
        assert all(1 <= place.column <= len(line) + 1 for place in places)
        assert _bare(block.places.quote(0, len(block.text))) == _bare(block.text)


def _bare(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.replace("\u00ad", "")).split()


def test_sixty_pages_are_read_well_under_half_a_second() -> None:
    words = "Tổng sản phẩm trên địa bàn năm 2024 ước đạt 207.000 tỷ đồng, tăng 13,85% so với năm 2023; "
    body = []
    for at in range(700):
        pieces = [r(each + " ", '<w:sz w:val="28"/>') for each in (words * 3).split(", ")]
        body.append(p(*pieces, *([footnote_mark(at)] if at % 5 == 0 else [])))
    body.append(table(*(tr(*(f"{row}.{column},5" for column in range(8))) for row in range(200))))
    data = docx(*body, footnotes=dict.fromkeys(range(0, 700, 5), words))
    best = min(_seconds(data) for _ in range(3))

    assert len(read_docx(data, "").text) > 180_000
    assert best < 0.5


def _seconds(data: bytes) -> float:
    begin = time.process_time()
    read_docx(data, "")
    return time.process_time() - begin
