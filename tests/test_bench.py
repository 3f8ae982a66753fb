"""`steadyhand bench`: what is missing is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import bot.__main__ as command_line
from bot.__main__ import bench, main


@pytest.mark.parametrize("command", sorted(bench.commands))
def test_every_benchmark_helps_with_an_example(command: str) -> None:
    assert "Example:" in (bench.commands[command].epilog or "")


def test_outside_a_checkout_it_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "__file__", str(tmp_path / "bot" / "__main__.py"))
    assert _said() == "benchmarks are not installed: run them in a checkout of the sources\n"


def test_without_the_dev_packages_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "find_spec", lambda _: None)
    assert _said() == "aiogram is missing: make test installs it with the other dev packages\n"


def _said() -> str:
    answer = CliRunner().invoke(main, ["bench", "updates"])
    assert answer.exit_code == 2
    return answer.stderr
