from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.phone.desk import Desk, desk_with, served_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A fresh phone; Alice has written to the bot once and that was fetched."""
    async with desk_with(tmp_path / "phone.sqlite3") as desk:
        await desk.says(desk.alice, "/start")
        await desk.updates(offset=-1)
        await desk.updates(offset=(await desk.updates())[0]["update_id"] + 1)
        yield desk


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Desk]:
    """The same on a real socket, but nobody has written yet."""
    async with served_desk(tmp_path / "phone.sqlite3") as desk:
        yield desk
