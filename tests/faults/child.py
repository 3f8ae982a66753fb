"""`steadyhand run` as it is, but for a clock that is ahead, leases that end soon, less patience
with a server that does not answer, and a point to die at.

`python -m tests.faults.child` imports everything once; then each line that it reads, an order in
JSON, is a life of its own in a forked process, whose id it prints. A start so takes little time.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, cast

import bot.app
import bot.chat.requests
from bot.__main__ import main
from bot.chat.wire import Wire
from bot.clock.ticks import Leases, Ticks
from bot.store.database import SqlDatabase
from bot.store.deliveries import SqlDeliveries
from bot.store.rules import SqlRules

STEPS: dict[str, tuple[type, str]] = {
    "claim": (SqlRules, "lease"),
    "take": (SqlDeliveries, "take"),
    "begin": (SqlDeliveries, "begin"),
    "record": (SqlDeliveries, "end"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What a life is to be like."""

    environment: dict[str, str]
    log: str
    ahead_s: float
    claim_lease_s: float
    send_lease_s: float
    unanswered_s: float  # then a request is given up
    die_at: str = ""  # a step and "made" (not committed yet) or "committed"; or "answer read"

    def to_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class ClockAhead:
    """Real time, shifted."""

    ahead: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(slots=True)
class Reached(threading.local):
    """Whether the unit of work in this thread has made the step."""

    it: bool = field(default=False)


def die_once_made(step: str) -> None:
    """Die within the transaction of a step, before it is committed."""
    holder, name = STEPS[step]
    method: Callable[..., Any] = getattr(holder, name)

    def made(*arguments: Any, **named: Any) -> Any:
        method(*arguments, **named)
        die()

    setattr(holder, name, made)


def die_once_committed(step: str) -> None:
    """Die as soon as the transaction of a step is committed, before anything is made of it."""
    holder, name = STEPS[step]
    method: Callable[..., Any] = getattr(holder, name)
    reached = Reached()

    def made(*arguments: Any, **named: Any) -> Any:
        reached.it = True
        return method(*arguments, **named)

    def dying(run: Callable[..., Any]) -> Callable[..., Any]:
        async def run_and_die(database: SqlDatabase, work: Callable[..., Any], *given: Any) -> Any:
            seen = []

            def watched(*arguments: Any) -> Any:
                reached.it = False
                result = work(*arguments)
                seen.append(reached.it)
                return result

            result = await run(database, watched, *given)
            if seen[-1]:
                die()
            return result

        return run_and_die

    setattr(holder, name, made)
    for way in ("run_patiently", "run_lease"):
        setattr(SqlDatabase, way, dying(getattr(SqlDatabase, way)))


def die_once_answered() -> None:
    """Die when Telegram's answer has been read, before anything is made of it."""
    say = Wire.say

    async def say_and_die(wire: Wire, *arguments: Any) -> Any:
        await say(wire, *arguments)
        die()

    cast(Any, Wire).say = say_and_die


def live(order: Order) -> None:
    """Be a coach until something ends it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with open(order.log, "ab", buffering=0) as log:  # noqa: PTH123
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    os.environ.clear()
    os.environ.update(order.environment)
    app, requests = cast(Any, bot.app), cast(Any, bot.chat.requests)
    leases = Leases(timedelta(seconds=order.claim_lease_s), timedelta(seconds=order.send_lease_s))
    app.RealClock = partial(ClockAhead, timedelta(seconds=order.ahead_s))
    app.Ticks = partial(Ticks, leases=leases)
    app.Coach.draw = _draw_nothing
    requests.READ_S = order.unanswered_s
    step, _, moment = order.die_at.partition(" ")
    match moment:
        case "made":
            die_once_made(step)
        case "committed":
            die_once_committed(step)
        case "read":
            die_once_answered()
    main(["run"])


async def _draw_nothing(_: object) -> None:
    """Drawings are not what dies here, and would keep both processors busy."""


def take_orders() -> None:
    """Fork a life for each line, and print its process's id."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody has to wait for the dead
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        process = os.fork()
        if not process:
            live(order)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    take_orders()
