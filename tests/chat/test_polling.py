"""Polling: an update is acknowledged when it was committed, and never before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.chat.incoming import Incoming
from bot.chat.outbox import Outbox
from bot.chat.polling import STANDBY_S, Polling, SignedOut
from bot.chat.service import Served, Service
from bot.usecases.ports import DatabaseDown
from tests.builders import ALICE, BOB, bob
from tests.chat.room import PlainPictures, PlainSheets, Room, ScriptedWire, said
from tests.chat.updates import message
from tests.simulated import now, simulate

GARBAGE: list[dict[str, Any]] = [
    {"update_id": 901, "message": {"message_id": "x"}},
    {"update_id": 902, "message": 5},
    {"update_id": 903, "callback_query": {"id": "q"}},
    {"update_id": 904},
]


@dataclass
class Office:
    """Polling with a real service, store and outbox."""

    room: Room
    wire: ScriptedWire = field(default_factory=ScriptedWire)

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.room.service, self.wire, PlainPictures(), PlainSheets(), 30)
        self.polling = Polling(self.room.service, self.wire, self.outbox)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(self.polling.run())
        yield task
        await self.polling.stop(task)
        await self.outbox.close(5)

    async def logged(self, who: int = ALICE) -> list[int | None]:
        done = await self.room.look(lambda tx: tx.practice.of(who))
        return [completion.reps for completion in done]


@pytest.fixture
def office(room: Room) -> Office:
    simulate(room.keep(bob(paused_from=None)))
    return Office(room)


def knots(number: int, who: int = ALICE) -> dict[str, Any]:
    """Somebody logs so many knots."""
    return message(number, who, text=f"{number} knots", message_id=number)


def test_updates_are_served_and_then_acknowledged(office: Office) -> None:
    async def story() -> None:
        office.wire.batches.extend([[knots(11), knots(12, BOB)], [knots(13)]])
        async with office.running():
            await asyncio.sleep(10)
        assert office.wire.offsets == [None, 13, 14]
        assert await office.logged() == [11, 13]
        assert await office.logged(BOB) == [12]
        assert len(office.wire.texts(ALICE)) == 2

    simulate(story())


def test_an_empty_poll_acknowledges_nothing_new(office: Office) -> None:
    async def story() -> None:
        office.wire.batches.extend([[], [knots(11)], []])
        async with office.running():
            await asyncio.sleep(10)
        assert office.wire.offsets == [None, None, 12, 12]

    simulate(story())


def test_what_was_not_committed_is_not_acknowledged(office: Office) -> None:
    async def story() -> None:
        office.wire.batches.extend([[], [knots(11)], [knots(11)], [knots(11)]])
        async with office.running():
            while not office.wire.offsets:
                await asyncio.sleep(0)
            office.room.db.fault = DatabaseDown("disk full")
            await asyncio.sleep(0.1)
            assert office.wire.offsets == [None, None]
            office.room.db.fault = None
            await asyncio.sleep(10)
        assert office.wire.offsets[:4] == [None, None, None, 12]
        assert await office.logged() == [11]

    simulate(story())


def test_who_has_not_the_duty_stands_by_and_takes_over_what_was_left(office: Office) -> None:
    async def story() -> None:
        office.room.db.on_duty = False
        office.wire.batches.append([knots(11)])
        async with office.running():
            await asyncio.sleep(600)
            assert office.wire.offsets == []
            left = said("left over by the other one")
            await office.room.db.run(
                lambda tx: tx.outbox.add(ALICE, ALICE, left.to_json(), office.room.clock.now())
            )
            office.room.db.on_duty = True
            await asyncio.sleep(STANDBY_S)
            assert office.wire.texts()[0] == left.text
        assert office.wire.offsets == [None, 12]
        assert await office.logged() == [11]

    simulate(story())


def test_what_was_committed_beside_a_fault_is_not_done_twice(office: Office) -> None:
    async def story() -> None:
        await office.room.db.run(lambda _: None)
        fails = {BOB}
        serve = office.room.service.serve

        class Stumbling(Service):
            async def serve(self, incoming: Incoming) -> Served:
                if incoming.learner in fails:
                    fails.clear()
                    raise DatabaseDown("locked")
                return await serve(incoming)

        office.polling._service = Stumbling(*_fields(office.room.service))
        batch = [knots(11), knots(12, BOB), knots(13), knots(14, BOB)]
        office.wire.batches.extend([batch, batch])
        async with office.running():
            await asyncio.sleep(10)
        assert await office.logged() == [11, 13]
        assert await office.logged(BOB) == [12, 14]
        assert office.wire.offsets == [None, None, 15]
        assert len(office.wire.texts(ALICE)) == 2

    simulate(story())


def _fields(service: Service) -> list[Any]:
    return [getattr(service, field.name) for field in fields(service) if field.init]


def test_one_malformed_update_does_not_hide_the_others(office: Office) -> None:
    async def story() -> None:
        office.wire.batches.append([*GARBAGE, knots(905)])
        async with office.running():
            await asyncio.sleep(10)
        assert await office.logged() == [905]
        assert office.wire.offsets == [None, 906]

    simulate(story())


def test_nothing_but_garbage_is_acknowledged_too(office: Office) -> None:
    async def story() -> None:
        office.wire.batches.append(GARBAGE)
        async with office.running():
            await asyncio.sleep(10)
        assert office.wire.offsets == [None, 905]

    simulate(story())


def test_one_chat_is_served_in_order_and_others_beside_it(office: Office) -> None:
    async def story() -> None:
        order: list[tuple[int, str, float]] = []

        class Slow(Service):
            async def serve(self, incoming: Incoming) -> Served:
                order.append((incoming.learner, "begun", now()))
                await asyncio.sleep(1)
                order.append((incoming.learner, "done", now()))
                return Served((), None)

        office.polling._service = Slow(*_fields(office.room.service))
        office.wire.batches.append([knots(11), knots(12), knots(13, BOB)])
        async with office.running():
            await asyncio.sleep(10)
        assert [each for each in order if each[0] == ALICE] == [
            (ALICE, "begun", 0),
            (ALICE, "done", 1),
            (ALICE, "begun", 1),
            (ALICE, "done", 2),
        ]
        assert (BOB, "done", 1) in order

    simulate(story())


@pytest.mark.parametrize(
    ("error", "again_after"),
    [
        (NetworkError("down"), 0.5),
        (NetworkError("Bad Gateway"), 0.5),
        (TimedOut(), 0.5),
        (Forbidden("a gateway's own page"), 0.5),
        (InvalidToken("Not Found"), 0.5),
        (Conflict("terminated by other getUpdates request"), 5),
        (RetryAfter(9), 9),
        (RetryAfter(timedelta(seconds=9)), 9),
        (RuntimeError("a bug"), 0.5),
    ],
    ids=str,
)
def test_a_poll_that_fails_is_made_again(
    office: Office, error: Exception, again_after: float
) -> None:
    async def story() -> None:
        office.wire.batches.extend([[knots(10)], error, [knots(11)]])
        async with office.running() as task:
            await asyncio.sleep(again_after - 0.1)
            assert await office.logged() == [10]
            await asyncio.sleep(0.2)
            assert await office.logged() == [10, 11]
            assert not task.done()
        assert office.wire.offsets == [None, 11, 11, 12]

    simulate(story())


def test_the_pauses_grow_to_half_a_minute_and_begin_anew(office: Office) -> None:
    async def story() -> None:
        times: list[float] = []
        updates = office.wire.updates

        async def noted(offset: int | None) -> list[dict[str, Any]]:
            times.append(now())
            return await updates(offset)

        office.wire.updates = noted  # type: ignore[method-assign]
        down: list[Exception | list[dict[str, Any]]] = [NetworkError("down")] * 8
        office.wire.batches.extend([*down, [], NetworkError("down")])
        async with office.running():
            await asyncio.sleep(200)
        pauses = [later - sooner for sooner, later in pairwise(times)]
        assert pauses == pytest.approx([0.5, 1, 2, 4, 8, 16, 30, 30, 0, 0.5], abs=0.001)

    simulate(story())


def test_a_refused_token_ends_it(office: Office) -> None:
    async def story() -> None:
        office.wire.batches.append(InvalidToken("Unauthorized"))
        with pytest.raises(SignedOut):
            await office.polling.run()

    simulate(story())


def test_a_stop_finishes_what_is_being_served(office: Office) -> None:
    async def story() -> None:
        serve = office.room.service.serve

        class Slow(Service):
            async def serve(self, incoming: Incoming) -> Served:
                await asyncio.sleep(0.8)
                return await serve(incoming)

        office.polling._service = Slow(*_fields(office.room.service))
        office.wire.batches.append([knots(11), knots(12)])
        async with office.running():
            await asyncio.sleep(1)
            busy = not office.polling.is_idle
        assert busy
        assert office.polling.is_idle
        assert await office.logged() == [11, 12]
        assert len(office.wire.texts(ALICE)) == 2

    simulate(story())


def test_a_stop_after_the_end_is_no_fault(office: Office) -> None:
    async def story() -> None:
        task = asyncio.create_task(office.polling.run())
        await asyncio.sleep(1)
        await office.polling.stop(task)
        await office.polling.stop(task)
        assert task.cancelled()

    simulate(story())
