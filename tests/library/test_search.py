"""Search: a learner's own words lead to the right item, and other talk leads nowhere."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bot.domain.content import Library
from bot.library.load import load_library
from bot.library.search import Kind, SearchIndex
from tests.builders import COIN, guide
from tests.builders import library as items
from tests.library import (
    asked,
    asked_again,
    asked_blind,
    asked_later,
    asked_thirteen,
    asked_twelve,
    asked_wide,
    held_out,
    tuned,
)
from tests.library.test_load import CONTENT

Questions = list[tuple[str, str]]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(CONTENT)


@pytest.fixture(scope="module")
def index(library: Library) -> SearchIndex:
    return SearchIndex(library)


def missed(index: SearchIndex, questions: Questions, depth: int) -> list[str]:
    """Return the questions whose item, or items joined by a bar, are not among the first."""
    found = ((text, wanted.split("|"), index.find(text).ids[:depth]) for text, wanted in questions)
    return [text for text, wanted, ids in found if not set(wanted) & set(ids)]


@pytest.mark.parametrize(
    ("questions", "off_topic"),
    [
        (tuned.QUESTIONS, tuned.OFF_TOPIC),
        (held_out.QUESTIONS, held_out.OFF_TOPIC),
        *zip(asked.halves(asked.QUESTIONS), asked.halves(asked.OFF_TOPIC), strict=True),
        (asked_later.QUESTIONS, asked_later.OFF_TOPIC),
        (asked_blind.QUESTIONS, asked_blind.OFF_TOPIC),
        (asked_again.QUESTIONS, asked_again.OFF_TOPIC),
        (asked_wide.QUESTIONS, asked_wide.OFF_TOPIC),
        (asked_twelve.QUESTIONS, asked_twelve.OFF_TOPIC),
        (asked_thirteen.QUESTIONS, asked_thirteen.OFF_TOPIC),
    ],
    ids=[
        "tuned",
        "held out",
        "asked, first half",
        "asked, second half",
        "later",
        "blind",
        "again",
        "wide",
        "twelve",
        "thirteen",
    ],
)
def test_questions_find_their_item_and_other_talk_finds_none(
    index: SearchIndex, questions: Questions, off_topic: list[str]
) -> None:
    first, shown = missed(index, questions, 1), missed(index, questions, 3)
    taken = [text for text in off_topic if index.find(text).kind is not Kind.NOTHING]
    assert len(first) <= 0.15 * len(questions), first
    assert len(shown) <= 0.05 * len(questions), shown
    assert len(taken) <= 0.10 * len(off_topic), taken


def test_a_guide_is_found_like_any_item() -> None:
    found = SearchIndex(items((guide(aliases=("missed days",)), COIN))).find("missed a day")
    assert (found.kind, found.ids) == (Kind.SURE, ("short-and-often",))


def test_a_sure_answer_is_right(index: SearchIndex) -> None:
    for text, item in tuned.QUESTIONS + held_out.QUESTIONS:
        found = index.find(text)
        assert found.kind is not Kind.SURE or found.ids[0] == item, text


@pytest.mark.parametrize("word", tuned.SINGLE_WORDS)
def test_a_word_that_fits_many_items_is_never_sure(index: SearchIndex, word: str) -> None:
    assert index.find(word).kind is not Kind.SURE


@pytest.mark.parametrize(
    "text",
    [
        "vertical mattress",
        "  VERTICAL\tMATTRESS  ",
        "vertical-mattress",
        "vertical mattress?!",
        "--vertical mattress",
        "«vertical» mattress…",
        "🧵 vertical 🙏 mattress",
        "\u202evertical mattress\u202c",
        "vértical mattress",
        "ｖｅｒｔｉｃａｌ mattress",
        "mattress, vertical",
        "vertical mattress " + "🧵" * 5_000,
    ],
)
def test_spelling_and_marks_do_not_matter(index: SearchIndex, text: str) -> None:
    found = index.find(text)
    assert (found.kind, found.ids[0]) == (Kind.SURE, "vertical-mattress")


@pytest.mark.parametrize("text", ["", " ", "--", "\x00", "🧵" * 5_000, "a" * 5_000, "🇬🇧", "שלום"])
def test_nothing_comes_of_nothing(index: SearchIndex, text: str) -> None:
    assert index.find(text).ids == ()


def test_every_title_alias_and_id_finds_its_item(library: Library, index: SearchIndex) -> None:
    items = [*library.drills.values(), *library.techniques.values(), *library.guides.values()]
    names = [(name, item.id) for item in items for name in (item.id, item.title, *item.aliases)]
    assert missed(index, names, 1) == []


def test_everything_taught_is_asked_for(library: Library) -> None:
    taught = {*library.drills, *library.techniques, *library.guides}
    assert {item for _, item in asked.QUESTIONS} == taught


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("reef knot", "two-hand-tie"),
        ("intradermal suture", "subcuticular"),
        ("Ford interlocking", "running-locking"),
        ("furrier's suture", "simple-running"),
        ("McMillen stitch", "vertical-mattress"),
        ("Allgower-Donati", "vertical-mattress"),
        ("needle's size", "suture-and-needle-choice"),
        ("ambidextrous knot tying", "other-hand-ties"),
        ("tie with my nondominant hand", "other-hand-ties"),
        ("tie with my non-dominant hand", "other-hand-ties"),
        ("baseball stitch", "simple-running"),
        ("cut the thread", "instrument-tie"),
    ],
)
def test_names_of_textbooks_and_words_that_belong_together(
    index: SearchIndex, text: str, item: str
) -> None:
    assert index.find(text).ids[:1] == (item,)


@pytest.mark.parametrize("text", ["purse string suture", "Lembert", "Aberdeen knot", "slip knot"])
def test_what_is_not_taught_is_not_found(index: SearchIndex, text: str) -> None:
    assert index.find(text).kind is not Kind.SURE


def test_a_question_that_was_asked_before_is_remembered(library: Library) -> None:
    index = SearchIndex(library)
    assert index.find("vertical mattress") is index.find("vertical mattress")


def test_a_library_of_a_hundred_items_is_searched_in_a_blink(library: Library) -> None:
    copies = {
        f"{item.id}-{number}": replace(
            item, id=f"{item.id}-{number}", aliases=tuple(f"{a} {number}x" for a in item.aliases)
        )
        for number in range(2)
        for item in library.techniques.values()
    }
    drills = {
        f"{item.id}-{number}": replace(item, id=f"{item.id}-{number}")
        for number in range(2)
        for item in library.drills.values()
    }
    large = SearchIndex(replace(library, drills=drills, techniques=copies))
    texts = [text for text, _ in tuned.QUESTIONS] + ["zzz qqq " * 600]
    start = time.perf_counter()
    for text in texts:
        large.find(text)
    assert (time.perf_counter() - start) / len(texts) < 0.005
