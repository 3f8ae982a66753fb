"""How values look in a message."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from bot.texts import filters


def test_the_clock_shows_the_wall_time_of_the_zone() -> None:
    instant = datetime(2026, 7, 1, 17, 12, tzinfo=UTC)
    assert filters.clock(instant, "Europe/London") == "18:12"
    assert filters.clock(instant, "Asia/Kathmandu") == "22:57"


@pytest.mark.parametrize(("minute", "shown"), [(0, "00:00"), (450, "07:30"), (1439, "23:59")])
def test_a_minute_of_the_day_is_a_clock_time(minute: int, shown: str) -> None:
    assert filters.clock_minute(minute) == shown


def test_dates_have_english_names() -> None:
    day = date(2026, 11, 24)
    assert filters.weekday(day) == "Tuesday"
    assert filters.short_weekday(day) == "Tue"
    assert filters.day_month(day) == "24 Nov"
    assert filters.day_month(date(2026, 3, 1)) == "1 Mar"


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (14, "in 14 days")]
)
def test_days_ahead_are_told_as_one_would(days: int, shown: str) -> None:
    assert filters.in_days(days) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Coin rotation", "Coin rotation"),
        ("A title of twenty eight here", "A title of twenty eight here"),
        ("A title of twenty-eight, here", "A title of twenty-eight…"),
        ("Pronation and supination, slowly", "Pronation and supination…"),
        ("Überschriftenüberlängenprobe!", "Überschriftenüberlängenprob…"),
    ],
)
def test_long_words_are_cut_after_a_whole_one(words: str, shown: str) -> None:
    assert filters.short(words) == shown
    assert len(shown) <= 28


@pytest.mark.parametrize(
    ("how_many", "words", "shown"),
    [
        (0, ("drill",), "0 drills"),
        (1, ("drill",), "1 drill"),
        (2, ("drill",), "2 drills"),
        (1, ("time", "times"), "1 time"),
        (3, ("suture pass", "suture passes"), "3 suture passes"),
        (2.0, ("day",), "2 days"),
    ],
)
def test_a_count_has_its_noun(how_many: float, words: tuple[str, ...], shown: str) -> None:
    assert filters.count(how_many, *words) == shown


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [
        (0, 3, "▱▱▱"),
        (2, 3, "▰▰▱"),
        (3, 3, "▰▰▰"),
        (5, 3, "▰▰▰"),
        (-1, 3, "▱▱▱"),
        (0, 0, ""),
        (59, 60, "▰▰▰▰▰▰▰▰▰▱"),
        (60, 60, "▰▰▰▰▰▰▰▰▰▰"),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(done: int, total: int, shown: str) -> None:
    assert filters.bar(done, total) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "3"), (3.0, "3"), (2.5, "2.5"), (0.1 + 0.2, "0.3"), (100, "100"), (-0.001, "0")],
)
def test_a_number_has_no_idle_decimals(value: float, shown: str) -> None:
    assert filters.number(value) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["<a>", "<b>", Markup("<b>c</b>")], "&lt;a&gt;, &lt;b&gt; and <b>c</b>"),
    ],
)
def test_words_are_joined_and_only_markup_stays_markup(words: list[str], shown: str) -> None:
    assert filters.join_words(words) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (30, "30 s"),
        (60, "1 min"),
        (90, "1 min 30 s"),
        (120, "2 min"),
        (3930, "1 h 5 min"),
    ],
)
def test_a_duration_is_in_the_units_one_would_say(seconds: int, shown: str) -> None:
    assert filters.duration(seconds) == shown
