"""Maya's nights: quiet while she works and sleeps, and her roster as her hospital writes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.days import set_up
from tests.e2e.people import Person, labels_of, words_of
from tests.e2e.world import World

ROSTER = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Rota//EN
BEGIN:VEVENT
UID:1
DTSTART:20300305T200000
DTEND:20300306T080000
SUMMARY:Night, ward 7, bleep 1234
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20300308
SUMMARY:On call
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20300307T090000
DTEND:20300307T093000
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


async def prompts(person: Person) -> list[datetime]:
    """Return when the phone buzzed with a plan."""
    heard = [m for m in await person.heard() if not m.get("silent") and "▶ Start" in labels_of(m)]
    return [datetime.fromtimestamp(message["date"], UTC) for message in heard]


async def test_on_call_tonight_nothing_comes_before_maya_has_slept(
    world: World, maya: Person
) -> None:
    await set_up(maya, time="18:30")
    await maya.say("on call tonight")
    assert (await maya.reads()).startswith(
        "Quiet till 16:00 tomorrow; then two minutes, nothing sharp, or rest. Your streak is safe."
    )
    await maya.tap("OK")
    await world.wait(hours=23)  # Tuesday, a quarter past five
    assert await prompts(maya) == []
    await world.wait(hours=2)
    (prompt,) = await prompts(maya)
    assert (prompt.day, prompt.hour, prompt.minute) == (5, 18, 30)
    assert "Rest today" in labels_of(await maya.last())
    await maya.tap("Rest today")
    assert (await maya.reads()).startswith("Tuesday: rest")


async def test_a_prompt_in_the_morning_waits_until_the_afternoon(
    world: World, maya: Person
) -> None:
    await set_up(maya, time="07:00")
    await maya.say("on call tonight")
    await world.wait(days=1)
    (prompt,) = await prompts(maya)
    assert (prompt.day, prompt.hour, prompt.minute) == (5, 16, 0)


async def test_a_roster_as_a_file_is_told_in_short_and_moves_the_prompts(
    world: World, maya: Person
) -> None:
    await set_up(maya, time="21:00")
    await maya.send_file("rota.ics", ROSTER)
    assert await maya.reads() == (
        "1 night, 1 day on call between 5 Mar and 8 Mar; 1 other entry left out.\nUse them?"
    )
    await maya.tap("Use them")
    assert "Tue 5 · night · → 18:30" in (await maya.reads()).replace("\xa0", " ")
    await world.wait(hours=47)
    times = [(prompt.day, prompt.hour, prompt.minute) for prompt in await prompts(maya)]
    assert times == [(4, 21, 0), (5, 18, 30)]
    kept = str(world.kept_of(maya))
    assert "bleep" not in kept, "nothing of a file is kept but its shifts"
    await maya.tap("Undo")
    assert await maya.message_with("Nothing in it yet.")


async def test_pasted_and_other_files(world: World, maya: Person) -> None:
    await set_up(maya)
    await maya.say(ROSTER.decode())
    assert (await maya.reads()).endswith("Use them?")
    await maya.send_file("rota.ics", b"<html>Sign in</html>", "text/html")
    assert (await maya.reads()).startswith("That is no calendar.")
    await maya.send_file("thesis.pdf", b"%PDF-1.7", "application/pdf")
    assert (await maya.reads()).startswith("I read words, numbers")
    await maya.send_file("rota.ics", b"x" * 2_000_001)
    assert (await maya.reads()).startswith("That file is too big")


@pytest.mark.parametrize("words", ["my exam is on 18 March", "/dates exam 18 March"])
async def test_an_exam_is_kept_until_it_is_over(world: World, maya: Person, words: str) -> None:
    await set_up(maya)
    await maya.say(words)
    assert await maya.reads() == "Noted: exam, Mon 18 Mar, in 14 days."
    await maya.tap("All dates")
    await maya.tap("✕ exam…")
    await maya.tap("Undo")
    assert "exam: Mon 18 Mar" in words_of(await maya.last())
    world.clock.set(world.clock.now() + timedelta(days=15))
    await maya.say("/dates")
    assert "Nothing yet." in await maya.reads()


async def test_everything_is_forgotten(world: World, maya: Person) -> None:
    await set_up(maya)
    await maya.say("on call tonight")
    await maya.say("exam 18 March")
    await maya.send_file("rota.ics", ROSTER)
    await maya.say("/forget")
    await maya.tap("Erase everything")
    assert not any(world.kept_of(maya).values())
