"""Safety comes first: an alarm is answered by its page, and practice talk is left alone."""

from __future__ import annotations

import time

import pytest

from bot.domain.content import Library, Technique, TechniqueKind
from bot.library.load import load_library
from bot.library.safety import SafetyIndex
from bot.library.search import SearchIndex
from tests.library import (
    asked,
    asked_again,
    asked_blind,
    asked_eleven,
    asked_fresh,
    asked_last,
    asked_later,
    asked_ten,
    asked_twelve,
    asked_wide,
    held_out,
    tuned,
)
from tests.library.test_load import CONTENT

ROUNDS = (
    tuned,
    held_out,
    asked,
    asked_later,
    asked_last,
    asked_fresh,
    asked_blind,
    asked_again,
    asked_eleven,
    asked_twelve,
)
IN_OTHER_WORDS = [(text, page) for page, texts in asked_ten.SAFETY.items() for text in texts]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(CONTENT)


@pytest.fixture(scope="module")
def index(library: Library) -> SafetyIndex:
    return SafetyIndex(library)


def answer(index: SafetyIndex, text: str) -> str | None:
    page = index.match(text)
    return page.id if page else None


@pytest.mark.parametrize(
    "alarms",
    [
        tuned.SAFETY,
        held_out.SAFETY,
        *asked.halves(asked.SAFETY),
        asked_later.SAFETY,
        asked_last.SAFETY,
        asked_fresh.SAFETY,
        asked_blind.SAFETY,
        *asked.halves(asked_again.SAFETY),
        IN_OTHER_WORDS,
        asked_eleven.SAFETY,
        asked_eleven.OWN,
    ],
    ids=[
        "tuned",
        "held out",
        "asked, first half",
        "asked, second half",
        "later",
        "last",
        "fresh",
        "blind",
        "again, first half",
        "again, second half",
        "ten ways",
        "eleven, odd lines",
        "eleven, own",
    ],
)
def test_alarms_are_answered_by_their_page(
    index: SafetyIndex, alarms: list[tuple[str, str]]
) -> None:
    missed = [text for text, _ in alarms if index.match(text) is None]
    wrong = [text for text, page in alarms if answer(index, text) not in (*page.split("|"), None)]
    assert len(missed) <= 0.10 * len(alarms), missed
    assert len(wrong) <= 0.05 * len(alarms), wrong


def test_alarms_that_no_rule_was_mended_on_reach_their_page_as_often_as_measured(
    index: SafetyIndex,
) -> None:
    alarms = asked_eleven.HELD_OUT
    right = [text for text, page in alarms if answer(index, text) in page.split("|")]
    assert len(right) >= 44


def test_no_alarm_reaches_a_stitch(library: Library, index: SafetyIndex) -> None:
    search = SearchIndex(library)
    stitches = {item.id for item in library.techniques.values() if item.family == "stitches"}
    alarms = [text for table in ROUNDS for text, _ in table.SAFETY]
    alarms += [text for text, _ in (*IN_OTHER_WORDS, *asked_eleven.OWN, *asked_eleven.HELD_OUT)]
    unanswered = [text for text in alarms if index.match(text) is None]
    assert [text for text in unanswered if stitches & set(search.find(text).ids)] == []


@pytest.mark.parametrize(
    "asked_of_somebody",
    [
        "{} on my son's chin",
        "{} for my patient",
        "can I do a {} on my own arm",
        "{} on a face",
        "{} on my dog",
        "{} on myself",
        "which is better for a scalp, {} or glue",
        "{} for a laceration",
        "my daughter needs a {}",
    ],
)
def test_no_name_of_a_stitch_for_somebody_reaches_a_stitch(
    library: Library, index: SafetyIndex, asked_of_somebody: str
) -> None:
    search = SearchIndex(library)
    stitches = [item for item in library.techniques.values() if item.kind is TechniqueKind.STITCH]
    ids = {item.id for item in stitches}
    names = [name for item in stitches for name in (item.title, *item.aliases)]
    texts = [asked_of_somebody.format(name) for name in names]
    unanswered = [text for text in texts if index.match(text) is None]
    assert [text for text in unanswered if ids & set(search.find(text).ids)] == []


