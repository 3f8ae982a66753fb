"""The drawing of an item: plain SVG, with nothing in it that runs, is fetched or needs a font
that the bot does not carry."""

from __future__ import annotations

import re
from xml.parsers import expat

from bot.library.faults import Report

SVG = "http://www.w3.org/2000/svg"
PLAIN = frozenset(
    "svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text "
    "tspan textPath marker linearGradient radialGradient stop clipPath mask pattern filter "
    "feGaussianBlur feOffset feMerge feMergeNode feFlood feComposite feColorMatrix".split()
)
FONT = re.compile(r"font-family\s*:\s*([^;}\"]+)")
DEEPEST = 32  # elements within one another; the renderer runs out of stack at some thousands
REMOTE = re.compile(r"url\(\s*['\"]?(?!#|['\"])[^)]*\)?|@import[^;]*", re.IGNORECASE)
TEXTS = ("text",)


def check_drawing(svg: str, report: Report) -> None:
    """Report everything about `svg` that keeps it from being a plain drawing."""
    checker = _Checker(report)
    try:
        checker.parser.Parse(svg.encode("utf-8"), True)
    except expat.ExpatError as error:
        report.at(error.lineno, f"is not well-formed XML: {expat.ErrorString(error.code)}")


class _Checker:
    """Walks the XML as expat reads it, since that knows the lines."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.open: list[str] = []
        self.has_font: list[bool] = []  # for each open element: is a family set here or around it
        self.styled = False  # a <style> sheet names a family, so text may get its font there

    def _fault(self, message: str) -> None:
        self.report.at(self.parser.CurrentLineNumber, message)

    def _doctype(self, *_: object) -> None:
        self._fault("has a DOCTYPE: remove it")

    def _entity(self, name: str, *_: object) -> None:
        self._fault(f"declares an entity ({name}): write the characters themselves")

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"has a processing instruction ({target}): remove it")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        space, _, name = element.rpartition(" ")
        if not self.open and (space, name) != (SVG, "svg"):
            self._fault(f'starts with <{name}>: start with <svg xmlns="{SVG}">')
        elif space == SVG and name not in PLAIN:
            self._fault(f"has <{name}>: use plain shapes, text and gradients only")
        family = attributes.get("font-family") or _family_in(attributes.get("style", ""))
        for attribute, value in attributes.items():
            self._attribute(attribute.rpartition(" ")[2], value)
        around = self.has_font[-1] if self.has_font else False
        self.open.append(name)
        if len(self.open) == DEEPEST:
            self._fault(f"nests {DEEPEST} elements in one another: draw it flatter")
        self.has_font.append(around or family is not None)
        if name in TEXTS and not (self.has_font[-1] or self.styled):
            self._fault('has text without a font: set font-family="Inter" on it or around it')

    def _attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self._fault(f"has a script ({name}): remove it")
        elif name == "href" and not value.startswith("#"):
            self._fault(f"refers to {value[:40]!r}: only #names of the drawing itself are allowed")
        elif name == "font-family":
            self._font(value)
        else:
            self._style(value)

    def _style(self, text: str) -> None:
        if found := REMOTE.search(text):
            self._fault(f"refers to {found[0][:40]!r}: only #names of the drawing are allowed")
        for family in FONT.findall(text):
            self._font(family)

    def _font(self, family: str) -> None:
        if family.partition(",")[0].strip().strip("'\"") != "Inter":
            self._fault(f"names the font {family.strip()!r}: put Inter first")

    def _characters(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self._style(text)
            self.styled = self.styled or _family_in(text) is not None

    def _end(self, _element: str) -> None:
        self.open.pop()
        self.has_font.pop()


def _family_in(style: str) -> str | None:
    found = FONT.search(style)
    return found[1] if found else None
