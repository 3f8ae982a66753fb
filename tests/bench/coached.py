"""What the bots are asked: texts to echo, questions about techniques, and taps on today's plans."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Any

from bot.chat.calls import entities_of, markup_of
from bot.chat.screens import render
from bot.chat.taps import TickPlanItem, encode
from bot.domain.content import Library, Picture
from bot.domain.learners import Consent
from bot.library.load import load_library
from bot.pictures.plate_names import content_of
from bot.store.database import open_database
from bot.texts.texts import Texts
from bot.usecases import plans
from bot.usecases.pictures import sent_with_cards
from bot.usecases.plans import PlanView
from bot.usecases.ports import Tx
from bot.usecases.turn import Turn
from tests.bench.telegram import BOT, BOT_USER, Asked, person, private
from tests.builders import completion, learner

CONTENT = Path(__file__).resolve().parents[2] / "content"
FIRST_CHAT = 5_000
LONGEST_PRACTISED = 28  # days
QUESTIONS = ("vertical mattress?", "simple interrupted?", "instrument tie?", "two-hand tie?")


def echoes(number: int, chats: int) -> list[Asked]:
    """So many texts to an echo bot, from so many chats in turn."""
    return [_text(FIRST_CHAT + n % chats, f"text {n}", f"text {n}") for n in range(number)]


def refreshers(number: int, chats: int) -> list[Asked]:
    """So many questions about techniques; each chat asks for one after another."""
    asked = ((n % chats, QUESTIONS[n // chats % len(QUESTIONS)]) for n in range(number))
    return [_text(FIRST_CHAT + chat, words, words.capitalize()[:-1]) for chat, words in asked]


def _text(chat: int, text: str, answer: str) -> Asked:
    message = {"message_id": 50, "from": person(chat), "chat": private(chat), "text": text}
    return Asked(chat, {"message": message | {"date": _now_s()}}, answer)


def _now_s() -> int:
    return int(datetime.now(UTC).timestamp())


def database_in(folder: Path) -> Path:
    return folder / "coach.sqlite3"


def settle(folder: Path, taps: int) -> list[Asked]:
    """Write learners down, each with up to four weeks of practice and a plan for today, and
    Telegram's file ids of all pictures. Return at least so many taps that tick plans off."""
    db = open_database(f"sqlite:///{database_in(folder)}")
    try:
        return asyncio.run(db.run(_settled, load_library(CONTENT), taps))
    finally:
        db.close()


def _settled(tx: Tx, library: Library, taps: int) -> list[Asked]:
    for number, drawing in enumerate(chain.from_iterable(sent_with_cards(library))):
        content = drawing.sha256 if isinstance(drawing, Picture) else content_of(drawing)
        tx.conversation.keep_file_id(BOT, content, f"file-{number}")
    texts, asked = Texts(), list[Asked]()
    for who in count(FIRST_CHAT):
        if len(asked) >= taps:
            break
        asked += _ticks(_plan_of(tx, library, who), who, texts)
    return asked


def _plan_of(tx: Tx, library: Library, who: int) -> PlanView:
    """Let somebody have practised for a while, and be shown a plan. No question follows it."""
    now = datetime.now(UTC)
    alice = learner(id=who, chat=who, check_ins=Consent.NEVER, seen_at=now)
    tx.learners.save(alice)
    for ago in range(1, 1 + who % LONGEST_PRACTISED):
        then = now - timedelta(days=ago)
        tx.practice.add(completion(learner=who, at=then, day=alice.day(then)))
    view = plans.todays_plan(Turn(tx, library, alice, now))
    tx.plans.shown(view.plan.id, _message_of(who))
    return view


def _message_of(who: int) -> int:
    return who + 100_000


def _ticks(view: PlanView, who: int, texts: Texts) -> Iterator[Asked]:
    """Yield a tap on each *Done* of a plan's message, from the top."""
    rendered = render(view, texts)
    message: dict[str, Any] = {
        "message_id": _message_of(who),
        "from": BOT_USER,
        "chat": private(who),
        "date": _now_s(),
        "text": rendered.text.text,
        "entities": entities_of(rendered.text),
        "reply_markup": markup_of(rendered.keyboard),
    }
    open_straight = [line.item.position for line in view.lines if line.opens_straight]
    for done, position in enumerate(open_straight, start=1):
        query = {
            "id": f"{who}-{position}",
            "from": person(who),
            "chat_instance": str(who),
            "data": encode(TickPlanItem(view.plan.day, position)),
            "message": message,
        }
        yield Asked(who, {"callback_query": query}, f"{done} of {len(view.lines)}")
