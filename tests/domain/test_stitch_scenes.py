"""What there is to see of a stitch, after each step and at any moment."""

from __future__ import annotations

from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stitches.dimensions import dimensions
from bot.domain.stitches.edges import lay, opening
from bot.domain.stitches.flight import in_flight
from bot.domain.stitches.ground import Edges
from bot.domain.stitches.needle import drive
from bot.domain.stitches.scenes import scene, scene_at
from bot.domain.stitches.space import Vec, length
from bot.domain.stitches.stitch import Pattern, Stitch, Verb
from bot.domain.stitches.threads import threads_of
from bot.domain.stitches.views import Kind, Measure, Scene, Where
from tests.stitches import SHIPPED, shipped


def scenes(stitch: Stitch) -> list[Scene]:
    return [scene(stitch, step) for step in range(len(stitch.steps))]


def last(name: str) -> Scene:
    stitch = shipped(name)
    return scene(stitch, len(stitch.steps) - 1)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_line_is_sampled_finely(name: str) -> None:
    stitch = shipped(name)
    for seen in scenes(stitch):
        for strand in seen.strands:
            assert all((b - a).length <= 0.3 for a, b in pairwise(strand.line)), strand.kind


@pytest.mark.parametrize("name", SHIPPED)
def test_every_step_shows_something_new(name: str) -> None:
    stitch = shipped(name)
    seen = scenes(stitch)
    for before, after in pairwise(seen):
        assert before != after


@pytest.mark.parametrize("name", SHIPPED)
def test_every_hole_has_thread_in_it_when_all_is_done(name: str) -> None:
    stitch = shipped(name)
    if stitch.pattern in (Pattern.STAPLES, Pattern.REMOVAL):
        return
    seen = last(name)
    ends = [strand.line[i] for strand in seen.strands for i in (0, -1)]
    for done in stitch.done():
        if done.verb in (Verb.ENTER, Verb.EXIT):
            hole = lay(stitch, done.point.vec, done.point.side, seen.edges)
            assert min((end - hole).length for end in ends) < 1e-6, str(done)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_edges_meet_at_the_end_and_never_part(name: str) -> None:
    stitch = shipped(name)
    middle = [
        max(opening(stitch.wound, seen.edges, along) for along in (-5, 0, 5))
        for seen in scenes(stitch)
    ]
    assert all(after <= before + 1e-9 for before, after in pairwise(middle))
    assert middle[-1] == 0


@pytest.mark.parametrize("name", SHIPPED)
def test_the_last_moment_of_the_animation_is_the_last_step(name: str) -> None:
    stitch = shipped(name)
    moving, still = scene_at(stitch, 1), last(name)
    assert moving.edges == still.edges
    assert [strand.kind for strand in moving.strands] == [strand.kind for strand in still.strands]


@given(st.floats(0, 1), st.sampled_from(SHIPPED))
def test_at_any_moment_the_needle_is_whole_or_parked(share: float, name: str) -> None:
    stitch = shipped(name)
    seen = scene_at(stitch, share)
    assert 0 <= seen.step < len(stitch.steps)
    if seen.needle and stitch.needle:
        assert length(seen.needle) <= stitch.needle.length * 1.01
    assert all(len(strand.line) > 1 for strand in seen.strands)


@given(st.floats(0.01, 0.99), st.sampled_from(SHIPPED))
def test_a_needle_that_is_carried_on_does_not_bend(share: float, name: str) -> None:
    stitch = shipped(name)
    bites = [bite for thread in threads_of(stitch) for bite in thread.bites]
    ways = [drive(stitch, bite.places, Edges()) for bite in bites]
    for one, two in pairwise(ways):
        start, end = one.needle(one.stations[-1]), two.needle(0.0)
        between = in_flight(start, end, share, 5)
        assert isclose(length(between), length(end), rel_tol=1e-6)
        assert isclose((between[-1] - between[0]).length, (end[-1] - end[0]).length, rel_tol=1e-6)


