"""Which letter does a symbol of a picture font stand for? The ones that turn up next to figures.

Code points of the fonts Symbol and Wingdings as their vendors publish them; Word stores them in the private
area U+F000 to U+F0FF (ECMA-376 part 1, 17.3.3.30).
"""

from __future__ import annotations

_SYMBOL = {
    0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD0: "∠",
    0xD6: "√", 0xD7: "·", 0xDE: "⇒", 0xE5: "∑", 0x44: "Δ",
    0x61: "\N{GREEK SMALL LETTER ALPHA}", 0x62: "β", 0x6D: "μ", 0x70: "π",
}  # fmt: skip
_WINGDINGS = {
    0x9F: "•", 0xA7: "•", 0x6C: "•", 0x6E: "■", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def symbol(font: str, code: str) -> str:
    """Return the letter of `w:sym`; U+FFFD for a picture without one, empty where the code is no number."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0 < point <= 0x10FFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    is_private = 0xF000 <= point <= 0xF0FF
    table = _FONTS.get(font.casefold())
    if table is not None and (is_private or point <= 0xFF):
        low = point & 0xFF
        if low in table:
            return table[low]
        is_plain = table is _SYMBOL and (0x30 <= low <= 0x39 or chr(low) in " !%()[]{}./,:;|_?")
        return chr(low) if is_plain else _UNKNOWN
    return _UNKNOWN if 0xE000 <= point <= 0xF8FF else chr(point)
