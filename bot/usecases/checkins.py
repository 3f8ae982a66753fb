"""Check-ins: consent first, one tap each, one optional question a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.checkins import SCALE, CheckIn, Feeling, question_for
from bot.domain.learners import Consent
from bot.usecases.ports import Pending, PendingInput
from bot.usecases.turn import SecondTap, Stale, Turn

TYPED_ANSWER_FOR = timedelta(minutes=30)
QUESTIONS_LOOKED_BACK = 4
SECOND_TAP_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """May the value be kept? Asked before the first one."""

    feeling: Feeling
    both: bool  # /checkin: the other feeling follows


@dataclass(frozen=True, slots=True)
class FeelingAsked:
    """A question with eleven numbers as answers."""

    feeling: Feeling
    both: bool
    optional: bool  # today's one optional question, which may be skipped


@dataclass(frozen=True, slots=True)
class FeelingNoted:
    """A value was kept."""

    check_in: CheckIn
    before: int | None
    following: FeelingAsked | None


@dataclass(frozen=True, slots=True)
class ConsentRefused:
    """No value is kept, and for *never* none is asked for again."""

    consent: Consent


def daily_question(turn: Turn) -> ConsentAsked | FeelingAsked | None:
    """Put today's one optional question, unless today stays quiet or another one was put."""
    if turn.learner.time_suggested_on == turn.day:
        return None
    asked = turn.tx.check_ins.asked(turn.owner, QUESTIONS_LOOKED_BACK)
    feeling = question_for(turn.day, turn.learner.check_ins, asked)
    if feeling is None or any(
        check_in.feeling is feeling for check_in in turn.tx.check_ins.since(turn.owner, turn.day)
    ):
        return None
    turn.tx.check_ins.ask(turn.owner, turn.day, feeling)
    if turn.learner.check_ins is not Consent.YES:
        return ConsentAsked(feeling, both=False)
    return _ask(turn, feeling, both=False, optional=True)


def begin(turn: Turn) -> ConsentAsked | FeelingAsked:
    """Begin a check-in that the learner asked for: tremor, then confidence."""
    if turn.learner.check_ins is not Consent.YES:
        return ConsentAsked(Feeling.TREMOR, both=True)
    return _ask(turn, Feeling.TREMOR, both=True, optional=False)


def _ask(turn: Turn, feeling: Feeling, *, both: bool, optional: bool) -> FeelingAsked:
    turn.tx.conversation.await_input(
        turn.owner,
        PendingInput(
            Pending.FEELING,
            f"{feeling}{'+' if both else ''}",
            turn.now + TYPED_ANSWER_FOR,
        ),
    )
    return FeelingAsked(feeling, both, optional)


def consent(
    turn: Turn, answer: Consent, feeling: Feeling, *, both: bool
) -> FeelingAsked | ConsentRefused:
    """Keep the answer to whether values may be kept."""
    turn = turn.save(replace(turn.learner, check_ins=answer))
    if answer is Consent.YES:
        return _ask(turn, feeling, both=both, optional=not both)
    return ConsentRefused(answer)


def note(turn: Turn, feeling: Feeling, value: int, *, both: bool) -> FeelingNoted:
    """Keep one value with its instant, zone and practice day."""
    if value not in SCALE or turn.learner.check_ins is not Consent.YES:
        raise Stale
    earlier = [
        check_in
        for check_in in turn.tx.check_ins.since(turn.owner, date.min)
        if check_in.feeling is feeling
    ]
    if _is_second_tap(turn, feeling, earlier[-1:]):
        raise SecondTap
    check_in = turn.tx.check_ins.add(
        CheckIn(0, turn.owner, feeling, value, turn.now, turn.learner.zone, turn.day)
    )
    turn.tx.check_ins.answer(turn.owner, turn.day)
    turn.tx.conversation.clear_pending(turn.owner)
    following = (
        _ask(turn, Feeling.CONFIDENCE, both=False, optional=False)
        if both and feeling is Feeling.TREMOR
        else None
    )
    return FeelingNoted(check_in, earlier[-1].value if earlier else None, following)


def _is_second_tap(turn: Turn, feeling: Feeling, newest: Sequence[CheckIn]) -> bool:
    """Tell whether this feeling was noted a moment ago and has not been asked for since."""
    awaited = turn.tx.conversation.pending(turn.owner)
    if awaited and awaited.kind is Pending.FEELING and awaited.about.startswith(feeling):
        return False
    return any(turn.now - noted.at < SECOND_TAP_WITHIN for noted in newest)


def skip(turn: Turn) -> None:
    """Leave the question; two in a row keep us quiet for two weeks."""
    turn.tx.conversation.clear_pending(turn.owner)


def erase_values(turn: Turn) -> int:
    """Erase all check-ins of the learner and tell how many there were."""
    return turn.tx.check_ins.erase(turn.owner)
