"""How Maya lives her days with the coach."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.e2e.people import Person, labels_of, words_of
from tests.e2e.world import World

LONGEST_DAY = 15  # taps


async def set_up(person: Person, *, city: str = "leeds", time: str = "18:30") -> None:
    """Through the first minutes without a first drill, with pad, tools and sharps box at hand."""
    await person.say("/start")
    await person.tap("Set up first")
    await person.say(city)
    await person.say(time)
    await person.tap("☐ Pad + tools")
    await person.tap("☐ Sharps box")
    await person.tap("Done")


async def first_day(world: World, maya: Person) -> None:
    """A first drill at once, then setting up, then a small start."""
    await maya.say("/start")
    await maya.tap("I'm 18+…")
    await maya.tap("▶ 30 s")
    await world.wait(seconds=30)
    await maya.tap("Clean")
    await maya.say("leeds")
    await maya.tap("18:30")
    await maya.tap("☐ Pad + tools")
    await maya.tap("☐ Sharps box")
    await maya.tap("Done")
    await maya.tap("▶ Start…")
    await maya.tap("▶ Start")
    await maya.tap("▶ 30 s")
    await world.wait(seconds=30)
    await maya.tap("9")
    await maya.say("8")
    await maya.tap("Done")
    await maya.tap("Yes, keep it")
    await maya.tap("3")


async def middle_of_the_week(world: World, maya: Person) -> None:
    """Five more days, of which Wednesday is a day off."""
    for weekday in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"):
        await next_evening(world, maya)
        if weekday != "Wednesday":
            await do_the_plan(maya)


async def seventh_day(world: World, maya: Person) -> None:
    """The plan by its prompt, today's question, a refresher in passing, and how it goes."""
    await next_evening(world, maya)
    await do_the_plan(maya)
    await maya.say("how do i do the far near stich")
    await maya.tap("Ask me")
    await maya.tap("Far pair")
    await maya.say("/progress")


async def next_evening(world: World, maya: Person) -> None:
    """The time bar moves to tomorrow's prompt."""
    await world.move("tomorrow-morning", maya)
    await world.move("next-reminder", maya)


async def do_the_plan(maya: Person) -> None:
    """Everything on today's plan, each the quickest way, and today's question."""
    await maya.tap("▶ Start")
    for _ in range(LONGEST_DAY):
        message = await maya.last()
        label = _next(labels_of(message), words_of(message))
        if label is None:
            return
        await maya.tap(label, on=message["message_id"])


def _next(labels: list[str], words: str) -> str | None:
    """Return what a willing learner taps next; None when nothing is left to do."""
    for button in ("Sharps box open: start", "1 back in the box ✓", "Not now"):
        if button in labels:
            return button
    if words.startswith("How "):  # today's question
        return "4"
    if "Ask me" in labels or labels[:1] == ["Errors"]:
        return "Done" if "Done" in labels else "Ask me"
    if not labels or "Undo" in labels:
        return None
    return labels[0]


async def tick_the_plan(person: Person) -> None:
    """All of today's plan, straight off where that goes, else from its cards."""
    await person.say("/today")
    if "▶ Start" in labels_of(await person.last()):
        await _through_the_cards(person)


async def _through_the_cards(person: Person) -> None:
    await person.tap("▶ Start")
    for _ in range(LONGEST_DAY):
        message = await person.last()
        labels, words = labels_of(message), words_of(message)
        label = None if words.startswith(("How ", "Note ")) else _next(labels, words)
        if label is None:
            return
        await person.tap(label, on=message["message_id"])


async def use_everything(person: Person) -> None:
    """A day's use without waiting: a shared location, cards with pictures, search, progress."""
    await person.say("/start")
    await person.tap("Set up first")
    await person.say("Leeds")
    await person.tap("Wrong city")
    await person.share_location(53.8, -1.55)
    await person.say(f"{(datetime.now(UTC).hour + 6) % 24:02}:30")  # no prompt comes in between
    for kit in ("Cord", "Pad + tools", "Sharps box", "Loupes"):
        await person.tap(f"☐ {kit}")
    await person.tap("Done")
    await tick_the_plan(person)
    for words in (
        *("/drills", "/refresh", "how do i do the far near stich", "/checkin", "/progress"),
        *("lab 40 min, 12 knots", "/undo", "my hand is numb", "/settings", "/privacy", "/help"),
    ):
        await person.say(words)
