"""Buttons of guides."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.keyboards import footnotes
from bot.chat.keyboards.refreshers import lesson_row, open_item
from bot.chat.taps import AskQuestion
from bot.texts.texts import Texts
from bot.usecases.guides import GuideCard, GuideList


def guide_card(facts: GuideCard, texts: Texts) -> Inline:
    """*Done* for a lesson of the plan, then what the guide leads to, one a row."""
    guide, place = facts.guide, facts.place
    ask = Button(texts.label("technique.ask"), AskQuestion(guide.id, place.day, place.position))
    lesson = lesson_row(facts, texts, guide.id) if facts.new else []
    leads = ([open_item(each)] for each in facts.see)
    asked = [ask] if guide.quiz and not facts.new else []
    return inline(lesson, *leads, asked, *footnotes.rows(guide, texts))


def guide_list(facts: GuideList, texts: Texts) -> Inline:
    """Every guide, one a row: their names are long."""
    every = (guide for guides in facts.by_topic.values() for guide in guides)
    return inline(*in_rows((open_item(guide) for guide in every), 1))
