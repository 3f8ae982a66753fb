"""The first tables.

A migration is frozen: it says what was, in plain types, and imports nothing that may change.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("state IN ('pending', 'sending')")

TABLES = (
    "learners",
    "pauses",
    "rests",
    "reports",
    "reminder_rules",
    "deliveries",
    "day_plans",
    "completions",
    "plan_items",
    "technique_reviews",
    "timers",
    "check_ins",
    "questions",
    "pending_inputs",
    "open_cards",
    "seen_updates",
    "assets",
    "outbox",
)


def upgrade() -> None:
    """Create every table, parents first."""
    _create_learners()
    _create_reminders()
    _create_practice()
    _create_check_ins()
    _create_conversation()


def downgrade() -> None:
    """Drop every table, children first; their indexes go with them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", ID, nullable=False)


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _learner() -> sa.Column[int]:
    return sa.Column("learner", ID, autoincrement=False, nullable=False)


def _goes_with_learner(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_learner_learners"
    return sa.ForeignKeyConstraint(["learner"], ["learners.id"], name=name, ondelete="CASCADE")


def _create_numbered(table: str, *parts: SchemaItem) -> None:
    """Create a table of things about a learner, each with a number that is never given twice."""
    own = (_id(), _learner(), *parts)
    op.create_table(table, *own, _goes_with_learner(table), _key(table), sqlite_autoincrement=True)


def _create_learners() -> None:
    op.create_table(
        "learners",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("day_start", sa.Integer(), nullable=False),
        sa.Column("kit", sa.String(), nullable=False),
        sa.Column("onboarding", sa.String(), nullable=False),
        sa.Column("check_ins", sa.String(), nullable=False),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("blocked_at", INSTANT),
        sa.Column("paused_from", sa.Date()),
        sa.Column("paused_until", sa.Date()),
        _key("learners"),
    )
    op.create_table(
        "pauses",
        _id(),
        _learner(),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        _goes_with_learner("pauses"),
        _key("pauses"),
    )
    op.create_index("ix_pauses_learner", "pauses", ["learner"])
    op.create_table(
        "rests",
        _learner(),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        _goes_with_learner("rests"),
        sa.PrimaryKeyConstraint("learner", "family", name="pk_rests"),
    )
    _create_numbered(
        "reports",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_reports_learner", "reports", ["learner"])


def _create_reminders() -> None:
    _create_numbered(
        "reminder_rules",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", INSTANT),
        sa.Column("next_local_date", sa.Date()),
        sa.UniqueConstraint("learner", "kind", name="uq_reminder_rules_learner_kind"),
    )
    op.create_index(
        "ix_reminder_rules_due",
        "reminder_rules",
        ["next_due_at", "next_local_date"],
        sqlite_where=sa.text("enabled = 1 AND next_due_at IS NOT NULL"),
        postgresql_where=sa.text("enabled AND next_due_at IS NOT NULL"),
    )
    op.create_table(
        "deliveries",
        _id(),
        sa.Column("rule", ID, nullable=False),
        _learner(),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("slot", sa.Integer(), server_default="0", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        _goes_with_learner("deliveries"),
        sa.ForeignKeyConstraint(
            ["rule"],
            ["reminder_rules.id"],
            name="fk_deliveries_rule_reminder_rules",
            ondelete="CASCADE",
        ),
        _key("deliveries"),
        sa.UniqueConstraint(
            "rule", "local_date", "slot", name="uq_deliveries_rule_local_date_slot"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_learner_sent_at", "deliveries", ["learner", "sent_at"])
    op.create_index(
        "ix_deliveries_unfinished",
        "deliveries",
        ["due_at"],
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )


def _create_practice() -> None:
    _create_numbered(
        "day_plans",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown_at", INSTANT, nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.UniqueConstraint("learner", "day", name="uq_day_plans_learner_day"),
    )
    _create_numbered(
        "completions",
        sa.Column("item", sa.String()),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("hand", sa.String()),
        sa.Column("level", sa.Integer()),
        sa.Column("reps", sa.Integer()),
        sa.Column("seconds", sa.Integer()),
        sa.Column("slips", sa.Boolean()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("plan", sa.BigInteger()),
        sa.Column("position", sa.Integer()),
    )
    op.create_index("ix_completions_learner_day", "completions", ["learner", "day"])
    op.create_index("ix_completions_learner_item", "completions", ["learner", "item"])
    op.create_table(
        "plan_items",
        sa.Column("plan", ID, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("hand", sa.String()),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("sharp", sa.Boolean(), nullable=False),
        sa.Column("not_today", sa.String()),
        sa.Column("completion", ID),
        sa.ForeignKeyConstraint(
            ["completion"],
            ["completions.id"],
            name="fk_plan_items_completion_completions",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["plan"], ["day_plans.id"], name="fk_plan_items_plan_day_plans", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan", "position", name="pk_plan_items"),
    )
    op.create_index("ix_plan_items_completion", "plan_items", ["completion"])
    _create_numbered(
        "technique_reviews",
        sa.Column("technique", sa.String(), nullable=False),
        sa.Column("reviewed_at", INSTANT, nullable=False),
        sa.Column("recall", sa.String()),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("completion", ID),
        sa.ForeignKeyConstraint(
            ["completion"],
            ["completions.id"],
            name="fk_technique_reviews_completion_completions",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_technique_reviews_completion", "technique_reviews", ["completion"])
    op.create_index(
        "ix_technique_reviews_learner_technique", "technique_reviews", ["learner", "technique"]
    )
    _create_numbered(
        "timers",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("card_item", sa.String(), nullable=False),
        sa.Column("card_hand", sa.String()),
        sa.Column("card_level", sa.Integer(), nullable=False),
        sa.Column("card_plan", sa.BigInteger()),
        sa.Column("card_position", sa.Integer()),
        sa.UniqueConstraint("learner", name="uq_timers_learner"),
    )
    op.create_index("ix_timers_ends_at", "timers", ["ends_at"])


def _create_check_ins() -> None:
    _create_numbered(
        "check_ins",
        sa.Column("feeling", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
    )
    op.create_index("ix_check_ins_learner_day", "check_ins", ["learner", "day"])
    op.create_table(
        "questions",
        _learner(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("feeling", sa.String(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        _goes_with_learner("questions"),
        sa.PrimaryKeyConstraint("learner", "day", name="pk_questions"),
    )


def _create_conversation() -> None:
    op.create_table(
        "pending_inputs",
        _learner(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        _goes_with_learner("pending_inputs"),
        sa.PrimaryKeyConstraint("learner", name="pk_pending_inputs"),
    )
    op.create_table(
        "open_cards",
        _learner(),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("hand", sa.String()),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("plan", sa.BigInteger()),
        sa.Column("position", sa.Integer()),
        sa.Column("message", sa.BigInteger()),
        _goes_with_learner("open_cards"),
        sa.PrimaryKeyConstraint("learner", name="pk_open_cards"),
    )
    op.create_table(
        "seen_updates",
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("bot", "number", name="pk_seen_updates"),
    )
    op.create_index("ix_seen_updates_bot_seen_at", "seen_updates", ["bot", "seen_at"])
    op.create_table(
        "assets",
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "content", name="pk_assets"),
    )
    op.create_table(
        "outbox",
        _id(),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("learner", ID, autoincrement=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        _goes_with_learner("outbox"),
        _key("outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_learner", "outbox", ["learner"])
