"""Where a conversation stands, which updates were seen, and which pictures Telegram has."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Connection, bindparam, delete, select, update

from bot.domain.practice import OpenCard
from bot.store.rows import columns_for, insert, insert_or_update, to_row
from bot.store.statements import Statement
from bot.store.tables.conversation import assets, open_cards, pending_inputs, seen_updates
from bot.usecases.ports import PendingInput

SAME_UPDATE_WITHIN = timedelta(days=8)  # Telegram may begin its numbers anew after 7 silent days
UPDATES_KEPT = 10_000  # of one bot
PURGE_EVERY = 500

_AWAIT_INPUT = Statement(insert_or_update(pending_inputs, ["learner"]))
_OPEN_CARD = Statement(insert_or_update(open_cards, ["learner"]))
_KEEP_FILE_ID = Statement(insert_or_update(assets, ["bot", "content"]))
_OF_LEARNER: BindParameter[int] = bindparam("learner")
_PENDING = Statement(
    select(*columns_for(PendingInput, pending_inputs)).where(
        pending_inputs.c.learner == _OF_LEARNER
    )
)
_CLEAR_PENDING = Statement(delete(pending_inputs).where(pending_inputs.c.learner == _OF_LEARNER))
_KEPT_CARD = Statement(
    select(*columns_for(OpenCard, open_cards), open_cards.c.message).where(
        open_cards.c.learner == _OF_LEARNER
    )
)
_CLOSE_CARD = Statement(delete(open_cards).where(open_cards.c.learner == _OF_LEARNER))
_SEE = insert(seen_updates)
_FIRST_SIGHT = Statement(
    _SEE.on_conflict_do_update(
        index_elements=["bot", "number"],
        set_={"seen_at": _SEE.excluded.seen_at},
        where=seen_updates.c.seen_at < bindparam("too_old"),
    ).returning(seen_updates.c.number),
    ["bot", "number", "seen_at"],
)


class SqlConversation:
    """What the next words of a learner mean.

    Most updates find nothing awaited and no card open, and end by clearing both: what this
    transaction has seen to be empty is not cleared once more.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._awaits_nothing: set[int] = set()  # learners
        self._without_card: set[int] = set()

    def pending(self, learner: int) -> PendingInput | None:
        """Return the typed answer awaited; it may have expired, which is the caller's to judge."""
        row = _PENDING.row(self._connection, {"learner": learner})
        if row is None:
            self._awaits_nothing.add(learner)
            return None
        return PendingInput(*row)

    def await_input(self, learner: int, pending: PendingInput) -> None:
        """Await a typed answer instead of any other."""
        self._awaits_nothing.discard(learner)
        _AWAIT_INPUT.run(self._connection, {"learner": learner} | to_row(pending))

    def clear_pending(self, learner: int) -> None:
        """Await no typed answer."""
        if learner not in self._awaits_nothing:
            _CLEAR_PENDING.run(self._connection, {"learner": learner})
            self._awaits_nothing.add(learner)

    def open_card(self, learner: int) -> tuple[OpenCard, int | None] | None:
        """Return the card that a typed number belongs to, and the message that shows it."""
        row = _KEPT_CARD.row(self._connection, {"learner": learner})
        if row is None:
            self._without_card.add(learner)
            return None
        return OpenCard(*row[:-1]), row[-1]

    def set_open_card(self, learner: int, card: OpenCard, message: int | None) -> None:
        """Let typed numbers belong to this card."""
        self._without_card.discard(learner)
        row = {"learner": learner, "message": message} | to_row(card)
        _OPEN_CARD.run(self._connection, row)

    def card_shown(self, learner: int, item: str, message: int) -> None:
        """Remember the message of the open card, if it is still `item` that is open."""
        still = (open_cards.c.learner == learner, open_cards.c.item == item)
        self._connection.execute(update(open_cards).where(*still).values(message=message))

    def close_card(self, learner: int) -> None:
        """Let typed numbers belong to no card."""
        if learner not in self._without_card:
            _CLOSE_CARD.run(self._connection, {"learner": learner})
            self._without_card.add(learner)

    def first_sight(self, bot: int, update: int, at: datetime) -> bool:
        """Note a bot's update as seen; False if it was seen within the last eight days."""
        if update % PURGE_EVERY == 0:
            self._purge(bot)
        row = {"bot": bot, "number": update, "seen_at": at, "too_old": at - SAME_UPDATE_WITHIN}
        return _FIRST_SIGHT.scalar(self._connection, row) is not None

    def _purge(self, bot: int) -> None:
        mine = seen_updates.c.bot == bot
        newest_first = select(seen_updates.c.seen_at).order_by(seen_updates.c.seen_at.desc())
        last_kept = newest_first.where(mine).limit(1).offset(UPDATES_KEPT - 1).scalar_subquery()
        self._connection.execute(
            delete(seen_updates).where(mine, seen_updates.c.seen_at < last_kept)
        )

    def file_id(self, bot: int, content: str) -> str | None:
        """Return Telegram's file_id of an uploaded picture, by content hash."""
        same = (assets.c.bot == bot, assets.c.content == content)
        file_id: str | None = self._connection.scalar(select(assets.c.file_id).where(*same))
        return file_id

    def keep_file_id(self, bot: int, content: str, file_id: str) -> None:
        """Keep the file_id of a picture; the newest one stands."""
        row = {"bot": bot, "content": content, "file_id": file_id}
        _KEEP_FILE_ID.run(self._connection, row)

    def forget_file_id(self, bot: int, content: str) -> None:
        """Drop the file_id of a picture that Telegram knows no more."""
        same = (assets.c.bot == bot, assets.c.content == content)
        self._connection.execute(delete(assets).where(*same))
