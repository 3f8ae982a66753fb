"""/why has plain words for whatever can become of a reminder."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from bot.domain.reminders import Kind, Origin, Skip
from bot.texts.rich_text import utf16_length
from bot.texts.texts import Texts
from bot.usecases.deliveries import UNFINISHED, DeliveryState
from bot.usecases.outgoing import Outcome
from bot.usecases.why import MOST_LINES, NoRow, WhyLine, WhyView
from tests.builders import LONDON, MONDAY, at

TEXTS = Texts()
TELEGRAM_TEXT = 4_096
BARE = WhyLine(MONDAY, None, Kind.PROMPT, Origin.RULE, None, NoRow.UNSET)
WHYS = {
    DeliveryState.PENDING: ("", Skip.QUIET, Skip.ON_CALL, Outcome.LATER),
    DeliveryState.SENDING: ("",),
    DeliveryState.SENT: (Outcome.SENT,),
    DeliveryState.SKIPPED: tuple(Skip),
    DeliveryState.EXPIRED: (Skip.EXPIRED, Skip.MISSED),
    DeliveryState.FAILED: (Outcome.GONE, Outcome.REFUSED),
    DeliveryState.UNKNOWN: ("", Outcome.UNKNOWN),
}


def told(line: WhyLine) -> str:
    """Return what is said about one reminder, after its day and time."""
    view = WhyView((line,), 0, LONDON, 0, has_older=False, joined=None)
    _, said = TEXTS.render("remind/why", view).text.splitlines()
    return said.partition(" · ")[2]


def line(state: DeliveryState, why: str) -> WhyLine:
    sent_at = at() if state is DeliveryState.SENT else None
    return replace(BARE, due_at=at(), state=state, why=why, sent_at=sent_at, buzzed=True)


def test_every_end_is_known_here() -> None:
    assert set(WHYS) == set(DeliveryState)


@pytest.mark.parametrize(("state", "why"), [(s, why) for s, whys in WHYS.items() for why in whys])
def test_every_end_has_plain_words(state: DeliveryState, why: str) -> None:
    said = told(line(state, why))
    assert len(said) > 8
    assert "-" not in said  # no name out of the code
    assert said.startswith("came at 18:30") is (state is DeliveryState.SENT)
    unsent = said.startswith(("not sent: ", "not needed: "))
    assert unsent is (state not in UNFINISHED | {DeliveryState.SENT, DeliveryState.UNKNOWN})


@pytest.mark.parametrize("why", NoRow)
def test_every_day_without_a_reminder_has_plain_words(why: NoRow) -> None:
    said = told(replace(BARE, why=why))
    assert (
        said == "still to come"
        if why is NoRow.NOT_YET
        else said.startswith(("none: ", "nothing is"))
    )


def test_no_two_reasons_read_the_same() -> None:
    reasons = [told(line(DeliveryState.SKIPPED, skip)) for skip in Skip]
    assert len(set(reasons) - {told(line(DeliveryState.FAILED, Outcome.GONE))}) == len(Skip) - 1
    assert len({told(replace(BARE, why=why)) for why in NoRow}) == len(NoRow)


def test_the_kind_of_a_reminder_is_told() -> None:
    base = line(DeliveryState.SENT, Outcome.SENT)
    said = {
        (kind, origin): told(replace(base, kind=kind, origin=origin)).partition("came")[0]
        for kind, origin in product(Kind, Origin)
    }
    assert said[Kind.PROMPT, Origin.RULE] == ""
    assert said[Kind.SECOND_CHANCE, Origin.RULE] == "second chance, "
    assert said[Kind.PROMPT, Origin.REPEAT] == "asked again, "
    assert said[Kind.PROMPT, Origin.SNOOZE] == "put off by you, "


def test_the_longest_page_fits_into_one_message() -> None:
    longest = max(
        (line(state, why) for state, whys in WHYS.items() for why in whys),
        key=lambda each: len(told(each)),
    )
    longest = replace(longest, kind=Kind.SECOND_CHANCE)
    crowd = WhyView((longest,) * MOST_LINES, 99, LONDON, 0, has_older=True, joined=MONDAY)
    assert utf16_length(TEXTS.render("remind/why", crowd).text) <= TELEGRAM_TEXT
