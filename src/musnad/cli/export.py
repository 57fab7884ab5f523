"""`musnad export`: a ledger, or readings in a file, in the formats of other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.errors import ExportError
from musnad.export import FORMATS, Options, entries_of
from musnad.export import export as write
from musnad.ledger import Ledger
from musnad.records import Entry

LISTING = "\n".join(f"{form.name:<11} {form.english}" for form in FORMATS.values())


def export(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File or folder; '-' for the screen.")
    ] = None,
    ledger: LedgerOption = None,
    readings: Annotated[
        Path | None,
        typer.Option(help="JSON lines of `musnad read --format jsonl`, in place of a ledger."),
    ] = None,
    items: Annotated[
        Path | None,
        typer.Option(help="Items of a corpus (NAME.jsonl), for an annotation tool."),
    ] = None,
    article: Annotated[
        list[str] | None, typer.Option(help="Id of an article; may be given several times.")
    ] = None,
    judged: Annotated[
        bool, typer.Option("--judged", help="Only judged articles, as their reviewers decided.")
    ] = False,
    all_readings: Annotated[
        bool, typer.Option("--all-readings", help="Superseded readings and earlier versions too.")
    ] = False,
    name: Annotated[str, typer.Option(help="Name of the items of the corpus format.")] = "reviewed",
) -> None:
    """Write records in the formats of other tools; without --format, list these."""
    if form is None:
        typer.echo(LISTING)
        return
    chosen = _form(form, output)
    options = Options(judged=judged, name=name)
    if items is not None:
        count = _items(items, chosen, output)
    elif readings is not None:
        count = _write(_from_file(readings), chosen, output, options)
    else:
        with Ledger.open(ledger_name(ledger), read_only=True) as kept:
            entries = kept.entries(article or None, all_readings=all_readings)
            count = _write(entries, chosen, output, options)
    typer.echo(f"{count:,} records written", err=True)


def _form(form: str, output: Path | None) -> str:
    """The format's name, if it goes to where it shall go."""
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r}; expected one of {', '.join(FORMATS)}")
    shape = FORMATS[form].shape
    if shape == "folder" and output is None:
        raise ExportError(f"{form} is a folder of files: name it with --output FOLDER")
    if shape == "binary" and output is None and sys.stdout.isatty():
        raise ExportError(f"{form} is no text: name a file with --output FILE")
    return form


def _items(items: Path, form: str, output: Path | None) -> int:
    """Write items of a corpus; the room that knows it also scores, and is loaded for this alone."""
    if output is None:
        raise ExportError(f"{form} is a folder of files: name it with --output FOLDER")
    return int(import_module("musnad.annotated").export_items(items, form, output))


def _write(entries: Iterator[Entry], form: str, output: Path | None, options: Options) -> int:
    if output is None or str(output) == "-":
        return write(entries, form, sys.stdout.buffer, options=options)
    return write(entries, form, output, options=options)


def _from_file(path: Path) -> Iterator[Entry]:
    with path.open("rb") as lines:
        yield from entries_of(lines)
