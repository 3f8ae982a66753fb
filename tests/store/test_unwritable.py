"""A database that cannot be used is told of in one line with the mend in it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.store.database import open_database
from bot.store.schema import migrate
from tests.store import refusals

NOBODY = 65534


def told(where: str | Path) -> str:
    return refusals.told(where if isinstance(where, str) else f"sqlite:///{where}")


def statement(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for each in statements:
            connection.execute(each)
        connection.commit()


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Be nobody for a while where the tests run as root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_the_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "lib" / "steadyhand.sqlite3"

    open_database(f"sqlite:///{file}").close()

    assert file.is_file()


def test_a_relative_path_starts_where_the_process_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    open_database("sqlite:///var/steadyhand.sqlite3").close()

    assert (tmp_path / "var" / "steadyhand.sqlite3").is_file()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    assert "name a file" in told(url)


@pytest.mark.parametrize(
    "url", ["mysql://host/db", "nonsense", "sqlite:////a/file?mode=ro", "sqlite://two/slashes"]
)
def test_other_databases_are_refused(url: str) -> None:
    assert "sqlite:///path/to/file" in told(url)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("not a folder")

    line = told(tmp_path / "var" / "steadyhand.sqlite3")
    assert str(tmp_path / "var") in line
    assert "name a file in a folder" in line

    assert "name a file in a folder" in told(tmp_path / "var" / "deeper" / "steadyhand.sqlite3")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    assert f"{tmp_path} is a folder: name a file in it" in told(tmp_path)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Knots, needles and thread. " * 99)

    assert f"{file} is not a SQLite database: name another file" in told(file)
    assert file.read_text() == "Knots, needles and thread. " * 99


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "recipes.sqlite3"
    statement(file, "CREATE TABLE recipes (name)")

    assert f"{file} belongs to another program: name another one" in told(file)
    assert tables(file) == {"recipes"}


def test_a_schema_newer_than_the_code_is_left_as_it_is(file: Path) -> None:
    statement(file, "UPDATE alembic_version SET version_num = '9999'")

    line = told(file)

    assert "schema 9999, which this version does not know" in line
    assert "install the newer version" in line


def test_a_database_that_another_process_keeps_locked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite.BUSY_TIMEOUT_S", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    line = told(file)

    other.close()
    assert "is locked by another process" in line


def test_a_damaged_database(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xff" * 3996  # the first page, after its header
    file.write_bytes(content)

    assert "is damaged: restore a backup" in told(file)


def test_rows_whose_parent_is_gone_stop_a_migration_and_nothing_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "steadyhand.sqlite3"
    statement(
        file,
        "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)",
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (parent INTEGER REFERENCES parent (id))",
        "INSERT INTO child VALUES (1)",
    )

    assert "rows whose parent is gone (in child)" in told(file)

    assert "learners" not in tables(file)


def test_a_folder_that_may_not_be_written_to(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    with as_ordinary_user():
        assert "name a file in a folder that this user may write to" in told(
            open_folder / "var" / "steadyhand.sqlite3"
        )
        assert "let this user write to it and to its folder" in told(
            open_folder / "steadyhand.sqlite3"
        )


def test_a_file_that_may_not_be_written_to(open_folder: Path) -> None:
    file = open_folder / "steadyhand.sqlite3"
    migrate(f"sqlite:///{file}")
    file.chmod(0o444)
    open_folder.chmod(0o777)

    with as_ordinary_user():
        assert "is read-only: let this user write to the file and to its folder" in told(file)


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    file = open_folder / "steadyhand.sqlite3"
    migrate(f"sqlite:///{file}")
    file.chmod(0o000)

    with as_ordinary_user():
        assert "let this user write to it" in told(file)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_file_that_takes_no_bytes() -> None:
    assert "/dev/full" in told(Path("/dev/full"))
