"""The colours of drawings, for a light and for a dark ground.

Strands, thread and marks are told apart by lightness first and by hue second, so that they stay
apart in any kind of colour blindness and in grey.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Rope:
    """The colours of one strand: its body, its outline, and the light or twist along it."""

    body: str
    edge: str
    grain: str

    def calmed(self, ground: str, share: float = 0.6) -> Rope:
        """Return the strand faded by `share` (0–1) towards the ground that it lies on."""
        return Rope(
            mix(self.body, ground, share),
            mix(self.edge, ground, share),
            mix(self.grain, ground, share),
        )


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb, by what they are for."""

    name: str
    background: str
    panel: str  # the ground of one of several pictures in one
    frame: str  # around panels
    ink: str  # outlines, numbers
    muted: str  # dimension lines, what was there before
    faint: str  # grids, help lines
    accent: str  # what is new
    on_accent: str
    right: str
    wrong: str
    thread: str  # on the surface
    thread_under: str  # under it
    metal: str
    metal_edge: str
    post: str  # what a knot is tied round
    hand: str
    skin: str  # tissue from above
    epidermis: str
    dermis: str
    fat: str
    fascia: str
    cut: str  # the inside of a wound or vessel
    tissue_edge: str
    dark: Rope
    light: Rope


LIGHT = Theme(
    name="light",
    background="#ffffff",
    panel="#ffffff",
    frame="#cfc7b6",
    ink="#1f2a37",
    muted="#66717f",
    faint="#dcdfe4",
    accent="#c4145f",
    on_accent="#ffffff",
    right="#0a66c2",
    wrong="#1f2a37",
    thread="#1f2a37",
    thread_under="#4d5b6b",
    metal="#c3ccd6",
    metal_edge="#5a6673",
    post="#e6e0d3",
    hand="#f3cdb2",
    skin="#fbe6d6",
    epidermis="#e9b894",
    dermis="#f6d3bd",
    fat="#fbeab8",
    fascia="#c9cfd8",
    cut="#d9867a",
    tissue_edge="#a8664b",
    dark=Rope("#1457a6", "#0c2340", "#7fb2ea"),
    light=Rope("#ffb52e", "#6b3c00", "#a35f00"),
)

DARK = Theme(
    name="dark",
    background="#14191f",
    panel="#1b222b",
    frame="#3d4855",
    ink="#eef2f6",
    muted="#a3afbc",
    faint="#36414d",
    accent="#ff6fa8",
    on_accent="#14191f",
    right="#6db3ff",
    wrong="#eef2f6",
    thread="#f4f7fa",
    thread_under="#c3ccd6",
    metal="#8e9baa",
    metal_edge="#dde4eb",
    post="#6a6458",
    hand="#9c7059",
    skin="#5b4438",
    epidermis="#8f5f46",
    dermis="#6d4a3b",
    fat="#6f5f35",
    fascia="#56616e",
    cut="#3a1713",
    tissue_edge="#d9a084",
    dark=Rope("#3f8be0", "#0a0d11", "#b5d6fa"),
    light=Rope("#ffd383", "#0a0d11", "#8a5a10"),
)

# A film has one version for both grounds: light, yet too soft to glare on a dark screen.
FILM = replace(LIGHT, name="film", background="#f2ede3", panel="#f2ede3")

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def mix(colour: str, other: str, share: float) -> str:
    """Return the colour that is `share` (0–1) of the way from `colour` to `other`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
