"""`musnad ingest`: sources into a ledger or a lake."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from enum import Enum
from functools import reduce
from importlib import import_module
from operator import or_
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from musnad.actors import Known
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.model_option import ModelOption
from musnad.cli.progress import bar, begin, show, summary
from musnad.errors import MusnadError
from musnad.ingest import Item, Skipped, Task, beside, count_items, ingest_items, open_items
from musnad.ingest import Progress as Done
from musnad.ingest.lake import Lake
from musnad.ingest.lake_run import BATCH_PAGES, ingest_into_lake
from musnad.ingest.run import Runner
from musnad.ledger import Ledger
from musnad.pipeline import Reader
from musnad.runners import PoolRunner, SerialRunner

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class RunnerName(Enum):
    """Where the work is done."""

    serial = "serial"
    pool = "pool"
    ray = "ray"


def ingest(  # noqa: PLR0913, PLR0917 - each is an option of the command
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
    out: Annotated[
        str | None,
        typer.Option(
            metavar="LAKE",
            help="Write Parquet files into this folder or address (s3://…), and no ledger; "
            "`musnad load` brings them into one.",
        ),
    ] = None,
    runner: Annotated[
        RunnerName | None,
        typer.Option(
            help="Read in this process, in several, or on a Ray cluster (extra `ray`).",
            show_default="pool, or serial with one process",
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            "--workers",
            "-j",
            min=1,
            help="Processes that read.",
            show_default="number of cores, here or in the cluster",
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT",
            help="Of the Ray cluster, or `auto` on one of its machines; without it, Ray is started "
            "on this machine.",
        ),
    ] = None,
    batch: Annotated[
        int, typer.Option(min=1, metavar="PAGES", help="Pages that a lake gets at once.")
    ] = BATCH_PAGES,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what this model has read already.")
    ] = False,
    min_score: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out frames less probable than this.")
    ] = 0.0,
    names: Annotated[
        list[Path] | None, typer.Option(help="List of persons that you have; as for `read`.")
    ] = None,
    model: ModelOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read many pages into a ledger or a lake. The same call again goes on where it stopped."""
    if out is not None and (ledger or again):
        raise typer.BadParameter(
            "a lake is written without a ledger; `musnad load` brings it into one"
            if ledger
            else "a lake has each page once a model; to read all of it again, name a new folder",
            param_hint="--out",
        )
    place = Lake.open(out, create=True) if out is not None else ledger_name(ledger)
    columns = _columns(column or [])
    known = reduce(or_, [Known.from_names(path) for path in names]) if names else None
    reader = Reader.load(model, least=min_score, known=known)
    working = _runner(runner, reader, processes, address)
    console = Console(stderr=True, highlight=False)
    with bar(console, quiet=quiet) as shown:
        row = begin(shown, total=_total(sources))
        task = Task(
            command=shlex.join(["ingest", *sources]),
            model=reader.model_id.digest,
            again=again,
            also=beside,
            on_item=lambda done: show(shown, row, done),
        )
        done = _ingest(_items(sources, columns), place, working, task, batch)
    listed = "`musnad runs --failures` tells each one."
    if out is not None:
        listed = f"The table {out.rstrip('/')}/failures tells each one."
    summary(console, done, verb="read", listed=listed)
    if done.failed:
        raise typer.Exit(1 if done.failed < done.seen else 2)


def _ingest(
    items: Iterator[Item | Skipped], place: Lake | str, runner: Runner, task: Task, pages: int
) -> Done:
    """The items into a lake, or the ledger of this name."""
    if isinstance(place, Lake):
        return ingest_into_lake(items, runner=runner, lake=place, task=task, pages=pages)
    with Ledger.open(place) as kept:
        return ingest_items(items, runner=runner, ledger=kept, task=task)


def _runner(
    name: RunnerName | None, reader: Reader, processes: int | None, address: str | None
) -> Runner:
    """What reads."""
    if address is not None and name is not RunnerName.ray:
        raise typer.BadParameter("only --runner ray has an address", param_hint="--address")
    if name is RunnerName.ray:
        # found by name at call time, since Ray is no part of a reader's installation
        made: Runner = import_module("musnad.runners.ray").RayRunner(
            reader, workers=processes, address=address
        )
        return made
    number = processes or CORES
    if name is RunnerName.serial or (name is None and number == 1):
        return SerialRunner(reader)
    return PoolRunner(reader, processes=number)


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
