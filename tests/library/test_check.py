"""The editorial check: what loads but reads badly is named, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library.check import check
from tests.library.folder import (
    COIN_SVG,
    DRILL_PATH,
    SAFETY_PATH,
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
        f"{DRILL_PATH}:33: sentence 'Turn Turn Turn Turn'... has 26 words: cut it to 25",
    ),
    (
        edited(DRILL_PATH, '"Two coins."', f'"{LONG}"'),
        f"{DRILL_PATH}:19: sentence 'Turn Turn Turn Turn'... has 26 words: cut it to 25",
    ),
    (
        edited(DRILL_PATH, "The best one counts.", "Your streak at risk!"),
        f"{DRILL_PATH}:34: 'streak at risk' is never shown to learners: say it otherwise",
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
        f"{DRILL_PATH}:28: step names a side (left hand): write needle hand or forceps hand",
    ),
    (
        edited(TECHNIQUE_PATH, "2. Near bite.", "2. Near bite on the right."),
        f"{TECHNIQUE_PATH}:47: step names a side (right): write needle hand or forceps hand",
    ),
    (
        edited(TECHNIQUE_PATH, ", vms, vm suture]", ", vms]"),
        f"{TECHNIQUE_PATH}:4: has 7 aliases: add names up to 8",
    ),
    (
        reading(300),
        f"{TECHNIQUE_PATH}:35: takes 110 s to read: cut it to 90 s",
    ),
    (
        edited(TECHNIQUE_PATH, "Pad fixed.", "Pad fixed. " + "Extraordinarily. " * 60),
        f"{TECHNIQUE_PATH}:1: card of the set-up and self-check has 1154 UTF-16 units: "
        "cut it to 900",
    ),
    (
        edited(DRILL_PATH, "Stop at pain.", "Stop at pain. " + "🪡🪡🪡🪡. " * 80),
        f"{DRILL_PATH}:1: card of the drill has 976 UTF-16 units: cut it to 900",
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


def test_the_content_that_ships_reads_well() -> None:
    assert [str(fault) for fault in check(CONTENT)] == []
