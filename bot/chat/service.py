"""Serving one update: one transaction, in which the answer is kept beside what it tells of."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.chat.attention import Attention
from bot.chat.calls import Call, ToastCall
from bot.chat.counters import UPDATES
from bot.chat.desk import Desk
from bot.chat.documents import Documents, without_file
from bot.chat.incoming import (
    BlockedUs,
    Deed,
    Incoming,
    InGroup,
    Located,
    SentFile,
    SharedLocation,
    Tapped,
    Words,
)
from bot.chat.replies import Change, Reply, Say, Toast, toast
from bot.chat.routes import route
from bot.chat.screens import SomethingBroke
from bot.chat.taps import StaleTap
from bot.chat.wording import Wording, item_of
from bot.domain.content import Library
from bot.domain.learners import Learner, Onboarding
from bot.texts.texts import Texts
from bot.usecases import browse, onboarding, plans, reminders, roster
from bot.usecases.ports import Clock, Database, DatabaseDown, OutboxRow, Places, Tx
from bot.usecases.teaching import Teaching
from bot.usecases.turn import SecondTap, Stale, Turn, UnknownItem

log = structlog.get_logger(__name__)

BOUNCE = timedelta(seconds=1.5)  # two taps on one button within this are one
TAPS_REMEMBERED = 10_000  # learners


@dataclass(frozen=True, slots=True)
class Served:
    """What is to be sent after the commit."""

    rows: tuple[OutboxRow, ...]
    toast: ToastCall | None
    calls: tuple[Call, ...] = ()  # what the rows hold


NOTHING = Served((), None)


@dataclass(frozen=True, slots=True)
class LatestTap:
    """The button that a learner tapped last. Kept in memory: a restart may forget it."""

    update: int
    message: int
    data: str
    at: datetime
    bounced: bool = False

    def after(self, before: LatestTap | None) -> LatestTap:
        """Return it as it is, or as a finger that bounced; one that is served again stays so."""
        if before is None or (self.message, self.data) != (before.message, before.data):
            return self
        if self.update == before.update:
            return before
        return replace(self, bounced=self.at - before.at < BOUNCE)


@dataclass(slots=True)
class Service:
    """Turns updates into committed changes and answers.

    `teaching` may be replaced between two updates, when content was read again.
    """

    db: Database
    teaching: Teaching
    texts: Texts
    places: Places
    documents: Documents
    clock: Clock
    bot: int  # Telegram's id of the bot, the first part of its token
    latest_taps: dict[int, LatestTap] = field(default_factory=dict, compare=False)
    wording: Wording = field(init=False, compare=False)
    attention: Attention = field(init=False, compare=False, default_factory=Attention)

    def __post_init__(self) -> None:
        self.wording = Wording(self.texts)

    @property
    def library(self) -> Library:
        return self.teaching.library

    async def serve(self, incoming: Incoming) -> Served:
        """Serve an update; a redelivered one changes nothing. A database error is raised."""
        UPDATES.labels(type(incoming.deed).__name__.lower()).inc()
        now = self.clock.now()
        try:
            with self.attention:
                return await self._answered(incoming, now)
        except DatabaseDown:
            raise  # the update is not acknowledged, and comes again
        except Exception:
            log.exception("handler failed", update=incoming.identity)
            return await self.db.run(self._serve_broken, incoming, now)

    async def _answered(self, incoming: Incoming, now: datetime) -> Served:
        incoming = replace(incoming, deed=await self._looked_up(incoming))
        try:
            return await self.db.run(self._serve, incoming, now)
        except SecondTap:
            return await self.db.run(self._serve_second_tap, incoming, now)
        except (Stale, StaleTap, UnknownItem):
            return await self.db.run(self._serve_stale, incoming, now)

    async def _looked_up(self, incoming: Incoming) -> Deed:
        """Do what takes a while before the transaction: look up a location, read a file."""
        deed = incoming.deed
        if isinstance(deed, SharedLocation):
            place = self.places.by_location
            return Located(await asyncio.to_thread(place, deed.latitude, deed.longitude))
        if isinstance(deed, Words | SentFile) and self.documents.may_be_roster(deed):
            learner = await self.db.read(_grown_up, incoming.learner)
            if learner:
                today = roster.today_at(self.clock.now(), learner.zone)
                return await self.documents.read(deed, learner.zone, today)
        return without_file(deed) if isinstance(deed, SentFile) else deed

    def _serve(self, tx: Tx, incoming: Incoming, now: datetime) -> Served:
        if not tx.conversation.first_sight(self.bot, incoming.identity, now):
            return Served((), self._toast(incoming, None))
        match incoming.deed:
            case InGroup():
                return self._committed(tx, incoming, None, [Say(browse.PrivateOnly())])
            case BlockedUs(blocked=True):
                reminders.mark_gone(tx, incoming.learner, now)
                return NOTHING
            case BlockedUs() if tx.learners.get(incoming.learner) is None:
                return NOTHING  # they asked to be forgotten, and have not written since
        if self._is_double_tap(incoming, now):
            raise SecondTap
        desk = self._desk(tx, incoming, now)
        if isinstance(incoming.deed, BlockedUs):
            return NOTHING  # unblocked: a sign of life, noted; they will say what they want
        replies = route(desk, incoming.deed)
        return self._committed(tx, incoming, desk.turn, replies)

    def _is_double_tap(self, incoming: Incoming, now: datetime) -> bool:
        """Tell whether the same button was just tapped: a finger that bounced, meaning it once."""
        if not isinstance(incoming.deed, Tapped):
            return False
        if len(self.latest_taps) > TAPS_REMEMBERED:
            self.latest_taps.clear()
        deed = incoming.deed
        tap = LatestTap(incoming.identity, deed.message, deed.data, now)
        latest = tap.after(self.latest_taps.get(incoming.learner))
        self.latest_taps[incoming.learner] = latest
        return latest.bounced

    def _serve_second_tap(self, tx: Tx, incoming: Incoming, now: datetime) -> Served:
        tx.conversation.first_sight(self.bot, incoming.identity, now)
        return Served((), self._toast(incoming, toast("second_tap")))

    def _serve_stale(self, tx: Tx, incoming: Incoming, now: datetime) -> Served:
        """Answer a button whose world has moved on: an alert, and today's plan."""
        tx.conversation.first_sight(self.bot, incoming.identity, now)
        desk = self._desk(tx, incoming, now)
        if desk.turn.learner.onboarding is Onboarding.WELCOME:
            return self._committed(tx, incoming, desk.turn, [Say(onboarding.welcome(desk.turn))])
        view = plans.todays_plan(desk.turn)
        replies: list[Reply] = [toast("stale", alert=True), Say(view, shows_plan=view.plan.id)]
        return self._committed(tx, incoming, desk.turn, replies)

    def _serve_broken(self, tx: Tx, incoming: Incoming, now: datetime) -> Served:
        """Our own fault: say so; what was there before is still there."""
        tx.conversation.first_sight(self.bot, incoming.identity, now)
        desk = self._desk(tx, incoming, now)
        return self._committed(tx, incoming, desk.turn, [Say(SomethingBroke())])

    def _desk(self, tx: Tx, incoming: Incoming, now: datetime) -> Desk:
        learner, _ = onboarding.arrive(tx, incoming.learner, incoming.chat, incoming.name, now)
        teaching = self.teaching
        turn = Turn(tx, teaching.library, learner, now)
        message = getattr(incoming.deed, "message", 0)
        return Desk(turn, teaching, self.places, message)

    def _committed(
        self, tx: Tx, incoming: Incoming, turn: Turn | None, replies: list[Reply]
    ) -> Served:
        """Render the replies and keep them in the same transaction."""
        now = turn.now if turn else self.clock.now()
        owner = incoming.learner if turn else None
        answer = next((reply for reply in replies if isinstance(reply, Toast)), None)
        said = [reply for reply in replies if not isinstance(reply, Toast)]
        calls = tuple(self._call(incoming, reply) for reply in said)
        rows = tuple(tx.outbox.add(call.chat, owner, call.to_json(), now) for call in calls)
        return Served(rows, self._toast(incoming, answer), calls)

    def _call(self, incoming: Incoming, reply: Say | Change) -> Call:
        if isinstance(reply, Say):
            return self.wording.call(
                incoming.chat,
                reply.screen,
                silent=reply.silent,
                shows_plan=reply.shows_plan,
                card=item_of(reply.screen) if reply.is_card else None,
            )
        return self.wording.call(
            incoming.chat,
            reply.screen,
            message=reply.message,
            on_picture=self._is_on_picture(incoming.deed, reply),
            shows_plan=_plan_in(reply.screen),  # should it have to be said anew
            picture=None,
            card=None,
        )

    def _is_on_picture(self, deed: Deed, change: Change) -> bool:
        """Tell whether the message to change carries a picture: known of the tapped one, and else
        of the item whose card it is."""
        if isinstance(deed, Tapped) and deed.message == change.message:
            return deed.has_picture
        card = change.card or item_of(change.screen)
        item = self.teaching.library.item(card) if card else None
        return item is not None and item.on_card is not None

    def _toast(self, incoming: Incoming, answer: Toast | None) -> ToastCall | None:
        if not isinstance(incoming.deed, Tapped):
            return None
        if answer is None:
            return ToastCall(incoming.deed.query)
        text = self.texts.label(answer.label, **answer.facts)
        return ToastCall(incoming.deed.query, text, answer.alert)


def _grown_up(tx: Tx, learner_id: int) -> Learner | None:
    """Return a person who said that they are of age: nothing is fetched for anybody else."""
    learner = tx.learners.get(learner_id)
    return learner if learner and learner.onboarding is not Onboarding.WELCOME else None


def _plan_in(screen: object) -> int | None:
    match screen:
        case plans.PlanView(plan=plan) | plans.LeftOut(view=plans.PlanView(plan=plan)):
            return plan.id
    return None
