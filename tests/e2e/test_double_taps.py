"""Two taps at once on any button do what one does."""

from __future__ import annotations

import asyncio

from tests.e2e.days import set_up
from tests.e2e.people import Person
from tests.e2e.world import World

# What leads to a button, and the button: a plain label is tapped, anything else is typed.
TYPED = ("/", "how ", "lab ")
WAYS = {
    "done on the plan": ["/today", "Done"],
    "start": ["/today", "▶ Start"],
    "done on a card": ["/today", "▶ Start", "Done"],
    "a number on a card": ["/today", "▶ Start", "5"],
    "timer": ["/today", "▶ Start", "▶ 30 s"],
    "stop the timer": ["/today", "▶ Start", "▶ 30 s", "Stop"],
    "undo on the plan": ["/today", "Done", "Undo"],
    "undo on a card": ["/today", "▶ Start", "5", "Undo"],
    "a reason": ["/today", "Not today", "Tired"],
    "a lesson": ["/refresh", "Simple interrupted", "Errors"],
    "a free drill": ["/drills", "Hand and forearm", "Tendon glides", "Done"],
    "an answer": ["how do i do the far near stich", "Ask me", "Far pair"],
    "undo an answer": ["how do i do the far near stich", "Ask me", "Far pair", "Undo"],
    "one on the pad": [
        "how do i do the far near stich",
        "Ask me",
        "Far pair",
        "One on the pad",
        "Sharps box open: start",
        "Done",
        "Log 0…",
    ],
    "the needle is back": [
        "/drills",
        "Dexterity",
        "Needle loading",
        "Sharps box open: start",
        "8",
        "1 back…",
    ],
    "consent": ["/checkin", "Yes, keep it"],
    "a value": ["/checkin", "Yes, keep it", "3"],
    "a second value": ["/checkin", "Yes, keep it", "3", "7"],
    "undo a value": ["/checkin", "Yes, keep it", "3", "7", "Undo"],
    "practice elsewhere": ["lab 40 min, 12 knots", "Undo"],
    "kit": ["/settings", "What is at hand", "Done"],
    "a pause": ["/pause", "3 days"],
    "back again": ["/pause", "3 days", "Resume"],
    "erase": ["/forget", "Erase everything"],
    "keep": ["/forget", "Keep it"],
}


async def test_a_double_tap_does_what_one_tap_does(world: World) -> None:
    for way, steps in WAYS.items():
        alice = await world.person(f"Alice {way}")
        bob = await world.person(f"Bob {way}")
        await go(alice, steps, taps=1)
        await go(bob, steps, taps=2)
        assert world.kept_of(bob) == world.kept_of(alice), way
        assert len(await bob.heard()) == len(await alice.heard()), way


async def go(person: Person, steps: list[str], taps: int) -> None:
    """Set up, go a way, and tap its last button so many times at once."""
    await set_up(person)
    for step in steps[:-1]:
        await (person.say if step.startswith(TYPED) else person.tap)(step)
    message, data, _ = await person.button(steps[-1])
    await asyncio.gather(*(person.send_tap(message, data) for _ in range(taps)))


async def test_toggles_are_two_taps(world: World, maya: Person) -> None:
    """A tick box that is tapped twice is as it was."""
    await set_up(maya)
    before = world.kept()["learners"]
    await maya.say("/settings")
    await maya.tap("What is at hand")
    await maya.tap("☐ Cord")
    assert world.kept()["learners"] != before
    await maya.tap("☑ Cord")
    assert world.kept()["learners"] == before
