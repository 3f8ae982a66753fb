"""A date that matters, said in passing: "my exam is on 12 March"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.domain.clock_words import CLOCK
from bot.domain.date_words import find_date
from bot.domain.event_spans import parse_span
from bot.domain.event_words import UNTIL, EventWords, label_of, parse_event
from bot.domain.events import EventKind
from bot.domain.typed import plain, remembered
from bot.domain.unclear import Unclear, Why

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


_PERHAPS_A_CASE: Final = re.compile(  # or they are operated on themselves
    r"(?!.*\b(?:did|had|done|saw|watched|assisted|practi[cs]ed|finished)\b)"
    r"(?:[\w'-]+ ){0,4}(?:surgery|operation|op|theatre)"
)
_TIME: Final = re.compile(rf"\s(?:at\s)?(?:{CLOCK})$", re.VERBOSE)  # "case at 8"
_ASKED_BACK: Final = frozenset({Why.PAST, Why.NO_SUCH_DATE, Why.WHICH_DATE, Why.TOO_FAR})


@remembered
def parse_event_remark(words: str, today: date) -> EventWords | Unclear[EventWords] | None:
    """Return the date that is told of, also one to be asked back; None for anything else."""
    lasting = parse_span(words)
    text = plain(lasting.rest if lasting else words)
    if (
        "?" in words
        or len(words) > _LONGEST
        or _QUESTION.match(text)
        or _ANOTHER_SENSE.search(text)
    ):
        return None
    parsed = parse_event(words, today)
    if isinstance(parsed, Unclear):
        label = _plain_label(label_of(find_date(words, today).rest))
        if parsed.why is Why.WHICH_DATE and _PERHAPS_A_CASE.fullmatch(label):
            return parsed
        return parsed if parsed.why in _ASKED_BACK and _NAMED.fullmatch(label) else None
    label = _plain_label(parsed.label)
    if _PERHAPS_A_CASE.fullmatch(label) and parsed.kind is EventKind.CASE:
        return Unclear(Why.YOUR_CASE, (parsed,))
    return parsed if _NAMED.fullmatch(label) else None


def _plain_label(label: str) -> str:
    return _TIME.sub("", plain(label).partition(UNTIL)[0])
