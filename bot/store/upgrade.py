"""Changing the schema with Alembic. Imported only when there is something to change."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.store.backends import Backend
from bot.store.faults import UnwritableDatabase

_MIGRATIONS = Path(__file__).with_name("migrations")


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for work on this connection, in its running transaction."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str | None, backend: Backend) -> None:
    """Bring the schema from `revision` to the newest; an exception leaves it as it was."""
    config = alembic_config(connection)
    if revision is not None and not _is_known(config, revision):
        raise UnwritableDatabase(
            f"{backend.name} has schema {revision}, which this version does not know: "
            "install the newer version that wrote it, or name another one"
        )
    command.upgrade(config, "head")
    backend.check_migrated(connection)


def _is_known(config: Config, revision: str) -> bool:
    try:
        return ScriptDirectory.from_config(config).get_revision(revision) is not None
    except CommandError:
        return False
