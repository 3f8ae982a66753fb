"""The colours of the drawings in `content/pictures`, named by what they are for.

A file holds the colours of the light ground; those of the dark one are put in their place. Lines
stand out from every ground and every body, 3:1 or more, digits 4.5:1 (WCAG 2.2, 1.4.3 and 1.4.11);
a body may be faint, for it has an outline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tint:
    """One colour as #rrggbb, on light and on dark ground."""

    light: str
    dark: str


LINES: Final = {
    "ink": Tint("#1f2a37", "#eef2f6"),  # outlines, digits, marks
    "blue": Tint("#0a66c2", "#84bfff"),  # the thread, and what matters
    "orange": Tint("#ad5c00", "#ffb454"),  # a second strand
    "grey": Tint("#66717f", "#b3bdc8"),  # help lines
    "straw": Tint("#857552", "#d3c39a"),  # grains, creases
}
GROUNDS: Final = {
    "paper": Tint("#f7f4ed", "#14191f"),  # around the panels
    "panel": Tint("#ffffff", "#1b222b"),
    "skin": Tint("#ead9c6", "#5b4a40"),
    "pale skin": Tint("#f5ece1", "#3d342e"),  # where a hand was, or will be
    "wood": Tint("#e6e0d3", "#4a463d"),
    "cloth": Tint("#c9d8ea", "#33465c"),
    "glass": Tint("#d6e6f8", "#2b4560"),
    "field": Tint("#e9f2fc", "#1f3145"),  # what a lens shows
    "steel": Tint("#dfe4ea", "#46525f"),
    "grain": Tint("#fbeecb", "#5c5030"),  # rice, fat, a yellow sheet below
    "flesh": Tint("#f6d9cd", "#4a2f2a"),
}
BODIES: Final = {
    "blue body": Tint("#3d8ae0", "#2f74bd"),
    "orange body": Tint("#e07b00", "#b86200"),
    "yellow body": Tint("#f4d35e", "#a5851c"),
    "meat": Tint("#e6b8a8", "#70443a"),
    "shadow": Tint("#0b1118", "#090c10"),
    "frame": Tint("#cfc7b6", "#3d4855"),  # of a panel
}
PALETTE: Final = LINES | GROUNDS | BODIES

COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}\b")
_DARK: Final = {tint.light: tint.dark for tint in PALETTE.values()}


def darkened(svg: str) -> str:
    """Return a drawing for dark ground; a colour that is not in the palette stays as it is."""
    return COLOUR.sub(lambda found: _DARK.get(found[0].lower(), found[0]), svg)


def is_known(colour: str) -> bool:
    """Tell whether #rrggbb is a colour of the light ground."""
    return colour.lower() in _DARK
