"""The editorial check: what loads but reads badly is named, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring import content_faults
from bot.domain.content import Library
from bot.library.check import check
from bot.library.units import without_unit
from tests.library.folder import (
    COIN_SVG,
    DRILL_PATH,
    GUIDE_PATH,
    SAFETY_PATH,
    SVG,
    TECHNIQUE_PATH,
    edited,
    write,
)
from tests.library.test_load import CONTENT, Changes

LONG = " ".join(["Turn"] * 26) + "."


def reading(words: int) -> Changes:
    """Make the technique `words` words longer, in sentences that are short."""
    return edited(TECHNIQUE_PATH, "Pad fixed.", "Pad fixed. " + "Now it is. " * (words // 3))


POOR: list[tuple[Changes, str]] = [
    (
        edited(DRILL_PATH, "Three goes.", LONG),
        f"{DRILL_PATH}:37: sentence 'Turn Turn Turn Turn'... has 26 words: cut it to 25",
    ),
    (
        edited(DRILL_PATH, '"Two coins."', f'"{LONG}"'),
        f"{DRILL_PATH}:19: sentence 'Turn Turn Turn Turn'... has 26 words: cut it to 25",
    ),
    (
        edited(DRILL_PATH, "The best one counts.", "Your streak at risk!"),
        f"{DRILL_PATH}:38: 'streak at risk' is never shown to learners: say it otherwise",
    ),
    (
        edited(TECHNIQUE_PATH, "why: Far and deep.", "why: Proven on your patient."),
        f"{TECHNIQUE_PATH}:25: 'your patient' is never shown to learners: say it otherwise",
    ),
    (
        edited(SAFETY_PATH, "Stop for today.", "You failed today."),
        f"{SAFETY_PATH}:14: 'failed' is never shown to learners: say it otherwise",
    ),
    (
        edited(DRILL_PATH, "   by its rim.", "   in the left hand."),
        f"{DRILL_PATH}:32: step names a side (left hand): write needle hand or forceps hand",
    ),
    (
        edited(TECHNIQUE_PATH, "2. Near bite.", "2. Near bite on the right."),
        f"{TECHNIQUE_PATH}:50: step names a side (right): write needle hand or forceps hand",
    ),
    (
        edited(TECHNIQUE_PATH, ", vms, vm suture]", ", vms]"),
        f"{TECHNIQUE_PATH}:4: has 7 aliases: add names up to 8",
    ),
    (
        reading(300),
        f"{TECHNIQUE_PATH}:38: takes 111 s to read: cut it to 90 s",
    ),
    (
        edited(GUIDE_PATH, "Look back once.", LONG),
        f"{GUIDE_PATH}:23: sentence 'Turn Turn Turn Turn'... has 26 words: cut it to 25",
    ),
    (
        edited(GUIDE_PATH, ", how much a day]", "]"),
        f"{GUIDE_PATH}:4: has 7 aliases: add names up to 8",
    ),
    (
        edited(DRILL_PATH, ", coin game, half turns]", "]"),
        f"{DRILL_PATH}:4: has 3 aliases: add names up to 5",
    ),
    (
        edited(DRILL_PATH, "2. Turn it by half a turn.", "2. Hold it 5 from the table."),
        f"{DRILL_PATH}:34: number '5' has no unit: write mm, s, ° or what is counted",
    ),
    (
        edited(DRILL_PATH, "The best one counts.", "See www.example.org for more."),
        f"{DRILL_PATH}:38: holds a link: README.md says why there are none",
    ),
    (
        edited(DRILL_PATH, "The best one counts.", "The [film](example) shows it."),
        f"{DRILL_PATH}:38: holds a link: README.md says why there are none",
    ),
    (
        edited(TECHNIQUE_PATH, "[[eversion]]", "[[eversion]"),
        f"{TECHNIQUE_PATH}:38: has a term that is marked wrong: write [[throw]] or "
        "[[throws|throw]]",
    ),
    (
        edited(TECHNIQUE_PATH, "- Edges turned out.", "- See [[eversion]]."),
        f"{TECHNIQUE_PATH}:59: 'See [[eversion]].' is a button: mark no term in it",
    ),
    (
        edited(TECHNIQUE_PATH, '"Three stitches."', '"Three within 60 seconds."'),
        f"{TECHNIQUE_PATH}:14: level 2 has a clock (within 60 seconds): none before level 4",
    ),
    (
        edited(TECHNIQUE_PATH, '"Along a curve."', '"Along a curve, in 60 seconds."'),
        f"{TECHNIQUE_PATH}:16: level 4 has a clock: say that only clean ones count",
    ),
    (
        edited(DRILL_PATH, "Stop at pain or tingling.", "Stop when tired."),
        f"{DRILL_PATH}:41: `## Stop` lacks a sign: name pain, and tingling or numbness",
    ),
    (
        {COIN_SVG: SVG.replace("5 mm", "palm down")},
        f"{COIN_SVG}:3: shows the word 'palm': show numbers, cm, mm, s and °",
    ),
    (
        {COIN_SVG: SVG.replace("5 mm", "3-0\n<tspan>thread</tspan>")},
        f"{COIN_SVG}:3: shows the word 'thread': show numbers, cm, mm, s and °",
    ),
    (
        {COIN_SVG: SVG.replace("#0a66c2", "#c0ffee")},
        f"{COIN_SVG}:2: has the colour '#c0ffee': take one of those in README.md, Pictures",
    ),
    (
        {COIN_SVG: SVG.replace("#0a66c2", "red")},
        f"{COIN_SVG}:2: has the colour 'red': take one of those in README.md, Pictures",
    ),
    (
        {COIN_SVG: SVG.replace(' fill="#0a66c2"', "")},
        f'{COIN_SVG}:2: has a <path> without fill: set one, or fill="none"',
    ),
    (
        {COIN_SVG: SVG.replace('fill="#0a66c2"', 'style="fill:red"')},
        f"{COIN_SVG}:2: has a style: write fill, stroke and font as attributes",
    ),
    ({COIN_SVG: None}, f"{DRILL_PATH}:1: picture {COIN_SVG} is missing: draw it"),
]


@pytest.mark.parametrize(("changed", "fault"), POOR, ids=[fault for _, fault in POOR])
def test_what_reads_badly_is_named_with_its_line(
    tmp_path: Path, changed: Changes, fault: str
) -> None:
    assert fault in [str(found) for found in check(write(tmp_path, changed))]


def test_a_good_folder_has_no_faults(tmp_path: Path) -> None:
    assert check(write(tmp_path)) == []


def test_words_are_told_apart_from_parts_of_words(tmp_path: Path) -> None:
    changed = edited(DRILL_PATH, "The best one counts.", "Delegate, investigate, aggregate.")
    assert check(write(tmp_path, changed)) == []


def test_what_the_phone_would_not_take_is_told_with_the_rest(tmp_path: Path) -> None:
    def proof(library: Library) -> list[tuple[str, str]]:
        return [(item, f"{len(library.glossary)} terms are too many") for item in library.drills]

    changed = edited(SAFETY_PATH, "title: Numbness\n", "")
    found = [str(fault) for fault in check(write(tmp_path, changed), proof)]
    assert found == [
        f"{DRILL_PATH}:1: 1 terms are too many",
        f"{SAFETY_PATH}:1: `title` is missing: add it",
    ]


def test_the_content_that_ships_reads_well() -> None:
    assert [str(fault) for fault in content_faults(CONTENT)] == []


@pytest.mark.parametrize("shown", ["", "4-0", "½", "1-2 mm", "≤ 20°", "3 ×", "5 s", "000", "+"])
def test_numbers_and_units_in_a_picture_need_no_translation(tmp_path: Path, shown: str) -> None:
    assert check(write(tmp_path, {COIN_SVG: SVG.replace("5 mm", shown)})) == []


WITH_UNITS = [
    "Hold each for 3 seconds.",
    "1-2-3-4 and back.",
    "Three goes of 10 seconds (30 in all).",
    "Use 3-0 or 4-0 thread.",
    "Four dots in line: 6 and 2 mm.",
    "Shapes 1, 2 and 3.",
    "Four of 5.",
    "Level 4.",
    "From 0 to 10.",
    "2-3 cm (practice target).",
    "An 8-stitch ring, 180° apart.",
]
WITHOUT_UNITS = [
    ("Bites 5 from the edge.", ["5"]),
    ("Hold for 15.", ["15"]),
    ("Enter at 90.", ["90"]),
    ("Stitches 3-5 apart, 2 deep.", ["3-5", "2"]),
    ("2 and 5 from the edge.", ["5"]),
]


@pytest.mark.parametrize("text", WITH_UNITS)
def test_numbers_that_say_what_they_measure_are_left_alone(text: str) -> None:
    assert list(without_unit(text)) == []


@pytest.mark.parametrize(("text", "bare"), WITHOUT_UNITS)
def test_a_number_that_lacks_its_unit_is_found(text: str, bare: list[str]) -> None:
    assert list(without_unit(text)) == bare
