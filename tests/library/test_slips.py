"""A mistyped word is read as it was meant, and an everyday word as it stands."""

from __future__ import annotations

import pytest

from bot.library.slips import Slips

KNOWN = ["headache", "needle", "prick", "shaky", "stick", "thumb", "tremor", "unconscious", "small"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("headake", "headache"),  # sounds the same
        ("nedle", "needle"),
        ("stik", "stick"),
        ("shakey", "shaky"),
        ("thum", "thumb"),
        ("termor", "tremor"),  # letters changed places
        ("tremur", "tremor"),  # one letter is another
        ("uncosciuos", "unconscious"),  # two slips in a long word
        ("trmr", None),
        ("remor", None),  # the first letter is taken as it stands
        ("price", None),  # everyday words
        ("stock", None),
        ("smell", None),
        ("tip", None),  # too short to tell
        ("", None),
    ],
)
def test_a_slip_is_read_as_it_was_meant(typed: str, meant: str | None) -> None:
    assert Slips(KNOWN, taught=frozenset()).meant(typed) == meant


def test_of_two_that_are_as_near_the_taught_one_is_meant() -> None:
    known = ["stack", "stick"]
    assert Slips(known, taught=frozenset()).meant("steck") == "stack"
    assert Slips(known, taught=frozenset(["stick"])).meant("steck") == "stick"
