"""`musnad evaluate`, `musnad check`, `musnad model`: quality, corpus, model card."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from musnad.evaluation import Evaluation, Row, check_corpus
from musnad.evaluation import evaluate as evaluate_gold
from musnad.model import card_text
from musnad.pipeline import Reader


class TableFormat(StrEnum):
    """Forms of a table."""

    table = "table"
    json = "json"


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder with articles.jsonl and gold.jsonl.")],
    dump: Annotated[
        Path | None, typer.Option(help="Write the readings here, one JSON object a line.")
    ] = None,
    form: Annotated[TableFormat, typer.Option("--format")] = TableFormat.table,
    model: Annotated[
        Path | None, typer.Option(help="Folder of another model than the shipped one.")
    ] = None,
) -> None:
    """Score readings against gold frames; texts are read as given, with no page step."""
    found = evaluate_gold(gold, Reader.load(model).read)
    if dump:
        lines = [json.dumps(row, ensure_ascii=False) for row in found.system()]
        dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if form is TableFormat.json:
        json.dump(found.to_dict(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        Console().print(_table(found))


def _table(found: Evaluation) -> Table:
    table = Table("score", *("precision", "recall", "F1", "value", "gold"), box=None)
    for row in found.rows():
        table.add_row(row.name, *_cells(row))
    return table


def _cells(row: Row) -> list[str]:
    numbers = (row.precision, row.recall, row.f1, row.value)
    return [*("" if n is None else f"{n:.3f}" for n in numbers), str(row.support)]


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
