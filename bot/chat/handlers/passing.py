"""What is said in passing about reminders, whatever else is awaited."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.desk import Desk
from bot.chat.handlers import onboarding, pauses, remind, snooze
from bot.chat.replies import Reply, Say
from bot.domain.earlier_words import parse_earlier
from bot.domain.learners import Onboarding
from bot.domain.pattern_words import NoPattern
from bot.domain.remarks import (
    AwayFor,
    BeQuiet,
    ClockHere,
    HereNow,
    NotNow,
    Remark,
    RemindMe,
    Switched,
    WhyAsked,
    parse_remark,
)
from bot.domain.unclear import Why
from bot.usecases.ports import Pending, PendingInput

ANY_WORDS = frozenset({Pending.LOG, Pending.REPORT})  # these take whatever is typed
PUZZLING = frozenset({Why.NOT_UNDERSTOOD, Why.DATE_MISSING, NoPattern.UNCLEAR})


def remark(desk: Desk, text: str, pending: PendingInput | None) -> list[Reply]:
    """Answer a remark about reminders; nothing where it is none, or makes no sense as one."""
    if pending and pending.kind in ANY_WORDS:
        return []
    said = parse_remark(text)
    is_ready = desk.turn.learner.onboarding is Onboarding.READY
    if isinstance(said, NotNow) and not is_ready:  # "later", to a question of ours
        return []
    if isinstance(said, RemindMe) and pending and pending.kind is Pending.SNOOZE:
        said = None if parse_earlier(said.words) else said  # "remind me half an hour later"
    answer = _answer(desk, said) if said else []
    return [] if is_puzzled(answer) else answer


def _answer(desk: Desk, said: Remark) -> list[Reply]:
    match said:
        case RemindMe(words=words):
            return remind.said(desk, words)
        case NotNow(words=words):
            return snooze.said(desk, words) or remind.show(desk)
        case WhyAsked():
            return remind.show_why(desk)
        case ClockHere(minutes=minutes):
            return onboarding.clock_here(desk, minutes) if minutes else []
        case HereNow(city=city):
            return onboarding.here_now(desk, city)
        case AwayFor(why=away, words=words):
            return pauses.said(desk, words, away)
        case Switched(which=which, words=words):
            return remind.switched(desk, which, words)
        case BeQuiet(words=words):
            set_to = remind.quiet_typed(desk, words) if words else []
            return remind.show_quiet(desk) if not set_to or is_puzzled(set_to) else set_to


def is_puzzled(answer: Sequence[Reply]) -> bool:
    """Tell whether an answer asks back since nothing of the words made sense."""
    first = answer[0].screen if answer and isinstance(answer[0], Say) else None
    return getattr(first, "why", None) in PUZZLING
