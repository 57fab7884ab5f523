"""`musnad load`: a lake of Parquet files into a ledger."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.progress import bar, begin, show, summary
from musnad.ingest import Progress, Skipped, Task, beside
from musnad.ingest.lake import Lake
from musnad.ingest.load import Days, load_lake
from musnad.ledger import Ledger


def load(
    lakes: Annotated[
        list[str],
        typer.Argument(metavar="LAKE…", help="Folders or addresses that `ingest --out` wrote."),
    ],
    ledger: LedgerOption = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what was published on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what was published on this day or earlier."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Look also at what this model has read already.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Bring lakes into a ledger. The same call again goes on where it was stopped."""
    opened = [Lake.open(name) for name in lakes]
    console = Console(stderr=True, highlight=False)
    total = Progress()
    days = Days(since.date() if since else None, until.date() if until else None)
    with Ledger.open(ledger_name(ledger)) as kept, bar(console, quiet=quiet) as shown:
        for lake in opened:
            row = begin(shown, total=_total(lake))
            task = Task(
                command=shlex.join(["load", lake.store.name]),
                model="",
                again=again,
                also=beside,
                on_item=lambda done, row=row: show(shown, row, done),  # type: ignore[misc]
            )
            _add(total, load_lake(lake, ledger=kept, task=task, days=days))
    listed = "`musnad runs` has one run for each lake; `musnad runs N` tells what failed in it."
    summary(console, total, verb="loaded", listed=listed)
    if total.failed:
        raise typer.Exit(1 if total.failed < total.seen else 2)


def _total(lake: Lake) -> int:
    return sum(0 if isinstance(c, Skipped) else c.read for c in lake.commits())


def _add(total: Progress, done: Progress) -> None:
    total.read += done.read
    total.known += done.known
    total.failed += done.failed
    for kind, times in done.reasons.items():
        total.reasons[kind] = total.reasons.get(kind, 0) + times
