"""What one update costs, beside what an echo costs an echo bot on the same machine.

Run it as `steadyhand bench updates`. The bots serve in turn, every figure stands beside its
anchor's of the same round, and the best round counts. The contract: a check-off (two calls and its
transaction) takes at most 1.3 times the processor time of python-telegram-bot's echo as pip
installs it, a refresher text at most 0.8 times; where Telegram takes 50 ms to answer, refresher
texts are served at least at the rate of aiogram's echo; and no chat is answered out of order.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice, repeat
from pathlib import Path

from tests.bench import coached, subjects
from tests.bench.figures import ROUNDS, Figure, best, table
from tests.bench.subjects import Served, Subject, running
from tests.bench.telegram import Asked

UPDATES = 600
WARM_UP = 60
ASKED_BY_EACH = 4  # chat: enough to come out of order, too few to be slowed down
LATENCY_S = 0.05


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to."""

    echo: Served  # by python-telegram-bot
    check_offs: Served
    refreshers: Served
    far_echo: Served  # by aiogram, where Telegram takes its time
    far_refreshers: Served

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        cpu = ("µs CPU", "an echo, PTB")
        rate = ("/s", "echoes, aiogram")
        echo, check_off, refresher = (
            served.cpu_us for served in (self.echo, self.check_offs, self.refreshers)
        )
        far, far_echo = self.far_refreshers.per_second, self.far_echo.per_second
        return (
            Figure("a check-off", check_off, echo, *cpu, at_most=1.3),
            Figure("a refresher text", refresher, echo, *cpu, at_most=0.8),
            Figure("refresher texts at 50 ms", far, far_echo, *rate, at_least=1.0),
        )

    @property
    def out_of_order(self) -> tuple[str, ...]:
        """Our faults: aiogram's default is to answer a chat's texts side by side."""
        ours = (self.check_offs, self.refreshers, self.far_refreshers)
        return tuple(fault for served in ours for fault in served.faults)


@dataclass(frozen=True, slots=True)
class Bots:
    """The three bots at work, and the taps that are left to send."""

    ptb: Subject
    aiogram: Subject
    ours: Subject
    taps: Iterator[Asked]

    async def warm_up(self) -> None:
        """Let each bot import and compile what it does only once."""
        await self.ptb.serve(coached.echoes(WARM_UP, WARM_UP))
        await self.aiogram.serve(coached.echoes(WARM_UP, WARM_UP))
        await self.ours.serve([*coached.refreshers(WARM_UP, WARM_UP), *islice(self.taps, WARM_UP)])

    async def round(self, updates: int) -> Round:
        """Let each bot serve so many updates of each kind."""
        chats = -(-updates // ASKED_BY_EACH)
        echoes, refreshers = coached.echoes(updates, chats), coached.refreshers(updates, chats)
        return Round(
            echo=await self.ptb.serve(echoes),
            check_offs=await self.ours.serve([*islice(self.taps, updates)]),
            refreshers=await self.ours.serve(refreshers),
            far_echo=await self.aiogram.serve(echoes, repeat(LATENCY_S)),
            far_refreshers=await self.ours.serve(refreshers, repeat(LATENCY_S)),
        )


async def measure(rounds: int, updates: int) -> list[Round]:
    """Let the bots serve their updates in turn, round after round."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        taps = await asyncio.to_thread(coached.settle, folder, WARM_UP + rounds * updates)
        bots = Bots(
            await stack.enter_async_context(running(subjects.PTB, folder)),
            await stack.enter_async_context(running(subjects.AIOGRAM, folder)),
            await stack.enter_async_context(running(subjects.OURS, folder)),
            iter(taps),
        )
        await bots.warm_up()
        return [await bots.round(updates) for _ in range(rounds)]


def main() -> int:
    """Measure and print the table; 1 when a ratio is missed or a chat was answered out of order."""
    parser = argparse.ArgumentParser("python -m tests.bench.updates")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--updates", type=int, default=UPDATES)
    wanted = parser.parse_args()
    rounds = asyncio.run(measure(wanted.rounds, wanted.updates))
    figures = [best(of_all) for of_all in zip(*(each.figures for each in rounds), strict=True)]
    out_of_order = [fault for each in rounds for fault in each.out_of_order]
    sys.stdout.write(f"{table(figures)}\nanswered out of order: {len(out_of_order)}\n")
    sys.stdout.writelines(f"  {fault}\n" for fault in out_of_order[:10])
    return 0 if all(figure.is_met for figure in figures) and not out_of_order else 1


if __name__ == "__main__":
    sys.exit(main())
