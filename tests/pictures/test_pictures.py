"""Step drawings become PNG: the same bytes always, never on the event loop, rendered once."""

import asyncio
import logging
import os
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.content import Picture
from bot.domain.plates import Shows
from bot.pictures import plate_names
from bot.pictures.pictures import Pictures
from bot.pictures.render import render_png
from bot.usecases.pictures import PictureFailed
from tests.builders import PLATE

BOX = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'
CIRCLE = '<circle cx="50" cy="50" r="40"/>'
TEXT = '<text x="20" y="60" font-family="{}" font-size="40">Hold</text>'
REAL_PYTHON = sys.executable
NOISE = (
    '<filter id="f"><feTurbulence baseFrequency=".9" numOctaves="5"/></filter>'
    '<rect width="200" height="100" filter="url(#f)"/>'
)


def drawing(inside: str = CIRCLE) -> Picture:
    return picture_of(BOX.format(inside), "a circle")


def picture_of(svg: str, alt: str) -> Picture:
    return Picture.of(svg, alt)


def broken(alt: str) -> Picture:
    return picture_of("<svg", alt)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a shell script `python` that is started in the interpreter's place."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    return folder


def write_script(folder: Path, *lines: str) -> None:
    script = folder / "python"
    script.write_text("\n".join(["#!/bin/sh", *lines]))
    script.chmod(0o755)


def test_the_width_is_as_asked_and_the_proportions_stay() -> None:
    assert size(render_png(BOX.format(""), 300)) == (300, 150)


def test_labels_are_drawn_in_the_bundled_font_and_in_no_other() -> None:
    empty = render_png(BOX.format(""), 200)
    assert render_png(BOX.format(TEXT.format("Inter")), 200) != empty
    assert render_png(BOX.format(TEXT.format("DejaVu Sans")), 200) == empty


def test_clear_corners_are_white() -> None:
    white = '<rect width="200" height="100" fill="#ffffff"/>'
    assert render_png(BOX.format(""), 200) == render_png(BOX.format(white), 200)


@pytest.mark.parametrize("text", ["", "<svg", "Hold the needle", "<html/>"])
def test_what_is_no_svg_raises(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        render_png(text, 200)


async def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    picture = drawing(TEXT.format("Inter"))
    first = await Pictures(tmp_path / "one").file(picture)
    second = await Pictures(tmp_path / "two").file(picture)
    assert first == second == render_png(picture.svg, 1080)


async def test_a_second_request_is_answered_from_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await Pictures(tmp_path).file(drawing())
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert await Pictures(tmp_path).file(drawing()) == first


async def test_each_width_and_each_renderer_has_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert size(await Pictures(tmp_path, 100).file(drawing())) == (100, 50)
    assert size(await Pictures(tmp_path, 200).file(drawing())) == (200, 100)
    monkeypatch.setattr(plate_names, "made_by", lambda *_: "a later renderer")
    await Pictures(tmp_path, 200).file(drawing())
    assert len(files(tmp_path)) == 3


async def test_half_a_file_is_rendered_again(tmp_path: Path) -> None:
    whole = await Pictures(tmp_path).file(drawing())
    [file] = files(tmp_path)
    file.write_bytes(whole[:-20])
    assert await Pictures(tmp_path).file(drawing()) == whole
    assert file.read_bytes() == whole


async def test_a_folder_that_takes_no_files_keeps_no_picture_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    with caplog.at_level(logging.WARNING):
        assert size(await Pictures(file / "cache", 100).file(drawing())) == (100, 50)
    assert "cannot keep" in caplog.text


async def test_requests_for_one_picture_share_one_rendering(tmp_path: Path, stand_in: Path) -> None:
    starts = tmp_path / "starts"
    write_script(stand_in, f"echo x >> {starts}", f'exec {REAL_PYTHON} "$@"')
    pictures = Pictures(tmp_path / "cache", 100)
    answers = await asyncio.gather(*(pictures.file(drawing()) for _ in range(3)))
    assert len(set(answers)) == 1
    assert starts.read_text() == "x\n"


async def test_the_event_loop_goes_on_during_a_rendering(tmp_path: Path) -> None:
    rendering = asyncio.create_task(Pictures(tmp_path).file(drawing(NOISE)))
    turns = 0
    while not rendering.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert size(await rendering) == (1080, 540)
    assert turns > 20


async def test_a_broken_drawing_is_named(tmp_path: Path) -> None:
    with pytest.raises(PictureFailed, match="a coin between two fingers"):
        await Pictures(tmp_path).file(broken("a coin between two fingers"))
    assert files(tmp_path) == []


async def test_half_an_answer_is_a_failure(tmp_path: Path, stand_in: Path) -> None:
    write_script(stand_in, "cat > /dev/null", "printf PNG")
    with pytest.raises(PictureFailed, match="a circle"):
        await Pictures(tmp_path / "cache").file(drawing())


async def test_an_endless_rendering_is_ended(tmp_path: Path, stand_in: Path) -> None:
    write_script(stand_in, f"echo $$ > {tmp_path}/pid", "exec sleep 60")
    with pytest.raises(PictureFailed, match=r"a circle.*not done after 0\.5 s"):
        await Pictures(tmp_path / "cache", timeout=0.5).file(drawing())
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


async def test_warming_renders_what_is_missing_and_passes_over_what_is_broken(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await Pictures(tmp_path, 100).warm([[drawing(), broken("torn")], [drawing(TEXT)]])
    assert len(files(tmp_path)) == 2
    assert "torn" in caplog.text


async def test_plates_are_drawn_together_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = list(PLATE.steps())
    first = await Pictures(tmp_path).files(steps)
    assert [size(png) for png in first if png] == [(1080, 810)] * 3
    assert len(set(first)) == 3
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert await Pictures(tmp_path).files(steps) == first
    assert await Pictures(tmp_path).at_hand(steps[0]) == first[0]
    assert await Pictures(tmp_path).at_hand(PLATE.film) is None


async def test_a_plate_that_cannot_be_drawn_is_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    impossible = replace(PLATE, shows=Shows.STEP, number=99)
    good, bad = await Pictures(tmp_path).files([PLATE, impossible])
    assert good
    assert bad is None
    assert "step 99" in caplog.text
    assert len(files(tmp_path)) == 1


async def test_a_film_is_drawn_aside_while_somebody_waits_for_a_picture(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path, 100)
    film = asyncio.create_task(pictures.warm([[PLATE.film]]))
    await asyncio.sleep(0)
    assert size(await pictures.file(drawing())) == (100, 50)
    assert not film.done()
    await film
    mp4 = await pictures.at_hand(PLATE.film)
    assert mp4
    assert len(mp4) < 1_000_000


async def test_half_a_film_is_drawn_again(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    await pictures.warm([[PLATE.film]])
    [file] = files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    assert await pictures.at_hand(PLATE.film) is None
    assert await pictures.file(PLATE.film) == whole  # the same bytes on another run


def test_the_renderer_loads_neither_the_app_nor_telegram() -> None:
    look = "import sys, bot.pictures.render; print('\\n'.join(sys.modules))"
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    heavy = {name for name in seen.stdout.split() if name.startswith(("bot", "telegram", "async"))}
    assert heavy == {"bot", "bot.pictures", "bot.pictures.render"}
