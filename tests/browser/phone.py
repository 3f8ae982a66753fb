"""The chat page as somebody with a phone in their hand uses it: by what is written on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

PATIENCE_MS = 15_000
JUMP_MS = 60_000  # a week has many due instants

Words = str | re.Pattern[str]
# What an accessibility tree shows of a thing that nobody gave a name.
NAMELESS = re.compile(
    r"^\s*- (button|link|textbox|spinbutton|menuitem|img|dialog)(?! [\"/])", re.MULTILINE
)


class Phone:
    """A phone in somebody's hand. Looking waits until there is something to see."""

    def __init__(self, page: Page, shots: Path) -> None:
        self.page = page
        self.shots = shots
        page.set_default_timeout(PATIENCE_MS)

    # --- looking at the talk -------------------------------------------------------------------

    @property
    def messages(self) -> Locator:
        """Every message, oldest first."""
        return self.page.get_by_test_id("message")

    def bubble(self, words: Words) -> Locator:
        """The newest message of the bot's with these words."""
        return self.page.locator("[data-testid=message][data-out=false]", has_text=words).last

    def own(self, words: Words) -> Locator:
        """The newest message of the person's own with these words."""
        return self.page.locator("[data-testid=message][data-out=true]", has_text=words).last

    def sees(self, words: Words, within_ms: float = PATIENCE_MS) -> Locator:
        """Wait for a message of the bot's with these words, and keep hold of that very one."""
        bubble = self.bubble(words)
        expect(bubble).to_be_visible(timeout=within_ms)
        return self.page.locator(f'[data-message-id="{bubble.get_attribute("data-message-id")}"]')

    def sees_picture(self, words: Words) -> None:
        """Wait for a message with these words and a picture, or a film, that was really loaded."""
        newest = self.page.locator(
            "[data-testid=message][data-out=false]:has(img, video)", has_text=words
        )
        picture = newest.last.locator("img, video")
        if picture.evaluate("picture => picture.tagName") == "VIDEO":
            self.sees_film(words)
            return
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert picture.get_attribute("alt")

    def sees_film(self, words: Words) -> Locator:
        """Wait for a message with a film that plays by itself, silently and without end."""
        newest = self.page.locator("[data-testid=message]:has(video)", has_text=words)
        film = newest.last.locator("video")
        film.scroll_into_view_if_needed()  # where nobody looks, a browser plays nothing
        expect(film).to_have_js_property("paused", False)
        for wanted in ("loop", "muted", "autoplay"):
            assert film.evaluate(f"film => film.{wanted}")
        self.page.wait_for_function("film => film.currentTime > 0", arg=film.element_handle())
        return film

    @property
    def albums(self) -> Locator:
        """Photos that were sent together, oldest first."""
        return self.page.get_by_test_id("album")

    # --- looking at what is around the talk ----------------------------------------------------

    @property
    def field(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_label("Message", exact=True)

    @property
    def toast(self) -> Locator:
        """A few words that pass."""
        return self.page.get_by_test_id("toast")

    @property
    def alert(self) -> Locator:
        """What has to be read and put away."""
        return self.page.get_by_role("alertdialog")

    @property
    def banner(self) -> Locator:
        """What a lock screen shows of a message that buzzes."""
        return self.page.get_by_test_id("banner")

    @property
    def time(self) -> Locator:
        """The time that the bar shows."""
        return self.page.get_by_test_id("time-now")

    def has_buzzed(self, times: int) -> None:
        """Wait until today's count of buzzes is this one."""
        expect(self.page.get_by_test_id("buzz-count")).to_have_text(str(times))

    def is_tidy(self) -> None:
        """Nothing is wider than the screen, no button's words are cut, and all has a name."""
        assert self.page.evaluate(SIDEWAYS) == []
        assert self.page.evaluate(CUT_LABELS) == []
        tree = self.page.locator("body").aria_snapshot()
        assert not NAMELESS.search(tree), tree

    # --- doing ---------------------------------------------------------------------------------

    def start(self) -> None:
        """START, for whom the bot does not know yet."""
        self.page.get_by_role("button", name="START").click()

    def say(self, words: str) -> None:
        """Write and send."""
        self.field.fill(words)
        self.page.get_by_role("button", name="Send", exact=True).click()
        expect(self.own(words).get_by_role("img", name="Sent", exact=True)).to_be_visible()

    def tap(self, label: Words, on: Words | Locator = "") -> None:
        """Tap a button on the newest message with the words `on`, or else the newest such button."""
        under = on if isinstance(on, Locator) else self.bubble(on) if on else self.messages
        exact = isinstance(label, str)
        under.get_by_role("button", name=label, exact=exact).last.click()

    def press(self, label: str) -> None:
        """Press a key of the keyboard that stands in place of letters."""
        keys = self.page.get_by_role("group", name="Reply keyboard")
        keys.get_by_role("button", name=label).click()

    def command(self, name: str) -> None:
        """Choose a command from the menu."""
        self.page.get_by_role("button", name="Menu of commands").click()
        words = self.page.get_by_text(f"/{name}", exact=True)
        self.page.get_by_role("menuitem").filter(has=words).click()

    def attach(self, what: Literal["Photo", "File", "Sticker", "Location"]) -> None:
        """Open what the paper clip offers."""
        self.page.get_by_role("button", name="Attach").click()
        sheet = self.page.get_by_role("dialog", name="Attach")
        sheet.get_by_role("button", name=what, exact=True).click()

    def chat_menu(self, deed: str) -> None:
        """Choose from the menu behind the three dots."""
        self.page.get_by_role("button", name="Chat menu").click()
        self.page.get_by_role("menuitem", name=deed).click()

    def go_to(self, when: Literal["Next reminder", "Tomorrow morning", "+1 week"]) -> None:
        """Move the time, and wait until it has come to rest."""
        button = self.page.get_by_role("button", name=when, exact=True)
        button.click()
        expect(button).to_be_enabled(timeout=JUMP_MS)

    def hand_to(self, name: str) -> None:
        """Give the phone to somebody else."""
        self.page.get_by_role("button", name="Switch person").click()
        self.page.get_by_test_id("person").filter(has_text=name).click()
        owner = re.compile(f"^This is {name}.*'s phone")
        expect(self.page.get_by_role("button", name=owner)).to_be_visible()

    def scroll_to(self, message: Locator) -> None:
        """Bring a message to the top of the screen, and let the page come to rest."""
        message.evaluate(TO_THE_TOP)
        expect(self.page.get_by_label("Messages")).not_to_have_class(re.compile("moving"))

    def shot(self, name: str) -> Path:
        """Keep what the screen shows as a picture."""
        path = self.shots / f"{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        return path


# Scrolling is heard of one frame later.
TO_THE_TOP = """
(message) => new Promise((done) => {
  message.scrollIntoView({ block: "start" });
  requestAnimationFrame(() => requestAnimationFrame(done));
})
"""

SIDEWAYS = """
() => [document.documentElement, ...document.querySelectorAll("body *")]
  .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth)
  .filter((part) => ["auto", "scroll"].includes(getComputedStyle(part).overflowX)
    || part === document.documentElement)
  .map((part) => `${part.tagName}.${part.className}`)
"""

CUT_LABELS = """
() => [...document.querySelectorAll(".button-label, .jump, .command-name")]
  .filter((label) => label.scrollHeight > label.clientHeight + 1
    || label.scrollWidth > label.clientWidth + 1)
  .map((label) => label.textContent)
"""
