"""What a learner does again and again, told once."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.phone import Phone

PLANNED = re.compile(r"[①②③]\s(?:New: )?(.+?)(?:, (?:main|other) hand)?\s·\s\d+\smin")


def set_up(phone: Phone, city: str = "Leeds", kit: tuple[str, ...] = ("Cord",)) -> None:
    """From the question for the city to a plan that may be started."""
    phone.sees("Which city?")
    phone.say(city)
    phone.tap("18:30", on="When shall I come?")
    for thing in kit:
        phone.tap(f"☐ {thing}", on="What is at hand?")
        expect(phone.bubble("What is at hand?")).to_contain_text(f"☑ {thing}")
    phone.tap("Done", on="What is at hand?")
    phone.sees("A small start now?")


def arrive(phone: Phone, kit: tuple[str, ...] = ("Cord",)) -> None:
    """START, and set up without a first drill."""
    phone.start()
    phone.tap("Set up first", on="For adults")
    set_up(phone, kit=kit)


def open_plan(phone: Phone) -> tuple[Locator, list[str]]:
    """Begin: the plan's message, and the titles on it."""
    phone.tap(re.compile("^▶ Start, "), on="A small start now?")
    plan = phone.sees("0 of 3")
    return plan, PLANNED.findall(plan.inner_text())
