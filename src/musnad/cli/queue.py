"""`musnad queue`: records that wait for a reviewer, the most urgent first."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from musnad.cli.judge import Form, FormOption, written
from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.cli.record_text import Manner, context, unsaid
from musnad.ledger import Ledger
from musnad.ledger.review_queue import queue as waiting


def queue(
    ledger: LedgerOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many.")] = 20,
    kind: Annotated[
        list[str] | None, typer.Option("--type", help="Only of this type; may be given often.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only of this outlet.")] = None,
    form: FormOption = Form.text,
) -> None:
    """List doubtful and consequential records first, each with its words and why it is there."""
    types = [name.upper() for name in kind or ()]
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        items = waiting(kept, limit=limit, types=types, outlet=outlet)
        if form is not Form.text:
            written([item.to_dict() for item in items], form)
            return
        if not items:
            typer.echo("Nothing waits for a decision.")
        manner = Manner(terminal=sys.stdout.isatty())
        for item in items:
            entry = kept.entry(item.frame)
            label = next(n for n, name in entry.frame_ids.items() if name == item.frame)
            typer.echo(f"{item.urgency:.2f}  {item.frame}  {item.type}")
            frame = entry.reading.frame(label)
            for line in (*context(entry.reading, frame).split("\n"), *unsaid(frame)):
                typer.echo(f"      {manner.arabic(line)}")
            typer.echo(f"      {item.why()}")
