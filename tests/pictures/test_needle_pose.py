"""A needle keeps its curve wherever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stitches.space import Vec, length, smooth
from bot.domain.stitches.stitch import Needle
from bot.pictures.needle_pose import stiff

NEEDLE = Needle(0.5, 24)
IN = Vec(0, 0, 1)


def soft(point: Vec) -> tuple[Vec, ...]:
    """A needle that comes from above and bends down to a point."""
    return smooth([Vec(0, -10, -1), Vec(0, -2, -7), Vec(0, 5, 0), point], Vec(0, 0, -1), IN)


@given(st.floats(-4, 4), st.floats(0.5, 8))
def test_a_needle_has_its_length_and_its_radius(across: float, depth: float) -> None:
    hole, point = Vec(0, 5, 0), Vec(0, across, depth)
    line = stiff(NEEDLE, soft(point), hole, IN)
    assert length(line) == pytest.approx(NEEDLE.length, rel=0.01)
    a, b, c = line[0], line[24], line[48]
    sides = ((b - a).length, (c - b).length, (c - a).length)
    area = (b - a).cross(c - a).length / 2
    assert sides[0] * sides[1] * sides[2] / (4 * area) == pytest.approx(NEEDLE.radius, rel=0.01)


@given(st.floats(-4, 4), st.floats(0.5, 8))
def test_it_goes_through_its_hole(across: float, depth: float) -> None:
    hole = Vec(0, 5, 0)
    line = stiff(NEEDLE, soft(Vec(0, across, depth)), hole, IN)
    assert min((place - hole).length for place in line) < 0.3


@given(st.floats(-2, 2), st.floats(5, 8))
def test_its_point_is_where_the_thread_will_go(across: float, depth: float) -> None:
    point = Vec(0, across, depth)
    assert (stiff(NEEDLE, soft(point), Vec(0, 5, 0), IN)[-1] - point).length < 0.01
