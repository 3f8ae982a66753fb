"""Markdown of the content becomes Telegram's HTML, and raw HTML in it stays text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.texts.html import from_html
from bot.texts.markdown import to_html
from tests.texts.documents import faults


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "plain"),
        ("one\ntwo", "one\ntwo"),
        ("one  \ntwo", "one\ntwo"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("*a* **b** ***c***", "<i>a</i> <b>b</b> <i><b>c</b></i>"),
        ("`a<b`", "<code>a&lt;b</code>"),
        ("[a *b*](https://x.org?a=1&b=2)", '<a href="https://x.org?a=1&amp;b=2">a <i>b</i></a>'),
        ("<https://x.org>", '<a href="https://x.org">https://x.org</a>'),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("![a *b*](b.png)", "a <i>b</i>"),
        ("# Head *a*\n\nb", "<b>Head <i>a</i></b>\n\nb"),
        ("- a\n- b", "• a\n• b"),
        ("- a\n\n- b", "• a\n\n• b"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("3. a\n3. b", "3. a\n4. b"),
        ("- a\n  - b\n    c\n- d", "• a\n   • b\n      c\n• d"),
        ("1. a\n\n   b", "1. a\n\n   b"),
        ("- a\n  1. b\n\n  1. c", "• a\n   1. b\n\n   2. c"),
        ("> a\n> b", "<blockquote>a\nb</blockquote>"),
        ("```\na\n  b\n```", "<pre>a\n  b</pre>"),
        ("```c\na\n```", '<pre><code class="language-c">a</code></pre>'),
        ("    a", "<pre>a</pre>"),
        ("a\n\n---\n\nb", "a\n\n———\n\nb"),
        ("<b>a</b> & <br>", "&lt;b&gt;a&lt;/b&gt; &amp; &lt;br&gt;"),
        ("<div>\na\n</div>", "&lt;div&gt;\na\n&lt;/div&gt;"),
        ("two [[throws|throw]] and a [[tail]]", "two <u>throws</u> and a <u>tail</u>"),
        ("[[a & b]] [[]] [[a] [a]", "<u>a &amp; b</u> [[]] [[a] [a]"),
        ("a ||b *c*|| d", "a <tg-spoiler>b <i>c</i></tg-spoiler> d"),
        ("a || b", "a || b"),
        ("||||", "||||"),
        (r"\*a\* &copy;", "*a* ©"),
    ],
)
def test_markup(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


# No colon and no round bracket, so no links: those are checked when they are read.
@settings(deadline=None)
@given(st.text("ab12 .\n*_`|#>-+[]!<&;\\💉~", max_size=60))
@example("> > - a\n> > ```\n> > b")
@example("**a||b**c||")
def test_any_markdown_is_html_that_telegram_takes(markdown: str) -> None:
    assert faults(from_html(to_html(markdown))) == []
