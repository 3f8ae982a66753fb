"""Calendars that wait for a tap, and dates that matter that may be brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
NUMBERED = {"sqlite_autoincrement": True}  # a copied table does not keep it by itself


def upgrade() -> None:
    """Add what the calendar's and the dates' screens need."""
    op.create_table(
        "calendar_drafts",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner", ID, autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner"],
            ["learners.id"],
            name="fk_calendar_drafts_learner_learners",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calendar_drafts_learner", "calendar_drafts", ["learner"])
    with op.batch_alter_table("events", table_kwargs=NUMBERED) as events:
        events.add_column(sa.Column("removed_at", INSTANT))


def downgrade() -> None:
    """Take it away again; removed dates go for good."""
    op.execute("DELETE FROM events WHERE removed_at IS NOT NULL")
    with op.batch_alter_table("events", table_kwargs=NUMBERED) as events:
        events.drop_column("removed_at")
    op.drop_table("calendar_drafts")
