"""What an operator is told when the database cannot be used: one line with the mend in it."""

from __future__ import annotations


class UnwritableDatabase(Exception):
    """The database cannot be used; the message is one line that names the setting and the mend."""

    def __init__(self, message: str) -> None:
        super().__init__(f"DATABASE_URL: {message}")
