"""Stitches are drawn where their data has them, with numbers that can be read."""

import math
import re
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from bot.domain.stitches.edges import lay
from bot.domain.stitches.ground import Tissue, Vessel
from bot.domain.stitches.scenes import scene
from bot.domain.stitches.space import Vec
from bot.domain.stitches.stitch import Pattern, Stitch
from bot.domain.stitches.views import Kind, Where
from bot.library.drawing import check_drawing
from bot.library.faults import Report
from bot.library.stitches import read_stitch
from bot.pictures.canvas import WIDTH
from bot.pictures.stitch_layout import Layout, View, centred, layout
from bot.pictures.stitch_view import (
    Hand,
    error_picture,
    errors_of,
    moment_picture,
    overview,
    step_picture,
)
from bot.pictures.themes import DARK, LIGHT
from bot.pictures.tissue_drawing import tint

STITCHES = Path(__file__).parents[2] / "content" / "stitches"
FRAMES = 5
LEAST_SIZE = 33  # units; 11 px at 360 px
THREADS = (LIGHT.thread, LIGHT.thread_under, LIGHT.accent)
LINE = r'<path d="([^"]+)" fill="none" stroke="([^"]+)"([^>]*)>'
NUMBER = r"-?\d+(?:\.\d+)?"


@cache
def stitch(name: str) -> Stitch:
    path = STITCHES / f"{name}.toml"
    read = read_stitch(path.read_text(encoding="utf-8"), Report(f"stitches/{path.name}"))
    assert read is not None
    return read


NAMES = sorted(
    path.stem
    for path in STITCHES.glob("*.toml")
    if 'pattern = "knot"' not in path.read_text(encoding="utf-8")
)
ENDS = [(name, step) for name in NAMES for step in (1, len(stitch(name).steps) - 1)]
IN_SKIN = [name for name in NAMES if isinstance(stitch(name).tissue, Tissue)]


SEWN = [
    name
    for name in IN_SKIN
    if stitch(name).pattern not in (Pattern.STAPLES, Pattern.REMOVAL)  # no thread stays in them
]


@cache
def picture(name: str, step: int, hand: Hand = "right") -> str:
    return step_picture(stitch(name), step, LIGHT, hand)


@cache
def film(name: str) -> list[str]:
    return [moment_picture(stitch(name), part / FRAMES, LIGHT) for part in range(FRAMES)]


@cache
def card(name: str) -> str:
    return overview(stitch(name), LIGHT)


@cache
def wrong_pictures(name: str) -> list[str]:
    return [error_picture(stitch(name), error, LIGHT) for error in errors_of(stitch(name))]


def every_picture(name: str) -> list[str]:
    """All kinds of pictures of a stitch."""
    steps = (picture(name, step) for step in range(len(stitch(name).steps)))
    return [*steps, card(name), *wrong_pictures(name), *film(name)]


Text = tuple[str, float, float, float]  # words, x, y of its middle, size


def texts(svg: str) -> list[Text]:
    found = re.findall(
        rf'<text x="({NUMBER})" y="({NUMBER})" font-size="({NUMBER})"[^>]*>([^<]*)</text>', svg
    )
    return [
        (words, float(x), float(y) - float(size) * 0.36, float(size)) for x, y, size, words in found
    ]


def ink_box(text: Text) -> tuple[float, float, float, float]:
    """The box of figures at their narrowest: what must never be overprinted."""
    words, x, y, size = text
    half = len(words) * size * 0.24
    return x - half, y - size * 0.36, x + half, y + size * 0.36


