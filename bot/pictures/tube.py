"""A tube as it lies under the needle: which of its sides is in front, and where on its rim a place
is."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from bot.domain.stitches.ground import Vessel
from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.views import Kind
from bot.pictures.stitch_subject import Subject

SAME = 10  # degrees; two places as near as this on the rim belong to one stitch


@dataclass(frozen=True)
class Tube:
    """A tube as it lies: `turned` over, so that its back is in front."""

    vessel: Vessel
    turned: bool

    def place(self, place: Vec) -> Vec:
        """Return where a place lies as the tube is turned."""
        if not self.turned:
            return place
        return Vec(-place.along, place.across, self.vessel.diameter - place.depth)

    def is_in_front(self, place: Vec) -> bool:
        """Tell whether a place is seen from above."""
        return self.place(place).depth <= self.vessel.radius * 1.02

    def angle(self, place: Vec) -> float:
        """Return the place on the rim, in degrees."""
        return degrees(atan2(self.vessel.radius - place.depth, place.along)) % 360

    def inward(self, place: Vec) -> float:
        """Return how far inside of the outer surface a place lies, in mm."""
        return self.vessel.radius - hypot(place.along, place.depth - self.vessel.radius)

    def is_at(self, place: Vec, angle: float) -> bool:
        """Tell whether a place belongs to the stitch at an angle."""
        return abs((self.angle(place) - angle + 180) % 360 - 180) < SAME

    def on_rim(self, angle: float, inward: float) -> Vec:
        """Return the place at an angle of the rim, `inward` mm inside of the outer surface."""
        radius, turn = self.vessel.radius - inward, radians(angle)
        return Vec(radius * cos(turn), 0, self.vessel.radius - radius * sin(turn))


def tube_of(subject: Subject, vessel: Vessel) -> Tube:
    """Return the tube, with that side in front on which the stitches of this step are."""
    angles = [
        place.angle or 0.0
        for done in subject.moves
        if done.step == subject.scene.step
        for place in done.at
    ]
    return Tube(vessel, any(190 < angle % 360 < 350 for angle in angles))


def latest_angle(subject: Subject, tube: Tube) -> float:
    """Return where on the rim the latest stitch is, or is being made."""
    bites = [each.line for each in subject.scene.strands if each.kind is Kind.BITE]
    line: Line = subject.scene.needle or (bites[-1] if bites else ())
    if line:
        return tube.angle(line[len(line) // 2])
    return subject.moves[0].point.angle or 0.0


def stitched(subject: Subject, tube: Tube) -> list[tuple[float, bool]]:
    """Return the angles of all stitches so far, and whether each is new."""
    found: dict[int, tuple[float, bool]] = {}
    for each in subject.scene.strands:
        if each.kind is Kind.BITE:
            angle = tube.angle(each.line[0])
            found[round(angle) % 360] = (angle, subject.is_new(each.step))
    return list(found.values())
