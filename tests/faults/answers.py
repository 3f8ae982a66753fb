"""Telegram answers badly, by a seeded plan: every occurrence comes to the end that it should."""

from __future__ import annotations

import math
import random
from collections import Counter, deque
from collections.abc import Sequence

from bot.clock.posting import TRIES
from bot.domain.reminders import Kind
from bot.usecases.deliveries import UNFINISHED, DeliveryState
from tests.faults.report import Report
from tests.faults.talk import Talk
from tests.faults.telegram import ARRIVES, Answer
from tests.faults.world import World

UNANSWERED_S = 2.0  # instead of twenty
MOST_FAULTS = 3  # in a row
TOLD_TO_WAIT = 0.05  # of the prompts
FOR_GOOD = {Answer.NO_CHAT, Answer.UNREADABLE, Answer.BLOCKED}
GONE = {Answer.NO_CHAT, Answer.BLOCKED}
FAULTS: list[Answer] = [answer for answer in Answer if answer not in {Answer.OK, Answer.WAIT}]
ON_ITS_WAY_S = 0.1  # what had left before the answer was read

Ending = tuple[DeliveryState, int]


async def bad_answers(world: World, number: int, chance: random.Random, title: str) -> Report:
    """Send to so many people of each kind, whose Telegram has faults; others write meanwhile."""
    plans = _planned(
        await world.fall_due(Kind.PROMPT, number),
        await world.fall_due(Kind.SECOND_CHANCE, number),
        chance,
    )
    world.telegram.plan = {who: deque(plan) for who, plan in plans.items()}
    world.unanswered_s = UNANSWERED_S
    talk, coach = Talk(world), await world.ready()
    talk.begin(every_s=0.2)
    await world.settled()
    await talk.end()
    coach.stop()
    await world.bury(coach)
    states, arrivals = await world.states(), world.telegram.arrivals
    wrong = [
        f"{world.people[who]} after {[*plan]}: {ended}, not {expected}"
        for who, plan in plans.items()
        if (ended := (states[who][0], len(arrivals[who])))
        != (expected := ending(world.people[who], plan))
    ]
    gone = {who for who, plan in plans.items() if GONE & {*_until_the_end(world, who, plan)}}
    counts = Counter(state for state, _ in states.values())
    facts = {
        "occurrences": len(plans),
        **{state.value: counts[state] for state in DeliveryState if counts[state]},
        "left alone": len(gone),
        "told to wait": sum(bool(each.told_to_wait_s) for each in world.telegram.requests),
        **talk.facts(),
    }
    faults = {
        "an occurrence has no end": UNFINISHED & counts.keys(),
        "who is gone is not left alone": gone != await world.left_alone(),
        "sent though told to wait": _disobeyed(world),
        "somebody was not answered": talk.unanswered,
    }
    return Report(title, facts, [*wrong, *(fault for fault, there in faults.items() if there)])


def _planned(
    prompts: Sequence[int], second_chances: Sequence[int], chance: random.Random
) -> dict[int, list[Answer]]:
    plans: dict[int, list[Answer]] = {
        who: [chance.choice(FAULTS) for _ in range(chance.randint(0, MOST_FAULTS))]
        for who in (*prompts, *second_chances)
    }
    for who in chance.sample(prompts, math.ceil(TOLD_TO_WAIT * len(prompts))):
        plans[who].insert(0, Answer.WAIT)
    return plans


def ending(kind: Kind, plan: Sequence[Answer]) -> Ending:
    """Say what is to come of an occurrence whose requests are answered so, and how often it comes."""
    arrived = unanswered = 0
    for answer in (*plan, Answer.OK):
        arrived += answer in ARRIVES
        unanswered += answer is Answer.SILENCE
        if answer is Answer.OK:
            break
        if answer in FOR_GOOD:
            return DeliveryState.FAILED, arrived
        in_doubt = answer is not Answer.WAIT
        if unanswered == TRIES or (in_doubt and kind is Kind.SECOND_CHANCE):
            return DeliveryState.UNKNOWN, arrived
    return DeliveryState.SENT, arrived


def _until_the_end(world: World, who: int, plan: Sequence[Answer]) -> Sequence[Answer]:
    """Return the answers that were given: a plan may go on after the occurrence has ended."""
    return plan[: sum(each.chat == who for each in world.telegram.requests)]


def _disobeyed(world: World) -> bool:
    """Tell whether a reminder left while Telegram had asked us to wait."""
    scheduled = [each for each in world.telegram.requests if each.chat in world.people]
    return any(
        ON_ITS_WAY_S < each.came_at - told.answered_at < told.told_to_wait_s
        for told in scheduled
        if told.told_to_wait_s and told.answered_at
        for each in scheduled
    )
