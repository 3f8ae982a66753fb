"""Plates drawn: a PNG of each, and the MP4 of a film. As a program, plates to their files.

It runs in processes of its own: a plate takes 0.2–0.5 s and a film some ten, through which the
renderer would hold up everything else in the process.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from typing import Final

from bot.domain.content import Picture
from bot.domain.knots import Knot, KnotError
from bot.domain.plates import Ground, NeedleHand, Plate, Shows
from bot.domain.stitches.stitch import Stitch
from bot.pictures import knot_view, stitch_view
from bot.pictures.animation import FRAMES_A_SECOND, Frame, film
from bot.pictures.knot_film import knot_frame
from bot.pictures.pacing import (
    FADE_S,
    LONGEST_S,
    OPEN_S,
    SHORTEST_S,
    STILL_S,
    TIED_S,
    eased,
    shares,
)
from bot.pictures.plate_names import WIDTH
from bot.pictures.render import render_png
from bot.pictures.themes import DARK, FILM, LIGHT, Theme

THROW_S, AROUND_S = 2.2, 2.4  # a throw of a knot in a film, and what comes before and after them
ASIDE: Final = 10  # how nice a process is that nobody waits for
FAULTS: Final = (ValueError, ArithmeticError, LookupError)  # of a drawing that cannot be made


def file_of(drawing: Plate | Picture) -> bytes:
    """Return the file of a drawing, MP4 of a film and else PNG; one of FAULTS where it has none."""
    if isinstance(drawing, Picture):
        return render_png(drawing.svg, WIDTH)
    return film(frames(drawing)) if drawing.moves else render_png(svg_of(drawing), WIDTH)


def svg_of(plate: Plate) -> str:
    """Return a plate that does not move as SVG."""
    theme = DARK if plate.ground is Ground.DARK else LIGHT
    if isinstance(plate.stitch, Knot):
        return _knot(plate.stitch, plate, theme)
    hand = _hand(plate)
    match plate.shows:
        case Shows.STEP:
            return stitch_view.step_picture(plate.stitch, plate.number, theme, hand)
        case Shows.ERROR | Shows.ASKED:
            error = stitch_view.errors_of(plate.stitch)[plate.number]
            return stitch_view.error_picture(plate.stitch, error, theme, hand)
        case _:
            return stitch_view.overview(plate.stitch, theme, hand)


def _knot(knot: Knot, plate: Plate, theme: Theme) -> str:
    left = plate.hand is NeedleHand.LEFT
    match plate.shows:
        case Shows.STEP:
            return knot_view.step_picture(knot, plate.number, theme, mirrored=left)
        case Shows.ERROR:
            error = tuple(KnotError)[plate.number]
            return knot_view.pair_picture(knot, error, theme, mirrored=left)
        case Shows.ASKED:
            error = tuple(KnotError)[plate.number]
            return knot_view.error_picture(knot, error, theme, mirrored=left)
        case _:
            return knot_frame(knot, 0.0, theme, mirrored=left)


def _hand(plate: Plate) -> stitch_view.Hand:
    return "left" if plate.hand is NeedleHand.LEFT else "right"


def frames(plate: Plate) -> Iterator[Frame]:
    """Yield the film of a plate, frame by frame."""
    if isinstance(plate.stitch, Knot):
        return _of_knot(plate.stitch, plate.hand)
    return _of_stitch(plate.stitch, _hand(plate))


def _of_knot(knot: Knot, hand: NeedleHand) -> Iterator[Frame]:
    seconds = min(max(AROUND_S + THROW_S * len(knot.throws), SHORTEST_S), LONGEST_S)
    count = round(seconds * FRAMES_A_SECOND)
    for number in range(count):
        yield Frame(knot_frame(knot, number / count, mirrored=hand is NeedleHand.LEFT))


def _of_stitch(stitch: Stitch, hand: stitch_view.Hand) -> Iterator[Frame]:
    done = stitch_view.moment_picture(stitch, 1.0, FILM, hand)
    bare = stitch_view.moment_picture(stitch, 0.0, FILM, hand)
    for _ in _frames(STILL_S):
        yield Frame(done)
    for part in _frames(FADE_S):
        yield Frame(done, into=bare, part=eased(part))
    for _ in _frames(OPEN_S):
        yield Frame(bare)
    for share in shares(stitch, FRAMES_A_SECOND):
        yield Frame(stitch_view.moment_picture(stitch, share, FILM, hand))
    for _ in _frames(TIED_S):
        yield Frame(done)


def _frames(seconds: float) -> Iterator[float]:
    """Yield the part (0–1) of a stretch of time that is over at each of its frames."""
    count = round(seconds * FRAMES_A_SECOND)
    for number in range(count):
        yield number / count


def main() -> None:
    """Draw the plates on standard input, each to its file or the words that say why not.

    Both are pickled lists: they come from our own process, and go back to it.
    """
    if sys.argv[1:] == ["aside"]:
        os.nice(ASIDE)
    files: list[bytes | str] = []
    for plate in pickle.load(sys.stdin.buffer):  # noqa: S301 — written by our own process
        try:
            files.append(file_of(plate))
        except FAULTS as fault:
            files.append(f"{type(fault).__name__}: {fault}")
    sys.stdout.buffer.write(pickle.dumps(files))


if __name__ == "__main__":
    main()
