"""Which messages ask for a word of the trade."""

from __future__ import annotations

import pytest

from bot.domain.glossary import Term
from bot.library.asking import Glossary
from tests.builders import library

TERMS = {
    "throw": Term("throw", ("half knot",), "One wrap."),
    "needle hand": Term("needle hand", (), "The hand with the holder."),
    "eversion": Term("eversion", ("everted edges",), "Edges that turn out."),
}
GLOSSARY = Glossary(library(glossary=TERMS))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("what is a throw?", "throw"),
        ("What's a throw", "throw"),
        ("whats a half-knot?", "throw"),
        ("what are throws?", "throw"),
        ("what does throw mean?", "throw"),
        ("what does the term eversion mean", "eversion"),
        ("define eversion", "eversion"),
        ("meaning of needle hand", "needle hand"),
        ("what do you mean by everted edges?", "eversion"),
        ("throw?", "throw"),
        ("needle hand", "needle hand"),
        ("what is evertion?", "eversion"),
        ("what is a thorw", "throw"),
    ],
)
def test_a_word_is_asked_for_in_many_ways(text: str, key: str) -> None:
    found = GLOSSARY.asked(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is a vertical mattress?",
        "how do I throw a knot?",
        "throw the second loop",
        "what is the weather",
        "what is a thr",
        "tyrow",
        "what is a " + "throw " * 900,
    ],
)
def test_other_questions_are_left_to_the_search(text: str) -> None:
    assert GLOSSARY.asked(text) is None