def circles(svg: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<circle cx="({NUMBER})" cy="({NUMBER})"', svg)
    return [(float(x), float(y)) for x, y in found]


def strokes(svg: str, *, dashed: bool) -> list[list[tuple[float, float]]]:
    """The lines in the colours of thread."""
    lines = []
    for d, stroke, rest in re.findall(
        r'<path d="([^"]+)" fill="none" stroke="([^"]+)"([^>]*)>', svg
    ):
        if stroke not in THREADS or dashed != ("dasharray" in rest):
            continue
        for run in d.split("M")[1:]:
            pairs = re.findall(rf"({NUMBER}) ({NUMBER})", run)
            lines.append([(float(x), float(y)) for x, y in pairs])
    return lines


def is_drawn(point: tuple[float, float], lines: list[list[tuple[float, float]]]) -> bool:
    return any(_off(a, b, point) < 6 for line in lines for a, b in pairwise(line))


def _off(start: tuple[float, float], end: tuple[float, float], point: tuple[float, float]) -> float:
    way = (end[0] - start[0], end[1] - start[1])
    size = way[0] ** 2 + way[1] ** 2
    along = (point[0] - start[0]) * way[0] + (point[1] - start[1]) * way[1]
    share = max(0.0, min(1.0, along / size)) if size else 0.0
    return math.dist(point, (start[0] + way[0] * share, start[1] + way[1] * share))


def views(name: str) -> Layout:
    return layout(stitch(name))


def holds(view: View, point: tuple[float, float]) -> bool:
    left, top, right, bottom = view.box
    return left < point[0] < right and top < point[1] < bottom


@pytest.mark.parametrize("name", NAMES)
def test_all_pictures_of_a_stitch_are_sound_drawings_of_one_size(name: str) -> None:
    sizes = set()
    for svg in every_picture(name):
        report = Report(f"pictures/{name}.svg")
        check_drawing(svg, report)
        assert [str(fault) for fault in report.faults] == []
        sizes.update(re.findall(r'viewBox="([^"]+)"', svg))
    assert len(sizes) == 1


@pytest.mark.parametrize("name", NAMES)
def test_there_are_numbers_and_mm_and_no_words(name: str) -> None:
    for svg in every_picture(name):
        for words, x, y, size in texts(svg):
            assert re.fullmatch(r"\d+|[\d.]+ mm", words)
            assert size >= LEAST_SIZE
            assert 0 < x < WIDTH
            assert y > 0


@pytest.mark.parametrize("name", NAMES)
def test_no_two_labels_overlap(name: str) -> None:
    for svg in every_picture(name):
        for one, other in combinations(map(ink_box, texts(svg)), 2):
            apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
            assert apart, (one, other)


@pytest.mark.parametrize("name", SEWN)
def test_each_hole_is_drawn_where_the_data_has_it(name: str) -> None:
    drawn, last = stitch(name), len(stitch(name).steps) - 1
    edges, found = scene(drawn, last).edges, circles(picture(name, last))
    for point in drawn.numbered.values():
        if drawn.pattern is Pattern.LOCKING and drawn.surface(point) and point.across < -5.5:
            continue  # where a loop is caught, no needle goes through
        at = views(name).top.at(lay(drawn, point.vec, point.side, edges))
        assert min(math.dist(at, circle) for circle in found) < 0.1


@pytest.mark.parametrize("name", IN_SKIN)
def test_thread_in_the_tissue_is_dashed_and_on_the_skin_is_not(name: str) -> None:
    drawn, last = stitch(name), len(stitch(name).steps) - 1
    svg, top = picture(name, last), views(name).top
    dashed, solid = strokes(svg, dashed=True), strokes(svg, dashed=False)
    for strand in scene(drawn, last).strands:
        middle = strand.line[len(strand.line) // 2]
        at = top.at(middle)
        if strand.kind is Kind.END or not holds(top, at):
            continue
        if strand.where is Where.IN:
            assert is_drawn(at, dashed)
        elif strand.where is Where.ON and middle.depth < 0.5:
            assert is_drawn(at, solid)
            assert not any(
                is_drawn(at, [line]) for line in dashed if _is_along(line, strand.line, top)
            )


@pytest.mark.parametrize("name", SEWN)
def test_the_section_of_a_finished_stitch_shows_its_way_through_the_tissue(name: str) -> None:
    _, top, _, bottom = views(name).section.box
    below = [
        line for line in strokes(card(name), dashed=True) if all(top < y < bottom for _, y in line)
    ]
    assert below


def _is_along(line: list[tuple[float, float]], strand: tuple[Vec, ...], view: View) -> bool:
    """Tell whether a drawn line has both ends of a strand: then it is that strand."""
    ends = [view.at(strand[0]), view.at(strand[-1])]
    return all(min(math.dist(end, tip) for tip in (line[0], line[-1])) < 1 for end in ends)


@pytest.mark.parametrize(("name", "step"), ENDS)
def test_a_left_hand_sees_the_mirror_image_with_readable_numbers(name: str, step: int) -> None:
    right, left = texts(picture(name, step)), texts(picture(name, step, "left"))
    assert [(words, round(WIDTH - x), round(y)) for words, x, y, _ in right] == [
        (words, round(x), round(y)) for words, x, y, _ in left
    ]
    mirrored = [(round(WIDTH - x), round(y)) for x, y in circles(picture(name, step))]
    assert mirrored == [(round(x), round(y)) for x, y in circles(picture(name, step, "left"))]
    assert picture(name, step) != picture(name, step, "left")


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_changes_nothing_but_colours(name: str) -> None:
    def shape(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}", "#", svg)

    dark = overview(stitch(name), DARK)
    assert shape(card(name)) == shape(dark)
    assert card(name) != dark


@pytest.mark.parametrize("name", NAMES)
def test_the_same_stitch_gives_the_same_bytes(name: str) -> None:
    assert step_picture(stitch(name), 0, LIGHT) == picture(name, 0)
    assert moment_picture(stitch(name), 1 / FRAMES, LIGHT) == film(name)[1]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_new_stands_out_in_a_step_and_not_on_the_card(name: str) -> None:
    assert any(LIGHT.accent in picture(name, step) for step in range(len(stitch(name).steps)))
    finished = card(name)
    assert stitch(name).pattern is Pattern.REMOVAL or LIGHT.accent not in finished


@pytest.mark.parametrize("name", NAMES)
def test_the_card_tells_every_size_once_a_side(name: str) -> None:
    sizes = [words for words, *_ in texts(card(name)) if words.endswith("mm")]
    assert all(sizes.count(words) <= 4 for words in sizes)
    if isinstance(stitch(name).tissue, Vessel):
        return
    assert sizes or stitch(name).pattern is Pattern.REMOVAL


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_version_looks_otherwise_and_does_not_tell_its_sizes(name: str) -> None:
    sound = stitch(name)
    edges = scene(sound, len(sound.steps) - 1).edges
    for error, wrong in zip(errors_of(sound), wrong_pictures(name), strict=True):
        right = error_picture(sound, replace(error, stitch=sound, edges=edges), LIGHT)
        assert wrong != right
        assert not any("mm" in words for words, *_ in texts(wrong))


@pytest.mark.parametrize("name", SEWN)
def test_a_wrong_version_lies_in_its_view(name: str) -> None:
    right = stitch(name)
    for error in errors_of(right):
        top = centred(views(name), right, error.stitch).top
        for point in error.stitch.numbered.values():
            assert holds(top, top.at(point.vec))


@pytest.mark.parametrize("name", IN_SKIN)
def test_below_a_side_that_stands_higher_the_tissue_goes_on(name: str) -> None:
    tissue = stitch(name).tissue
    assert isinstance(tissue, Tissue)
    left, _, right, bottom = views(name).section.box
    for svg in wrong_pictures(name):
        filled = rf'<path d="([^"]+)" fill="{tint(LIGHT, tissue.layers[-1][0])}"'
        outlines = (list(map(float, re.findall(NUMBER, path))) for path in re.findall(filled, svg))
        floors = [
            [x for x, y in zip(each[::2], each[1::2], strict=True) if y > bottom - 0.01]
            for each in outlines
        ]
        assert sum(max(floor) - min(floor) for floor in floors if floor) >= right - left


@pytest.mark.parametrize("name", IN_SKIN)
def test_both_views_of_one_above_the_other_have_one_scale(name: str) -> None:
    both = views(name)
    if both.section.corner[1] > both.top.box[3]:
        assert both.top.scale == both.section.scale
        assert both.top.origin[0] == both.section.origin[0]
    for view in (both.top, both.section):
        zero, one = view.at(Vec(0, 0, 0)), view.at(Vec(1, 1, 1))
        assert abs(one[0] - zero[0]) == pytest.approx(view.scale)
        assert abs(one[1] - zero[1]) == pytest.approx(view.scale)


@pytest.mark.parametrize("name", NAMES)
def test_each_moment_of_a_film_is_another_picture(name: str) -> None:
    assert len(set(film(name))) >= FRAMES - 1  # in one of them nothing may have moved
