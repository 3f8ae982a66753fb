"""Whether the moves of a stitch can be done one after the other: the needle is in one place at a
time, every thread is tied, and every end is cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.stitches.look import Flaw, Look
from bot.domain.stitches.stitch import Pattern, Verb

BITING: Final = (Verb.ENTER, Verb.THROUGH, Verb.EXIT)
HOLDING: Final = (Verb.TIE, Verb.BURY, Verb.TAPE)
TIED: Final = frozenset((*BITING, Verb.TIE, Verb.CUT))
ROW: Final = TIED | {Verb.TRIM, Verb.SNUG, Verb.OVER}
VERBS: Final[Mapping[Pattern, frozenset[Verb]]] = {
    Pattern.BURIED: frozenset((*BITING, Verb.LAY, Verb.BURY, Verb.CUT)),
    Pattern.RUNNING: ROW,
    Pattern.LOCKING: ROW | {Verb.LOCK},
    Pattern.SUBCUTICULAR: frozenset((*BITING, Verb.SNUG, Verb.TAPE, Verb.CUT)),
    Pattern.LAYERED: TIED | {Verb.BURY, Verb.LAY},
    Pattern.STAPLES: frozenset((Verb.STAPLE,)),
    Pattern.REMOVAL: frozenset((Verb.LIFT, Verb.SNIP, Verb.PULL)),
}
ONE_THREAD: Final = frozenset(Pattern) - {Pattern.LAYERED, Pattern.ANASTOMOSIS}
HELD_TWICE: Final = (Pattern.RUNNING, Pattern.LOCKING, Pattern.SUBCUTICULAR)


def order_flaws(look: Look) -> Iterator[Flaw]:
    """Yield what cannot be done in this order."""
    hand = _Hand(look)
    for number in range(len(look.moves)):
        yield from hand.do(number)
    yield from hand.end()


def count_flaws(look: Look) -> Iterator[Flaw]:
    """Yield steps and points that are counted out of their order."""
    yield from _lessons(look)
    yield from _numbering(look)


def _lessons(look: Look) -> Iterator[Flaw]:
    steps = look.stitch.steps
    for index in range(1, len(steps)):
        if steps[index].lesson < steps[index - 1].lesson:
            message = (
                f"step {steps[index].lesson} of the lesson stands after step "
                f"{steps[index - 1].lesson}: put the steps in the order of the lesson"
            )
            yield Flaw(("step", index, "lesson"), message)
        if steps[index].lesson == steps[index - 1].lesson:
            repeated = max(step.repeat.times for step in steps[index - 1 : index + 1])
            if repeated == 1:
                message = f"step {steps[index].lesson} of the lesson is shown already: join the two"
                yield Flaw(("step", index, "lesson"), message)


def _numbering(look: Look) -> Iterator[Flaw]:
    """Learners follow the numbers: they count up from 1 in the order in which they are used."""
    order = dict.fromkeys(name for done in look.moves for name in done.names if name.isdigit())
    for wanted, name in enumerate(order, 1):
        if int(name) != wanted:
            message = f"point `{name}` comes as number {wanted} of the stitch: number in its order"
            yield Flaw(("points", name), message)
            return


@dataclass
class _Hand:
    """What the hands hold, move by move."""

    look: Look
    inside: int | None = None  # the move that put the needle in
    bites: int = 0  # of the thread in hand
    holds: int = 0
    threads: int = 0
    trimmed: bool = False
    cut: bool = True
    last: int | None = None  # the last move that named a place of the thread

    def do(self, number: int) -> Iterator[Flaw]:
        """Do the next move; yield what is wrong with it."""
        done, pattern = self.look.moves[number], self.look.stitch.pattern
        allowed = VERBS.get(pattern, TIED)
        if done.step < 0:
            allowed = TIED
        if done.verb not in allowed:
            names = ", ".join(verb for verb in Verb if verb in allowed)
            message = f"has no place in a stitch of pattern {pattern}: it takes {names}"
            yield self.look.at_move(number, message)
        elif done.verb in BITING:
            yield from self._bite(number, done.verb)
        elif self.inside is not None:
            message = (
                "two places at once: the needle is still in the tissue, "
                f"since `{self.look.moves[self.inside]}`: let it exit first"
            )
            yield self.look.at_move(number, message)
        elif done.verb not in (Verb.STAPLE, Verb.LIFT, Verb.SNIP, Verb.PULL):
            yield from self._thread(number, done.verb)

    def _bite(self, number: int, verb: Verb) -> Iterator[Flaw]:
        if verb is Verb.ENTER:
            if self.inside is not None:
                message = (
                    "two places at once: the needle is still in the tissue, "
                    f"since `{self.look.moves[self.inside]}`: let it exit first"
                )
                yield self.look.at_move(number, message)
            yield from self._new_bite(number)
            self.inside = number
        elif self.inside is None:
            yield self.look.at_move(number, "the needle is not in the tissue: let it enter first")
        yield from self._same_place(number)
        self.last = number
        if verb is Verb.EXIT:
            self.inside = None
            self.bites += 1

    def _new_bite(self, number: int) -> Iterator[Flaw]:
        pattern = self.look.stitch.pattern
        if self.cut:
            self.threads += 1
            self.bites = self.holds = 0
            self.cut = self.trimmed = False
            self.last = None
            if self.threads > 1 and pattern in ONE_THREAD:
                message = f"a second thread: a stitch of pattern {pattern} is made with one"
                yield self.look.at_move(number, message)
        elif self.holds and pattern not in HELD_TWICE:
            message = "the thread is tied already: cut it before a new one enters"
            yield self.look.at_move(number, message)

    def _same_place(self, number: int) -> Iterator[Flaw]:
        if self.last is None:
            return
        here, before = self.look.point(number), self.look.point(self.last)
        if here.face == before.face and (here.vec - before.vec).length <= self.look.even:
            message = (
                f"is the same place as `{self.look.moves[self.last]}`: "
                "thread cannot hold where it takes nothing up"
            )
            yield self.look.at_point(number, message)

    def _thread(self, number: int, verb: Verb) -> Iterator[Flaw]:
        pattern = self.look.stitch.pattern
        if not self.threads or (self.cut and pattern is not Pattern.SUBCUTICULAR):
            message = "there is no thread in the tissue: let the needle enter and exit first"
            yield self.look.at_move(number, message)
        elif verb in HOLDING:
            self.holds += 1
            if self.holds > (2 if pattern in HELD_TWICE else 1):
                yield self.look.at_move(number, "the thread is tied already: keep one knot")
        elif verb is Verb.SNUG and self.look.moves[number - 1].verb is Verb.SNUG:
            yield self.look.at_move(number, "the thread is drawn already: keep one `snug`")
        elif verb is Verb.TRIM:
            if not self.holds or self.trimmed or self.bites != 1:
                yield self.look.at_move(number, "trims a tail: it follows the first knot, once")
            self.trimmed = True
        elif verb is Verb.CUT:
            yield from self._cut(number)

    def _cut(self, number: int) -> Iterator[Flaw]:
        if self.cut:
            yield self.look.at_move(number, "is cut already: keep one cut")
        elif not self.holds:
            message = "never tied: the thread is cut before it is tied, and slips out"
            yield self.look.at_move(number, message)
        self.cut = True

    def end(self) -> Iterator[Flaw]:
        """Yield what is left undone when all moves are over."""
        number, pattern = len(self.look.moves) - 1, self.look.stitch.pattern
        wanted = 2 if pattern in HELD_TWICE else 1
        if not self.threads and pattern not in (Pattern.STAPLES, Pattern.REMOVAL):
            yield self.look.at_move(number, "no stitch: nothing enters the tissue; add `enter`")
        elif self.inside is not None:
            message = "the needle never comes out of the tissue: let it exit"
            yield self.look.at_move(self.inside, message)
        elif self.threads and self.holds < wanted:
            message = "never tied: an end of the thread is left loose"
            if wanted > 1:
                message = "never tied: this thread is held at both ends, and one is left loose"
            yield self.look.at_move(number, message)
        elif self.threads and not self.cut:
            yield self.look.at_move(number, "the ends are never cut: add `cut`")
        elif pattern in (Pattern.RUNNING, Pattern.LOCKING) and not self.trimmed:
            message = "the tail of the first knot is never cut: add `trim` after it"
            yield self.look.at_move(number, message)
