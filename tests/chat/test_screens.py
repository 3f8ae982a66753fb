"""Screens: the exact words and buttons of each, and that every one can be sent.

GOLDEN=write rewrites the golden files; read the difference before committing it.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from bot.chat.buttons import Inline, RemoveReplies, Replies
from bot.chat.calls import Call, entities_of, markup_of
from bot.chat.profile import MENU
from bot.chat.screens import SCREENS, Rendered, render
from bot.domain.calendar import Shift
from bot.domain.content import Group, Kit
from bot.domain.events import EventKind
from bot.domain.plates import NeedleHand
from bot.domain.practice import NotToday
from bot.domain.sheet_figures import Dots
from bot.domain.sheet_strokes import Pattern, Rows, Squares
from bot.domain.sheets import Paper
from bot.domain.syllabus import Track
from bot.library.load import load_library
from bot.pictures.sheets import captions
from bot.texts.rich_text import MAX_ENTITIES, RichText, utf16_length
from bot.texts.texts import Texts
from bot.usecases import cards, onboarding, refreshers, remind, reminders, snooze, timers
from bot.usecases.patterns import COMMON
from tests.chat.room import TEXTS
from tests.chat.samples import SAMPLES, card_of, each, timer
from tests.domain.test_sheets import FIGURE_SAMPLES

EVERY_FIGURE = (
    *FIGURE_SAMPLES,
    *(Rows(8, pattern, rows=2) for pattern in Pattern),
    Dots(2, 10, 1, 1),
    Squares(5, 1),
)
GOLDEN = Path(__file__).with_name("golden")
BOT = Path(str(files("bot")))
TEMPLATES = BOT / "texts" / "templates" / "en"
TELEGRAM_TEXT, TELEGRAM_CAPTION = 4_096, 1_024
NEVER_SAID = (
    "streak at risk",
    "lost",
    "failed",
    "failure",
    "gate",
    "fsrs",
    "again/hard",
    "don't give up",
    "you missed",
)
MARKS = {"bold": "b", "italic": "i", "code": "code", "text_link": "a", "blockquote": "quote"}


def marked(rich: RichText) -> str:
    """Return a text with its entities as tags, for the eye."""
    units = rich.text.encode("utf-16-le")
    cuts: list[tuple[int, int, str]] = []
    for order, entity in enumerate(rich.entities):
        tag = MARKS.get(entity.type, entity.type)
        cuts += [(entity.offset, order, f"<{tag}>"), (entity.end, -order - 1, f"</{tag}>")]
    out, start = "", 0
    for offset, _, tag in sorted(cuts, key=lambda cut: (cut[0], cut[1])):
        out += units[start * 2 : offset * 2].decode("utf-16-le") + tag
        start = offset
    return out + units[start * 2 :].decode("utf-16-le")


def keys(rendered: Rendered) -> list[str]:
    match rendered.keyboard:
        case Inline(rows=rows):
            return [" ".join(f"[{button.label}]" for button in row) for row in rows]
        case Replies(share_location=share, words=words, placeholder=placeholder):
            rows_ = [" ".join(f"({word})" for word in row) for row in words]
            return [f"({share})", *rows_, f"… {placeholder}"]
        case RemoveReplies():
            return ["(no keyboard any more)"]
    return []


def shown(facts: Any) -> str:
    rendered = render(facts, TEXTS)
    picture = ["(picture)"] if rendered.picture else []
    return "\n".join([*picture, marked(rendered.text).replace("\u00a0", "~"), *keys(rendered)])


def golden_pages() -> Iterator[tuple[str, str]]:
    for kind, variants in SAMPLES.items():
        pages = [
            f"== {name or kind.__name__}\n{shown(facts)}\n" for name, facts in variants.items()
        ]
        yield SCREENS[kind].template, "\n".join(pages)


# --- the exact words -----------------------------------------------------------------------------


def test_every_screen_has_a_sample() -> None:
    assert set(SAMPLES) == set(SCREENS)
    assert Counter(screen.template for screen in SCREENS.values()).most_common(1)[0][1] == 1


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: SCREENS[kind].template)
def test_each_screen_reads_as_it_was_agreed(kind: type) -> None:
    pages = [
        f"== {name or kind.__name__}\n{shown(facts)}\n" for name, facts in SAMPLES[kind].items()
    ]
    seen = "\n".join(pages)
    file = GOLDEN / f"{SCREENS[kind].template}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    kept = {file.relative_to(GOLDEN).with_suffix("").as_posix() for file in GOLDEN.rglob("*.txt")}
    assert kept == {screen.template for screen in SCREENS.values()}


# --- what Telegram takes -------------------------------------------------------------------------

every_sample = pytest.mark.parametrize("facts", [pytest.param(f, id=name) for name, f in each()])


@every_sample
def test_each_screen_is_within_telegrams_limits(facts: Any) -> None:
    rendered = render(facts, TEXTS)
    limit = TELEGRAM_CAPTION if rendered.picture else TELEGRAM_TEXT
    assert 0 < utf16_length(rendered.text.text) <= limit
    assert len(rendered.text.entities) <= MAX_ENTITIES
    markup_of(rendered.keyboard)  # raises when a button's data is too long


@every_sample
def test_each_call_survives_the_database(facts: Any) -> None:
    rendered = render(facts, TEXTS)
    call = Call(
        chat=1,
        text=rendered.text.text,
        entities=entities_of(rendered.text),
        markup=markup_of(rendered.keyboard),
    )
    assert Call.from_json(call.to_json()) == call


@every_sample
def test_rows_are_short_enough_for_a_phone(facts: Any) -> None:
    keyboard = render(facts, TEXTS).keyboard
    rows = keyboard.rows if isinstance(keyboard, Inline) else ()
    for row in rows:
        labels = [button.label for button in row]
        if all(label.isdigit() for label in labels):
            assert len(labels) <= 6
        elif not all(re.fullmatch(r"\d\d:\d\d", label) for label in labels):
            assert len(labels) <= 3
        for label in labels:
            assert label == label.strip() != ""
            assert len(label) <= 40


@every_sample
def test_words_are_kind_and_whole(facts: Any) -> None:
    rendered = render(facts, TEXTS)
    words = "\n".join([rendered.text.text, *keys(rendered)])
    assert not [never for never in NEVER_SAID if never in words.lower()]
    for trace in ("None", "{{", "}}", "{%", "<b>", "&lt;", "&amp;", "&nbsp;", "dataclass", "  \n"):
        assert trace not in words
    assert "\n\n\n" not in rendered.text.text
    assert not re.search(r" [.,;:!?](\s|$)", rendered.text.text)


def test_labels_are_kind_too() -> None:
    words = "\n".join(known_labels().values()).lower()
    assert not [never for never in NEVER_SAID if never in words]


def test_a_push_stands_alone_and_holds_no_health_word() -> None:
    for facts in SAMPLES[reminders.Prompt].values():
        first = render(facts, TEXTS).text.text.split("\n")[0]
        assert len(first) <= 60
        for word in ("shak", "tremor", "pain", "confiden", "hurt"):
            assert word not in render(facts, TEXTS).text.text.lower()


# --- names and other people's words --------------------------------------------------------------

NAME = '</b><a href="https://example.org">Bob</a>&amp;{{ 7 * 7 }}'


def with_words(facts: Any, words: str) -> Any:
    """Put words wherever a person's own may stand."""
    own = {"name", "first_name", "place", "words", "what", "command"}
    names = [f.name for f in fields(facts)] if is_dataclass(facts) else []
    changed = {n: words for n in names if n in own and isinstance(getattr(facts, n), str)}
    return replace(facts, **changed) if changed else None


