"""Free text: safety first, then what was asked for, then the open card, the log, and search."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.chat.desk import Desk
from bot.chat.handlers import (
    calendar,
    checkins,
    drills,
    events,
    guides,
    onboarding,
    passing,
    pauses,
    plans,
    refreshers,
    remind,
    settings,
    snooze,
)
from bot.chat.replies import Reply, Say
from bot.domain.content import Drill, Guide
from bot.domain.learners import Onboarding
from bot.domain.logbook import parse_count, parse_entry
from bot.domain.remarks import NotNow, parse_remark
from bot.domain.typed import plain
from bot.usecases import browse, cards, footnotes, sheets
from bot.usecases.moving import ClockDiffers
from bot.usecases.onboarding import (
    KitAsked,
    PlaceAsked,
    PlaceSet,
    PlaceUnclear,
    TimeAsked,
    ask_place,
    ask_time,
)
from bot.usecases.ports import Pending, PendingInput

SEARCHED_CHARACTERS = 400
NUMBER = re.compile(r"\s*[-+]?\d+(?:[.,]\d+)?\s*")

SETTING_UP = {Onboarding.PLACE: Pending.PLACE, Onboarding.TIME: Pending.TIME}  # still to be typed
BEFORE_A_DRILL = (Onboarding.WELCOME, Onboarding.FIRST_DRILL)
ASKING = (PlaceAsked, PlaceUnclear, PlaceSet, TimeAsked, KitAsked, ClockDiffers)  # it goes on so

PLAIN_WORDS: dict[str, Callable[[Desk], list[Reply]]] = {
    "today": plans.show_today,
    "plan": plans.show_today,
    "start": plans.show_today,
    "undo": checkins.undo_latest,
    "progress": checkins.show_progress,
    "streak": checkins.show_progress,
    "drills": drills.list_drills,
    "settings": settings.show,
    "remind": remind.show,
    "reminder": remind.show,
    "reminders": remind.show,
    "calendar": calendar.show,
    "roster": calendar.show,
    "rota": calendar.show,
    "shifts": calendar.show,
    "dates": events.show,
    "pause": pauses.ask,
    "stop": pauses.ask,
    "stop reminding me": pauses.ask,
    "unpause": pauses.resume,
    "resume": pauses.resume,
    "i'm back": pauses.resume,
    "i am back": pauses.resume,
    "help": settings.help_,
    "hi": settings.help_,
    "hello": settings.help_,
    "check in": checkins.begin,
    "checkin": checkins.begin,
}

# Typed answers to what was asked, with what they are about.
TYPED_ANSWERS: dict[Pending, Callable[[Desk, str, str], list[Reply]]] = {
    Pending.TIME: remind.time_typed,
    Pending.SECOND_CHANCE: remind.second_chance_typed,
    Pending.QUIET: remind.quiet_typed,
    Pending.SNOOZE: snooze.typed,
    Pending.PAUSE: pauses.typed,
    Pending.PATTERN: calendar.pattern_typed,
    Pending.EVENT: events.typed,
}


def words(desk: Desk, text: str) -> list[Reply]:
    """Answer a typed message."""
    advice = safety_advice(desk, text)
    if advice:
        return advice
    pending = desk.turn.tx.conversation.pending(desk.turn.owner)
    if pending and pending.expires_at <= desk.turn.now:
        pending = None
    step = SETTING_UP.get(desk.turn.learner.onboarding)
    said = parse_remark(text)
    is_city = bool(step is Pending.PLACE and said and desk.places.by_city(text))
    if on_call := _about_shifts(desk, text, pending):
        return _and_asked_again(desk, on_call)
    if not is_city and (passing_remark := passing.remark(desk, text, pending)):
        return _and_asked_again(desk, passing_remark)
    if step and isinstance(said, NotNow):
        return _and_asked_again(desk, [])  # "later" is no city, though Latur is
    if pending:
        return _awaited(desk, text, pending)
    if step and parse_count(text) is None:  # a number goes to the card that was opened meanwhile
        return _awaited(desk, text, PendingInput(step, "", desk.turn.now))
    return _unasked(desk, text)


def _and_asked_again(desk: Desk, answer: list[Reply]) -> list[Reply]:
    """Answer what was meant instead of a city or a time, and ask for that once more."""
    turn = desk.reread().turn
    step = SETTING_UP.get(turn.learner.onboarding)
    if step is None or any(isinstance(getattr(each, "screen", None), ASKING) for each in answer):
        return answer
    is_place = step is Pending.PLACE
    asked = ask_place(turn, onboarding=True) if is_place else ask_time(turn)
    return [*answer, Say(asked)]


def _about_shifts(desk: Desk, text: str, pending: PendingInput | None) -> list[Reply]:
    """Take "on call tonight" at any time, unless a report takes whatever is typed."""
    if pending and pending.kind is Pending.REPORT:
        return []
    return calendar.in_passing(desk, text)


def safety_advice(desk: Desk, text: str) -> list[Reply]:
    """Return the short right advice where words are about safety."""
    page = desk.safety.match(text[:SEARCHED_CHARACTERS])
    return [Say(browse.SafetyAdvice(page))] if page else []


def _awaited(desk: Desk, text: str, pending: PendingInput) -> list[Reply]:
    match pending.kind:
        case Pending.PLACE:
            understood = bool(desk.places.by_city(text))
            return _other_question(desk, text, understood) or onboarding.place_typed(desk, text)
        case kind if kind in TYPED_ANSWERS:
            return _answered(desk, text, pending)
        case Pending.LOG:
            return checkins.log_words(desk, text)
        case Pending.REPORT:
            return settings.report_typed(desk, text, pending.about)
        case Pending.FEELING if _is_number(text) or not _means_something_else(desk, text):
            return checkins.typed(desk, text, pending.about)
    return _unasked(desk, text)


def _answered(desk: Desk, text: str, pending: PendingInput) -> list[Reply]:
    """A card that was opened after the question has the numbers, and other words their meaning."""
    if parse_count(text) is not None and desk.turn.tx.conversation.open_card(desk.turn.owner):
        return _unasked(desk, text)
    answer = TYPED_ANSWERS[pending.kind](desk, text, pending.about)
    if not passing.is_puzzled(answer):
        return answer
    if desk.turn.learner.onboarding is Onboarding.PLACE:
        return _awaited(desk, text, PendingInput(Pending.PLACE, "", desk.turn.now))
    if desk.turn.learner.onboarding is not Onboarding.READY:
        return _other_question(desk, text, understood=False) or answer
    if _means_something_else(desk, text):
        return _unasked(desk, text)
    return _told_of(desk, text) or answer


def _is_number(text: str) -> bool:
    return parse_count(text) is not None or NUMBER.fullmatch(text) is not None


def _means_something_else(desk: Desk, text: str) -> bool:
    """Tell whether words that answer no question of ours ask for something."""
    asked = text[:SEARCHED_CHARACTERS]
    found = desk.search.find(asked).ids or desk.glossary.asked(asked)
    return bool(_plain(text) or parse_entry(text) or found)


def _other_question(desk: Desk, text: str, understood: bool) -> list[Reply]:
    """A learner who asks for a technique while a city or time is awaited gets the technique."""
    if understood:
        return []
    if asked_for := _plain(text):
        return _and_asked_again(desk, asked_for(desk))
    if told := _told_of(desk, text):
        return _and_asked_again(desk, told)
    asked = text[:SEARCHED_CHARACTERS]
    sure = desk.search.find(asked).kind == "sure" or desk.glossary.asked(asked)
    return _and_asked_again(desk, search(desk, text)) if sure else []


def _plain(text: str) -> Callable[[Desk], list[Reply]] | None:
    return PLAIN_WORDS.get(" ".join(plain(text).strip(" .!?").split()))


def _unasked(desk: Desk, text: str) -> list[Reply]:
    if asked_for := _plain(text):
        return asked_for(desk)
    if told := _told_of(desk, text):
        return told
    opened = desk.turn.tx.conversation.open_card(desk.turn.owner)
    if opened and text.strip(" .!✓✅").lower() == "done":
        return drills.finished(desk, opened[0], None)
    number = parse_count(text)
    if number is not None and (counted := _number(desk, number)):
        return counted
    if parse_entry(text) and not text.rstrip().endswith("?"):
        return checkins.log_words(desk, text)
    if _is_number(text):
        return [Say(browse.NumberUnclear(text, None, None))]
    return search(desk, text)


def _told_of(desk: Desk, text: str) -> list[Reply]:
    """Take a date that matters, weekdays with a time, or a pattern; nothing for other words."""
    for in_passing in (events.in_passing, remind.in_passing, calendar.pattern_in_passing):
        if told := in_passing(desk, text):
            return told
    return []


def _number(desk: Desk, number: int) -> list[Reply]:
    """A bare number goes to the open card, else to what was just done without one."""
    opened = desk.turn.tx.conversation.open_card(desk.turn.owner)
    if opened and number <= cards.HIGHEST_COUNT:
        return drills.finished(desk, opened[0], number)
    counted = cards.count_latest(desk.turn, number)
    return [Say(counted)] if counted else []


def search(desk: Desk, text: str) -> list[Reply]:
    """Show what was meant, offer three when unsure, or say honestly that it is not here."""
    found = desk.search.find(text[:SEARCHED_CHARACTERS])
    if term := desk.glossary.asked(text[:SEARCHED_CHARACTERS]):
        return [Say(footnotes.term(desk.turn, term, found.ids))]
    items = [item for item in map(desk.turn.library.taught, found.ids) if item]
    if not items:
        return [Say(browse.NotHere())]
    if found.kind != "sure":
        return [Say(browse.Offered(tuple(items)))]
    best = items[0]
    if isinstance(best, Drill):
        return drills.show(desk, best)
    if isinstance(best, Guide):
        return guides.show(desk, best.id)
    return refreshers.show(desk, best.id)


def start(desk: Desk, payload: str) -> list[Reply]:
    """/start: greet; from the code on a printed sheet, open its drill to log it."""
    scanned = sheets.scanned(desk.turn, payload)
    if scanned is None or desk.turn.learner.onboarding in BEFORE_A_DRILL:
        return onboarding.start(desk)
    return drills.show(desk, scanned)


def refresh(desk: Desk, text: str) -> list[Reply]:
    """/refresh, with or without words."""
    if not text:
        return refreshers.list_techniques(desk)
    return safety_advice(desk, text) or search(desk, text)


def log_words(desk: Desk, text: str) -> list[Reply]:
    """/log, with or without words."""
    return checkins.log_words(desk, text) if text else checkins.ask_log(desk)


def unreadable(desk: Desk) -> list[Reply]:
    """A sticker or the like: say what can be read."""
    return [Say(browse.NotText())]
