"""Where a stitch is laid: points, layers of tissue or a vessel's wall, the wound and its edges.

All lengths are in mm. A place is told as along the cut (positive away from the learner), across it
(positive on the needle-hand side) and below the surface, from the middle of the cut. `across` is
measured from the cut edge, as a learner measures it: however far the wound gapes, 5 means 5 mm from
the edge. So a left-hander's stitch is the mirror image of the same data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from math import cos, inf, radians, sin

from bot.domain.stitches.space import Vec

NEAR = 0.01  # mm; two places as near as this are one


class Side(IntEnum):
    """A side of the cut, by the hand that holds what; the sign of `across`."""

    NEEDLE = 1
    FORCEPS = -1


class Layer(StrEnum):
    """A layer of tissue, or of the pad or glove that stands for it."""

    EPIDERMIS = "epidermis"
    DERMIS = "dermis"
    FAT = "fat"
    FASCIA = "fascia"
    MUSCLE = "muscle"
    WALL = "wall"  # of a glove or a vessel
    SPACE = "space"  # free room below a thin wall


class Surface(StrEnum):
    """Where a needle can go in or come out."""

    SKIN = "skin"
    FACE = "face"  # the cut face of one side
    CORNER = "corner"  # of the cut, at either end
    UNDERSIDE = "underside"  # of the skin, where it is lifted off the fat
    FASCIA = "fascia"  # its upper side, where the wound lays it bare
    OUTSIDE = "outside"  # of a vessel


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the tissue. On the cut face of one side, `face` names the side and `across` is 0;
    without a face, 0 across is the middle of the cut. `angle` is the place on a vessel's rim."""

    along: float
    across: float
    depth: float = 0.0
    face: Side | None = None
    angle: float | None = None  # degrees: 0 the far edge, 90 the front (top), 180 the near edge

    @property
    def side(self) -> int:
        """1 on the needle-hand side, -1 on the forceps-hand side, 0 in the middle."""
        return self.face or (self.across > 0) - (self.across < 0)

    @property
    def vec(self) -> Vec:
        """The place with the cut closed."""
        return Vec(self.along, self.across, self.depth)

    def moved(self, along: float) -> Point:
        """Return the same place further along the cut."""
        return replace(self, along=self.along + along)


@dataclass(frozen=True, slots=True)
class Tissue:
    """Layers from above, each with its thickness."""

    layers: tuple[tuple[Layer, float], ...]

    @property
    def thickness(self) -> float:
        """From the surface down to the table."""
        return sum(thickness for _, thickness in self.layers)

    def top(self, layer: Layer) -> float | None:
        """Return the depth at which a layer begins; None where there is no such layer."""
        return self._bounds(layer)[0]

    def bottom(self, layer: Layer) -> float | None:
        """Return the depth at which a layer ends; None where there is no such layer."""
        return self._bounds(layer)[1]

    def _bounds(self, wanted: Layer) -> tuple[float, float] | tuple[None, None]:
        depth = 0.0
        for layer, thickness in self.layers:
            if layer is wanted:
                return depth, depth + thickness
            depth += thickness
        return None, None

    def layer(self, depth: float) -> Layer | None:
        """Return the layer at a depth; None above the surface and below the table."""
        below = 0.0
        for layer, thickness in self.layers:
            if below - NEAR <= depth < below + thickness:
                return layer
            below += thickness
        return None


@dataclass(frozen=True, slots=True)
class Vessel:
    """Two tube ends that meet at the cut; their axis runs across it, the front wall lies on top."""

    diameter: float
    wall: float

    @property
    def radius(self) -> float:
        """The outer radius."""
        return self.diameter / 2

    def point(self, angle: float, across: float, inward: float = 0.0) -> Point:
        """Return the place at an angle of the rim, `inward` mm inside of the outer surface."""
        radius = self.radius - inward
        turn = radians(angle)
        return Point(
            along=radius * cos(turn),
            across=across,
            depth=self.radius - radius * sin(turn),
            angle=angle,
        )

    def turned(self, point: Point, turn: float) -> Point:
        """Return a place further round the rim."""
        if not turn:
            return point
        by, along, up = radians(turn), point.along, self.radius - point.depth
        return replace(
            point,
            along=along * cos(by) - up * sin(by),
            depth=self.radius - along * sin(by) - up * cos(by),
            angle=(point.angle or 0.0) + turn,
        )

    def inward(self, point: Point) -> float:
        """Return how far inside of the outer surface a place lies; the wall ends at `wall`."""
        return self.radius - Vec(point.along, 0, point.depth - self.radius).length

    def towards_axis(self, point: Point) -> Vec:
        """Return the direction from a place on the rim to the middle of the tube."""
        return Vec(-point.along, 0, self.radius - point.depth).unit()


@dataclass(frozen=True, slots=True)
class Wound:
    """The cut: its length, its depth, how far it gapes in the middle, and how far to each side the
    skin is lifted off the fat."""

    length: float
    depth: float
    gap: float
    undermined: float = 0.0

    def holds(self, along: float) -> bool:
        """Tell whether the cut reaches as far as this."""
        return abs(along) <= self.length / 2 + NEAR


@dataclass(frozen=True, slots=True)
class Edges:
    """How the edges lie. This is all that closes, gapes or goes wrong in the tissue."""

    open: float = 1.0  # share of the wound's gap that is left
    beyond: float = inf  # closed further along than this: a running line closes from its far end
    below: float = inf  # closed deeper than this: a layered closure closes from below
    turned: float = 0.0  # mm by which both edges stand up at the cut; negative: rolled in
    step: float = 0.0  # mm by which the needle-hand edge stands higher than the other
    pucker: float = 0.0  # mm by which thread tied too tight dents the surface below it
