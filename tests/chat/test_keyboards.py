"""Keyboards: what a tap on each button means, in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat import taps
from bot.chat.buttons import Button, Inline, Replies, in_rows, inline
from bot.chat.calls import markup_of
from bot.chat.keyboards import checkins, drills, plans, refreshers, settings
from bot.domain.checkins import Feeling
from bot.domain.content import Kit
from bot.domain.learners import Consent
from bot.domain.places import Place
from bot.domain.practice import Hand
from bot.usecases import checkins as checkin_cases
from bot.usecases import onboarding
from bot.usecases.cards import suggest
from bot.usecases.refreshers import OUTSIDE, SelfCheck
from tests.builders import LOADING, MATTRESS, MONDAY, TAPS
from tests.chat.room import TEXTS
from tests.chat.samples import (
    FIRST,
    FIRST_EVER,
    IN_PLAN,
    SECOND,
    UNDER_WAY,
    answered,
    card_of,
    done,
    done_with,
    free,
    rep_done,
    settings_view,
    timer,
    view,
)


def taps_of(keyboard: object) -> list[list[taps.Tap]]:
    assert isinstance(keyboard, Inline)
    return [[button.tap for button in row] for row in keyboard.rows]


def test_absent_buttons_and_empty_rows_are_left_out() -> None:
    button = Button("Today", taps.ShowToday())
    assert inline([None, button], [None], []) == Inline(((button,),))
    assert [len(row) for row in in_rows([button] * 5, 2)] == [2, 2, 1]


# --- drills --------------------------------------------------------------------------------------

ABOUT = ("coin-rotation", Hand.OTHER, 2, MONDAY, 1)


def test_a_card_has_numbers_first_then_what_to_do() -> None:
    numbers, actions, report = taps_of(drills.drill_card(card_of(), TEXTS))
    assert numbers == [taps.FinishCard(*ABOUT, n) for n in (11, 12, 10, 13, 9)]
    assert actions == [
        taps.StartTimer(*ABOUT),
        taps.FinishCard(*ABOUT, None),
        taps.NotTodayAsk(MONDAY, 1),
    ]
    assert report == [taps.ReportItem("coin-rotation")]


@pytest.mark.parametrize(
    ("last", "goal", "numbers"),
    [
        (11, 14, (11, 12, 10, 13, 9)),  # the last value first
        (None, 14, (14, 15, 13, 16, 12)),
        (0, None, (0, 1, 2, 3, 4)),
        (1, None, (1, 2, 0, 3, 4)),
        (None, None, (1, 2, 3, 4, 5)),
    ],
)
def test_the_last_value_is_the_first_number(
    last: int | None, goal: int | None, numbers: tuple[int, ...]
) -> None:
    card = card_of(suggestions=suggest(last, goal))
    keyboard = drills.drill_card(card, TEXTS)
    assert [button.label for button in keyboard.rows[0]] == [str(number) for number in numbers]


def test_outside_the_plan_not_today_just_leaves_the_card() -> None:
    _, actions, _ = taps_of(drills.drill_card(free(card_of()), TEXTS))
    assert actions[-1] == taps.SkipCard("coin-rotation", Hand.OTHER, 2, None, 0)


def test_a_needle_comes_out_only_over_an_open_box() -> None:
    closed = taps_of(drills.drill_card(card_of(LOADING), TEXTS))
    about = ("needle-loading", None, 2, MONDAY, 1)
    assert closed[:2] == [[taps.BoxIsOpen(*about)], [taps.SkipCard(*about)]]
    assert not any(isinstance(tap, taps.FinishCard) for row in closed for tap in row)
    opened = taps_of(drills.drill_card(card_of(LOADING, box_open=True), TEXTS))
    assert isinstance(opened[0][0], taps.FinishCard)


def test_the_very_first_card_asks_for_nothing() -> None:
    about = ("finger-taps", None, 1, None, 0)
    assert taps_of(drills.drill_card(FIRST_EVER, TEXTS)) == [
        [taps.StartTimer(*about), taps.FinishCard(*about, None), taps.SkipCard(*about)]
    ]


def test_a_running_timer_can_be_done_or_stopped() -> None:
    assert taps_of(drills.running(timer(card_of()), TEXTS)) == [
        [taps.FinishCard(*ABOUT, None), taps.StopTimer(*ABOUT)]
    ]


def test_after_a_needle_it_is_counted_before_anything_else() -> None:
    keyboard = drills.done(done_with(LOADING), TEXTS)
    assert taps_of(keyboard) == [
        [taps.NeedleBack(41), taps.NeedleMissing(41)],
        [taps.UndoCompletion(41)],
    ]
    assert taps_of(refreshers.rep_done(rep_done(), TEXTS)) == taps_of(keyboard)
    assert taps_of(drills.done(done_with(TAPS), TEXTS)) == [[taps.UndoCompletion(41)]]


# --- plans ---------------------------------------------------------------------------------------


def test_a_plan_may_be_ticked_off_straight_but_for_needles_and_questions() -> None:
    rows = taps_of(plans.plan(replace(UNDER_WAY, undo=41), TEXTS))
    assert rows == [
        [taps.OpenPlanItem(MONDAY, 2)],  # a needle
        [taps.OpenPlanItem(MONDAY, 3)],  # a question
        [taps.OpenPlanItem(MONDAY, 0), taps.NotTodayAsk(MONDAY, 0), taps.UndoCompletion(41)],
    ]
    assert taps_of(plans.plan(view(FIRST), TEXTS))[0] == [
        taps.OpenPlanItem(MONDAY, 1),
        taps.TickPlanItem(MONDAY, 1),
    ]


def test_a_plan_that_is_over_has_only_its_undo() -> None:
    over = view(done(FIRST), done(SECOND))
    assert taps_of(plans.plan(over, TEXTS)) == []
    assert taps_of(plans.plan(replace(over, undo=41), TEXTS)) == [[taps.UndoCompletion(41)]]


# --- techniques ----------------------------------------------------------------------------------


def test_a_tick_box_turns_over_and_the_others_stay() -> None:
    keyboard = refreshers.self_check(SelfCheck(MATTRESS, 0b101, OUTSIDE), TEXTS)
    about = ("vertical-mattress", None, 0)
    assert taps_of(keyboard) == [
        [taps.CheckRep(*about, ticked=0b100)],
        [taps.CheckRep(*about, ticked=0b111)],
        [taps.CheckRep(*about, ticked=0b001)],
        [taps.LogRep(*about, ticked=0b101)],
    ]


def test_an_answer_offers_the_pad_only_with_the_kit_for_it() -> None:
    about = ("vertical-mattress", MONDAY, 3)
    with_kit = taps_of(refreshers.answered(answered(place=IN_PLAN), TEXTS))
    assert with_kit[0] == [taps.OfferRep(*about)]
    without = taps_of(refreshers.answered(answered(can_practise=False), TEXTS))
    assert without == [[taps.OpenTechnique("vertical-mattress", None, 0), taps.UndoCompletion(41)]]


# --- check-ins, setting up, settings -------------------------------------------------------------


def test_eleven_values_stand_in_six_and_five() -> None:
    asked = checkin_cases.FeelingAsked(Feeling.TREMOR, both=True, optional=False)
    first, second, skip = taps_of(checkins.feeling(asked, TEXTS))
    assert first == [taps.NoteFeeling(Feeling.TREMOR, n, both=True) for n in range(6)]
    assert second == [taps.NoteFeeling(Feeling.TREMOR, n, both=True) for n in range(6, 11)]
    assert skip == [taps.SkipQuestion()]


def test_a_place_goes_on_a_button_whatever_its_name() -> None:
    long = Place(
        "Llanfairpwllgwyngyllgogerychwyrndrobwll", "Wales", "America/Argentina/ComodRivadavia"
    )
    wide = Place("Новосибирск-Академгородок", "Russia", "America/Argentina/Buenos_Aires")
    keyboard = settings.place_unclear(onboarding.PlaceUnclear("x", (long, wide)), TEXTS)
    ((first,), (second,)) = taps_of(keyboard)
    assert isinstance(first, taps.PickPlace)
    assert isinstance(second, taps.PickPlace)
    assert first.name == "Llanfairpwllgwyngyll"
    assert second.name == "Новосибирс"  # cut between characters, never inside one
    assert markup_of(keyboard)


def test_nothing_found_has_no_buttons() -> None:
    assert settings.place_unclear(onboarding.PlaceUnclear("x", ()), TEXTS) is None


def test_cities_are_typed_by_a_tap_and_a_location_is_shared_once() -> None:
    keyboard = settings.place_asked(onboarding.PlaceAsked(), TEXTS)
    assert isinstance(keyboard, Replies)
    markup = markup_of(keyboard)
    assert markup is not None
    assert markup["keyboard"][0] == [{"text": "📍 Share once", "request_location": True}]
    assert [len(row) for row in markup["keyboard"][1:]] == [3, 3]
    assert markup["one_time_keyboard"]
    gone = markup_of(settings.place_set(onboarding.PlaceSet("", MONDAY, "", ()), TEXTS))  # type: ignore[arg-type]
    assert gone == {"remove_keyboard": True}


def test_kit_is_ticked_and_unticked() -> None:
    asked = onboarding.KitAsked(frozenset({Kit.CORD}), onboarding=True)
    rows = taps_of(settings.kit(asked, TEXTS))
    assert rows == [
        [taps.TickKit(Kit.CORD, False), taps.TickKit(Kit.PAD_AND_TOOLS, True)],
        [taps.TickKit(Kit.SHARPS_BOX, True), taps.TickKit(Kit.LOUPES, True)],
        [taps.KitIsDone()],
    ]


def test_more_kit_is_ticked_once_everything_is_set_up() -> None:
    first = onboarding.KitAsked(frozenset(), onboarding=False)
    assert taps_of(settings.kit(first, TEXTS))[-1] == [taps.TurnKit(1), taps.KitIsDone()]
    last = onboarding.KitAsked(frozenset({Kit.PUTTY}), onboarding=False, page=2)
    rows = taps_of(settings.kit(last, TEXTS))
    assert rows[-1] == [taps.TurnKit(0), taps.KitIsDone()]
    assert taps.TickKit(Kit.PUTTY, False) in [tap for row in rows for tap in row]
    shown = [kit for page in range(3) for kit in onboarding.KIT_PAGES[page]]
    assert sorted(shown) == sorted(Kit)


@pytest.mark.parametrize(
    ("check_ins", "paused", "last_row"),
    [
        (Consent.YES, False, [taps.AllowCheckIns(False), taps.AskPause()]),
        (Consent.NEVER, True, [taps.AllowCheckIns(True), taps.Resume()]),
        (Consent.NOT_NOW, False, [taps.AllowCheckIns(True), taps.AskPause()]),
    ],
)
def test_settings_offer_what_is_not_so(
    check_ins: Consent, paused: bool, last_row: list[taps.Tap]
) -> None:
    shown = settings_view(check_ins=check_ins, paused=paused)
    assert taps_of(settings.settings(shown, TEXTS))[-1] == last_row
