"""`steadyhand draw`: from ids to files, once each, and what keeps it from that."""

from __future__ import annotations

import errno
import hashlib
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bot.pictures.press
from bot.__main__ import main
from bot.domain.plates import Plate, Shows
from bot.pictures.plate_names import content_of
from tests.builders import PLATE, SQUARE_KNOT

OF_A_KNOT = {f"surgeons-knot-{number}-light.png" for number in range(8)}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["draw", *words])


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def hashes(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def draw_inside(monkeypatch: pytest.MonkeyPatch, file: bytes | str | Exception) -> list[Plate]:
    """Let this very process draw, at once; return what it was asked for."""
    asked: list[Plate] = []

    class Pool:
        def __init__(self, *_: object) -> None: ...

        def __enter__(self) -> Pool:
            return self

        def __exit__(self, *_: object) -> None: ...

        def shutdown(self, **_: object) -> None: ...

        def submit(self, _: object, plate: Plate) -> object:
            asked.append(plate)
            done: Future[bytes | str] = Future()
            done.set_exception(file) if isinstance(file, Exception) else done.set_result(file)
            return done

    monkeypatch.setattr(bot.pictures.press, "ProcessPoolExecutor", Pool)
    return asked


def test_steps_are_drawn_and_the_second_time_only_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    words = ("surgeons-knot", "--kind", "steps", "--theme", "light", "--hand", "right")
    result = run(*words, "--out", str(first))
    assert (result.exit_code, names(first)) == (0, OF_A_KNOT)
    assert "8 files in" in result.output
    monkeypatch.setattr(bot.pictures.press, "ProcessPoolExecutor", None)  # nothing is drawn
    assert run(*words, "--out", str(second)).exit_code == 0
    assert hashes(first) == hashes(second)


def test_each_kind_theme_and_hand_has_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = draw_inside(monkeypatch, b"IEND\xaeB`\x82")
    run("surgeons-knot", "vertical-mattress", "--kind", "animation", "--out", str(tmp_path / "a"))
    assert names(tmp_path / "a") == {
        f"{item}-animation{left}.mp4"
        for item in ("surgeons-knot", "vertical-mattress")
        for left in ("", "-left")
    }
    run("surgeons-knot", "--kind", "error", "--theme", "dark", "--out", str(tmp_path / "e"))
    assert names(tmp_path / "e") == {
        f"surgeons-knot-error-{number}-dark{left}.png"
        for number in (1, 2, 3)
        for left in ("", "-left")
    }
    assert {plate.shows for plate in asked} == {Shows.FILM, Shows.ERROR}


def test_a_sheet_is_written_on_both_papers(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("hitting-the-dots", "--out", str(out), "--bot", "@coach_bot").exit_code == 0
    assert names(out) == {
        "hitting-the-dots-dots-a4.pdf",
        "hitting-the-dots-dots-letter.pdf",
        "hitting-the-dots-light.png",
        "hitting-the-dots-dark.png",
    }
    with_code = hashes(out)
    assert run("hitting-the-dots", "--out", str(out)).exit_code == 0
    assert hashes(out) != with_code


def test_a_picture_without_a_stitch_is_drawn_on_both_grounds(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("needle-holding", "coin-rotation", "--out", str(out)).exit_code == 0
    assert names(out) == {
        f"{item}-{ground}.png"
        for item in ("needle-holding", "coin-rotation")
        for ground in ("light", "dark")
    }
    assert len(set(hashes(out).values())) == 4
    light = tmp_path / "light"
    assert run("needle-holding", "--theme", "light", "--out", str(light)).exit_code == 0
    assert names(light) == {"needle-holding-light.png"}


def test_everything_is_asked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_inside(monkeypatch, "not today")
    result = run("--all", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    told = [line.partition(" ")[0] for line in result.stderr.splitlines()]
    assert len(told) == len(set(told)) > 500
    assert {"end-to-end-anastomosis-120-1-light.png", "needle-rotation-dark.png"} <= set(told)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("vertical-matress",),
            "vertical-matress is no technique or drill: did you mean vertical-mattress?",
        ),
        (("putty-squeeze",), "putty-squeeze has no picture to draw"),
        (("needle-holding", "--kind", "error"), "needle-holding has none of these to draw"),
        (("surgeons-knot", "--kind", "sheet"), "surgeons-knot has no practice sheet"),
        ((), "name the IDs to draw, or --all of them"),
        (("--all", "surgeons-knot"), "name the IDs to draw, or --all of them"),
        (("--all", "--bot", "no bot"), "--bot no bot is no bot's name"),
    ],
)
def test_what_cannot_be_drawn_is_said(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    result = run(*words, "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("surgeons-knot", "--out", str(tmp_path / "file"))
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_a_full_disk_is_said_and_nothing_half_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_inside(monkeypatch, b"IEND\xaeB`\x82")

    def full(file: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bot.pictures.press, "put", full)
    result = run("surgeons-knot", "--kind", "steps", "--out", str(tmp_path / "out"))
    assert (result.exit_code, "the disk is full" in result.stderr) == (2, True)
    assert [name for name in names(tmp_path / "out") if name.endswith(".part")] == []


def test_a_cache_that_takes_nothing_keeps_no_file_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_inside(monkeypatch, b"IEND\xaeB`\x82")
    (tmp_path / "cache").write_text("in the way")
    result = run("surgeons-knot", "--kind", "animation", "--out", str(tmp_path / "out"))
    assert (result.exit_code, len(names(tmp_path / "out"))) == (0, 2)


def test_what_fails_is_named_and_the_rest_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_inside(monkeypatch, "ValueError: no such colour")
    result = run(
        "surgeons-knot", "--kind", "animation", "--hand", "left", "--out", str(tmp_path / "o")
    )
    assert result.exit_code == 1
    assert result.stderr.strip().endswith(
        "surgeons-knot-animation-left.mp4 could not be drawn: ValueError: no such colour"
    )
    assert "0 files in" in result.output


def test_the_name_of_a_picture_follows_all_that_makes_it() -> None:
    others = [
        PLATE.film,
        *PLATE.steps(),
        *PLATE.errors(),
        PLATE.held(PLATE.hand.other),
        Plate(replace(SQUARE_KNOT, ends=(1, 2)), PLATE.alt),
    ]
    assert len({content_of(plate) for plate in (PLATE, *others)}) == len(others) + 1
    assert content_of(Plate(SQUARE_KNOT, "other words")) == content_of(PLATE)


def test_names_are_found_without_loading_what_draws() -> None:
    drawers = {"resvg_py", "av", "PIL", "fpdf"}
    look = "import sys, bot.pictures.press, bot.drawing; print('\\n'.join(sys.modules))"
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert drawers & set(seen.stdout.split()) == set()
