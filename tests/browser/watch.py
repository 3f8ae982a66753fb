"""What went on behind a page: errors on its console, and requests that left this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

LOOPBACK = "127.0.0.1"
INSIDE = {"blob", "data"}


@dataclass
class Watch:
    """All that should not have happened, a line each."""

    faults: list[str] = field(default_factory=list)
    requests: int = 0
    _expected: list[str] = field(default_factory=list)

    def expect_refusal(self, status: int) -> None:
        """Allow one request to be refused: Chromium itself writes a line about it."""
        self._expected.append(f"the server responded with a status of {status} ")

    def hear(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        expected = next((line for line in self._expected if line in message.text), None)
        if expected:
            self._expected.remove(expected)
        else:
            self.faults.append(f"console: {message.text}")

    def see(self, request: Request) -> None:
        self.requests += 1
        address = urlsplit(request.url)
        if address.scheme not in INSIDE and address.hostname != LOOPBACK:
            self.faults.append(f"left this machine: {request.url}")


@contextmanager
def watched(browser: Browser, address: str, watch: Watch, screen: dict[str, Any]) -> Iterator[Page]:
    """Open the page in a profile of its own, as somebody in Leeds does, and watch it to its end."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **screen)
    context.on("console", watch.hear)
    context.on("weberror", lambda error: watch.faults.append(f"error: {error.error}"))
    context.on("request", watch.see)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()
    assert watch.requests
    assert watch.faults == []
