"""Brings a ledger's tables to this version's form."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, select, text

from musnad.errors import LedgerError, NotALedger
from musnad.ledger import tables as t
from musnad.ledger.connect import hidden, reading, tables_of, writing

OURS = "musnad-ledger"
"""What stands in `meta` under "format"."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration with our migrations."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    found.attributes["connection"] = connection
    return found


def head() -> str:
    """The newest form that this version knows."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def form_of(connection: Connection) -> str | None:
    """The form of an open ledger; None if the database is empty.

    Raises:
        NotALedger: there are tables, but not ours.
    """
    found = tables_of(connection)
    if not found:
        return None
    if "meta" in found and "alembic_version" in found:
        named = connection.execute(select(t.meta.c.value).where(t.meta.c.key == "format"))
        if named.scalar() == OURS:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    some = ", ".join(sorted(found)[:4])
    raise NotALedger(f"the database holds other tables ({some} …) and no ledger of musnad")


def migrate(engine: Engine, name: str, *, read_only: bool = False) -> None:
    """Make the tables, or bring older ones to the newest form; nothing where they have it.

    Raises:
        NotALedger: the database is none of ours, or was written by a later version.
        LedgerError: the ledger is opened for reading and has no or an older form.
    """
    with reading(engine, name) as connection:
        found = form_of(connection)
    newest = head()
    if found == newest:
        return
    if found is not None and found not in _known():
        raise NotALedger(
            f"{hidden(name)} was written by a later version of musnad (form {found}; this one "
            f"knows forms up to {newest}): update musnad"
        )
    if read_only:
        what = "is empty" if found is None else f"has the older form {found}"
        raise LedgerError(
            f"{hidden(name)} {what}; open it for writing once, as `musnad ingest` does"
        )
    with writing(engine, name) as connection:
        command.upgrade(config(connection), "head")


def _known() -> set[str]:
    return {s.revision for s in ScriptDirectory.from_config(config()).walk_revisions()}
