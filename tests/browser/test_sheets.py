"""A sheet to print, on a phone: it shows its name, and the browser opens it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.learning import arrive
from tests.browser.phone import Phone


def test_a_sheet_is_a_file_that_opens(phone: Phone) -> None:
    phone.page.set_viewport_size({"width": 360, "height": 740})
    arrive(phone)
    phone.say("hitting the dots")
    phone.tap("Print: Rings to hit")
    sheet = phone.sees("Rings to hit, A4.")
    expect(sheet).to_contain_text("dots-a4.pdf")
    phone.is_tidy()
    phone.shot("sheet")
    file = sheet.get_by_role("link")
    expect(file).to_have_attribute("target", "_blank")
    answer = phone.page.request.get(str(file.evaluate("link => link.href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == "inline"
    assert answer.body().startswith(b"%PDF")
