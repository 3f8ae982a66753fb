"""The first minutes, and changing place, time and kit later."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.desk import Desk
from bot.chat.handlers import remind
from bot.chat.replies import Change, Reply, Say
from bot.chat.taps import (
    AskKit,
    AskPlace,
    AskTime,
    Begin,
    KitIsDone,
    PickPlace,
    PickTime,
    TickKit,
    TurnKit,
)
from bot.chat.taps.remind import KeepPlace
from bot.domain.day import zone_info
from bot.domain.learners import Onboarding
from bot.domain.places import Place
from bot.usecases import moving, onboarding, plans, settings
from bot.usecases.onboarding import PlaceSet
from bot.usecases.ports import Pending
from bot.usecases.turn import Stale


def start(desk: Desk) -> list[Reply]:
    """/start: greet, or say welcome back."""
    learner = desk.turn.learner
    if learner.onboarding in (Onboarding.WELCOME, Onboarding.FIRST_DRILL):
        return [Say(onboarding.welcome(desk.turn))]
    if learner.onboarding is not Onboarding.READY:
        return resume(desk)
    return [Say(onboarding.WelcomeBack(learner.name))]


def resume(desk: Desk) -> list[Reply]:
    """Ask again for what setting up still needs."""
    step = desk.turn.learner.onboarding
    if step is Onboarding.PLACE:
        return ask_place_next(desk)
    if step is Onboarding.TIME:
        return [Say(onboarding.ask_time(desk.turn))]
    return [Say(onboarding.ask_kit(desk.turn))]


def begin(desk: Desk, tap: Begin) -> list[Reply]:
    """Straight to a first drill, or set up first."""
    if not tap.try_first:
        return ask_place_next(desk)
    return [Say(onboarding.first_drill(desk.turn), is_card=True)]


def ask_place_next(desk: Desk) -> list[Reply]:
    """Ask for the city, the first question of setting up."""
    return [Say(onboarding.ask_place(desk.turn, onboarding=True))]


def ask_place(desk: Desk, _: AskPlace) -> list[Reply]:
    """Wrong city, or change it."""
    setting_up = desk.turn.learner.onboarding is not Onboarding.READY
    return [Say(onboarding.ask_place(desk.turn, onboarding=setting_up))]


def place_typed(desk: Desk, words: str) -> list[Reply]:
    """A city was typed."""
    found = desk.places.by_city(words)
    result = onboarding.choose_place(desk.turn, words, found)
    if isinstance(result, PlaceSet):
        return _place_is_set(desk, result)
    return [Say(result)]


def place_shared(desk: Desk, place: Place | None) -> list[Reply]:
    """A location was shared: the answer to our question, or out of the blue; its zone is kept."""
    if place is None:
        return [Say(onboarding.PlaceUnclear("", ()))]
    city = place.name.rsplit("/", 1)[-1].replace("_", " ")  # of a zone's name, the place in it
    there = replace(place, name=city)
    if _is_asked(desk) or not desk.turn.learner.place:
        return _place_is_set(desk, onboarding.set_place(desk.turn, there))
    return [Say(moving.seen_at(desk.turn, there))]


def _is_asked(desk: Desk) -> bool:
    pending = desk.turn.tx.conversation.pending(desk.turn.owner)
    is_awaited = pending is not None and pending.expires_at > desk.turn.now
    asked = is_awaited and pending is not None and pending.kind is Pending.PLACE
    return asked or desk.turn.learner.onboarding is not Onboarding.READY


def here_now(desk: Desk, city: str) -> list[Reply]:
    """ "I'm in Lima": answers the question for the city, and out of the blue is asked about."""
    found = desk.places.by_city(city)
    if found and _is_asked(desk):
        return place_typed(desk, city)
    if len(found) == 1:
        return [Say(moving.seen_at(desk.turn, found[0]))]
    return [Say(onboarding.PlaceUnclear(city, tuple(found)))] if found else []


def clock_here(desk: Desk, minutes: tuple[int, ...]) -> list[Reply]:
    """ "It's 6:10 here": compared with our clock."""
    return [Say(moving.seen_clock(desk.turn, minutes))]


def keep_place(desk: Desk, _: KeepPlace) -> list[Reply]:
    """Not moved: the clock stays, in place."""
    return [Change(moving.keep(desk.turn), desk.message)]


def pick_place(desk: Desk, tap: PickPlace) -> list[Reply]:
    """One of several places was meant."""
    try:
        zone_info(tap.zone)
    except ValueError as unknown:
        raise Stale from unknown
    place = Place(name=tap.name, country="", zone=tap.zone)
    return _place_is_set(desk, onboarding.set_place(desk.turn, place))


def _place_is_set(desk: Desk, result: PlaceSet) -> list[Reply]:
    desk = desk.reread()
    if desk.turn.learner.onboarding is Onboarding.READY:
        return [Say(result)]
    return [Say(result), Say(onboarding.ask_next(desk.turn))]


def ask_time(desk: Desk, _: AskTime) -> list[Reply]:
    """Another time: while setting up the usual ones were refused, so it is typed."""
    asked = onboarding.ask_time(desk.turn)
    return [Say(replace(asked, suggestions=()) if asked.onboarding else asked)]


def pick_time(desk: Desk, tap: PickTime) -> list[Reply]:
    """A time was tapped."""
    if not 0 <= tap.minute < 24 * 60:
        raise Stale
    return remind.is_set(desk, Say(onboarding.set_time(desk.turn, tap.minute)))


def ask_kit(desk: Desk, _: AskKit) -> list[Reply]:
    """Change what is at hand."""
    return [Say(onboarding.ask_kit(desk.turn))]


def turn_kit(desk: Desk, tap: TurnKit) -> list[Reply]:
    """More things that may be at hand, in place."""
    return [Change(onboarding.ask_kit(desk.turn, tap.page), desk.message)]


def tick_kit(desk: Desk, tap: TickKit) -> list[Reply]:
    """Tick or untick, in place."""
    return [Change(onboarding.tick_kit(desk.turn, tap.kit, ticked=tap.ticked), desk.message)]


def kit_is_done(desk: Desk, _: KitIsDone) -> list[Reply]:
    """*Done*: setting up ends with a small start; later, back to the settings."""
    if desk.turn.learner.onboarding is Onboarding.READY:
        return [Change(settings.settings(desk.turn), desk.message)]
    minutes = plans.preview_minutes(desk.turn)
    return [Change(onboarding.finish(desk.turn, minutes), desk.message)]
