"""Terms of the glossary: how they are marked in teaching text, and what they mean.

A text marks a term as `[[throw]]`, or as `[[throws|throw]]` where it reads otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"\[\[(?P<shown>[^\[\]|]+)(?:\|(?P<term>[^\[\]|]+))?\]\]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade and its meaning; `key` is how it is called, small letters first."""

    key: str
    aliases: tuple[str, ...]
    meaning: str  # Markdown, one or two short lines


def marked_terms(text: str) -> tuple[str, ...]:
    """Return the terms that a text marks, as they are written there."""
    return tuple(match["term"] or match["shown"] for match in MARK.finditer(text))


def unmarked(text: str) -> str:
    """Return a text as it reads, without the marks."""
    return MARK.sub(lambda match: match["shown"], text)
