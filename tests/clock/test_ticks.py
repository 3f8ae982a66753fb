"""The clock's work: claim, post, record; nothing twice, nothing forgotten, nobody held up."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.clock.posting import TRIES
from bot.clock.ticks import IN_FLIGHT, ROOM, Leases, Ticks
from bot.domain.timers import Timer
from bot.usecases import onboarding, pauses
from bot.usecases.claims import claim_due
from bot.usecases.deliveries import Delivery, DeliveryState
from bot.usecases.outgoing import Message, Outcome, Posted, Prepare
from bot.usecases.ports import DatabaseDown, Tx
from bot.usecases.reminders import Goodbye, Prompt, Stock
from bot.usecases.timers import TimeUp
from bot.usecases.turn import Turn
from tests.builders import ALICE, BOB, EVENING, MONDAY, TUESDAY, alice, at, card, learner, lease
from tests.chat.room import TEXTS, Room
from tests.simulated import now, simulate

SENT, GONE, REFUSED = Posted(Outcome.SENT, 700), Posted(Outcome.GONE), Posted(Outcome.REFUSED)
LATER, UNKNOWN = Posted(Outcome.LATER), Posted(Outcome.UNKNOWN)


@dataclass
class ScriptedOutbox:
    """Posts what is asked for; the script says what comes of it."""

    room: Room
    script: deque[Posted | Exception] = field(default_factory=deque)
    posted: list[Message] = field(default_factory=list)
    takes_s: float = 0.0
    in_hand: int = 0
    most_in_hand: int = 0

    async def post(self, prepare: Prepare) -> Posted:
        self.in_hand += 1
        self.most_in_hand = max(self.most_in_hand, self.in_hand)
        try:
            message = await self.room.db.run(prepare)
            if message is None:
                return Posted(None)
            await asyncio.sleep(self.takes_s)
            outcome = self.script.popleft() if self.script else SENT
            if isinstance(outcome, Exception):
                raise outcome
            if outcome.outcome is Outcome.SENT:
                self.posted.append(message)
            return outcome
        finally:
            self.in_hand -= 1

    def to(self) -> list[int]:
        return [message.learner for message in self.posted]


def ticks(room: Room, outbox: ScriptedOutbox) -> Ticks:
    stock = Stock(room.library, TEXTS.openings())
    return Ticks(room.db, stock, room.clock, outbox, LoopClock())


@dataclass
class LoopClock:
    """Real time, which in a simulation is the event loop's."""

    def now(self) -> datetime:
        return at(MONDAY) + timedelta(seconds=now())


@dataclass
class Office:
    """Ticks with an outbox."""

    room: Room
    outbox: ScriptedOutbox
    ticks: Ticks

    async def remind(self, *people: int, minute: int = EVENING) -> None:
        """Have people reminded, from this morning on."""

        def work(tx: Tx) -> None:
            for person in people:
                tx.learners.save(learner(id=person, chat=person))
                someone = tx.learners.get(person)
                assert someone is not None
                turn = Turn(tx, self.room.library, someone, at(MONDAY, 9))
                onboarding.set_time(turn, minute)

        await self.room.db.run(work)
        self.room.clock.time = at(MONDAY, 18, 30, 59)

    async def time(self, **ahead: float) -> Timer:
        """Start a timer of Alice's."""
        start = self.room.clock.now()
        timer = Timer(0, ALICE, "coin-rotation", 30, start, start + timedelta(**ahead), card())
        started: Timer = await self.room.db.run(lambda tx: tx.practice.start_timer(timer))
        return started

    async def tick(self) -> None:
        await self.ticks.tick()
        await self.rest()

    async def rest(self) -> None:
        while not self.ticks.is_idle:
            assert now() < 3_600, "the clock comes not to rest"
            await asyncio.sleep(0.05)

    def restart(self) -> None:
        """A new process: nothing is in hand."""
        self.ticks = ticks(self.room, self.outbox)

    async def deliveries(self) -> list[Delivery]:
        def all_of_them(tx: Tx) -> list[Delivery]:
            found = map(tx.deliveries.get, range(1, 300))
            return [delivery for delivery in found if delivery]

        return await self.room.db.run(all_of_them)

    async def leased(self) -> int:
        """How many rules it has claimed whose turn has not come yet."""
        return await self.room.db.run(self._leased)

    def _leased(self, tx: Tx) -> int:
        worker = self.ticks._worker
        return sum(tx.rules.leased(rule, worker) is not None for rule in range(1, 300))

    async def claimed(self) -> int:
        """How many it has claimed in all."""

        def work(tx: Tx) -> int:
            begun = sum(tx.deliveries.get(number) is not None for number in range(1, 300))
            return begun + self._leased(tx)

        return await self.room.db.run(work)

    async def states(self) -> list[str]:
        return [delivery.state.value for delivery in await self.deliveries()]