OWN_WORDS = [
    pytest.param(changed, id=name)
    for name, facts in each()
    if (changed := with_words(facts, NAME)) is not None
]


@pytest.mark.parametrize("facts", OWN_WORDS)
def test_a_persons_words_never_become_markup(facts: Any) -> None:
    rendered = render(facts, TEXTS)
    assert not [entity for entity in rendered.text.entities if entity.type == "text_link"]
    if "</b>" in rendered.text.text:
        assert "49" not in rendered.text.text
    for words in ("\u202egnirts", "👩🏽‍⚕️" * 30, "مرحبا", "x" * 64, "\x00"):
        assert utf16_length(render(with_words(facts, words), TEXTS).text.text) <= TELEGRAM_TEXT


def test_a_name_is_shown_as_it_is_written() -> None:
    welcome = render(onboarding.Welcome(NAME, 30), TEXTS)
    assert welcome.text.text.startswith(f"Hi {NAME}. ")
    assert not welcome.text.entities


# --- nothing is left over, nothing is missing ----------------------------------------------------


def test_the_texts_have_no_faults() -> None:
    assert Texts().check() == []


def source(*folders: str) -> str:
    found = [file for folder in folders for file in sorted((BOT / folder).rglob("*.py"))]
    return "\n".join(file.read_text("utf-8") for file in found)


def imported() -> set[str]:
    found = (file.read_text("utf-8") for file in TEMPLATES.rglob("*.j2"))
    return {name for text in found for name in re.findall(r'(?:import|include) "([^"]+)"', text)}


def test_every_template_is_a_screens_or_is_used_by_one() -> None:
    every = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.j2")}
    screens = {f"{screen.template}.html.j2" for screen in SCREENS.values()}
    assert every == screens | imported()


def known_labels() -> dict[str, str]:
    return TEXTS._words("en")


