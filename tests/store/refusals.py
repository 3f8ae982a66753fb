"""What is told about a database that cannot be used."""

from __future__ import annotations

import pytest

from bot.store.database import open_database
from bot.store.faults import UnwritableDatabase


def told(url: str) -> str:
    """Open a database that cannot be opened; return the line about it."""
    with pytest.raises(UnwritableDatabase) as fault:
        open_database(url)
    line = str(fault.value)
    assert line.startswith("DATABASE_URL: ")
    assert "\n" not in line
    return line
