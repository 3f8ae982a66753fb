"""Skin that is dented by thread tied too tight, with a rim that stands up beside it."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from typing import Final

from bot.domain.stitch_ground import Edges, Surface
from bot.domain.stitch_space import Line, Vec
from bot.domain.stitch_views import Scene
from bot.domain.stitches import Stitch, Verb

SOFT: Final = 0.5  # mm over which the dent comes up again outside of the holes, squared
RIM: Final = (0.45, 1.5, 0.6)  # its height by the dent's, how far out it lies and how wide, in mm
REACH: Final = 3.0  # mm below the surface over which the dent fades


def dented(stitch: Stitch, edges: Edges, place: Vec) -> Vec:
    """Return where a place lies when the surface above it is dented."""
    if not edges.pucker:
        return place
    away = abs(place.across) - _holes(stitch)
    height, out, wide = RIM
    dent = 1.0 if away < 0 else exp(-(away**2) / SOFT)
    dent -= height * exp(-(((away - out) / wide) ** 2))
    fade = exp(-max(place.depth, 0.0) / REACH)
    return Vec(place.along, place.across, place.depth + edges.pucker * dent * fade)


def dented_scene(stitch: Stitch, edges: Edges, scene: Scene) -> Scene:
    """Return a scene with all thread as it lies in the dent."""
    if not edges.pucker:
        return scene

    def line(places: Line) -> Line:
        return tuple(dented(stitch, edges, place) for place in places)

    return replace(
        scene,
        strands=tuple(replace(each, line=line(each.line)) for each in scene.strands),
        knots=tuple(replace(each, at=dented(stitch, edges, each.at)) for each in scene.knots),
    )


def _holes(stitch: Stitch) -> float:
    """Return how far from the cut the outermost holes in the skin are."""
    return max(
        abs(done.point.across)
        for done in stitch.done()
        if done.verb in (Verb.ENTER, Verb.EXIT) and stitch.surface(done.point) is Surface.SKIN
    )
