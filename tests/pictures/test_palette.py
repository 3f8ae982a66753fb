"""The drawings of the content on light and on dark ground: what is on them stands out (WCAG 2.2)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot.domain.content import Picture
from bot.domain.palette import BODIES, GROUNDS, LINES, PALETTE, Tint, darkened, is_known
from bot.domain.plates import Ground
from bot.pictures.render import render_png
from tests.test_readme import ROOT

FILES = sorted((ROOT / "content/pictures").glob("*.svg"))
DIGITS, LINE = 4.5, 3.0  # least contrast
WIDTH = 360  # pixels, as on a phone
A_TEXT = re.compile(r"<text [^>]*>.*?</text>", re.DOTALL)
A_STROKE = re.compile(r'<(?:path|circle|ellipse|rect) [^>]*stroke="(#\w+)"[^>]*>')
WIDE = re.compile(r'stroke-width="([\d.]+)"')


def contrast(one: str, other: str) -> float:
    """Return the ratio (1–21) of the lightness of two #rrggbb."""
    dim, bright = sorted((lightness(one), lightness(other)))
    return (bright + 0.05) / (dim + 0.05)


def lightness(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def on(tint: Tint, ground: Ground) -> str:
    return tint.light if ground is Ground.LIGHT else tint.dark


def pixels(svg: str) -> Image.Image:
    return Image.open(io.BytesIO(render_png(svg, WIDTH))).convert("RGB")


def below(svg: str, colour: str) -> Iterator[tuple[int, str]]:
    """Yield how many pixels of what colour lie below the texts of a colour."""
    bare = A_TEXT.sub(lambda text: "" if f'fill="{colour}"' in text[0] else text[0], svg)
    drawn, ground = pixels(svg), pixels(bare)
    covered = ImageChops.difference(drawn, ground).convert("L").point(lambda d: 255 * (d > 48))
    clear = Image.new("RGBA", ground.size)
    clear.paste(ground, mask=covered)
    for count, pixel in clear.getcolors(clear.width * clear.height) or ():
        assert isinstance(pixel, tuple)
        if pixel[3]:
            yield count, "#" + bytes(pixel[:3]).hex()


@pytest.mark.parametrize("ground", Ground)
def test_every_line_stands_out_from_every_ground(ground: Ground) -> None:
    for (line, tint), (under, panel) in product(LINES.items(), GROUNDS.items()):
        assert contrast(on(tint, ground), on(panel, ground)) >= LINE, (line, under)
    for body, tint in BODIES.items():
        if body not in {"shadow", "frame"}:
            assert contrast(on(LINES["ink"], ground), on(tint, ground)) >= LINE, body


def test_no_two_colours_of_the_light_ground_are_one() -> None:
    assert len({tint.light for tint in PALETTE.values()}) == len(PALETTE)


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_digits_stand_out_from_what_is_below_them(file: Path, ground: Ground) -> None:
    svg = Picture.of(file.read_text(), "").on(ground).svg
    for colour in set(re.findall(r'<text [^>]*fill="(#\w+)"', svg)):
        lying = list(below(svg, colour))
        faint = sum(count for count, under in lying if contrast(colour, under) < DIGITS)
        assert faint <= 0.02 * sum(count for count, _ in lying), (colour, faint)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_strokes_are_lines_or_have_an_outline_of_ink(file: Path) -> None:
    ink, widest = LINES["ink"].light, 0.0
    lines = {tint.light for tint in LINES.values()} | {BODIES["frame"].light}
    for stroke in A_STROKE.finditer(file.read_text()):
        wide = WIDE.search(stroke[0])
        assert wide, stroke[0]
        if stroke[1] == ink:
            widest = max(widest, float(wide[1]))
        assert stroke[1] in lines or float(wide[1]) < widest, stroke[0]


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_ground_reaches_every_corner(file: Path, ground: Ground) -> None:
    image = pixels(Picture.of(file.read_text(), "").on(ground).svg)
    corners = {image.getpixel((x, y)) for x, y in product((0, -1), (0, -1))}
    paper = on(GROUNDS["paper"], ground)
    assert corners == {tuple(int(paper[at : at + 2], 16) for at in (1, 3, 5))}


def test_what_is_no_colour_of_ours_stays() -> None:
    assert darkened('<use href="#arm"/><path fill="url(#c51)" stroke="#1F2A37"/>') == (
        '<use href="#arm"/><path fill="url(#c51)" stroke="#eef2f6"/>'
    )
    assert not is_known("#eef2f6")
