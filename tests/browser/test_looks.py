"""How the page looks and reads: narrow and wide, light and dark, by ear."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.learning import arrive, open_plan
from tests.browser.phone import Phone


def brightness(phone: Phone) -> float:
    """How light the talk's ground is, from 0 to 255."""
    colour: str = phone.page.locator(".phone").evaluate("part => getComputedStyle(part).background")
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3


def test_a_narrow_phone_cuts_nothing(phone: Phone) -> None:
    phone.page.set_viewport_size({"width": 360, "height": 640})
    phone.is_tidy()
    arrive(phone, kit=("Cord", "Pad + tools", "Sharps box", "Loupes"))
    phone.is_tidy()
    plan, _ = open_plan(phone)
    phone.is_tidy()
    phone.tap("Not today", on=plan)
    expect(plan).to_contain_text("One tap, no explaining.")
    phone.is_tidy()
    phone.tap("Back", on=plan)
    phone.tap("▶ Start", on=plan)
    phone.sees("main hand")
    for command, words in (
        ("drills", "Hand and forearm"),
        ("refresh", "Refreshers"),
        ("progress", "Nothing logged yet"),
        ("settings", "Reminders: daily 18:30"),
        ("checkin", "Note how shaky"),
        ("privacy", "What I keep"),
        ("forget", "Erase everything"),
        ("help", "What I can do"),
    ):
        phone.command(command)
        phone.sees(words)
        phone.is_tidy()
    phone.say("vertical mattress")
    phone.tap("Ask me", on="Vertical mattress")
    phone.sees("Vertical mattress")
    phone.is_tidy()
    phone.shot("narrow")
    phone.page.get_by_role("button", name="Attach").click()
    phone.is_tidy()


def test_the_reader_chooses_light_or_dark(phone: Phone) -> None:
    arrive(phone)
    open_plan(phone)
    assert brightness(phone) > 200
    phone.shot("light")
    phone.page.get_by_role("button", name="Dark theme").click()
    assert brightness(phone) < 50
    phone.shot("dark")
    phone.page.reload()
    phone.sees("0 of 3")
    assert brightness(phone) < 50
    phone.page.get_by_role("button", name="Light theme").click()
    assert brightness(phone) > 200


def test_without_a_choice_the_system_decides(phone: Phone) -> None:
    phone.page.emulate_media(color_scheme="dark")
    expect(phone.page.get_by_role("button", name="Light theme")).to_be_visible()
    assert brightness(phone) < 50


def test_a_desktop_shows_people_and_time_beside_the_phone(desktop: Phone) -> None:
    arrive(desktop)
    open_plan(desktop)
    desktop.is_tidy()
    desktop.shot("desktop-light")
    desktop.page.get_by_role("button", name="Dark theme").click()
    desktop.shot("desktop-dark")

    time = desktop.page.get_by_role("region", name="Time")
    expect(time.get_by_role("button")).to_have_text(
        ["Next reminder", "Tomorrow morning", "+1 week"]
    )
    people = desktop.page.get_by_role("region", name="People")
    people.get_by_role("button", name="Bob").click()
    desktop.start()
    desktop.sees("Hi Bob.")
    expect(desktop.field).to_be_focused()


def test_own_words_can_be_mended_and_answered_with_a_sign(desktop: Phone) -> None:
    arrive(desktop)
    desktop.say("lab 40 min")
    logged = desktop.sees("Logged: 40 min")
    own = desktop.own("lab 40 min")
    own.hover()
    own.get_by_role("button", name="Message options").click()
    desktop.page.get_by_role("button", name="Edit").click()
    expect(desktop.field).to_have_value("lab 40 min")
    desktop.field.fill("lab 30 min")
    desktop.page.get_by_role("button", name="Save").click()
    expect(desktop.own("lab 30 min")).to_contain_text("edited")

    logged.hover()
    logged.get_by_role("button", name="Message options").click()
    desktop.page.get_by_role("button", name="React 👍").click()
    expect(logged.get_by_title("Your reaction")).to_have_text("👍")
