"""Which messages ask what a word of the trade means: "what is a throw?", or the word alone."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from bot.domain.content import Library
from bot.domain.glossary import Term
from bot.library.words import normal, words

FUZZY_FROM = 5  # letters; shorter words are taken as they stand
QUESTION = re.compile(
    r"(?:whats|what (?:is|are|does|do you mean by|means)|(?:the )?(?:meaning|definition) of|define|"
    r"explain)\s+(?:the (?:word|term|meaning of)\s+)?(?:an?\s+|the\s+)?(?P<term>.+?)"
    r"(?:\s+(?:mean|means|stand for))?"
)


class Glossary:
    """The terms of a library, ready to be asked for."""

    def __init__(self, library: Library) -> None:
        self._terms = {
            normal(name): term
            for term in library.glossary.values()
            for name in (term.key, *term.aliases)
        }

    def asked(self, text: str) -> Term | None:
        """Return the term that `text` asks for; small typos are forgiven in a question."""
        said = " ".join(words(text))
        if exact := self._terms.get(normal(said)):
            return exact
        question = QUESTION.fullmatch(said)
        return self._named(normal(question["term"])) if question else None

    def _named(self, name: str) -> Term | None:
        if exact := self._terms.get(name):
            return exact
        if len(name) < FUZZY_FROM:
            return None
        near = ((OSA.distance(name, known), known) for known in self._terms if known[0] == name[0])
        distance, known = min(near, default=(2, ""))
        return self._terms[known] if distance <= 1 else None
