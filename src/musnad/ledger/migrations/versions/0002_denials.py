"""Denials: which frames deny something, and what, for claims over several articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of denials."""
    op.create_table(
        "denials",
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("frame", name=op.f("pk_denials")),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("denials")
