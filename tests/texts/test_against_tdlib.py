"""TDLib, Telegram's own library, reads our HTML as we do and changes nothing in what we send."""

import pytest
from hypothesis import given, settings

from bot.texts.html import from_html
from bot.texts.rich_text import RichText
from tests.texts.documents import html_documents, looks, rich_texts
from tests.texts.tdlib import Refused, delivered, parsed


@settings(deadline=None)
@given(html_documents())
def test_the_same_html_is_the_same_text_with_the_same_looks(html: str) -> None:
    ours, telegrams = from_html(html), delivered(parsed(html))
    assert ours.text.strip(" \n") == telegrams.text.strip(" \n")
    assert looks(ours) == looks(telegrams)


@settings(deadline=None)
@given(rich_texts())
def test_what_we_send_arrives_unchanged(ours: RichText) -> None:
    arrived = delivered(ours)
    assert arrived.text == ours.text
    assert looks(arrived) == looks(ours)


@pytest.mark.parametrize("code", [*range(0x20), *range(0x300, 0x340), *range(0x2000, 0x2070)])
def test_characters_that_telegram_drops_or_replaces_never_get_that_far(code: int) -> None:
    ours = from_html(f"x{chr(code)}y<u>z</u>")
    assert delivered(ours) == ours


@pytest.mark.parametrize("html", ["<b>x", "x</b>", "<b>x</i>", "<b><i>x</b></i>", "<h1>x</h1>"])
def test_what_tdlib_refuses_is_refused(html: str) -> None:
    with pytest.raises(Refused):
        parsed(html)
    with pytest.raises(ValueError, match="<"):
        from_html(html)
