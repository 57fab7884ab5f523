"""`musnad demo`: the bundled pages, read."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from musnad.cli.read import Lang
from musnad.demo import DEMO_PAGES, demo_page
from musnad.pipeline import Reader
from musnad.show.text import TextStyle, render_text


def demo(
    lang: Annotated[Lang, typer.Option(help="Language of the labels.")] = Lang.en,
    ledger: Annotated[
        Path | None, typer.Option(help="Also make a ledger of a fictional week in this file.")
    ] = None,
) -> None:
    """Read the bundled pages (fictional news of our own) and print what they say."""
    console = Console(highlight=False, soft_wrap=True)
    style = TextStyle.of(console, lang.value)
    reader = Reader.load()
    for name in DEMO_PAGES:
        console.rule(name, style="dim")
        console.print(render_text(reader.read_page(demo_page(name)), style=style), end="")
    console.print(
        "These pages are fictional. Now yours: musnad read PAGE.html, a text file, '-' or an "
        "address; --format json for everything, --format html for a page to look at.",
        style="bold",
    )
    if ledger is not None:
        _make_ledger(ledger, reader, console)


def _make_ledger(path: Path, reader: Reader, console: Console) -> None:
    """Fill a ledger and say what can be done with it."""
    # found at call time: `musnad demo` alone needs no database
    ingest = importlib.import_module("musnad.ingest.demo")
    kept = importlib.import_module("musnad.ledger").Ledger.open(path)
    with kept:
        ingest.fill_demo(kept, reader=reader)
        counts = kept.counts()
    told = f"{path}: {counts['pages']} fictional articles, {counts['frames']} statements and acts"
    console.print(f"\n{told}. Ask it:", style="bold")
    for line in (
        f"musnad claims --denied --ledger {path}",
        f"musnad search آبار --ledger {path}",
        f"musnad serve --ledger {path}     # the same in the browser",
    ):
        console.print(f"    {line}", markup=False)
