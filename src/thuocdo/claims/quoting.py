"""How does a finding point at what it speaks of? The words in quotes and where they stand."""

from __future__ import annotations

from thuocdo.claims.messages import say
from thuocdo.claims.model import Figure, FigurePlace
from thuocdo.claims.rule import place_of
from thuocdo.errors import Text


def quote(place: Figure | FigurePlace) -> str:
    """Return the words at a place in Vietnamese quotes, with the word of approximation before a figure."""
    if isinstance(place, Figure):
        return f"“{say(place)}”"
    return f"“{' '.join(place.block.text[place.start : place.end].split())}”"


def say_where(place: Figure | FigurePlace) -> Text:
    """Return e.g. `dòng 174`, `cước chú 44` for a place in a note, or `trang 3`."""
    spot = place_of(place)
    if spot.block.note is not None:
        return Text(f"cước chú {spot.block.note}", f"note {spot.block.note}")
    where = spot.block.places.place(spot.start)
    if where.page is not None:
        return Text(f"trang {where.page}", f"page {where.page}")
    return Text(f"dòng {where.line}", f"line {where.line}")


def cite(place: Figure | FigurePlace) -> Text:
    """Return the quoted words and where they stand: `“34 xã” (dòng 1145)`."""
    words, where = quote(place), say_where(place)
    return Text(f"{words} ({where.vi})", f"{words} ({where.en})")


def join(texts: list[Text], vi: str = ", ", en: str = ", ") -> Text:
    """Put texts one after another."""
    return Text(vi.join(text.vi for text in texts), en.join(text.en for text in texts))


def write(vi: str, en: str, **parts: Text | str) -> Text:
    """Fill `{name}` in both languages."""
    return Text(
        vi.format(**{name: part.vi if isinstance(part, Text) else part for name, part in parts.items()}),
        en.format(**{name: part.en if isinstance(part, Text) else part for name, part in parts.items()}),
    )
