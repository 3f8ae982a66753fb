"""Stitches that go wrong: the one that ships, what is changed, and the words that refuse it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.domain.stitches.ground import Layer, Point, Side, Tissue, Vessel
from bot.domain.stitches.stitch import Needle, Pattern, Repeat, Stitch, Tie
from tests.stitches import at, shipped, with_moves, without_step

Edit = Callable[[Stitch], Stitch]


def wound(**changed: float) -> Edit:
    return lambda stitch: replace(stitch, wound=replace(stitch.wound, **changed))


def needle(curve: float, length: float) -> Edit:
    return lambda stitch: replace(stitch, needle=Needle(curve, length))


def tie(*throws: int, ends: float = 4) -> Edit:
    return lambda stitch: replace(stitch, tie=Tie(throws, ends))


def points(**there: Point) -> Edit:
    return lambda stitch: at(stitch, **there)


def moves(step: int, *written: str) -> Edit:
    return lambda stitch: with_moves(stitch, step, *written)


def no_step(step: int) -> Edit:
    return lambda stitch: without_step(stitch, step)


def repeat(step: int, **changed: float) -> Edit:
    def edit(stitch: Stitch) -> Stitch:
        steps = list(stitch.steps)
        old = steps[step].repeat
        along, turn = changed.get("along", old.along), changed.get("turn", old.turn)
        again = Repeat(int(changed.get("times", old.times)), along, turn)
        steps[step] = replace(steps[step], repeat=again)
        return replace(stitch, steps=tuple(steps))

    return edit


def layers(*thick: tuple[Layer, float]) -> Edit:
    return lambda stitch: replace(stitch, tissue=Tissue(thick))


def vessel(diameter: float, wall: float) -> Edit:
    """The same points of the rim, on another vessel."""

    def edit(stitch: Stitch) -> Stitch:
        old, new = stitch.tissue, Vessel(diameter, wall)
        assert isinstance(old, Vessel)
        moved = {
            name: new.point(point.angle or 0, point.across, old.inward(point))
            for name, point in stitch.points.items()
        }
        return replace(stitch, tissue=new, points=moved)

    return edit


def rim(**there: tuple[float, float, float]) -> Edit:
    def edit(stitch: Stitch) -> Stitch:
        assert isinstance(stitch.tissue, Vessel)
        return at(stitch, **{name: stitch.tissue.point(*place) for name, place in there.items()})

    return edit


def lesson(step: int, number: int) -> Edit:
    def edit(stitch: Stitch) -> Stitch:
        steps = list(stitch.steps)
        steps[step] = replace(steps[step], lesson=number)
        return replace(stitch, steps=tuple(steps))

    return edit


EPIDERMIS, DERMIS, FAT = Layer.EPIDERMIS, Layer.DERMIS, Layer.FAT
WRONG: list[tuple[str, Edit, str]] = [
    # any stitch
    ("simple-interrupted", points(p1=Point(0, 5, 2)), "off the surface: 2 mm below the skin"),
    ("simple-interrupted", points(p1=Point(0, 5, -2)), "2 mm above the skin, in the air"),
    ("simple-interrupted", points(p1=Point(0, 0)), "in the gap of the cut itself"),
    ("simple-interrupted", points(p2=Point(11, -5)), "beyond the end of the cut"),
    ("simple-interrupted", points(b=Point(0, 0, 10)), "through the table: 10 mm deep"),
    ("simple-interrupted", points(b=Point(0, 0, -3)), "above the surface, in the air"),
    ("simple-interrupted", moves(1, "enter a", "through b"), "two places at once"),
    ("simple-interrupted", moves(1, "through a", "tie b"), "two places at once"),
    ("simple-interrupted", moves(0, "exit 1"), "the needle is not in the tissue"),
    ("simple-interrupted", moves(2, "through c"), "two places at once"),
    ("simple-interrupted", no_step(3), "never tied: the thread is cut before"),
    ("simple-interrupted", no_step(4), "the ends are never cut"),
    ("simple-interrupted", moves(3, "tie k", "tie k"), "tied already"),
    ("simple-interrupted", moves(3, "tie k", "enter 1", "exit 2"), "cut it before a new one"),
    ("simple-interrupted", moves(3, "lock k"), "has no place in a stitch of pattern simple"),
    ("simple-interrupted", lesson(1, 2), "stands after step 3"),
    ("simple-interrupted", lesson(1, 3), "shown already: join the two"),
    ("simple-interrupted", points(k=Point(0, 0.2)), "the knot lies on the cut"),
    ("simple-interrupted", points(k=Point(0, 8)), "the knot lies outside of the holes"),
    ("simple-interrupted", points(k=Point(3, 4)), "the knot lies beside its stitch"),
    ("simple-interrupted", needle(0.5, 12), "needle too small: 12 mm"),
    ("simple-interrupted", needle(0.5, 60), "needle too big"),
    ("simple-interrupted", needle(0.25, 30), "needle too big"),
    ("simple-interrupted", tie(2, 1), "2 throws do not hold"),
    ("simple-interrupted", tie(1, 2, 1), "the first throw may have two"),
    ("simple-interrupted", tie(2, 1, 1, ends=9), "leave 3 to 5 mm"),
    ("simple-interrupted", wound(depth=11), "through the table"),
    ("simple-interrupted", wound(depth=1), "does not open the layers"),
    ("simple-interrupted", wound(gap=8), "gapes 8 mm on 20 mm"),
    ("simple-interrupted", wound(length=400), "no pad is so long"),
    (
        "simple-interrupted",
        layers((DERMIS, 3), (EPIDERMIS, 0.3), (FAT, 7)),
        "layers crossed over: from above they are epidermis, dermis, fat",
    ),
    ("simple-interrupted", layers((EPIDERMIS, 0.3), (DERMIS, 9.7)), "there is no fat"),
    ("simple-interrupted", layers((EPIDERMIS, 2), (DERMIS, 2), (FAT, 7)), "less than a third"),
    # simple
    ("simple-interrupted", points(p2=Point(0, -4)), "unequal bites: 5 mm on one side, 4 mm"),
    ("simple-interrupted", points(p2=Point(2, -5)), "slants: it lies 2 mm along the cut"),
    ("simple-interrupted", points(c=Point(0, -5.8, 2)), "unequal depth: 3.5 mm"),
    ("simple-interrupted", points(b=Point(0, 0, 5)), "too shallow: it crosses 5 mm deep"),
    (
        "simple-interrupted",
        points(a=Point(0, 3, 3.5), c=Point(0, -3, 3.5)),
        "narrows below: 3 mm here",
    ),
    (
        "simple-interrupted",
        points(p1=Point(0, -5), a=Point(0, -5.8, 3.5), p2=Point(0, 5), c=Point(0, 5.8, 3.5)),
        "enters on the forceps-hand side",
    ),
    # buried
    ("simple-buried", points(p2=Point(0, 0, 0.8, Side.FORCEPS)), "too near the surface"),
    ("simple-buried", points(p3=Point(0, 0, 2.5, Side.NEEDLE)), "unequal heights: 2 mm deep"),
    ("simple-buried", points(p4=Point(0, 3, 4)), "unequal bites: 2 mm on one side, 3 mm"),
    ("simple-buried", points(k=Point(0, 0, 3)), "the knot is not deepest"),
    ("simple-buried", points(t=Point(6, -0.4, 4.5)), "knot on top"),
    ("simple-buried", points(n=Point(6, 0.4, 4.5)), "knot on top"),
    ("simple-buried", points(p1=Point(0, -2, 0)), "lies on the skin: a stitch of this pattern"),
    ("simple-buried", tie(2, 1, 1, ends=4), "leave 1 to 3 mm"),
    ("simple-buried", moves(6, "tie k"), "has no place in a stitch of pattern buried"),
    # vertical mattress
    ("vertical-mattress", points(p3=Point(1, -2)), "points out of line: near lies 1 mm along"),
    ("vertical-mattress", points(p3=Point(0, -3)), "unequal bites: 3 mm on one side, 2 mm"),
    ("vertical-mattress", points(a=Point(0, 0, 2)), "it goes below the skin layer"),
    ("vertical-mattress", points(b=Point(0, 0, 5)), "near is 5 mm deep: it stays in the skin"),
    (
        "vertical-mattress",
        points(p1=Point(0, 2), p2=Point(0, -2), p3=Point(0, -6), p4=Point(0, 6)),
        "far lies wider, and comes first",
    ),
    ("vertical-mattress", points(k=Point(0, -4)), "between the far and the near hole"),
    (
        "vertical-mattress",
        points(p3=Point(0, 2), p4=Point(0, -2)),
        "goes back from where far came out",
    ),
    # horizontal mattress and cruciate
    ("horizontal-mattress", points(p3=Point(-2.5, -4)), "unequal bites: 4 mm on one side, 5 mm"),
    ("horizontal-mattress", points(p3=Point(-3.5, -5)), "slants"),
    ("horizontal-mattress", points(e=Point(-2.5, 0, 8)), "unequal depth: 8 mm"),
    ("horizontal-mattress", points(k=Point(0, -5)), "between the last hole and the first"),
    (
        "horizontal-mattress",
        lambda s: replace(shipped("cruciate"), pattern=Pattern.HORIZONTAL_MATTRESS),
        "across the cut it makes an X",
    ),
    (
        "cruciate",
        lambda s: replace(shipped("horizontal-mattress"), pattern=Pattern.CRUCIATE),
        "it makes two bars, a horizontal mattress",
    ),
    ("cruciate", points(k=Point(0, 4)), "near a corner of the X"),
    ("cruciate", points(p3=Point(-6, 5)), "slants"),
    # lines
    ("simple-running", points(p5=Point(1, 5), p6=Point(1, -5), c=Point(1, 0, 7)), "uneven pitch"),
    ("simple-running", points(p4=Point(5, -4)), "unequal bites"),
    ("simple-running", repeat(5, along=-4), "uneven pitch"),
    ("simple-running", repeat(5, times=4), "uneven pitch: -5 mm"),
    ("simple-running", repeat(5, along=5), "uneven pitch: -5 mm"),
    (
        "simple-running",
        points(p3=Point(5, -5), p4=Point(5, 5)),
        "all bites of a line cross the same way",
    ),
    ("simple-running", moves(0, "enter 1", "through a", "exit 2"), "never tied: this thread"),
    ("simple-running", no_step(1), "the tail of the first knot is never cut"),
    ("simple-running", no_step(4), "slack loop"),
    ("simple-running", moves(6, "enter 7", "through d", "exit 8"), "the last loop is kept long"),
    ("simple-running", points(k=Point(10, 4)), "on the exit side"),
    ("simple-running", tie(2, 1, 1), "3 throws do not hold here: make 4"),
    ("simple-running", wound(length=60), "the cut gapes beyond"),
    ("running-locking", no_step(3), "missed lock"),
    ("running-locking", points(p5=Point(15, -2)), "chain on the cut"),
    ("running-locking", points(p5=Point(12, -5.6)), "catches no loop"),
    (
        "running-locking",
        moves(6, "over n", "enter 6", "through g", "exit 7", "lock 7"),
        "the last bite is not locked",
    ),
    ("skin-stapling", points(p2=Point(20, -3.5)), "the bar slants"),
    ("skin-stapling", points(p4=Point(14, -2)), "off the mark"),
    ("skin-stapling", points(p3=Point(12, 3.5), p4=Point(12, -3.5)), "uneven pitch"),
    # subcuticular
    ("subcuticular", points(b=Point(15, -2, 0.1)), "through the top"),
    ("subcuticular", points(a=Point(20, 2, 4.5)), "leaves the dermis"),
    ("subcuticular", points(p4=Point(17.5, 0, 2.5, Side.NEEDLE)), "uneven depth: 2.5 mm"),
    (
        "subcuticular",
        points(p4=Point(18.5, 0, 2, Side.NEEDLE)),
        "unequal bites: 5 mm along, the first 4 mm",
    ),
    ("subcuticular", points(p5=Point(15, 0, 2, Side.FORCEPS)), "not opposite"),
    ("subcuticular", points(p1=Point(30, 3)), "beside the line of the cut"),
    ("subcuticular", no_step(4), "every two bites the thread is drawn along"),
    ("subcuticular", moves(8, "tape u"), "slack"),
    ("subcuticular", moves(0, "enter 1", "exit 2"), "never tied"),
    # layers
    ("layered-closure", no_step(0), "dead space: nothing closes the fascia"),
    ("layered-closure", no_step(3), "dead space: nothing closes the skin"),
    ("layered-closure", points(a=Point(5, 0, 11.5)), "misses its layer"),
    ("layered-closure", points(b=Point(0, 0, 12)), "layers crossed: 12 mm deep"),
    ("layered-closure", points(m=Point(0, 0, 2)), "the knot is not deepest"),
    (
        "layered-closure",
        lambda s: replace(s, steps=(*s.steps[1:], replace(s.steps[0], lesson=8))),
        "close from below upwards",
    ),
    # taking out
    ("suture-removal", moves(1, "snip 1", "snip 2"), "with two strands cut"),
    ("suture-removal", moves(1, "snip 2"), "from the hole beside the knot"),
    ("suture-removal", moves(1, "snip k"), "snip flush with the skin"),
    ("suture-removal", points(p=Point(0, -16, -6)), "pulled away"),
    ("suture-removal", points(l=Point(0, 4, 0)), "lifts nothing"),
    # fine stitches
    ("microsurgical-stitch", points(p1=Point(0, 0.5), p2=Point(0, -0.5)), "too narrow"),
    ("microsurgical-stitch", points(p1=Point(0, 1.5), p2=Point(0, -1.5)), "too wide"),
    ("microsurgical-stitch", points(a=Point(0, 0, 0.2)), "not through the full wall"),
    ("microsurgical-stitch", points(p2=Point(0.3, -0.9)), "slants"),
    ("end-to-end-anastomosis", rim(a3=(90, 0, 2.9)), "back wall caught"),
    ("end-to-end-anastomosis", rim(a3=(90, 0, 0.1)), "not through the full wall"),
    ("end-to-end-anastomosis", rim(b3=(110, -0.9, 0)), "a stitch lies along the tube"),
    ("end-to-end-anastomosis", rim(p1=(0, 0.6, 0)), "unequal bites: 0.6 mm on one end"),
    (
        "end-to-end-anastomosis",
        rim(p2=(150, 0.9, 0), a2=(150, 0, 0.6), b2=(150, -0.9, 0), k2=(150, 0.7, 0)),
        "stays 150° apart",
    ),
    ("end-to-end-anastomosis", repeat(5, turn=60), "uneven gaps"),
    ("end-to-end-anastomosis", no_step(5), "6 stitches: with stays at 180° there are 8"),
    ("end-to-end-anastomosis", vessel(1, 0.3), "leaves no room inside"),
    ("end-to-end-anastomosis.120", no_step(2), "stitch 3 lies midway in front"),
]