def test_a_carried_needle_leaves_where_it_was_and_arrives_where_it_goes_in() -> None:
    stitch = shipped("vertical-mattress")
    far, near = (drive(stitch, bite.places, Edges()) for bite in threads_of(stitch)[0].bites)
    start, end = far.needle(far.stations[-1]), near.needle(0.0)
    leaving, arriving = in_flight(start, end, 0, 5), in_flight(start, end, 1, 5)
    assert (leaving[-1] - start[-1]).length < 0.2
    assert (arriving[-1] - end[-1]).length < 1e-9


def test_a_bite_is_dashed_in_the_tissue_and_open_across_the_gap() -> None:
    stitch = shipped("vertical-mattress")
    near = [
        strand.where
        for strand in scene(stitch, 4).strands
        if strand.kind is Kind.BITE and strand.step == 3
    ]
    assert near == [Where.IN, Where.OPEN, Where.IN]
    closed = [s.where for s in last("vertical-mattress").strands if s.kind is Kind.BITE]
    assert closed == [Where.IN, Where.IN]


def test_a_loop_is_slack_until_it_is_locked() -> None:
    stitch = shipped("running-locking")

    def loop(step: int) -> float:
        strands = scene(stitch, step).strands
        return next(length(s.line) for s in strands if s.kind is Kind.OVER)

    assert loop(2) > loop(3) > 0


def test_a_snipped_strand_is_gone_and_the_stitch_is_drawn_out_of_the_other_hole() -> None:
    lifted, snipped, pulled = scenes(shipped("suture-removal"))
    assert lifted.knots[0].at == Vec(0, 4, -1.5)
    tied = [sum(s.kind is Kind.TIED for s in seen.strands) for seen in (lifted, snipped, pulled)]
    assert tied == [2, 1, 1]
    assert not [s for s in pulled.strands if s.kind is Kind.BITE]
    assert snipped.snip == Vec(0, 5, 0)
    assert pulled.pull == (Vec(0, 4, -1.5), Vec(0, 16, -6))


def test_a_buried_knot_lies_below_what_it_holds() -> None:
    seen = last("simple-buried")
    deepest = max(p.depth for s in seen.strands if s.kind is Kind.BITE for p in s.line)
    assert seen.knots[0].buried
    assert seen.knots[0].at.depth >= deepest


def test_a_layered_closure_closes_from_below() -> None:
    wound = shipped("layered-closure").wound
    fascia, _, dermis, skin = (seen.edges for seen in scenes(shipped("layered-closure")))
    assert opening(wound, fascia, 0, 12) == 0 < opening(wound, fascia, 0, 5)
    assert opening(wound, dermis, 0, 5) == 0 < opening(wound, dermis, 0)
    assert opening(wound, skin, 0) == 0


def test_a_running_line_closes_from_its_far_end() -> None:
    stitch = shipped("simple-running")
    edges = scene(stitch, 4).edges
    assert opening(stitch.wound, edges, 8) == 0 < opening(stitch.wound, edges, -5)


def test_the_needle_hand_side_moves_away_from_the_other_where_the_wound_gapes() -> None:
    stitch = shipped("simple-interrupted")
    needle, forceps = (lay(stitch, Vec(0, side * 5, 0), side, Edges()) for side in (1, -1))
    assert (needle.across, forceps.across) == (6.5, -6.5)


DIMENSIONS = {
    "simple-interrupted": {(Measure.BITE, 5, "1"), (Measure.BITE, 5, "2"), (Measure.ENDS, 4, "")},
    "simple-buried": {(Measure.BITE, 2, "1"), (Measure.BITE, 2, "4"), (Measure.ENDS, 2, "")},
    "layered-closure": {(Measure.PITCH, 10, "1"), (Measure.ENDS, 3, "")},
    "skin-stapling": {(Measure.PITCH, 7, "3")},
    "suture-removal": {(Measure.LIFT, 1.5, "l")},
}


@pytest.mark.parametrize("name", DIMENSIONS)
def test_what_a_learner_measures_is_told_with_its_point(name: str) -> None:
    found = {(each.measure, each.mm, each.point) for each in dimensions(shipped(name))}
    assert found == DIMENSIONS[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_dimension_is_as_long_as_it_says(name: str) -> None:
    for each in dimensions(shipped(name)):
        assert abs((each.end - each.start).length - each.mm) < 1e-9
