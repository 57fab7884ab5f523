"""Numbered migrations of the ledger's tables, run by Alembic; each is one transaction."""
