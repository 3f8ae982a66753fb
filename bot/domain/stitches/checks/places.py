"""Whether the points of a stitch lie where what is done there can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.domain.stitches.ground import Layer, Point, Surface, Tissue, Vessel
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.stitch import Pattern, Verb
from bot.domain.stitches.threads import Hold, Thread

SURFACES: Final[Mapping[Pattern, tuple[Surface, ...]]] = {
    Pattern.BURIED: (Surface.UNDERSIDE, Surface.FACE),
    Pattern.SUBCUTICULAR: (Surface.SKIN, Surface.CORNER, Surface.FACE),
    Pattern.LAYERED: (Surface.FASCIA, Surface.UNDERSIDE, Surface.FACE, Surface.SKIN),
    Pattern.ANASTOMOSIS: (Surface.OUTSIDE,),
}
SKIN: Final = (Surface.SKIN,)
ON_IT: Final = (Verb.ENTER, Verb.EXIT, Verb.STAPLE)
IN_A_LINE: Final = (Pattern.RUNNING, Pattern.LOCKING)  # their last loop is tied farther out
OFF_THE_CUT: Final = 0.15  # of the widest bite: a knot nearer than this lies on the cut


def place_flaws(look: Look) -> Iterator[Flaw]:
    """Yield points that lie where they cannot."""
    for number, done in enumerate(look.moves):
        if done.verb in ON_IT:
            for which, point in enumerate(done.at):
                yield from _surface(look, number, point, which)
        elif done.verb is Verb.THROUGH:
            yield from _inside(look, number)
        elif done.verb in (Verb.OVER, Verb.LOCK, Verb.TAPE):
            yield from _on_the_skin(look, number)
        elif done.verb is Verb.LAY:
            yield from _laid(look, number)


def _surface(look: Look, number: int, point: Point, which: int) -> Iterator[Flaw]:
    found = look.stitch.surface(point)
    wanted = SURFACES.get(look.stitch.pattern, SKIN)
    if found in wanted:
        if found is Surface.SKIN and look.stitch.pattern is not Pattern.SUBCUTICULAR:
            yield from _within_the_cut(look, number, point, which)
        return
    words = " or ".join(wanted)
    if found:
        message = f"lies on the {found}: a stitch of this pattern pierces the {words}"
    else:
        message = f"off the surface: {_where(look, point)}; the {words} can be pierced"
    yield look.at_point(number, message, which)


def _where(look: Look, point: Point) -> str:
    if isinstance(look.stitch.tissue, Vessel):
        return f"{millimetres(look.stitch.tissue.inward(point))} inside of the vessel's surface"
    if point.depth < 0:
        return f"{millimetres(-point.depth)} above the skin, in the air"
    if point.face or (point.across == 0 and point.depth > 0):
        return f"{millimetres(point.depth)} deep in the cut, {millimetres(point.along)} along it"
    if point.across == 0:
        return "in the gap of the cut itself"
    return f"{millimetres(point.depth)} below the skin"


def _within_the_cut(look: Look, number: int, point: Point, which: int = 0) -> Iterator[Flaw]:
    if not look.stitch.wound.holds(point.along):
        message = (
            f"lies beyond the end of the cut, which is {millimetres(look.stitch.wound.length)} long"
        )
        yield look.at_point(number, message, which)


def _inside(look: Look, number: int) -> Iterator[Flaw]:
    point, tissue = look.point(number), look.stitch.tissue
    if isinstance(tissue, Vessel):
        return  # the pattern says how far inside
    if point.face:
        message = "lies on the cut face: a needle passes through the tissue, so give it an across"
        yield look.at_point(number, message)
    elif point.depth <= look.even:
        yield look.at_point(number, "passes above the surface, in the air: give it a depth")
    elif point.depth >= tissue.thickness - look.even:
        message = (
            f"goes through the table: {millimetres(point.depth)} deep, "
            f"in {millimetres(tissue.thickness)} of tissue"
        )
        yield look.at_point(number, message)
    elif not look.stitch.wound.holds(point.along):
        yield from _within_the_cut(look, number, point)


def _on_the_skin(look: Look, number: int) -> Iterator[Flaw]:
    if look.stitch.surface(look.point(number)) is not Surface.SKIN:
        message = f"lies {_where(look, look.point(number))}: it belongs on the skin"
        yield look.at_point(number, message)


def _laid(look: Look, number: int) -> Iterator[Flaw]:
    point, wound = look.point(number), look.stitch.wound
    if point.face or abs(point.across) > wound.gap / 2 or not wound.holds(point.along):
        yield look.at_point(number, "a free end is laid in the gap of the cut: bring it inside")
    elif not 0 < point.depth <= wound.depth:
        yield look.at_point(number, "a free end is laid deep in the wound: give it a depth there")


def way_flaws(look: Look) -> Iterator[Flaw]:
    """Yield bites whose way leaves the tissue between their points. The order is sound here."""
    tissue = look.stitch.tissue
    if isinstance(tissue, Vessel):
        return
    for thread in look.threads:
        for bite in thread.bites:
            depths = [place.depth for place in look.line(bite)]
            if min(depths) < -look.even:
                message = "on its way here the needle comes out of the surface: go deeper"
                yield look.at_move(bite.moves[-1], message)
            elif max(depths) > tissue.thickness + look.even:
                message = "on its way here the needle goes through the table: stay above"
                yield look.at_move(bite.moves[-1], message)


def hold_flaws(look: Look) -> Iterator[Flaw]:
    """Yield knots in the wrong place. The order of moves is sound here."""
    for thread in look.threads:
        for hold in thread.holds:
            if hold.verb is Verb.TIE:
                yield from _knot(look, thread, hold)
            elif hold.verb is Verb.BURY:
                yield from _buried(look, thread, hold)


def _knot(look: Look, thread: Thread, hold: Hold) -> Iterator[Flaw]:
    at, stitch = hold.at, look.stitch
    entry = thread.bites[0].entry
    if stitch.surface(at) is not stitch.surface(entry):
        message = f"the knot lies {_where(look, at)}: it is tied on the {stitch.surface(entry)}"
        yield look.at_point(hold.move, message)
        return
    widest = max(abs(place.across) for place in (entry, thread.bites[0].exit))
    if abs(at.across) < OFF_THE_CUT * widest:
        yield look.at_point(hold.move, "the knot lies on the cut: draw it to one side")
    reach = 1.6 if stitch.pattern in IN_A_LINE and hold.bites > 1 else 1.0
    if abs(at.across) > reach * widest + look.even:
        message = f"the knot lies outside of the holes, {millimetres(abs(at.across))} from the cut"
        yield look.at_point(hold.move, message)
    if isinstance(stitch.tissue, Vessel):
        return
    bites = thread.bites if hold is thread.holds[-1] else thread.bites[: hold.bites]
    if stitch.pattern in IN_A_LINE:
        bites = [thread.bites[hold.bites - 1]]
    alongs = [place.along for bite in bites for place in (bite.entry, bite.exit)]
    if not min(alongs) - look.even <= at.along <= max(alongs) + look.even:
        yield look.at_point(hold.move, "the knot lies beside its stitch: tie it at a hole")


def _buried(look: Look, thread: Thread, hold: Hold) -> Iterator[Flaw]:
    at, stitch = hold.at, look.stitch
    deepest = max(place.depth for bite in thread.bites for place in bite.places)
    if at.depth < deepest:
        message = (
            f"the knot is not deepest: it lies {millimetres(at.depth)} deep, the thread "
            f"{millimetres(deepest)}; both ends leave deep, so that it sinks"
        )
        yield look.at_point(hold.move, message)
    if at.depth > min(stitch.wound.depth, deepest + 1.5):
        message = "the knot is sunk below what it holds: it lies just under the bites"
        yield look.at_point(hold.move, message)
    along = thread.bites[0].entry.along
    if abs(at.across) > look.even or at.face or not look.same(at.along, along):
        message = "the knot lies beside the stitch: it sinks in the cut, between the two bites"
        yield look.at_point(hold.move, message)


def through_the_top(look: Look) -> Iterator[Flaw]:
    """Yield bites of hidden stitches that come into the epidermis."""
    tissue = look.stitch.tissue
    top = tissue.bottom(Layer.EPIDERMIS) if isinstance(tissue, Tissue) else None
    for thread in look.threads:
        for bite in thread.bites:
            skin = any(look.stitch.surface(p) is Surface.SKIN for p in (bite.entry, bite.exit))
            highest = min(place.depth for place in look.line(bite))
            if top is not None and not skin and highest < top:
                message = (
                    f"through the top: the bite rises to {millimetres(highest)}, into the "
                    "epidermis, where thread shows: keep it in the dermis"
                )
                yield look.at_move(bite.moves[-1], message)
