"""The pace of a stitch in a film: how much of the way is done at each second.

A film begins on the finished stitch, so that its first frame is a good still, fades to the open
wound, and ends on the finished stitch again. What the needle does in one go is one movement, which
starts and stops gently; in the tissue it goes slower than over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from bot.domain.stitches.scenes import WEIGHTS
from bot.domain.stitches.stitch import Stitch, Verb

STILL_S: Final = 0.8  # the finished stitch
FADE_S: Final = 0.4
OPEN_S: Final = 0.4  # the wound before the first bite
TIED_S: Final = 1.4  # the finished stitch again
A_MOVE_S: Final = 0.7  # of the weight 1
SHORTEST_S, LONGEST_S = 6.0, 10.0
SLOWLY: Final = {Verb.THROUGH: 1.5, Verb.EXIT: 1.4, Verb.TIE: 1.2, Verb.BURY: 1.2}
IN_ONE_GO: Final = (Verb.THROUGH, Verb.EXIT)  # they go on from the move before


@dataclass(frozen=True, slots=True)
class Movement:
    """What is done in one go: from one share of the way to another, in so much of the time."""

    start: float
    end: float
    weight: float


def movements(stitch: Stitch) -> tuple[Movement, ...]:
    """Return the movements of a stitch, one after the other; their shares go from 0 to 1."""
    moves = [done.verb for done in stitch.done() if done.step >= 0]
    weights = [WEIGHTS.get(verb, 1.0) for verb in moves]
    ends = [end / sum(weights) for end in accumulate(weights)]
    joined: list[Movement] = []
    for verb, weight, start, end in zip(moves, weights, [0.0, *ends], ends, strict=False):
        slow = weight * SLOWLY.get(verb, 1.0)
        if joined and verb in IN_ONE_GO:
            before = joined.pop()
            joined.append(Movement(before.start, end, before.weight + slow))
        else:
            joined.append(Movement(start, end, slow))
    return tuple(joined)


def story_s(stitch: Stitch) -> float:
    """Return how many seconds the sewing takes; the whole film keeps within its bounds."""
    around = STILL_S + FADE_S + OPEN_S + TIED_S
    wanted = A_MOVE_S * sum(each.weight for each in movements(stitch))
    return min(max(wanted, SHORTEST_S - around), LONGEST_S - around)


def shares(stitch: Stitch, rate: int) -> Iterator[float]:
    """Yield the share of the way that is done in each frame of the sewing, `rate` a second."""
    parts = movements(stitch)
    whole = sum(part.weight for part in parts)
    ends = list(accumulate(part.weight / whole for part in parts))
    count = round(story_s(stitch) * rate)
    index = 0
    for frame in range(count):
        at = frame / count
        while index < len(ends) - 1 and at >= ends[index]:
            index += 1
        begun = ends[index - 1] if index else 0.0
        part = (at - begun) / (ends[index] - begun)
        yield parts[index].start + (parts[index].end - parts[index].start) * eased(part)


def eased(part: float) -> float:
    """Return a part (0–1) of a movement that starts and stops gently."""
    return part * part * (3 - 2 * part)
