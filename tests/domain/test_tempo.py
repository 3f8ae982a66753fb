"""How often a learner is bothered who does not answer."""

from __future__ import annotations

import pytest

from bot.domain.tempo import Tempo, is_daily, tempo


@pytest.mark.parametrize(
    ("unanswered", "days_since_last", "expected"),
    [
        pytest.param(0, None, Tempo.SEND, id="all answered"),
        pytest.param(1, 1, Tempo.SEND, id="one unanswered: daily"),
        pytest.param(2, 1, Tempo.SEND, id="two unanswered: daily"),
        pytest.param(2, 0, Tempo.WAIT, id="never twice on one day"),
        pytest.param(3, 1, Tempo.WAIT, id="three: no longer daily"),
        pytest.param(3, 2, Tempo.WAIT, id="three: not yet"),
        pytest.param(3, 3, Tempo.SEND, id="three: every third day"),
        pytest.param(5, 3, Tempo.SEND, id="five: every third day"),
        pytest.param(6, 6, Tempo.WAIT, id="six: not before a week"),
        pytest.param(6, 7, Tempo.SEND, id="six: weekly"),
        pytest.param(8, 7, Tempo.SEND, id="eight: weekly"),
        pytest.param(9, 6, Tempo.WAIT, id="nine: goodbye waits for its week"),
        pytest.param(9, 7, Tempo.GOODBYE, id="nine: goodbye"),
        pytest.param(10, 7, Tempo.GONE_QUIET, id="after goodbye: silence"),
        pytest.param(10, 365, Tempo.GONE_QUIET, id="after goodbye: still silence"),
        pytest.param(12, 30, Tempo.GONE_QUIET, id="twelve"),
        pytest.param(1000, 1000, Tempo.GONE_QUIET, id="for ever"),
    ],
)
def test_the_tempo_slows_down_when_nobody_answers(
    unanswered: int, days_since_last: int | None, expected: Tempo
) -> None:
    assert tempo(unanswered, days_since_last) is expected


def test_a_person_who_never_answers_hears_from_us_ten_times() -> None:
    heard: list[tuple[int, Tempo]] = []
    for day in range(400):
        since = day - heard[-1][0] if heard else None
        now = tempo(len(heard), since)
        if now in (Tempo.SEND, Tempo.GOODBYE):
            heard.append((day, now))
    assert [day for day, _ in heard] == [0, 1, 2, 5, 8, 11, 18, 25, 32, 39]
    assert [now for _, now in heard] == [Tempo.SEND] * 9 + [Tempo.GOODBYE]


def test_a_second_chance_is_for_who_is_still_asked_daily() -> None:
    assert [is_daily(unanswered) for unanswered in range(5)] == [True, True, True, False, False]
