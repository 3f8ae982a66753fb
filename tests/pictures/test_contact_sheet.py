"""The README's contact sheet: every technique, light and dark.

STEADYHAND_README_PICTURE=1 python -m pytest tests/pictures/test_contact_sheet.py
draws a new one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from bot.domain.content import Picture
from bot.domain.plates import Ground
from bot.library.load import load_library
from bot.pictures.drawn import svg_of
from bot.pictures.render import render_png
from bot.pictures.themes import THEMES
from bot.usecases.pictures import Drawing
from tests.test_readme import ROOT

KEPT = Path(__file__).with_name("contact-sheet.png")
MOST_BYTES = 900_000
ACROSS, CELL, GAP = 7, (230, 230), 6  # pictures in a row, and pixels
COLOURS = 256


def drawings() -> list[Drawing]:
    """The picture of every technique; those of one shape stand together."""
    pictures = [each.picture for each in load_library(ROOT / "content").techniques.values()]
    return sorted(filter(None, pictures), key=lambda each: isinstance(each, Picture))


def contact_sheet(shown: Sequence[Drawing]) -> Image.Image:
    """All of them in rows, on light ground above and on dark ground below."""
    halves = [rows([each.on(ground) for each in shown], ground) for ground in Ground]
    sheet = Image.new("RGB", (halves[0].width, sum(half.height for half in halves)))
    for number, half in enumerate(halves):
        sheet.paste(half, (0, number * half.height))
    return sheet.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)


def rows(shown: Sequence[Drawing], ground: Ground) -> Image.Image:
    width, height = CELL[0] + GAP, CELL[1] + GAP
    size = (ACROSS * width + GAP, -(-len(shown) // ACROSS) * height + GAP)
    sheet = Image.new("RGB", size, THEMES[ground].background)
    for number, each in enumerate(shown):
        svg = each.svg if isinstance(each, Picture) else svg_of(each)
        picture = Image.open(io.BytesIO(render_png(svg, 3 * CELL[0]))).convert("RGB")
        picture.thumbnail(CELL, Image.Resampling.LANCZOS)
        left = GAP + number % ACROSS * width + (CELL[0] - picture.width) // 2
        top = GAP + number // ACROSS * height + (CELL[1] - picture.height) // 2
        sheet.paste(picture, (left, top))
    return sheet


def test_a_contact_sheet_for_the_readme() -> None:
    shown = drawings()
    assert len(shown) >= 21
    if os.environ.get("STEADYHAND_README_PICTURE"):
        contact_sheet(shown).save(KEPT, optimize=True)
    with Image.open(KEPT) as kept:
        rows_of_each = -(-len(shown) // ACROSS)
        assert kept.height == 2 * (
            rows_of_each * (CELL[1] + GAP) + GAP
        )  # drawn since the last one came
    assert KEPT.stat().st_size <= MOST_BYTES
