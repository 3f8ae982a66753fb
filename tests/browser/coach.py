"""The real application, as `make run` starts it: a process of its own with its own folder."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

REPOSITORY = Path(__file__).parents[2]
LEEDS = ZoneInfo("Europe/London")
STOP_WITHIN_S = 10


@dataclass(frozen=True, slots=True)
class Coach:
    """A running coach: where its chat page is, and what it has said on its console."""

    address: str
    console: Path

    def address_of(self, name: str) -> str:
        """The chat page of somebody new."""
        body = json.dumps({"first_name": name}).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/phone/people", body, kind)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return f"{self.address}/?person={json.load(answer)['id']}"

    def complaints(self) -> list[str]:
        """What it has logged as wrong."""
        signs = ('"level": "error"', '"level": "critical"', "Traceback")
        lines = self.console.read_text().splitlines()
        return [line for line in lines if any(sign in line for sign in signs)]


def next_monday_evening() -> datetime:
    """Return 18:10 in Leeds on the Monday to come: a first day is the same at any hour."""
    today = datetime.now(LEEDS).date()
    monday = today + timedelta(days=7 - today.weekday())
    return datetime.combine(monday, time(18, 10), LEEDS)


@contextmanager
def running_coach(var: Path, cache: Path, begins: datetime) -> Iterator[Coach]:
    """Run the coach with its data in `var`, on the local phone, whose clock begins at `begins`."""
    var.mkdir(exist_ok=True)
    ahead = begins.astimezone(UTC) - datetime.now(UTC)
    (var / "phone-clock.txt").write_text(f"{ahead.total_seconds()}\n")
    console = var / "console.txt"
    port = _free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "HTTP_HOST": "127.0.0.1",
        "HTTP_PORT": str(port),
        "DATABASE_URL": f"sqlite:///{var}/steadyhand.sqlite3",
        "XDG_CACHE_HOME": str(cache),
    }
    command = [sys.executable, "-m", "bot", "phone"]
    with (
        console.open("w") as out,
        subprocess.Popen(command, cwd=var, env=environment, stdout=out, stderr=out) as process,
    ):
        try:
            coach = Coach(f"http://127.0.0.1:{port}", console)
            _wait_until_ready(coach, process)
            yield coach
            assert process.poll() is None, f"the coach ended by itself: {process.returncode}"
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(coach: Coach, process: subprocess.Popen[bytes]) -> None:
    """Wait for the line that tells where the page is."""
    deadline = datetime.now(UTC) + timedelta(seconds=30)
    while f"Open {coach.address}" not in coach.console.read_text():
        if process.poll() is not None or datetime.now(UTC) > deadline:
            raise AssertionError(f"the coach did not start:\n{coach.console.read_text()}")
        _give_way(process)
    urllib.request.urlopen(f"{coach.address}/readyz", timeout=10).close()


def _give_way(process: subprocess.Popen[bytes]) -> None:
    """Let the process go on for a moment."""
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
