"""Chromium for the browser tests: Debian's, or one that STEADYHAND_CHROMIUM names."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; without one the test is skipped, or fails where it must not be."""
    named = os.environ.get("STEADYHAND_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, NAMES)), None)
    if path:
        return path
    if os.environ.get("STEADYHAND_REQUIRE_BROWSER"):
        pytest.fail("no Chromium found, and STEADYHAND_REQUIRE_BROWSER asks for one")
    pytest.skip("no Chromium found (Debian, Ubuntu: apt install chromium)")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser for all tests; each opens a context of its own."""
    # Chromium refuses its sandbox to root, and continuous integration often is root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield browser
        browser.close()
