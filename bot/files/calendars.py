"""Calendar files of learners: which days of a roster are shifts.

A file is read in a process of its own that is given few seconds. No library bounds the work that a
hostile repetition asks for, some never end, and icalendar keeps the zones that one file defines for
all later ones. What a file says besides shifts is neither kept nor logged.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import subprocess
import sys
from datetime import date
from typing import Any, Final

from bot.domain.calendar import Shift
from bot.usecases.rosters import MOST_BYTES, Found, Refusal, Refused

LONGEST_READ_S: Final = 5
READER: Final = "bot.files.calendar_reading"  # named, since its library is for that process only
_BEGINS: Final = re.compile(r"\bBEGIN:(?:VCALENDAR|VEVENT)\b", re.IGNORECASE)
_LINK: Final = re.compile(r"\b(?:https?|webcals?)://\S", re.IGNORECASE)
_ARCHIVE: Final = b"PK\x03\x04"  # Google's export is a .zip


def is_calendar(text: str) -> bool:
    """Tell whether `text` has a calendar in it, so that it can be read as a file."""
    return bool(_BEGINS.search(text))


def read_calendar(data: bytes, zone: str, today: date) -> Found | Refused:
    """Return the shifts from a week before `today` to 400 days after it.

    Times without a zone are those of `zone`. This takes up to five seconds: keep it off the event
    loop and out of transactions.
    """
    if len(data) > MOST_BYTES:
        return Refused(Refusal.TOO_LARGE)
    if data.startswith(_ARCHIVE):
        return Refused(Refusal.ARCHIVE)
    text = _decoded(data)
    if not is_calendar(text):
        return Refused(Refusal.LINK if _LINK.search(text) else Refusal.NOT_A_CALENDAR)
    try:
        answer = _read_apart(text, zone, today)
    except (subprocess.SubprocessError, ValueError):
        return Refused(Refusal.UNREADABLE)
    return _judged(answer)


def _decoded(data: bytes) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_wide else "utf-8-sig", "replace")


def _read_apart(text: str, zone: str, today: date) -> dict[str, Any]:
    """Ask the process that does the reading; raise SubprocessError if it fails or takes long."""
    asked = [sys.executable, "-m", READER, zone, today.isoformat()]
    answer = subprocess.run(  # noqa: S603 — a zone and a date, to a module of ours
        asked,
        input=text.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may quote the file
        env={**os.environ, "PYTHONTZPATH": ""},  # zones are those of the tzdata wheel here, too
        timeout=LONGEST_READ_S,
        check=True,
    )
    read: dict[str, Any] = json.loads(answer.stdout)
    return read


def _judged(answer: dict[str, Any]) -> Found | Refused:
    if "refused" in answer:
        return Refused(Refusal(answer["refused"]))
    if not answer["days"] and answer["over"]:
        return Refused(Refusal.OVER, date.fromisoformat(answer["over"]))
    if not answer["days"]:
        nothing_read = answer["unreadable"] and not answer["ignored"]
        return Refused(Refusal.UNREADABLE if nothing_read else Refusal.NO_SHIFTS)
    days = {date.fromisoformat(day): Shift(shift) for day, shift in answer["days"].items()}
    return Found(days, answer["ignored"], answer["unreadable"])
