"""The specialty that a learner trains towards."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the track; nobody has one yet."""
    op.add_column("learners", sa.Column("track", sa.String()))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("learners") as learners:
        learners.drop_column("track")
