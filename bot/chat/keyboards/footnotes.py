"""Buttons to what stands behind a card."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, inline
from bot.chat.taps import ReportItem, ShowSources, ShowWords
from bot.domain.content import Taught
from bot.texts.texts import Texts
from bot.usecases.browse import SafetyAdvice
from bot.usecases.footnotes import cited_by


def rows(item: Taught, texts: Texts) -> tuple[list[Button], list[Button]]:
    """*Words* where the text marks terms, *Sources* where it has any, *Something wrong here?*"""
    notes = []
    if item.terms:
        notes.append(Button(texts.label("common.words"), ShowWords(item.id)))
    if cited_by(item):
        notes.append(Button(texts.label("common.sources"), ShowSources(item.id)))
    return notes, [Button(texts.label("common.report"), ReportItem(item.id))]


def safety(facts: SafetyAdvice, texts: Texts) -> Inline:
    """*Something wrong here?*, on the advice too."""
    return inline([Button(texts.label("common.report"), ReportItem(facts.page.id))])
