"""Skin that is dented by thread tied too tight, with a rim that stands up beside it."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from typing import Final

from bot.domain.stitches.ground import Edges, Surface
from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.stitch import Stitch, Verb
from bot.domain.stitches.views import Scene

# All by how far the holes are from the cut.
SOFT: Final = 0.14  # over which the dent comes up again outside of the holes
RIM: Final = (0.45, 0.3, 0.12)  # its height by the dent's, how far out it lies and how wide
REACH: Final = 0.6  # below the surface over which the dent fades


def dented(stitch: Stitch, edges: Edges, place: Vec) -> Vec:
    """Return where a place lies when the surface above it is dented."""
    if not edges.pucker:
        return place
    unit = outermost(stitch)
    away = abs(place.across) / unit - 1
    height, out, wide = RIM
    dent = 1.0 if away < 0 else exp(-((away / SOFT) ** 2))
    dent -= height * exp(-(((away - out) / wide) ** 2))
    fade = exp(-max(place.depth, 0.0) / unit / REACH)
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


def outermost(stitch: Stitch) -> float:
    """Return how far from the cut the outermost holes in the skin are, in mm."""
    return max(
        abs(done.point.across)
        for done in stitch.done()
        if done.verb in (Verb.ENTER, Verb.EXIT) and stitch.surface(done.point) is Surface.SKIN
    )
