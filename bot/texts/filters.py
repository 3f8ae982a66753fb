"""How values look in a template: the filters, English so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from markupsafe import Markup

from bot.domain.day import local_time
from bot.texts.markdown import to_html

# From here and never from the machine's locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_NAMED_DAYS = {0b1111111: "daily", 0b0011111: "weekdays", 0b1100000: "weekends"}
_WIDEST_BAR = 10  # cells, so that a bar stays on one line of a phone


def clock(instant: datetime, zone: str) -> str:
    """Return the wall time in an IANA zone, as "18:12"; the instant is aware UTC."""
    return f"{local_time(instant, zone):%H:%M}"


def clock_minute(minute: int) -> str:
    """Return a minute of the day, 0 to 1439, as "07:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def weekday(day: date) -> str:
    """Return "Tuesday"."""
    return WEEKDAYS[day.weekday()]


def near_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", or else the weekday."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, weekday(day))


def in_days(days: int) -> str:
    """Return "today", "tomorrow" or "in 5 days"."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def short_weekday(day: date) -> str:
    """Return "Tue"."""
    return weekday(day)[:3]


def weekdays(mask: int) -> str:
    """Return "daily", "weekdays", "Mon–Thu" or "Mon, Wed, Fri" for a mask; bit 0 is Monday."""
    if mask in _NAMED_DAYS:
        return _NAMED_DAYS[mask]
    days = [day for day in range(7) if mask >> day & 1]
    names = [WEEKDAYS[day][:3] for day in days]
    in_a_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{names[0]}–{names[-1]}" if in_a_row else ", ".join(names)


def day_month(day: date) -> str:
    """Return "24 Nov"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def count(how_many: float, one: str, many: str | None = None) -> str:
    """Return "1 drill" or "2 drills"; `many` is for a plural that takes no s."""
    noun = one if how_many == 1 else many or f"{one}s"
    return f"{number(how_many)} {noun}"


def bar(done: int, total: int) -> str:
    """Return "▰▰▱" for two of three; beyond ten a cell stands for several, rounded down."""
    cells = min(total, _WIDEST_BAR)
    filled = min(max(done, 0), total) * cells // total if total > 0 else 0
    return "▰" * filled + "▱" * (cells - filled)


def number(value: float) -> str:
    """Return the number with two decimals at most, and none that are zero."""
    rounded = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def short(words: str, most: int = 28) -> str:
    """Return the words, cut after a whole one if they have more than `most` characters."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,") + "…"


def join_words(words: Sequence[str]) -> Markup:
    """Return "a, b and c"; markup among the words stays markup, the rest is escaped."""
    *before, last = words or [""]
    if not before:
        return Markup("{}").format(last)
    return Markup("{} and {}").format(Markup(", ").join(before), last)


def duration(seconds: float) -> str:
    """Return "30 s", "2 min", "1 min 30 s" or "1 h 5 min"; seconds go once there are hours."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    shown = [(hours, "h"), (minutes, "min"), (0 if hours else rest, "s")]
    return " ".join(f"{amount} {unit}" for amount, unit in shown if amount) or "0 s"


FILTERS: Mapping[str, Callable[..., str]] = {
    "bar": bar,
    "clock": clock,
    "clock_minute": clock_minute,
    "count": count,  # instead of Jinja2's own, which is another name for length
    "day_month": day_month,
    "duration": duration,
    "in_days": in_days,
    "join_words": join_words,
    "md": to_html,
    "near_day": near_day,
    "number": number,
    "short": short,
    "short_weekday": short_weekday,
    "weekday": weekday,
    "weekdays": weekdays,
}
