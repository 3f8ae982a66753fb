"""A date that matters, said in passing: "my exam is on 12 March"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.domain.event_words import EventWords, parse_event
from bot.domain.typed import plain

_LONGEST: Final = 80  # characters; a longer text is no passing remark
_QUESTION: Final = re.compile(
    r"\W*(?:when|what|which|how|why|who|where|is|are|do|does|did|can|could|should|will|would)\b"
)
_ANOTHER_SENSE: Final = re.compile(
    r"\b(?:in case|of course|no|not|cancel\w*|any|after|since|before|until|till)\b"
)
_NAMED: Final = re.compile(  # "exam", "my final osce", "hand surgery course"
    r"(?:[\w'-]+ ){0,4}(?:exams?|osce|ospe|viva|boards|finals|courses?|workshop|cases?)"
)


def parse_event_remark(words: str, today: date) -> EventWords | None:
    """Return the date that is told of; None for a question, or for anything less than clear."""
    text = plain(words)
    if (
        "?" in words
        or len(words) > _LONGEST
        or _QUESTION.match(text)
        or _ANOTHER_SENSE.search(text)
    ):
        return None
    parsed = parse_event(words, today)
    if not isinstance(parsed, EventWords) or not _NAMED.fullmatch(plain(parsed.label)):
        return None
    return parsed
