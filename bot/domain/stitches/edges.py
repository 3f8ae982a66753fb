"""From a place in the tissue to the place in space where it lies while the wound gapes, is drawn
together, or is drawn together badly."""

from __future__ import annotations

from math import exp

from bot.domain.stitches.ground import Edges, Vessel, Wound
from bot.domain.stitches.space import Vec
from bot.domain.stitches.stitch import Stitch


def opening(wound: Wound, edges: Edges, along: float, depth: float = 0.0) -> float:
    """Return how far the two sides lie apart at a place, in mm: most in the middle of the cut and
    at the surface, nothing at its ends and on its floor."""
    floor = min(wound.depth, edges.below)
    if not wound.holds(along) or depth >= floor or floor <= 0:
        return 0.0
    lens = 1 - (2 * along / wound.length) ** 2
    taper = wound.length / 8
    still_open = min(1.0, max(0.0, (edges.beyond - along) / taper))
    gap = wound.gap * edges.open * floor / wound.depth  # what is closed below pulls the top along
    return gap * lens * still_open * (1 - (max(depth, 0.0) / floor) ** 2)


def lay(stitch: Stitch, place: Vec, side: int, edges: Edges) -> Vec:
    """Return where a place of the tissue lies in space. `place` is measured from the cut edge and
    `side` is the side of the cut (1 needle hand, -1 forceps hand) to which it belongs, 0 between.
    """
    if isinstance(stitch.tissue, Vessel):
        return Vec(
            place.along, place.across + side * stitch.wound.gap * edges.open / 2, place.depth
        )
    apart = opening(stitch.wound, edges, place.along, place.depth)
    raised = _raised(stitch.wound, edges, place, side)
    return Vec(place.along, place.across + side * apart / 2, place.depth - raised)


def _raised(wound: Wound, edges: Edges, place: Vec, side: int) -> float:
    """Turned edges and a step are strongest at the cut, and fade away from it and below."""
    reach = wound.depth / 2
    fade = exp(-((place.across / reach) ** 2)) * max(0.0, 1 - max(place.depth, 0.0) / wound.depth)
    wide = exp(-((place.across / (2 * reach)) ** 2))
    shut = 1.0 if wound.holds(place.along) else 0.0
    return shut * (edges.turned * fade + side * edges.step / 2 * wide)
