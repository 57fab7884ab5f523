"""`musnad stability`: what changes between two readings of the same articles."""

from __future__ import annotations

import gzip
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from musnad.cli.report import table as html_table
from musnad.cli.report_style import REPORT_STYLE
from musnad.errors import RecordError
from musnad.evaluation.stability import FATES, FrameChange, Stability
from musnad.evaluation.stability import stability as changes_of
from musnad.export.jsonl import entries_of
from musnad.records import Reading
from musnad.show.escape import attribute, shown
from musnad.show.policy import policy
from musnad.show.safe import visible

MOST_IN_PAGE = 2_000
"""Changes that the page lists; the JSON has them all."""


class Form(StrEnum):
    """Forms of the report."""

    table = "table"
    json = "json"


def stability(
    before: Annotated[
        Path,
        typer.Argument(metavar="OLD", help="Readings as JSON lines (`read`, `export`), or .gz."),
    ],
    after: Annotated[Path, typer.Argument(metavar="NEW", help="The same articles, read again.")],
    form: Annotated[Form, typer.Option("--format")] = Form.table,
    changes: Annotated[int, typer.Option(min=0, help="How many changes the table lists.")] = 10,
    report: Annotated[
        Path | None, typer.Option(help="Write the report as one HTML page that needs nothing else.")
    ] = None,
) -> None:
    """Tell what a new version reads otherwise: frames that are the same, changed, gone or new.

    It counts changes, not faults: `musnad evaluate` tells which reading is the better one.
    """
    found = changes_of(_readings(before), _readings(after))
    if report:
        report.write_text(_page(found, before.name, after.name), encoding="utf-8")
    if form is Form.json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
        return
    _print(Console(highlight=False), found, changes)


def _readings(path: Path) -> list[Reading]:
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).splitlines()
        return [entry.reading for entry in entries_of(lines)]
    except (OSError, EOFError) as error:
        raise RecordError(f"{path}: can't be read ({error}); expected JSON lines") from error
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from error


def _print(console: Console, found: Stability, most: int) -> None:
    console.print(f"{found.articles:,} articles read both times", markup=False)
    for titles, when in ((found.only_before, "before"), (found.only_after, "now")):
        if titles:
            console.print(f"{len(titles):,} only {when}: {visible(titles[0])} …", markup=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("type")
    for fate in FATES:
        table.add_column(fate, justify="right")
    for name, counts in (*found.by_type.items(), ("all", found.counts)):
        table.add_row(name, *(f"{counts[fate]:,}" for fate in FATES))
    console.print(table)
    console.print(
        f"{found.share_same:.1%} the same; probabilities differ by {found.drift:.3f} on average",
        markup=False,
    )
    if found.whats:
        told = ", ".join(f"{name} {n:,}" for name, n in found.whats.items())
        console.print(f"parts that differ: {told}", markup=False)
    listed = [change for change in found.changes if change.fate != "same"]
    for change in listed[:most]:
        console.print(f"  {change.fate:8s} {visible(_told(change))}", markup=False)
    if len(listed) > most:
        console.print(f"  … {len(listed) - most:,} more (--changes, --report)", markup=False)


def _told(change: FrameChange) -> str:
    words = " → ".join(part for part in (change.before, change.after) if part)
    what = f" ({', '.join(change.what)})" if change.what else ""
    return f"{words}{what}  ·  {change.title}"


def _page(found: Stability, old: str, new: str) -> str:
    """The report as a page; everything that was read is escaped."""
    rows = [
        [name, *(f"{counts[fate]:,}" for fate in FATES)]
        for name, counts in (*found.by_type.items(), ("all", found.counts))
    ]
    listed = [change for change in found.changes if change.fate != "same"][:MOST_IN_PAGE]
    items = "".join(
        f"<li>{change.fate}: {_words(change.before)} → {_words(change.after)} "
        f'<span class="soft">{shown(", ".join(change.what))} · {_words(change.title)}</span></li>'
        for change in listed
    )
    title = f"{old} → {new}"
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(REPORT_STYLE)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">',
            f"<title>Stability: {attribute(title)}</title>",
            f"<style>{REPORT_STYLE}</style>\n</head>\n<body>",
            f'<h1>Stability</h1><p class="soft"><bdi>{shown(title)}</bdi></p>',
            f"<p>{found.articles:,} articles; {found.share_same:.1%} of frames are the same.</p>",
            f"<p>Probabilities differ by {found.drift:.3f} on average.</p>",
            html_table(["type", *FATES], rows),
            f"<h2>Changes</h2><ul>{items}</ul>",
            "</body>\n</html>\n",
        )
    )


def _words(text: str) -> str:
    return f'<bdi lang="ar" dir="auto">{shown(text)}</bdi>'
