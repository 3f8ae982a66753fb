"""What keeps a drawing from everybody's eyes: words, which want translating, and colours that
have no counterpart on dark ground."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from bot.domain.palette import COLOUR, is_known
from bot.library.faults import Fault
from bot.library.load import Reading

UNITS = frozenset({"mm", "cm", "s"})
PAINTS = frozenset({"fill", "stroke", "color", "stop-color", "flood-color"})
PAINTED = frozenset("path rect circle ellipse polyline polygon text".split())  # black by default
UNPAINTED = frozenset({"clipPath", "mask"})


def check_legible(reading: Reading) -> Iterator[Fault]:
    """Yield the words and the colours outside of the palette in all drawings."""
    for path in reading.picture_paths:
        seen = _Seen()
        try:
            seen.parser.Parse((reading.optional_text(path) or "<svg/>").encode(), True)
        except expat.ExpatError:
            continue  # it was told with what loading refuses
        yield from (Fault(path, line, message) for line, message in seen.faults)


class _Seen:
    """Walks the XML as expat reads it, since that knows the lines."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str]] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._characters
        self.parser.EndElementHandler = self._end
        self.fills: list[bool] = []  # for each open element: is a fill set on it or around it
        self.text: tuple[int, list[str]] | None = None  # an open text: its line, what it holds

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        around = bool(self.fills) and self.fills[-1]
        self.fills.append(around or "fill" in attributes or name in UNPAINTED)
        if name in PAINTED and not self.fills[-1]:
            self.faults.append((line, f'has a <{name}> without fill: set one, or fill="none"'))
        for attribute in PAINTS & attributes.keys():
            self._paint(line, attributes[attribute])
        if name == "style" or "style" in attributes:
            self.faults.append((line, "has a style: write fill, stroke and font as attributes"))
        if name == "text":
            self.text = line, []

    def _paint(self, line: int, paint: str) -> None:
        if paint == "none" or paint.startswith("url("):
            return
        if not (COLOUR.fullmatch(paint) and is_known(paint)):
            message = f"has the colour {paint!r}: take one of those in README.md, Pictures"
            self.faults.append((line, message))

    def _characters(self, text: str) -> None:
        if self.text:
            self.text[1].append(text)

    def _end(self, name: str) -> None:
        self.fills.pop()
        if name == "text" and self.text:
            line, parts = self.text
            for word in words_of("".join(parts)):
                message = f"shows the word {word!r}: show numbers, {', '.join(sorted(UNITS))} and °"
                self.faults.append((line, message))
            self.text = None


def words_of(text: str) -> Iterator[str]:
    """Yield what a picture would want translating: letters that are no unit."""
    letters = "".join(each if each.isalpha() else " " for each in text)
    yield from (word for word in letters.split() if word not in UNITS)
