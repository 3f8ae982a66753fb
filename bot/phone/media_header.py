"""Width, height and length of pictures and clips, read from the first bytes of their files."""

from __future__ import annotations

import struct
import zlib
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP picture; None when it is none of them."""
    try:
        size = _any_size(content)
    except (struct.error, IndexError):
        return None
    return size if size and all(size) else None


def picture_type(content: bytes) -> str | None:
    """The media type of a picture, by its first bytes."""
    for mark, media_type in ((_PNG, "image/png"), (_JPEG, "image/jpeg"), (b"GIF8", "image/gif")):
        if content.startswith(mark):
            return media_type
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return "image/webp" if is_webp else None


def _any_size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(_PNG) and content[12:16] == b"IHDR":
        width, height = struct.unpack_from(">II", content, 16)
        return width, height
    if content.startswith(_JPEG):
        return _jpeg_size(content)
    if content[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack_from("<HH", content, 6)
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker in _JPEG_WITHOUT_LENGTH:
            at += 2
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        else:
            at += 2 + int(struct.unpack_from(">H", content, at + 2)[0])
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return width, int.from_bytes(content[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def clip_facts(content: bytes) -> tuple[int, int, int]:
    """Width, height and whole seconds of an MP4 clip or a GIF; zeros where they cannot be read."""
    size = picture_size(content)
    if size:
        return *size, 0
    try:
        return *_mp4_size(content), _mp4_seconds(content)
    except (struct.error, IndexError):
        return 0, 0, 0


def _mp4_size(content: bytes) -> tuple[int, int]:
    at = content.find(b"tkhd")
    if content[4:8] != b"ftyp" or at < 4:
        return 0, 0
    box_end = at - 4 + int(struct.unpack_from(">I", content, at - 4)[0])
    width, height = struct.unpack_from(">II", content, box_end - 8)
    return width >> 16, height >> 16  # fixed-point numbers


def _mp4_seconds(content: bytes) -> int:
    at = content.find(b"mvhd")
    if content[4:8] != b"ftyp" or at < 4:
        return 0
    long_form = content[at + 4] == 1
    scale, duration = (
        struct.unpack_from(">IQ", content, at + 24)
        if long_form
        else struct.unpack_from(">II", content, at + 16)
    )
    return round(duration / scale) if scale else 0


def blank_png(width: int, height: int) -> bytes:
    """A transparent picture, for a sticker that needs no drawing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0\0\0\0" * width) * height, 9)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return _PNG + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
