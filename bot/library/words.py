"""Words as they are compared: small letters, no accents, no punctuation, British and American
spellings alike, one form for singular and plural."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 4096  # characters of a message that are looked at; Telegram sends no more
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")


LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})


def plain(text: str) -> str:
    """Return `text` cut, in small letters, without accents; apostrophes inside words vanish."""
    small = text[:LONGEST].casefold()
    if not small.isascii():
        letters = unicodedata.normalize("NFKD", small).casefold()
        small = "".join(c for c in letters if not unicodedata.combining(c)).translate(LETTERS)
    return APOSTROPHE.sub("", small)[:LONGEST]


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in order, in plain form but with their endings."""
    return tuple(WORD.findall(plain(text)))


def normal(text: str) -> str:
    """Return the form in which two names count as the same."""
    return " ".join(stem(word) for word in words(text))


@lru_cache(maxsize=16_384)  # the content has some 5,000 words, most of them often
def stem(word: str) -> str:
    """Return the form in which a word is compared: sutures, suturing and suture are one."""
    if len(word) < 4 or not word.isascii():
        return word
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            base = word[: -len(ending)] + rest
            if len(base) >= 3:
                return _bare(base) if ending in ("ing", "ed") else base
    return word


def _bare(base: str) -> str:
    """Return what is left of a verb without what its ending brought: tapp, arangeing."""
    doubled = base[-1] == base[-2] and base[-1] not in "elsz"
    return base[:-1] if len(base) > 3 and (doubled or base[-1] == "e") else base
