"""Character references of HTML, the few that Telegram knows: &lt; &gt; &amp; &quot; &#10;."""

from __future__ import annotations

from typing import Final

from .utf8_text import Source

_NAMED_REFERENCES: Final = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_DIGITS: Final = b"0123456789"
_HEX_DIGITS: Final = b"0123456789abcdefABCDEF"
_LONGEST_REFERENCE: Final = 10


def character_reference(source: Source, at: int) -> tuple[int, int]:
    """The code point that a character reference stands for, and its end; 0 when it is none."""
    if source[at + 1] == ord("#"):
        start = at + 3 if source[at + 2] == ord("x") else at + 2
        base, digits = (16, _HEX_DIGITS) if start == at + 3 else (10, _DIGITS)
        end = source.skip(start, digits)
        code = int(source.text(start, end) or "0", base) if end - at < _LONGEST_REFERENCE else 0
        if code >= 0x10FFFF:
            code = 0
    else:
        end = at + 1
        while bytes([source[end]]).isalpha():
            end += 1
        code = ord(_NAMED_REFERENCES.get(source.bytes[at + 1 : end], "\0"))
    return code, end + 1 if source[end] == ord(";") else end
