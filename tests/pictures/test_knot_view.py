"""Knots are drawn as their crossings are: the same bytes always, mirrored for the left hand."""

import math
import re
from functools import cache
from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest

from bot.domain.knots import Around, Knot, KnotError, Way, with_error
from bot.library.drawing import check_drawing
from bot.library.faults import Report
from bot.pictures.canvas import WIDTH, Canvas, Pen
from bot.pictures.knot_film import knot_frame
from bot.pictures.knot_hitches import hitches
from bot.pictures.knot_marks import Look, knot_in_thread
from bot.pictures.knot_paths import finished, layout
from bot.pictures.knot_view import HEIGHT, error_picture, pair_picture, step_picture
from bot.pictures.themes import DARK, FILM, LIGHT, THEMES, Theme
from tests.domain.knot_builders import knot

SURGEONS = knot(2, 1, 1)
TIES = [SURGEONS, *(knot(2, 1, 1, way=way) for way in (Way.HOLDER, Way.ONE_HAND, Way.TWO_HAND))]
NUMBER = r"-?\d+(?:\.\d+)?"


@cache
def every_picture(tied: Knot, theme: Theme = LIGHT, *, mirrored: bool = False) -> list[str]:
    steps = range(len(tied.steps))
    return [
        *(step_picture(tied, step, theme, mirrored=mirrored) for step in steps),
        *(pair_picture(tied, error, theme, mirrored=mirrored) for error in KnotError),
        *(error_picture(tied, error, theme, mirrored=mirrored) for error in KnotError),
        *(knot_frame(tied, part / 10, theme, mirrored=mirrored) for part in range(10)),
    ]


again = every_picture.__wrapped__


def elements(svg: str, name: str) -> list[ET.Element]:
    return ET.fromstring(svg).findall(f".//{{http://www.w3.org/2000/svg}}{name}")


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in elements(svg, "text")]


def points(svg: str, *strokes: str) -> list[tuple[float, float]]:
    """The points of all lines, or of those in these colours."""
    drawn = re.findall(r' d="([^"]+)" fill="[^"]+" stroke="([^"]+)"', svg)
    lines = " ".join(line for line, stroke in drawn if not strokes or stroke in strokes)
    return [(float(x), float(y)) for x, y in re.findall(rf"({NUMBER}) ({NUMBER})", lines)]


def gaps(svg: str, ground: str) -> int:
    """How often a strand passes over another: each time with a gap of the ground beside it."""
    return len(re.findall(rf'stroke="{ground}" stroke-width="[^"]+" stroke-linecap="butt"', svg))


@pytest.mark.parametrize("tied", TIES, ids=lambda tied: tied.way)
def test_a_finished_knot_shows_each_of_its_crossings_once(tied: Knot) -> None:
    result = knot_frame(tied, 0)
    ground = FILM.skin if tied.around is Around.WOUND else FILM.background
    assert gaps(result, ground) == sum(len(throw.over) for throw in tied.throws) == 11


@pytest.mark.parametrize(("step", "shown"), list(enumerate((5, 8, 11, 11))))
def test_a_step_shows_the_crossings_made_so_far(step: int, shown: int) -> None:
    assert gaps(step_picture(SURGEONS, step, LIGHT), LIGHT.background) == shown


@pytest.mark.parametrize("tied", [SURGEONS, *(with_error(SURGEONS, error) for error in KnotError)])
def test_both_strands_meet_where_they_cross(tied: Knot) -> None:
    lay = layout(tied, finished(tied))
    assert [each.over for each in lay.crossings] == [
        over for throw in tied.throws for over in throw.over
    ]
    for each in lay.crossings:
        dark, light = lay.dark.points[each.dark], lay.light.points[each.light]
        assert dark == pytest.approx(light, abs=0.01)


def test_half_hitches_have_the_crossings_of_their_throws() -> None:
    for wraps in ((1, 1), (2, 1, 1)):
        tied = with_error(knot(*wraps), KnotError.HALF_HITCHES)
        lie = hitches(tied)
        assert len(lie.crossings) == sum(len(throw.over) for throw in tied.throws)
        assert len({x for x, _ in lie.straight[-20:]}) == 1


def test_only_half_hitches_leave_a_strand_straight_and_only_a_granny_lets_ends_stand() -> None:
    for error, stand in ((KnotError.GRANNY, True), (KnotError.AIR_KNOT, False)):
        tied = with_error(knot(1, 1, 1), error)
        (x0, y0), (x1, y1) = layout(tied, finished(tied)).dark.points[-2:]
        assert (abs(y1 - y0) > abs(x1 - x0)) == stand


@pytest.mark.parametrize("tied", TIES, ids=lambda tied: tied.way)
def test_the_same_knot_gives_the_same_bytes(tied: Knot) -> None:
    assert all(a == b for a, b in zip(every_picture(tied), again(tied, LIGHT), strict=True))


