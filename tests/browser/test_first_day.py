"""A whole first day, lived in the browser by taps and typed words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.learning import open_plan, set_up
from tests.browser.phone import Phone

TIMER_MS = 40_000  # the only waiting: the first drill takes its 30 seconds


@pytest.mark.timeout(120)
def test_a_first_day_from_start_to_the_evening(maya: Phone) -> None:
    first_drill(maya)
    first_questions(maya)
    the_plan(maya)
    first_check_in(maya)
    what_was_done(maya)
    the_evening(maya)


def first_drill(phone: Phone) -> None:
    """The first thing of value comes before any question."""
    expect(phone.page.get_by_role("heading", name="What can this bot do?")).to_be_visible()
    phone.shot("01-before-start")
    phone.start()
    phone.sees("Hi Maya. A few minutes a day for your hands.")
    phone.shot("02-welcome")

    phone.tap("I'm 18+ · try 30 s")
    phone.sees_picture("Finger taps")
    phone.shot("03-first-drill")
    phone.tap("▶ 30 s")
    phone.sees("I'll call you.")
    expect(phone.toast).to_have_text("30 s, go.")
    phone.has_buzzed(0)

    phone.sees("Time. Finger taps, 30 s.", within_ms=TIMER_MS)
    expect(phone.banner).to_contain_text("Time. Finger taps, 30 s.")
    phone.has_buzzed(1)
    phone.shot("04-time-is-up")
    phone.tap("Clean")
    phone.sees("That was your first.")


def first_questions(phone: Phone) -> None:
    """Place, time and kit; the city is shown back as the clock on the wall."""
    phone.sees("Which city? Only for your clock.")
    phone.shot("05-which-city")
    set_up(phone, city="leeds")
    phone.sees(re.compile(r"Leeds: 18:1\d for you now"))
    expect(phone.page.get_by_role("group", name="Reply keyboard")).to_have_count(0)
    phone.sees("Set: daily 18:30.")
    phone.shot("06-set-up")


def the_plan(phone: Phone) -> None:
    """Two drills and a lesson; the plan is ticked off in place, by a tap and by a typed number."""
    plan, (first, second, lesson) = open_plan(phone)
    expect(plan).to_contain_text("▱▱▱ 0 of 3")
    phone.shot("07-plan")

    phone.tap("▶ Start", on=plan)
    phone.sees_picture(first)
    phone.shot("08-card")
    numbers = phone.bubble("Tap or type it.").get_by_role("button", name=re.compile(r"^\d+$"))
    tapped = numbers.first.inner_text()
    numbers.first.click()
    expect(phone.toast).to_have_text(f"✓ {first}")
    phone.sees(re.compile(f"✓ {first}(, main hand)?: {tapped}"))
    expect(plan).to_contain_text(f"✓ {first}")
    expect(plan).to_contain_text("▰▱▱ 1 of 3")

    phone.sees(re.compile(rf"{second}[\s\S]*Tap or type it"))
    phone.say("7")
    phone.sees(re.compile(f"✓ {second}(, main hand)?: 7"))
    expect(plan).to_contain_text(f"✓ {second}")
    expect(plan).to_contain_text("▰▰▱ 2 of 3")
    phone.shot("09-typed-number")

    card = phone.sees(re.compile(rf"{lesson}[\s\S]*Awaiting clinical review"))
    expect(card.get_by_role("button").last).to_be_in_viewport()
    phone.tap("Done", on=card)
    expect(phone.toast).to_have_text("✓ Read. I'll ask one question tomorrow.")
    expect(plan).to_contain_text("▰▰▰ 3 of 3")
    expect(plan).to_contain_text("Monday done")
    phone.scroll_to(plan)
    phone.shot("10-plan-done")


def first_check_in(phone: Phone) -> None:
    """Nothing of health is asked before there is consent, and it is one tap."""
    phone.tap("Yes, keep it", on="Note how shaky your hands felt?")
    asked = phone.sees("0 steady … 10 very shaky")
    expect(asked.get_by_role("button", name=re.compile(r"^\d+$"))).to_have_count(11)
    phone.shot("11-check-in")
    phone.tap("3", on=asked)
    phone.sees("Shakiness noted: 3.")


def what_was_done(phone: Phone) -> None:
    """/progress, chosen from the menu."""
    phone.command("progress")
    progress = phone.sees("Your progress")
    for line in ("Streak: 1 day", "This week: 4 things done", "Shakiness: last 3"):
        expect(progress).to_contain_text(line)
    phone.shot("12-progress")


def the_evening(phone: Phone) -> None:
    """Nothing nags on a day that is done; the next evening has one prompt, and its question."""
    phone.go_to("Next reminder")
    expect(phone.time).to_contain_text("18:30")
    expect(phone.toast).to_have_text("The bot had nothing to say.")
    phone.has_buzzed(1)

    phone.go_to("Next reminder")
    prompt = phone.sees("Our first appointment: ")
    expect(prompt).to_contain_text("One question: ")
    expect(phone.banner).to_contain_text("Our first appointment: ")
    phone.has_buzzed(1)
    phone.shot("13-the-next-evening")
    assert phone.page.get_by_role("heading", level=2).all_inner_texts()[-1] == "Today"
