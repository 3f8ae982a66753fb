"""Topics of the seed and ids ever shipped: what vanishes or is taught nowhere is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library.check import check
from bot.library.coverage import BEGIN, END, write_down
from bot.library.load import Reading, load_library
from tests.library.folder import DRILL_PATH, edited, write
from tests.library.test_load import CONTENT, Changes

TOPICS = """# Topics.
[[topic]]
part = "Exercises"
name = "Coin rotation"
taught = ["coin-rotation"]

[[topic]]
part = "Suturing"
name = "X-suture"
planned = ["cruciate"]
"""
TABLE = """| part | topic | taught by |
|---|---|---|
| Exercises | Coin rotation | `coin-rotation` |
| Suturing | X-suture | `cruciate` (to come) |"""
IDS = "# Ids.\ncoin-rotation\nvertical-mattress\n"
README = f"# Content\n\n{BEGIN}\n{TABLE}\n{END}\n\nMore.\n"
KEPT: Changes = {"seed-topics.toml": TOPICS, "ids.txt": IDS, "README.md": README}


def faults(folder: Path, changed: Changes) -> list[str]:
    return [str(fault) for fault in check(write(folder, {**KEPT, **changed}))]


def test_what_is_kept_up_to_date_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (
            {"seed-topics.toml": TOPICS.replace('planned = ["cruciate"]', 'taught = ["cruciate"]')},
            "seed-topics.toml:7: `cruciate` is not there: write it, or plan it",
        ),
        (
            {"seed-topics.toml": TOPICS.replace('planned = ["cruciate"]', "")},
            "seed-topics.toml:7: nothing teaches 'X-suture': name an id",
        ),
        (
            {"seed-topics.toml": TOPICS.replace("planned", "plans")},
            "seed-topics.toml:7: topic: `plans`: extra inputs are not permitted",
        ),
        (
            {"seed-topics.toml": TOPICS.replace("X-suture", "Cross")},
            "README.md:3: table of topics is out of date: run `steadyhand check-content --write`",
        ),
        (
            {"README.md": "# Content\n"},
            f"README.md:1: has no place for the table of topics: add {BEGIN} and {END}",
        ),
        (
            {"ids.txt": IDS + "coin-roll\n"},
            "ids.txt:4: `coin-roll` is gone: bring it back, or name it under `formerly`",
        ),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, changed: Changes, fault: str) -> None:
    assert fault in faults(tmp_path, changed)


def test_an_id_that_was_renamed_is_not_gone(tmp_path: Path) -> None:
    renamed = edited(DRILL_PATH, "formerly: [coin-turns]", "formerly: [coin-turns, coin-roll]")
    assert faults(tmp_path, {**renamed, "ids.txt": IDS + "coin-roll\n"}) == []


def test_writing_down_mends_the_table_and_adds_new_ids(tmp_path: Path) -> None:
    stale = {"ids.txt": "# Ids.\ncoin-rotation\n", "README.md": README.replace(TABLE, "")}
    folder = write(tmp_path, {**KEPT, **stale})
    write_down(folder, Reading(folder))
    assert (folder / "README.md").read_text() == README
    assert (folder / "ids.txt").read_text() == (
        "# Ids.\ncoin-rotation\nnumb-hand\nshort-and-often\nvertical-mattress\n"
    )
    assert check(folder) == []


def test_what_ships_is_written_down() -> None:
    written = (CONTENT / "ids.txt").read_text().split("\n")
    library = load_library(CONTENT)
    assert library.first_drill in written
