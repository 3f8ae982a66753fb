"""Telegram's HTML becomes text with entities; a fault in it is told, not sent."""

import re

import pytest
from hypothesis import given, settings

from bot.texts.html import from_html
from bot.texts.rich_text import Entity, RichText
from tests.texts.documents import faults, rich_texts


def entity(kind: str, offset: int, length: int) -> Entity:
    return Entity(kind, offset, length)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("", "", []),
        ("<b>a</b>", "a", [entity("bold", 0, 1)]),
        ("<i>a</i><u>b</u>", "ab", [entity("italic", 0, 1), entity("underline", 1, 1)]),
        (
            "<s>a</s><tg-spoiler>b</tg-spoiler>",
            "ab",
            [entity("strikethrough", 0, 1), entity("spoiler", 1, 1)],
        ),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ("<pre>a\n b</pre>", "a\n b", [entity("pre", 0, 4)]),
        (
            '<pre><code class="language-python">a</code></pre>',
            "a",
            [Entity("pre", 0, 1, language="python")],
        ),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        (
            "<blockquote expandable>a</blockquote>",
            "a",
            [entity("expandable_blockquote", 0, 1)],
        ),
        (
            '<a href="https://x.org?a=1&amp;b=2">a</a>',
            "a",
            [Entity("text_link", 0, 1, url="https://x.org?a=1&b=2")],
        ),
    ],
)
def test_each_tag_is_one_entity(html: str, text: str, entities: list[Entity]) -> None:
    assert from_html(html) == RichText(text, tuple(entities))


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("💉<b>💉</b>", "💉💉", [entity("bold", 2, 2)]),
        ("\n\n <b>a</b>\n\n", "a", [entity("bold", 0, 1)]),
        ("x<b> a\n</b>y", "x a\ny", [entity("bold", 2, 1)]),
        ("a<b> \n</b>b", "a \nb", []),
        ("a\n\n\nb", "a\n\n\nb", []),
        ("<pre>\n  a\n</pre>", "  a", [entity("pre", 0, 3)]),
        ("<blockquote>a\n</blockquote>b", "a\nb", [entity("blockquote", 0, 1)]),
        ("<b>a<b>b</b>c</b>", "abc", [entity("bold", 0, 3)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<i><b>a</b></i>", "a", [entity("bold", 0, 1), entity("italic", 0, 1)]),
        (
            "<b>a<code>b</code>c</b>",
            "abc",
            [entity("bold", 0, 1), entity("code", 1, 1), entity("bold", 2, 1)],
        ),
        ("<code>a<b>b</b></code>", "ab", [entity("code", 0, 2)]),
        (
            '<a href="https://x.org"><code>a</code></a>',
            "a",
            [Entity("text_link", 0, 1, url="https://x.org")],
        ),
        (
            "<blockquote>a <blockquote>b</blockquote> c</blockquote>",
            "a b c",
            [entity("blockquote", 0, 5)],
        ),
        ("a\r\nb\tc\u2028", "a\nb c", []),
        ("&lt;b&gt; &amp;amp; &#39;&quot;", "<b> &amp; '\"", []),
    ],
)
def test_the_result_is_as_telegram_would_have_it(
    html: str, text: str, entities: list[Entity]
) -> None:
    assert from_html(html) == RichText(text, tuple(entities))


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<h1>a</h1>", "unknown tag <h1>"),
        ("<script>a</script>", "unknown tag <script>"),
        ("<b>a", "<b> is never closed"),
        ("a</b>", "</b> where no closing tag was expected"),
        ("<b><i>a</b></i>", "</b> where </i> was expected"),
        ("<b/>a", "<b/>: no tag is without content"),
        ("a <b", "unfinished tag: '<b'"),
        ("<!-- a -->", "no comments"),
        ("<!DOCTYPE html>", "no declarations"),
        ("<?php a ?>", "no processing instructions"),
        ('<b class="x">a</b>', "<b> with attribute class"),
        ('<code class="language-c">a</code>', "<code> with attribute class"),
        ("<a>a</a>", "<a> without href"),
        ('<a href="javascript:x">a</a>', "javascript:x"),
        ('<a href="page.md">a</a>', "page.md"),
        ("<a href>a</a>", "None"),
        ('<a href="https://x.org"><a href="https://y.org">a</a></a>', "<a> inside <a>"),
        ("<b><blockquote>a</blockquote></b>", "<blockquote> inside <b>"),
    ],
)
def test_a_fault_is_named(html: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        from_html(html)


@settings(deadline=None)
@given(rich_texts())
def test_entities_are_sorted_within_bounds_none_empty_none_crossing(rich: RichText) -> None:
    assert faults(rich) == []
    assert rich.text == rich.text.rstrip(" \n")
