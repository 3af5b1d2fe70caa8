"""Text of documents and file names as a page or a terminal may show it."""

from __future__ import annotations

_NAMED = (
    *(code for code in range(0x20) if chr(code) not in "\t\n\r"),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFFFE,
    0xFFFF,
)
_NAMES = {code: f"⟦U+{code:04X}⟧" for code in _NAMED} | {0x0D: "\n"}
_ESCAPES = {code: f"\\u{code:04x}" for code in _NAMED}


def shown(text: str) -> str:
    """`text` with control characters, and those that turn the direction of what follows, by their names:
    they are seen, and have no effect."""
    return text if text.isprintable() else text.translate(_NAMES)


def shown_json(text: str) -> str:
    """JSON with the same characters escaped: it says the same, and can be shown."""
    return text.translate(_ESCAPES)
