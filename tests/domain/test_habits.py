"""When practice really happens: another time is suggested only where it is plainly another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.habits import better_time, may_suggest
from tests.builders import EVENING, MONDAY

WEEKDAYS = 0b0011111


def clock(words: str) -> int:
    hour, minute = words.split(":")
    return int(hour) * 60 + int(minute)


def evenings(*words: str, first: date = MONDAY) -> dict[date, int]:
    """Practice on days running, each begun at a time of its own."""
    return {first + timedelta(days=number): clock(time) for number, time in enumerate(words)}


NINE = ("20:40", "21:00", "21:10", "20:55", "21:20", "21:05", "20:50")


@pytest.mark.parametrize(
    ("begun", "prompt", "expected"),
    [
        pytest.param(NINE, "18:30", "21:00", id="a week of nine o'clocks"),
        pytest.param(NINE[:6], "18:30", None, id="six days are too few"),
        pytest.param((*NINE, *["18:35"] * 7), "18:30", None, id="as often at the prompt"),
        pytest.param((*NINE, *["18:35"] * 4), "18:30", "20:45", id="mostly not at the prompt"),
        pytest.param((*["18:35"] * 10, *NINE, *NINE), "18:30", "21:00", id="it changed lately"),
        pytest.param((*NINE, *NINE, *["18:35"] * 10), "18:30", None, id="it went back lately"),
        pytest.param(NINE, "20:15", None, id="45 minutes off are not worth it"),
        pytest.param(NINE, "20:00", "21:00", id="an hour off is"),
        pytest.param(NINE, "22:00", "21:00", id="the prompt comes too late"),
        pytest.param(
            ("06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "23:00"),
            "18:30",
            None,
            id="at any time of the day",
        ),
        pytest.param(
            ("21:00", "21:00", "21:00", "21:00", "21:46", "12:00", "16:00"),
            "18:30",
            None,
            id="four of seven are not enough",
        ),
        pytest.param(
            ("21:00", "21:00", "21:00", "21:00", "21:45", "22:00", "16:00"),
            "18:30",
            "21:00",
            id="five of seven within three quarters of an hour",
        ),
        pytest.param(
            ("23:40", "23:50", "00:10", "23:55", "00:20", "00:05", "00:00"),
            "18:30",
            "00:00",
            id="around midnight",
        ),
        pytest.param(["23:53"] * 7, "18:30", "00:00", id="rounded over midnight"),
        pytest.param(["23:50"] * 7, "00:30", None, id="near the prompt over midnight"),
        pytest.param(["21:07"] * 7, "18:30", "21:00", id="rounded down"),
        pytest.param(["21:08"] * 7, "18:30", "21:15", id="rounded up"),
        pytest.param((), "18:30", None, id="no practice yet"),
    ],
)
def test_another_time_is_found_where_practice_plainly_has_one(
    begun: tuple[str, ...], prompt: str, expected: str | None
) -> None:
    found = better_time(evenings(*begun), clock(prompt))
    assert found == (None if expected is None else clock(expected))


def test_only_days_that_the_prompt_is_for_count() -> None:
    noon_at_weekends = {
        MONDAY + timedelta(days=day): clock("12:00") if day % 7 >= 5 else clock("21:00")
        for day in range(28)
    }
    assert better_time(noon_at_weekends, EVENING, WEEKDAYS) == clock("21:00")
    assert better_time(noon_at_weekends, EVENING, ~WEEKDAYS) == clock("12:00")
    assert better_time(noon_at_weekends, EVENING, 0) is None


@given(
    usual=st.integers(0, 1439),
    off=st.lists(st.integers(-30, 30), min_size=7, max_size=14),
    turn=st.integers(0, 95),
)
@example(usual=0, off=[-1, -1, -1, -1, 23, 23, 23, 23], turn=1)
def test_what_is_found_turns_with_the_clock(usual: int, off: list[int], turn: int) -> None:
    def found(later: int) -> int | None:
        starts = {
            MONDAY + timedelta(days=day): (usual + by + later) % 1440 for day, by in enumerate(off)
        }
        return better_time(starts, (usual + 720 + later) % 1440)

    here = found(0)
    assert here is not None
    assert here % 15 == 0
    assert min((here - usual) % 1440, (usual - here) % 1440) <= 30 + 7
    assert found(turn * 15) in {(here + turn * 15 + slack) % 1440 for slack in (-15, 0, 15)}


@pytest.mark.parametrize(
    ("days_ago", "may"), [(None, True), (0, False), (13, False), (14, True), (60, True)]
)
def test_another_time_is_suggested_once_in_two_weeks(days_ago: int | None, may: bool) -> None:
    last = None if days_ago is None else MONDAY - timedelta(days=days_ago)
    assert may_suggest(last, MONDAY) is may
