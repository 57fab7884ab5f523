"""`musnad check`, `musnad model`: corpus, model card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.evaluation import check_corpus
from musnad.model import card_text


def check(folder: Annotated[Path, typer.Argument(help="Folder of items and frames.")]) -> None:
    """Anchor every span of a corpus; say what is there and what is at fault."""
    report = check_corpus(folder)
    for fault in report.faults:
        typer.echo(str(fault), err=True)
    typer.echo(f"{report.items} items, {report.words} words, {report.frames} frames")
    for name in ("types", "roles", "unsaid", "flags", "modes", "contexts", "phenomena"):
        counts = ",  ".join(f"{key} {n}" for key, n in getattr(report, name).most_common())
        typer.echo(f"{name}: {counts}")
    typer.echo(f"{len(report.faults)} faults")
    if not report.sound:
        raise typer.Exit(1)


def model() -> None:
    """Show the card of the shipped model: data, licences, figures, limits."""
    typer.echo(card_text())
