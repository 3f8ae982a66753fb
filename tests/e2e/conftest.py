"""One world a test; pictures are drawn once for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import use_bundled_zones
from tests.e2e.people import Person
from tests.e2e.world import World, living_world, no_waiting


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures of all tests are kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def _bundled_zones() -> None:
    use_bundled_zones()


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with no_waiting():
        yield


@pytest.fixture
async def world(tmp_path: Path, cache: Path) -> AsyncIterator[World]:
    """A Monday evening in London, some minutes after six."""
    async with living_world(tmp_path, cache) as world:
        yield world


@pytest.fixture
async def maya(world: World) -> Person:
    """Maya has never written to the bot."""
    return await world.person("Maya")
