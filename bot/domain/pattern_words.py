"""A repeating pattern of shifts as people type it."""

from __future__ import annotations

import re
from enum import StrEnum
from string import ascii_lowercase
from typing import Final

from bot.domain import typed
from bot.domain.calendar import Shift
from bot.domain.typed import NUMBER_WORD, remembered

LONGEST_PATTERN: Final = 56  # days
_LONGEST_TEXT: Final = 400  # characters
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NUMBER: Final = rf"\d{{1,3}}(?:st|nd|rd|th)?|an?|other|{NUMBER_WORD}|{'|'.join(_ORDINALS)}"
_DAYS_OFF: Final = r"(?:days|nights|(?:(?<=\b1 )|(?<=\ba )|(?<=one ))(?:day|night))"
_SHIFT_WORDS: Final = {  # the longer reading first: "2 days off" are no days
    Shift.POST_CALL: r"post ?call(?: days?)?",
    Shift.ON_CALL: r"(?:(?:days?|nights?) )?on ?call(?: (?:days?|nights?|shifts?))?|calls?",
    Shift.OFF: rf"(?:{_DAYS_OFF} )?(?:off|free|rest)(?: (?:days?|duty))?",
    Shift.NIGHT: r"nights?(?: shifts?| duty| duties| on)?",
    Shift.DAY: r"(?:(?:long|early|late) )?days?(?: shifts?| duty| duties| on)?"
    r"|(?:early|late|day)(?: shifts?)?|earlies|lates|on",
}
_ANY_SHIFT: Final = "|".join(f"(?P<{shift.name}>{words})" for shift, words in _SHIFT_WORDS.items())
_ITEM: Final = re.compile(
    rf"(?:(?P<count>{NUMBER}) (?:x )?)?(?P<weeks>weeks? (?:of )?)?(?:{_ANY_SHIFT})(?: |, |,?$)"
)
_LETTERS: Final = re.compile(r"(?:\d{0,2}[dncpo])+", re.ASCII)
_LETTER: Final = re.compile(r"(\d{0,2})([dncpo])")
_BY_LETTER: Final = {
    "d": Shift.DAY,
    "n": Shift.NIGHT,
    "c": Shift.ON_CALL,
    "p": Shift.POST_CALL,
    "o": Shift.OFF,
}
_EVERY: Final = re.compile(
    rf"(?:on ?call |call )?(?:every(?: (?P<nth>{NUMBER}))? (?:days?|nights?)|(?:1|one) in "
    rf"(?P<one_in>{NUMBER}))(?: on ?call| call)?"
)
_ONE_IN: Final = re.compile(r"(?:1|one) in \w+")  # by itself it is said of being on call alone
_OPENING: Final = re.compile(r"^(?:(?:i work|my|the|pattern|rota|roster|shifts?|is|are),? )+")
_Blocks = list[tuple[int, Shift | None]]  # so many days of a shift, one after the other


class NoPattern(StrEnum):
    """Why words are no pattern."""

    UNCLEAR = "unclear"
    TOO_LONG = "too-long"  # more than 56 days
    ALWAYS_ON_CALL = "always-on-call"  # no prompt would ever come


@remembered
def parse_pattern(words: str) -> tuple[Shift | None, ...] | NoPattern:
    """Return the shifts of "2 days, 2 nights, 4 off", "DDNNOOOO" or "on call every 4th night".

    Days about which a pattern says nothing are None. An O is a day off; on call is a C.
    """
    if len(words) > _LONGEST_TEXT:
        return NoPattern.TOO_LONG
    blocks = _every_nth(words) or _lettered(words) or _worded(words)
    if not blocks:
        return NoPattern.UNCLEAR
    if sum(count for count, _ in blocks) > LONGEST_PATTERN:
        return NoPattern.TOO_LONG
    shifts = tuple(shift for count, shift in blocks for _ in range(count))
    return NoPattern.ALWAYS_ON_CALL if set(shifts) == {Shift.ON_CALL} else shifts


def plain(words: str) -> str:
    """Return small words and figures with one blank between them; of all marks the comma stays."""
    text = typed.plain(words.replace("\n", ","))
    text = re.sub(r"[;/+|&>]|\b(?:then|and|followed by)\b", ",", text)
    return re.sub(r"(?: ?,)+ ?", ", ", re.sub(r"[^a-z0-9',]+", " ", text)).strip(" ,")


def number(word: str | None) -> int:
    """Return the number that matched NUMBER; 1 where none was said."""
    if word is None:
        return 1
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return 2 if word == "other" else typed.number(word.rstrip(ascii_lowercase) or word)


def _every_nth(words: str) -> _Blocks:
    text = plain(words).replace(",", "")
    match = _EVERY.fullmatch(text)
    if not match or ("call" not in text and not _ONE_IN.fullmatch(text)):
        return []
    between = number(match["nth"] or match["one_in"]) - 1
    return [(1, Shift.ON_CALL), (between, None)] if between >= 0 else []


def _lettered(words: str) -> _Blocks:
    """Read letters; a few small ones without a figure are rather a word, such as "no"."""
    letters = re.sub(r"[\s,;/|+-]+", "", words)
    is_code = letters.isupper() or any(letter.isdigit() for letter in letters)
    if not _LETTERS.fullmatch(letters.lower()) or len(letters) < (3 if is_code else 4):
        return []
    found = _LETTER.findall(letters.lower())
    return _none_empty([(int(count or 1), _BY_LETTER[letter]) for count, letter in found])


def _worded(words: str) -> _Blocks:
    text = _OPENING.sub("", re.sub(r"(\d)x ?", r"\1 ", plain(words)))
    blocks: _Blocks = []
    at = 0
    while at < len(text):
        item = _ITEM.match(text, at)
        if not item or item[0].strip(" ,") == "on":
            return []
        days = 7 if item["weeks"] else 1
        shift = next(shift for shift in _SHIFT_WORDS if item[shift.name])
        blocks.append((number(item["count"]) * days, shift))
        at = item.end()
    return _none_empty(blocks)


def _none_empty(blocks: _Blocks) -> _Blocks:
    return blocks if all(count for count, _ in blocks) else []
