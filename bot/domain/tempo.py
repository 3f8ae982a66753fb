"""How often a learner is to be bothered: the daily budget, and tapering for who does not answer."""

from __future__ import annotations

from enum import StrEnum

BUZZES_A_DAY = 2  # that nobody asked for, of all kinds together
UNANSWERED_BEFORE_TAPER = 3  # prompts, at each of the three tempos


class Tempo(StrEnum):
    """What is right for a person who has left so many prompts unanswered."""

    SEND = "send"
    WAIT = "wait"
    GOODBYE = "goodbye"
    GONE_QUIET = "gone-quiet"  # the goodbye was said: nothing until a sign of life


def tempo(unanswered: int, days_since_last: int | None) -> Tempo:
    """Say whether a prompt is welcome: daily, then every third day, then weekly, then one goodbye.

    `unanswered` prompts were sent since the last sign of life, the last one `days_since_last` ago.
    """
    stage, _ = divmod(unanswered, UNANSWERED_BEFORE_TAPER)
    if unanswered > 3 * UNANSWERED_BEFORE_TAPER:
        return Tempo.GONE_QUIET
    wanted_gap = (1, 3, 7, 7)[stage]
    if days_since_last is not None and days_since_last < wanted_gap:
        return Tempo.WAIT
    return Tempo.GOODBYE if stage == 3 else Tempo.SEND


def is_daily(unanswered: int) -> bool:
    """Tell whether the learner answers often enough for a second chance in the evening."""
    return unanswered < UNANSWERED_BEFORE_TAPER
