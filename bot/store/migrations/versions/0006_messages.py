"""The message that shows something as done, so that it can be put right when that is undone."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBERED = {"sqlite_autoincrement": True}  # a copied table does not keep it by itself


def upgrade() -> None:
    """Add the message to what was done."""
    with op.batch_alter_table("completions", table_kwargs=NUMBERED) as completions:
        completions.add_column(sa.Column("message", sa.BigInteger()))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("completions", table_kwargs=NUMBERED) as completions:
        completions.drop_column("message")
