"""The README's picture: two moments of a first day, side by side.

STEADYHAND_README_PICTURE=1 python -m pytest tests/browser/test_readme_picture.py
puts a new one into tests/browser/screenshots.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.learning import arrive, open_plan
from tests.browser.phone import Phone

KEPT = Path(__file__).parent / "screenshots" / "chat.png"
MOST_BYTES = 250_000
FRAME = """
<style>
  body {{ display: flex; gap: 20px; margin: 0; padding: 10px }}
  img {{ width: 390px; border-radius: 28px; box-shadow: 0 0 0 1px #8a9a92 }}
</style>
<body><img src="{left}"><img src="{right}"></body>
"""


def test_a_picture_for_the_readme(browser: Browser, phone: Phone) -> None:
    light = a_plan_with_a_tick(phone)
    dark = a_refresher_in_the_dark(phone)
    picture = side_by_side(browser, light, dark)
    if os.environ.get("STEADYHAND_README_PICTURE"):
        shutil.copy(picture, KEPT)
    assert KEPT.stat().st_size <= MOST_BYTES


def a_plan_with_a_tick(phone: Phone) -> Path:
    """The first drill of the plan is done, and the plan's own message says so."""
    arrive(phone)
    plan, (first, second, _) = open_plan(phone)
    phone.tap("▶ Start", on=plan)
    phone.sees_picture(first)
    phone.tap(re.compile(r"^\d+$"), on="Tap or type it.")
    phone.sees(re.compile(rf"{second}[\s\S]*Tap or type it"))
    expect(plan).to_contain_text("1 of 3")
    phone.toast.click()
    phone.scroll_to(plan)
    return phone.shot("readme-light")


def a_refresher_in_the_dark(phone: Phone) -> Path:
    """A question with typos, and its answer with a picture."""
    phone.page.get_by_role("button", name="Dark theme").click()
    phone.say("how do i do the far near stich")
    phone.sees_picture("Vertical mattress")
    phone.scroll_to(phone.own("far near stich"))
    return phone.shot("readme-dark")


def side_by_side(browser: Browser, left: Path, right: Path) -> Path:
    """Let the browser itself put the two into one picture."""
    both = left.with_name("chat.png")
    page = browser.new_page(viewport={"width": 820, "height": 864})
    page.set_content(FRAME.format(left=inline(left), right=inline(right)))
    page.screenshot(path=both, omit_background=True)
    page.close()
    return both


def inline(picture: Path) -> str:
    """A picture as an address that needs no server."""
    return f"data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode()}"
