"""Geometry checks: each wrong stitch is refused by name, at the place where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.stitches.checks.every import flaws
from bot.domain.stitches.errors import ERRORS, Wrong, wrong, wrong_stitches
from bot.domain.stitches.ground import Point
from bot.domain.stitches.scenes import scene
from bot.domain.stitches.stitch import Pattern, Stitch, Verb
from tests.domain.wrong_stitches import WRONG, Edit
from tests.stitches import SHIPPED, at, shipped, with_moves, with_point, without_step


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_sound(name: str) -> None:
    assert flaws(shipped(name)) == ()


@pytest.mark.parametrize(("name", "edit", "words"), WRONG)
def test_a_wrong_stitch_is_refused_by_name(name: str, edit: Edit, words: str) -> None:
    found = flaws(edit(shipped(name)))
    assert any(words in flaw.message for flaw in found), [flaw.message for flaw in found]


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("pattern", Pattern)
def test_no_stitch_passes_for_another(name: str, pattern: Pattern) -> None:
    stitch = shipped(name)
    if pattern is not stitch.pattern:
        assert flaws(replace(stitch, pattern=pattern))


def shuffled(stitch: Stitch) -> Iterator[tuple[str, Stitch]]:
    """Yield a stitch without each of its moves, and with each two neighbours exchanged."""
    for index, step in enumerate(stitch.steps):
        written = [str(move) for move in step.moves]
        for number, move in enumerate(written):
            rest = written[:number] + written[number + 1 :]
            yield f"without {move}", with_moves(stitch, index, *rest)
            if number + 1 < len(written):
                other = [*written[:number], written[number + 1], move, *written[number + 2 :]]
                yield f"{move} after {written[number + 1]}", with_moves(stitch, index, *other)
        yield f"without step {step.lesson}", without_step(stitch, index)


def displaced(stitch: Stitch) -> Iterator[tuple[str, Stitch]]:
    """Yield a stitch with each hole moved by a fifth of its widest bite, in each direction."""
    by = 0.2 * max(abs(point.across) for point in stitch.points.values())
    pierced = (Verb.ENTER, Verb.EXIT, Verb.STAPLE)
    holes = {name for done in stitch.done() if done.verb in pierced for name in done.names}
    for name in sorted(holes):
        for along, across, depth in ((by, 0, 0), (0, by, 0), (0, -by, 0), (0, 0, by), (0, 0, -by)):
            if across and stitch.points[name].face:
                continue  # a place on a cut face has no distance from it
            moved = with_point(stitch, name, along, across, depth)
            yield f"{name} by {along:g}, {across:g}, {depth:g}", moved


@pytest.mark.parametrize("name", SHIPPED)
def test_no_move_can_be_left_out_or_exchanged(name: str) -> None:
    passed = [words for words, stitch in shuffled(shipped(name)) if not flaws(stitch)]
    assert passed == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_hole_can_be_moved(name: str) -> None:
    passed = [words for words, stitch in displaced(shipped(name)) if not flaws(stitch)]
    assert passed == []


def test_a_flaw_stands_at_the_point_or_the_move_itself() -> None:
    stitch = shipped("simple-interrupted")
    (flaw,) = flaws(at(stitch, p2=Point(0, -4)))
    assert (flaw.at, flaw.message[:7]) == (("points", "2"), "`exit 2")
    never_cut = flaws(without_step(stitch, 4))
    assert [flaw.at for flaw in never_cut] == [("step", 3, "moves", 0)]


SHAPED = (Wrong.UNEQUAL_DEPTH, Wrong.OBLIQUE)  # errors of the path; the others are of the tissue


@pytest.mark.parametrize(
    ("name", "error"),
    [(name, error) for name in SHIPPED for error in ERRORS[shipped(name).pattern]],
)
def test_a_common_error_is_seen(name: str, error: Wrong) -> None:
    stitch = shipped(name)
    made, final = wrong(stitch, error), len(stitch.steps) - 1
    assert scene(made.stitch, final, made.edges) != scene(stitch, final)
    assert bool(flaws(made.stitch)) == (error in SHAPED or made.stitch != stitch)


def test_every_pattern_says_which_errors_it_knows() -> None:
    assert set(ERRORS) == set(Pattern)
    made = wrong_stitches(shipped("simple-interrupted"))
    assert [each.error for each in made] == list(Wrong)
    tight, gaping, inverted = made[1].edges, made[3].edges, made[4].edges
    assert (tight.pucker > 0, gaping.open > 0, inverted.turned < 0) == (True, True, True)
