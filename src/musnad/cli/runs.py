"""`musnad runs`: what was read into a ledger, and what failed why."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.ledger import Failure, Ledger, Run, failures
from musnad.ledger import runs as all_runs
from musnad.show.safe import visible

STATES = {"running": "running, or cut off", "done": "done", "interrupted": "interrupted"}


def runs(
    number: Annotated[int | None, typer.Argument(help="A run: what failed in it.")] = None,
    ledger: LedgerOption = None,
    failed: Annotated[
        bool, typer.Option("--failures", help="What failed in the latest run.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
) -> None:
    """List the runs that wrote into a ledger, or what failed in one of them."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        found = all_runs(kept)
        if number is None and failed and found:
            number = found[0].number
        lost = failures(kept, number) if number is not None else []
    if as_json:
        for item in lost if number is not None else found:
            typer.echo(json.dumps(item.to_dict(), ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(_failures(lost) if number is not None else _runs(found))


def _runs(found: list[Run]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("run", "began", "state", "read", "known", "failed", "command"):
        table.add_column(name, justify="right" if name in _NUMBERS else "left", overflow="fold")
    for run in found:
        table.add_row(
            str(run.number),
            run.began[:19],
            STATES[run.state],
            f"{run.read:,}",
            f"{run.known:,}",
            f"{run.failed:,}",
            visible(run.command),
        )
    return table


_NUMBERS = frozenset(("run", "read", "known", "failed"))


def _failures(found: list[Failure]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("source", "kind", "reason"):
        table.add_column(name, overflow="fold")
    for item in found:
        table.add_row(visible(item.source), visible(item.kind), visible(item.reason))
    return table
