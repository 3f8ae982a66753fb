"""Rules are leased when they are due; a delivery's learner is its rule's."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("state IN ('pending', 'sending')")
CAN_FALL_DUE = {
    "sqlite": sa.text("enabled = 1 AND next_due_at IS NOT NULL"),
    "postgresql": sa.text("enabled AND next_due_at IS NOT NULL"),
}
NUMBERED = {"sqlite_autoincrement": True}  # a copied table does not keep it by itself
FOREIGN_KEY = "fk_deliveries_learner_learners"


def upgrade() -> None:
    """Add the leases; take the column away, with its index and its foreign key."""
    op.add_column("reminder_rules", sa.Column("worker", sa.String()))
    op.add_column("reminder_rules", sa.Column("leased_until", INSTANT))
    op.drop_index("ix_deliveries_unfinished", "deliveries")
    op.drop_index("ix_deliveries_learner_due_at", "deliveries")
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        deliveries.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        deliveries.drop_column("learner")
    _create_unfinished_index()


def downgrade() -> None:
    """Write each delivery's learner down again; what is leased is due all the same."""
    op.drop_index("ix_reminder_rules_due", "reminder_rules")
    with op.batch_alter_table("reminder_rules", table_kwargs=NUMBERED) as rules:
        rules.drop_column("leased_until")
        rules.drop_column("worker")
    op.create_index(
        "ix_reminder_rules_due",
        "reminder_rules",
        ["next_due_at", "next_local_date"],
        sqlite_where=CAN_FALL_DUE["sqlite"],
        postgresql_where=CAN_FALL_DUE["postgresql"],
    )
    op.drop_index("ix_deliveries_unfinished", "deliveries")
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        deliveries.add_column(sa.Column("learner", ID))
    op.execute(
        "UPDATE deliveries SET learner = "
        "(SELECT learner FROM reminder_rules WHERE reminder_rules.id = deliveries.rule)"
    )
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        deliveries.alter_column("learner", existing_type=ID, nullable=False)
        deliveries.create_foreign_key(
            FOREIGN_KEY, "learners", ["learner"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_deliveries_learner_due_at", "deliveries", ["learner", "due_at"])
    _create_unfinished_index()


def _create_unfinished_index() -> None:
    op.create_index(
        "ix_deliveries_unfinished",
        "deliveries",
        ["not_before"],
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
