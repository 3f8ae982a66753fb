"""Time zones that people name beside a time: "18:30 UTC", "9am London time"."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.typed import ENDS

_SHORT: Final = (  # none that is also an everyday word, such as EAT or MET
    "utc|gmt|bst|ist|cet|cest|eet|eest|msk|[ecmp][sd]t|akst|akdt|adt|hst|pkt|npt|sgt|hkt|jst|kst"
    "|aest|aedt|acst|acdt|awst|nzst|nzdt|sast"
)
_OF_A_REGION: Final = (
    "eastern|central|mountain|pacific|atlantic|british|european|indian?|uk|us|greenwich(?:\\smean)?"
    "|london|paris|berlin|madrid|rome|moscow|istanbul|cairo|lagos|nairobi|dubai|karachi|delhi|dhaka"
    "|bangkok|singapore|hong\\skong|beijing|tokyo|sydney|auckland|new\\syork|chicago|denver"
    "|los\\sangeles|toronto|mexico\\scity|são\\spaulo|sao\\spaulo"
)
_CONTINENTS: Final = "africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific"
_ZONE: Final = re.compile(
    rf"(?<!\w)(?:(?:{_SHORT}){ENDS}(?:\s?[+-]\s?\d{{1,2}}(?::?\d\d)?(?!\d))?"
    rf"|(?:{_OF_A_REGION})\s(?:(?:standard|daylight|summer|winter)\s)?time{ENDS}"
    rf"|(?:{_CONTINENTS})/[a-z_]+(?:/[a-z_]+)?{ENDS})"
)


def without_zone(text: str) -> str:
    """Return plain text without the zones that it names."""
    return _ZONE.sub(" ", text)