@pytest.mark.parametrize(("tied", "theme"), list(product(TIES, THEMES.values())))
def test_every_picture_is_a_plain_drawing_inside_its_frame(tied: Knot, theme: Theme) -> None:
    for svg in every_picture(tied, theme):
        report = Report("pictures/knot.svg")
        check_drawing(svg, report)
        assert report.faults == []
        assert all(word in "0123456789- mm" for text in texts(svg) for word in text)


@pytest.mark.parametrize(
    "tied", [*TIES, knot(1, 1, 1, way=Way.ONE_HAND)], ids=lambda tied: tied.way
)
def test_no_end_leaves_the_picture(tied: Knot) -> None:
    for svg in every_picture(tied):
        xs, ys = zip(*points(svg, LIGHT.dark.body, LIGHT.light.body), strict=True)
        half = 18  # of a cord
        assert half < min(xs) < max(xs) < WIDTH - half
        assert half / 2 < min(ys) < max(ys) < HEIGHT - half / 2


@pytest.mark.parametrize("tied", TIES, ids=lambda tied: tied.way)
def test_the_left_handed_picture_is_the_mirror_image_with_readable_numbers(tied: Knot) -> None:
    for right, left in zip(every_picture(tied), every_picture(tied, mirrored=True), strict=True):
        assert texts(left) == texts(right)
        strands = (LIGHT.dark.body, LIGHT.light.body)
        for (x, y), (mirrored, same) in zip(
            points(right, *strands), points(left, *strands), strict=True
        ):
            assert abs(WIDTH - x - mirrored) < 0.011
            assert y == same


def test_what_is_new_has_the_accent_colour_and_the_finished_knot_has_none() -> None:
    first, last = step_picture(SURGEONS, 0, LIGHT), step_picture(SURGEONS, 3, LIGHT)
    assert LIGHT.accent in first
    assert LIGHT.accent not in last
    assert "3-5 mm" in texts(last)


@pytest.mark.parametrize("tied", TIES, ids=lambda tied: tied.way)
def test_an_error_to_be_named_is_drawn_by_itself_and_not_marked(tied: Knot) -> None:
    asked = [error_picture(tied, error, LIGHT) for error in KnotError]
    assert len(set(asked)) == len(KnotError)
    for svg in asked:
        assert texts(svg) == []
        assert LIGHT.right not in svg


@pytest.mark.parametrize("tied", TIES, ids=lambda tied: tied.way)
def test_the_film_ends_as_it_begins_and_goes_on_between(tied: Knot) -> None:
    first, *between, last = (knot_frame(tied, part / 10) for part in (0, *range(1, 9), 9.99))
    assert (first == last) is True
    assert len({first, *between}) == 9


def test_ends_glide_through_the_film() -> None:
    end = re.compile(
        rf'<circle cx="({NUMBER})" cy="({NUMBER})" r="{NUMBER}" fill="{FILM.dark.body}"'
    )
    frames = [knot_frame(SURGEONS, part / 200) for part in range(20, 200)]
    ends = [tuple(map(float, end.findall(svg)[0])) for svg in frames]
    assert max(math.dist(one, two) for one, two in pairwise(ends)) < WIDTH / 10


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, FILM], ids=lambda theme: theme.name)
def test_colours_stand_out_from_their_ground_without_hue(theme: Theme) -> None:
    for ground in (theme.background, theme.panel):
        assert contrast(theme.ink, ground) > 7
        assert contrast(theme.muted, ground) > 4
        assert contrast(theme.accent, ground) > 4.5
        assert contrast(theme.thread, ground) > 7
        for rope in (theme.dark, theme.light):
            assert max(contrast(rope.body, ground), contrast(rope.edge, ground)) > 3
    assert contrast(theme.dark.body, theme.light.body) > 2.2
    assert contrast(theme.thread, theme.skin) > 4.5


def test_a_canvas_moves_and_turns_shapes_but_writes_upright() -> None:
    canvas = Canvas(100, 50, LIGHT, mirrored=True)
    with canvas.placed(20, 10, angle=90, scale=2):
        canvas.line([(0, 0), (5, 0)], Pen("#000000", 3))
        canvas.text((0, 0), "7", 10)
    svg = canvas.svg()
    assert 'd="M80 10L80 20"' in svg
    assert 'stroke-width="6"' in svg
    assert 'x="80" y="13.6"' in svg


@pytest.mark.parametrize(("throws", "crossed"), [((2, 1, 1), 8), ((1, 1), 6), ((1,), 3)])
def test_a_small_knot_shows_its_first_and_last_throw(throws: tuple[int, ...], crossed: int) -> None:
    canvas = Canvas(300, 300, LIGHT)
    ends = knot_in_thread(canvas, (150, 150), 0, throws, Look(9, "#000000", "#123456"))
    assert gaps(canvas.svg(), "#123456") == crossed
    assert len({x > 150 for x, _ in ends}) == 2  # one on each side
