"""Which spellings are one and the same? Composed letters, odd spaces, dashes, tone places.

NFC makes NFD input equal, but leaves `hoà`/`hòa` apart; keyboards, PDF and Excel add spaces and digits of
their own. Everything this room reads goes through `tidy` first; unit names are looked up by `unit_key`.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\t\n\r\x0b\x0c\x85\xa0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"

_TABLE = {
    **{ord(space): " " for space in _SPACES},
    **{ord(mark): None for mark in _INVISIBLE},
    **{ord(hyphen): "-" for hyphen in _HYPHENS},
    # Full-width forms (U+FF01–FF5E) are ASCII moved by 0xFEE0.
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    0x2044: "/",  # fraction slash
    0x2215: "/",  # division slash
}

_RAISED = re.compile(r"(?<=m)[²³]", re.IGNORECASE)
_RUN_OF_SPACES = re.compile(r" {2,}")

# The tone of oa, oe, uy may sit on either letter (Decree 30/2020 sets no rule): old `hoà`, new `hòa`.
_TONE_PLACES = tuple(
    (first + second_toned, first_toned + second)
    for first, second, first_tones, second_tones in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for first_toned, second_toned in zip(first_tones, second_tones, strict=True)
)


def tidy(text: str) -> str:
    """Return `text` in NFC with plain spaces, plain hyphens and ASCII digits, trimmed.

    A raised digit becomes a plain one only after m (m², m³): elsewhere it is a footnote mark.
    """
    plain = unicodedata.normalize("NFC", text).translate(_TABLE)
    plain = _RAISED.sub(lambda match: "2" if match[0] == "²" else "3", plain)
    return _RUN_OF_SPACES.sub(" ", plain).strip()


def unit_key(text: str) -> str:
    """Return the key under which a unit name is looked up: lower case, one tone place, no loose spaces."""
    key = tidy(text).casefold()
    for old, new in _TONE_PLACES:
        key = key.replace(old, new)
    return key.replace(" / ", "/").replace("/ ", "/").replace(" /", "/").rstrip(".;,: ")


def has_vietnamese_letters(text: str) -> bool:
    """Whether `text` holds a letter beyond ASCII: evidence that its numbers are in Vietnamese style."""
    return any(letter > "\x7f" and letter.isalpha() for letter in text)
