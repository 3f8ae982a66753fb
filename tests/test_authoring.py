"""The tools of those who write the content: checking, looking, and looking again at each save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bot.library.watch
from bot.__main__ import main
from tests.library.folder import DRILL_PATH, SAFETY_PATH, VALID, edited, write
from tests.library.test_coverage import README, TOPICS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write(tmp_path / "content")
    monkeypatch.setenv("CONTENT_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_sound_content_is_called_so(folder: Path) -> None:
    result = run("check-content")
    assert (result.exit_code, result.output) == (0, "No faults found.\n")


def test_faults_of_text_and_of_cards_are_told_at_once(folder: Path) -> None:
    long = {
        **edited(DRILL_PATH, "Three goes.", "Go and rest. " * 180),
        **edited(SAFETY_PATH, "Stop for today.", "You failed today."),
    }
    result = run("check-content", str(write(folder, long)))
    assert result.exit_code == 1
    assert f"{DRILL_PATH}:1: card of level 1 has " in result.stdout
    assert f"{SAFETY_PATH}:14: 'failed' is never shown" in result.stdout
    assert result.stderr.endswith("found.\n")


def test_the_table_of_topics_is_brought_up_to_date_first(folder: Path) -> None:
    stale = README.replace("X-suture", "Cross")
    write(folder, {"seed-topics.toml": TOPICS, "README.md": stale})
    assert run("check-content").exit_code == 1
    assert run("check-content", "--write").exit_code == 0
    assert (folder / "README.md").read_text() == README


def test_an_item_is_shown_as_the_phone_shows_it(folder: Path) -> None:
    shown = run("preview", "coin-rotation").output
    assert shown.startswith("--- level 1 ---")
    assert "(picture: A coin turned by half turns.)" in shown
    assert "Later: 20 half turns in 10 seconds. Published:" in shown
    assert "[▶ 30 s] [Done] [Not today]\n[Sources]\n[Something wrong here?]" in shown
    assert "level 2" not in shown


@pytest.mark.parametrize(
    ("item", "part"),
    [
        ("vertical-mattress", "For edges that turn in: eversion."),
        ("short-and-often", "• Five minutes are enough."),
        ("numb-hand", "Stop for today. See a clinician if it stays."),
    ],
)
def test_every_kind_can_be_looked_at(folder: Path, item: str, part: str) -> None:
    assert part in run("preview", item).output


def test_what_is_not_there_cannot_be_looked_at(folder: Path) -> None:
    result = run("preview", "coin-roll")
    assert (result.exit_code, result.stderr) == (
        2,
        "coin-roll is no item: steadyhand find WORDS prints ids\n",
    )


def test_a_picture_is_written_where_there_is_one(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "coin.png"
    assert run("preview", "coin-rotation", "--out", str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    result = run("preview", "short-and-often", "--out", str(out))
    assert result.exit_code == 2


def saved(*changes: dict[str, str | bytes | None], folder: Path) -> Iterator[None]:
    """Somebody saves files, once after the other."""
    for change in changes:
        write(folder, change)
        yield


def test_while_writing_it_is_looked_at_again_at_each_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, whole = {DRILL_PATH: "---\nid: coin"}, {DRILL_PATH: VALID[DRILL_PATH]}
    monkeypatch.setattr(
        bot.library.watch, "saves", lambda _: saved(dict(half), dict(whole), folder=folder)
    )
    checked = run("check-content", "--watch").output
    assert checked.count("No faults found.") == 2
    assert f"{DRILL_PATH}:1: has front matter that never ends" in checked
    looked = run("preview", "coin-rotation", "--watch").output
    assert looked.count("--- level 1 ---") == 2


def test_a_save_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path)
    naps: Iterator[Callable[[], object]] = iter(
        [
            lambda: None,
            lambda: (folder / DRILL_PATH).write_text("changed"),
            lambda: None,
            (folder / DRILL_PATH).unlink,
        ]
    )
    monkeypatch.setattr("bot.library.watch.time.sleep", lambda _: next(naps)())
    noticed = bot.library.watch.saves(folder)
    next(noticed)
    assert (folder / DRILL_PATH).read_text() == "changed"
    next(noticed)
    assert not (folder / DRILL_PATH).exists()