@pytest.mark.parametrize(
    "talk",
    [
        tuned.HARMLESS,
        held_out.HARMLESS,
        *asked.halves(asked.HARMLESS),
        asked_later.HARMLESS,
        asked_last.HARMLESS,
        asked_fresh.HARMLESS,
        *asked.halves(asked_again.HARMLESS),
        asked_ten.HARMLESS,
        asked_eleven.HARMLESS,
        asked_wide.OFF_TOPIC,
        [
            q
            for table in (tuned, held_out, asked, asked_later, asked_blind)
            for q, _ in table.QUESTIONS
        ],
    ],
    ids=[
        "tuned",
        "held out",
        "first half",
        "second half",
        "later",
        "last",
        "fresh",
        "again, first half",
        "again, second half",
        "near the rules",
        "eleven",
        "eleven, off topic",
        "questions",
    ],
)
def test_practice_talk_is_left_alone(index: SafetyIndex, talk: list[str]) -> None:
    fired = [text for text in talk if index.match(text)]
    assert len(fired) <= 0.05 * len(talk), fired


def test_what_items_teach_is_no_alarm(library: Library, index: SafetyIndex) -> None:
    items = [*library.drills.values(), *library.techniques.values()]
    texts = [text for item in items for text in (item.title, *item.aliases, item.count)]
    texts += [part for item in items for step in item.steps for part in (step.do, step.check or "")]
    for item in items:
        if isinstance(item, Technique):
            texts += [question.ask for question in item.quiz]
    assert [text for text in texts if index.match(text)] == []


def test_every_phrase_of_a_page_is_answered_by_it(library: Library, index: SafetyIndex) -> None:
    phrases = [(phrase, page.id) for page in library.safety.values() for phrase in page.phrases]
    assert [phrase for phrase, _ in phrases if index.match(phrase) is None] == []
    wrong = [phrase for phrase, page in phrases if answer(index, phrase) != page]
    assert len(wrong) <= 0.02 * len(phrases), wrong


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("MY HAND IS NUMB!!!", "numb-hand"),
        ("my hand 's numb 😱", "numb-hand"),
        ("--my hand is numb", "numb-hand"),
        ("my hnd feels tingeling", "numb-hand"),
        ("chest pain", "emergency-signs"),
        ("simple interrupted on my patient", "patient-question"),
        ("vertical mattress, my finger is bleeding", "needle-stick"),
        ("We had a long day with many small things to do. " * 60 + "My hand is numb.", "numb-hand"),
        ("One stitch. " + "We walked along the river. " * 20 + "A patient teacher.", None),
        ("weak hand knots", None),
        ("weak hand since yesterday", "emergency-signs"),
        ("my hand is weak and tingly", "numb-hand"),
        ("pricked my thumb and it won't stop bleeding", "emergency-signs"),
        ("my hand is numb. " * 20 + "My friend is not breathing.", "emergency-signs"),
        ("cut the thread, don't stop there", None),
        ("draw faint dots", None),
        ("suicidal", "in-crisis"),
        ("nedle stik", "needle-stick"),
        ("worst headake of my life", "emergency-signs"),
        ("the price of a mat", None),
        ("my thread is choking in the jaws", None),
        ("my thumb bleeds on the pad", "needle-stick"),
        ("my hand is killing me", "hand-pain"),
        ("this knot is killing me", None),
        ("", None),
        ("🙂", None),
        ("x" * 5_000, None),
    ],
)
def test_marks_and_company_do_not_hide_an_alarm(
    index: SafetyIndex, text: str, page: str | None
) -> None:
    assert answer(index, text) == page


def test_matching_takes_no_time(index: SafetyIndex) -> None:
    texts = [text for text, _ in tuned.SAFETY] + tuned.HARMLESS
    start = time.perf_counter()
    for text in texts:
        index.match(text)
    assert (time.perf_counter() - start) / len(texts) < 0.005
