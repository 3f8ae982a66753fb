"""Front matter as plain values, with the line on which each stands.

The parser is libyaml's: a pure Python one takes most of a second over eighty pages, at every
start. Its words are those of YAML 1.2: 19:00, no and 2026-11-01 are texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import yaml

from bot.library.faults import Report

DEEPEST = 16  # lists and maps in one another
START = 2  # file line of the first field, after the opening fence
TAG = "tag:yaml.org,2002:"
MOST_DIGITS = 18
BRACKET = re.compile(r"[\[\]{}]")

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a page, and the file line of each key and list entry, by its location."""

    values: Mapping[str, Any]
    lines: Mapping[Location, int]

    def line(self, location: Sequence[int | str] = ()) -> int:
        """Return the line of a field such as ("quiz", 1, "answer"), or of the nearest thing
        around it that is there."""
        place = tuple(location)
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, START - 1)


def read_fields(text: str, report: Report) -> Fields | None:
    """Parse front matter; None, with the reason in `report`, when it is broken."""
    if _is_nested_too_deeply(text):
        report.at(START, "front matter is nested too deeply: write it flat")
        return None
    try:
        root = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.at(START + (mark.line if mark else 0), f"front matter: {error.problem}")
        return None
    except (yaml.YAMLError, ValueError) as error:
        report.at(1, f"front matter: {str(error).splitlines()[0]}")
        return None
    if not isinstance(root, yaml.MappingNode):
        report.at(START, "front matter is not a list of `field: value` lines: write it so")
        return None
    return _Builder(report).fields(root)


def _is_nested_too_deeply(text: str) -> bool:
    """Tell so before the parser tries, since it goes as deep as the text does."""
    opened = accumulate(1 if bracket in "[{" else -1 for bracket in BRACKET.findall(text))
    indents = (len(line) - len(line.lstrip(" -?:")) for line in text.split("\n"))
    return max(max(opened, default=0), max(indents) // 2) > DEEPEST


class _Core(yaml.CBaseLoader):
    """Composes nodes with the plain words of YAML 1.2's core schema."""


PLAIN_WORDS = {
    "null": (r"~|null|Null|NULL|", "~nN"),
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?[0-9]+", "-+0123456789"),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
}
for kind, (form, beginnings) in PLAIN_WORDS.items():
    whole = re.compile(rf"(?:{form})\Z")
    _Core.add_implicit_resolver(TAG + kind, whole, [*beginnings, ""])


def _composed(text: str) -> yaml.Node | None:
    parser = _Core(text)
    try:
        node: yaml.Node | None = parser.get_single_node()
        return node
    finally:
        parser.dispose()


class _Builder:
    """Turns nodes into values, and keeps their lines."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._lines: dict[Location, int] = {}
        self._seen: set[int] = set()
        self._sound = True

    def fields(self, root: yaml.MappingNode) -> Fields | None:
        values = self._map(root, ())
        return Fields(values, self._lines) if self._sound else None

    def _fault(self, node: yaml.Node, message: str) -> None:
        self._report.at(START + node.start_mark.line, f"front matter: {message}")
        self._sound = False

    def _value(self, node: yaml.Node, place: Location) -> Any:
        if id(node) in self._seen:
            self._fault(node, "refers to itself or to another field: write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._map(node, place)
        if isinstance(node, yaml.SequenceNode):
            return self._list(node, place)
        return self._scalar(node)

    def _map(self, node: yaml.MappingNode, place: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, inner in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None:
                self._fault(key, "has a list or map for a name: give the field a plain name")
            elif name in values:
                self._fault(key, f'has "{name}" twice: keep one')
            else:
                self._lines[*place, name] = START + key.start_mark.line
                values[name] = self._value(inner, (*place, name))
        return values

    def _list(self, node: yaml.SequenceNode, place: Location) -> list[Any]:
        values = []
        for index, inner in enumerate(node.value):
            self._lines[*place, index] = START + inner.start_mark.line
            values.append(self._value(inner, (*place, index)))
        return values

    def _scalar(self, node: yaml.Node) -> str | int | float | bool | None:
        kind = node.tag.removeprefix(TAG)
        text: str = node.value
        match kind:
            case "str":
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" if len(text) <= MOST_DIGITS:
                return int(text)
            case "float" if len(text) <= MOST_DIGITS:
                return float(text)
            case "int" | "float":
                self._fault(node, "has too long a number: write it shorter")
            case _:
                self._fault(node, f"has a tag ({node.tag}): write the value plainly")
        return None