@pytest.fixture
def office(room: Room) -> Office:
    outbox = ScriptedOutbox(room)
    return Office(room, outbox, ticks(room, outbox))


# --- the daily prompt ----------------------------------------------------------------------------


def test_what_is_due_is_posted_once_and_recorded(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE)
        await office.tick()
        (message,) = office.outbox.posted
        assert isinstance(message.screen, Prompt)
        assert (message.chat, message.silent) == (ALICE, False)
        kept = await office.room.look(lambda tx: tx.plans.of_day(ALICE, MONDAY))
        assert kept is not None
        assert kept.message == SENT.message
        assert await office.states() == ["sent"]
        await office.tick()
        assert len(office.outbox.posted) == 1

    simulate(story())


def test_nothing_due_is_nothing_to_do(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE)
        office.room.clock.time = at(MONDAY, 18, 29)
        await office.ticks.tick()
        assert office.ticks.is_idle
        assert office.outbox.posted == []

    simulate(story())


def test_a_delivery_in_hand_is_not_taken_up_again(office: Office) -> None:
    async def story() -> None:
        office.outbox.takes_s = 10
        await office.remind(ALICE)
        await office.ticks.tick()
        await asyncio.sleep(1)
        await office.ticks.tick()
        await office.rest()
        assert office.outbox.to() == [ALICE]

    simulate(story())


def test_a_kill_before_the_request_loses_nothing(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE)
        await office.room.db.run(claim_due, office.room.clock.now(), lease("killed"))
        office.restart()
        await office.tick()
        assert office.outbox.to() == [ALICE]
        assert await office.states() == ["sent"]

    simulate(story())


def test_few_requests_are_on_their_way_at_once_and_all_are_sent(office: Office) -> None:
    async def story() -> None:
        office.outbox.takes_s = 0.1
        people = range(1, 31)
        await office.remind(*people)
        await office.tick()
        assert sorted(office.outbox.to()) == list(people)
        assert office.outbox.most_in_hand == IN_FLIGHT

    simulate(story())


def test_of_a_great_number_most_stay_due_until_there_is_room(office: Office) -> None:
    """So that who pauses or practises meanwhile is still heard."""

    async def story() -> None:
        office.outbox.takes_s = 1
        await office.remind(*range(1, 221))
        await office.ticks.tick()
        assert await office.claimed() == ROOM
        await office.ticks.tick()
        assert await office.claimed() == ROOM
        while len(office.outbox.posted) < 220:
            await asyncio.sleep(1)
            await office.ticks.tick()
        assert len(set(office.outbox.to())) == 220

    simulate(story())


@pytest.mark.parametrize(
    ("script", "state", "posts"),
    [
        ([UNKNOWN, SENT], "sent", 1),
        ([UNKNOWN, UNKNOWN, SENT], "sent", 1),
        ([UNKNOWN] * TRIES, "unknown", 0),
        ([LATER] * 20, "sent", 1),
        ([REFUSED], "failed", 0),
        ([GONE], "failed", 0),
    ],
)
def test_what_becomes_of_a_prompt(
    office: Office, script: list[Posted], state: str, posts: int
) -> None:
    async def story() -> None:
        office.outbox.script.extend(script)
        await office.remind(ALICE)
        await office.tick()
        assert await office.states() == [state]
        assert len(office.outbox.posted) == posts
        assert ((await office.room.learner()).blocked_at is not None) is (GONE in script)

    simulate(story())


