"""The first minutes: a first drill, then place, time and kit; everything else later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.content import FIRST_DAY_KIT, Kit
from bot.domain.learners import Learner, Onboarding, new_learner
from bot.domain.places import Place
from bot.domain.practice import OpenCard
from bot.domain.reminders import EVERY_DAY, Kind, Rule
from bot.usecases import cards, remind, rules
from bot.usecases.awaiting import await_typed
from bot.usecases.cards import DrillCard
from bot.usecases.coming import Coming, coming
from bot.usecases.ports import Pending, Tx
from bot.usecases.remind import NEXT_TIMES, SUGGESTED_MINUTES, RulesSet
from bot.usecases.turn import Turn

KIT_ON_A_PAGE = 9
_LATER_KIT = tuple(kit for kit in Kit if kit not in FIRST_DAY_KIT)
KIT_PAGES = (
    FIRST_DAY_KIT,
    *(
        _LATER_KIT[start : start + KIT_ON_A_PAGE]
        for start in range(0, len(_LATER_KIT), KIT_ON_A_PAGE)
    ),
)
AWAY_FOR = timedelta(days=7)  # after this the reminders may have fallen silent
TYPED_ANSWER_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first message: what this is, and two ways on."""

    name: str
    first_seconds: int


@dataclass(frozen=True, slots=True)
class WelcomeBack:
    """/start by somebody who is known."""

    name: str


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """Which city? Only for the clock."""


@dataclass(frozen=True, slots=True)
class PlaceUnclear:
    """No such city, or several."""

    words: str
    choices: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PlaceSet:
    """The place, shown back with the learner's own clock and what comes next by it."""

    place: str
    now: datetime
    zone: str
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """When shall the prompt come?"""

    suggestions: tuple[int, ...]  # minutes after midnight
    onboarding: bool


@dataclass(frozen=True, slots=True)
class NoTimeWanted:
    """No prompts are wanted: none is set, and setting up goes on."""


@dataclass(frozen=True, slots=True)
class KitAsked:
    """What is at hand? The first day asks for the first page alone."""

    chosen: frozenset[Kit]
    onboarding: bool
    page: int = 0

    @property
    def things(self) -> tuple[Kit, ...]:
        return KIT_PAGES[self.page]

    @property
    def next_page(self) -> int | None:
        """The page after this one; after the last comes the first again."""
        return None if self.onboarding else (self.page + 1) % len(KIT_PAGES)


@dataclass(frozen=True, slots=True)
class SetUp:
    """Everything is set; two small things now?"""

    rules: tuple[Rule, ...]
    coming: tuple[Coming, ...]
    zone: str
    plan_minutes: int
    today: date


def arrive(tx: Tx, learner_id: int, chat: int, name: str, now: datetime) -> tuple[Learner, bool]:
    """Return the person who writes, noting the sign of life; True when they are new."""
    known = tx.learners.get(learner_id)
    if known is None:
        learner = new_learner(learner_id, chat, name, now)
        tx.learners.save(learner)
        return learner, True
    learner = known.seen(now, name)
    tx.learners.save_seen(learner)
    if known.blocked_at or now - known.seen_at > AWAY_FOR:
        rules.wake(tx, learner, now)
    return learner, False


def welcome(turn: Turn) -> Welcome:
    """Greet; the next tap leads straight to a first drill."""
    drill = turn.library.drills[turn.library.first_drill]
    return Welcome(turn.learner.name, drill.timer_s or 30)


def first_drill(turn: Turn) -> DrillCard:
    """Open the very first drill; the welcome's buttons say that the learner is 18 or older."""
    turn = _step(turn, Onboarding.FIRST_DRILL)
    drill = turn.library.drills[turn.library.first_drill]
    card = cards.free_card(turn, drill)
    return cards.show_drill(turn, OpenCard(card.item, None, 1, None, None), first_ever=True)


def _step(turn: Turn, step: Onboarding) -> Turn:
    """Go to a step of setting up; an old button does not begin anew what is ready."""
    if turn.learner.onboarding is Onboarding.READY:
        return turn
    return turn.save(replace(turn.learner, onboarding=step))


