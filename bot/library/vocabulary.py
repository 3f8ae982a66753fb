"""Word lists of the search: words that carry no meaning in a question, and words that mean the
same on a practice pad. Extend them here; names that belong to one item go into its aliases."""

from __future__ import annotations

EMPTY = frozenset(
    """
    a about after again all am an and any are as at be been before being but by can could did do
    does doing done dont during for from get gets give go goes going gonna got had has have having
    help hers him his how i if im in into is it its just kindly know learn let lets like look may
    me mine more most my need no not now of off ok okay on one or our out over own please pls
    practice practise question quick really refresh remember remind see should show so some
    something start still teach tell than thank that thats the their them then there these they
    thing this those to today try trying up us use used using very w want was way we were what
    whats when where which while who whose why will with without work works would you your
    exercise exercises method technique techniques called again step steps good
    """.split()
)

# Each row: words that count as the first of them.
SAME = (
    "stitch suture sutura sew sewing",
    "tie tying tied",
    "two 2 double",
    "hand handed",
    "holder driver",
    "forceps forcep tweezer tweezers",
    "grip hold grab grasp held",
    "load loading arm mount",
    "turn rotate rotation rotating twist spin",
    "bead beads pearl pearls",
    "transfer move moving",
    "warm warmup warming",
    "pick pickup",
    "evert eversion everting everts",
    "pronation pronate pronating",
    "supination supinate supinating",
    "opposition oppose opposing",
    "vertical vert",
)

# Everyday words that look like slips of taught ones and are none: "skip" is not "skin".
ORDINARY = frozenset(
    """
    coil corn disk fine finder king knob pair pat plate sample simply sink skip slip skill stick
    stop tea test tide tile time tin tip tire tired toe top toy tried trip try
    """.split()
)
