"""Films: a small MP4 without sound that any phone plays, the same bytes on any run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise

import av
import pytest
from PIL import Image, ImageChops

import bot.pictures.animation
from bot.domain.stitches.stitch import Stitch
from bot.library.load import load_library
from bot.pictures import pacing
from bot.pictures.animation import FRAMES_A_SECOND, WIDTH, Frame, film
from bot.pictures.cache import is_whole
from bot.pictures.drawn import frames
from bot.pictures.pacing import LONGEST_S, SHORTEST_S, movements, shares, story_s
from bot.pictures.render import render_png
from tests.builders import PLATE
from tests.test_readme import ROOT

BOX = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 65 41"><rect width="{}" height="41"/></svg>'
STITCHES = [
    each
    for technique in load_library(ROOT / "content").techniques.values()
    for each in (technique.stitch, *technique.other_stitches)
    if isinstance(each, Stitch)
]
STITCH_IDS = [stitch.id for stitch in STITCHES]


def boxes(*widths: int) -> list[Frame]:
    return [Frame(BOX.format(width)) for width in widths]


def pixels(mp4: bytes) -> Iterator[Image.Image]:
    with av.open(io.BytesIO(mp4), "r") as container:
        for frame in container.decode(video=0):
            yield frame.to_image()  # type: ignore[no-untyped-call]


def test_a_film_is_what_a_phone_plays() -> None:
    mp4 = film(boxes(*range(24)), width=65)
    with av.open(io.BytesIO(mp4), "r") as container:
        assert len(container.streams) == 1  # no sound
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.pix_fmt == "yuv420p"
        assert stream.average_rate == FRAMES_A_SECOND
        assert (stream.width, stream.height, stream.frames) == (64, 40, 24)
    assert mp4.find(b"moov") < mp4.find(b"mdat")  # it begins to play before it is all there


def test_two_runs_give_the_same_bytes() -> None:
    assert film(boxes(1, 2, 3), width=64) == film(boxes(1, 2, 3), width=64)


def test_a_drawing_that_stays_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []

    def render(svg: str, width: int) -> bytes:
        rendered.append(svg)
        return render_png(svg, width)

    monkeypatch.setattr(bot.pictures.animation, "render_png", render)
    one, other = (each.svg for each in boxes(1, 60))
    fading = [Frame(one, into=other, part=number / 4) for number in range(4)]
    film([Frame(one), Frame(one), *fading, Frame(other), Frame(other)], width=64)
    assert rendered == [one, other]


def test_a_fade_lies_between_its_two_drawings() -> None:
    dark, light = (each.svg for each in boxes(65, 0))
    shown = list(pixels(film([Frame(dark), Frame(dark, light, 0.5), Frame(light)], width=64)))
    greys = [image.convert("L").getpixel((32, 20)) for image in shown]
    assert greys == pytest.approx([0, 128, 255], abs=25)


@pytest.mark.parametrize("bad", [[], [Frame("<svg")]], ids=["nothing", "no drawing"])
def test_what_is_no_film_is_refused(bad: list[Frame]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        film(bad)


def test_the_film_of_a_knot_begins_where_it_ends_and_is_small() -> None:
    shown = list(frames(PLATE))
    assert SHORTEST_S <= len(shown) / FRAMES_A_SECOND <= LONGEST_S
    assert shown[0] == shown[-1]
    assert len({frame.svg for frame in shown}) > len(shown) / 2
    mp4 = film(shown[::8])
    assert is_whole("a.mp4", mp4)
    first, *_, last = pixels(mp4)
    assert first.width == WIDTH
    apart = ImageChops.difference(first, last).convert("L")
    assert sum(apart.histogram()[32:]) < first.width * first.height / 1_000


@pytest.mark.parametrize("stitch", STITCHES, ids=STITCH_IDS)
def test_a_stitch_is_sewn_without_a_jump_or_a_step_back(stitch: Stitch) -> None:
    done = list(shares(stitch, FRAMES_A_SECOND))
    assert len(done) == round(story_s(stitch) * FRAMES_A_SECOND)
    assert done[0] == 0
    assert done == sorted(done)
    assert done[-1] > 0.9
    around = pacing.STILL_S + pacing.FADE_S + pacing.OPEN_S + pacing.TIED_S
    assert SHORTEST_S - 0.1 <= around + story_s(stitch) <= LONGEST_S + 0.1


@pytest.mark.parametrize("stitch", STITCHES, ids=STITCH_IDS)
def test_movements_make_up_the_whole_way(stitch: Stitch) -> None:
    parts = movements(stitch)
    assert parts[0].start == 0
    assert parts[-1].end == pytest.approx(1)
    assert all(before.end == after.start for before, after in pairwise(parts))
