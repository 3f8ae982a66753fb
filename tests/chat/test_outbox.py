"""The outbox: what was committed leaves in order, paced, and is never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from aiohttp import (
    ClientConnectorError,
    ConnectionTimeoutError,
    ServerDisconnectedError,
    SocketTimeoutError,
)
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.calls import Call, ToastCall
from bot.chat.outbox import Outbox
from bot.chat.screens import SomethingBroke
from bot.chat.wire import FileRefused, PictureUnknown
from bot.domain.practice import OpenCard
from bot.domain.sheets import Paper
from bot.usecases import plans
from bot.usecases.outgoing import Message, Outcome, Posted
from bot.usecases.ports import DatabaseDown, OutboxRow, Tx
from bot.usecases.turn import Turn
from tests.builders import ALICE, BOB, CAROL, alice, bob, carol
from tests.chat.room import BOT, PlainPictures, PlainSheets, Room, ScriptedWire, said
from tests.simulated import now, simulate

BLOCKED = Forbidden("Forbidden: bot was blocked by the user")


@dataclass
class Office:
    """An outbox with its wire."""

    room: Room
    wire: ScriptedWire
    pictures: PlainPictures
    sheets: PlainSheets
    outbox: Outbox

    async def commit(self, *calls: Call) -> list[OutboxRow]:
        """Keep replies, as serving an update does; they are not on their way yet."""

        def add(tx: Tx) -> list[OutboxRow]:
            at = self.room.clock.now()
            return [tx.outbox.add(call.chat, call.chat, call.to_json(), at) for call in calls]

        return await self.room.db.run(add)

    async def reply(self, *calls: Call) -> None:
        self.outbox.enqueue(await self.commit(*calls))

    async def post(self, chat: int = ALICE) -> Posted:
        def prepare(tx: Tx) -> Message | None:
            return Message(chat, chat, SomethingBroke(), silent=False)

        return await self.outbox.post(prepare)

    async def rest(self) -> None:
        """Wait until nothing is on its way."""
        while not self.outbox.is_idle:
            assert now() < 3_600, "the outbox comes not to rest"
            await asyncio.sleep(0.05)

    async def left(self) -> list[str]:
        return [Call.from_json(row.payload).text for row in await self.room.waiting()]

    def restart(self) -> None:
        self.outbox = Outbox(self.room.service, self.wire, self.pictures, self.sheets, 30)


def open_office(room: Room, rate: float = 30) -> Office:
    wire, pictures, sheets = ScriptedWire(), PlainPictures(), PlainSheets()
    outbox = Outbox(room.service, wire, pictures, sheets, rate)
    return Office(room, wire, pictures, sheets, outbox)


@pytest.fixture
def office(room: Room) -> Office:
    simulate(room.keep(bob(), carol()))
    return open_office(room)


def numbered(chat: int, numbers: Iterable[int]) -> list[Call]:
    return [said(f"{chat}-{number}", chat) for number in numbers]


# --- order and pace ------------------------------------------------------------------------------


def test_a_chats_replies_leave_in_order_and_chats_side_by_side(office: Office) -> None:
    async def story() -> None:
        office.wire.takes_s = 1
        for number in (1, 2, 3):
            await office.reply(*numbered(ALICE, [number]), *numbered(BOB, [number]))
        await office.rest()
        for chat in (ALICE, BOB):
            assert office.wire.texts(chat) == [f"{chat}-{number}" for number in (1, 2, 3)]
        assert [sent.at for sent in office.wire.sent] == [0, 0, 1, 1, 2, 2]

    simulate(story())


def test_the_rate_is_kept_over_all_chats(room: Room) -> None:
    office = open_office(room, rate=10)

    async def story() -> None:
        await office.reply(*(said("hi", chat) for chat in range(1, 51)))
        await office.rest()
        times = [sent.at for sent in office.wire.sent]
        assert len(times) == 50
        assert times[:10] == [0] * 10  # a quiet second is made up for
        assert times[-1] == pytest.approx(4)
        for start in times:
            assert sum(start <= at < start + 1 for at in times) <= 20

    simulate(story())


def test_one_chat_has_a_pace_of_its_own(office: Office) -> None:
    async def story() -> None:
        await office.reply(*numbered(ALICE, range(25)))
        await office.rest()
        times = [sent.at for sent in office.wire.sent]
        assert times[:20] == [0] * 20
        assert times[20:] == pytest.approx([1, 2, 3, 4, 5], abs=1e-3)

    simulate(story())


def test_people_are_answered_before_scheduled_messages(room: Room) -> None:
    office = open_office(room, rate=1)

    async def story() -> None:
        posts = [asyncio.create_task(office.post(chat)) for chat in (11, 12, 13)]
        await asyncio.sleep(0.5)  # the first has the turn of this second
        await office.reply(said("an answer", 14))
        await asyncio.gather(*posts)
        await office.rest()
        assert [sent.chat for sent in office.wire.sent] == [11, 14, 12, 13]

    simulate(story())


def test_a_scheduled_message_is_put_off_while_somebody_is_being_answered(office: Office) -> None:
    """However long that takes: whether it is still wanted is asked anew after it."""

    async def story() -> None:
        office.wire.takes_s = 5
        await office.reply(said("first"))
        await asyncio.sleep(0.1)
        assert await office.post() == Posted(Outcome.LATER)
        assert (await office.post(BOB)).outcome is Outcome.SENT
        await office.rest()
        assert (await office.post()).outcome is Outcome.SENT
        assert [sent.chat for sent in office.wire.sent] == [ALICE, BOB, ALICE]

    simulate(story())


def test_nothing_scheduled_is_made_while_somebody_is_served(office: Office) -> None:
    async def story() -> None:
        with office.room.service.attention:
            posting = asyncio.create_task(office.post())
            await asyncio.sleep(0.03)
            assert not office.wire.sent
        assert (await posting).outcome is Outcome.SENT

    simulate(story())


def test_what_was_sent_is_written_down_once_people_are_served(office: Office) -> None:
    async def story() -> None:
        office.wire.takes_s = 0.01
        posting = asyncio.create_task(office.post())
        await asyncio.sleep(0.005)
        with office.room.service.attention:
            await asyncio.sleep(0.02)
            assert [sent.chat for sent in office.wire.sent] == [ALICE]
            assert not posting.done()
        assert (await posting).outcome is Outcome.SENT

    simulate(story())


def test_a_toast_is_no_message_and_waits_for_nothing(room: Room) -> None:
    office = open_office(room, rate=1)

    async def story() -> None:
        await office.reply(*numbered(ALICE, [1, 2, 3]))
        office.outbox.toast(ToastCall("q", "✓"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert "✓" in office.wire.texts()
        await office.rest()

    simulate(story())


# --- what Telegram says --------------------------------------------------------------------------


def test_told_to_wait_a_chat_waits_and_others_are_answered(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(RetryAfter(7))
        await office.reply(*numbered(ALICE, [1, 2]))
        await asyncio.sleep(1)
        await office.reply(said("for Bob", BOB))
        await office.rest()
        assert [(sent.text, sent.at) for sent in office.wire.sent] == [
            ("for Bob", 1),
            (f"{ALICE}-1", 7),
            (f"{ALICE}-2", 7),
        ]

    simulate(story())


def test_told_to_wait_nothing_scheduled_is_sent_meanwhile(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(RetryAfter(timedelta(seconds=7)))
        posted = await office.post()
        assert (posted.outcome, posted.wait) == (Outcome.LATER, 7)
        assert (await office.post(BOB)).outcome is Outcome.SENT
        assert office.wire.sent[0].at == 7

    simulate(story())


def test_told_to_wait_what_had_its_turn_already_is_not_sent_either(office: Office) -> None:
    async def story() -> None:
        def overtaken(_: Tx) -> Message:
            office.outbox._pace.hold(7)  # another request is told to wait at this moment
            return Message(ALICE, ALICE, SomethingBroke(), silent=False)

        assert await office.outbox.post(overtaken) == Posted(Outcome.LATER)
        assert office.wire.tried == []

    simulate(story())


def test_a_broken_network_is_tried_with_growing_pauses_until_it_mends(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].extend([NetworkError("down")] * 9)
        await office.reply(said("at last"))
        await office.rest()
        tries = [attempt.at for attempt in office.wire.tried]
        pauses = [after - before for before, after in pairwise(tries)]
        assert pauses == pytest.approx([0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        assert office.wire.texts() == ["at last"]
        assert await office.left() == []

    simulate(story())


def test_a_scheduled_message_is_handed_back_when_the_network_is_down(office: Office) -> None:
    """Whether it is still wanted is asked anew at the next try."""

    async def story() -> None:
        office.wire.script[ALICE].append(NetworkError("down"))
        assert (await office.post()).outcome is Outcome.LATER

    simulate(story())


NOWHERE = [
    ClientConnectorError(ConnectionKey("gone", 443, True, True, None, None, None), OSError()),
    ConnectionTimeoutError("slow, or the pool full"),
]


@pytest.mark.parametrize(
    ("error", "cause", "in_doubt"),
    [
        (RetryAfter(timedelta(seconds=1)), None, False),
        *[(NetworkError("no connection"), cause, False) for cause in NOWHERE],
        (NetworkError("broken off"), ServerDisconnectedError("reset by peer"), True),
        (NetworkError("Bad Gateway"), None, True),
        (TelegramError("Invalid server response"), None, True),
        (TimedOut(), SocketTimeoutError("no answer"), True),
    ],
    ids=repr,
)
def test_what_may_have_arrived_is_told_from_what_never_left(
    office: Office, error: TelegramError, cause: Exception | None, in_doubt: bool
) -> None:
    async def story() -> None:
        error.__cause__ = cause
        office.wire.script[ALICE].append(error)
        posted = await office.post()
        assert posted.outcome in {Outcome.LATER, Outcome.UNKNOWN}
        assert posted.in_doubt is in_doubt

    simulate(story())


@pytest.mark.parametrize(("timeouts", "arrives"), [(1, True), (2, True), (3, False), (5, False)])
def test_without_an_answer_a_reply_is_tried_three_times(
    office: Office, timeouts: int, arrives: bool
) -> None:
    async def story() -> None:
        office.wire.script[ALICE].extend([TimedOut()] * timeouts)
        await office.reply(said("hello"))
        await office.rest()
        assert office.wire.texts() == ["hello"] * arrives
        assert len(office.wire.tried) == min(timeouts + 1, 3)
        assert await office.left() == []

    simulate(story())


def test_a_scheduled_message_without_an_answer_is_unknown_at_once(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(TimedOut())
        assert (await office.post()).outcome is Outcome.UNKNOWN
        assert len(office.wire.tried) == 1

    simulate(story())


def test_a_request_that_had_no_connection_is_tried_for_as_long_as_it_takes(
    office: Office,
) -> None:
    async def story() -> None:
        never_left = TimedOut()
        never_left.__cause__ = ConnectionTimeoutError()
        office.wire.script[ALICE].extend([never_left] * 10)
        await office.reply(said("at last"))
        await office.rest()
        assert office.wire.texts() == ["at last"]
        office.wire.script[ALICE].append(never_left)
        assert (await office.post()).outcome is Outcome.LATER

    simulate(story())


GONE = [
    BLOCKED,
    Forbidden("Forbidden: user is deactivated"),
    BadRequest("Chat not found"),
    BadRequest("Bad Request: chat not found"),
    Forbidden("Forbidden: bot can't initiate conversation with a user"),
]


@pytest.mark.parametrize("error", GONE, ids=str)
def test_whoever_is_gone_is_marked_and_what_waits_for_them_dropped(
    office: Office, error: TelegramError
) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(error)
        await office.reply(*numbered(ALICE, [1, 2, 3]))
        await office.reply(said("for Bob", BOB))
        await office.rest()
        assert office.wire.texts() == ["for Bob"]
        assert len(office.wire.tried) == 2
        assert await office.left() == []
        assert (await office.room.learner()).blocked_at is not None
        assert (await office.room.learner(BOB)).blocked_at is None

    simulate(story())


@pytest.mark.parametrize("error", GONE, ids=str)
def test_a_scheduled_message_to_somebody_gone_says_so(office: Office, error: TelegramError) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(error)
        assert (await office.post()).outcome is Outcome.GONE

    simulate(story())


@pytest.mark.parametrize(
    "error",
    [BadRequest("Can't parse entities"), BadRequest("Message text is empty"), InvalidToken("404")],
    ids=str,
)
def test_what_telegram_will_never_take_does_not_stop_the_next(
    office: Office, error: TelegramError
) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(error)
        await office.reply(*numbered(ALICE, [1, 2]))
        await office.rest()
        assert office.wire.texts() == [f"{ALICE}-2"]
        assert await office.left() == []
        assert (await office.room.learner()).blocked_at is None
        office.wire.script[ALICE].append(error)
        assert (await office.post()).outcome is Outcome.REFUSED

    simulate(story())


def test_a_group_that_became_a_supergroup_is_answered_there(office: Office) -> None:
    async def story() -> None:
        office.wire.script[-5].append(ChatMigrated(-1005))
        await office.reply(said("write to me alone", -5))
        await office.rest()
        assert [sent.chat for sent in office.wire.sent] == [-1005]
        assert await office.left() == []

    simulate(story())


def test_our_own_fault_with_one_reply_does_not_stop_the_next(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(RuntimeError("a bug"))
        rows = await office.commit(*numbered(ALICE, [1, 2, 3]))
        rows[1] = replace(rows[1], payload='{"from": "another version"}')
        office.outbox.enqueue(rows)
        await office.rest()
        assert office.wire.texts() == [f"{ALICE}-3"]
        assert await office.left() == []

    simulate(story())


# --- nothing is lost -----------------------------------------------------------------------------


def test_a_reply_is_taken_off_only_when_it_was_sent(office: Office) -> None:
    async def story() -> None:
        seen: list[list[str]] = []

        async def look(_: object) -> None:
            seen.append(await office.left())

        office.wire.on_request = look
        await office.reply(*numbered(ALICE, [1, 2]))
        await office.rest()
        assert seen == [[f"{ALICE}-1", f"{ALICE}-2"], [f"{ALICE}-2"]]
        assert await office.left() == []

    simulate(story())


def test_what_was_left_by_a_kill_is_sent_in_order_at_the_next_start(office: Office) -> None:
    async def story() -> None:
        await office.commit(*numbered(ALICE, [1]), *numbered(BOB, [1]), *numbered(ALICE, [2, 3]))
        office.restart()
        await office.outbox.start()
        await office.rest()
        assert office.wire.texts(ALICE) == [f"{ALICE}-{number}" for number in (1, 2, 3)]
        assert office.wire.texts(BOB) == [f"{BOB}-1"]
        assert await office.left() == []

    simulate(story())


def test_taking_over_again_what_is_in_hand_sends_nothing_twice(office: Office) -> None:
    async def story() -> None:
        office.wire.takes_s = 1
        await office.reply(*numbered(ALICE, [1, 2]))
        await office.outbox.start()
        await office.commit(*numbered(BOB, [1]))
        await office.outbox.start()
        await office.rest()
        assert sorted(office.wire.texts()) == [f"{ALICE}-1", f"{ALICE}-2", f"{BOB}-1"]

    simulate(story())


@pytest.mark.parametrize(("hours", "is_sent"), [(23, True), (25, False)])
def test_an_answer_of_yesterday_is_no_answer(office: Office, hours: int, is_sent: bool) -> None:
    async def story() -> None:
        await office.commit(said("the answer"))
        office.room.clock.go_on(hours=hours)
        office.restart()
        await office.outbox.start()
        await office.rest()
        assert office.wire.texts() == ["the answer"] * is_sent
        assert await office.left() == []

    simulate(story())


def test_an_old_reply_that_cannot_be_read_is_dropped_too(office: Office) -> None:
    async def story() -> None:
        await office.room.db.run(
            lambda tx: tx.outbox.add(ALICE, ALICE, "not json", office.room.clock.now())
        )
        await office.outbox.start()
        await office.rest()
        assert await office.left() == []

    simulate(story())


def test_a_database_fault_while_rows_are_taken_off_sends_nothing_twice(office: Office) -> None:
    async def story() -> None:
        rows = await office.commit(*numbered(ALICE, [1, 2]))
        faults: list[Exception | None] = [OSError("disk full"), None]

        async def fail(_: object) -> None:
            office.room.db.fault = faults.pop(0)

        office.wire.on_request = fail
        office.outbox.enqueue(rows)
        await office.rest()
        assert office.wire.texts() == [f"{ALICE}-1", f"{ALICE}-2"]
        assert await office.left() == []

    simulate(story())


def test_closing_finishes_what_is_in_hand_and_leaves_the_rest(office: Office) -> None:
    async def story() -> None:
        office.wire.takes_s = 3
        await office.reply(*numbered(ALICE, [1, 2]), said("for Bob", BOB))
        await asyncio.sleep(1)
        await office.outbox.close(7)
        assert now() == 3
        assert office.wire.texts() == [f"{ALICE}-1", "for Bob"]
        assert await office.left() == [f"{ALICE}-2"]

    simulate(story())


def test_closing_waits_only_so_long(office: Office) -> None:
    async def story() -> None:
        office.wire.takes_s = 60
        await office.reply(said("slow"))
        await asyncio.sleep(1)
        await office.outbox.close(7)
        assert now() == 8
        assert await office.left() == ["slow"]

    simulate(story())


def test_after_closing_a_scheduled_message_is_not_begun(office: Office) -> None:
    async def story() -> None:
        await office.outbox.close(1)
        assert (await office.post()).outcome is Outcome.LATER
        assert office.wire.tried == []

    simulate(story())


def test_what_is_not_wanted_any_more_is_not_sent(office: Office) -> None:
    async def story() -> None:
        assert await office.outbox.post(lambda _: None) == Posted(None)
        assert office.wire.tried == []

    simulate(story())


# --- pictures, and messages that are remembered --------------------------------------------------


def test_a_picture_is_uploaded_once(office: Office) -> None:
    async def story() -> None:
        await office.reply(*(said(f"{n}", picture="coin-rotation") for n in (1, 2)))
        await office.rest()
        assert [sent.picture for sent in office.wire.sent] == [b"png", "file-of-coin-rotation"]
        office.restart()
        await office.reply(said("3", picture="coin-rotation"))
        await office.rest()
        assert office.wire.sent[-1].picture == "file-of-coin-rotation"
        assert len(office.pictures.drawn) == 1

    simulate(story())


def test_a_picture_that_telegram_lost_is_uploaded_again(office: Office) -> None:
    async def story() -> None:
        sha256 = "0" * 64
        await office.room.db.run(lambda tx: tx.conversation.keep_file_id(BOT, sha256, "lost"))
        office.wire.script[ALICE].append(PictureUnknown("wrong file identifier"))
        await office.reply(said("a card", picture="coin-rotation"))
        await office.rest()
        assert [sent.picture for sent in office.wire.tried] == ["lost", b"png"]
        kept = await office.room.look(lambda tx: tx.conversation.file_id(BOT, sha256))
        assert kept == "file-of-coin-rotation"

    simulate(story())


def test_a_picture_whose_file_id_cannot_be_kept_was_sent_all_the_same(office: Office) -> None:
    async def story() -> None:
        (row,) = await office.commit(said("a card", picture="coin-rotation"))

        async def fail(_: object) -> None:
            office.room.db.fault = DatabaseDown("disk full")

        office.wire.on_request = fail
        office.outbox.enqueue([row])
        await asyncio.sleep(1)
        office.wire.on_request = office.room.db.fault = None
        await office.reply(said("and words"))
        await office.rest()
        assert office.wire.texts() == ["a card", "and words"]

    simulate(story())


@pytest.mark.parametrize("item", ["coin-rotation", "no-longer-in-the-library"])
def test_a_picture_that_cannot_be_drawn_leaves_the_words(office: Office, item: str) -> None:
    async def story() -> None:
        office.pictures.fails = True
        await office.reply(said("a card", picture=item))
        await office.rest()
        assert [(sent.text, sent.picture) for sent in office.wire.sent] == [("a card", None)]

    simulate(story())


# --- sheets to print -----------------------------------------------------------------------------

BEADS_ON_A4 = ("forceps-bead-transfer", "dots", "a4")
BEADS_ON_LETTER = ("forceps-bead-transfer", "dots", "letter")
THE_LINK = "https://t.me/coach_bot?start=do-forceps-bead-transfer"


def test_a_sheet_is_written_and_uploaded_once_for_each_paper(office: Office) -> None:
    async def story() -> None:
        for sheet in (BEADS_ON_A4, BEADS_ON_A4, BEADS_ON_LETTER):
            await office.reply(said("the sheet", sheet=sheet))
            await office.rest()
        office.restart()
        await office.reply(said("the sheet", sheet=BEADS_ON_LETTER))
        await office.rest()
        files = [sent.picture for sent in office.wire.sent]
        assert files == [b"pdf", "file-of-dots-a4.pdf", b"pdf", "file-of-dots-letter.pdf"]
        assert [each.paper for each in office.sheets.written] == [Paper.A4, Paper.LETTER]
        assert {each.link for each in office.sheets.written} == {THE_LINK}

    simulate(story())


def test_a_sheet_that_telegram_lost_is_uploaded_again(office: Office) -> None:
    async def story() -> None:
        await office.reply(said("the sheet", sheet=BEADS_ON_A4))
        await office.rest()
        office.wire.script[ALICE].append(PictureUnknown("wrong file identifier"))
        await office.reply(said("again", sheet=BEADS_ON_A4))
        await office.rest()
        assert [sent.picture for sent in office.wire.tried] == [
            b"pdf",
            "file-of-dots-a4.pdf",
            b"pdf",
        ]

    simulate(story())


@pytest.mark.parametrize("refused", [False, True], ids=["not written", "refused"])
def test_a_sheet_that_does_not_come_about_is_told_in_words(office: Office, refused: bool) -> None:
    async def story() -> None:
        office.sheets.fails = not refused
        if refused:
            office.wire.script[ALICE].append(FileRefused("no documents"))
        await office.reply(said("the sheet", sheet=BEADS_ON_A4), said("and words"))
        await office.rest()
        assert office.wire.texts() == [
            "The sheet “Rings to hit” would not go through.",
            "and words",
        ]
        assert "Try again" in str(office.wire.sent[0].call)
        assert await office.left() == []

    simulate(story())


def test_a_sheet_that_the_library_no_longer_has_is_told_in_words(office: Office) -> None:
    async def story() -> None:
        await office.reply(said("the sheet", sheet=("forceps-bead-transfer", "gone", "a4")))
        await office.rest()
        (text,) = office.wire.texts()
        assert text != "the sheet"
        assert office.sheets.written == []

    simulate(story())


def test_a_sheet_waits_for_its_turn_and_for_telegram(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].extend([RetryAfter(3), NetworkError("reset"), None])
        await office.reply(said("the sheet", sheet=BEADS_ON_A4))
        await office.rest()
        assert [(sent.what, sent.text) for sent in office.wire.sent] == [("hand over", "the sheet")]
        assert now() > 3

    simulate(story())


def test_who_has_blocked_the_bot_gets_no_sheet(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(BLOCKED)
        await office.reply(said("the sheet", sheet=BEADS_ON_A4), said("and words"))
        await office.rest()
        assert office.wire.sent == []
        assert await office.left() == []

    simulate(story())


async def plan_message(office: Office) -> tuple[int, int | None]:
    def look(tx: Tx) -> tuple[int, int | None]:
        turn = Turn(tx, office.room.library, alice(), office.room.clock.now())
        plan = plans.todays_plan(turn).plan
        return plan.id, plan.message

    return await office.room.db.run(look)


def test_a_plan_remembers_its_newest_message(office: Office) -> None:
    async def story() -> None:
        plan, message = await plan_message(office)
        assert message is None
        await office.reply(said("the plan", shows_plan=plan))
        await office.rest()
        assert await plan_message(office) == (plan, 501)
        await office.reply(said("ticked", shows_plan=plan, message=501))
        await office.rest()
        assert await plan_message(office) == (plan, 501)

    simulate(story())


def test_a_plan_that_had_to_be_said_anew_is_remembered_there(office: Office) -> None:
    async def story() -> None:
        plan, _ = await plan_message(office)
        office.wire.said_anew = True
        await office.reply(said("ticked", shows_plan=plan, message=77))
        await office.rest()
        assert await plan_message(office) == (plan, 501)

    simulate(story())


def test_the_open_card_remembers_its_message(office: Office) -> None:
    async def story() -> None:
        card = OpenCard("coin-rotation", None, 1, None, None)
        await office.room.db.run(lambda tx: tx.conversation.set_open_card(ALICE, card, None))
        await office.reply(said("the card", card="coin-rotation"))
        await office.reply(said("another", card="finger-taps"))
        await office.rest()
        opened = await office.room.look(lambda tx: tx.conversation.open_card(ALICE))
        assert opened == (card, 501)

    simulate(story())


def test_carol_is_told_what_was_said_though_she_was_just_forgotten(office: Office) -> None:
    async def story() -> None:
        await office.room.db.run(lambda tx: tx.learners.forget(CAROL))
        await office.reply(said("Erased.", CAROL))
        (row,) = await office.room.waiting()
        assert row.learner is None
        await office.rest()
        assert office.wire.texts() == ["Erased."]
        assert await office.left() == []

    simulate(story())
