"""`musnad annotated`: what people corrected in an annotation tool, back as items of the corpus."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from musnad.annotated import Change, Finding, Gathered, gather, write_items
from musnad.show.safe import isolated, visible

LISTED = 40
"""Changes and findings of a kind that are listed; the JSON form has all."""


class Tool(StrEnum):
    """Annotation tools."""

    brat = "brat"
    inception = "inception"
    labelstudio = "labelstudio"


class ReportFormat(StrEnum):
    """Forms of the report."""

    text = "text"
    json = "json"


def annotated(
    project: Annotated[
        Path, typer.Argument(help="What the tool exported: a folder, an archive, a file.")
    ],
    tool: Annotated[Tool, typer.Option("--from", help="The tool.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Items to write: NAME.jsonl, and NAME.frames beside it."),
    ] = None,
    original: Annotated[
        Path | None,
        typer.Option(help="Items that went out; else original.jsonl beside the project."),
    ] = None,
    annotator: Annotated[
        str | None, typer.Option(help="Whose annotations to take, if several people annotated.")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Keep faulty articles, without what is at fault.")
    ] = False,
    form: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="Form of the report.")
    ] = ReportFormat.text,
) -> None:
    """Read corrections back from brat, INCEpTION or Label Studio; say what they changed."""
    found = gather(project, tool.value, original=original, annotator=annotator, partial=partial)
    if out is not None and found.items:
        write_items(found, out)
    if form is ReportFormat.json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
    else:
        _report(found, out)
    if found.faults:
        raise typer.Exit(1 if found.items else 2)


def _report(found: Gathered, out: Path | None) -> None:
    for change in found.changes[:LISTED]:
        typer.echo(_line(change))
    _more(found.changes, "changes")
    for title, findings in (("passed over", found.remarks), ("at fault", found.faults)):
        _list(title, findings)
    typer.echo(_summary(found))
    if found.original is None:
        typer.echo("held against nothing: name the items that went out with --original")
    if out is not None and found.items:
        typer.echo(f"written: {out} and {out.with_suffix('.frames').name}")


def _line(change: Change) -> str:
    before, after, frame = (_shown(part) for part in (change.before, change.after, change.frame))
    what = f"{before} → {after}" if before and after else before or after
    head = f"{visible(change.item)}  {change.kind}"
    return f"{head}: {what}" if change.kind.startswith("frame") else f"{head} of {frame}: {what}"


def _shown(words: str) -> str:
    return isolated(visible(words), terminal=sys.stdout.isatty()) if words else ""


def _list(title: str, findings: Sequence[Finding]) -> None:
    for finding in findings[:LISTED]:
        typer.echo(f"{title}: {visible(str(finding))}", err=True)
    _more(findings, title)


def _more(things: Sequence[Change | Finding], what: str) -> None:
    if len(things) > LISTED:
        typer.echo(f"… and {len(things) - LISTED:,} more {what}; --format json has all", err=True)


def _summary(found: Gathered) -> str:
    changed = sum(bool(item.changes) for item in found.items)
    parts = [f"{len(found.items):,} items, {sum(len(i.frames) for i in found.items):,} frames"]
    if found.original is not None:
        parts.append(f"{changed:,} changed ({len(found.changes):,} changes)")
    for names, what in ((found.missing, "without annotation"), (found.held, "held back")):
        parts += [f"{len(names):,} {what}"] if names else []
    return "; ".join(parts)
