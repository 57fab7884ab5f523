"""How a question to the ledger was understood, told on standard error."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy import select

from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.asked import understood
from musnad.ledger.parties import actors_named, is_code
from musnad.ledger.search import Query
from musnad.show.safe import visible

ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Tell what was looked for, on standard error.")
]

MOST_NAMED = 20
"""Actors that are told for a name."""


def note(*lines: str) -> None:
    """Tell something about the question."""
    console = Console(stderr=True, highlight=False)
    for line in lines:
        console.print(Text(visible(line), style="dim"))


def explain_name(ledger: Ledger, label: str, name: str) -> None:
    """Tell whom a name or code may mean."""
    if is_code(name):
        note(f"{label}: codes that begin with {name}")
        return
    with ledger.reading() as connection:
        ids = actors_named(connection, name)
        rows = connection.execute(
            select(t.actors).where(t.actors.c.id.in_(ids)).limit(MOST_NAMED)
        ).all()
    for row in rows:
        note(f"{label}: {row.id} {row.name} [{row.code or '?'}] {row.latin}")
    if len(ids) > len(rows):
        note(f"{label}: and {len(ids) - len(rows):,} more")
    if not ids:
        note(f"{label}: nobody is called {name}")


def explain_query(ledger: Ledger, query: Query) -> None:
    """Tell the words with their stems, whom names mean, and the other conditions."""
    for group in understood(query.words):
        either = " OR ".join(
            ("not " if term.negated else "")
            + " | ".join((" ".join(term.stems), *term.alternatives))
            for term in group
        )
        note(f"words: {either}")
    for label in ("who", "whom", "party"):
        if name := getattr(query, label):
            explain_name(ledger, label, name)
    plain = replace(query, words="", who="", whom="", party="")
    for field in Query.__dataclass_fields__:
        value = getattr(plain, field)
        if value not in ("", (), None, False, 0.0, (None, None)):
            note(f"{field}: {value}")
