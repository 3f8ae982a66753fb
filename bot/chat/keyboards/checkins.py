"""Buttons of check-ins, the log and undo."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, inline
from bot.chat.taps import (
    GiveConsent,
    NoteFeeling,
    SkipQuestion,
    UndoCheckIn,
    UndoCompletion,
)
from bot.domain.checkins import SCALE
from bot.domain.learners import Consent
from bot.texts.texts import Texts
from bot.usecases.checkins import ConsentAsked, FeelingAsked, FeelingNoted
from bot.usecases.log import LoggedElsewhere

FIRST_ROW = 6  # eleven values as 6 + 5 buttons


def consent(facts: ConsentAsked, texts: Texts) -> Inline:
    """*Yes, keep it · Not now · Never ask*."""

    def answer(label: str, consent: Consent) -> Button:
        return Button(texts.label(label), GiveConsent(consent, facts.feeling, facts.both))

    return inline(
        [answer("consent.yes", Consent.YES)],
        [answer("consent.not_now", Consent.NOT_NOW), answer("consent.never", Consent.NEVER)],
    )


def feeling(facts: FeelingAsked, texts: Texts) -> Inline:
    """Digits only; the message words the ends. Today's optional question may be skipped."""
    values = [Button(str(value), NoteFeeling(facts.feeling, value, facts.both)) for value in SCALE]
    skip = Button(texts.label("common.skip"), SkipQuestion())
    return inline(values[:FIRST_ROW], values[FIRST_ROW:], [skip])


def noted(facts: FeelingNoted, texts: Texts) -> Inline:
    """*Undo* on every log."""
    return inline([Button(texts.label("common.undo"), UndoCheckIn(facts.check_in.id))])


def logged(facts: LoggedElsewhere, texts: Texts) -> Inline:
    """*Undo* on every log."""
    return inline([Button(texts.label("common.undo"), UndoCompletion(facts.completion.id))])
