"""What holds for every test."""

from __future__ import annotations

import os
import zoneinfo
from collections.abc import Iterator

import pytest
import whenever
from hypothesis import settings

from tests.postgres import Databases, shared_server

# Time zones come from the tzdata wheel, in the product and here: the system's copy may be older,
# and tests that look at two of them at once would tell of that and of nothing else.
zoneinfo.reset_tzpath(to=[])
whenever.reset_tzpath([])

# How long an example takes says something of the machine and its load, not of the rule.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """A real PostgreSQL server, shared by the processes of this run; started when first needed."""
    own = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    with shared_server(own.parent if worker else own) as address:
        databases = Databases(address, worker or "tests")
        yield databases
        databases.close()
