"""Deliveries without their learner, who is their rule's: what each claim writes is less."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNFINISHED = sa.text("state IN ('pending', 'sending')")
NUMBERED = {"sqlite_autoincrement": True}  # a copied table does not keep it by itself
FOREIGN_KEY = "fk_deliveries_learner_learners"


def upgrade() -> None:
    """Take the column away, with its index and its foreign key."""
    op.drop_index("ix_deliveries_unfinished", "deliveries")
    op.drop_index("ix_deliveries_learner_due_at", "deliveries")
    with op.batch_alter_table("deliveries", table_kwargs=NUMBERED) as deliveries:
        deliveries.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        deliveries.drop_column("learner")
    _create_unfinished_index()


def downgrade() -> None:
    """Write each delivery's learner down again."""
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
