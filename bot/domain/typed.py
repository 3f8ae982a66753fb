"""What was typed, in plain small letters: the first step of reading any words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Readers of words remember: one text goes to a dozen of them in turn, and many ask the same.
remembered = lru_cache(maxsize=256)

ENDS: Final = r"(?![^\W\d_])"  # in a pattern: no letter follows
_NUMBERS: Final = "one two three four five six seven eight nine ten eleven twelve".split()
NUMBER_WORD: Final = "|".join(_NUMBERS)


@remembered
def plain(words: str) -> str:
    """Return `words` in lower case, with ASCII digits, dashes and quotes, and blanks for emoji.

    It goes character by character: a place in the result is the same place in `words`.
    """
    return "".join(map(_plain, words))


def _plain(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isprintable() else " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if character in "‘’ʼ´":
        return "'"
    if category[0] in "CMSZ":  # invisible, accents by themselves, emoji, blanks
        return " "
    small = character.lower()
    return small if len(small) == 1 else character


def number(word: str) -> int:
    """Return the number written in ASCII digits or as NUMBER_WORD; "a" and "an" are one."""
    if word.isdecimal():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1