def test_while_the_network_is_down_it_is_asked_anew_whether_a_prompt_is_wanted(
    office: Office,
) -> None:
    async def story() -> None:
        office.outbox.script.extend([LATER] * 500)
        await office.remind(ALICE)
        await office.ticks.tick()
        await asyncio.sleep(5)
        await office.room.db.run(
            lambda tx: pauses.pause(Turn(tx, office.room.library, alice(), at()), 7)
        )
        await office.rest()
        assert await office.states() == ["skipped"]
        assert office.outbox.posted == []

    simulate(story())


def test_a_prompt_that_is_too_late_is_not_sent_after_an_outage(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE)
        office.room.clock.time = at(TUESDAY, 9)
        await office.tick()
        assert office.outbox.posted == []
        assert await office.states() == [DeliveryState.EXPIRED.value]

    simulate(story())


def test_a_delivery_that_fails_does_not_stop_the_others(office: Office) -> None:
    async def story() -> None:
        office.outbox.script.extend([RuntimeError("a bug"), SENT, SENT])
        await office.remind(ALICE, BOB, 77)
        await office.tick()
        assert len(office.outbox.posted) == 2
        assert sorted(await office.states()) == ["sending", "sent", "sent"]
        await office.tick()
        assert "sending" in await office.states()  # it may have left: not before its lease ends
        await asyncio.sleep(Leases().send.total_seconds())
        await office.tick()
        assert await office.states() == ["sent"] * 3

    simulate(story())


def test_a_rule_that_cannot_be_computed_is_put_off_and_the_others_go_out(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE, BOB)
        await office.room.db.run(
            lambda tx: tx.learners.save(learner(id=BOB, chat=BOB, zone="Mars/Olympus"))
        )
        await office.tick()
        assert office.outbox.to() == [ALICE]
        due = await office.room.db.run(lambda tx: tx.rules.next_due_at(BOB))
        assert due == office.room.clock.now() + timedelta(hours=1)

    simulate(story())


def test_the_one_goodbye_does_not_buzz(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE)
        day = MONDAY
        while not any(isinstance(each.screen, Goodbye) for each in office.outbox.posted):
            office.room.clock.time = at(day, 18, 30, 59)
            await office.tick()
            day += timedelta(days=1)
            assert day < MONDAY + timedelta(days=60)
        goodbye = office.outbox.posted[-1]
        assert goodbye.silent

    simulate(story())


# --- the duty to send ----------------------------------------------------------------------------


def test_who_has_not_the_duty_sends_nothing_and_claims_nothing(office: Office) -> None:
    async def story() -> None:
        office.room.db.on_duty = False
        await office.remind(ALICE)
        await office.time(seconds=0)
        await office.tick()
        assert office.outbox.posted == []
        assert await office.deliveries() == []

    simulate(story())


def test_who_has_lost_the_duty_gives_back_what_is_not_on_its_way(office: Office) -> None:
    async def story() -> None:
        office.outbox.takes_s = 3
        await office.remind(*range(1, 11))
        await office.ticks.tick()
        await asyncio.sleep(1)
        office.room.db.on_duty = False
        await office.tick()
        assert len(office.outbox.posted) == IN_FLIGHT
        assert await office.leased() == 0
        office.room.db.on_duty = True
        await office.tick()
        assert sorted(office.outbox.to()) == list(range(1, 11))

    simulate(story())


def test_a_tick_without_the_database_leaves_what_is_due(office: Office) -> None:
    async def story() -> None:
        await office.remind(ALICE)
        office.room.db.fault = DatabaseDown("the server is gone")
        await office.tick()
        office.room.db.fault = None
        await office.tick()
        assert office.outbox.to() == [ALICE]

    simulate(story())


# --- timers --------------------------------------------------------------------------------------


