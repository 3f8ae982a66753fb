"""Stitches for tests: those that ship, and edits of them that go wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.domain.stitches.ground import Point
from bot.domain.stitches.stitch import Move, Step, Stitch, Verb
from bot.library.faults import Report
from bot.library.knot_files import is_knot
from bot.library.stitches import read_stitch

FOLDER = Path(__file__).parent.parent / "content" / "stitches"
SHIPPED = sorted(
    file.stem for file in FOLDER.glob("*.toml") if not is_knot(file.read_text("utf-8"))
)


@cache
def shipped(name: str) -> Stitch:
    """Return a stitch as it ships."""
    report = Report(f"stitches/{name}.toml")
    stitch = read_stitch((FOLDER / f"{name}.toml").read_text("utf-8"), report)
    assert stitch is not None, report.faults
    return stitch


def with_point(stitch: Stitch, name: str, along: float, across: float, depth: float) -> Stitch:
    """Return a stitch with one point moved by so much."""
    old = stitch.points[name]
    new = replace(old, along=old.along + along, across=old.across + across, depth=old.depth + depth)
    return replace(stitch, points={**stitch.points, name: new})


def at(stitch: Stitch, **points: Point) -> Stitch:
    """Return a stitch with points put elsewhere; `p1` stands for point 1."""
    moved = {
        name.removeprefix("p") if name[1:].isdigit() and name[0] == "p" else name: point
        for name, point in points.items()
    }
    return replace(stitch, points={**stitch.points, **moved})


def with_moves(stitch: Stitch, step: int, *moves: str) -> Stitch:
    """Return a stitch with the moves of one step written anew."""
    written = tuple(Move(Verb(verb), tuple(at)) for verb, *at in (move.split() for move in moves))
    steps = list(stitch.steps)
    steps[step] = replace(steps[step], moves=written)
    return replace(stitch, steps=tuple(steps))


def without_step(stitch: Stitch, step: int) -> Stitch:
    """Return a stitch without one of its steps."""
    return replace(stitch, steps=stitch.steps[:step] + stitch.steps[step + 1 :])


def in_steps(stitch: Stitch, *steps: Step) -> Stitch:
    """Return a stitch with other steps."""
    return replace(stitch, steps=steps)