def ask_place(turn: Turn, *, onboarding: bool) -> PlaceAsked:
    """Ask for the city; a shared location or a typed name answers it."""
    if onboarding:
        turn = _step(turn, Onboarding.PLACE)
    await_typed(turn, Pending.PLACE, within=TYPED_ANSWER_FOR)
    return PlaceAsked()


def choose_place(turn: Turn, words: str, found: list[Place]) -> PlaceSet | PlaceUnclear:
    """Take the place if it is clear, otherwise ask back with what was found."""
    if len(found) != 1:
        return PlaceUnclear(words, tuple(found))
    return set_place(turn, found[0])


def set_place(turn: Turn, place: Place) -> PlaceSet:
    """Set place and zone; the prompt keeps its wall time and falls due by the new clock."""
    turn.tx.conversation.clear_pending(turn.owner)
    turn = turn.save(replace(turn.learner, zone=place.zone, place=place.name))
    rules.reschedule(turn)
    following = coming(turn, rules.prompts(turn), NEXT_TIMES)
    return PlaceSet(place.name, turn.now, place.zone, following)


def ask_time(turn: Turn) -> TimeAsked:
    """Ask when the prompt shall come."""
    onboarding = turn.learner.onboarding is not Onboarding.READY
    if onboarding:
        turn = turn.save(replace(turn.learner, onboarding=Onboarding.TIME))
    await_typed(turn, Pending.TIME, within=TYPED_ANSWER_FOR)
    return TimeAsked(SUGGESTED_MINUTES, onboarding)


def ask_next(turn: Turn) -> TimeAsked | KitAsked:
    """Go on after the city: to the time, or past it where one is set already."""
    return ask_kit(turn) if rules.prompts(turn) or _is_declined(turn) else ask_time(turn)


def decline_time(turn: Turn) -> NoTimeWanted:
    """Set no prompt; a rule that is taken out remembers that the question was answered."""
    turn.tx.conversation.clear_pending(turn.owner)
    if not _is_declined(turn):
        rules.change(turn, Rule(0, turn.owner, Kind.PROMPT, SUGGESTED_MINUTES[-1], 0, enabled=True))
    return NoTimeWanted()


def _is_declined(turn: Turn) -> bool:
    every = [rule for rule in turn.tx.rules.every(turn.owner) if rule.kind is Kind.PROMPT]
    return bool(every) and not rules.prompts(turn)


def set_time(turn: Turn, minute: int) -> RulesSet:
    """Set the daily prompt to a local wall time (minutes after midnight)."""
    return remind.set_times(turn, [(minute, EVERY_DAY)])


def ask_kit(turn: Turn, page: int = 0) -> KitAsked:
    """Ask what is at hand; there are more pages once everything is set up."""
    onboarding = turn.learner.onboarding is not Onboarding.READY
    if onboarding:
        turn = turn.save(replace(turn.learner, onboarding=Onboarding.KIT))
    return KitAsked(turn.learner.kit, onboarding, 0 if onboarding else page % len(KIT_PAGES))


def tick_kit(turn: Turn, kit: Kit, *, ticked: bool) -> KitAsked:
    """Tick or untick one thing; a tap that comes twice means the same."""
    now = turn.learner.kit | {kit} if ticked else turn.learner.kit - {kit}
    turn = turn.save(replace(turn.learner, kit=now))
    onboarding = turn.learner.onboarding is not Onboarding.READY
    page = next(number for number, things in enumerate(KIT_PAGES) if kit in things)
    return KitAsked(turn.learner.kit, onboarding, page)


def finish(turn: Turn, plan_minutes: int) -> SetUp:
    """Say what is set, and offer a small start now."""
    turn = turn.save(replace(turn.learner, onboarding=Onboarding.READY))
    if not rules.prompts(turn) and not _is_declined(turn):  # an old button led past the question
        set_time(turn, SUGGESTED_MINUTES[-1])
    set_to = rules.prompts(turn)
    return SetUp(
        rules=tuple(set_to),
        coming=coming(turn, set_to, NEXT_TIMES),
        zone=turn.learner.zone,
        plan_minutes=plan_minutes,
        today=turn.day,
    )
