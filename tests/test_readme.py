"""The README keeps pace: settings, commands and files that it names are the ones there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ALL_NAMES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
RUNBOOK = (ROOT / "deploy" / "runbook.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(ALL_NAMES))
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_named(command: str) -> None:
    assert f"`steadyhand {command}" in README


def test_it_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"steadyhand ([a-z-]+)", README + RUNBOOK))
    assert named <= set(main.commands)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)`?", README))))
def test_its_make_targets_are_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "link", sorted(set(re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", README)))
)
def test_its_links_lead_somewhere(link: tuple[str, str]) -> None:
    path = link[0] or link[1]
    assert path.startswith("https://") or (ROOT / path).exists()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_helps_with_an_example(command: str) -> None:
    assert "Example:" in (main.commands[command].epilog or "")
