"""Where a learner stands in the training, and what their track turns to sooner."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.content import Item, Library, Taught
from bot.domain.syllabus import Phase, Track

PHASES = tuple(Phase)  # in their order


def phase_of(library: Library, practice_days: int, read: Collection[str]) -> Phase:
    """Return the phase after so many practice days: a phase without a length lasts until all of
    its lessons were read. Lessons need no kit, so that nobody is held back by what they lack."""
    for phase in PHASES[:-1]:
        rule = library.phases.get(phase)
        if rule and rule.lasts is not None:
            if practice_days < rule.lasts:
                return phase
        elif _unread(library, phase, read):
            return phase
    return PHASES[-1]


def _unread(library: Library, phase: Phase, read: Collection[str]) -> bool:
    return any(
        entry.phase is phase and entry.item not in read and entry.item not in library.drills
        for entry in library.syllabus
    )


def weekly_goal(library: Library, phase: Phase) -> int | None:
    """Return how many days a week the phase asks for; None where the library sets none."""
    rule = library.phases.get(phase)
    return rule.days_a_week if rule else None


def is_in(library: Library, item: str, phase: Phase) -> bool:
    """Tell whether something taught fits into a phase: it belongs to it, or to an earlier one."""
    entry = library.places.get(item)
    return entry is None or PHASES.index(entry.phase) <= PHASES.index(phase)


def weight(library: Library, track: Track | None, taught: Taught) -> float:
    """Return how much sooner a track turns to something: 1 without a track or a word about it."""
    weights = library.tracks.get(track) if track else None
    if weights is None:
        return 1.0
    family = taught.family if isinstance(taught, Item) else ""
    return weights.items.get(taught.id, weights.families.get(family, 1.0))
