"""What a mistyped word is meant to be: one a letter away, or one that sounds the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable

from rapidfuzz.distance import OSA

from bot.library.words import stem

FUZZY_FROM = 5  # letters; shorter words must sound the same
LONG = 10  # letters; from here on two slips are forgiven
SHORTEST = 4  # letters; shorter words are taken as they stand
# Letters that are spelt one for another: "headake", "nedle stik", "thum", "shakey".
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ck|ch(?=e)|c(?!h)|q"), "k"),
    (re.compile(r"e?y|ie"), "i"),
    (re.compile(r"z"), "s"),
    (re.compile(r"mb$"), "m"),
    (re.compile(r"(.)\1+"), r"\1"),
)

# Everyday words that stand one letter from a word of alarm and are none: "price" is not "prick".
EVERYDAY = frozenset(
    stem(word)
    for word in """
    arches
    acres acting aesthetic ashes attach bandana batten batter bells billy bitter blame bland
    blaze bleak bleep blend blond bloom bother brake breach breadth breather breed breeding
    broad broker brood brooke brothel bully burnt burying buster buttery byte camping cannon
    casually champ cheat cheeky cheer chess chicks chile chili chill chips chose clamp claps
    clint clone closer closet clove compulsion conversing conversion cramming crashing creek
    crest drank drunk essentially farther fatter feather feeding fell fiend firearm flint fried
    fuels fuzzy garter gazing glassy glazed globe gloss graced graded grader grainy grasping
    grate greater groan grove grown hamper handy heady heard hearth hearty heave hinds hobby
    holler horde house hummer hunts increasingly inflated inflection infraction injection
    inspection kilos lager laser lawyer liberation licked lighthearted locker locket locus
    loving loyal maker males mares mater maths matte mediation meditation mites modal modem
    modes month motel nearby neatly needy nice noose norman opener operational paddle patent
    peddle phase picky poker poll popper poppy posed price property propped rabbi raiser
    refraction remote rented repaid retraction ripper rusted sakes scaly science screaming
    selling shade shady shaker shale shame shane shards share shark shave shaven shaver sheen
    sheer shell shipped shock shoot sighs singing sitter skeptic slapped slasher slick slight
    slinging slipper sliver smart smashed smell snake snapper sneak sniff snitch snuck soaring
    spain spear speck spell spice spiky spire spite spoke spook sport spurs squint squire squirm
    stable stack staff stained stake stale stall stark stars startled starved stashed stated
    steak steam steep sticky stink stock stoke stomped stopper strangling streak streamline
    strike strobe strode struck stuart stuff suction swapped sweep switch thank thorough though
    threat thump torment trail trait tread treble trevor trough tuned turner twine twink
    unconsciously usable waist wands warts watts whine woods woody worlds worms writhing
    """.split()
)


def sound(word: str) -> str:
    """Return what is left of `word` when letters that sound alike are written alike."""
    for pattern, with_ in _SOUNDS:
        word = pattern.sub(with_, word)
    return word


class Slips:
    """The words that a mistyped one may be meant for."""

    def __init__(self, known: Iterable[str], taught: Container[str]) -> None:
        """`known` are the words that may be meant; of words that are equally near, one whose stem
        is `taught` comes before the others."""
        self._taught = taught
        self._near: dict[str, list[str]] = defaultdict(list)  # by first letter
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for word in known:
            if len(word) >= FUZZY_FROM:
                self._near[word[0]].append(word)
            if len(word) >= SHORTEST:
                self._sounds[sound(word)].append(word)

    def meant(self, word: str) -> str | None:
        """Return the known word that `word` is meant for, if any comes near."""
        if len(word) < SHORTEST or stem(word) in EVERYDAY:
            return None
        if alike := self._sounds.get(sound(word)):
            return alike[0]
        if len(word) < FUZZY_FROM:
            return None
        slips = 2 if len(word) >= LONG else 1
        near = [
            (distance, stem(known) not in self._taught, known)
            for known in self._near.get(word[0], ())
            if (distance := OSA.distance(word, known, score_cutoff=slips)) <= slips
        ]
        return min(near)[-1] if near else None
