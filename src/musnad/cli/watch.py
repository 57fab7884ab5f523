"""`musnad watch`: feeds and sitemaps into a ledger, as they tell of new articles."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import chain
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.model_option import ModelOption
from musnad.ingest import Item, Skipped, Task, beside, ingest_items
from musnad.ingest import Progress as Done
from musnad.ingest.polite import USUAL_DELAY, Visitor
from musnad.ingest.watch import Watch
from musnad.ledger import Ledger
from musnad.ledger.watching import FeedState, feeds, forget_feed
from musnad.pipeline import Reader
from musnad.runners import SerialRunner
from musnad.show.safe import visible

LEAST_MINUTES = 5
"""Asking a list more often than this is a burden to its site and brings nothing."""


def watch(  # noqa: PLR0913, PLR0917 - one for each option
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE…]",
            help="Addresses of feeds (RSS, Atom, JSON Feed) or sitemaps, or OPML files; none: "
            "those that the ledger watches already.",
        ),
    ] = None,
    ledger: LedgerOption = None,
    every: Annotated[
        int, typer.Option(min=LEAST_MINUTES, metavar="MINUTES", help="How often lists are asked.")
    ] = 30,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Pass over what is older than this day. [default: a week ago]",
            show_default=False,
        ),
    ] = None,
    delay: Annotated[
        float, typer.Option(min=0.5, metavar="SECONDS", help="Pause between requests to one site.")
    ] = USUAL_DELAY,
    min_score: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out frames less probable than this.")
    ] = 0.0,
    model: ModelOption = None,
    forget: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="Watch this feed no longer.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Show the feeds, and ask none.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: as JSON lines.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing but errors.")] = False,
) -> None:
    """Read new articles of feeds and sitemaps into a ledger, politely; end it with Ctrl-C.

    Sites' robots.txt is kept to, a site is asked for one thing at a time, what has not changed is
    not sent again, and what fails is tried later, ever more rarely. All of it stands in the ledger:
    the same call goes on where the last one stopped.
    """
    console = Console(stderr=True, highlight=False, quiet=quiet)
    with Ledger.open(ledger_name(ledger)) as kept:
        for address in forget or []:
            known = forget_feed(kept, address)
            console.print(
                f"{visible(address)}: {'forgotten' if known else 'was not watched'}", markup=False
            )
        from_day = since or datetime.now(UTC) - timedelta(days=7)
        watching = Watch(
            kept,
            Visitor(delay),
            every=timedelta(minutes=every),
            since=from_day.replace(tzinfo=UTC) if from_day.tzinfo is None else from_day,
        )
        watching.take_up(sources or [])
        if not show and not feeds(kept) and not forget:
            raise typer.BadParameter("no feed is named, and the ledger watches none yet")
        if show or (forget and not sources):
            _show(feeds(kept), as_json=as_json)
            return
        read = partial(Reader.load, model, least=min_score)
        _go(watching, console, read, once=once, command=sources or [])


def _go(
    watching: Watch,
    console: Console,
    read: Callable[[], Reader],
    *,
    once: bool,
    command: list[str],
) -> None:
    load = cache(read)  # when the first page asks for it

    try:
        while True:
            _round(watching, console, load, shlex.join(["watch", *command]))
            if once:
                return
            wait = watching.seconds_left()
            if wait > 0:
                console.print(f"next in {wait / 60:.0f} min; Ctrl-C ends", style="dim")
                watching.visitor.clock.sleep(wait)
    except KeyboardInterrupt:
        console.print("ended; the same call goes on", markup=False)


def _round(watching: Watch, console: Console, load: Callable[[], Reader], command: str) -> None:
    for state in watching.ask_lists():
        told = f"{visible(state.title or state.address)}: {visible(state.status)}"
        console.print(told, style="red" if state.failures else None, markup=False)
    items = watching.items()
    first = next(items, None)
    if first is None:
        return
    reader = load()
    before = Done()

    def settle(done: Done) -> None:
        nonlocal before
        watching.settle(before, done)
        before = copy(done)
        console.print(f"  {visible(done.source)}", style="dim", markup=False)

    task = Task(command=command, model=reader.model_id.digest, also=beside, on_item=settle)
    found: Iterator[Item | Skipped] = chain((first,), items)
    done = ingest_items(found, runner=SerialRunner(reader), ledger=watching.ledger, task=task)
    console.print(
        f"{done.read} read, {done.known} known already, {done.failed} failed"
        + ("; `musnad runs --failures` tells each one" if done.failed else ""),
        markup=False,
    )


def _show(found: list[FeedState], *, as_json: bool) -> None:
    if as_json:
        for state in found:
            typer.echo(json.dumps(state.to_dict(), ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("feed", "asked", "due", "waiting", "read", "failed", "last time"):
        number = name in ("waiting", "read", "failed")
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    for state in found:
        table.add_row(
            visible(state.title or state.address)
            + (f"\n{visible(state.address)}" if state.title else ""),
            (state.checked or "")[:16],
            state.due[:16],
            f"{state.waiting:,}",
            f"{state.read:,}",
            f"{state.failed:,}",
            visible(state.status),
        )
    Console(highlight=False).print(table)
