"""Nights on a phone: by taps, in words, and as the file that a hospital gives out."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.coach import next_monday_evening
from tests.browser.learning import arrive
from tests.browser.phone import Phone

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rota//EN\r\n"


def rota(folder: Path) -> Path:
    """A file with three nights, from Wednesday on."""
    nights = ""
    for after in (2, 3, 4):
        begins = next_monday_evening() + timedelta(days=after)
        ends = begins + timedelta(days=1)
        nights += (
            f"BEGIN:VEVENT\r\nUID:{after}\r\nSUMMARY:Night\r\n"
            f"DTSTART:{begins:%Y%m%d}T200000\r\nDTEND:{ends:%Y%m%d}T080000\r\nEND:VEVENT\r\n"
        )
    file = folder / "rota.ics"
    file.write_bytes(f"{HEAD}{nights}END:VCALENDAR\r\n".encode())
    return file


def send_file(phone: Phone, file: Path) -> None:
    """Attach a file by the paper clip."""
    phone.page.get_by_role("button", name="Attach").click()
    phone.page.get_by_test_id("document-file").set_input_files(file)
    sheet = phone.page.get_by_role("dialog", name="Send file")
    sheet.get_by_role("button", name="Send").click()


def test_a_roster_by_taps_words_and_file(phone: Phone, tmp_path: Path) -> None:
    phone.page.set_viewport_size({"width": 360, "height": 740})
    arrive(phone)
    phone.command("calendar")
    shown = phone.sees("Nothing in it yet.")
    phone.is_tidy()
    phone.tap("On call tonight", on=shown)
    expect(shown).to_contain_text("Your streak is safe.")
    phone.is_tidy()
    phone.shot("calendar")
    phone.tap("Pick a day", on=shown)
    expect(shown).to_contain_text("Which day?")
    phone.is_tidy()
    phone.shot("calendar-days")
    phone.tap("Back", on=shown)
    phone.tap("Pattern", on=shown)
    expect(shown).to_contain_text("Which pattern?")
    phone.is_tidy()
    phone.tap("2 days, 2 nights, 4 off", on=shown)
    expect(shown).to_contain_text("again and again")
    phone.is_tidy()
    phone.shot("calendar-pattern")

    send_file(phone, rota(tmp_path))
    phone.sees("3 nights between")
    phone.tap("Use them")
    used = phone.sees(re.compile(r"Wed \d+ – Fri \d+ · night"))
    phone.is_tidy()
    phone.say("not on call tonight")
    phone.sees("An ordinary day")
    phone.tap("Undo", on="An ordinary day")
    phone.shot("calendar-file")
    phone.page.get_by_role("button", name="Dark theme").click()
    phone.scroll_to(used)
    phone.shot("calendar-dark")


def test_dates_that_matter(phone: Phone) -> None:
    phone.page.set_viewport_size({"width": 360, "height": 740})
    arrive(phone)
    phone.say("exam in 3 weeks")
    phone.tap("All dates", on="Noted:")
    listed = phone.sees("Dates that matter")
    phone.tap("Course", on=listed)
    expect(listed).to_contain_text("When is the course?")
    phone.say("microsurgery with a name that goes on and on, in 5 weeks")
    kept = phone.sees("microsurgery with")
    phone.tap("All dates", on=kept)
    expect(kept).to_contain_text("Dates that matter")
    phone.is_tidy()
    phone.shot("dates")
    phone.tap(re.compile("^✕ exam"), on=kept)
    expect(kept).to_contain_text("Removed: exam.")
    phone.tap("Undo", on=kept)
    expect(kept).not_to_contain_text("Removed")
    phone.page.get_by_role("button", name="Dark theme").click()
    phone.shot("dates-dark")
