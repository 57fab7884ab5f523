"""The progress bar and the last words of commands that read or load many articles."""

from __future__ import annotations

import sys

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

from musnad.ingest import Progress as Done
from musnad.show.safe import visible

MOST_REASONS = 8
"""Kinds of failure that are told at the end; each one is listed elsewhere."""


def bar(console: Console, *, quiet: bool) -> Progress:
    """A bar, where there is a terminal to see it on."""
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


def begin(shown: Progress, *, total: int | None) -> TaskID:
    """The bar's one row."""
    return shown.add_task("", total=total, rate="", failed="", source="")


def show(shown: Progress, row: TaskID, done: Done) -> None:
    """How far it is."""
    speed = shown.tasks[row].speed
    shown.update(
        row,
        completed=done.seen,
        rate=f"{speed:.1f}/s" if speed else "",
        failed=f"{done.failed} failed" if done.failed else "",
        source=visible(done.source)[-40:],
    )


def summary(console: Console, done: Done, *, verb: str, listed: str) -> None:
    """What came of it, and where each failure is listed."""
    told = f"{done.read} {verb}, {done.known} known already, {done.failed} failed"
    console.print(told, markup=False)
    reasons = sorted(done.reasons.items(), key=lambda pair: -pair[1])
    for kind, times in reasons[:MOST_REASONS]:
        console.print(f"  {kind}: {times}", markup=False)
    if done.failed:
        console.print(listed, markup=False, soft_wrap=True)
    sys.stderr.flush()
