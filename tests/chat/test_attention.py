"""What nobody waits for steps back while people are answered, and not for ever."""

import asyncio

import pytest

from bot.chat.attention import LINGER_S, LONGEST_S, Attention
from tests.simulated import now, simulate


def test_the_clock_waits_until_the_last_one_is_answered() -> None:
    async def story() -> list[str]:
        attention, told = Attention(), list[str]()

        async def answer(name: str, seconds: float) -> None:
            with attention:
                await asyncio.sleep(seconds)
                told.append(name)

        people = [asyncio.create_task(answer(*each)) for each in (("Alice", 0.01), ("Bob", 0.02))]
        await asyncio.sleep(0)
        await attention.free()
        told.append("clock")
        await asyncio.gather(*people)
        return told

    assert simulate(story()) == ["Alice", "Bob", "clock"]


def test_the_clock_has_its_turn_though_somebody_writes_at_any_moment() -> None:
    async def story() -> float:
        attention = Attention()
        with attention:
            began = now()
            await attention.free()
            return now() - began

    assert simulate(story()) == LONGEST_S


def test_the_clock_lets_the_reply_leave_first() -> None:
    async def story() -> float:
        attention = Attention()
        with attention:
            clock = asyncio.create_task(attention.free())
            await asyncio.sleep(0.01)
        answered = now()
        await clock
        return now() - answered

    assert simulate(story()) == pytest.approx(LINGER_S)


def test_an_answer_that_fails_holds_up_nobody() -> None:
    async def story() -> float:
        attention, began = Attention(), now()
        try:
            with attention:
                raise ValueError("no answer")
        except ValueError:
            await attention.free()
        return now() - began

    assert simulate(story()) == 0
