"""One transaction, with what can be kept, by topic."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.store.checkins import SqlCheckIns
from bot.store.conversation import SqlConversation
from bot.store.deliveries import SqlDeliveries
from bot.store.drafts import SqlDrafts
from bot.store.learners import SqlLearners
from bot.store.outbox import SqlOutbox
from bot.store.plans import SqlPlans
from bot.store.practice import SqlPractice
from bot.store.rules import SqlRules


class SqlTx:
    """The repositories over one connection, whose transaction its owner begins and ends."""

    def __init__(self, connection: Connection, *, writing: bool = True, spread_s: int = 0) -> None:
        self.learners = SqlLearners(connection, lock=writing)
        self.rules = SqlRules(connection, spread_s)
        self.deliveries = SqlDeliveries(connection)
        self.drafts = SqlDrafts(connection)
        self.plans = SqlPlans(connection)
        self.practice = SqlPractice(connection)
        self.check_ins = SqlCheckIns(connection)
        self.conversation = SqlConversation(connection)
        self.outbox = SqlOutbox(connection)
