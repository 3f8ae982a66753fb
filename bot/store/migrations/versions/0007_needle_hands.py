"""The hand that a learner holds the needle in."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the hand; until somebody says otherwise, it is the right one."""
    hand = sa.Column("needle_hand", sa.String(), nullable=False, server_default="right")
    op.add_column("learners", hand)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("learners") as learners:
        learners.drop_column("needle_hand")
