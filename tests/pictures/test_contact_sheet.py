"""The README's contact sheet: every stitch and knot, light and dark.

STEADYHAND_README_PICTURE=1 python -m pytest tests/pictures/test_contact_sheet.py
draws a new one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from bot.domain.plates import Ground, Plate
from bot.library.load import load_library
from bot.pictures.drawn import svg_of
from bot.pictures.render import render_png
from tests.test_readme import ROOT

KEPT = Path(__file__).with_name("contact-sheet.png")
MOST_BYTES = 900_000
ACROSS, CELL, GAP = 6, (230, 230), 6  # pictures in a row, and pixels
COLOURS = 256


def plates() -> list[Plate]:
    techniques = load_library(ROOT / "content").techniques.values()
    return [each.picture for each in techniques if isinstance(each.picture, Plate)]


def contact_sheet(shown: Iterable[Plate]) -> Image.Image:
    """All plates in rows, on light ground above and on dark ground below."""
    halves = [rows([plate.on(ground) for plate in shown], ground) for ground in Ground]
    sheet = Image.new("RGB", (halves[0].width, sum(half.height for half in halves)))
    for number, half in enumerate(halves):
        sheet.paste(half, (0, number * half.height))
    return sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE)


def rows(shown: list[Plate], ground: Ground) -> Image.Image:
    width, height = CELL[0] + GAP, CELL[1] + GAP
    paper = "#ffffff" if ground is Ground.LIGHT else "#14191f"
    size = (ACROSS * width + GAP, -(-len(shown) // ACROSS) * height + GAP)
    sheet = Image.new("RGB", size, paper)
    for number, plate in enumerate(shown):
        picture = Image.open(io.BytesIO(render_png(svg_of(plate), 3 * CELL[0]))).convert("RGB")
        picture.thumbnail(CELL, Image.Resampling.LANCZOS)
        left = GAP + number % ACROSS * width + (CELL[0] - picture.width) // 2
        top = GAP + number // ACROSS * height + (CELL[1] - picture.height) // 2
        sheet.paste(picture, (left, top))
    return sheet


def test_a_contact_sheet_for_the_readme() -> None:
    shown = plates()
    assert len(shown) >= 17
    if os.environ.get("STEADYHAND_README_PICTURE"):
        contact_sheet(shown).save(KEPT, optimize=True)
    with Image.open(KEPT) as kept:
        rows_of_each = -(-len(shown) // ACROSS)
        assert kept.height == 2 * (
            rows_of_each * (CELL[1] + GAP) + GAP
        )  # drawn since the last one came
    assert KEPT.stat().st_size <= MOST_BYTES
