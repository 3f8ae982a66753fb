"""One finger that bounces is one tap, however often its update is served."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.service import BOUNCE, LatestTap
from tests.builders import at

SOON = BOUNCE / 2


def tap(
    update: int, after: timedelta = timedelta(0), data: str = "p1", message: int = 9
) -> LatestTap:
    return LatestTap(update, message, data, at() + after)


def test_the_same_button_again_at_once_is_a_bounce() -> None:
    first = tap(1).after(None)
    assert not first.bounced
    assert tap(2, SOON).after(first).bounced


def test_a_bounce_that_is_served_again_is_still_one() -> None:
    """A unit of work beside one that fails is run again."""
    second = tap(2, SOON).after(tap(1).after(None))
    assert tap(2, SOON).after(second).bounced


def test_a_tap_that_is_served_again_is_no_bounce() -> None:
    first = tap(1).after(None)
    assert not tap(1).after(first).bounced


def test_a_finger_that_goes_on_bouncing_is_still_one_tap() -> None:
    second = tap(2, SOON).after(tap(1).after(None))
    assert tap(3, SOON + SOON).after(second).bounced


def test_later_or_elsewhere_it_is_a_tap_of_its_own() -> None:
    first = tap(1).after(None)
    assert not tap(2, BOUNCE).after(first).bounced
    assert not tap(2, SOON, data="p2").after(first).bounced
    assert not tap(2, SOON, message=10).after(first).bounced
