"""Check-ins: the one optional question a day, and what is summed up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.checkins import AskedQuestion, Feeling, Summary, question_for, summarise
from bot.domain.learners import Consent
from tests.builders import MONDAY, TUESDAY, WEDNESDAY, YESTERDAY, asked, check_in

TREMOR, CONFIDENCE = Feeling.TREMOR, Feeling.CONFIDENCE


def skipped(day: date, feeling: Feeling = TREMOR) -> AskedQuestion:
    return asked(day, feeling=feeling, answered=False)


@pytest.mark.parametrize(
    ("day", "consent", "earlier", "expected"),
    [
        pytest.param(MONDAY, Consent.YES, [], TREMOR, id="the first question"),
        pytest.param(MONDAY, Consent.UNASKED, [], TREMOR, id="consent is asked with the first"),
        pytest.param(MONDAY, Consent.NOT_NOW, [], TREMOR, id="not now is not never"),
        pytest.param(MONDAY, Consent.NEVER, [], None, id="never"),
        pytest.param(MONDAY, Consent.YES, [asked(MONDAY)], None, id="one a day, answered"),
        pytest.param(MONDAY, Consent.YES, [skipped(MONDAY)], None, id="one a day, skipped"),
        pytest.param(TUESDAY, Consent.YES, [asked(MONDAY)], CONFIDENCE, id="they take turns"),
        pytest.param(
            TUESDAY, Consent.YES, [asked(MONDAY, feeling=CONFIDENCE)], TREMOR, id="and back"
        ),
        pytest.param(TUESDAY, Consent.YES, [skipped(MONDAY)], CONFIDENCE, id="one skip is nothing"),
        pytest.param(
            WEDNESDAY, Consent.YES, [skipped(TUESDAY), skipped(MONDAY)], None, id="two skips: quiet"
        ),
        pytest.param(
            WEDNESDAY,
            Consent.YES,
            [skipped(TUESDAY), asked(MONDAY)],
            CONFIDENCE,
            id="a skip after an answer",
        ),
        pytest.param(
            WEDNESDAY,
            Consent.YES,
            [asked(TUESDAY), skipped(MONDAY), skipped(YESTERDAY)],
            CONFIDENCE,
            id="an answer ends it",
        ),
        pytest.param(
            TUESDAY + timedelta(days=13),
            Consent.YES,
            [skipped(TUESDAY), skipped(MONDAY)],
            None,
            id="quiet for two weeks",
        ),
        pytest.param(
            TUESDAY + timedelta(days=14),
            Consent.YES,
            [skipped(TUESDAY), skipped(MONDAY)],
            CONFIDENCE,
            id="then asked again",
        ),
        pytest.param(
            WEDNESDAY,
            Consent.NOT_NOW,
            [skipped(TUESDAY), skipped(MONDAY)],
            None,
            id="not now, twice: quiet too",
        ),
    ],
)
def test_at_most_one_optional_question_a_day(
    day: date, consent: Consent, earlier: list[AskedQuestion], expected: Feeling | None
) -> None:
    assert question_for(day, consent, earlier) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param([3], Summary(3, 3.0, 1), id="one"),
        pytest.param([2, 9, 4], Summary(4, 4.0, 3), id="last and median"),
        pytest.param([0, 1], Summary(1, 0.5, 2), id="an even number"),
        pytest.param([0, 0, 10], Summary(10, 0.0, 3), id="the ends of the scale"),
    ],
)
def test_a_feeling_is_summed_up_as_last_and_median(
    values: list[int], expected: Summary | None
) -> None:
    noted = [check_in(value=value) for value in values]
    assert summarise(noted, TREMOR) == expected
    assert summarise(noted, CONFIDENCE) is None


def test_each_feeling_is_summed_up_by_itself() -> None:
    noted = [check_in(value=2), check_in(value=9, feeling=CONFIDENCE)]
    assert summarise(noted, TREMOR) == Summary(2, 2.0, 1)
    assert summarise(noted, CONFIDENCE) == Summary(9, 9.0, 1)
