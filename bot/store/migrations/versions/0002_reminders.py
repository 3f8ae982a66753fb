"""Several rules a learner, leases on deliveries, quiet hours, a calendar and dates that matter."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("state IN ('pending', 'sending')")


def upgrade() -> None:
    """Add what reminders need."""
    _upgrade_learners()
    _upgrade_rules()
    _upgrade_deliveries()
    op.create_table(
        "zones",
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("zone", name="pk_zones"),
    )


def downgrade() -> None:
    """Take it away again; of several rules of a kind only the newest stays."""
    op.drop_table("zones")
    _downgrade_deliveries()
    _downgrade_rules()
    _downgrade_learners()


def _upgrade_learners() -> None:
    with op.batch_alter_table("learners") as learners:
        learners.add_column(sa.Column("away", sa.String()))
        learners.add_column(sa.Column("quiet_from", sa.Integer()))
        learners.add_column(sa.Column("quiet_to", sa.Integer()))
        learners.add_column(
            sa.Column("calendar", sa.Text(), server_default=sa.text("''"), nullable=False)
        )
        learners.add_column(sa.Column("time_suggested_on", sa.Date()))
    op.create_index("ix_learners_zone", "learners", ["zone"])
    with op.batch_alter_table("pauses") as pauses:
        pauses.add_column(sa.Column("away", sa.String()))
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner"], ["learners.id"], name="fk_events_learner_learners", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_learner", "events", ["learner"])


def _downgrade_learners() -> None:
    op.drop_table("events")
    with op.batch_alter_table("pauses") as pauses:
        pauses.drop_column("away")
    op.drop_index("ix_learners_zone", "learners")
    with op.batch_alter_table("learners") as learners:
        for column in ("time_suggested_on", "calendar", "quiet_to", "quiet_from", "away"):
            learners.drop_column(column)


def _upgrade_rules() -> None:
    with op.batch_alter_table("reminder_rules", table_kwargs=NUMBERED) as rules:
        rules.add_column(
            sa.Column("repeat_every", sa.Integer(), server_default="0", nullable=False)
        )
        rules.drop_constraint("uq_reminder_rules_learner_kind", type_="unique")
    op.create_index("ix_reminder_rules_learner", "reminder_rules", ["learner"])


def _downgrade_rules() -> None:
    op.execute(
        "DELETE FROM reminder_rules WHERE kind <> 'prompt' OR id NOT IN "
        "(SELECT max(id) FROM reminder_rules WHERE kind = 'prompt' GROUP BY learner)"
    )
    op.drop_index("ix_reminder_rules_learner", "reminder_rules")
    with op.batch_alter_table("reminder_rules", table_kwargs=NUMBERED) as rules:
        rules.drop_column("repeat_every")
        rules.create_unique_constraint("uq_reminder_rules_learner_kind", ["learner", "kind"])


def _upgrade_deliveries() -> None:
    op.drop_index("ix_deliveries_unfinished", "deliveries")
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        deliveries.add_column(
            sa.Column("origin", sa.String(), server_default="rule", nullable=False)
        )
        deliveries.add_column(sa.Column("not_before", INSTANT))
        deliveries.add_column(
            sa.Column("opening", sa.String(), server_default=sa.text("''"), nullable=False)
        )
        deliveries.add_column(
            sa.Column("buzzed", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        deliveries.add_column(sa.Column("worker", sa.String()))
        deliveries.add_column(sa.Column("leased_until", INSTANT))
    op.execute("UPDATE deliveries SET not_before = due_at")
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        deliveries.alter_column("not_before", existing_type=INSTANT, nullable=False)
    op.drop_index("ix_deliveries_learner_sent_at", "deliveries")
    op.create_index("ix_deliveries_learner_due_at", "deliveries", ["learner", "due_at"])
    _create_unfinished_index("not_before")


def _downgrade_deliveries() -> None:
    op.execute("DELETE FROM deliveries WHERE slot > 0")
    op.drop_index("ix_deliveries_unfinished", "deliveries")
    op.drop_index("ix_deliveries_learner_due_at", "deliveries")
    op.create_index("ix_deliveries_learner_sent_at", "deliveries", ["learner", "sent_at"])
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        for column in ("leased_until", "worker", "buzzed", "opening", "not_before", "origin"):
            deliveries.drop_column(column)
    _create_unfinished_index("due_at")


def _create_unfinished_index(column: str) -> None:
    op.create_index(
        "ix_deliveries_unfinished",
        "deliveries",
        [column],
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )


NUMBERED = {"sqlite_autoincrement": True}  # a copied table does not keep it by itself
