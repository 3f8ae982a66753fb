"""What nothing can start with: one clear message with the mend, exit code 2, no traceback."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.outside import REPOSITORY, environment, outside

SECRET = "123456789:AAHsecret_part_of_the_token-x"
NOBODY = "http://127.0.0.1:9"  # the discard port: nobody answers


def started(folder: Path, *command: str, **settings: str) -> str:
    """Start the bot with these settings and return what it says as it refuses."""
    given = {"TELEGRAM_BOT_TOKEN": SECRET, "TELEGRAM_API_URL": NOBODY}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *(command or ("run",))],
        cwd=folder,
        env=environment(folder, folder / "cache", **(given | settings)),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 2, said
    assert "Traceback" not in said
    assert "secret_part" not in said
    return said


def test_a_missing_token(tmp_path: Path) -> None:
    said = started(tmp_path, TELEGRAM_BOT_TOKEN="")
    assert said.startswith("TELEGRAM_BOT_TOKEN is missing: ")
    assert "@BotFather" in said
    assert len(said.splitlines()) == 1


def test_a_malformed_token(tmp_path: Path) -> None:
    said = started(tmp_path, TELEGRAM_BOT_TOKEN="secret_part")
    assert said == (
        "TELEGRAM_BOT_TOKEN must be digits, a colon and the rest, as @BotFather gave it\n"
    )


def test_an_unknown_setting_and_wrong_values_are_all_named_at_once(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COFFEE=black\n")
    said = started(tmp_path, DATABSE_URL="sqlite:///x", SEND_RATE="quick", HTTP_PORT="-1")
    lines = said.splitlines()
    assert "COFFEE in .env is no setting" in said
    assert "DATABSE_URL in the environment is no setting: did you mean DATABASE_URL?" in lines
    assert any(line.startswith("SEND_RATE must be ") for line in lines)
    assert any(line.startswith("HTTP_PORT must be ") for line in lines)
    assert len(lines) == 4


def test_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    said = started(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/file/x.sqlite3")
    assert said.startswith("DATABASE_URL: ")
    assert len(said.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_in_a_folder_without_rights(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    said = started(tmp_path, DATABASE_URL=f"sqlite:///{folder}/x.sqlite3")
    assert "let this user write" in said


def test_a_database_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "coach.sqlite3").write_text("Dear diary, " * 400)
    said = started(tmp_path)
    assert "is not a SQLite database: name another file, or move this one away" in said
    assert (tmp_path / "coach.sqlite3").read_text().startswith("Dear diary"), "left as it was"


def test_content_that_is_broken(tmp_path: Path) -> None:
    content = shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    drill = content / "drills" / "finger-taps.md"
    drill.write_text(drill.read_text().replace("minutes: 1", "minutes: soon"))
    said = started(tmp_path, CONTENT_DIR=str(content))
    assert "finger-taps.md:" in said
    assert said.splitlines()[-1] == "Mend the content, or point CONTENT_DIR elsewhere."


def test_content_that_is_not_there(tmp_path: Path) -> None:
    said = started(tmp_path, CONTENT_DIR=str(tmp_path / "nowhere"))
    assert said.startswith("CONTENT_DIR must be a folder that is there")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize("command", ["run", "phone"])
def test_a_port_that_is_taken(tmp_path: Path, taken_port: int, command: str) -> None:
    said = started(tmp_path, command, HTTP_PORT=str(taken_port))
    assert said.startswith(f"Port {taken_port} on 127.0.0.1 is taken by another program")
    assert "HTTP_PORT" in said


def test_nobody_answers_at_the_address(tmp_path: Path) -> None:
    """Asked for ten seconds, since a network may come up a little later than the bot."""
    said = started(tmp_path)
    assert said.splitlines()[-1] == (
        "TELEGRAM_API_URL cannot be reached: check the address and the network"
    )


async def test_a_token_that_telegram_refuses(tmp_path: Path, cache: Path) -> None:
    async with outside(tmp_path, cache) as world:
        (tmp_path / "other").mkdir()
        refused = asyncio.to_thread(
            started, tmp_path / "other", TELEGRAM_API_URL=world.url, TELEGRAM_BOT_TOKEN=SECRET
        )
        assert "TELEGRAM_BOT_TOKEN was refused: copy it anew from @BotFather" in await refused
