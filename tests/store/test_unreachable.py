"""A PostgreSQL database that cannot be used is told of in one line, without its password."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import psycopg
import pytest

from bot.store.postgresql import _MIGRATION
from bot.store.schema import migrate
from tests.postgres import STRANGER, Databases, name_of, running_server
from tests.store import refusals


def told(url: str) -> str:
    line = refusals.told(url)
    assert "secret" not in line
    return line


def do(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for each in statements:
            connection.execute(each.encode())


def tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT relname FROM pg_class WHERE relkind = 'r'")
        return {name for (name,) in found}


@pytest.fixture
def url(postgres: Databases) -> Iterator[str]:
    """A database in which there is nothing at all yet."""
    bare = postgres.bare()
    yield bare
    postgres.drop(bare)


@pytest.fixture
def stranger(postgres: Databases) -> Iterator[str]:
    """Somebody who has to log in, and owns nothing."""
    postgres.tell(f"DROP ROLE IF EXISTS {STRANGER}")
    postgres.tell(f"CREATE ROLE {STRANGER} LOGIN PASSWORD 'my-secret'")
    yield STRANGER
    postgres.tell(f"DROP ROLE {STRANGER}")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.postgresql.WAIT_FOR_SERVER_S", 0.05)
    monkeypatch.setattr("bot.store.postgresql.LOOK_AGAIN_S", 0.01)


# --- nobody answers ------------------------------------------------------------------------------


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize(
    ("place", "called"),
    [
        ("127.0.0.1:9/coach", "coach at 127.0.0.1:9 cannot be reached (Connection refused): check"),
        ("/coach?host=/nowhere", "coach at /nowhere cannot be reached (No such file or directory)"),
        ("nowhere.invalid/coach", "coach at nowhere.invalid cannot be reached (failed to resolve"),
    ],
)
def test_an_address_where_nobody_answers(place: str, called: str) -> None:
    assert called in told(f"postgresql://me:my-secret@{place}")


def test_a_server_that_comes_up_a_little_later_is_waited_for() -> None:
    with running_server() as server:
        server.stop()
        starting = threading.Timer(0.3, server.start)
        starting.start()

        migrate(server.url())

        starting.join()
        assert "learners" in tables(server.url())


# --- somebody answers, and says no ---------------------------------------------------------------


def test_a_database_that_is_not_there(url: str) -> None:
    missing = url.replace(name_of(url), "missing")
    assert "does not exist: create it (createdb), or name another" in told(missing)


def test_a_wrong_password(url: str, stranger: str) -> None:
    wrong = url.replace("postgres@", f"{stranger}:a-secret-guess@")
    assert "refuses this login: check the user and the password" in told(wrong)


def test_a_user_who_does_not_exist(url: str) -> None:
    assert "refuses this login" in told(url.replace("postgres@", "nobody-we-know@"))


def test_a_database_of_somebody_else(url: str, stranger: str) -> None:
    do(url, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    theirs = url.replace("postgres@", f"{stranger}:my-secret@")
    assert "may not be changed by this user: let it own the database" in told(theirs)


def test_a_read_only_database(url: str, postgres: Databases) -> None:
    migrate(url)
    postgres.tell(f"ALTER DATABASE {name_of(url)} SET default_transaction_read_only = on")
    assert "is read-only" in told(url)


def test_a_database_whose_tables_somebody_keeps_locked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_MIGRATION, "lock_timeout", "50ms")
    migrate(url)
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE alembic_version")
        assert "is locked by another process" in told(url)


def test_a_server_that_is_too_old(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.postgresql.OLDEST_VERSION", 99)
    assert "it must be 99 or newer" in told(url)


def test_a_database_that_cannot_keep_every_word(postgres: Databases) -> None:
    latin = postgres.bare("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    assert "keeps its words in LATIN1: create it with ENCODING 'UTF8'" in told(latin)
    assert tables(latin).isdisjoint({"learners", "alembic_version"})


def test_an_option_that_postgresql_does_not_know(url: str) -> None:
    assert "cannot be used" in told(f"{url}&coffee=black")


# --- whose tables are there ----------------------------------------------------------------------


def test_another_programs_database_is_left_as_it_is(url: str) -> None:
    do(url, "CREATE TABLE recipes (name text)")

    assert "belongs to another program: name another one" in told(url)

    assert "learners" not in tables(url)


def test_tables_in_other_schemas_and_those_of_extensions_are_nobodys_business(url: str) -> None:
    do(
        url,
        "CREATE SCHEMA kitchen",
        "CREATE TABLE kitchen.recipes (name text)",
        "CREATE TABLE measures (name text)",
        "ALTER EXTENSION plpgsql ADD TABLE measures",
    )

    migrate(url)

    assert {"learners", "recipes", "measures"} <= tables(url)


def test_a_schema_newer_than_the_code_is_left_as_it_is(url: str) -> None:
    migrate(url)
    do(url, "UPDATE alembic_version SET version_num = '9999'")

    line = told(url)

    assert "schema 9999, which this version does not know" in line
    assert "install the newer version" in line
