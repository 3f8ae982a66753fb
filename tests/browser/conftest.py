"""Chromium for the browser tests: Debian's, or one that STEADYHAND_CHROMIUM names.

STEADYHAND_SCREENSHOTS names a folder for the pictures that the tests take; without it they go to
pytest's own temporary one.
"""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.coach import Coach, next_monday_evening, running_coach
from tests.browser.phone import Phone
from tests.browser.watch import Watch, watched

NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP = {"viewport": {"width": 1280, "height": 860}}
NUMBERS = count(1)

expect.set_options(timeout=15_000)  # ms; how fast a loaded machine is, is no test's question


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


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all: each picture is drawn once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def shared_coach(tmp_path_factory: pytest.TempPathFactory, drawings: Path) -> Iterator[Coach]:
    """A coach for all whose tests leave the time alone."""
    var = tmp_path_factory.mktemp("shared")
    with running_coach(var, drawings, next_monday_evening()) as coach:
        yield coach
        assert coach.complaints() == []


@pytest.fixture
def own_coach(tmp_path: Path, drawings: Path) -> Iterator[Coach]:
    """A new coach whom nobody has met."""
    with running_coach(tmp_path / "var", drawings, next_monday_evening()) as coach:
        yield coach
        assert coach.complaints() == []


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where the pictures go."""
    folder = Path(os.environ.get("STEADYHAND_SCREENSHOTS") or tmp_path / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def watch() -> Watch:
    """What went on behind the page; a test may say what it expects to be refused."""
    return Watch()


@pytest.fixture
def maya(browser: Browser, own_coach: Coach, shots: Path, watch: Watch) -> Iterator[Phone]:
    """Maya's phone on a Monday at 18:10, before her first word; the time is hers to move."""
    with watched(browser, own_coach.address, watch, PHONE) as page:
        yield Phone(page, shots)


@pytest.fixture
def phone(browser: Browser, shared_coach: Coach, shots: Path, watch: Watch) -> Iterator[Phone]:
    """The phone of somebody new, one of many with the same coach."""
    address = shared_coach.address_of(f"Robin {next(NUMBERS)}")
    with watched(browser, address, watch, PHONE) as page:
        yield Phone(page, shots)


@pytest.fixture
def desktop(browser: Browser, shared_coach: Coach, shots: Path, watch: Watch) -> Iterator[Phone]:
    """The same in a wide window."""
    address = shared_coach.address_of(f"Robin {next(NUMBERS)}")
    with watched(browser, address, watch, DESKTOP) as page:
        yield Phone(page, shots)
