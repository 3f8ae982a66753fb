"""What is wrong with a knot, said as a teacher would, each with its mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.content import Technique
from bot.domain.knots import (
    Act,
    Finger,
    Knot,
    KnotKind,
    Throw,
    Way,
    alternates,
    changes_sides,
    crossings,
    entering,
    first_over,
    kind_of,
    lies_beside,
)

MOST_WRAPS = 3  # more than two are rare, more than three are a muddle
FEWEST_THROWS = 3
TAUGHT = (KnotKind.SQUARE, KnotKind.SURGEONS)
FINGERS = {
    Way.ONE_HAND: (Finger.INDEX, Finger.MIDDLE),
    Way.TWO_HAND: (Finger.INDEX, Finger.THUMB),
}
_OVER = re.compile(r"\b(dark|light)\b[^.;:]{0,20}\bover (?:the )?(dark|light)\b", re.IGNORECASE)
_WRAPS = re.compile(r"\b(one|two|three) wraps?\b")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")
_ENDS = re.compile(r"\bends (\d+(?:\.\d+)?)(?:[-–](\d+(?:\.\d+)?))? mm")
_THROWS = re.compile(r"\bof (\w+) throws\b")


@dataclass(frozen=True, slots=True)
class KnotFlaw:
    """One thing to mend. `at` leads to it in the file: a field, or ("throw", 0, "over")."""

    at: tuple[str | int, ...]
    words: str


def knot_flaws(knot: Knot) -> list[KnotFlaw]:
    """Return all that is wrong with a knot in itself."""
    flaws = [*_few(knot)]
    for index, throw in enumerate(knot.throws):
        flaws += [KnotFlaw(("throw", index, at), words) for at, words in _of_throw(throw)]
        flaws += [KnotFlaw(("throw", index, at), words) for at, words in _in_knot(knot, index)]
    if not flaws:
        flaws += _of_kind(knot)
    return [*flaws, *_of_ends(knot), *_of_steps(knot)]


def lesson_flaws(knot: Knot, lesson: Technique) -> list[KnotFlaw]:
    """Return where a knot and the lesson that it belongs to say different things."""
    flaws = []
    for index, step in enumerate(knot.steps):
        if step.lesson > len(lesson.steps):
            words = f"the lesson has {len(lesson.steps)} steps, so no step {step.lesson}"
            flaws.append(KnotFlaw(("step", index, "lesson"), words))
    told = _THROWS.search(lesson.rep)
    if told and told[1] in _NUMBERS and _NUMBERS.index(told[1]) != len(knot.throws):
        words = f"{len(knot.throws)} throws here, {told[1]} in the lesson: make them agree"
        flaws.append(KnotFlaw(("throw",), words))
    flaws += _ends_as_told(knot, lesson)
    flaws += _steps_as_told(knot, lesson)
    return flaws


def _few(knot: Knot) -> Iterator[KnotFlaw]:
    count = len(knot.throws)
    if count == 1:
        yield KnotFlaw(("throw",), "one throw is half a knot and slips: add the throws on top")
    elif count < FEWEST_THROWS:
        words = f"{count} throws are too few to hold: give {FEWEST_THROWS} or more"
        yield KnotFlaw(("throw",), words)
    if knot.starts[0] is knot.starts[1]:
        words = "the same strand lies on both sides: give one side to each"
        yield KnotFlaw(("starts",), words)


def _of_throw(throw: Throw) -> Iterator[tuple[str, str]]:
    if throw.wraps < 1:
        yield "wraps", f"{throw.wraps} wraps hold nothing: a throw has one, or two"
        return
    if throw.wraps > MOST_WRAPS:
        yield "wraps", f"{throw.wraps} wraps do not lie side by side: keep to one or two"
        return
    count, wanted = len(throw.over), crossings(throw.wraps)
    if count != wanted:
        made = "1 wrap crosses" if throw.wraps == 1 else f"{throw.wraps} wraps cross"
        yield "over", f"{made} {wanted} times, not {count}"
    elif not alternates(throw):
        where = next(i for i, (one, two) in enumerate(pairwise(throw.over), 2) if one is two)
        top = throw.over[where - 1]
        yield "over", f"{top} is on top twice running, at crossing {where}: it is not wrapped"
    if throw.straight:
        words = "runs straight and the other coils round it, a half hitch: pull both evenly"
        yield "straight", f"{throw.straight} {words}"
    if throw.gap:
        yield "gap", "a gap under the throw, an air knot: lay it down before the next"


def _in_knot(knot: Knot, index: int) -> Iterator[tuple[str, str]]:
    throw, came = knot.throws[index], entering(knot)[index]
    if throw.out[0] is throw.out[1]:
        yield "out", "both ends cannot be the same strand: name the left and the right one"
    elif came[0] is not came[1] and not changes_sides(came, throw):
        yield "out", "the ends stayed on their sides, which makes half hitches: cross them over"
    before = knot.throws[index - 1] if index else None
    if before and alternates(before) and alternates(throw) and not lies_beside(knot, index):
        words = "the throw repeats the one before, a granny: the ends stand across; mirror it"
        yield "over", words
    yield from _of_double(knot, index)
    yield from _of_hand(knot, index)


def _of_double(knot: Knot, index: int) -> Iterator[tuple[str, str]]:
    wraps = knot.throws[index].wraps
    if not 1 <= wraps <= MOST_WRAPS:
        return
    if knot.kind is KnotKind.SURGEONS and index == 0 and wraps < 2:
        yield "wraps", "a surgeon's knot starts with two wraps: this first throw has one"
    elif wraps > 1 and (index or knot.kind is KnotKind.SQUARE):
        who = "a square knot" if knot.kind is KnotKind.SQUARE else "a throw on top"
        yield "wraps", f"{who} has one wrap in each throw, not {wraps}"


def _of_hand(knot: Knot, index: int) -> Iterator[tuple[str, str]]:
    throw = knot.throws[index]
    allowed = FINGERS.get(knot.way)
    if allowed is None:
        if throw.finger:
            yield "finger", f"no {throw.finger} in a tie that is {knot.way}: leave it out"
    elif throw.finger not in allowed:
        names = " or ".join(allowed)
        yield "finger", f"a {knot.way} tie brings the end through with the {names}"
    elif index and throw.finger is knot.throws[index - 1].finger:
        yield "finger", f"the {throw.finger} twice running makes a granny: change the finger"
    if knot.way is not Way.FREE and throw.tucks is not knot.throws[0].tucks:
        yield "tucks", f"{throw.tucks} ties here, the other strand before: keep to one"


def _of_kind(knot: Knot) -> Iterator[KnotFlaw]:
    made = kind_of(knot)
    if knot.kind not in TAUGHT:
        yield KnotFlaw(("kind",), f"{knot.kind} is no knot to teach: write square or surgeons")
    elif made is not knot.kind:
        yield KnotFlaw(("kind",), f"the crossings make {made}, not {knot.kind}")


def _of_ends(knot: Knot) -> Iterator[KnotFlaw]:
    cut = any(move.act is Act.CUT for step in knot.steps for move in step.moves)
    if knot.ends is None:
        if cut:
            yield KnotFlaw(("ends",), "ends are cut, but not how long: give `ends` in mm")
        return
    shortest, longest = knot.ends
    if shortest <= 0:
        yield KnotFlaw(("ends",), f"ends of {shortest:g} mm: the knot would come undone")
    elif shortest > longest:
        yield KnotFlaw(("ends",), "the shortest end comes first, then the longest")
    if not cut:
        yield KnotFlaw(("ends",), "ends are measured, but no step cuts them: add the move `cut`")


def _of_steps(knot: Knot) -> Iterator[KnotFlaw]:
    for index, (before, after) in enumerate(pairwise(knot.steps), 1):
        if after.lesson < before.lesson:
            words = f"step {after.lesson} after step {before.lesson}: follow the lesson's order"
            yield KnotFlaw(("step", index, "lesson"), words)
    for index, step in enumerate(knot.steps):
        if step.lesson < 1:
            words = f"the lesson has no step {step.lesson}: steps are counted from 1"
            yield KnotFlaw(("step", index, "lesson"), words)
        if not step.moves:
            words = "nothing is done in this step: give its moves"
            yield KnotFlaw(("step", index, "moves"), words)
    yield from _of_moves(knot)


def _of_moves(knot: Knot) -> Iterator[KnotFlaw]:
    """Follow the moves from throw to throw; only the first misplaced one is told, since all
    after it would seem misplaced too."""
    if not all(1 <= throw.wraps <= MOST_WRAPS for throw in knot.throws):
        return
    wanted = [move for throw in knot.throws for move in _making(throw, knot.way)]
    if any(move.act is Act.CUT for step in knot.steps for move in step.moves):
        wanted.append(Act.CUT)
    moves = [
        (("step", index, "moves", place), move)
        for index, step in enumerate(knot.steps)
        for place, move in enumerate(step.moves)
    ]
    for place, (at, move) in enumerate(moves):
        if place == len(wanted):
            yield KnotFlaw(at, f"`{move.act}` after the last throw is done: leave it out")
            return
        if move.act is not wanted[place]:
            yield KnotFlaw(at, f"`{move.act}` where `{wanted[place]}` comes next")
            return
        throw = knot.throws[min(wanted[:place].count(Act.DRAW), len(knot.throws) - 1)]
        if move.act is Act.GRASP and move.strand is throw.tucks:
            yield KnotFlaw(at, f"the holder takes {move.strand}, which is wrapped: take the other")
            return
    if len(moves) < len(wanted):
        number = wanted[: len(moves)].count(Act.DRAW) + 1
        words = f"throw {number} has no end: `{wanted[len(moves)]}` is missing"
        yield KnotFlaw(("step",), words)


def _making(throw: Throw, way: Way) -> list[Act]:
    """Return the moves that make a throw."""
    if way is Way.HOLDER:
        return [Act.HOLDER, *[Act.WRAP] * throw.wraps, Act.GRASP, Act.DRAW]
    return [Act.CROSS, *[Act.TUCK] * throw.wraps, Act.DRAW]


def _ends_as_told(knot: Knot, lesson: Technique) -> Iterator[KnotFlaw]:
    lines = [line for step in lesson.steps for line in (step.do, step.check or "")]
    found = [told for line in [*lines, *lesson.self_check] if (told := _ENDS.search(line.lower()))]
    for told in found:
        length = (float(told[1]), float(told[2] or told[1]))
        if knot.ends != length:
            here = "none" if knot.ends is None else f"{knot.ends[0]:g}-{knot.ends[1]:g} mm"
            words = f"the lesson says {told[0]!r}, here it is {here}: make them agree"
            yield KnotFlaw(("ends",), words)
            return
    if knot.ends is not None and not found:
        yield KnotFlaw(("ends",), "the lesson names no length of the ends: say it there too")


def _steps_as_told(knot: Knot, lesson: Technique) -> Iterator[KnotFlaw]:
    """Follow the moves and compare each step with the words of the lesson's step."""
    done = wraps = 0
    for index, step in enumerate(knot.steps):
        throw = min(done, len(knot.throws) - 1)
        for move in step.moves:
            throw = min(done, len(knot.throws) - 1)
            wraps = 0 if move.act in (Act.CROSS, Act.HOLDER) else wraps
            wraps += move.act in (Act.TUCK, Act.WRAP)
            done += move.act is Act.DRAW
        if not 1 <= step.lesson <= len(lesson.steps):
            continue
        told = lesson.steps[step.lesson - 1]
        words = f"{told.do} {told.check or ''}"
        top = _OVER.search(words)
        first = first_over(knot.throws[throw])
        if top and any(move.act is Act.CROSS for move in step.moves) and first != top[1].lower():
            said = f"step {step.lesson} says {top[0]!r}, here {first} is over: make them agree"
            yield KnotFlaw(("throw", throw, "over"), said)
        count = _WRAPS.search(words)
        if count and _NUMBERS.index(count[1]) != wraps:
            said = f"step {step.lesson} says {count[0]!r}, here it is {wraps}: make them agree"
            yield KnotFlaw(("step", index, "moves"), said)
