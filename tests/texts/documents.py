"""Random documents in Telegram's HTML, and what must be true of any text with entities."""

from __future__ import annotations

import itertools
from html import escape

from hypothesis import strategies as st

from bot.texts.html import from_html
from bot.texts.rich_text import Entity, RichText, utf16_length

# No Markdown marks, see tests.texts.tdlib.delivered.
WORDS = st.text("ab .!\n💉é<&>\"'👍🏽🇬🇧👩‍⚕️", max_size=8)
_STYLES = ["b", "i", "u", "s", "tg-spoiler"]
_LINKS = [f'<a href="https://example.org/{page}">' for page in ("", "a?b=1&amp;c=2")]
_QUOTES = ["<blockquote>", "<blockquote expandable>"]
_PRES = [("<pre>", "</pre>"), ('<pre><code class="language-python">', "</code></pre>")]

_BLOCKS = ("text_link", "code", "pre", "blockquote", "expandable_blockquote")

Mark = tuple[str, str | None, str | None, bool]
Look = frozenset[Mark]


@st.composite
def inline_html(draw: st.DrawFn, depth: int = 3, in_link: bool = False) -> str:
    """Draw text in nested styles, code and links, but no code in a link.

    Of two that cover the same text Telegram keeps the code, where we keep the link.
    """
    pieces = []
    for _ in range(draw(st.integers(0, 3))):
        kinds = ["text"] + ["style"] * (depth > 0) + ["link"] * (depth > 0 and not in_link)
        match draw(st.sampled_from(kinds)):
            case "text":
                pieces.append(escape(draw(WORDS)))
            case "style":
                tag = draw(st.sampled_from(_STYLES + ["code"] * (not in_link)))
                pieces.append(f"<{tag}>{draw(inline_html(depth - 1, in_link))}</{tag}>")
            case "link":
                opening = draw(st.sampled_from(_LINKS))
                pieces.append(f"{opening}{draw(inline_html(depth - 1, True))}</a>")
    return "".join(pieces)


@st.composite
def html_documents(draw: st.DrawFn, in_quote: bool = False) -> str:
    """Draw a document of lines, quotes and code blocks."""
    blocks = []
    for _ in range(draw(st.integers(0, 4))):
        match draw(st.sampled_from(["line", "pre"] + ["quote"] * (not in_quote))):
            case "line":
                blocks.append(draw(inline_html()) + draw(st.sampled_from(["", "\n", "\n\n"])))
            case "pre":
                opening, closing = draw(st.sampled_from(_PRES))
                blocks.append(f"{opening}{escape(draw(WORDS))}{closing}")
            case "quote":
                inside = draw(html_documents(in_quote=True))
                blocks.append(f"{draw(st.sampled_from(_QUOTES))}{inside}</blockquote>")
    return "".join(blocks)


def rich_texts() -> st.SearchStrategy[RichText]:
    """Draw texts as the templates give them."""
    return html_documents().map(from_html)


def faults(rich: RichText) -> list[str]:
    """Return what Telegram would have to put right: [] for a text that is as it should be."""
    units = rich.text.encode("utf-16-le")
    found = [f"unsorted {entity}" for entity in _unsorted(rich.entities)]
    for entity in rich.entities:
        covered = units[2 * entity.offset : 2 * entity.end]
        if not 0 <= entity.offset < entity.end <= utf16_length(rich.text):
            found.append(f"out of bounds: {entity}")
        elif not covered.decode("utf-16-le", "replace").strip(" \n"):
            found.append(f"nothing to see: {entity}")
        elif "\ufffd" in covered.decode("utf-16-le", "replace"):
            found.append(f"half a character: {entity}")
    for one, other in itertools.combinations(rich.entities, 2):
        if one.offset < other.offset < one.end < other.end:
            found.append(f"crossing: {one} {other}")
    return found


def _unsorted(entities: tuple[Entity, ...]) -> list[Entity]:
    keys = [(entity.offset, -entity.length) for entity in entities]
    pairs = zip(keys, keys[1:], entities[1:], strict=False)
    return [entity for before, after, entity in pairs if after < before]


def looks(rich: RichText, *, joined: bool = False) -> list[tuple[str, Look]]:
    """Return every visible character with its look, which is what a reader sees of a text.

    Where a link, a quote or a stretch of code begins is a part of it, unless `joined`: then two
    that touch are one.
    """
    visible = {
        at: (character, set[Mark]())
        for at, character in zip(_offsets(rich.text), rich.text, strict=False)
        if character not in " \n"
    }
    for entity in rich.entities:
        places = [at for at in visible if entity.offset <= at < entity.end]
        for at in places:
            begins = not joined and entity.type in _BLOCKS and at == places[0]
            visible[at][1].add((entity.type, entity.url, entity.language, begins))
    return [(character, frozenset(marks)) for character, marks in visible.values()]


def _offsets(text: str) -> list[int]:
    return [0, *itertools.accumulate(map(utf16_length, text))]
