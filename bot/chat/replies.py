"""What a handler wants said: new messages, changes in place, and answers to a tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Say:
    """A new message. Silent unless it must be heard.

    `shows_plan` is the plan whose newest message this becomes; `is_card` makes it the message of
    the open card. Both are noted when Telegram has given it an id.
    """

    screen: Any  # one of the facts that bot.chat.screens knows
    silent: bool = True
    shows_plan: int | None = None
    is_card: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A message changed in place, which never buzzes."""

    screen: Any
    message: int
    card: str | None = None  # the item whose card the message is, where the screen does not say it


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap: a line that passes, or an alert to be closed."""

    label: str
    facts: dict[str, Any]
    alert: bool = False


Reply: TypeAlias = Say | Change | Toast


def toast(label: str, *, alert: bool = False, **facts: Any) -> Toast:
    """Answer a tap with a label of the `toast` table."""
    return Toast(f"toast.{label}", facts, alert)
