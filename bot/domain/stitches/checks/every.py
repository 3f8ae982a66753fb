"""Geometry checks: what a teacher would find wrong with a stitch, each flaw named at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.domain.stitches.checks.deep import buried, subcuticular
from bot.domain.stitches.checks.fine import anastomosis, micro
from bot.domain.stitches.checks.layers import layered
from bot.domain.stitches.checks.order import count_flaws, order_flaws
from bot.domain.stitches.checks.places import hold_flaws, place_flaws, way_flaws
from bot.domain.stitches.checks.rows import locking, running, staples
from bot.domain.stitches.checks.sizes import needle_flaws, size_flaws
from bot.domain.stitches.checks.skin import (
    cruciate,
    horizontal_mattress,
    removal,
    simple,
    vertical_mattress,
)
from bot.domain.stitches.look import Flaw, Look
from bot.domain.stitches.stitch import Pattern, Stitch

GEOMETRY: Final[Mapping[Pattern, Callable[[Look], Iterator[Flaw]]]] = {
    Pattern.SIMPLE: simple,
    Pattern.BURIED: buried,
    Pattern.VERTICAL_MATTRESS: vertical_mattress,
    Pattern.HORIZONTAL_MATTRESS: horizontal_mattress,
    Pattern.CRUCIATE: cruciate,
    Pattern.RUNNING: running,
    Pattern.LOCKING: locking,
    Pattern.SUBCUTICULAR: subcuticular,
    Pattern.LAYERED: layered,
    Pattern.STAPLES: staples,
    Pattern.REMOVAL: removal,
    Pattern.MICRO: micro,
    Pattern.ANASTOMOSIS: anastomosis,
}


def flaws(stitch: Stitch) -> tuple[Flaw, ...]:
    """Return all that is wrong with a stitch; nothing where it can be drawn and taught.

    The geometry of a pattern is looked at only where the order of the moves is sound.
    """
    look = Look(stitch)
    in_order = tuple(order_flaws(look))
    found = [*size_flaws(look), *count_flaws(look), *in_order, *place_flaws(look)]
    if not in_order:
        found += [*needle_flaws(look), *way_flaws(look), *hold_flaws(look)]
        found += GEOMETRY[stitch.pattern](look)
    return tuple(dict.fromkeys(found))
