"""The content of a plate as a name: the same for the same values drawn by the same code.

Finding it neither draws nor loads what draws.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bot.domain.plates import Plate

_PACKAGE = Path(__file__).parents[1]
_DRAWN_BY = ("pictures/*.py", "pictures/fonts/*.ttf", "domain/stitch*.py", "domain/knot*.py")
_LIBRARIES = ("resvg-py", "pillow", "av")


def content_of(plate: Plate) -> str:
    """Return a hash of all that makes the file: the values, and what draws them."""
    values = (plate.stitch, plate.shows, plate.number, plate.ground, plate.hand)
    return hashlib.sha256(f"{drawn_by()}\n{values!r}".encode()).hexdigest()


def file_name(plate: Plate) -> str:
    """Return the name under which the file is kept."""
    return content_of(plate) + (".mp4" if plate.moves else ".png")


@cache
def drawn_by() -> str:
    """Return a hash of the code, the fonts and the libraries that draw."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for pattern in _DRAWN_BY:
        for file in sorted(_PACKAGE.glob(pattern)):
            digest.update(f"{file.name} {file.stat().st_size}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
