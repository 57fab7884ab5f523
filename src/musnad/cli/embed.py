"""`musnad embed`: makes a ledger searchable by meaning."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.ledger import Ledger
from musnad.ledger.vectors import keep_vectors, without_vectors
from musnad.meaning import Embedder, packed


def embed(
    ledger: LedgerOption = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads that compute.")] = 2,
) -> None:
    """Compute the vectors by which `search --meaning` finds records; what has one keeps it."""
    embedder = Embedder.load(threads=threads)
    console = Console(stderr=True, highlight=False)
    with Ledger.open(ledger_name(ledger)) as kept:
        total = sum(len(batch) for batch in without_vectors(kept))
        with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
            row = bar.add_task("", total=total)
            for batch in without_vectors(kept):
                vectors = embedder.passages([said for _, said in batch])
                rows = [(frame, packed(v)) for (frame, _), v in zip(batch, vectors, strict=True)]
                keep_vectors(kept, embedder.name, rows)
                bar.advance(row, len(batch))
    console.print(f"{total:,} records can be found by meaning now")
