"""A day of reminders on a virtual clock: how late each leaves after its own second.

Due instants are the product's own, of rules as people choose them (choices.toml). A tick each second
hands what is due to the product's own Pace, as much as there is room for. Requests take no time here:
at the rates in question they are not what a message waits for.
"""

from __future__ import annotations

import asyncio
import random
import tomllib
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from bot.chat.pace import Pace
from bot.clock.scheduler import TICK_S
from bot.clock.ticks import ROOM
from bot.domain.day import DEFAULT_DAY_START
from bot.domain.reminders import DEFAULT_SPREAD_S, EVERY_DAY, Kind, Rule, Timetable
from bot.domain.rhythm import Rhythm
from tests.bench.figures import Figure
from tests.simulated import simulate

CHOICES = Path(__file__).with_name("choices.toml")
DAY = datetime(2026, 3, 4, tzinfo=UTC)  # a Wednesday between two clock changes
RATE = 30  # messages a second: what Telegram grants a bot without asking for money
PHASE = 0.5  # of the ticks: what falls due on a full second waits for half of one
MANY, MANY_SPREAD_S = 1_000_000, 3600  # as the runbook says


SIZES = ((10_000, DEFAULT_SPREAD_S), (100_000, DEFAULT_SPREAD_S), (MANY, MANY_SPREAD_S))
LIMIT_S = 5.0
SHARES = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}


def figures(sizes: Sequence[tuple[int, int]]) -> list[Figure]:
    """Simulate days of so many reminders with a spread of so many seconds."""
    return [figure for size in sizes for figure in _of_a_day(*size)]


def _of_a_day(people: int, spread_s: int) -> Iterator[Figure]:
    late = lateness(people, spread_s)
    for name, share in SHARES.items():
        seconds = late[ceil(share * len(late)) - 1]
        wanted = 1.0 if people == MANY and name == "p99" else None
        title = f"a day of {people:,}, spread {spread_s:,} s: {name}"
        yield Figure(title, seconds, LIMIT_S, "s", "limit", at_most=wanted)


def lateness(people: int, spread_s: int) -> list[float]:
    """Let everybody be reminded once on one day; return the seconds from each one's own second to
    its turn, in order."""
    due = sorted(_due(people, spread_s))
    return sorted(simulate(_sent(due)))


def _due(people: int, spread_s: int) -> Iterator[float]:
    """Yield the second of the day at which each person's reminder falls due."""
    chosen = _choices(people)
    timetables: dict[str, Timetable] = {}
    for number, (zone, minute) in enumerate(chosen, start=1):
        if zone not in timetables:
            timetables[zone] = Timetable(Rhythm(zone, DEFAULT_DAY_START), spread_s)
        rule = Rule(number, number, Kind.PROMPT, minute, EVERY_DAY, enabled=True)
        occurrence = timetables[zone].next(rule, DAY)
        assert occurrence is not None
        yield (occurrence.due_at - DAY).total_seconds()


def _choices(people: int) -> Iterator[tuple[str, int]]:
    """Draw zones and minutes after midnight, the same ones at each run."""
    chances = tomllib.loads(CHOICES.read_text())
    chance = random.Random(2026)
    zones = _draw(chance, chances["zones"], people)
    hours = _draw(chance, chances["hours"], people)
    minutes = _draw(chance, chances["minutes"], people)
    share = chances["suggested"].pop("share")
    buttons = _draw(chance, chances["suggested"], people)
    for zone, hour, minute, button in zip(zones, hours, minutes, buttons, strict=True):
        typed = f"{hour}:{minute}"
        at_hour, at_minute = (button if chance.random() < share else typed).split(":")
        yield zone, int(at_hour) * 60 + int(at_minute)


def _draw(chance: random.Random, weights: dict[str, int], number: int) -> list[str]:
    return chance.choices(list(weights), list(weights.values()), k=number)


async def _sent(due: Sequence[float]) -> list[float]:
    """Send each at its turn; return how late."""
    pace, loop = Pace(RATE), asyncio.get_running_loop()
    began, late, in_hand = loop.time(), list[float](), set[asyncio.Task[None]]()

    async def send(at: float) -> None:
        await pace.turn(urgent=False)
        late.append(loop.time() - began - at)

    waiting = deque(due)
    while waiting:
        ready = max(waiting[0], loop.time() - began)
        next_tick = (ceil(ready / TICK_S - PHASE) + PHASE) * TICK_S
        await asyncio.sleep(began + next_tick - loop.time())
        for _ in range(ROOM - len(in_hand)):
            if not waiting or waiting[0] > next_tick:
                break
            task = asyncio.create_task(send(waiting.popleft()))
            in_hand.add(task)
            task.add_done_callback(in_hand.discard)
    await asyncio.gather(*in_hand)
    return late