def used_labels() -> set[str]:
    """Labels named in the code, those made of a value, and those of toasts and commands."""
    code = source("chat", "pictures")
    named = {key for key in known_labels() if f'"{key}"' in code}
    made = {f"not_today.{why.value}" for why in NotToday}
    made |= {f"technique.{section.value}" for section in refreshers.Section}
    made |= {f"kit.{kit}" for kit in Kit} | {f"group.{group}" for group in Group}
    made |= {f"track.{track}" for track in Track}
    made |= {f"needle_hand.{hand}" for hand in NeedleHand}
    made |= {f"pause.days_{days}" for days in (0, 3, 7, 14)}
    made |= {f"remind.repeat_{minutes}" for minutes in remind.REPEATS}
    made |= {f"later.{later.value}" for later in snooze.Later}
    made |= {f"toast.{name}" for name in re.findall(r'toast\(\s*"(\w+)"', code)}
    made |= {f"shift.{shift}" for shift in Shift} | {f"event.{kind}" for kind in EventKind}
    made |= {f"pattern.{letters}" for letters in COMMON}
    made |= {f"command.{command}" for command in MENU}
    made |= {f"sheet.{paper}" for paper in Paper}
    made |= {f"sheet.{captions._key(figure)}" for figure in EVERY_FIGURE}
    return named | made


def test_every_label_is_used() -> None:
    assert set(known_labels()) - used_labels() == set()


def test_every_label_that_is_used_exists() -> None:
    asked = set(re.findall(r'label\(\s*"([\w.-]+)"', source("chat")))
    asked |= {key for key in used_labels() if not key.startswith("not_today.")}
    assert asked - set(known_labels()) == set()


def test_toasts_get_the_facts_they_name() -> None:
    code = source("chat")
    for name, facts in re.findall(r'toast\(\s*"(\w+)"((?:[^()]|\([^()]*\))*)\)', code):
        words = known_labels()[f"toast.{name}"]
        needed = {field for _, field, _, _ in Formatter().parse(words) if field}
        given = set(re.findall(r"(\w+)=", facts)) - {"alert"}
        assert needed <= given, name


@pytest.mark.parametrize("key", [key for key in known_labels() if key.startswith("toast.")])
def test_a_toast_fits_into_telegrams_bubble(key: str) -> None:
    longest: dict[str, Any] = {"title": "x" * 60, "value": 10, "seconds": 120}
    assert len(TEXTS.label(key, **longest)) <= 200


# --- the real content ----------------------------------------------------------------------------

LIBRARY = load_library(BOT.parent / "content")


@pytest.mark.parametrize("drill", LIBRARY.drills.values(), ids=lambda drill: drill.id)
def test_a_real_drill_fits_on_a_card(drill: Any) -> None:
    most = TELEGRAM_CAPTION if drill.on_card else TELEGRAM_TEXT
    for level in range(1, len(drill.levels) + 1):
        card = card_of(drill, level=drill.level(level), box_open=True)
        numbers = replace(card, suggestions=(9_999, 9_998, 9_997, 9_996, 9_995))
        for facts in (numbers, replace(card, first_ever=True), replace(card, box_open=False)):
            assert utf16_length(render(facts, TEXTS).text.text) <= most
            markup_of(render(facts, TEXTS).keyboard)
        running: list[Any] = [timer(card), timers.TimeUp(card, 120)]
        for facts in running:
            assert utf16_length(render(facts, TEXTS).text.text) <= most
            markup_of(render(facts, TEXTS).keyboard)


@pytest.mark.parametrize("item", LIBRARY.techniques.values(), ids=lambda item: item.id)
def test_a_real_technique_fits_under_its_picture(item: Any) -> None:
    place = refreshers.Place(SAMPLE_DAY, 3)
    for section in refreshers.Section:
        facts = refreshers.TechniqueCard(item, section, place, new=True)
        assert utf16_length(render(facts, TEXTS).text.text) <= TELEGRAM_CAPTION
        markup_of(render(facts, TEXTS).keyboard)
    for number in range(len(item.quiz)):
        asked = render(refreshers.QuizAsked(item, number, place), TEXTS)
        assert utf16_length(asked.text.text) <= TELEGRAM_CAPTION
        markup_of(asked.keyboard)
    ticked = (1 << len(item.self_check)) - 1
    markup_of(render(refreshers.SelfCheck(item, ticked, place), TEXTS).keyboard)


SAMPLE_DAY = card_of().day
CARDS = (cards.DrillCard, refreshers.TechniqueCard)


def test_only_cards_and_questions_carry_pictures() -> None:
    with_pictures = {kind for kind, screen in SCREENS.items() if screen.picture}
    assert with_pictures == {*CARDS, cards.PictureShown, refreshers.QuizAsked}


def test_without_its_picture_a_question_is_the_one_in_words() -> None:
    (asked,) = (f for f in SAMPLES[refreshers.QuizAsked].values() if f.question.picture)
    in_words = replace(asked.lesson, quiz=(replace(asked.question, picture=None),))
    assert render(asked, TEXTS).unseen == render(replace(asked, lesson=in_words), TEXTS).text
