"""Characters of symbol fonts: the private-use codes that Word and PDF producers write for bullets and dashes.

The codes are those of Microsoft's Symbol, Wingdings and Webdings fonts, which stand at U+F000 plus
their position in the font.
"""

from __future__ import annotations

from functools import lru_cache

_COMMON = {0xB7: "•", 0x2D: "–", 0xA0: " ", 0x20: " "}
_BY_FONT = {
    "wingdings": _COMMON
    | dict.fromkeys((0x6C, 0x9F), "●")
    | dict.fromkeys((0x6E, 0xA7), "▪")
    | dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), "□")
    | dict.fromkeys((0x74, 0x75, 0x76), "❖")
    | dict.fromkeys((0xA1, 0xA2, 0xA4, 0x9E), "•")
    | dict.fromkeys((0xD8, 0xC4, 0xC6), "➢")
    | {0xE0: "→", 0xE8: "→", 0xDF: "←", 0xFC: "✓", 0xFB: "✗", 0xFE: "✔"},
    "webdings": _COMMON | {0x34: "►", 0x3D: "•", 0x67: "■", 0x63: "□", 0x61: "✓"},
    "symbol": _COMMON
    | {0xA8: "◆", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xAE: "→", 0xAC: "←", 0xDE: "⇒"}
    | {0xA5: "∞", 0xB9: "≠", 0xBB: "≈", 0xD3: "©", 0xD2: "®", 0xD4: "™"},
}
_BULLETS_OF_OPENSYMBOL = dict.fromkeys(range(0xE000, 0xE010), "•")


@lru_cache(maxsize=256)
def symbol_table(font: str) -> dict[int, str] | None:
    """What the character codes of a symbol font stand for; None for a font of letters."""
    name = font.lower().replace(" ", "")
    for family, codes in _BY_FONT.items():
        if family in name:
            private = {0xF000 + code: text for code, text in codes.items()}
            # The bare codes count for a font that is not mapped to Unicode at all.
            bare = {code: text for code, text in codes.items() if code > 0x7E} if family != "symbol" else {}
            return private | bare | (_BULLETS_OF_OPENSYMBOL if "opensymbol" in name else {})
    return None


PRIVATE = {0xF000 + code: text for code, text in _BY_FONT["wingdings"].items()}
"""Private-use codes in a font that does not say which symbols it has: Wingdings' are by far the most used."""
