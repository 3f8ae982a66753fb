"""Whether tissue, wound, needle and knot can be what they are said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.domain.stitches.ground import Layer, Tissue, Vessel
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.space import Vec, length
from bot.domain.stitches.stitch import Pattern, Staple, Tie
from bot.domain.stitches.threads import Bite

FROM_ABOVE: Final = tuple(Layer)
NEEDS: Final[Mapping[Pattern, tuple[Layer, ...]]] = {
    Pattern.LAYERED: (Layer.EPIDERMIS, Layer.DERMIS, Layer.FAT, Layer.FASCIA, Layer.MUSCLE),
    Pattern.MICRO: (Layer.WALL, Layer.SPACE),
}
SKIN: Final = (Layer.EPIDERMIS, Layer.DERMIS, Layer.FAT)
THICKEST: Final = 40.0  # mm, of a pad
WIDEST_VESSEL: Final = 10.0  # mm
LONGEST: Final = 100.0  # mm, of a cut
WIDEST_GAP: Final = 3.0  # by the widest bite: wider ones are brought together below first
FINE: Final = (Pattern.MICRO, Pattern.ANASTOMOSIS)
ENDS: Final = (3.0, 5.0)  # mm of thread that are left beyond a knot, so that it does not slip
BURIED_ENDS: Final = (1.0, 3.0)  # below the skin, where nothing may reach the surface
FINE_ENDS: Final = (0.5, 1.5)  # under the microscope
FEWEST_THROWS: Final = 3
FLATTEST: Final = 2.5  # the needle's radius, by that of the roundest bite it can make
ROUNDEST: Final = 0.5


def size_flaws(look: Look) -> Iterator[Flaw]:
    """Yield sizes that cannot be, or do not go together."""
    tissue = look.stitch.tissue
    if isinstance(tissue, Vessel):
        yield from _vessel(tissue, look)
    else:
        yield from _tissue(tissue, look)
        yield from _wound(tissue, look)
    if look.stitch.tie:
        yield from _tie(look.stitch.tie, look)
    if look.stitch.staple:
        yield from _staple(look.stitch.staple, look)


def _vessel(vessel: Vessel, look: Look) -> Iterator[Flaw]:
    if vessel.wall * 4 > vessel.diameter:
        message = (
            f"a wall of {millimetres(vessel.wall)} leaves no room inside of "
            f"{millimetres(vessel.diameter)}: make it thinner"
        )
        yield Flaw(("vessel", "wall"), message)
    if vessel.diameter > WIDEST_VESSEL:
        message = f"a vessel of {millimetres(vessel.diameter)} is none for the microscope"
        yield Flaw(("vessel", "diameter"), message)
    if look.stitch.wound.gap > vessel.diameter:
        yield Flaw(("vessel", "gap"), "the ends lie too far apart: bring them together")


def _tissue(tissue: Tissue, look: Look) -> Iterator[Flaw]:
    layers = [layer for layer, _ in tissue.layers]
    if layers != sorted(layers, key=FROM_ABOVE.index):
        names = ", ".join(sorted(layers, key=FROM_ABOVE.index))
        yield Flaw(("tissue",), f"layers crossed over: from above they are {names}")
    wanted = NEEDS.get(look.stitch.pattern, SKIN)
    for layer in wanted:
        if layer not in layers:
            yield Flaw(("tissue",), f"there is no {layer}: this pattern is laid in it")
    for layer in layers:
        if layer not in wanted and layer in (Layer.WALL, Layer.SPACE):
            yield Flaw(("tissue",), f"{layer} is no layer of skin: remove it")
    if tissue.thickness > THICKEST:
        message = f"the tissue is {millimetres(tissue.thickness)} thick: no pad is"
        yield Flaw(("tissue",), message)
    sizes = dict(tissue.layers)
    if sizes.get(Layer.EPIDERMIS, 0.0) * 3 > sizes.get(Layer.DERMIS, 100.0):
        message = "the epidermis is a thin cover of the dermis: less than a third of it"
        yield Flaw(("tissue",), message)


def _wound(tissue: Tissue, look: Look) -> Iterator[Flaw]:
    wound, pattern = look.stitch.wound, look.stitch.pattern
    floor = tissue.bottom(Layer.WALL) or tissue.thickness
    if wound.depth > floor + look.even:
        message = (
            f"the wound goes through the table: {millimetres(wound.depth)} deep, "
            f"in {millimetres(floor)} of tissue"
        )
        yield Flaw(("wound", "depth"), message)
    through = tissue.bottom(Layer.FASCIA) if pattern is Pattern.LAYERED else None
    through = through or tissue.bottom(Layer.WALL) or tissue.bottom(Layer.DERMIS) or 0.0
    if wound.depth < through - look.even:
        message = (
            f"the wound is {millimetres(wound.depth)} deep: it does not open the layers that "
            f"are closed here, down to {millimetres(through)}"
        )
        yield Flaw(("wound", "depth"), message)
    if wound.length > LONGEST:
        yield Flaw(("wound", "length"), f"a cut of {millimetres(wound.length)}: no pad is so long")
    widest = max((abs(point.across) for point in look.stitch.points.values()), default=0.0)
    if wound.gap > WIDEST_GAP * widest:
        message = f"gapes {millimetres(wound.gap)}: bites of {millimetres(widest)} do not close it"
        yield Flaw(("wound", "gap"), message)
    elif wound.gap * 4 > wound.length:
        message = f"gapes {millimetres(wound.gap)} on {millimetres(wound.length)}: no cut does"
        yield Flaw(("wound", "gap"), message)
    if wound.undermined * 2 > wound.length:
        message = f"undermined {millimetres(wound.undermined)} to each side: more than the cut"
        yield Flaw(("wound", "undermined"), message)


def _ends(pattern: Pattern) -> tuple[float, float]:
    if pattern in FINE:
        return FINE_ENDS
    return BURIED_ENDS if pattern is Pattern.BURIED else ENDS


def _tie(tie: Tie, look: Look) -> Iterator[Flaw]:
    low, high = _ends(look.stitch.pattern)
    if not low <= tie.ends <= high:
        message = (
            f"ends of {millimetres(tie.ends)}: leave {low:g} to {high:g} mm, "
            "so that the knot holds and does not stick out"
        )
        yield Flaw(("knot", "ends"), message)
    fewest = FEWEST_THROWS
    if look.stitch.pattern in (Pattern.RUNNING, Pattern.LOCKING):
        fewest += 1  # one thread: the whole line hangs on its two knots
    if len(tie.throws) < fewest:
        message = f"{len(tie.throws)} throws do not hold here: make {fewest} or more"
        yield Flaw(("knot", "throws"), message)
    if any(wraps != 1 for wraps in tie.throws[1:]) or tie.throws[0] > 2:
        message = "wraps: the first throw may have two, those after it have one each"
        yield Flaw(("knot", "throws"), message)


def _staple(staple: Staple, look: Look) -> Iterator[Flaw]:
    tissue = look.stitch.tissue
    if isinstance(tissue, Tissue):
        dermis, fat = tissue.top(Layer.DERMIS) or 0.0, tissue.top(Layer.FAT) or tissue.thickness
        if not 2 * dermis <= staple.leg <= fat + look.even:
            message = (
                f"legs of {millimetres(staple.leg)} do not hold in the dermis, "
                f"which reaches from {millimetres(dermis)} to {millimetres(fat)}"
            )
            yield Flaw(("staple", "leg"), message)
    if staple.clear > 1:
        message = "the bar stands off the surface: just clear of it is less than 1 mm"
        yield Flaw(("staple", "clear"), message)


def needle_flaws(look: Look) -> Iterator[Flaw]:
    """Yield bites that the needle cannot make. The order of moves is sound here."""
    needle = look.stitch.needle
    bites = [bite for thread in look.threads for bite in thread.bites]
    if needle is None or not bites:
        return
    for bite in bites:
        size = length(look.line(bite))
        if size > needle.length:
            message = (
                f"needle too small: {millimetres(needle.length)}, for a bite of "
                f"{millimetres(size)} along its way"
            )
            yield Flaw(("needle", "length"), message)
            break
    radius = max(_radius(look, bite) for bite in bites)
    if needle.radius > FLATTEST * radius:
        message = (
            f"needle too big: its curve has a radius of {millimetres(needle.radius)}, "
            f"the bite one of {millimetres(radius)}"
        )
        yield Flaw(("needle", "length"), message)
    if needle.radius < ROUNDEST * radius:
        message = (
            f"needle too small: its curve has a radius of {millimetres(needle.radius)}, "
            f"the bite one of {millimetres(radius)}"
        )
        yield Flaw(("needle", "curve"), message)


def _radius(look: Look, bite: Bite) -> float:
    """Return the radius of the circle through both ends of a bite and what lies farthest off."""
    line = look.line(bite)
    start, chord = line[0], line[-1] - line[0]
    across = chord.unit()

    def off(place: Vec) -> float:
        way = place - start
        return (way - across * way.dot(across)).length

    height = max(off(place) for place in line)
    return (chord.length**2 / 4 + height**2) / (2 * height) if height else float("inf")
