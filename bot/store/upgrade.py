"""Changing the schema with Alembic. Imported only when there is something to change."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.store.faults import UnwritableDatabase

_MIGRATIONS = Path(__file__).with_name("migrations")


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for work on this connection, in its running transaction."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str | None, file: Path) -> None:
    """Bring the schema from `revision` to the newest; an exception leaves it as it was."""
    config = alembic_config(connection)
    if revision is not None and not _is_known(config, revision):
        raise UnwritableDatabase(
            f"{file} has schema {revision}, which this version does not know: "
            "install the newer version that wrote it, or name another file"
        )
    command.upgrade(config, "head")
    _check_foreign_keys(connection, file)


def _is_known(config: Config, revision: str) -> bool:
    try:
        return ScriptDirectory.from_config(config).get_revision(revision) is not None
    except CommandError:
        return False


def _check_foreign_keys(connection: Connection, file: Path) -> None:
    """Refuse a change after which rows hang on nothing: foreign keys were off while it was made."""
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        tables = ", ".join(sorted({orphan[0] for orphan in orphans}))
        raise UnwritableDatabase(
            f"{file} has rows whose parent is gone (in {tables}), so its schema was left as it "
            "is: restore a backup"
        )
