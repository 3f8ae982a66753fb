"""A process to be killed: it commits pairs of rows and says each number once it is kept."""

from __future__ import annotations

import asyncio
import itertools
import sys

from bot.store.database import SqlDatabase, open_database
from bot.usecases.ports import Tx
from tests.builders import at


def put_pair(tx: Tx, number: int) -> None:
    tx.outbox.add(1, None, str(number), at())
    tx.outbox.add(1, None, str(number), at())


async def put_and_say(database: SqlDatabase, number: int) -> None:
    await database.run(put_pair, number)
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


async def main(url: str, first: int) -> None:
    database = open_database(url)
    for number in itertools.count(first, 4):
        await asyncio.gather(*(put_and_say(database, number + each) for each in range(4)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
