"""Parties by their codes, and indexes for countries and for days of events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHUNK = 10_000

LATEST = (
    """CREATE INDEX ix_frames_latest ON frames
        (current, published DESC NULLS LAST, "row" DESC)""",
    """CREATE INDEX ix_frames_latest_of_type ON frames
        (current, type, published DESC NULLS LAST, "row" DESC)""",
)
"""PostgreSQL walks an index in its own order of nulls only."""


def upgrade() -> None:
    """Add the table, fill it from the roles, and change the indexes."""
    op.create_table(
        "parties",
        sa.Column("frame", ROW, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("m", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["frame"], ["frames.row"], name=op.f("fk_parties_frame_frames")),
        sa.PrimaryKeyConstraint("frame", "n", "m", name=op.f("pk_parties")),
        sqlite_with_rowid=False,
    )
    _fill()
    op.create_index("ix_parties_country_code_role", "parties", ["country", "code", "role", "frame"])
    op.drop_index("ix_frames_country", "frames")
    op.create_index(
        "ix_frames_country_current_published", "frames", ["country", "current", "published"]
    )
    known = sa.text("begin IS NOT NULL")
    op.create_index(
        "ix_frames_begin_until",
        "frames",
        ["begin", "until"],
        sqlite_where=known,
        postgresql_where=known,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in LATEST:
            op.execute(statement)


def _fill() -> None:
    """The codes of the roles that are there."""
    connection = op.get_bind()
    roles = sa.table("roles", *map(sa.column, ("frame", "n", "role", "norm")))
    names = ("frame", "n", "m", "role", "country", "code")
    parties = sa.table("parties", *map(sa.column, names))
    acting = sa.select(roles).where(
        roles.c.role.in_(("agent", "target")), roles.c.norm.is_not(None)
    )
    for chunk in connection.execute(acting).partitions(CHUNK):
        rows = [
            dict(zip(names, (r.frame, r.n, m, r.role, code[:3], code), strict=True))
            for r in chunk
            for m, code in enumerate(r.norm.split("+"))
            if code
        ]
        if rows:
            connection.execute(sa.insert(parties), rows)


def downgrade() -> None:
    """Remove them."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_frames_latest", "frames")
        op.drop_index("ix_frames_latest_of_type", "frames")
    op.drop_index("ix_frames_begin_until", "frames")
    op.drop_index("ix_frames_country_current_published", "frames")
    op.create_index("ix_frames_country", "frames", ["country"])
    op.drop_table("parties")
