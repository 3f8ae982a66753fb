"""The phone's state: one SQLite file, the only place where anything is kept.

The connection is used on the event loop itself. A statement here takes some tens of microseconds,
because WAL with synchronous=NORMAL does not wait for the disk; that loses nothing when a process
is killed (only when the machine is), and keeps every method one undivided step.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_VERSION: Final = 1
_SCHEMA: Final = """
create table facts (name text primary key, value text not null);
create table people (
  id integer primary key, first_name text not null, last_name text, username text unique,
  language_code text not null,
  started integer not null default 0,  -- has ever written to the bot
  blocked integer not null default 0,
  read_up_to integer not null default 0);
create table chats (
  id integer primary key, type text not null, title text, reply_keyboard text);
create table messages (
  message_id integer primary key autoincrement, chat_id integer not null,
  sender_id integer not null, date integer not null, edit_date integer, reply_to integer,
  content text not null, reply_markup text, silent integer not null,
  reactions text not null default '[]',  -- the bot's
  person_reactions text not null default '[]');
create index messages_by_chat on messages (chat_id, message_id);
create table files (
  file_id text primary key, file_unique_id text not null, kind text not null,
  path text not null unique, mime_type text not null, facts text not null,
  content blob not null);
create table updates (update_id integer primary key autoincrement, body text not null);
create table taps (id text primary key, person integer not null, tapped_at real not null);
create table commands (
  scope text not null, language_code text not null, commands text not null,
  primary key (scope, language_code));
create table profile_texts (
  name text not null, language_code text not null, text text not null,
  primary key (name, language_code));
"""


class Database:
    """The connection, its transactions, and JSON facts by name."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = wal", "synchronous = normal", "busy_timeout = 5000"):
            self._connection.execute(f"pragma {pragma}")
        self._create()

    def _create(self) -> None:
        version = self.value("pragma user_version")
        if version == 0:
            self._connection.executescript(
                f"begin; {_SCHEMA} pragma user_version = {_VERSION}; commit;"
            )
        elif version != _VERSION:
            raise RuntimeError(
                f"the phone's state is of version {version}, this phone reads {_VERSION}: "
                "move the file away to start anew"
            )

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on disk when it ends."""
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Executes one statement."""
        return self._connection.execute(sql, values)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row, if there is one."""
        row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, *values)
        return row[0] if row else None

    def insert(self, sql: str, *values: object) -> int:
        """Executes an insert and gives the new row's id."""
        return int(self._connection.execute(sql, values).lastrowid or 0)

    def fact(self, name: str) -> Any:
        """A single fact of the bot's, such as its menu button; None when it was never set."""
        value = self.value("select value from facts where name = ?", name)
        return None if value is None else json.loads(value)

    def set_fact(self, name: str, value: object) -> None:
        """Keeps a single fact."""
        self.run("insert or replace into facts values (?, ?)", name, json.dumps(value))
