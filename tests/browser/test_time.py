"""Moving the time: weeks in seconds, with all that is due in between."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.learning import arrive, open_plan
from tests.browser.phone import Phone
from tests.browser.watch import Watch


def test_a_button_of_last_week_says_so(maya: Phone) -> None:
    arrive(maya)
    plan, (first, *_) = open_plan(maya)
    maya.go_to("+1 week")
    maya.tap("Done", on=plan)
    expect(maya.alert).to_contain_text("That button is from another day. Here is today's plan.")
    maya.shot("stale-button")
    maya.alert.get_by_role("button", name="OK").click()
    expect(maya.alert).to_have_count(0)
    expect(plan).not_to_contain_text(f"✓ {first}")
    today = maya.sees("Monday · ")
    assert today.get_attribute("data-message-id") != plan.get_attribute("data-message-id")


def test_a_week_has_a_prompt_for_each_day_that_is_due(maya: Phone) -> None:
    """Three prompts without an answer, and the bot comes every third day only."""
    arrive(maya)
    maya.go_to("+1 week")
    prompts = maya.page.locator("article", has=maya.page.get_by_label("Sent with a buzz"))
    expect(prompts).to_have_count(4)
    days = maya.page.locator("section.day", has=prompts).get_by_role("heading", level=2)
    assert [day.split()[0] for day in days.all_inner_texts()] == ["Mon", "Tue", "Wed", "Sat"]
    maya.shot("after-a-week")


def test_time_waits_for_a_reminder_to_be_set(phone: Phone, watch: Watch) -> None:
    phone.start()
    phone.sees("Hi Robin")
    watch.expect_refusal(409)
    phone.go_to("Next reminder")
    expect(phone.toast).to_have_text("No reminder is set yet: finish setting up first.")


def test_who_blocks_the_bot_is_left_in_peace(maya: Phone) -> None:
    arrive(maya)
    maya.chat_menu("Block the bot")
    expect(maya.page.get_by_role("button", name="Unblock")).to_be_visible()
    expect(maya.field).to_have_count(0)
    said = maya.messages.count()
    maya.go_to("+1 week")
    maya.has_buzzed(0)
    expect(maya.messages).to_have_count(said)
    maya.shot("blocked")

    maya.page.get_by_role("button", name="Unblock").click()
    maya.say("/today")
    maya.sees("0 of 3")