def test_a_timer_ends_once_and_is_heard(office: Office) -> None:
    async def story() -> None:
        await office.time(seconds=30)
        await office.tick()
        assert office.outbox.posted == []
        office.room.clock.go_on(seconds=30)
        office.outbox.takes_s = 5
        await office.ticks.tick()
        await asyncio.sleep(1)
        await office.tick()
        (message,) = office.outbox.posted
        assert isinstance(message.screen, TimeUp)
        assert not message.silent
        await office.tick()
        assert len(office.outbox.posted) == 1

    simulate(story())


def test_a_timer_survives_a_restart(office: Office) -> None:
    async def story() -> None:
        await office.time(seconds=30)
        office.restart()
        office.room.clock.go_on(seconds=90)
        await office.tick()
        assert len(office.outbox.posted) == 1

    simulate(story())


def test_a_stopped_timer_does_not_buzz(office: Office) -> None:
    async def story() -> None:
        timer = await office.time(seconds=30)
        await office.room.db.run(lambda tx: tx.practice.stop_timer(timer.id))
        office.room.clock.go_on(seconds=30)
        await office.tick()
        assert office.outbox.posted == []

    simulate(story())


def test_after_a_long_outage_a_timer_is_let_go(office: Office) -> None:
    async def story() -> None:
        await office.time(seconds=30)
        office.room.clock.go_on(minutes=30)
        await office.tick()
        assert office.outbox.posted == []
        assert await office.room.look(lambda tx: tx.practice.running_timer(ALICE)) is None

    simulate(story())


@pytest.mark.parametrize(
    ("script", "heard"),
    [([LATER, LATER], 1), ([UNKNOWN], 1), ([GONE], 0), ([REFUSED], 0)],
)
def test_what_becomes_of_a_timers_end(office: Office, script: list[Posted], heard: int) -> None:
    async def story() -> None:
        office.outbox.script.extend(script)
        await office.time(seconds=30)
        office.room.clock.go_on(seconds=30)
        await office.tick()
        assert len(office.outbox.posted) == heard
        assert await office.room.look(lambda tx: tx.practice.running_timer(ALICE)) is None

    simulate(story())


def test_a_timer_that_fails_does_not_stop_a_prompt(office: Office) -> None:
    async def story() -> None:
        await office.remind(BOB)
        office.outbox.script.append(RuntimeError("a bug"))
        await office.time(seconds=0)
        await office.tick()
        assert office.outbox.to() == [BOB]

    simulate(story())


# --- stopping ------------------------------------------------------------------------------------


def test_a_stop_lets_what_is_on_its_way_arrive_and_leaves_the_rest(office: Office) -> None:
    async def story() -> None:
        office.outbox.takes_s = 3
        await office.remind(*range(1, 11))
        await office.ticks.tick()
        await asyncio.sleep(1)
        await office.ticks.close(7)
        assert now() == 3
        assert await office.states() == ["sent"] * IN_FLIGHT
        assert await office.leased() == 0
        office.restart()
        await office.tick()
        assert sorted(office.outbox.to()) == list(range(1, 11))

    simulate(story())


def test_a_stop_does_not_wait_for_the_network_to_come_back(office: Office) -> None:
    async def story() -> None:
        office.outbox.script.extend([LATER] * 100)
        await office.remind(ALICE)
        await office.time(seconds=0)
        await office.ticks.tick()
        await asyncio.sleep(5)
        await office.ticks.close(7)
        assert now() == 5
        assert await office.states() == ["pending"]
        assert await office.room.look(lambda tx: tx.practice.running_timer(ALICE)) is not None

    simulate(story())


def test_a_stop_waits_only_so_long(office: Office) -> None:
    async def story() -> None:
        office.outbox.takes_s = 60
        await office.remind(ALICE)
        await office.ticks.tick()
        await asyncio.sleep(1)
        await office.ticks.close(7)
        assert now() == 8
        assert office.ticks.is_idle
        assert await office.states() == ["sending"]

    simulate(story())
