"""The geometry of microsurgery: a stitch in a thin edge, and a vessel joined end to end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.stitches.checks.bites import begins_on, bottom, count, deepest, mirrored, square
from bot.domain.stitches.ground import Layer, Side, Vessel
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.threads import Bite, Thread

WALLS = (2.5, 3.5)  # a bite is about three wall thicknesses
BULGE = 3.0  # wall thicknesses: how far below the surface a fine bite reaches at most
STITCHES = {180: 8, 120: 12}  # by the degrees between the two stays
ANGLE = 0.5  # degrees; as near as this two angles count as equal
TURN = 360.0


def micro(look: Look) -> Iterator[Flaw]:
    """One bite: square, alike on both sides, about three walls wide, through the full wall."""
    bites = look.threads[0].bites
    yield from count(look, bites, 1)
    wall = bottom(look, Layer.WALL)
    if not look.same(look.stitch.wound.depth, wall):
        message = f"the cut goes through the wall: {millimetres(wall)}"
        yield Flaw(("wound", "depth"), message)
    for bite in bites[:1]:
        yield from begins_on(look, bite, Side.NEEDLE, "start on the needle-hand side")
        yield from square(look, bite)
        yield from mirrored(look, bite)
        yield from _wide(look, bite, wall)
        yield from _through(look, bite, deepest(bite), wall)


def _wide(look: Look, bite: Bite, wall: float) -> Iterator[Flaw]:
    if not wall:
        return  # that there is none is told with the sizes
    for index in (0, -1):
        size = abs(bite.places[index].across)
        if not WALLS[0] * wall - look.even <= size <= WALLS[1] * wall + look.even:
            words = "too wide: the edge rolls in" if size > 3 * wall else "too narrow: it tears out"
            message = (
                f"bite {words}; {millimetres(size)} is {size / wall:.1f} walls, take about three"
            )
            yield look.at_point(bite.moves[index], message)


def _through(look: Look, bite: Bite, depth: float, wall: float) -> Iterator[Flaw]:
    middle = bite.moves[len(bite.moves) // 2]
    if depth <= wall + look.even:
        message = (
            f"not through the full wall: {millimetres(depth)} deep, the wall is {millimetres(wall)}"
        )
        yield look.at_point(middle, message)
    elif depth > BULGE * wall:
        message = f"{millimetres(depth)} deep: too far below a wall of {millimetres(wall)}"
        yield look.at_point(middle, message)


def anastomosis(look: Look) -> Iterator[Flaw]:
    """Two stays at 180° or 120°, then every gap halved; each stitch along the tube, full thickness,
    knot outside; the back wall never caught."""
    vessel = look.stitch.tissue
    if not isinstance(vessel, Vessel):
        yield Flaw(("tissue",), "is no vessel: this pattern joins one end to end")
        return
    for thread in look.threads:
        yield from count(look, thread.bites, 1)
        for bite in thread.bites[:1]:
            yield from _along_the_tube(look, bite)
            yield from mirrored_on(look, vessel, bite)
            yield from _wide(look, bite, vessel.wall)
            yield from _in_the_lumen(look, vessel, bite)
            yield from _knot_outside(look, thread, bite)
    yield from _all_alike(look, vessel)
    yield from _round_the_rim(look)


def _all_alike(look: Look, vessel: Vessel) -> Iterator[Flaw]:
    first, *others = (thread.bites[0] for thread in look.threads)
    wanted = [(abs(place.across), vessel.inward(place)) for place in first.places]
    for bite in others:
        for move, place, (across, inward) in zip(bite.moves, bite.places, wanted, strict=False):
            wide = look.same(abs(place.across), across)
            if not wide or not look.same(vessel.inward(place), inward):
                yield look.at_point(move, "unequal bites: stitch 1 is wider, narrower or deeper")


def mirrored_on(look: Look, vessel: Vessel, bite: Bite) -> Iterator[Flaw]:
    """Yield what is unequal between the two ends of the vessel."""
    if bite.entry.side != Side.NEEDLE:
        message = "outside in on the needle-hand end, inside out on the other: start there"
        yield look.at_point(bite.moves[0], message)
    last = len(bite.places) - 1
    for index in range((len(bite.places) + 1) // 2):
        here, there = bite.places[index], bite.places[last - index]
        if not look.same(here.across, -there.across):
            message = (
                f"unequal bites: {millimetres(abs(here.across))} on one end, "
                f"{millimetres(abs(there.across))} on the other"
            )
            if here is there:
                message = "crosses beside the cut: put it in the middle, between the two ends"
            yield look.at_point(bite.moves[last - index], message)
        elif not look.same(vessel.inward(here), vessel.inward(there)):
            yield look.at_point(bite.moves[last - index], "unequal depth on the two ends")


def _along_the_tube(look: Look, bite: Bite) -> Iterator[Flaw]:
    for move, place in zip(bite.moves[1:], bite.places[1:], strict=True):
        if _apart(place.angle or 0.0, bite.entry.angle or 0.0) > ANGLE:
            message = (
                f"slants: at {place.angle or 0:g}° of the rim, it went in at "
                f"{bite.entry.angle or 0:g}°; a stitch lies along the tube"
            )
            yield look.at_point(move, message)


def _in_the_lumen(look: Look, vessel: Vessel, bite: Bite) -> Iterator[Flaw]:
    if len(bite.places) < 3:
        yield look.at_move(bite.moves[-1], "say how far inside it passes: add a `through`")
        return
    toward = vessel.towards_axis(bite.entry)
    depth = max((place.vec - bite.entry.vec).dot(toward) for place in bite.places[1:-1])
    if depth >= vessel.radius:
        middle = bite.moves[len(bite.moves) // 2]
        message = (
            f"back wall caught: the needle reaches {millimetres(depth)} in, across the lumen; "
            "stay near the wall you sew"
        )
        yield look.at_point(middle, message)
    else:
        yield from _through(look, bite, depth, vessel.wall)


def _knot_outside(look: Look, thread: Thread, bite: Bite) -> Iterator[Flaw]:
    for hold in thread.holds:
        if _apart(hold.at.angle or 0.0, bite.entry.angle or 0.0) > ANGLE:
            yield look.at_point(hold.move, "the knot lies beside its stitch: tie it on its line")


def _apart(one: float, other: float) -> float:
    """Return the angle between two places of the rim, in degrees, 180 at most."""
    return abs((one - other + TURN / 2) % TURN - TURN / 2)


def _round_the_rim(look: Look) -> Iterator[Flaw]:
    entries = [thread.bites[0].moves[0] for thread in look.threads]
    angles = [look.point(move).angle or 0.0 for move in entries]
    if len(angles) < 3:
        yield look.at_move(len(look.moves) - 1, "two stays hold no vessel: go on round the rim")
        return
    stays = _apart(angles[0], angles[1])
    wanted = next((n for apart, n in STITCHES.items() if abs(apart - stays) <= ANGLE), None)
    if wanted is None:
        message = f"stays {stays:g}° apart: set them at 180° or at 120°, on both ends alike"
        yield look.at_point(entries[1], message)
        return
    if len(angles) != wanted:
        message = f"{len(angles)} stitches: with stays at {stays:g}° there are {wanted}"
        yield look.at_move(entries[-1], message)
    yield from _even(look, entries, angles, TURN / wanted)
    yield from _halving(look, entries, angles, stays)


def _even(
    look: Look, entries: Sequence[int], angles: Sequence[float], gap: float
) -> Iterator[Flaw]:
    for number, (move, angle) in enumerate(zip(entries, angles, strict=True)):
        nearest = min(_apart(angle, other) for i, other in enumerate(angles) if i != number)
        steps = _apart(angle, angles[0]) / gap
        if nearest < gap - ANGLE or abs(steps - round(steps)) * gap > ANGLE:
            message = f"uneven gaps: stitches lie {gap:g}° apart round the rim"
            yield look.at_point(move, message)


def _halving(
    look: Look, entries: Sequence[int], angles: Sequence[float], stays: float
) -> Iterator[Flaw]:
    """The third stitch lies midway between the stays, in front; the front is closed first."""
    front = {
        number for number, angle in enumerate(angles) if _apart(angle, 90) <= stays / 2 + ANGLE
    }
    if not {0, 1} <= front or _apart(angles[2], 90) > ANGLE:
        message = "stitch 3 lies midway in front, at 90°, with a stay on either side"
        yield look.at_point(entries[2], message)
    behind = [number for number in range(len(angles)) if number not in front]
    if behind and front and min(behind) < max(front):
        message = "the front wall is closed first: the back is turned up after it"
        yield look.at_point(entries[min(behind)], message)
    if behind and _apart(angles[min(behind)], 270) > ANGLE:
        message = "the first stitch behind lies midway, at 270°: halve the gap"
        yield look.at_point(entries[min(behind)], message)
