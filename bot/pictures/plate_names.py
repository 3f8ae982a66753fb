"""The content of a drawing or a sheet as a name: the same for the same values, drawn by the same
code.

Finding it neither draws nor loads what draws.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bot.domain.content import Picture
from bot.domain.plates import Plate
from bot.usecases.pictures import Printout

WIDTH: Final = 1080  # pixels of a picture, unless another width is asked for

_PACKAGE = Path(__file__).parents[1]
_PLATES = ("pictures/*.py", "pictures/fonts/*.ttf", "domain/stitches/*.py", "domain/knot*.py")
_DRAW_PLATES = ("resvg-py", "pillow", "av")
_PICTURES = ("pictures/render.py", "pictures/fonts/*.ttf")
_DRAW_PICTURES = ("resvg-py",)
_SHEETS = (
    "pictures/sheets/*.py",
    "pictures/fonts/*.ttf",
    "domain/sheet*.py",
    "texts/labels/*.toml",
)
_WRITE_SHEETS = ("fpdf2", "segno")


@lru_cache(maxsize=2048)  # asked for with each card that is sent
def content_of(plate: Plate) -> str:
    """Return a hash of all that makes the file: the values, and what draws them."""
    values = (plate.stitch, plate.shows, plate.number, plate.ground, plate.hand)
    return _hash(made_by(_PLATES, _DRAW_PLATES), values)


def file_name(plate: Plate) -> str:
    """Return the name under which the file is kept."""
    return content_of(plate) + (".mp4" if plate.moves else ".png")


def picture_file_name(picture: Picture, width: int = WIDTH) -> str:
    """Return the name under which a picture of `width` pixels is kept."""
    return _hash(made_by(_PICTURES, _DRAW_PICTURES), (picture.sha256, width)) + ".png"


def sheet_file_name(printout: Printout) -> str:
    """Return the name under which a sheet is kept."""
    return _hash(made_by(_SHEETS, _WRITE_SHEETS), printout) + ".pdf"


def _hash(made_by: str, values: object) -> str:
    return hashlib.sha256(f"{made_by}\n{values!r}".encode()).hexdigest()


@cache
def made_by(sources: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Return a hash of the code and fonts, by their patterns in the package, and of libraries."""
    digest = hashlib.sha256()
    for library in libraries:
        digest.update(f"{library} {version(library)}\n".encode())
    for file in (file for pattern in sources for file in sorted(_PACKAGE.glob(pattern))):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
