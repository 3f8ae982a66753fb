"""Word lists of the search: words that carry no meaning in a question, and words that mean the
same on a practice pad. Extend them here; names that belong to one item go into its aliases."""

from __future__ import annotations

import re

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
    exercise exercises method technique techniques called again step steps good am each every its
    day days tonight tomorrow really properly correctly cannot cant train training per back ever
    always maybe put bit lot lots few worth once week weeks month months kind
    """.split()
)

# Each row: words that count as the first of them.
SAME = (
    "stitch suture sutura sew sewing stich sutcher sucher",
    "tie tying tied tye tieing",
    "knot knotting knots not",
    "two 2 double",
    "hand handed hander",
    "holder driver",
    "forceps forcep tweezer tweezers",
    "grip hold grab grasp held",
    "load loading arm mount",
    "turn rotate rotation rotating twist spin",
    "bead beads pearl pearls",
    "transfer move moving",
    "warmup warming warm",
    "pick pickup",
    "evert eversion everting everts",
    "pronation pronate pronating",
    "supination supinate supinating",
    "opposition oppose opposing",
    "vertical vert",
    "horizontal horiz",
    "lock locked interlock interlocking",
    "running run continuous continuously",
    "closure close closing",
    "staple stapler stapling",
    "removal remove removing",
    "anastomosis anastomoses anastomose anastomotic",
    "buried bury",
    "dermal dermis",
    "angle perpendicular",
    "6o 7o 2o 1o",
    "10o 11o 12o",
    "size gauge thickness thick",
    "round around",
    "make build making diy",
    "dropped drop fell fallen",
    "choice choose choosing",
    "bend bent",
    "silicone silicon",
    "vessel artery vein",
    "rehearsal rehearse",
    "visualisation visualise visualization visualize picture imagine",
    "breath breathe breathing exhale",
    "colouring colour color coloring",
    "calligraphy calligraphic",
    "microscope microscopic scope",
    "magnification magnify magnified magnifying magnifier",
    "focus focussing focusing focused",
    "adjustment adjust adjusting",
    "eyepiece ocular oculars",
    "dioptre diopter",
    "foot feet trotter",
    "pig pork porcine",
    "tooth teeth",
    "toothbrush toothbrushing",
    "shake shaky shaking shakiness tremble trembling",
    "steady steadiness steadier",
    "strength strengthen strengthening stronger strong",
    "putty theraputty plasticine",
    "elastic rubber",
    "table desk",
    "chair seat stool",
    "height high",
    "sit sitting seated",
    "ergonomics ergonomic ergonomy",
    "light lite lights",
    "game gaming games gamer",
    "guitar ukulele",
    "piano pianist keyboard",
    "certificate certification certified certify diploma",
    "advice advise",
    "frustrated frustrating frustration",
    "improve improving improvement better",
    "confidence confident",
    "mentor mentoring mentorship teacher tutor coach",
    "video film filming filmed record recording footage",
    "dispose disposal discard",
    "lost lose losing loses",
    "polyglactin vicryl",
    "polypropylene prolene",
    "nylon ethilon",
    "polydioxanone pds",
    "coffee espresso",
    "alcohol beer beers wine drunk",
    "skip miss skipped missed",
    "doctor physician gp",
    "separate separately individual individually single singly",
    "small little tiny",
)

# Words that say one thing together, and what they count as.
PHRASES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), with_)
    for pattern, with_ in (
        (r"(?:two|2|both|double) ?h(?:an|na)d(?:s|ed)?", "twohand"),
        (r"(?:one|1|single) ?h(?:an|na)d(?:s|ed)?", "onehand"),
        (
            r"(?:my |the )?(?:non ?dominant|other|off|weaker|weak|bad|wrong|opposite) hand(?:ed)?",
            "otherhand",
        ),
        (r"fig(?:ure)? (?:of )?(?:8|eight|ate)", "figureeight"),
        (r"warm(?:ing)? (?:my hands )?up", "warmup"),
        (r"(\d{1,2}) 0", r"\1o"),
        (r"matt?ress?(?:es)?", "mattress"),
        (r"pull ?outs?", "pullout"),
        (r"slip ?knots?", "slipknot"),
        (r"90 degrees?|ninety degrees?|right angles?", "perpendicular"),
        (r"(?:tak(?:e|ing)|took|get(?:ting)?)((?: \w+){0,3}?) out", r"remove\1"),
        (r"beta ?blockers?|propranolol", "betablocker"),
        (r"(?:throw|chuck|put)(?:ing)? away|get(?:ting)? rid of", "dispose"),
        (r"(?:cannot|cant|can t|couldnt) find", "lost"),
        (r"post call|night (?:shift|duty)|nights", "nightshift"),
        (r"quite", "rather"),  # not a form of "quit"
        (r"near (?:me|by|here)", "nearby"),  # no near bite, but a shop
        (r"one by one|one after (?:the other|another)", "separate"),
        (
            r"(?:cut|trim)(?:ting|ming)? (?:the |both |off |my |all )*(?:ends?|tails?|threads?)",
            "trimend",
        ),
    )
)

ANY_PHRASE = re.compile("|".join(pattern.pattern for pattern, _ in PHRASES))

# Everyday words that look like slips of taught ones and are none: "skip" is not "skin".
ORDINARY = frozenset(
    """
    cat cats coil cooking corn disk dog fine finder food grass king knob
    movie pair pat plate purse sample shop simply
    sink skip slip skill stick stop string tangle tea test tide tile time tin tip tire
    tired toe top toy tried trip try
    """.split()
)
