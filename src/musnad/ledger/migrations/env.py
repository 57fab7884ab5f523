"""Runs migrations on the connection that `musnad.ledger.migrate` hands in."""

from __future__ import annotations

from alembic import context

from musnad.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
