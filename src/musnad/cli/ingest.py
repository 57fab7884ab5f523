"""`musnad ingest` and `musnad runs`: sources into a ledger, and what became of them."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from musnad.actors import Known
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.errors import MusnadError
from musnad.ingest import Item, Skipped, Task, beside, count_items, ingest_items, open_items
from musnad.ingest import Progress as Done
from musnad.ledger import Ledger
from musnad.pipeline import Reader
from musnad.runners import PoolRunner, SerialRunner
from musnad.show.safe import visible

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
MOST_REASONS = 8
"""Kinds of failure that are told at the end; `musnad runs N` lists every one."""


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Pages, folders, archives (zip, tar, warc), tables (jsonl, json, csv, parquet), "
            "addresses.",
        ),
    ],
    ledger: LedgerOption = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="Where a table keeps a field: text=body, published=date … May be given often.",
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", "-j", min=1, help="Processes that read.")
    ] = CORES,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what this model has read already.")
    ] = False,
    min_score: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out frames less probable than this.")
    ] = 0.0,
    names: Annotated[
        list[Path] | None, typer.Option(help="List of persons that you have; as for `read`.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read many pages into a ledger. The same call again goes on where it was stopped."""
    columns = _columns(column or [])
    known = reduce(or_, [Known.from_names(path) for path in names]) if names else None
    reader = Reader.load(least=min_score, known=known)
    runner = PoolRunner(reader, processes=processes) if processes > 1 else SerialRunner(reader)
    console = Console(stderr=True, highlight=False)
    with Ledger.open(ledger_name(ledger)) as kept, _bar(console, quiet) as bar:
        row = bar.add_task("", total=_total(sources))
        task = Task(
            command=shlex.join(["ingest", *sources]),
            model=reader.model_id.digest,
            again=again,
            also=beside,
            on_item=lambda done: _show(bar, row, done),
        )
        items = _items(sources, columns)
        done = ingest_items(items, runner=runner, ledger=kept, task=task)
    _summary(console, done)
    if done.failed:
        raise typer.Exit(1 if done.failed < done.seen else 2)


def _columns(given: list[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for field, sign, name in pairs:
        if not (field and sign and name):
            raise typer.BadParameter(f"--column {field}{sign}{name}: expected FIELD=COLUMN")
    return {field: name for field, _, name in pairs}


def _items(sources: list[str], columns: dict[str, str]) -> Iterator[Item | Skipped]:
    for source in sources:
        try:
            yield from open_items(source, columns=columns)
        except MusnadError as error:
            # one archive or address that can't be read does not end the others
            yield Skipped(source, str(error), type(error).__name__)


def _total(sources: list[str]) -> int | None:
    """How many items there are, where that is quickly said."""
    counts = [count_items(source) for source in sources]
    known = [n for n in counts if n is not None]
    return sum(known) if len(known) == len(counts) else None


def _bar(console: Console, quiet: bool) -> Progress:
    return Progress(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}", style="red"),
        TextColumn("{task.fields[source]}", style="dim"),
        console=console,
        disable=quiet or not console.is_terminal,
        transient=True,
    )


def _show(bar: Progress, row: TaskID, done: Done) -> None:
    speed = bar.tasks[row].speed
    bar.update(
        row,
        completed=done.seen,
        rate=f"{speed:.1f}/s" if speed else "",
        failed=f"{done.failed} failed" if done.failed else "",
        source=visible(done.source)[-40:],
    )


def _summary(console: Console, done: Done) -> None:
    told = f"{done.read} read, {done.known} known already, {done.failed} failed"
    console.print(told, markup=False)
    reasons = sorted(done.reasons.items(), key=lambda pair: -pair[1])
    for kind, times in reasons[:MOST_REASONS]:
        console.print(f"  {kind}: {times}", markup=False)
    if done.failed:
        console.print("`musnad runs --failures` tells each one.", markup=False)
    sys.stderr.flush()
