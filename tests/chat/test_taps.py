"""Taps: what a button carries, and what comes back of it, for as long as messages exist."""

from __future__ import annotations

import contextlib
import typing
from dataclasses import fields
from datetime import date
from enum import Enum
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat import routes
from bot.chat.taps import (
    WIRE,
    AnswerQuestion,
    CheckRep,
    FinishCard,
    FinishFirst,
    LogRep,
    OpenDrill,
    PickPlace,
    ReportItem,
    ShowToday,
    StaleTap,
    StartTimer,
    Tap,
    TickPlanItem,
    TurnTo,
    decode,
    encode,
)
from bot.domain.practice import Hand
from bot.library.load import load_library
from bot.usecases.refreshers import Section
from tests.builders import MONDAY

SHIPPED = Path(__file__).with_name("shipped_taps.txt")
HIGHEST_ID = 999_999_999_999

texts = st.from_regex(r"[a-z][a-z0-9-]{0,18}", fullmatch=True)
numbers = st.integers(0, 9_999)
days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, UnionType):
        return st.one_of(*map(values_of, typing.get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    known: dict[Any, st.SearchStrategy[Any]] = {
        type(None): st.none(),
        bool: st.booleans(),
        date: days,
        int: numbers,
        str: texts,
    }
    return known[hint]


def made(kind: type[Tap]) -> st.SearchStrategy[Tap]:
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})


any_tap = st.sampled_from(list(WIRE.values())).flatmap(made)


# --- there and back ------------------------------------------------------------------------------


@given(any_tap)
def test_what_was_put_on_a_button_comes_back_the_same(tap: Tap) -> None:
    wire = encode(tap)
    assert decode(wire) == tap
    assert len(wire.encode()) <= 64
    assert wire.isascii()


@pytest.mark.parametrize("kind", WIRE.values(), ids=lambda kind: kind.__name__)
def test_each_kind_comes_back(kind: type[Tap]) -> None:
    @settings(max_examples=5, database=None)
    @given(made(kind))
    def round_trip(tap: Tap) -> None:
        assert decode(encode(tap)) == tap

    round_trip()


CONTENT = Path(str(files("bot"))).parent / "content"
LONGEST_ID = max(
    [item for each in [load_library(CONTENT)] for item in (*each.drills, *each.techniques)], key=len
)
LONGEST_ZONE = max(available_timezones(), key=len)


@pytest.mark.parametrize(
    "tap",
    [
        FinishCard(LONGEST_ID, Hand.DOMINANT, 5, MONDAY, 99, 9_999),
        FinishCard("x" * 30, Hand.DOMINANT, 5, MONDAY, 99, 9_999),
        FinishFirst(LONGEST_ID, Hand.DOMINANT, 5, MONDAY, 99, slips=True),
        StartTimer(LONGEST_ID, Hand.DOMINANT, 5, MONDAY, 99),
        TurnTo(LONGEST_ID, MONDAY, 99, Section.ERRORS),
        AnswerQuestion(LONGEST_ID, MONDAY, 99, 99, 99),
        CheckRep(LONGEST_ID, MONDAY, 99, 2**10),
        LogRep(LONGEST_ID, MONDAY, 99, 2**10),
        OpenDrill("x" * 61),
        ReportItem(LONGEST_ID),
        PickPlace(LONGEST_ZONE, "é" * 10),
    ],
    ids=lambda tap: type(tap).__name__,
)
def test_the_longest_that_can_be_fits(tap: Tap) -> None:
    assert decode(encode(tap)) == tap


@pytest.mark.parametrize(
    "tap", [OpenDrill("x" * 62), OpenDrill("é" * 31), OpenDrill("a|b")], ids=str
)
def test_what_cannot_go_on_a_button_is_our_own_fault(tap: Tap) -> None:
    with pytest.raises(ValueError, match=r"longer than 64 bytes|holds the separator"):
        encode(tap)


# --- what was shipped ----------------------------------------------------------------------------


def shipped() -> list[tuple[str, str]]:
    lines = SHIPPED.read_text("utf-8").splitlines()
    pairs = [line.split("  ", 1) for line in lines if line and not line.startswith("#")]
    return [(wire, meaning.strip()) for wire, meaning in pairs]


@pytest.mark.parametrize(("wire", "meaning"), shipped())
def test_a_shipped_button_keeps_its_meaning(wire: str, meaning: str) -> None:
    assert told(decode(wire)) == meaning


