"""Practice sheets: every length is what its numbers say, and nothing leaves its box."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, degrees, dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sheet_figures import Circles, Clock, Cuts, Dots, Lanes, Rungs
from bot.domain.sheet_shapes import Circle, Drawing, Path, Point, Words
from bot.domain.sheet_strokes import Pattern, Rows, Spirals, Squares, Straights, Within
from bot.domain.sheets import FIGURES, ROOM_MM, Figure, Paper, Part, Sheet, paper_in

FIGURE_SAMPLES: tuple[Figure, ...] = (
    Dots(2, 15, 4, 5, rings=True),
    Circles((5, 30, 12)),
    Lanes(80, (5, 3)),
    Clock(50, 6),
    Cuts(40, (5,), 8, (0, 30, 90, 150)),
    Cuts(60, (5,), 10, (0, 180), radius=40),
    Rungs(10, 1, 5),
    Straights(30, 4, 5, 2),
    Rows(8, Pattern.ARCHES, rows=2, free=1),
    Rows(8, Pattern.OVALS, rows=2),
    Rows(15, Pattern.LOOPS, rows=1, free=2),
    Spirals(3, 3, 8),
    Squares(5, 10, 4, Within.HALVES),
)


def circles(figure: Figure) -> list[Circle]:
    return [shape for shape in figure.drawn().shapes if isinstance(shape, Circle)]


def dots(figure: Figure) -> list[Point]:
    return [circle.centre for circle in circles(figure) if circle.filled]


def paths(figure: Figure) -> list[Path]:
    return [shape for shape in figure.drawn().shapes if isinstance(shape, Path)]


def middle_of(figure: Figure) -> Point:
    drawing = figure.drawn()
    return drawing.width / 2, drawing.height / 2


@given(st.floats(0.5, 10), st.floats(2, 30), st.integers(1, 6), st.integers(1, 12), st.booleans())
def test_dots_stand_on_their_grid(
    size: float, apart: float, rows: int, columns: int, rings: bool
) -> None:
    found = circles(Dots(size, apart, rows, columns, rings))
    assert len(found) == rows * columns
    assert {circle.diameter for circle in found} == {size}
    assert {circle.filled for circle in found} == {not rings}
    left, top = found[0].centre
    for number, circle in enumerate(found):
        row, column = divmod(number, columns)
        assert circle.centre == pytest.approx((left + column * apart, top + row * apart))


@given(st.floats(20, 80), st.floats(1, 9))
def test_a_clock_has_a_pair_of_dots_at_every_hour(across: float, bite: float) -> None:
    clock = Clock(across, bite)
    x, y = middle_of(clock)
    outer, inner = dots(clock)[::2], dots(clock)[1::2]
    assert len(outer) == len(inner) == 12
    for hour, (far, near) in enumerate(zip(outer, inner, strict=True), start=1):
        assert dist(far, (x, y)) == pytest.approx(across / 2)
        assert dist(far, near) == pytest.approx(bite)
        for dot in (far, near):  # both on the line to the middle
            angle = degrees(atan2(dot[0] - x, y - dot[1])) % 360
            assert (angle - hour * 30 + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)


def test_a_ladder_comes_closer_by_a_millimetre() -> None:
    ladder = Rungs(10, 1, 5)
    upper = [x for x, y in dots(ladder) if y < middle_of(ladder)[1] - 1]
    assert [after - before for before, after in pairwise(upper)] == pytest.approx(
        [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    )
    rows = sorted({y for _, y in dots(ladder)})
    assert rows[1] - rows[0] == pytest.approx(10)
    numbers = [shape.text for shape in ladder.drawn().shapes if isinstance(shape, Words)]
    assert numbers == ["10", "9", "8", "7", "6", "5", "4", "3", "2"]


@given(st.floats(0, 359), st.sampled_from([(5.0,), (2.0, 6.0)]))
def test_dots_keep_their_distance_from_a_straight_cut_at_any_angle(
    angle: float, from_cut: tuple[float, ...]
) -> None:
    cut = Cuts(40, from_cut, 8, (angle,))
    ((start, end),) = (path.points for path in paths(cut))
    assert dist(start, end) == pytest.approx(40)
    along = ((end[0] - start[0]) / 40, (end[1] - start[1]) / 40)
    away = sorted((x - start[0]) * along[1] - (y - start[1]) * along[0] for x, y in dots(cut))
    wanted = sorted(side * each for each in from_cut for side in (-1, 1) for _ in range(5))
    assert away == pytest.approx(wanted)
    pairs = dots(cut)[:: 2 * len(from_cut)]
    assert [dist(*each) for each in pairwise(pairs)] == pytest.approx([8, 8, 8, 8])


def test_dots_keep_their_distance_from_a_bent_cut() -> None:
    cut = Cuts(60, (5,), 10, radius=40)
    ((left, *_, right),) = (path.points for path in paths(cut))
    centre = ((left[0] + right[0]) / 2, left[1] + 40 * cos(30 / 40))
    for point in paths(cut)[0].points:
        assert dist(point, centre) == pytest.approx(40)
    assert sorted({round(dist(dot, centre), 6) for dot in dots(cut)}) == [35, 45]
    assert len(dots(cut)) == 12


@given(st.integers(1, 5), st.floats(1, 6))
def test_a_spirals_lines_are_evenly_apart(turns: int, gap: float) -> None:
    spiral = Spirals(turns, gap, 1, free_rows=1)
    (line,) = paths(spiral)
    ends = [dist(point, line.points[0]) for point in line.points[::60]]
    assert ends == pytest.approx([gap * turn for turn in range(turns + 1)])


def test_circles_and_lanes_have_the_diameters_that_they_name() -> None:
    assert [circle.diameter for circle in circles(Circles((5, 30, 12)))] == [5, 30, 12]
    assert [circle.diameter for circle in circles(Lanes(80, (5, 3)))] == [80, 70, 80, 74]
    for path in paths(Lanes(80, (5,))):
        assert dist(*path.points) == pytest.approx(5)


def test_strokes_and_squares_measure_what_they_name() -> None:
    assert all(dist(*path.points) == pytest.approx(30) for path in paths(Straights(30, 4, 5, 2)))
    upper, lower = paths(Straights(30, 4, 1, 1))
    assert dist(upper.points[0], lower.points[0]) == pytest.approx(4)
    for square in paths(Squares(5, 10, 4)):
        assert [dist(*side) for side in pairwise(square.points)] == pytest.approx([5, 5, 5])


@pytest.mark.parametrize("pattern", [Pattern.ARCHES, Pattern.OVALS, Pattern.LOOPS])
def test_what_is_gone_over_touches_both_lines_and_crosses_none(pattern: Pattern) -> None:
    upper, lower, wave = paths(Rows(8, pattern, rows=1))
    heights = [y for _, y in wave.points]
    assert min(heights) == pytest.approx(upper.points[0][1])
    assert max(heights) == pytest.approx(lower.points[0][1])
    assert lower.points[0][1] - upper.points[0][1] == pytest.approx(8)


@pytest.mark.parametrize(
    ("pattern", "height", "rows"),
    [(Pattern.CAPITALS, 15, 3), (Pattern.CAPITALS, 8, 2), (Pattern.SMALL_LETTERS, 8, 2)],
)
def test_the_whole_alphabet_stands_on_its_lines(pattern: Pattern, height: float, rows: int) -> None:
    figure = Rows(height, pattern, rows=rows)
    letters = [shape for shape in figure.drawn().shapes if isinstance(shape, Words)]
    assert "".join(letter.text for letter in letters).lower() == "abcdefghijklmnopqrstuvwxyz"
    lines = {round(path.points[0][1], 6) for path in paths(figure)}
    assert {round(letter.at[1], 6) for letter in letters} <= lines
    assert {letter.height for letter in letters} == {height}


@pytest.mark.parametrize("figure", FIGURE_SAMPLES, ids=lambda figure: type(figure).__name__)
def test_nothing_leaves_its_box(figure: Figure) -> None:
    drawing = figure.drawn()
    line_mm = 0.6  # half of a line's width, or a mark across it
    for x, y in edges(drawing):
        assert -line_mm - 1e-6 <= x <= drawing.width + line_mm + 1e-6
        assert -line_mm - 1e-6 <= y <= drawing.height + line_mm + 1e-6


def edges(drawing: Drawing) -> list[Point]:
    found: list[Point] = []
    for shape in drawing.shapes:
        match shape:
            case Circle(centre=(x, y), diameter=across):
                half = across / 2
                found += [(x - half, y - half), (x + half, y + half)]
            case Path(points=points):
                found += points
            case Words(at=at):
                found.append(at)
    return found


def test_every_figure_has_a_sample() -> None:
    assert {type(figure) for figure in FIGURE_SAMPLES} == set(FIGURES.values())


@pytest.mark.parametrize(
    ("part", "possible"),
    [
        (Part(Clock(50, 6)), True),
        (Part(Clock(10, 6)), False),  # a bite beyond the middle
        (Part(Lanes(8, (5,))), False),
        (Part(Rows(8, Pattern.NOTHING)), False),  # no row at all
    ],
)
def test_numbers_that_disagree_are_no_figure(part: Part, possible: bool) -> None:
    assert part.is_possible is possible


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        ((Part(Dots(4, 15, 4, 5), copies=2),), True),
        ((Part(Dots(4, 15, 4, 5), copies=3),), False),  # wider than a page
        ((Part(Dots(4, 15, 4, 5), down=4),), False),  # higher than a page
        ((Part(Lanes(80, (5, 3))), Part(Lanes(80, (2, 2)))), True),
        ((Part(Lanes(80, (5, 3))),) * 3, False),
    ],
)
def test_a_sheet_knows_whether_it_fits(parts: tuple[Part, ...], fits: bool) -> None:
    assert Sheet("a-sheet", "A sheet", "Use it.", parts).fits is fits


def test_either_paper_has_the_room_that_sheets_are_checked_against() -> None:
    for paper in Paper:
        width, height = paper.size_mm
        assert width - 20 >= ROOM_MM[0]
        assert height - 80 >= ROOM_MM[1]


@pytest.mark.parametrize(
    ("zone", "paper"),
    [
        ("America/New_York", Paper.LETTER),
        ("America/Toronto", Paper.LETTER),
        ("America/Mexico_City", Paper.LETTER),
        ("Asia/Manila", Paper.LETTER),
        ("America/Sao_Paulo", Paper.A4),
        ("America/Lima", Paper.A4),
        ("Europe/London", Paper.A4),
        ("Asia/Kolkata", Paper.A4),
        ("Etc/UTC", Paper.A4),
        ("Nowhere/At_All", Paper.A4),
    ],
)
def test_paper_is_what_is_usual_where_the_clock_is(zone: str, paper: Paper) -> None:
    assert paper_in(zone) is paper


def test_each_paper_has_the_other() -> None:
    assert [paper.other for paper in (Paper.A4, Paper.LETTER)] == [Paper.LETTER, Paper.A4]
