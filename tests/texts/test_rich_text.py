"""Long texts are split and cut without harm to words, characters and entities."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.texts.rich_text import (
    MAX_ENTITIES,
    Entity,
    RichText,
    split,
    tidy,
    truncate,
    utf16_length,
)
from tests.texts.documents import faults, looks, rich_texts

FAMILY = "👨‍👩‍👧"  # eight units, three people and two joiners
LIMITS = st.integers(3, 40)


def texts(parts: list[RichText]) -> list[str]:
    return [part.text for part in parts]


@pytest.mark.parametrize(("text", "length"), [("", 0), ("é", 1), ("💉", 2), (FAMILY, 8)])
def test_length_counts_utf16_units(text: str, length: int) -> None:
    assert utf16_length(text) == length


def test_adding_shifts_the_entities_of_the_second() -> None:
    bold = Entity("bold", 0, 1)
    both = RichText("💉", (Entity("bold", 0, 2),)) + RichText("a", (bold,))
    assert both == RichText("💉a", (Entity("bold", 0, 2), Entity("bold", 2, 1)))


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        ("short", 10, ["short"]),
        ("one two\n\nthree four", 12, ["one two", "three four"]),
        ("one two.\nthree four", 12, ["one two.", "three four"]),
        ("One two. Three four.", 14, ["One two.", "Three four."]),
        ("(One two.) Three four", 14, ["(One two.)", "Three four"]),
        ("Costs 3.50 in all", 12, ["Costs 3.50", "in all"]),
        ("one two three", 9, ["one two", "three"]),
        ("one two\n\n\n\nthree", 8, ["one two", "three"]),
        ("a\n\nlonger words here", 12, ["a\n\nlonger", "words here"]),
        ("aaaaaaaa", 3, ["aaa", "aaa", "aa"]),
        ("💉💉💉", 3, ["💉", "💉", "💉"]),
        (f"a{FAMILY}b", 8, ["a", FAMILY, "b"]),
        ("👍🏽👍🏽", 6, ["👍🏽", "👍🏽"]),
        ("🇬🇧🇩🇪", 7, ["🇬🇧", "🇩🇪"]),
        ("xe\u0301e\u0301", 4, ["xe\u0301", "e\u0301"]),
        (FAMILY, 4, ["👨\u200d", "👩\u200d", "👧"]),
    ],
)
def test_split_prefers_the_widest_gap_in_the_second_half(
    text: str, limit: int, parts: list[str]
) -> None:
    assert texts(split(RichText(text), limit)) == parts


def test_an_entity_over_a_cut_goes_on_in_the_next_part() -> None:
    rich = RichText("one two three", (Entity("text_link", 4, 9, url="https://x.org"),))
    assert split(rich, 8) == [
        RichText("one two", (Entity("text_link", 4, 3, url="https://x.org"),)),
        RichText("three", (Entity("text_link", 0, 5, url="https://x.org"),)),
    ]


def test_code_keeps_its_indentation_over_a_cut() -> None:
    rich = RichText("first:\n  second", (Entity("pre", 0, 15),))
    assert texts(split(rich, 10)) == ["first:", "  second"]


def test_no_part_has_more_entities_than_telegram_takes() -> None:
    count = 2 * MAX_ENTITIES + 1
    rich = RichText("a " * count, tuple(Entity("bold", 2 * at, 1) for at in range(count)))
    assert [len(part.entities) for part in split(rich, 4096)] == [MAX_ENTITIES, MAX_ENTITIES, 1]
    assert len(truncate(rich, 2 * count - 1).entities) == MAX_ENTITIES


def test_more_entities_than_that_on_one_word_do_no_harm() -> None:
    rich = RichText("one two", (Entity("bold", 0, 7),) * (MAX_ENTITIES + 1))
    assert [len(part.entities) for part in split(rich, 4)] == [MAX_ENTITIES, MAX_ENTITIES]


@settings(deadline=None)
@given(rich_texts(), LIMITS)
@example(RichText("a" + " " * 9 + "b"), 3)
def test_no_part_is_over_the_limit_empty_or_faulty(rich: RichText, limit: int) -> None:
    for part in split(rich, limit):
        assert utf16_length(part.text) <= limit
        assert part.text.strip()
        assert part.text.encode("utf-8")  # no half of a surrogate pair
        assert faults(part) == []


@settings(deadline=None)
@given(rich_texts(), LIMITS)
def test_the_parts_together_show_what_the_whole_shows(rich: RichText, limit: int) -> None:
    together = [look for part in split(rich, limit) for look in looks(part, joined=True)]
    assert together == looks(rich, joined=True)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("fits", 4, "fits"),
        ("one two three", 9, "one two…"),
        ("one, two", 7, "one,…"),
        ("abcdefgh", 5, "abcd…"),
        ("💉💉💉", 4, "💉…"),
        ("aaa" + FAMILY, 8, "aaa…"),
    ],
)
def test_truncating_ends_with_an_ellipsis_after_a_word(text: str, limit: int, cut: str) -> None:
    assert truncate(RichText(text), limit).text == cut


@settings(deadline=None)
@given(rich_texts(), LIMITS)
def test_a_truncated_text_fits_and_shows_the_beginning(rich: RichText, limit: int) -> None:
    cut = truncate(rich, limit)
    assert utf16_length(cut.text) <= limit
    assert faults(cut) == []
    shown = looks(cut, joined=True)
    assert (cut == rich) or shown[-1] == ("…", frozenset())
    assert shown[:-1] == looks(rich, joined=True)[: len(shown) - 1]


@pytest.mark.parametrize("cut", [split, truncate])
def test_a_limit_without_room_is_refused(cut: object) -> None:
    assert callable(cut)
    with pytest.raises(ValueError, match="no room"):
        cut(RichText("text"), 2)


def test_tidy_puts_the_outer_entity_first() -> None:
    inner, outer = Entity("bold", 0, 1), Entity("blockquote", 0, 1)
    assert tidy(RichText("a ", (inner, outer))) == RichText("a", (outer, inner))
