"""Places, layers and moves: what a stitch is made of."""

from __future__ import annotations

from math import hypot, isclose, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stitches.ground import Layer, Point, Side, Surface, Tissue, Vessel
from bot.domain.stitches.space import Vec, arc, length, part, smooth, straight
from bot.domain.stitches.stitch import Needle, Verb
from tests.stitches import shipped

SKIN = Tissue(((Layer.EPIDERMIS, 0.5), (Layer.DERMIS, 2.5), (Layer.FAT, 7.0)))
PLACES = st.builds(Vec, *(st.floats(-50, 50) for _ in range(3)))


@pytest.mark.parametrize(
    ("depth", "layer"),
    [
        (-1, None),
        (0, Layer.EPIDERMIS),
        (0.49, Layer.EPIDERMIS),
        (0.5, Layer.DERMIS),
        (3, Layer.FAT),
        (9.9, Layer.FAT),
        (10, None),
    ],
)
def test_a_depth_lies_in_a_layer(depth: float, layer: Layer | None) -> None:
    assert SKIN.layer(depth) is layer


def test_layers_begin_where_the_one_above_ends() -> None:
    assert (SKIN.top(Layer.DERMIS), SKIN.bottom(Layer.DERMIS)) == (0.5, 3.0)
    assert SKIN.top(Layer.FASCIA) is None
    assert SKIN.thickness == 10


@pytest.mark.parametrize(
    ("point", "surface"),
    [
        (Point(0, 5), Surface.SKIN),
        (Point(0, 5, 1), None),
        (Point(0, 5, -1), None),
        (Point(0, 0), None),  # the gap itself
        (Point(12, 0), Surface.SKIN),  # beyond the cut's end
        (Point(10, 0, 2), Surface.CORNER),
        (Point(0, 0, 2, Side.NEEDLE), Surface.FACE),
        (Point(12, 0, 2, Side.NEEDLE), None),
        (Point(0, 0, 9.5, Side.NEEDLE), None),  # below the floor of the cut
        (Point(0, 2, 4), Surface.UNDERSIDE),
        (Point(0, 5, 4), None),  # not undermined so far
    ],
)
def test_a_needle_goes_in_and_out_where_there_is_a_surface(
    point: Point, surface: Surface | None
) -> None:
    assert shipped("simple-buried").surface(point) is surface


@pytest.mark.parametrize(
    ("point", "inward"),
    [
        (Point(0, 5), Vec(0, 0, 1)),
        (Point(0, 0, 2, Side.FORCEPS), Vec(0, -1, 0)),
        (Point(0, 2, 4), Vec(0, 0, -1)),
        (Point(-10, 0, 2), Vec(-1, 0, 0)),
    ],
)
def test_straight_in_is_square_to_the_surface(point: Point, inward: Vec) -> None:
    assert shipped("simple-buried").inward(point) == inward


@given(st.floats(0, 360), st.floats(0, 1.2))
def test_a_place_on_a_rim_knows_how_far_inside_it_lies(angle: float, inward: float) -> None:
    vessel = Vessel(3, 0.3)
    point = vessel.point(angle, 1, inward)
    assert isclose(vessel.inward(point), inward, abs_tol=1e-9)
    turned = vessel.turned(point, 360)
    assert isclose((turned.vec - point.vec).length, 0, abs_tol=1e-9)


def test_the_rim_begins_at_the_far_edge_and_has_its_front_on_top() -> None:
    vessel = Vessel(3, 0.3)
    far, front, near, back = (vessel.point(angle, 0) for angle in (0, 90, 180, 270))
    assert [round(p.along, 6) for p in (far, front, near, back)] == [1.5, 0, -1.5, 0]
    assert [round(p.depth, 6) for p in (far, front, near, back)] == [1.5, 0, 1.5, 3]


def test_a_needle_is_part_of_a_circle() -> None:
    half = Needle(0.5, 10 * pi)
    assert (round(half.radius, 9), round(half.chord, 9)) == (10, 20)


@given(st.floats(2, 20), st.floats(2, 20))
def test_a_line_draws_quarters_of_ellipses(wide: float, deep: float) -> None:
    ends = (Vec(0, wide, 0), Vec(0, 0, deep), Vec(0, -wide, 0))
    line = smooth(ends, Vec(0, 0, 1), Vec(0, 0, -1))
    assert all(place in line for place in ends)
    for place in line:
        assert isclose(hypot(place.across / wide, place.depth / deep), 1, abs_tol=0.001)


@given(PLACES, PLACES, st.floats(0, 1), st.floats(0, 1))
def test_a_part_of_a_line_is_as_long_as_it_was_asked_for(
    start: Vec, end: Vec, one: float, other: float
) -> None:
    line, size = straight(start, end), (end - start).length
    low, high = sorted((one * size, other * size))
    assert isclose(length(part(line, low, high)), high - low, abs_tol=1e-6)


def test_an_arc_is_as_long_as_its_needle_and_keeps_its_radius() -> None:
    line = arc(Vec(0, 5, 0), Vec(0, 0, -1), Vec(0, -5, 0), 5, 5 * pi)
    assert isclose(length(line), 5 * pi, rel_tol=0.001)
    assert isclose((line[-1] - Vec(0, -5, 0)).length, 0, abs_tol=1e-9)


def test_a_repeated_step_is_done_again_further_on() -> None:
    done = [each for each in shipped("simple-running").done() if each.verb is Verb.ENTER]
    assert [each.point.along for each in done] == [10, 5, 0, -5, -10]
    assert [each.round for each in done] == [0, 0, 0, 1, 0]


def test_numbers_are_drawn_and_letters_are_not() -> None:
    assert list(shipped("vertical-mattress").numbered) == [1, 2, 3, 4]
