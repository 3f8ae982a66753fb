"""What one does with a chat besides the day's work."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from bot.domain.plates import Plate
from bot.library.load import load_library
from bot.pictures.press import Job, draw
from tests.browser.learning import arrive
from tests.browser.phone import Phone

CONTENT = Path(__file__).parents[2] / "content"
COMMANDS = (
    "today refresh drills log checkin progress undo remind why calendar dates pause resume"
    " settings privacy forget help"
)


def test_a_refresher_asked_with_typos(phone: Phone) -> None:
    arrive(phone)
    phone.say("how do i do the far near stich")
    phone.sees_picture("Vertical mattress")
    phone.shot("refresher")
    phone.tap("Errors")
    card = phone.sees("Three common errors")
    phone.tap("Steps", on=card)
    expect(card).to_contain_text("1. Enter at the far dot")


def test_a_technique_step_by_step(phone: Phone) -> None:
    arrive(phone)
    phone.say("surgeon's knot")
    card = phone.sees("Surgeon's knot")
    phone.tap("Pictures", on=card)
    album = phone.albums.last
    steps = album.get_by_role("button", name=re.compile(r"^Open photo: \d"))
    expect(steps).to_have_count(7, timeout=60_000)  # ms; each is drawn now
    places = [step.bounding_box() for step in steps.all()]
    assert len({place["x"] for place in places if place}) == 2  # a grid
    assert len({place["y"] for place in places if place}) == 4
    phone.shot("album")

    steps.nth(1).click()
    viewer = phone.page.get_by_role("dialog", name="Photo")
    expect(viewer.get_by_role("img")).to_be_visible()
    expect(viewer).to_contain_text("2.")
    phone.shot("step")
    phone.page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)


def test_a_film_plays_by_itself(phone: Phone, drawings: Path) -> None:
    """Once it is drawn, which takes a while after the first start."""
    technique = load_library(CONTENT).techniques["surgeons-knot"]
    assert isinstance(technique.picture, Plate)
    wanted = [Job("film.mp4", technique.picture.film)]
    list(draw(wanted, phone.shots, drawings / "steadyhand"))
    arrive(phone)
    phone.say("surgeon's knot")
    phone.sees_film("Surgeon's knot")
    phone.shot("film")


def test_a_needle_comes_out_and_goes_back(phone: Phone) -> None:
    arrive(phone, kit=("Pad + tools", "Sharps box"))
    phone.command("drills")
    phone.tap("Dexterity", on="Drills")
    phone.tap("Needle loading", on="Dexterity")
    card = phone.sees("This one uses a needle.")
    phone.tap("Sharps box open: start", on=card)
    expect(card).to_contain_text("Ten slow loads")
    phone.shot("needle")
    phone.say("8")
    done = phone.sees("One needle out. Where is it now?")
    expect(done).to_contain_text("Needle loading: 8")
    phone.tap("Missing", on=done)
    phone.sees("Stop and look, with your eyes only.")
    phone.shot("needle-missing")
    phone.tap("1 back in the box ✓", on=done)
    expect(done).to_contain_text("Needle back in the box.")


def test_the_menu_lists_what_works(phone: Phone) -> None:
    arrive(phone)
    phone.page.get_by_role("button", name="Menu of commands").click()
    names = phone.page.get_by_test_id("command").locator(".command-name").all_inner_texts()
    assert names == [f"/{name}" for name in COMMANDS.split()]
    phone.shot("menu")
    phone.is_tidy()
    phone.page.get_by_role("button", name="Menu of commands").click()

    phone.field.fill("/re")
    fitting = phone.page.get_by_test_id("command").locator(".command-name")
    expect(fitting).to_have_text(["/refresh", "/remind", "/resume"])
    fitting.first.click()
    phone.sees("Refreshers")


def test_a_place_shared_once(phone: Phone) -> None:
    phone.start()
    phone.tap("Set up first")
    phone.press("Share once")
    sheet = phone.page.get_by_role("dialog", name="Share location")
    expect(sheet).to_be_visible()
    phone.is_tidy()
    phone.shot("share-location")
    sheet.get_by_role("button", name="Berlin").click()
    expect(phone.own("52.520° N").get_by_role("img", name="Sent", exact=True)).to_be_visible()
    phone.sees(re.compile(r"Berlin: 19:1\d for you now"))


def test_everybody_has_a_chat_of_their_own(phone: Phone) -> None:
    arrive(phone)
    own_page = phone.page.url
    phone.hand_to("Alice")
    expect(phone.messages).to_have_count(0)
    phone.start()
    phone.sees("Hi Alice.")
    phone.shot("alice")
    phone.page.goto(own_page)
    phone.sees("A small start now?")
    expect(phone.bubble("Hi Alice")).to_have_count(0)


def test_what_the_bot_cannot_read(phone: Phone, tmp_path: Path) -> None:
    arrive(phone)
    phone.attach("Sticker")
    phone.sees("I read words, numbers, taps and shared locations, and calendar files (.ics).")
    picture = phone.shot("attached")
    with phone.page.expect_file_chooser() as chooser:
        phone.attach("Photo")
    chooser.value.set_files(picture)
    phone.page.get_by_label("Caption").fill("my first knot")
    phone.page.get_by_test_id("send-file").click()
    sent = phone.own("my first knot")
    expect(sent.get_by_role("img", name="Sent", exact=True)).to_be_visible()
    assert sent.locator("img").evaluate("image => image.naturalWidth") > 0
    phone.say("what will the weather be")
    phone.sees("I don't have that.")


def test_a_page_that_is_opened_again_shows_the_same_talk(phone: Phone) -> None:
    arrive(phone)
    expect(phone.page.get_by_role("button", name="Unblock")).to_have_count(0)
    before = phone.messages.all_inner_texts()
    phone.page.reload()
    phone.sees("A small start now?")
    assert phone.messages.all_inner_texts() == before
