"""What an operator is told when the database cannot be used: one line with the mend in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

_PRIMARY_CODE = 0xFF  # the low byte; the rest of SQLite's code says more than is needed here

_MENDS = {
    sqlite3.SQLITE_BUSY: "is locked by another process: stop that one, or name another file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: let this user write to it and to its folder",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a backup",
    sqlite3.SQLITE_FULL: "cannot grow since the disk is full: free some space",
    sqlite3.SQLITE_IOERR: "cannot be read or written (disk I/O error): check the disk",
    sqlite3.SQLITE_NOTADB: "is not a SQLite database: name another file, or move this one away",
    sqlite3.SQLITE_READONLY: "is read-only: let this user write to the file and to its folder",
}


class UnwritableDatabase(Exception):
    """The database cannot be used; the message is one line that names the setting and the mend."""

    def __init__(self, message: str) -> None:
        super().__init__(f"DATABASE_URL: {message}")


@contextmanager
def faults_named(file: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into one line about `file`."""
    try:
        yield
    except DBAPIError as error:
        raise _named(file, error.orig) from error


def _named(file: Path, error: BaseException | None) -> UnwritableDatabase:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return UnwritableDatabase(f"{file} {_MENDS.get(code, f'cannot be used: {error}')}")


def make_folder_of(file: Path) -> None:
    """Create the folder that the database file is to be in."""
    folder = file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_folder = file.is_dir()
    except OSError as error:
        mend = "name a file in a folder that this user may write to"
        raise UnwritableDatabase(
            f"{folder} is no folder to write to ({error.strerror}): {mend}"
        ) from error
    if is_folder:
        raise UnwritableDatabase(f"{file} is a folder: name a file in it")
