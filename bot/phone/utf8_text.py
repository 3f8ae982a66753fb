"""Text under construction, as the parsers of marked-up text write it: bytes out, UTF-16 counted.

Telegram reports faults by byte offset and entities by UTF-16 offset, so the parsers walk over
UTF-8 bytes and keep both counts.
"""

from __future__ import annotations

from typing import Final

SPACES: Final = b" \t\r\n\0\v"
# Behind the last byte: lets a parser look a few bytes ahead without asking for the length.
_PADDING: Final = b"\0\0\0\0"


class Source:
    """Marked-up text, read byte by byte."""

    def __init__(self, text: str) -> None:
        encoded = text.encode()
        self.size = len(encoded)
        self.bytes = encoded + _PADDING

    def __getitem__(self, at: int) -> int:
        return self.bytes[at]

    def starts(self, at: int, what: bytes) -> bool:
        """Whether `what` stands at byte offset `at`."""
        return self.bytes.startswith(what, at)

    def text(self, start: int, end: int) -> str:
        """A stretch of the source as text."""
        return self.bytes[start:end].decode(errors="replace")

    def skip(self, at: int, what: bytes = SPACES) -> int:
        """The offset of the first byte from `at` on that is not one of `what`."""
        while at < self.size and self.bytes[at] in what:
            at += 1
        return at

    def find_any(self, at: int, what: bytes) -> int:
        """The offset of the first byte from `at` on that is one of `what`, or the size."""
        while at < self.size and self.bytes[at] not in what:
            at += 1
        return at


class Output:
    """Text that a parser has written so far."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.units = 0

    def put_byte(self, byte: int) -> None:
        """Takes over one byte of UTF-8."""
        if byte & 0xC0 != 0x80:
            self.units += 2 if byte >= 0xF0 else 1
        self.bytes.append(byte)

    def put_code(self, code: int) -> None:
        """Writes one code point; half of a surrogate pair is refused only at the end."""
        self.units += 2 if code > 0xFFFF else 1
        self.bytes += chr(code).encode(errors="surrogatepass")

    def text_from(self, start: int) -> str:
        """What was written since the byte offset `start`."""
        return self.bytes[start:].decode(errors="replace")


def after_fence(source: Source, at: int) -> tuple[int, str | None]:
    """Where the code after an opening ``` starts, and the language that stands there."""
    language = None
    language_end = source.find_any(at, SPACES + b"`")
    if language_end > at and language_end < source.size and source[language_end] != ord("`"):
        language = source.text(at, language_end)
        at = language_end
    if source[at] in b"\r\n":  # one line break after the fence is not part of the code
        both = source[at + 1] in b"\r\n" and source[at] != source[at + 1]
        at += 2 if both else 1
    return at, language
