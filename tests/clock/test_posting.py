"""Getting one message out: nothing that was sent is sent again for want of being written down."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

import pytest

from bot.clock.posting import TRIES, Poster
from bot.usecases.outgoing import Message, Outcome, Posted, Prepare
from bot.usecases.ports import DatabaseDown, Tx
from tests.chat.room import Room
from tests.simulated import now, simulate

SENT, LATER = Posted(Outcome.SENT, 700), Posted(Outcome.LATER)
UNANSWERED = Posted(Outcome.UNKNOWN, in_doubt=True)
DOWN = DatabaseDown("the server is gone")


@dataclass
class Counter:
    """An outbox that does as the script says, and what was written down of it."""

    room: Room
    script: deque[Posted | Exception] = field(default_factory=deque)
    tried_at: list[float] = field(default_factory=list)
    written: list[Posted] = field(default_factory=list)
    slot: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def __post_init__(self) -> None:
        self.poster = Poster(self.room.db, self)

    async def post(self, _: Prepare) -> Posted:
        self.tried_at.append(now())
        await asyncio.sleep(0.1)
        outcome = self.script.popleft() if self.script else SENT
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def send(self, *script: Posted | Exception) -> Outcome | None:
        self.script.extend(script)

        def record(_: Tx, posted: Posted) -> Outcome | None:
            self.written.append(posted)
            return posted.outcome

        return await self.poster.post(_nothing, record, self.slot)


def _nothing(_: Tx) -> Message | None:
    return None


@pytest.fixture
def counter(room: Room) -> Counter:
    return Counter(room)


def test_what_was_sent_is_written_down_once_the_database_is_back(counter: Counter) -> None:
    async def story() -> None:
        sending = asyncio.create_task(counter.send(SENT))
        await asyncio.sleep(0.05)
        counter.room.db.fault = DOWN
        await asyncio.sleep(300)
        assert counter.slot.locked(), "nothing else is sent in its place"
        counter.room.db.fault = None
        assert await sending is Outcome.SENT
        assert (len(counter.tried_at), counter.written) == (1, [SENT])

    simulate(story())


def test_what_could_not_begin_for_the_databases_sake_begins_when_it_is_back(
    counter: Counter,
) -> None:
    async def story() -> None:
        assert await counter.send(DOWN, DOWN, SENT) is Outcome.SENT
        assert counter.written == [SENT]

    simulate(story())


def test_a_pause_leaves_the_slot_to_others(counter: Counter) -> None:
    """Somebody whose chat does not work holds up nobody."""

    async def story() -> None:
        stuck = asyncio.create_task(counter.send(*[LATER] * 6))
        await asyncio.sleep(1)
        assert not counter.slot.locked()
        assert await stuck is Outcome.SENT
        pauses = [
            after - before
            for before, after in zip(counter.tried_at, counter.tried_at[1:], strict=False)
        ]
        assert pauses == pytest.approx([0.6, 1.1, 2.1, 4.1, 8.1, 16.1])

    simulate(story())


@pytest.mark.parametrize(
    ("unanswered", "ends"), [(TRIES - 1, Outcome.SENT), (TRIES, Outcome.UNKNOWN)]
)
def test_without_an_answer_it_is_tried_a_few_times(
    counter: Counter, unanswered: int, ends: Outcome
) -> None:
    async def story() -> None:
        assert await counter.send(*[UNANSWERED] * unanswered) is ends
        assert len(counter.tried_at) == TRIES
        assert all(posted.in_doubt for posted in counter.written[: TRIES - 1])

    simulate(story())


def test_a_stop_begins_nothing_and_ends_a_pause(counter: Counter) -> None:
    async def story() -> None:
        waiting = asyncio.create_task(counter.send(*[LATER] * 100))
        await asyncio.sleep(5)
        counter.poster.stop()
        assert await waiting is Outcome.LATER
        assert now() == 5
        before = len(counter.tried_at)
        assert await counter.send() is Outcome.LATER
        assert len(counter.tried_at) == before

    simulate(story())
