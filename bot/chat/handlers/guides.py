"""Guides, and what stands behind a card."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.replies import Reply, Say
from bot.chat.taps import OpenGuide, ShowGuides, ShowSources, ShowWords
from bot.usecases import footnotes, guides
from bot.usecases.refreshers import Place


def list_guides(desk: Desk, _: ShowGuides) -> list[Reply]:
    """All guides, from the list of drills."""
    return [Say(guides.guides(desk.turn))]


def show(desk: Desk, guide_id: str) -> list[Reply]:
    """Show a guide as a new message."""
    return [Say(guides.show(desk.turn, guide_id))]


def open_guide(desk: Desk, tap: OpenGuide) -> list[Reply]:
    """Open a guide from a list, a plan or another card."""
    return [Say(guides.show(desk.turn, tap.item, Place(tap.day, tap.position)))]


def show_words(desk: Desk, tap: ShowWords) -> list[Reply]:
    """The meanings of a card's terms, in one message below it."""
    return [Say(footnotes.words(desk.turn, tap.item))]


def show_sources(desk: Desk, tap: ShowSources) -> list[Reply]:
    """What a card is based on, in one message below it."""
    return [Say(footnotes.sources(desk.turn, tap.item))]
