"""Lines and outlines are cut at the edges of a box."""

from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.clipping import clipped_line, clipped_outline, holds

BOX = (0.0, 0.0, 10.0, 10.0)
INNER = (0.01, 0.01, 9.99, 9.99)
WIDER = (-1e-6, -1e-6, 10 + 1e-6, 10 + 1e-6)
places = st.tuples(*[st.floats(-30, 30, allow_nan=False).map(lambda x: round(x, 3))] * 2)


@given(st.lists(places, min_size=2, max_size=12, unique=True))
def test_what_is_left_of_a_line_lies_in_the_box_and_keeps_what_was_there(
    line: list[tuple[float, float]],
) -> None:
    runs = clipped_line(BOX, line)
    assert all(holds(WIDER, run) for run in runs)
    kept = {point for run in runs for point in run}
    assert all(point in kept for point in line[1:-1] if holds(INNER, [point]))


def test_a_line_that_leaves_and_comes_back_is_in_two_runs() -> None:
    assert clipped_line(BOX, [(5, 5), (15, 5), (15, 8), (5, 8)]) == [
        [(5, 5), (10, 5)],
        [(10, 8), (5, 8)],
    ]


def test_a_line_that_passes_by_leaves_nothing() -> None:
    assert clipped_line(BOX, [(-5, 2), (-5, 8)]) == []


@given(st.lists(places, min_size=3, max_size=12))
def test_what_is_left_of_an_outline_lies_in_the_box(outline: list[tuple[float, float]]) -> None:
    assert holds(WIDER, clipped_outline(BOX, outline))


def test_an_outline_around_the_box_becomes_the_box() -> None:
    cut = clipped_outline(BOX, [(-5, -5), (15, -5), (15, 15), (-5, 15)])
    assert set(cut) == {(0, 0), (10, 0), (10, 10), (0, 10)}