def told(tap: Tap) -> str:
    values = ((field.name, getattr(tap, field.name)) for field in fields(tap))
    shown = (f"{name}={v.name if isinstance(v, Enum) else v}" for name, v in values)
    return " ".join([type(tap).__name__, *shown])


def test_every_tag_has_been_written_down() -> None:
    """A new tap gets a line at the end of the file; a line is never changed or taken out."""
    assert {wire.split("|")[0] for wire, _ in shipped()} == set(WIRE)


def test_no_kind_has_two_tags() -> None:
    assert len(set(WIRE.values())) == len(WIRE)


# --- what is no button of ours -------------------------------------------------------------------

FINISH = "d5|coin-rotation|other|2|260302|1|11"


@pytest.mark.parametrize(
    "wire",
    [
        "",
        "|",
        "p1|",
        "p1|x",
        "P1",
        " p1",
        "p1\n",
        "p99",
        "nope",
        "d1",  # a field too few
        "d1|coin-rotation|1",  # one too many
        FINISH.rpartition("|")[0],
        FINISH[:-1] + "x",
        FINISH + "|1",
        FINISH.replace("other", "left"),
        FINISH.replace("260302", "260231"),
        FINISH.replace("260302", "2632"),
        FINISH.replace("260302", "2026-03-02"),
        FINISH.replace("260302", "٢٦٠٣٠٢"),
        FINISH.replace("11", "-11"),
        FINISH.replace("11", "+11"),
        FINISH.replace("11", "011"),
        FINISH.replace("11", " 11"),
        FINISH.replace("11", "1_1"),
        FINISH.replace("11", "1.1"),
        FINISH.replace("11", "１１"),  # full width digits
        FINISH.replace("11", "١١"),
        FINISH.replace("11", "²"),
        FINISH.replace("11", "9" * 13),
        FINISH.replace("11", ""),
        FINISH.replace("|2|", "|-|"),  # a level is never absent
        "d6|coin-rotation|other|2|260302|1|2",  # a flag is 0 or 1
        "d6|coin-rotation|other|2|260302|1|",
        "d6|coin-rotation|other|2|260302|1|01",
        "d6|coin-rotation|other|2|260302|1|True",
        "o7|rocket",
        "c2|sadness|3|0",
        "d1|" + "x" * 62,  # over 64 bytes: no button of ours
        "d1|" + "x" * 5_000,
        "d1|\ud800",  # half a surrogate pair
        "d1|é" + "é" * 40,
        "o3|Europe/London|" + "ü" * 40,
    ],
)
def test_what_is_no_button_of_ours_is_stale(wire: str) -> None:
    with pytest.raises(StaleTap):
        decode(wire)


@given(st.one_of(st.text(), st.lists(st.text(max_size=8), max_size=8).map("|".join)))
@example("p1")
def test_any_text_is_a_tap_of_ours_or_stale(wire: str) -> None:
    try:
        tap = decode(wire)
    except StaleTap:
        return
    assert encode(tap) == wire


@given(any_tap, st.data())
def test_a_truncated_button_is_stale_or_another_whole_one(tap: Tap, data: st.DataObject) -> None:
    wire = encode(tap)
    cut = wire[: data.draw(st.integers(0, len(wire) - 1))]
    with contextlib.suppress(StaleTap):
        assert encode(decode(cut)) == cut


# --- completeness --------------------------------------------------------------------------------


def names_below(kind: type[Tap]) -> set[str]:
    """By name, since a dataclass with slots is built twice."""
    children = kind.__subclasses__()
    below = {name for child in children for name in names_below(child) | {child.__name__}}
    return below - ({kind.__name__} if children else set())


def test_every_kind_has_a_tag_and_a_handler() -> None:
    shared = {kind.__mro__[1].__name__ for kind in WIRE.values()}
    assert {kind.__name__ for kind in WIRE.values()} == names_below(Tap) - shared
    assert set(routes.TAPS) == set(WIRE.values())


def test_a_button_never_says_who_taps_it() -> None:
    about_people = {"learner", "owner", "person", "user", "chat", "who"}
    named = {field.name for kind in WIRE.values() for field in fields(kind)}
    assert not named & about_people


def test_the_separator_and_the_mark_for_nothing_stay_as_they_are() -> None:
    assert encode(TickPlanItem(MONDAY, 2)) == "p3|260302|2"
    assert encode(FinishCard("coin-rotation", None, 1, None, 0, None)) == (
        "d5|coin-rotation|-|1|-|0|-"
    )
    assert encode(ShowToday()) == "p1"
