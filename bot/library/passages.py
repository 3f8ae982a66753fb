"""The texts of a page that learners read, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from bot.domain.glossary import marked_terms, unmarked
from bot.library.page import Page

SHOWN_FIELDS = frozenset(
    "title needs target rep count levels do quiz ask options errors why".split(),
)
WORDS_PER_MINUTE: Final = 200
WORD = re.compile(r"\w[\w'’-]*")
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text on one line or more of a file; `line` is its first, from 1."""

    line: int
    text: str


def passages(page: Page) -> Iterator[Passage]:
    """Yield all that learners read of a page: fields first, then each line of the body. The
    picture's description is left out: it is heard, not read, and may be long."""
    yield from _of_field(page, page.fields.values, ())
    yield from of_body(page)


def marked_in(page: Page) -> Iterator[Passage]:
    """Yield the terms of the glossary that a page marks, each as it is written there."""
    for passage in passages(page):
        for term in marked_terms(passage.text):
            yield Passage(passage.line, term)


def reading_seconds(page: Page) -> int:
    """Return how long the body takes to read on a phone."""
    read = (word for passage in of_body(page) for word in words_of(passage.text))
    return round(sum(word != "Check" for word in read) * 60 / WORDS_PER_MINUTE)


def words_of(text: str) -> list[str]:
    """Return the words of a text as it reads."""
    return WORD.findall(unmarked(text))


def of_body(page: Page) -> Iterator[Passage]:
    """Yield each line of the body, without headings."""
    for block in page.blocks:
        if block.type != "heading":
            yield from _of_block(page, block)


def of_steps(page: Page) -> Iterator[Passage]:
    """Yield the lines of numbered steps."""
    for block in page.blocks:
        if block.type == "ordered_list":
            yield from _of_block(page, block)


def of_steps_by_number(page: Page) -> Iterator[tuple[int, Passage]]:
    """Yield the lines of numbered steps, each with the number of its step."""
    for block in page.blocks:
        if block.type == "ordered_list":
            for number, item in enumerate(block.children, 1):
                for passage in _of_block(page, item):
                    yield number, passage


def of_section(page: Page, heading: str) -> Iterator[Passage]:
    """Yield the lines below one heading."""
    here = False
    for block in page.blocks:
        if block.type == "heading":
            here = any(node.content == heading for node in block.walk() if node.type == "inline")
        elif here:
            yield from _of_block(page, block)


def _of_field(page: Page, value: object, place: Location) -> Iterator[Passage]:
    if isinstance(value, str):
        yield Passage(page.field_line(place), value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in SHOWN_FIELDS or place[-1:] == ("errors",):  # whose keys are names
                yield from _of_field(page, inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _of_field(page, inner, (*place, index))


def _of_block(page: Page, block: SyntaxTreeNode) -> Iterator[Passage]:
    for node in block.walk():
        if node.type == "inline":
            for offset, text in enumerate(node.content.split("\n")):
                yield Passage(page.line(node) + offset, text)
