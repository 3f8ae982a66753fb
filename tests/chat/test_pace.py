"""The pace: Telegram's budget is kept, people come first, and everybody gets their turn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.pace import CHAT_BURST, CHAT_RATE, Pace
from tests.simulated import now, simulate

A_MOMENT_S = 0.001


@dataclass(frozen=True)
class Arrival:
    """Somebody asks for a turn; times are simulated seconds."""

    at: float
    urgent: bool


arrivals = st.lists(
    st.builds(Arrival, st.integers(0, 40).map(lambda tenth: tenth / 10), st.booleans()),
    min_size=1,
    max_size=60,
)
rates = st.sampled_from([0.5, 1, 3, 10, 30])


async def served(pace: Pace, all_: list[Arrival]) -> list[tuple[float, Arrival]]:
    """Return when each got its turn, in the order of the turns."""
    turns: list[tuple[float, Arrival]] = []

    async def ask(arrival: Arrival) -> None:
        await asyncio.sleep(arrival.at)
        await pace.turn(urgent=arrival.urgent)
        turns.append((now(), arrival))

    await asyncio.gather(*map(ask, all_))
    return turns


@settings(deadline=None)
@given(arrivals, rates)
def test_no_second_gives_more_turns_than_telegram_takes(all_: list[Arrival], rate: float) -> None:
    turns = [at for at, _ in simulate(served(Pace(rate), all_))]
    assert len(turns) == len(all_)
    for index, start in enumerate(turns):
        for later, end in enumerate(turns[index:], start=1):
            assert later <= max(1, rate) + rate * (end - start + A_MOMENT_S) + 1e-6


@settings(deadline=None)
@given(arrivals, rates)
def test_nothing_scheduled_overtakes_a_person_or_its_own_kind(
    all_: list[Arrival], rate: float
) -> None:
    turns = simulate(served(Pace(rate), all_))
    for index, (at, arrival) in enumerate(turns):
        later = [other for _, other in turns[index + 1 :]]
        if not arrival.urgent:
            assert not any(other.urgent and other.at < at - A_MOMENT_S for other in later)
        assert not any(other.urgent is arrival.urgent and other.at < arrival.at for other in later)


@settings(deadline=None)
@given(arrivals, st.integers(1, 20))
def test_while_held_only_people_get_turns(all_: list[Arrival], held_s: int) -> None:
    async def story() -> list[tuple[float, Arrival]]:
        pace = Pace(30)
        pace.hold(held_s)
        pace.hold(held_s / 2)  # a shorter wish does not end a longer one
        return await served(pace, all_)

    for at, arrival in simulate(story()):
        if arrival.urgent:
            assert at <= arrival.at + 3
        else:
            assert at >= held_s - A_MOMENT_S


def test_a_turn_that_nobody_waits_for_any_more_is_not_spent() -> None:
    async def story() -> None:
        pace = Pace(1)
        await pace.turn(urgent=True)
        given_up = asyncio.create_task(pace.turn(urgent=False))
        waiting = asyncio.create_task(pace.turn(urgent=False))
        await asyncio.sleep(0.1)
        given_up.cancel()
        await waiting
        assert 0.99 < now() < 1.01

    simulate(story())


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 3))
def test_a_chat_gets_one_message_a_second_over_time(messages: int, chats: int) -> None:
    async def story() -> None:
        pace = Pace(1_000)
        times: dict[int, list[float]] = {chat: [] for chat in range(chats)}

        async def talk(chat: int) -> None:
            for _ in range(messages):
                await pace.chat_turn(chat)
                times[chat].append(now())

        await asyncio.gather(*map(talk, times))
        for turns in times.values():
            late = max(0, messages - CHAT_BURST) / CHAT_RATE
            assert abs(turns[-1] - late) < 0.01

    simulate(story())


def test_chats_that_fell_silent_are_forgotten_without_harm() -> None:
    async def story() -> None:
        pace = Pace(30)
        for chat in range(10_002):
            await pace.chat_turn(chat)
        await asyncio.sleep(CHAT_BURST + 1)
        await pace.chat_turn(1)
        assert len(pace._chats) == 1

    simulate(story())
