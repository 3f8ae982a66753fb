"""A day as it was seen on the phone, readable, and the same each time.

`✎` is a message changed in place, which never buzzes; `🔔` is one that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tests.e2e.recorder import Call

_SAYING = {"sendMessage": "", "sendPhoto": " (picture)", "sendAnimation": " (picture)"}
_CHANGING = {"editMessageText": " ✎", "editMessageCaption": " ✎ (picture)"}


class Named(Protocol):
    """Somebody in the transcript."""

    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said or done."""

    at: datetime
    who: str
    kind: str  # said, tapped, did, toast, message, edit
    text: str
    buzzes: bool = False
    buttons: tuple[tuple[str, ...], ...] = ()
    picture: bool = False


class Transcript:
    """Everything that passes between people and bot, in order."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._taken = 0
        self.lines: list[Line] = []

    def says(self, person: Named, text: str) -> None:
        """Somebody writes."""
        self._did(person, "said", text)

    def taps(self, person: Named, label: str) -> None:
        """Somebody taps a button."""
        self._did(person, "tapped", label)

    def does(self, person: Named, what: str) -> None:
        """Somebody does something else."""
        self._did(person, "did", what)

    def _did(self, person: Named, kind: str, text: str) -> None:
        self.lines.append(Line(self._now(), person.name, kind, text))

    def take(self, calls: list[Call]) -> None:
        """Write down what the bot has sent since; answers to taps come first, as they are seen."""
        new, self._taken = calls[self._taken :], len(calls)
        self.lines += [
            Line(call.at, "Bot", "toast", call.text, buzzes=False)
            for call in new
            if call.method == "answerCallbackQuery" and call.text
        ]
        self.lines += [self._line(call) for call in new if self._is_seen(call)]

    def begin_anew(self) -> None:
        """The recorder's list was emptied."""
        self._taken = 0

    def _is_seen(self, call: Call) -> bool:
        return call.ok and call.method in (*_SAYING, *_CHANGING)

    def _line(self, call: Call) -> Line:
        kind = "message" if call.method in _SAYING else "edit"
        silent = bool(call.json("disable_notification"))
        return Line(
            call.at,
            "Bot",
            kind,
            call.text,
            buzzes=kind == "message" and not silent,
            buttons=_buttons(call.json("reply_markup")),
            picture="caption" in call.parameters,
        )

    def text(self) -> str:
        """Return the transcript as it is kept."""
        return written(self.lines)


def _buttons(markup: dict[str, Any] | None) -> tuple[tuple[str, ...], ...]:
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return tuple(tuple(button["text"] for button in row) for row in rows)


def written(lines: Iterable[Line]) -> str:
    """Return lines as they are kept: a heading for each minute, then who and what."""
    return "".join(_written(lines))


def _written(lines: Iterable[Line]) -> Iterable[str]:
    shown = None
    for line in lines:
        clock = f"{line.at:%A %H:%M}"
        if clock != shown:
            yield f"{'' if shown is None else chr(10)}== {clock} ==\n"
            shown = clock
        yield f"\n{_entry(line)}\n"


def _entry(line: Line) -> str:
    match line.kind:
        case "said":
            return f"{line.who}: {line.text}"
        case "tapped":
            return f"{line.who} taps [{line.text}]"
        case "did":
            return f"{line.who} {line.text}"
        case "toast":
            return f"  ({line.text})"
    marks = " 🔔" if line.buzzes else ""
    marks += " ✎" if line.kind == "edit" else ""
    marks += " (picture)" if line.picture else ""
    rows = [" ".join(f"[{label}]" for label in row) for row in line.buttons]
    return "\n".join([f"Bot{marks}:", *_indented(line.text), *_indented("\n".join(rows))])


def _indented(text: str) -> list[str]:
    return [f"    {line}".rstrip() for line in text.split("\n")] if text else []
